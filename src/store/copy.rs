//! “Save as…”: a copy of a whole project.

use std::fs::{self, File};
use std::path::Path;

use super::error::During;
use super::view::{View, consistently};
use super::{StoreError, atomic, layout, open};

/// Copies a project's folder, with its history and sources, to a folder that does not exist or is empty. Works while a
/// program writes to it; what is durable when the call begins is in the copy.
///
/// Links and hidden files (other than the two for version control) are left out.
///
/// # Errors
/// If `from` is no project, `to` holds something or lies in `from`, or the system refuses.
pub fn save_as(from: &Path, to: &Path) -> Result<(), StoreError> {
    let from = open::root(from)?;
    if fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) || to.is_file() {
        return Err(StoreError::NotEmpty(to.to_owned()));
    }
    let above = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(above).during("make", above)?;
    let absolute = |path: &Path| path.canonicalize().during("look at", path);
    if absolute(above)?.starts_with(absolute(&from)?) {
        return Err(StoreError::Inside(to.to_owned()));
    }
    // Built beside its place and moved there whole, so that a failure leaves no half of a project.
    let part = tempfile::Builder::new().prefix(".pressmark-").tempdir_in(above).during("make a folder in", above)?;
    let copy = part.path().join("copy");
    consistently(&from, |view| {
        match fs::remove_dir_all(&copy) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).during("clear", &copy),
            _ => fs::create_dir(&copy).during("make", &copy)?,
        }
        // Histories last: they may hold more than the files, never less.
        let names = view.names("");
        let (histories, files): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name == layout::HISTORY);
        files.iter().chain(&histories).try_for_each(|name| copy_tree(view, &from, &copy, name))
    })?;
    if to.is_dir() {
        fs::remove_dir(to).during("replace", to)?;
    }
    fs::rename(&copy, to).during("make", to)?;
    atomic::sync_folder(above)
}

fn copy_tree(view: &View, from: &Path, to: &Path, relative: &str) -> Result<(), StoreError> {
    let hidden = relative.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    if hidden && ![layout::IGNORE, layout::ATTRIBUTES].contains(&relative) {
        return Ok(());
    }
    let target = to.join(relative);
    let sources = view.staged().get(relative).cloned();
    if sources == Some(None) {
        return Ok(());
    }
    // A staged file counts until it is in its place.
    for source in sources.flatten().iter().map(String::as_str).chain([relative]) {
        let Ok(path) = layout::inside(from, source) else { return Ok(()) };
        if path.is_dir() {
            fs::create_dir_all(&target).during("make", &target)?;
            view.names(relative)
                .iter()
                .try_for_each(|name| copy_tree(view, from, to, &format!("{relative}/{name}")))?;
            return atomic::sync_folder(&target);
        }
        match fs::copy(&path, &target) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            done => {
                done.during("copy", &path)?;
                return File::open(&target).and_then(|f| f.sync_all()).during("write", &target);
            }
        }
    }
    Ok(())
}
