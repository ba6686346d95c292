//! The head of the matrix: the outlets, in the order that the analyst likes.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align2, Button, CursorIcon, Id, LayerId, Order, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Scene;
use super::actions::Action;
use super::matrix::Matrix;
use super::row::{self, Columns};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::{Article, ArticleId, Progress, Project};

/// Puts articles into an order; those that it does not name come last, as they were.
pub fn arrange(articles: &mut [Arc<Article>], order: &[ArticleId]) {
    if !order.is_empty() {
        let at: HashMap<&ArticleId, usize> = order.iter().enumerate().map(|(i, id)| (id, i)).collect();
        articles.sort_by_key(|a| at.get(&a.id).copied().unwrap_or(usize::MAX));
    }
}

/// The same for ids.
pub fn sort(ids: &mut [ArticleId], order: &[ArticleId]) {
    if !order.is_empty() {
        let at: HashMap<&ArticleId, usize> = order.iter().enumerate().map(|(i, id)| (id, i)).collect();
        ids.sort_by_key(|id| at.get(id).copied().unwrap_or(usize::MAX));
    }
}

/// Draws the head.
pub fn show(
    ui: &Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    columns: Columns,
    rect: Rect,
    offset: f32,
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let at = pos2(rect.left() + row::LEFT, rect.bottom() - 9.0);
    widgets::line(ui, at, Align2::LEFT_BOTTOM, "Statement", theme::sans(12.0), p.soft, columns.first);
    let clip = rect.with_min_x(rect.left() + columns.first);
    let painter = ui.painter().with_clip_rect(clip);
    let first = ((offset / columns.each).floor().max(0.0) as usize).min(scene.columns.len());
    for (i, article) in scene.columns.iter().enumerate().skip(first) {
        let left = rect.left() + columns.first + i as f32 * columns.each - offset;
        if left > rect.right() {
            break;
        }
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(columns.each, rect.height()));
        let words = second_line(scene.project, article, columns.each);
        let id = Id::unique(("outlet", article.id.as_str()));
        let response = ui.interact(cell.intersect(clip), id, Sense::click_and_drag());
        let label = format!("{}, {}", article.name(), second_line(scene.project, article, f32::INFINITY));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.hovered() || response.has_focus() {
            let ground = cell.shrink2(vec2(4.0, 4.0)).translate(vec2(-6.0, 0.0));
            painter.rect_filled(ground, 6, p.line.gamma_multiply(0.45));
        }
        if response.clicked() {
            out.push(Command::Read(article.id.clone()));
        }
        if response.drag_started() {
            matrix.column = Some(article.id.clone());
        }
        menu(&response, scene, i, article, out);
        let title = if article.info.title.is_empty() { article.id.as_str() } else { article.info.title.as_str() };
        response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(format!("Read “{title}”\nDrag, or right click, to give the outlet another place"));
        let room = columns.each - row::GAP;
        let ink = if matrix.column.as_ref() == Some(&article.id) { p.soft } else { p.ink };
        for (y, words, font, ink) in [
            (rect.bottom() - 25.0, article.name(), theme::sans_bold(13.5), ink),
            (rect.bottom() - 9.0, words.as_str(), theme::sans(12.0), p.soft),
        ] {
            let mut job = LayoutJob::simple_singleline(words.to_owned(), font, ink);
            job.wrap = TextWrapping::truncate_at_width(room);
            let set = painter.layout_job(job);
            painter.galley(pos2(left, y - set.size().y), set, ink);
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    dragged(ui, matrix, scene, columns, clip, offset, out);
}

/// The column that is being dragged: its name under the pointer, and a line where it would go.
fn dragged(
    ui: &Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    columns: Columns,
    clip: Rect,
    offset: f32,
    out: &mut Vec<Command>,
) {
    let Some(article) = matrix.column.as_ref().and_then(|id| scene.project.article(id)) else { return };
    let p = theme::palette(ui.style());
    let (at, down) = ui.input(|i| (i.pointer.interact_pos(), i.pointer.any_down()));
    let gap = at.map(|at| {
        let x = (at.x - clip.left() + offset) / columns.each;
        (x.round().max(0.0) as usize).min(scene.columns.len())
    });
    let from = scene.columns.iter().position(|a| a.id == article.id);
    if !down {
        matrix.column = None;
        if let (Some(gap), Some(from)) = (gap, from)
            && gap != from
            && gap != from + 1
        {
            out.push(Command::Consensus(Action::Column(article.id.clone(), gap - usize::from(gap > from))));
        }
        return;
    }
    let (Some(at), Some(gap)) = (at, gap) else { return };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let x = clip.left() + gap as f32 * columns.each - offset - 12.0;
    let line = Rect::from_min_max(pos2(x - 1.5, clip.top() + 4.0), pos2(x + 1.5, ui.clip_rect().bottom()));
    ui.painter().with_clip_rect(ui.clip_rect()).rect_filled(line, 0, p.accent);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged-column")));
    let set = painter.layout_no_wrap(article.name().to_owned(), theme::sans_bold(13.5), p.ink);
    let rect = Rect::from_min_size(at + vec2(14.0, 8.0), set.size() + vec2(20.0, 12.0));
    painter.rect(rect, 6, p.field, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    painter.galley(rect.min + vec2(10.0, 6.0), set, p.ink);
    ui.ctx().request_repaint();
}

fn menu(response: &eframe::egui::Response, scene: &Scene<'_>, at: usize, article: &Article, out: &mut Vec<Command>) {
    response.context_menu(|ui| {
        ui.set_min_width(190.0);
        let last = scene.columns.len().saturating_sub(1);
        let to = |to: usize| Command::Consensus(Action::Column(article.id.clone(), to));
        let lines = [
            ("Read", true, Command::Read(article.id.clone())),
            ("Move left", at > 0, to(at.saturating_sub(1))),
            ("Move right", at < last, to(at + 1)),
            ("Move to the front", at > 0, to(0)),
            ("Move to the end", at < last, to(last)),
            ("Usual order of outlets", true, Command::Consensus(Action::UsualColumns)),
        ];
        for (words, enabled, command) in lines {
            let button = ui.add_enabled(enabled, Button::new(words).frame(false).min_size(vec2(180.0, 22.0)));
            button.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, words));
            if button.clicked() {
                out.push(command);
                ui.close();
            }
        }
    });
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
