//! The rule for what the ends of a mark hold.

use eframe::egui::{CornerRadius, RichText, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::Action;
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::text::Ends;

/// The two ways, each with a name, its meaning, and an example: before the mark, the mark, behind it.
const WAYS: [(Ends, &str, &str, [&str; 3]); 2] = [
    (
        Ends::Words,
        "The words alone",
        "Quotation marks around them and punctuation at their end stay outside.",
        ["“", "We have made some headway", ",” he said."],
    ),
    (
        Ends::Marks,
        "Words and marks",
        "A quotation begins and ends with its marks, a sentence ends with its stop.",
        ["", "“We have made some headway,”", " he said."],
    ),
];

/// Draws the two ways.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let area = ui.available_rect_before_wrap().shrink2(vec2(28.0, 20.0));
    let area = area.with_max_x(area.right().min(area.left() + 620.0));
    let p = theme::palette(ui.style());
    let now = desk.project().codebook().ends;
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        ui.label(RichText::new("What a mark holds at its ends").font(theme::serif_bold(18.0)).color(p.ink));
        widgets::soft(ui, "For marks made from now on; those that are there stay as they are.");
        ui.add_space(8.0);
        for (ends, name, meaning, [before, mark, behind]) in WAYS {
            let chosen = now == ends;
            let (rect, response) = ui.push_id(name, |ui| widgets::row(ui, 96.0, name, chosen, p.field)).inner;
            let at = rect.shrink2(vec2(16.0, 12.0));
            let dot = at.left_top() + vec2(7.0, 9.0);
            ui.painter().circle_stroke(dot, 6.0, Stroke::new(1.3, if chosen { p.accent } else { p.soft }));
            if chosen {
                ui.painter().circle_filled(dot, 3.2, p.accent);
            }
            let left = at.left() + 26.0;
            let align = eframe::egui::Align2::LEFT_TOP;
            let line = |ui: &Ui, x, y, words: &str, font, ink| {
                widgets::line(ui, eframe::egui::pos2(x, at.top() + y), align, words, font, ink, at.right() - x)
            };
            line(ui, left, 0.0, name, theme::sans_bold(14.0), p.ink);
            line(ui, left, 21.0, meaning, theme::sans(12.5), p.soft);
            let quote = p.kind(crate::model::Kind::Quote);
            let start = line(ui, left, 46.0, before, theme::serif(15.0), p.ink);
            let place = line(ui, start.right(), 46.0, mark, theme::serif(15.0), p.ink);
            ui.painter().rect_filled(place, CornerRadius::ZERO, quote.fill);
            line(ui, start.right(), 46.0, mark, theme::serif(15.0), p.ink);
            widgets::underline(ui.painter(), [place.left_bottom(), place.right_bottom()], &quote);
            line(ui, place.right(), 46.0, behind, theme::serif(15.0), p.ink);
            if !chosen {
                ui.painter().rect_stroke(rect, CornerRadius::same(8), Stroke::new(1.0, p.line), StrokeKind::Inside);
            }
            if response.clicked() {
                out.push(Command::Codebook(Action::Ends(ends)));
            }
            ui.add_space(4.0);
        }
    });
}
