//! Articles that do not carry a statement.

use std::sync::Arc;

use crate::model::ArticleId;

/// The articles of a list, in order, but for a few. All statements of a project share the list: in a project of many
/// articles nearly every one is absent from nearly every statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    all: Arc<[ArticleId]>,
    /// Numbers of those that are not absent, in order, each once.
    but: Box<[u32]>,
}

impl Absent {
    /// The articles of a list in order of ids, but for those that are named, in the same order.
    pub fn new<'a>(all: &Arc<[ArticleId]>, present: impl Iterator<Item = &'a ArticleId>) -> Self {
        let mut but: Vec<u32> = present.filter_map(|id| all.binary_search(id).ok()).map(|i| i as u32).collect();
        but.dedup();
        Self { all: Arc::clone(all), but: but.into() }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.all.len() - self.but.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether an article is among them.
    pub fn contains(&self, article: &ArticleId) -> bool {
        self.all.binary_search(article).is_ok_and(|at| self.but.binary_search(&(at as u32)).is_err())
    }

    /// The articles in order.
    pub fn iter(&self) -> impl Iterator<Item = &ArticleId> {
        let mut but = self.but.iter().peekable();
        let absent = move |(at, id)| if but.next_if(|b| **b as usize == at).is_some() { None } else { Some(id) };
        self.all.iter().enumerate().filter_map(absent)
    }
}
