#![doc = include_str!("consensus.md")]

mod said;
mod table;

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::consensus::{Consensus, Passage, Rule, method};
use crate::model::{ArticleId, Project};
use crate::text::Offsets;

pub use table::write_consensus_csv;

/// The version of the shape.
const VERSION: u32 = 2;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    project: Title<'a>,
    method: Vec<Threshold>,
    articles: Vec<Heard<'a>>,
    statements: Vec<said::Said<'a>>,
    sharing: Shared<'a>,
}

#[derive(Serialize)]
struct Title<'a> {
    title: &'a str,
}

#[derive(Serialize)]
struct Threshold {
    name: String,
    value: String,
    meaning: String,
}

#[derive(Serialize)]
struct Heard<'a> {
    id: &'a str,
    outlet: &'a str,
    title: &'a str,
    progress: &'static str,
    published: &'a str,
    language: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Shared<'a> {
    passages: Vec<Pair<'a>>,
    agencies: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Pair<'a> {
    /// Who has it from the other.
    a: Piece<'a>,
    b: Piece<'a>,
    share: f32,
}

#[derive(Serialize)]
struct Piece<'a> {
    article: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    #[serde(flatten)]
    at: Piece<'a>,
}

/// Writes all statements as one JSON document, indented. Offsets are code points.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_consensus_json(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let articles = project.articles().map(|article| Heard {
        id: article.id.as_str(),
        outlet: article.outlet(),
        title: &article.info.title,
        progress: project.progress(&article.id).as_str(),
        published: &article.info.published,
        language: &article.info.language,
        sha256: &article.sha256,
    });
    let texts = Texts(project.articles().map(|a| (&a.id, (a.text.as_str(), Offsets::new(a.text.as_str())))).collect());
    let rules = method(project).into_iter();
    let sharing = &consensus.sharing;
    let agencies = sharing.agencies.iter().map(|(id, range, name)| Named { name, at: texts.piece(id, range) });
    let document = Document {
        version: VERSION,
        project: Title { title: project.title() },
        method: rules.map(|Rule { name, value, meaning }| Threshold { name, value, meaning }).collect(),
        articles: articles.collect(),
        statements: consensus.statements.iter().map(|s| said::said(project, consensus, s, &texts)).collect(),
        sharing: Shared {
            passages: sharing.passages.iter().map(|p| pair(p, &texts)).collect(),
            agencies: agencies.collect(),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn pair<'a>(passage: &'a Passage, texts: &Texts<'a>) -> Pair<'a> {
    let piece = |(id, range): &'a (ArticleId, std::ops::Range<usize>)| texts.piece(id, range);
    Pair { a: piece(&passage.a), b: piece(&passage.b), share: passage.share }
}

/// The texts of a project, in which bytes are counted as code points.
struct Texts<'a>(HashMap<&'a ArticleId, (&'a str, Offsets<'a>)>);

impl<'a> Texts<'a> {
    fn points(&self, article: &ArticleId, byte: usize) -> usize {
        self.0.get(article).map_or(0, |(_, offsets)| offsets.code_points(byte))
    }

    fn words(&self, article: &ArticleId, bytes: std::ops::Range<usize>) -> Option<&'a str> {
        self.0.get(article).and_then(|(text, _)| text.get(bytes))
    }

    fn piece(&self, article: &'a ArticleId, bytes: &std::ops::Range<usize>) -> Piece<'a> {
        Piece {
            article: article.as_str(),
            start: self.points(article, bytes.start),
            end: self.points(article, bytes.end),
            text: self.words(article, bytes.clone()).unwrap_or_default(),
        }
    }
}
