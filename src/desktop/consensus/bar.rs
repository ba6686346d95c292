//! The line above the matrix: which statements are shown; and the one that floats while rows are being merged.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align, Align2, Area, Frame, Layout, Margin, Order, RichText, Stroke, TextEdit, Ui, UiBuilder, vec2,
};

use super::filter::{Filter, Sort};
use super::matrix::Matrix;
use super::phrases::brief;
use super::{Scene, filters, parts};
use crate::consensus::Standing;
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::{AnnotationId, Kind};

/// Draws the line above the matrix.
pub fn show(ui: &mut Ui, matrix: &mut Matrix, scene: &Scene<'_>) {
    Frame::new().inner_margin(Margin { left: 22, right: 22, top: 6, bottom: 8 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.horizontal_wrapped(|ui| {
            let counts = matrix.counts();
            let filter = &mut matrix.filter;
            standings(ui, filter, counts);
            ui.add_space(18.0);
            for (kind, words) in [(Kind::Claim, "Claims"), (Kind::Quote, "Quotes")] {
                let chosen = filter.kind == Some(kind);
                if parts::filter(ui, words, chosen).clicked() {
                    filter.kind = if chosen { None } else { Some(kind) };
                }
            }
            filters::menu(ui, matrix, scene);
            let (shown, all) = (matrix.shown().len(), scene.consensus.statements.len());
            let filter = &mut matrix.filter;
            filters::narrowed(ui, filter, scene);
            // To the right where there is room for it.
            const ASKED: f32 = 520.0;
            let room = ui.available_rect_before_wrap();
            if room.width() > ASKED {
                let rect = room.with_max_y(room.top() + 27.0);
                ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)), |ui| {
                    sort(ui, filter);
                    words(ui, filter);
                    filters::count(ui, shown, all);
                });
            } else {
                filters::count(ui, shown, all);
                words(ui, filter);
                sort(ui, filter);
            }
        });
    });
}

fn standings(ui: &mut Ui, filter: &mut Filter, counts: super::matrix::Counts) {
    for (standing, words, count) in [
        (None, "All", counts.all),
        (Some(Standing::Contested), "Contested", counts.contested),
        (Some(Standing::Corroborated), "Corroborated", counts.corroborated),
        (Some(Standing::SingleSource), "Single source", counts.single),
    ] {
        if parts::filter(ui, &format!("{words} {count}"), filter.standing == standing).clicked() {
            filter.standing = standing;
        }
    }
}

fn words(ui: &mut Ui, filter: &mut Filter) {
    let p = theme::palette(ui.style());
    let edit = TextEdit::singleline(&mut filter.words)
        .hint_text(RichText::new("Words, outlet or speaker").color(p.soft))
        .desired_width(200.0)
        .margin(vec2(10.0, 4.5));
    ui.add(edit).accessible_name("Filter statements");
}

fn sort(ui: &mut Ui, filter: &mut Filter) {
    let p = theme::palette(ui.style());
    let names = [
        (Sort::Contested, "Contested first"),
        (Sort::Outlets, "Most outlets first"),
        (Sort::Articles, "As the first article has it"),
        (Sort::Words, "By their words"),
    ];
    let now = names.iter().find(|(s, _)| *s == filter.sort).map_or("", |(_, words)| *words);
    let format = |font| TextFormat { valign: Align::Center, ..TextFormat::simple(font, p.soft) };
    let mut title = LayoutJob::default();
    title.append(now, 0.0, format(theme::sans(13.0)));
    title.append("  ▼", 0.0, format(theme::sans(7.5)));
    let button = ui.menu_button(title, |ui| {
        for (sort, words) in names {
            if ui.selectable_label(filter.sort == sort, words).clicked() {
                filter.sort = sort;
                ui.close();
            }
        }
    });
    let _ = button.response.accessible_name(format!("Order, {}", now.to_lowercase()));
}

/// Draws what floats above the matrix while rows are being merged.
pub fn floating(ui: &Ui, matrix: &mut Matrix, scene: &Scene<'_>, out: &mut Vec<Command>) {
    let merging = matrix.merging.and_then(|id| scene.consensus.statement_of(id));
    if merging.is_none() && matrix.also.is_empty() {
        return;
    }
    let p = theme::palette(ui.style());
    let area = Area::new(ui.scope_id().with("merging"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -theme::BOTTOM - 18.0));
    area.show(ui.ctx(), |ui| {
        let mut frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(16, 10));
        frame.stroke = Stroke::new(1.0, p.accent);
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                if let Some(statement) = merging {
                    ui.label(RichText::new("Merge").font(theme::sans_bold(13.0)));
                    ui.label(RichText::new(brief(&statement.text, 48)).font(theme::serif(14.0)));
                    widgets::soft(ui, "with the next row you click; or arrow keys and Enter");
                } else {
                    let count = matrix.also.len() + usize::from(matrix.chosen.is_some());
                    ui.label(format!("{count} statements chosen"));
                    let merge = ui.button(RichText::new("Merge").font(theme::sans_bold(13.5)));
                    if merge.on_hover_text("They say the same (M)").clicked() {
                        out.push(Command::MergeStatements);
                    }
                }
                if ui.button("Cancel").on_hover_text("Esc").clicked() {
                    matrix.merging = None;
                    matrix.also.clear();
                }
            });
        });
    });
}

/// Adds a row to those that are chosen, or takes it away again.
pub fn also(matrix: &mut Matrix, id: AnnotationId) {
    if matrix.chosen.is_none() {
        matrix.chosen = Some(id);
    } else if matrix.chosen != Some(id) {
        match matrix.also.iter().position(|a| *a == id) {
            Some(at) => {
                matrix.also.remove(at);
            }
            None => matrix.also.push(id),
        }
    }
}
