//! Claims and quotes of all layers, read once each.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::model::{AnalystId, Annotation, AnnotationId, Article, ArticleId, Kind, Layer, Place, Project, Published};
use crate::text::{Lexicon, fold, words};

use super::features::{self, Features};
use super::hash;
use super::score::Site;
use super::values::{Context, fold_name};

/// A claim or quote with all that its words come to.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Where it is.
    pub place: Place,
    /// The annotation.
    pub annotation: Arc<Annotation>,
    /// Its code's kind: claim or quote.
    pub kind: Kind,
    /// Its words.
    pub text: Arc<str>,
    /// What the words come to.
    pub features: Features,
    /// Whom the article relies on, if told.
    pub source: Option<String>,
    /// The speaker or source, folded and hashed; 0 if not told.
    pub speaker: u64,
    /// Whether its certainty is `denied`.
    pub denied: bool,
    /// When its article was published.
    pub published: Option<NaiveDate>,
    /// The words of its article's language.
    pub lexicon: &'static Lexicon,
    /// Where it stands.
    pub site: Site,
    /// Its content without its place, hashed: marks of the same content are one node.
    pub content: u128,
}

impl Mark {
    fn read(article: &Article, analyst: &AnalystId, annotation: &Arc<Annotation>, kind: Kind) -> Self {
        let lexicon = Lexicon::of(&article.info.language);
        let text = annotation.words(&article.text);
        let whole = article.text.as_str();
        let context = Context { before: whole.get(..annotation.start()).unwrap_or_default(), article: whole };
        let features = features::read(&text, lexicon, context);
        let source = annotation
            .attribute(if kind == Kind::Quote { "speaker" } else { "source" })
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .map(str::to_owned);
        let speaker = source.as_deref().map_or(0, |s| speaker(s, lexicon));
        let mut digest = hash::Digest::new();
        digest.number(u64::from(kind == Kind::Quote));
        digest.number(speaker);
        for &word in features.words.iter() {
            digest.number(word);
        }
        for term in features.terms.iter() {
            digest.number(term.hash());
            digest.number(u64::from(term.part.to_bits()));
        }
        Self {
            place: Place { article: article.id.clone(), analyst: analyst.clone(), annotation: annotation.id },
            annotation: Arc::clone(annotation),
            kind,
            denied: annotation.attribute("certainty") == Some("denied"),
            site: Site {
                article: hash::word(article.id.as_str().as_bytes()),
                start: annotation.start(),
                end: annotation.end(),
            },
            content: digest.end(),
            published: Published::parse(&article.info.published).map(Published::day),
            lexicon,
            text: text.into(),
            features,
            source,
            speaker,
        }
    }
}

/// A person by the last word of the name, in one spelling.
pub(super) fn speaker(name: &str, lexicon: &Lexicon) -> u64 {
    let words = words(name, lexicon);
    let last = words.iter().rev().find(|w| w.form != "jr").map_or_else(|| fold(name), |w| fold_name(&w.form));
    hash::word(last.as_bytes())
}

/// One layer as it was read.
#[derive(Debug)]
struct Shelf {
    layer: Arc<Layer>,
    marks: Vec<Arc<Mark>>,
}

/// All marks of a project. Layers and annotations that have not changed are not read again.
#[derive(Debug, Default)]
pub(super) struct Marks {
    shelves: BTreeMap<(ArticleId, AnalystId), Shelf>,
    articles: HashMap<ArticleId, Arc<Article>>,
    kinds: HashMap<crate::model::CodeId, Kind>,
}

impl Marks {
    /// Brings the marks up to a project; they come by article, then place in the text, then id and analyst.
    pub(super) fn read(&mut self, project: &Project) -> Vec<Arc<Mark>> {
        let codebook = project.codebook();
        let kinds: HashMap<_, _> = codebook.codes.iter().map(|c| (c.id.clone(), c.kind)).collect();
        if kinds != self.kinds {
            self.shelves.clear();
            self.kinds = kinds;
        }
        let mut old = std::mem::take(&mut self.shelves);
        let mut wanted = Vec::new();
        for (article_id, analyst, layer) in project.layers() {
            let Some(article) = project.article(article_id) else { continue };
            let key = (article_id.clone(), analyst.clone());
            let known = self.articles.get(article_id).is_some_and(|a| {
                let info = |a: &Article| (a.sha256.clone(), a.info.language.clone(), a.info.published.clone());
                Arc::ptr_eq(a, article) || info(a) == info(article)
            });
            let before = old.remove(&key).filter(|_| known);
            wanted.push((key, article, layer, before));
        }
        type Wanted<'a> = ((ArticleId, AnalystId), &'a Arc<Article>, &'a Arc<Layer>, Option<Shelf>);
        let shelve = |(key, article, layer, before): Wanted<'_>| {
            let analyst = &key.1;
            let shelf = match before {
                Some(shelf) if Arc::ptr_eq(&shelf.layer, layer) => shelf,
                before => self.shelve(article, analyst, layer, before),
            };
            (key, shelf)
        };
        self.shelves = wanted.into_par_iter().map(shelve).collect::<Vec<_>>().into_iter().collect();
        let mut all: Vec<Arc<Mark>> = self.shelves.values().flat_map(|s| s.marks.iter().cloned()).collect();
        self.articles = project.articles().map(|a| (a.id.clone(), Arc::clone(a))).collect();
        all.sort_by(|a, b| order(a).cmp(&order(b)));
        all
    }

    fn shelve(&self, article: &Article, analyst: &AnalystId, layer: &Arc<Layer>, before: Option<Shelf>) -> Shelf {
        let known: HashMap<AnnotationId, Arc<Mark>> =
            before.into_iter().flat_map(|s| s.marks).map(|m| (m.place.annotation, m)).collect();
        let mut marks = Vec::new();
        for annotation in layer.annotations() {
            let kind = self.kinds.get(&annotation.code).copied().unwrap_or(Kind::Plain);
            if !matches!(kind, Kind::Claim | Kind::Quote) {
                continue;
            }
            let mark = known
                .get(&annotation.id)
                .filter(|m| Arc::ptr_eq(&m.annotation, annotation))
                .map_or_else(|| Arc::new(Mark::read(article, analyst, annotation, kind)), Arc::clone);
            marks.push(mark);
        }
        Shelf { layer: Arc::clone(layer), marks }
    }
}

fn order(mark: &Mark) -> (&ArticleId, usize, usize, AnnotationId, &AnalystId) {
    (&mark.place.article, mark.site.start, mark.site.end, mark.place.annotation, &mark.place.analyst)
}
