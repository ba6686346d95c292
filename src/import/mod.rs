//! Files of the world -> articles and annotations.
//!
//! Every format is a `Reader` in a file of its own and a line in `READERS`. A file is told by its content; its name is
//! a hint at most.
//!
//! [`load`] takes its bytes, [`read`] says what it holds, [`plan`] what that changes in a project.

mod decode;
mod error;
mod guard;
mod html;
mod incoming;
mod jsonl;
mod load;
mod page;
mod plain;
mod plan;
mod planner;
mod sniff;
mod span;

pub use error::ImportError;
pub use incoming::{Incoming, Mark, Reading};
pub use load::load;
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
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The articles, in the file's order.
    pub articles: Vec<Incoming>,
    /// Parts of the file that could not be read: a sentence each, with the place. The rest comes in all the same.
    pub refused: Vec<String>,
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

/// Reads a file. The format is told by the content, with the name as a hint, unless it is given.
///
/// # Errors
/// If the file is empty, too large, of no format that comes in, or breaks the rules of its format as a whole.
pub fn read(file: &str, bytes: &[u8], format: Option<Format>) -> Result<Batch, ImportError> {
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
    reader.read(&Task { file, bytes })
}
