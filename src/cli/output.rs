//! Where results go: standard output, or a file that is whole or not there.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

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
