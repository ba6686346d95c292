//! A project folder <-> the model: RON files, history, lock, recovery.

mod api;

pub use api::{Mode, Opened, Problem, StoreError, Writer, create, open};
