//! Annotations of many articles -> statements, their support and their contradictions.
//!
//! A pure engine: a project in, statements out, deterministic, incremental by annotation. No screen, no disk, no clock.
//!
//! The way of an annotation: `mark` reads its words once, `graph` scores it against those that share a rare word,
//! `cluster` groups, `compose` makes statements of groups, `values` finds where their members differ.

mod absent;
mod align;
mod cell;
mod cluster;
mod compose;
mod decisions;
mod doubts;
mod engine;
mod features;
mod graph;
mod grounds;
mod hash;
mod keys;
mod lineup;
mod mark;
mod measures;
mod method;
mod origins;
mod quotes;
mod rarity;
mod score;
mod statement;
mod values;
mod variants;

pub use absent::Absent;
pub use align::{Mark as AlignMark, Piece, align};
pub use cell::Value;
pub use engine::Engine;
pub use measures::{
    Coverage, Day, Gap, Share, Sourcing, Tally, anonymous_words, coverage, left_out, opinion_shares, sourcing,
};
pub use method::{Rule, method};
pub use statement::{
    Cell, Consensus, Difference, Doubt, Member, Operation, Origin, Passage, Reason, Relation, Rival, Severity, Sharing,
    Slot, Standing, Statement, Variant, Via,
};
