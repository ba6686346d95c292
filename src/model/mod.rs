//! What a project is: plain values. No disk, no clock, no thread, no screen.
//!
//! A [`Project`] changes only through [`Project::apply`], which takes an [`Edit`] and gives back its inverse.

mod annotation;
mod annotations;
mod apply;
mod article;
mod codebook;
mod decision;
mod edit;
mod ids;
mod layer;
mod names;
mod project;
mod rejection;
mod shards;
mod timeline;

pub use annotation::{Annotation, AnnotationDraft, Provenance};
pub use annotations::Annotations;
pub(crate) use apply::{folded, same_name};
pub use article::{Article, ArticleDraft, Field, Info, Published, Source};
pub use codebook::{Attribute, Code, Codebook, Colour, Kind, Values};
pub use decision::{Decision, Ruling};
pub use edit::{Edit, EditError, Place};
pub use ids::{AnalystId, AnnotationId, ArticleId, AttributeId, CodeId, DecisionId, IdError};
pub use layer::{Difference, Layer, Progress};
pub use project::{Analyst, Project};
pub use rejection::Rejection;
pub use timeline::{Entry, Step, Timeline};

pub use crate::text::Ends;

/// A moment in universal time, handed in by the shell.
pub type Time = chrono::DateTime<chrono::Utc>;
