//! Label Studio: tasks with one annotation for each analyst, and the labelling configuration to which they refer.
//!
//! A region is a part of an annotation; its attributes are further results with the same id, its note is the region's note.
//! Parts of one annotation are linked by relations. Who annotated is told in the task's data, in the order of the
//! annotations: Label Studio refuses a file that names a person whom the server does not know.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::common::{self, Tally};
use super::{About, Dataset, Document, Item, Shape, Sink, Unit, Writer};
use crate::model::{AnalystId, Attribute, Values};

/// A folder for Label Studio.
pub(super) struct LabelStudio;

impl Writer for LabelStudio {
    fn about(&self) -> About {
        About {
            name: "labelstudio",
            title: "Label Studio",
            shape: Shape::Folder,
            statements: false,
            units: &[Unit::CodePoint],
            carries: "tasks.json with one annotation for each analyst: regions, attributes, notes, parts linked by relations; config.xml is \
                      the labelling configuration for it. Read by Label Studio 1.10 and later.",
        }
    }

    fn refuses(&self, dataset: &Dataset<'_>) -> Option<String> {
        common::needs_text(self.about().title, dataset)
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let tally = Tally::of(dataset);
        let mut losses = Vec::new();
        Tally::tell(
            &mut losses,
            tally.broken,
            "annotation",
            "in several parts: a region for each part, linked by relations.",
        );
        Tally::tell(
            &mut losses,
            common::analysts(dataset).len(),
            "analyst",
            "named in the data of each task: Label Studio makes whoever imports the file the owner of all annotations.",
        );
        Tally::tell(&mut losses, tally.noise, "passage", "marked as noise: left out.");
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        let names = names(dataset);
        sink.file("tasks.json", &mut |out| {
            out.write_all(b"[")?;
            let mut annotations = 0;
            for (at, document) in dataset.documents().enumerate() {
                out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &task(dataset, &document, at + 1, &names, &mut annotations))?;
            }
            out.write_all(b"\n]\n")
        })?;
        sink.file("config.xml", &mut |out| configuration(dataset, &names, out))
    }
}

/// What the controls of the attributes are called.
fn names<'a>(dataset: &Dataset<'a>) -> BTreeMap<&'a str, String> {
    let attributes = dataset.project().codebook().attributes.iter();
    common::words(attributes.map(|a| a.id.as_str()), &["label", "text"])
}

fn task<'a>(
    dataset: &Dataset<'a>,
    document: &Document<'a>,
    id: usize,
    names: &BTreeMap<&str, String>,
    annotations: &mut usize,
) -> Value {
    let (article, info) = (document.article, &document.article.info);
    let readings = common::readings(dataset, document);
    let analysts = || readings.iter().filter_map(|reading| reading.analyst);
    let told: Vec<Value> = readings
        .iter()
        .filter_map(|reading| Some((reading.analyst?, reading)))
        .map(|(analyst, reading)| {
            *annotations += 1;
            let name = format!("{}\n{analyst}", article.id);
            json!({
                "id": *annotations,
                "unique_id": Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string(),
                "was_cancelled": false,
                "ground_truth": false,
                "result": reading.items.iter().flat_map(|item| results(dataset, document, item, names)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "id": id,
        "data": {
            "text": article.text.as_str(),
            "article": article.id.as_str(),
            "outlet": info.outlet, "title": info.title, "author": info.author, "published": info.published,
            "url": info.url, "language": info.language,
            "analysts": analysts().map(AnalystId::as_str).collect::<Vec<_>>(),
            "analyst_names": analysts().map(|id| dataset.analyst_name(id)).collect::<Vec<_>>(),
        },
        "annotations": told,
    })
}

/// The results of an annotation: regions, what is said of each, and what links them.
fn results(
    dataset: &Dataset<'_>,
    document: &Document<'_>,
    item: &Item<'_>,
    names: &BTreeMap<&str, String>,
) -> Vec<Value> {
    let (text, annotation) = (document.article.text.as_str(), item.annotation);
    let mut all = Vec::new();
    let region = |part: usize| if part == 0 { annotation.id.to_string() } else { format!("{}-{part}", annotation.id) };
    for (part, range) in common::parts(annotation).enumerate() {
        let mut result = |from: &str, kind: &str, key: &str, value: Value| {
            let mut told = Map::new();
            told.insert("start".into(), document.points(range.start).into());
            told.insert("end".into(), document.points(range.end).into());
            told.insert("text".into(), text.get(range.clone()).unwrap_or_default().into());
            told.insert(key.into(), Value::Array(vec![value]));
            let mut result = json!({
                "id": region(part), "from_name": from, "to_name": "text", "type": kind, "origin": "manual", "value": told,
            });
            let noted = kind == "labels" && part == 0 && !annotation.note.is_empty();
            if let Some(result) = result.as_object_mut().filter(|_| noted) {
                result.insert("meta".into(), json!({"text": [annotation.note]}));
            }
            all.push(result);
        };
        result("label", "labels", "labels", annotation.code.as_str().into());
        if part > 0 {
            continue;
        }
        for (id, value) in &annotation.attributes {
            let Some(name) = names.get(id.as_str()) else { continue };
            let attribute = dataset.project().codebook().attribute(id);
            if attribute.and_then(choices).is_some_and(|words| words.contains(value)) {
                result(name, "choices", "choices", value.as_str().into());
            } else {
                result(name, "textarea", "text", value.as_str().into());
            }
        }
    }
    for part in 1..annotation.spans.len() {
        all.push(json!({"type": "relation", "from_id": region(part - 1), "to_id": region(part), "direction": "right"}));
    }
    all
}

fn choices(attribute: &Attribute) -> Option<&Vec<String>> {
    if let Values::Choice(words) = &attribute.values { Some(words) } else { None }
}

fn configuration(dataset: &Dataset<'_>, names: &BTreeMap<&str, String>, out: &mut dyn Write) -> io::Result<()> {
    let codebook = dataset.project().codebook();
    writeln!(out, "<View>\n  <Labels name=\"label\" toName=\"text\">")?;
    for code in &codebook.codes {
        let hotkey =
            code.key.filter(char::is_ascii_alphanumeric).map(|k| format!(" hotkey=\"{k}\"")).unwrap_or_default();
        let (value, colour) = (escape(code.id.as_str()), common::colour(code));
        writeln!(out, "    <Label value=\"{value}\" background=\"{colour}\"{hotkey}/>")?;
    }
    writeln!(out, "  </Labels>\n  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>")?;
    for attribute in &codebook.attributes {
        let Some(name) = names.get(attribute.id.as_str()) else { continue };
        let codes = codebook.codes.iter().filter(|code| attribute.kinds.contains(&code.kind));
        let codes: Vec<&str> = codes.map(|code| code.id.as_str()).collect();
        let mut when = String::new();
        if !codes.is_empty() && codes.iter().all(|id| !id.contains(',')) {
            when = format!(" whenTagName=\"label\" whenLabelValue=\"{}\"", escape(&codes.join(",")));
        }
        if let Some(words) = choices(attribute) {
            writeln!(out, "  <Choices name=\"{name}\" toName=\"text\" perRegion=\"true\"{when}>")?;
            for word in words {
                writeln!(out, "    <Choice value=\"{}\"/>", escape(word))?;
            }
            writeln!(out, "  </Choices>")?;
        } else {
            let title = escape(&attribute.name);
            writeln!(
                out,
                "  <TextArea name=\"{name}\" toName=\"text\" perRegion=\"true\" placeholder=\"{title}\"{when}/>"
            )?;
        }
    }
    writeln!(out, "</View>")
}

/// Words as they stand in an attribute of XML.
fn escape(words: &str) -> String {
    let mut told = String::new();
    for c in words.chars() {
        match c {
            '&' => told += "&amp;",
            '<' => told += "&lt;",
            '>' => told += "&gt;",
            '"' => told += "&quot;",
            '\t' | '\n' | '\r' => told += &format!("&#{};", u32::from(c)),
            c if c.is_control() => told.push('\u{fffd}'),
            c => told.push(c),
        }
    }
    told
}
