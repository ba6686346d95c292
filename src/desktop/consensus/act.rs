//! The view's actions, carried out.

use super::actions::{Action, Answer};
use super::faces::Face;
use super::matrix::{Asking, Matrix, key};
use super::walk::{Told, Walk};
use crate::consensus::{Consensus, Statement};
use crate::desktop::decide::{rule, split, unlocked};
use crate::desktop::dispatch::{Done, commit, undo};
use crate::desktop::state::Desk;
use crate::model::{AnnotationId, ArticleId, Edit, Ruling};

const CHOOSE: &str = "Choose a statement first: click it, or go there with the arrow keys.";

/// Carries an action out.
///
/// # Errors
/// With what is in the way, or what to do first.
pub(in crate::desktop) fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    use Action as A;
    let consensus = desk.consensus.clone();
    match action {
        A::Face(face) => super::faces::show_face(desk, face),
        A::Faces(action) => return super::faces::act(desk, action),
        A::EditVerdict => desk.matrix.ask(&consensus, Asking::Verdict)?,
        A::EditNote => desk.matrix.ask(&consensus, Asking::Note)?,
        A::Give(words) => {
            let id = chosen(&desk.matrix, &consensus)?;
            return act(desk, A::Verdict(id, words.to_owned()));
        }
        A::Verdict(id, words) => {
            let words = words.trim().to_owned();
            let held = consensus.statement_of(id).and_then(|s| s.verdict.clone()).unwrap_or_default();
            if held == words && desk.consensus_of == desk.timeline.revision() {
                return Ok(Done::Quietly);
            }
            let label = if words.is_empty() { "Take a verdict away" } else { "Give a verdict" };
            rule(desk, label, vec![Ruling::Verdict(id, words.clone())])?;
            return Ok(Done::Say(if words.is_empty() {
                "Verdict taken away. Ctrl+Z brings it back.".into()
            } else {
                format!("Verdict: {words}. Ctrl+Z takes it back.")
            }));
        }
        A::Note(id, words) => {
            let words = words.trim().to_owned();
            let held = consensus.statement_of(id).and_then(|s| s.note.clone()).unwrap_or_default();
            if held != words {
                rule(desk, "Note on a statement", vec![Ruling::Note(id, words)])?;
            }
        }
        A::ToggleLock => {
            let id = chosen(&desk.matrix, &consensus)?;
            let locked = consensus.statement_of(id).is_some_and(|s| s.locked);
            return lock(desk, id, !locked);
        }
        A::Lock(id, on) => return lock(desk, id, on),
        A::Pick => {
            let id = desk.matrix.wording_meant(&consensus)?;
            desk.matrix.pick(id);
        }
        A::SplitPicked => {
            let picked: Vec<AnnotationId> = desk.matrix.picked.iter().copied().collect();
            if picked.is_empty() {
                return Err("Choose the wordings to split off first: click them with Ctrl held, or press C.".into());
            }
            return split(desk, &picked).map(Done::Say);
        }
        A::Split(wordings) => return split(desk, &wordings).map(Done::Say),
        A::Move(wording, to) => return crate::desktop::decide::move_to(desk, wording, to).map(Done::Say),
        A::Walk => {
            if desk.matrix.walk.take().is_none() {
                let mut walk = Walk::default();
                walk.update(&consensus, &desk.project().clone(), desk.timeline.revision());
                super::faces::show_face(desk, Face::Matrix);
                desk.matrix.walk = Some(walk);
            }
        }
        A::Answer(answer) => return answered(desk, answer),
        A::Column(article, to) => {
            let mut order: Vec<ArticleId> = desk.order().to_vec();
            super::heads::sort(&mut order, &desk.matrix.columns);
            order.retain(|id| *id != article);
            order.insert(to.min(order.len()), article);
            // In the list's own order there is nothing to keep.
            desk.matrix.columns = if order == desk.order() { Vec::new() } else { order };
            desk.matrix.forget();
        }
        A::UsualColumns => {
            desk.matrix.columns.clear();
            desk.matrix.forget();
        }
    }
    Ok(Done::Quietly)
}

fn chosen(matrix: &Matrix, consensus: &Consensus) -> Result<AnnotationId, String> {
    let statement = matrix.chosen.or(matrix.opened).and_then(|id| consensus.statement_of(id));
    statement.and_then(key).ok_or_else(|| CHOOSE.into())
}

/// Locks the statement of an annotation, with all that is in it, or takes the locks on it away.
fn lock(desk: &mut Desk, id: AnnotationId, on: bool) -> Result<Done, String> {
    let consensus = desk.consensus.clone();
    let Some(statement) = consensus.statement_of(id) else { return Err(CHOOSE.into()) };
    let all: Vec<AnnotationId> = statement.members.iter().map(|m| m.place.annotation).collect();
    if on {
        rule(desk, "Lock a statement", vec![Ruling::Lock(all)])?;
        return Ok(Done::Say("Locked: nothing joins or leaves it until it is unlocked. Ctrl+Z takes it back.".into()));
    }
    let locks = desk.project().decisions().filter(|d| match &d.ruling {
        Ruling::Lock(ids) => ids.iter().any(|id| all.contains(id)),
        _ => false,
    });
    let mut edits: Vec<Edit> = locks.map(|d| Edit::Undecide(d.id)).collect();
    match edits.len() {
        0 => return Ok(Done::Say("It is not locked.".into())),
        1 => commit(desk, "Unlock a statement", edits.swap_remove(0))?,
        _ => commit(desk, "Unlock a statement", Edit::Batch(edits))?,
    }
    Ok(Done::Say("Unlocked. Ctrl+Z locks it again.".into()))
}

/// Takes in the answer to the pair that is asked about.
fn answered(desk: &mut Desk, answer: Answer) -> Result<Done, String> {
    let Some(walk) = &desk.matrix.walk else { return Ok(Done::Quietly) };
    let told = match (answer, walk.current) {
        (Answer::Back, _) => return back(desk),
        (_, None) => return Ok(Done::Quietly),
        (Answer::Skip, Some(_)) => Told::Skipped,
        (answer, Some((a, b))) => {
            let same = answer == Answer::Same;
            let (label, ruling) = if same {
                ("Say the same", Ruling::Same(a, b))
            } else {
                ("Do not say the same", Ruling::Different(a, b))
            };
            unlocked(desk, &[a, b])?;
            rule(desk, label, vec![ruling])?;
            // The newest is the one that was just made.
            let newest = desk.project().decisions().map(|d| (d.at, d.id)).max();
            newest.map_or(Told::Skipped, |(_, id)| Told::Decided(id))
        }
    };
    let (consensus, project, revision) = (desk.consensus.clone(), desk.project().clone(), desk.timeline.revision());
    if let Some(walk) = &mut desk.matrix.walk {
        walk.told(told);
        // The next pair is there at once; the engine follows.
        walk.update(&consensus, &project, revision);
    }
    Ok(Done::Quietly)
}

/// Goes back to the pair before; if it was answered, the answer is taken back.
fn back(desk: &mut Desk) -> Result<Done, String> {
    let Some(walk) = &mut desk.matrix.walk else { return Ok(Done::Quietly) };
    let Some(&(pair, told)) = walk.before.last() else {
        return Ok(Done::Say("This is the first pair.".into()));
    };
    match told {
        Told::Skipped => {
            walk.before.pop();
            walk.current = Some(pair);
        }
        Told::Decided(id) => {
            let is_last = |edit: &Edit| matches!(edit, Edit::Decide(d) if d.id == id);
            if desk.timeline.done().last().is_some_and(|step| is_last(&step.edit)) {
                undo(desk);
            } else {
                commit(desk, "Take an answer back", Edit::Undecide(id))?;
            }
        }
    }
    let (consensus, project, revision) = (desk.consensus.clone(), desk.project().clone(), desk.timeline.revision());
    if let Some(walk) = &mut desk.matrix.walk {
        walk.update(&consensus, &project, revision);
    }
    Ok(Done::Quietly)
}

impl Matrix {
    /// Opens the chosen statement and puts the focus into a field of its card.
    fn ask(&mut self, consensus: &Consensus, asking: Asking) -> Result<(), String> {
        let id = chosen(self, consensus)?;
        let statement: Option<&Statement> = consensus.statement_of(id);
        if statement.is_some_and(|s| !self.means(self.opened, s)) {
            self.opened = Some(id);
            self.picked.clear();
            self.detail = 0.0;
            self.unfold = true;
        }
        self.chosen = Some(id);
        self.asking = Some((id, asking, false));
        Ok(())
    }

    /// Chooses a wording of the open row beside others, or no longer.
    pub(super) fn pick(&mut self, id: AnnotationId) {
        if !self.picked.remove(&id) {
            self.picked.insert(id);
        }
    }
}
