//! What the pointer does to a text: it outlines units, drags over words, picks annotations, moves their ends.

use eframe::egui::{CursorIcon, Id, Modifiers, PointerButton, Pos2, Rect, Response, Ui, vec2};

use super::galley;
use super::{Line, Reader, Scene};
use crate::desktop::command::Command;
use crate::model::{Annotation, Article, Edit, Place};
use crate::text::{FrozenText, Span, UnitKind, default_unit, snap, unit_at, with_span};

/// What is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Drag {
    /// Words, from the byte where the button went down.
    Words {
        anchor: usize,
        /// The stretches that had been selected before, if this one is to be added to them.
        kept: Vec<Span>,
        /// Whether the words are to become a part of the selected annotation.
        part: bool,
        /// Whether they name who speaks.
        name: bool,
    },
    /// An end of a part of an annotation.
    Handle { place: Place, part: usize, start: bool, to: Option<Span> },
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
        let covered = ui.ctx().is_popup_open_above();
        let hover = response.hover_pos().filter(|_| !covered);
        let pressed_at = response.interact_pointer_pos();
        let selected = scene.selected.filter(|p| p.article == article.id && p.analyst == *scene.analyst);
        let held = selected.and_then(|p| scene.project.annotation(p).map(|a| (p, a.clone())));
        // A brush paints; it takes hold of nothing.
        let grips = held.as_ref().filter(|_| scene.brush.is_none());
        let handles = grips.map(|(place, a)| (*place, handles(a, lines)));

        self.hovered = hover.is_some();
        if let Some(pos) = hover {
            let at = place_of(lines, pos);
            if moved || !self.by_keys {
                self.by_keys = self.by_keys && !moved;
                let byte = at.filter(|(_, hit)| hit.beside).map(|(line, hit)| line.bytes.start + hit.byte);
                self.pointed = byte;
                let text = byte.filter(|byte| !article.noise.iter().any(|n| n.contains(*byte)));
                self.unit = text.and_then(|byte| self.unit_under(article, byte, modifiers, scene));
            }
            let on_handle =
                handles.as_ref().and_then(|(_, h)| h.iter().find(|h| h.rect.expand(REACH / 2.0).contains(pos)));
            ui.ctx().set_cursor_icon(match (on_handle, at) {
                (Some(_), _) => CursorIcon::ResizeHorizontal,
                (_, Some((_, hit))) if hit.inside && scene.brush.is_some() => CursorIcon::Crosshair,
                (_, Some((_, hit))) if hit.inside => CursorIcon::Text,
                _ => CursorIcon::Default,
            });
        } else if !self.by_keys && self.drag.is_none() && !covered && ui.memory(|m| m.top_modal_layer().is_none()) {
            // Behind the palette or a menu the target stays: that may be there to tag it.
            self.unit = None;
            self.pointed = None;
        }

        if response.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|i| i.pointer.press_origin())
        {
            let near = handles
                .as_ref()
                .and_then(|(place, ends)| Some((place, ends.iter().find(|h| h.rect.expand(REACH).contains(origin))?)));
            if let Some((place, handle)) = near {
                let (part, start) = (handle.part, handle.start);
                self.drag = Some(Drag::Handle { place: (*place).clone(), part, start, to: None });
            } else if let Some((line, hit)) = place_of(lines, origin) {
                let more = modifiers.command;
                let kept = if more { std::mem::take(&mut self.selection) } else { Vec::new() };
                // With Ctrl the words belong to what is selected: words if there are any, else the annotation.
                let part = more && kept.is_empty() && held.is_some();
                let name = modifiers.shift && held.is_some();
                self.drag = Some(Drag::Words { anchor: line.bytes.start + hit.boundary, kept, part, name });
                self.selection.clear();
                self.anchor = None;
            }
        }

        if let (Some(pos), Some(drag)) = (pressed_at, self.drag.clone())
            && let Some((line, hit)) = place_of(lines, pos)
        {
            let now = line.bytes.start + hit.boundary;
            match drag {
                Drag::Words { anchor, kept, .. } => {
                    let range = anchor.min(now)..anchor.max(now);
                    let words =
                        if range.is_empty() { None } else { grow(&article.text, range, modifiers.alt == scene.snap) };
                    self.selection = match words {
                        Some(words) => with_span(&article.text, kept, words),
                        None => kept,
                    };
                    let fixed = |s: &Span| if now >= anchor { s.start().byte() } else { s.end().byte() };
                    self.anchor = self.selection.last().map(fixed);
                    self.caret = Some(now);
                }
                Drag::Handle { place, part, start, .. } => {
                    let to = scene.project.annotation(&place).and_then(|a| {
                        let own = a.spans.get(part)?.bytes();
                        // Not beyond the neighbouring parts.
                        let before = part.checked_sub(1).and_then(|p| a.spans.get(p)).map_or(0, |s| s.end().byte());
                        let behind = a.spans.get(part + 1).map_or(article.text.len(), |s| s.start().byte());
                        let range = if start {
                            now.clamp(before.min(own.end), own.end)..own.end
                        } else {
                            own.start..now.clamp(own.start, behind.max(own.start))
                        };
                        if range.is_empty() {
                            None
                        } else {
                            move_end(&article.text, range, start, modifiers.alt == scene.snap)
                        }
                    });
                    self.drag = Some(Drag::Handle { place, part, start, to });
                }
            }
            self.scroll_while_dragging(ui, pos);
        }

        if response.drag_stopped() {
            match self.drag.take() {
                Some(Drag::Handle { place, part, start: _, to: Some(to) }) => {
                    if let Some(edit) = end_moved(scene, article, &place, part, to) {
                        out.push(Command::Edit("Move an end".into(), edit));
                    }
                }
                Some(Drag::Words { name: true, .. }) if !self.selection.is_empty() => {
                    out.push(Command::UseWords(std::mem::take(&mut self.selection)));
                }
                Some(Drag::Words { part: true, .. }) if !self.selection.is_empty() => {
                    out.push(Command::AddParts(std::mem::take(&mut self.selection)));
                }
                Some(Drag::Words { .. }) if !self.selection.is_empty() => {
                    if let Some(code) = scene.brush {
                        out.push(Command::TagSpans(std::mem::take(&mut self.selection), code.clone()));
                    }
                }
                _ => {}
            }
        }

        if (response.clicked() || response.double_clicked() || response.triple_clicked())
            && let Some(pos) = pressed_at
        {
            self.clicked(article, lines, response, pos, scene, out);
        }
        if response.secondary_clicked() && self.selection.is_empty() {
            // What the menu offers is for what was clicked, not for what was chosen before.
            let pile = self.pointed.map(|byte| self.bands.at(byte)).unwrap_or_default();
            let chosen = pile.iter().any(|b| Some(&b.place) == scene.selected);
            if !chosen {
                out.push(Command::Select(pile.first().map(|b| b.place.clone())));
            }
        }
    }

    /// The unit that the pointer and the held keys mean: Shift a clause, with Alt a word, Alt alone a paragraph; else
    /// the quotation or sentence, grown or shrunk as the keys have asked for while the pointer is on it.
    fn unit_under(
        &mut self,
        article: &Article,
        byte: usize,
        modifiers: Modifiers,
        scene: &Scene<'_>,
    ) -> Option<(UnitKind, Span)> {
        let ends = scene.project.codebook().ends;
        let unit = |kind| unit_at(&article.text, byte, kind, ends).map(|s| (kind, s));
        match (modifiers.shift, modifiers.alt) {
            (true, true) => return unit(UnitKind::Word),
            (true, false) => return unit(UnitKind::Clause),
            (false, true) => return unit(UnitKind::Paragraph),
            (false, false) => {}
        }
        let base = default_unit(&article.text, byte, ends);
        if base != self.base {
            self.base = base;
            self.level = 0;
        }
        if self.level == 0 { base } else { self.sized(&article.text, byte, ends) }
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
        let at = place_of(lines, pos).filter(|(_, hit)| hit.inside);
        let Some((line, hit)) = at else {
            self.release();
            out.push(Command::Select(None));
            return;
        };
        let byte = line.bytes.start + hit.byte;
        let ends = scene.project.codebook().ends;
        self.caret = Some(line.bytes.start + hit.boundary);
        self.anchor = None;
        if let Some(code) = scene.brush {
            let words = if response.double_clicked() {
                // The first click has tagged the unit already.
                None
            } else {
                self.unit.map(|(_, span)| span)
            };
            self.selection.clear();
            out.extend(words.map(|words| Command::TagSpans(vec![words], code.clone())));
        } else if response.triple_clicked() {
            self.selection = unit_at(&article.text, byte, UnitKind::Sentence, ends).into_iter().collect();
            out.push(Command::Select(None));
        } else if response.double_clicked() {
            self.selection = unit_at(&article.text, byte, UnitKind::Word, ends).into_iter().collect();
            out.push(Command::Select(None));
        } else {
            self.selection.clear();
            // A click on a pile goes through it from the smallest to the largest.
            let pile = self.bands.at(byte);
            let now = pile.iter().position(|b| Some(&b.place) == scene.selected);
            let next = now.map_or(0, |i| i + 1);
            let pick = if pile.is_empty() { None } else { pile.get(next % pile.len()).map(|b| b.place.clone()) };
            let proposed = scene.suggested.at(byte).filter(|_| pick.is_none()).map(|s| (s.kind, s.span));
            out.push(Command::Select(pick));
            out.extend(proposed.map(|p| Command::Reader(super::Action::Propose(Some(p)))));
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
    pub(super) fn moving(&self) -> Option<(&Place, usize, Span)> {
        match &self.drag {
            Some(Drag::Handle { place, part, to: Some(to), .. }) => Some((place, *part, *to)),
            _ => None,
        }
    }
}

/// The line at a point of the screen, or the nearest one, and what the point hits in it.
fn place_of(lines: &[Line], pos: Pos2) -> Option<(&Line, galley::Hit)> {
    let far = |line: &Line| {
        let y = line.origin.y..=line.origin.y + line.set.size().y;
        if y.contains(&pos.y) { 0.0 } else { (y.start() - pos.y).max(pos.y - y.end()) }
    };
    let line = lines.iter().filter(|l| l.set.is_known()).min_by(|a, b| far(a).total_cmp(&far(b)))?;
    let mut hit = line.set.hit(pos - line.origin);
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

fn end_moved(scene: &Scene<'_>, article: &Article, place: &Place, part: usize, to: Span) -> Option<Edit> {
    let annotation = scene.project.annotation(place)?;
    let mut spans = annotation.spans.clone();
    *spans.get_mut(part)? = to;
    if spans == annotation.spans {
        return None;
    }
    let spans = spans.into_iter().map(|s| article.text.anchor(s)).collect();
    Some(Edit::SetSpans { place: place.clone(), spans })
}

/// A place where an end of an annotation can be taken hold of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handle {
    pub(super) rect: Rect,
    /// Which of the annotation's spans.
    pub(super) part: usize,
    /// Its start, or its end.
    pub(super) start: bool,
}

/// Where the handles of an annotation are, two for each of its parts, as far as they are on screen.
pub(super) fn handles(annotation: &Annotation, lines: &[Line]) -> Vec<Handle> {
    let mut found = Vec::new();
    let each = annotation.spans.iter().enumerate();
    for (part, byte, start) in each.flat_map(|(i, s)| [(i, s.start().byte(), true), (i, s.end().byte(), false)]) {
        let line = lines
            .iter()
            .find(|l| if start { l.bytes.contains(&byte) } else { l.bytes.start < byte && byte <= l.bytes.end });
        let Some(line) = line else { continue };
        let at = byte - line.bytes.start;
        let ends = line.set.ends(if start { at..line.bytes.len() } else { 0..at });
        if let Some([first, last]) = ends {
            let row = if start { first } else { last };
            let rect = row.expand2(vec2(2.0, -2.0));
            found.push(Handle { rect: rect.translate(line.origin.to_vec2()), part, start });
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
