//! Finding words and annotations in one article or in all, and tagging what was found.

use eframe::egui::Ui;

use super::command::{Command, Entry};
use super::dispatch::Done;
use super::state::Desk;
use super::widgets;

/// What can be asked of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open it on the article in the reader.
    Here,
    /// Open it on all articles.
    Everywhere,
    /// Propose to tag every occurrence of the selected words or annotation.
    Occurrences,
}

/// What it holds from frame to frame.
#[derive(Debug, Default)]
pub struct Find {}

/// Its lines of the palette.
pub fn entries() -> Vec<Entry> {
    Vec::new()
}

/// Carries an action out.
pub(super) fn act(_desk: &mut Desk, _action: Action) -> Result<Done, String> {
    Ok(Done::Quietly)
}

/// Draws it in the panel on the left.
pub fn show(ui: &mut Ui, _desk: &mut Desk, _out: &mut Vec<Command>) {
    widgets::soft(ui, "Find");
}
