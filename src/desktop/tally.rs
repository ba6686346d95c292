//! How much there is: annotations and progress of each article and of the whole, kept from frame to frame.

use std::collections::{BTreeSet, HashMap};

use super::held::Held;
use crate::model::{ArticleId, Progress, Project};

/// What has been done on an article, by all analysts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many annotations it has.
    pub annotations: usize,
    /// How far anybody has read it.
    pub progress: Progress,
}

/// Counts of a project. Only articles with a layer that has changed are counted again.
///
/// [`super::state::Desk::refresh`] brings the one of the desk up to date before the views are drawn, so that a view
/// asks `desk.tally.of(&article.id)` for a row, and `annotations()` and `done()` for the whole, at the cost of a
/// look-up, however large the project is.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    revision: Option<u64>,
    held: Held,
    counts: HashMap<ArticleId, Count>,
    annotations: usize,
    done: usize,
}

impl Tally {
    /// Brings the counts up to a project at a revision of its timeline; does nothing at the revision of before.
    pub fn update(&mut self, revision: u64, project: &Project) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        let changed: BTreeSet<ArticleId> = self.held.update(project).into_iter().map(|c| c.article).collect();
        for article in changed {
            let now = Count {
                annotations: project.layers_of(&article).map(|(_, l)| l.annotations().len()).sum(),
                progress: project.progress(&article),
            };
            let old = self.of(&article);
            self.annotations = self.annotations + now.annotations - old.annotations;
            self.done += usize::from(now.progress == Progress::Done);
            self.done -= usize::from(old.progress == Progress::Done);
            if now == Count::default() {
                self.counts.remove(&article);
            } else {
                self.counts.insert(article, now);
            }
        }
    }

    /// What has been done on an article.
    pub fn of(&self, article: &ArticleId) -> Count {
        self.counts.get(article).copied().unwrap_or_default()
    }

    /// All annotations.
    pub fn annotations(&self) -> usize {
        self.annotations
    }

    /// How many articles have been read to the end.
    pub fn done(&self) -> usize {
        self.done
    }
}
