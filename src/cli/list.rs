//! `pressmark list`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::table::{WIDTH, count, fit, pad};
use super::{output, session};
use crate::model::{Article, Project, Published};

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

/// Columns as wide as what is in them, within bounds; the title takes what is left.
fn table(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = vec![["Article", "Outlet", "Title", "Published", "Progress", "Annotations"].map(str::to_owned)];
    let mut all = 0;
    for article in project.articles() {
        let marks = annotations(project, article);
        all += marks;
        let info = &article.info;
        let day = Published::parse(&info.published).map(|p| p.day().to_string()).unwrap_or_default();
        let progress = project.progress(&article.id).as_str().to_owned();
        let words = [article.id.as_str(), &info.outlet, &info.title].map(|text| fit(text, WIDTH));
        let [id, outlet, title] = words;
        rows.push([id, outlet, title, day, progress, marks.to_string()]);
    }
    let widest = |column: fn(&[String; 6]) -> &String| rows.iter().map(|r| column(r).width()).max().unwrap_or(0);
    let (id, outlet) = (widest(|r| &r[0]).min(26), widest(|r| &r[1]).min(22));
    let (day, progress, marks) = (widest(|r| &r[3]), widest(|r| &r[4]), widest(|r| &r[5]));
    let title = widest(|r| &r[2]).min(WIDTH - (id + outlet + day + progress + marks + 5 * 2));
    for cells in &rows {
        let line = [
            pad(&cells[0], id),
            pad(&cells[1], outlet),
            pad(&cells[2], title),
            pad(&cells[3], day),
            pad(&cells[4], progress),
            format!("{:>marks$}", cells[5]),
        ];
        writeln!(out, "{}", line.join("  ").trim_end())?;
    }
    let summary = format!("{}, {}", count(project.articles().len(), "article"), count(all, "annotation"));
    writeln!(out, "\n{}: {summary}", fit(project.title(), WIDTH - summary.len() - 2))
}
