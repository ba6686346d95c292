//! Vectors of words in their context: what a text means beside the words that it has.
//!
//! The engine takes them through [`Vectors`] and works with words alone without any.

mod minilm;
mod pieces;

use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex};

use minilm::MiniLm;

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

static SHARED: LazyLock<Option<Arc<Remembering>>> =
    LazyLock::new(|| Some(Arc::new(Remembering { inner: MiniLm::read(WEIGHTS)?, known: Mutex::default() })));

/// See `assets/vectors/README.md`.
static WEIGHTS: &[u8] = include_bytes!("../../../assets/vectors/minilm.bin");

/// Texts that are remembered: some forty megabytes.
const REMEMBERED: usize = 4_000;

/// Does not work out twice what a text comes to, whoever asks.
#[derive(Debug)]
struct Remembering {
    inner: MiniLm,
    known: Mutex<HashMap<String, Option<Arc<Encoded>>>>,
}

impl Vectors for Remembering {
    fn encode(&self, text: &str) -> Option<Arc<Encoded>> {
        if let Some(found) = self.known.lock().ok().and_then(|known| known.get(text).cloned()) {
            return found;
        }
        let found = self.inner.encode(text).map(Arc::new);
        if let Ok(mut known) = self.known.lock() {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(text.to_owned(), found.clone());
        }
        found
    }
}

/// The vectors that come with the program: all-MiniLM-L6-v2, for English. The first call takes a fraction of a second,
/// and each text some hundredths of one: not for the thread that draws.
pub fn minilm() -> Option<Arc<dyn Vectors>> {
    SHARED.clone().map(|shared| shared as Arc<dyn Vectors>)
}
