//! The strip that leads to the faces of the view: the matrix, and what stands beside it.

use eframe::egui::{Align, Frame, Layout, Margin, RichText, Ui, vec2};

use super::super::actions::Action;
use super::super::matrix::Matrix;
use super::super::{Scene, walk};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};

/// What the view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Statements by outlets.
    #[default]
    Matrix,
    /// Utterances with their wordings and speakers.
    Quotations,
    /// Two articles side by side, and what an outlet leaves out.
    Outlets,
    /// Shares of opinion, by outlet, holder, target and polarity.
    Opinions,
    /// When what was published.
    Coverage,
    /// Who has what from whom.
    Origins,
}

impl Face {
    /// All of them, in the order of the strip, with their words.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Matrix, "Matrix"),
        (Self::Quotations, "Quotations"),
        (Self::Outlets, "Outlets"),
        (Self::Opinions, "Opinions"),
        (Self::Coverage, "Coverage"),
        (Self::Origins, "Origins"),
    ];

    /// The one after it, or before it; behind the last one comes the first.
    pub(super) fn step(self, forward: bool) -> Self {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|(face, _)| *face == self).unwrap_or(0);
        let next = (at + if forward { 1 } else { count - 1 }) % count;
        Self::ALL.get(next).map_or(self, |(face, _)| *face)
    }
}

/// Draws the strip: the faces on the left, on the right what is to be settled and the report.
pub fn strip(ui: &mut Ui, matrix: &Matrix, scene: &Scene<'_>, out: &mut Vec<Command>) {
    Frame::new().inner_margin(Margin { left: 15, right: 22, top: 6, bottom: 0 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(2.0, 4.0);
        ui.horizontal_wrapped(|ui| {
            for (face, words) in Face::ALL {
                let chosen = matrix.face == face;
                let font = if chosen { theme::sans_bold(13.0) } else { theme::sans(13.0) };
                if widgets::tab(ui, words, chosen, font).clicked() {
                    out.push(Command::Consensus(Action::Face(face)));
                }
            }
            const ASKED: f32 = 330.0;
            let buttons = |ui: &mut Ui, out: &mut Vec<Command>| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if ui.button(RichText::new("Save report…").font(theme::sans(12.5))).clicked() {
                    out.push(Command::SaveReport);
                }
                walk::button(ui, matrix, scene, out);
            };
            if ui.available_width() > ASKED {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons(ui, out));
            } else {
                buttons(ui, out);
            }
        });
        let p = theme::palette(ui.style());
        let rect = ui.max_rect();
        let y = ui.min_rect().bottom() + 1.0;
        ui.painter().hline(rect.left() - 15.0..=rect.right() + 22.0, y, eframe::egui::Stroke::new(1.0, p.line));
        ui.add_space(2.0);
    });
}
