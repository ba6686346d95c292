//! The wordings of an utterance.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::Kind;

use super::super::mark::Mark;
use super::super::statement::Slot;
use super::{Found, Side};

/// The wordings of the quotations, those that are a part of a longer one with that.
pub(super) fn find(marks: &[&Arc<Mark>], lead: usize) -> Option<Found> {
    let direct = |m: &Mark| m.kind == Kind::Quote && m.annotation.attribute("form") != Some("indirect");
    let mut order: Vec<usize> = (0..marks.len()).filter(|&i| marks.get(i).is_some_and(|m| direct(m))).collect();
    order.sort_by_key(|&i| (i != lead, Reverse(marks.get(i).map_or(0, |m| m.features.words.len())), i));
    let mut sides: Vec<(usize, Side)> = Vec::new();
    for at in order {
        let Some(mark) = marks.get(at) else { continue };
        let home = sides
            .iter_mut()
            .find(|(longest, _)| marks.get(*longest).is_some_and(|m| part_of(&mark.features.words, &m.features.words)));
        match home {
            Some((_, side)) => side.marks.push(at),
            None => sides.push((at, Side::named(mark.text.to_string(), vec![at]))),
        }
    }
    let mut sides: Vec<Side> = sides.into_iter().map(|(_, side)| side).collect();
    for side in &mut sides {
        side.marks.sort_unstable();
    }
    let rule = "Wording: the quotations are not word for word the same".to_owned();
    (sides.len() > 1).then_some(Found { slot: Slot::Wording, sides, severity: None, rule })
}

fn part_of(short: &[u64], long: &[u64]) -> bool {
    short.is_empty() || long.windows(short.len()).any(|w| w == short)
}
