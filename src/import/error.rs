//! Why a file cannot come in.

use thiserror::Error;

/// Why a file, or a part of one, cannot come in. Its words name the file, the place and the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It cannot be opened or read.
    #[error("“{file}” cannot be read: {why}. Check its name, and that you may read it")]
    Unreadable {
        /// The file, as it was named.
        file: String,
        /// What the system says.
        why: String,
    },
    /// It is a folder.
    #[error("“{file}” is a folder. Name the files in it")]
    Folder {
        /// The folder, as it was named.
        file: String,
    },
    /// Nothing to read in it.
    #[error("“{file}” holds no text. Save the article's text into it and add it again")]
    Empty {
        /// The file.
        file: String,
    },
    /// More bytes than are taken.
    #[error("“{file}” is larger than {limit} MiB. Split it into smaller files and add these")]
    Large {
        /// The file.
        file: String,
        /// The limit in MiB.
        limit: usize,
    },
    /// Not a text at all.
    #[error("“{file}” is {what}, not a text. {remedy}")]
    Binary {
        /// The file.
        file: String,
        /// What it is.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// A web page that cannot be taken apart.
    #[error("“{file}” cannot be read as a web page: {what}. Copy the article's words into a text file and add that")]
    Page {
        /// The file.
        file: String,
        /// What is wrong.
        what: String,
    },
    /// A line of a JSON Lines file.
    #[error("“{file}”, line {line}: {what}. Correct the line and add the file again")]
    Line {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A span in a line of a JSON Lines file.
    #[error("“{file}”, line {line}, span {span}: {what}. Correct the span and add the file again")]
    Span {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The span, counted from 1.
        span: usize,
        /// What is wrong.
        what: String,
    },
    /// A value that was given beside the files.
    #[error("{0}")]
    Option(String),
}
