//! How likely two annotations are to belong to one statement.

use std::sync::Arc;

use super::features::{Features, Term};
use super::quotes;
use super::rarity::Rarity;

/// What pairs need on average for groups to be put together.
///
/// This and the weights below are one setting for all events: where hand-made groups of three events were met best.
pub(super) const TOGETHER: f32 = 0.32;

/// Pairs below this are strangers.
pub(super) const FLOOR: f32 = 0.15;

/// The share of a quotation's words that makes two quotations one utterance.
pub(super) const UTTERANCE: f32 = 0.6;

/// The share of words that a claim must share in a row with another annotation to be a rendering of it.
pub(super) const RENDERING: f32 = 0.8;

/// What is left of a score where two speakers are named.
pub(super) const OTHER_SPEAKER: f32 = 0.2;

/// The share of a quotation's words, and how many these must be, from which it is the same utterance whoever is named.
const VERBATIM: f32 = 0.9;
const SENTENCE: usize = 6;

/// What is left of a score where a single telling word would tie a claim to somebody's words.
pub(super) const ONE_WORD: f32 = 0.7;

/// What is left of a score within one article: a writer seldom says a thing twice.
pub(super) const SAME_ARTICLE: f32 = 0.5;

/// What is taken off where two claims, or two quotations, overlap: whoever nests them means two things.
pub(super) const NESTED: f32 = 0.3;

/// Annotations with the same words: what is scored and grouped.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// Terms, sorted by hash.
    pub terms: Arc<[Term]>,
    /// Their weights by rarity: a vector of length 1.
    pub weights: Box<[f32]>,
    /// Words in order.
    pub words: Arc<[u64]>,
    /// The words sorted.
    pub sorted: Box<[u64]>,
    /// How many of the words say something of an event.
    pub telling: usize,
    /// Whether they are somebody's words.
    pub quote: bool,
    /// The speaker or source, folded and hashed; 0 if not told.
    pub speaker: u64,
    /// Where they stand, sorted.
    pub sites: Vec<Site>,
}

impl Node {
    /// The node of marks of one content, with the places of all.
    pub(super) fn new(features: &Features, quote: bool, speaker: u64, mut sites: Vec<Site>, rarity: &Rarity) -> Self {
        sites.sort_unstable();
        sites.shrink_to_fit();
        let mut sorted: Box<[u64]> = Box::from(&*features.words);
        sorted.sort_unstable();
        Self {
            sorted,
            terms: Arc::clone(&features.terms),
            weights: rarity.weights(&features.terms),
            words: Arc::clone(&features.words),
            telling: features.telling,
            quote,
            speaker,
            sites,
        }
    }

    /// The terms by hash, each with its weight.
    pub(super) fn vector(&self) -> impl Iterator<Item = (u64, f32)> {
        self.terms.iter().zip(&self.weights).map(|(term, &weight)| (term.hash(), weight))
    }
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

/// The cosine of two nodes' vectors.
fn cosine(a: &Node, b: &Node) -> f32 {
    let (mut sum, mut a, mut b) = (0.0f32, a.vector().peekable(), b.vector().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => {
                a.next();
            }
            std::cmp::Ordering::Greater => {
                b.next();
            }
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                a.next();
                b.next();
            }
        }
    }
    sum
}

/// Whether a pair that shares so much, as a cosine, can come to anything. A piece of a long quotation shares little.
pub(super) fn worth_scoring(shared: f32, a: &Node, b: &Node) -> bool {
    shared >= if a.quote && b.quote { FLOOR / 3.0 } else { FLOOR }
}

/// The score of a pair: 0 for strangers, about 1 for the same words. Symmetric if called with the nodes in one order.
pub(super) fn pair(a: &Node, b: &Node) -> f32 {
    weigh(a, b).score
}

/// A score and what it was made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weighed {
    /// The score.
    pub score: f32,
    /// The share of the shorter one's words that stand in the other in a row, where that made the score.
    pub in_a_row: Option<f32>,
    /// Whether two speakers are named.
    pub other_speaker: bool,
    /// Whether a single telling word would tie a claim to somebody's words.
    pub one_word: bool,
    /// Whether the two stand in one article throughout.
    pub one_article: bool,
}

/// Scores a pair and says what the score was made of.
pub(super) fn weigh(a: &Node, b: &Node) -> Weighed {
    let mut score = cosine(a, b);
    let needed = if a.quote && b.quote { UTTERANCE } else { RENDERING };
    let aligned = quotes::at_most(&a.sorted, &b.sorted) >= needed;
    let shared_words = if aligned { quotes::overlap(&a.words, &b.words) } else { 0.0 };
    let in_a_row = if a.quote && b.quote {
        (shared_words >= UTTERANCE).then_some(shared_words)
    } else {
        let long_enough = a.words.len().min(b.words.len()) > 3;
        (shared_words >= RENDERING && long_enough).then_some(shared_words * RENDERING)
    };
    let in_a_row = in_a_row.filter(|&row| row > score).inspect(|&row| score = row).map(|_| shared_words);
    let other_speaker = a.quote && b.quote && a.speaker != 0 && b.speaker != 0 && a.speaker != b.speaker;
    // The same sentence word for word is one utterance that somebody has given to another.
    let verbatim = shared_words >= VERBATIM && a.words.len().min(b.words.len()) >= SENTENCE;
    if other_speaker && !verbatim {
        score *= OTHER_SPEAKER;
    }
    let one_word = a.quote != b.quote && a.telling.min(b.telling) < 2;
    if one_word {
        score *= ONE_WORD;
    }
    let (shared, nested) = shared_sites(&a.sites, &b.sites);
    score *= 1.0 - shared * (1.0 - SAME_ARTICLE);
    if a.quote == b.quote {
        score -= nested * NESTED;
    }
    Weighed { score, in_a_row, other_speaker, one_word, one_article: shared >= 1.0 }
}

/// The part of all pairs of places that lie in one article, and the part of those that overlap.
fn shared_sites(a: &[Site], b: &[Site]) -> (f32, f32) {
    let (mut shared, mut nested, mut from) = (0usize, 0usize, 0usize);
    for x in a {
        while b.get(from).is_some_and(|y| y.article < x.article) {
            from += 1;
        }
        for y in b.get(from..).unwrap_or_default().iter().take_while(|y| y.article == x.article) {
            shared += 1;
            nested += usize::from(x.start < y.end && y.start < x.end);
        }
    }
    let all = (a.len() * b.len()).max(1) as f32;
    (shared as f32 / all, nested as f32 / all)
}
