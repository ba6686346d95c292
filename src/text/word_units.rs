//! Words by UAX 29, and moving a boundary from one to the next.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::chars::trim_blank;
use super::position::{FrozenText, Pos, Span};

/// An end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first position.
    Start,
    /// The position behind the last character.
    End,
}

/// The words of a text in order, in bytes: UAX 29 segments that have a letter or a digit in them.
pub fn word_ranges(text: &str) -> impl DoubleEndedIterator<Item = Range<usize>> {
    text.unicode_word_indices().map(|(at, word)| at..at + word.len())
}

/// A text without spaces is looked through in windows of this many bytes.
const WINDOW: usize = 4096;

/// So many windows are looked through for the next word.
const WINDOWS: usize = 16;

/// The word that holds the byte; none between words.
pub(super) fn word_at(text: &FrozenText, byte: usize) -> Option<Range<usize>> {
    let byte = text.floor(byte).byte();
    let window = window(text, byte..byte);
    let part = text.as_str().get(window.clone())?;
    word_ranges(part).map(|w| window.start + w.start..window.start + w.end).find(|w| w.contains(&byte))
}

/// Bytes around a range that begin and end beside a space or line feed, so that no word is cut; or far from it.
fn window(text: &FrozenText, range: Range<usize>) -> Range<usize> {
    let far_start = text.floor(range.start.saturating_sub(WINDOW)).byte();
    let far_end = text.ceil(range.end.saturating_add(WINDOW)).byte();
    let space = |c: char| c == ' ' || c == '\n';
    let before = text.as_str().get(far_start..range.start).unwrap_or_default();
    let behind = text.as_str().get(range.end..far_end).unwrap_or_default();
    let start = before.rfind(space).map_or(far_start, |at| far_start + at);
    let end = behind.find(space).map_or(far_end, |at| range.end + at);
    start..end
}

/// The selection a drag over a byte range makes: whole words at both ends, no white space at the edges.
///
/// The range may be given in either direction. None if it is empty or holds only white space.
pub fn snap(text: &FrozenText, range: Range<usize>) -> Option<Span> {
    let (start, end) = (range.start.min(range.end), range.start.max(range.end).min(text.len()));
    let bare = trim_blank(text.as_str(), text.floor(start).byte()..text.ceil(end).byte());
    if start >= end || bare.is_empty() {
        return None;
    }
    let first = word_at(text, bare.start).map_or(bare.start, |w| w.start);
    let last = word_at(text, text.previous(text.floor(bare.end)).byte()).map_or(bare.end, |w| w.end);
    text.covering(first..last.max(bare.end))
}

/// The caret a word further: the end of the next word, or the start of the one before.
///
/// Where no word is left, or none within 64 kB, it goes to the end of what was looked through.
pub fn word_step(text: &FrozenText, pos: Pos, forward: bool) -> Pos {
    let at = pos.byte();
    if forward {
        seek(text, at, true, |w| w.end > at).map_or_else(|far| text.ceil(far), |w| text.ceil(w.end))
    } else {
        seek(text, at, false, |w| w.start < at).map_or_else(|far| text.floor(far), |w| text.floor(w.start))
    }
}

/// The span with one end a word further on or back: starts go to starts of words, ends to ends of words.
///
/// None if there is no such word or nothing would be left of the span.
pub fn move_edge(text: &FrozenText, span: Span, edge: Edge, forward: bool) -> Option<Span> {
    let (start, end) = (span.start().byte(), span.end().byte());
    let range = match (edge, forward) {
        (Edge::Start, true) => seek(text, start, true, |w| w.start > start).ok()?.start..end,
        (Edge::Start, false) => seek(text, start, false, |w| w.start < start).ok()?.start..end,
        (Edge::End, true) => start..seek(text, end, true, |w| w.end > end).ok()?.end,
        (Edge::End, false) => start..seek(text, end, false, |w| w.end < end).ok()?.end,
    };
    // Grown to whole characters it may be where it was.
    if range.start >= range.end { None } else { text.covering(range).filter(|moved| *moved != span) }
}

/// The nearest word in a direction that the test likes, the one around the byte included; else how far was looked.
fn seek(
    text: &FrozenText,
    at: usize,
    forward: bool,
    likes: impl Fn(&Range<usize>) -> bool,
) -> Result<Range<usize>, usize> {
    let mut from = text.floor(at).byte();
    for _ in 0..WINDOWS {
        // The window holds the whole word around `from`, in case it was cut at the last window's end.
        let around = window(text, from..from);
        let range = if forward {
            around.start..window(text, from..text.ceil(from.saturating_add(WINDOW)).byte()).end
        } else {
            window(text, text.floor(from.saturating_sub(WINDOW)).byte()..from).start..around.end
        };
        let part = text.as_str().get(range.clone()).unwrap_or_default();
        let mut words = word_ranges(part).map(|w| range.start + w.start..range.start + w.end);
        let found = if forward { words.find(&likes) } else { words.rfind(&likes) };
        if let Some(word) = found {
            return Ok(word);
        }
        let next = if forward { range.end } else { range.start };
        if next == from {
            return Err(next);
        }
        from = next;
    }
    Err(from)
}
