//! The whole of what analysts know.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::shards::Shards;
use super::{
    AnalystId, Annotation, AnnotationId, Article, ArticleId, Codebook, Decision, DecisionId, Layer, Place, Progress,
    names::Names,
};

/// Somebody who codes articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Analyst {
    /// The name in files.
    pub id: AnalystId,
    /// The name on the screen.
    pub name: String,
}

/// A project. Cloning is cheap: articles, layers and annotations are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    pub(super) title: String,
    pub(super) event: String,
    pub(super) codebook: Arc<Codebook>,
    pub(super) names: Arc<Names>,
    pub(super) analysts: BTreeMap<AnalystId, Analyst>,
    pub(super) articles: BTreeMap<ArticleId, Arc<Article>>,
    pub(super) layers: BTreeMap<(ArticleId, AnalystId), Arc<Layer>>,
    pub(super) decisions: BTreeMap<DecisionId, Arc<Decision>>,
    /// The articles of all annotations in `layers`: so that they are found, and no id is given twice.
    pub(super) marked: Shards<ArticleId>,
}

impl Project {
    /// The title of a project that has not been given one. A title is never blank: [`super::Edit::SetTitle`] could not
    /// bring such a one back.
    pub const UNTITLED: &str = "Untitled";

    /// A project without articles. A blank title becomes [`Project::UNTITLED`].
    pub fn new(title: &str, codebook: Codebook) -> Self {
        Self {
            title: if title.trim().is_empty() { Self::UNTITLED } else { title }.to_owned(),
            event: String::new(),
            codebook: Arc::new(codebook),
            names: Arc::default(),
            analysts: BTreeMap::new(),
            articles: BTreeMap::new(),
            layers: BTreeMap::new(),
            decisions: BTreeMap::new(),
            marked: Shards::default(),
        }
    }

    /// What the project is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The event that the articles report, in words.
    pub fn event(&self) -> &str {
        &self.event
    }

    /// The codes and attributes.
    pub fn codebook(&self) -> &Arc<Codebook> {
        &self.codebook
    }

    /// The persons and bodies whose names are spelled in several ways: the canonical name -> the other spellings.
    pub fn names(&self) -> &BTreeMap<String, Vec<String>> {
        self.names.entries()
    }

    /// The canonical name for a spelling, or the spelling itself if it is in no entry. Case and the way an accent is
    /// written do not count.
    pub fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        self.names.canonical(name)
    }

    /// The analysts, by id.
    pub fn analysts(&self) -> impl Iterator<Item = &Analyst> {
        self.analysts.values()
    }

    /// An analyst.
    pub fn analyst(&self, id: &AnalystId) -> Option<&Analyst> {
        self.analysts.get(id)
    }

    /// The articles by id.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Arc<Article>> {
        self.articles.values()
    }

    /// An article.
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(id)
    }

    /// The layers by article, then analyst.
    pub fn layers(&self) -> impl Iterator<Item = (&ArticleId, &AnalystId, &Arc<Layer>)> {
        self.layers.iter().map(|((article, analyst), layer)| (article, analyst, layer))
    }

    /// An analyst's work on an article, if there is any.
    pub fn layer(&self, article: &ArticleId, analyst: &AnalystId) -> Option<&Arc<Layer>> {
        self.layers.get(&(article.clone(), analyst.clone()))
    }

    /// All analysts' work on an article, by analyst.
    pub fn layers_of<'a>(&'a self, article: &'a ArticleId) -> impl Iterator<Item = (&'a AnalystId, &'a Arc<Layer>)> {
        let first = AnalystId::lossy("", "\u{0}");
        self.layers
            .range((article.clone(), first)..)
            .take_while(move |((a, _), _)| a == article)
            .map(|((_, analyst), layer)| (analyst, layer))
    }

    /// How far anybody has read an article: the furthest of all analysts.
    pub fn progress(&self, article: &ArticleId) -> Progress {
        self.layers_of(article).map(|(_, l)| l.progress()).max().unwrap_or_default()
    }

    /// The annotation at a place.
    pub fn annotation(&self, place: &Place) -> Option<&Arc<Annotation>> {
        self.layer(&place.article, &place.analyst)?.get(place.annotation)
    }

    /// Looks everywhere for an annotation.
    pub fn find(&self, id: AnnotationId) -> Option<(Place, &Arc<Annotation>)> {
        let article = self.marked.get(id)?;
        self.layers_of(article).find_map(|(analyst, layer)| {
            let found = layer.get(id)?;
            Some((Place { article: article.clone(), analyst: analyst.clone(), annotation: id }, found))
        })
    }

    /// The decisions, oldest first.
    pub fn decisions(&self) -> impl Iterator<Item = &Arc<Decision>> {
        self.decisions.values()
    }

    /// A decision.
    pub fn decision(&self, id: DecisionId) -> Option<&Arc<Decision>> {
        self.decisions.get(&id)
    }
}
