//! The words that the rules know, read once from the data files.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word may be, as bits.
pub(super) mod flag {
    macro_rules! flags {
        ($($name:ident = $section:literal),* $(,)?) => {
            flags!(@bit 0u32; $($name)*);
            /// Sections of words with the bit that each gives.
            pub(in super::super) const SECTIONS: &[(&str, u64)] = &[$(($section, $name)),*];
        };
        (@bit $at:expr; $name:ident $($rest:ident)*) => {
            pub(in super::super) const $name: u64 = 1 << $at;
            flags!(@bit $at + 1; $($rest)*);
        };
        (@bit $at:expr;) => {
            /// The first bit that no section has.
            const FREE: u32 = $at;
        };
    }
    flags! {
        SPEECH = "speech", REPORTS = "reports", THAT_ONLY = "report only with that", WISHES = "wishes",
        TOPICS = "topics", LABELS = "labels", MANNER = "manner", FEELINGS = "feelings", AUXILIARY = "auxiliaries",
        PASSIVE = "passive", MODAL = "modals", ADVERB = "adverbs", DETERMINER = "determiners", HE = "he", SHE = "she",
        THEY = "they", FIRST = "I", WHO = "who", PREPOSITION = "prepositions", CONJUNCTION = "conjunctions",
        TITLE = "titles", MR = "mr", MRS = "mrs", ROLE = "roles", PEOPLE = "people", ORGANIZATION = "organizations",
        NO_NAME = "not names", PARTICLE = "particles", SUFFIX = "suffixes", HEDGE = "hedges", DENIAL = "denials",
        MODALITY = "modality", INTENSIFIER = "intensifiers", POSITIVE = "positive", NEGATIVE = "negative",
        NEUTRAL = "neutral", STRONG = "strong", OPINION_VERB = "opinion verbs", FACTUAL = "factual", WORK = "works",
        MALE = "male", FEMALE = "female", FUNCTION = "function", NOUN = "nouns", DOCUMENT = "documents", THING = "things",
    }
    /// The base form of a verb, which may as well be a noun: the state, a comment.
    pub(in super::super) const BASE: u64 = 1 << FREE;
    /// The form that ends in -ing.
    pub(in super::super) const ING: u64 = 1 << (FREE + 1);
    /// The third person, which may as well be a noun: the comments.
    pub(in super::super) const THIRD: u64 = 1 << (FREE + 2);
    /// A verb that attributes what is quoted.
    pub(in super::super) const CUE: u64 = SPEECH | LABELS | MANNER;
    /// What judges.
    pub(in super::super) const EVALUATIVE: u64 = POSITIVE | NEGATIVE | NEUTRAL;
}

/// Sections in which a line is one verb.
const VERBS: &[&str] = &["speech", "reports", "report only with that", "wishes", "topics", "labels", "manner"];

/// One language's words.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// BCP 47 primary language.
    pub language: &'static str,
    words: HashMap<&'static str, u64>,
    /// Phrases of several words by their first word, with their section.
    phrases: HashMap<&'static str, Vec<(&'static str, Vec<&'static str>)>>,
    /// Verbs that speak of a topic with the preposition before it.
    pairs: Vec<(&'static str, &'static str)>,
    /// Words for the same country or office.
    same: HashMap<&'static str, &'static str>,
}

impl Lists {
    /// What a word in small letters may be.
    pub fn of(&self, word: &str) -> u64 {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// How many words a phrase of a section takes that begins with the first of these words.
    pub fn phrase<'a>(&self, section: &'static str, mut words: impl Iterator<Item = &'a str>) -> Option<usize> {
        // Phrases have five words at most.
        let first = words.next()?;
        let known = self.phrases.get(first)?;
        let head: Vec<&str> = std::iter::once(first).chain(words.take(4)).collect();
        let fits = |p: &[&str]| p.len() <= head.len() && p.iter().zip(&head).all(|(a, b)| a == b);
        known.iter().filter(|(s, p)| *s == section && fits(p)).map(|(_, p)| p.len()).max()
    }

    /// One word for those that stand for the same country or office.
    pub fn common<'a>(&self, word: &'a str) -> &'a str {
        self.same.get(word).copied().unwrap_or(word)
    }

    /// Whether a verb speaks of what follows the preposition.
    pub fn pair(&self, verb: &str, preposition: &str) -> bool {
        self.pairs.iter().any(|&(v, p)| v == verb && p == preposition)
    }

    /// Whether all rules have words here.
    pub fn is_english(&self) -> bool {
        self.language == "en"
    }

    fn add(&mut self, section: &'static str, line: &'static str) {
        if let Some(base) = section.strip_suffix(" phrases") {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let Some(first) = words.first() {
                self.phrases.entry(first).or_default().push((base, words));
            }
            return;
        }
        if section == "same" {
            self.same.extend(line.split_whitespace().filter_map(|pair| pair.split_once(':')));
            return;
        }
        if section == "topic prepositions" {
            self.pairs.extend(line.split_whitespace().filter_map(|pair| pair.split_once(':')));
            return;
        }
        let bit = flag::SECTIONS.iter().find(|(name, _)| *name == section).map_or(0, |(_, bit)| *bit);
        let verb = VERBS.contains(&section) && self.is_english();
        for (at, word) in line.split_whitespace().enumerate() {
            let form = match at {
                _ if !verb => 0,
                0 if !word.ends_with("ed") => flag::BASE,
                1 if word.ends_with('s') => flag::THIRD,
                _ if word.ends_with("ing") => flag::ING,
                _ => 0,
            };
            *self.words.entry(word).or_default() |= bit | form;
        }
    }
}

const ENGLISH: &str = include_str!("data/english.txt");
const OTHERS: &str = include_str!("data/others.txt");

static ALL: LazyLock<Vec<Lists>> = LazyLock::new(|| {
    let mut all = vec![read("en", ENGLISH)];
    all.extend(["de", "fr", "es", "ru", "ar", "zh"].map(|language| read(language, OTHERS)));
    all
});

static NONE: LazyLock<Lists> = LazyLock::new(Lists::default);

fn read(language: &'static str, file: &'static str) -> Lists {
    let mut lists = Lists { language, ..Lists::default() };
    let mut section = None;
    for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(name) if language == "en" => section = Some(name),
            Some(name) => section = name.split_once(' ').filter(|(l, _)| *l == language).map(|(_, name)| name),
            None => {
                if let Some(section) = section {
                    lists.add(section, line);
                }
            }
        }
    }
    lists
}

/// So many bytes are enough to tell a language.
const SAMPLE: usize = 4_000;

/// The words of the language that a BCP 47 tag names; where none is named, or English while the script is another's, of
/// the language that the text's beginning looks like.
pub(super) fn lists(language: &str, text: &str) -> &'static Lists {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let named = |wanted: &str| ALL.iter().find(|l| l.language == wanted);
    if !primary.is_empty() && primary != "en" {
        return named(&primary).unwrap_or(&NONE);
    }
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let share = |low: char, high: char| head.chars().filter(|c| (low..=high).contains(c)).count() * 2 > letters.max(1);
    for (language, low, high) in
        [("ru", '\u{400}', '\u{4ff}'), ("ar", '\u{600}', '\u{6ff}'), ("zh", '\u{3400}', '\u{9fff}')]
    {
        if share(low, high) {
            return named(language).unwrap_or(&NONE);
        }
    }
    if primary.is_empty() {
        let words: Vec<String> = head.split_whitespace().map(str::to_lowercase).collect();
        let score = |l: &&Lists| words.iter().filter(|w| l.of(w) & flag::FUNCTION != 0).count();
        let best = ALL.iter().filter(|l| matches!(l.language, "de" | "fr" | "es")).max_by_key(score);
        let english = named("en").map_or(0, |l| score(&l));
        if let Some(best) = best.filter(|l| score(l) > english || score(l) * 5 > words.len()) {
            return best;
        }
    }
    named("en").unwrap_or(&NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_data_files_is_one_that_the_rules_know() {
        let headings = ENGLISH.lines().chain(OTHERS.lines()).filter_map(|l| l.strip_prefix('[')?.strip_suffix(']'));
        let known = |name: &str| {
            name.ends_with(" phrases")
                || name == "topic prepositions"
                || name == "same"
                || flag::SECTIONS.iter().any(|(section, _)| *section == name)
        };
        let unknown: Vec<&str> =
            headings.filter(|h| !known(h) && !h.split_once(' ').is_some_and(|(_, name)| known(name))).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn a_language_is_told_by_its_tag_or_by_the_text() {
        assert_eq!(lists("de-AT", "The talks").language, "de");
        assert_eq!(
            lists("", "Die Gespräche in der Stadt sind nicht mit einem Abkommen zu Ende gegangen").language,
            "de"
        );
        assert_eq!(lists("", "The talks ended").language, "en");
        assert_eq!(lists("en", "Переговоры закончились").language, "ru");
        assert_eq!(lists("tlh", "The talks").language, "");
    }
}
