//! Positions in a text that never changes.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// A byte offset into a [`FrozenText`] that lies on a grapheme boundary of it (UAX 29, extended clusters).
///
/// Only a `FrozenText` makes one, so a `Pos` never cuts a character, an emoji or a letter from its accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pos(u32);

impl Pos {
    /// The offset in UTF-8 bytes.
    pub fn byte(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of a [`FrozenText`] that is not empty: half-open, both ends on grapheme boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: Pos,
    end: Pos,
}

impl Span {
    /// The first position inside.
    pub fn start(self) -> Pos {
        self.start
    }

    /// The first position behind.
    pub fn end(self) -> Pos {
        self.end
    }

    /// The same stretch in UTF-8 bytes.
    pub fn bytes(self) -> Range<usize> {
        self.start.byte()..self.end.byte()
    }

    /// Whether the two share at least one character.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the byte offset lies inside.
    pub fn contains(self, byte: usize) -> bool {
        self.bytes().contains(&byte)
    }
}

/// Why two numbers are no [`Span`] of a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpanError {
    /// The offset is behind the end.
    #[error("position {at} is behind the end of the text ({length} bytes)")]
    Outside {
        /// The offset in bytes.
        at: usize,
        /// The text's length in bytes.
        length: usize,
    },
    /// The offset cuts a character in two.
    #[error("position {at} is inside a character, not between two")]
    InsideCharacter {
        /// The offset in bytes.
        at: usize,
    },
    /// Start and end are the same, or the wrong way round.
    #[error("the span {start}..{end} is empty")]
    Empty {
        /// The first offset in bytes.
        start: usize,
        /// The second offset in bytes.
        end: usize,
    },
    /// The words that were noted with the span are not those in the text.
    #[error("the text has “{found}” at {start}, not “{expected}”")]
    OtherWords {
        /// Where, in bytes.
        start: usize,
        /// What the span was said to hold, shortened.
        expected: String,
        /// What stands there, shortened.
        found: String,
    },
}

/// A text as it was when it came in, for ever.
///
/// Holds UTF-8 with line feeds only and without NUL or a byte order mark ([`FrozenText::clean`]); no other
/// normalisation, so that offsets agree with other programs' copies. Cloning is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenText {
    text: Arc<str>,
}

impl fmt::Debug for FrozenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FrozenText({} bytes)", self.text.len())
    }
}

impl FrozenText {
    /// The largest text that is taken, in bytes. Offsets are 32 bits wide and memory is to stay bounded.
    pub const LARGEST: usize = 64 << 20;

    /// Freezes a text, cleaned as [`FrozenText::clean`] does it.
    pub fn new(text: &str) -> Self {
        Self { text: Self::clean(text).into() }
    }

    /// The canonical form of a text: no byte order mark, no NUL, LF for CRLF, CR, VT, FF, NEL, LS and PS.
    ///
    /// Cleaning a clean text changes nothing.
    pub fn clean(text: &str) -> String {
        Self::clean_tracked(text, |_| {})
    }

    /// As [`FrozenText::clean`], telling for every character that comes in, in order, how many bytes have gone out
    /// before it: so offsets into a text as somebody else holds it can be carried over.
    pub fn clean_tracked(text: &str, mut before: impl FnMut(usize)) -> String {
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            before(out.len());
            match c {
                '\0' => {}
                '\u{feff}' if out.is_empty() => {}
                '\r' => {
                    // UTF-16 read as bytes has a NUL between CR and LF.
                    if chars.clone().find(|&c| c != '\0') != Some('\n') {
                        out.push('\n');
                    }
                }
                '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
                c => out.push(c),
            }
        }
        out
    }

    /// The words themselves.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// SHA-256 of the UTF-8 bytes, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        use fmt::Write as _;
        Sha256::digest(self.text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The position at a byte offset.
    ///
    /// # Errors
    /// If the offset is behind the end or inside a grapheme.
    pub fn pos(&self, byte: usize) -> Result<Pos, SpanError> {
        if byte > self.len() || self.len() > Self::LARGEST {
            return Err(SpanError::Outside { at: byte, length: self.len() });
        }
        if !self.is_boundary(byte) {
            return Err(SpanError::InsideCharacter { at: byte });
        }
        Ok(Pos(byte as u32))
    }

    fn is_boundary(&self, byte: usize) -> bool {
        self.text.is_char_boundary(byte)
            && GraphemeCursor::new(byte, self.len(), true).is_boundary(&self.text, 0).unwrap_or(false)
    }

    /// The nearest position at or before a byte offset; offsets behind the end count as the end.
    pub fn floor(&self, byte: usize) -> Pos {
        let mut at = byte.min(self.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        if !self.is_boundary(at) {
            let mut cursor = GraphemeCursor::new(at, self.len(), true);
            at = cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0);
        }
        Pos(at as u32)
    }

    /// The nearest position at or after a byte offset; offsets behind the end count as the end.
    pub fn ceil(&self, byte: usize) -> Pos {
        let mut at = byte.min(self.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        if !self.is_boundary(at) {
            let mut cursor = GraphemeCursor::new(at, self.len(), true);
            at = cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.len());
        }
        Pos(at as u32)
    }

    /// The position one grapheme further on, or the same at the end.
    pub fn next(&self, pos: Pos) -> Pos {
        let rest = self.text.get(pos.byte()..).unwrap_or_default();
        Pos((pos.byte() + rest.graphemes(true).next().map_or(0, str::len)) as u32)
    }

    /// The position one grapheme back, or the same at the start.
    pub fn previous(&self, pos: Pos) -> Pos {
        let before = self.text.get(..pos.byte()).unwrap_or_default();
        Pos((pos.byte() - before.graphemes(true).next_back().map_or(0, str::len)) as u32)
    }

    /// The span between two byte offsets.
    ///
    /// # Errors
    /// If an offset is no position, or nothing lies between them.
    pub fn span(&self, bytes: Range<usize>) -> Result<Span, SpanError> {
        let (start, end) = (self.pos(bytes.start)?, self.pos(bytes.end)?);
        if start >= end {
            return Err(SpanError::Empty { start: bytes.start, end: bytes.end });
        }
        Ok(Span { start, end })
    }

    /// The smallest span that covers a byte range, grown outwards to whole graphemes; none if it is empty.
    pub fn covering(&self, bytes: Range<usize>) -> Option<Span> {
        let (start, end) = (self.floor(bytes.start), self.ceil(bytes.end));
        (!bytes.is_empty() && start < end).then_some(Span { start, end })
    }

    /// The words of a span of this text. For a span of another text: nothing, or words that mean nothing.
    pub fn words(&self, span: Span) -> &str {
        self.text.get(span.bytes()).unwrap_or_default()
    }

    /// The span with its words, as it is stored and travels.
    pub fn anchor(&self, span: Span) -> Anchor {
        Anchor { start: span.start.0, end: span.end.0, words: self.words(span).to_owned() }
    }

    /// Checks a stored span against this text.
    ///
    /// # Errors
    /// If its ends are no positions here, or other words stand between them.
    pub fn resolve(&self, anchor: &Anchor) -> Result<Span, SpanError> {
        let span = self.span(anchor.start as usize..anchor.end as usize)?;
        if self.words(span) != anchor.words {
            let short = |s: &str| s.chars().take(40).collect::<String>();
            return Err(SpanError::OtherWords {
                start: span.start.byte(),
                expected: short(&anchor.words),
                found: short(self.words(span)),
            });
        }
        Ok(span)
    }
}

/// A span as it stands in a file: two byte offsets and the words between them.
///
/// It claims something about a text; [`FrozenText::resolve`] finds out whether that is so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// First byte.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
    /// The exact words.
    pub words: String,
}
