//! The articles in the order in which they were added, and which of them hold certain words.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Article, ArticleId, Project};

/// An article of the roll.
#[derive(Clone, Debug)]
struct Row {
    article: Arc<Article>,
    /// Id, outlet, title and author in small letters, apart.
    words: String,
}

/// The articles of a project, kept from frame to frame. Only articles that have changed are read again.
///
/// [`super::state::Desk::refresh`] brings the one of the desk up to date. `desk.roll.matching(words)` is found once for
/// the same words and articles, and is cheap to keep: a list of 10,000 is filtered when somebody types, not in each
/// frame. [`Roll::version`] changes whenever an article has, for those who keep an order of their own.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    revision: Option<u64>,
    version: u64,
    rows: Vec<Row>,
    ids: Arc<Vec<ArticleId>>,
    matching: Option<(u64, String, Arc<Vec<Arc<Article>>>)>,
}

impl Roll {
    /// Brings the roll up to a project at a revision of its timeline; does nothing at the revision of before.
    pub fn update(&mut self, revision: u64, project: &Project) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        // The rows stand in another order than the project's articles; most revisions change no article.
        let same = self.rows.len() == project.articles().len()
            && self.rows.iter().all(|r| project.article(&r.article.id).is_some_and(|a| Arc::ptr_eq(a, &r.article)));
        if same {
            return;
        }
        self.version += 1;
        let mut old: HashMap<ArticleId, Row> =
            std::mem::take(&mut self.rows).into_iter().map(|row| (row.article.id.clone(), row)).collect();
        self.rows = project
            .articles()
            .map(|article| match old.remove(&article.id) {
                Some(row) if Arc::ptr_eq(&row.article, article) => row,
                _ => Row { words: words(article), article: article.clone() },
            })
            .collect();
        self.rows.sort_by(|a, b| (a.article.added, &a.article.id).cmp(&(b.article.added, &b.article.id)));
        self.ids = Arc::new(self.rows.iter().map(|r| r.article.id.clone()).collect());
    }

    /// The ids in the order in which the articles were added.
    pub fn ids(&self) -> &Arc<Vec<ArticleId>> {
        &self.ids
    }

    /// Another number whenever an article has come, gone or changed.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The articles with certain words in id, outlet, title or author, in whatever case; all for no words.
    pub fn matching(&mut self, wanted: &str) -> Arc<Vec<Arc<Article>>> {
        let wanted = wanted.trim().to_lowercase();
        if let Some((version, words, found)) = &self.matching
            && *version == self.version
            && *words == wanted
        {
            return found.clone();
        }
        let fits = |row: &&Row| wanted.is_empty() || row.words.contains(&wanted);
        let found = Arc::new(self.rows.iter().filter(fits).map(|r| r.article.clone()).collect::<Vec<_>>());
        self.matching = Some((self.version, wanted, found.clone()));
        found
    }
}

fn words(article: &Article) -> String {
    let info = &article.info;
    // What nobody can type keeps the fields apart.
    [article.id.as_str(), &info.outlet, &info.title, &info.author].join("\n").to_lowercase()
}
