//! What a reader has to know of a language: its number words, units, hedges, months, little words, kindred words.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::clues::{Clues, Index, NO_CLUES};
use super::english::ENGLISH;
use super::languages;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 1 s.
    Second,
    /// 60 s.
    Minute,
    /// 3,600 s.
    Hour,
    /// 24 h.
    Day,
    /// 7 days.
    Week,
    /// A twelfth of a year.
    Month,
    /// 365.25 days.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// Its length in seconds.
    pub fn seconds(self) -> f64 {
        const DAY: f64 = 86_400.0;
        const YEAR: f64 = 365.25 * DAY;
        match self {
            Self::Second => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3_600.0,
            Self::Day => DAY,
            Self::Week => 7.0 * DAY,
            Self::Month => YEAR / 12.0,
            Self::Year => YEAR,
            Self::Decade => 10.0 * YEAR,
            Self::Century => 100.0 * YEAR,
        }
    }
}

/// How far a writer commits to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// As it stands: within a twentieth.
    Exact,
    /// About: within fifteen hundredths.
    About,
    /// Nearly: from fifteen hundredths below.
    Nearly,
    /// Just over: up to fifteen hundredths above.
    JustOver,
    /// More than, at least.
    Over,
    /// Less than, at most.
    Under,
    /// A word for a span of numbers, such as a few; or two numbers, such as two to three.
    Range,
}

/// What a language's table holds. Entries of several words are written with single spaces; everything is in the folded
/// form of [`super::fold`]. A further language is a further table.
#[derive(Debug)]
pub struct Table {
    /// BCP 47 primary language, such as `en`.
    pub language: &'static str,
    /// Numbers below a hundred.
    pub numbers: &'static [(&'static str, f64)],
    /// What a number is multiplied by: hundred, thousand, dozen.
    pub scales: &'static [(&'static str, f64)],
    /// Parts of one: half, quarter.
    pub fractions: &'static [(&'static str, f64)],
    /// Words for a span of numbers: several.
    pub vague: &'static [(&'static str, f64, f64)],
    /// Units of time.
    pub units: &'static [(&'static str, Unit)],
    /// Hedges in front of a number.
    pub hedges: &'static [(&'static str, Hedge)],
    /// Hedges behind a quantity.
    pub after: &'static [(&'static str, Hedge)],
    /// A word between the parts of a number: and.
    pub joiner: &'static str,
    /// Words between the ends of a range: to.
    pub to: &'static [&'static str],
    /// Words for one: a, an.
    pub one: &'static [&'static str],
    /// The word between a part and its whole: of.
    pub of: &'static str,
    /// Words that stand in front of a noun: the, this.
    pub determiners: &'static [&'static str],
    /// What persons are called beside their names: minister, envoy.
    pub roles: &'static [&'static str],
    /// Words for a hundredth.
    pub percent: &'static [&'static str],
    /// Currencies, by the word behind the number.
    pub money: &'static [(&'static str, &'static str)],
    /// The months and their shorter forms.
    pub months: &'static [(&'static str, u32)],
    /// Months that are other words when written small or without a day or year.
    pub unsure_months: &'static [&'static str],
    /// The days of the week, 0 for Monday.
    pub weekdays: &'static [(&'static str, u32)],
    /// Words in front of a date that say how it bounds: since, until.
    pub bounds: &'static [&'static str],
    /// Words that may stand in front of a date that is a mere year.
    pub year_leads: &'static [&'static str],
    /// Words that deny what they stand with.
    pub negators: &'static [&'static str],
    /// Words that join a name to a list, beside [`Self::joiner`]: alongside.
    pub beside: &'static [&'static str],
    /// Words that say that a list is not complete.
    pub partly: &'static [&'static str],
    /// What an apostrophe hides: `n't` for not.
    pub contractions: &'static [(&'static str, &'static str)],
    /// Other spellings of one word or name, and short forms written out.
    pub spellings: &'static [(&'static str, &'static str)],
    /// Words that say nothing of an event.
    pub stop: &'static [&'static str],
    /// Lines of words that stand for each other in reports of events.
    pub kin: &'static [&'static str],
    /// Endings that a stem can go without, longest first, with what takes their place: in steps, of each of which the
    /// first that fits is taken.
    pub endings: &'static [&'static [(&'static str, &'static str)]],
    /// Ends of words that join a number and a unit of time: `stundig` in `dreistündige`.
    pub joined_units: &'static [(&'static str, Unit)],
    /// What stands between ones and tens: `und` inside a word, `y` as a word.
    pub joined_tens: &'static str,
    /// Whether a comma stands in front of decimals, and points or spaces part thousands.
    pub decimal_comma: bool,
    /// What tells deeds, posts and outlooks.
    pub clues: &'static Clues,
}

/// A table made ready for looking things up.
#[derive(Debug)]
pub struct Lexicon {
    /// The table itself.
    pub table: &'static Table,
    numbers: HashMap<&'static str, f64>,
    scales: HashMap<&'static str, f64>,
    fractions: HashMap<&'static str, f64>,
    vague: HashMap<&'static str, (f64, f64)>,
    units: HashMap<&'static str, Unit>,
    money: HashMap<&'static str, &'static str>,
    months: HashMap<&'static str, u32>,
    weekdays: HashMap<&'static str, u32>,
    spellings: HashMap<&'static str, &'static str>,
    stop: HashSet<&'static str>,
    negators: HashSet<&'static str>,
    kin: HashMap<String, u32>,
    clues: Index,
}

static ENGLISH_LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&ENGLISH));
static NO_LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&NOTHING));
static OTHERS: [(&str, LazyLock<Lexicon>); 5] = [
    ("de", LazyLock::new(|| Lexicon::new(&languages::GERMAN))),
    ("fr", LazyLock::new(|| Lexicon::new(&languages::FRENCH))),
    ("es", LazyLock::new(|| Lexicon::new(&languages::SPANISH))),
    ("ru", LazyLock::new(|| Lexicon::new(&languages::RUSSIAN))),
    ("ar", LazyLock::new(|| Lexicon::new(&languages::ARABIC))),
];

impl Lexicon {
    /// The lexicon of a language by its BCP 47 tag; English where no language is named, an empty one for a language
    /// without a table.
    pub fn of(language: &str) -> &'static Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        if primary.is_empty() || primary.eq_ignore_ascii_case(ENGLISH.language) {
            &ENGLISH_LEXICON
        } else {
            let other = OTHERS.iter().find(|(tag, _)| primary.eq_ignore_ascii_case(tag));
            other.map_or(&NO_LEXICON, |(_, lexicon)| lexicon)
        }
    }

    fn new(table: &'static Table) -> Self {
        let mut lexicon = Self {
            table,
            numbers: table.numbers.iter().copied().collect(),
            scales: table.scales.iter().copied().collect(),
            fractions: table.fractions.iter().copied().collect(),
            vague: table.vague.iter().map(|&(w, low, high)| (w, (low, high))).collect(),
            units: table.units.iter().copied().collect(),
            money: table.money.iter().copied().collect(),
            months: table.months.iter().copied().collect(),
            weekdays: table.weekdays.iter().copied().collect(),
            spellings: table.spellings.iter().copied().collect(),
            stop: table.stop.iter().flat_map(|line| line.split(' ')).collect(),
            negators: table.negators.iter().copied().collect(),
            kin: HashMap::new(),
            clues: Index::default(),
        };
        let mut kin = BTreeMap::new();
        for (line, words) in (0u32..).zip(table.kin) {
            for word in words.split(' ') {
                kin.entry(lexicon.stem(word)).or_insert(line);
            }
        }
        lexicon.kin = kin.into_iter().collect();
        lexicon.clues = Index::new(table.clues, &|word| lexicon.stem(word));
        lexicon
    }

    /// The number that a word below a hundred stands for.
    pub fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(word).copied().or_else(|| {
            // Fünfundzwanzig.
            let joiner = Some(self.table.joined_tens).filter(|j| !j.is_empty())?;
            let (ones, tens) = word.split_once(joiner)?;
            let (ones, tens) = (*self.numbers.get(ones)?, *self.numbers.get(tens)?);
            (ones < 10.0 && tens >= 20.0).then_some(ones + tens)
        })
    }

    /// The number and the unit that a word joins: dreistündig.
    pub fn joined(&self, word: &str) -> Option<(f64, Unit)> {
        self.table.joined_units.iter().find_map(|&(ending, unit)| {
            let (number, _) = word.split_once(ending)?;
            Some((self.number(number)?, unit))
        })
    }

    /// What a scale word multiplies by.
    pub fn scale(&self, word: &str) -> Option<f64> {
        self.scales.get(word).copied()
    }

    /// The part of one that a word stands for.
    pub fn fraction(&self, word: &str) -> Option<f64> {
        self.fractions.get(word).copied()
    }

    /// The span of numbers that a word stands for.
    pub fn vague(&self, word: &str) -> Option<(f64, f64)> {
        self.vague.get(word).copied()
    }

    /// The unit of time that a word names.
    pub fn unit(&self, word: &str) -> Option<Unit> {
        self.units.get(word).copied()
    }

    /// The currency that a word names, as its sign or code.
    pub fn money(&self, word: &str) -> Option<&'static str> {
        self.money.get(word).copied()
    }

    /// The month that a word names, from 1.
    pub fn month(&self, word: &str) -> Option<u32> {
        self.months.get(word).copied()
    }

    /// The weekday that a word names, 0 for Monday.
    pub fn weekday(&self, word: &str) -> Option<u32> {
        self.weekdays.get(word).copied()
    }

    /// The spelling to compare by.
    pub fn spelling(&self, word: &str) -> Option<&'static str> {
        self.spellings.get(word).copied()
    }

    /// Whether a word says nothing of an event.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether a word denies what it stands with.
    pub fn is_negator(&self, word: &str) -> bool {
        self.negators.contains(word)
    }

    /// The line of kindred words that a stem belongs to.
    pub fn kin(&self, stem: &str) -> Option<u32> {
        self.kin.get(stem).copied()
    }

    /// The deed that a verb tells of, as one key for all its forms and for verbs that stand for it; none for words that
    /// are no such verb.
    pub fn deed(&self, word: &str) -> Option<String> {
        let clues = self.table.clues;
        if self.clues.shared(word) {
            return None;
        }
        let ending = || clues.deed_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
        let base = self.clues.past(word).or_else(|| ending().then_some(word))?;
        Some(self.deed_key(base))
    }

    /// The key of a verb that is known to tell of a deed.
    pub fn deed_key(&self, word: &str) -> String {
        let stem = self.stem(word);
        self.clues.deed(&stem).map_or(stem, |line| format!("#{line}"))
    }

    /// Whether a verb tells of nothing that only one can have done.
    pub fn is_shared_deed(&self, word: &str) -> bool {
        self.clues.shared(word)
    }

    /// The rank that a word for a post names: one for aide and adviser.
    pub fn post(&self, word: &str) -> Option<u32> {
        self.clues.post(word)
    }

    /// The line of names that a name may stand for.
    pub fn metonym(&self, word: &str) -> Option<u32> {
        self.clues.metonym(word)
    }

    /// A word without its ending: one form for `concluded`, `concludes` and `concluding`.
    pub fn stem(&self, word: &str) -> String {
        let mut stem = word.to_owned();
        for (step, endings) in self.table.endings.iter().enumerate() {
            let shortest = if step == 2 { 4 } else { 3 };
            let fits = |rest: &str| rest.chars().count() >= shortest && rest.chars().any(|c| "aeiouy".contains(c));
            let found = endings.iter().find_map(|&(ending, instead)| Some((stem.strip_suffix(ending)?, instead)));
            if let Some((rest, instead)) = found.filter(|(rest, instead)| fits(rest) || !instead.is_empty()) {
                stem = format!("{rest}{instead}");
            }
            // Planned and plan: a doubled consonant in front of an ending.
            if step == 1 && stem.len() < word.len() {
                let mut ends = stem.chars().rev();
                if let (Some(a), Some(b)) = (ends.next(), ends.next())
                    && a == b
                    && !"aeioulsz".contains(a)
                {
                    stem.pop();
                }
            }
        }
        stem
    }
}

/// A table with nothing in it, which the tables of languages fill in part.
pub const NOTHING: Table = Table {
    language: "",
    numbers: &[],
    scales: &[],
    fractions: &[],
    vague: &[],
    units: &[],
    hedges: &[],
    after: &[],
    joiner: "",
    to: &[],
    one: &[],
    of: "",
    determiners: &[],
    roles: &[],
    percent: &[],
    money: &[],
    months: &[],
    unsure_months: &[],
    weekdays: &[],
    bounds: &[],
    year_leads: &[],
    negators: &[],
    beside: &[],
    partly: &[],
    contractions: &[],
    spellings: &[],
    stop: &[],
    kin: &[],
    endings: &[],
    joined_units: &[],
    joined_tens: "",
    decimal_comma: false,
    clues: &NO_CLUES,
};
