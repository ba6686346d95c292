//! What stays outside an annotation: white space, quotation marks around it, its final stop.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::abbreviations::{Abbreviation, abbreviation};
use super::chars::{is_blank, is_dash, is_final, is_quotation_mark, trim_blank};
use super::position::{FrozenText, Span};
use super::quotations::{Quotation, quotations};
use super::sentences::last_word;

/// What the ends of a unit hold. White space and a bullet stay outside either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ends {
    /// Words: quotation marks around them and punctuation at their end stay outside.
    #[default]
    Words,
    /// Marks too: a quotation begins and ends with its marks, a sentence, clause or paragraph ends with its punctuation.
    Marks,
}

impl Ends {
    /// Whether marks stay outside.
    pub fn is_words(&self) -> bool {
        *self == Self::Words
    }
}

/// The span inside a byte range by the rule for annotations; none if there is only white space.
///
/// White space stays out, and a bullet before it. Quotation marks stay out if they stand around all of it or have no
/// partner in it. Full stops, commas, colons, semicolons and ellipses at the end stay out, question and exclamation
/// marks stay in, and so does the stop of an abbreviation. Where nothing would be left, only white space is taken off.
pub fn trim(text: &FrozenText, range: Range<usize>) -> Option<Span> {
    let (start, end) = (text.floor(range.start).byte(), text.ceil(range.end.max(range.start)).byte());
    let part = text.as_str().get(start..end)?;
    let bare = trim_unit(part, 0..part.len(), Ends::Words);
    if bare.is_empty() {
        return None;
    }
    text.covering(start + bare.start..start + bare.end)
}

/// The same within a paragraph, or with the marks left in.
pub(super) fn trim_unit(text: &str, range: Range<usize>, ends: Ends) -> Range<usize> {
    let whole = trim_blank(text, range);
    let Some(part) = text.get(whole.clone()) else { return whole };
    let inner = match ends {
        Ends::Words => strip(part),
        Ends::Marks => unlisted(part),
    };
    if inner.is_empty() { whole } else { whole.start + inner.start..whole.start + inner.end }
}

/// More marks around one another than this stay, so that a text of nothing but marks costs no time.
const ROUNDS: usize = 32;

fn strip(part: &str) -> Range<usize> {
    let (mut start, mut end) = (0, part.len());
    let all = quotations(part);
    for _ in 0..ROUNDS {
        let range = trim_blank(part, start..end);
        let Some(rest) = part.get(range.clone()) else { return end..end };
        (start, end) = (range.start, range.end);
        let (Some(first), Some(last)) = (rest.chars().next(), rest.chars().next_back()) else { return start..end };
        let own = all.iter().find(|q| q.outer.start == start);
        let closes = all.iter().any(|q| !q.is_open() && q.outer.end == end && q.outer.start > start);
        let after = rest.chars().nth(1);
        let bullet = is_bullet(first, after);
        let lone = is_quotation_mark(first) && own.is_none_or(Quotation::is_open) && !leads_word(first, after);
        let rear_dash = is_dash(last) && rest.trim_end_matches(last).ends_with(is_blank);
        let rear_mark = is_quotation_mark(last) && !closes && !ends_word(rest, last);
        if own.is_some_and(|q| q.outer.end == end && !q.is_open()) {
            start += first.len_utf8();
            end -= last.len_utf8();
        } else if lone || bullet || (is_final(first) && first != '.') {
            start += first.len_utf8();
        } else if is_final(last) && !keeps_stop(rest) {
            // One at a time, but dots together: “a.m.,” keeps its stop, “over...” none of them.
            let dots = rest.len() - rest.trim_end_matches('.').len();
            end -= dots.max(last.len_utf8());
        } else if rear_mark || rear_dash {
            end -= last.len_utf8();
        } else {
            return start..end;
        }
    }
    trim_blank(part, start..end)
}

/// Without the bullets before it and the white space behind them.
fn unlisted(part: &str) -> Range<usize> {
    let mut rest = 0..part.len();
    for _ in 0..ROUNDS {
        let mut chars = part.get(rest.clone()).unwrap_or_default().chars();
        let Some(first) = chars.next().filter(|first| is_bullet(*first, chars.next())) else { break };
        rest = trim_blank(part, rest.start + first.len_utf8()..rest.end);
    }
    rest
}

/// What stands before an item of a list.
fn is_bullet(first: char, after: Option<char>) -> bool {
    (matches!(first, '•' | '·' | '*' | '▪' | '◦') || is_dash(first)) && after.is_some_and(is_blank)
}

/// An apostrophe that belongs to the word behind it: ’90s, ’tis.
fn leads_word(mark: char, after: Option<char>) -> bool {
    (mark == '’' && after.is_some_and(char::is_alphanumeric)) || (mark == '\'' && after.is_some_and(char::is_numeric))
}

/// An apostrophe that belongs to the word before it: the leaders’.
fn ends_word(rest: &str, mark: char) -> bool {
    matches!(mark, '’' | '\'') && rest.trim_end_matches(mark).ends_with('s')
}

/// Whether the stop at the end belongs to an abbreviation: U.S., a.m., Inc.
fn keeps_stop(rest: &str) -> bool {
    let Some(before) = rest.strip_suffix('.').filter(|b| !b.ends_with('.')) else { return false };
    let word = last_word(before);
    // One letter is an initial only in front of a name.
    word.chars().count() > 1 && matches!(abbreviation(word), Some(Abbreviation::Never | Abbreviation::Seldom))
}
