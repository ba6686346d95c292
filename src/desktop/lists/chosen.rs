//! What can be done with several annotations at once.

use eframe::egui::{Key, RichText, TextEdit, Ui, vec2};

use super::{Action, annotations, parts};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{AttributeId, Project, Values};

/// Draws the bar below the list.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, project: &Project, out: &mut Vec<Command>) {
    let codebook = project.codebook();
    let count = desk.lists.marks.chosen.len();
    ui.add_space(2.0);
    let mut let_go = false;
    annotations::told(ui, count, &mut let_go);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        parts::pull(ui, "Recode", "Recode all of them", false, |ui| {
            for code in &codebook.codes {
                if parts::option(ui, false, &code.name) {
                    out.push(Command::Lists(Action::Recode(code.id.clone())));
                }
            }
        });
        parts::pull(ui, "Set", "Set an attribute of all of them", desk.lists.marks.setting.is_some(), |ui| {
            for attribute in &codebook.attributes {
                if parts::option(ui, false, &attribute.name) {
                    desk.lists.marks.setting = Some((attribute.id.clone(), String::new()));
                }
            }
        });
        let mut delete = false;
        parts::toggle(ui, "Delete", "Delete all of them", &mut delete);
        if delete {
            out.push(Command::Lists(Action::Delete));
        }
    });
    if let Some((id, value)) = desk.lists.marks.setting.clone() {
        desk.lists.marks.setting = attribute(ui, project, id, value, out);
    }
    if let_go {
        desk.lists.marks.chosen.clear();
        desk.lists.marks.setting = None;
    }
}

/// The value that is being given to all of them; what is left of it, or nothing once it has been given.
fn attribute(
    ui: &mut Ui,
    project: &Project,
    id: AttributeId,
    mut value: String,
    out: &mut Vec<Command>,
) -> Option<(AttributeId, String)> {
    let known = project.codebook().attribute(&id)?;
    let mut given = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        match &known.values {
            Values::Choice(words) => {
                widgets::soft(ui, known.name.as_str());
                for word in words {
                    let mut on = false;
                    parts::toggle(ui, word, &format!("{} {word}", known.name), &mut on);
                    if on {
                        given = Some(Some(word.clone()));
                    }
                }
            }
            Values::Text | Values::Name => {
                let p = theme::palette(ui.style());
                let field = TextEdit::singleline(&mut value)
                    .hint_text(RichText::new(known.name.as_str()).color(p.soft))
                    .desired_width(ui.available_width() - 92.0)
                    .margin(vec2(7.0, 4.0));
                let response = ui.add(field).accessible_name(format!("{} of all of them", known.name));
                let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                let mut set = false;
                parts::toggle(ui, "Set", "Give all of them this value", &mut set);
                if (set || enter) && !value.trim().is_empty() {
                    given = Some(Some(value.trim().to_owned()));
                }
            }
        }
        let mut clear = false;
        parts::toggle(ui, "Clear", "Take it away from all of them", &mut clear);
        if clear {
            given = Some(None);
        }
    });
    match given {
        Some(value) => {
            out.push(Command::Lists(Action::Set(id, value)));
            None
        }
        None => Some((id, value)),
    }
}
