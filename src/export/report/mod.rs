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

use std::io::{self, Write};

use super::{write_consensus_csv, write_consensus_json};
use crate::consensus::Consensus;
use crate::model::Project;

/// The forms in which the consensus leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// One self-contained page.
    Html,
    /// Markdown.
    Markdown,
    /// A table with one row a statement.
    Csv,
    /// All of it, for programs.
    Json,
}

impl Report {
    /// The usual ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form that a file's name asks for; a page where it asks for none.
    pub fn of(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" => Self::Markdown,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => Self::Html,
        }
    }

    /// Writes it. The same project gives the same bytes.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write(self, project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Html => write_consensus_html(project, consensus, out),
            Self::Markdown => write_consensus_markdown(project, consensus, out),
            Self::Csv => write_consensus_csv(project, consensus, out),
            Self::Json => write_consensus_json(project, consensus, out),
        }
    }
}
