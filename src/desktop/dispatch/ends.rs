//! Moving the ends of an annotation, and adding and taking parts of it.

use super::commit;
use super::tag::own_selection;
use crate::desktop::state::Desk;
use crate::model::{Article, Edit, Place};
use crate::text::{Anchor, Edge, Pos, Span, move_edge, with_span, without_span};

/// Moves the first or the last end of the selected annotation by a word or a character.
pub(super) fn move_end(desk: &mut Desk, start: bool, forward: bool, character: bool) -> Result<(), String> {
    if desk.selected.is_none() && desk.suggested.current().is_some() {
        // A proposal whose end is wrong is taken first.
        super::suggested::take(desk)?;
    }
    let Some(place) = own_selection(desk)? else { return Ok(()) };
    let Some(article) = desk.project().article(&place.article).cloned() else { return Ok(()) };
    let Some(annotation) = desk.project().annotation(&place).cloned() else { return Ok(()) };
    let text = &article.text;
    let mut spans = annotation.spans.clone();
    let slot = if start { spans.first_mut() } else { spans.last_mut() };
    let Some(slot) = slot else { return Ok(()) };
    let moved = if character {
        let step = |pos: Pos| if forward { text.next(pos) } else { text.previous(pos) };
        let (from, to) = if start { (step(slot.start()), slot.end()) } else { (slot.start(), step(slot.end())) };
        text.span(from.byte()..to.byte()).ok()
    } else {
        move_edge(text, *slot, if start { Edge::Start } else { Edge::End }, forward)
    };
    // A step that would leave nothing is no step.
    let Some(moved) = moved else { return Ok(()) };
    *slot = moved;
    set(desk, place, &article, spans, "Move an end")
}

/// Adds words to the selected annotation as a part of their own, or takes them out of it.
pub(super) fn change_parts(desk: &mut Desk, words: &[Span], add: bool) -> Result<(), String> {
    let Some(place) = own_selection(desk)? else {
        return Err("Select an annotation first, then the words.".into());
    };
    let Some(article) = desk.project().article(&place.article).cloned() else { return Ok(()) };
    let Some(annotation) = desk.project().annotation(&place).cloned() else { return Ok(()) };
    let mut spans = annotation.spans.clone();
    for &part in words {
        spans = if add { with_span(&article.text, spans, part) } else { without_span(&article.text, spans, part) };
    }
    if spans.is_empty() {
        return Err("Nothing would be left of the annotation. Delete removes it.".into());
    }
    if spans == annotation.spans {
        return Ok(());
    }
    let label = if add { "Add words to annotation" } else { "Take words out of annotation" };
    set(desk, place, &article, spans, label)?;
    desk.reader.pin();
    Ok(())
}

fn set(desk: &mut Desk, place: Place, article: &Article, spans: Vec<Span>, label: &str) -> Result<(), String> {
    let spans: Vec<Anchor> = spans.into_iter().map(|s| article.text.anchor(s)).collect();
    commit(desk, label, Edit::SetSpans { place, spans })
}
