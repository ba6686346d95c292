//! Choosing a code out of many: a filter and a list.

use std::collections::HashSet;

use eframe::egui::{Align2, Key, Modifiers, Ui, pos2};

use super::tree;
use crate::desktop::{theme, widgets};
use crate::model::{CodeId, Codebook};

/// Height of a row.
const ROW: f32 = 28.0;

/// What is being chosen.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    /// Words that the list is filtered by.
    filter: String,
    /// The chosen code.
    pub chosen: Option<CodeId>,
}

/// What was done with the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing that settles it; the arrow keys may have chosen a code.
    Nothing,
    /// A code has been clicked.
    Clicked,
    /// Enter was pressed with a code chosen.
    Entered,
}

/// Draws the list of all codes but `without`, walked with the arrow keys.
pub fn show(ui: &mut Ui, pick: &mut Pick, codebook: &Codebook, without: &HashSet<CodeId>, height: f32) -> Done {
    let p = theme::palette(ui.style());
    if codebook.codes.len() > 8 {
        tree::filter(ui, &mut pick.filter, "Filter codes to choose from");
    }
    let wanted = pick.filter.trim().to_lowercase();
    let fits = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
    let shown: Vec<_> = codebook.codes.iter().filter(|c| !without.contains(&c.id) && fits(&c.name)).collect();
    let mut done = Done::Nothing;
    let mut reveal = None;
    let (down, up) = ui
        .input_mut(|i| (i.consume_key(Modifiers::NONE, Key::ArrowDown), i.consume_key(Modifiers::NONE, Key::ArrowUp)));
    if down || up {
        let at = shown.iter().position(|c| Some(&c.id) == pick.chosen.as_ref());
        let next =
            at.map_or(0, |i| if down { (i + 1).min(shown.len().saturating_sub(1)) } else { i.saturating_sub(1) });
        if let Some(code) = shown.get(next) {
            pick.chosen = Some(code.id.clone());
            reveal = Some(next);
        }
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = tree::area(ui, "codes to choose from", reveal, ROW, height);
        area.show_rows(ui, ROW, shown.len(), |ui, range| {
            for code in shown.get(range).unwrap_or_default() {
                let chosen = pick.chosen.as_ref() == Some(&code.id);
                let name = format!("To {}", code.name);
                let row = ui.push_id(code.id.as_str(), |ui| widgets::row(ui, ROW, &name, chosen, p.selection));
                let (rect, response) = row.inner;
                let at = pos2(rect.left() + 12.0, rect.center().y);
                let width = rect.width() - 24.0;
                widgets::line(ui, at, Align2::LEFT_CENTER, &code.name, theme::sans(13.5), p.ink, width);
                if response.clicked() {
                    pick.chosen = Some(code.id.clone());
                    done = Done::Clicked;
                }
            }
        });
    });
    if shown.is_empty() {
        widgets::soft(ui, "There is no such code.");
    }
    // A row or a button that has the focus is pressed with Enter itself.
    let free = ui.memory(|m| m.focused().is_none()) || ui.text_edit_focused();
    if free && pick.chosen.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
        done = Done::Entered;
    }
    done
}
