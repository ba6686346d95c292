//! What only the files know, when a project is made anew from its histories.

use std::collections::BTreeSet;

use super::{Problem, check, layout};
use crate::model::{AnalystId, AnnotationId, ArticleId, DecisionId, Edit, Progress, Project, Rejection};
use crate::text::Anchor;

/// What histories have ever brought into a project, whether it is still there or not.
#[derive(Debug, Default)]
pub(super) struct Told {
    articles: BTreeSet<ArticleId>,
    annotations: BTreeSet<AnnotationId>,
    decisions: BTreeSet<DecisionId>,
    rejected: BTreeSet<(ArticleId, AnalystId, Rejection<Anchor>)>,
}

impl Told {
    /// Notes what an edit brings.
    pub(super) fn note(&mut self, edit: &Edit) {
        match edit {
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.note(edit)),
            Edit::AddArticle(article) => drop(self.articles.insert(article.id.clone())),
            Edit::Annotate { annotation, .. } => drop(self.annotations.insert(annotation.id)),
            Edit::Decide(decision) => drop(self.decisions.insert(decision.id)),
            Edit::Reject { article, analyst, proposal } => {
                self.rejected.insert((article.clone(), analyst.clone(), proposal.clone()));
            }
            _ => {}
        }
    }
}

/// Adds to `project`, which comes from the histories alone, what the files have and the histories never told: a
/// history may be short without showing it.
pub(super) fn add_untold(project: &mut Project, files: &Project, told: &Told) {
    let mut edits: Vec<Edit> = files.analysts().cloned().map(Edit::AddAnalyst).collect();
    let articles = files.articles().filter(|a| !told.articles.contains(&a.id));
    edits.extend(articles.map(|a| Edit::AddArticle(Box::new(a.draft()))));
    for (article, analyst, layer) in files.layers() {
        let Some(text) = files.article(article).map(|a| &a.text) else { continue };
        let (article, analyst) = (article.clone(), analyst.clone());
        if project.layer(&article, &analyst).is_none() && layer.progress() != Progress::Unread {
            let (article, analyst) = (article.clone(), analyst.clone());
            edits.push(Edit::SetProgress { article, analyst, progress: layer.progress() });
        }
        let untold = layer.annotations().iter().filter(|a| !told.annotations.contains(&a.id));
        edits.extend(untold.map(|a| Edit::Annotate {
            article: article.clone(),
            analyst: analyst.clone(),
            annotation: Box::new(a.draft(text)),
        }));
        let rejected = layer.rejected().iter().map(|r| (article.clone(), analyst.clone(), r.draft(text)));
        let untold = rejected.filter(|r| !told.rejected.contains(r));
        edits.extend(untold.map(|(article, analyst, proposal)| Edit::Reject { article, analyst, proposal }));
    }
    let decisions = files.decisions().filter(|d| !told.decisions.contains(&d.id));
    edits.extend(decisions.map(|d| Edit::Decide(d.as_ref().clone())));
    for edit in edits {
        // What is there already is refused; what cannot be taken stays in its file, of which a copy is kept.
        let _ = project.apply(&edit);
    }
}

/// Marks the files that a rebuilt project replaces or takes away, so that copies of them are kept, and tells of those
/// that go.
pub(super) fn keep(files: &Project, now: &Project, damaged: &mut BTreeSet<String>, problems: &mut Vec<Problem>) {
    let articles = files.articles().filter(|a| now.article(&a.id).is_none());
    let articles = articles.flat_map(|a| [layout::article(&a.id), layout::text(&a.id)]);
    let layers = files.layers().filter(|(article, analyst, _)| now.layer(article, analyst).is_none());
    let gone: Vec<String> =
        articles.chain(layers.map(|(article, analyst, _)| layout::layer(article, analyst))).collect();
    for file in gone {
        let what = "by the history, what this file holds was removed from the project";
        let remedy =
            "Nothing to do if that is so: before the file goes, a copy of it is kept in the folder “recovered”.";
        problems.push(Problem::new(&file, None, what, remedy));
        damaged.insert(file);
    }
    damaged.extend(check::differing(files, now).into_iter().filter(|file| file != layout::PROJECT));
}
