//! The inspector: what is said of the selected annotation, or else what is known of the article.

mod annotation;
mod article;
mod spelling;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Id, ScrollArea, Ui};

use super::codebook::registry;
use super::command::Command;
use super::names::Names;
use super::state::Desk;
use super::widgets::{self, Offered};
use crate::model::{AttributeId, Project};

/// The inspector's own state.
#[derive(Debug, Default)]
pub struct Inspector {
    names: Known,
    /// Whether the first field is to get the caret.
    begin: bool,
    /// The name that looks like an attribute's value.
    alike: HashMap<AttributeId, spelling::Found>,
}

/// The names already used, and their spellings.
#[derive(Debug, Default)]
struct Known {
    /// The revision that they belong to.
    revision: Option<u64>,
    used: Names,
    /// What they were made of: the names in use and the registry.
    of: (Vec<String>, BTreeMap<String, Vec<String>>),
    offered: Arc<Vec<Offered>>,
}

impl Known {
    /// Brings them up to a project. The list is made again only if there is another name or spelling.
    fn update(&mut self, revision: u64, project: &Project) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        self.used.update(project);
        if self.of.0 == self.used.all() && self.of.1 == *project.names() {
            return;
        }
        let used = self.used.all().iter().map(|n| (n.as_str(), self.used.count(n)));
        self.offered = Arc::new(registry::offered(registry::grouped(project, used)));
        self.of = (self.used.all().to_vec(), project.names().clone());
    }
}

impl Inspector {
    /// Puts the caret into the first field of the selected annotation with the next frame, with all of it selected.
    pub fn begin(&mut self) {
        self.begin = true;
    }
}

/// Draws the inspector.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    desk.inspector.names.update(desk.timeline.revision(), &project);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let selected = desk.selected.clone().and_then(|p| Some((project.annotation(&p)?.clone(), p)));
        match selected {
            Some((annotation, place)) => {
                if let Some(article) = project.article(&place.article) {
                    annotation::show(ui, desk, article, &annotation, &place, out);
                }
            }
            None if super::proposed::show(ui, desk, out).is_some() => {}
            None => match desk.current().cloned() {
                Some(article) => article::show(ui, desk, &article, out),
                None => {
                    widgets::soft(ui, "Nothing selected");
                }
            },
        }
    });
    desk.inspector.begin = false;
}

/// Puts the caret into a field that is about to be drawn, with all of its value selected.
pub fn caret_into(ui: &Ui, id: Id, value: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(value.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), id);
    ui.memory_mut(|m| m.request_focus(id));
}
