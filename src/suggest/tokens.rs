//! A paragraph as tokens: words, punctuation, and each quotation as one.

use std::borrow::Cow;
use std::ops::Range;

use super::lists::{Lists, flag};
use crate::text::{Quotation, quotations, sentences};

/// In sentences of more tokens only quotations in marks are looked for: nobody writes them, and time is to stay in
/// proportion to the text.
pub(super) const LONGEST_SENTENCE: usize = 400;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or number.
    Word,
    /// The ’s of the word before it.
    Possessive,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash between parts of a sentence.
    Dash,
    /// What ends a sentence.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The quotation of that number, marks and all.
    Quote(usize),
    /// Anything else.
    Other,
}

/// A token of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// Its bytes in the paragraph.
    pub range: Range<usize>,
    /// Its characters.
    pub text: &'a str,
    /// The same in small letters with straight apostrophes.
    pub low: String,
    pub kind: Kind,
    /// What the word may be.
    pub flags: u64,
    /// Which sentence of the paragraph it stands in.
    pub sentence: usize,
}

impl Token<'_> {
    pub fn is(&self, flags: u64) -> bool {
        self.flags & flags != 0
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub fn capital(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// A paragraph made ready for the rules. Offsets are bytes of the paragraph.
pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    /// Where it begins in the article.
    pub start: usize,
    pub tokens: Vec<Token<'a>>,
    /// The outermost quotations by their start.
    pub quotes: Vec<Quotation>,
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Paragraph<'a> {
    pub fn new(text: &'a str, start: usize, lists: &Lists) -> Self {
        let shape = with_double_marks(text);
        let quotes: Vec<Quotation> = quotations(&shape).into_iter().filter(|q| q.depth == 0).collect();
        let sentences = sentences(&shape);
        let mut tokens = Vec::new();
        let mut at = 0;
        for (number, quote) in quotes.iter().enumerate() {
            if quote.outer.start < at {
                continue;
            }
            plain(text, at..quote.outer.start, lists, &mut tokens);
            tokens.push(Token {
                range: quote.outer.clone(),
                text: text.get(quote.outer.clone()).unwrap_or_default(),
                low: String::new(),
                kind: Kind::Quote(number),
                flags: 0,
                sentence: 0,
            });
            at = quote.outer.end;
        }
        plain(text, at..text.len(), lists, &mut tokens);
        let mut sentence = 0;
        for token in &mut tokens {
            while sentences.get(sentence + 1).is_some_and(|s| s.start <= token.range.start) {
                sentence += 1;
            }
            token.sentence = sentence;
        }
        Self { text, start, tokens, quotes, sentences }
    }

    pub fn at(&self, index: usize) -> Option<&Token<'a>> {
        self.tokens.get(index)
    }

    pub fn before(&self, index: usize) -> Option<&Token<'a>> {
        self.tokens.get(index.checked_sub(1)?)
    }

    pub fn is(&self, index: usize, flags: u64) -> bool {
        self.at(index).is_some_and(|t| t.is(flags))
    }

    pub fn kind(&self, index: usize) -> Option<Kind> {
        self.at(index).map(|t| t.kind)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: usize) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.sentence < sentence);
        let end = self.tokens.partition_point(|t| t.sentence <= sentence);
        start..end
    }

    /// The bytes from one token to before another.
    pub fn bytes(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let first = self.at(tokens.start)?;
        let last = self.before(tokens.end)?;
        (first.range.start < last.range.end).then(|| first.range.start..last.range.end)
    }
}

/// The text with one mark of as many bytes for two single ones, as typewriters and some agencies write them.
fn with_double_marks(text: &str) -> Cow<'_, str> {
    if text.contains("''") || text.contains("``") {
        Cow::Owned(text.replace("''", "״").replace("``", "״"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The tokens of the words inside a quotation, as if they stood outside.
pub(super) fn tokens<'a>(text: &'a str, range: Range<usize>, lists: &Lists) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    plain(text, range, lists, &mut found);
    found
}

fn plain<'a>(text: &'a str, range: Range<usize>, lists: &Lists, found: &mut Vec<Token<'a>>) {
    let mut at = range.start;
    while let Some(c) = text.get(at..range.end).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..range.end).unwrap_or_default();
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if c.is_alphanumeric() {
            let end = at + word_length(rest);
            at = push_word(text, at..end, lists, found);
        } else {
            let end = at + c.len_utf8();
            let kind = match c {
                ',' | '，' | '،' | '、' => Kind::Comma,
                ':' | '：' => Kind::Colon,
                ';' | '；' | '؛' => Kind::Semicolon,
                '—' | '–' | '―' => Kind::Dash,
                '-' => Kind::Dash,
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' => Kind::Stop,
                '(' | '[' | '（' | '【' => Kind::Open,
                ')' | ']' | '）' | '】' => Kind::Close,
                '’' | '\'' if found.last().is_some_and(|t| t.range.end == at && t.low.ends_with('s')) => {
                    Kind::Possessive
                }
                _ => Kind::Other,
            };
            push(text, at..end, kind, lists, found);
            at = end;
        }
    }
}

/// A word with what may stand inside it: U.S., O’Neill, much-anticipated, 2.5, and the stop of a title.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let follows = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let inside = match c {
            '-' | '\'' | '’' | '&' | '/' => follows,
            '.' | ',' => {
                let before = rest.get(..at).unwrap_or_default();
                let digit = before.ends_with(|b: char| b.is_ascii_digit())
                    && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
                digit || (c == '.' && follows && before.rsplit('.').next().is_some_and(|p| p.chars().count() == 1))
            }
            c => {
                c.is_alphanumeric()
                    || matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
            }
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn push_word<'a>(text: &'a str, range: Range<usize>, lists: &Lists, found: &mut Vec<Token<'a>>) -> usize {
    let word = text.get(range.clone()).unwrap_or_default();
    for ending in ["’s", "'s", "’S", "'S"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| !s.is_empty()) {
            let middle = range.start + stem.len();
            push(text, range.start..middle, Kind::Word, lists, found);
            push(text, middle..range.end, Kind::Possessive, lists, found);
            return range.end;
        }
    }
    // The stop of an initial or of a title belongs to it.
    let stop = text.get(range.end..).is_some_and(|rest| rest.starts_with('.'));
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let dotted = word.contains('.') && !word.contains(|c: char| c.is_ascii_digit());
    let titled = || lists.of(&format!("{}.", word.to_lowercase())) & (flag::TITLE | flag::SUFFIX | flag::NO_NAME) != 0;
    // So does one with a comma behind it: Ashton, Md., said.
    let more = || text.get(range.end + 1..).is_some_and(|rest| rest.starts_with([',', ';']));
    let end = if stop && (initial || dotted || titled() || more()) { range.end + 1 } else { range.end };
    push(text, range.start..end, Kind::Word, lists, found);
    let behind = text.get(end..).unwrap_or_default();
    match ["’s", "'s"].iter().find(|ending| end > range.end && behind.starts_with(**ending)) {
        Some(ending) => {
            push(text, end..end + ending.len(), Kind::Possessive, lists, found);
            end + ending.len()
        }
        None => end,
    }
}

fn push<'a>(text: &'a str, range: Range<usize>, kind: Kind, lists: &Lists, found: &mut Vec<Token<'a>>) {
    let part = text.get(range.clone()).unwrap_or_default();
    let low = if kind == Kind::Word { part.to_lowercase().replace('’', "'") } else { String::new() };
    let flags = if kind == Kind::Word { lists.of(&low) } else { 0 };
    found.push(Token { range, text: part, low, kind, flags, sentence: 0 });
}
