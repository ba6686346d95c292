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
fn rule(desk: &mut Desk, label: &str, rulings: Vec<Ruling>) -> Result<(), String> {
    let at = Utc::now();
    let decide = |ruling| {
        let id = DecisionId(Uuid::now_v7());
        Edit::Decide(Decision { id, by: desk.analyst.clone(), at, ruling })
    };
    let mut edits: Vec<Edit> = rulings.into_iter().map(decide).collect();
    let edit = if edits.len() == 1 { edits.swap_remove(0) } else { Edit::Batch(edits) };
    commit(desk, label, edit)
}

/// Says of pairs of annotations that their statements are one, with all that is in them: every member says the same as
/// the leading one, whatever was proposed or decided before.
fn merge(desk: &mut Desk, pairs: &[(AnnotationId, AnnotationId)]) -> Result<String, String> {
    let mut rulings = Vec::new();
    let mut told = BTreeSet::new();
    for &(a, b) in pairs {
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

/// Says of an annotation that it does not say what others do. Those that an analyst has put together only by way of it
/// stay together.
fn take_out(desk: &mut Desk, out: AnnotationId, others: &[AnnotationId]) -> Result<String, String> {
    let tied: Vec<AnnotationId> = others
        .iter()
        .copied()
        .filter(|other| {
            let same = |r: &Ruling| *r == Ruling::Same(out, *other) || *r == Ruling::Same(*other, out);
            desk.project().decisions().any(|d| same(&d.ruling))
        })
        .collect();
    let mut rulings: Vec<Ruling> = others.iter().map(|&other| Ruling::Different(out, other)).collect();
    rulings.extend(tied.windows(2).filter_map(|pair| match pair {
        &[a, b] => Some(Ruling::Same(a, b)),
        _ => None,
    }));
    rule(desk, "Take out of a statement", rulings)?;
    desk.matrix.taken_out(out, others);
    Ok("Taken out. Ctrl+Z takes it back.".into())
}
