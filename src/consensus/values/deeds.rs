//! Who did it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Lexicon, fold};

use super::super::mark::Mark;
use super::super::statement::{Severity, Slot};
use super::{Found, Side, across_articles, grouped, names};

/// Rival doers of one deed: names that cannot be of one, and that no member names together.
pub(super) fn find(marks: &[&Arc<Mark>], canonical: &dyn Fn(&str) -> String) -> Option<Found> {
    let keys: BTreeSet<u64> = marks.iter().flat_map(|m| m.features.facts.deeds.iter().map(|d| d.key)).collect();
    for key in keys {
        let mut given: Vec<(usize, String)> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            let doers: BTreeSet<String> =
                mark.features.facts.deeds.iter().filter(|d| d.key == key).map(|d| canonical(&d.doer)).collect();
            // Who names two doers of it tells of two deeds.
            if let (1, Some(doer)) = (doers.len(), doers.into_iter().next()) {
                given.push((at, doer));
            }
        }
        if given.len() < 2 {
            continue;
        }
        // The fullest name first: short forms find it.
        given.sort_by_key(|(at, name)| (std::cmp::Reverse(name.split(' ').count()), *at));
        let lexicon = marks.first().map_or_else(|| Lexicon::of(""), |m| m.lexicon);
        let fit = |a: &String, b: &String| names::alike(a, b, lexicon) || together(a, b, marks);
        let groups = grouped(given, &fit);
        let sides: Vec<Side> = groups
            .iter()
            .map(|g| {
                let name = g.first().map_or("", |(_, n)| n.as_str());
                Side::named(name, g.iter().map(|(at, _)| *at).collect())
            })
            .collect();
        if sides.len() > 1 && across_articles(&sides, marks) {
            let told: Vec<&str> = sides.iter().map(|s| s.value.as_str()).collect();
            let rule = format!("Who: the same deed is told of {}", told.join(" and of "));
            return Some(Found { slot: Slot::Role, sides, severity: Some(Severity::Hard), rule });
        }
    }
    None
}

/// Whether a member names both: then they are no rivals, but an office and who holds it, or two who did it together.
fn together(a: &str, b: &str, marks: &[&Arc<Mark>]) -> bool {
    let last = |name: &str| fold(name.rsplit(' ').next().unwrap_or(name));
    let (a, b) = (last(a), last(b));
    marks.iter().any(|m| {
        let words = fold(&m.text);
        words.contains(&a) && words.contains(&b)
    })
}
