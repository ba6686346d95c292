//! The words of statements in small letters, kept so that a search folds none of them twice.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Scene;
use super::phrases::name;
use crate::consensus::Statement;
use crate::model::ArticleId;

/// The words of each statement, by its index, in small letters: its own, those of its wordings, sources, verdict and note.
#[derive(Debug, Default)]
pub(super) struct Sought(Vec<(Arc<Statement>, String)>);

impl Sought {
    /// Brings them up to date; statements that are the same as before are not folded again. Returns how many were folded.
    pub(super) fn update(&mut self, statements: &[Arc<Statement>]) -> usize {
        let same = |(held, now): (&(Arc<Statement>, String), &Arc<Statement>)| Arc::ptr_eq(&held.0, now);
        if self.0.len() == statements.len() && self.0.iter().zip(statements).all(same) {
            return 0;
        }
        let mut known: HashMap<*const Statement, (Arc<Statement>, String)> =
            self.0.drain(..).map(|held| (Arc::as_ptr(&held.0), held)).collect();
        let mut folded = 0;
        self.0 = statements
            .iter()
            .map(|statement| {
                known.remove(&Arc::as_ptr(statement)).unwrap_or_else(|| {
                    folded += 1;
                    (statement.clone(), words(statement))
                })
            })
            .collect();
        folded
    }

    /// Whether a statement, by its index, holds words in small letters, or one of these articles carries it.
    pub(super) fn holds(&self, index: usize, wanted: &str, outlets: &HashSet<&ArticleId>) -> bool {
        self.0.get(index).is_some_and(|(statement, words)| {
            words.contains(wanted) || statement.members.iter().any(|m| outlets.contains(&m.place.article))
        })
    }
}

/// The articles whose names hold words in small letters.
pub(super) fn outlets<'a>(scene: &Scene<'a>, wanted: &str) -> HashSet<&'a ArticleId> {
    let articles = scene.project.articles().map(|a| &a.id);
    articles.filter(|id| name(scene.project, id).to_lowercase().contains(wanted)).collect()
}

/// All words of a statement, each piece in a line of its own, so that nothing is found across two of them.
fn words(statement: &Statement) -> String {
    let mut all = String::new();
    let own = [Some(&statement.text), statement.verdict.as_ref(), statement.note.as_ref()];
    let own = own.into_iter().flatten().map(String::as_str);
    let members = statement.members.iter().flat_map(|m| [Some(m.text.as_ref()), m.source.as_deref()]).flatten();
    for piece in own.chain(members) {
        all.push_str(&piece.to_lowercase());
        all.push('\n');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consensus::{Absent, Standing};
    use crate::model::Kind;

    #[test]
    fn only_statements_that_are_new_are_folded() {
        let one = |text: &str| {
            let absent = Absent::new(&Arc::from([]), std::iter::empty());
            Arc::new(Statement {
                id: text.to_owned(),
                kind: Kind::Claim,
                text: text.to_owned(),
                standing: Standing::SingleSource,
                outlets: 0,
                of: 0,
                members: vec![],
                lead: 0,
                origins: vec![],
                variants: vec![],
                differences: vec![],
                unread: absent.clone(),
                silent: absent,
                decided: false,
                locked: false,
                verdict: None,
                note: None,
                decisions: vec![],
            })
        };
        let (a, b, c) = (one("The Talks failed"), one("Rain"), one("Snow"));
        let mut sought = Sought::default();
        assert_eq!(sought.update(&[a.clone(), b.clone()]), 2);
        assert_eq!(sought.update(&[a.clone(), b.clone()]), 0);
        assert_eq!(sought.update(&[c, b, a]), 1);
        let found: Vec<usize> = (0..4).filter(|&i| sought.holds(i, "talks", &HashSet::new())).collect();
        assert_eq!(found, [2]);
    }
}
