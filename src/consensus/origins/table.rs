//! Agencies and outlets by their spellings, and the words that name them as an origin.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::reading::{Token, forms};
use crate::consensus::hash;
use crate::text::fold;

const DATA: &str = include_str!("data/agencies.txt");

/// A spelling of a name.
#[derive(Debug)]
pub(super) struct Spelling {
    /// Its words.
    pub words: Vec<u64>,
    /// The name that is shown, by number.
    pub name: usize,
    /// Whether it has to be written in capitals, as short forms are: US is no pronoun and AP no word.
    pub capitals: bool,
    /// Whether it is written small, as dpa is.
    pub small: bool,
    /// Whether another spelling has to come before it.
    pub later: bool,
    /// Whether it is possessive.
    pub of: bool,
}

/// Runs of words by a word of theirs.
pub(super) type Phrases = HashMap<u64, Vec<Vec<u64>>>;

/// All that is known of agencies.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The names that are shown.
    pub names: Vec<String>,
    /// Spellings by first word, the longest first.
    pub spellings: HashMap<u64, Vec<Spelling>>,
    /// Endings of names of agencies, by their last word.
    pub endings: Phrases,
    /// Words in front of a name, by their last word.
    pub before: Phrases,
    /// Words behind a name, by their first word.
    pub after: Phrases,
    /// Single words between.
    pub between: HashSet<u64>,
    /// Words in front that credit a whole article, by their last word.
    pub credits: Phrases,
    /// Words in front that do so in a short line or in brackets.
    pub short_credits: Phrases,
    /// Words behind that do, by their first word.
    pub contributes: Phrases,
    /// Words that a byline begins with.
    pub bylines: HashSet<u64>,
}

/// The table, read once.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA));

impl Table {
    fn read(data: &str) -> Self {
        let mut table = Self::default();
        let mut section = "";
        let lines = data.lines().map(|l| l.split_once('#').map_or(l, |(l, _)| l).trim()).filter(|l| !l.is_empty());
        for line in lines {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                continue;
            }
            if section == "names" {
                table.name(line);
                continue;
            }
            for phrase in line.split(';').map(forms).filter(|p| !p.is_empty()) {
                let (first, last) = (phrase.first().copied(), phrase.last().copied());
                let put =
                    |map: &mut Phrases, key: Option<u64>| map.entry(key.unwrap_or(0)).or_default().push(phrase.clone());
                match section {
                    "endings" => put(&mut table.endings, last),
                    "before" => put(&mut table.before, last),
                    "after" => put(&mut table.after, first),
                    "credits" => put(&mut table.credits, last),
                    "short credits" => put(&mut table.short_credits, last),
                    "contributes" => put(&mut table.contributes, first),
                    "between" => table.between.extend(phrase),
                    "bylines" => table.bylines.extend(phrase),
                    _ => {}
                }
            }
        }
        for spellings in table.spellings.values_mut() {
            spellings.sort_by_key(|s| std::cmp::Reverse(s.words.len()));
        }
        table
    }

    fn name(&mut self, line: &str) {
        let (shown, others) = line.split_once('=').unwrap_or((line, ""));
        let name = self.names.len();
        self.names.push(shown.trim().to_owned());
        for written in std::iter::once(shown).chain(others.split(';')).map(str::trim).filter(|w| !w.is_empty()) {
            let (later, written) = written.strip_prefix('~').map_or((false, written), |rest| (true, rest));
            let capitals = written.chars().filter(|c| c.is_uppercase()).count() > 1
                && !written.chars().any(|c| c.is_lowercase() || c.is_whitespace());
            let small = !later && !written.chars().any(char::is_uppercase) && written.is_ascii();
            for (of, ending) in [(false, ""), (true, "'s")] {
                let words = forms(&format!("{written}{ending}"));
                if let Some(&first) = words.first() {
                    let spelling = Spelling { words, name, capitals, small, later, of };
                    self.spellings.entry(first).or_default().push(spelling);
                }
            }
        }
    }

    /// The longest spelling that begins at a word, and how many words it has. `text` gives a token's letters.
    pub(super) fn at<'t>(&'t self, rest: &[Token], text: &dyn Fn(&Token) -> bool) -> Option<&'t Spelling> {
        let first = rest.first()?;
        let begins = |s: &&Spelling| {
            rest.get(..s.words.len()).is_some_and(|r| r.iter().map(|t| t.form).eq(s.words.iter().copied()))
        };
        self.spellings.get(&first.form)?.iter().filter(begins).find(|s| !s.capitals || text(first))
    }

    /// The name that is shown for an outlet or agency; none if it is not known.
    pub(super) fn known(&self, written: &str) -> Option<&str> {
        let words = forms(written);
        let spellings = self.spellings.get(words.first()?)?;
        let found = spellings.iter().find(|s| s.words == words && !s.later)?;
        self.names.get(found.name).map(String::as_str)
    }

    /// One key for all ways to write an outlet's or agency's name: what stands in brackets and an article in front do not
    /// count.
    pub(super) fn key(&self, written: &str) -> u64 {
        let plain = written.split_once('(').map_or(written, |(name, _)| name).trim();
        let name = self.known(plain).unwrap_or(plain);
        let folded = fold(name);
        hash::word(folded.strip_prefix("the ").unwrap_or(&folded).as_bytes())
    }
}

/// Whether one of the phrases ends with the last word of `words`.
pub(super) fn ends(phrases: &Phrases, words: &[Token]) -> bool {
    let Some(last) = words.last() else { return false };
    let fits =
        |p: &Vec<u64>| words.len().checked_sub(p.len()).and_then(|from| words.get(from..)).is_some_and(|w| same(w, p));
    phrases.get(&last.form).is_some_and(|all| all.iter().any(fits))
}

/// Whether one of the phrases begins with the first word of `words`.
pub(super) fn begins(phrases: &Phrases, words: &[Token]) -> bool {
    let Some(first) = words.first() else { return false };
    let fits = |p: &Vec<u64>| words.get(..p.len()).is_some_and(|w| same(w, p));
    phrases.get(&first.form).is_some_and(|all| all.iter().any(fits))
}

fn same(words: &[Token], phrase: &[u64]) -> bool {
    words.iter().map(|t| t.form).eq(phrase.iter().copied())
}
