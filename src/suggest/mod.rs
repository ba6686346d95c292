//! What a text holds that somebody may want to mark: title, noise, quotations with their speakers, claims, opinions.
//!
//! Proposals only: a person confirms them. Pure functions in time proportional to the text; the rules are tables with a
//! name each, their words stand in `data/`.

mod claims;
mod hints;
mod indirect;
mod lists;
mod names;
mod noise;
mod opinions;
mod phrases;
mod reader;
mod rules;
mod speech;
mod title;
mod tokens;
mod unspaced;

use crate::model::Kind;
use crate::text::Span;

pub use hints::{certainty, polarity};
pub use noise::noise;
pub use reader::{attribution, suggestions};
pub use title::title;

/// A stretch of text that may be marked, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whole lines without the white space around them.
    pub span: Span,
    /// The name of the rule that found it.
    pub rule: &'static str,
}

/// Words that name somebody, and whom they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The words at the attribution, which may be a pronoun.
    pub span: Span,
    /// Where they are a pronoun: the last words before that name the person whom it means.
    pub antecedent: Option<Span>,
    /// The fullest name that the article gives whom they mean; the words themselves where it gives none.
    pub name: String,
}

/// How closely a quotation keeps to what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Whole sentences between quotation marks.
    Direct,
    /// Some words between quotation marks inside a sentence of the article.
    Partial,
    /// What was said in the words of the article.
    Indirect,
}

impl Form {
    /// The word for it: `direct`, `partial`, `indirect`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Indirect => "indirect",
        }
    }
}

/// An annotation that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words, trimmed as annotations are.
    pub span: Span,
    /// Claim, quote or opinion.
    pub kind: Kind,
    /// Who is quoted.
    pub speaker: Option<Named>,
    /// The words that attribute a quotation: said, according to.
    pub cue: Option<Span>,
    /// How a quotation quotes.
    pub form: Option<Form>,
    /// Whose opinion it is, if it stands in a quotation.
    pub holder: Option<String>,
    /// Whom the article relies on for a claim, if it says so.
    pub source: Option<String>,
    /// How far a claim is vouched for: `asserted`, `hedged`, `denied`.
    pub certainty: Option<&'static str>,
    /// Which way an opinion leans: `negative`, `neutral`, `positive`.
    pub polarity: Option<&'static str>,
    /// The quotation goes on from the one before it across “he said”: one utterance.
    pub continues: bool,
    /// The name of the rule that found it.
    pub rule: &'static str,
}

/// Who said what stands at a place, and how it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who is quoted.
    pub speaker: Option<Named>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// How it is quoted.
    pub form: Form,
}

/// What of an article holds nothing to annotate: its noise, and as long as nobody has said what that is, what would be
/// proposed as noise. In order.
pub fn skipped(article: &crate::model::Article) -> Vec<Span> {
    let mut skipped: Vec<Span> = article.noise.clone();
    if !article.settled {
        skipped.extend(noise(&article.text).iter().map(|p| p.span));
        skipped.sort();
    }
    skipped
}
