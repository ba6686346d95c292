//! Groups by average linkage, with decisions as hard constraints.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::score::TOGETHER;

/// What is grouped: items `0..weights.len()` in a fixed order.
#[derive(Debug, Default)]
pub(super) struct Task {
    /// How many annotations each item stands for.
    pub weights: Vec<f64>,
    /// Scores of pairs, smaller item first, in order; a pair without one scores 0.
    pub scores: Vec<(usize, usize, f32)>,
    /// Pairs that belong together.
    pub same: Vec<(usize, usize)>,
    /// Pairs that do not.
    pub different: Vec<(usize, usize)>,
}

/// Groups the items; each group sorted, the groups by their first item.
///
/// Pairs that belong together are merged first. Then the two groups of the highest mean score are merged, again and
/// again, as long as that mean reaches [`TOGETHER`] and no pair of theirs is known to be different (Sokal and Michener
/// 1958). Ties go to the groups that are older.
pub(super) fn groups(task: &Task) -> Vec<Vec<usize>> {
    let mut forest = Forest::new(task);
    let mut heap = BinaryHeap::new();
    for a in 0..forest.groups.len() {
        forest.offer(a, &mut heap);
    }
    while let Some((_, Reverse((a, b)))) = heap.pop() {
        let alive = |at: usize| forest.groups.get(at).is_some_and(|g| g.alive);
        let apart = forest.groups.get(a).is_some_and(|g| g.apart.contains(&b));
        if alive(a) && alive(b) && !apart {
            let merged = forest.merge(a, b);
            forest.offer(merged, &mut heap);
        }
    }
    let mut found: Vec<Vec<usize>> = forest.groups.into_iter().filter(|g| g.alive).map(|g| g.items).collect();
    for group in &mut found {
        group.sort_unstable();
    }
    found.sort();
    found
}

/// A possible merge: the mean score as a whole number, which has an order; the older groups first.
type Merge = (u64, Reverse<(usize, usize)>);

/// A group. Merging makes a new one behind all others and leaves the two dead in their places, so that rows stay in
/// order by appending.
#[derive(Default)]
struct Group {
    alive: bool,
    items: Vec<usize>,
    weight: f64,
    /// Sums of scores with other groups, by group; those of dead groups are stale.
    row: Vec<(usize, f64)>,
    /// Groups that it must not be merged with; dead ones are stale.
    apart: BTreeSet<usize>,
}

struct Forest {
    groups: Vec<Group>,
}

impl Forest {
    fn new(task: &Task) -> Self {
        let group = |(at, &weight): (usize, &f64)| Group { alive: true, items: vec![at], weight, ..Group::default() };
        let mut forest = Self { groups: task.weights.iter().enumerate().map(group).collect() };
        // In order, rows grow in order: first those of smaller items, then those of greater ones.
        for &(a, b, score) in &task.scores {
            let both = task.weights.get(a).copied().unwrap_or(1.0) * task.weights.get(b).copied().unwrap_or(1.0);
            for (from, to) in [(a, b), (b, a)] {
                if let Some(group) = forest.groups.get_mut(from) {
                    group.row.push((to, f64::from(score) * both));
                }
            }
        }
        for group in &mut forest.groups {
            group.row.sort_unstable_by_key(|&(to, _)| to);
        }
        for &(a, b) in &task.different {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(group) = forest.groups.get_mut(from) {
                    group.apart.insert(to);
                }
            }
        }
        let mut home: Vec<usize> = (0..forest.groups.len()).collect();
        for &(a, b) in &task.same {
            let (Some(&x), Some(&y)) = (home.get(a), home.get(b)) else { continue };
            if x != y {
                let merged = forest.merge(x.min(y), x.max(y));
                home.iter_mut().filter(|h| **h == x || **h == y).for_each(|h| *h = merged);
            }
        }
        forest
    }

    /// Offers the merges of a group with all older ones that are alive.
    fn offer(&self, a: usize, heap: &mut BinaryHeap<Merge>) {
        let Some(group) = self.groups.get(a).filter(|g| g.alive) else { return };
        for &(b, sum) in group.row.iter().take_while(|&&(b, _)| b < a) {
            let Some(other) = self.groups.get(b).filter(|g| g.alive) else { continue };
            let mean = sum / (group.weight * other.weight);
            if mean >= f64::from(TOGETHER) {
                heap.push(((mean * 1e9).round() as u64, Reverse((b, a))));
            }
        }
    }

    fn merge(&mut self, a: usize, b: usize) -> usize {
        let merged = self.groups.len();
        let mut take = |at: usize| self.groups.get_mut(at).map(std::mem::take).unwrap_or_default();
        let (mut first, second) = (take(a), take(b));
        first.items.extend(second.items);
        let row = self.joint_row(&first.row, &second.row);
        for &(other, sum) in &row {
            if let Some(group) = self.groups.get_mut(other) {
                group.row.push((merged, sum));
            }
        }
        let apart: BTreeSet<usize> = first.apart.union(&second.apart).copied().collect();
        for &other in &apart {
            if let Some(group) = self.groups.get_mut(other).filter(|g| g.alive) {
                group.apart.insert(merged);
            }
        }
        let weight = first.weight + second.weight;
        self.groups.push(Group { alive: true, items: first.items, weight, row, apart });
        merged
    }

    /// Two rows as one, without dead groups.
    fn joint_row(&self, a: &[(usize, f64)], b: &[(usize, f64)]) -> Vec<(usize, f64)> {
        let mut row = Vec::with_capacity(a.len() + b.len());
        let (mut i, mut j) = (0, 0);
        loop {
            let entry = match (a.get(i).copied(), b.get(j).copied()) {
                (Some(x), Some(y)) if x.0 == y.0 => {
                    (i, j) = (i + 1, j + 1);
                    (x.0, x.1 + y.1)
                }
                (Some(x), y) if y.is_none_or(|y| x.0 < y.0) => {
                    i += 1;
                    x
                }
                (_, Some(y)) => {
                    j += 1;
                    y
                }
                _ => return row,
            };
            if self.groups.get(entry.0).is_some_and(|g| g.alive) {
                row.push(entry);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(count: usize, scores: &[(usize, usize, f32)]) -> Task {
        Task { weights: vec![1.0; count], scores: scores.to_vec(), ..Task::default() }
    }

    #[test]
    fn a_chain_of_neighbours_is_no_group() {
        // Each is near the next and far from the one after.
        let chain = task(4, &[(0, 1, 0.6), (1, 2, 0.5), (2, 3, 0.6)]);
        assert_eq!(groups(&chain), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn constraints_hold_against_scores() {
        let mut task = task(4, &[(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9)]);
        task.same = vec![(2, 3)];
        task.different = vec![(3, 0)];
        // 1 may join either side of 3 and 0, and 3 weighs its pair down.
        assert_eq!(groups(&task), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn weights_count_as_so_many_equals() {
        let mut task = task(3, &[(0, 1, 0.5), (0, 2, 0.6), (1, 2, 0.1)]);
        task.weights = vec![1.0, 9.0, 1.0];
        // 0 goes with 2 first; the nine then weigh 0.5 and 0.1 alike: 0.3 is too little.
        assert_eq!(groups(&task), [vec![0, 2], vec![1]]);
    }
}
