//! Where a text breaks into paragraphs.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::chars::{is_blank, is_closing_bracket, is_hard_stop, is_quotation_mark, is_soft_stop};
use super::position::FrozenText;

/// The longest paragraph in bytes, unless a single grapheme is longer.
///
/// Laying out a paragraph and looking for its sentences costs time in proportion to its length, so a text without
/// line feeds is broken into pieces of at most this size.
pub const LONGEST_PARAGRAPH: usize = 20_000;

/// The text's paragraphs in order, in bytes: its lines without the line feeds, empty ones kept.
///
/// Every byte but the line feeds is in exactly one of them. A line longer than [`LONGEST_PARAGRAPH`] is broken into
/// pieces behind the last sentence end, else the last space, else the last grapheme that fits; a piece keeps the white
/// space at its end, and no line feed stands between it and the next.
pub fn paragraphs(text: &FrozenText) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in text.as_str().split('\n') {
        let end = start + line.len();
        let mut at = 0;
        while line.len() - at > LONGEST_PARAGRAPH {
            let Some(cut) = piece_end(line, at).filter(|cut| *cut < line.len()) else { break };
            all.push(start + at..start + cut);
            at = cut;
        }
        all.push(start + at..end);
        start = end + 1;
    }
    all
}

/// The paragraph that a byte offset lies in; a line feed belongs to the line that it ends.
///
/// Looks only at the line around the offset. Who has the table of [`paragraphs`] finds it there by bisection.
pub fn paragraph_at(text: &FrozenText, byte: usize) -> Range<usize> {
    let byte = text.floor(byte).byte();
    let (before, behind) = text.as_str().split_at_checked(byte).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = behind.find('\n').map_or(text.len(), |at| byte + at);
    let line = text.as_str().get(start..end).unwrap_or_default();
    let mut at = 0;
    while line.len() - at > LONGEST_PARAGRAPH {
        let Some(cut) = piece_end(line, at).filter(|cut| *cut < line.len()) else { break };
        if start + cut > byte {
            return start + at..start + cut;
        }
        at = cut;
    }
    start + at..end
}

/// Where the piece of a long line that starts at a byte offset ends; always behind that offset.
fn piece_end(line: &str, from: usize) -> Option<usize> {
    let rest = line.get(from..)?;
    let mut most = LONGEST_PARAGRAPH.min(rest.len());
    while !rest.is_char_boundary(most) {
        most -= 1;
    }
    let mut least = most / 5 * 4;
    while !rest.is_char_boundary(least) {
        least += 1;
    }
    let whole = |at: usize| GraphemeCursor::new(at, rest.len(), true).is_boundary(rest, 0).unwrap_or(false);
    let window = rest.get(least..most)?;
    let mut space = None;
    let mut chars = window.char_indices().rev().peekable();
    while let Some((at, c)) = chars.next() {
        let end = least + at + c.len_utf8();
        if is_hard_stop(c) && whole(end) {
            return Some(from + end);
        }
        if is_blank(c) {
            let space_end = *space.get_or_insert(end);
            let word_end = chars.peek().is_some_and(|(_, b)| !is_blank(*b));
            if word_end && ends_like_a_sentence(window.get(..at).unwrap_or_default()) && whole(end) {
                return Some(from + end);
            }
            if space_end == end && !whole(end) {
                space = None;
            }
        }
    }
    let cut = space.unwrap_or_else(|| {
        if whole(most) {
            return most;
        }
        let mut cursor = GraphemeCursor::new(most, rest.len(), true);
        match cursor.prev_boundary(rest, 0) {
            Ok(Some(at)) if at > 0 => at,
            _ => {
                GraphemeCursor::new(most, rest.len(), true).next_boundary(rest, 0).ok().flatten().unwrap_or(rest.len())
            }
        }
    });
    Some(from + cut)
}

fn ends_like_a_sentence(before: &str) -> bool {
    before.trim_end_matches(|c| is_closing_bracket(c) || is_quotation_mark(c)).ends_with(is_soft_stop)
}
