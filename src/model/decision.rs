//! An analyst's word about statements.

use serde::{Deserialize, Serialize};

use super::{AnalystId, AnnotationId, ArticleId, DecisionId, Time};

/// What an analyst has decided. Statements are derived; decisions are what is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Unique in the world.
    pub id: DecisionId,
    /// Who decided.
    pub by: AnalystId,
    /// When.
    pub at: Time,
    /// What.
    pub ruling: Ruling,
}

/// What a decision says. An annotation that has been deleted since makes it sleep, not fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ruling {
    /// The two say the same.
    Same(AnnotationId, AnnotationId),
    /// The two do not say the same.
    Different(AnnotationId, AnnotationId),
    /// The statement that holds the annotation is worded so.
    Wording(AnnotationId, String),
    /// The analyst's verdict on the statement that holds the annotation.
    Verdict(AnnotationId, String),
    /// A remark on the statement that holds the annotation.
    Note(AnnotationId, String),
    /// These are one statement and no others are, whatever is marked later.
    Lock(Vec<AnnotationId>),
    /// What the two articles share comes from one origin.
    OneOrigin(ArticleId, ArticleId),
    /// The two articles have what they share independently of each other.
    Independent(ArticleId, ArticleId),
}
