//! Tables that refer to each other: documents, layers, noise, annotations, their parts, statements, members.
//!
//! As a folder of CSV: RFC 4180, UTF-8, line feeds kept inside cells. Guarded, a cell that a spreadsheet might take for a
//! formula has `'` before it, and a byte order mark tells the spreadsheet that it is UTF-8.

use std::io::{self, Write};

use super::common::{self, Tally};
use super::csv::{disk, table};
use super::{About, Dataset, Document, Shape, Sink, Unit, Writer};

/// A folder of CSV.
pub(super) struct Tables {
    /// Whether cells are kept from being formulas.
    pub(super) guarded: bool,
}

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Documents,
    Layers,
    Noise,
    Annotations,
    Parts,
    Statements,
    Members,
}

/// A column's name, and whether it holds numbers alone.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) number: bool,
}

impl Which {
    /// The tables of a dataset.
    pub(super) fn all(dataset: &Dataset<'_>) -> impl Iterator<Item = Self> {
        let statements = dataset.options().statements;
        [Self::Documents, Self::Layers, Self::Noise, Self::Annotations, Self::Parts, Self::Statements, Self::Members]
            .into_iter()
            .filter(move |which| statements || !matches!(which, Self::Statements | Self::Members))
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Layers => "layers",
            Self::Noise => "noise",
            Self::Annotations => "annotations",
            Self::Parts => "parts",
            Self::Statements => "statements",
            Self::Members => "members",
        }
    }

    /// Its columns.
    pub(super) fn columns(self, dataset: &Dataset<'_>) -> Vec<Column> {
        let fixed: &[&str] = match self {
            Self::Documents => &[
                "article",
                "outlet",
                "title",
                "author",
                "published",
                "url",
                "language",
                "progress",
                "sha256",
                "code_points#",
                "text",
            ],
            Self::Layers => &["article", "analyst", "analyst_name", "progress"],
            Self::Noise => &["article", "start#", "end#", "text"],
            Self::Annotations => &[
                "annotation",
                "article",
                "analyst",
                "code",
                "code_name",
                "kind",
                "start#",
                "end#",
                "parts#",
                "text",
                "note",
                "at",
                "provenance",
                "statement",
            ],
            Self::Parts => &["annotation", "part#", "article", "start#", "end#", "text"],
            Self::Statements => {
                &["statement", "kind", "text", "standing", "outlets#", "of#", "members#", "verdict", "note"]
            }
            Self::Members => &["statement", "annotation", "article", "analyst", "code", "lead"],
        };
        let column = |told: &str| Column { name: told.trim_end_matches('#').to_owned(), number: told.ends_with('#') };
        let mut columns: Vec<Column> = fixed.iter().map(|told| column(told)).collect();
        if self == Self::Annotations {
            let taken: Vec<String> = columns.iter().map(|c| c.name.to_lowercase()).collect();
            for attribute in &dataset.project().codebook().attributes {
                let id = attribute.id.as_str();
                let clash = taken.contains(&id.to_lowercase());
                let name = if clash { format!("attribute_{id}") } else { id.to_owned() };
                columns.push(Column { name, number: false });
            }
        }
        columns
    }

    /// Gives its rows one after the other, with as many cells as there are columns.
    pub(super) fn rows(
        self,
        dataset: &Dataset<'_>,
        take: &mut dyn FnMut(&[String]) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Statements => statements(dataset, take),
            Self::Members => members(dataset, take),
            _ => dataset.documents().try_for_each(|document| self.of_document(dataset, &document, take)),
        }
    }

    fn of_document(
        self,
        dataset: &Dataset<'_>,
        document: &Document<'_>,
        take: &mut dyn FnMut(&[String]) -> io::Result<()>,
    ) -> io::Result<()> {
        let (project, article) = (dataset.project(), document.article);
        let (text, id) = (article.text.as_str(), article.id.to_string());
        let words = |range: std::ops::Range<usize>| {
            if dataset.options().text { text.get(range).unwrap_or_default().to_owned() } else { String::new() }
        };
        match self {
            Self::Documents => {
                let info = article.info.clone();
                take(&[
                    id,
                    info.outlet,
                    info.title,
                    info.author,
                    info.published,
                    info.url,
                    info.language,
                    project.progress(&article.id).as_str().to_owned(),
                    article.sha256.clone(),
                    document.points(text.len()).to_string(),
                    words(0..text.len()),
                ])
            }
            Self::Layers => common::readings(dataset, document).iter().filter_map(|r| r.analyst).try_for_each(|who| {
                let progress = project.layer(&article.id, who).map(|l| l.progress()).unwrap_or_default();
                take(&[id.clone(), who.to_string(), dataset.analyst_name(who).to_owned(), progress.as_str().to_owned()])
            }),
            Self::Noise => article.noise.iter().try_for_each(|span| {
                let range = span.start().byte()..span.end().byte();
                let (start, end) = (document.at(range.start), document.at(range.end));
                take(&[id.clone(), start.to_string(), end.to_string(), words(range)])
            }),
            Self::Annotations => document.items().iter().try_for_each(|item| {
                let annotation = item.annotation;
                let statement =
                    dataset.consensus().statement_of(annotation.id).filter(|_| dataset.options().statements);
                let fixed = [
                    annotation.id.to_string(),
                    id.clone(),
                    item.analyst.to_string(),
                    annotation.code.to_string(),
                    dataset.code_name(annotation).to_owned(),
                    dataset.kind(annotation).as_str().to_owned(),
                    document.at(annotation.start()).to_string(),
                    document.at(annotation.end()).to_string(),
                    annotation.spans.len().to_string(),
                    words(annotation.start()..annotation.end()),
                    annotation.note.clone(),
                    common::time(annotation),
                    common::provenance(annotation),
                    statement.map(|s| s.id.clone()).unwrap_or_default(),
                ];
                let attributes = project.codebook().attributes.iter();
                let values = attributes.map(|a| annotation.attribute(a.id.as_str()).unwrap_or_default().to_owned());
                take(&fixed.into_iter().chain(values).collect::<Vec<_>>())
            }),
            Self::Parts => document.items().iter().try_for_each(|item| {
                common::parts(item.annotation).enumerate().try_for_each(|(part, range)| {
                    let (start, end) = (document.at(range.start), document.at(range.end));
                    take(&[
                        item.annotation.id.to_string(),
                        part.to_string(),
                        id.clone(),
                        start.to_string(),
                        end.to_string(),
                        words(range),
                    ])
                })
            }),
            Self::Statements | Self::Members => Ok(()),
        }
    }
}

fn statements(dataset: &Dataset<'_>, take: &mut dyn FnMut(&[String]) -> io::Result<()>) -> io::Result<()> {
    let wanted = common::Wanted::of(dataset);
    wanted.statements(dataset).try_for_each(|s| {
        take(&[
            s.id.clone(),
            s.kind.as_str().to_owned(),
            if dataset.options().text { s.text.clone() } else { String::new() },
            s.standing.as_str().to_owned(),
            s.outlets.to_string(),
            s.of.to_string(),
            s.members.len().to_string(),
            s.verdict.clone().unwrap_or_default(),
            s.note.clone().unwrap_or_default(),
        ])
    })
}

fn members(dataset: &Dataset<'_>, take: &mut dyn FnMut(&[String]) -> io::Result<()>) -> io::Result<()> {
    let wanted = common::Wanted::of(dataset);
    wanted.statements(dataset).try_for_each(|s| {
        let mut mine = s.members.iter().enumerate().filter(|(_, m)| wanted.holds(m.place.annotation));
        mine.try_for_each(|(at, member)| {
            take(&[
                s.id.clone(),
                member.place.annotation.to_string(),
                member.place.article.to_string(),
                member.place.analyst.to_string(),
                member.code.to_string(),
                (at == s.lead).to_string(),
            ])
        })
    })
}

impl Writer for Tables {
    fn about(&self) -> About {
        let (name, title, carries) = if self.guarded {
            (
                "tables-guarded",
                "Tables (CSV) for spreadsheets",
                "The same folder of tables, with a byte order mark, and with ' before cells that a spreadsheet would take for a formula.",
            )
        } else {
            (
                "tables",
                "Tables (CSV)",
                "A folder of tables that refer to each other: documents, layers, noise, annotations, their parts, statements, members. Read \
                 by R, pandas, DuckDB and any database.",
            )
        };
        let units = &[Unit::CodePoint, Unit::Utf8, Unit::Utf16];
        About { name, title, shape: Shape::Folder, statements: true, units, carries }
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let mut losses = Vec::new();
        if self.guarded {
            let mut cells = 0;
            for which in Which::all(dataset) {
                let counted = which.rows(dataset, &mut |row| {
                    cells += row.iter().filter(|cell| formula(cell)).count();
                    Ok(())
                });
                debug_assert!(counted.is_ok());
            }
            Tally::tell(&mut losses, cells, "cell", "that a spreadsheet would take for a formula: ' stands before it.");
        }
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        for which in Which::all(dataset) {
            sink.file(&format!("{}.csv", which.name()), &mut |out| {
                if self.guarded {
                    out.write_all("\u{feff}".as_bytes())?;
                }
                let mut table = table(out);
                table.write_record(which.columns(dataset).iter().map(|c| &c.name)).map_err(disk)?;
                which.rows(dataset, &mut |row| self.row(&mut table, row))?;
                table.flush()
            })?;
        }
        Ok(())
    }
}

impl Tables {
    fn row<W: Write>(&self, table: &mut ::csv::Writer<W>, row: &[String]) -> io::Result<()> {
        if self.guarded && row.iter().any(|cell| formula(cell)) {
            let guard = |cell: &String| if formula(cell) { format!("'{cell}") } else { cell.clone() };
            return table.write_record(row.iter().map(guard)).map_err(disk);
        }
        table.write_record(row).map_err(disk)
    }
}

/// Whether a spreadsheet might carry out what a cell says.
fn formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}
