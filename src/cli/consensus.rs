//! `pressmark consensus`

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::table::{WIDTH, count, fit, pad, wrap};
use super::{output, session};
use crate::consensus::{Consensus, Difference, Engine, Origin, Rival, Standing, Statement, Via};
use crate::export::Report;
use crate::model::{Progress, Project};

/// What `consensus` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// Print JSON instead of a table. Offsets are code points.
    #[arg(long, group = "form")]
    json: bool,
    /// Print CSV instead of a table, one row a statement.
    #[arg(long, group = "form")]
    csv: bool,
    /// Print a report as one HTML page that needs nothing else.
    #[arg(long, group = "form")]
    html: bool,
    /// Print a report as Markdown.
    #[arg(long, group = "form")]
    md: bool,
    /// The file to write instead of standard output; replaced when all of it is written.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let opened = session::look(&arguments.project)?;
    let project = &opened.project;
    let consensus = Engine::new().sync(project);
    let report = match arguments {
        Arguments { json: true, .. } => Some(Report::Json),
        Arguments { csv: true, .. } => Some(Report::Csv),
        Arguments { html: true, .. } => Some(Report::Html),
        Arguments { md: true, .. } => Some(Report::Markdown),
        _ => None,
    };
    output::write(arguments.out.as_deref(), &opened.folder, |out| match report {
        Some(report) => report.write(project, &consensus, out),
        None => table(project, &consensus, out),
    })
}

/// Widths of the columns before the statement.
const STANDING: usize = 13;
const KIND: usize = 7;
const OUTLETS: usize = 8;
const ORIGINS: usize = 7;
/// Width of a difference's name, which stands below the kind.
const SLOT: usize = 8;
const INDENT: usize = STANDING + KIND + OUTLETS + ORIGINS + 4 * 2;

fn table(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let statements = &consensus.statements;
    let standing = |wanted| statements.iter().filter(|s| s.standing == wanted).count();
    let outlets: BTreeSet<&str> = project.articles().map(|a| a.outlet()).collect();
    writeln!(out, "{}", fit(project.title(), WIDTH))?;
    writeln!(
        out,
        "{} of {}; {}: {} contested, {} corroborated, {} from a single source",
        count(project.articles().len(), "article"),
        count(outlets.len(), "outlet"),
        count(statements.len(), "statement"),
        standing(Standing::Contested),
        standing(Standing::Corroborated),
        standing(Standing::SingleSource),
    )?;
    if statements.is_empty() {
        writeln!(out, "\nStatements appear when claims and quotes have been tagged.")?;
    } else {
        writeln!(out)?;
        row(["Standing", "Kind", "Outlets", "Origins", "Statement"], out)?;
        for statement in statements {
            entry(project, statement, out)?;
        }
    }
    let unread: Vec<&str> = project
        .articles()
        .filter(|a| project.progress(&a.id) != Progress::Done)
        .map(|article| article.id.as_str())
        .collect();
    if !unread.is_empty() {
        writeln!(out, "\nNot read to the end, so nobody knows what they leave out:")?;
        for line in wrap(&unread.join(", "), WIDTH - 2) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

fn row(cells: [&str; 5], out: &mut dyn Write) -> io::Result<()> {
    let [standing, kind, outlets, origins, text] = cells;
    let text = fit(text, WIDTH - INDENT);
    let (standing, kind) = (pad(standing, STANDING), pad(kind, KIND));
    writeln!(out, "{standing}  {kind}  {}  {}  {text}", pad(outlets, OUTLETS), pad(origins, ORIGINS))
}

fn entry(project: &Project, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    let standing = match statement.standing {
        Standing::SingleSource => "single source",
        other => other.as_str(),
    };
    let outlets = format!("{} of {}", statement.outlets, statement.of);
    let origins = statement.origins.len().to_string();
    row([standing, statement.kind.as_str(), &outlets, &origins, &statement.text], out)?;
    for origin in &statement.origins {
        if let Some(line) = shared_origin(project, statement, origin) {
            let line = fit(&line, WIDTH - (STANDING + 2) - (SLOT + 2));
            writeln!(out, "{}{}  {line}", " ".repeat(STANDING + 2), pad("origin", SLOT))?;
        }
    }
    for difference in &statement.differences {
        for (at, line) in values(project, statement, difference).iter().enumerate() {
            let slot = if at == 0 { difference.slot.as_str() } else { "" };
            writeln!(out, "{}{}  {line}", " ".repeat(STANDING + 2), pad(slot, SLOT))?;
        }
    }
    Ok(())
}

/// The outlets of an origin that several have, and why they are one.
fn shared_origin(project: &Project, statement: &Statement, origin: &Origin) -> Option<String> {
    let members = origin.members.iter().filter_map(|&at| statement.members.get(at));
    let outlets: BTreeSet<&str> = members.filter_map(|m| Some(project.article(&m.place.article)?.outlet())).collect();
    if outlets.len() < 2 {
        return None;
    }
    let why = match &origin.via {
        Via::Outlet => return None,
        Via::Passages => "the same passages".to_owned(),
        Via::Agency(name) => format!("from {name}"),
        Via::Decided => "one origin as an analyst decided".to_owned(),
    };
    Some(format!("{why} ({})", outlets.into_iter().collect::<Vec<_>>().join(", ")))
}

/// A line for each value: the value, and the outlets that give it.
fn values(project: &Project, statement: &Statement, difference: &Difference) -> Vec<String> {
    let outlets = |rival: &Rival| -> String {
        let of = statement.members.iter().filter(|m| rival.annotations.contains(&m.place.annotation));
        let names: BTreeSet<&str> = of.filter_map(|m| Some(project.article(&m.place.article)?.outlet())).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    };
    let width = WIDTH - (STANDING + 2) - (SLOT + 2);
    difference.values.iter().map(|rival| fit(&format!("{} ({})", rival.value, outlets(rival)), width)).collect()
}
