//! Reading a text: positions and offsets, graphemes, words, sentences, quotations; numbers, durations, dates.
//!
//! Pure functions over words: no disk, no clock, no screen.

mod english;
mod lexicon;
mod number;
mod offsets;
mod position;
mod quantity;
mod show;
mod when;
mod words;

pub use lexicon::{Hedge, Lexicon, Unit};
pub use offsets::Offsets;
pub use position::{Anchor, FrozenText, Pos, Span, SpanError};
pub use quantity::{Amount, Measure, Quantity, quantities, widen};
pub use when::When;
pub use words::{Word, fold, is_unspaced, words};
