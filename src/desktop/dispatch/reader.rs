//! The reader's actions, and going from one annotation or article to another.

use std::ops::Range;

use super::{Done, ends, suggested, tag};
use crate::desktop::reader::{Action, Target};
use crate::desktop::state::Desk;
use crate::model::{CodeId, Place};

/// Carries one out.
pub(super) fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    let Some(article) = desk.current().cloned() else { return Ok(Done::Quietly) };
    let rule = desk.project().codebook().ends;
    match action {
        Action::Caret { motion, extend } => {
            if !extend {
                // Who walks away with the caret goes on from there.
                desk.selected = None;
                desk.suggested.choose(None);
            }
            desk.reader.move_caret(&article, motion, extend, rule);
        }
        Action::Grow | Action::Shrink => {
            if !desk.reader.resize(&article.text, action == Action::Grow, rule) {
                let words =
                    if action == Action::Grow { "There is no larger unit." } else { "There is no smaller unit." };
                return Ok(Done::Say(words.into()));
            }
        }
        Action::SelectUnit => desk.reader.select_unit(),
        Action::Select(then) => {
            desk.reader.select_unit();
            return act(desk, *then);
        }
        Action::Brush => return Ok(brush(desk)),
        Action::BrushWith(code) => return Ok(brush_with(desk, code)),
        Action::Cycle => return Ok(cycle(desk)),
        Action::AddPart | Action::TakePart => {
            let Some(Target::Selection(words)) = desk.reader.target(None) else {
                return Err(
                    "Now select the words, by dragging or with Shift and the arrows, and press the key again.".into()
                );
            };
            ends::change_parts(desk, &words, action == Action::AddPart)?;
        }
        Action::UseWords => {
            let Some(Target::Selection(words)) = desk.reader.target(None) else {
                return Err(
                    "Select an annotation, then the words that name who speaks, and press the key again.".into()
                );
            };
            return tag::use_words(desk, &words);
        }
        Action::NextProposal => return Ok(suggested::step(desk, true)),
        Action::PreviousProposal => return Ok(suggested::step(desk, false)),
        Action::Accept => return suggested::accept(desk, None),
        Action::Reject => return suggested::reject(desk),
        Action::Propose(which) => {
            desk.refresh_suggested();
            let found = which.and_then(|(kind, span)| {
                desk.suggested.shown().iter().find(|s| s.kind == kind && s.span == span).cloned()
            });
            match found {
                Some(found) => {
                    desk.selected = None;
                    desk.reader.pin();
                    desk.suggested.choose(Some(found));
                }
                None => desk.suggested.choose(None),
            }
        }
        Action::Enter => {
            // Without a proposal it goes to the fields; that is done where the panels are known.
            return suggested::accept(desk, None);
        }
    }
    Ok(Done::Quietly)
}

fn brush(desk: &mut Desk) -> Done {
    if desk.brush.take().is_some() {
        return Done::Say("The brush is put down.".into());
    }
    let codebook = desk.project().codebook();
    let last = desk.last_code.clone().filter(|c| codebook.code(c).is_some());
    let code = last.or_else(|| codebook.codes.iter().find(|c| c.key.is_some()).map(|c| c.id.clone()));
    match code {
        Some(code) => brush_with(desk, code),
        None => Done::Say("The codebook has no code with a key to brush with.".into()),
    }
}

/// Takes the brush up with a code; puts it down if it has that code.
pub(super) fn brush_with(desk: &mut Desk, code: CodeId) -> Done {
    if desk.brush.as_ref() == Some(&code) {
        desk.brush = None;
        return Done::Say("The brush is put down.".into());
    }
    let name = desk.project().codebook().code(&code).map_or_else(|| code.to_string(), |c| c.name.to_lowercase());
    desk.last_code = Some(code.clone());
    desk.brush = Some(code);
    desk.suggested.choose(None);
    Done::Say(format!("Brush: {name}. Every click and drag tags; another code’s key changes it, Esc puts it down."))
}

/// The next annotation of the pile under the selected one, the pointer or the caret.
fn cycle(desk: &mut Desk) -> Done {
    let Some(article) = desk.current().cloned() else { return Done::Quietly };
    let byte = desk.reader.pile_byte().or_else(|| {
        let selected = desk.selected.as_ref().filter(|p| p.article == article.id)?;
        desk.project().annotation(selected).map(|a| a.start())
    });
    let byte = byte.unwrap_or_else(|| desk.reader.place(&article.text).byte());
    let pile: Vec<Place> = desk.reader.bands().at(byte).iter().map(|b| b.place.clone()).collect();
    let now = pile.iter().position(|p| Some(p) == desk.selected.as_ref());
    let next = now.map_or(0, |i| (i + 1) % pile.len().max(1));
    match pile.into_iter().nth(next) {
        Some(place) => {
            desk.suggested.choose(None);
            desk.selected = Some(place);
            desk.reader.pin();
            Done::Quietly
        }
        None => Done::Say("There is no annotation here.".into()),
    }
}

/// Shows an annotation and selects it.
pub(in crate::desktop) fn go_to(desk: &mut Desk, place: Place) {
    if let Some(start) = desk.project().annotation(&place).map(|a| a.start()) {
        desk.reader.reveal(start);
    }
    desk.suggested.choose(None);
    desk.selected = Some(place);
    desk.reader.hold();
}

/// The next annotation of the article, or the one before; from the caret on if none is selected.
pub(super) fn step_annotation(desk: &mut Desk, forward: bool) -> Done {
    let now = desk.selected.as_ref().filter(|p| desk.article.as_ref() == Some(&p.article));
    let now = now.and_then(|p| desk.project().annotation(p));
    let bands = desk.reader.bands();
    let found = match (now, desk.current()) {
        (Some(now), _) => bands.step(Some(now.as_ref()), forward),
        (None, Some(article)) => {
            let byte = match desk.suggested.current() {
                Some(proposal) => proposal.span.start().byte(),
                None => desk.reader.place(&article.text).byte(),
            };
            let at = bands.all().partition_point(|b| b.bytes.start < byte);
            let heads = |range: Range<usize>| bands.all().get(range).unwrap_or_default().iter().filter(|b| b.part == 0);
            if forward { heads(at..bands.all().len()).next() } else { heads(0..at).next_back() }
        }
        (None, None) => None,
    };
    match found.map(|b| b.place.clone()) {
        Some(place) => {
            go_to(desk, place);
            Done::Quietly
        }
        None => {
            Done::Say(if forward { "That was the last annotation." } else { "That was the first annotation." }.into())
        }
    }
}

/// The next article of the list, or the one before.
pub(super) fn step_article(desk: &mut Desk, forward: bool) {
    let order = desk.order().to_vec();
    let now = desk.article.as_ref().and_then(|a| order.iter().position(|o| o == a));
    let next = match (now, forward) {
        (Some(i), true) => (i + 1).min(order.len().saturating_sub(1)),
        (Some(i), false) => i.saturating_sub(1),
        (None, _) => 0,
    };
    if let Some(article) = order.get(next).cloned() {
        desk.read(&article);
    }
}

/// Deletes the selected annotation, or turns the current proposal down.
pub(super) fn delete(desk: &mut Desk) -> Result<Done, String> {
    if desk.selected.is_none() && desk.suggested.current().is_some() {
        return suggested::reject(desk);
    }
    let Some(place) = tag::own_selection(desk)? else { return Ok(Done::Quietly) };
    super::commit(desk, "Delete annotation", crate::model::Edit::Unannotate(place))?;
    desk.selected = None;
    desk.reader.release();
    Ok(Done::Say("Deleted. Ctrl+Z brings it back.".into()))
}
