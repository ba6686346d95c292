//! Where results go: standard output, or a file that is whole or not there.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::export::{Shape, Sink};

/// Gives `fill` standard output, or the file `to`, which is replaced when all of it is written. `-` is standard output.
pub(super) fn write(
    to: Option<&Path>,
    project: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    match to {
        Some(path) if path != Path::new("-") => into_file(path, project, fill),
        _ => {
            let mut out = BufWriter::new(io::stdout().lock());
            fill(&mut out).and_then(|()| out.flush()).context("Standard output cannot be written")
        }
    }
}

fn into_file(path: &Path, project: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let failed = || format!("“{}” cannot be written. Choose another place with --out", path.display());
    // What a link points to is replaced, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        bail!("“{}” is a folder. Give --out the name of a file", path.display());
    }
    if belongs_to(project, &path) {
        bail!("“{}” is a file of the project itself. Choose another place with --out", path.display());
    }
    // Such as /dev/stdout or a pipe, which nothing can replace.
    if path.exists() && !path.is_file() {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(&path).with_context(failed)?);
        return fill(&mut out).and_then(|()| out.flush()).with_context(failed);
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pressmark-");
    #[cfg(unix)]
    {
        // As any new file: what the user's mask leaves.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = builder.tempfile_in(folder).with_context(failed)?;
    let mut out = BufWriter::new(temporary);
    fill(&mut out).and_then(|()| out.flush()).with_context(failed)?;
    let temporary = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(failed)?;
    temporary.as_file().sync_all().with_context(failed)?;
    temporary.persist(&path).map_err(|error| error.error).with_context(failed)?;
    Ok(())
}

/// Gives `fill` a place for the files of a dataset: a file with its manifest beside it, or a folder, which is replaced as a
/// whole when all of it is written if it is a dataset itself or empty.
pub(super) fn dataset(
    path: &Path,
    project: &Path,
    shape: Shape,
    fill: &mut dyn FnMut(&mut dyn Sink) -> io::Result<()>,
) -> anyhow::Result<()> {
    let failed = || format!("“{}” cannot be written. Choose another place with --out", path.display());
    if belongs_to(project, path) {
        bail!("“{}” is a file of the project itself. Choose another place with --out", path.display());
    }
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = match shape {
        Shape::Folder => true,
        Shape::File(_) => false,
    };
    if folder && path.exists() {
        let known = path.join("manifest.json").is_file();
        let empty = path.is_dir() && fs::read_dir(path).with_context(failed)?.next().is_none();
        if !known && !empty {
            bail!("“{}” exists and is no dataset of Pressmark. Name a new folder with --out", path.display());
        }
    }
    if !folder && path.is_dir() {
        bail!("“{}” is a folder. Give --out the name of a file", path.display());
    }
    let staged = tempfile::Builder::new().prefix(".pressmark-").tempdir_in(parent).with_context(failed)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut disk = Disk { folder: staged.path().to_owned(), one: (!folder).then(|| name.clone()) };
    fill(&mut disk).with_context(failed)?;
    if folder {
        if path.exists() {
            let aside = staged.path().with_extension("old");
            fs::rename(path, &aside).with_context(failed)?;
            fs::rename(staged.path(), path).with_context(failed)?;
            return fs::remove_dir_all(aside).with_context(failed);
        }
        return fs::rename(staged.path(), path).with_context(failed);
    }
    for entry in fs::read_dir(staged.path()).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        fs::rename(entry.path(), parent.join(entry.file_name())).with_context(failed)?;
    }
    Ok(())
}

/// Puts files into a folder; of a format of one file that under its name and the manifest under a like one.
struct Disk {
    folder: PathBuf,
    one: Option<String>,
}

impl Sink for Disk {
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let name = match &self.one {
            Some(one) if name.is_empty() => one.clone(),
            Some(one) => format!("{one}.{name}"),
            None => name.to_owned(),
        };
        let inside = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
        if name.is_empty() || !Path::new(&name).components().all(inside) {
            return Err(io::Error::other(format!("“{name}” is no name for a file of a dataset")));
        }
        let path = self.folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut out = BufWriter::new(fs::File::create(&path)?);
        fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// Whether a file is one that the project is made of.
fn belongs_to(project: &Path, file: &Path) -> bool {
    let whole = |path: &Path| -> Option<PathBuf> {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
    };
    let Some(folder) = fs::canonicalize(project).ok() else { return false };
    let folder = if folder.is_file() { folder.parent().map(Path::to_owned).unwrap_or_default() } else { folder };
    let inner = whole(file).and_then(|file| file.strip_prefix(&folder).ok().map(Path::to_owned));
    let first = inner.and_then(|inner| inner.components().next().map(|c| c.as_os_str().to_owned()));
    first.is_some_and(|first| {
        ["project.ron", "articles", "sources", "annotations", "decisions", "history"].iter().any(|own| first == *own)
    })
}
