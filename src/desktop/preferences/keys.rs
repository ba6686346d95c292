//! The second page: every command with its key, and the way to another one.

use eframe::egui::{
    Align, Button, Frame, KeyboardShortcut, Layout, Margin, RichText, Role, TextEdit, Ui, WidgetInfo, vec2,
};

use super::{Action, Preferences};
use crate::desktop::bindings::{self, Bound};
use crate::desktop::command::{Command, Needs};
use crate::desktop::help::{Group, holds};
use crate::desktop::state::State;
use crate::desktop::{theme, widgets};

/// What to say of a key that a code of the open project has.
pub(super) fn of_code(state: &State, id: &str, key: &KeyboardShortcut) -> Option<String> {
    let needs = state.bindings.get(id)?.entry.needs;
    if !needs.overlaps(Needs::Article) || key.modifiers.command || key.modifiers.alt {
        return None;
    }
    let mut letters = key.logical_key.name().chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?.to_ascii_lowercase();
    let code = state.desk.as_ref()?.project().codebook().code_by_key(letter)?;
    Some(format!("While reading, {letter} tags as {}: that comes first.", code.name.to_lowercase()))
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, state: &State, open: &mut Preferences, height: f32, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let search = TextEdit::singleline(&mut open.search)
        .hint_text(RichText::new("Search commands and keys").color(p.soft))
        .desired_width(f32::INFINITY)
        .margin(vec2(9.0, 6.0));
    let search = ui.add(search).accessible_name("Search commands and keys");
    if !open.is_waiting() && ui.memory(|m| m.focused().is_none()) {
        search.request_focus();
    }
    ui.add_space(4.0);
    let wanted = open.search.trim().to_lowercase();
    widgets::list(height - 44.0).show(ui, |ui| {
        let mut found = 0;
        for group in Group::ALL {
            let all = state.bindings.all().iter();
            let fitting = |b: &&Bound| Group::of(&b.entry) == group && holds(&b.entry, &wanted);
            let fitting: Vec<&Bound> = all.filter(fitting).collect();
            if fitting.is_empty() {
                continue;
            }
            found += fitting.len();
            ui.add_space(6.0);
            widgets::heading(ui, group.name());
            for bound in fitting {
                row(ui, state, open, bound, out);
            }
        }
        if let Some(said) = &open.said {
            ui.label(RichText::new(said).color(p.bad));
        }
        if found == 0 {
            widgets::soft(ui, "No command is called so, and none has that key.");
        }
        ui.add_space(6.0);
        widgets::soft(ui, "The keys of codes stand in the codebook.");
    });
}

fn row(ui: &mut Ui, state: &State, open: &Preferences, bound: &Bound, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let name = bound.entry.name.trim_end_matches('…');
    let key = bound.entry.key.map_or("no key".to_owned(), |k| bindings::words(&k));
    let waiting = open.waiting.as_deref() == Some(&bound.id);
    ui.push_id(&bound.id, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut small = |ui: &mut Ui, can: bool, words: &str, told: String, action: Action| {
                    let button = ui.add_enabled(can, Button::new(RichText::new(words).font(theme::sans(12.0))).small());
                    button.widget_info(|| WidgetInfo::labeled(Role::Button, can, &told));
                    if button.clicked() {
                        out.push(Command::Settings(action));
                    }
                };
                let changed = bound.entry.key != bound.usual;
                let usual = bound.usual.map_or("none".to_owned(), |k| bindings::words(&k));
                let back = Action::Key(bound.id.clone(), bound.usual);
                if changed {
                    small(ui, true, &format!("Usual: {usual}"), format!("{name} as usual, {usual}"), back);
                }
                if bound.entry.key.is_some() {
                    small(ui, true, "None", format!("{name}, no key"), Action::Key(bound.id.clone(), None));
                }
                let words = if waiting { "Press a key… (Esc: leave it)" } else { key.as_str() };
                let ink = if waiting { p.accent } else { p.ink };
                let cap =
                    Button::new(RichText::new(words).font(theme::sans(12.5)).color(ink)).min_size(vec2(90.0, 24.0));
                let cap = ui.add(cap);
                cap.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}, {words}")));
                if cap.on_hover_text("Press to choose another key").clicked() {
                    out.push(Command::Settings(Action::Await(bound.id.clone())));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(name).color(p.ink);
                    ui.add(eframe::egui::Label::new(words).truncate()).on_hover_text(bound.entry.hint);
                });
            });
        });
        if let Some((id, key)) = open.clash.as_ref().filter(|(id, _)| *id == bound.id) {
            clash(ui, state, id, key, out);
        }
    });
}

/// Another command has the key: say so, and offer what can be done.
fn clash(ui: &mut Ui, state: &State, id: &str, key: &KeyboardShortcut, out: &mut Vec<Command>) {
    let Some(other) = state.bindings.clash(id, key) else { return };
    let p = theme::palette(ui.style());
    let other = other.entry.name.trim_end_matches('…');
    Frame::new().fill(p.bad_fill).corner_radius(6).inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let words = format!("{} is the key of “{other}”.", bindings::words(key));
            ui.label(RichText::new(words).color(p.ink));
            for (words, action) in [
                ("Swap the two", Action::Swap),
                ("Take it away there", Action::Take),
                ("Leave all as it is", Action::Pressed(None)),
            ] {
                if ui.button(words).clicked() {
                    out.push(Command::Settings(action));
                }
            }
        });
    });
}
