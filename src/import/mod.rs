//! Files of the world -> articles and annotations.
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

/// The formats that come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A text and nothing else.
    Text,
    /// A saved web page.
    Html,
    /// One article a line, with annotations.
    Jsonl,
}

/// One way of reading a file.
trait Reader: Sync {
    /// Which.
    fn format(&self) -> Format;
    /// The word for it.
    fn name(&self) -> &'static str;
    /// The largest file, in MiB.
    fn limit(&self) -> usize;
    /// Whether a file whose decoded beginning is `head` and whose name ends in `ending` is one.
    fn suits(&self, head: &str, ending: &str) -> bool;
    /// Reads a file that is no larger than the limit and not binary.
    fn read(&self, file: &str, bytes: &[u8]) -> Result<Vec<Incoming>, ImportError>;
}

/// In the order in which they are tried; the last suits everything.
static READERS: [&dyn Reader; 3] = [&jsonl::Jsonl, &html::Html, &plain::Plain];

impl Format {
    /// All formats.
    pub const ALL: [Format; 3] = [Format::Text, Format::Html, Format::Jsonl];

    /// The largest file that any format takes, in bytes.
    pub const LARGEST: usize = 512 << 20;

    /// The word for it: `text`, `html`, `jsonl`.
    pub fn as_str(self) -> &'static str {
        self.reader().name()
    }

    fn reader(self) -> &'static dyn Reader {
        READERS.into_iter().find(|r| r.format() == self).unwrap_or(READERS[2])
    }
}

/// Reads a file. The format is told by the content, with the name as a hint, unless it is given.
///
/// # Errors
/// If the file is empty, too large, no text, or breaks the rules of its format.
pub fn read(file: &str, bytes: &[u8], format: Option<Format>) -> Result<Vec<Incoming>, ImportError> {
    sniff::refuse_binary(file, bytes)?;
    let reader = match format {
        Some(format) => format.reader(),
        None => {
            let head = decode::decode(bytes.get(..bytes.len().min(sniff::HEAD)).unwrap_or_default(), None).text;
            let (_, ending) = incoming::split_name(file);
            READERS.into_iter().find(|r| r.suits(&head, &ending)).unwrap_or(READERS[2])
        }
    };
    if bytes.len() > reader.limit() << 20 {
        return Err(ImportError::Large { file: file.to_owned(), limit: reader.limit() });
    }
    reader.read(file, bytes)
}
