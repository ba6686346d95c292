//! The commands with the keys that they have now: those of the table, changed as the settings say.

use std::collections::BTreeMap;

use eframe::egui::{Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::command::{Command, Entry, table};

/// Keys that were changed: by the command's id, in words; no words for no key.
pub type Changed = BTreeMap<String, String>;

/// A command with its key.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Its name in the settings.
    pub id: String,
    /// The command, with the key that it has now.
    pub entry: Entry,
    /// The key that it has unless changed.
    pub usual: Option<KeyboardShortcut>,
}

/// All commands with their keys, made anew only when the settings change.
#[derive(Clone, Debug)]
pub struct Bindings {
    changed: Changed,
    all: Vec<Bound>,
    /// Those with a key, by number: the ones with most modifiers first.
    order: Vec<usize>,
}

impl Default for Bindings {
    fn default() -> Self {
        Self::new(&Changed::new())
    }
}

impl Bindings {
    /// The table with these changes. A key that cannot be read is as usual.
    pub fn new(changed: &Changed) -> Self {
        let all: Vec<Bound> = table()
            .into_iter()
            .map(|mut entry| {
                let (id, usual) = (entry.id(), entry.key);
                match changed.get(&id).map(String::as_str) {
                    Some("") => entry.key = None,
                    Some(words) => entry.key = parse(words).or(usual),
                    None => {}
                }
                Bound { id, entry, usual }
            })
            .collect();
        let mut order: Vec<usize> = (0..all.len()).filter(|i| all[*i].entry.key.is_some()).collect();
        // A shortcut without Shift would also take the one with it, so those with more keys come first.
        order.sort_by_key(|i| usize::MAX - all[*i].entry.key.map_or(0, |k| held(k.modifiers)));
        Self { changed: changed.clone(), all, order }
    }

    /// Follows the settings.
    pub fn follow(&mut self, changed: &Changed) {
        if self.changed != *changed {
            *self = Self::new(changed);
        }
    }

    /// All commands, in the palette's order.
    pub fn all(&self) -> &[Bound] {
        &self.all
    }

    /// The commands that have a key, in the order in which keys are to be asked.
    pub fn with_key(&self) -> impl Iterator<Item = (&Entry, KeyboardShortcut)> {
        self.order.iter().filter_map(|i| self.all.get(*i)).filter_map(|b| Some((&b.entry, b.entry.key?)))
    }

    /// A command by its name in the settings.
    pub fn get(&self, id: &str) -> Option<&Bound> {
        self.all.iter().find(|b| b.id == id)
    }

    /// The key of a command in words, for hints; nothing if it has none.
    pub fn key_of(&self, command: &Command) -> String {
        let bound = self.all.iter().find(|b| b.entry.command == *command);
        bound.and_then(|b| b.entry.key).map_or(String::new(), |k| words(&k))
    }

    /// A message with the key of undoing as it is now. Messages are written with the usual one.
    pub fn said(&self, words: &str) -> String {
        const USUAL: &str = "Ctrl+Z";
        if !words.contains(USUAL) {
            return words.to_owned();
        }
        let key = self.key_of(&Command::Undo);
        words.replace(USUAL, if key.is_empty() { "Undo" } else { &key })
    }

    /// The command that has a key already where the command `id` would have it.
    pub fn clash(&self, id: &str, key: &KeyboardShortcut) -> Option<&Bound> {
        let needs = self.get(id)?.entry.needs;
        self.all.iter().find(|b| b.id != id && b.entry.key == Some(*key) && b.entry.needs.overlaps(needs))
    }

    /// The changes after giving a command another key, or none.
    pub fn changed_to(&self, id: &str, key: Option<KeyboardShortcut>) -> Changed {
        let mut changed = self.changed.clone();
        if self.get(id).is_some_and(|b| b.usual == key) {
            changed.remove(id);
        } else {
            changed.insert(id.to_owned(), key.map_or(String::new(), |k| plain_words(&k)));
        }
        changed
    }

    /// The changes after giving a command a key that another one has, which gets the first one's.
    pub fn swapped(&self, id: &str, key: KeyboardShortcut) -> Changed {
        let Some(other) = self.clash(id, &key) else { return self.changed_to(id, Some(key)) };
        let freed = self.get(id).and_then(|b| b.entry.key);
        let given = Self::new(&self.changed_to(id, Some(key)));
        // What the other one gets must not be a third one's.
        let freed = freed.filter(|k| given.clash(&other.id, k).is_none());
        given.changed_to(&other.id, freed)
    }
}

fn held(modifiers: Modifiers) -> usize {
    [modifiers.command || modifiers.ctrl, modifiers.shift, modifiers.alt].into_iter().filter(|&m| m).count()
}

/// A shortcut in words as this system writes it: `Ctrl+Shift+Z`.
pub fn words(key: &KeyboardShortcut) -> String {
    let mac = cfg!(target_os = "macos");
    let names = if mac { &ModifierNames::SYMBOLS } else { &ModifierNames::NAMES };
    let mut modifiers = names.format(&key.modifiers, mac);
    if !modifiers.is_empty() {
        modifiers += names.concat;
    }
    modifiers + key_name(key.logical_key)
}

/// A key as it is printed on it.
fn key_name(key: Key) -> &'static str {
    match key {
        Key::ArrowDown => "↓",
        Key::ArrowUp => "↑",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::PageUp => "Page Up",
        Key::PageDown => "Page Down",
        Key::Minus => "-",
        // Of the other symbols only these are printed on a key.
        Key::Space | Key::Quote => key.name(),
        other => other.symbol_or_name(),
    }
}

/// A shortcut in words that every system reads.
pub fn plain_words(key: &KeyboardShortcut) -> String {
    let m = key.modifiers;
    let mut words = String::new();
    for (is_held, name) in [(m.command || m.ctrl, "Ctrl+"), (m.alt, "Alt+"), (m.shift, "Shift+")] {
        if is_held {
            words.push_str(name);
        }
    }
    words + key.logical_key.name()
}

/// Reads a shortcut: `Ctrl+Shift+Z`, `N`, `Ctrl++`.
pub fn parse(typed: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = typed.trim();
    while let Some((name, after)) = rest.split_once('+').filter(|(name, after)| !name.is_empty() && !after.is_empty()) {
        match name.trim().to_lowercase().as_str() {
            "ctrl" | "cmd" | "command" | "control" => modifiers.command = true,
            "shift" => modifiers.shift = true,
            "alt" | "option" => modifiers.alt = true,
            _ => return None,
        }
        rest = after.trim();
    }
    let key = match rest {
        "↓" => Key::ArrowDown,
        "↑" => Key::ArrowUp,
        "←" => Key::ArrowLeft,
        "→" => Key::ArrowRight,
        name => Key::from_name(name)?,
    };
    Some(pressed(modifiers, key))
}

/// The shortcut of a key as it was pressed. That a sign such as `{` needs Shift is the keyboard's business.
pub fn pressed(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    let sign = !key.symbol_or_name().chars().all(char::is_alphanumeric)
        && !matches!(key, Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight);
    let command = modifiers.command || modifiers.ctrl;
    let shift = modifiers.shift && !(sign && key != Key::Space);
    KeyboardShortcut::new(Modifiers { alt: modifiers.alt, shift, command, ..Modifiers::NONE }, key)
}
