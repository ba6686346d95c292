//! The consensus as a report to be read, printed and cited: one self-contained HTML page, or Markdown.
//!
//! Every figure comes from the same functions as the window and the JSON, so the three cannot tell different stories.

mod figures;
mod gather;
mod html;
mod markdown;
mod page;
mod statements;
mod words;

pub use html::write_consensus_html;
pub use markdown::write_consensus_markdown;
