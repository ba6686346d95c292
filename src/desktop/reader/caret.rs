//! The keyboard's place in the text: caret, selection, and the unit that keys choose.

use super::action::Motion;
use super::{Reader, Target};
use crate::model::{Article, Place};
use crate::text::{Ends, FrozenText, Pos, Span, UnitKind, default_unit, grow, paragraph_at, shrink, word_step};

/// So often a unit can be grown or shrunk; there are no more kinds.
const STEPS: i8 = 6;

impl Reader {
    /// Moves the caret, and one end of the selection with it if `extend` is set.
    pub fn move_caret(&mut self, article: &Article, motion: Motion, extend: bool, ends: Ends) {
        let text = &article.text;
        let from = self.place(text);
        let to = self.moved(article, from, motion, ends);
        if extend {
            let anchor = *self.anchor.get_or_insert(from.byte());
            let range = anchor.min(to.byte())..anchor.max(to.byte());
            self.selection = text.covering(range).into_iter().collect();
            self.unit = None;
        } else {
            self.anchor = None;
            self.selection.clear();
            self.level = 0;
            self.unit = default_unit(text, to.byte(), ends);
        }
        self.caret = Some(to.byte());
        self.by_keys = true;
        self.pinned = None;
        self.reveal(to.byte());
    }

    /// Where the caret is: where it was put, else the unit or selection that is shown, else the text's start.
    pub fn place(&self, text: &FrozenText) -> Pos {
        let byte = self
            .caret
            .or(self.selection.first().map(|s| s.start().byte()))
            .or(self.unit.map(|(_, s)| s.start().byte()))
            .or(self.shown.first().map(|(bytes, ..)| bytes.start));
        text.floor(byte.unwrap_or(0))
    }

    fn moved(&self, article: &Article, from: Pos, motion: Motion, ends: Ends) -> Pos {
        let text = &article.text;
        let paragraph = paragraph_at(text, from.byte());
        let words = text.as_str().get(paragraph.clone()).unwrap_or_default();
        let backwards = runs_from_right(words);
        match motion {
            Motion::Left | Motion::Right => {
                let forward = (motion == Motion::Right) != backwards;
                if forward { text.next(from) } else { text.previous(from) }
            }
            Motion::WordLeft | Motion::WordRight => word_step(text, from, (motion == Motion::WordRight) != backwards),
            Motion::Start => text.floor(paragraph.start),
            Motion::End => text.floor(paragraph.end),
            Motion::Top => text.floor(0),
            Motion::Bottom => text.floor(text.len()),
            Motion::NextUnit => next_unit(article, from.byte(), true, ends).map_or(from, |(_, s)| s.end()),
            Motion::PreviousUnit => next_unit(article, from.byte(), false, ends).map_or(from, |(_, s)| s.start()),
        }
    }

    /// Moves the keyboard's unit to the next one, or the one before.
    pub fn step(&mut self, article: &Article, forward: bool, ends: Ends) {
        let text = &article.text;
        let from = self.unit.map(|(_, s)| s).or(self.selection.last().copied());
        let from = from.map(|s| if forward { s.end().byte() } else { s.start().byte() }).or(self.caret);
        let byte = from.unwrap_or(if forward { 0 } else { text.len() });
        let found = other_unit(article, byte, forward, ends, self.unit);
        if let Some(unit) = found {
            self.unit = Some(unit);
            self.by_keys = true;
            self.level = 0;
            self.anchor = None;
            self.selection.clear();
            self.caret = Some(unit.1.start().byte());
            self.reveal(unit.1.start().byte());
        }
    }

    /// Selects the outlined unit.
    pub fn select_unit(&mut self) {
        if self.selection.is_empty()
            && let Some((_, span)) = self.unit
        {
            self.selection = vec![span];
            self.anchor = Some(span.start().byte());
        }
    }

    /// Takes the next larger or smaller unit instead of the outlined or selected one. Returns whether there was one.
    pub fn resize(&mut self, text: &FrozenText, larger: bool, ends: Ends) -> bool {
        if let [span] = self.selection[..] {
            let byte = self.pointed.filter(|b| span.contains(*b)).unwrap_or(span.start().byte());
            let next = if larger { grow(text, span, ends) } else { shrink(text, span, byte, ends) };
            self.selection = vec![next.map_or(span, |(_, s)| s)];
            return next.is_some();
        }
        let Some((_, span)) = self.unit else { return false };
        let byte = self.pointed.or(self.caret).unwrap_or(span.start().byte());
        let next = if larger { grow(text, span, ends) } else { shrink(text, span, byte, ends) };
        let Some(next) = next else { return false };
        self.level = (self.level + if larger { 1 } else { -1 }).clamp(-STEPS, STEPS);
        self.unit = Some(next);
        self.pinned = None;
        true
    }

    /// The unit at a byte as the keys have sized it: the default one, grown or shrunk as often as was asked for.
    pub(super) fn sized(&self, text: &FrozenText, byte: usize, ends: Ends) -> Option<(UnitKind, Span)> {
        let mut unit = default_unit(text, byte, ends)?;
        for _ in 0..self.level.unsigned_abs() {
            let next = if self.level > 0 { grow(text, unit.1, ends) } else { shrink(text, unit.1, byte, ends) };
            match next {
                Some(next) => unit = next,
                None => break,
            }
        }
        Some(unit)
    }

    /// Selects words as a drag over them would, and shows them.
    pub fn select(&mut self, span: Span) {
        self.selection = vec![span];
        self.anchor = Some(span.start().byte());
        self.caret = Some(span.end().byte());
        self.by_keys = true;
        self.reveal(span.start().byte());
    }

    /// What a key would tag now.
    pub fn target(&self, selected: Option<&Place>) -> Option<Target> {
        if !self.selection.is_empty() {
            return Some(Target::Selection(self.selection.clone()));
        }
        match (self.unit, selected) {
            (Some(unit), Some(place)) if self.pinned == Some(unit) => Some(Target::Annotation(place.clone())),
            (Some((kind, span)), _) => Some(Target::Unit(kind, span)),
            // Once the pointer has left the annotation's unit for white space, a key means nothing.
            (None, Some(_)) if self.hovered && self.pinned.is_some() => None,
            (None, Some(place)) => Some(Target::Annotation(place.clone())),
            (None, None) => None,
        }
    }

    /// Where the selection stays and where the caret is, in bytes of a paragraph, if the keyboard is in it.
    pub(super) fn caret_in(&self, paragraph: &std::ops::Range<usize>) -> Option<[usize; 2]> {
        let caret = self.caret.filter(|_| self.by_keys)?;
        if caret < paragraph.start || caret > paragraph.end {
            return None;
        }
        let anchor = self.anchor.unwrap_or(caret).clamp(paragraph.start, paragraph.end);
        Some([anchor - paragraph.start, caret - paragraph.start])
    }

    /// Whether the pointer is still on the unit that it was on when something was chosen.
    pub fn is_pinned(&self) -> bool {
        self.selection.is_empty() && self.pinned.is_some() && self.pinned == self.unit
    }

    /// Whether keys mean what the pointer is on, and not what was selected or reached by keys.
    pub fn is_pointing(&self) -> bool {
        self.hovered && self.selection.is_empty() && !self.by_keys
    }

    /// Words that were dragged over, or the unit under the pointer.
    pub fn words(&self) -> Option<Span> {
        self.selection.last().copied().or(self.unit.map(|(_, span)| span))
    }
}

/// The next place that belongs to a unit; noise is passed over.
fn next_unit(article: &Article, byte: usize, forward: bool, ends: Ends) -> Option<(UnitKind, Span)> {
    other_unit(article, byte, forward, ends, None)
}

fn other_unit(
    article: &Article,
    mut byte: usize,
    forward: bool,
    ends: Ends,
    than: Option<(UnitKind, Span)>,
) -> Option<(UnitKind, Span)> {
    let text = &article.text;
    loop {
        let (at, mut moved) = if forward {
            let c = text.as_str().get(byte..)?.chars().next()?;
            (byte, byte + c.len_utf8())
        } else {
            let c = text.as_str().get(..byte)?.chars().next_back()?;
            (byte - c.len_utf8(), byte - c.len_utf8())
        };
        let noise = article.noise.iter().find(|n| n.contains(at));
        let unit = if noise.is_none() { default_unit(text, at, ends).filter(|u| u.1.contains(at)) } else { None };
        match unit {
            Some(unit) if Some(unit) != than => return Some(unit),
            _ => {}
        }
        // Out of what is passed over in one step: looking for units costs time in proportion to the paragraph.
        if let Some(over) = unit.map(|(_, s)| s).or(noise.copied()) {
            moved = if forward { over.end().byte().max(moved) } else { over.start().byte().min(moved) };
        }
        byte = moved;
    }
}

/// Whether a paragraph begins with a letter of a script that runs from right to left (UAX 9, P2 and P3).
pub(super) fn runs_from_right(paragraph: &str) -> bool {
    use unicode_bidi::BidiClass::{AL, L, R};
    paragraph.chars().map(unicode_bidi::bidi_class).find(|c| matches!(c, L | R | AL)).is_some_and(|c| c != L)
}
