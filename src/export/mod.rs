//! A project -> dataset files.
//!
//! Every format is a `Writer` in a file of its own and a line in `WRITERS`. What a writer gets is a [`Dataset`]:
//! the project as far as it is wanted, with offsets in the unit that is wanted. What it writes goes to a [`Sink`], which
//! is a file, a folder or the memory, and is told in a manifest.
//!
//! Offsets leave the program in code points unless a format or the user wants another unit. The words of an annotation
//! are those from its first start to its last end, so that whoever reads a file can compare them with the text; of one
//! that is broken, `spans` tells the parts.

mod brat;
mod common;
mod conll;
mod consensus;
mod csv;
mod dataset;
mod doccano;
mod jsonl;
mod labelstudio;
mod manifest;
mod parquet;
mod places;
mod report;
mod sink;
mod spacy;
mod tables;
mod xlsx;

use std::io::{self, Write};

use crate::consensus::Consensus;
use crate::model::Project;

pub use consensus::{write_consensus_csv, write_consensus_json};
pub use dataset::{Dataset, Document, Item, Options, Unit};
pub use report::{Report, write_consensus_html, write_consensus_markdown};
pub use sink::{Memory, Sink};

/// What a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The word for it in commands, such as `jsonl`.
    pub name: &'static str,
    /// Its name in the window, such as `JSON Lines`.
    pub title: &'static str,
    /// One file or a folder of them.
    pub shape: Shape,
    /// Whether it tells statements; if not, an empty [`Consensus`] will do.
    pub statements: bool,
    /// The units in which it can tell offsets; the first is the usual one.
    pub units: &'static [Unit],
    /// What it carries, and who reads it, in a sentence.
    pub carries: &'static str,
}

/// What a format writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One file, whose name usually ends so.
    File(&'static str),
    /// A folder of files.
    Folder,
}

/// One way of writing a dataset.
trait Writer: Sync {
    /// What it is.
    fn about(&self) -> About;

    /// Why this dataset cannot be told in this format at all, and what to do instead; mostly it can.
    fn refuses(&self, _dataset: &Dataset<'_>) -> Option<String> {
        None
    }

    /// What of this dataset the format cannot carry: a sentence each, with the number of things that are lost.
    fn losses(&self, _dataset: &Dataset<'_>) -> Vec<String> {
        Vec::new()
    }

    /// Writes it. The same dataset gives the same bytes. A format of one file writes it under the name `""`.
    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()>;
}

/// All formats, in the order in which they are offered.
static WRITERS: [&dyn Writer; 13] = [
    &jsonl::Jsonl,
    &spacy::Spacy { prodigy: false },
    &spacy::Spacy { prodigy: true },
    &csv::Csv { tabs: false },
    &csv::Csv { tabs: true },
    &tables::Tables { guarded: false },
    &tables::Tables { guarded: true },
    &xlsx::Xlsx,
    &parquet::Parquet,
    &brat::Brat,
    &labelstudio::LabelStudio,
    &doccano::Doccano,
    &conll::Conll,
];

/// One of the formats that go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format(usize);

impl Format {
    /// All formats, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Format> {
        (0..WRITERS.len()).map(Format)
    }

    /// The format that a word names.
    pub fn named(name: &str) -> Option<Format> {
        Self::all().find(|format| format.about().name == name)
    }

    /// What it is.
    pub fn about(self) -> About {
        self.writer().about()
    }

    /// Why it cannot tell a dataset at all, and what to do instead; none if it can.
    pub fn refuses(self, dataset: &Dataset<'_>) -> Option<String> {
        self.writer().refuses(dataset)
    }

    /// What of a dataset it cannot carry, a sentence each.
    pub fn losses(self, dataset: &Dataset<'_>) -> Vec<String> {
        self.writer().losses(dataset)
    }

    /// Writes a dataset, and the manifest beside it: of a folder as `manifest.json` in it, of a file under the name
    /// `manifest.json`, which the sink puts beside the file.
    ///
    /// # Errors
    /// If the sink cannot be written to, or the dataset cannot be told in this format at all.
    pub fn write(self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        check(self, dataset)?;
        let mut witness = manifest::Witness::new(sink);
        self.writer().write(dataset, &mut witness)?;
        let files = witness.finish();
        let told = manifest::manifest(self, dataset, &files);
        sink.file("manifest.json", &mut |out| out.write_all(&told))
    }

    fn writer(self) -> &'static dyn Writer {
        WRITERS.get(self.0).copied().unwrap_or(WRITERS[0])
    }
}

/// Writes a dataset in a format of one file, without a manifest.
///
/// # Errors
/// If `out` cannot be written to, or the format is a folder.
pub fn write_file(format: Format, dataset: &Dataset<'_>, out: &mut dyn Write) -> io::Result<()> {
    check(format, dataset)?;
    format.writer().write(dataset, &mut sink::One(out))
}

fn check(format: Format, dataset: &Dataset<'_>) -> io::Result<()> {
    format.refuses(dataset).map_or(Ok(()), |why| Err(io::Error::new(io::ErrorKind::InvalidInput, why)))
}

/// Writes all of a project in a format of one file, without a manifest.
///
/// # Errors
/// If `out` cannot be written to, or the format is a folder.
pub fn write(project: &Project, consensus: &Consensus, format: Format, out: &mut dyn Write) -> io::Result<()> {
    write_file(format, &Dataset::new(project, consensus, &Options::of(format)), out)
}
