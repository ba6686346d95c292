//! What a text copied from a web page holds besides the article: a proposed title, and the lines a reader would skip.
//!
//! Proposals only: a person confirms them. Pure functions; the rules are a table with a name each.

mod noise;
mod rules;
mod title;

use crate::text::Span;

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
