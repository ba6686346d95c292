//! The only place that replaces files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::During;
use super::{StoreError, layout};

/// Replaces a file, or makes it: afterwards it has the new content on the disk, or the old one.
pub(super) fn write(root: &Path, relative: &str, content: &[u8]) -> Result<(), StoreError> {
    let folder = put(root, relative, content)?;
    sync_folder(&folder)
}

/// As [`write`], but the name may not last before the folder that is returned is synced.
pub(super) fn put(root: &Path, relative: &str, content: &[u8]) -> Result<PathBuf, StoreError> {
    let path = layout::inside(root, relative)?;
    let folder = folder_for(root, relative)?;
    replace(&folder, &path, content)?;
    Ok(folder)
}

/// Writes a file beside, syncs it, and gives it the name; the name lasts once the folder is synced.
fn replace(folder: &Path, path: &Path, content: &[u8]) -> Result<(), StoreError> {
    let mut file = tempfile::NamedTempFile::new_in(folder).during("write to", folder)?;
    file.write_all(content).during("write", path)?;
    // Temporary files are private by default; a project is as readable as its folder.
    open_up(file.as_file()).during("write", path)?;
    file.as_file().sync_all().during("write", path)?;
    file.persist(path).map_err(|e| e.error).during("replace", path)?;
    Ok(())
}

/// Replaces a file outside of any project, such as a dataset or a setting.
///
/// # Errors
/// If it cannot be written. What was there is still there then.
pub fn write_file(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    replace(folder, path, content)?;
    sync_folder(folder)
}

#[cfg(unix)]
fn open_up(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_up(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the folder that a file is to be in, durably, and returns it.
pub(super) fn folder_for(root: &Path, relative: &str) -> Result<PathBuf, StoreError> {
    let Some((folders, _)) = relative.rsplit_once('/') else { return Ok(root.to_owned()) };
    let path = layout::inside(root, folders)?;
    if !path.is_dir() {
        folder_for(root, folders)?;
        match fs::create_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error).during("make", &path),
            _ => {}
        }
        if let Some(above) = path.parent() {
            sync_folder(above)?;
        }
    }
    Ok(path)
}

/// Moves complete files into place (`None` takes the file away) and makes the moves durable.
pub(super) fn move_all<'a>(
    root: &Path,
    moves: impl Iterator<Item = (Option<&'a str>, &'a str)>,
) -> Result<(), StoreError> {
    let mut folders = BTreeSet::new();
    for (from, to) in moves {
        let target = layout::inside(root, to)?;
        let done = match from {
            Some(from) => {
                folders.insert(folder_for(root, to)?);
                fs::rename(layout::inside(root, from)?, &target)
            }
            None => {
                folders.extend(target.parent().filter(|p| p.is_dir()).map(Path::to_owned));
                fs::remove_file(&target)
            }
        };
        match done {
            // Moved or removed before an interruption.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => other.during("replace", &target)?,
        }
    }
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

/// Makes names in a folder durable. Windows has no such call and needs none.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).during("write to", folder)?;
    }
    Ok(())
}

/// Keeps a copy of a file, as it is, in `recovered`.
pub(super) fn keep_copy(root: &Path, relative: &str) -> Result<(), StoreError> {
    let path = layout::inside(root, relative)?;
    let content = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.during("read", &path)?,
    };
    for n in 1_u32.. {
        let copy = format!("{}/{relative}.damaged-{n}", layout::RECOVERED);
        let place = layout::inside(root, &copy)?;
        match fs::read(&place) {
            Ok(same) if same == content => return Ok(()),
            Ok(_) => {}
            Err(_) => return write(root, &copy, &content),
        }
    }
    Ok(())
}
