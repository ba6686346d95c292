//! What an annotation's words mean in their context, as two vectors.

use std::sync::Arc;

use crate::text::{Lexicon, words};

use super::hash::{self, ByHash};
use super::rarity::Rarity;
use super::vectors::Encoded;

/// The weight of a word that says nothing of an event.
const LITTLE: f32 = 0.3;

/// What texts came to, by the hash of their words as they stand; none where the vectors know nothing of one.
pub(super) type Texts = ByHash<u128, Option<Arc<Encoded>>>;

/// Two means over the vectors of a text's pieces, each of length 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Meaning {
    /// Every piece alike.
    pub plain: Box<[f32]>,
    /// Every piece by its word's rarity; marks and ends of the text left out.
    pub weighed: Box<[f32]>,
}

impl Meaning {
    pub(super) fn new(encoded: &Encoded, text: &str, lexicon: &Lexicon, rarity: &Rarity) -> Self {
        let words = words(text, lexicon);
        let weight = |start: usize| {
            let word = words.iter().find(|w| w.range.contains(&start))?;
            let rare = || rarity.weight(hash::word(lexicon.stem(&word.form).as_bytes()));
            Some(if lexicon.is_stop(&word.form) { LITTLE } else { rare() })
        };
        let wide = encoded.values.len() / encoded.starts.len().max(1);
        let (mut plain, mut weighed) = (vec![0.0f32; wide], vec![0.0f32; wide]);
        for (start, vector) in encoded.pieces() {
            let weight = start.and_then(weight).unwrap_or(0.0);
            for ((p, w), v) in plain.iter_mut().zip(&mut weighed).zip(vector) {
                *p += v;
                *w += v * weight;
            }
        }
        let unit = |mut v: Vec<f32>| {
            let length = v.iter().map(|x| x * x).sum::<f32>().sqrt();
            if length > 0.0 {
                v.iter_mut().for_each(|x| *x /= length);
            }
            v.into_boxed_slice()
        };
        Self { plain: unit(plain), weighed: unit(weighed) }
    }

    /// The cosines of both means with those of another.
    pub(super) fn likeness(&self, other: &Self) -> [f32; 2] {
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum();
        [dot(&self.plain, &other.plain), dot(&self.weighed, &other.weighed)]
    }
}
