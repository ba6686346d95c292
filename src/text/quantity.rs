//! Quantities in a text: durations, shares, sums, counts, dates; as intervals with their hedges.

use std::ops::Range;

use super::lexicon::{Hedge, Lexicon};
use super::number::{self, Number};
use super::when::{self, Relative, When};
use super::words::{Word, words};

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Time, in seconds.
    Duration,
    /// Hundredths.
    Percent,
    /// Money, by sign or code.
    Money(String),
    /// Things, by the word behind the number, stemmed.
    Count(String),
}

/// A number with what it measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// What is measured.
    pub measure: Measure,
    /// The number itself; the middle of a range.
    pub nominal: f64,
    /// The least that the words allow.
    pub low: f64,
    /// The most that the words allow; may be infinite.
    pub high: f64,
    /// How far the writer commits.
    pub hedge: Hedge,
    /// Whether it is a distance between two points in time: fifteen minutes later.
    pub apart: bool,
    /// Whether the words name a whole number, not a rounded one: 58, but not 60.
    pub exact: bool,
    /// Fit for a chip, such as `≈ 3 h`.
    pub shown: String,
}

/// A quantity in a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// How long, how many, how much.
    Amount(Range<usize>, Amount),
    /// When.
    When(Range<usize>, When),
}

impl Quantity {
    /// Its bytes in the text, without the hedge.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Amount(range, _) | Self::When(range, _) => range.clone(),
        }
    }
}

/// The interval that a hedge makes of a number.
///
/// Nearly, almost: 0.85 x to x. About, around: 15 % each way. Over: from x. Under: to x. Nothing: 5 % each way.
pub fn widen(x: f64, hedge: Hedge) -> (f64, f64) {
    match hedge {
        Hedge::Exact => (0.95 * x, 1.05 * x),
        Hedge::About => (0.85 * x, 1.15 * x),
        Hedge::Nearly => (0.85 * x, x),
        Hedge::JustOver => (x, 1.15 * x),
        Hedge::Over => (x, f64::INFINITY),
        Hedge::Under | Hedge::Range => (0.0, x),
    }
}

/// The quantities of a text, in order.
pub fn quantities(text: &str, lexicon: &Lexicon) -> Vec<Quantity> {
    let words = words(text, lexicon);
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((next, when)) = when::parse(text, &words, at, lexicon) {
            found.push(Quantity::When(span(&words, at, next), when));
            at = next;
        } else if let Some((next, amount)) = moments(&words, at, lexicon) {
            found.push(Quantity::Amount(span(&words, at, next), amount));
            at = next;
        } else if let Some((next, amount)) = amount(text, &words, at, lexicon) {
            if amount.measure == Measure::Duration && lexicon.table.clues.ago.contains(&form(&words, next)) {
                found.push(Quantity::When(span(&words, at, next + 1), ago(&amount, form(&words, next))));
                at = next + 1;
                continue;
            }
            found.push(Quantity::Amount(span(&words, at, next), amount));
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// Moments later: a unit without a number, in front of a word that makes it a distance in time.
fn moments(words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, Amount)> {
    let clues = lexicon.table.clues;
    let &(unit, low, high) = clues.moments.iter().find(|(unit, ..)| *unit == form(words, at))?;
    let behind = form(words, at + 1);
    let measure = Measure::Duration;
    let shown = format!("{unit} {behind}");
    clues.apart.contains(&behind).then(|| {
        let nominal = f64::midpoint(low, high);
        (at + 2, Amount { measure, nominal, low, high, hedge: Hedge::Range, apart: true, exact: false, shown })
    })
}

/// Three days ago: a date.
fn ago(amount: &Amount, word: &str) -> When {
    const DAY: f64 = 86_400.0;
    let last = (amount.low / DAY).floor();
    let first = if amount.high.is_finite() { (amount.high / DAY).ceil() } else { 36_525.0 };
    let relative = Some(Relative::Days(-(first.min(36_525.0) as i32), -(last.min(36_525.0) as i32)));
    When { relative, shown: format!("{} {word}", amount.shown), ..When::default() }
}

fn span(words: &[Word], from: usize, to: usize) -> Range<usize> {
    let start = words.get(from).map_or(0, |w| w.range.start);
    let end = words.get(to.saturating_sub(1)).map_or(start, |w| w.range.end);
    start..end.max(start)
}

fn form(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.form.as_str())
}

/// The text between two words.
fn gap<'a>(text: &'a str, words: &[Word], left: usize) -> &'a str {
    let (Some(a), Some(b)) = (words.get(left), words.get(left + 1)) else { return "" };
    text.get(a.range.end..b.range.start).unwrap_or_default()
}

fn amount(text: &str, words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, Amount)> {
    if let Some((value, unit)) = lexicon.joined(form(words, at)) {
        return Some((at + 1, joined(words, at, value * unit.seconds(), lexicon)));
    }
    let (mut next, mut number) = number::parse(text, words, at, lexicon)?;
    // Two to three, 2-3: a range. “Or more” is none.
    let table = lexicon.table;
    let dash = matches!(gap(text, words, next.wrapping_sub(1)), "-" | "–" | "—");
    let to = usize::from(table.to.contains(&form(words, next)));
    if (to == 1 || dash)
        && let Some((behind, second)) = number::parse(text, words, next + to, lexicon)
        && second.low > number.high
        && second.bare == number.bare
    {
        number = Number { low: number.low, high: second.high, vague: true, ..number };
        next = behind;
    }
    let (end, measure, scale, factor) = measured(text, words, at, next, lexicon, &number)?;
    let mut low = number.low * scale * factor;
    let mut high = number.high * scale * factor;
    let mut end = end;
    if measure == Measure::Duration {
        let (behind, more) = smaller_units(text, words, end, factor, lexicon);
        end = behind;
        low += more;
        high += more;
    }
    let hedge = hedge_before(words, at, lexicon);
    let behind = table.after.iter().find(|(phrase, _)| stands_at(words, end, phrase)).map(|&(_, h)| h);
    let symbol = symbol_hedge(text, words, at, end);
    let vague = number.vague;
    let hedge = hedge.or(symbol).or(behind).unwrap_or(if vague { Hedge::Range } else { Hedge::Exact });
    let nominal = f64::midpoint(low, high);
    let (least, most) = if vague { (low, high) } else { widen(nominal, hedge) };
    let shown = super::show::amount(&measure, low, high, hedge);
    let apart = measure == Measure::Duration && table.clues.apart.contains(&form(words, end));
    let whole = nominal.fract() == 0.0 && (nominal < 20.0 || nominal % 10.0 != 0.0) && nominal < 10_000.0;
    let exact = hedge == Hedge::Exact && whole && matches!(measure, Measure::Count(_));
    Some((end, Amount { measure, nominal, low: least, high: most, hedge, apart, exact, shown }))
}

fn hedge_before(words: &[Word], at: usize, lexicon: &Lexicon) -> Option<Hedge> {
    let before = lexicon.table.hedges.iter().filter(|(phrase, _)| stands_before(words, at, phrase, lexicon));
    before.max_by_key(|(phrase, _)| phrase.len()).map(|&(_, h)| h)
}

/// A duration that is one word.
fn joined(words: &[Word], at: usize, seconds: f64, lexicon: &Lexicon) -> Amount {
    let hedge = hedge_before(words, at, lexicon).unwrap_or(Hedge::Exact);
    let (low, high) = widen(seconds, hedge);
    let shown = super::show::amount(&Measure::Duration, seconds, seconds, hedge);
    Amount { measure: Measure::Duration, nominal: seconds, low, high, hedge, apart: false, exact: false, shown }
}

/// What the number in front of `next` measures: the word behind, the measure, a factor for the number, the unit's size.
fn measured(
    text: &str,
    words: &[Word],
    at: usize,
    next: usize,
    lexicon: &Lexicon,
    number: &Number,
) -> Option<(usize, Measure, f64, f64)> {
    let table = lexicon.table;
    let word = form(words, next);
    let rest = words.get(next.wrapping_sub(1)).and_then(|w| text.get(w.range.end..)).unwrap_or_default();
    let front = words.get(at).and_then(|w| text.get(..w.range.start)).unwrap_or_default();
    if rest.trim_start().starts_with(['%', '％', '٪']) {
        return Some((next, Measure::Percent, 1.0, 1.0));
    }
    if let Some(phrase) = table.percent.iter().find(|p| stands_at(words, next, p)) {
        return Some((next + phrase.split(' ').count(), Measure::Percent, 1.0, 1.0));
    }
    let sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₽' | '₹' | '₩' | '₺' | '₴' | '₪');
    if let Some(c) = front.trim_end().chars().next_back().filter(|&c| sign(c)) {
        return Some((next, Measure::Money(c.to_string()), 1.0, 1.0));
    }
    if let Some(c) = rest.trim_start().chars().next().filter(|&c| sign(c)) {
        return Some((next, Measure::Money(c.to_string()), 1.0, 1.0));
    }
    if let Some(money) = lexicon.money(word) {
        return Some((next + 1, Measure::Money(money.to_owned()), 1.0, 1.0));
    }
    // Millones de euros.
    if word == table.of
        && let Some(money) = lexicon.money(form(words, next + 1))
    {
        return Some((next + 2, Measure::Money(money.to_owned()), 1.0, 1.0));
    }
    // Half an hour.
    let of = usize::from(number.part && word == table.of && !word.is_empty());
    let skip = of + usize::from(number.part && table.one.contains(&form(words, next + of)));
    if let Some(unit) = lexicon.unit(form(words, next + skip)) {
        let fortnight = if form(words, next + skip) == "fortnight" { 2.0 } else { 1.0 };
        return Some((next + skip + 1, Measure::Duration, fortnight, unit.seconds()));
    }
    // “A” alone is no number, and “one” is as often a pronoun.
    if number.bare {
        return None;
    }
    let head = victims(words, at, next, lexicon).or_else(|| head_noun(text, words, next, lexicon))?;
    Some((next, Measure::Count(head), 1.0, 1.0))
}

/// The dead or the hurt, where a count is of them: 12 dead, 12 people were killed, killed 12.
fn victims(words: &[Word], at: usize, next: usize, lexicon: &Lexicon) -> Option<String> {
    let clues = lexicon.table.clues;
    let kind = |i: usize| {
        let word = form(words, i);
        let of = |list: &[&'static str]| list.contains(&word).then(|| list.first().map(|w| (*w).to_owned())).flatten();
        of(clues.dead).or_else(|| of(clues.hurt))
    };
    let idle = |i: usize| lexicon.is_stop(form(words, i));
    let behind = || {
        // 12 people were killed: one noun, and auxiliaries.
        let noun = usize::from(!idle(next) && kind(next).is_none());
        let verb = (next + noun..next + noun + 3).find(|&i| !idle(i))?;
        kind(verb)
    };
    let before = || (at.saturating_sub(3)..at).rev().find_map(kind);
    kind(next).or_else(behind).or_else(before)
}

/// What is counted: the last of at most three words behind the number that belong together, stemmed.
fn head_noun(text: &str, words: &[Word], next: usize, lexicon: &Lexicon) -> Option<String> {
    let mut head = None;
    for at in next..next + 3 {
        let word = words.get(at)?;
        let joint = gap(text, words, at.wrapping_sub(1));
        if !matches!(joint, " " | "-" | "\u{a0}") || lexicon.is_stop(&word.form) || lexicon.number(&word.form).is_some()
        {
            break;
        }
        head = Some(lexicon.stem(&word.form));
        // A plural ends the group.
        if word.form.ends_with('s') && !word.form.ends_with("ss") {
            break;
        }
        if at + 1 >= words.len() {
            break;
        }
    }
    head
}

/// Two hours and 30 minutes; an hour and a half: what follows a duration in units smaller than `factor`.
fn smaller_units(text: &str, words: &[Word], end: usize, factor: f64, lexicon: &Lexicon) -> (usize, f64) {
    let joined = usize::from(form(words, end) == lexicon.table.joiner && !lexicon.table.joiner.is_empty());
    if joined == 0 && !matches!(gap(text, words, end.wrapping_sub(1)), " " | ", " | "") {
        return (end, 0.0);
    }
    let Some((next, number)) = number::parse(text, words, end + joined, lexicon) else { return (end, 0.0) };
    if number.vague {
        return (end, 0.0);
    }
    if let Some(unit) = lexicon.unit(form(words, next)).filter(|u| u.seconds() < factor) {
        return (next + 1, number.low * unit.seconds());
    }
    if joined == 1 && number.part { (next, number.low * factor) } else { (end, 0.0) }
}

fn stands_at(words: &[Word], at: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(i, p)| form(words, at + i) == p)
}

fn stands_before(words: &[Word], at: usize, phrase: &str, lexicon: &Lexicon) -> bool {
    let length = phrase.split(' ').count();
    // “A nearly three-hour”, “a full two hours”: the article is part of neither.
    at.checked_sub(length).is_some_and(|from| stands_at(words, from, phrase))
        || (lexicon.table.one.contains(&form(words, at.wrapping_sub(1)))
            && at.checked_sub(length + 1).is_some_and(|from| stands_at(words, from, phrase)))
}

fn symbol_hedge(text: &str, words: &[Word], at: usize, end: usize) -> Option<Hedge> {
    let front = words.get(at).and_then(|w| text.get(..w.range.start)).unwrap_or_default().trim_end();
    let front = front.trim_end_matches(['$', '€', '£', '¥', '₽', '₹', '₩', '₺', '₴', '₪']).trim_end();
    let back = words.get(end.wrapping_sub(1)).and_then(|w| text.get(w.range.end..)).unwrap_or_default();
    match front.chars().next_back() {
        Some('~' | '≈' | '∼') => return Some(Hedge::About),
        Some('>' | '≥') => return Some(Hedge::Over),
        Some('<' | '≤') => return Some(Hedge::Under),
        _ => {}
    }
    back.starts_with('+').then_some(Hedge::Over)
}
