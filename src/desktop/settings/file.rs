//! The file of the settings: RON that a person can read and change.
//!
//! It is read entry by entry, so that a slip of the pen in one leaves the others alone.

use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, unbounded};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Settings;

/// What stands at the top of the file.
const HEAD: &str = "\
// Settings of Pressmark. Change them in the window (Ctrl+, shows them all), or here while it is closed.
// What is missing, or cannot be read, is as usual.
//
// theme            System, Light or Dark
// contrast         true for colours that stand further apart
// text_size        letters of articles, in points: 12 to 34
// font             letters of articles: Serif or Sans
// column           width of an article’s column in points, at a text size of 17: 480 to 960
// line_height      height of a row as a multiple of the text size: 1.3 to 2.2
// scale            size of everything, as a multiple of the system’s: 0.8 to 2.0
// motion           System, Usual or Reduced
// snap             true if dragging takes whole words and Alt takes characters; false for the other way round
// proposals        true to show proposals while reading
// articles         whether the article list is shown, and articles_width: how wide, in points
// inspector        whether the inspector is shown, and inspector_width: how wide, in points
// window           where the window was
// recent           project folders, the last one first
// places           for these: the article that was read last, and the byte that it was scrolled to
// keys             keys that were changed, such as \"next-annotation\": \"J\" or \"undo\": \"Ctrl+U\"; \"\" for no key
// toured           whether the tour has been shown
";

/// One entry: its name, how it is written, how it is read.
struct Item {
    name: &'static str,
    write: fn(&Settings) -> Option<String>,
    read: fn(&mut Settings, &str) -> Result<(), String>,
}

/// A value on one line.
fn one(value: &impl Serialize) -> Option<String> {
    ron::to_string(value).ok()
}

/// Values, one a line. What cannot be written, such as a path in no known letters, is left out.
fn rows(brackets: [&str; 2], values: impl Iterator<Item = Option<String>>) -> Option<String> {
    let [open, close] = brackets;
    let rows: String = values.flatten().map(|value| format!("        {value},\n")).collect();
    Some(if rows.is_empty() { format!("{open}{close}") } else { format!("{open}\n{rows}    {close}") })
}

fn value<T: DeserializeOwned>(raw: &str) -> Result<T, String> {
    ron::from_str(raw).map_err(|error| error.code.to_string())
}

macro_rules! item {
    ($name:ident) => {
        item!($name, |settings| one(&settings.$name))
    };
    ($name:ident, $write:expr) => {
        Item {
            name: stringify!($name),
            write: $write,
            read: |settings, raw| {
                settings.$name = value(raw)?;
                Ok(())
            },
        }
    };
}

const ITEMS: [Item; 20] = [
    item!(theme),
    item!(contrast),
    item!(text_size),
    item!(font),
    item!(column),
    item!(line_height),
    item!(scale),
    item!(motion),
    item!(snap),
    item!(proposals),
    item!(articles),
    item!(articles_width),
    item!(inspector),
    item!(inspector_width),
    item!(window),
    item!(recent, |settings| rows(["[", "]"], settings.recent.iter().map(one))),
    item!(places, |settings| rows(["{", "}"], settings.places.iter().map(pair))),
    item!(columns, |settings| rows(["{", "}"], settings.columns.iter().map(pair))),
    item!(keys, |settings| rows(["{", "}"], settings.keys.iter().map(pair))),
    item!(toured),
];

fn pair(pair: (&impl Serialize, &impl Serialize)) -> Option<String> {
    Some(format!("{}: {}", one(pair.0)?, one(pair.1)?))
}

/// The file's words.
pub fn write(settings: &Settings) -> String {
    let mut words = format!("{HEAD}(\n");
    for item in ITEMS {
        if let Some(value) = (item.write)(settings) {
            words.push_str(&format!("    {}: {value},\n", item.name));
        }
    }
    words + ")\n"
}

/// The settings in a file's words, and what is wrong with it, one sentence an entry.
pub fn read(words: &str) -> (Settings, Vec<String>) {
    let mut settings = Settings::default();
    let mut wrong = Vec::new();
    for piece in pieces(words) {
        let Some((name, raw)) = piece.split_once(':') else {
            let start: String = piece.trim().chars().take(24).collect();
            wrong.push(format!("“{start}” is no setting"));
            continue;
        };
        let (name, raw) = (name.trim().trim_matches('"'), raw.trim());
        match ITEMS.iter().find(|item| item.name == name) {
            Some(item) => {
                if let Err(error) = (item.read)(&mut settings, raw) {
                    wrong.push(format!("“{name}” cannot be read ({error})"));
                }
            }
            None => {
                let name: String = name.chars().take(24).collect();
                wrong.push(format!("“{name}” is no setting"));
            }
        }
    }
    (settings.bounded(), wrong)
}

/// The entries: what stands between the commas of the outermost bracket. A line that begins with a known name begins an
/// entry whatever came before, so that a bracket too many, or one too few, ends with its entry.
fn pieces(words: &str) -> Vec<String> {
    let (mut found, mut piece) = (Vec::new(), String::new());
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut flush = |piece: &mut String| {
        let whole = std::mem::take(piece);
        if !whole.trim().is_empty() {
            found.push(whole);
        }
    };
    for line in words.trim_start_matches('\u{feff}').lines() {
        let name =
            line.trim_start().split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default();
        let after = line.trim_start().get(name.len()..).unwrap_or_default().trim_start();
        if after.starts_with(':') && ITEMS.iter().any(|item| item.name == name) {
            flush(&mut piece);
            (depth, quoted, escaped) = (1, false, false);
        }
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            if quoted {
                piece.push(letter);
                quoted = escaped || letter != '"';
                escaped = letter == '\\' && !escaped;
                continue;
            }
            match letter {
                '/' if letters.peek() == Some(&'/') => break,
                '"' => {
                    quoted = true;
                    piece.push(letter);
                }
                '(' if depth == 0 => depth = 1,
                '(' | '[' | '{' => {
                    depth += 1;
                    piece.push(letter);
                }
                ')' | ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        flush(&mut piece);
                    } else {
                        piece.push(letter);
                    }
                }
                ',' if depth <= 1 => flush(&mut piece),
                _ => piece.push(letter),
            }
        }
        piece.push('\n');
    }
    flush(&mut piece);
    found
}

/// What to say about a file with damaged entries. The file as it was stays beside the one that will replace it.
pub(super) fn tell(file: &Path, wrong: &[String]) -> Option<String> {
    if wrong.is_empty() {
        return None;
    }
    let kept = file.with_extension("old.ron");
    let copied = std::fs::read(file).is_ok_and(|bytes| crate::store::write_file(&kept, &bytes).is_ok());
    let whole = if copied { format!(" The file as it was is {}.", kept.display()) } else { String::new() };
    Some(format!("Settings: {}. The rest is as you left it.{whole}", wrong.join("; ")))
}

/// Writes settings behind the scenes, the newest ones last; waits for that when it is dropped.
#[derive(Debug, Default)]
pub struct Keeper {
    sender: Option<Sender<Settings>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread that writes.
    pub fn start() -> Self {
        let (sender, settings) = unbounded::<Settings>();
        let thread = std::thread::spawn(move || {
            while let Ok(mut newest) = settings.recv() {
                while let Ok(newer) = settings.try_recv() {
                    newest = newer;
                }
                save(&newest);
            }
        });
        Self { sender: Some(sender), thread: Some(thread) }
    }

    /// Asks for these settings to be written. One that was not started writes nothing.
    pub fn keep(&self, settings: &Settings) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(settings.clone());
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Writes the file. That it cannot be written is no reason to disturb anybody.
fn save(settings: &Settings) {
    let Some(file) = Settings::file() else { return };
    if let Some(folder) = file.parent() {
        let _ = std::fs::create_dir_all(folder);
    }
    let _ = crate::store::write_file(&file, write(settings).as_bytes());
}
