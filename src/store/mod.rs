//! A project folder <-> the model: RON files, history, lock, recovery.
//!
//! What is done is in the histories, one append-only file an analyst; the other files are checkpoints of it. Opening
//! reads the checkpoint and replays what came after it. What is damaged becomes a [`Problem`], and the rest opens.

mod atomic; // the one function that replaces files
mod check; // what `pressmark check` tells
mod checkpoint; // files that belong together, replaced together
mod codebook; // a codebook as a file of its own
mod copy; // “Save as…”
mod error; // problems and errors
mod files; // model -> the words of a file
mod heal; // damaged parts taken from the history
mod history; // one analyst's edits on disk
mod journal; // appending to it
mod layout; // which file holds what
mod listing; // files with one item a line
mod load; // files -> model, with problems
mod lock; // one writer at a time
mod notation; // RON as the project's files write it
mod open; // checkpoint + replay
mod replay; // several histories as one
mod union;
mod view; // a folder while somebody writes to it
mod worker; // the writer's thread
mod writer; // its face

pub use atomic::write_file;
pub use check::check;
pub use codebook::{codebook_words, read_codebook};
pub use copy::save_as;
pub use error::{Problem, StoreError};
pub use open::{Mode, Opened, create, open};
pub use writer::Writer;

/// The version of the files that this program writes; files of a later one are not touched.
pub const FORMAT: u32 = 1;
