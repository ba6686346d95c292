//! JSON Lines: one article a line.
//!
//! Every line, and every span in it, has the same keys with values of the same types, as readers that infer a table's
//! columns from the first lines need it: what is not known is an empty string.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{About, Dataset, Document, Shape, Sink, Unit, Writer};

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
    fn about(&self) -> About {
        About {
            name: "jsonl",
            title: "JSON Lines",
            shape: Shape::File("jsonl"),
            statements: false,
            units: &[Unit::CodePoint, Unit::Utf8, Unit::Utf16],
            carries: "Articles with all annotations, attributes, notes, analysts and progress, one article a line; comes in again as it \
                      went out. Read by pandas and by anything that reads JSON.",
        }
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        sink.file("", &mut |out| {
            for document in dataset.documents() {
                serde_json::to_writer(&mut *out, &line(dataset, &document))?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })
    }
}

fn line<'a>(dataset: &Dataset<'a>, document: &Document<'a>) -> Line<'a> {
    let (project, article) = (dataset.project(), document.article);
    let with_text = dataset.options().text;
    let analysts = project.layers_of(&article.id).map(|(id, layer)| Reader {
        id: id.as_str(),
        name: dataset.analyst_name(id),
        progress: layer.progress().as_str(),
    });
    let spans = document.items().iter().map(|item| {
        let annotation = item.annotation;
        Span {
            start: document.at(annotation.start()),
            end: document.at(annotation.end()),
            label: annotation.code.as_str(),
            text: if with_text { document.words(annotation) } else { "" },
            spans: document.parts(annotation),
            attributes: super::common::attributes(project.codebook(), annotation),
            note: &annotation.note,
            analyst: item.analyst.as_str(),
            annotation: annotation.id.to_string(),
            at: super::common::time(annotation),
            provenance: super::common::provenance(annotation),
        }
    });
    let info = &article.info;
    Line {
        id: article.id.as_str(),
        text: if with_text { article.text.as_str() } else { "" },
        meta: Meta {
            outlet: &info.outlet,
            title: &info.title,
            author: &info.author,
            published: &info.published,
            url: &info.url,
            language: &info.language,
            progress: project.progress(&article.id).as_str(),
            analysts: analysts.collect(),
            noise: article.noise.iter().map(|s| [document.at(s.start().byte()), document.at(s.end().byte())]).collect(),
            settled: article.settled,
        },
        spans: spans.collect(),
    }
}
