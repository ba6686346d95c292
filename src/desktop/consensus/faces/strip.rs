//! The strip above the parts of the consensus view.

use eframe::egui::{Align, Frame, Layout, Margin, RichText, Ui};

use super::{Action, Face, Faces};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};

/// Draws the strip.
pub fn show(ui: &mut Ui, faces: &Faces, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    Frame::new().inner_margin(Margin { left: 14, right: 22, top: 6, bottom: 0 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (face, words) in Face::ALL {
                let chosen = faces.face == face;
                let font = if chosen { theme::sans_bold(13.0) } else { theme::sans(13.0) };
                if widgets::tab(ui, words, chosen, font).clicked() {
                    out.push(Command::Faces(Action::Show(face)));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = ui.button(RichText::new("Save report…").font(theme::sans(12.5)).color(p.soft));
                let hint = "The consensus as a page to read and print, as Markdown, a table or JSON.";
                if button.on_hover_text(hint).clicked() {
                    out.push(Command::SaveReport);
                }
            });
        });
    });
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), eframe::egui::Stroke::new(1.0, p.line));
}
