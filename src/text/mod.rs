//! Reading a text: positions and offsets, graphemes, words, sentences, quotations; numbers, durations, dates.
//!
//! Pure functions over words: no disk, no clock, no screen.

mod abbreviations;
mod chars;
mod clauses;
mod clues;
mod english;
mod fold;
mod languages;
mod lexicon;
mod names;
mod number;
mod offsets;
mod paragraphs;
mod parts;
mod position;
mod quantity;
mod quotations;
mod search;
mod sentences;
mod show;
mod trim;
mod units;
mod when;
mod word_units;
mod words;

pub use clauses::clauses;
pub use clues::{Clues, Outlook};
pub use fold::Folded;
pub use languages::{HedgeRow, hedges};
pub use lexicon::{Hedge, Lexicon, Unit};
pub use names::{alike, alike_pairs};
pub use offsets::Offsets;
pub use paragraphs::{LONGEST_PARAGRAPH, paragraph_at, paragraphs};
pub use parts::{with_span, without_span};
pub use position::{Anchor, FrozenText, Pos, Span, SpanError};
pub use quantity::{Amount, Measure, Quantity, quantities, widen};
pub use quotations::{Quotation, quotations};
pub use search::{Manner, Pattern, PatternError, Pieces};
pub use sentences::sentences;
pub use show::bare as measured_words;
pub use trim::{Ends, trim};
pub use units::{UnitKind, default_unit, default_unit_in, grow, shrink, unit_at, unit_in};
pub use when::{Relative, When};
pub use word_units::{Edge, move_edge, snap, word_ranges, word_step};
pub use words::{Word, fold, is_unspaced, words};
