//! Which articles share passages.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Shared;
use super::index::{Index, Slot};
use super::passages::{self, Text};
use super::reading::{self, Token};
use crate::model::{Article, ArticleId};

/// What stands in more articles than this is a set phrase, and nobody's in particular.
pub(in crate::consensus) const COMMON: usize = 128;

/// A shingle that stands in more articles than this brings together only if it is one of a few, so that a report that a
/// hundred outlets print costs no hundred times its words.
const FEW: usize = 16;

/// One in so many of the shingles of a crowd counts, for so many.
const PICKED: u64 = 8;

/// Shingles that two articles must share to be looked at.
const WORTH: u64 = 3;

/// Pairs that are counted at one go: bounds the memory.
const AT_ONCE: usize = 8_000_000;

/// Articles that are compared at one go.
const BLOCK: usize = 2_048;

/// What each pair of articles shares, the one with the lesser id first.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) shared: BTreeMap<(ArticleId, ArticleId), Shared>,
    partners: BTreeMap<ArticleId, BTreeSet<ArticleId>>,
}

impl Pairs {
    /// Forgets all pairs of an article.
    pub(super) fn forget(&mut self, id: &ArticleId) {
        for other in self.partners.remove(id).unwrap_or_default() {
            self.shared.remove(&ordered(id, &other));
            if let Some(partners) = self.partners.get_mut(&other) {
                partners.remove(id);
            }
        }
    }

    fn put(&mut self, a: &ArticleId, b: &ArticleId, shared: Shared) {
        self.partners.entry(a.clone()).or_default().insert(b.clone());
        self.partners.entry(b.clone()).or_default().insert(a.clone());
        self.shared.insert(ordered(a, b), shared);
    }
}

fn ordered(a: &ArticleId, b: &ArticleId) -> (ArticleId, ArticleId) {
    if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

/// What a shingle that so many articles hold says for a pair of them.
fn evidence(shingle: u64, holders: usize) -> u64 {
    match holders {
        ..=1 => 0,
        n if n <= FEW => 1,
        n if n <= COMMON && (shingle >> 24).is_multiple_of(PICKED) => PICKED,
        _ => 0,
    }
}

fn shingles(article: &Article) -> HashSet<u64> {
    let mut forms = Vec::new();
    reading::read(article, &mut |_, tokens| {
        forms.extend(tokens.iter().filter(|t: &&Token| t.told()).map(|t| t.form));
    });
    // As the index knows them.
    reading::shingles(&forms).map(|s| s >> 24 << 24).collect()
}

/// The articles for which some shingles begin or cease to count because of articles that have come or will go.
pub(super) fn crossing(index: &Index, article: &Article, changing: &[Slot], dirty: &mut BTreeSet<Slot>) {
    let mut holders = Vec::new();
    for shingle in shingles(article) {
        index.holders(shingle, COMMON + changing.len(), &mut holders);
        let (all, moving) = (holders.len(), holders.iter().filter(|s| changing.contains(s)).count());
        let before = all - moving;
        let counts = before > 1 && evidence(shingle, all) != evidence(shingle, before);
        if counts || (all > COMMON) != (before > COMMON) {
            dirty.extend(holders.iter().copied());
        }
    }
}

/// Reads an article without set phrases.
fn read(index: &Index, article: &Article) -> Text {
    let mut holders = Vec::new();
    Text::read(article, &mut |shingle| {
        index.holders(shingle, COMMON, &mut holders);
        holders.len() > COMMON
    })
}

/// Finds what one article shares with others.
pub(super) fn of<'a>(
    index: &Index,
    article: &Arc<Article>,
    slot: Slot,
    by_slot: &dyn Fn(Slot) -> Option<&'a Arc<Article>>,
    pairs: &mut Pairs,
) {
    let mut counts: HashMap<Slot, u64> = HashMap::new();
    let mut holders = Vec::new();
    for shingle in shingles(article) {
        index.holders(shingle, COMMON, &mut holders);
        let worth = evidence(shingle, holders.len());
        if worth > 0 {
            for &other in holders.iter().filter(|&&s| s != slot) {
                *counts.entry(other).or_default() += worth;
            }
        }
    }
    let near: Vec<&Arc<Article>> =
        counts.into_iter().filter(|&(_, n)| n >= WORTH).filter_map(|(other, _)| by_slot(other)).collect();
    let done = |other: &Article| pairs.partners.get(&article.id).is_some_and(|p| p.contains(&other.id));
    let near: Vec<&Arc<Article>> = near.into_iter().filter(|o| !done(o)).collect();
    if near.is_empty() {
        return;
    }
    let text = read(index, article);
    for other in near {
        if let Some(shared) = compare(article, &text, other, &read(index, other)) {
            pairs.put(&article.id, &other.id, shared);
        }
    }
}

/// Finds what all articles share; slots must have been given in the order of ids, and the index filled at one go.
pub(super) fn all<'a>(index: &Index, by_slot: &(dyn Fn(Slot) -> Option<&'a Arc<Article>> + Sync)) -> Pairs {
    let mut total = 0usize;
    index.groups(COMMON, &mut |shingle, slots| {
        if evidence(shingle, slots.len()) > 0 {
            total += slots.len() * (slots.len() - 1) / 2;
        }
    });
    let turns = (total / AT_ONCE + 1) as Slot;
    let mut pairs = Pairs::default();
    for turn in 0..turns {
        let near = counted(index, turn, turns);
        for block in near.chunks(BLOCK) {
            let slots: BTreeSet<Slot> =
                block.iter().flat_map(|(a, others)| others.iter().chain([a])).copied().collect();
            let slots: Vec<Slot> = slots.into_iter().collect();
            let texts: HashMap<Slot, Text> =
                slots.par_iter().filter_map(|&s| Some((s, read(index, by_slot(s)?)))).collect();
            let found: Vec<Vec<(Slot, Slot, Shared)>> = block
                .par_iter()
                .map(|(a, others)| {
                    let (Some(first), Some(text)) = (by_slot(*a), texts.get(a)) else { return Vec::new() };
                    let shared = |b: &Slot| {
                        let shared = compare(first, text, by_slot(*b)?, texts.get(b)?)?;
                        Some((*a, *b, shared))
                    };
                    others.iter().filter_map(shared).collect()
                })
                .collect();
            for (a, b, shared) in found.into_iter().flatten() {
                if let (Some(a), Some(b)) = (by_slot(a), by_slot(b)) {
                    pairs.put(&a.id, &b.id, shared);
                }
            }
        }
    }
    pairs
}

/// Every article of one turn with those of greater slots that share enough with it.
fn counted(index: &Index, turn: Slot, turns: Slot) -> Vec<(Slot, Vec<Slot>)> {
    let mut met: Vec<u64> = Vec::new();
    index.groups(COMMON, &mut |shingle, slots| {
        let worth = evidence(shingle, slots.len());
        if worth == 0 {
            return;
        }
        for (at, &a) in slots.iter().enumerate().filter(|(_, a)| **a % turns == turn) {
            for &b in slots.get(at + 1..).unwrap_or_default() {
                met.push(u64::from(a) << 34 | u64::from(b) << 8 | worth);
            }
        }
    });
    met.par_sort_unstable();
    let mut near: Vec<(Slot, Vec<Slot>)> = Vec::new();
    for pair in met.chunk_by(|x, y| x >> 8 == y >> 8) {
        let Some(&first) = pair.first() else { continue };
        if pair.iter().map(|p| p & 0xff).sum::<u64>() < WORTH {
            continue;
        }
        let (a, b) = ((first >> 34) as Slot, (first >> 8 & 0x3ff_ffff) as Slot);
        match near.last_mut() {
            Some((last, others)) if *last == a => others.push(b),
            _ => near.push((a, vec![b])),
        }
    }
    near
}

/// What two articles share; nothing if no passage.
fn compare(one: &Article, own: &Text, two: &Article, other: &Text) -> Option<Shared> {
    let (a, b) = if one.id < two.id { (own, other) } else { (other, own) };
    let (links, runs) = passages::shared(a, b);
    if runs.is_empty() {
        return None;
    }
    let sentence = |text: &Text, at: usize| text.sentences.get(at).map_or(0..0, |s| s.range.clone());
    let span = |text: &Text, run: &std::ops::Range<usize>| {
        sentence(text, run.start).start..sentence(text, run.end.saturating_sub(1)).end
    };
    Some(Shared {
        links: links.into_iter().map(|(x, y)| [sentence(a, x), sentence(b, y)]).collect(),
        runs: runs.into_iter().map(|r| ([span(a, &r.a), span(b, &r.b)], r.share)).collect(),
    })
}
