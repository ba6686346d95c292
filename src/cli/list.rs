//! `pressmark list`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::table::{WIDTH, count, pad};
use super::{output, session};
use crate::model::{Article, Project};

/// What `list` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let opened = session::look(&arguments.project)?;
    let project = &opened.project;
    output::write(None, &opened.folder, |out| if arguments.json { json(project, out) } else { table(project, out) })
}

fn annotations(project: &Project, article: &Article) -> usize {
    project.layers_of(&article.id).map(|(_, layer)| layer.annotations().len()).sum()
}

fn json(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let articles = project.articles().map(|article| {
        let info = &article.info;
        json!({
            "id": article.id, "outlet": info.outlet, "title": info.title, "author": info.author,
            "published": info.published, "url": info.url, "language": info.language,
            "progress": project.progress(&article.id).as_str(),
            "annotations": annotations(project, article),
            "code_points": article.text.as_str().chars().count(),
            "sha256": article.sha256,
        })
    });
    let analysts = project.analysts().map(|analyst| json!({ "id": analyst.id, "name": analyst.name }));
    let document = json!({
        "version": 1,
        "project": { "title": project.title(), "event": project.event() },
        "analysts": analysts.collect::<Vec<_>>(),
        "articles": articles.collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn table(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let [id, outlet, date, progress, marks] = [24, 20, 10, 8, 11];
    let title = WIDTH - id - outlet - date - progress - marks - 5 * 2;
    let mut row = |cells: [&str; 6]| {
        let line = [
            pad(cells[0], id),
            pad(cells[1], outlet),
            pad(cells[2], title),
            pad(cells[3], date),
            pad(cells[4], progress),
            format!("{:>marks$}", cells[5]),
        ];
        writeln!(out, "{}", line.join("  ").trim_end())
    };
    row(["Article", "Outlet", "Title", "Published", "Progress", "Annotations"])?;
    let mut all = 0;
    for article in project.articles() {
        let marks = annotations(project, article);
        all += marks;
        let info = &article.info;
        let progress = project.progress(&article.id).as_str();
        row([article.id.as_str(), &info.outlet, &info.title, &info.published, progress, &marks.to_string()])?;
    }
    let summary = format!("{}, {}", count(project.articles().len(), "article"), count(all, "annotation"));
    writeln!(out, "\n{}: {summary}", super::table::fit(project.title(), WIDTH - summary.len() - 2))
}
