//! What is expected: planned against unlikely.

use std::sync::Arc;

use crate::text::Outlook;

use super::super::mark::Mark;
use super::super::statement::{Severity, Slot};
use super::{Found, Side, across_articles};

/// Terms that two claims must share to speak of the same plan. A stem has up to three terms.
const SHARED: usize = 3;

/// Those that call it unlikely, or off, against those that see it coming.
pub(super) fn find(marks: &[&Arc<Mark>]) -> Option<Found> {
    let outlook = |m: &Mark| m.features.facts.outlook;
    let off: Vec<usize> = at(marks, |m| outlook(m) == Some(Outlook::Unlikely));
    let first = off.first().and_then(|&i| marks.get(i))?;
    let aligned = |m: &Arc<Mark>| first.features.facts.pronoun || shared(first, m) >= SHARED;
    let on: Vec<usize> = at(marks, |m| matches!(outlook(m), Some(Outlook::Planned | Outlook::Possible)) && aligned(m));
    let planned = on.iter().filter_map(|&i| marks.get(i)).any(|m| outlook(m) == Some(Outlook::Planned));
    if on.is_empty() {
        return None;
    }
    let value = if planned { "planned" } else { "possible" };
    // An outlet may tell of a plan and that nothing will come of it.
    let elsewhere = |i: &usize| {
        let article = |i: usize| marks.get(i).map(|m| &m.place.article);
        off.iter().all(|&o| article(o) != article(*i))
    };
    let on: Vec<usize> = on.into_iter().filter(elsewhere).collect();
    let sides = vec![Side::named(value, on), Side::named(Outlook::Unlikely.as_str(), off)];
    if sides.iter().any(|s| s.marks.is_empty()) || !across_articles(&sides, marks) {
        return None;
    }
    let severity = if planned { Severity::Hard } else { Severity::Soft };
    let rule = format!("Outlook: {value} on one side, unlikely or called off on the other");
    Some(Found { slot: Slot::Outlook, sides, severity: Some(severity), rule })
}

fn at(marks: &[&Arc<Mark>], which: impl Fn(&Arc<Mark>) -> bool) -> Vec<usize> {
    (0..marks.len()).filter(|&i| marks.get(i).is_some_and(|m| which(m))).collect()
}

fn shared(a: &Mark, b: &Mark) -> usize {
    let other = &b.features.terms;
    a.features.terms.iter().filter(|t| other.binary_search_by_key(&t.hash(), |u| u.hash()).is_ok()).count()
}
