//! How long, how many, how much.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Amount, Hedge, Measure, measured_words};

use super::super::mark::Mark;
use super::super::statement::{Severity, Slot};
use super::{Found, Own, Side, across_articles, grouped, keep};

/// Values further apart than this part of the greater one are two values.
const APART: f64 = 0.1;

/// Durations further apart than this factor are not of one thing.
const OTHER_THING: f64 = 5.0;

pub(super) fn find(marks: &[&Arc<Mark>], own: &mut Own) -> Vec<Found> {
    let kinds: BTreeSet<(&Measure, bool)> =
        marks.iter().flat_map(|m| m.features.amounts.iter().map(|a| (&a.measure, a.apart))).collect();
    let mut found = Vec::new();
    for (measure, apart) in kinds {
        // A mark with two durations does not tell which is meant.
        let mut given: Vec<(usize, &Amount)> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            let mut of = mark.features.amounts.iter().filter(|a| a.measure == *measure && a.apart == apart);
            if let (Some(amount), None) = (of.next(), of.next()) {
                given.push((at, amount));
            }
        }
        let slot = if *measure == Measure::Duration { Slot::Duration } else { Slot::Number };
        let groups = groups_of(&given, slot == Slot::Duration && !apart);
        let sides: Vec<Side> = groups.iter().map(|g| side(g)).collect();
        if sides.len() < 2 || !across_articles(&sides, marks) {
            continue;
        }
        for (at, amount) in &given {
            keep(own, *at, slot, &amount.shown);
        }
        let (severity, rule) = judged(&groups, measure);
        found.push(Found { slot, sides, severity: Some(severity), rule });
    }
    found.extend(one_or_many(marks));
    found
}

fn two_sided(amount: &Amount) -> bool {
    matches!(amount.hedge, Hedge::Exact | Hedge::About | Hedge::Nearly | Hedge::JustOver)
}

/// Whether two amounts can be the same: two numbers, if no more than a tenth apart, and of small counts only if equal; a
/// bound or a span and anything, if the intervals meet; shares, also if they make up the whole.
fn compatible(a: &Amount, b: &Amount) -> bool {
    if a.measure == Measure::Percent && (a.nominal + b.nominal - 100.0).abs() < 1.5 {
        return true;
    }
    if a.exact && b.exact {
        return (a.nominal - b.nominal).abs() < 1e-9;
    }
    if two_sided(a) && two_sided(b) {
        (a.nominal - b.nominal).abs() <= APART * a.nominal.abs().max(b.nominal.abs()) + 1e-9
    } else {
        a.low <= b.high * 1.05 && b.low <= a.high * 1.05
    }
}

fn groups_of<'a>(given: &[(usize, &'a Amount)], one_thing: bool) -> Vec<Vec<(usize, &'a Amount)>> {
    let mut sorted = given.to_vec();
    // Numbers before bounds; the firmer first, then by value.
    sorted.sort_by(|a, b| {
        (!two_sided(a.1)).cmp(&!two_sided(b.1)).then(a.1.nominal.total_cmp(&b.1.nominal)).then(a.0.cmp(&b.0))
    });
    let mut groups = grouped(sorted, &|a: &&Amount, b: &&Amount| compatible(a, b));
    if one_thing {
        // The talks and the news conference after them: keep what is near the value that most give.
        let main = groups.iter().max_by_key(|g| g.len()).and_then(|g| g.first()).map_or(0.0, |(_, a)| a.nominal);
        groups.retain(|g| {
            g.first().is_some_and(|(_, a)| a.nominal <= main * OTHER_THING && main <= a.nominal * OTHER_THING)
        });
    }
    groups
}

/// The firmest amount of a group stands for it.
fn firmest<'a>(group: &[(usize, &'a Amount)]) -> Option<&'a Amount> {
    group.iter().map(|(_, a)| *a).min_by(|a, b| a.hedge.cmp(&b.hedge).then_with(|| a.shown.cmp(&b.shown)))
}

fn side(group: &[(usize, &Amount)]) -> Side {
    let first = firmest(group);
    let unit = first.map(|a| match &a.measure {
        Measure::Duration => "s".to_owned(),
        Measure::Percent => "%".to_owned(),
        Measure::Money(sign) => sign.clone(),
        Measure::Count(head) => head.clone(),
    });
    let mut side = Side::named(first.map_or("", |a| a.shown.as_str()), group.iter().map(|(at, _)| *at).collect());
    side.range = first.map(|a| (a.low, a.high)).filter(|(_, high)| high.is_finite());
    side.unit = unit;
    side
}

/// Hard if two amounts of different groups have intervals that do not meet, or are different whole numbers.
fn judged(groups: &[Vec<(usize, &Amount)>], measure: &Measure) -> (Severity, String) {
    let kind = match measure {
        Measure::Duration => "Durations",
        Measure::Percent => "Shares",
        Measure::Money(_) => "Sums",
        Measure::Count(_) => "Counts",
    };
    let mut pairs = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        for other in groups.iter().skip(i + 1) {
            pairs.extend(group.iter().flat_map(|(_, a)| other.iter().map(move |(_, b)| (*a, *b))));
        }
    }
    let clash = |a: &Amount, b: &Amount| a.high < b.low || b.high < a.low || (a.exact && b.exact);
    // The firmest pair is the one to show.
    pairs.sort_by_key(|(a, b)| (a.hedge, b.hedge));
    if let Some((a, b)) = pairs.iter().find(|(a, b)| clash(a, b)) {
        let meet = a.high >= b.low && b.high >= a.low;
        let how = if meet { "are different whole numbers" } else { "do not meet" };
        return (Severity::Hard, format!("{kind}: {} and {} {how}", words(a), words(b)));
    }
    let shown = pairs.first().map_or_else(String::new, |(a, b)| format!("{} and {}", words(a), words(b)));
    (Severity::Soft, format!("{kind}: {shown} are more than a tenth apart, but their ranges meet"))
}

/// An amount with its interval, for the analyst.
fn words(amount: &Amount) -> String {
    let end = |value: f64, up: bool| measured_words(&amount.measure, rounded(&amount.measure, value, up));
    if amount.high.is_infinite() {
        return format!("{} ({} or more)", amount.shown, end(amount.low, false));
    }
    format!("{} ({} to {})", amount.shown, end(amount.low, false), end(amount.high, true))
}

/// Durations in steps that fit their size, other values as they are.
fn rounded(measure: &Measure, value: f64, up: bool) -> f64 {
    if *measure != Measure::Duration {
        return value;
    }
    let step = match value {
        v if v < 600.0 => 1.0,
        v if v < 172_800.0 => 60.0,
        v if v < 5_000_000.0 => 3_600.0,
        _ => 86_400.0,
    };
    let steps = value / step;
    if up { (steps - 1e-9).ceil() * step } else { (steps + 1e-9).floor() * step }
}

/// A lawyer here, lawyers there: the same noun with the same word in front, once as one and once as many.
fn one_or_many(marks: &[&Arc<Mark>]) -> Option<Found> {
    let keys: BTreeSet<u64> = marks.iter().flat_map(|m| m.features.facts.counted.iter().map(|c| c.key)).collect();
    for key in keys {
        let (mut one, mut many, mut shown) = (Vec::new(), Vec::new(), [String::new(), String::new()]);
        for (at, mark) in marks.iter().enumerate() {
            let mut of = mark.features.facts.counted.iter().filter(|c| c.key == key);
            let (Some(counted), None) = (of.next(), of.next()) else { continue };
            let (side, name) = if counted.many { (&mut many, 1) } else { (&mut one, 0) };
            side.push(at);
            if let Some(name) = shown.get_mut(name) {
                name.clone_from(&counted.shown);
            }
        }
        let [single, several] = shown;
        let rule = format!("Counts: one here (“{single}”), several there (“{several}”)");
        let sides = vec![Side::named(single, one), Side::named(several, many)];
        if sides.iter().all(|s| !s.marks.is_empty()) && across_articles(&sides, marks) {
            return Some(Found { slot: Slot::Number, sides, severity: Some(Severity::Soft), rule });
        }
    }
    None
}
