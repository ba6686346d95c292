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

    /// What has changed since an earlier state of the layer. Annotations that are the same `Arc` are only passed over.
    pub fn since<'a>(&'a self, before: &'a Self) -> Difference<'a> {
        let (mut new, mut old) = (self.annotations.iter().peekable(), before.annotations.iter().peekable());
        let mut difference = Difference::default();
        loop {
            match (old.peek(), new.peek()) {
                (Some(a), Some(b)) if Arc::ptr_eq(a, b) => {
                    old.next();
                    new.next();
                }
                (Some(a), b) if b.is_none_or(|b| (a.start(), a.id) <= (b.start(), b.id)) => {
                    difference.gone.extend(old.next());
                }
                (_, Some(_)) => difference.come.extend(new.next()),
                _ => return difference,
            }
        }
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
