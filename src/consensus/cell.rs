//! Cells of the matrix: what an outlet's article says of a statement.

use std::collections::BTreeSet;

use crate::model::{Article, ArticleId, Kind};

use super::statement::{Cell, Difference, Member, Slot, Statement};

/// An article's own value in a statement whose members differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// In what.
    pub slot: Slot,
    /// Fit for a chip, such as `≈ 3 h`.
    pub text: String,
    /// Whether it stands with the value that most outlets give.
    pub majority: bool,
}

impl Statement {
    /// The state of an article's cell, with the indices of its members here.
    pub fn cell(&self, article: &Article) -> (Cell, Vec<usize>) {
        let at: Vec<usize> = (0..self.members.len())
            .filter(|&i| self.members.get(i).is_some_and(|m| m.place.article == article.id))
            .collect();
        let members: Vec<&Member> = at.iter().filter_map(|&i| self.members.get(i)).collect();
        if members.is_empty() {
            let silent = self.silent.contains(&article.id);
            return (if silent { Cell::Silent } else { Cell::Unread }, at);
        }
        if members.iter().any(|m| m.denied) {
            return (Cell::Denies, at);
        }
        if self.value_of(article).is_some_and(|v| !v.majority) {
            return (Cell::Otherwise, at);
        }
        // Words that an outlet prints as its own, once, are its own.
        let relied = |m: &&Member| m.kind == Kind::Claim && m.source.as_deref().is_some_and(|s| s != article.outlet());
        let source = members.first().and_then(|m| m.source.clone());
        match source.filter(|_| members.iter().all(relied)) {
            Some(source) => (Cell::Per(source), at),
            None => (Cell::Says, at),
        }
    }

    /// The value that an article gives in the first slot in which members conflict; none if it gives none there.
    pub fn value_of(&self, article: &Article) -> Option<Value> {
        self.differences.iter().filter(|d| d.conflicting()).find_map(|difference| self.value_in(difference, article))
    }

    /// Whether the first value is given by more articles than the second: at a tie nobody is the one who differs. Between
    /// asserting and denying, it is who denies.
    fn has_majority(&self, difference: &Difference) -> bool {
        let articles = |rank: usize| -> BTreeSet<&ArticleId> {
            let ids = difference.values.get(rank).map_or(&[][..], |r| &r.annotations);
            self.members.iter().filter(|m| ids.contains(&m.place.annotation)).map(|m| &m.place.article).collect()
        };
        difference.slot == Slot::Negation || articles(0).len() > articles(1).len()
    }

    fn value_in(&self, difference: &Difference, article: &Article) -> Option<Value> {
        let members = self.members.iter().filter(|m| m.place.article == article.id);
        let mut found: Option<Value> = None;
        for member in members {
            let Some(rank) = difference.values.iter().position(|r| r.annotations.contains(&member.place.annotation))
            else {
                continue;
            };
            let own = member.values.iter().find(|(slot, _)| *slot == difference.slot).map(|(_, text)| text.clone());
            let text = own.or_else(|| difference.values.get(rank).map(|r| r.value.clone()))?;
            let value = Value { slot: difference.slot, text, majority: rank == 0 && self.has_majority(difference) };
            // An article that gives several values stands against the majority with any of them.
            if found.as_ref().is_none_or(|f| f.majority && !value.majority) {
                found = Some(value);
            }
        }
        found
    }
}
