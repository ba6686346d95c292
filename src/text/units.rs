//! The unit of reading at a place: what a key would tag, and what it grows to.

use std::ops::Range;

use super::chars::trim_blank;
use super::clauses::clauses;
use super::paragraphs::paragraph_at;
use super::position::{FrozenText, Span};
use super::quotations::quotations;
use super::sentences::sentences;
use super::trim::{Ends, trim_unit};
use super::word_units::word_at;

/// The kinds of unit, the smaller ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// A word by UAX 29.
    Word,
    /// A part of a sentence between commas, semicolons, colons or dashes.
    Clause,
    /// The words between quotation marks; with [`Ends::Marks`] also the marks.
    Quotation,
    /// A sentence; inside a quotation of several sentences, one of those.
    Sentence,
    /// A line of the text.
    Paragraph,
}

impl UnitKind {
    /// The word for it, with a capital letter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "Word",
            Self::Clause => "Clause",
            Self::Quotation => "Quotation",
            Self::Sentence => "Sentence",
            Self::Paragraph => "Paragraph",
        }
    }
}

/// The smallest unit of a kind that the byte lies in, trimmed as [`super::trim`] does it, or with its marks.
///
/// The white space behind a sentence or clause counts as part of it, a quotation's marks as part of the quotation.
/// None in an empty paragraph, outside quotations, between words.
pub fn unit_at(text: &FrozenText, byte: usize, kind: UnitKind, ends: Ends) -> Option<Span> {
    unit_in(text, &paragraph_at(text, byte), byte, kind, ends)
}

/// The same for a caller who has the paragraph already, as one of [`super::paragraphs`].
pub fn unit_in(text: &FrozenText, paragraph: &Range<usize>, byte: usize, kind: UnitKind, ends: Ends) -> Option<Span> {
    layers(text, paragraph, byte, ends).into_iter().rev().find(|(k, _)| *k == kind).map(|(_, span)| span)
}

/// What a key would tag under the pointer: the quotation if the byte is inside one, else the sentence.
///
/// None in an empty paragraph.
pub fn default_unit(text: &FrozenText, byte: usize, ends: Ends) -> Option<(UnitKind, Span)> {
    default_unit_in(text, &paragraph_at(text, byte), byte, ends)
}

/// The same for a caller who has the paragraph already, as one of [`super::paragraphs`].
pub fn default_unit_in(
    text: &FrozenText,
    paragraph: &Range<usize>,
    byte: usize,
    ends: Ends,
) -> Option<(UnitKind, Span)> {
    let layers = layers(text, paragraph, byte, ends);
    let last = |kind| layers.iter().rev().find(|(k, _)| *k == kind).copied();
    last(UnitKind::Quotation).or_else(|| last(UnitKind::Sentence))
}

/// The next larger unit around a span; none if no unit of its paragraph is larger, or it crosses paragraphs.
pub fn grow(text: &FrozenText, span: Span, ends: Ends) -> Option<(UnitKind, Span)> {
    let around = |outer: Span| outer.start() <= span.start() && span.end() <= outer.end() && outer != span;
    let start = span.start().byte();
    let layers = layers(text, &paragraph_at(text, start), start, ends);
    layers.into_iter().filter(|(_, s)| around(*s)).min_by_key(|(_, s)| s.bytes().len())
}

/// The next smaller unit inside a span around a byte of it; none if the byte is outside or no unit there is smaller.
pub fn shrink(text: &FrozenText, span: Span, byte: usize, ends: Ends) -> Option<(UnitKind, Span)> {
    let inside = |inner: Span| span.start() <= inner.start() && inner.end() <= span.end() && inner != span;
    if !span.contains(byte) {
        return None;
    }
    let layers = layers(text, &paragraph_at(text, byte), byte, ends);
    // Of two kinds with the same span the first is the larger one.
    layers.into_iter().rev().filter(|(_, s)| inside(*s)).max_by_key(|(_, s)| s.bytes().len())
}

/// All units around a byte, the larger ones first; a kind can come again inside a quotation.
fn layers(text: &FrozenText, paragraph: &Range<usize>, byte: usize, ends: Ends) -> Vec<(UnitKind, Span)> {
    let Some(words) = text.as_str().get(paragraph.clone()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut add = |kind: UnitKind, range: Range<usize>| {
        if !range.is_empty()
            && let Some(span) = text.covering(paragraph.start + range.start..paragraph.start + range.end)
        {
            found.push((kind, span));
        }
    };
    let bare = trim_blank(words, 0..words.len());
    if bare.is_empty() {
        return Vec::new();
    }
    // Behind the last character the unit is the one that ends there.
    let at = byte.saturating_sub(paragraph.start).clamp(bare.start, bare.end - 1);
    add(UnitKind::Paragraph, trim_unit(words, bare, ends));
    let mut scope = part_at(words, 0..words.len(), at, sentences);
    add(UnitKind::Sentence, trim_unit(words, scope.clone(), ends));
    for quotation in quotations(words).into_iter().filter(|q| q.outer.contains(&at)) {
        let inner = trim_blank(words, quotation.inner);
        if inner.is_empty() {
            continue;
        }
        let at = at.clamp(inner.start, inner.end - 1);
        let sentence = part_at(words, inner.clone(), at, sentences);
        let quoted = match ends {
            Ends::Words => trim_unit(words, inner.clone(), ends),
            Ends::Marks => trim_blank(words, quotation.outer),
        };
        add(UnitKind::Quotation, quoted);
        if sentence != inner {
            add(UnitKind::Sentence, trim_unit(words, sentence.clone(), ends));
        }
        scope = sentence;
    }
    let inside = at.clamp(scope.start, scope.end.max(scope.start + 1) - 1);
    add(UnitKind::Clause, trim_unit(words, part_at(words, scope, inside, clauses), ends));
    if let Some(word) = word_at(text, paragraph.start + at) {
        add(
            UnitKind::Word,
            word.start.max(paragraph.start) - paragraph.start..word.end.min(paragraph.end) - paragraph.start,
        );
    }
    found
}

/// The part of a scope that a byte lies in or behind.
fn part_at(words: &str, scope: Range<usize>, at: usize, split: fn(&str) -> Vec<Range<usize>>) -> Range<usize> {
    let Some(inside) = words.get(scope.clone()) else { return scope };
    let parts = split(inside);
    let index = parts.partition_point(|part| scope.start + part.start <= at).max(1) - 1;
    parts.get(index).map_or(scope.clone(), |part| scope.start + part.start..scope.start + part.end)
}
