//! What the engine finds.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Absent;
use super::grounds::Grounds;
use crate::model::{AnnotationId, ArticleId, CodeId, DecisionId, Kind, Place};

/// How a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Its members carry values that cannot all hold, or one denies what another asserts.
    Contested,
    /// Two or more origins carry it, without conflicting values.
    Corroborated,
    /// One origin only, however many outlets print it.
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
    /// Who fills a role, such as Secretary of State.
    Role,
    /// What is expected: planned against unlikely.
    Outlook,
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
            Self::Role => "role",
            Self::Outlook => "outlook",
            Self::Wording => "wording",
        }
    }
}

/// One value of a slot, and who gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// The value in words fit for a chip, such as `≈ 3 h`.
    pub value: String,
    /// The least that it can be, in `unit`; none where values are no numbers.
    pub low: Option<f64>,
    /// The most that it can be, in `unit`; none where values are no numbers.
    pub high: Option<f64>,
    /// The unit of `low` and `high`: `s` for durations, `d` (days since 1970-01-01) for dates, else what is counted.
    pub unit: Option<String>,
    /// The annotations that carry it, in the order of the members.
    pub annotations: Vec<AnnotationId>,
}

/// How firmly values speak against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// They cannot all hold: intervals that do not meet, different fillers of one role, a denial.
    Hard,
    /// They differ plainly, and may both hold: hedged intervals touch, a list is not complete.
    Soft,
}

impl Severity {
    /// The word for it in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
        }
    }
}

/// A slot in which members differ: two values or more.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In what.
    pub slot: Slot,
    /// The values; the one with most outlets first, then by value.
    pub values: Vec<Rival>,
    /// How firmly the values speak against each other; none for a difference in wording.
    pub severity: Option<Severity>,
    /// The rule that found it, in words for the analyst.
    pub rule: String,
}

impl Difference {
    /// Whether the values cannot all hold, which is what contests a statement.
    pub fn conflicting(&self) -> bool {
        self.severity == Some(Severity::Hard)
    }
}

/// Where the words of some members come from. Articles that share long passages, or name one agency for a passage, are
/// one origin however many outlets print them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Stable while its articles stay.
    pub id: String,
    /// Its members, by index in the statement.
    pub members: Vec<usize>,
    /// Why they are one.
    pub via: Via,
}

/// Why members are of one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// All stand in one article, or in articles of one outlet.
    Outlet,
    /// Their articles share the passages around them; see [`Sharing`].
    Passages,
    /// Their articles name this agency for them.
    Agency(String),
    /// An analyst has said so.
    Decided,
}

/// A passage that two articles share.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The article that has it from the other, as far as dates and named agencies tell; else the one with the lesser id.
    pub a: (ArticleId, Range<usize>),
    /// The other.
    pub b: (ArticleId, Range<usize>),
    /// Words of the shorter one that stand in the other in runs of five and more: a share, 0.5 to 1.
    pub share: f32,
}

/// Who has what from whom: all shared passages and named agencies of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sharing {
    /// Shared passages by articles, then place.
    pub passages: Vec<Passage>,
    /// Agencies and outlets that an article names for what it says: article, where, name.
    pub agencies: Vec<(ArticleId, Range<usize>, String)>,
}

/// How a quotation stands to the leading wording of the utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The leading wording itself.
    Leading,
    /// Word for word.
    Same,
    /// A part of it, in a row.
    Cut,
    /// Parts of it, put together with something left out between them.
    Spliced,
    /// Other words in it.
    Altered,
    /// Said by somebody else.
    OtherSpeaker,
}

impl Relation {
    /// The word for it in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Leading => "leading",
            Self::Same => "same",
            Self::Cut => "cut",
            Self::Spliced => "spliced",
            Self::Altered => "altered",
            Self::OtherSpeaker => "other_speaker",
        }
    }
}

/// One quotation of an utterance beside the leading one.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The member, by index in the statement.
    pub member: usize,
    /// How it stands to the leading one.
    pub relation: Relation,
    /// How far its words have drifted, 0 to 1.
    pub drift: f32,
    /// What makes this wording of the leading one.
    pub operations: Vec<Operation>,
}

/// A step from the leading wording to another: words of the one, words of the other; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// `keep`, `delete`, `insert` or `replace`.
    pub kind: &'static str,
    /// Words of the leading wording.
    pub from: String,
    /// Words of this one.
    pub to: String,
}

/// Why two members are in one statement, or a pair was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// One annotation.
    pub a: AnnotationId,
    /// The other.
    pub b: AnnotationId,
    /// The score of the pair, 0 to about 1.
    pub score: f32,
    /// Words that both have, with what each adds to the score, the weightiest first.
    pub words: Vec<(String, f32)>,
    /// The rule or decision in words, where it was not words alone.
    pub rule: Option<String>,
}

/// A pair of which the engine is unsure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubt {
    /// One annotation.
    pub a: AnnotationId,
    /// The other.
    pub b: AnnotationId,
    /// The score of the pair.
    pub score: f32,
    /// Whether the two are in one statement now.
    pub together: bool,
    /// How many pairs of members the opposite answer would change.
    pub moves: usize,
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
#[derive(Clone, Debug, PartialEq)]
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
    /// Where its words come from: a partition of the members, the greatest first.
    pub origins: Vec<Origin>,
    /// Of an utterance in several wordings: how each stands to the leading one, in the order of members.
    pub variants: Vec<Variant>,
    /// What members differ in, conflicting ones first.
    pub differences: Vec<Difference>,
    /// Articles read to the end that do not carry it.
    pub silent: Absent,
    /// Articles that nobody has read to the end and that do not carry it.
    pub unread: Absent,
    /// Whether a Same or Different decision, or a lock, of an analyst has shaped it.
    pub decided: bool,
    /// Whether an analyst has locked it.
    pub locked: bool,
    /// The newest verdict on it.
    pub verdict: Option<String>,
    /// The newest note on it.
    pub note: Option<String>,
    /// The decisions that apply to it, the oldest first.
    pub decisions: Vec<DecisionId>,
}

impl Statement {
    /// How far the wordings of an utterance have drifted: the mean over its variants but the leading one, 0 to 1.
    pub fn drift(&self) -> Option<f32> {
        let others = || self.variants.iter().filter(|v| v.relation != Relation::Leading);
        let count = others().count();
        (count > 0).then(|| others().map(|v| v.drift).sum::<f32>() / count as f32)
    }
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
    pub statements: Vec<Arc<Statement>>,
    /// For each annotation in a statement, that statement's index.
    pub of_annotation: HashMap<AnnotationId, usize>,
    /// Who has what from whom.
    pub sharing: Arc<Sharing>,
    /// Pairs that an analyst's answer would settle, the one whose answer changes most first; at most some thousands.
    pub doubts: Arc<[Doubt]>,
    /// What the statements were found by.
    pub(super) grounds: Arc<Grounds>,
}

impl Consensus {
    /// The statement that holds an annotation.
    pub fn statement_of(&self, annotation: AnnotationId) -> Option<&Statement> {
        self.statements.get(*self.of_annotation.get(&annotation)?).map(AsRef::as_ref)
    }

    /// Why the members of a statement are together: a reason for each member but the leading one, that which ties it
    /// most firmly to one of the others.
    pub fn reasons(&self, statement: &Statement) -> Vec<Reason> {
        self.grounds.reasons(statement)
    }
}
