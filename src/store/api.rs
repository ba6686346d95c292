//! (being built: the signatures that the rest of the program relies on)

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{AnalystId, ArticleId, Edit, Project, Time};

/// What a project is opened for.
#[derive(Clone, Debug)]
pub enum Mode {
    /// To look at. Works while another program writes to it; changes nothing on disk.
    Read,
    /// To change, as an analyst (added to the project if new). One program at a time.
    Write {
        /// Who.
        analyst: AnalystId,
        /// The name on the screen if the analyst is new.
        name: String,
    },
}

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

/// Why a project could not be opened, created or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// (being built)
    #[error("{0}")]
    Other(String),
}

/// An opened project.
#[derive(Debug)]
pub struct Opened {
    /// As it is now: checkpoints with the histories replayed.
    pub project: Project,
    /// What could not be taken.
    pub problems: Vec<Problem>,
    /// For `Mode::Write`.
    pub writer: Option<Writer>,
    /// The project's folder.
    pub folder: PathBuf,
}

/// Writes edits behind the program's back: a thread of its own, its queue, and what has become durable.
#[derive(Debug)]
pub struct Writer {}

impl Writer {
    /// Queues an edit that has been carried out. `revision` is the timeline's after it, `after` the project after it.
    /// Returns at once.
    pub fn record(&self, _revision: u64, _at: Time, _label: &str, _edit: &Edit, _after: &Arc<Project>) {}

    /// Keeps the bytes that an article was imported from (`sources/<article>.<ending>`). Returns at once.
    pub fn keep_source(&self, _article: &ArticleId, _ending: &str, _bytes: Vec<u8>) {}

    /// The last revision that is safe on disk.
    pub fn durable(&self) -> u64 {
        0
    }

    /// Asks for a checkpoint now. Returns at once; `on_change` tells when it is done.
    pub fn checkpoint(&self) {}

    /// Waits until everything queued is durable, and a checkpoint is written if `checkpoint`.
    pub fn flush(&self, _checkpoint: bool) -> Result<(), StoreError> {
        Ok(())
    }

    /// What went wrong last while writing, for the status line; writing is tried again with the next edit.
    pub fn failure(&self) -> Option<String> {
        None
    }

    /// Calls `f` from the writer's thread whenever `durable` or `failure` has changed.
    pub fn on_change(&self, _f: impl Fn() + Send + 'static) {}
}

/// Makes a new project folder and opens it for writing.
pub fn create(_folder: &Path, _project: Project, _analyst: AnalystId, _name: &str) -> Result<Opened, StoreError> {
    Err(StoreError::Other("being built".into()))
}

/// Opens a project: `path` is its folder or its `project.ron`.
pub fn open(_path: &Path, _mode: Mode) -> Result<Opened, StoreError> {
    Err(StoreError::Other("being built".into()))
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.what)
    }
}
