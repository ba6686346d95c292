//! From keys to commands. While a field has the focus, a plain key is text.

use eframe::egui::{Context, Event, Key, Modifiers};

use super::bindings;
use super::command::Command;
use super::preferences::{Action, Preferences};
use super::state::{State, View};

/// The commands that this frame's keys ask for; keys that are used are taken out of the input.
///
/// `was_typing` tells whether a field had the focus before: Escape then only leaves the field.
pub fn commands(ctx: &Context, state: &State, was_typing: bool) -> Vec<Command> {
    if state.preferences.as_ref().is_some_and(Preferences::is_waiting) {
        return awaited(ctx).into_iter().collect();
    }
    let mut out = Vec::new();
    let typing = ctx.text_edit_focused();
    let covered = state.is_covered();
    if !covered && !typing {
        codes(ctx, state, &mut out);
    }
    let menu = eframe::egui::Popup::is_any_open(ctx);
    for (entry, key) in state.bindings.with_key() {
        let plain = !key.modifiers.command && !key.modifiers.alt && !is_function(key.logical_key);
        // A button that has the focus is pressed with Enter, whatever else Enter does.
        let of_button = entry.command == Command::OpenStatement && ctx.memory(|m| m.focused().is_some());
        // In a field, Ctrl+Z and the like belong to its words.
        let of_field = typing && (plain || matches!(entry.command, Command::Undo | Command::Redo));
        if !state.allows(entry.needs) || of_field || of_button || (plain && (covered || menu)) {
            continue;
        }
        // Fast fingers, or a slow frame, press a key more than once in it.
        let times = ctx.input_mut(|i| i.count_and_consume_key(key.modifiers, key.logical_key));
        out.extend(std::iter::repeat_n(entry.command.clone(), times));
    }
    let backspace = !typing && !covered && state.view == View::Read;
    if backspace && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Backspace)) {
        out.push(Command::Delete);
    }
    // What lies over the window closes itself.
    let escape = !typing && !covered && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    if escape && !was_typing {
        out.push(Command::Escape);
    }
    out
}

/// The key that a command is to have from now on: whichever is pressed next. Escape leaves all as it is.
fn awaited(ctx: &Context) -> Option<Command> {
    ctx.input_mut(|input| {
        let mut found = None;
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else {
                // What the key would have typed or taken.
                return !matches!(event, Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_));
            };
            if !repeat && found.is_none() && !is_modifier(*key) {
                let pressed = (*key != Key::Escape).then(|| bindings::pressed(*modifiers, *key));
                found = Some(Command::Settings(Action::Pressed(pressed)));
            }
            false
        });
        found
    })
}

fn is_modifier(key: Key) -> bool {
    let name = key.name();
    ["Shift", "Control", "Alt", "Super", "CapsLock", "Fn"].iter().any(|m| name.starts_with(m))
        || matches!(key, Key::NumLock | Key::ScrollLock)
}

/// The codebook's keys tag. They are read by what they write, so that they work on any keyboard; with Shift or Alt held to
/// choose the unit, by the key's place.
fn codes(ctx: &Context, state: &State, out: &mut Vec<Command>) {
    let Some(desk) = state.desk.as_ref().filter(|_| state.view == View::Read) else { return };
    let codebook = desk.project().codebook();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, repeat: false, modifiers } = event else { return true };
            if modifiers.command || modifiers.ctrl || modifiers.mac_cmd {
                return true;
            }
            let letter = |key: &Key| {
                let name = key.name();
                let mut letters = name.chars();
                letters.next().filter(|_| letters.next().is_none()).map(|c| c.to_ascii_lowercase())
            };
            let code = [Some(key), physical_key.as_ref()]
                .into_iter()
                .flatten()
                .filter_map(letter)
                .find_map(|c| codebook.code_by_key(c));
            match code {
                Some(code) => {
                    out.push(Command::Tag(code.id.clone()));
                    false
                }
                None => true,
            }
        });
    });
}

fn is_function(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}
