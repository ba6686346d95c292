//! The matrix itself: a head of outlets and a column of statements that stay, and between them the cells on screen.

use eframe::egui::scroll_area::{DragScroll, ScrollSource};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    Align2, CursorIcon, Id, LayerId, Order, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::matrix::{Matrix, key};
use super::phrases::brief;
use super::row::{self, Columns};
use super::{Scene, opened};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::{Article, Progress, Project};

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
    heads(ui, scene, columns, head, shown.inner.left(), out);
}

/// Where to scroll to for the chosen row to be in view, if it is to be and is not.
fn reveal(matrix: &mut Matrix, scene: &Scene<'_>) -> Option<f32> {
    if !matrix.reveal {
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
    let (mut shift, mut target) = (0.0, None);
    matrix.anchor = None;
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
            }
            whole.max.y += detail;
        }
        let line = whole.bottom() - 0.5;
        ui.painter().hline(view.x_range(), line, Stroke::new(1.0, p.line));
        if matrix.means(matrix.chosen, statement) {
            matrix.anchor = Some(top - viewport.top());
        }
        if matrix.dragging.is_some_and(|d| d != id) && pointer.is_some_and(|at| whole.contains(at)) {
            target = Some(id);
            let edge = whole.intersect(view).shrink(2.0);
            ui.painter().rect_stroke(edge, 6, Stroke::new(2.0, p.accent), eframe::egui::StrokeKind::Inside);
        }
        at += 1;
    }
    if viewport.left() > 0.5 {
        let x = view.left() + columns.first;
        ui.painter().vline(x, view.y_range(), Stroke::new(1.0, p.line));
    }
    dragged(ui, matrix, scene, view, target, out);
    // Rows that were estimated have their heights now.
    if let Some((wanted, now)) = matrix.keep.take().zip(matrix.anchor) {
        shift = now - wanted;
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

/// The row that is being dragged: a note of it under the pointer; where it is let go on another row, the two are merged.
fn dragged(
    ui: &Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    view: Rect,
    target: Option<crate::model::AnnotationId>,
    out: &mut Vec<Command>,
) {
    let Some(statement) = matrix.dragging.and_then(|id| scene.consensus.statement_of(id)) else { return };
    let p = theme::palette(ui.style());
    let (at, down) = ui.input(|i| (i.pointer.interact_pos(), i.pointer.any_down()));
    if !down {
        matrix.dragging = None;
        let pair = key(statement).zip(target);
        if let Some((a, b)) = pair {
            matrix.chosen = Some(b);
            out.push(Command::Same(a, b));
        }
        return;
    }
    let Some(at) = at else { return };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged-statement")));
    let words = if target.is_some() { "Merge " } else { "" };
    let set = painter.layout_no_wrap(format!("{words}{}", brief(&statement.text, 48)), theme::serif(14.0), p.ink);
    let rect = Rect::from_min_size(at + vec2(14.0, 8.0), set.size() + vec2(20.0, 12.0));
    painter.rect(rect, 6, p.field, Stroke::new(1.0, p.accent), eframe::egui::StrokeKind::Inside);
    painter.galley(rect.min + vec2(10.0, 6.0), set, p.ink);
    // Near an edge the rows come along.
    let (above, below) = (view.top() + 40.0 - at.y, at.y - (view.bottom() - 40.0));
    if above > 0.0 || below > 0.0 {
        let speed = if above > 0.0 { above } else { -below }.clamp(-40.0, 40.0) * 0.3;
        ui.scroll_with_delta_animation(vec2(0.0, speed), ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

fn heads(ui: &Ui, scene: &Scene<'_>, columns: Columns, rect: Rect, offset: f32, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let painter = ui.painter();
    let at = pos2(rect.left() + row::LEFT, rect.bottom() - 9.0);
    widgets::line(ui, at, Align2::LEFT_BOTTOM, "Statement", theme::sans(12.0), p.soft, columns.first);
    let clip = rect.with_min_x(rect.left() + columns.first);
    let ui_painter = painter.with_clip_rect(clip);
    let first = ((offset / columns.each).floor().max(0.0) as usize).min(scene.columns.len());
    for (i, article) in scene.columns.iter().enumerate().skip(first) {
        let left = rect.left() + columns.first + i as f32 * columns.each - offset;
        if left > rect.right() {
            break;
        }
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(columns.each, rect.height()));
        let words = second_line(scene.project, article, columns.each);
        let response = ui.interact(cell.intersect(clip), Id::unique(("outlet", article.id.as_str())), Sense::click());
        let label = format!("{}, {}", article.name(), second_line(scene.project, article, f32::INFINITY));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.hovered() || response.has_focus() {
            let ground = cell.shrink2(vec2(4.0, 4.0)).translate(vec2(-6.0, 0.0));
            ui_painter.rect_filled(ground, 6, p.line.gamma_multiply(0.45));
        }
        if response.clicked() {
            out.push(Command::Read(article.id.clone()));
        }
        let title = if article.info.title.is_empty() { article.id.as_str() } else { article.info.title.as_str() };
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(format!("Read “{title}”"));
        let room = columns.each - row::GAP;
        for (y, words, font, ink) in [
            (rect.bottom() - 25.0, article.name(), theme::sans_bold(13.5), p.ink),
            (rect.bottom() - 9.0, words.as_str(), theme::sans(12.0), p.soft),
        ] {
            let mut job = eframe::egui::text::LayoutJob::simple_singleline(words.to_owned(), font, ink);
            job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(room);
            let set = ui_painter.layout_job(job);
            ui_painter.galley(pos2(left, y - set.size().y), set, ink);
        }
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
}

/// How much is marked in an article, and how far it has been read.
fn second_line(project: &Project, article: &Article, width: f32) -> String {
    let count: usize = project.layers_of(&article.id).map(|(_, l)| l.annotations().len()).sum();
    let progress = match project.progress(&article.id) {
        Progress::Unread => "not read",
        Progress::Reading => "being read",
        Progress::Done if width < 236.0 => "read",
        Progress::Done => "read to the end",
    };
    format!("{count} annotation{} · {progress}", if count == 1 { "" } else { "s" })
}
