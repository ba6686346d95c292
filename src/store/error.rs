//! What can be wrong with a project on disk.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::EditError;

/// A file, or a part of one, that could not be taken; the rest of the project is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the project's folder.
    pub file: PathBuf,
    /// Line and column, counted from 1, where known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    pub(super) fn new(file: &str, at: Option<(usize, usize)>, what: impl Into<String>, remedy: &str) -> Self {
        Self { file: file.into(), at, what: sentence(&what.into()), remedy: remedy.to_owned() }
    }
}

/// `bbc.ron, line 7, column 2. What is wrong. What to do.`
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some((line, column)) = self.at {
            write!(f, ", line {line}, column {column}")?;
        }
        write!(f, ". {}. {}", self.what.trim_end_matches('.'), self.remedy)
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Why a project could not be opened, created or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Neither a project file nor a history is there.
    #[error("“{}” is no Pressmark project; choose a folder that holds a project.ron", .0.display())]
    NotAProject(PathBuf),
    /// Somebody else writes to it.
    #[error("the project “{}” is open in another window or program; close it there first", .0.display())]
    Locked(PathBuf),
    /// A file is of a later format.
    #[error(
        "“{}” was written by a newer Pressmark (format {version}); update Pressmark to change this project",
        file.display()
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its format version.
        version: u32,
    },
    /// A new project would mix with something else.
    #[error("“{}” is not empty; choose a new or an empty folder", .0.display())]
    NotEmpty(PathBuf),
    /// A copy would hold itself.
    #[error("“{}” lies inside the project itself; choose another place", .0.display())]
    Inside(PathBuf),
    /// A link or a name leads somewhere else.
    #[error("“{}” leads out of the project's folder or is no ordinary file; remove it", .0.display())]
    Astray(PathBuf),
    /// The system refused.
    #[error("cannot {doing} “{}” ({error}); {}", file.display(), remedy(error))]
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the system says.
        error: io::Error,
    },
    /// The project itself breaks a rule.
    #[error("the project cannot be stored: {0}")]
    Refused(#[from] EditError),
    /// A value cannot be written as RON.
    #[error("“{file}” cannot be written: {error}")]
    Notation {
        /// The file.
        file: String,
        /// What the writer of RON says.
        error: ron::Error,
    },
    /// A codebook's file is no codebook, or one with two things of one name.
    #[error("{0}")]
    Codebook(Problem),
    /// It changes faster than it can be read.
    #[error("the project “{}” is being written to without pause; try again", .0.display())]
    Busy(PathBuf),
    /// Something queued could not be written; it is tried again.
    #[error("{0}")]
    Unwritten(String),
    /// The writing thread could not be started or has ended.
    #[error("the project's writer is not running; open the project again")]
    Stopped,
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space on the disk",
        io::ErrorKind::PermissionDenied => "ask for the right to read and write there, or choose another place",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; copy the project to another place",
        io::ErrorKind::NotFound => "check whether the folder was moved or renamed",
        _ => "check the disk and the folder",
    }
}

/// Gives an I/O error its file and what was tried.
pub(super) trait During<T> {
    fn during(self, doing: &'static str, file: &Path) -> Result<T, StoreError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, doing: &'static str, file: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::Io { file: file.to_owned(), doing, error })
    }
}
