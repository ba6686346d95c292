//! What a text copied from a web page holds besides the article: a proposed title, and the lines a reader would skip.
//!
//! Proposals only: a person confirms them. Pure functions; the rules are a table with a name each.

mod noise;
mod rules;
mod title;

use crate::model::Kind;
use crate::text::{FrozenText, Span};

pub use noise::noise;
pub use title::title;

/// A stretch of text that may be marked, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whole lines without the white space around them.
    pub span: Span,
    /// The name of the rule that found it.
    pub rule: &'static str,
}

/// Who is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The words that name them.
    pub span: Span,
    /// The name to fill in.
    pub name: String,
}

/// How words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Whole sentences in marks.
    Direct,
    /// A part of a sentence in marks.
    Partial,
    /// Without marks.
    Indirect,
}

impl Form {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Indirect => "indirect",
        }
    }
}

/// What could be tagged.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The words.
    pub span: Span,
    /// As what.
    pub kind: Kind,
    /// Who speaks.
    pub speaker: Option<Named>,
    /// The word that reports it.
    pub cue: Option<Span>,
    /// How it is reported.
    pub form: Option<Form>,
    /// Whose opinion it is.
    pub holder: Option<String>,
    /// Whom the article relies on.
    pub source: Option<String>,
    /// How sure it is.
    pub certainty: Option<&'static str>,
    /// For or against.
    pub polarity: Option<&'static str>,
    /// Whether it goes on from the one before.
    pub continues: bool,
    /// Why.
    pub rule: &'static str,
}

/// Who said words, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who speaks.
    pub speaker: Option<Named>,
    /// The word that reports it.
    pub cue: Option<Span>,
    /// How it is reported.
    pub form: Form,
}

/// What could be tagged in a text.
pub fn suggestions(_text: &FrozenText, _language: &str, _noise: &[Span]) -> Vec<Suggestion> {
    Vec::new()
}

/// How sure a claim is.
pub fn certainty(_text: &FrozenText, _span: Span) -> &'static str {
    "asserted"
}

/// For or against.
pub fn polarity(_text: &FrozenText, _span: Span) -> Option<&'static str> {
    None
}

/// Who said words.
pub fn attribution(_text: &FrozenText, _span: Span) -> Option<Attribution> {
    None
}
