//! An article's words as they are compared with other articles' words, quickly: most articles share nothing.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Article;
use crate::text::{fold, is_unspaced, paragraphs, quotations};

use crate::consensus::hash;

/// A word of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its letters and figures, folded and hashed.
    pub form: u64,
    /// First byte in the article.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it begins with a letter that is neither capital nor small, as Arabic ones are.
    pub uncased: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Whether a reader would skip it.
    pub noise: bool,
    /// Whether it is a character of a script without spaces.
    pub unspaced: bool,
}

impl Token {
    /// Whether it counts when passages are compared: quoted words are somebody else's, noise is nobody's.
    pub(super) fn told(&self) -> bool {
        !self.quoted && !self.noise
    }

    /// Whether it can begin a name: with a capital letter, or in a script that has none.
    pub(super) fn is_name(&self) -> bool {
        self.capital || self.uncased
    }
}

/// Calls `each` with every paragraph that has words: its bytes and its words.
pub(super) fn read(article: &Article, each: &mut dyn FnMut(&Range<usize>, &[Token])) {
    let mut tokens = Vec::new();
    let mut noise = article.noise.iter().map(|n| n.bytes()).peekable();
    for range in paragraphs(&article.text) {
        let Some(paragraph) = article.text.as_str().get(range.clone()) else { continue };
        tokens.clear();
        words(paragraph, range.start, &mut tokens);
        if tokens.is_empty() {
            continue;
        }
        let quotes = quotations(paragraph).into_iter().filter(|q| q.depth == 0);
        let mut quotes = quotes.map(|q| range.start + q.outer.start..range.start + q.outer.end).peekable();
        for token in &mut tokens {
            token.quoted = inside(token.start as usize, &mut quotes);
            token.noise = inside(token.start as usize, &mut noise);
        }
        each(&range, &tokens);
    }
}

/// Whether a byte lies in one of the ranges, which come in order, as the bytes do.
fn inside(at: usize, ranges: &mut std::iter::Peekable<impl Iterator<Item = Range<usize>>>) -> bool {
    while ranges.next_if(|r| r.end <= at).is_some() {}
    ranges.peek().is_some_and(|r| r.start <= at)
}

/// The hash of a word, or of several one by one.
pub(super) fn forms(text: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    words(text, 0, &mut tokens);
    tokens.into_iter().map(|t| t.form).collect()
}

/// Words by Unicode's rules. Chunks of plain letters, which most are, take a short way to the same result.
pub(super) fn words(text: &str, offset: usize, out: &mut Vec<Token>) {
    let mut at = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let base = offset + at;
        at += chunk.len();
        if chunk.is_ascii() && elided(chunk) == 0 { plain(chunk.as_bytes(), base, out) } else { any(chunk, base, out) }
    }
}

fn any(chunk: &str, base: usize, out: &mut Vec<Token>) {
    for (at, word) in chunk.unicode_word_indices() {
        // l’AFP, d’après: two words.
        let article = elided(word);
        if article > 0 {
            any(word.get(..1).unwrap_or_default(), base + at, out);
        }
        let (at, word) = (at + article, word.get(article..).unwrap_or(word));
        let folded: String = fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
        let first = word.chars().next();
        let capital = first.is_some_and(char::is_uppercase);
        let token = Token {
            form: hash::word(folded.as_bytes()),
            start: (base + at) as u32,
            end: (base + at + word.len()) as u32,
            capital,
            uncased: first.is_some_and(|c| !c.is_uppercase() && !c.is_lowercase()),
            quoted: false,
            noise: false,
            unspaced: is_unspaced(word),
        };
        out.push(token);
    }
}

/// How many bytes a French article has that an apostrophe ties to its word; 0 if there is none.
fn elided(word: &str) -> usize {
    let mut chars = word.char_indices();
    let (Some((_, first)), Some((_, mark)), Some((behind, _))) = (chars.next(), chars.next(), chars.next()) else {
        return 0;
    };
    if matches!(first, 'l' | 'L' | 'd' | 'D') && matches!(mark, '\'' | '’') { behind } else { 0 }
}

fn plain(chunk: &[u8], base: usize, out: &mut Vec<Token>) {
    let byte = |at: usize| chunk.get(at).copied().unwrap_or(b' ');
    let joins = |at: usize| {
        let (left, right) = (byte(at.wrapping_sub(1)), byte(at + 1));
        let letters = left.is_ascii_alphabetic() && right.is_ascii_alphabetic();
        let figures = left.is_ascii_digit() && right.is_ascii_digit();
        match byte(at) {
            b'.' | b'\'' => letters || figures,
            b',' | b';' => figures,
            b':' => letters,
            _ => false,
        }
    };
    let mut at = 0;
    while at < chunk.len() {
        let start = at;
        let mut form = hash::START;
        while byte(at).is_ascii_alphanumeric() || (at > start && joins(at)) {
            if byte(at).is_ascii_alphanumeric() {
                form = hash::step(form, byte(at).to_ascii_lowercase());
            }
            at += 1;
        }
        if at > start {
            out.push(Token {
                form,
                start: (base + start) as u32,
                end: (base + at) as u32,
                capital: byte(start).is_ascii_uppercase(),
                uncased: false,
                quoted: false,
                noise: false,
                unspaced: false,
            });
        } else {
            at += 1;
        }
    }
}

/// Words in a shingle: long enough that two writers seldom hit upon the same by chance.
pub(super) const SHINGLE: usize = 5;

/// The shingles of words that follow each other, hashed.
pub(super) fn shingles(forms: &[u64]) -> impl Iterator<Item = u64> {
    forms.windows(SHINGLE).map(|w| {
        let mixed = w.iter().fold(0u64, |h, f| (h.rotate_left(5) ^ f).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        mixed ^ (mixed >> 32)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_other_chunks_give_the_same_words() {
        let same = [
            ("The U.S. president said it's 1,000 “or so”", "the us president said its 1000 or so"),
            ("Don’t two-and-a-half", "dont two and a half"),
            ("Café—no", "cafe no"),
            ("selon l’AFP d'hier", "selon l AFP d hier"),
        ];
        for (text, plainly) in same {
            assert_eq!(forms(text), forms(plainly), "{text}");
        }
        assert_eq!(forms("会谈没有结果").len(), 6);
        assert_eq!(shingles(&forms("a b c d e f")).count(), 2);
    }
}
