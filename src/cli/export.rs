//! `pressmark export`

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{output, session};
use crate::consensus::Engine;
use crate::export::{self, Format};

/// What `export` is told.
#[derive(Debug, Args)]
#[command(after_help = "Offsets are code points; the table of annotations has UTF-8 bytes and UTF-16 units beside \
    them. The words of an annotation are those from its first start to its last end; the list of spans tells the parts \
    of one that is broken. With pressmark add the articles, annotations and analysts of \
    JSON Lines come in again as they went out, unless --analyst makes all annotations those of one.\n\n\
    Cells of the CSV hold the exact words, also where these begin with = + - or @, which a spreadsheet may take for a \
    formula: import the columns as text there. With pandas, read_csv(..., keep_default_na=False) keeps words such as \
    NA and empty cells as they are.")]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// The format.
    #[arg(long = "as", value_name = "FORMAT")]
    format: Kind,
    /// The file to write, - for standard output; replaced when all of it is written.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// One article a line, with its annotations
    Jsonl,
    /// A table with one row an annotation
    Csv,
}

impl From<Kind> for Format {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Jsonl => Format::Jsonl,
            Kind::Csv => Format::Csv,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let opened = session::look(&arguments.project)?;
    let format = Format::from(arguments.format);
    let consensus = if format.tells_statements() { Engine::new().sync(&opened.project) } else { Arc::default() };
    output::write(Some(&arguments.out), &opened.folder, |out| export::write(&opened.project, &consensus, format, out))
}
