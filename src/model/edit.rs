//! Every change there is.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    Analyst, AnalystId, AnnotationDraft, AnnotationId, ArticleDraft, ArticleId, Attribute, AttributeId, Code, CodeId,
    Decision, DecisionId, Field, Progress, Rejection,
};
use crate::text::{Anchor, Ends, SpanError};

/// Where an annotation is: in an analyst's layer on an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// Whose layer.
    pub analyst: AnalystId,
    /// Which annotation.
    pub annotation: AnnotationId,
}

/// A change to a project, as a value. [`super::Project::apply`] carries it out and returns the edit that takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Several changes as one: all of them happen, in order, or none.
    Batch(Vec<Edit>),
    /// Renames the project.
    SetTitle(String),
    /// Says which event it is about.
    SetEvent(String),
    /// Says how else a person or body is spelled.
    SetAliases {
        /// The canonical name.
        name: String,
        /// All its other spellings from now on; none takes the name out of the list. None may be the name or belong to
        /// another.
        aliases: Vec<String>,
    },

    /// Brings an article in.
    AddArticle(Box<ArticleDraft>),
    /// Takes an article out, with all layers on it.
    RemoveArticle(ArticleId),
    /// Corrects what is known of an article.
    SetField {
        /// The article.
        article: ArticleId,
        /// Which field.
        field: Field,
        /// Its new value.
        value: String,
    },
    /// Says what in an article a reader would skip.
    SetNoise {
        /// The article.
        article: ArticleId,
        /// All noise of it from now on.
        noise: Vec<Anchor>,
    },
    /// Says whether the proposals for title and noise have been dealt with.
    SetSettled {
        /// The article.
        article: ArticleId,
        /// Whether they have.
        settled: bool,
    },

    /// Brings an analyst in.
    AddAnalyst(Analyst),
    /// Takes out an analyst without layers and decisions.
    RemoveAnalyst(AnalystId),
    /// Renames an analyst on the screen.
    RenameAnalyst {
        /// Who.
        analyst: AnalystId,
        /// The new name.
        name: String,
    },

    /// Brings a code in.
    AddCode {
        /// Its place in the codebook, counted from 0; behind the end means at the end.
        at: usize,
        /// The code.
        code: Box<Code>,
    },
    /// Replaces the code of the same id.
    ChangeCode(Box<Code>),
    /// Gives a code another place in the codebook.
    MoveCode {
        /// Which.
        code: CodeId,
        /// Its place without itself counted, from 0; behind the end means at the end.
        to: usize,
    },
    /// Takes out a code that marks nothing and is no other's parent.
    RemoveCode(CodeId),
    /// Brings an attribute in.
    AddAttribute {
        /// Its place in the codebook, counted from 0; behind the end means at the end.
        at: usize,
        /// The attribute.
        attribute: Box<Attribute>,
    },
    /// Replaces the attribute of the same id. Values already given must remain possible.
    ChangeAttribute(Box<Attribute>),
    /// Takes out an attribute that no annotation uses.
    RemoveAttribute(AttributeId),
    /// Says what the ends of a mark hold from now on; marks already made stay as they are.
    SetEnds(Ends),

    /// Makes an annotation.
    Annotate {
        /// On which article.
        article: ArticleId,
        /// In whose layer.
        analyst: AnalystId,
        /// What.
        annotation: Box<AnnotationDraft>,
    },
    /// Removes an annotation.
    Unannotate(Place),
    /// Gives an annotation another code.
    Recode {
        /// Which.
        place: Place,
        /// The new code.
        code: CodeId,
    },
    /// Moves the ends of an annotation.
    SetSpans {
        /// Which.
        place: Place,
        /// All its spans from now on.
        spans: Vec<Anchor>,
    },
    /// Gives or takes an attribute's value.
    SetAttribute {
        /// Which annotation.
        place: Place,
        /// Which attribute.
        attribute: AttributeId,
        /// Its value; `None` or empty takes it away.
        value: Option<String>,
    },
    /// Writes an annotation's note.
    SetNote {
        /// Which.
        place: Place,
        /// The note.
        note: String,
    },

    /// Turns a proposal down.
    Reject {
        /// On which article.
        article: ArticleId,
        /// In whose layer.
        analyst: AnalystId,
        /// What was proposed.
        proposal: Rejection<Anchor>,
    },
    /// Takes it back that a proposal was turned down.
    Unreject {
        /// On which article.
        article: ArticleId,
        /// In whose layer.
        analyst: AnalystId,
        /// What was proposed.
        proposal: Rejection<Anchor>,
    },

    /// Says how far an analyst has read an article.
    SetProgress {
        /// The article.
        article: ArticleId,
        /// Who.
        analyst: AnalystId,
        /// How far.
        progress: Progress,
    },
    /// Decides about statements.
    Decide(Decision),
    /// Takes a decision back.
    Undecide(DecisionId),
}

/// Why an edit was refused. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// It names an article that is not there.
    #[error("there is no article “{0}”")]
    NoArticle(ArticleId),
    /// It names an analyst who is not there.
    #[error("there is no analyst “{0}”")]
    NoAnalyst(AnalystId),
    /// It names a code that is not there.
    #[error("there is no code “{0}” in the codebook")]
    NoCode(CodeId),
    /// It names an attribute that is not there.
    #[error("there is no attribute “{0}” in the codebook")]
    NoAttribute(AttributeId),
    /// It names an annotation that is not there.
    #[error("there is no annotation {} by “{}” on “{}”", .0.annotation, .0.analyst, .0.article)]
    NoAnnotation(Place),
    /// It takes a rejection back that is not there.
    #[error("“{analyst}” has turned no such proposal down on “{article}”: “{words}”")]
    NoRejection {
        /// The article.
        article: ArticleId,
        /// In whose layer.
        analyst: AnalystId,
        /// The words of the proposal.
        words: String,
    },
    /// It names a decision that is not there.
    #[error("there is no decision {0}")]
    NoDecision(DecisionId),
    /// It brings in something whose name is taken.
    #[error("{what} “{name}” is there already")]
    Taken {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// It takes out something that is still used.
    #[error("{what} “{name}” is still used by {by}")]
    InUse {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
        /// By what.
        by: String,
    },
    /// A span is none of that text.
    #[error("in “{article}”: {error}")]
    Span {
        /// The article.
        article: ArticleId,
        /// What is wrong.
        error: SpanError,
    },
    /// Spans are missing, overlap, or are out of order.
    #[error("in “{0}”: spans must be in order, apart from each other, and at least one")]
    SpanOrder(ArticleId),
    /// A value is none of those to choose from.
    #[error("“{value}” is no value of “{attribute}”; possible are {possible}")]
    Value {
        /// The attribute.
        attribute: AttributeId,
        /// The value.
        value: String,
        /// What is possible.
        possible: String,
    },
    /// A date cannot be read.
    #[error("“{0}” is no date; write it as 2025-08-16 or 2025-08-16T09:30:00Z")]
    Date(String),
    /// A name or title is empty.
    #[error("{0} needs a name")]
    Nameless(&'static str),
    /// An article without text, or with more than [`crate::text::FrozenText::LARGEST`] bytes.
    #[error("the article “{0}” has no text, or more than 64 MiB of it")]
    TextSize(ArticleId),
    /// The codebook's tree would bite its tail.
    #[error("the code “{0}” cannot be above itself")]
    Cycle(CodeId),
    /// A decision compares an annotation with itself.
    #[error("an annotation always says the same as itself; decide about two")]
    SelfDecision,
}
