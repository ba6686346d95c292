//! Which annotations are alike: nodes, and the score of every pair that shares words enough.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::hash::ByHash;
use super::keys::Keys;
use super::score::{self, Node};

/// What a node is known by: its content, hashed. No two nodes have the same.
pub(super) type Name = u128;

/// A scored neighbour by its slot.
type Edge = (u32, f32);

/// What a pair must share of its rarest terms, as a part of a cosine, to be looked at.
const MEET: f32 = 0.12;

/// Nodes that are scored at once: bounds what waits to be put in its place.
const BLOCK: usize = 1 << 15;

/// Nodes and the scores between them, by slots of 32 bits. A function of its nodes alone, whatever came and went before:
/// the order in which nodes lie in their slots, and neighbours in their lists, never shows.
#[derive(Debug, Default)]
pub(super) struct Graph {
    slots: Vec<Option<Place>>,
    free: Vec<u32>,
    slot_of: ByHash<Name, u32>,
    keys: Keys,
    /// For each slot the slots that it is scored with.
    edges: Vec<Vec<Edge>>,
}

#[derive(Debug)]
struct Place {
    name: Name,
    node: Arc<Node>,
    rarest: Box<[(u64, f32)]>,
    pairs: Box<[u64]>,
}

impl Graph {
    /// The node of a name.
    pub(super) fn node(&self, name: Name) -> Option<&Arc<Node>> {
        self.place(*self.slot_of.get(&name)?).map(|p| &p.node)
    }

    /// The scored neighbours of a node, in no order.
    pub(super) fn edges(&self, name: Name) -> impl Iterator<Item = (Name, f32)> {
        let edges = self.slot_of.get(&name).and_then(|&slot| self.edges.get(slot as usize));
        edges.into_iter().flatten().filter_map(|&(slot, score)| Some((self.place(slot)?.name, score)))
    }

    /// Brings the graph to exactly these nodes; tells whether scores between nodes that stayed may have changed.
    pub(super) fn set(&mut self, wanted: &BTreeMap<Name, Arc<Node>>) -> bool {
        let mut come: Vec<(Name, Arc<Node>)> = Vec::new();
        for (&name, node) in wanted {
            if !self.slot_of.contains_key(&name) {
                come.push((name, Arc::clone(node)));
            }
        }
        let mut gone: Vec<Name> = Vec::new();
        // Where all that is there is wanted, nothing has gone.
        if self.slot_of.len() + come.len() > wanted.len() {
            gone.extend(self.slot_of.keys().copied().filter(|n| !wanted.contains_key(n)));
        }
        self.change(&gone, come)
    }

    #[cfg(test)]
    fn with(crowd: usize) -> Self {
        Self { keys: Keys::new(crowd), ..Self::default() }
    }

    fn place(&self, slot: u32) -> Option<&Place> {
        self.slots.get(slot as usize)?.as_ref()
    }

    /// Takes nodes out and puts nodes in; tells whether scores between nodes that stayed may have changed.
    fn change(&mut self, gone: &[Name], come: Vec<(Name, Arc<Node>)>) -> bool {
        let (mut terms, mut pairs) = (Vec::new(), Vec::new());
        let most = come.len() > self.slot_of.len();
        for &name in gone {
            let Some(slot) = self.slot_of.remove(&name) else { continue };
            let Some(place) = self.slots.get_mut(slot as usize).and_then(Option::take) else { continue };
            self.keys.remove_terms(slot, &place.rarest, &mut terms);
            self.keys.remove_pairs(slot, &place.pairs, &mut pairs);
            self.cut(slot);
            self.free.push(slot);
        }
        let mut dirty = BTreeSet::new();
        for (name, node) in come {
            let slot = self.free.pop().unwrap_or(self.slots.len() as u32);
            if slot as usize >= self.slots.len() {
                self.slots.push(None);
                self.edges.push(Vec::new());
            }
            let rarest = Keys::rarest(&node);
            self.keys.add_terms(slot, &rarest, &mut terms);
            self.slot_of.insert(name, slot);
            if let Some(place) = self.slots.get_mut(slot as usize) {
                *place = Some(Place { name, node, rarest, pairs: Box::default() });
            }
            dirty.insert(slot);
        }
        let new = dirty.len();
        // A term that has become too common, or no longer is, changes who meets whom, and which pairs stand for it.
        let mut again = dirty.clone();
        for term in terms {
            again.extend(self.keys.with_term(term));
        }
        for &slot in &again {
            let Some(place) = self.place(slot) else { continue };
            let now = self.keys.pairs_of(&place.rarest);
            if let Some(place) = self.slots.get_mut(slot as usize).and_then(Option::as_mut) {
                let before = std::mem::replace(&mut place.pairs, now.into());
                self.keys.remove_pairs(slot, &before, &mut pairs);
                self.keys.add_pairs(slot, &place.pairs, &mut pairs);
            }
        }
        dirty.extend(again);
        for pair in pairs {
            dirty.extend(self.keys.with_pair(pair));
        }
        for &slot in &dirty {
            self.cut(slot);
        }
        self.connect(&dirty);
        if most {
            // All has been made: what was spared for growth is most of it, and seldom needed.
            self.edges.iter_mut().for_each(Vec::shrink_to_fit);
            self.keys.shrink();
        }
        dirty.len() > new
    }

    /// Takes away all scores of a slot.
    fn cut(&mut self, slot: u32) {
        for (other, _) in self.edges.get_mut(slot as usize).map(std::mem::take).unwrap_or_default() {
            if let Some(edges) = self.edges.get_mut(other as usize)
                && let Some(at) = edges.iter().position(|e| e.0 == slot)
            {
                edges.swap_remove(at);
            }
        }
    }

    /// Scores nodes that have no scores yet against all that share words enough with them.
    fn connect(&mut self, dirty: &BTreeSet<u32>) {
        let size = self.slots.len();
        let mut waits = vec![false; size];
        for &slot in dirty {
            if let Some(waits) = waits.get_mut(slot as usize) {
                *waits = true;
            }
        }
        let all: Vec<u32> = dirty.iter().copied().collect();
        for block in all.chunks(BLOCK) {
            let found: Vec<Vec<Edge>> = if block.len() < 16 {
                let mut desk = Desk::new(size);
                block.iter().map(|&slot| self.neighbours(slot, &waits, &mut desk)).collect()
            } else {
                let one = |desk: &mut Desk, &slot: &u32| self.neighbours(slot, &waits, desk);
                block.par_iter().with_min_len(16).map_init(|| Desk::new(size), one).collect()
            };
            for (&slot, edges) in block.iter().zip(found) {
                for &(other, score) in &edges {
                    if let Some(theirs) = self.edges.get_mut(other as usize) {
                        theirs.push((slot, score));
                    }
                }
                if let Some(own) = self.edges.get_mut(slot as usize) {
                    own.extend(edges);
                }
            }
        }
    }

    /// The neighbours of a node but for those that wait to find it themselves.
    fn neighbours(&self, slot: u32, waits: &[bool], desk: &mut Desk) -> Vec<Edge> {
        let mut edges = Vec::new();
        let Some(place) = self.place(slot) else { return edges };
        for (posting, weight) in self.keys.meet(&place.rarest, &place.pairs) {
            for &(other, theirs) in posting {
                if let Some(sum) = desk.sums.get_mut(other as usize) {
                    if *sum == 0.0 {
                        desk.met.push(other);
                    }
                    *sum += weight * theirs;
                }
            }
        }
        for other in desk.met.drain(..) {
            let Some(shared) = desk.sums.get_mut(other as usize).map(std::mem::take) else { continue };
            let later = other > slot && waits.get(other as usize).copied().unwrap_or(true);
            if other == slot || later {
                continue;
            }
            let Some(second) = self.place(other) else { continue };
            if shared < MEET && !score::worth_scoring(shared, &place.node, &second.node) {
                continue;
            }
            let (a, b) = if place.name < second.name { (place, second) } else { (second, place) };
            let value = score::pair(&a.node, &b.node);
            if !(0.0..score::FLOOR).contains(&value) {
                edges.push((other, value));
            }
        }
        edges
    }
}

/// Working space: for each slot the sum of what is shared with the node at hand, and the slots with one.
struct Desk {
    sums: Vec<f32>,
    met: Vec<u32>,
}

impl Desk {
    fn new(size: usize) -> Self {
        Self { sums: vec![0.0; size], met: Vec::new() }
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
            let mut fresh = Graph::with(crowd);
            fresh.set(&nodes(&[1, 2, 3]));
            let expected = edges(&fresh, &[1, 2, 3]);
            assert_eq!(expected.iter().any(|e| !e.is_empty()), crowd > 1, "crowd {crowd}");
            for history in histories {
                let mut graph = Graph::with(crowd);
                for names in history {
                    graph.set(&nodes(names));
                }
                assert_eq!(edges(&graph, &[1, 2, 3]), expected, "crowd {crowd}, {history:?}");
            }
        }
    }
}
