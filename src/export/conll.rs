//! CoNLL in columns, IOB2: a token a line, at most one code on it.
//!
//! Where annotations overlap the longest is kept, then the first; what is left out is told, and listed in a table. No
//! sentence ends inside an annotation, so each is one run. Beside each file stands a table of its tokens with their
//! offsets.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::common::{self, Tally};
use super::csv::{disk, table};
use super::{About, Dataset, Document, Item, Shape, Sink, Unit, Writer};
use crate::text::{paragraphs, sentences};

/// A folder of columns.
pub(super) struct Conll;

/// What of an analyst's annotations fits into one column.
struct Chosen<'a> {
    /// Parts with their annotations, in the order of the text.
    kept: Vec<(Range<usize>, Item<'a>)>,
    /// Annotations that do not fit, and why.
    dropped: Vec<(Item<'a>, &'static str)>,
}

impl Writer for Conll {
    fn about(&self) -> About {
        About {
            name: "conll",
            title: "CoNLL (IOB2)",
            shape: Shape::Folder,
            statements: false,
            units: &[Unit::CodePoint, Unit::Utf8, Unit::Utf16],
            carries: "A file of tokens in IOB2 for each analyst, of overlapping annotations the longest, with tables of the tokens' offsets \
                      and of what was left out. Read by spacy convert, seqeval and most taggers.",
        }
    }

    fn refuses(&self, dataset: &Dataset<'_>) -> Option<String> {
        common::needs_text(self.about().title, dataset)
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let (mut overlapping, mut blank) = (0, 0);
        for document in dataset.documents() {
            for reading in common::readings(dataset, &document) {
                let dropped = choose(&document, reading.items).dropped;
                overlapping += dropped.iter().filter(|(_, why)| *why == OVERLAP).count();
                blank += dropped.iter().filter(|(_, why)| *why == BLANK).count();
            }
        }
        let tally = Tally::of(dataset);
        let mut losses = Vec::new();
        Tally::tell(
            &mut losses,
            overlapping,
            "annotation",
            "overlapping a longer one: left out, and listed in *.dropped.csv.",
        );
        Tally::tell(&mut losses, blank, "annotation", "on white space alone: left out.");
        Tally::tell(&mut losses, tally.broken, "annotation", "in several parts: each part becomes a run of its own.");
        Tally::tell(&mut losses, tally.attributes, "attribute", "of annotations: left out.");
        Tally::tell(&mut losses, tally.notes, "note", "on annotations: left out.");
        Tally::tell(&mut losses, tally.noise, "passage", "marked as noise: left out.");
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        let codes = dataset.project().codebook().codes.iter().map(|code| code.id.as_str());
        let labels = common::words(codes, &[]);
        for (analyst, name) in common::places(dataset) {
            let mut rows: Vec<[String; 7]> = Vec::new();
            let mut dropped: Vec<[String; 7]> = Vec::new();
            let mut lines = String::new();
            let mut number = 0;
            for document in dataset.documents() {
                let (text, id) = (document.article.text.as_str(), document.article.id.as_str());
                let items = analyst.map(|who| common::of_analyst(&document, who)).unwrap_or_default();
                let chosen = choose(&document, items);
                let edges: BTreeSet<usize> = chosen.kept.iter().flat_map(|(r, _)| [r.start, r.end]).collect();
                let ends = sentence_ends(&document, &chosen);
                lines += "-DOCSTART- -X- O O\n\n";
                number += 2;
                let (mut before, mut last): (Option<usize>, usize) = (None, 0);
                for token in common::tokens(text, &edges) {
                    let begun = last > 0 && ends.range(last..=token.start).next().is_some();
                    if begun {
                        lines.push('\n');
                        number += 1;
                    }
                    let at = chosen.kept.partition_point(|(range, _)| range.end <= token.start);
                    let here = chosen.kept.get(at).filter(|(range, _)| range.start <= token.start);
                    let label = here.and_then(|(_, item)| labels.get(item.annotation.code.as_str()));
                    let tag = label.map_or_else(
                        || "O".to_owned(),
                        |label| format!("{}-{}", if before == Some(at) { "I" } else { "B" }, label.to_uppercase()),
                    );
                    before = label.is_some().then_some(at);
                    last = token.end;
                    number += 1;
                    let word = text.get(token.clone()).unwrap_or_default();
                    lines += &format!("{word} -X- _ {tag}\n");
                    let mark = here.map(|(_, item)| item.annotation.id.to_string()).unwrap_or_default();
                    rows.push([
                        number.to_string(),
                        id.to_owned(),
                        document.at(token.start).to_string(),
                        document.at(token.end).to_string(),
                        word.to_owned(),
                        tag,
                        mark,
                    ]);
                }
                lines.push('\n');
                number += 1;
                dropped.extend(chosen.dropped.iter().map(|(item, why)| {
                    let annotation = item.annotation;
                    [
                        annotation.id.to_string(),
                        id.to_owned(),
                        annotation.code.to_string(),
                        document.at(annotation.start()).to_string(),
                        document.at(annotation.end()).to_string(),
                        document.words(annotation).to_owned(),
                        (*why).to_owned(),
                    ]
                }));
            }
            sink.file(&format!("{name}.conll"), &mut |out| out.write_all(lines.as_bytes()))?;
            let header = ["line", "article", "start", "end", "token", "tag", "annotation"];
            sink.file(&format!("{name}.tokens.csv"), &mut |out| {
                let mut table = table(out);
                table.write_record(header).map_err(disk)?;
                rows.iter().try_for_each(|row| table.write_record(row)).map_err(disk)?;
                table.flush()
            })?;
            let header = ["annotation", "article", "code", "start", "end", "text", "why"];
            sink.file(&format!("{name}.dropped.csv"), &mut |out| {
                let mut table = table(out);
                table.write_record(header).map_err(disk)?;
                dropped.iter().try_for_each(|row| table.write_record(row)).map_err(disk)?;
                table.flush()
            })?;
        }
        Ok(())
    }
}

const OVERLAP: &str = "overlaps a longer annotation";
const BLANK: &str = "holds white space alone";

/// The longest annotations that do not overlap; of equally long ones the first.
fn choose<'a>(document: &Document<'a>, mut items: Vec<Item<'a>>) -> Chosen<'a> {
    let text = document.article.text.as_str();
    items.sort_by_key(|item| std::cmp::Reverse(common::parts(item.annotation).map(|r| r.len()).sum::<usize>()));
    let mut kept = std::collections::BTreeMap::<usize, (usize, Item<'a>)>::new();
    let mut dropped = Vec::new();
    for item in items {
        let visible = |range: &Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            words.contains(|c: char| !c.is_whitespace() && !c.is_control())
        };
        let parts: Vec<Range<usize>> = common::parts(item.annotation).filter(visible).collect();
        let taken =
            |range: &Range<usize>| kept.range(..range.end).next_back().is_some_and(|(_, (end, _))| *end > range.start);
        if parts.is_empty() {
            dropped.push((item, BLANK));
        } else if parts.iter().any(taken) {
            dropped.push((item, OVERLAP));
        } else {
            kept.extend(parts.into_iter().map(|range| (range.start, (range.end, item))));
        }
    }
    let kept = kept.into_iter().map(|(start, (end, item))| (start..end, item)).collect();
    Chosen { kept, dropped }
}

/// Where sentences end, but for ends inside an annotation.
fn sentence_ends(document: &Document<'_>, chosen: &Chosen<'_>) -> BTreeSet<usize> {
    let text = &document.article.text;
    let mut ends = BTreeSet::new();
    for paragraph in paragraphs(text) {
        let words = text.as_str().get(paragraph.clone()).unwrap_or_default();
        ends.extend(sentences(words).into_iter().map(|sentence| paragraph.start + sentence.end));
    }
    ends.retain(|end| {
        let at = chosen.kept.partition_point(|(range, _)| range.end <= *end);
        chosen.kept.get(at).is_none_or(|(range, _)| range.start >= *end)
    });
    ends
}
