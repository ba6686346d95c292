//! What can be said of a mark: the list on the left, the chosen attribute on the right.

use eframe::egui::{Align2, Id, RichText, ScrollArea, Ui, pos2, vec2};

use super::edits::{self, AttributeChange};
use super::{Action, form, tree};
use crate::desktop::choice::{self, Choice};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::widgets::{self, FieldStyle, field};
use crate::desktop::{inspector, theme};
use crate::model::{Attribute, AttributeId, Values};

const ROW: f32 = 46.0;

/// The values of the chosen attribute, kept as long as the project is the same.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<(u64, AttributeId)>,
    found: Vec<(String, usize)>,
}

/// Draws the list.
pub fn list(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let codebook = desk.project().codebook().clone();
    let all = &codebook.attributes;
    let gone = desk.editor.attribute.as_ref().is_none_or(|id| codebook.attribute(id).is_none());
    if gone {
        desk.editor.attribute = all.first().map(|a| a.id.clone());
    }
    let at = all.iter().position(|a| Some(&a.id) == desk.editor.attribute.as_ref());
    let reveal = at.filter(|_| std::mem::take(&mut desk.editor.reveal));
    let room = (ui.available_height() - 42.0).max(ROW);
    ui.spacing_mut().item_spacing.y = 0.0;
    tree::area(ui, "attributes", reveal, ROW, room).show_rows(ui, ROW, all.len(), |ui, range| {
        for attribute in all.get(range).unwrap_or_default() {
            let chosen = desk.editor.attribute.as_ref() == Some(&attribute.id);
            let kinds = attribute.kinds.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(", ");
            let name = format!("{}, for {kinds}", attribute.name);
            let row = ui.push_id(attribute.id.as_str(), |ui| widgets::row(ui, ROW, &name, chosen, p.field));
            let (rect, response) = row.inner;
            let at = rect.shrink2(vec2(12.0, 6.0));
            let font = if chosen { theme::sans_bold(13.5) } else { theme::sans(13.5) };
            widgets::line(ui, at.left_top(), Align2::LEFT_TOP, &attribute.name, font, p.ink, at.width());
            let below = pos2(at.left(), at.bottom());
            let words = format!("{} · {}", if kinds.is_empty() { "no kind" } else { &kinds }, held(attribute));
            widgets::line(ui, below, Align2::LEFT_BOTTOM, &words, theme::sans(12.0), p.soft, at.width());
            if response.clicked() {
                out.push(Command::Codebook(Action::ChooseAttribute(attribute.id.clone())));
            }
            if !attribute.definition.is_empty() {
                response.on_hover_text(&attribute.definition);
            }
        }
    });
    if all.is_empty() {
        widgets::soft(ui, "No attributes yet.");
    }
    ui.add_space(6.0);
    if ui.button("New attribute").clicked() {
        out.push(Command::Codebook(Action::NewAttribute));
    }
}

fn held(attribute: &Attribute) -> String {
    match &attribute.values {
        Values::Text => "any words".into(),
        Values::Name => "a name".into(),
        Values::Choice(words) => words.join(", "),
    }
}

/// What the values are, without the list.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    Text,
    Name,
    Choice,
}

/// Draws the chosen attribute.
pub fn form(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let codebook = desk.project().codebook().clone();
    let Some(attribute) = desk.editor.attribute.as_ref().and_then(|id| codebook.attribute(id)).cloned() else {
        widgets::soft(ui, "Choose an attribute on the left, or make one.");
        return;
    };
    let now = (desk.timeline.revision(), attribute.id.clone());
    if desk.editor.values.of.as_ref() != Some(&now) {
        let found = edits::values(desk.project(), &attribute.id);
        desk.editor.values = Kept { of: Some(now), found };
    }
    ScrollArea::vertical().id_salt("form of an attribute").auto_shrink(false).show(ui, |ui| {
        let id = |what: &str| Id::unique(("attribute", what, attribute.id.as_str()));
        if std::mem::take(&mut desk.editor.focus_name) {
            inspector::caret_into(ui, id("name"), &attribute.name);
        }
        let style = |label, hint, rows| FieldStyle { label, hint, rows, names: &[] };
        let whose = attribute.id.clone();
        field(ui, id("name"), &attribute.name, style("Name", "", 1), out, move |words| {
            change(&whose, AttributeChange::Name(words))
        });
        ui.add_space(8.0);
        widgets::soft(ui, "Asked for with");
        ui.horizontal(|ui| {
            for kind in &form::KINDS {
                let mut asked = attribute.kinds.contains(&kind.value);
                if ui.checkbox(&mut asked, choice::sentence(kind.word)).changed() {
                    out.push(change(&attribute.id, AttributeChange::Kind(kind.value, asked)));
                }
            }
        });
        ui.add_space(8.0);
        values(ui, id("values"), &attribute, out);
        ui.add_space(8.0);
        let whose = attribute.id.clone();
        let hint = "When to use it";
        field(ui, id("definition"), &attribute.definition, style("Definition", hint, 3), out, move |words| {
            change(&whose, AttributeChange::Definition(words))
        });
        ui.add_space(12.0);
        used(ui, &desk.editor.values.found);
        let total: usize = desk.editor.values.found.iter().map(|(_, n)| n).sum();
        let words = match total {
            0 => "Delete".to_owned(),
            1 => "Delete with its value".to_owned(),
            n => format!("Delete with its {n} values"),
        };
        if ui.button(words).on_hover_text("Undo brings all of it back").clicked() {
            out.push(Command::Codebook(Action::DeleteAttribute(attribute.id.clone())));
        }
    });
}

fn change(id: &AttributeId, change: AttributeChange) -> Command {
    Command::Codebook(Action::ChangeAttribute(id.clone(), change))
}

/// What it may hold.
fn values(ui: &mut Ui, id: Id, attribute: &Attribute, out: &mut Vec<Command>) {
    let options = [
        Choice { value: Held::Text, word: "any words", hint: "Whatever is typed" },
        Choice { value: Held::Name, word: "a name", hint: "Completed from the names in use" },
        Choice { value: Held::Choice, word: "one of a list", hint: "Chosen with a click or a letter" },
    ];
    let held = match attribute.values {
        Values::Text => Held::Text,
        Values::Name => Held::Name,
        Values::Choice(_) => Held::Choice,
    };
    widgets::soft(ui, "Holds");
    if let Some(Some(picked)) = choice::words(ui, id, "Holds", &options, Some(&held), false) {
        let values = match picked {
            Held::Text => Values::Text,
            Held::Name => Values::Name,
            Held::Choice => Values::Choice(Vec::new()),
        };
        out.push(change(&attribute.id, AttributeChange::Values(values)));
    }
    if let Values::Choice(words) = &attribute.values {
        ui.add_space(4.0);
        let whose = attribute.id.clone();
        let style = FieldStyle { label: "List, one value a line", hint: "", rows: 3, names: &[] };
        field(ui, id.with("list"), &words.join("\n"), style, out, move |typed| {
            let mut words: Vec<String> = Vec::new();
            for word in typed.lines().map(str::trim).filter(|w| !w.is_empty()) {
                if !words.iter().any(|w| w == word) {
                    words.push(word.to_owned());
                }
            }
            change(&whose, AttributeChange::Values(Values::Choice(words)))
        });
    }
}

/// The most frequent values.
fn used(ui: &mut Ui, found: &[(String, usize)]) {
    if found.is_empty() {
        return;
    }
    widgets::soft(ui, "In use");
    let p = theme::palette(ui.style());
    let first: Vec<String> = found.iter().take(8).map(|(value, count)| format!("{value} ({count})")).collect();
    let more = found.len().saturating_sub(8);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    ui.label(RichText::new(format!("{}{rest}", first.join(", "))).font(theme::serif(14.0)).color(p.ink));
    ui.add_space(8.0);
}
