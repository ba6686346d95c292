//! Damaged parts of a checkpoint, taken from the history.

use std::collections::BTreeSet;

use super::layout;
use crate::model::{Edit, Field, Progress, Project};

/// Brings into `project` what `truth` (the history replayed to the same point) has and the damaged files did not give.
pub(super) fn heal(project: &mut Project, truth: &Project, damaged: &BTreeSet<String>) {
    let mut edits = Vec::new();
    for article in truth.articles() {
        let is_damaged = [layout::article(&article.id), layout::text(&article.id)].iter().any(|f| damaged.contains(f));
        let Some(found) = project.article(&article.id) else {
            if is_damaged {
                edits.push(Edit::AddArticle(Box::new(article.draft())));
            }
            continue;
        };
        if is_damaged {
            for field in Field::ALL {
                if found.info.get(field).is_empty() {
                    let value = article.info.get(field).to_owned();
                    edits.push(Edit::SetField { article: article.id.clone(), field, value });
                }
            }
            edits.push(Edit::SetNoise { article: article.id.clone(), noise: article.draft().noise });
        }
    }
    for (article, analyst, layer) in truth.layers() {
        if !damaged.contains(&layout::layer(article, analyst)) {
            continue;
        }
        let found = project.layer(article, analyst);
        if found.is_none_or(|l| l.progress() == Progress::Unread) {
            let progress = layer.progress();
            edits.push(Edit::SetProgress { article: article.clone(), analyst: analyst.clone(), progress });
        }
        let Some(text) = truth.article(article).map(|a| &a.text) else { continue };
        let missing = layer.annotations().iter().filter(|a| found.is_none_or(|l| l.get(a.id).is_none()));
        edits.extend(missing.map(|a| Edit::Annotate {
            article: article.clone(),
            analyst: analyst.clone(),
            annotation: Box::new(a.draft(text)),
        }));
    }
    for decision in truth.decisions() {
        if damaged.contains(&layout::decisions(&decision.by)) && project.decision(decision.id).is_none() {
            edits.push(Edit::Decide(decision.as_ref().clone()));
        }
    }
    for edit in edits {
        // What cannot be taken stays a problem that has been told.
        let _ = project.apply(&edit);
    }
}
