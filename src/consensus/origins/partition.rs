//! The members of a statement by origin.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::agencies;
use super::known::Known;
use crate::consensus::hash;
use crate::consensus::mark::Mark;
use crate::consensus::statement::{Origin, Via};
use crate::model::{ArticleId, Kind};

/// Why two articles are of one origin, the strongest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Decided,
    Agency(u64),
    Passages,
    Outlet,
}

struct Sets<'a> {
    known: &'a Known,
    articles: Vec<&'a ArticleId>,
    /// For each article one of its set that is no later, itself for the first.
    above: Vec<usize>,
    ties: Vec<(usize, Tie)>,
}

impl Sets<'_> {
    fn root(&self, mut at: usize) -> usize {
        while let Some(&next) = self.above.get(at).filter(|&&next| next != at) {
            at = next;
        }
        at
    }

    fn join(&mut self, x: usize, y: usize, tie: Tie) {
        let (p, q) = (self.root(x), self.root(y));
        if p != q && tie != Tie::Decided && self.parted(p, q) {
            return;
        }
        if x != y {
            self.ties.push((x, tie));
        }
        for at in [p.max(q), x, y] {
            if let Some(above) = self.above.get_mut(at) {
                *above = p.min(q);
            }
        }
    }

    /// Whether an analyst has called an article of one set independent of one of the other.
    fn parted(&self, p: usize, q: usize) -> bool {
        if self.known.independent.is_empty() {
            return false;
        }
        let of = |wanted: usize| {
            self.articles.iter().enumerate().filter(move |(at, _)| self.root(*at) == wanted).map(|(_, &id)| id)
        };
        of(p).any(|a| {
            of(q).any(|b| {
                let pair = if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
                self.known.independent.contains(&pair)
            })
        })
    }
}

impl Known {
    /// Where the words of a statement's marks come from: the marks partitioned, the greatest part first, then by first
    /// mark. Marks come by article.
    ///
    /// Articles are of one origin if an analyst says so; if they are of one outlet; if the words of a mark lie in a
    /// sentence that stands in the other article too; if both name one agency for their marks, or one names the outlet of
    /// the other. Nothing but a decision joins what an analyst has called independent.
    pub(in crate::consensus) fn partition<'a>(
        &self,
        marks: &[&'a Arc<Mark>],
        outlet: &dyn Fn(&'a Mark) -> &'a str,
    ) -> Vec<Origin> {
        let mut articles: Vec<&ArticleId> = Vec::new();
        let mut of: Vec<usize> = Vec::with_capacity(marks.len());
        let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
        let mut same_outlet = Vec::new();
        for &mark in marks {
            if articles.last() != Some(&&mark.place.article) {
                let at = articles.len();
                articles.push(&mark.place.article);
                let first = *outlets.entry(outlet(mark)).or_insert(at);
                if first != at {
                    same_outlet.push((first, at));
                }
            }
            of.push(articles.len() - 1);
        }
        let above = (0..articles.len()).collect();
        let mut sets = Sets { known: self, articles, above, ties: Vec::new() };
        if sets.articles.len() > 1 {
            self.decided(&mut sets);
            for (x, y) in same_outlet {
                sets.join(x, y, Tie::Outlet);
            }
            self.passages(&mut sets, marks);
            self.agencies(&mut sets, marks, &of);
        }
        self.origins(&sets, &of)
    }

    fn decided(&self, sets: &mut Sets<'_>) {
        if self.one.is_empty() {
            return;
        }
        let mut tops: BTreeMap<&ArticleId, usize> = BTreeMap::new();
        for (at, &id) in sets.articles.clone().iter().enumerate() {
            let first = *tops.entry(self.top(id)).or_insert(at);
            if first != at {
                sets.join(first, at, Tie::Decided);
            }
        }
    }

    fn passages(&self, sets: &mut Sets<'_>, marks: &[&Arc<Mark>]) {
        if self.sentences.is_empty() {
            return;
        }
        // Sentences that marks lie in.
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        for mark in marks {
            let Some(sentences) = self.sentences.get(&mark.place.article) else { continue };
            let spans = || mark.annotation.spans.iter().map(|s| s.bytes());
            let length: usize = spans().map(|s| s.len()).sum();
            let inside = |r: &Range<usize>| -> usize {
                spans().map(|s| s.end.min(r.end).saturating_sub(s.start.max(r.start))).sum()
            };
            let met: Vec<(usize, usize)> =
                sentences.iter().map(|(r, n)| (inside(r), *n)).filter(|(bytes, _)| *bytes > 0).collect();
            // Half of the mark's words at least stand elsewhere too.
            if met.iter().map(|m| m.0).sum::<usize>() * 2 >= length {
                wanted.extend(met.into_iter().map(|m| m.1));
            }
        }
        if wanted.is_empty() {
            return;
        }
        let mut first: HashMap<usize, usize> = HashMap::new();
        for (at, id) in sets.articles.clone().into_iter().enumerate() {
            let numbers = self.sentences.get(id).into_iter().flatten().map(|(_, n)| *n).filter(|n| wanted.contains(n));
            for number in numbers {
                let holder = *first.entry(number).or_insert(at);
                if holder != at {
                    sets.join(holder, at, Tie::Passages);
                }
            }
        }
    }

    fn agencies(&self, sets: &mut Sets<'_>, marks: &[&Arc<Mark>], of: &[usize]) {
        let mut holders: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
        // Outlets that somebody names are their own origin.
        let mut homes: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, id) in sets.articles.iter().enumerate() {
            if let Some(&key) = self.homes.get(*id) {
                homes.entry(key).or_default().push(at);
            }
        }
        for (mark, &at) in marks.iter().zip(of) {
            for (covers, key) in self.named.get(&mark.place.article).into_iter().flatten() {
                if mark.annotation.spans.iter().any(|s| s.start().byte() < covers.end && covers.start < s.end().byte())
                {
                    holders.entry(*key).or_default().insert(at);
                }
            }
            let source = mark.source.as_deref().filter(|_| mark.kind == Kind::Claim);
            if let Some((_, key)) = source.and_then(agencies::of_source) {
                holders.entry(key).or_default().insert(at);
            }
        }
        for (key, mut at) in holders {
            at.extend(homes.get(&key).into_iter().flatten());
            if let Some(&first) = at.first() {
                for &other in at.iter().skip(1) {
                    sets.join(first, other, Tie::Agency(key));
                }
            }
        }
    }

    fn origins(&self, sets: &Sets<'_>, of: &[usize]) -> Vec<Origin> {
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (member, at) in of.iter().enumerate() {
            parts.entry(sets.root(*at)).or_default().push(member);
        }
        let mut ties: HashMap<usize, Tie> = HashMap::new();
        for (at, tie) in &sets.ties {
            let strongest = ties.entry(sets.root(*at)).or_insert_with(|| tie.clone());
            if tie < strongest {
                *strongest = tie.clone();
            }
        }
        let mut origins: Vec<Origin> = parts
            .into_iter()
            .map(|(set, members)| {
                let tie = ties.get(&set);
                let via = match tie {
                    None | Some(Tie::Outlet) => Via::Outlet,
                    Some(Tie::Passages) => Via::Passages,
                    Some(Tie::Decided) => Via::Decided,
                    Some(Tie::Agency(key)) => Via::Agency(self.name(*key)),
                };
                let mut digest = hash::Digest::new();
                let mut last = None;
                for at in members.iter().filter_map(|&m| of.get(m)).filter(|&&at| last.replace(at) != Some(at)) {
                    digest.feed(sets.articles.get(*at).map_or("", |id| id.as_str()).as_bytes());
                    digest.feed(&[0]);
                }
                let id = format!("o-{:012x}", digest.mixed() & 0xffff_ffff_ffff);
                Origin { id, members, via }
            })
            .collect();
        origins.sort_by_key(|o| (std::cmp::Reverse(o.members.len()), o.members.first().copied()));
        origins
    }

    fn name(&self, key: u64) -> String {
        let listed = || super::table::TABLE.names.iter().find(|n| super::table::TABLE.key(n) == key).cloned();
        self.names.get(&key).cloned().or_else(listed).unwrap_or_default()
    }
}
