//! Damaged parts of a checkpoint, taken from the history.

use std::collections::BTreeSet;

use super::view::{Unread, View};
use super::{Problem, check, layout, load};
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
        let missing = layer.rejected().iter().filter(|r| found.is_none_or(|l| !l.has_rejected(r)));
        edits.extend(missing.map(|r| Edit::Reject {
            article: article.clone(),
            analyst: analyst.clone(),
            proposal: r.draft(text),
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

/// Marks the files that `truth` needs and that are not there.
pub(super) fn find_missing(
    view: &View,
    project: &Project,
    truth: &Project,
    damaged: &mut BTreeSet<String>,
    problems: &mut Vec<Problem>,
) {
    let articles = truth.articles().filter(|a| project.article(&a.id).is_none());
    let layers = truth
        .layers()
        .filter(|(article, analyst, layer)| !layer.is_blank() && project.layer(article, analyst) != Some(layer));
    let decisions = truth.decisions().filter(|d| project.decision(d.id).is_none());
    let mut files: Vec<String> = articles.map(|a| layout::article(&a.id)).collect();
    files.extend(layers.map(|(article, analyst, _)| layout::layer(article, analyst)));
    files.extend(decisions.map(|d| layout::decisions(&d.by)));
    files.dedup();
    for file in files {
        if matches!(view.text(&file, load::LARGEST), Err(Unread::Missing)) {
            problems.push(Problem::new(
                &file,
                None,
                "the file is missing",
                "Put it back from a backup if you have one.",
            ));
            damaged.insert(file);
        }
    }
}

/// Says of the damaged files whose content the history gave in full that nothing is to be done.
pub(super) fn tell_healed(project: &Project, truth: &Project, damaged: &BTreeSet<String>, problems: &mut [Problem]) {
    let lost = check::differing(project, truth);
    for problem in problems {
        let Some(file) = problem.file.to_str() else { continue };
        let article = file.strip_suffix(".txt").map(|stem| format!("{stem}.ron"));
        let is_lost = lost.iter().any(|l| l == file || Some(l) == article.as_ref());
        if damaged.contains(file) && !is_lost {
            problem.remedy = HEALED.to_owned();
        }
    }
}

const HEALED: &str = "Nothing to do: what it held was taken from the history; before Pressmark writes it anew, a damaged \
                      file is kept in the folder “recovered”.";
