//! Pairs of which the engine is unsure, those first whose answer changes most.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::AnnotationId;

use super::decisions::Rulings;
use super::graph::{Graph, Name};
use super::hash::ByHash;
use super::mark::Mark;
use super::score::TOGETHER;
use super::statement::Doubt;

/// Doubts that are kept.
const MOST: usize = 2_000;

/// How far from the mark a mean score has to be for the chance of a wrong grouping to fall from a half to a quarter:
/// about a ninth of the range of scores.
const SPREAD: f64 = 0.1;

/// Groups whose pairs score less on average than this part of what joining takes are no doubt.
const NEAR: f64 = 0.5;

/// Marks of one content, as the doubts see them.
struct Item {
    name: Name,
    group: usize,
    /// How many marks it stands for.
    weight: f64,
    annotation: AnnotationId,
}

/// A tie between two groups, or between an item and the rest of its group.
#[derive(Default)]
struct Tie {
    /// The sum of scores, each as often as there are pairs of marks behind it.
    sum: f64,
    /// The best pair.
    best: Option<(f32, AnnotationId, AnnotationId)>,
}

impl Tie {
    fn add(&mut self, score: f32, times: f64, a: AnnotationId, b: AnnotationId) {
        self.sum += f64::from(score) * times;
        if self.best.is_none_or(|(best, ..)| score > best) {
            self.best = Some((score, a, b));
        }
    }
}

/// Finds what an analyst's answer would settle.
///
/// Of two groups, the pair that ties them most; of a member and the rest of its group likewise. The mean score of all
/// their pairs, set against what joining takes, gives the chance p that they belong together (a logistic curve); the
/// answer is worth p (1 - p) times the pairs of marks that it would move. What decisions settle is left out.
pub(super) fn find(
    marks: &[Arc<Mark>],
    names: &[Name],
    groups: &[Vec<usize>],
    rulings: &Rulings,
    graph: &Graph,
) -> Arc<[Doubt]> {
    let (items, at) = items(marks, names, groups);
    let mut sizes = vec![0.0f64; groups.len()];
    for item in &items {
        if let Some(size) = sizes.get_mut(item.group) {
            *size += item.weight;
        }
    }
    let settled = Settled::new(rulings, &items);
    let mut between: BTreeMap<(usize, usize), Tie> = BTreeMap::new();
    let mut found: Vec<(f64, Doubt)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut inside = Tie::default();
        // Always added up in the same order.
        let mut edges: Vec<(usize, f32)> =
            graph.edges(item.name).filter_map(|(name, score)| Some((*at.get(&name)?, score))).collect();
        edges.sort_unstable_by_key(|&(other, _)| other);
        for (other_at, score) in edges {
            let Some(other) = items.get(other_at) else { continue };
            if other.group == item.group {
                inside.add(score, other.weight, item.annotation, other.annotation);
            } else if index < other_at {
                let key = (item.group.min(other.group), item.group.max(other.group));
                let both = item.weight * other.weight;
                between.entry(key).or_default().add(score, both, item.annotation, other.annotation);
            }
        }
        let others = sizes.get(item.group).copied().unwrap_or_default() - item.weight;
        if others > 0.0
            && let Some((score, a, b)) = inside.best
            && !settled.pair(a, b)
        {
            found.push(doubt(inside.sum / others, item.weight * others, score, (a, b), true));
        }
    }
    for ((g, h), tie) in between {
        let size = |at: usize| sizes.get(at).copied().unwrap_or(1.0);
        let pairs = size(g) * size(h);
        let mean = tie.sum / pairs;
        if let Some((score, a, b)) = tie.best
            && mean >= NEAR * f64::from(TOGETHER)
            && !settled.groups.contains(&(g, h))
        {
            found.push(doubt(mean, pairs, score, (a, b), false));
        }
    }
    // Of two members each is the other's best: one question.
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.a, x.1.b).cmp(&(y.1.a, y.1.b))));
    let mut asked = BTreeSet::new();
    found.into_iter().map(|(_, doubt)| doubt).filter(|d| asked.insert((d.a, d.b))).take(MOST).collect()
}

/// A doubt with what its answer is worth.
fn doubt(mean: f64, moves: f64, score: f32, (a, b): (AnnotationId, AnnotationId), together: bool) -> (f64, Doubt) {
    let p = 1.0 / (1.0 + ((f64::from(TOGETHER) - mean) / SPREAD).exp());
    let (a, b) = (a.min(b), a.max(b));
    (p * (1.0 - p) * moves, Doubt { a, b, score, together, moves: moves as usize })
}

/// What is scored, in the order of first marks, and where each name is in it.
fn items(marks: &[Arc<Mark>], names: &[Name], groups: &[Vec<usize>]) -> (Vec<Item>, ByHash<Name, usize>) {
    let mut items: Vec<Item> = Vec::new();
    let mut at: ByHash<Name, usize> = ByHash::default();
    for (group, members) in groups.iter().enumerate() {
        for (mark, &name) in members.iter().filter_map(|&i| Some((marks.get(i)?, names.get(i)?))) {
            let place = *at.entry(name).or_insert(items.len());
            match items.get_mut(place) {
                Some(item) => item.weight += 1.0,
                None => items.push(Item { name, group, weight: 1.0, annotation: mark.place.annotation }),
            }
        }
    }
    (items, at)
}

/// What decisions settle: directly, or by what follows from them.
struct Settled {
    /// The annotations that decisions tie together, each with the least one of its set.
    sets: HashMap<AnnotationId, AnnotationId>,
    /// Sets that decisions keep apart, both ways.
    apart: BTreeSet<(AnnotationId, AnnotationId)>,
    /// Groups that decisions keep apart, the lesser index first.
    groups: BTreeSet<(usize, usize)>,
}

impl Settled {
    fn new(rulings: &Rulings, items: &[Item]) -> Self {
        let mut parents: HashMap<AnnotationId, AnnotationId> = HashMap::new();
        let top = |parents: &HashMap<AnnotationId, AnnotationId>, mut id: AnnotationId| {
            while let Some(&above) = parents.get(&id) {
                id = above;
            }
            id
        };
        for &(a, b) in &rulings.same {
            let (x, y) = (top(&parents, a), top(&parents, b));
            if x != y {
                parents.insert(x.max(y), x.min(y));
            }
        }
        let sets: HashMap<_, _> = rulings.named().into_iter().map(|id| (id, top(&parents, id))).collect();
        let set = |id: &AnnotationId| sets.get(id).copied().unwrap_or(*id);
        let home: HashMap<AnnotationId, usize> = items.iter().map(|i| (i.annotation, i.group)).collect();
        let apart = rulings.different.iter().flat_map(|(a, b)| [(set(a), set(b)), (set(b), set(a))]).collect();
        let homes = |(a, b): &(AnnotationId, AnnotationId)| {
            let (g, h) = (*home.get(a)?, *home.get(b)?);
            Some((g.min(h), g.max(h)))
        };
        let groups = rulings.different.iter().filter_map(homes).collect();
        Self { sets, apart, groups }
    }

    fn pair(&self, a: AnnotationId, b: AnnotationId) -> bool {
        let set = |id: AnnotationId| self.sets.get(&id).copied().unwrap_or(id);
        set(a) == set(b) || self.apart.contains(&(set(a), set(b)))
    }
}
