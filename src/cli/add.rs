//! `pressmark add`

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::Utc;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::session::Session;
use super::table::{count, plain};
use super::{in_full, output, session, tell};
use crate::import::{self, Format, ImportError, Options, Plan};
use crate::model::Edit;

/// What `add` is told.
#[derive(Debug, Args)]
#[command(
    after_help = "A text that is in the project already is not added again, unless another outlet has printed it. A file that cannot be read is told \
    on standard error and the others are added; the exit code is 1 then. From a JSON Lines file come the spans of \
    every line as annotations of --analyst; without it, of the analyst that a span names; labels are claim, quote, opinion or \
    the name of a code, offsets are code points."
)]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// The files: plain text in any encoding, saved web pages, JSON Lines.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files are; told by their content unless given.
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// Say what would be added, and add nothing.
    #[arg(long)]
    dry_run: bool,
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

/// The words for the formats, as the command line offers them.
fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::all().map(|format| PossibleValue::new(format.about().name).help(format.about().title));
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name).ok_or("there is no such format"))
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
        match add(&mut session, path, arguments, &options) {
            Ok((plan, refused)) => {
                told.push(summary(path, &plan, arguments.dry_run));
                failed += usize::from(refused > 0);
            }
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
        (1, 1) => bail!("Nothing or not all of it was added"),
        (failed, all) => bail!("{failed} of {all} files were not added"),
    }
}

/// What one file adds, and how many parts of it were refused.
fn add(session: &mut Session, path: &Path, arguments: &Arguments, options: &Options) -> anyhow::Result<(Plan, usize)> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let bytes = import::load(path)?;
    let batch = import::read(&name, &bytes, arguments.format)?;
    drop(bytes);
    for part in &batch.refused {
        tell(&plain(part));
    }
    let refused = batch.refused.len();
    let mut plan = import::plan(session.project(), batch, options, &mut session::new_id, Utc::now())?;
    for notice in &plan.notices {
        tell(&plain(notice));
    }
    if arguments.dry_run {
        return Ok((plan, refused));
    }
    // First: an edit counts as durable only with the sources that were handed over before it.
    for (article, ending, bytes) in plan.sources.drain(..) {
        session.keep_source(&article, &ending, bytes);
    }
    if !plan.is_empty() {
        let edit = std::mem::replace(&mut plan.edit, Edit::Batch(Vec::new()));
        session.commit(&format!("Add {name}"), edit).with_context(|| format!("“{name}” was refused"))?;
    }
    Ok((plan, refused))
}

fn summary(path: &Path, plan: &Plan, dry: bool) -> Option<String> {
    let file = plain(&path.to_string_lossy());
    let added = if dry { "Would add" } else { "Added" };
    let marks = match plan.annotations {
        0 => String::new(),
        some => format!(" with {}", count(some, "annotation")),
    };
    match (plan.articles.as_slice(), plan.annotations) {
        ([], 0) => None,
        ([], some) => Some(format!("{added} {} from {file}.", count(some, "annotation"))),
        ([one], _) => Some(format!("{added} {file} as “{one}”{marks}.")),
        (several, _) => Some(format!("{added} {} from {file}{marks}.", count(several.len(), "article"))),
    }
}
