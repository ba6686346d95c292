//! Reading a text: positions and offsets, graphemes, words, sentences, quotations; numbers, durations, dates.
//!
//! Pure functions over words: no disk, no clock, no screen.

mod abbreviations;
mod chars;
mod clauses;
mod offsets;
mod paragraphs;
mod position;
mod quotations;
mod sentences;
mod trim;
mod units;
mod word_units;

pub use clauses::clauses;
pub use offsets::Offsets;
pub use paragraphs::{LONGEST_PARAGRAPH, paragraph_at, paragraphs};
pub use position::{Anchor, FrozenText, Pos, Span, SpanError};
pub use quotations::{Quotation, quotations};
pub use sentences::sentences;
pub use trim::trim;
pub use units::{UnitKind, default_unit, default_unit_in, grow, shrink, unit_at, unit_in};
pub use word_units::{Edge, move_edge, snap, word_ranges, word_step};
