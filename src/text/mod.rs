//! Reading a text: positions and offsets, graphemes, words, sentences, quotations; numbers, durations, dates.
//!
//! Pure functions over words: no disk, no clock, no screen.

mod offsets;
mod position;

pub use offsets::Offsets;
pub use position::{Anchor, FrozenText, Pos, Span, SpanError};
