//! One analyst's work on one article.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::annotations::Annotations;
use super::shards::Shards;
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
    annotations: Annotations,
    /// First byte of each annotation, by which it is found.
    starts: Shards<usize>,
    pub(super) progress: Progress,
    rejected: Arc<Vec<Rejection>>,
}

/// How two states of a layer differ. An annotation that has changed has gone as it was and come as it is.
#[derive(Clone, Debug, Default)]
pub struct Difference<'a> {
    /// What only the earlier one has, in the order of the text.
    pub gone: Vec<&'a Arc<Annotation>>,
    /// What only the later one has, in the order of the text.
    pub come: Vec<&'a Arc<Annotation>>,
}

impl Layer {
    /// The annotations in the order of the text: by first byte, then by id.
    pub fn annotations(&self) -> &Annotations {
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
        self.annotations.find(*self.starts.get(id)?, id)
    }

    /// What has changed since an earlier state of the layer. What the two share is only passed over.
    pub fn since<'a>(&'a self, before: &'a Self) -> Difference<'a> {
        let (gone, come) = self.annotations.since(&before.annotations);
        Difference { gone, come }
    }

    /// An annotation to be changed in place: its id and spans must stay.
    pub(super) fn get_mut(&mut self, id: AnnotationId) -> Option<&mut Annotation> {
        self.annotations.find_mut(*self.starts.get(id)?, id).map(Arc::make_mut)
    }

    pub(super) fn insert(&mut self, annotation: Annotation) {
        self.starts.insert(annotation.id, annotation.start());
        self.annotations.insert(Arc::new(annotation));
    }

    pub(super) fn remove(&mut self, id: AnnotationId) -> Option<Arc<Annotation>> {
        let start = self.starts.remove(id)?;
        self.annotations.remove(start, id)
    }

    pub(super) fn reject(&mut self, proposal: Rejection) {
        if let Err(at) = self.rejected.binary_search(&proposal) {
            Arc::make_mut(&mut self.rejected).insert(at, proposal);
        }
    }

    pub(super) fn unreject(&mut self, proposal: &Rejection) {
        Arc::make_mut(&mut self.rejected).retain(|r| r != proposal);
    }

    /// Whether nobody would miss it.
    pub(crate) fn is_blank(&self) -> bool {
        self.annotations.is_empty() && self.rejected.is_empty() && self.progress == Progress::Unread
    }
}
