//! Analysts' decisions as constraints that contradict nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotationId, ArticleId, Decision, DecisionId, Project, Ruling};

/// The decisions that hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rulings {
    /// Annotations that say the same.
    pub same: Vec<(AnnotationId, AnnotationId)>,
    /// Annotations that do not.
    pub different: Vec<(AnnotationId, AnnotationId)>,
    /// Annotations of locked statements: nothing is put with them but by decisions.
    pub locked: BTreeSet<AnnotationId>,
    /// Wordings by annotation, the newest.
    pub wordings: Words,
    /// Verdicts by annotation, the newest.
    pub verdicts: Words,
    /// Notes by annotation, the newest.
    pub notes: Words,
    /// What is said of articles' origins, the newest first.
    pub origins: Vec<Kinship>,
    /// Annotations that decisions join, part or lock, with these; the newest first.
    binding: BTreeMap<AnnotationId, Vec<(usize, DecisionId)>>,
}

/// Words of analysts by annotation: how many decisions are newer, the words, the decision. Words that take older ones
/// back are empty.
type Words = BTreeMap<AnnotationId, (usize, String, DecisionId)>;

impl Rulings {
    /// Reads a project's decisions, the newest first: one that contradicts newer ones, taken together, is passed over.
    ///
    /// Decisions on annotations that are not there (any more) sleep. A lock puts its annotations together and closes
    /// them: what newer decisions have put with them stays, older ones put nothing there any more.
    pub(super) fn of(project: &Project, there: &dyn Fn(AnnotationId) -> bool) -> Self {
        let mut decisions: Vec<&Decision> = project.decisions().map(AsRef::as_ref).collect();
        decisions.sort_by_key(|d| std::cmp::Reverse((d.at, d.id)));
        let mut rulings = Self::default();
        let mut sets = Sets::default();
        for (age, decision) in decisions.into_iter().enumerate() {
            let words = |words: &mut Words, of: AnnotationId, said: &str| {
                words.entry(of).or_insert_with(|| (age, said.trim().to_owned(), decision.id));
            };
            match &decision.ruling {
                &Ruling::Same(a, b) if there(a) && there(b) && sets.same(a, b) => {
                    rulings.same.push((a, b));
                    rulings.bind(age, decision.id, &[a, b]);
                }
                &Ruling::Different(a, b) if there(a) && there(b) => {
                    let (x, y) = (sets.find(a), sets.find(b));
                    if x != y {
                        sets.part(x, y);
                        rulings.different.push((a, b));
                        rulings.bind(age, decision.id, &[a, b]);
                    }
                }
                Ruling::Lock(all) => {
                    let present: Vec<AnnotationId> = all.iter().copied().filter(|&id| there(id)).collect();
                    // Each with any of those before it, so that one that newer decisions keep apart parts no others.
                    let mut held: Vec<AnnotationId> = Vec::new();
                    for &id in &present {
                        match held.iter().copied().find(|&other| sets.same(other, id)) {
                            Some(other) => rulings.same.push((other, id)),
                            None => held.push(id),
                        }
                    }
                    for &id in &present {
                        let root = sets.find(id);
                        sets.closed.insert(root);
                    }
                    rulings.bind(age, decision.id, &present);
                }
                Ruling::Wording(a, said) if there(*a) && !said.trim().is_empty() => {
                    words(&mut rulings.wordings, *a, said);
                }
                Ruling::Verdict(a, said) if there(*a) => words(&mut rulings.verdicts, *a, said),
                Ruling::Note(a, said) if there(*a) => words(&mut rulings.notes, *a, said),
                Ruling::OneOrigin(a, b) | Ruling::Independent(a, b) => {
                    let one = matches!(&decision.ruling, Ruling::OneOrigin(..));
                    let (a, b) = if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
                    if rulings.origins.iter().all(|k| (&k.a, &k.b) != (&a, &b)) {
                        rulings.origins.push(Kinship { a, b, one, age, decision: decision.id });
                    }
                }
                _ => {}
            }
        }
        let named: Vec<AnnotationId> = rulings.binding.keys().copied().collect();
        for id in named {
            let root = sets.find(id);
            if sets.closed.contains(&root) {
                rulings.locked.insert(id);
            }
        }
        rulings
    }

    fn bind(&mut self, age: usize, decision: DecisionId, annotations: &[AnnotationId]) {
        for &id in annotations {
            self.binding.entry(id).or_default().push((age, decision));
        }
    }

    /// The annotations that a Same, a Different or a lock names.
    pub(super) fn named(&self) -> BTreeSet<AnnotationId> {
        self.binding.keys().copied().collect()
    }

    /// What analysts have said of the statement that has these annotations in these articles.
    pub(super) fn over(&self, all: &[AnnotationId], articles: &[&ArticleId]) -> Spoken {
        let kin = self.origins.iter().filter(|k| articles.contains(&&k.a) && articles.contains(&&k.b));
        let others = kin.map(|k| (k.age, k.decision));
        let newest = |words: &Words| all.iter().filter_map(|id| words.get(id)).min().cloned();
        let (wording, verdict, note) = (newest(&self.wordings), newest(&self.verdicts), newest(&self.notes));
        let bound = all.iter().filter_map(|id| self.binding.get(id)).flatten().copied();
        let told = [&wording, &verdict, &note].into_iter().flatten().filter(|w| !w.1.is_empty()).map(|w| (w.0, w.2));
        let applying: BTreeSet<(usize, DecisionId)> = bound.chain(told).chain(others).collect();
        let words = |said: Option<(usize, String, DecisionId)>| said.map(|w| w.1).filter(|w| !w.is_empty());
        Spoken {
            wording: words(wording),
            verdict: words(verdict),
            note: words(note),
            locked: all.iter().any(|id| self.locked.contains(id)),
            decided: all.iter().any(|id| self.binding.contains_key(id)),
            // The newest came first.
            decisions: applying.into_iter().rev().map(|(_, id)| id).collect(),
        }
    }
}

/// What an analyst has said of two articles' origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kinship {
    /// The article with the lesser id.
    pub a: ArticleId,
    /// The other.
    pub b: ArticleId,
    /// Whether what they share is of one origin; else they have it independently.
    pub one: bool,
    /// How many decisions are newer.
    pub age: usize,
    /// The decision.
    pub decision: DecisionId,
}

/// What analysts have said of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spoken {
    /// In which words it is told.
    pub wording: Option<String>,
    /// The newest verdict.
    pub verdict: Option<String>,
    /// The newest note.
    pub note: Option<String>,
    /// Whether it is locked.
    pub locked: bool,
    /// Whether a Same, a Different or a lock has shaped it.
    pub decided: bool,
    /// The decisions that apply, the oldest first.
    pub decisions: Vec<DecisionId>,
}

/// Sets of annotations that say the same, and which sets do not.
#[derive(Default)]
struct Sets {
    /// The roots of sets that a lock has closed.
    closed: BTreeSet<AnnotationId>,
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

    /// Puts two into one set, unless something newer speaks against it; tells whether they are in one now.
    fn same(&mut self, a: AnnotationId, b: AnnotationId) -> bool {
        let (x, y) = (self.find(a), self.find(b));
        if x == y {
            return true;
        }
        if self.apart(x, y) || self.closed.contains(&x) || self.closed.contains(&y) {
            return false;
        }
        self.join(x, y);
        true
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
