//! A table with one row an annotation: RFC 4180, UTF-8 without a byte order mark, line feeds kept inside cells; with tabs
//! instead of commas it quotes cells in the same way.
//!
//! Cells hold the exact words, also where these begin with `=`, `+`, `-` or `@`: a data set that changes its texts is
//! none. A spreadsheet that opens the file may take such a cell for a formula; it must import the columns as text.

use std::io::{self, Write};

use ::csv::{Terminator, Writer as Table, WriterBuilder};

use super::{About, Dataset, Document, Shape, Sink, Unit, Writer};
use crate::model::Codebook;

/// One row an annotation.
pub(super) struct Csv {
    /// Whether tabs stand between cells instead of commas.
    pub(super) tabs: bool,
}

/// Columns before those of the attributes.
const BEFORE: [&str; 22] = [
    "project",
    "article",
    "outlet",
    "title",
    "author",
    "published",
    "url",
    "language",
    "progress",
    "analyst",
    "annotation",
    "code",
    "kind",
    "start",
    "end",
    "start_byte",
    "end_byte",
    "start_utf16",
    "end_utf16",
    "text",
    "spans",
    "note",
];
/// Columns behind them.
const BEHIND: [&str; 6] = ["at", "statement", "statement_text", "standing", "outlets", "of"];

impl Writer for Csv {
    fn about(&self) -> About {
        let (name, title, ending) =
            if self.tabs { ("tsv", "Table (TSV)", "tsv") } else { ("csv", "Table (CSV)", "csv") };
        About {
            name,
            title,
            shape: Shape::File(ending),
            statements: true,
            units: &[Unit::CodePoint],
            carries: "One annotation a row, with article, attributes, offsets in three units and its statement. Read by R, pandas and \
                      spreadsheets.",
        }
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        sink.file("", &mut |out| {
            let mut table = separated(out, if self.tabs { b'\t' } else { b',' });
            table.write_record(columns(dataset.project().codebook())).map_err(disk)?;
            for document in dataset.documents() {
                rows(dataset, &document, &mut table).map_err(disk)?;
            }
            table.flush()
        })
    }
}

/// A table that ends its rows as RFC 4180 has it.
pub(super) fn table<W: Write>(out: W) -> Table<W> {
    separated(out, b',')
}

/// The same with something else between cells.
fn separated<W: Write>(out: W, delimiter: u8) -> Table<W> {
    WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(out)
}

/// What a table could not do, as what the disk or the pipe said.
pub(super) fn disk(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The names of the columns. An attribute that is called like another column has `attribute_` before its name.
fn columns(codebook: &Codebook) -> Vec<String> {
    let taken = |id: &str| BEFORE.contains(&id) || BEHIND.contains(&id);
    let attributes = codebook.attributes.iter().map(|a| match a.id.as_str() {
        id if taken(id) => format!("attribute_{id}"),
        id => id.to_owned(),
    });
    let before = BEFORE.into_iter().map(str::to_owned);
    before.chain(attributes).chain(BEHIND.into_iter().map(str::to_owned)).collect()
}

fn rows<W: Write>(dataset: &Dataset<'_>, document: &Document<'_>, table: &mut Table<W>) -> Result<(), ::csv::Error> {
    let (project, consensus, article, offsets) =
        (dataset.project(), dataset.consensus(), document.article, document.offsets());
    let with_text = dataset.options().text;
    let info = &article.info;
    for item in document.items() {
        let (analyst, annotation) = (item.analyst, item.annotation);
        let (start, end) = (annotation.start(), annotation.end());
        let parts: Vec<String> =
            document.parts(annotation).iter().map(|[start, end]| format!("{start}-{end}")).collect();
        let statement = consensus.statement_of(annotation.id).filter(|_| dataset.options().statements);
        let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
        let layer = project.layer(&article.id, analyst);
        let before = [
            project.title(),
            article.id.as_str(),
            &info.outlet,
            &info.title,
            &info.author,
            &info.published,
            &info.url,
            &info.language,
            layer.map(|l| l.progress()).unwrap_or_default().as_str(),
            analyst.as_str(),
            &annotation.id.to_string(),
            annotation.code.as_str(),
            project.codebook().kind(&annotation.code).as_str(),
            &offsets.code_points(start).to_string(),
            &offsets.code_points(end).to_string(),
            &start.to_string(),
            &end.to_string(),
            &offsets.utf16_units(start).to_string(),
            &offsets.utf16_units(end).to_string(),
            if with_text { document.words(annotation) } else { "" },
            &parts.join(";"),
            &annotation.note,
        ]
        .map(str::to_owned);
        let behind = [
            annotation.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
            statement.map(|s| s.id.clone()).unwrap_or_default(),
            statement.filter(|_| with_text).map(|s| s.text.clone()).unwrap_or_default(),
            statement.map(|s| s.standing.as_str().to_owned()).unwrap_or_default(),
            number(statement.map(|s| s.outlets)),
            number(statement.map(|s| s.of)),
        ];
        let attributes = project.codebook().attributes.iter();
        let attributes = attributes.map(|a| annotation.attribute(a.id.as_str()).unwrap_or_default().to_owned());
        table.write_record(before.into_iter().chain(attributes).chain(behind))?;
    }
    Ok(())
}
