//! What is compared of an annotation's words.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Amount, Lexicon, Measure, Quantity, When, Word, is_unspaced, quantities, words};

use super::hash::{self, ByHash};
use super::values::{Context, Facts};

/// Words of an annotation that are read; a span of a whole book is compared by its beginning.
const LONGEST: usize = 400;

/// The weight of a kindred word, and of a word that only begins alike, beside that of the same word.
const HALF: f32 = 0.5;

/// The weight of “a duration of hours” beside that of a word: it says more of what a claim is about.
const TYPED: f32 = 1.5;

/// What an annotation's words come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    /// The words in order, hashed; bracketed inserts left out.
    pub words: Arc<[u64]>,
    /// What the words are about: each term once, by hash, with the part of a full word's weight that it has.
    pub terms: Arc<[Term]>,
    /// How many of the words say something of an event.
    pub telling: usize,
    /// How long, how many, how much.
    pub amounts: Vec<Amount>,
    /// When.
    pub whens: Vec<When>,
    /// The persons named in a list of two or more, as they stand.
    pub lineup: Vec<String>,
    /// Whether the list says that it is not complete.
    pub partly: bool,
    /// How many words deny.
    pub negators: usize,
    /// What is told beside numbers.
    pub facts: Facts,
}

/// A term by its hash, with a weight. The hash comes in halves, so that a pair takes twelve bytes and not sixteen: there
/// are dozens for each annotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Term {
    low: u32,
    high: u32,
    /// The part of a full word's weight that it has.
    pub part: f32,
}

impl Term {
    pub(super) fn new(hash: u64, part: f32) -> Self {
        Self { low: hash as u32, high: (hash >> 32) as u32, part }
    }

    pub(super) fn hash(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

/// Reads an annotation's words.
pub(super) fn read(text: &str, lexicon: &Lexicon, context: Context) -> Features {
    let text = &without_inserts(text);
    let mut all = words(text, lexicon);
    all.truncate(LONGEST);
    let quantities = quantities(text, lexicon);
    let mut features = compared(&all, &quantities, lexicon);
    features.negators = all.iter().filter(|w| lexicon.is_negator(&w.form)).count();
    for quantity in quantities {
        match quantity {
            Quantity::Amount(_, amount) => features.amounts.push(amount),
            Quantity::When(_, when) => features.whens.push(when),
        }
    }
    features.amounts.shrink_to_fit();
    features.whens.shrink_to_fit();
    (features.lineup, features.partly) = super::lineup::read(text, &all, lexicon);
    features.facts = super::values::read(text, &all, lexicon, context);
    features
}

/// Reads what of an annotation's words is compared, and nothing else.
pub(super) fn outline(text: &str, lexicon: &Lexicon) -> Features {
    let text = &without_inserts(text);
    let mut all = words(text, lexicon);
    all.truncate(LONGEST);
    compared(&all, &quantities(text, lexicon), lexicon)
}

fn compared(all: &[Word], quantities: &[Quantity], lexicon: &Lexicon) -> Features {
    Features {
        words: all.iter().map(|w| hash::word(w.form.as_bytes())).collect(),
        terms: terms(all, quantities, lexicon).into_iter().map(|(hash, part)| Term::new(hash, part)).collect(),
        telling: all.iter().filter(|w| !lexicon.is_stop(&w.form)).count(),
        ..Features::default()
    }
}

/// The text without what an editor has put in square brackets.
fn without_inserts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((_, behind)) = after.split_once(']') else {
            rest = after;
            break;
        };
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The terms of a run of words, sorted by hash, each once.
pub(super) fn terms(all: &[Word], quantities: &[Quantity], lexicon: &Lexicon) -> Vec<(u64, f32)> {
    let mut found: Vec<(u64, f32)> = Vec::with_capacity(all.len());
    each_term(all, quantities, lexicon, &mut |term, weight, _| found.push((hash::word(term.as_bytes()), weight)));
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    found.dedup_by_key(|t| t.0);
    found
}

/// For each term of a text, by hash, the first words that it was read from, as they stand there.
pub(super) fn labels(text: &str, lexicon: &Lexicon) -> ByHash<u64, String> {
    let text = &without_inserts(text);
    let mut all = words(text, lexicon);
    all.truncate(LONGEST);
    let mut found: ByHash<u64, String> = ByHash::default();
    each_term(&all, &quantities(text, lexicon), lexicon, &mut |term, _, range| {
        let label = || text.get(range).unwrap_or(term).to_owned();
        found.entry(hash::word(term.as_bytes())).or_insert_with(label);
    });
    found
}

/// Hands over each term with its weight and the bytes that it was read from.
fn each_term(all: &[Word], quantities: &[Quantity], lexicon: &Lexicon, put: &mut dyn FnMut(&str, f32, Range<usize>)) {
    for quantity in quantities {
        if let Quantity::Amount(range, amount) = quantity
            && amount.measure == Measure::Duration
        {
            // Hours are set against hours, not against minutes or years.
            put(&format!("#duration:{}", scale_of(amount.nominal)), TYPED, range.clone());
        }
        if let Quantity::When(range, when) = quantity
            && when.bound == "since"
        {
            put("#since", 1.0, range.clone());
        }
    }
    let duration = |q: &Quantity| match q {
        Quantity::Amount(range, amount) if amount.measure == Measure::Duration => Some(range.clone()),
        _ => None,
    };
    let mut durations = quantities.iter().filter_map(duration).peekable();
    let mut before: Option<&Word> = None;
    for word in all {
        let form = word.form.as_str();
        let range = word.range.clone();
        // Words and durations both come in order.
        while durations.next_if(|range| range.end <= word.range.start).is_some() {}
        let inside = durations.peek().is_some_and(|range| range.start <= word.range.start);
        if is_unspaced(form) {
            // No spaces, no words: pairs of neighbours stand for them.
            if let Some(left) = before.filter(|b| is_unspaced(&b.form) && b.range.end == word.range.start) {
                put(&format!("{}{form}", left.form), 1.0, left.range.start..range.end);
            } else {
                put(form, 0.5, range);
            }
        } else if !inside && !lexicon.is_stop(form) {
            let stem = lexicon.stem(form);
            put(&stem, 1.0, range.clone());
            let head: String = stem.chars().take(5).collect();
            put(&format!("{head}-"), HALF, range.clone());
            if let Some(kin) = lexicon.kin(&stem) {
                put(&format!("#kin:{kin}"), HALF, range);
            }
        }
        before = Some(word);
    }
}

fn scale_of(seconds: f64) -> &'static str {
    match seconds {
        s if s < 3_000.0 => "minutes",
        s if s < 80_000.0 => "hours",
        s if s < 2_000_000.0 => "days",
        s if s < 30_000_000.0 => "months",
        _ => "years",
    }
}
