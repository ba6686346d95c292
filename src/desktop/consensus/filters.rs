//! The filters beside standing and kind: a menu, and what is chosen in it as words that can be put away.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::filter::{Filter, Judged, Rests};
use super::matrix::Matrix;
use super::{Scene, parts};
use crate::desktop::{theme, widgets};

/// Draws the menu.
pub fn menu(ui: &mut Ui, matrix: &mut Matrix, scene: &Scene<'_>) {
    let p = theme::palette(ui.style());
    let format = |font| TextFormat { valign: Align::Center, ..TextFormat::simple(font, p.soft) };
    let mut title = LayoutJob::default();
    title.append("Filters", 0.0, format(theme::sans(13.0)));
    title.append("  ▼", 0.0, format(theme::sans(7.5)));
    let offers = matrix.offers.clone();
    let filter = &mut matrix.filter;
    let button = ui.menu_button(title, |ui| {
        ui.menu_button("Outlet", |ui| {
            list(ui, |ui| {
                for article in scene.columns {
                    let chosen = filter.outlet.as_ref() == Some(&article.id);
                    if ui.selectable_label(chosen, article.name()).clicked() {
                        filter.outlet = (!chosen).then(|| article.id.clone());
                        ui.close();
                    }
                }
            });
        });
        ui.menu_button("Speaker or source", |ui| {
            list(ui, |ui| {
                if offers.speakers.is_empty() {
                    widgets::soft(ui, "Nobody is named.");
                }
                for (speaker, count) in &offers.speakers {
                    let chosen = filter.speaker.as_ref() == Some(speaker);
                    if ui.selectable_label(chosen, format!("{speaker}  {count}")).clicked() {
                        filter.speaker = (!chosen).then(|| speaker.clone());
                        ui.close();
                    }
                }
            });
        });
        ui.menu_button("Verdict", |ui| {
            let given = offers.verdicts.iter().map(|v| (Judged::So(v.clone()), v.as_str()));
            for (judged, words) in [(Judged::Any, "Any"), (Judged::Not, "None yet")].into_iter().chain(given) {
                choice(ui, &mut filter.judged, judged, words);
            }
        });
        ui.separator();
        choice(ui, &mut filter.decided, true, "Decided");
        choice(ui, &mut filter.decided, false, "Proposed");
        choice(ui, &mut filter.locked, true, "Locked");
        choice(ui, &mut filter.locked, false, "Not locked");
        ui.separator();
        for rests in Rests::ALL {
            choice(ui, &mut filter.rests, rests, rests.words());
        }
    });
    let _ = button.response.accessible_name("More filters");
}

fn list(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.set_min_width(180.0);
    ScrollArea::vertical().max_height(420.0).show(ui, add);
}

fn choice<T: PartialEq>(ui: &mut Ui, now: &mut Option<T>, value: T, words: &str) {
    let chosen = now.as_ref() == Some(&value);
    if ui.selectable_label(chosen, words).clicked() {
        *now = (!chosen).then_some(value);
        ui.close();
    }
}

/// Draws what narrows the list; a click puts it away.
pub fn narrowed(ui: &mut Ui, filter: &mut Filter, scene: &Scene<'_>) {
    for (words, let_go) in filter.narrowed(scene) {
        let response = parts::filter(ui, &format!("{words}  ×"), true);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("No longer {}", words.to_lowercase())));
        if response.on_hover_text("Put this filter away").clicked() {
            let_go(filter);
        }
    }
}

/// How many rows are shown, of how many.
pub fn count(ui: &mut Ui, shown: usize, all: usize) {
    let p = theme::palette(ui.style());
    let words = if shown == all { format!("{all} shown") } else { format!("{shown} of {all} shown") };
    ui.label(RichText::new(words).font(theme::sans(12.5)).color(p.soft));
}
