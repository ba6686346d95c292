//! The lists on the left: articles, and annotations.

mod articles;

use eframe::egui::Ui;

use super::command::{Command, Entry};
use super::dispatch::Done;
use super::state::{Desk, Side};
use super::{find, theme, widgets};

/// What can be asked of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show one of the lists.
    Side(Side),
}

/// What they hold from frame to frame.
#[derive(Debug, Default)]
pub struct Lists {
    /// Which one is shown.
    pub side: Side,
    /// Words that the article list is filtered by.
    pub filter: String,
}

/// Their lines of the palette.
pub fn entries() -> Vec<Entry> {
    Vec::new()
}

/// Carries an action out.
pub(super) fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    match action {
        Action::Side(side) => desk.lists.side = side,
    }
    Ok(Done::Quietly)
}

/// Draws the panel on the left.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (side, words) in [(Side::Articles, "Articles"), (Side::Annotations, "Annotations"), (Side::Find, "Find")] {
            let chosen = desk.lists.side == side;
            let font = if chosen { theme::sans_bold(12.5) } else { theme::sans(12.5) };
            if widgets::tab(ui, words, chosen, font).clicked() {
                out.push(Command::Lists(Action::Side(side)));
            }
        }
    });
    match desk.lists.side {
        Side::Articles => articles::show(ui, desk, out),
        Side::Annotations => {
            widgets::soft(ui, "Annotations");
        }
        Side::Find => find::show(ui, desk, out),
    }
}
