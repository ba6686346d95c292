//! Vectors of words in their context: what a text means beside the words that it has.
//!
//! The engine takes them through [`Vectors`] and works with words alone without any. None come with the program: a small
//! transformer was tried and did not group events better that nobody had tuned to.

use std::fmt::Debug;
use std::sync::Arc;

/// Gives each piece of a text a vector.
pub trait Vectors: Debug + Send + Sync {
    /// The pieces' vectors; none for a text that the vectors know nothing of, such as one in another script.
    fn encode(&self, text: &str) -> Option<Arc<Encoded>>;
}

/// The pieces of a text and a vector for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoded {
    /// For each piece the byte of the text where it begins; none for a mark around the text.
    pub starts: Vec<Option<usize>>,
    /// The vectors one after the other, in whole numbers.
    pub values: Vec<i8>,
    /// What each piece's numbers are multiplied by.
    pub scales: Vec<f32>,
}

impl Encoded {
    /// The pieces: where each begins, and its vector.
    pub fn pieces(&self) -> impl Iterator<Item = (Option<usize>, impl Iterator<Item = f32>)> {
        let wide = self.values.len() / self.starts.len().max(1);
        let vectors = self.values.chunks_exact(wide.max(1));
        self.starts
            .iter()
            .zip(vectors)
            .zip(&self.scales)
            .map(|((&start, vector), &scale)| (start, vector.iter().map(move |&v| f32::from(v) * scale)))
    }
}
