//! Groups by average linkage, with decisions as hard constraints.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::score::TOGETHER;

/// What is grouped: items `0..weights.len()` in a fixed order.
#[derive(Debug, Default)]
pub(super) struct Task {
    /// How many annotations each item stands for.
    pub weights: Vec<f64>,
    /// Scores of pairs, smaller index first; a pair without one scores 0.
    pub scores: BTreeMap<(usize, usize), f32>,
    /// Pairs that belong together.
    pub same: Vec<(usize, usize)>,
    /// Pairs that do not.
    pub different: Vec<(usize, usize)>,
}

/// A possible merge, ordered by mean score, then by the smaller indices.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Merge {
    mean: u64,
    pair: Reverse<(usize, usize)>,
    versions: (u32, u32),
}

/// Groups the items; each group sorted, the groups by their first item.
///
/// Pairs that belong together are merged first. Then the two groups of the highest mean score are merged, again and
/// again, as long as that mean reaches [`TOGETHER`] and no pair of theirs is known to be different (Sokal and Michener
/// 1958). Ties go to the smaller indices.
pub(super) fn groups(task: &Task) -> Vec<Vec<usize>> {
    let count = task.weights.len();
    let mut members: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    let mut weights = task.weights.clone();
    let mut versions = vec![0u32; count];
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    let mut apart: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    for (&(a, b), &score) in &task.scores {
        let Some(both) = weights.get(a).zip(weights.get(b)).map(|(x, y)| x * y) else { continue };
        link(&mut sums, a, b, f64::from(score) * both);
    }
    for &(a, b) in &task.different {
        if let Some(set) = apart.get_mut(a) {
            set.insert(b);
        }
        if let Some(set) = apart.get_mut(b) {
            set.insert(a);
        }
    }
    let mut home: Vec<usize> = (0..count).collect();
    for &(a, b) in &task.same {
        let (Some(&x), Some(&y)) = (home.get(a), home.get(b)) else { continue };
        if x != y {
            let (keep, lose) = (x.min(y), x.max(y));
            join(keep, lose, &mut members, &mut weights, &mut sums, &mut apart, &mut versions);
            home.iter_mut().filter(|h| **h == lose).for_each(|h| *h = keep);
        }
    }
    let mut heap = BinaryHeap::new();
    for (a, row) in sums.iter().enumerate() {
        for (&b, &sum) in row.range(a + 1..) {
            offer(&mut heap, a, b, sum, &weights, &versions);
        }
    }
    while let Some(Merge { pair: Reverse((a, b)), versions: seen, .. }) = heap.pop() {
        let now = versions.get(a).copied().zip(versions.get(b).copied());
        if now != Some(seen) || apart.get(a).is_some_and(|s| s.contains(&b)) {
            continue;
        }
        join(a, b, &mut members, &mut weights, &mut sums, &mut apart, &mut versions);
        for (&c, &sum) in sums.get(a).into_iter().flatten() {
            offer(&mut heap, a.min(c), a.max(c), sum, &weights, &versions);
        }
    }
    let mut found: Vec<Vec<usize>> = members.into_iter().filter(|m| !m.is_empty()).collect();
    for group in &mut found {
        group.sort_unstable();
    }
    found.sort();
    found
}

fn link(sums: &mut [BTreeMap<usize, f64>], a: usize, b: usize, more: f64) {
    if let Some(row) = sums.get_mut(a) {
        *row.entry(b).or_default() += more;
    }
    if let Some(row) = sums.get_mut(b) {
        *row.entry(a).or_default() += more;
    }
}

fn offer(heap: &mut BinaryHeap<Merge>, a: usize, b: usize, sum: f64, weights: &[f64], versions: &[u32]) {
    let (Some(x), Some(y)) = (weights.get(a), weights.get(b)) else { return };
    let (Some(&v), Some(&w)) = (versions.get(a), versions.get(b)) else { return };
    let mean = sum / (x * y);
    if mean >= f64::from(TOGETHER) {
        // As a whole number, which has an order.
        heap.push(Merge { mean: (mean * 1e9).round() as u64, pair: Reverse((a, b)), versions: (v, w) });
    }
}

/// Merges group `b` into group `a`.
fn join(
    a: usize,
    b: usize,
    members: &mut [Vec<usize>],
    weights: &mut [f64],
    sums: &mut [BTreeMap<usize, f64>],
    apart: &mut [BTreeSet<usize>],
    versions: &mut [u32],
) {
    let moved = members.get_mut(b).map(std::mem::take).unwrap_or_default();
    if let Some(group) = members.get_mut(a) {
        group.extend(moved);
    }
    let weight = weights.get(b).copied().unwrap_or(0.0);
    if let Some(w) = weights.get_mut(a) {
        *w += weight;
    }
    let row = sums.get_mut(b).map(std::mem::take).unwrap_or_default();
    for (c, sum) in row {
        if let Some(other) = sums.get_mut(c) {
            other.remove(&b);
        }
        if c != a {
            link(sums, a, c, sum);
        }
    }
    let banned = apart.get_mut(b).map(std::mem::take).unwrap_or_default();
    for c in banned {
        if let Some(set) = apart.get_mut(c) {
            set.remove(&b);
            set.insert(a);
        }
        if let Some(set) = apart.get_mut(a) {
            set.insert(c);
        }
    }
    for at in [a, b] {
        if let Some(version) = versions.get_mut(at) {
            *version += 1;
        }
    }
}
