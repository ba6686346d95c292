//! The codebook's editor, and the registry of names.

use eframe::egui::Ui;

use super::command::{Command, Entry};
use super::dispatch::Done;
use super::state::Desk;
use super::widgets;

/// What can be asked of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Make a code.
    New,
}

/// What it holds from frame to frame.
#[derive(Debug, Default)]
pub struct Editor {}

/// Its lines of the palette.
pub fn entries() -> Vec<Entry> {
    Vec::new()
}

/// Carries an action out.
pub(super) fn act(_desk: &mut Desk, _action: Action) -> Result<Done, String> {
    Ok(Done::Quietly)
}

/// Draws it.
pub fn show(ui: &mut Ui, _desk: &mut Desk, _out: &mut Vec<Command>) {
    widgets::soft(ui, "Codebook");
}
