//! What both forms of the report show, gathered once.

use std::collections::{BTreeMap, HashMap};

use crate::consensus::{
    Consensus, Coverage, Gap, Share, Slot, Sourcing, Standing, Statement, coverage, left_out, opinion_shares, sourcing,
};
use crate::model::{Article, ArticleId, Kind, Progress, Project};
use crate::text::{paragraph_at, sentences};

/// Cells of the matrix that a report shows at most; a page of more than that no browser prints.
const CELLS: usize = 200_000;

/// A project, its statements, and the figures about outlets.
pub(super) struct Report<'a> {
    pub project: &'a Project,
    pub consensus: &'a Consensus,
    /// The outlets in order of name, with their articles.
    pub outlets: Vec<(&'a str, Vec<&'a Article>)>,
    pub articles: HashMap<&'a ArticleId, &'a Article>,
    /// For each statement on whom it rests.
    pub sourcing: Vec<Sourcing>,
    pub shares: Vec<Share>,
    pub coverage: Coverage,
    pub gaps: BTreeMap<String, Vec<Gap>>,
    /// Statements that are shown; all but in very large projects.
    pub shown: usize,
}

impl<'a> Report<'a> {
    pub fn new(project: &'a Project, consensus: &'a Consensus) -> Self {
        let mut outlets: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
        for article in project.articles() {
            outlets.entry(article.outlet()).or_default().push(article);
        }
        let shown = consensus.statements.len().min((CELLS / outlets.len().max(1)).max(1));
        Self {
            project,
            consensus,
            outlets: outlets.into_iter().collect(),
            articles: project.articles().map(|a| (&a.id, a.as_ref())).collect(),
            sourcing: consensus.statements.iter().map(|s| sourcing(project, s)).collect(),
            shares: opinion_shares(project),
            coverage: coverage(project, consensus),
            gaps: left_out(project, consensus),
            shown,
        }
    }

    /// The statements that are shown, with their numbers from 1.
    pub fn statements(&self) -> impl Iterator<Item = (usize, &'a Statement)> + use<'a> {
        self.consensus.statements.iter().take(self.shown).enumerate().map(|(at, s)| (at + 1, s.as_ref()))
    }

    /// How many statements stand so.
    pub fn standing(&self, standing: Standing) -> usize {
        self.consensus.statements.iter().filter(|s| s.standing == standing).count()
    }

    /// Annotations of a kind, whoever made them.
    pub fn annotations(&self, kind: Kind) -> usize {
        let codebook = self.project.codebook();
        let of =
            |layer: &crate::model::Layer| layer.annotations().iter().filter(|a| codebook.kind(&a.code) == kind).count();
        self.project.layers().map(|(_, _, layer)| of(layer)).sum()
    }

    /// Articles that somebody has read to the end.
    pub fn read(&self) -> usize {
        self.project.articles().filter(|a| self.project.progress(&a.id) == Progress::Done).count()
    }

    /// Who published an article.
    pub fn outlet(&self, id: &'a ArticleId) -> &'a str {
        self.articles.get(id).map_or(id.as_str(), |a| a.outlet())
    }

    /// The language of an article, empty if nobody knows.
    pub fn language(&self, id: &ArticleId) -> &'a str {
        self.articles.get(id).map_or("", |a| a.info.language.as_str())
    }

    /// The sentence in which something stands, so that a reader sees what is said there.
    pub fn sentence(&self, id: &ArticleId, start: usize) -> &'a str {
        let Some(article) = self.articles.get(id) else { return "" };
        let paragraph = paragraph_at(&article.text, start);
        let text = article.text.as_str().get(paragraph.clone()).unwrap_or_default();
        let inside = sentences(text).into_iter().find(|s| paragraph.start + s.end > start);
        inside.and_then(|s| text.get(s)).unwrap_or(text)
    }

    /// Statements with a difference in a value, and of these those with a hard one.
    pub fn differing(&self) -> (usize, usize) {
        let valued = |s: &&std::sync::Arc<Statement>| s.differences.iter().any(|d| d.slot != Slot::Wording);
        let hard = |s: &&std::sync::Arc<Statement>| s.differences.iter().any(crate::consensus::Difference::conflicting);
        (self.consensus.statements.iter().filter(valued).count(), self.consensus.statements.iter().filter(hard).count())
    }
}
