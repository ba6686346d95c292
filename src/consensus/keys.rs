//! By which words nodes meet.

use super::hash::{self, ByHash};
use super::score::Node;

/// How many of its rarest terms a node is found by (Chaudhuri, Ganti and Kaushik, “A primitive operator for similarity
/// joins in data cleaning”, 2006: like nodes share a rare term).
const RAREST: usize = 12;

/// A node with fewer terms than this that are not crowded is found by pairs of crowded ones too.
const ENOUGH: usize = 4;

/// How many crowded terms are paired.
const PAIRED: usize = 4;

/// How many nodes are a crowd; bounds the work for a node.
const CROWD: usize = 250;

/// What counts as shared where a pair of crowded terms is.
const PAIR: f32 = 0.25;

/// Nodes by slot, under each key with the weight that its term has there.
pub(super) type Posting = Vec<(u32, f32)>;

/// Which nodes have which terms, and which pairs of terms where a term alone says too little.
#[derive(Debug)]
pub(super) struct Keys {
    /// A key in more nodes than this brings nobody together.
    crowd: usize,
    terms: ByHash<u64, Posting>,
    pairs: ByHash<u64, Posting>,
}

impl Default for Keys {
    fn default() -> Self {
        Self::new(CROWD)
    }
}

impl Keys {
    pub(super) fn new(crowd: usize) -> Self {
        Self { crowd, terms: ByHash::default(), pairs: ByHash::default() }
    }

    /// The terms that a node is found by, the rarest first.
    pub(super) fn rarest(node: &Node) -> Box<[(u64, f32)]> {
        let mut terms: Vec<(u64, f32)> = node.vector().collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(RAREST);
        terms.into()
    }

    fn crowded(&self, term: u64) -> bool {
        self.terms.get(&term).is_some_and(|p| p.len() > self.crowd)
    }

    /// The pairs of crowded terms that a node is found by now.
    pub(super) fn pairs_of(&self, rarest: &[(u64, f32)]) -> Vec<u64> {
        let crowded: Vec<u64> = rarest.iter().map(|t| t.0).filter(|&t| self.crowded(t)).collect();
        if rarest.len() - crowded.len() >= ENOUGH {
            return Vec::new();
        }
        let mut pairs = Vec::new();
        for (at, &a) in crowded.iter().enumerate().take(PAIRED) {
            for &b in crowded.iter().take(PAIRED).skip(at + 1) {
                let mut both = [0; 16];
                both[..8].copy_from_slice(&a.min(b).to_le_bytes());
                both[8..].copy_from_slice(&a.max(b).to_le_bytes());
                pairs.push(hash::word(&both));
            }
        }
        pairs
    }

    /// What brings others to a node of these keys: the postings that are no crowd, with its own weight in each.
    pub(super) fn meet<'a>(
        &'a self,
        rarest: &'a [(u64, f32)],
        pairs: &'a [u64],
    ) -> impl Iterator<Item = (&'a Posting, f32)> {
        let calm = |p: &&Posting| p.len() <= self.crowd;
        let terms = rarest.iter().filter_map(move |(t, w)| Some((self.terms.get(t).filter(calm)?, *w)));
        let pairs = pairs.iter().filter_map(move |p| Some((self.pairs.get(p).filter(calm)?, 1.0)));
        terms.chain(pairs)
    }

    /// Puts a node under its terms; tells of each whether it has just become a crowd.
    pub(super) fn add_terms(&mut self, slot: u32, rarest: &[(u64, f32)], crossed: &mut Vec<u64>) {
        for &(term, weight) in rarest {
            let posting = self.terms.entry(term).or_default();
            posting.push((slot, weight));
            if posting.len() == self.crowd + 1 {
                crossed.push(term);
            }
        }
    }

    /// Takes a node from under its terms; tells of each whether it has just ceased to be a crowd.
    pub(super) fn remove_terms(&mut self, slot: u32, rarest: &[(u64, f32)], crossed: &mut Vec<u64>) {
        for (term, _) in rarest {
            if remove(&mut self.terms, *term, slot) == Some(self.crowd) {
                crossed.push(*term);
            }
        }
    }

    /// As [`Keys::add_terms`] for pairs.
    pub(super) fn add_pairs(&mut self, slot: u32, pairs: &[u64], crossed: &mut Vec<u64>) {
        for &pair in pairs {
            let posting = self.pairs.entry(pair).or_default();
            posting.push((slot, PAIR));
            if posting.len() == self.crowd + 1 {
                crossed.push(pair);
            }
        }
    }

    /// As [`Keys::remove_terms`] for pairs.
    pub(super) fn remove_pairs(&mut self, slot: u32, pairs: &[u64], crossed: &mut Vec<u64>) {
        for &pair in pairs {
            if remove(&mut self.pairs, pair, slot) == Some(self.crowd) {
                crossed.push(pair);
            }
        }
    }

    /// The nodes that are found by a term.
    pub(super) fn with_term(&self, term: u64) -> impl Iterator<Item = u32> {
        self.terms.get(&term).into_iter().flatten().map(|p| p.0)
    }

    /// The nodes that are found by a pair.
    pub(super) fn with_pair(&self, pair: u64) -> impl Iterator<Item = u32> {
        self.pairs.get(&pair).into_iter().flatten().map(|p| p.0)
    }

    /// Gives back what was spared for growth.
    pub(super) fn shrink(&mut self) {
        self.terms.values_mut().for_each(Vec::shrink_to_fit);
        self.pairs.values_mut().for_each(Vec::shrink_to_fit);
    }
}

/// Takes a node out; how many are left, if it was there.
fn remove(postings: &mut ByHash<u64, Posting>, key: u64, slot: u32) -> Option<usize> {
    let posting = postings.get_mut(&key)?;
    posting.swap_remove(posting.iter().position(|p| p.0 == slot)?);
    let left = posting.len();
    if left == 0 {
        postings.remove(&key);
    }
    Some(left)
}
