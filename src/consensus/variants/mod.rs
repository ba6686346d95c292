//! The wordings of one utterance beside the leading one: what was cut, spliced, altered, and how far words have drifted.

mod alignment;
mod wording;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::Kind;

use super::mark::Mark;
use super::statement::{Difference, Operation, Relation, Rival, Slot, Variant};
use alignment::Step;
use wording::Wording;

/// The rule behind a difference in wording, in words for the analyst.
const RULE: &str = "Outlets quote one utterance in other words, compared word by word with the longest quotation of it";

/// Whether a mark quotes somebody word for word.
pub(super) fn direct(mark: &Mark) -> bool {
    mark.kind == Kind::Quote && mark.annotation.attribute("form") != Some("indirect")
}

/// How each direct quotation stands to the leading one; nothing if there are fewer than two.
///
/// A quotation is aligned with the leading one word by word, the ends of either being free (the overlap alignment of
/// Needleman and Wunsch's scheme, 1970, with gaps as in Gotoh, 1982): so neither who cuts a quotation short nor who goes
/// on where the leading one stops has changed a word. Words left out at an ellipsis, or between two spans of a quotation
/// that “he said” breaks, are left out for all to see; they count for the relation and not for the drift.
///
/// **Drift** = (replaced + inserted + deleted) / (kept + replaced + inserted + deleted) words of the aligned stretch: the
/// word edit distance (Levenshtein, 1966) by the length of the alignment, 0 for a faithful cut and 1 where no word is the
/// same. A replacement of words by more or fewer counts as many as the longer side has. An editor's words in square
/// brackets are shown as inserted or deleted and count for nothing.
pub(super) fn of(marks: &[&Arc<Mark>], lead: usize) -> Vec<Variant> {
    let quotes: Vec<usize> = (0..marks.len()).filter(|&i| marks.get(i).is_some_and(|m| direct(m))).collect();
    let Some(leading) = marks.get(lead).filter(|m| direct(m) && quotes.len() > 1) else { return Vec::new() };
    let first = Wording::read(leading);
    let variant = |member: usize| {
        let mark = marks.get(member)?;
        let (relation, drift, operations) = if member == lead {
            (Relation::Leading, 0.0, keep(&leading.text, &mark.text))
        } else if mark.features.words == leading.features.words && mark.text == leading.text {
            (Relation::Same, 0.0, keep(&leading.text, &mark.text))
        } else {
            beside(&first, &Wording::read(mark))
        };
        let other = mark.speaker != 0 && leading.speaker != 0 && mark.speaker != leading.speaker;
        let relation = if other { Relation::OtherSpeaker } else { relation };
        Some(Variant { member, relation, drift, operations })
    };
    quotes.into_iter().filter_map(variant).collect()
}

fn keep(from: &str, to: &str) -> Vec<Operation> {
    vec![Operation { kind: "keep", from: from.to_owned(), to: to.to_owned() }]
}

/// A wording beside the leading one: relation, drift, steps.
fn beside(lead: &Wording, other: &Wording) -> (Relation, f32, Vec<Operation>) {
    let steps = alignment::steps(&lead.forms(), &other.forms());
    let count = |wanted: fn(&Step) -> bool| steps.iter().filter(|s| wanted(s)).count();
    let kept = count(|s| matches!(s, Step::Keep(..)));
    let (first, last) = (steps.iter().position(Step::inner), steps.iter().rposition(Step::inner));
    let stretch = first.zip(last).and_then(|(a, b)| steps.get(a..=b)).unwrap_or_default();
    let (mut altered, mut deleted, mut left_out) = (0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(rest) = stretch.get(at..).filter(|r| !r.is_empty()) {
        // One place where the two differ: words of the one against words of the other.
        let run = rest.iter().take_while(|s| !matches!(s, Step::Keep(..))).count();
        let (mut gone, mut come, mut open, mut untold) = (0usize, 0usize, false, false);
        for step in rest.get(..run).unwrap_or_default() {
            match step {
                Step::Replace(..) => (gone, come) = (gone + 1, come + 1),
                Step::Delete(_, behind) => {
                    gone += 1;
                    open |= other.broken(*behind);
                }
                Step::Insert(_, behind) => {
                    come += 1;
                    untold |= lead.broken(*behind);
                }
                Step::Keep(..) | Step::Before(_) | Step::Behind(_) => {}
            }
        }
        match (gone, come) {
            (_, 0) if open => left_out += gone,
            // The leading one has openly left out what this one tells.
            (0, _) if untold => {}
            (_, 0) => deleted += gone,
            _ => altered += gone.max(come),
        }
        at += run.max(1);
    }
    let faults = altered + deleted;
    let drift = if kept + faults == 0 { 1.0 } else { faults as f32 / (kept + faults) as f32 };
    let whole = kept == lead.len() && kept == other.len();
    let relation = match () {
        () if altered > 0 || kept == 0 => Relation::Altered,
        () if deleted + left_out > 0 => Relation::Spliced,
        () if whole => Relation::Same,
        () => Relation::Cut,
    };
    (relation, drift, wording::operations(lead, other, &steps))
}

/// The difference in wording that follows from variants: the leading wording with all that are parts of it, and every
/// altered one with those that are parts of that. None if nobody has altered anything.
pub(super) fn difference<'a>(
    marks: &[&'a Arc<Mark>],
    variants: &[Variant],
    outlet: &dyn Fn(&'a Mark) -> &'a str,
) -> Option<Difference> {
    let words = |at: usize| marks.get(at).map_or(&[][..], |m| &m.features.words);
    let lead = variants.iter().find(|v| v.relation == Relation::Leading)?.member;
    let mut sides: Vec<Vec<usize>> = vec![vec![lead]];
    let altered =
        |v: &Variant| v.relation == Relation::Altered || (v.relation == Relation::OtherSpeaker && v.drift > 0.0);
    let mut order: Vec<&Variant> = variants.iter().filter(|v| v.member != lead).collect();
    order.sort_by_key(|v| (altered(v), Reverse(words(v.member).len()), v.member));
    for variant in order {
        let longest = |side: &&mut Vec<usize>| side.first().is_some_and(|&l| part_of(words(variant.member), words(l)));
        let home = if altered(variant) { sides.iter_mut().find(longest) } else { sides.first_mut() };
        match home {
            Some(side) => side.push(variant.member),
            None => sides.push(vec![variant.member]),
        }
    }
    if sides.len() < 2 {
        return None;
    }
    let mut ranked: Vec<(Reverse<usize>, Rival)> = sides
        .into_iter()
        .map(|mut side| {
            let value = side.first().and_then(|&l| marks.get(l)).map_or_else(String::new, |m| m.text.to_string());
            side.sort_unstable();
            let of = || side.iter().filter_map(|&i| marks.get(i));
            let outlets: BTreeSet<&str> = of().map(|m| outlet(m)).collect();
            let annotations = of().map(|m| m.place.annotation).collect();
            (Reverse(outlets.len()), Rival { value, low: None, high: None, unit: None, annotations })
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.value.cmp(&b.1.value)));
    let values = ranked.into_iter().map(|(_, rival)| rival).collect();
    Some(Difference { slot: Slot::Wording, values, severity: None, rule: RULE.to_owned() })
}

fn part_of(short: &[u64], long: &[u64]) -> bool {
    short.is_empty() || long.windows(short.len()).any(|w| w == short)
}
