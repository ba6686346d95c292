//! Which annotations are alike: nodes, and the score of every pair that shares a rare word.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::score::{self, Node};

/// The content of a node, hashed: nodes of the same name are the same in every project.
pub(super) type Name = u128;

/// A word in more nodes than this brings nobody together.
const CROWD: usize = 1_500;

/// Nodes and the scores between them. A function of its nodes alone, whatever came and went before.
#[derive(Debug, Default)]
pub(super) struct Graph {
    nodes: HashMap<Name, Arc<Node>>,
    postings: HashMap<u64, BTreeSet<Name>>,
    edges: HashMap<Name, BTreeMap<Name, f32>>,
}

impl Graph {
    /// The node of a name.
    pub(super) fn node(&self, name: Name) -> Option<&Arc<Node>> {
        self.nodes.get(&name)
    }

    /// The scored neighbours of a node, by name.
    pub(super) fn edges(&self, name: Name) -> impl Iterator<Item = (Name, f32)> {
        self.edges.get(&name).into_iter().flatten().map(|(&n, &s)| (n, s))
    }

    /// Brings the graph to exactly these nodes; tells whether scores between nodes that stayed may have changed.
    pub(super) fn set(&mut self, wanted: &BTreeMap<Name, Arc<Node>>) -> bool {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        let gone: Vec<Name> = self.nodes.keys().copied().filter(|n| !wanted.contains_key(n)).collect();
        for name in gone {
            let Some(node) = self.nodes.remove(&name) else { continue };
            for (term, _) in &node.vector {
                let posting = self.postings.entry(*term).or_default();
                counts.entry(*term).or_insert(posting.len());
                posting.remove(&name);
                if posting.is_empty() {
                    self.postings.remove(term);
                }
            }
            for other in self.edges.remove(&name).unwrap_or_default().into_keys() {
                if let Some(edges) = self.edges.get_mut(&other) {
                    edges.remove(&name);
                }
            }
        }
        let new: Vec<(Name, Arc<Node>)> = wanted
            .iter()
            .filter(|(name, _)| !self.nodes.contains_key(*name))
            .map(|(&name, node)| (name, Arc::clone(node)))
            .collect();
        for (name, node) in &new {
            for (term, _) in &node.vector {
                let posting = self.postings.entry(*term).or_default();
                counts.entry(*term).or_insert(posting.len());
                posting.insert(*name);
            }
            self.nodes.insert(*name, Arc::clone(node));
        }
        // A word that has become too common, or no longer is, changes who meets whom.
        let crossed = |(term, before): (&u64, &usize)| {
            let now = self.postings.get(term).map_or(0, BTreeSet::len);
            (now > CROWD) != (*before > CROWD)
        };
        if counts.iter().any(crossed) {
            self.edges.clear();
            let all: Vec<(Name, Arc<Node>)> = wanted.iter().map(|(&n, node)| (n, Arc::clone(node))).collect();
            self.connect(&all);
            return true;
        }
        self.connect(&new);
        false
    }

    /// Scores the given nodes against all that share a word with them.
    fn connect(&mut self, new: &[(Name, Arc<Node>)]) {
        let mut met: HashSet<Name> = HashSet::new();
        for (name, node) in new {
            met.clear();
            for (term, _) in &node.vector {
                if let Some(posting) = self.postings.get(term).filter(|p| p.len() <= CROWD) {
                    met.extend(posting.iter().filter(|&n| n != name));
                }
            }
            for other in &met {
                if self.edges.get(other).is_some_and(|e| e.contains_key(name)) {
                    continue;
                }
                let Some(second) = self.nodes.get(other) else { continue };
                let value = if name < other { score::pair(node, second) } else { score::pair(second, node) };
                if value >= score::FLOOR || value < 0.0 {
                    self.edges.entry(*name).or_default().insert(*other, value);
                    self.edges.entry(*other).or_default().insert(*name, value);
                }
            }
        }
    }
}
