//! The view's own state: what is filtered, chosen, opened, about to be merged. Statements are known by one of their
//! annotations, so that a choice follows its statement when the engine brings new ones.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::Scene;
use super::faces::Face;
use super::filter::{Filter, Offers};
use super::heights::Heights;
use super::phrases::{self, Shown};
use super::sought::{self, Sought};
use super::walk::Walk;
use crate::consensus::{Consensus, Reason, Standing, Statement};
use crate::model::{AnnotationId, ArticleId, Ruling};

/// What is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A row, by one of its annotations.
    Row(AnnotationId),
    /// A wording of the open row.
    Wording(AnnotationId),
}

/// A field of a statement's card that the caret is to go into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The choice of verdicts.
    Verdict,
    /// The verdict in other words.
    OwnVerdict,
    /// The note.
    Note,
}

/// How many statements there are of each standing, among those of the kind and with the words that are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of all.
    pub all: usize,
    /// Contested.
    pub contested: usize,
    /// Corroborated.
    pub corroborated: usize,
    /// Of a single source.
    pub single: usize,
}

/// The view's own state.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The revision that the engine was last asked about.
    pub asked: Option<u64>,
    /// Which rows are shown.
    pub filter: Filter,
    /// The row that keys mean.
    pub(super) chosen: Option<AnnotationId>,
    /// Rows that are chosen beside it.
    pub(super) also: Vec<AnnotationId>,
    /// The row that lies open.
    pub(super) opened: Option<AnnotationId>,
    /// The wording of the open row that keys mean.
    pub(super) wording: Option<AnnotationId>,
    /// Whether the arrow keys chose that one after the pointer had moved.
    pub(super) by_keys: bool,
    /// The wording of the open row under the pointer.
    pub(super) pointed: Option<AnnotationId>,
    /// The row that waits for another one to be merged with.
    pub(super) merging: Option<AnnotationId>,
    /// Which face is shown.
    pub(super) face: Face,
    /// The walk through doubtful pairs.
    pub(super) walk: Option<Walk>,
    /// How many doubtful pairs there are.
    pub(super) doubtful: usize,
    /// The columns' articles where the analyst has given them an order of their own; none is as the list has them.
    pub columns: Vec<ArticleId>,
    /// The column that is being dragged.
    pub(super) column: Option<ArticleId>,
    /// What is being dragged.
    pub(super) dragging: Option<Held>,
    /// Wordings of the open row that are chosen beside each other.
    pub(super) picked: BTreeSet<AnnotationId>,
    /// The field of a statement's card that is asked for, and whether it has been given the focus.
    pub(super) asking: Option<(AnnotationId, Asking, bool)>,
    /// What can be chosen from in the filters.
    pub(super) offers: Offers,
    reasons: Option<(Arc<Consensus>, AnnotationId, Arc<[Reason]>)>,
    /// What has been kept apart from a statement, by its index: article and annotation.
    apart: HashMap<usize, Vec<(ArticleId, AnnotationId)>>,
    /// The words being written for a statement.
    pub(super) rewording: Option<(AnnotationId, String)>,
    /// Whether the chosen row is to be brought into view and given the focus.
    pub(super) reveal: bool,
    /// Whether what was opened by key is to be scrolled into view as soon as its height is known.
    pub(super) unfold: bool,
    /// Height of what is opened.
    pub(super) detail: f32,
    /// Where a row was on the screen, the chosen one if it was there, to keep it there when rows change.
    pub(super) anchor: Option<(AnnotationId, f32)>,
    /// Where a row is to be on the screen, until it is there.
    pub(super) keep: Option<(AnnotationId, f32)>,
    /// Top and bottom of what was on the screen.
    pub(super) view: (f32, f32),
    /// By how many columns to move sideways.
    pub(super) pan: f32,
    /// Where to scroll to.
    pub(super) scroll_to: Option<f32>,
    pub(super) heights: Heights,
    counts: Counts,
    shown: Vec<usize>,
    /// The rows of the statements that are shown, by their indices.
    rows: HashMap<usize, usize>,
    made_of: Option<(Arc<Consensus>, u64, Filter)>,
    sought: Sought,
    cells: HashMap<(usize, usize), Arc<Shown>>,
    /// Letters that have room in a cell.
    room: usize,
}

/// The leading annotation of a statement, by which its row is known.
pub(super) fn key(statement: &Statement) -> Option<AnnotationId> {
    statement.members.get(statement.lead).or(statement.members.first()).map(|m| m.place.annotation)
}

/// Cells that are kept at most.
const KEPT: usize = 20_000;

impl Matrix {
    /// The statements that are shown, by their indices, in order.
    pub(super) fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// How many statements there are of each standing.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// Brings rows up to date if statements, project or filter are others than before.
    pub(super) fn update(&mut self, scene: &Scene<'_>, consensus: &Arc<Consensus>, revision: u64) {
        if self.doubtful != consensus.doubts.len() || self.made_of.as_ref().is_none_or(|(_, of, _)| *of != revision) {
            let mut walk = Walk::default();
            walk.update(consensus, scene.project, revision);
            self.doubtful = walk.left;
        }
        if let Some(walk) = &mut self.walk {
            walk.update(consensus, scene.project, revision);
        }
        let same = self.made_of.as_ref().is_some_and(|(held, of, filter)| {
            Arc::ptr_eq(held, consensus) && *of == revision && *filter == self.filter
        });
        if same {
            return;
        }
        let refiltered = self.made_of.as_ref().is_some_and(|(_, _, filter)| *filter != self.filter);
        let renewed =
            self.made_of.as_ref().is_none_or(|(held, of, _)| !Arc::ptr_eq(held, consensus) || *of != revision);
        if renewed {
            self.offers = Offers::of(scene);
            self.apart = apart(scene);
            self.cells.clear();
        }
        self.made_of = Some((consensus.clone(), revision, self.filter.clone()));
        self.list(scene);
        let statements = || self.shown.iter().filter_map(|&i| scene.consensus.statements.get(i));
        self.heights.set(statements().filter_map(|s| Some((key(s)?, guess(s)))));
        let there = |id: &AnnotationId| consensus.of_annotation.contains_key(id);
        for held in [&mut self.chosen, &mut self.opened, &mut self.wording, &mut self.merging] {
            *held = held.filter(there);
        }
        self.dragging = self.dragging.filter(|(Held::Row(id) | Held::Wording(id))| there(id));
        self.also.retain(there);
        self.picked.retain(|id| there(id) && self.opened.is_some_and(|o| together(consensus, o, *id)));
        // The row at hand stays where it is on the screen, wherever it now stands in the list.
        if refiltered {
            self.anchor = None;
            self.scroll_to = Some(0.0);
        } else if let Some((id, y)) = self.anchor
            && let Some(row) = self.row_of(consensus, Some(id))
        {
            self.scroll_to = Some((self.heights.top(row) - y).max(0.0));
            self.keep = Some((id, y));
        }
    }

    fn list(&mut self, scene: &Scene<'_>) {
        let wanted = self.filter.words.trim().to_lowercase();
        let mut outlets = HashSet::new();
        if !wanted.is_empty() {
            self.sought.update(&scene.consensus.statements);
            outlets = sought::outlets(scene, &wanted);
        }
        let fits = |i: usize, s: &Statement| {
            self.filter.fits(s, scene) && (wanted.is_empty() || self.sought.holds(i, &wanted, &outlets))
        };
        let mut counts = Counts::default();
        let mut shown = Vec::new();
        for (i, statement) in scene.consensus.statements.iter().enumerate().filter(|&(i, s)| fits(i, s)) {
            counts.all += 1;
            match statement.standing {
                Standing::Contested => counts.contested += 1,
                Standing::Corroborated => counts.corroborated += 1,
                Standing::SingleSource => counts.single += 1,
            }
            if self.filter.standing.is_none_or(|s| s == statement.standing) {
                shown.push(i);
            }
        }
        self.filter.sort(&mut shown, scene);
        self.counts = counts;
        self.rows = shown.iter().enumerate().map(|(row, &index)| (index, row)).collect();
        self.shown = shown;
    }

    /// Tells how many letters have room in a cell.
    pub(super) fn set_room(&mut self, letters: usize) {
        if self.room != letters {
            self.room = letters;
            self.cells.clear();
        }
    }

    /// A cell of a statement and a column, by their indices.
    pub(super) fn cell(&mut self, scene: &Scene<'_>, statement: usize, column: usize) -> Option<Arc<Shown>> {
        if let Some(held) = self.cells.get(&(statement, column)) {
            return Some(held.clone());
        }
        if self.cells.len() >= KEPT {
            self.cells.clear();
        }
        let article = scene.columns.get(column)?;
        let mut made = phrases::cell(scene.consensus.statements.get(statement)?, scene, article, self.room);
        let apart = self.apart.get(&statement).into_iter().flatten().find(|(of, _)| *of == article.id);
        if let (None, Some((_, id))) = (&made.place, apart) {
            made.taken_out(scene, *id);
        }
        let made = Arc::new(made);
        self.cells.insert((statement, column), made.clone());
        Some(made)
    }

    /// Makes rows and cells anew at the next frame.
    pub(super) fn forget(&mut self) {
        self.made_of = None;
    }

    /// Shows the row of an annotation's statement, open and in view, whatever is filtered.
    pub(super) fn show_row(&mut self, consensus: &Consensus, id: AnnotationId) {
        let id = consensus.statement_of(id).and_then(key).unwrap_or(id);
        if self.row_of(consensus, Some(id)).is_none() {
            self.filter = Filter { sort: self.filter.sort, ..Filter::default() };
        }
        self.chosen = Some(id);
        self.opened = Some(id);
        self.also.clear();
        self.anchor = None;
        self.keep = None;
        self.reveal = true;
        self.unfold = true;
    }

    /// Which face is shown.
    pub fn face(&self) -> Face {
        self.face
    }

    /// Whether the matrix itself is on screen.
    pub fn is_shown(&self) -> bool {
        self.face == Face::Matrix && self.walk.is_none()
    }

    /// Whether a doubtful pair is asked about.
    pub fn is_asking(&self) -> bool {
        self.walk.is_some()
    }

    /// Why the members of a statement are together: asked for once.
    pub(super) fn reasons(&mut self, consensus: &Arc<Consensus>, statement: &Statement) -> Arc<[Reason]> {
        let Some(id) = key(statement) else { return Arc::default() };
        if let Some((of, held, reasons)) = &self.reasons
            && Arc::ptr_eq(of, consensus)
            && *held == id
        {
            return reasons.clone();
        }
        let found: Arc<[Reason]> = consensus.reasons(statement).into();
        self.reasons = Some((consensus.clone(), id, found.clone()));
        found
    }

    /// The row of the statement that holds an annotation, if it is shown.
    pub(super) fn row_of(&self, consensus: &Consensus, id: Option<AnnotationId>) -> Option<usize> {
        let index = consensus.of_annotation.get(&id?)?;
        self.rows.get(index).copied()
    }

    /// Whether an annotation that is held stands for a statement.
    pub(super) fn means(&self, held: Option<AnnotationId>, statement: &Statement) -> bool {
        held.is_some_and(|id| statement.members.iter().any(|m| m.place.annotation == id))
    }
}

/// Whether two annotations are in one statement.
fn together(consensus: &Consensus, a: AnnotationId, b: AnnotationId) -> bool {
    let index = |id| consensus.of_annotation.get(&id);
    index(a).is_some() && index(a) == index(b)
}

/// What analysts have kept apart from each statement, as far as it stands elsewhere now.
fn apart(scene: &Scene<'_>) -> HashMap<usize, Vec<(ArticleId, AnnotationId)>> {
    let mut found: HashMap<usize, Vec<(ArticleId, AnnotationId)>> = HashMap::new();
    for decision in scene.project.decisions() {
        let Ruling::Different(a, b) = &decision.ruling else { continue };
        for (here, there) in [(a, b), (b, a)] {
            let index = scene.consensus.of_annotation.get(here);
            let other = scene.consensus.statement_of(*there);
            let member = other.and_then(|s| s.members.iter().find(|m| m.place.annotation == *there));
            if let (Some(&index), Some(member)) = (index, member)
                && scene.consensus.of_annotation.get(there) != Some(&index)
            {
                found.entry(index).or_default().push((member.place.article.clone(), *there));
            }
        }
    }
    found
}

/// About how tall a row will be.
fn guess(statement: &Statement) -> f32 {
    let rows = (statement.text.len() / 34).min(2) as f32;
    78.0 + 22.0 * rows
}
