//! A cell of the matrix: an outlet's own words, its value, and the sign of its state.

use std::sync::Arc;

use eframe::egui::epaint::text::Galley;
use eframe::egui::{CursorIcon, Id, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::matrix::Matrix;
use super::phrases::{self, Shown};
use super::row::{Columns, GAP, PAD};
use super::{Scene, menu, parts};
use crate::consensus::Cell;
use crate::desktop::command::Command;
use crate::desktop::theme::{self, Palette};
use crate::model::AnnotationId;

/// Size of the letters.
pub const SIZE: f32 = 14.0;
/// Rows of words.
pub const ROWS: usize = 3;

/// How tall a cell is, without the room around it.
pub fn height(painter: &Painter, cell: &Shown, columns: Columns, p: &Palette) -> f32 {
    Body::new(painter, cell, columns, p).height(cell)
}

/// The words of a cell, laid out.
struct Body {
    words: Option<Arc<Galley>>,
    note: Option<Arc<Galley>>,
}

impl Body {
    fn new(painter: &Painter, cell: &Shown, columns: Columns, p: &Palette) -> Self {
        let width = columns.each - GAP;
        let set = |note: &str| parts::set_words(painter, note, theme::sans(12.0), p.soft, width, 1);
        Self {
            words: (!cell.runs.is_empty()).then(|| parts::set_runs(painter, &cell.runs, SIZE, width, ROWS, p)),
            note: (!cell.note.is_empty()).then(|| set(&cell.note)),
        }
    }

    fn height(&self, cell: &Shown) -> f32 {
        let chip = if cell.chip.is_some() { parts::CHIP + 4.0 } else { 0.0 };
        let of = |set: &Option<Arc<Galley>>, gap: f32| set.as_ref().map_or(0.0, |g| g.size().y + gap);
        let sign = if cell.runs.is_empty() && self.note.is_some() { parts::CHIP } else { 0.0 };
        chip + sign + of(&self.words, 0.0) + of(&self.note, 3.0)
    }
}

/// Draws a cell and takes in what the pointer does to it.
#[expect(clippy::too_many_arguments, reason = "a cell, where it is, and what it may change")]
pub fn show(
    ui: &Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    (id, column): (AnnotationId, usize),
    cell: &Shown,
    area: Rect,
    clip: Rect,
    columns: Columns,
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let Some(article) = scene.columns.get(column) else { return };
    let inside = area.translate(vec2(-10.0, 0.0)).intersect(clip);
    let response = ui.interact(inside, Id::unique(("cell", id.0, article.id.as_str())), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &cell.label));
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(clip));
    if response.hovered() || response.has_focus() {
        let ground = area.shrink2(vec2(3.0, 4.0)).translate(vec2(-10.0, 0.0));
        painter.rect_filled(ground, 6, p.line.gamma_multiply(0.4));
        if response.has_focus() {
            painter.rect_stroke(ground, 6, Stroke::new(1.5, p.accent), StrokeKind::Inside);
        }
    }
    let mut at = area.min + vec2(0.0, PAD);
    let body = Body::new(&painter, cell, columns, &p);
    let sign = match cell.state {
        Cell::Silent => Some(("–", p.soft)),
        Cell::Unread => Some(("?", p.soft)),
        Cell::Otherwise => Some(("≠", p.bad)),
        Cell::Denies => Some(("¬", p.bad)),
        Cell::Says | Cell::Per(_) => None,
    };
    let mut x = at.x;
    if let Some((sign, ink)) = sign {
        let set = painter.layout_no_wrap(sign.to_owned(), theme::sans_bold(14.0), ink);
        let size = set.size();
        painter.galley(pos2(x, at.y + parts::CHIP / 2.0 - size.y / 2.0), set, ink);
        x += size.x + 6.0;
    }
    if let Some((words, good)) = &cell.chip {
        let width = area.left() + columns.each - GAP - x;
        parts::value_chip(&painter, pos2(x, at.y), words, *good, width, &p);
        at.y += parts::CHIP + 4.0;
    }
    let mut cut = false;
    if let Some(words) = body.words {
        cut = words.elided;
        at.y += words.size().y;
        painter.galley(at - vec2(0.0, words.size().y), words, p.ink);
    }
    if let Some(note) = body.note {
        // Where there are no words, below the sign.
        if cell.runs.is_empty() {
            at.y += parts::CHIP;
        }
        painter.galley(at + vec2(0.0, 3.0), note, p.soft);
    }
    let statement = scene.consensus.statement_of(id);
    if let (Some(statement), Some(place)) = (statement, &cell.place)
        && let Some(member) = statement.members.iter().find(|m| m.place == *place)
    {
        menu::wording(&response, matrix, scene, (statement, member), out);
    }
    if response.clicked() {
        match &cell.place {
            _ if matrix.merging.is_some() => {
                out.extend(matrix.merge_with(scene.consensus, Some(id)).map(|(a, b)| Command::Same(a, b)));
            }
            Some(place) if scene.project.annotation(place).is_some() => {
                matrix.chosen = Some(id);
                out.push(Command::GoTo(place.clone()));
            }
            _ => out.push(Command::Read(article.id.clone())),
        }
    }
    let told = match &cell.place {
        Some(place) if cut => scene.project.annotation(place).map(|a| a.words(&article.text)),
        Some(_) => None,
        None => Some(cell.label.clone()),
    };
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if let Some(told) = told {
        response.on_hover_text(phrases::brief(&told, 600));
    }
}
