//! Which layers have changed since the last look: layers that are the same `Arc` are not read again.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::{AnalystId, ArticleId, Layer, Project};

/// The layers of a project as they were at the last look.
#[derive(Clone, Debug, Default)]
pub struct Held {
    layers: Vec<(ArticleId, AnalystId, Arc<Layer>)>,
}

/// A layer that has come, gone or changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its article.
    pub article: ArticleId,
    /// Whose it is.
    pub analyst: AnalystId,
    /// As it was; none if it is new.
    pub old: Option<Arc<Layer>>,
    /// As it is; none if it has gone.
    pub new: Option<Arc<Layer>>,
}

impl Held {
    /// Takes a project's layers over and returns those that differ, in order. Costs a comparison of pointers a layer.
    pub fn update(&mut self, project: &Project) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut moved = false;
        let mut at = 0;
        for (article, analyst, layer) in project.layers() {
            loop {
                let Some((was, by, old)) = self.layers.get_mut(at) else {
                    moved = true;
                    changes.push(change(article, analyst, None, Some(layer)));
                    break;
                };
                match (&*was, &*by).cmp(&(article, analyst)) {
                    Ordering::Equal => {
                        if !Arc::ptr_eq(old, layer) {
                            changes.push(change(article, analyst, Some(old), Some(layer)));
                            *old = layer.clone();
                        }
                        at += 1;
                        break;
                    }
                    Ordering::Less => {
                        moved = true;
                        changes.push(change(was, by, Some(old), None));
                        at += 1;
                    }
                    Ordering::Greater => {
                        moved = true;
                        changes.push(change(article, analyst, None, Some(layer)));
                        break;
                    }
                }
            }
        }
        for (article, analyst, old) in self.layers.get(at..).unwrap_or_default() {
            moved = true;
            changes.push(change(article, analyst, Some(old), None));
        }
        if moved {
            self.layers = project.layers().map(|(a, b, l)| (a.clone(), b.clone(), l.clone())).collect();
        }
        changes
    }
}

fn change(article: &ArticleId, analyst: &AnalystId, old: Option<&Arc<Layer>>, new: Option<&Arc<Layer>>) -> Change {
    Change { article: article.clone(), analyst: analyst.clone(), old: old.cloned(), new: new.cloned() }
}
