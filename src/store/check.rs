//! What `pressmark check` tells.

use std::path::Path;

use super::replay::Histories;
use super::{Problem, StoreError, layout, open, view};
use crate::model::Project;

/// Reads a project without changing anything and tells everything that is wrong with it on disk.
///
/// Beyond what opening finds, the whole history is replayed from nothing and compared with the files.
///
/// # Errors
/// If there is no project, or the system refuses.
pub fn check(path: &Path) -> Result<Vec<Problem>, StoreError> {
    let root = open::root(path)?;
    view::consistently(&root, |view| {
        let found = open::read(&root, view)?;
        let mut problems = found.problems;
        let all = Histories::find(&root, view).replay_all(None)?;
        for problem in all.unread.iter().chain(&all.refused) {
            if !problems.contains(problem) {
                problems.push(problem.clone());
            }
        }
        if all.is_complete() && all.reaches(&found.now.checkpoint) && problems.is_empty() {
            problems.extend(differences(&found.now.project, &all.project));
        }
        Ok(problems)
    })
}

/// A problem for each file in which what was found differs from what the history tells.
fn differences(found: &Project, told: &Project) -> Vec<Problem> {
    let what = "the file does not say what the history says";
    let remedy = "If you have changed it by hand, make the change in Pressmark instead. To go by the history, take \
                  project.ron out of the folder and open the project: it is then made anew from the history.";
    differing(found, told).iter().map(|file| Problem::new(file, None, what, remedy)).collect()
}

/// The files in which two projects differ.
pub(super) fn differing(found: &Project, told: &Project) -> Vec<String> {
    let mut files = Vec::new();
    let head = |p: &Project| {
        let analysts = p.analysts().cloned().collect::<Vec<_>>();
        (p.title().to_owned(), p.event().to_owned(), p.codebook().clone(), p.names().clone(), analysts)
    };
    if head(found) != head(told) {
        files.push(layout::PROJECT.to_owned());
    }
    for (one, other) in [(found, told), (told, found)] {
        let articles = one.articles().filter(|a| other.article(&a.id) != Some(a));
        files.extend(articles.map(|a| layout::article(&a.id)));
        let layers = one.layers().filter(|(article, analyst, l)| other.layer(article, analyst) != Some(l));
        files.extend(layers.map(|(article, analyst, _)| layout::layer(article, analyst)));
        let decisions = one.decisions().filter(|d| other.decision(d.id) != Some(d));
        files.extend(decisions.map(|d| layout::decisions(&d.by)));
    }
    files.sort();
    files.dedup();
    files
}
