//! The view's own state: what is filtered, chosen, opened, about to be merged. Statements are known by one of their
//! annotations, so that a choice follows its statement when the engine brings new ones.

use std::collections::HashMap;
use std::sync::Arc;

use super::heights::Heights;
use super::phrases::{self, Shown};
use super::{Scene, phrases::name};
use crate::consensus::{Consensus, Standing, Statement};
use crate::model::{AnnotationId, ArticleId, Kind};

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the engine has it: contested ones first.
    #[default]
    Contested,
    /// Those that most outlets carry first.
    Outlets,
    /// As the first article tells them, then the second.
    Articles,
}

/// Which rows are shown, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only those of a kind.
    pub kind: Option<Kind>,
    /// Only those that hold these words, or an outlet or a speaker of that name.
    pub words: String,
    /// The order.
    pub sort: Sort,
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
    /// The row that is being dragged.
    pub(super) dragging: Option<AnnotationId>,
    /// The words being written for a statement.
    pub(super) rewording: Option<(AnnotationId, String)>,
    /// Whether the chosen row is to be brought into view and given the focus.
    pub(super) reveal: bool,
    /// Height of what is opened.
    pub(super) detail: f32,
    /// Where the chosen row was on the screen, to keep it there when rows change.
    pub(super) anchor: Option<f32>,
    /// Where the chosen row is to be on the screen, until it is there.
    pub(super) keep: Option<f32>,
    /// Top and bottom of what was on the screen.
    pub(super) view: (f32, f32),
    /// By how many columns to move sideways.
    pub(super) pan: f32,
    /// Where to scroll to.
    pub(super) scroll_to: Option<f32>,
    pub(super) heights: Heights,
    counts: Counts,
    shown: Vec<usize>,
    made_of: Option<(Arc<Consensus>, u64, Filter)>,
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
        let same = self.made_of.as_ref().is_some_and(|(held, of, filter)| {
            Arc::ptr_eq(held, consensus) && *of == revision && *filter == self.filter
        });
        if same {
            return;
        }
        let refiltered = self.made_of.as_ref().is_none_or(|(_, _, filter)| *filter != self.filter);
        self.made_of = Some((consensus.clone(), revision, self.filter.clone()));
        self.cells.clear();
        self.list(scene);
        let statements = || self.shown.iter().filter_map(|&i| scene.consensus.statements.get(i));
        self.heights.set(statements().filter_map(|s| Some((key(s)?, guess(s)))));
        let there = |id: &AnnotationId| consensus.of_annotation.contains_key(id);
        for held in [&mut self.chosen, &mut self.opened, &mut self.wording, &mut self.merging, &mut self.dragging] {
            *held = held.filter(there);
        }
        self.also.retain(there);
        // The row at hand stays where it is on the screen, wherever it now stands in the list.
        if refiltered {
            self.anchor = None;
            self.scroll_to = Some(0.0);
        } else if let (Some(y), Some(row)) = (self.anchor, self.row_of(consensus, self.chosen)) {
            self.scroll_to = Some((self.heights.top(row) - y).max(0.0));
            self.keep = Some(y);
        }
    }

    fn list(&mut self, scene: &Scene<'_>) {
        let wanted = self.filter.words.trim().to_lowercase();
        let fits = |s: &Statement| {
            !s.members.is_empty()
                && self.filter.kind.is_none_or(|k| s.kind == k)
                && (wanted.is_empty() || holds(s, scene, &wanted))
        };
        let mut counts = Counts::default();
        let mut shown = Vec::new();
        for (i, statement) in scene.consensus.statements.iter().enumerate().filter(|(_, s)| fits(s)) {
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
        let statement = |i: &usize| scene.consensus.statements.get(*i);
        match self.filter.sort {
            Sort::Contested => {}
            Sort::Outlets => shown.sort_by_key(|i| std::cmp::Reverse(statement(i).map_or(0, |s| s.outlets))),
            Sort::Articles => {
                let at: HashMap<&ArticleId, usize> =
                    scene.columns.iter().enumerate().map(|(i, a)| (&a.id, i)).collect();
                shown.sort_by_key(|i| {
                    let members = statement(i).map_or(&[][..], |s| &s.members);
                    let place = |m: &crate::consensus::Member| {
                        (at.get(&m.place.article).copied(), m.spans.first().map_or(0, |s| s.start))
                    };
                    members.iter().map(place).min()
                });
            }
        }
        self.counts = counts;
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
        let made = phrases::cell(scene.consensus.statements.get(statement)?, scene.columns.get(column)?, self.room);
        let made = Arc::new(made);
        self.cells.insert((statement, column), made.clone());
        Some(made)
    }

    /// The row of the statement that holds an annotation, if it is shown.
    pub(super) fn row_of(&self, consensus: &Consensus, id: Option<AnnotationId>) -> Option<usize> {
        let index = consensus.of_annotation.get(&id?)?;
        self.shown.iter().position(|i| i == index)
    }

    /// Whether an annotation that is held stands for a statement.
    pub(super) fn means(&self, held: Option<AnnotationId>, statement: &Statement) -> bool {
        held.is_some_and(|id| statement.members.iter().any(|m| m.place.annotation == id))
    }
}

fn holds(statement: &Statement, scene: &Scene<'_>, wanted: &str) -> bool {
    let has = |words: &str| words.to_lowercase().contains(wanted);
    has(&statement.text)
        || statement.members.iter().any(|m| {
            has(&m.text) || m.source.as_deref().is_some_and(has) || has(&name(scene.project, &m.place.article))
        })
}

/// About how tall a row will be.
fn guess(statement: &Statement) -> f32 {
    let rows = (statement.text.len() / 34).min(2) as f32;
    78.0 + 22.0 * rows
}
