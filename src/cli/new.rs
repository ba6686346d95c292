//! `pressmark new`

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

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
    let opened = store::create(&arguments.project, project, analyst.id, &analyst.name)?;
    if let Some(writer) = &opened.writer {
        writer.flush(true)?;
    }
    let folder = arguments.project.display();
    output::write(None, &arguments.project, |out| {
        writeln!(out, "Made “{title}” in {folder}. Add articles with: pressmark add {folder} FILE...")
    })
}
