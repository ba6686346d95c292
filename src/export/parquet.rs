//! Parquet in the layout that the Hugging Face `datasets` library loads: one row an article with a list of spans, a
//! second table of statements, and a card that says so.
//!
//! The columns are written as the format's record model has it: a value of a list says how deep it repeats and how much of
//! its path is there. Nothing is null: what is not known is an empty string.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::common::{self, Wanted};
use super::{About, Dataset, Document, Shape, Sink, Unit, Writer};

/// A folder for `datasets`.
pub(super) struct Parquet;

/// A group of rows is written when it holds so many bytes or spans.
const GROUP: usize = 64 << 20;

impl Writer for Parquet {
    fn about(&self) -> About {
        About {
            name: "parquet",
            title: "Parquet",
            shape: Shape::Folder,
            statements: true,
            units: &[Unit::CodePoint, Unit::Utf8, Unit::Utf16],
            carries: "A folder with a dataset card: one article a row with a list of spans, and a table of statements with their members. \
                      Read by datasets (load_dataset), pandas, pyarrow, DuckDB, Polars, R.",
        }
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let mut losses = Vec::new();
        common::Tally::tell(&mut losses, common::Tally::of(dataset).noise, "passage", "marked as noise: left out.");
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        sink.file("README.md", &mut |out| card(dataset, out))?;
        sink.file("data/train-00000-of-00001.parquet", &mut |out| documents(dataset, out))?;
        if dataset.options().statements {
            sink.file("statements/train-00000-of-00001.parquet", &mut |out| statements(dataset, out))?;
        }
        Ok(())
    }
}

/// The values of a column with their levels.
enum Column {
    Words(Vec<ByteArray>, Vec<i16>, Vec<i16>),
    Numbers(Vec<i32>, Vec<i16>, Vec<i16>),
}

/// A table that is being written: a message of `name,` and its columns in order.
struct Table<'o> {
    out: &'o mut dyn Write,
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Column>,
    size: usize,
}

/// How deep a value stands: repeated at which level, and how much of its path is there.
#[derive(Clone, Copy)]
struct Level {
    repetition: i16,
    definition: i16,
}

impl<'o> Table<'o> {
    fn new(schema: &str, out: &'o mut dyn Write) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(schema).map_err(told)?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("Pressmark version {}", env!("CARGO_PKG_VERSION")));
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).map_err(told)?;
        let columns = writer.schema_descr().columns().iter().map(|column| match column.physical_type() {
            ::parquet::basic::Type::INT32 => Column::Numbers(Vec::new(), Vec::new(), Vec::new()),
            _ => Column::Words(Vec::new(), Vec::new(), Vec::new()),
        });
        Ok(Self { out, columns: columns.collect(), writer, size: 0 })
    }

    fn words(&mut self, column: usize, words: &str, level: Level) {
        self.size += words.len() + 16;
        if let Some(Column::Words(values, definitions, repetitions)) = self.columns.get_mut(column) {
            values.push(ByteArray::from(words.as_bytes().to_vec()));
            definitions.push(level.definition);
            repetitions.push(level.repetition);
        }
    }

    fn number(&mut self, column: usize, number: usize, level: Level) -> io::Result<()> {
        let number =
            i32::try_from(number).map_err(|_| io::Error::other("an offset is too large for Parquet's int32"))?;
        self.size += 8;
        if let Some(Column::Numbers(values, definitions, repetitions)) = self.columns.get_mut(column) {
            values.push(number);
            definitions.push(level.definition);
            repetitions.push(level.repetition);
        }
        Ok(())
    }

    /// Says of columns that the list above them is empty here.
    fn nothing(&mut self, columns: std::ops::Range<usize>, level: Level) {
        for column in self.columns.get_mut(columns).unwrap_or_default() {
            let (Column::Words(_, definitions, repetitions) | Column::Numbers(_, definitions, repetitions)) = column;
            definitions.push(level.definition);
            repetitions.push(level.repetition);
        }
    }

    /// Writes a group of rows if there is enough for one.
    fn row(&mut self) -> io::Result<()> {
        if self.size >= GROUP { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(told)?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column().map_err(told)? else { break };
            match column {
                Column::Words(values, definitions, repetitions) => {
                    let typed = writer.typed::<ByteArrayType>();
                    typed.write_batch(values, Some(definitions), Some(repetitions)).map_err(told)?;
                    values.clear();
                    definitions.clear();
                    repetitions.clear();
                }
                Column::Numbers(values, definitions, repetitions) => {
                    let typed = writer.typed::<Int32Type>();
                    typed.write_batch(values, Some(definitions), Some(repetitions)).map_err(told)?;
                    values.clear();
                    definitions.clear();
                    repetitions.clear();
                }
            }
            writer.close().map_err(told)?;
        }
        group.close().map_err(told)?;
        self.size = 0;
        self.drain()
    }

    fn drain(&mut self) -> io::Result<()> {
        let bytes = self.writer.inner_mut();
        self.out.write_all(bytes)?;
        bytes.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if self.size > 0 {
            self.group()?;
        }
        self.writer.finish().map_err(told)?;
        self.drain()
    }
}

fn told(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}

const PLAIN: Level = Level { repetition: 0, definition: 1 };

/// Columns of an article before its spans.
const DOCUMENT: [&str; 11] =
    ["id", "outlet", "title", "author", "published", "url", "language", "progress", "sha256", "code_points", "text"];
/// Columns of a span before its parts: those that end with `#` are numbers.
const SPAN: [&str; 13] = [
    "annotation",
    "analyst",
    "analyst_name",
    "label",
    "kind",
    "start#",
    "end#",
    "text",
    "note",
    "at",
    "provenance",
    "statement",
    "standing",
];

fn documents(dataset: &Dataset<'_>, out: &mut dyn Write) -> io::Result<()> {
    let codebook = dataset.project().codebook();
    let column = |name: &str| match name.strip_suffix('#') {
        Some(name) => format!("optional int32 {name};"),
        None if name == "code_points" => format!("optional int32 {name};"),
        None => format!("optional binary {name} (UTF8);"),
    };
    let attributes = common::words(codebook.attributes.iter().map(|a| a.id.as_str()), &[]);
    let attributes: Vec<&String> = codebook.attributes.iter().filter_map(|a| attributes.get(a.id.as_str())).collect();
    let mut schema = format!("message schema {{ {}", DOCUMENT.map(column).concat());
    schema += "optional group spans (LIST) { repeated group list { optional group element {";
    schema += &SPAN.map(column).concat();
    schema += "optional group parts (LIST) { repeated group list { optional group element { optional int32 start; optional int32 end; } } }";
    if !attributes.is_empty() {
        let all: String = attributes.iter().map(|name| column(name)).collect();
        schema += &format!("optional group attributes {{ {all} }}");
    }
    schema += "} } } }";
    let mut table = Table::new(&schema, out)?;
    for document in dataset.documents() {
        row(dataset, &document, &mut table)?;
        table.row()?;
    }
    table.finish()
}

fn row(dataset: &Dataset<'_>, document: &Document<'_>, table: &mut Table<'_>) -> io::Result<()> {
    let (project, article) = (dataset.project(), document.article);
    let with_text = dataset.options().text;
    let (text, info) = (article.text.as_str(), &article.info);
    let known = [
        article.id.as_str(),
        &info.outlet,
        &info.title,
        &info.author,
        &info.published,
        &info.url,
        &info.language,
        project.progress(&article.id).as_str(),
        &article.sha256,
    ];
    for (at, words) in known.iter().enumerate() {
        table.words(at, words, PLAIN);
    }
    table.number(9, document.points(text.len()), PLAIN)?;
    table.words(10, if with_text { text } else { "" }, PLAIN);
    let first = DOCUMENT.len();
    if document.items().is_empty() {
        table.nothing(first..table.columns.len(), Level { repetition: 0, definition: 1 });
    }
    for (number, item) in document.items().iter().enumerate() {
        let annotation = item.annotation;
        let statement = dataset.consensus().statement_of(annotation.id).filter(|_| dataset.options().statements);
        let level = Level { repetition: i16::from(number > 0), definition: 4 };
        let (id, time, provenance) =
            (annotation.id.to_string(), common::time(annotation), common::provenance(annotation));
        let words = [
            (0, id.as_str()),
            (1, item.analyst.as_str()),
            (2, dataset.analyst_name(item.analyst)),
            (3, annotation.code.as_str()),
            (4, dataset.kind(annotation).as_str()),
            (7, if with_text { document.words(annotation) } else { "" }),
            (8, &annotation.note),
            (9, &time),
            (10, &provenance),
            (11, statement.map_or("", |s| &s.id)),
            (12, statement.map_or("", |s| s.standing.as_str())),
        ];
        for (at, words) in words {
            table.words(first + at, words, level);
        }
        table.number(first + 5, document.at(annotation.start()), level)?;
        table.number(first + 6, document.at(annotation.end()), level)?;
        let parts = first + SPAN.len();
        for (part, [start, end]) in document.parts(annotation).into_iter().enumerate() {
            let repetition = if part > 0 { 2 } else { level.repetition };
            let inner = Level { repetition, definition: 7 };
            table.number(parts, start, inner)?;
            table.number(parts + 1, end, inner)?;
        }
        // An attribute lies one group deeper than what is beside it.
        let inner = Level { definition: 5, ..level };
        for (at, attribute) in project.codebook().attributes.iter().enumerate() {
            table.words(parts + 2 + at, annotation.attribute(attribute.id.as_str()).unwrap_or_default(), inner);
        }
    }
    Ok(())
}

fn statements(dataset: &Dataset<'_>, out: &mut dyn Write) -> io::Result<()> {
    let schema = "message schema { optional binary statement (UTF8); optional binary kind (UTF8); optional binary text (UTF8); \
        optional binary standing (UTF8); optional int32 outlets; optional int32 of; optional binary verdict (UTF8); \
        optional binary note (UTF8); optional group members (LIST) { repeated group list { optional group element { \
        optional binary annotation (UTF8); optional binary article (UTF8); optional binary analyst (UTF8); \
        optional binary label (UTF8); } } } }";
    let mut table = Table::new(schema, out)?;
    let wanted = Wanted::of(dataset);
    for statement in wanted.statements(dataset) {
        table.words(0, &statement.id, PLAIN);
        table.words(1, statement.kind.as_str(), PLAIN);
        table.words(2, if dataset.options().text { &statement.text } else { "" }, PLAIN);
        table.words(3, statement.standing.as_str(), PLAIN);
        table.number(4, statement.outlets, PLAIN)?;
        table.number(5, statement.of, PLAIN)?;
        table.words(6, statement.verdict.as_deref().unwrap_or_default(), PLAIN);
        table.words(7, statement.note.as_deref().unwrap_or_default(), PLAIN);
        let members = statement.members.iter().filter(|m| wanted.holds(m.place.annotation));
        for (number, member) in members.enumerate() {
            let level = Level { repetition: i16::from(number > 0), definition: 4 };
            table.words(8, &member.place.annotation.to_string(), level);
            table.words(9, member.place.article.as_str(), level);
            table.words(10, member.place.analyst.as_str(), level);
            table.words(11, member.code.as_str(), level);
        }
        table.row()?;
    }
    table.finish()
}

/// The dataset card: what `datasets` reads before it loads, and what a person should know.
fn card(dataset: &Dataset<'_>, out: &mut dyn Write) -> io::Result<()> {
    let options = dataset.options();
    let title = serde_json::to_string(dataset.project().title())?;
    writeln!(out, "---\npretty_name: {title}\nconfigs:\n- config_name: documents\n  default: true")?;
    writeln!(out, "  data_files:\n  - split: train\n    path: data/train-*.parquet")?;
    if options.statements {
        writeln!(
            out,
            "- config_name: statements\n  data_files:\n  - split: train\n    path: statements/train-*.parquet"
        )?;
    }
    let heading = dataset.project().title().replace(['\n', '\r'], " ");
    writeln!(out, "---\n\n# {heading}\n")?;
    writeln!(
        out,
        "Annotations of news articles, written by Pressmark {}. `documents` has one article a row with its `spans`.",
        env!("CARGO_PKG_VERSION")
    )?;
    let unit = match options.offsets {
        Unit::CodePoint => "Unicode code points, as Python counts",
        Unit::Utf8 => "bytes of UTF-8",
        Unit::Utf16 => "units of UTF-16, as Java and JavaScript count",
    };
    writeln!(
        out,
        "`start` and `end` are {unit}, from the start of `text`, the end exclusive; `parts` are the pieces of an annotation, \
         `text` of a span the words from its first start to its last end. What is not known is an empty string.\n"
    )?;
    if options.statements {
        writeln!(
            out,
            "`statements` has what articles say together, and where they differ, with the annotations that say it.\n"
        )?;
    }
    if !options.text {
        writeln!(out, "The texts are left out; `sha256` tells which they were.\n")?;
    }
    writeln!(out, "| code | kind | definition |\n| --- | --- | --- |")?;
    let cell = |words: &str| words.replace(['\n', '\r'], " ").replace('|', "\\|");
    for code in &dataset.project().codebook().codes {
        writeln!(out, "| `{}` | {} | {} |", cell(code.id.as_str()), code.kind.as_str(), cell(&code.definition))?;
    }
    Ok(())
}
