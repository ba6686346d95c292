//! What the pointer does to a text: it outlines units, drags over words, picks annotations, moves their ends.

use eframe::egui::{CursorIcon, Id, PointerButton, Pos2, Rect, Response, Ui, vec2};

use super::galley::{self, Cut};
use super::{Line, Reader, Scene};
use crate::desktop::command::Command;
use crate::model::{Annotation, Article, Edit, Place};
use crate::text::{FrozenText, Span, UnitKind, default_unit, snap, unit_at};

/// What is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Drag {
    /// Words, from the byte where the button went down.
    Words { anchor: usize },
    /// An end of an annotation.
    Handle { place: Place, start: bool, to: Option<Span> },
}

/// How near to a handle the pointer has to be, in points.
const REACH: f32 = 8.0;

impl Reader {
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        article: &Article,
        lines: &[Line],
        response: &Response,
        out: &mut Vec<Command>,
    ) {
        let (modifiers, moved) = ui.input(|i| (i.modifiers, i.pointer.delta() != vec2(0.0, 0.0)));
        let hover = response.hover_pos().filter(|_| !ui.ctx().is_popup_open_above());
        let pressed_at = response.interact_pointer_pos();
        let selected = scene.selected.filter(|p| p.article == article.id && p.analyst == *scene.analyst);
        let held = selected.and_then(|p| scene.project.annotation(p).map(|a| (p, a.clone())));
        let handles = held.as_ref().map(|(place, a)| (*place, handles(article, a, lines)));

        self.hovered = hover.is_some();
        if let Some(pos) = hover {
            let at = place_of(lines, pos);
            if moved || !self.by_keys {
                self.by_keys = self.by_keys && !moved;
                self.unit = at.filter(|(_, hit)| hit.beside).and_then(|(line, hit)| {
                    let byte = line.bytes.start + hit.byte;
                    if article.noise.iter().any(|n| n.contains(byte)) {
                        return None;
                    }
                    let ends = scene.project.codebook().ends;
                    let unit = |kind| unit_at(&article.text, byte, kind, ends).map(|s| (kind, s));
                    match (modifiers.shift, modifiers.alt) {
                        (true, _) => unit(UnitKind::Clause),
                        (_, true) => unit(UnitKind::Paragraph),
                        _ => default_unit(&article.text, byte, ends),
                    }
                });
            }
            let on_handle =
                handles.as_ref().and_then(|(_, h)| h.iter().find(|(r, _)| r.expand(REACH / 2.0).contains(pos)));
            ui.ctx().set_cursor_icon(match (on_handle, at) {
                (Some(_), _) => CursorIcon::ResizeHorizontal,
                (_, Some((_, hit))) if hit.inside => CursorIcon::Text,
                _ => CursorIcon::Default,
            });
        } else if !self.by_keys && self.drag.is_none() && ui.memory(|m| m.top_modal_layer().is_none()) {
            // Behind the palette the target stays: the palette may be there to tag it.
            self.unit = None;
        }

        if response.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|i| i.pointer.press_origin())
        {
            let near = handles
                .as_ref()
                .and_then(|(place, ends)| Some((place, ends.iter().find(|(r, _)| r.expand(REACH).contains(origin))?)));
            if let Some((place, (_, start))) = near {
                self.drag = Some(Drag::Handle { place: (*place).clone(), start: *start, to: None });
            } else if let Some((line, hit)) = place_of(lines, origin) {
                self.drag = Some(Drag::Words { anchor: line.bytes.start + hit.boundary });
                self.selection = None;
            }
        }

        if let (Some(pos), Some(drag)) = (pressed_at, self.drag.clone())
            && let Some((line, hit)) = place_of(lines, pos)
        {
            let now = line.bytes.start + hit.boundary;
            match drag {
                Drag::Words { anchor } => {
                    let range = anchor.min(now)..anchor.max(now);
                    self.selection = if range.is_empty() { None } else { grow(&article.text, range, modifiers.alt) };
                }
                Drag::Handle { place, start, .. } => {
                    let to = scene.project.annotation(&place).and_then(|a| {
                        let first = a.spans.first()?.bytes();
                        let last = a.spans.last()?.bytes();
                        let (own, fixed) = if start { (first.end, first.end) } else { (last.start, last.start) };
                        let range = if start { now.min(own)..fixed } else { fixed..now.max(own) };
                        if range.is_empty() { None } else { move_end(&article.text, range, start, modifiers.alt) }
                    });
                    self.drag = Some(Drag::Handle { place, start, to });
                }
            }
            self.scroll_while_dragging(ui, pos);
        }

        if response.drag_stopped() {
            if let Some(Drag::Handle { place, start, to: Some(to) }) = &self.drag
                && let Some(edit) = end_moved(scene, article, place, *start, *to)
            {
                out.push(Command::Edit("Move an end".into(), edit));
            }
            self.drag = None;
        }

        if (response.clicked() || response.double_clicked() || response.triple_clicked())
            && let Some(pos) = pressed_at
        {
            self.clicked(article, lines, response, pos, scene, out);
        }
    }

    fn clicked(
        &mut self,
        article: &Article,
        lines: &[Line],
        response: &Response,
        pos: Pos2,
        scene: &Scene<'_>,
        out: &mut Vec<Command>,
    ) {
        let at = place_of(lines, pos).filter(|(_, hit)| hit.inside).map(|(line, hit)| line.bytes.start + hit.byte);
        let Some(byte) = at else {
            self.release();
            out.push(Command::Select(None));
            return;
        };
        if response.triple_clicked() {
            self.selection = unit_at(&article.text, byte, UnitKind::Sentence, scene.project.codebook().ends);
            out.push(Command::Select(None));
        } else if response.double_clicked() {
            self.selection = unit_at(&article.text, byte, UnitKind::Word, scene.project.codebook().ends);
            out.push(Command::Select(None));
        } else {
            self.selection = None;
            // A click on a pile goes through it from the smallest to the largest.
            let pile = self.bands.at(byte);
            let now = pile.iter().position(|b| Some(&b.place) == scene.selected);
            let next = now.map_or(0, |i| i + 1);
            let pick = if pile.is_empty() { None } else { pile.get(next % pile.len()).map(|b| b.place.clone()) };
            out.push(Command::Select(pick));
        }
    }

    fn scroll_while_dragging(&self, ui: &Ui, pos: Pos2) {
        let view = ui.clip_rect();
        let beyond = if pos.y < view.top() + 12.0 {
            view.top() + 12.0 - pos.y
        } else if pos.y > view.bottom() - 12.0 {
            view.bottom() - 12.0 - pos.y
        } else {
            return;
        };
        ui.scroll_with_delta(vec2(0.0, beyond.clamp(-30.0, 30.0)));
        ui.ctx().request_repaint();
    }

    /// The span that is being dragged out of an annotation, for painting.
    pub(super) fn moving(&self) -> Option<(&Place, bool, Span)> {
        match &self.drag {
            Some(Drag::Handle { place, start, to: Some(to) }) => Some((place, *start, *to)),
            _ => None,
        }
    }
}

/// The line at a point of the screen, or the nearest one, and what the point hits in it.
fn place_of(lines: &[Line], pos: Pos2) -> Option<(&Line, galley::Hit)> {
    let far = |line: &Line| {
        let y = line.origin.y..=line.origin.y + line.set.galley.size().y;
        if y.contains(&pos.y) { 0.0 } else { (y.start() - pos.y).max(pos.y - y.end()) }
    };
    let line = lines.iter().filter(|l| l.set.cut != Cut::Hopeless).min_by(|a, b| far(a).total_cmp(&far(b)))?;
    let mut hit = galley::hit(&line.set.galley, line.set.galley.text(), pos - line.origin);
    hit.inside &= far(line) == 0.0;
    hit.beside &= far(line) == 0.0;
    Some((line, hit))
}

/// Dragged words: whole ones, or whole characters.
fn grow(text: &FrozenText, range: std::ops::Range<usize>, characters: bool) -> Option<Span> {
    if characters { text.covering(range) } else { snap(text, range) }
}

/// One end dragged, the other fixed.
fn move_end(text: &FrozenText, range: std::ops::Range<usize>, start: bool, characters: bool) -> Option<Span> {
    let grown = grow(text, range.clone(), characters)?;
    let fixed = if start { grown.start().byte()..range.end } else { range.start..grown.end().byte() };
    text.span(fixed).ok()
}

fn end_moved(scene: &Scene<'_>, article: &Article, place: &Place, start: bool, to: Span) -> Option<Edit> {
    let annotation = scene.project.annotation(place)?;
    let mut spans = annotation.spans.clone();
    let slot = if start { spans.first_mut() } else { spans.last_mut() };
    *slot? = to;
    if spans == annotation.spans {
        return None;
    }
    let spans = spans.into_iter().map(|s| article.text.anchor(s)).collect();
    Some(Edit::SetSpans { place: place.clone(), spans })
}

/// Where the two handles of an annotation are, as far as they are on screen; `true` for the start.
pub(super) fn handles(article: &Article, annotation: &Annotation, lines: &[Line]) -> Vec<(Rect, bool)> {
    let mut found = Vec::new();
    for (byte, start) in [(annotation.start(), true), (annotation.end(), false)] {
        let line = lines
            .iter()
            .find(|l| if start { l.bytes.contains(&byte) } else { l.bytes.start < byte && byte <= l.bytes.end });
        let Some(line) = line else { continue };
        let words = article.text.as_str().get(line.bytes.clone()).unwrap_or_default();
        let at = byte - line.bytes.start;
        let rects = if start {
            galley::row_rects(&line.set.galley, words, at..words.len())
        } else {
            galley::row_rects(&line.set.galley, words, 0..at)
        };
        let edge = if start { rects.first().map(|r| (r.left(), *r)) } else { rects.last().map(|r| (r.right(), *r)) };
        if let Some((x, row)) = edge {
            let rect = Rect::from_min_max(Pos2::new(x - 2.0, row.top() + 2.0), Pos2::new(x + 2.0, row.bottom() - 2.0));
            found.push((rect.translate(line.origin.to_vec2()), start));
        }
    }
    found
}

/// Whether something floats above the text.
trait Popups {
    fn is_popup_open_above(&self) -> bool;
}

impl Popups for eframe::egui::Context {
    fn is_popup_open_above(&self) -> bool {
        eframe::egui::Popup::is_any_open(self)
    }
}

/// The id under which assistive technology knows a paragraph.
pub(super) fn line_id(article: &Article, index: usize) -> Id {
    Id::unique(("paragraph", article.id.as_str(), index))
}
