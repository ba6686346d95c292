//! doccano: a file of JSON Lines for each analyst, and the labels with their colours.
//!
//! doccano counts as its page does, in units of UTF-16, and keeps whatever number it is given; who reads its files with
//! Python wants code points.

use std::io;

use serde_json::json;

use super::common::{self, Tally};
use super::{About, Dataset, Shape, Sink, Unit, Writer};
use crate::model::AnalystId;

/// A folder for doccano.
pub(super) struct Doccano;

impl Writer for Doccano {
    fn about(&self) -> About {
        About {
            name: "doccano",
            title: "doccano",
            shape: Shape::Folder,
            statements: false,
            units: &[Unit::Utf16, Unit::CodePoint],
            carries: "A file of JSON Lines for each analyst, one article a line with text, labels and what is known of it, and the labels \
                      for import. Offsets as doccano's page counts (utf16), or as Python does (--offsets codepoint).",
        }
    }

    fn refuses(&self, dataset: &Dataset<'_>) -> Option<String> {
        common::needs_text(self.about().title, dataset)
    }

    fn losses(&self, dataset: &Dataset<'_>) -> Vec<String> {
        let tally = Tally::of(dataset);
        let mut losses = Vec::new();
        Tally::tell(&mut losses, tally.broken, "annotation", "in several parts: each part becomes a label of its own.");
        Tally::tell(&mut losses, tally.attributes, "attribute", "of annotations: left out.");
        Tally::tell(&mut losses, tally.notes, "note", "on annotations: left out.");
        Tally::tell(&mut losses, tally.noise, "passage", "marked as noise: left out.");
        let far = |c: char| u32::from(c) > 0xffff;
        let emoji = dataset.documents().filter(|d| d.article.text.as_str().contains(far)).count();
        let fate = if dataset.options().offsets == Unit::Utf16 {
            "with emoji or the like, behind which offsets in units of UTF-16 differ from Python's: right on doccano's page; \
             --offsets codepoint is for Python."
        } else {
            "with emoji or the like: doccano's page will show labels behind these shifted; --offsets utf16 is right for it."
        };
        Tally::tell(&mut losses, emoji, "article", fate);
        losses
    }

    fn write(&self, dataset: &Dataset<'_>, sink: &mut dyn Sink) -> io::Result<()> {
        for (analyst, name) in common::places(dataset) {
            sink.file(&format!("{name}.jsonl"), &mut |out| {
                for document in dataset.documents() {
                    let items = analyst.map(|id| common::of_analyst(&document, id)).unwrap_or_default();
                    let labels = items.iter().flat_map(|item| {
                        let parts = document.parts(item.annotation).into_iter();
                        parts.map(|[start, end]| json!([start, end, item.annotation.code.as_str()]))
                    });
                    let info = &document.article.info;
                    let line = json!({
                        "text": document.article.text.as_str(),
                        "label": labels.collect::<Vec<_>>(),
                        "article": document.article.id.as_str(),
                        "analyst": analyst.map_or("", AnalystId::as_str),
                        "outlet": info.outlet, "title": info.title, "author": info.author, "published": info.published,
                        "url": info.url, "language": info.language,
                    });
                    serde_json::to_writer(&mut *out, &line)?;
                    out.write_all(b"\n")?;
                }
                Ok(())
            })?;
        }
        sink.file("labels.json", &mut |out| {
            let labels = dataset.project().codebook().codes.iter().map(|code| {
                json!({
                    "text": code.id.as_str(),
                    "suffix_key": code.key.filter(char::is_ascii_alphanumeric).map(|k| k.to_ascii_lowercase().to_string()),
                    "background_color": common::colour(code),
                    "text_color": "#ffffff",
                })
            });
            serde_json::to_writer_pretty(&mut *out, &labels.collect::<Vec<_>>())?;
            out.write_all(b"\n")
        })
    }
}
