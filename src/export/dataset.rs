//! A project as far as it is wanted.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::consensus::Consensus;
use crate::model::{AnalystId, Annotation, Article, ArticleId, CodeId, Kind, Project};
use crate::text::Offsets;

use super::Format;

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points: Python, brat, W3C.
    CodePoint,
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: Java, JavaScript, Windows.
    Utf16,
}

impl Unit {
    /// The word for it: `codepoint`, `utf8`, `utf16`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CodePoint => "codepoint",
            Self::Utf8 => "utf8",
            Self::Utf16 => "utf16",
        }
    }

    /// The unit that a word names.
    pub fn named(word: &str) -> Option<Self> {
        [Self::CodePoint, Self::Utf8, Self::Utf16].into_iter().find(|unit| unit.as_str() == word)
    }
}

/// What of a project is wanted, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What offsets count.
    pub offsets: Unit,
    /// Whether the articles' texts and the annotations' words are told, or only hashes and lengths.
    pub text: bool,
    /// Whether statements are told where the format can.
    pub statements: bool,
    /// The articles; none is all.
    pub articles: Option<BTreeSet<ArticleId>>,
    /// The analysts; none is all.
    pub analysts: Option<BTreeSet<AnalystId>>,
    /// The codes; none is all.
    pub codes: Option<BTreeSet<CodeId>>,
}

impl Options {
    /// All of a project, in the usual unit of a format.
    pub fn of(format: Format) -> Self {
        let offsets = format.about().units.first().copied().unwrap_or(Unit::CodePoint);
        Self { offsets, text: true, statements: true, articles: None, analysts: None, codes: None }
    }
}

/// A project as far as it is wanted. Documents come by article id; their annotations by first start, last end, analyst, id.
#[derive(Debug)]
pub struct Dataset<'a> {
    project: &'a Project,
    consensus: &'a Consensus,
    options: Options,
}

/// An article with the annotations on it that are wanted.
#[derive(Debug)]
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    offsets: Offsets<'a>,
    unit: Unit,
    items: Vec<Item<'a>>,
}

/// An annotation and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Whose.
    pub analyst: &'a AnalystId,
    /// What.
    pub annotation: &'a Arc<Annotation>,
}

impl<'a> Dataset<'a> {
    /// What the options want of a project.
    pub fn new(project: &'a Project, consensus: &'a Consensus, options: &Options) -> Self {
        Self { project, consensus, options: options.clone() }
    }

    /// The project, all of it.
    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// The statements; of no use where the options want none.
    pub fn consensus(&self) -> &'a Consensus {
        self.consensus
    }

    /// What is wanted.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The kind of an annotation.
    pub fn kind(&self, annotation: &Annotation) -> Kind {
        self.project.codebook().kind(&annotation.code)
    }

    /// The name of an annotation's code.
    pub fn code_name(&self, annotation: &'a Annotation) -> &'a str {
        self.project.codebook().code(&annotation.code).map_or(annotation.code.as_str(), |code| &code.name)
    }

    /// The name of an analyst.
    pub fn analyst_name(&self, id: &'a AnalystId) -> &'a str {
        self.project.analyst(id).map_or(id.as_str(), |analyst| &analyst.name)
    }

    /// The articles that are wanted, each gathered when it is asked for.
    pub fn documents(&self) -> impl Iterator<Item = Document<'a>> + use<'a, '_> {
        let wanted =
            |article: &&Arc<Article>| self.options.articles.as_ref().is_none_or(|ids| ids.contains(&article.id));
        self.project.articles().filter(wanted).map(|article| self.document(article))
    }

    fn document(&self, article: &'a Article) -> Document<'a> {
        let analyst = |id: &AnalystId| self.options.analysts.as_ref().is_none_or(|ids| ids.contains(id));
        let code = |id: &CodeId| self.options.codes.as_ref().is_none_or(|ids| ids.contains(id));
        let items = super::places::in_order(self.project, article)
            .into_iter()
            .filter(|(who, annotation)| analyst(who) && code(&annotation.code))
            .map(|(analyst, annotation)| Item { analyst, annotation });
        Document {
            article,
            offsets: Offsets::new(article.text.as_str()),
            unit: self.options.offsets,
            items: items.collect(),
        }
    }
}

impl<'a> Document<'a> {
    /// The annotations that are wanted.
    pub fn items(&self) -> &[Item<'a>] {
        &self.items
    }

    /// Where offsets in any unit come from.
    pub fn offsets(&self) -> &Offsets<'a> {
        &self.offsets
    }

    /// A byte of the text as an offset in the unit that is wanted.
    pub fn at(&self, byte: usize) -> usize {
        match self.unit {
            Unit::CodePoint => self.offsets.code_points(byte),
            Unit::Utf8 => byte,
            Unit::Utf16 => self.offsets.utf16_units(byte),
        }
    }

    /// A byte of the text in code points.
    pub fn points(&self, byte: usize) -> usize {
        self.offsets.code_points(byte)
    }

    /// The words from an annotation's first start to its last end.
    pub fn words(&self, annotation: &Annotation) -> &'a str {
        super::places::words(self.article, annotation)
    }

    /// The parts of an annotation, in the unit that is wanted.
    pub fn parts(&self, annotation: &Annotation) -> Vec<[usize; 2]> {
        annotation.spans.iter().map(|s| [self.at(s.start().byte()), self.at(s.end().byte())]).collect()
    }
}
