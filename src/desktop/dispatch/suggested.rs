//! Proposals: going through them, taking them, turning them down.

use super::{Done, commit, tag};
use crate::desktop::state::Desk;
use crate::desktop::suggested::Shown;
use crate::model::{CodeId, Edit, Place, Provenance, Rejection};

/// The next proposal from where the analyst is, or the one before.
pub(super) fn step(desk: &mut Desk, forward: bool) -> Done {
    desk.refresh_suggested();
    let at = match desk.suggested.current() {
        Some(now) => now.span.start().byte(),
        None => {
            let selected = desk.selected.as_ref().and_then(|p| desk.project().annotation(p)).map(|a| a.start());
            let Some(article) = desk.current() else { return Done::Quietly };
            selected.unwrap_or_else(|| desk.reader.place(&article.text).byte())
        }
    };
    let found = desk.suggested.step(at, forward).cloned();
    match found {
        Some(next) => {
            go_to(desk, &next);
            Done::Quietly
        }
        None if desk.suggested.shown().is_empty() => {
            desk.suggested.choose(None);
            Done::Say("No proposals are left in this article. U goes to the next unread one.".into())
        }
        None => Done::Say(if forward { "That was the last proposal." } else { "That was the first proposal." }.into()),
    }
}

/// Points at a proposal.
pub(super) fn go_to(desk: &mut Desk, proposal: &Shown) {
    desk.selected = None;
    desk.reader.hold();
    desk.reader.reveal(proposal.span.start().byte());
    desk.suggested.choose(Some(proposal.clone()));
}

/// Makes an annotation of the current proposal, with another code if one is given, and selects it.
pub(super) fn take(desk: &mut Desk) -> Result<Option<Place>, String> {
    let place = make(desk, None)?;
    if let Some(place) = &place {
        desk.suggested.choose(None);
        desk.selected = Some(place.clone());
        desk.reader.hold();
    }
    Ok(place)
}

/// Makes an annotation of the current proposal, and goes on to the next one.
pub(super) fn accept(desk: &mut Desk, code: Option<&CodeId>) -> Result<Done, String> {
    let Some(now) = desk.suggested.current().cloned() else { return Ok(Done::Quietly) };
    let Some(_) = make(desk, code)? else { return Ok(Done::Quietly) };
    Ok(go_on(desk, &now))
}

fn make(desk: &mut Desk, code: Option<&CodeId>) -> Result<Option<Place>, String> {
    let Some(now) = desk.suggested.current().cloned() else { return Ok(None) };
    let Some(article) = desk.current().cloned() else { return Ok(None) };
    let codebook = desk.project().codebook();
    let own = codebook.codes.iter().find(|c| c.kind == now.kind).map(|c| c.id.clone());
    let Some(code) = code.cloned().or(own) else {
        return Err(format!("The codebook has no code of the kind {}. Make one first.", now.kind.as_str()));
    };
    let Some(proposal) = desk.suggested.proposal(&now).cloned() else { return Ok(None) };
    let spans = now.parts.clone();
    let provenance = Provenance::Accepted { rule: proposal.rule.to_owned() };
    tag::annotate(desk, &article, spans, &code, Some(&proposal), provenance, Vec::new()).map(Some)
}

/// Never proposes the current one again, and goes on to the next one.
pub(super) fn reject(desk: &mut Desk) -> Result<Done, String> {
    let Some(now) = desk.suggested.current().cloned() else { return Ok(Done::Quietly) };
    let Some(article) = desk.current().cloned() else { return Ok(Done::Quietly) };
    let edits: Vec<Edit> = now
        .found
        .iter()
        .map(|&span| Edit::Reject {
            article: article.id.clone(),
            analyst: desk.analyst.clone(),
            proposal: Rejection { kind: now.kind, span }.draft(&article.text),
        })
        .collect();
    let edit = if edits.len() == 1 { edits.into_iter().next() } else { Some(Edit::Batch(edits)) };
    if let Some(edit) = edit {
        commit(desk, format!("Reject proposed {}", now.kind.as_str()), edit)?;
    }
    Ok(go_on(desk, &now))
}

fn go_on(desk: &mut Desk, from: &Shown) -> Done {
    desk.refresh_suggested();
    match desk.suggested.behind(from).cloned() {
        Some(next) => {
            go_to(desk, &next);
            Done::Quietly
        }
        None => {
            desk.suggested.choose(None);
            Done::Say("That was the last proposal of this article.".into())
        }
    }
}
