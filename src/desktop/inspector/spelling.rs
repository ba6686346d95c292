//! A name that is, or looks like, another spelling of one in use: said below its field.

use std::sync::Arc;

use eframe::egui::{Button, RichText, Ui};

use crate::desktop::codebook::{Action, registry};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::widgets::Offered;
use crate::desktop::{theme, widgets};
use crate::model::{Attribute, Place};
use crate::text::alike;

/// What was found for a value among names.
#[derive(Debug)]
pub struct Found {
    value: String,
    names: Arc<Vec<Offered>>,
    name: Option<String>,
}

/// The first name in use that looks like a value of an attribute.
fn like(desk: &mut Desk, attribute: &Attribute, value: &str) -> Option<String> {
    let apart = |name: &str| desk.editor.is_apart(&registry::pair(name, value));
    let inspector = &mut desk.inspector;
    let names = inspector.names.offered.clone();
    let same = |f: &&Found| f.value == value && Arc::ptr_eq(&f.names, &names);
    if let Some(found) = inspector.alike.get(&attribute.id).filter(same)
        && !found.name.as_ref().is_some_and(|n| apart(n))
    {
        return found.name.clone();
    }
    let name = names.iter().map(|o| &o.name).find(|n| alike(n, value) && !apart(n)).cloned();
    inspector.alike.insert(attribute.id.clone(), Found { value: value.to_owned(), names, name: name.clone() });
    name
}

/// Draws what is to be said, if anything is.
pub fn show(ui: &mut Ui, desk: &mut Desk, attribute: &Attribute, value: &str, place: &Place, out: &mut Vec<Command>) {
    if value.is_empty() {
        return;
    }
    let project = desk.project().clone();
    let main = project.canonical(value);
    let known = main != value;
    let Some(other) = (if known { Some(main.to_owned()) } else { like(desk, attribute, value) }) else { return };
    widgets::soft(
        ui,
        if known { format!("Another spelling of “{other}”") } else { format!("“{other}” is spelled like it") },
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut small = |ui: &mut Ui, words: &str, hint: &str, command: Command| {
            let button = Button::new(RichText::new(words).font(theme::sans(12.0))).small();
            if ui.add(button).on_hover_text(hint).clicked() {
                out.push(command);
            }
        };
        if !known {
            let same = Command::Codebook(Action::Same(value.to_owned(), other.clone()));
            small(ui, "Same person", &format!("“{value}” counts as “{other}” from now on"), same);
        }
        let write = Command::SetAttribute(place.clone(), attribute.id.clone(), other.clone());
        small(ui, &format!("Write “{other}”"), "In this annotation", write);
        if !known {
            let two = Command::Codebook(Action::NotSame(value.to_owned(), other.clone()));
            small(ui, "Two names", "Do not ask again for these two", two);
        }
    });
}
