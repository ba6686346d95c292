//! The matrix itself: a head of outlets and a column of statements that stay, and between them the cells on screen.

use eframe::egui::scroll_area::{DragScroll, ScrollSource};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::drag::{self, Over};
use super::matrix::{Held, Matrix, key};
use super::row::{self, Columns};
use super::{Scene, heads, opened};
use crate::desktop::command::Command;
use crate::desktop::theme;
use crate::model::AnnotationId;

/// Height of the head.
const HEAD: f32 = 48.0;
/// Room below the last row, for what floats there.
const FOOT: f32 = 84.0;
/// Room that is drawn beyond the edges of the screen.
const BEYOND: f32 = 20.0;

/// Draws the matrix.
pub fn show(ui: &mut Ui, matrix: &mut Matrix, scene: &Scene<'_>, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let full = ui.available_width();
    let columns = Columns::new(full, scene.columns.len());
    matrix.heights.set_for(columns.first, columns.each, ui.ctx().pixels_per_point());
    matrix.set_room(columns.letters());
    let opened = matrix.row_of(scene.consensus, matrix.opened);
    matrix.heights.open(opened.map(|row| (row, matrix.detail)));
    let (head, _) = ui.allocate_exact_size(vec2(full, HEAD), Sense::hover());

    let mut area = ScrollArea::both()
        .id_salt("matrix")
        .scroll_source(ScrollSource { drag: DragScroll::Never, ..ScrollSource::ALL })
        .auto_shrink(false);
    if let Some(y) = matrix.scroll_to.take().or_else(|| reveal(matrix, scene)) {
        area = area.vertical_scroll_offset(y);
    }
    let shown = area.show_viewport(ui, |ui, viewport| {
        body(ui, matrix, scene, columns, viewport, out);
        viewport
    });
    heads::show(ui, matrix, scene, columns, head, shown.inner.left(), out);
}

/// Where to scroll to for the chosen row, with what lies open in it, to be in view, if it is to be and is not.
fn reveal(matrix: &Matrix, scene: &Scene<'_>) -> Option<f32> {
    let measured = matrix.unfold && matrix.detail > 0.0;
    if !(matrix.reveal || measured) {
        return None;
    }
    let row = matrix.row_of(scene.consensus, matrix.chosen)?;
    let (top, bottom) = (matrix.heights.top(row), matrix.heights.top(row + 1));
    let (from, to) = matrix.view;
    if top < from {
        Some(top)
    } else if bottom > to {
        // Of a row that is taller than the screen, the top.
        Some((bottom - (to - from)).min(top).max(0.0))
    } else {
        None
    }
}

fn body(ui: &mut Ui, matrix: &mut Matrix, scene: &Scene<'_>, columns: Columns, viewport: Rect, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let origin = ui.min_rect().min;
    let view = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size());
    let width = columns.width(scene.columns.len()).max(view.width());
    let pointer = ui.input(|i| i.pointer.interact_pos()).filter(|at| view.contains(*at));
    let count = matrix.shown().len();
    let mut at = matrix.heights.between(viewport.top() - BEYOND..viewport.bottom() + BEYOND).start;
    let (mut shift, mut over) = (0.0, Over::Nothing);
    let (mut anchor, mut kept): (Option<(AnnotationId, f32)>, Option<f32>) = (None, None);
    let keep = matrix.keep.take();
    matrix.view = (viewport.top(), viewport.bottom());
    while at < count && matrix.heights.top(at) < viewport.bottom() + BEYOND {
        let Some(&index) = matrix.shown().get(at) else { break };
        let Some(statement) = scene.consensus.statements.get(index) else { break };
        let Some(id) = key(statement) else { break };
        let top = matrix.heights.top(at);
        let height = match matrix.heights.measured(at) {
            Some(height) => height,
            None => {
                let height = row::measure(ui.painter(), matrix, scene, index, columns, &p);
                let change = matrix.heights.measure(at, height);
                // What turns out taller than estimated above the screen must not push what is being read.
                if top < viewport.top() {
                    shift += change;
                }
                height
            }
        };
        let rect = Rect::from_min_size(origin + vec2(0.0, top), vec2(width, height));
        row::show(ui, matrix, scene, row::Place { index, rect, view, columns }, out);
        let mut whole = rect;
        if matrix.means(matrix.opened, statement) {
            let below = Rect::from_min_max(pos2(view.left(), rect.bottom()), pos2(view.right(), f32::INFINITY));
            let detail = detail(ui, matrix, scene, index, below, view, columns, out);
            if (detail - matrix.detail).abs() > 0.5 {
                matrix.detail = detail;
                matrix.heights.open(Some((at, detail)));
                ui.ctx().request_repaint();
            } else {
                matrix.unfold = false;
            }
            whole.max.y += detail;
        }
        let line = whole.bottom() - 0.5;
        ui.painter().hline(view.x_range(), line, Stroke::new(1.0, p.line));
        // The row at hand, or else the first that is on screen, is the one that stays where it is.
        let on_screen = whole.bottom() > view.top() + 1.0;
        if matrix.means(matrix.chosen, statement) || (anchor.is_none() && on_screen) {
            anchor = Some((id, top - viewport.top()));
        }
        if keep.is_some_and(|(id, _)| matrix.means(Some(id), statement)) {
            kept = Some(top - viewport.top());
        }
        if let Some(Held::Row(held) | Held::Wording(held)) = matrix.dragging
            && pointer.is_some_and(|at| whole.contains(at))
        {
            if matrix.means(Some(held), statement) {
                over = Over::Home;
            } else {
                over = Over::Row(id);
                let edge = whole.intersect(view).shrink(2.0);
                ui.painter().rect_filled(edge, 6, p.selection.gamma_multiply(0.35));
                ui.painter().rect_stroke(edge, 6, Stroke::new(2.0, p.accent), StrokeKind::Inside);
            }
        }
        at += 1;
    }
    if viewport.left() > 0.5 {
        let x = view.left() + columns.first;
        ui.painter().vline(x, view.y_range(), Stroke::new(1.0, p.line));
    }
    matrix.anchor = anchor;
    drag::show(ui, matrix, scene, view, over, out);
    // Rows that were estimated have their heights now.
    if let Some((wanted, now)) = keep.zip(kept) {
        shift = now - wanted.1;
    }
    if shift.abs() > 0.5 {
        ui.scroll_with_delta_animation(vec2(0.0, -shift), ScrollAnimation::none());
    }
    let pan = std::mem::take(&mut matrix.pan) * columns.each;
    if pan.abs() > 0.5 {
        ui.scroll_with_delta_animation(vec2(-pan, 0.0), ScrollAnimation::none());
    }
    let total = matrix.heights.total() + FOOT;
    ui.expand_to_include_rect(Rect::from_min_size(origin, vec2(width, total)));
}

/// What lies open below a row; gives back its height.
#[expect(clippy::too_many_arguments, reason = "where it lies and what it is drawn from")]
fn detail(
    ui: &mut Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    index: usize,
    below: Rect,
    view: Rect,
    columns: Columns,
    out: &mut Vec<Command>,
) -> f32 {
    let p = theme::palette(ui.style());
    let Some(statement) = scene.consensus.statements.get(index) else { return 0.0 };
    let back = ui.painter().add(Shape::Noop);
    let room = below.with_max_y(below.top() + 1e5);
    let builder = UiBuilder::new().max_rect(room).id_salt(("opened", statement.id.as_str()));
    let drawn = ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(view));
        opened::show(ui, matrix, scene, statement, columns, out)
    });
    let height = (drawn.inner - below.top()).max(0.0).ceil();
    let ground = below.with_max_y(below.top() + height);
    ui.painter().set(back, Shape::rect_filled(ground, 0, p.panel.gamma_multiply(0.6)));
    height
}
