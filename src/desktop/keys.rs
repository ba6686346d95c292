//! From keys to commands. While a field has the focus, a plain key is text.

use eframe::egui::{Context, Event, Key, Modifiers};

use super::choice;
use super::command::{Command, table};
use super::state::{State, View};

/// The commands that this frame's keys ask for; keys that are used are taken out of the input.
///
/// `was_typing` tells whether a field had the focus before: Escape then only leaves the field.
pub fn commands(ctx: &Context, state: &State, was_typing: bool) -> Vec<Command> {
    let mut out = Vec::new();
    // A row of choices takes plain keys as a field does.
    let typing = ctx.text_edit_focused() || choice::has_focus(ctx);
    let covered = state.is_covered();
    if !covered && !typing {
        codes(ctx, state, &mut out);
    }
    let menu = eframe::egui::Popup::is_any_open(ctx);
    // A shortcut without Shift would also take the one with it, so those with more keys come first.
    let mut entries = table();
    entries.sort_by_key(|e| e.key.map_or(0, |k| usize::MAX - held(k.modifiers)));
    for entry in entries {
        let Some(key) = entry.key else { continue };
        let plain = !key.modifiers.command && !key.modifiers.alt && !is_function(key.logical_key);
        // A button that has the focus is pressed with Enter, whatever else Enter does.
        let presses = matches!(entry.command, Command::OpenStatement | Command::EditAttributes);
        let of_button = presses && ctx.memory(|m| m.focused().is_some());
        // In a field, Ctrl+Z and the like belong to its words.
        let of_field = typing && (plain || matches!(entry.command, Command::Undo | Command::Redo));
        if !state.allows(entry.needs) || of_field || of_button || (plain && (covered || menu)) {
            continue;
        }
        // Fast fingers, or a slow frame, press a key more than once in it.
        let times = ctx.input_mut(|i| i.count_and_consume_key(key.modifiers, key.logical_key));
        out.extend(std::iter::repeat_n(entry.command, times));
    }
    let backspace = !typing && !covered && state.view == View::Read;
    if backspace && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Backspace)) {
        out.push(Command::Delete);
    }
    let escape = !typing && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    // What the editor asks is closed from inside its fields too.
    let asking = state.desk.as_ref().is_some_and(|d| d.editor.is_asking());
    if escape && (!was_typing || asking) {
        out.push(Command::Escape);
    }
    out
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

fn held(modifiers: Modifiers) -> usize {
    [modifiers.command, modifiers.shift, modifiers.alt].into_iter().filter(|&m| m).count()
}

fn is_function(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}
