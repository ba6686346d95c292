//! How likely two annotations are to belong to one statement.

use super::features::Features;
use super::quotes;
use super::rarity::Rarity;

/// What a pair needs, on average over a statement's members, to be put together.
pub(super) const TOGETHER: f32 = 0.30;

/// Pairs below this are as good as strangers.
pub(super) const FLOOR: f32 = 0.08;

/// Annotations with the same words: what is scored and grouped.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// Terms by hash, weighted by rarity, of length 1.
    pub vector: Vec<(u64, f32)>,
    /// Words in order.
    pub words: Vec<u64>,
    /// Whether they are somebody's words.
    pub quote: bool,
    /// The speaker or source, folded and hashed; 0 if not told.
    pub speaker: u64,
    /// Where they stand, sorted.
    pub sites: Vec<Site>,
}

/// Where an annotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Site {
    /// The article, hashed.
    pub article: u64,
    /// First byte.
    pub start: usize,
    /// First byte behind.
    pub end: usize,
}

impl Node {
    /// Weighs the terms.
    pub(super) fn vector(features: &Features, rarity: &Rarity) -> Vec<(u64, f32)> {
        let mut vector: Vec<(u64, f32)> =
            features.terms.iter().map(|&(term, part)| (term, part * rarity.weight(term))).collect();
        let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut vector {
                *weight /= length;
            }
        }
        vector
    }
}

/// The cosine of two vectors sorted by term.
fn cosine(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut sum, mut i, mut j) = (0.0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The score of a pair: 0 for strangers, about 1 for the same words. Symmetric if called with the nodes in one order.
pub(super) fn pair(a: &Node, b: &Node) -> f32 {
    let mut score = cosine(&a.vector, &b.vector);
    if a.quote && b.quote {
        let same = quotes::overlap(&a.words, &b.words);
        if same >= 0.6 {
            score = score.max(same);
        }
        if a.speaker != 0 && b.speaker != 0 && a.speaker != b.speaker {
            score *= 0.5;
        }
    }
    let shared = shared_sites(&a.sites, &b.sites);
    score * (1.0 - shared * 0.4)
}

/// The part of all pairs of places that lie in one article.
fn shared_sites(a: &[Site], b: &[Site]) -> f32 {
    let (mut shared, mut from) = (0usize, 0usize);
    for x in a {
        while b.get(from).is_some_and(|y| y.article < x.article) {
            from += 1;
        }
        shared += b.get(from..).unwrap_or_default().iter().take_while(|y| y.article == x.article).count();
    }
    shared as f32 / (a.len() * b.len()).max(1) as f32
}
