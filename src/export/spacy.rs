//! JSON Lines in the shapes of spaCy and of Prodigy: one line an article and analyst.
//!
//! A part of an annotation is a span of its own; parts of one annotation share its `annotation`. Prodigy wants the tokens
//! to which its spans snap: these are cut where annotations begin and end, so that every span begins and ends with one.

use std::io;

use serde_json::{Map, Value, json};

use super::common::{self, Reading, Tally};
use super::{About, Dataset, Document, Shape, Sink, Unit, Writer};
use crate::model::AnalystId;

/// Lines for spaCy, or for Prodigy.
pub(super) struct Spacy {
    /// Whether tokens and Prodigy's own keys are told.
    pub(super) prodigy: bool,
}

impl Writer for Spacy {
    fn about(&self) -> About {
        let (name, title, carries) = if self.prodigy {
            (
                "prodigy",
                "Prodigy (JSON Lines)",
                "One article and analyst a line: text, tokens, spans with attributes and notes, and whose they are. Read by Prodigy \
                 (spans_manual).",
            )
        } else {
            (
                "spacy",
                "spaCy (JSON Lines)",
                "One article and analyst a line: text, spans with attributes and notes, and whose they are. Read by spaCy \
                 (char_span) and by what reads JSON Lines.",
            )
        };
        About { name, title, shape: Shape::File("jsonl"), statements: false, units: &[Unit::CodePoint], carries }
    }

    fn refuses(&self, dataset: &Dataset<'_>) -> Option<String> {
        common::needs_text(self.about().title, dataset)
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let tally = Tally::with_tokens(dataset);
        let mut losses = Vec::new();
        Tally::tell(
            &mut losses,
            tally.broken,
            "annotation",
            "in several parts: each part is a span of its own, with the same “annotation”.",
        );
        if !self.prodigy {
            Tally::tell(
                &mut losses,
                tally.inside,
                "annotation",
                "with an end inside a word: spaCy's char_span gives none for these, or widens them with alignment_mode=\"expand\".",
            );
        }
        Tally::tell(&mut losses, tally.noise, "passage", "marked as noise: left out.");
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        sink.file("", &mut |out| {
            for document in dataset.documents() {
                for reading in common::readings(dataset, &document) {
                    serde_json::to_writer(&mut *out, &self.line(dataset, &document, &reading))?;
                    out.write_all(b"\n")?;
                }
            }
            Ok(())
        })
    }
}

impl Spacy {
    fn line<'a>(&self, dataset: &Dataset<'a>, document: &Document<'a>, reading: &Reading<'a>) -> Value {
        let (text, info) = (document.article.text.as_str(), &document.article.info);
        let tokens = self.prodigy.then(|| common::tokens(text, &common::edges(&reading.items)));
        let analyst = reading.analyst.map_or("", AnalystId::as_str);
        let mut line = Map::new();
        line.insert("text".into(), text.into());
        let mut spans = Vec::new();
        for item in &reading.items {
            let annotation = item.annotation;
            for (part, range) in common::parts(annotation).enumerate() {
                let mut span = Map::new();
                span.insert("start".into(), document.points(range.start).into());
                span.insert("end".into(), document.points(range.end).into());
                if let Some(tokens) = &tokens {
                    let first = tokens.partition_point(|t| t.end <= range.start);
                    let behind = tokens.partition_point(|t| t.start < range.end);
                    span.insert("token_start".into(), first.into());
                    span.insert("token_end".into(), behind.saturating_sub(1).max(first).into());
                }
                span.insert("label".into(), annotation.code.as_str().into());
                span.insert("text".into(), text.get(range).unwrap_or_default().into());
                span.insert("annotation".into(), annotation.id.to_string().into());
                span.insert("part".into(), part.into());
                span.insert("attributes".into(), common::attributes(dataset.project().codebook(), annotation).into());
                span.insert("note".into(), annotation.note.as_str().into());
                spans.push(Value::from(span));
            }
        }
        line.insert("spans".into(), spans.into());
        if let Some(tokens) = &tokens {
            let told = tokens.iter().enumerate().map(|(at, token)| {
                let glued = tokens.get(at + 1).is_none_or(|next| next.start == token.end);
                json!({
                    "text": text.get(token.clone()).unwrap_or_default(),
                    "start": document.points(token.start),
                    "end": document.points(token.end),
                    "id": at,
                    "ws": !glued,
                })
            });
            line.insert("tokens".into(), told.collect::<Vec<_>>().into());
            line.insert("_view_id".into(), "spans_manual".into());
            line.insert("_session_id".into(), analyst.into());
            line.insert("answer".into(), "accept".into());
        }
        line.insert("_annotator_id".into(), analyst.into());
        line.insert(
            "meta".into(),
            json!({
                "id": document.article.id.as_str(), "outlet": info.outlet, "title": info.title, "author": info.author,
                "published": info.published, "url": info.url, "language": info.language,
            }),
        );
        line.into()
    }
}
