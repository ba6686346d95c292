//! The names that analysts have written into attributes, with how often: offered where a name is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::held::Held;
use crate::model::{Annotation, AttributeId, Codebook, Layer, Project, Values};

/// Names already used in a project. Only annotations that have changed are read again.
#[derive(Clone, Debug, Default)]
pub struct Names {
    codebook: Option<Arc<Codebook>>,
    /// The attributes that hold names.
    attributes: Vec<AttributeId>,
    held: Held,
    counts: BTreeMap<String, usize>,
    all: Vec<String>,
}

impl Names {
    /// Brings the names up to a project. To be called once a revision: at rest it costs a comparison a layer.
    pub fn update(&mut self, project: &Project) {
        let codebook = project.codebook();
        if !self.codebook.as_ref().is_some_and(|held| Arc::ptr_eq(held, codebook)) {
            self.codebook = Some(codebook.clone());
            let named = codebook.attributes.iter().filter(|a| a.values == Values::Name).map(|a| a.id.clone()).collect();
            if self.attributes != named {
                *self = Self { codebook: self.codebook.take(), attributes: named, ..Self::default() };
            }
        }
        let nothing = Layer::default();
        // The list is made again only if a name has come or gone.
        let mut stale = false;
        for change in self.held.update(project) {
            let old = change.old.as_deref().unwrap_or(&nothing);
            let new = change.new.as_deref().unwrap_or(&nothing);
            let difference = new.since(old);
            for name in difference.come.iter().flat_map(|a| names(&self.attributes, a)) {
                match self.counts.get_mut(name) {
                    Some(count) => *count += 1,
                    None => {
                        self.counts.insert(name.clone(), 1);
                        stale = true;
                    }
                }
            }
            for name in difference.gone.iter().flat_map(|a| names(&self.attributes, a)) {
                if let Some(count) = self.counts.get_mut(name) {
                    *count -= 1;
                    if *count == 0 {
                        self.counts.remove(name);
                        stale = true;
                    }
                }
            }
        }
        if stale {
            self.all = self.counts.keys().cloned().collect();
        }
    }

    /// The names without repetition, in the order of their letters.
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// How many attributes hold a name.
    pub fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }
}

/// What an annotation's attributes for names hold.
fn names<'a>(attributes: &'a [AttributeId], annotation: &'a Annotation) -> impl Iterator<Item = &'a String> {
    attributes.iter().filter_map(|id| annotation.attributes.get(id))
}
