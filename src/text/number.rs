//! Numbers in figures and words.

use super::lexicon::Lexicon;
use super::words::Word;

/// A number, or the span of numbers that a word stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The number, or the least of the span.
    pub low: f64,
    /// The number, or the most of the span.
    pub high: f64,
    /// Whether it is a span: a few.
    pub vague: bool,
    /// Whether it is a mere `a` or `one`, which counts only with a unit behind it.
    pub bare: bool,
    /// Whether it is, or ends in, a part of one: half.
    pub part: bool,
}

/// Words that one number has at most: what goes on longer is no number.
const LONGEST: usize = 16;

fn exactly(value: f64) -> Number {
    Number { low: value, high: value, vague: false, bare: false, part: false }
}

/// Reads the number that begins with word `at`; gives the index of the word behind it.
pub fn parse(text: &str, words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, Number)> {
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    let table = lexicon.table;
    let first = form(at);
    // A few hundred; several; dozens.
    let article = usize::from(table.one.contains(&first));
    if let Some((low, high)) = lexicon.vague(form(at + article)) {
        let mut next = at + article + 1;
        let mut factor = 1.0;
        if let Some(scale) = lexicon.scale(form(next)) {
            factor = scale;
            next += 1;
        }
        next += usize::from(!table.of.is_empty() && form(next) == table.of);
        return Some((next, Number { low: low * factor, high: high * factor, ..vague() }));
    }
    let (mut next, mut value, mut part, mut bare) = whole(text, words, at, lexicon)?;
    // Two and a half, three quarters.
    let joined = usize::from(!table.joiner.is_empty() && form(next) == table.joiner);
    let one = usize::from(table.one.contains(&form(next + joined)));
    if !part
        && joined == 1
        && let Some(fraction) = lexicon.fraction(form(next + joined + one))
    {
        value += fraction;
        (part, bare) = (true, false);
        next += joined + one + 1;
    } else if !part && let Some(fraction) = lexicon.fraction(form(next)) {
        value *= fraction;
        (part, bare) = (true, false);
        next += 1;
    }
    // 2.5 million; three hundred thousand has been read already.
    while let Some(scale) = lexicon.scale(form(next)).filter(|_| next < at + LONGEST) {
        value *= scale;
        bare = false;
        next += 1;
    }
    Some((next, Number { part, bare, ..exactly(value) }))
}

fn vague() -> Number {
    Number { vague: true, ..exactly(0.0) }
}

/// The number without a fraction: the word behind, the value, whether it is a part, whether it is a mere `a`.
fn whole(text: &str, words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, f64, bool, bool)> {
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    let table = lexicon.table;
    let first = form(at);
    let sign = |i: usize| words.get(i).and_then(|w| text.get(w.range.clone())).and_then(sign_of_part);
    if let Some(part) = sign(at) {
        return Some((at + 1, part, true, false));
    }
    if let Some((next, value)) = spaced(text, words, at, table.decimal_comma) {
        return Some((next, value, false, false));
    }
    if let Some(value) = figures(first, table.decimal_comma) {
        // 3½: the sign is a word of its own.
        let touching = words.get(at).zip(words.get(at + 1)).is_some_and(|(a, b)| a.range.end == b.range.start);
        return Some(match sign(at + 1).filter(|_| touching) {
            Some(part) => (at + 2, value + part, true, false),
            None => (at + 1, value, false, false),
        });
    }
    if table.one.contains(&first) {
        let behind = form(at + 1);
        let counts = lexicon.scale(behind).is_some() || lexicon.fraction(behind).is_some();
        let unit = lexicon.unit(behind).is_some() && behind != "second";
        return (counts || unit).then_some((at + 1, 1.0, false, true));
    }
    if let Some(fraction) = lexicon.fraction(first) {
        // “The third meeting” is no part of one.
        return (fraction == 0.5).then_some((at + 1, fraction, true, false));
    }
    let (mut total, mut current, mut next) = (0.0, 0.0, at);
    let mut last = f64::INFINITY;
    while next < at + LONGEST {
        let word = form(next);
        if let Some(value) = lexicon.number(word) {
            // Twenty-five, not “three two”.
            let fits = last >= 20.0 && (last.is_infinite() || last >= 100.0 || value < 10.0);
            if !fits {
                break;
            }
            current += value;
            last = value;
            next += 1;
        } else if let Some(scale) = lexicon.scale(word).filter(|_| next > at) {
            if scale >= 1e3 {
                total += f64::max(current, 1.0) * scale;
                current = 0.0;
            } else {
                current = f64::max(current, 1.0) * scale;
            }
            last = f64::INFINITY;
            next += 1;
        } else if next > at && word == table.joiner && last.is_infinite() && lexicon.number(form(next + 1)).is_some() {
            next += 1;
        } else if next > at
            && word == table.joined_tens
            && (20.0..100.0).contains(&last)
            && lexicon.number(form(next + 1)).is_some_and(|ones| ones < 10.0)
        {
            // Treinta y cinco.
            next += 1;
        } else {
            break;
        }
    }
    (next > at).then(|| (next, total + current, false, total + current == 1.0 && next == at + 1))
}

fn sign_of_part(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        _ => return None,
    })
}

/// Thousands parted by spaces: 1 500.
fn spaced(text: &str, words: &[Word], at: usize, decimal_comma: bool) -> Option<(usize, f64)> {
    let figures = |i: usize| {
        let word = words.get(i)?;
        word.form.bytes().all(|b| b.is_ascii_digit()).then_some(word)
    };
    let mut last = figures(at).filter(|w| decimal_comma && w.form.len() <= 3 && !w.form.starts_with('0'))?;
    let (mut next, mut digits) = (at + 1, last.form.clone());
    while let Some(word) = figures(next).filter(|w| w.form.len() == 3 && digits.len() < 12) {
        if !matches!(text.get(last.range.end..word.range.start), Some(" " | "\u{a0}" | "\u{202f}")) {
            break;
        }
        digits.push_str(&word.form);
        (last, next) = (word, next + 1);
    }
    let value = digits.parse().ok()?;
    (next > at + 1).then_some((next, value))
}

/// Figures with or without separators, and a scale letter: 1,500 and 2.5 and 5m and 7bn.
fn figures(word: &str, decimal_comma: bool) -> Option<f64> {
    let swapped: String;
    let word = if decimal_comma {
        let swap = |c| match c {
            '.' => ',',
            ',' => '.',
            c => c,
        };
        swapped = word.chars().map(swap).collect();
        &swapped
    } else {
        word
    };
    let digits: String = word.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    if digits.len() > 24 || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let scale = match word.get(digits.len()..)? {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    // A comma in front of three figures separates thousands; any other comma is a decimal one.
    let mut parts = digits.split(',');
    let head = parts.next()?;
    let tail: Vec<&str> = parts.collect();
    let thousands = tail.iter().all(|p| p.split('.').next().is_some_and(|d| d.len() == 3));
    let plain = match tail.as_slice() {
        [] => digits.clone(),
        [decimal] if !thousands => format!("{head}.{decimal}"),
        _ if thousands => digits.replace(',', ""),
        _ => return None,
    };
    plain.parse::<f64>().ok().map(|value| value * scale)
}
