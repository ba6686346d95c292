//! Words in their context, the found ones marked.

use std::ops::Range;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{FontId, Pos2, Ui};

use crate::desktop::theme::{self, Palette};

/// A stretch of a text with some words before and after it, of the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What stands before.
    pub before: String,
    /// What was found, shortened if it is long.
    pub found: String,
    /// What stands behind.
    pub after: String,
}

/// The longest stretch that is shown whole, in characters.
const FOUND: usize = 160;

impl Snippet {
    /// Cuts it out of a text: at most so many characters before and after, at spaces if there are any.
    pub fn new(text: &str, bytes: Range<usize>, before: usize, after: usize) -> Self {
        let lead = text.get(..bytes.start).unwrap_or_default();
        let line = lead.rsplit('\n').next().unwrap_or_default();
        let start = line.char_indices().rev().nth(before.saturating_sub(1)).map_or(0, |(at, _)| at);
        let mut head = line.get(start..).unwrap_or_default();
        if start > 0 {
            head = head.find(' ').map_or(head, |at| head.get(at + 1..).unwrap_or_default());
        }
        let rest = text.get(bytes.end..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let end = line.char_indices().nth(after).map_or(line.len(), |(at, _)| at);
        let tail = line.get(..end).unwrap_or_default();
        let words = text.get(bytes).unwrap_or_default();
        let mut found: String = words.chars().take(FOUND).map(|c| if c == '\n' { ' ' } else { c }).collect();
        if found.len() < words.len() {
            found.push('…');
        }
        let before = if start > 0 { format!("…{head}") } else { head.trim_start().to_owned() };
        Self { before, found, after: tail.to_owned() }
    }

    /// Words of an annotation that were found by something else than words.
    pub fn whole(words: &str) -> Self {
        Self { before: String::new(), found: String::new(), after: words.chars().take(FOUND).collect() }
    }

    /// All of it in a row, for assistive technology.
    pub fn told(&self) -> String {
        format!("{}{}{}", self.before, self.found, self.after)
    }

    /// Draws it in so many rows of a width.
    pub fn paint(&self, ui: &Ui, at: Pos2, width: f32, rows: usize, font: FontId, p: &Palette) {
        let plain = TextFormat::simple(font.clone(), p.soft);
        let found = TextFormat { background: p.differs, color: p.ink, ..TextFormat::simple(font, p.ink) };
        let mut job = LayoutJob::default();
        job.append(&self.before, 0.0, plain.clone());
        job.append(&self.found, 0.0, found);
        job.append(&self.after, 0.0, plain);
        job.wrap = TextWrapping { max_rows: rows, break_anywhere: rows == 1, ..TextWrapping::wrap_at_width(width) };
        let set = ui.painter().layout_job(job);
        ui.painter().galley(at, set, p.soft);
    }
}

/// The font of snippets.
pub fn font() -> FontId {
    theme::serif(12.5)
}
