//! How rare a term is in the project's own articles.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Lexicon, quantities, words};

use super::features::{Term, terms};
use super::hash::ByHash;

/// Sentences that are read of one article; a text of megabytes is no article.
const SENTENCES: usize = 20_000;

/// Sentences without a word that are thought to be there beside the real ones, so that in a project of few sentences a
/// word in each of them still weighs something.
const SPARE: f32 = 30.0;

/// In how many sentences of an article each term stands.
#[derive(Debug, Default)]
pub(super) struct Counts {
    sentences: u32,
    terms: Vec<(u64, u32)>,
}

impl Counts {
    /// Reads an article.
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut counts: ByHash<u64, u32> = ByHash::default();
        let mut sentences = 0;
        for sentence in text.unicode_sentences().take(SENTENCES) {
            sentences += 1;
            let words = words(sentence, lexicon);
            for (term, _) in terms(&words, &quantities(sentence, lexicon), lexicon) {
                *counts.entry(term).or_default() += 1;
            }
        }
        Self { sentences, terms: counts.into_iter().collect() }
    }
}

/// The rarity of every term: ln(1 + (sentences + 30) / (sentences with it + 2)).
///
/// Taken over the articles' texts, not over the annotations, so that it changes only with the articles.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    sentences: u32,
    counts: ByHash<u64, u32>,
}

impl Rarity {
    /// Adds up the articles' counts.
    pub(super) fn over<'a>(articles: impl Iterator<Item = &'a Counts>) -> Self {
        let mut rarity = Self::default();
        for article in articles {
            rarity.sentences += article.sentences;
            for &(term, count) in &article.terms {
                *rarity.counts.entry(term).or_default() += count;
            }
        }
        rarity
    }

    /// A term's weight.
    pub(super) fn weight(&self, term: u64) -> f32 {
        let count = self.counts.get(&term).copied().unwrap_or(0);
        (1.0 + (self.sentences as f32 + SPARE) / (count as f32 + 2.0)).ln()
    }

    /// The terms' weights, as a vector of length 1.
    pub(super) fn weights(&self, terms: &[Term]) -> Box<[f32]> {
        let mut vector: Box<[f32]> = terms.iter().map(|term| term.part * self.weight(term.hash())).collect();
        let length = vector.iter().map(|w| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for weight in &mut vector {
                *weight /= length;
            }
        }
        vector
    }
}
