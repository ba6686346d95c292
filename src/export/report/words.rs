//! The words of a report, the same in every form.

use std::collections::BTreeSet;

use super::gather::Report;
use crate::consensus::{Cell, Difference, Origin, Relation, Rival, Severity, Slot, Sourcing, Standing, Statement, Via};
use crate::model::{Article, Progress};

/// A number with its noun: `1 outlet`, `3 outlets`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Contested => "Contested",
        Standing::Corroborated => "Corroborated",
        Standing::SingleSource => "Single source",
    }
}

/// How many carry it: `3 of 5 outlets, 2 origins`.
pub(super) fn carried(statement: &Statement) -> String {
    let outlets = format!("{} of {}", statement.outlets, count(statement.of, "outlet"));
    match statement.origins.len() {
        0 => outlets,
        origins => format!("{outlets}, {}", count(origins, "origin")),
    }
}

pub(super) fn question(slot: Slot) -> &'static str {
    match slot {
        Slot::Duration => "How long",
        Slot::Number => "How many",
        Slot::Date => "When",
        Slot::Negation => "Whether",
        Slot::Names | Slot::Role => "Who",
        Slot::Outlook => "What is expected",
        Slot::Wording => "In which words",
    }
}

pub(super) fn severity(difference: &Difference) -> &'static str {
    match difference.severity {
        Some(Severity::Hard) => "cannot all hold",
        Some(Severity::Soft) => "differ, and may all hold",
        None => "differ in wording",
    }
}

pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Leading => "leading wording",
        Relation::Same => "word for word",
        Relation::Cut => "cut",
        Relation::Spliced => "spliced",
        Relation::Altered => "altered",
        Relation::OtherSpeaker => "another speaker",
    }
}

pub(super) fn sourcing(sourcing: Sourcing) -> &'static str {
    match sourcing {
        Sourcing::Own => "an outlet's own voice",
        Sourcing::Named => "named sources",
        Sourcing::Anonymous => "anonymous sources only",
    }
}

pub(super) fn via(via: &Via) -> String {
    match via {
        Via::Outlet => "its own".to_owned(),
        Via::Passages => "shared passages".to_owned(),
        Via::Agency(name) => format!("named source {name}"),
        Via::Decided => "an analyst's decision".to_owned(),
    }
}

pub(super) fn progress(progress: Progress) -> &'static str {
    match progress {
        Progress::Unread => "unread",
        Progress::Reading => "being read",
        Progress::Done => "read to the end",
    }
}

/// A share in per cent with one place.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A text of at most so many characters.
pub(super) fn shortened(text: &str, room: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= room {
        return flat;
    }
    let cut: String = flat.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A cell of the matrix: its state as a class, a mark, and words.
pub(super) struct Shown {
    pub class: &'static str,
    pub mark: &'static str,
    pub words: String,
}

/// What an outlet's articles say of a statement. Of several articles the one that says most decides.
pub(super) fn cell(statement: &Statement, articles: &[&Article], room: usize) -> Shown {
    let rank = |state: &Cell| match state {
        Cell::Denies => 0,
        Cell::Otherwise => 1,
        Cell::Says => 2,
        Cell::Per(_) => 3,
        Cell::Unread => 4,
        Cell::Silent => 5,
    };
    let cells = articles.iter().map(|article| (statement.cell(article), *article));
    let Some(((state, at), article)) = cells.min_by_key(|((state, _), _)| rank(state)) else {
        return Shown { class: "unread", mark: "?", words: "not read to the end".to_owned() };
    };
    let text = at.first().and_then(|&i| statement.members.get(i)).map_or(String::new(), |m| shortened(&m.text, room));
    let value = statement.value_of(article).map(|v| v.text);
    let valued = |text: String| value.map_or(text.clone(), |value| format!("[{value}] {text}"));
    match state {
        Cell::Denies => Shown { class: "denies", mark: "¬", words: text },
        Cell::Otherwise => Shown { class: "otherwise", mark: "≠", words: valued(text) },
        Cell::Says => Shown { class: "says", mark: "", words: valued(text) },
        Cell::Per(source) => Shown { class: "per", mark: "", words: format!("{text} (per {source})") },
        Cell::Silent => Shown { class: "silent", mark: "–", words: String::new() },
        Cell::Unread => Shown { class: "unread", mark: "?", words: String::new() },
    }
}

/// What the figure of drift is.
pub(super) const DRIFT: &str = "Drift is the share of words changed inside the stretch that two wordings have in common, 0 to 1: a faithful cut \
                                has none.";

/// The outlets that give a value, each once, in order.
pub(super) fn givers<'a>(report: &Report<'a>, statement: &'a Statement, rival: &Rival) -> Vec<&'a str> {
    let of = statement.members.iter().filter(|m| rival.annotations.contains(&m.place.annotation));
    let names: BTreeSet<&str> = of.map(|m| report.outlet(&m.place.article)).collect();
    names.into_iter().collect()
}

/// The outlets of an origin, each once, in order.
pub(super) fn outlets_of<'a>(report: &Report<'a>, statement: &'a Statement, origin: &Origin) -> Vec<&'a str> {
    let of = origin.members.iter().filter_map(|&i| statement.members.get(i));
    let names: BTreeSet<&str> = of.map(|m| report.outlet(&m.place.article)).collect();
    names.into_iter().collect()
}

/// The outlets that carry a statement, each once, in order.
pub(super) fn carriers<'a>(report: &Report<'a>, statement: &'a Statement) -> Vec<&'a str> {
    let names: BTreeSet<&str> = statement.members.iter().map(|m| report.outlet(&m.place.article)).collect();
    names.into_iter().collect()
}
