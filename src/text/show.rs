//! Quantities as a chip shows them.

use super::lexicon::Hedge;
use super::quantity::Measure;

/// An amount in few characters: `≈ 3 h`, `2 h 30 min`, `< 25%`, `$1,500`.
pub(super) fn amount(measure: &Measure, low: f64, high: f64, hedge: Hedge) -> String {
    let sign = match hedge {
        Hedge::Exact | Hedge::Range => "",
        Hedge::About => "≈ ",
        Hedge::Nearly | Hedge::Under => "< ",
        Hedge::JustOver | Hedge::Over => "> ",
    };
    if high > low {
        return format!("{sign}{} to {}", bare(measure, low), bare(measure, high));
    }
    format!("{sign}{}", bare(measure, low))
}

/// A value of a measure, without a hedge.
pub fn bare(measure: &Measure, value: f64) -> String {
    match measure {
        Measure::Duration => duration(value),
        Measure::Percent => format!("{}%", number(value)),
        Measure::Money(sign) => format!("{sign}{}", number(value)),
        Measure::Count(_) => number(value),
    }
}

/// Seconds in the largest unit that fits, and the next one where something is left: `2 h 30 min`, `10 years`.
pub fn duration(seconds: f64) -> String {
    const UNITS: [(f64, &str, &str); 7] = [
        (31_557_600.0, " year", " years"),
        (2_629_800.0, " month", " months"),
        (604_800.0, " week", " weeks"),
        (86_400.0, " day", " days"),
        (3_600.0, " h", " h"),
        (60.0, " min", " min"),
        (1.0, " s", " s"),
    ];
    let said =
        |count: f64, one: &str, many: &str| format!("{}{}", number(count), if count == 1.0 { one } else { many });
    let near = |x: f64| (x - x.round()).abs() < 1e-6;
    for (at, &(size, one, many)) in UNITS.iter().enumerate() {
        let count = seconds / size;
        if count < 1.0 - 1e-9 {
            continue;
        }
        // 25 days stay days.
        if near(count) {
            return said(count.round(), one, many);
        }
        if let Some(&(small, one_small, many_small)) = UNITS.get(at + 1).filter(|_| many != " weeks") {
            let left = (seconds - count.floor() * size) / small;
            if near(left) && left.round() >= 1.0 {
                return format!("{} {}", said(count.floor(), one, many), said(left.round(), one_small, many_small));
            }
        }
        if near(count * 2.0) {
            return said(count, one, many);
        }
    }
    format!("{} s", number(seconds))
}

/// A number with thousands separated, and at most two decimals.
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let plain = format!("{rounded}");
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let mut grouped = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && c.is_ascii_digit() && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(c);
    }
    rest.map_or(grouped.clone(), |r| format!("{grouped}.{r}"))
}
