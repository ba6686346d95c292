//! Looking for words in a text: plain, with what counts as a difference, or by a regular expression.

use std::fmt;
use std::ops::Range;

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use unicode_normalization::char::is_combining_mark;

use super::chars::{is_unspaced, is_wordish};
use super::fold::{Folded, Keep, folded};
use super::position::{FrozenText, Span};

/// How words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Manner {
    /// Whether they are a regular expression.
    pub expression: bool,
    /// Whether capital and small letters differ.
    pub case: bool,
    /// Whether letters with and without accents differ.
    pub accents: bool,
    /// Whether the forms of quotation marks, apostrophes and dashes differ.
    pub marks: bool,
    /// Whether only whole words are found.
    pub whole: bool,
}

impl Default for Manner {
    /// Plain words; case and the form of quotation marks make no difference, accents do.
    fn default() -> Self {
        Self { expression: false, case: false, accents: true, marks: false, whole: false }
    }
}

impl Manner {
    /// Every difference counts.
    pub const EXACT: Self = Self { expression: false, case: true, accents: true, marks: true, whole: false };
}

/// Why a regular expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong with it.
    pub what: String,
    /// At which of its characters, counted from 1; none if it is the whole.
    pub at: Option<usize>,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "Character {at}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for PatternError {}

/// The largest expression that is tried, in bytes, and the most memory that one may take.
const LONGEST: usize = 4_000;
const LARGEST: usize = 4 << 20;

#[derive(Clone, Debug)]
enum Form {
    Words(Box<Finder<'static>>),
    Folded(Box<Finder<'static>>),
    Expression(Regex),
}

/// Words to look for, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Pattern {
    form: Form,
    manner: Manner,
}

impl Pattern {
    /// Makes a pattern of words.
    ///
    /// # Errors
    /// If they are to be a regular expression and are none, or one that would need too much memory.
    pub fn new(words: &str, manner: Manner) -> Result<Self, PatternError> {
        let form = if manner.expression {
            Form::Expression(expression(words, manner)?)
        } else if (Manner { whole: false, ..manner }) == Manner::EXACT {
            Form::Words(Box::new(Finder::new(words).into_owned()))
        } else {
            Form::Folded(Box::new(Finder::new(&folded(words, keep(manner))).into_owned()))
        };
        Ok(Self { form, manner })
    }

    /// Whether there is nothing to look for, so that nothing is found.
    pub fn is_empty(&self) -> bool {
        match &self.form {
            Form::Words(finder) | Form::Folded(finder) => finder.needle().is_empty(),
            Form::Expression(expression) => expression.as_str().is_empty(),
        }
    }

    /// All places in a text, in order and apart from each other, each grown to whole characters.
    pub fn find_all(&self, text: &FrozenText) -> Vec<Span> {
        let mut found = Vec::new();
        self.each(text, &mut Folded::default(), |span| {
            found.push(span);
            true
        });
        found
    }

    /// The same one after the other, until `take` says that it is enough. `room` is memory to work in.
    pub fn each(&self, text: &FrozenText, room: &mut Folded, mut take: impl FnMut(Span) -> bool) {
        let mut last = 0;
        self.ranges(text.as_str(), room, &mut |range| match text.covering(range) {
            Some(span) if span.start().byte() >= last => {
                last = span.end().byte();
                take(span)
            }
            _ => true,
        });
    }

    /// Where it first stands in a few words, in bytes.
    pub fn first(&self, words: &str) -> Option<Range<usize>> {
        let mut found = None;
        self.ranges(words, &mut Folded::default(), &mut |range| {
            found = Some(range);
            false
        });
        found
    }

    /// Whether it stands in a few words.
    pub fn is_in(&self, words: &str) -> bool {
        self.first(words).is_some()
    }

    /// Whether plain words stand in one of several pieces that were folded in the same manner. Where a character has
    /// become several letters, some of these are enough; whole words are not asked for.
    pub fn is_in_pieces(&self, pieces: &Pieces) -> bool {
        match &self.form {
            Form::Words(finder) | Form::Folded(finder) => finder.find(&pieces.0).is_some(),
            Form::Expression(expression) => {
                let mut all = pieces.0.split(|&byte| byte == END).filter_map(|piece| std::str::from_utf8(piece).ok());
                all.any(|piece| expression.is_match(piece))
            }
        }
    }

    fn ranges(&self, text: &str, room: &mut Folded, take: &mut impl FnMut(Range<usize>) -> bool) {
        let fits = |range: &Range<usize>| !self.manner.whole || is_whole(text, range);
        match &self.form {
            Form::Expression(expression) => {
                for found in expression.find_iter(text).filter(|f| !f.is_empty()) {
                    if !take(found.range()) {
                        return;
                    }
                }
            }
            Form::Words(finder) => {
                each(finder, text.as_bytes(), |range| match fits(&range) {
                    true => Some(take(range)),
                    false => None,
                });
            }
            Form::Folded(finder) => {
                let keep = keep(self.manner);
                room.fill(text, keep);
                let room = &*room;
                each(finder, room.bytes(), |range| {
                    room.source(range, keep).filter(|range| fits(range)).map(&mut *take)
                });
            }
        }
    }
}

/// What stands behind each piece: no text holds it.
const END: u8 = 0xff;

/// Several pieces of few words, folded once, to be searched often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces(Vec<u8>);

impl Pieces {
    /// Folds pieces of words in a manner. `room` is memory to work in.
    pub fn new<'a>(pieces: impl IntoIterator<Item = &'a str>, manner: Manner, room: &mut Folded) -> Self {
        let mut all = Vec::new();
        for piece in pieces {
            room.fill(piece, keep(manner));
            all.extend_from_slice(room.bytes());
            all.push(END);
        }
        Self(all)
    }
}

fn keep(manner: Manner) -> Keep {
    Keep { case: manner.case, accents: manner.accents, marks: manner.marks }
}

/// Tells every place of the needle. The answer is whether to go on; none if the place does not count, so that another one
/// may overlap it.
fn each(finder: &Finder<'_>, text: &[u8], mut tell: impl FnMut(Range<usize>) -> Option<bool>) {
    let length = finder.needle().len();
    let mut from = 0;
    while length > 0
        && let Some(at) = text.get(from..).and_then(|rest| finder.find(rest))
    {
        let start = from + at;
        match tell(start..start + length) {
            Some(true) => from = start + length,
            Some(false) => return,
            None => from = start + 1,
        }
    }
}

fn expression(words: &str, manner: Manner) -> Result<Regex, PatternError> {
    let too_large =
        || PatternError { what: "This expression needs too much memory. Try a simpler one.".into(), at: None };
    if words.len() > LONGEST {
        return Err(too_large());
    }
    if let Err(error) = regex_syntax::Parser::new().parse(words) {
        let (what, span) = match &error {
            regex_syntax::Error::Parse(e) => (e.kind().to_string(), *e.span()),
            regex_syntax::Error::Translate(e) => (e.kind().to_string(), *e.span()),
            _ => return Err(PatternError { what: error.to_string(), at: None }),
        };
        let at = words.get(..span.start.offset).map_or(0, |before| before.chars().count()) + 1;
        return Err(PatternError { what, at: Some(at) });
    }
    let whole = format!(r"\b(?:{words})\b");
    RegexBuilder::new(if manner.whole { &whole } else { words })
        .case_insensitive(!manner.case)
        .multi_line(true)
        .size_limit(LARGEST)
        .dfa_size_limit(LARGEST)
        .nest_limit(100)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => too_large(),
            error => PatternError { what: error.to_string(), at: None },
        })
}

/// Whether no word goes on at either end. Scripts without spaces have no such ends.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_part = |c: char| is_wordish(c) || is_combining_mark(c);
    let unspaced = |c: char| is_unspaced(c) || super::words::is_unspaced(c.encode_utf8(&mut [0; 4]));
    let goes_on = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| is_part(a) && is_part(b) && !unspaced(a) && !unspaced(b))
    };
    let part = text.get(range.clone()).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default().chars().next_back();
    let behind = text.get(range.end..).unwrap_or_default().chars().next();
    !goes_on(before, part.chars().next()) && !goes_on(part.chars().next_back(), behind)
}
