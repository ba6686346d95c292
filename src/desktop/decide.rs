//! What an analyst says about statements, carried out as decisions.

use std::collections::BTreeSet;

use chrono::Utc;
use uuid::Uuid;

use super::command::Command;
use super::dispatch::commit;
use super::state::Desk;
use crate::model::{AnnotationId, Decision, DecisionId, Edit, Ruling};

/// Carries out a command about statements; gives back what to say about it.
///
/// # Errors
/// With what is in the way, or what to do first.
pub(super) fn statement(desk: &mut Desk, command: Command) -> Result<Option<String>, String> {
    use Command as C;
    let consensus = desk.consensus.clone();
    match command {
        C::Same(a, b) => merge(desk, &[(a, b)]).map(Some),
        C::Different(a, b) => rule(desk, "Do not say the same", vec![Ruling::Different(a, b)]).map(|()| None),
        C::TakeOut(out, others) => take_out(desk, out, &others).map(Some),
        C::Wording(a, words) => rule(desk, "Word a statement", vec![Ruling::Wording(a, words)]).map(|()| None),
        C::MergeStatements => {
            let pairs = desk.matrix.merge(&consensus)?;
            if pairs.is_empty() { Ok(None) } else { merge(desk, &pairs).map(Some) }
        }
        C::OpenStatement => match desk.matrix.enter(&consensus) {
            Some(pair) => merge(desk, &[pair]).map(Some),
            None => Ok(None),
        },
        C::TakeOutWording => {
            let (out, others) = desk.matrix.take_out(&consensus)?;
            take_out(desk, out, &others).map(Some)
        }
        C::RewordStatement => desk.matrix.reword(&consensus).map(|()| None),
        C::NextStatement | C::PreviousStatement => {
            desk.matrix.step(&consensus, command == C::NextStatement);
            Ok(None)
        }
        C::NextWording | C::PreviousWording => {
            desk.matrix.step_wording(&consensus, command == C::NextWording);
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// Decides several things as one step.
pub(super) fn rule(desk: &mut Desk, label: &str, rulings: Vec<Ruling>) -> Result<(), String> {
    let at = Utc::now();
    let decide = |ruling| {
        let id = DecisionId(Uuid::now_v7());
        Edit::Decide(Decision { id, by: desk.analyst.clone(), at, ruling })
    };
    let mut edits: Vec<Edit> = rulings.into_iter().map(decide).collect();
    let edit = if edits.len() == 1 { edits.swap_remove(0) } else { Edit::Batch(edits) };
    commit(desk, label, edit)
}

/// Takes decisions back, as one step.
pub(super) fn take_back(desk: &mut Desk, label: &str, decisions: Vec<DecisionId>) -> Result<(), String> {
    let mut edits: Vec<Edit> = decisions.into_iter().map(Edit::Undecide).collect();
    match edits.len() {
        0 => Ok(()),
        1 => commit(desk, label, edits.swap_remove(0)),
        _ => commit(desk, label, Edit::Batch(edits)),
    }
}

/// Says of pairs of annotations that their statements are one, with all that is in them: every member says the same as
/// the leading one, whatever was proposed or decided before.
fn merge(desk: &mut Desk, pairs: &[(AnnotationId, AnnotationId)]) -> Result<String, String> {
    let mut rulings = Vec::new();
    let mut told = BTreeSet::new();
    for &(a, b) in pairs {
        unlocked(desk, &[a, b])?;
        let of = |id| desk.consensus.statement_of(id).into_iter().flat_map(|s| &s.members);
        for member in of(a).chain(of(b)).map(|m| m.place.annotation).chain([b]) {
            if member != a && told.insert(member) {
                rulings.push(Ruling::Same(a, member));
            }
        }
    }
    rule(desk, "Merge statements", rulings)?;
    Ok("Merged. Ctrl+Z takes it back.".into())
}

/// Says of an annotation that it does not say what others do.
fn take_out(desk: &mut Desk, out: AnnotationId, others: &[AnnotationId]) -> Result<String, String> {
    unlocked(desk, others)?;
    rule(desk, "Take out of a statement", parted(&[out], others))?;
    desk.matrix.taken_out(&[out], others);
    Ok("Taken out. Ctrl+Z takes it back.".into())
}

/// Puts wordings of one statement into a statement of their own.
pub(super) fn split(desk: &mut Desk, out: &[AnnotationId]) -> Result<String, String> {
    let consensus = desk.consensus.clone();
    let statement = out.first().and_then(|id| consensus.statement_of(*id));
    let all = statement.into_iter().flat_map(|s| &s.members).map(|m| m.place.annotation);
    let (out, rest): (Vec<AnnotationId>, Vec<_>) = all.partition(|id| out.contains(id));
    if rest.is_empty() || out.is_empty() {
        return Err("Leave at least one wording where it is: these are all of the statement.".into());
    }
    unlocked(desk, &rest)?;
    rule(desk, "Split a statement", parted(&out, &rest))?;
    desk.matrix.taken_out(&out, &rest);
    Ok("Split off. Ctrl+Z takes it back.".into())
}

/// Takes a wording out of its statement and puts it into that of another annotation.
pub(super) fn move_to(desk: &mut Desk, out: AnnotationId, to: AnnotationId) -> Result<String, String> {
    unlocked(desk, &[out, to])?;
    let consensus = desk.consensus.clone();
    let members = |id| consensus.statement_of(id).into_iter().flat_map(|s| &s.members).map(|m| m.place.annotation);
    let others: Vec<AnnotationId> = members(out).filter(|id| *id != out).collect();
    if others.contains(&to) {
        return Err("It is in that statement already.".into());
    }
    let mut rulings = parted(&[out], &others);
    // Newer than whatever kept it apart from any of them.
    rulings.extend(members(to).map(|id| Ruling::Same(id, out)));
    rule(desk, "Move to another statement", rulings)?;
    desk.matrix.taken_out(&[out], &others);
    Ok("Moved. Ctrl+Z takes it back.".into())
}

/// What says that some annotations do not say what others do. Either part stays together as it was seen, though the
/// program would not propose it without the other, or an analyst had put it together only by way of the other.
fn parted(out: &[AnnotationId], others: &[AnnotationId]) -> Vec<Ruling> {
    let chain = |ids: &[AnnotationId]| -> Vec<Ruling> {
        ids.windows(2).filter_map(|pair| if let &[a, b] = pair { Some(Ruling::Same(a, b)) } else { None }).collect()
    };
    let mut rulings = chain(out);
    for id in out {
        rulings.extend(others.iter().map(|&other| Ruling::Different(*id, other)));
    }
    rulings.extend(chain(others));
    rulings
}

/// Whether the statements of annotations can be changed.
///
/// # Errors
/// If one of them is locked.
pub(super) fn unlocked(desk: &Desk, ids: &[AnnotationId]) -> Result<(), String> {
    let locked = |id: &AnnotationId| desk.consensus.statement_of(*id).is_some_and(|s| s.locked);
    if ids.iter().any(locked) {
        return Err("That statement is locked. Unlock it first, with L.".into());
    }
    Ok(())
}
