//! The articles in the order in which they were added.

use std::sync::Arc;

use crate::model::{Article, ArticleId, Project};

/// The articles of a project, kept from frame to frame: gathered anew only if one of them has come, gone or changed.
///
/// [`super::state::Desk::refresh`] brings the one of the desk up to date. [`Roll::version`] changes whenever an article
/// has, for those who keep an order of their own, as the article list does.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    revision: Option<u64>,
    version: u64,
    articles: Vec<Arc<Article>>,
    ids: Arc<Vec<ArticleId>>,
}

impl Roll {
    /// Brings the roll up to a project at a revision of its timeline; does nothing at the revision of before.
    pub fn update(&mut self, revision: u64, project: &Project) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        // The roll stands in another order than the project's articles; most revisions change no article.
        let same = self.articles.len() == project.articles().len()
            && self.articles.iter().all(|a| project.article(&a.id).is_some_and(|now| Arc::ptr_eq(a, now)));
        if same {
            return;
        }
        self.version += 1;
        self.articles = project.articles().cloned().collect();
        self.articles.sort_by(|a, b| (a.added, &a.id).cmp(&(b.added, &b.id)));
        self.ids = Arc::new(self.articles.iter().map(|a| a.id.clone()).collect());
    }

    /// The ids in the order in which the articles were added.
    pub fn ids(&self) -> &Arc<Vec<ArticleId>> {
        &self.ids
    }

    /// Another number whenever an article has come, gone or changed.
    pub fn version(&self) -> u64 {
        self.version
    }
}
