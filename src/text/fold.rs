//! A text in one form, with the way back: what a search compares, and where in the text it stands.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfkc_quick};
use unicode_segmentation::UnicodeSegmentation;

use super::chars::{is_dash, is_quotation_mark, is_steering};

/// Which differences count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Keep {
    /// Capital and small letters.
    pub(super) case: bool,
    /// Letters with and without accents and points.
    pub(super) accents: bool,
    /// Forms of quotation marks, apostrophes and dashes.
    pub(super) marks: bool,
}

/// A stretch of the folded text.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Where it begins in the folded text.
    folded: usize,
    /// Where it begins in the text itself.
    source: usize,
    /// Whether it is one character of several bytes that has become something of another length; else both run side by
    /// side.
    whole: bool,
}

/// A folded text. One value can be filled again and again, so that a search over many texts takes memory once.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    bytes: Vec<u8>,
    steps: Vec<Step>,
    known: Known,
}

/// What single characters become, as far as it was found out lately: each has one place where it may be kept.
#[derive(Clone, Debug, Default)]
struct Known {
    of: Option<Keep>,
    kept: Vec<Option<(char, [u8; 15], u8)>>,
}

/// How many characters are kept: more than most scripts have, so that few have to share a place.
const KEPT: usize = 1 << 12;

impl Known {
    fn begin(&mut self, keep: Keep) {
        if self.of != Some(keep) {
            self.of = Some(keep);
            self.kept = vec![None; KEPT];
        }
    }

    fn fold(&mut self, c: char, out: &mut Vec<u8>, keep: Keep, table: &[u8; 128]) {
        let place = c as usize % KEPT;
        if let Some(Some((held, bytes, length))) = self.kept.get(place)
            && *held == c
        {
            out.extend_from_slice(bytes.get(..usize::from(*length)).unwrap_or_default());
            return;
        }
        let before = out.len();
        one(out, c.encode_utf8(&mut [0; 4]), Some(c), keep, table);
        let made = out.get(before..).unwrap_or_default();
        let mut bytes = [0; 15];
        if let (Some(slot), Some(room)) = (self.kept.get_mut(place), bytes.get_mut(..made.len())) {
            room.copy_from_slice(made);
            *slot = Some((c, bytes, made.len() as u8));
        }
    }
}

impl Folded {
    /// Takes in another text.
    pub(super) fn fill(&mut self, text: &str, keep: Keep) {
        self.bytes.clear();
        self.steps.clear();
        self.bytes.reserve(text.len());
        self.known.begin(keep);
        let table = table(keep);
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let run = plain(rest.as_bytes());
            // The last letter may be one with an accent behind it.
            let joined = rest.get(run..).and_then(|r| r.chars().next()).is_some_and(may_join);
            let run = if joined { run.saturating_sub(1) } else { run };
            if run > 0 {
                self.step(at, false);
                let bytes = rest.as_bytes().get(..run).unwrap_or_default();
                self.bytes.extend(bytes.iter().map(|b| table[usize::from(b & 127)]));
                at += run;
            } else {
                at += self.letter(rest, at, keep, &table);
            }
        }
        self.step(text.len(), true);
    }

    /// Takes in the first character; returns how many bytes it had.
    fn letter(&mut self, rest: &str, at: usize, keep: Keep, table: &[u8; 128]) -> usize {
        let before = self.bytes.len();
        let mut chars = rest.chars();
        let (first, next) = (chars.next().unwrap_or(' '), chars.next());
        if stands_alone(first) && !next.is_some_and(may_join) {
            self.known.fold(first, &mut self.bytes, keep, table);
            let whole = self.bytes.len() - before != first.len_utf8();
            self.step_at(before, at, whole);
            return first.len_utf8();
        }
        let grapheme = rest.graphemes(true).next().unwrap_or(rest);
        let single = (grapheme.len() == first.len_utf8()).then_some(first);
        one(&mut self.bytes, grapheme, single, keep, table);
        self.step_at(before, at, true);
        grapheme.len()
    }

    fn step(&mut self, source: usize, whole: bool) {
        self.step_at(self.bytes.len(), source, whole);
    }

    /// Notes where a stretch begins, unless it goes on as the one before.
    fn step_at(&mut self, folded: usize, source: usize, whole: bool) {
        let goes_on = |last: &Step| !last.whole && !whole && source - last.source == folded - last.folded;
        if !self.steps.last().is_some_and(goes_on) {
            self.steps.push(Step { folded, source, whole });
        }
    }

    /// The folded text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where a stretch of the folded text stands in the text itself, grown to whole characters; nothing where it ends
    /// between a letter and an accent that counts.
    pub(super) fn source(&self, found: Range<usize>, keep: Keep) -> Option<Range<usize>> {
        let first = self.steps.get(self.steps.partition_point(|s| s.folded <= found.start).checked_sub(1)?)?;
        let start = if first.whole { first.source } else { first.source + (found.start - first.folded) };
        let after = self.steps.partition_point(|s| s.folded < found.end);
        let last = self.steps.get(after.checked_sub(1)?)?;
        if !last.whole {
            return Some(start..last.source + (found.end - last.folded));
        }
        let next = self.steps.get(after)?;
        if keep.accents && found.end < next.folded {
            let rest = self.bytes.get(found.end..next.folded).and_then(|b| std::str::from_utf8(b).ok())?;
            if rest.chars().next().is_some_and(is_accent) {
                return None;
            }
        }
        Some(start..next.source)
    }
}

/// The folded form of a few words.
pub(super) fn folded(words: &str, keep: Keep) -> Vec<u8> {
    let mut folded = Folded::default();
    folded.fill(words, keep);
    folded.bytes
}

/// What the plain characters become.
fn table(keep: Keep) -> [u8; 128] {
    std::array::from_fn(|i| {
        let byte = i as u8;
        match byte {
            b'\n' | b'\t' => b' ',
            b'"' | b'`' if !keep.marks => b'\'',
            b if !keep.case => b.to_ascii_lowercase(),
            b => b,
        }
    })
}

/// What one character becomes; `single` if it is one code point.
fn one(out: &mut Vec<u8>, grapheme: &str, single: Option<char>, keep: Keep, table: &[u8; 128]) {
    let mut push = |c: char| small(c, keep, &mut |c| put(out, c, keep, table));
    match single {
        // Normalising would make a space and an accent of some.
        Some(c) if !keep.marks && (is_apostrophe(c) || is_quotation_mark(c)) => push(c),
        Some(c) if keep.accents && is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes => push(c),
        _ if keep.accents => grapheme.nfkc().for_each(push),
        // Put together again, so that syllables of Hangul are what they were.
        _ => grapheme.nfkd().filter(|c| !is_accent(*c)).nfc().for_each(push),
    }
}

/// Small letters, where case does not count.
fn small(c: char, keep: Keep, push: &mut impl FnMut(char)) {
    match c {
        _ if keep.case => push(c),
        'İ' => push('i'),
        // By way of capitals, so that ß and ss, ς and σ become one.
        _ => c.to_uppercase().flat_map(char::to_lowercase).for_each(push),
    }
}

fn put(out: &mut Vec<u8>, c: char, keep: Keep, table: &[u8; 128]) {
    if is_ignored(c) {
        return;
    }
    let c = match c {
        _ if c.is_whitespace() => ' ',
        _ if keep.marks => c,
        _ if is_apostrophe(c) || is_quotation_mark(c) => '\'',
        _ if is_dash(c) => '-',
        _ => c,
    };
    match table.get(c as usize) {
        Some(byte) => out.push(*byte),
        None => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '`' | '´' | 'ʼ' | 'ʻ' | '′' | '″' | '＇')
}

/// Marks that nobody sees: soft hyphens, joiners, direction marks, the stretching stroke of Arabic, variants.
fn is_ignored(c: char) -> bool {
    is_steering(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{640}' | '\u{fe00}'..='\u{fe0f}')
}

/// What is written onto a letter and can be left out: accents, the points of Hebrew and Arabic.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// How many of the first bytes are ASCII.
fn plain(bytes: &[u8]) -> usize {
    const STRIDE: usize = 32;
    let strides = bytes.chunks_exact(STRIDE).take_while(|chunk| chunk.is_ascii()).count() * STRIDE;
    let rest = bytes.get(strides..).unwrap_or_default();
    strides + rest.iter().take_while(|b| b.is_ascii()).count()
}

/// Whether a character may belong to the one before it.
fn may_join(c: char) -> bool {
    match c {
        // Letters, signs and ideographs that stand for themselves.
        ..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{2010}'..='\u{2027}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}' => false,
        // Vowels and finals of Hangul, and vowels of Thai and Lao that are no marks to Unicode.
        '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{e33}' | '\u{eb3}' => true,
        _ => c > '\u{ffff}' || is_ignored(c) || is_combining_mark(c),
    }
}

/// Whether a character is one by itself if nothing joins it from behind: not so are the parts of flags, letters of
/// Hangul, and signs that belong to what follows them.
fn stands_alone(c: char) -> bool {
    !matches!(c, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{d4e}'
        | '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97c}' | '\u{10000}'..)
}
