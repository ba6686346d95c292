//! Where the members of a statement differ.
//!
//! `facts` reads once, for each annotation, what is no number: who did what, who holds which post, what is denied, what
//! is expected. The others set members against each other, each for its kind of value; they say by which rule.

mod amounts;
mod dates;
mod deeds;
mod denials;
mod facts;
mod names;
mod outlooks;
mod posts;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::ArticleId;

use super::mark::Mark;
use super::statement::{Difference, Rival, Severity, Slot};

pub(super) use facts::{Context, Facts, read};
pub(super) use names::fold_name;

/// The own value of every mark in every slot in which it has one that was compared.
type Own = Vec<Vec<(Slot, String)>>;

/// One side of a difference: what it is called, its interval where it has one, and the indices of its marks.
#[derive(Debug, Default)]
struct Side {
    value: String,
    range: Option<(f64, f64)>,
    unit: Option<String>,
    marks: Vec<usize>,
}

impl Side {
    fn named(value: impl Into<String>, mut marks: Vec<usize>) -> Self {
        marks.sort_unstable();
        Self { value: value.into(), marks, ..Self::default() }
    }
}

/// A difference on the way: sides by index of marks.
struct Found {
    slot: Slot,
    sides: Vec<Side>,
    severity: Option<Severity>,
    rule: String,
}

/// What a statement's marks are compared with.
pub(super) struct Frame<'a> {
    /// The outlet of a mark.
    pub outlet: &'a dyn Fn(&'a Mark) -> &'a str,
    /// One name for a name's spellings, from the project's list of names.
    pub canonical: &'a dyn Fn(&str) -> String,
}

/// What the marks of a statement differ in, conflicting differences first, and each mark's own values.
pub(super) fn differences<'a>(marks: &[&'a Arc<Mark>], lead: usize, frame: &Frame<'a>) -> (Vec<Difference>, Own) {
    let mut own: Own = vec![Vec::new(); marks.len()];
    if marks.len() < 2 {
        return (Vec::new(), own);
    }
    let mut found = amounts::find(marks, &mut own);
    found.extend(dates::find(marks, &mut own));
    found.extend(denials::find(marks, lead));
    found.extend(outlooks::find(marks));
    found.extend(super::lineup::find(marks, frame.canonical).map(|(sides, severity, rule)| Found {
        slot: Slot::Names,
        sides: sides.into_iter().map(|(value, marks)| Side::named(value, marks)).collect(),
        severity: Some(severity),
        rule,
    }));
    found.extend(posts::find(marks, frame.canonical));
    found.extend(deeds::find(marks, frame.canonical));
    found.retain(|f| f.sides.len() > 1);
    // Hard before soft before mere wording; within these in the order in which they were looked for.
    found.sort_by_key(|f| f.severity.map_or(2, |s| s as u8));
    let differences: Vec<Difference> = found.into_iter().map(|f| difference(f, marks, frame)).collect();
    // An own value is of use only where members differ.
    let slots: BTreeSet<Slot> = differences.iter().map(|d| d.slot).collect();
    for values in &mut own {
        values.retain(|(slot, _)| slots.contains(slot));
    }
    (differences, own)
}

fn difference<'a>(found: Found, marks: &[&'a Arc<Mark>], frame: &Frame<'a>) -> Difference {
    let mut ranked: Vec<(Reverse<usize>, Rival)> = found
        .sides
        .into_iter()
        .map(|side| {
            let of = || side.marks.iter().filter_map(|&i| marks.get(i));
            let outlets: BTreeSet<&str> = of().map(|m| (frame.outlet)(m)).collect();
            let annotations = of().map(|m| m.place.annotation).collect();
            let (low, high) = side.range.map_or((None, None), |(low, high)| (Some(low), Some(high)));
            (Reverse(outlets.len()), Rival { value: side.value, low, high, unit: side.unit, annotations })
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.value.cmp(&b.1.value)));
    Difference {
        slot: found.slot,
        values: ranked.into_iter().map(|(_, r)| r).collect(),
        severity: found.severity,
        rule: found.rule,
    }
}

/// Whether every two sides stand in different articles: an article that gives both values speaks of two things.
fn across_articles(sides: &[Side], marks: &[&Arc<Mark>]) -> bool {
    let mut seen: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    sides.iter().enumerate().all(|(at, side)| {
        side.marks.iter().filter_map(|&i| marks.get(i)).all(|m| *seen.entry(&m.place.article).or_insert(at) == at)
    })
}

/// Gives a mark its own value in a slot, unless it has one.
fn keep(own: &mut Own, at: usize, slot: Slot, value: &str) {
    if let Some(values) = own.get_mut(at).filter(|v| v.iter().all(|(s, _)| *s != slot)) {
        values.push((slot, value.to_owned()));
    }
}

/// Things put into the fewest groups of which all members fit each other, in order.
fn grouped<T>(things: Vec<(usize, T)>, fit: &dyn Fn(&T, &T) -> bool) -> Vec<Vec<(usize, T)>> {
    let mut groups: Vec<Vec<(usize, T)>> = Vec::new();
    for (at, thing) in things {
        let home = groups.iter_mut().filter(|g| g.iter().all(|(_, other)| fit(other, &thing))).max_by_key(|g| g.len());
        match home {
            Some(group) => group.push((at, thing)),
            None => groups.push(vec![(at, thing)]),
        }
    }
    groups
}
