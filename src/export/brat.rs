//! brat: a text and its stand-off annotations for each article, with the configuration that shows them.
//!
//! A span that crosses a line break is written as fragments, as brat's own page does, each without the white space at its
//! ends; the words join the fragments with one blank. Attributes that hold one of some words are attributes; others, and
//! notes, are brat's notes, which hold no line breaks.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use super::common::{self, Names, Tally};
use super::{About, Dataset, Document, Item, Shape, Sink, Unit, Writer};
use crate::model::{Annotation, Attribute, Codebook, Values};

/// A folder for brat.
pub(super) struct Brat;

/// What brat calls the codes and attributes.
struct Types<'a> {
    codes: BTreeMap<&'a str, String>,
    attributes: BTreeMap<&'a str, String>,
}

impl Writer for Brat {
    fn about(&self) -> About {
        About {
            name: "brat",
            title: "brat",
            shape: Shape::Folder,
            statements: true,
            units: &[Unit::CodePoint],
            carries: "A text and its stand-off annotations for each article, a folder for each analyst if there are several, with \
                      annotation.conf and visual.conf: spans in fragments, attributes, notes, statements as references. Read by brat, \
                      INCEpTION and many corpus tools.",
        }
    }

    fn refuses(&self, dataset: &Dataset<'_>) -> Option<String> {
        common::needs_text(self.about().title, dataset)
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let (mut split, mut blank, mut flat) = (0, 0, 0);
        for document in dataset.documents() {
            let text = document.article.text.as_str();
            for item in document.items() {
                let all = fragments(text, item.annotation);
                blank += usize::from(all.is_empty());
                split += usize::from(all.len() > item.annotation.spans.len());
                let note = item.annotation.note.as_str();
                let values = item.annotation.attributes.values().map(String::as_str);
                flat += values.chain([note]).filter(|words| words.contains(breaks)).count();
            }
        }
        let mut losses = Vec::new();
        Tally::tell(
            &mut losses,
            split,
            "annotation",
            "across line breaks: written as fragments without the breaks, as brat does.",
        );
        Tally::tell(&mut losses, blank, "annotation", "on white space alone: left out, as brat cannot mark it.");
        Tally::tell(&mut losses, flat, "note or value", "with tabs or line breaks: blanks stand for them.");
        Tally::tell(&mut losses, Tally::of(dataset).noise, "passage", "marked as noise: left out.");
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        let codebook = dataset.project().codebook();
        let types = Types {
            codes: common::words(codebook.codes.iter().map(|c| c.id.as_str()), &[]),
            attributes: common::words(codebook.attributes.iter().map(|a| a.id.as_str()), &[]),
        };
        let places = common::places(dataset);
        let several = places.len() > 1;
        for (analyst, folder) in places {
            let below = if several { format!("{folder}/") } else { String::new() };
            // The configuration's names are not for articles: these end with .txt and .ann.
            let mut names = Names::default();
            for document in dataset.documents() {
                let name = format!("{below}{}", names.file(document.article.id.as_str()));
                let text = document.article.text.as_str();
                sink.file(&format!("{name}.txt"), &mut |out| out.write_all(text.as_bytes()))?;
                let items = analyst.map(|id| common::of_analyst(&document, id)).unwrap_or_default();
                let lines = annotations(dataset, &document, &items, &types);
                sink.file(&format!("{name}.ann"), &mut |out| out.write_all(lines.as_bytes()))?;
            }
            sink.file(&format!("{below}annotation.conf"), &mut |out| configuration(codebook, &types, out))?;
            sink.file(&format!("{below}visual.conf"), &mut |out| looks(codebook, &types, out))?;
            sink.file(&format!("{below}tools.conf"), &mut |out| {
                out.write_all(b"[options]\nTokens\ttokenizer:whitespace\n\n[normalization]\nStatement\tDB:Statement\n")
            })?;
        }
        Ok(())
    }
}

fn annotations(dataset: &Dataset<'_>, document: &Document<'_>, items: &[Item<'_>], types: &Types<'_>) -> String {
    let text = document.article.text.as_str();
    let mut told = String::new();
    let (mut marks, mut attributes, mut references, mut notes) = (0, 0, 0, 0);
    for item in items {
        let annotation = item.annotation;
        let all = fragments(text, annotation);
        if all.is_empty() {
            continue;
        }
        marks += 1;
        let kind = types.codes.get(annotation.code.as_str()).map_or("Unknown", String::as_str);
        let places: Vec<String> =
            all.iter().map(|r| format!("{} {}", document.points(r.start), document.points(r.end))).collect();
        let words: Vec<&str> = all.iter().filter_map(|r| text.get(r.clone())).collect();
        told += &format!("T{marks}\t{kind} {}\t{}\n", places.join(";"), words.join(" "));
        let mut remarks = Vec::new();
        for (id, value) in &annotation.attributes {
            let name = types.attributes.get(id.as_str()).map_or(id.as_str(), String::as_str);
            let attribute = dataset.project().codebook().attribute(id);
            if attribute.and_then(choices).is_some_and(|words| words.contains(value)) {
                attributes += 1;
                told += &format!("A{attributes}\t{name} T{marks} {value}\n");
            } else {
                remarks.push(format!("{name}={value}"));
            }
        }
        remarks.extend((!annotation.note.is_empty()).then(|| annotation.note.clone()));
        for remark in remarks {
            notes += 1;
            told += &format!("#{notes}\tAnnotatorNotes T{marks}\t{}\n", line(&remark));
        }
        let statement = dataset.consensus().statement_of(annotation.id).filter(|_| dataset.options().statements);
        if let Some(statement) = statement {
            references += 1;
            let id: String = statement.id.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
            told += &format!("N{references}\tReference T{marks} Statement:{id}\t{}\n", line(&statement.text));
        }
    }
    told
}

/// Where brat, or Python that reads lines, would end one; and the tab, which divides its columns.
fn breaks(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn line(words: &str) -> String {
    words.split(breaks).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The pieces of an annotation between line breaks, without white space at their ends.
fn fragments(text: &str, annotation: &Annotation) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for part in common::parts(annotation) {
        let mut at = part.start;
        let words = text.get(part).unwrap_or_default();
        for piece in words.split_inclusive(|c| c != '\t' && breaks(c)) {
            let inner = piece.trim();
            let start = at + (piece.len() - piece.trim_start().len());
            if !inner.is_empty() {
                all.push(start..start + inner.len());
            }
            at += piece.len();
        }
    }
    all
}

/// The words of an attribute that holds one of some, if brat's configuration can tell them.
fn choices(attribute: &Attribute) -> Option<&Vec<String>> {
    let Values::Choice(words) = &attribute.values else { return None };
    let plain = |word: &String| !word.is_empty() && !word.contains(|c: char| breaks(c) || "|,:[]<>".contains(c));
    words.iter().all(plain).then_some(words).filter(|words| !words.is_empty())
}

fn configuration(codebook: &Codebook, types: &Types<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "[entities]\n")?;
    for name in types_of(codebook, types) {
        writeln!(out, "{name}")?;
    }
    writeln!(
        out,
        "\n[relations]\n\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n"
    )?;
    for attribute in &codebook.attributes {
        let (Some(name), Some(words)) = (types.attributes.get(attribute.id.as_str()), choices(attribute)) else {
            continue;
        };
        let kinds: Vec<&str> = codebook
            .codes
            .iter()
            .filter(|code| attribute.kinds.contains(&code.kind))
            .filter_map(|code| types.codes.get(code.id.as_str()).map(String::as_str))
            .collect();
        let whose = if kinds.is_empty() { "<ENTITY>".to_owned() } else { kinds.join("|") };
        writeln!(out, "{name}\tArg:{whose}, Value:{}", words.join("|"))?;
    }
    Ok(())
}

fn types_of<'a>(codebook: &'a Codebook, types: &'a Types<'_>) -> impl Iterator<Item = &'a String> {
    codebook.codes.iter().filter_map(|code| types.codes.get(code.id.as_str()))
}

fn looks(codebook: &Codebook, types: &Types<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "[labels]\n")?;
    let plain = |name: &str| name.replace(|c: char| breaks(c) || c == '|', " ");
    for code in &codebook.codes {
        if let Some(name) = types.codes.get(code.id.as_str()) {
            writeln!(out, "{name} | {}", plain(&code.name))?;
        }
    }
    writeln!(out, "\n[drawing]\n")?;
    for code in &codebook.codes {
        if let Some(name) = types.codes.get(code.id.as_str()) {
            writeln!(out, "{name}\tbgColor:{}, fgColor:white", common::colour(code))?;
        }
    }
    Ok(())
}
