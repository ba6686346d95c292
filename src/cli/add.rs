//! `pressmark add`

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::Utc;
use clap::{Args, ValueEnum};

use super::session::Session;
use super::table::{count, plain};
use super::{in_full, output, session, tell};
use crate::import::{self, Format, ImportError, Options, Plan};
use crate::model::Edit;

/// What `add` is told.
#[derive(Debug, Args)]
#[command(after_help = "A text that is in the project already is not added again. A file that cannot be read is told \
    on standard error and the others are added; the exit code is 1 then. From a JSON Lines file come the spans of \
    every line as annotations of --analyst; without it, of the analyst that a span names; labels are claim, quote, opinion or \
    the name of a code, offsets are code points.")]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// The files: plain text in any encoding, saved web pages, JSON Lines.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files are; told by their content unless given.
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<Kind>,
    /// The outlet that published the articles.
    #[arg(long)]
    outlet: Option<String>,
    /// The title of the articles.
    #[arg(long)]
    title: Option<String>,
    /// When the articles appeared, as 2025-08-16 or 2025-08-16T09:30:00Z.
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Who adds them, and whose all annotations in the files are to be; the project's only analyst or else the name of your account, unless given.
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// A text and nothing else
    Text,
    /// A saved web page
    Html,
    /// One article a line, with annotations
    Jsonl,
}

impl From<Kind> for Format {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Text => Format::Text,
            Kind::Html => Format::Html,
            Kind::Jsonl => Format::Jsonl,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::open(&arguments.project, arguments.analyst.as_deref())?;
    let options = Options {
        analyst: session.analyst(),
        all_by_analyst: arguments.analyst.is_some(),
        outlet: arguments.outlet.clone(),
        title: arguments.title.clone(),
        published: arguments.published.clone(),
    };
    let mut told = Vec::new();
    let mut failed = 0;
    for path in &arguments.files {
        match add(&mut session, path, arguments.format.map(Format::from), &options) {
            Ok(plan) => told.push(summary(path, &plan)),
            // Wrong beside the files, so wrong for all of them.
            Err(error) if matches!(error.downcast_ref(), Some(ImportError::Option(_))) => return Err(error),
            Err(error) => {
                failed += 1;
                tell(&in_full(&error));
            }
        }
    }
    session.close()?;
    output::write(None, &arguments.project, |out| told.iter().flatten().try_for_each(|line| writeln!(out, "{line}")))?;
    match (failed, arguments.files.len()) {
        (0, _) => Ok(()),
        (1, 1) => bail!("Nothing was added"),
        (failed, all) => bail!("{failed} of {all} files were not added"),
    }
}

fn add(session: &mut Session, path: &Path, format: Option<Format>, options: &Options) -> anyhow::Result<Plan> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let bytes = import::load(path)?;
    let incoming = import::read(&name, &bytes, format)?;
    drop(bytes);
    let mut plan = import::plan(session.project(), incoming, options, &mut session::new_id, Utc::now())?;
    for notice in &plan.notices {
        tell(&plain(notice));
    }
    // First: an edit counts as durable only with the sources that were handed over before it.
    for (article, ending, bytes) in plan.sources.drain(..) {
        session.keep_source(&article, &ending, bytes);
    }
    if !plan.is_empty() {
        let edit = std::mem::replace(&mut plan.edit, Edit::Batch(Vec::new()));
        session.commit(&format!("Add {name}"), edit).with_context(|| format!("“{name}” was refused"))?;
    }
    Ok(plan)
}

fn summary(path: &Path, plan: &Plan) -> Option<String> {
    let file = plain(&path.to_string_lossy());
    let marks = match plan.annotations {
        0 => String::new(),
        some => format!(" with {}", count(some, "annotation")),
    };
    match (plan.articles.as_slice(), plan.annotations) {
        ([], 0) => None,
        ([], some) => Some(format!("Added {} from {file}.", count(some, "annotation"))),
        ([one], _) => Some(format!("Added {file} as “{one}”{marks}.")),
        (several, _) => Some(format!("Added {} from {file}{marks}.", count(several.len(), "article"))),
    }
}
