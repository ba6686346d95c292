//! What the engine finds.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Absent;
use crate::model::{AnnotationId, CodeId, Kind, Place};

/// How a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Its members carry values that cannot all hold, or one denies what another asserts.
    Contested,
    /// Two or more outlets carry it, without conflicting values.
    Corroborated,
    /// One outlet only.
    SingleSource,
}

impl Standing {
    /// The word for it in files: `corroborated`, `contested`, `single_source`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contested => "contested",
            Self::Corroborated => "corroborated",
            Self::SingleSource => "single_source",
        }
    }
}

/// What members of a statement differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// How long.
    Duration,
    /// How many or how much.
    Number,
    /// When.
    Date,
    /// Whether.
    Negation,
    /// Who was there, or was named.
    Names,
    /// A quotation's words.
    Wording,
}

impl Slot {
    /// The word for it in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Duration => "duration",
            Self::Number => "number",
            Self::Date => "date",
            Self::Negation => "negation",
            Self::Names => "names",
            Self::Wording => "wording",
        }
    }
}

/// One value of a slot, and who gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// The value in words fit for a chip, such as `≈ 3 h`.
    pub value: String,
    /// The annotations that carry it, in the order of the members.
    pub annotations: Vec<AnnotationId>,
}

/// A slot in which members differ: two values or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In what.
    pub slot: Slot,
    /// The values; the one with most outlets first, then by value.
    pub values: Vec<Rival>,
    /// Whether the values cannot all hold. A difference in wording alone never contests a statement.
    pub conflicting: bool,
}

/// One annotation in a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which annotation.
    pub place: Place,
    /// Its code.
    pub code: CodeId,
    /// Its code's kind.
    pub kind: Kind,
    /// Its spans as UTF-8 byte ranges of the article's text.
    pub spans: Vec<Range<usize>>,
    /// Its words, spans joined by ` … `.
    pub text: Arc<str>,
    /// Whom the article relies on (claim: source; quote: speaker), if told.
    pub source: Option<String>,
    /// Whether the annotation's certainty is `denied`.
    pub denied: bool,
    /// Its own value in each slot in which members differ, such as `≈ 3 h`; finer than the rival that it stands with.
    pub values: Vec<(Slot, String)>,
}

/// One thing that can be true or false of the event, or one utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Stable while the leading member stays.
    pub id: String,
    /// The leading member's kind.
    pub kind: Kind,
    /// The leading member's words, or the wording that an analyst decided on.
    pub text: String,
    /// How it stands.
    pub standing: Standing,
    /// Outlets that carry it.
    pub outlets: usize,
    /// Outlets of the project.
    pub of: usize,
    /// The annotations in it, by article, then position; the leading one is not moved to the front.
    pub members: Vec<Member>,
    /// Index of the leading member.
    pub lead: usize,
    /// What members differ in, conflicting ones first.
    pub differences: Vec<Difference>,
    /// Articles read to the end that do not carry it.
    pub silent: Absent,
    /// Articles that nobody has read to the end and that do not carry it.
    pub unread: Absent,
    /// Whether a Same or Different decision of an analyst has shaped it.
    pub decided: bool,
}

/// What an outlet's article says of a statement: the six states of a cell in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It says it.
    Says,
    /// It says it with another value.
    Otherwise,
    /// It says it and relies on somebody for it.
    Per(String),
    /// It denies it.
    Denies,
    /// Read to the end, nothing there.
    Silent,
    /// Nobody has read it to the end.
    Unread,
}

/// All statements of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consensus {
    /// Contested first, then by outlets, then in a fixed order.
    pub statements: Vec<Statement>,
    /// For each annotation in a statement, that statement's index.
    pub of_annotation: HashMap<AnnotationId, usize>,
}

impl Consensus {
    /// The statement that holds an annotation.
    pub fn statement_of(&self, annotation: AnnotationId) -> Option<&Statement> {
        self.statements.get(*self.of_annotation.get(&annotation)?)
    }
}
