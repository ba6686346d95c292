//! `pressmark check`

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::table::{count, plain};
use super::{output, session, tell};
use crate::store::{self, Mode};

/// What `check` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The project.
    project: PathBuf,
}

/// So many problems are told.
const LINES: usize = 100;

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let problems = store::check(&arguments.project)?;
    for problem in problems.iter().take(LINES) {
        tell(&session::in_words(problem));
    }
    if problems.len() > LINES {
        tell(&format!("And {} more. Put these in order and check again.", problems.len() - LINES));
    }
    if !problems.is_empty() {
        let number = count(problems.len(), "problem");
        bail!("{number} in {}. The rest of the project is in order", arguments.project.display());
    }
    let opened = store::open(&arguments.project, Mode::Read)?;
    let project = &opened.project;
    let annotations = project.layers().map(|(_, _, layer)| layer.annotations().len()).sum();
    let parts = [
        count(project.articles().len(), "article"),
        count(annotations, "annotation"),
        count(project.analysts().count(), "analyst"),
        count(project.decisions().count(), "decision"),
    ];
    output::write(None, &opened.folder, |out| {
        writeln!(out, "All files of “{}” are in order: {}.", plain(project.title()), parts.join(", "))
    })
}
