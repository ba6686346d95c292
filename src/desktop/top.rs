//! The bar at the top: the project, the parts of the window, whether all is saved.

use eframe::egui::{Align, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::command::Command;
use super::state::{State, View};
use super::{theme, widgets};

/// Draws the bar.
pub fn show(ui: &mut Ui, state: &State, out: &mut Vec<Command>) {
    let Some(desk) = &state.desk else { return };
    let p = theme::palette(ui.style());
    let bar = ui.max_rect();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.label(RichText::new("Pressmark").font(theme::sans_bold(14.0)));
        ui.add_space(4.0);
        let mut title: String = desk.project().title().chars().take(40).collect();
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
            ui.separator();
            for folder in state.settings.recent.iter().filter(|f| **f != desk.folder).take(6) {
                let name = folder
                    .file_name()
                    .map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into_owned());
                entry(ui, &name, Command::OpenPath(folder.clone()));
            }
            ui.separator();
            entry(ui, "Close project", Command::Close);
            entry(ui, "Quit", Command::Quit);
        })
        .response
        .on_hover_text(desk.folder.display().to_string());
    });

    let width = 320.0;
    let middle = Rect::from_center_size(bar.center(), vec2(width, bar.height()));
    ui.scope_builder(UiBuilder::new().max_rect(middle).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (view, words) in [(View::Read, "Read"), (View::Consensus, "Consensus"), (View::Codebook, "Codebook")] {
            let chosen = state.view == view;
            let font = if chosen { theme::sans_bold(13.5) } else { theme::sans(13.5) };
            if widgets::pill(ui, words, chosen, font).clicked() {
                out.push(Command::Show(view));
            }
        }
    });

    let right = Rect::from_min_max(bar.center_top() + vec2(width / 2.0, 0.0), bar.max);
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
        let button = ui.button(RichText::new("Ctrl K").font(theme::sans(11.5)).color(p.soft));
        if button.on_hover_text("Find any action by its name").clicked() {
            out.push(Command::Palette);
        }
        if let Some(busy) = &state.busy {
            ui.spinner();
            widgets::soft(ui, busy.as_str());
        }
    });
}
