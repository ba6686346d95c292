//! Files of the world -> articles and annotations.
//!
//! Every format is a [`Reader`] in a file of its own and a line in [`READERS`]. A file is told by its content; its name is
//! a hint at most.
//!
//! [`load`] takes its bytes, [`read`] says what it holds, [`plan`] what that changes in a project.

pub(crate) mod container;
mod decode;
mod error;
mod guard;
mod html;
mod incoming;
mod jsonl;
mod load;
mod mapping;
mod page;
mod plain;
mod plan;
mod planner;
mod sniff;
mod span;
pub(crate) mod xml;

pub use error::ImportError;
pub use incoming::{Incoming, IncomingCode, Mark, Reading};
pub use load::load;
pub use mapping::Mapping;
pub use plan::{Options, Plan, plan};

/// What a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The word for it in commands, such as `jsonl`.
    pub name: &'static str,
    /// Its name in the window, such as `JSON Lines`.
    pub title: &'static str,
    /// What comes in with it, and from which programs, in a sentence.
    pub carries: &'static str,
}

/// What a file is told by.
struct Probe<'a> {
    /// All of it.
    bytes: &'a [u8],
    /// Its decoded beginning; empty of a file that is no text.
    head: &'a str,
    /// The ending of its name, in lower case.
    ending: &'a str,
}

/// What is to be read.
struct Task<'a> {
    /// The file's name, without its folder.
    file: &'a str,
    /// The file.
    bytes: &'a [u8],
    /// Which columns or keys of a table mean what, where that has been said.
    map: Option<&'a Mapping>,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The articles, in the file's order.
    pub articles: Vec<Incoming>,
    /// Parts of the file that could not be read: a sentence each, with the place. The rest comes in all the same.
    pub refused: Vec<String>,
    /// The codes that the file defines.
    pub codes: Vec<IncomingCode>,
    /// What columns or keys were taken for, where the format has a choice.
    pub map: Option<Mapping>,
}

impl From<Vec<Incoming>> for Batch {
    fn from(articles: Vec<Incoming>) -> Self {
        Self { articles, ..Self::default() }
    }
}

/// One way of reading a file.
trait Reader: Sync {
    /// What it is.
    fn about(&self) -> About;

    /// The largest file, in MiB.
    fn limit(&self) -> usize;

    /// Whether files of it are no texts, so that their beginning is not decoded.
    fn binary(&self) -> bool {
        false
    }

    /// Whether a file is one of these.
    fn suits(&self, probe: &Probe<'_>) -> bool;

    /// Reads a file that is no larger than the limit; one that is not [`Reader::binary`] has been found to be a text.
    fn read(&self, task: &Task<'_>) -> Result<Batch, ImportError>;
}

/// In the order in which they are tried; the last suits everything.
static READERS: [&dyn Reader; 3] = [&jsonl::Jsonl, &html::Html, &plain::Plain];

/// One of the formats that come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format(usize);

impl Format {
    /// The largest file that any format takes, in bytes.
    pub const LARGEST: usize = 512 << 20;

    /// All formats.
    pub fn all() -> impl Iterator<Item = Format> {
        (0..READERS.len()).map(Format)
    }

    /// The format that a word names.
    pub fn named(name: &str) -> Option<Format> {
        Self::all().find(|format| format.about().name == name)
    }

    /// What it is.
    pub fn about(self) -> About {
        self.reader().about()
    }

    fn reader(self) -> &'static dyn Reader {
        READERS.get(self.0).copied().unwrap_or(&plain::Plain)
    }
}

/// Reads a file, as [`read_mapped`] does, whose columns, if it is a table, are told by their names.
///
/// # Errors
/// As [`read_mapped`].
pub fn read(file: &str, bytes: &[u8], format: Option<Format>) -> Result<Batch, ImportError> {
    read_mapped(file, bytes, format, None)
}

/// Reads a file. The format is told by the content, with the name as a hint, unless it is given; a mapping says what the
/// columns of a table are.
///
/// # Errors
/// If the file is empty, too large, of no format that comes in, or breaks the rules of its format as a whole.
pub fn read_mapped(
    file: &str,
    bytes: &[u8],
    format: Option<Format>,
    map: Option<&Mapping>,
) -> Result<Batch, ImportError> {
    let (_, ending) = incoming::split_name(file);
    let reader = match format {
        Some(format) => format.reader(),
        None => sniff::reader(file, bytes, &ending)?,
    };
    if !reader.binary() {
        sniff::refuse_binary(file, bytes)?;
    }
    if bytes.len() > reader.limit() << 20 {
        return Err(ImportError::Large { file: file.to_owned(), limit: reader.limit() });
    }
    reader.read(&Task { file, bytes, map })
}
