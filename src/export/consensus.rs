//! What the articles say together, as data.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::csv::{disk, table};
use crate::consensus::{Absent, Consensus, Difference, Member, Statement};
use crate::model::{ArticleId, Project};
use crate::text::Offsets;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    project: Title<'a>,
    articles: Vec<Heard<'a>>,
    statements: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Title<'a> {
    title: &'a str,
}

#[derive(Serialize)]
struct Heard<'a> {
    id: &'a str,
    outlet: &'a str,
    title: &'a str,
    progress: &'static str,
}

#[derive(Serialize)]
struct Said<'a> {
    id: &'a str,
    kind: &'static str,
    text: &'a str,
    standing: &'static str,
    outlets: usize,
    of: usize,
    members: Vec<Voice<'a>>,
    differences: Vec<Slot<'a>>,
    silent: Vec<&'a str>,
    unread: Vec<&'a str>,
}

#[derive(Serialize)]
struct Voice<'a> {
    annotation: String,
    article: &'a str,
    label: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct Slot<'a> {
    slot: &'static str,
    values: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Value<'a> {
    value: &'a str,
    annotations: Vec<String>,
}

/// Writes all statements as one JSON document, indented. Offsets are code points.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_consensus_json(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let articles = project.articles().map(|article| Heard {
        id: article.id.as_str(),
        outlet: article.outlet(),
        title: &article.info.title,
        progress: project.progress(&article.id).as_str(),
    });
    let texts = Texts(project.articles().map(|a| (&a.id, (a.text.as_str(), Offsets::new(a.text.as_str())))).collect());
    let document = Document {
        version: 1,
        project: Title { title: project.title() },
        articles: articles.collect(),
        statements: consensus.statements.iter().map(|statement| said(statement, &texts)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

struct Texts<'a>(HashMap<&'a ArticleId, (&'a str, Offsets<'a>)>);

fn said<'a>(statement: &'a Statement, texts: &Texts<'a>) -> Said<'a> {
    Said {
        id: &statement.id,
        kind: statement.kind.as_str(),
        text: &statement.text,
        standing: statement.standing.as_str(),
        outlets: statement.outlets,
        of: statement.of,
        members: statement.members.iter().map(|member| voice(member, texts)).collect(),
        differences: statement.differences.iter().map(slot).collect(),
        silent: statement.silent.iter().map(ArticleId::as_str).collect(),
        unread: statement.unread.iter().map(ArticleId::as_str).collect(),
    }
}

fn voice<'a>(member: &'a Member, texts: &Texts<'a>) -> Voice<'a> {
    let (first, last) = (member.spans.first(), member.spans.last());
    let (start, end) = (first.map_or(0, |s| s.start), last.map_or(0, |s| s.end));
    let found = texts.0.get(&member.place.article);
    let points = |byte: usize| found.map_or(0, |(_, offsets)| offsets.code_points(byte));
    let parts = match member.spans.as_slice() {
        [] | [_] => Vec::new(),
        several => several.iter().map(|s| [points(s.start), points(s.end)]).collect(),
    };
    Voice {
        annotation: member.place.annotation.to_string(),
        article: member.place.article.as_str(),
        label: member.kind.as_str(),
        start: points(start),
        end: points(end),
        text: found.and_then(|(text, _)| text.get(start..end)).unwrap_or(&member.text),
        spans: parts,
    }
}

fn slot(difference: &Difference) -> Slot<'_> {
    let values = difference.values.iter().map(|rival| Value {
        value: &rival.value,
        annotations: rival.annotations.iter().map(ToString::to_string).collect(),
    });
    Slot { slot: difference.slot.as_str(), values: values.collect() }
}

/// Writes a table with one row a statement. Lists are joined by `; `; the annotations behind a statement are in the
/// table of annotations, by its id.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_consensus_csv(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    let columns = [
        "project",
        "statement",
        "kind",
        "text",
        "standing",
        "outlets",
        "of",
        "articles",
        "differences",
        "silent",
        "unread",
    ];
    table.write_record(columns).map_err(disk)?;
    for statement in &consensus.statements {
        let mut articles: Vec<&str> = statement.members.iter().map(|m| m.place.article.as_str()).collect();
        articles.dedup();
        let differences: Vec<String> = statement.differences.iter().map(in_words).collect();
        let list = |ids: &Absent| ids.iter().map(ArticleId::as_str).collect::<Vec<_>>().join("; ");
        let row = [
            project.title(),
            &statement.id,
            statement.kind.as_str(),
            &statement.text,
            statement.standing.as_str(),
            &statement.outlets.to_string(),
            &statement.of.to_string(),
            &articles.join("; "),
            &differences.join("; "),
            &list(&statement.silent),
            &list(&statement.unread),
        ];
        table.write_record(row).map_err(disk)?;
    }
    table.flush()
}

fn in_words(difference: &Difference) -> String {
    let values: Vec<&str> = difference.values.iter().map(|v| v.value.as_str()).collect();
    format!("{} {}", difference.slot.as_str(), values.join(" | "))
}
