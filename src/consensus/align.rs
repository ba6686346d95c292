//! Wordings one under the other: which words are the same, which differ.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold;

/// How a piece of a wording stands to the leading wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The leading wording has the same word here.
    Same,
    /// The leading wording has other words here.
    Differs,
    /// The leading wording has nothing here.
    Added,
    /// The leading wording has words here that this one leaves out; they are no part of this one.
    Missing,
}

/// A piece of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its characters, white space and punctuation behind its words included.
    pub text: String,
    /// How it stands to the leading wording.
    pub mark: Mark,
}

/// Words of a wording that are aligned; what follows is taken as different.
const LONGEST: usize = 600;

/// Aligns a wording with the leading one, word by word; case, accents and punctuation make no difference.
///
/// The pieces that are not [`Mark::Missing`] give `other` again when put together.
pub fn align(lead: &str, other: &str) -> Vec<Piece> {
    let (left, right) = (tokens(lead), tokens(other));
    let pairs = common(&left, &right);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut i, mut j) = (0, 0);
    // What stands in front of the first word belongs to it.
    for &(a, b) in pairs.iter().chain(std::iter::once(&(left.len(), right.len()))) {
        let missing: String = left.get(i..a).unwrap_or_default().iter().map(|t| t.text).collect();
        let added: String = right.get(j..b).unwrap_or_default().iter().map(|t| t.text).collect();
        let differs = !missing.trim().is_empty() && !added.trim().is_empty();
        push(&mut pieces, added, if differs { Mark::Differs } else { Mark::Added });
        if !differs {
            push(&mut pieces, missing, Mark::Missing);
        }
        push(&mut pieces, right.get(b).map_or_else(String::new, |t| t.text.to_owned()), Mark::Same);
        (i, j) = (a + 1, b + 1);
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, text: String, mark: Mark) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.mark == mark => last.text.push_str(&text),
        _ => pieces.push(Piece { text, mark }),
    }
}

/// A word with what follows it up to the next; the first one with what stands before it.
struct Token<'a> {
    text: &'a str,
    form: String,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let words: Vec<(usize, &str)> = text.unicode_word_indices().take(LONGEST + 1).collect();
    let mut found = Vec::new();
    for (at, &(start, word)) in words.iter().take(LONGEST).enumerate() {
        let from = if at == 0 { 0 } else { start };
        let to = words.get(at + 1).map_or(text.len(), |w| w.0);
        found.push(Token { text: text.get(from..to).unwrap_or_default(), form: fold(word) });
    }
    if let Some(&(start, _)) = words.get(LONGEST) {
        found.push(Token { text: text.get(start..).unwrap_or_default(), form: String::new() });
    }
    if words.is_empty() && !text.is_empty() {
        found.push(Token { text, form: text.to_owned() });
    }
    found
}

/// The longest common subsequence of words, as pairs of indices.
fn common(left: &[Token], right: &[Token]) -> Vec<(usize, usize)> {
    let wide = right.len() + 1;
    let mut lengths = vec![0u16; (left.len() + 1) * wide];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * wide + j).copied().unwrap_or(0);
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            let value = if equal(left, right, i, j) {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * wide + j) {
                *cell = value;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < left.len() && j < right.len() {
        if equal(left, right, i, j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn equal(left: &[Token], right: &[Token], i: usize, j: usize) -> bool {
    left.get(i).zip(right.get(j)).is_some_and(|(a, b)| a.form == b.form && !a.form.is_empty())
}
