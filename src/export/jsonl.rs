//! JSON Lines: one article a line.
//!
//! Every line, and every span in it, has the same keys with values of the same types, as readers that infer a table's
//! columns from the first lines need it: what is not known is an empty string.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Format, Writer, places};
use crate::consensus::Consensus;
use crate::model::{Article, Codebook, Project, Provenance};
use crate::text::Offsets;

/// One article a line, with annotations.
pub(super) struct Jsonl;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    meta: Meta<'a>,
    spans: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Meta<'a> {
    outlet: &'a str,
    title: &'a str,
    author: &'a str,
    published: &'a str,
    url: &'a str,
    language: &'a str,
    /// The furthest of all analysts.
    progress: &'static str,
    analysts: Vec<Reader<'a>>,
    noise: Vec<[usize; 2]>,
    settled: bool,
}

#[derive(Serialize)]
struct Reader<'a> {
    id: &'a str,
    name: &'a str,
    progress: &'static str,
}

#[derive(Serialize)]
struct Span<'a> {
    start: usize,
    end: usize,
    label: &'a str,
    text: &'a str,
    spans: Vec<[usize; 2]>,
    attributes: Map<String, Value>,
    note: &'a str,
    analyst: &'a str,
    annotation: String,
    at: String,
    provenance: String,
}

impl Writer for Jsonl {
    fn format(&self) -> Format {
        Format::Jsonl
    }

    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn write(&self, project: &Project, _consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
        for article in project.articles() {
            serde_json::to_writer(&mut *out, &line(project, article))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn line<'a>(project: &'a Project, article: &'a Article) -> Line<'a> {
    let offsets = Offsets::new(article.text.as_str());
    let points = |byte: usize| offsets.code_points(byte);
    let analysts = project.layers_of(&article.id).map(|(id, layer)| Reader {
        id: id.as_str(),
        name: project.analyst(id).map_or(id.as_str(), |a| &a.name),
        progress: layer.progress().as_str(),
    });
    let spans = places::in_order(project, article).into_iter().map(|(analyst, annotation)| Span {
        start: points(annotation.start()),
        end: points(annotation.end()),
        label: annotation.code.as_str(),
        text: places::words(article, annotation),
        spans: places::parts(&offsets, annotation),
        attributes: attributes(project.codebook(), |id| annotation.attribute(id)),
        note: &annotation.note,
        analyst: analyst.as_str(),
        annotation: annotation.id.to_string(),
        at: annotation.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
        provenance: match &annotation.provenance {
            Provenance::Hand => "hand".to_owned(),
            Provenance::Accepted { rule } => format!("accepted {rule}"),
            Provenance::Imported { format } => format!("imported {format}"),
        },
    });
    let info = &article.info;
    Line {
        id: article.id.as_str(),
        text: article.text.as_str(),
        meta: Meta {
            outlet: &info.outlet,
            title: &info.title,
            author: &info.author,
            published: &info.published,
            url: &info.url,
            language: &info.language,
            progress: project.progress(&article.id).as_str(),
            analysts: analysts.collect(),
            noise: article.noise.iter().map(|s| [points(s.start().byte()), points(s.end().byte())]).collect(),
            settled: article.settled,
        },
        spans: spans.collect(),
    }
}

/// All attributes of the codebook in its order, with their values or nothing.
fn attributes<'a>(codebook: &Codebook, value: impl Fn(&str) -> Option<&'a str>) -> Map<String, Value> {
    let all = codebook.attributes.iter().map(|a| a.id.as_str());
    all.map(|id| (id.to_owned(), Value::from(value(id).unwrap_or_default()))).collect()
}
