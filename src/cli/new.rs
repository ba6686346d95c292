//! `pressmark new`

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::table::plain;
use super::{output, session};
use crate::model::{Codebook, Project};
use crate::store;

/// What `new` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder to make.
    project: PathBuf,
    /// What the project is called.
    #[arg(long)]
    title: String,
    /// Who makes it; the name of your account unless given.
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let title = arguments.title.trim();
    if title.is_empty() {
        bail!("A project needs a title. Give one with --title");
    }
    let analyst = session::analyst(arguments.analyst.as_deref());
    let project = Project::new(title, Codebook::standard());
    // As everywhere, the project.ron stands for its folder.
    let folder = match arguments.project.parent() {
        Some(above) if arguments.project.ends_with("project.ron") && !arguments.project.is_dir() => above,
        _ => &arguments.project,
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let opened = store::create(folder, project, analyst.id, &analyst.name)?;
    if let Some(writer) = &opened.writer {
        writer.flush(true)?;
    }
    let (title, shown) = (plain(title), session::shown(folder));
    output::write(None, folder, |out| {
        writeln!(out, "Made “{title}” in {shown}. Add articles with: pressmark add {shown} FILE...")
    })
}
