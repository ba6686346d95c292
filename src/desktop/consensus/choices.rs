//! What keys and clicks do to the view: rows are chosen, opened, merged, worded; wordings are taken out.

use super::matrix::{Matrix, key};
use crate::consensus::{Consensus, Statement};
use crate::model::AnnotationId;

impl Matrix {
    /// Moves the choice to the next row or the one before.
    pub fn step(&mut self, consensus: &Consensus, forward: bool) {
        let last = self.shown().len().saturating_sub(1);
        let row = match (self.row_of(consensus, self.chosen), forward) {
            (Some(row), true) => (row + 1).min(last),
            (Some(row), false) => row.saturating_sub(1),
            (None, _) => 0,
        };
        let Some(statement) = self.shown().get(row).and_then(|&i| consensus.statements.get(i)) else { return };
        self.chosen = key(statement);
        self.also.clear();
        self.reveal = true;
    }

    /// Moves the choice among the wordings of the open row; while none is open, brings the next outlet into view.
    pub fn step_wording(&mut self, consensus: &Consensus, forward: bool) {
        let Some(statement) = self.opened.and_then(|id| consensus.statement_of(id)) else {
            self.pan = if forward { 1.0 } else { -1.0 };
            return;
        };
        let at = statement.members.iter().position(|m| Some(m.place.annotation) == self.wording);
        let next = match (at, forward) {
            (Some(at), true) => (at + 1).min(statement.members.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
            (None, _) => 0,
        };
        self.wording = statement.members.get(next).map(|m| m.place.annotation);
        self.by_keys = true;
    }

    /// Opens the chosen row, or closes it; while another one waits for it, merges the two: these are given back.
    pub fn enter(&mut self, consensus: &Consensus) -> Option<(AnnotationId, AnnotationId)> {
        if self.merging.is_some() {
            return self.merge_with(consensus, self.chosen);
        }
        let statement = self.chosen.and_then(|id| consensus.statement_of(id))?;
        self.toggle(statement);
        self.unfold = self.opened.is_some();
        None
    }

    /// Opens a row, or closes it.
    pub(super) fn toggle(&mut self, statement: &Statement) {
        let open = self.means(self.opened, statement);
        self.opened = if open { None } else { key(statement) };
        self.wording = None;
        self.rewording = None;
        self.asking = None;
        self.picked.clear();
        self.detail = 0.0;
        self.unfold = false;
    }

    /// Merges the rows that are chosen, or lets the chosen one wait for another.
    ///
    /// # Errors
    /// With what to do first, if no row is chosen.
    pub fn merge(&mut self, consensus: &Consensus) -> Result<Vec<(AnnotationId, AnnotationId)>, String> {
        let Some(chosen) = self.chosen else {
            return Err("Choose a statement first: click it, or go there with the arrow keys.".into());
        };
        if self.merging.is_some() {
            return Ok(self.merge_with(consensus, Some(chosen)).into_iter().collect());
        }
        if self.also.is_empty() {
            self.merging = Some(chosen);
            return Ok(Vec::new());
        }
        let others = std::mem::take(&mut self.also);
        let statements = others.into_iter().filter_map(|id| key(consensus.statement_of(id)?));
        let lead = consensus.statement_of(chosen).and_then(key).unwrap_or(chosen);
        Ok(statements.filter(|id| *id != lead).map(|id| (lead, id)).collect())
    }

    /// Merges the waiting row with another one; both leading annotations are given back.
    pub(super) fn merge_with(
        &mut self,
        consensus: &Consensus,
        other: Option<AnnotationId>,
    ) -> Option<(AnnotationId, AnnotationId)> {
        let waiting = self.merging?;
        let (a, b) = (consensus.statement_of(waiting)?, consensus.statement_of(other?)?);
        let pair = (key(a)?, key(b)?);
        if pair.0 == pair.1 {
            return None;
        }
        self.merging = None;
        self.chosen = Some(pair.1);
        Some(pair)
    }

    /// The wording of the open row that is to be taken out, and all others of it.
    ///
    /// # Errors
    /// With what to do first.
    pub fn take_out(&self, consensus: &Consensus) -> Result<(AnnotationId, Vec<AnnotationId>), String> {
        let wording = self.wording_meant(consensus)?;
        let statement = consensus.statement_of(wording).ok_or("The statements are being compared; try again.")?;
        let others = others(statement, wording);
        if others.is_empty() {
            return Err("There is nothing to take this wording out of: nobody else says it.".into());
        }
        Ok((wording, others))
    }

    /// The wording of the open row that keys mean.
    ///
    /// # Errors
    /// With what to do first.
    pub(super) fn wording_meant(&self, consensus: &Consensus) -> Result<AnnotationId, String> {
        let statement = self.opened.and_then(|id| consensus.statement_of(id));
        let statement = statement.ok_or("Open a statement first, then point at the wording that is meant.")?;
        let has = |id: &AnnotationId| statement.members.iter().any(|m| m.place.annotation == *id);
        let (pointed, chosen) = (self.pointed.filter(has), self.wording.filter(has));
        let wording = if self.by_keys { chosen.or(pointed) } else { pointed.or(chosen) };
        wording.ok_or_else(|| "Point at the wording that is meant, or go there with the arrow keys.".into())
    }

    /// To be called when annotations have been taken out: what was chosen and open stays with the others.
    pub fn taken_out(&mut self, out: &[AnnotationId], others: &[AnnotationId]) {
        for held in [&mut self.chosen, &mut self.opened] {
            if held.is_some_and(|id| out.contains(&id)) {
                *held = others.first().copied();
                self.reveal = true;
            }
        }
        // Nor does the screen go where it went.
        if let (Some((id, _)), Some(stays)) = (&mut self.anchor, others.first())
            && out.contains(id)
        {
            *id = *stays;
        }
        self.wording = None;
        self.pointed = None;
        self.picked.clear();
    }

    /// Begins to word the open or chosen statement.
    ///
    /// # Errors
    /// With what to do first.
    pub fn reword(&mut self, consensus: &Consensus) -> Result<(), String> {
        let statement = self.chosen.or(self.opened).and_then(|id| consensus.statement_of(id));
        let statement = statement.ok_or("Choose a statement first: click it, or go there with the arrow keys.")?;
        self.opened = key(statement);
        self.unfold = true;
        self.rewording = key(statement).map(|id| (id, statement.text.clone()));
        Ok(())
    }

    /// Lets go of what is held, one thing at a time. Returns whether there was anything.
    pub fn release(&mut self) -> bool {
        if self.rewording.take().is_some() || self.merging.take().is_some() || self.dragging.take().is_some() {
            return true;
        }
        if self.column.take().is_some() || self.walk.take().is_some() {
            return true;
        }
        if !self.picked.is_empty() {
            self.picked.clear();
            return true;
        }
        if !self.also.is_empty() {
            self.also.clear();
            return true;
        }
        if self.wording.take().is_some() || self.opened.take().is_some() {
            return true;
        }
        self.chosen.take().is_some()
    }
}

/// The annotations of a statement but one; the leading one first.
pub(super) fn others(statement: &Statement, but: AnnotationId) -> Vec<AnnotationId> {
    let lead = key(statement).into_iter();
    let rest = statement.members.iter().map(|m| m.place.annotation).filter(|id| Some(*id) != key(statement));
    lead.chain(rest).filter(|id| *id != but).collect()
}
