//! The bar at the top: the project, the parts of the window, whether all is saved.

use eframe::egui::{Align, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::command::Command;
use super::preferences::{Action, Page};
use super::state::{State, View};
use super::{theme, widgets};

/// Draws the bar.
pub fn show(ui: &mut Ui, state: &State, out: &mut Vec<Command>) {
    let Some(desk) = &state.desk else { return };
    let p = theme::palette(ui.style());
    let bar = ui.max_rect();
    let narrow = bar.width() < NARROW;
    let views = [(View::Read, "Read"), (View::Consensus, "Consensus"), (View::Codebook, "Codebook")];
    let sizes = views.map(|(view, words)| {
        let font = if state.view == view { theme::sans_bold(13.5) } else { theme::sans(13.5) };
        ui.painter().layout_no_wrap(words.to_owned(), font, p.ink).size().x + 24.0
    });
    let width = sizes.iter().sum::<f32>() + 2.0 * sizes.len() as f32;
    let middle = Rect::from_center_size(bar.center(), vec2(width, bar.height()));
    let left = Rect::from_min_max(bar.min, middle.left_bottom() - vec2(8.0, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(left).layout(Layout::left_to_right(Align::Center)), |ui| {
        if !narrow {
            ui.label(RichText::new("Pressmark").font(theme::sans_bold(14.0)));
            ui.add_space(4.0);
        }
        let room = ui.available_width() - 44.0;
        let mut title = cut(ui, desk.project().title(), room);
        title.push_str("  ");
        let mut name = eframe::egui::text::LayoutJob::default();
        let format =
            |font| eframe::egui::TextFormat { valign: Align::Center, ..eframe::egui::TextFormat::simple(font, p.ink) };
        name.append(&title, 0.0, format(theme::sans(13.5)));
        name.append("▼", 0.0, format(theme::sans(7.5)));
        ui.menu_button(name, |ui| {
            let mut entry = |ui: &mut Ui, words: &str, command: Command| {
                if ui.button(words).clicked() {
                    out.push(command);
                    ui.close();
                }
            };
            entry(ui, "New project…", Command::New);
            entry(ui, "Open project…", Command::Open);
            entry(ui, "Open the sample project", Command::OpenSample);
            ui.separator();
            entry(ui, "Add articles…", Command::AddArticles);
            entry(ui, "Save as…", Command::SaveAs);
            entry(ui, "Export as JSON Lines…", Command::ExportJsonl);
            entry(ui, "Export as table…", Command::ExportCsv);
            entry(ui, "Save report…", Command::SaveReport);
            ui.separator();
            for folder in state.settings.recent.iter().filter(|f| **f != desk.folder).take(6) {
                let name = folder
                    .file_name()
                    .map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into_owned());
                entry(ui, &name, Command::OpenPath(folder.clone()));
            }
            ui.separator();
            entry(ui, "Settings…", Command::Settings(Action::Show(Page::Looks)));
            entry(ui, "Close project", Command::Close);
            entry(ui, "Quit", Command::Quit);
        })
        .response
        .on_hover_text(desk.folder.display().to_string());
    });

    ui.scope_builder(UiBuilder::new().max_rect(middle).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (view, words) in views {
            let chosen = state.view == view;
            let font = if chosen { theme::sans_bold(13.5) } else { theme::sans(13.5) };
            if widgets::pill(ui, words, chosen, font).clicked() {
                out.push(Command::Show(view));
            }
        }
    });

    let right = Rect::from_min_max(middle.right_top() + vec2(8.0, 0.0), bar.max);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(Layout::right_to_left(Align::Center)), |ui| {
        let failure = desk.writer.as_ref().and_then(crate::store::Writer::failure);
        let (words, colour) = match (&failure, desk.writer.is_some(), desk.is_saved()) {
            (Some(_), ..) => ("Not saved", p.bad),
            (None, false, _) => ("Read only", p.soft),
            (None, true, true) if widgets::is_typing(ui.ctx()) => ("Typing…", p.soft),
            (None, true, true) => ("Saved", p.good),
            (None, true, false) => ("Saving…", p.soft),
        };
        let set = ui.painter().layout_no_wrap(words.to_owned(), theme::sans(13.0), colour);
        let (rect, response) = ui.allocate_exact_size(set.size() + vec2(16.0, 4.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        ui.painter().circle_filled(rect.left_center() + vec2(5.0, 0.0), 4.0, colour);
        ui.painter().galley(rect.min + vec2(16.0, 2.0), set, colour);
        let told = failure.unwrap_or_else(|| "Every change is on disk before this says so.".into());
        response.on_hover_text(told);
        ui.add_space(8.0);
        let key = state.bindings.key_of(&Command::Palette).replace('+', " ");
        let key = if key.is_empty() { "Find".to_owned() } else { key };
        let button = ui.button(RichText::new(key).font(theme::sans(11.5)).color(p.soft));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Find any action by its name"));
        if button.on_hover_text("Find any action by its name").clicked() {
            out.push(Command::Palette);
        }
        if let Some(busy) = &state.busy {
            widgets::busy(ui);
            let words = RichText::new(busy.as_str()).font(theme::sans(12.0)).color(p.soft);
            ui.add(eframe::egui::Label::new(words).truncate());
        }
    });
}

/// Below this width, in points, the program's own name makes room.
const NARROW: f32 = 900.0;

/// As much of a title as there is room for.
fn cut(ui: &Ui, title: &str, room: f32) -> String {
    let width = |words: &str| {
        let set = ui.painter().layout_no_wrap(words.to_owned(), theme::sans(13.5), theme::palette(ui.style()).ink);
        set.size().x
    };
    if width(title) <= room {
        return title.to_owned();
    }
    let letters: Vec<char> = title.chars().take(80).collect();
    let most = (1..letters.len()).rev().find(|n| width(&cut_at(&letters, *n)) <= room).unwrap_or(1);
    cut_at(&letters, most)
}

fn cut_at(letters: &[char], count: usize) -> String {
    letters.iter().take(count).chain(&['…']).collect()
}
