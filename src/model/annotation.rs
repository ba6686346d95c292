//! A mark on the words of an article.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AnnotationId, AttributeId, CodeId, Time};
use crate::text::{Anchor, FrozenText, Span, SpanError};

/// A mark on one or more spans of an article.
///
/// Whose it is and on which article is told by the layer that holds it. `S` is [`Span`] for an annotation in a
/// project, checked against the text, and [`Anchor`] for one in a file or an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(serialize = "S: Serialize", deserialize = "S: Deserialize<'de>"))]
pub struct Annotation<S = Span> {
    /// Unique in the world.
    pub id: AnnotationId,
    /// What it is marked as.
    pub code: CodeId,
    /// The words, in order and without overlaps; several where a quotation is broken by “he said”.
    pub spans: Vec<S>,
    /// What is said of it. An attribute without a value is not listed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<AttributeId, String>,
    /// The analyst's remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How it came about.
    #[serde(default, skip_serializing_if = "Provenance::is_hand")]
    pub provenance: Provenance,
    /// When it was made.
    pub at: Time,
}

/// An annotation as it is stored and travels: its spans say which words they hold.
pub type AnnotationDraft = Annotation<Anchor>;

/// How an annotation came about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// A person marked it.
    #[default]
    Hand,
    /// A person accepted a proposal.
    Accepted {
        /// The rule that proposed it.
        rule: String,
    },
    /// It came in with a file.
    Imported {
        /// The format of that file.
        format: String,
    },
}

impl Provenance {
    /// Whether a person marked it.
    pub fn is_hand(&self) -> bool {
        *self == Self::Hand
    }
}

impl<S> Annotation<S> {
    fn with_spans<T>(&self, spans: Vec<T>) -> Annotation<T> {
        Annotation {
            id: self.id,
            code: self.code.clone(),
            spans,
            attributes: self.attributes.clone(),
            note: self.note.clone(),
            provenance: self.provenance.clone(),
            at: self.at,
        }
    }

    /// An attribute's value, if it has one.
    pub fn attribute(&self, id: &str) -> Option<&str> {
        self.attributes.iter().find(|(a, _)| a.as_str() == id).map(|(_, v)| v.as_str())
    }
}

impl Annotation {
    /// The annotation with its words, as it is stored.
    pub fn draft(&self, text: &FrozenText) -> AnnotationDraft {
        self.with_spans(self.spans.iter().map(|&s| text.anchor(s)).collect())
    }

    /// First byte of the first span.
    pub fn start(&self) -> usize {
        self.spans.first().map_or(0, |s| s.start().byte())
    }

    /// First byte behind the last span.
    pub fn end(&self) -> usize {
        self.spans.last().map_or(0, |s| s.end().byte())
    }

    /// Whether a byte offset lies in one of its spans.
    pub fn contains(&self, byte: usize) -> bool {
        self.spans.iter().any(|s| s.contains(byte))
    }

    /// Its words, the spans joined by ` … `.
    pub fn words(&self, text: &FrozenText) -> String {
        self.spans.iter().map(|&s| text.words(s)).collect::<Vec<_>>().join(" … ")
    }
}

impl AnnotationDraft {
    /// Checks the words of a draft against an article's text.
    ///
    /// # Errors
    /// As [`FrozenText::resolve`].
    pub fn resolve(&self, text: &FrozenText) -> Result<Annotation, SpanError> {
        Ok(self.with_spans(self.spans.iter().map(|a| text.resolve(a)).collect::<Result<_, _>>()?))
    }
}
