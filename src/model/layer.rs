//! One analyst's work on one article.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Annotation, AnnotationId, Rejection};

/// How far an analyst has read. Only an article read to the end can be silent about something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Progress {
    /// Not opened, or not to any purpose.
    #[default]
    Unread,
    /// Begun.
    Reading,
    /// Read to the end: what is not marked is not there.
    Done,
}

impl Progress {
    /// The word for it: `unread`, `reading`, `done`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Reading => "reading",
            Self::Done => "done",
        }
    }

    /// The reverse of [`Progress::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Unread, Self::Reading, Self::Done].into_iter().find(|p| p.as_str() == word)
    }
}

/// One analyst's annotations on one article, the proposals turned down there, and how far they have read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    pub(super) annotations: Vec<Arc<Annotation>>,
    pub(super) progress: Progress,
    pub(super) rejected: Vec<Rejection>,
}

impl Layer {
    /// The annotations in the order of the text: by first byte, then by id.
    pub fn annotations(&self) -> &[Arc<Annotation>] {
        &self.annotations
    }

    /// How far the analyst has read.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The proposals that the analyst has turned down: by span, then kind, without repetitions.
    pub fn rejected(&self) -> &[Rejection] {
        &self.rejected
    }

    /// Whether the analyst has turned a proposal down.
    pub fn has_rejected(&self, proposal: &Rejection) -> bool {
        self.rejected.binary_search(proposal).is_ok()
    }

    /// An annotation by its id.
    pub fn get(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.annotations.iter().find(|a| a.id == id)
    }

    pub(super) fn insert(&mut self, annotation: Annotation) {
        let key = (annotation.start(), annotation.id);
        let at = self.annotations.partition_point(|a| (a.start(), a.id) < key);
        self.annotations.insert(at, Arc::new(annotation));
    }

    pub(super) fn remove(&mut self, id: AnnotationId) -> Option<Arc<Annotation>> {
        let at = self.annotations.iter().position(|a| a.id == id)?;
        Some(self.annotations.remove(at))
    }

    pub(super) fn reject(&mut self, proposal: Rejection) {
        if let Err(at) = self.rejected.binary_search(&proposal) {
            self.rejected.insert(at, proposal);
        }
    }

    pub(super) fn unreject(&mut self, proposal: &Rejection) {
        self.rejected.retain(|r| r != proposal);
    }

    /// Whether nobody would miss it.
    pub(crate) fn is_blank(&self) -> bool {
        self.annotations.is_empty() && self.rejected.is_empty() && self.progress == Progress::Unread
    }
}
