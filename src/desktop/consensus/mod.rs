//! The consensus view: statements by outlets, each cell in that outlet's own words.

use eframe::egui::Ui;

use super::command::Command;
use super::state::Desk;
use crate::model::{Article, Place};

/// The view's own state.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The revision that the engine was last asked about.
    pub asked: Option<u64>,
}

/// Draws the view.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let _ = (ui, desk, out);
}

/// Draws the statement that holds an annotation: who else says it, and how.
pub fn card(ui: &mut Ui, desk: &Desk, article: &Article, place: &Place, out: &mut Vec<Command>) {
    let _ = (ui, desk, article, place, out);
}
