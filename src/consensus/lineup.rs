//! Lists of persons: who was there, who was named.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Lexicon, Word};

use super::mark::Mark;

/// Words between a role and the name that it belongs to: Secretary of State Marco Rubio.
const REACH: usize = 3;

/// The last names in a list of two or more persons, folded and sorted, and whether the list says that it is incomplete.
///
/// A person is two or more words with capitals in a row, with a role in them or close in front: names of places and
/// bodies have none.
pub(super) fn read(text: &str, words: &[Word], lexicon: &Lexicon) -> (Vec<String>, bool) {
    let mut names = Vec::new();
    let role = |w: &Word| lexicon.table.roles.contains(&w.form.as_str());
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while words.get(end).is_some_and(|w| w.capital && (end == at || touching(text, words, end - 1))) {
            end += 1;
        }
        let near = words.get(at.saturating_sub(REACH)..end.saturating_sub(2).max(at)).unwrap_or_default();
        if end >= at + 2
            && near.iter().any(role)
            && let Some(last) = words.get(end - 1).filter(|w| !role(w))
        {
            names.push(fold_name(&last.form));
        }
        at = end.max(at + 1);
    }
    names.sort();
    names.dedup();
    if names.len() < 2 {
        return (Vec::new(), false);
    }
    let partly = words.iter().any(|w| lexicon.table.partly.contains(&w.form.as_str()));
    (names, partly)
}

fn touching(text: &str, words: &[Word], left: usize) -> bool {
    let (Some(a), Some(b)) = (words.get(left), words.get(left + 1)) else { return false };
    a.range == b.range || matches!(text.get(a.range.end..b.range.start), Some(" " | "-" | ". " | "\u{a0}"))
}

/// One form for a name's spellings: Zelensky, Zelenskyy, Zelenskiy; Sergey, Sergei.
pub(super) fn fold_name(name: &str) -> String {
    let mut folded = name.replace("yy", "y").replace("iy", "y").replace("ij", "y");
    for (ending, instead) in [("ei", "ey"), ("ii", "y"), ("ski", "sky"), ("skj", "sky")] {
        if let Some(rest) = folded.strip_suffix(ending) {
            folded = format!("{rest}{instead}");
        }
    }
    folded
}

/// Rival line-ups among marks: lists that share a name, of which neither is a part of the other. Marks whose list says
/// that it is not complete stand with no side.
pub(super) fn sides(marks: &[&Arc<Mark>]) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(BTreeSet<&str>, Vec<usize>)> = Vec::new();
    let mut order: Vec<usize> = (0..marks.len())
        .filter(|&i| marks.get(i).is_some_and(|m| m.features.lineup.len() > 1 && !m.features.partly))
        .collect();
    let length = |i: &usize| marks.get(*i).map_or(0, |m| m.features.lineup.len());
    order.sort_by_key(|i| (std::cmp::Reverse(length(i)), *i));
    for at in order {
        let Some(mark) = marks.get(at) else { continue };
        let names: BTreeSet<&str> = mark.features.lineup.iter().map(String::as_str).collect();
        match groups.iter_mut().find(|(g, _)| names.is_subset(g)) {
            Some((_, members)) => members.push(at),
            None => groups.push((names, vec![at])),
        }
    }
    // An incomplete list supports a complete one that holds it, and no other.
    for (at, mark) in marks.iter().enumerate().filter(|(_, m)| m.features.partly) {
        let names: BTreeSet<&str> = mark.features.lineup.iter().map(String::as_str).collect();
        let mut fitting = groups.iter_mut().filter(|(g, _)| !names.is_empty() && names.is_subset(g));
        if let (Some((_, members)), None) = (fitting.next(), fitting.next()) {
            members.push(at);
        }
    }
    let linked = groups
        .iter()
        .enumerate()
        .all(|(i, (a, _))| groups.iter().enumerate().all(|(j, (b, _))| i == j || !a.is_disjoint(b)));
    if !linked {
        return Vec::new();
    }
    let shown = |names: BTreeSet<&str>| {
        names
            .iter()
            .map(|n| {
                let mut chars = n.chars();
                chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
            })
            .collect::<Vec<String>>()
            .join(", ")
    };
    groups
        .into_iter()
        .map(|(names, mut members)| {
            members.sort_unstable();
            (shown(names), members)
        })
        .collect()
}
