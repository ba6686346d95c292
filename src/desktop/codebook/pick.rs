//! Choosing a code out of many: a filter and a list.

use std::collections::HashSet;

use eframe::egui::{Align2, ScrollArea, Ui, pos2};

use super::tree;
use crate::desktop::{theme, widgets};
use crate::model::{CodeId, Codebook};

/// What is being chosen.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    /// Words that the list is filtered by.
    filter: String,
    /// The chosen code.
    pub chosen: Option<CodeId>,
}

/// Draws the list of all codes but `without`; returns whether another one has been chosen.
pub fn show(ui: &mut Ui, pick: &mut Pick, codebook: &Codebook, without: &HashSet<CodeId>, height: f32) -> bool {
    let p = theme::palette(ui.style());
    if codebook.codes.len() > 8 {
        tree::filter(ui, &mut pick.filter, "Filter codes to choose from");
    }
    let wanted = pick.filter.trim().to_lowercase();
    let fits = |name: &str| wanted.is_empty() || name.to_lowercase().contains(&wanted);
    let shown: Vec<_> = codebook.codes.iter().filter(|c| !without.contains(&c.id) && fits(&c.name)).collect();
    let mut changed = false;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().id_salt("codes to choose from").max_height(height);
        area.auto_shrink([false, true]).show_rows(ui, 28.0, shown.len(), |ui, range| {
            for code in shown.get(range).unwrap_or_default() {
                let chosen = pick.chosen.as_ref() == Some(&code.id);
                let name = format!("To {}", code.name);
                let row = ui.push_id(code.id.as_str(), |ui| widgets::row(ui, 28.0, &name, chosen, p.selection));
                let (rect, response) = row.inner;
                let at = pos2(rect.left() + 12.0, rect.center().y);
                let width = rect.width() - 24.0;
                widgets::line(ui, at, Align2::LEFT_CENTER, &code.name, theme::sans(13.5), p.ink, width);
                if response.clicked() {
                    pick.chosen = Some(code.id.clone());
                    changed = true;
                }
            }
        });
    });
    if shown.is_empty() {
        widgets::soft(ui, "There is no such code.");
    }
    changed
}
