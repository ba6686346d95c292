//! Whether two names look like two spellings of one.

use std::collections::HashMap;

use super::words::fold;

/// Whether two names look like two spellings of one: Zelensky and Zelenskiy, Yuri and Yury, al-Sisi and El Sisi.
///
/// They differ, have as many words as each other, and word by word no more than what writing a name down in another
/// alphabet changes: vowels, a doubled letter, h; in long words one slip of the pen. A single letter stands for a word
/// before the last. Cautious where names are short, since Iran is not Iraq; a likeness is a question, never an answer.
pub fn alike(a: &str, b: &str) -> bool {
    a != b && Spelled::new(a).is_like(&Spelled::new(b))
}

/// The pairs of names that are [`alike`], by their places in the list. Takes time in proportion to the list where few
/// names share their initials.
pub fn alike_pairs<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<(usize, usize)> {
    let spelled: Vec<Spelled> = names.into_iter().map(Spelled::new).collect();
    let mut near: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
    for (i, name) in spelled.iter().enumerate() {
        near.entry(name.initials()).or_default().push(i);
    }
    let mut pairs = Vec::new();
    for group in near.values() {
        for (at, &i) in group.iter().enumerate() {
            for &j in group.iter().skip(at + 1) {
                if let (Some(a), Some(b)) = (spelled.get(i), spelled.get(j))
                    && a.is_like(b)
                {
                    pairs.push((i, j));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// A name's words, each in letters that transliterations share.
struct Spelled(Vec<Vec<char>>);

impl Spelled {
    fn new(name: &str) -> Self {
        let folded = fold(name);
        // What stands behind a comma belongs in front: “Trump, Donald”.
        let turned = match folded.split_once(',') {
            Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
            _ => folded,
        };
        let words = turned.split(|c: char| !c.is_alphanumeric() && c != '\'').map(sounds);
        Self(words.filter(|w| !w.is_empty()).collect())
    }

    /// What all names that are like this one share: the first letter of each word.
    fn initials(&self) -> Vec<char> {
        self.0.iter().filter_map(|w| if is_article(w) { Some('a') } else { w.first().copied() }).collect()
    }

    fn is_like(&self, other: &Self) -> bool {
        let count = self.0.len();
        if count == 0 || count != other.0.len() {
            return false;
        }
        self.0
            .iter()
            .zip(&other.0)
            .enumerate()
            .all(|(i, (a, b))| word_like(a, b) || (i + 1 < count && initial_of(a, b)))
    }
}

/// Whether one word is the first letter of the other.
fn initial_of(a: &[char], b: &[char]) -> bool {
    a.first() == b.first() && (a.len() == 1 || b.len() == 1)
}

/// A folded word in letters that transliterations share: w for v, j for y, k for c; letters never doubled.
fn sounds(word: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(word.len());
    let letters: Vec<char> = word.chars().filter(|&c| c != '\'').collect();
    for (i, &c) in letters.iter().enumerate() {
        let next = letters.get(i + 1).copied();
        let same = match c {
            'w' => 'v',
            'j' | 'y' => 'i',
            'q' => 'k',
            'c' if !matches!(next, Some('h' | 'e' | 'i' | 'y')) => 'k',
            c => c,
        };
        if c.is_numeric() || out.last() != Some(&same) {
            out.push(same);
        }
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The Arabic article.
fn is_article(word: &[char]) -> bool {
    matches!(word, ['a' | 'e', 'l'])
}

fn word_like(a: &[char], b: &[char]) -> bool {
    if a == b {
        return true;
    }
    if is_article(a) && is_article(b) {
        return true;
    }
    let numbers = a.iter().chain(b).any(|c| c.is_numeric());
    // Ivanov and Ivanova are two people, Alexander and Alexandra as well.
    let female = |a: &[char], b: &[char]| a.last() == Some(&'a') && b.last().is_some_and(|&c| !is_vowel(c));
    if numbers || a.first() != b.first() || female(a, b) || female(b, a) {
        return false;
    }
    let length = a.len().max(b.len());
    let budget = match length {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    a.len().abs_diff(b.len()) <= budget && distance(a, b, if length >= 9 { 2 } else { 3 }) <= budget
}

/// How far two words are apart (Levenshtein), vowels and h counting 1, consonants more.
fn distance(a: &[char], b: &[char], consonant: usize) -> usize {
    let soft = |c: char| is_vowel(c) || c == 'h';
    let cost = |c: char| if soft(c) { 1 } else { consonant };
    let mut row: Vec<usize> = Vec::with_capacity(b.len() + 1);
    row.push(0);
    for &c in b {
        row.push(row.last().copied().unwrap_or_default() + cost(c));
    }
    for &x in a {
        let mut before = row.first().copied().unwrap_or_default();
        let mut left = before + cost(x);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (&y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let turned = if x == y { 0 } else { cost(x).max(cost(y)) };
            let now = (before + turned).min(*cell + cost(x)).min(left + cost(y));
            before = *cell;
            *cell = now;
            left = now;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (a, b) in [
            ("Zelensky", "Zelenskyy"),
            ("Zelensky", "Zelenskiy"),
            ("Zelenskyy", "Zelenskiy"),
            ("Volodymyr Zelensky", "Volodimir Zelenskij"),
            ("Yuri", "Yury"),
            ("Yuri Ushakov", "Yury Ushakov"),
            ("D. Trump", "Donald Trump"),
            ("Trump, Donald", "Donald Trump"),
            ("DONALD TRUMP", "Donald Trump"),
            ("Gerhard Müller", "Gerhard Muller"),
            ("al-Sisi", "El Sisi"),
            ("Lukashenko", "Lukashenka"),
            ("Mohammed", "Muhamed"),
            ("Hizbollah", "Hezbollah"),
            ("Schwarzenegger", "Schwarzeneger"),
            ("Medvedev", "Medvedyev"),
            ("Kiev", "Kyiv"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn names_of_two_are_not() {
        for (a, b) in [
            ("Putin", "Putin"),
            ("Iran", "Iraq"),
            ("Mark", "Mary"),
            ("Clinton", "Clifton"),
            ("Slovenia", "Slovakia"),
            ("Austria", "Australia"),
            ("Ivanov", "Ivanova"),
            ("Alexander", "Alexandra"),
            ("G7", "G20"),
            ("Site 002", "Site 003"),
            ("Donald Trump", "Melania Trump"),
            ("Donald Trump", "Trump"),
            ("D. Trump", "D. Tusk"),
            ("A", "B"),
            ("", "—"),
            ("習近平", "李強"),
        ] {
            assert!(!alike(a, b) && !alike(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn pairs_are_those_that_are_alike() {
        let names = ["Zelensky", "Putin", "Yury Ushakov", "Zelenskiy", "Yuri Ushakov", "Zelenskyy"];
        assert_eq!(alike_pairs(names), [(0, 3), (0, 5), (2, 4), (3, 5)]);
    }
}
