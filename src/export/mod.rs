//! A project -> dataset files.
//!
//! Offsets leave the program in code points; the table of annotations has UTF-8 bytes and UTF-16 units beside them.
//! The words of an annotation are those from its first start to its last end, so that whoever reads a file can compare
//! them with the text; of one that is broken, `spans` tells the parts.

mod consensus;
mod csv;
mod jsonl;
mod places;
mod report;

use std::io::{self, Write};

use crate::consensus::Consensus;
use crate::model::Project;

pub use consensus::{write_consensus_csv, write_consensus_json};
pub use report::{write_consensus_html, write_consensus_markdown};

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

/// The formats that go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON Lines: one article a line, with its annotations. Comes in again as it went out.
    Jsonl,
    /// A table with one row an annotation.
    Csv,
}

/// One way of writing a project.
trait Writer: Sync {
    /// Which.
    fn format(&self) -> Format;
    /// The word for it.
    fn name(&self) -> &'static str;
    /// Writes all of a project.
    fn write(&self, project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()>;
}

static WRITERS: [&dyn Writer; 2] = [&jsonl::Jsonl, &csv::Csv];

impl Format {
    /// All formats.
    pub const ALL: [Format; 2] = [Format::Jsonl, Format::Csv];

    /// The word for it: `jsonl`, `csv`.
    pub fn as_str(self) -> &'static str {
        self.writer().name()
    }

    /// Whether it tells statements; if not, an empty [`Consensus`] will do.
    pub fn tells_statements(self) -> bool {
        self == Format::Csv
    }

    fn writer(self) -> &'static dyn Writer {
        WRITERS.into_iter().find(|w| w.format() == self).unwrap_or(WRITERS[0])
    }
}

/// Writes a project. The same project gives the same bytes.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(project: &Project, consensus: &Consensus, format: Format, out: &mut dyn Write) -> io::Result<()> {
    format.writer().write(project, consensus, out)
}
