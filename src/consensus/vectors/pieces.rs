//! A text in pieces of words.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Letters of a word that is cut into pieces; a longer one is unknown.
const LONGEST: usize = 60;

/// The pieces that are known, each with its number.
#[derive(Debug)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, usize>,
    unknown: usize,
    first: usize,
    last: usize,
}

/// A piece of a text: its number, and the byte of the text where its word begins.
pub(super) type Piece = (usize, Option<usize>);

impl Vocabulary {
    /// Reads the pieces, one a line; none if those for the ends of a text are not among them.
    pub(super) fn read(lines: &str) -> Option<Self> {
        let numbers: HashMap<String, usize> = lines.lines().zip(0..).map(|(line, n)| (line.to_owned(), n)).collect();
        let number = |name: &str| numbers.get(name).copied();
        let (unknown, first, last) = (number("[UNK]")?, number("[CLS]")?, number("[SEP]")?);
        Some(Self { numbers, unknown, first, last })
    }

    /// The pieces of a text, at most so many, ends included; none if more than a third of its words are unknown.
    ///
    /// Words are cut greedily into the longest pieces that are known (Wu et al. 2016, WordPiece).
    pub(super) fn cut(&self, text: &str, most: usize) -> Option<Vec<Piece>> {
        let mut found = vec![(self.first, None)];
        let (mut words, mut strange) = (0usize, 0usize);
        for (start, word) in basic(text) {
            if found.len() + 1 >= most {
                break;
            }
            words += 1;
            let known = self.pieces(&word);
            strange += usize::from(known.is_none());
            let pieces = known.unwrap_or_else(|| vec![self.unknown]);
            let room = most.saturating_sub(found.len() + 1);
            found.extend(pieces.into_iter().take(room).map(|piece| (piece, Some(start))));
        }
        found.push((self.last, None));
        (words > 0 && strange * 3 <= words).then_some(found)
    }

    fn pieces(&self, word: &str) -> Option<Vec<usize>> {
        if word.chars().count() > LONGEST {
            return None;
        }
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(rest) = word.get(from..).filter(|r| !r.is_empty()) {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let prefix = if from == 0 { "" } else { "##" };
            let (number, end) = ends
                .filter_map(|end| Some((*self.numbers.get(&format!("{prefix}{}", rest.get(..end)?))?, end)))
                .next()?;
            found.push(number);
            from += end;
        }
        Some(found)
    }
}

/// Words in small letters without accents, marks each for itself, with the byte where each begins.
fn basic(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || c.is_control() {
            open = false;
            continue;
        }
        let alone = !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c);
        if alone || !open {
            found.push((at, String::new()));
        }
        open = !alone;
        if let Some((_, word)) = found.last_mut() {
            let plain = std::iter::once(c).nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
            word.extend(plain.flat_map(char::to_lowercase));
        }
    }
    found.retain(|(_, word)| !word.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_into_the_longest_known_pieces() {
        let vocabulary = Vocabulary::read("[CLS]\n[SEP]\n[UNK]\ntalk\n##s\nt\n##al\n.\ncafe").unwrap();
        let cut = |text: &str| vocabulary.cut(text, 10).map(|p| p.into_iter().map(|(n, _)| n).collect::<Vec<_>>());
        assert_eq!(cut("Talks."), Some(vec![0, 3, 4, 7, 1]));
        assert_eq!(cut("Café talk"), Some(vec![0, 8, 3, 1]));
        assert_eq!(cut("tal"), Some(vec![0, 5, 6, 1]));
        assert_eq!(cut("мир"), None);
        assert_eq!(cut(""), None);
        assert_eq!(vocabulary.cut("a b", 10), None);
        assert_eq!(vocabulary.cut("talk talk talk talk", 4).map(|p| p.len()), Some(4));
    }
}
