//! What a file holds, before it is weighed against a project.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::model::{Info, Progress, Provenance, Source, Time};
use crate::text::{Anchor, FrozenText};

/// One article out of a file.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The file's name, without its folder.
    pub file: String,
    /// The line it stands in, counted from 1, where a file holds several articles.
    pub line: usize,
    /// What it would like to be called.
    pub id: String,
    /// The words, frozen.
    pub text: FrozenText,
    /// What the file tells of it.
    pub info: Info,
    /// What a reader would skip.
    pub noise: Vec<Anchor>,
    /// Whether title and noise are a person's word and need no proposal.
    pub settled: bool,
    /// Where it came from.
    pub source: Source,
    /// The bytes to keep: the file's, or those of the article's line.
    pub original: Vec<u8>,
    /// The ending for these bytes, such as `html`.
    pub ending: String,
    /// What is marked in it.
    pub marks: Vec<Mark>,
    /// How far analysts have read it.
    pub readings: Vec<Reading>,
    /// Keys of the file that mean nothing here.
    pub unknown: BTreeSet<String>,
    /// What the person should know.
    pub notices: Vec<String>,
}

/// An annotation whose label and attributes have not yet been looked up in a codebook.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its place in the list of spans, counted from 1.
    pub number: usize,
    /// What it is marked as: a code's id or name, or a kind.
    pub label: String,
    /// The words.
    pub spans: Vec<Anchor>,
    /// What is said of it under `attributes`.
    pub attributes: Vec<(String, String)>,
    /// Other keys of the span with their values; those that are attributes of the codebook are taken as such.
    pub others: Vec<(String, String)>,
    /// The remark.
    pub note: String,
    /// Whose it is; `None` is the analyst who adds the file.
    pub analyst: Option<String>,
    /// Its id, if it has one already.
    pub id: Option<Uuid>,
    /// When it was made, if told.
    pub at: Option<Time>,
    /// How it came about, if told.
    pub provenance: Option<Provenance>,
}

/// How far somebody has read an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Who; `None` is the analyst who adds the file.
    pub analyst: Option<String>,
    /// The name on the screen, if told.
    pub name: String,
    /// How far.
    pub progress: Progress,
}

impl Incoming {
    /// An article of one file of its own: no marks yet, called as the file without its ending.
    pub(super) fn whole(file: &str, bytes: &[u8], text: FrozenText, source: Source) -> Self {
        let (stem, ending) = split_name(file);
        Self {
            file: file.to_owned(),
            line: 1,
            id: stem.to_owned(),
            text,
            info: Info::default(),
            noise: Vec::new(),
            settled: false,
            ending: if ending.is_empty() { source.format.clone() } else { ending },
            source,
            original: bytes.to_vec(),
            marks: Vec::new(),
            readings: Vec::new(),
            unknown: BTreeSet::new(),
            notices: Vec::new(),
        }
    }
}

/// A file's name without its ending, and the ending in lower case; what is too long or odd for one counts as none.
pub(super) fn split_name(file: &str) -> (&str, String) {
    match file.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && (1..=8).contains(&ending.len())
                && ending.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            (stem, ending.to_ascii_lowercase())
        }
        _ => (file, String::new()),
    }
}
