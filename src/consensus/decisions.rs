//! Analysts' decisions as constraints that contradict nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotationId, Decision, Project, Ruling};

/// The decisions that hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rulings {
    /// Annotations that say the same.
    pub same: Vec<(AnnotationId, AnnotationId)>,
    /// Annotations that do not.
    pub different: Vec<(AnnotationId, AnnotationId)>,
    /// Wordings by annotation, the newest.
    pub wordings: BTreeMap<AnnotationId, (usize, String)>,
}

impl Rulings {
    /// Reads a project's decisions, the newest first: one that contradicts newer ones, taken together, is passed over.
    ///
    /// Decisions on annotations that are not there (any more) sleep.
    pub(super) fn of(project: &Project, there: &dyn Fn(AnnotationId) -> bool) -> Self {
        let mut decisions: Vec<&Decision> = project.decisions().map(AsRef::as_ref).collect();
        decisions.sort_by_key(|d| std::cmp::Reverse((d.at, d.id)));
        let mut rulings = Self::default();
        let mut sets = Sets::default();
        for (age, decision) in decisions.into_iter().enumerate() {
            match &decision.ruling {
                &Ruling::Same(a, b) if there(a) && there(b) => {
                    let (x, y) = (sets.find(a), sets.find(b));
                    if x == y || !sets.apart(x, y) {
                        sets.join(x, y);
                        rulings.same.push((a, b));
                    }
                }
                &Ruling::Different(a, b) if there(a) && there(b) => {
                    let (x, y) = (sets.find(a), sets.find(b));
                    if x != y {
                        sets.part(x, y);
                        rulings.different.push((a, b));
                    }
                }
                Ruling::Wording(a, words) if there(*a) && !words.trim().is_empty() => {
                    rulings.wordings.entry(*a).or_insert_with(|| (age, words.trim().to_owned()));
                }
                _ => {}
            }
        }
        rulings
    }

    /// The annotations that a Same or Different names.
    pub(super) fn named(&self) -> BTreeSet<AnnotationId> {
        self.same.iter().chain(&self.different).flat_map(|&(a, b)| [a, b]).collect()
    }
}

/// Sets of annotations that say the same, and which sets do not.
#[derive(Default)]
struct Sets {
    above: BTreeMap<AnnotationId, AnnotationId>,
    apart: BTreeMap<AnnotationId, BTreeSet<AnnotationId>>,
}

impl Sets {
    fn find(&mut self, id: AnnotationId) -> AnnotationId {
        let mut top = id;
        while let Some(&above) = self.above.get(&top) {
            top = above;
        }
        // Shorten the way for the next time.
        let mut at = id;
        while at != top {
            match self.above.insert(at, top) {
                Some(next) => at = next,
                None => break,
            }
        }
        top
    }

    fn apart(&self, x: AnnotationId, y: AnnotationId) -> bool {
        self.apart.get(&x).is_some_and(|s| s.contains(&y))
    }

    fn part(&mut self, x: AnnotationId, y: AnnotationId) {
        self.apart.entry(x).or_default().insert(y);
        self.apart.entry(y).or_default().insert(x);
    }

    fn join(&mut self, x: AnnotationId, y: AnnotationId) {
        if x == y {
            return;
        }
        self.above.insert(y, x);
        for other in self.apart.remove(&y).unwrap_or_default() {
            if let Some(set) = self.apart.get_mut(&other) {
                set.remove(&y);
            }
            self.part(x, other);
        }
    }
}
