//! Which annotations are alike: nodes, and the score of every pair that shares words enough.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::hash::ByHash;
use super::score::{self, Node};

/// The content of a node, hashed: nodes of the same name are the same in every project.
pub(super) type Name = u128;

/// How many nodes are a crowd; bounds the work for a node.
const CROWD: usize = 4_000;

/// Nodes and the scores between them, by slots of 32 bits: the scores are most of what the engine holds. A function of its nodes alone, whatever came and went before: the order in which
/// nodes lie in their slots never shows.
#[derive(Debug)]
pub(super) struct Graph {
    /// A word in more nodes than this brings nobody together.
    crowd: usize,
    slots: Vec<Option<(Name, Arc<Node>)>>,
    free: Vec<usize>,
    slot_of: ByHash<Name, usize>,
    /// For each term the slots that have it, with its weight there.
    postings: ByHash<u64, Vec<(u32, f32)>>,
    /// For each slot the slots that it is scored with.
    edges: Vec<Vec<(u32, f32)>>,
    /// Working space: for each slot the sum of what is shared with the node at hand.
    sums: Vec<f32>,
}

impl Default for Graph {
    fn default() -> Self {
        Self::new(CROWD)
    }
}

impl Graph {
    fn new(crowd: usize) -> Self {
        Self {
            crowd,
            slots: Vec::new(),
            free: Vec::new(),
            slot_of: ByHash::default(),
            postings: ByHash::default(),
            edges: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// The node of a name.
    pub(super) fn node(&self, name: Name) -> Option<&Arc<Node>> {
        self.slots.get(*self.slot_of.get(&name)?)?.as_ref().map(|(_, node)| node)
    }

    /// The scored neighbours of a node, in no order.
    pub(super) fn edges(&self, name: Name) -> impl Iterator<Item = (Name, f32)> {
        let edges = self.slot_of.get(&name).and_then(|&slot| self.edges.get(slot));
        edges
            .into_iter()
            .flatten()
            .filter_map(|&(slot, score)| Some((self.slots.get(slot as usize)?.as_ref()?.0, score)))
    }

    /// Brings the graph to exactly these nodes; tells whether scores between nodes that stayed may have changed.
    pub(super) fn set(&mut self, wanted: &BTreeMap<Name, Arc<Node>>) -> bool {
        let mut before: ByHash<u64, usize> = ByHash::default();
        let gone: Vec<Name> = self.slot_of.keys().copied().filter(|n| !wanted.contains_key(n)).collect();
        for name in gone {
            self.remove(name, &mut before);
        }
        let mut new = Vec::new();
        let few = self.slot_of.len();
        for (&name, node) in wanted {
            if !self.slot_of.contains_key(&name) {
                new.push(self.insert(name, Arc::clone(node), &mut before));
            }
        }
        // A word that has become too common, or no longer is, changes who meets whom.
        let crossed = before.iter().any(|(term, &was)| {
            let now = self.postings.get(term).map_or(0, Vec::len);
            (now > self.crowd) != (was > self.crowd)
        });
        if crossed {
            self.edges.iter_mut().for_each(Vec::clear);
            new = self.slot_of.values().copied().collect();
        }
        // Each pair of new nodes is scored once: by the one that comes later.
        let mut waiting = vec![false; self.slots.len()];
        for &slot in &new {
            if let Some(waits) = waiting.get_mut(slot) {
                *waits = true;
            }
        }
        let many = new.len() > few;
        for slot in new {
            if let Some(waits) = waiting.get_mut(slot) {
                *waits = false;
            }
            self.connect(slot, &waiting);
        }
        if many {
            // The whole graph has been made: what was spared for growth is most of it, and seldom needed.
            self.edges.iter_mut().for_each(Vec::shrink_to_fit);
            self.postings.values_mut().for_each(Vec::shrink_to_fit);
        }
        crossed
    }

    fn insert(&mut self, name: Name, node: Arc<Node>, before: &mut ByHash<u64, usize>) -> usize {
        let slot = self.free.pop().unwrap_or(self.slots.len());
        if slot == self.slots.len() {
            self.slots.push(None);
            self.edges.push(Vec::new());
            self.sums.push(0.0);
        }
        for (term, weight) in node.vector() {
            let posting = self.postings.entry(term).or_default();
            before.entry(term).or_insert(posting.len());
            posting.push((slot as u32, weight));
        }
        self.slot_of.insert(name, slot);
        if let Some(place) = self.slots.get_mut(slot) {
            *place = Some((name, node));
        }
        slot
    }

    fn remove(&mut self, name: Name, before: &mut ByHash<u64, usize>) {
        let Some(slot) = self.slot_of.remove(&name) else { return };
        let Some((_, node)) = self.slots.get_mut(slot).and_then(Option::take) else { return };
        for (term, _) in node.vector() {
            if let Some(posting) = self.postings.get_mut(&term) {
                before.entry(term).or_insert(posting.len());
                posting.retain(|&(s, _)| s as usize != slot);
                if posting.is_empty() {
                    self.postings.remove(&term);
                }
            }
        }
        for (other, _) in self.edges.get_mut(slot).map(std::mem::take).unwrap_or_default() {
            if let Some(edges) = self.edges.get_mut(other as usize) {
                edges.retain(|&(s, _)| s as usize != slot);
            }
        }
        self.free.push(slot);
    }

    /// Scores a node against all that share words enough with it and are not waiting.
    fn connect(&mut self, slot: usize, waiting: &[bool]) {
        let Some(Some((name, node))) = self.slots.get(slot).cloned() else { return };
        let mut met = Vec::new();
        for (term, weight) in node.vector() {
            for &(other, theirs) in self.postings.get(&term).filter(|p| p.len() <= self.crowd).into_iter().flatten() {
                let other = other as usize;
                if let Some(sum) = self.sums.get_mut(other) {
                    if *sum == 0.0 {
                        met.push(other);
                    }
                    *sum += weight * theirs;
                }
            }
        }
        if false {
            met = (0..self.slots.len()).collect();
        }
        for other in met {
            let Some(shared) = self.sums.get_mut(other).map(std::mem::take) else { continue };
            if other == slot || waiting.get(other).copied().unwrap_or(true) {
                continue;
            }
            let Some(Some((second_name, second))) = self.slots.get(other) else { continue };
            if !score::worth_scoring(shared, &node, second) {
                continue;
            }
            let value = if name < *second_name { score::pair(&node, second) } else { score::pair(second, &node) };
            if !(0.0..score::FLOOR).contains(&value) {
                for (from, to) in [(slot, other), (other, slot)] {
                    if let Some(edges) = self.edges.get_mut(from) {
                        edges.push((to as u32, value));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consensus::features::Term;

    /// Nodes by name, each with terms 0 and 1 and one of its own.
    fn nodes(names: &[Name]) -> BTreeMap<Name, Arc<Node>> {
        let terms = |n: Name| [0, n as u64 % 2 + 1, n as u64 + 9].map(|hash| Term::new(hash, 1.0));
        let node = |n: Name| Node { terms: terms(n).into(), weights: [0.6, 0.6, 0.5].into(), ..Node::default() };
        names.iter().map(|&n| (n, Arc::new(node(n)))).collect()
    }

    fn edges(graph: &Graph, names: &[Name]) -> Vec<Vec<(Name, String)>> {
        let of = |&name: &Name| {
            let mut edges: Vec<_> = graph.edges(name).map(|(n, s)| (n, s.to_string())).collect();
            edges.sort();
            edges
        };
        names.iter().map(of).collect()
    }

    #[test]
    fn what_came_and_went_leaves_no_trace() {
        let histories: [&[&[Name]]; 4] = [
            &[&[1, 2, 3]],
            &[&[1, 2, 3, 4, 5, 6, 7], &[1, 2, 3]],
            &[&[9], &[3], &[1, 2, 3, 4], &[], &[3, 2], &[1, 2, 3]],
            &[&[1, 2], &[1, 2, 3, 4, 5], &[1, 3, 5, 7, 9], &[5], &[1, 2, 3]],
        ];
        for crowd in [1, 2, 3, 100] {
            let mut fresh = Graph::new(crowd);
            fresh.set(&nodes(&[1, 2, 3]), false);
            let expected = edges(&fresh, &[1, 2, 3]);
            assert_eq!(expected.iter().any(|e| !e.is_empty()), crowd > 1, "crowd {crowd}");
            for history in histories {
                let mut graph = Graph::new(crowd);
                for names in history {
                    graph.set(&nodes(names), false);
                }
                assert_eq!(edges(&graph, &[1, 2, 3]), expected, "crowd {crowd}, {history:?}");
            }
        }
    }
}
