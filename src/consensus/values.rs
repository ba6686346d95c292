//! Where the members of a statement differ.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{ArticleId, Kind};
use crate::text::{Amount, Hedge, Measure, When};

use super::mark::Mark;
use super::statement::{Difference, Rival, Severity, Slot};

/// Values further apart than this part of the greater one are two values.
const APART: f64 = 0.1;

/// Durations further apart than this factor are not of one thing.
const OTHER_THING: f64 = 5.0;

/// The own value of every mark in every slot in which it has one that was compared.
type Own = Vec<Vec<(Slot, String)>>;

/// One side of a difference: what it is called, and the indices of its marks.
struct Side {
    value: String,
    marks: Vec<usize>,
}

/// What the marks of a statement differ in, conflicting differences first, and each mark's own values.
pub(super) fn differences<'a>(
    marks: &[&'a Arc<Mark>],
    lead: usize,
    outlet: &dyn Fn(&'a Mark) -> &'a str,
) -> (Vec<Difference>, Own) {
    let mut own: Own = vec![Vec::new(); marks.len()];
    if marks.len() < 2 {
        return (Vec::new(), own);
    }
    let mut found = Vec::new();
    let mut add = |slot, sides: Vec<Side>, conflicting| {
        if sides.len() > 1 {
            found.push(difference(slot, sides, conflicting, marks, outlet));
        }
    };
    amounts(marks, &mut own, &mut add);
    dates(marks, &mut own, &mut add);
    add(Slot::Negation, denials(marks, lead), true);
    add(
        Slot::Names,
        super::lineup::sides(marks).into_iter().map(|(value, marks)| Side { value, marks }).collect(),
        true,
    );
    // An own value is of use only where members differ.
    let slots: BTreeSet<Slot> = found.iter().map(|d| d.slot).collect();
    for values in &mut own {
        values.retain(|(slot, _)| slots.contains(slot));
    }
    (found, own)
}

fn difference<'a>(
    slot: Slot,
    sides: Vec<Side>,
    conflicting: bool,
    marks: &[&'a Arc<Mark>],
    outlet: &dyn Fn(&'a Mark) -> &'a str,
) -> Difference {
    let mut ranked: Vec<(Reverse<usize>, Rival)> = sides
        .into_iter()
        .map(|side| {
            let of = || side.marks.iter().filter_map(|&i| marks.get(i));
            let outlets: BTreeSet<&str> = of().map(|m| outlet(m)).collect();
            let annotations = of().map(|m| m.place.annotation).collect();
            (Reverse(outlets.len()), Rival { value: side.value, low: None, high: None, unit: None, annotations })
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.value.cmp(&b.1.value)));
    Difference {
        slot,
        values: ranked.into_iter().map(|(_, r)| r).collect(),
        severity: conflicting.then_some(Severity::Hard),
        rule: String::new(),
    }
}

/// Whether every two sides stand in different articles: an article that gives both values speaks of two things.
fn across_articles(sides: &[Side], marks: &[&Arc<Mark>]) -> bool {
    let mut seen: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    sides.iter().enumerate().all(|(at, side)| {
        side.marks.iter().filter_map(|&i| marks.get(i)).all(|m| *seen.entry(&m.place.article).or_insert(at) == at)
    })
}

fn amounts(marks: &[&Arc<Mark>], own: &mut Own, add: &mut dyn FnMut(Slot, Vec<Side>, bool)) {
    let measures: BTreeSet<&Measure> =
        marks.iter().flat_map(|m| m.features.amounts.iter().map(|a| &a.measure)).collect();
    for measure in measures {
        // A mark with two durations does not tell which is meant.
        let mut given: Vec<(usize, &Amount)> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            let mut of = mark.features.amounts.iter().filter(|a| a.measure == *measure);
            if let (Some(amount), None) = (of.next(), of.next()) {
                given.push((at, amount));
            }
        }
        let slot = if *measure == Measure::Duration { Slot::Duration } else { Slot::Number };
        let sides = sides_of(&given, slot == Slot::Duration);
        if sides.len() > 1 && across_articles(&sides, marks) {
            for (at, amount) in given {
                if let Some(values) = own.get_mut(at).filter(|v| v.iter().all(|(s, _)| *s != slot)) {
                    values.push((slot, amount.shown.clone()));
                }
            }
            add(slot, sides, true);
        }
    }
}

fn two_sided(amount: &Amount) -> bool {
    matches!(amount.hedge, Hedge::Exact | Hedge::About | Hedge::Nearly | Hedge::JustOver)
}

/// Whether two amounts can be the same: two numbers, if no more than a tenth apart; a bound or a span and anything, if
/// the intervals meet.
fn compatible(a: &Amount, b: &Amount) -> bool {
    if two_sided(a) && two_sided(b) {
        (a.nominal - b.nominal).abs() <= APART * a.nominal.abs().max(b.nominal.abs()) + 1e-9
    } else {
        a.low <= b.high * 1.05 && b.low <= a.high * 1.05
    }
}

fn sides_of(given: &[(usize, &Amount)], one_thing: bool) -> Vec<Side> {
    let mut groups: Vec<Vec<(usize, &Amount)>> = Vec::new();
    let mut sorted = given.to_vec();
    // Numbers before bounds; the firmer first, then by value.
    sorted.sort_by(|a, b| {
        (!two_sided(a.1)).cmp(&!two_sided(b.1)).then(a.1.nominal.total_cmp(&b.1.nominal)).then(a.0.cmp(&b.0))
    });
    for (at, amount) in sorted {
        let home =
            groups.iter_mut().filter(|g| g.iter().all(|(_, other)| compatible(other, amount))).max_by_key(|g| g.len());
        match home {
            Some(group) => group.push((at, amount)),
            None => groups.push(vec![(at, amount)]),
        }
    }
    if one_thing {
        // The talks and the news conference after them: keep what is near the value that most give.
        let main = groups.iter().max_by_key(|g| g.len()).and_then(|g| g.first()).map_or(0.0, |(_, a)| a.nominal);
        groups.retain(|g| {
            g.first().is_some_and(|(_, a)| a.nominal <= main * OTHER_THING && main <= a.nominal * OTHER_THING)
        });
    }
    groups
        .into_iter()
        .map(|group| {
            let value = group.iter().map(|(_, a)| (a.hedge, a.shown.clone())).min().map_or_else(String::new, |v| v.1);
            let mut marks: Vec<usize> = group.into_iter().map(|(at, _)| at).collect();
            marks.sort_unstable();
            Side { value, marks }
        })
        .collect()
}

fn dates(marks: &[&Arc<Mark>], own: &mut Own, add: &mut dyn FnMut(Slot, Vec<Side>, bool)) {
    let role = |w: &When| (w.bound.clone(), w.of.clone());
    let roles: BTreeSet<_> = marks.iter().flat_map(|m| m.features.whens.iter().map(role)).collect();
    for wanted in roles {
        let mut given: Vec<(usize, &When)> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            let mut of = mark.features.whens.iter().filter(|w| role(w) == wanted);
            if let (Some(when), None) = (of.next(), of.next()) {
                given.push((at, when));
            }
        }
        // The fullest dates first, so that vaguer ones find the group that they fit.
        given.sort_by_key(|(at, w)| (Reverse(w.parts()), *at));
        let mut groups: Vec<Vec<(usize, &When)>> = Vec::new();
        for (at, when) in given {
            let home = groups.iter_mut().find(|g| g.iter().all(|(_, other)| !other.excludes(when)));
            match home {
                Some(group) => group.push((at, when)),
                None => groups.push(vec![(at, when)]),
            }
        }
        let sides: Vec<Side> = groups
            .iter()
            .map(|group| {
                let mut marks: Vec<usize> = group.iter().map(|(at, _)| *at).collect();
                marks.sort_unstable();
                Side { value: group.first().map_or_else(String::new, |(_, w)| w.shown.clone()), marks }
            })
            .collect();
        if sides.len() > 1 && across_articles(&sides, marks) {
            for (at, when) in groups.into_iter().flatten() {
                if let Some(values) = own.get_mut(at).filter(|v| v.iter().all(|(s, _)| *s != Slot::Date)) {
                    values.push((Slot::Date, when.shown.clone()));
                }
            }
            add(Slot::Date, sides, true);
        }
    }
}

/// Those that deny against those that assert: by an analyst's word, or where a claim has nearly the same words as the
/// leading one and one of the two a negation.
fn denials(marks: &[&Arc<Mark>], lead: usize) -> Vec<Side> {
    let any = marks.iter().any(|m| m.denied);
    let Some(leading) = marks.get(lead) else { return Vec::new() };
    let negated = marks.iter().any(|m| negates(leading, m));
    let denied = |at: usize, m: &Mark| {
        // A claim that is negative itself agrees with one that denies.
        m.denied || (any && m.features.negators > 0) || (negated && at == lead) || negates(m, leading)
    };
    let (no, yes): (Vec<usize>, Vec<usize>) =
        (0..marks.len()).partition(|&i| marks.get(i).is_some_and(|m| denied(i, m)));
    if no.is_empty() || yes.is_empty() {
        return Vec::new();
    }
    vec![Side { value: "asserted".to_owned(), marks: yes }, Side { value: "denied".to_owned(), marks: no }]
}

/// Whether a claim is another's negation: terms all but the same, and a word of denial more.
fn negates(a: &Mark, b: &Mark) -> bool {
    let claims = a.kind == Kind::Claim && b.kind == Kind::Claim && a.place.article != b.place.article;
    if !claims || a.features.negators == 0 || b.features.negators != 0 {
        return false;
    }
    let (x, y) = (&a.features.terms, &b.features.terms);
    let shared = x.iter().filter(|t| y.binary_search_by_key(&t.hash(), |u| u.hash()).is_ok()).count();
    shared >= 3 && shared * 10 >= (x.len() + y.len() - shared) * 7
}
