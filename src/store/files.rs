//! The words of the project's files.
//!
//! Every file begins with its format version and ends in a line feed. Order is fixed: annotations by their place in
//! the text, decisions by id, articles' and analysts' ids by themselves.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::{FORMAT, StoreError, notation};
use crate::model::{
    Analyst, AnalystId, Article, ArticleId, Codebook, Decision, Info, Layer, Progress, Project, Rejection, Source, Time,
};
use crate::text::{Anchor, FrozenText};

/// `project.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "project")]
pub(super) struct ProjectFile {
    pub format: u32,
    pub title: String,
    #[serde(default)]
    pub event: String,
    pub codebook: Codebook,
    /// Canonical name -> its other spellings.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Vec<String>>,
    pub analysts: Vec<Analyst>,
    pub checkpoint: Checkpoint,
}

/// How much of the histories the files hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "checkpoint")]
pub(super) struct Checkpoint {
    /// Counts the project's checkpoints.
    pub number: u64,
    /// The latest time among the entries.
    pub newest: Time,
    pub histories: BTreeMap<AnalystId, Reach>,
    /// What the files hold, to notice one that is missing; zero if not told.
    #[serde(default)]
    pub counts: Counts,
}

/// How much a project's files hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "counts")]
pub(super) struct Counts {
    pub articles: usize,
    /// Layers with annotations, rejections or progress.
    pub layers: usize,
    pub annotations: usize,
    #[serde(default)]
    pub rejected: usize,
    pub decisions: usize,
}

impl Counts {
    pub(super) fn of(project: &Project) -> Self {
        let layers = project.layers().filter(|(.., l)| !l.is_blank());
        Self {
            articles: project.articles().len(),
            layers: layers.count(),
            annotations: project.layers().map(|(.., l)| l.annotations().len()).sum(),
            rejected: project.layers().map(|(.., l)| l.rejected().len()).sum(),
            decisions: project.decisions().count(),
        }
    }

    /// Whether any count is lower than in `other`.
    pub(super) fn fall_short_of(&self, other: &Self) -> bool {
        self.articles < other.articles
            || self.layers < other.layers
            || self.annotations < other.annotations
            || self.rejected < other.rejected
            || self.decisions < other.decisions
    }
}

/// How much of a history the files hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "history")]
pub(super) struct Reach {
    /// Number of the last entry.
    pub entries: u64,
    /// Where that entry is: its line, counted from 1, and the offset of the line's first byte. Only a hint.
    pub line: usize,
    pub byte: u64,
}

/// `articles/<article>.ron`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "article")]
pub(super) struct ArticleFile {
    pub format: u32,
    pub id: ArticleId,
    pub sha256: String,
    pub info: Info,
    #[serde(default)]
    pub noise: Vec<Anchor>,
    #[serde(default)]
    pub settled: bool,
    #[serde(default)]
    pub source: Source,
    pub added: Time,
}

/// `annotations/<analyst>/<article>.ron` with the annotations as `A`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "annotations")]
pub(super) struct LayerFile<A> {
    pub format: u32,
    pub article: ArticleId,
    pub analyst: AnalystId,
    pub progress: Progress,
    #[serde(default = "Vec::new")]
    pub annotations: Vec<A>,
    #[serde(default)]
    pub rejected: Vec<Rejection<Anchor>>,
}

/// `decisions/<analyst>.ron` with the decisions as `D`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "decisions")]
pub(super) struct DecisionsFile<D> {
    pub format: u32,
    pub analyst: AnalystId,
    #[serde(default = "Vec::new")]
    pub decisions: Vec<D>,
}

/// The first line of a history.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "history")]
pub(super) struct HistoryHead {
    pub format: u32,
    pub analyst: AnalystId,
}

type Written = Result<Vec<u8>, ron::Error>;

pub(super) fn project(file: &ProjectFile) -> Written {
    notation::pretty(file, 3).map(|s| (s + "\n").into_bytes())
}

pub(super) fn article(article: &Article) -> Written {
    let draft = article.draft();
    let file = ArticleFile {
        format: FORMAT,
        id: draft.id,
        sha256: article.sha256.clone(),
        info: draft.info,
        noise: draft.noise,
        settled: draft.settled,
        source: draft.source,
        added: draft.added,
    };
    notation::pretty(&file, 2).map(|s| (s + "\n").into_bytes())
}

pub(super) fn layer(article: &ArticleId, analyst: &AnalystId, layer: &Layer, text: &FrozenText) -> Written {
    let mut out = format!("(\n    format: {FORMAT},\n");
    for (name, value) in [
        ("article", notation::compact(article)?),
        ("analyst", notation::compact(analyst)?),
        ("progress", notation::compact(&layer.progress())?),
    ] {
        let _ = writeln!(out, "    {name}: {value},");
    }
    list(&mut out, "annotations", layer.annotations().iter().map(|a| notation::pretty(&a.draft(text), 0)))?;
    if !layer.rejected().is_empty() {
        list(&mut out, "rejected", layer.rejected().iter().map(|r| notation::pretty(&r.draft(text), 0)))?;
    }
    Ok(closed(out))
}

pub(super) fn decisions<'a>(analyst: &AnalystId, decisions: impl Iterator<Item = &'a Decision>) -> Written {
    let mut out = format!("(\n    format: {FORMAT},\n    analyst: {},\n", notation::compact(analyst)?);
    list(&mut out, "decisions", decisions.map(|d| notation::pretty(d, 0)))?;
    Ok(closed(out))
}

/// One item a line, so that one more item is one more line.
fn list(
    out: &mut String,
    name: &str,
    items: impl Iterator<Item = Result<String, ron::Error>>,
) -> Result<(), ron::Error> {
    let _ = writeln!(out, "    {name}: [");
    for item in items {
        let _ = writeln!(out, "        {},", item?);
    }
    out.push_str("    ],\n");
    Ok(())
}

fn closed(mut out: String) -> Vec<u8> {
    out.push_str(")\n");
    out.into_bytes()
}

/// Names the file in an error of the RON writer.
pub(super) fn named(file: &str, written: Written) -> Result<Vec<u8>, StoreError> {
    written.map_err(|error| StoreError::Notation { file: file.to_owned(), error })
}
