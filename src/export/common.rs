//! What several formats need: whose annotations stand on an article, tokens, names for files and for types, counting.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use serde_json::{Map, Value};
use unicode_segmentation::UnicodeSegmentation;

use super::{Dataset, Document, Item};
use crate::consensus::Statement;
use crate::model::{AnalystId, Annotation, AnnotationId, Code, Codebook, Colour, Kind, Provenance};

/// Annotations of one analyst on one article.
pub(super) struct Reading<'a> {
    /// Whose; none if nobody who is wanted has opened the article.
    pub(super) analyst: Option<&'a AnalystId>,
    /// Those that are wanted, in the order of the text.
    pub(super) items: Vec<Item<'a>>,
}

/// The wanted annotations of an article by analyst: one reading for each who has a layer on it, or one without annotations.
pub(super) fn readings<'a>(dataset: &Dataset<'a>, document: &Document<'a>) -> Vec<Reading<'a>> {
    let mut all: Vec<Reading<'a>> = dataset
        .project()
        .layers_of(&document.article.id)
        .map(|(analyst, _)| analyst)
        .filter(|analyst| wanted(dataset, analyst))
        .map(|analyst| Reading { analyst: Some(analyst), items: of_analyst(document, analyst) })
        .collect();
    all.sort_by_key(|reading| reading.analyst);
    if all.is_empty() {
        all.push(Reading { analyst: None, items: Vec::new() });
    }
    all
}

/// The wanted annotations of one analyst on an article.
pub(super) fn of_analyst<'a>(document: &Document<'a>, analyst: &AnalystId) -> Vec<Item<'a>> {
    document.items().iter().filter(|item| item.analyst == analyst).copied().collect()
}

fn wanted(dataset: &Dataset<'_>, analyst: &AnalystId) -> bool {
    dataset.options().analysts.as_ref().is_none_or(|ids| ids.contains(analyst))
}

/// The analysts who have a layer on a wanted article, in order.
pub(super) fn analysts<'a>(dataset: &Dataset<'a>) -> Vec<&'a AnalystId> {
    let mut all = BTreeSet::new();
    for document in dataset.documents() {
        let layers = dataset.project().layers_of(&document.article.id);
        all.extend(layers.map(|(analyst, _)| analyst).filter(|analyst| wanted(dataset, analyst)));
    }
    all.into_iter().collect()
}

/// A folder or file for each analyst with a layer; one of everybody where nobody has any.
pub(super) fn places<'a>(dataset: &Dataset<'a>) -> Vec<(Option<&'a AnalystId>, String)> {
    let mut names = Names::default();
    let all = analysts(dataset);
    if all.is_empty() {
        return vec![(None, "nobody".to_owned())];
    }
    all.into_iter().map(|analyst| (Some(analyst), names.file(analyst.as_str()))).collect()
}

/// All attributes of the codebook in its order, with an annotation's values or nothing.
pub(super) fn attributes(codebook: &Codebook, annotation: &Annotation) -> Map<String, Value> {
    let value = |id: &str| Value::from(annotation.attribute(id).unwrap_or_default());
    codebook.attributes.iter().map(|a| (a.id.to_string(), value(a.id.as_str()))).collect()
}

/// A time as it stands in files.
pub(super) fn time(annotation: &Annotation) -> String {
    annotation.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// The bytes of an annotation's parts.
pub(super) fn parts(annotation: &Annotation) -> impl Iterator<Item = Range<usize>> {
    annotation.spans.iter().map(|s| s.start().byte()..s.end().byte())
}

/// Words, numbers and single signs of a text, in bytes, as UAX 29 has them, and cut at `edges` too. No token holds white
/// space or a control character; all else is in exactly one.
pub(super) fn tokens(text: &str, edges: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (at, piece) in text.split_word_bound_indices() {
        let mut start = None;
        for (inner, c) in piece.char_indices() {
            let byte = at + inner;
            let gap = c.is_whitespace() || c.is_control();
            if gap || edges.contains(&byte) {
                all.extend(start.take().map(|s| s..byte));
            }
            if !gap && start.is_none() {
                start = Some(byte);
            }
        }
        all.extend(start.map(|s| s..at + piece.len()));
    }
    all
}

/// Where wanted annotations of an article begin and end.
pub(super) fn edges<'a>(items: impl IntoIterator<Item = &'a Item<'a>>) -> BTreeSet<usize> {
    items.into_iter().flat_map(|item| parts(item.annotation)).flat_map(|part| [part.start, part.end]).collect()
}

/// Gives out names that no other thing has, whatever the case of letters.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name for a file: what a file system forbids becomes `_`, and a number makes it the only one.
    pub(super) fn file(&mut self, wish: &str) -> String {
        let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ') { c } else { '_' };
        let tidy: String = wish.chars().map(kept).collect();
        let tidy = tidy.trim_matches(['.', ' ']);
        let first = tidy.split('.').next().unwrap_or_default().to_lowercase();
        let device = matches!(first.as_str(), "con" | "prn" | "aux" | "nul")
            || first.len() == 4 && (first.starts_with("com") || first.starts_with("lpt"));
        self.only(if tidy.is_empty() || device { format!("_{tidy}") } else { tidy.to_owned() })
    }

    /// A name for a type: letters, digits, `-` and `_`; it begins with a letter.
    pub(super) fn word(&mut self, wish: &str) -> String {
        let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
        let tidy: String = wish.chars().map(kept).collect();
        let led = tidy.starts_with(|c: char| c.is_ascii_alphabetic());
        self.only(if led { tidy } else { format!("X{tidy}") })
    }

    fn only(&mut self, name: String) -> String {
        let mut told = name.clone();
        let mut number = 2;
        while !self.0.insert(told.to_lowercase()) {
            told = format!("{name}-{number}");
            number += 1;
        }
        told
    }
}

/// A name for each of some things, by their ids.
pub(super) fn words<'a>(ids: impl Iterator<Item = &'a str>, taken: &[&str]) -> BTreeMap<&'a str, String> {
    let mut names = Names::default();
    for name in taken {
        names.word(name);
    }
    ids.map(|id| (id, names.word(id))).collect()
}

/// `1 annotation`, `2 annotations`.
pub(super) fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// How often there is what formats tend to lose.
#[derive(Default)]
pub(super) struct Tally {
    /// Annotations.
    pub(super) annotations: usize,
    /// Those in several parts.
    pub(super) broken: usize,
    /// Attributes with a value.
    pub(super) attributes: usize,
    /// Annotations with a note.
    pub(super) notes: usize,
    /// Passages marked as noise.
    pub(super) noise: usize,
    /// Annotations of which a part begins or ends inside a word.
    pub(super) inside: usize,
}

impl Tally {
    /// Counts.
    pub(super) fn of(dataset: &Dataset<'_>) -> Self {
        let mut tally = Self::default();
        for document in dataset.documents() {
            tally.noise += document.article.noise.len();
            tally.annotations += document.items().len();
            for item in document.items() {
                tally.broken += usize::from(item.annotation.spans.len() > 1);
                tally.attributes += item.annotation.attributes.len();
                tally.notes += usize::from(!item.annotation.note.is_empty());
            }
        }
        tally
    }

    /// Counts, and looks for edges inside words too, which takes a while.
    pub(super) fn with_tokens(dataset: &Dataset<'_>) -> Self {
        let mut tally = Self::of(dataset);
        for document in dataset.documents() {
            let words = tokens(document.article.text.as_str(), &BTreeSet::new());
            let (starts, ends): (BTreeSet<_>, BTreeSet<_>) = words.into_iter().map(|w| (w.start, w.end)).unzip();
            let whole = |item: &&Item<'_>| {
                !parts(item.annotation).all(|part| starts.contains(&part.start) && ends.contains(&part.end))
            };
            tally.inside += document.items().iter().filter(whole).count();
        }
        tally
    }

    /// A sentence for what is not carried: how many, of what, and what becomes of them; nothing if there are none.
    pub(super) fn tell(losses: &mut Vec<String>, count: usize, what: &str, fate: &str) {
        if count > 0 {
            losses.push(format!("{} {fate}", many(count, what)));
        }
    }
}

/// Why a format that is its text cannot go without.
pub(super) fn needs_text(title: &str, dataset: &Dataset<'_>) -> Option<String> {
    (!dataset.options().text).then(|| {
        format!(
            "{title} holds the articles' texts, to which its offsets refer, and cannot go without. Leave --no-text out, or \
             take jsonl, csv, tables, xlsx or parquet"
        )
    })
}

/// The colour of a code as `#rrggbb`: its own, or one for its kind.
pub(super) fn colour(code: &Code) -> String {
    let Colour(r, g, b) = code.colour.unwrap_or(match code.kind {
        Kind::Claim => Colour(0x1f, 0x5f, 0xa8),
        Kind::Quote => Colour(0x2a, 0x7d, 0x4f),
        Kind::Opinion => Colour(0xb0, 0x4a, 0x2f),
        Kind::Plain => Colour(0x66, 0x66, 0x66),
    });
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// How an annotation came about: `hand`, `accepted RULE`, `imported FORMAT`.
pub(super) fn provenance(annotation: &Annotation) -> String {
    match &annotation.provenance {
        Provenance::Hand => "hand".to_owned(),
        Provenance::Accepted { rule } => format!("accepted {rule}"),
        Provenance::Imported { format } => format!("imported {format}"),
    }
}

/// The annotations that are wanted, for asking which statements have any.
pub(super) struct Wanted(HashSet<AnnotationId>);

impl Wanted {
    /// Gathers them.
    pub(super) fn of(dataset: &Dataset<'_>) -> Self {
        let ids = dataset.documents().flat_map(|d| d.items().iter().map(|i| i.annotation.id).collect::<Vec<_>>());
        Self(ids.collect())
    }

    /// Whether an annotation is wanted.
    pub(super) fn holds(&self, id: AnnotationId) -> bool {
        self.0.contains(&id)
    }

    /// The statements with a wanted member; none where the options want none.
    pub(super) fn statements<'a>(&'a self, dataset: &Dataset<'a>) -> impl Iterator<Item = &'a Statement> {
        let all = if dataset.options().statements { dataset.consensus().statements.as_slice() } else { &[] };
        all.iter().map(AsRef::as_ref).filter(|s| s.members.iter().any(|m| self.holds(m.place.annotation)))
    }
}
