//! Lists of persons: who was there, who was named.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Lexicon, Word, fold};

use super::mark::Mark;
use super::statement::Severity;
use super::values::fold_name;

/// Words between a role and the name that it belongs to: Secretary of State Marco Rubio.
const REACH: usize = 3;

/// Words between two names of one list: and veteran national security adviser.
const BETWEEN: usize = 7;

/// The names in a list of two or more persons, as they stand, and whether the list says that it is incomplete.
///
/// A person is two or more words with capitals in a row, with a role in them or close in front: names of places and
/// bodies have none. A list goes on over a comma, an “and” or a word like it.
pub(super) fn read(text: &str, words: &[Word], lexicon: &Lexicon) -> (Vec<String>, bool) {
    let mut best: Vec<String> = Vec::new();
    let mut list: Vec<String> = Vec::new();
    let mut last_end: Option<usize> = None;
    for (start, end) in persons(text, words, lexicon) {
        if !last_end.is_some_and(|last| goes_on(text, words, last, start, lexicon)) {
            list.clear();
        }
        let name = words.get(start).zip(words.get(end)).and_then(|(a, b)| text.get(a.range.start..b.range.end));
        list.extend(name.map(str::to_owned));
        if list.len() > best.len() {
            best.clone_from(&list);
        }
        last_end = Some(end);
    }
    if best.len() < 2 {
        return (Vec::new(), false);
    }
    let partly = words.iter().any(|w| lexicon.table.partly.contains(&w.form.as_str()));
    (best, partly)
}

/// The first and the last word of every person, without a role in front.
fn persons(text: &str, words: &[Word], lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let role = |w: &Word| lexicon.table.roles.contains(&w.form.as_str());
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while words.get(end).is_some_and(|w| w.capital && (end == at || touching(text, words, end - 1))) {
            end += 1;
        }
        let near = words.get(at.saturating_sub(REACH)..end.saturating_sub(2).max(at)).unwrap_or_default();
        if end >= at + 2 && near.iter().any(role) && words.get(end - 1).is_some_and(|w| !role(w)) {
            let first = (at..end).rev().find(|&i| words.get(i).is_some_and(role)).map_or(at, |i| i + 1);
            found.push((first.min(end - 1), end - 1));
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether a list goes on from a person to the next.
fn goes_on(text: &str, words: &[Word], last: usize, next: usize, lexicon: &Lexicon) -> bool {
    let (Some(a), Some(b)) = (words.get(last), words.get(last + 1)) else { return false };
    let gap = text.get(a.range.end..b.range.start).unwrap_or_default();
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    let table = lexicon.table;
    let joined = form(last + 1) == table.joiner || table.beside.contains(&form(last + 1)) || gap.starts_with(',');
    let inside = last + 1..next;
    let verb = |i: usize| table.clues.auxiliaries.contains(&form(i)) || lexicon.deed(form(i)).is_some();
    joined && inside.len() <= BETWEEN && !inside.into_iter().any(verb)
}

fn touching(text: &str, words: &[Word], left: usize) -> bool {
    let (Some(a), Some(b)) = (words.get(left), words.get(left + 1)) else { return false };
    a.range == b.range || matches!(text.get(a.range.end..b.range.start), Some(" " | "-" | ". " | "\u{a0}"))
}

/// Rival line-ups with their marks, how firmly they differ, and by which rule.
pub(super) type Rivals = (Vec<(String, Vec<usize>)>, Severity, String);

/// A list as it is compared: last names, folded.
struct List {
    at: usize,
    names: BTreeSet<String>,
    open: bool,
}

/// Rival line-ups among marks: lists that share a name, of which neither is a part of the other. Complete ones cannot
/// both hold; one that says that it is not complete only differs.
pub(super) fn find(marks: &[&Arc<Mark>], canonical: &dyn Fn(&str) -> String) -> Option<Rivals> {
    let mut lists: Vec<List> = Vec::new();
    for (at, mark) in marks.iter().enumerate().filter(|(_, m)| m.features.lineup.len() > 1) {
        let last = |name: &String| {
            let full = canonical(name);
            fold_name(&fold(full.rsplit(' ').next().unwrap_or(&full)))
        };
        lists.push(List { at, names: mark.features.lineup.iter().map(last).collect(), open: mark.features.partly });
    }
    // The longest complete ones first, so that parts of them find them; incomplete ones last.
    lists.sort_by_key(|l| (l.open, std::cmp::Reverse(l.names.len()), l.at));
    let mut groups: Vec<(BTreeSet<String>, Vec<usize>, bool)> = Vec::new();
    for list in lists {
        let fitting: Vec<usize> = (0..groups.len())
            .filter(|&i| groups.get(i).is_some_and(|(names, ..)| list.names.is_subset(names)))
            .collect();
        match (fitting.as_slice(), list.open) {
            ([only], true) | ([only, ..], false) => {
                if let Some((_, members, _)) = groups.get_mut(*only) {
                    members.push(list.at);
                }
            }
            // It would fit several: it stands with none.
            ([_, _, ..], true) => {}
            ([], _) => groups.push((list.names, vec![list.at], list.open)),
        }
    }
    let closed = groups.iter().filter(|(_, _, open)| !open).count();
    // Beside two complete ones, an incomplete one adds nothing; alone, two incomplete ones do not differ.
    if closed > 1 {
        groups.retain(|(_, _, open)| !open);
    }
    let linked = groups
        .iter()
        .enumerate()
        .all(|(i, (a, ..))| groups.iter().enumerate().all(|(j, (b, ..))| i == j || !a.is_disjoint(b)));
    if groups.len() < 2 || closed == 0 || !linked {
        return None;
    }
    let (severity, how) = if closed > 1 {
        (Severity::Hard, "complete lists that share a name, and neither holds the other")
    } else {
        (Severity::Soft, "a list that says that it is not complete names somebody whom a complete one does not")
    };
    let sides: Vec<(String, Vec<usize>)> =
        groups.into_iter().map(|(names, members, _)| (shown(&names), members)).collect();
    Some((sides, severity, format!("Line-ups: {how}")))
}

fn shown(names: &BTreeSet<String>) -> String {
    let capital = |n: &String| {
        let mut chars = n.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    names.iter().map(capital).collect::<Vec<String>>().join(", ")
}
