//! A folder as one consistent whole, even while another program puts a checkpoint into place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::checkpoint::Manifest;
use super::error::During;
use super::files::ProjectFile;
use super::{StoreError, layout, load, notation};

/// Why a file has no content to give.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is not there.
    Missing,
    /// What is wrong with it, as a sentence.
    Wrong(String),
}

/// The files of a project with an unfinished checkpoint seen as finished.
#[derive(Debug)]
pub(super) struct View {
    root: PathBuf,
    manifest: Option<Manifest>,
    /// Target -> staged file; `None` for a file that the checkpoint takes away.
    staged: BTreeMap<String, Option<String>>,
    /// Number of the checkpoint seen.
    number: Option<u64>,
}

impl View {
    /// Looks at a folder; none if a checkpoint was just being put into place.
    pub(super) fn new(root: &Path) -> Result<Option<Self>, StoreError> {
        let manifest = Manifest::read(root)?;
        let staged = manifest.iter().flat_map(Manifest::moves).map(|(from, to)| (to, from)).collect();
        let mut view = Self { root: root.to_owned(), manifest, staged, number: None };
        view.number = view.project_number();
        let settled = view.manifest.is_some() || Manifest::read(root)?.is_none();
        Ok(settled.then_some(view))
    }

    /// Whether all that was read through this view belongs together.
    pub(super) fn is_current(&self) -> Result<bool, StoreError> {
        match (&self.manifest, Manifest::read(&self.root)?) {
            (Some(before), Some(now)) => Ok(before.number == now.number),
            (None, Some(_)) => Ok(false),
            (_, None) => Ok(self.number == self.project_number()),
        }
    }

    fn project_number(&self) -> Option<u64> {
        let text = self.text(layout::PROJECT, load::LARGEST).ok()?;
        notation::parse::<ProjectFile>(&text).ok().map(|file| file.checkpoint.number)
    }

    /// A file's content as text, if it is an ordinary file of at most `limit` bytes of UTF-8.
    pub(super) fn text(&self, relative: &str, limit: u64) -> Result<String, Unread> {
        let found = match self.staged.get(relative) {
            Some(None) => Err(Unread::Missing),
            // Once it is gone from the staging folder, it is in its place.
            Some(Some(staged)) => match self.direct(staged, limit) {
                Err(Unread::Missing) => self.direct(relative, limit),
                found => found,
            },
            None => self.direct(relative, limit),
        }?;
        // An editor's byte order mark is no part of the words of ours; an article's text stays as it is.
        let marked = relative.ends_with(".ron") && found.starts_with("\u{feff}".as_bytes());
        let found = if marked { found.get(3..).unwrap_or_default().to_vec() } else { found };
        String::from_utf8(found).map_err(|e| {
            Unread::Wrong(format!("the file is no UTF-8 text: byte {} is none", e.utf8_error().valid_up_to()))
        })
    }

    fn direct(&self, relative: &str, limit: u64) -> Result<Vec<u8>, Unread> {
        let wrong = |what: &str| Unread::Wrong(what.to_owned());
        let read = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => Unread::Missing,
            _ => Unread::Wrong(format!("the file cannot be read ({error})")),
        };
        let path = layout::inside(&self.root, relative)
            .map_err(|_| wrong("this is a link or leads out of the project's folder; it is not followed"))?;
        let meta = fs::symlink_metadata(&path).map_err(read)?;
        if !meta.is_file() {
            return Err(wrong("this is no ordinary file"));
        }
        if meta.len() > limit {
            return Err(Unread::Wrong(format!("the file is larger than the {} MB that are taken", limit >> 20)));
        }
        let mut content = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
        File::open(&path).and_then(|f| f.take(limit).read_to_end(&mut content)).map_err(read)?;
        Ok(content)
    }

    /// The names in a folder (`""` is the project's own), sorted; nothing if it is not there.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let mut names = BTreeSet::new();
        let listing = self.listing(folder).ok();
        names.extend(listing.into_iter().flatten().flatten().filter_map(|e| e.file_name().into_string().ok()));
        for (target, staged) in &self.staged {
            let below = if folder.is_empty() {
                Some(target.as_str())
            } else {
                target.strip_prefix(folder).and_then(|t| t.strip_prefix('/'))
            };
            let Some(rest) = below else { continue };
            let name = rest.split('/').next().unwrap_or(rest);
            match staged {
                Some(_) => names.insert(name.to_owned()),
                None => name == rest && names.remove(name),
            };
        }
        names.into_iter().collect()
    }

    /// Why the names in a folder cannot be told, if it is there and they cannot.
    pub(super) fn hidden(&self, folder: &str) -> Option<String> {
        match self.listing(folder) {
            Err(StoreError::Io { error, .. })
                if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
            {
                None
            }
            Err(error) => Some(error.to_string()),
            Ok(_) => None,
        }
    }

    fn listing(&self, folder: &str) -> Result<fs::ReadDir, StoreError> {
        let path = if folder.is_empty() { self.root.clone() } else { layout::inside(&self.root, folder)? };
        fs::read_dir(&path).during("list", &path)
    }

    /// Files that an unfinished checkpoint replaces, with what replaces them.
    pub(super) fn staged(&self) -> &BTreeMap<String, Option<String>> {
        &self.staged
    }
}

/// Looks at a folder through `read` until what was read belongs together.
pub(super) fn consistently<T>(
    root: &Path,
    mut read: impl FnMut(&View) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    for attempt in 0..50_u64 {
        if let Some(view) = View::new(root)? {
            let read = read(&view)?;
            if view.is_current()? {
                return Ok(read);
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(2 * attempt));
    }
    Err(StoreError::Busy(root.to_owned()))
}

/// Reads a small RON file; none if it is missing or damaged.
pub(super) fn small<T: serde::de::DeserializeOwned>(root: &Path, relative: &str) -> Result<Option<T>, StoreError> {
    let view = View { root: root.to_owned(), manifest: None, staged: BTreeMap::new(), number: None };
    Ok(view.text(relative, load::LARGEST).ok().and_then(|text| notation::parse(&text).ok()))
}
