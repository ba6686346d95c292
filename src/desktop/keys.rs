//! From keys to commands. While a field has the focus, a plain key is text.

use eframe::egui::{Context, Event, Key, Modifiers};

use super::bindings;
use super::choice;
use super::command::Command;
use super::lists;
use super::preferences::{Action, Preferences};
use super::reader::{self, surface};
use super::state::{State, View};

/// The commands that this frame's keys ask for; keys that are used are taken out of the input.
///
/// `was_typing` tells whether a field had the focus before: Escape then only leaves the field.
pub fn commands(ctx: &Context, state: &State, was_typing: bool) -> Vec<Command> {
    if state.preferences.as_ref().is_some_and(Preferences::is_waiting) {
        return awaited(ctx).into_iter().collect();
    }
    let mut out = Vec::new();
    // A row of choices takes plain keys as a field does.
    let typing = ctx.text_edit_focused() || choice::has_focus(ctx);
    let covered = state.is_covered();
    if !covered && !typing {
        codes(ctx, state, &mut out);
    }
    let focused_elsewhere = ctx.memory(eframe::egui::Memory::focused).is_some_and(|id| id != surface());
    let menu = eframe::egui::Popup::is_any_open(ctx);
    for (entry, key) in state.bindings.with_key() {
        let plain = !key.modifiers.command && !key.modifiers.alt && !is_function(key.logical_key);
        // What has the focus is pressed with Enter and left with Tab, whatever else these keys do.
        let of_button = plain && is_focus_key(key.logical_key) && focused_elsewhere;
        // In a field, Ctrl+Z and the like belong to its words.
        let words =
            matches!(entry.command, Command::Undo | Command::Redo | Command::Reader(reader::Action::Caret { .. }));
        let of_field = typing && (plain || words);
        let of_list = plain && state.desk.as_ref().is_some_and(|d| d.lists.takes(ctx, key.logical_key));
        if !state.allows(entry.needs) || of_field || of_button || of_list || (plain && (covered || menu)) {
            continue;
        }
        // Fast fingers, or a slow frame, press a key more than once in it.
        let times = ctx.input_mut(|i| i.count_and_consume_key(key.modifiers, key.logical_key));
        out.extend(std::iter::repeat_n(entry.command.clone(), times));
    }
    let of_list = state.desk.as_ref().is_some_and(|d| d.lists.takes(ctx, Key::Backspace));
    let backspace = !typing && !covered && !of_list && state.view == View::Read;
    if backspace && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Backspace)) {
        out.push(Command::Delete);
    }
    // What lies over the window closes itself.
    let escape = !typing && !covered && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    // What the editor asks is closed from inside its fields too.
    let asking = state.desk.as_ref().is_some_and(|d| d.editor.is_asking());
    if escape && (!was_typing || asking) {
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
    let several = desk.lists.holds_several(ctx);
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
                    let code = code.id.clone();
                    out.push(if several { Command::Lists(lists::Action::Recode(code)) } else { Command::Tag(code) });
                    false
                }
                None => true,
            }
        });
    });
}

/// Keys by which the toolkit's widgets are walked and pressed.
fn is_focus_key(key: Key) -> bool {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Enter, Home, Space, Tab};
    matches!(key, Enter | Space | Tab | ArrowDown | ArrowUp | ArrowLeft | ArrowRight | Home | End)
}

fn is_function(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}
