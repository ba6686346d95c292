//! What is being dragged: a note of it under the pointer, what lights up, and what comes of letting go.

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Align2, CursorIcon, Id, LayerId, Order, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, vec2};

use super::Scene;
use super::actions::Action;
use super::choices::others;
use super::matrix::{Held, Matrix, key};
use super::phrases::{brief, name};
use crate::consensus::Statement;
use crate::desktop::command::Command;
use crate::desktop::theme::{self, Palette};
use crate::model::AnnotationId;

/// Where the pointer is, of what is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Not above a row.
    Nothing,
    /// Above the row that it comes from.
    Home,
    /// Above another row, by one of its annotations.
    Row(AnnotationId),
}

/// Draws what is being dragged; once it is let go, asks for what comes of it.
pub fn show(ui: &Ui, matrix: &mut Matrix, scene: &Scene<'_>, view: Rect, over: Over, out: &mut Vec<Command>) {
    let Some(held) = matrix.dragging else { return };
    let (Held::Row(id) | Held::Wording(id)) = held;
    let Some(statement) = scene.consensus.statement_of(id) else { return };
    let p = theme::palette(ui.style());
    let (at, down) = ui.input(|i| (i.pointer.interact_pos(), i.pointer.any_down()));
    let zone = zone(view);
    let wording = matches!(held, Held::Wording(_)) && statement.members.len() > 1;
    let over = if wording && at.is_some_and(|at| zone.contains(at)) { Over::Nothing } else { over };
    let comes = comes(held, statement, over, wording);
    if !down {
        matrix.dragging = None;
        if let Some((_, command)) = comes {
            if let Over::Row(target) = over {
                matrix.chosen = Some(target);
            }
            out.push(command);
        }
        return;
    }
    let Some(at) = at else { return };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged-statement")));
    if wording {
        target(&painter, zone, over == Over::Nothing, &p);
    }
    let words = match held {
        Held::Row(_) => brief(&statement.text, 48),
        Held::Wording(_) => {
            let member = statement.members.iter().find(|m| m.place.annotation == id);
            let outlet = member.map_or(String::new(), |m| name(scene.project, &m.place.article));
            format!("{outlet}: {}", brief(member.map_or("", |m| m.text.as_ref()), 48))
        }
    };
    let verb = comes.map_or("", |(verb, _)| verb);
    ghost(&painter, at, verb, words, &p);
    // Near an edge the rows come along.
    let (above, below) = (view.top() + 40.0 - at.y, at.y - (view.bottom() - 40.0));
    if (above > 0.0 || below > 0.0) && !(wording && zone.contains(at)) {
        let speed = if above > 0.0 { above } else { -below }.clamp(-40.0, 40.0) * 0.3;
        ui.scroll_with_delta_animation(vec2(0.0, speed), ScrollAnimation::none());
    }
    ui.ctx().request_repaint();
}

/// What comes of letting go, in a word and as a command.
fn comes(held: Held, statement: &Statement, over: Over, several: bool) -> Option<(&'static str, Command)> {
    match (held, over) {
        (Held::Row(_), Over::Row(target)) => Some(("Merge", Command::Same(key(statement)?, target))),
        (Held::Wording(id), Over::Row(target)) => Some(("Move", Command::Consensus(Action::Move(id, target)))),
        (Held::Wording(id), Over::Nothing) if several => {
            Some(("Take out", Command::TakeOut(id, others(statement, id))))
        }
        _ => None,
    }
}

/// Where a wording can always be let go, however tall its row is.
fn zone(view: Rect) -> Rect {
    let size = vec2(330.0, 40.0).min(view.size());
    Rect::from_center_size(view.center_bottom() - vec2(0.0, 44.0), size)
}

fn target(painter: &Painter, zone: Rect, lit: bool, p: &Palette) {
    let (fill, edge) =
        if lit { (p.selection, Stroke::new(2.0, p.accent)) } else { (p.field, Stroke::new(1.0, p.soft)) };
    painter.rect(zone, 10, fill, edge, StrokeKind::Inside);
    let words = "Here: a statement of its own · Esc cancels";
    painter.text(zone.center(), Align2::CENTER_CENTER, words, theme::sans(13.0), p.ink);
}

fn ghost(painter: &Painter, at: Pos2, verb: &str, words: String, p: &Palette) {
    let set = painter.layout_no_wrap(words, theme::serif(14.0), p.ink);
    let verb = painter.layout_no_wrap(verb.to_owned(), theme::sans_bold(12.5), p.accent);
    let gap = if verb.size().x > 0.0 { 8.0 } else { 0.0 };
    let size = vec2(verb.size().x + gap + set.size().x + 20.0, set.size().y + 12.0);
    let rect = Rect::from_min_size(at + vec2(14.0, 8.0), size);
    painter.rect(rect, 6, p.field, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    let left = rect.left_center() + vec2(10.0, 0.0);
    let width = verb.size().x;
    painter.galley(left - vec2(0.0, verb.size().y / 2.0), verb, p.accent);
    painter.galley(left + vec2(width + gap, -set.size().y / 2.0), set, p.ink);
}
