//! When.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::text::When;

use super::super::mark::Mark;
use super::super::statement::{Severity, Slot};
use super::{Found, Own, Side, across_articles, grouped, keep};

/// A date, and the day on which the text that gives it was published.
type Given<'a> = (&'a When, &'a Mark);

/// The part of the shorter claim's terms, in hundredths, that two claims must share for days of the week to be rivals:
/// what goes on for days is told of each.
const ALIGNED: usize = 50;

/// 1970-01-01, in days from year 1.
const EPOCH: i32 = 719_163;

pub(super) fn find(marks: &[&Arc<Mark>], own: &mut Own) -> Vec<Found> {
    let role = |w: &When| (w.bound.clone(), w.of.clone());
    let roles: BTreeSet<_> = marks.iter().flat_map(|m| m.features.whens.iter().map(role)).collect();
    let mut found = Vec::new();
    for wanted in roles {
        let mut given: Vec<(usize, Given)> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            let mut of = mark.features.whens.iter().filter(|w| role(w) == wanted);
            if let (Some(when), None) = (of.next(), of.next()) {
                given.push((at, (when, mark)));
            }
        }
        // The fullest dates first, so that vaguer ones find the group that they fit.
        given.sort_by_key(|(at, (w, _))| (Reverse(w.parts()), *at));
        let groups = grouped(given, &|a: &Given, b: &Given| !excludes(a, b));
        let sides: Vec<Side> = groups.iter().map(|g| side(g)).collect();
        if sides.len() < 2 || !across_articles(&sides, marks) {
            continue;
        }
        for (at, (when, _)) in groups.iter().flatten() {
            keep(own, *at, Slot::Date, &when.shown);
        }
        let told: Vec<String> = groups.iter().filter_map(|g| g.first()).map(|(_, given)| words(given)).collect();
        let rule = format!("Dates: {} cannot be the same", told.join(" and "));
        found.push(Found { slot: Slot::Date, sides, severity: Some(Severity::Hard), rule });
    }
    found
}

/// Whether two dates cannot be the same. A week and a month, told by their distance from publication, are set against
/// each other; a day and a month are not.
fn excludes(a: &Given, b: &Given) -> bool {
    if a.0.excludes(b.0) {
        let day = |w: &When| w.weekday.is_some() && w.month.is_none();
        return !(day(a.0) && day(b.0)) || aligned(a.1, b.1);
    }
    if a.0.relative.is_none() && b.0.relative.is_none() {
        return false;
    }
    let (Some(x), Some(y)) = (a.0.days(a.1.published), b.0.days(b.1.published)) else { return false };
    let length = |(first, last): (NaiveDate, NaiveDate)| (last - first).num_days() + 1;
    let both = a.0.relative.is_some() && b.0.relative.is_some();
    let (short, long) = (length(x).min(length(y)), length(x).max(length(y)));
    (both || (long <= 31 && short * 2 >= long) || short > 300) && (x.1 < y.0 || y.1 < x.0)
}

fn aligned(a: &Mark, b: &Mark) -> bool {
    let (x, y) = (&a.features.terms, &b.features.terms);
    let shared = x.iter().filter(|t| y.binary_search_by_key(&t.hash(), |u| u.hash()).is_ok()).count();
    shared * 100 >= x.len().min(y.len()) * ALIGNED
}

fn side(group: &[(usize, Given)]) -> Side {
    let first = group.first();
    let mut side =
        Side::named(first.map_or("", |(_, (w, _))| w.shown.as_str()), group.iter().map(|(at, _)| *at).collect());
    let days = first.and_then(|(_, (when, mark))| when.days(mark.published));
    let number = |day: NaiveDate| f64::from(day.num_days_from_ce() - EPOCH);
    side.range = days.map(|(from, to)| (number(from), number(to)));
    side.unit = days.map(|_| "d".to_owned());
    side
}

fn words(given: &Given) -> String {
    match given.0.relative.and_then(|_| given.0.days(given.1.published)) {
        Some((from, to)) if from == to => format!("{} ({from})", given.0.shown),
        Some((from, to)) => format!("{} ({from} to {to})", given.0.shown),
        None => given.0.shown.clone(),
    }
}
