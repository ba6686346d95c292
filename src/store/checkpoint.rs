//! Files that belong together, replaced together.
//!
//! New files are staged and synced; then a marker that lists them is written atomically: from here on they count. They
//! are moved into place, and the marker goes. Whoever finds a marker finishes the moves.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::During;
use super::{FORMAT, StoreError, atomic, layout, notation, view};

/// The marker's content.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    format: u32,
    /// Counts the project's checkpoints.
    pub number: u64,
    /// Files with a new content. The n-th is staged as `<number>-<n>`.
    written: Vec<String>,
    /// Files that are no more.
    removed: Vec<String>,
}

impl Manifest {
    /// The marker in a folder, if a checkpoint there is to be finished.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, StoreError> {
        match fs::symlink_metadata(root.join(layout::MARKER)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            _ => {
                let found: Option<Self> = view::small(root, layout::MARKER)?;
                if let Some(found) = &found
                    && found.format > FORMAT
                {
                    return Err(StoreError::Newer { file: root.join(layout::MARKER), version: found.format });
                }
                Ok(found)
            }
        }
    }

    /// Staged file (none for a removal) and target.
    pub(super) fn moves(&self) -> impl Iterator<Item = (Option<String>, String)> {
        let staged = |n| format!("{}/{}-{n}", layout::STAGING, self.number);
        let written = self.written.iter().enumerate().map(move |(n, to)| (Some(staged(n)), to.clone()));
        written.chain(self.removed.iter().map(|to| (None, to.clone())))
    }
}

/// Replaces files as one. `files` gives target and content one by one (`None` takes the file away); the last one is
/// moved last. Files of `damaged` are copied aside before. Returns
/// the targets.
pub(super) fn write(
    root: &Path,
    number: u64,
    files: impl Iterator<Item = Result<(String, Option<Vec<u8>>), StoreError>>,
    damaged: &BTreeSet<String>,
) -> Result<BTreeSet<String>, StoreError> {
    clear_staging(root)?;
    let mut manifest = Manifest { format: FORMAT, number, written: Vec::new(), removed: Vec::new() };
    let mut folder = None;
    for file in files {
        let (target, content) = file?;
        if damaged.contains(&target) {
            atomic::keep_copy(root, &target)?;
        }
        match content {
            Some(content) => {
                let staged = format!("{}/{number}-{}", layout::STAGING, manifest.written.len());
                folder = Some(atomic::put(root, &staged, &content)?);
                manifest.written.push(target);
            }
            None => manifest.removed.push(target),
        }
    }
    folder.iter().try_for_each(|folder| atomic::sync_folder(folder))?;
    let marker = notation::pretty(&manifest, 2)
        .map_err(|error| StoreError::Notation { file: layout::MARKER.to_owned(), error })?;
    atomic::write(root, layout::MARKER, format!("{marker}\n").as_bytes())?;
    finish(root, &manifest)?;
    Ok(manifest.written.into_iter().chain(manifest.removed).collect())
}

fn finish(root: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    let moves: Vec<_> = manifest.moves().collect();
    atomic::move_all(root, moves.iter().map(|(from, to)| (from.as_deref(), to.as_str())))?;
    atomic::move_all(root, [(None, layout::MARKER)].into_iter())?;
    clear_staging(root)
}

/// Finishes a checkpoint that was interrupted after its marker was written, and forgets one that was interrupted
/// before.
pub(super) fn settle(root: &Path) -> Result<(), StoreError> {
    match Manifest::read(root)? {
        Some(manifest) => finish(root, &manifest),
        None => {
            if layout::inside(root, layout::MARKER)?.exists() {
                // Not ours or damaged; keep it, but out of the way.
                atomic::keep_copy(root, layout::MARKER)?;
                atomic::move_all(root, [(None, layout::MARKER)].into_iter())?;
            }
            clear_staging(root)
        }
    }
}

fn clear_staging(root: &Path) -> Result<(), StoreError> {
    let staging = layout::inside(root, layout::STAGING)?;
    match fs::remove_dir_all(&staging) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).during("clear", &staging),
        _ => Ok(()),
    }
}
