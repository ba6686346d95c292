//! The house rules that sources can break.

use std::fmt;

use regex::Regex;

use super::source::Source;

/// A broken rule.
#[derive(Debug, PartialEq)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub rule: &'static str,
    pub found: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: `{}`", self.file, self.line, self.rule, self.found)
    }
}

/// Which rooms a room may name.
const ROOMS: [(&str, &[&str]); 11] = [
    ("text", &[]),
    ("model", &["text"]),
    ("suggest", &["text", "model"]),
    ("consensus", &["text", "model"]),
    ("agreement", &["text", "model"]),
    ("store", &["text", "model", "suggest", "consensus", "agreement"]),
    ("import", &["text", "model", "suggest", "consensus", "agreement"]),
    ("export", &["text", "model", "suggest", "consensus", "agreement"]),
    ("cli", &["text", "model", "suggest", "consensus", "agreement", "store", "import", "export"]),
    ("desktop", &["text", "model", "suggest", "consensus", "agreement", "store", "import", "export"]),
    ("main.rs", &["cli", "desktop"]),
];

/// Rooms that compute and do nothing else.
const PURE: [&str; 5] = ["text", "model", "suggest", "consensus", "agreement"];

/// Paths of the world outside: any path that holds one of these, segment by segment.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "thread",
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant",
    "tempfile",
    "directories",
];

/// What writes, makes, moves or removes files.
const WRITING: [&str; 15] = [
    "fs::write",
    "fs::rename",
    "fs::copy",
    "fs::hard_link",
    "fs::remove_file",
    "fs::remove_dir",
    "fs::remove_dir_all",
    "fs::create_dir",
    "fs::create_dir_all",
    "File::create",
    "File::create_new",
    "File::options",
    "OpenOptions",
    "tempfile",
    "Writer::from_path",
];

/// Who writes files but the store, and why.
pub const WRITERS: [(&str, &str); 3] = [
    ("src/cli/output.rs", "replaces the file that --out names"),
    ("src/desktop/settings/file.rs", "makes the folder into which the store then writes the settings"),
    ("src/desktop/sample.rs", "unpacks the sample, which no user has changed yet"),
];

/// The only file of the commands that holds a timeline, and the only one of the window that moves one.
const CHANGERS: [&str; 2] = ["src/cli/session.rs", "src/desktop/dispatch"];

/// What a broken rule about changes is called.
const CHANGES: &str = "a project changes in the model, in the store's replay, and in one place of each front end";

/// The longest a file may be.
const LONGEST: usize = 600;

/// Files that are longer, and why that reads better than several.
const LONGER: [(&str, &str); 0] = [];

/// All rules for one file.
pub fn check(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let paths = source.paths();
    let room = source.room();
    let mut fault = |line, rule, found: &str| {
        faults.push(Fault { file: source.path.clone(), line, rule, found: found.to_owned() });
    };

    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
    if allowed.is_none() && room != "lib.rs" {
        fault(1, "a room that the house rules do not know", room);
    }
    for (line, path) in &paths {
        let target = path.strip_prefix("crate::").and_then(|p| p.split("::").next()).unwrap_or_default();
        let is_room = ROOMS.iter().any(|(name, _)| *name == target);
        if is_room && target != room && allowed.is_some_and(|a| !a.contains(&target)) {
            fault(*line, "imports go downwards only, and never between neighbours", path);
        }
        if room != "desktop" && path.split("::").any(is_screen) {
            fault(*line, "only the desktop names the screen's crates", path);
        }
        if PURE.contains(&room) && OUTSIDE.iter().any(|o| holds(path, o)) {
            fault(*line, "pure rooms name no disk, net, clock or thread", path);
        }
        let writer = room == "store" || WRITERS.iter().any(|(file, _)| *file == source.path);
        if !writer && writes(path) {
            fault(*line, "only the store writes files, and what is listed with a reason", path);
        }
        let changer = CHANGERS.iter().any(|c| source.path.starts_with(c));
        if !changer && !["model", "store", "desktop"].contains(&room) && holds(path, "Timeline") {
            fault(*line, CHANGES, path);
        }
        let colour = path.split_once("Color32::").map(|(_, rest)| rest);
        let made = colour.is_some_and(|c| !["TRANSPARENT", "PLACEHOLDER"].contains(&c)) || holds(path, "hex_color");
        if made && !source.path.starts_with("src/desktop/theme") {
            fault(*line, "colours are named in desktop/theme", path);
        }
    }

    let calls = Regex::new(r"(?:\.\s*(apply|commit|undo|redo)\s*\()|Project::(apply)\b").unwrap();
    for call in calls.captures_iter(&source.code) {
        let name = call.get(1).or(call.get(2)).unwrap();
        let allowed = match name.as_str() {
            "apply" => ["model", "store"].contains(&room),
            _ => room != "desktop" || CHANGERS.iter().any(|c| source.path.starts_with(c)),
        };
        if !allowed {
            let line = 1 + source.code[..name.start()].matches('\n').count();
            fault(line, CHANGES, name.as_str());
        }
    }

    if room == "desktop" && !source.path.starts_with("src/desktop/theme") {
        let hex = Regex::new(r##"["#]#?[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?""##).unwrap();
        for found in hex.find_iter(&source.with_strings).filter(|f| f.as_str().contains('#')) {
            let line = 1 + source.with_strings[..found.start()].matches('\n').count();
            fault(line, "colours are named in desktop/theme", found.as_str());
        }
    }

    if room == "main.rs" && source.lines >= 60 {
        fault(60, "main.rs has fewer than 60 lines", &source.lines.to_string());
    }
    let longer = LONGER.iter().any(|(file, _)| *file == source.path);
    if source.lines > LONGEST && !longer {
        fault(
            LONGEST,
            "a file is short enough to be read at one go, or is listed with a reason",
            &source.lines.to_string(),
        );
    }
    if longer && source.lines <= LONGEST {
        fault(1, "a file that is short again is taken off the list of long ones", &source.lines.to_string());
    }
    faults
}

/// Whether a path names something that writes, makes, moves or removes files.
pub fn writes(path: &str) -> bool {
    WRITING.iter().any(|w| holds(path, w))
}

fn is_screen(word: &str) -> bool {
    ["eframe", "egui", "epaint", "emath", "rfd", "winit", "accesskit"].contains(&word) || word.starts_with("egui_")
}

/// Whether a path holds another, segment by segment.
fn holds(path: &str, part: &str) -> bool {
    format!("::{path}::").contains(&format!("::{part}::"))
}
