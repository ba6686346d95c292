//! A project folder <-> the model: RON files, history, lock, recovery.

mod api;

pub use api::{Mode, Opened, Problem, StoreError, Writer, create, open};

pub fn analyst_for(_path: &std::path::Path, me: &crate::model::AnalystId) -> crate::model::AnalystId {
    me.clone()
}
pub fn write_atomically(path: &std::path::Path, bytes: &[u8]) -> Result<(), StoreError> {
    std::fs::write(path, bytes).map_err(|e| StoreError::Other(e.to_string()))
}
pub fn save_as(_a: &std::path::Path, _b: &std::path::Path) -> Result<(), StoreError> {
    Ok(())
}
