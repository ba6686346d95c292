//! Figures about outlets, each with its base: how much of their words is opinion, when they reported, what they leave
//! out, on whom they rely.

mod coverage;
mod left_out;
mod shares;
mod sourcing;

pub use coverage::{Coverage, Day, coverage};
pub use left_out::{Gap, left_out};
pub use shares::{Share, Tally, opinion_shares};
pub use sourcing::{Sourcing, anonymous_words, sourcing};
