//! A row of the matrix: the statement on the left, then what every outlet on screen says.

use std::sync::Arc;

use eframe::egui::epaint::text::Galley;
use eframe::egui::{
    CursorIcon, EventFilter, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::matrix::{Held, Matrix, key};
use super::phrases;
use super::{Scene, bar, cell, menu, parts};
use crate::consensus::Statement;
use crate::desktop::command::Command;
use crate::desktop::theme::{self, Palette};
use crate::model::AnnotationId;

/// Room left of the statements.
pub const LEFT: f32 = 22.0;
/// Room between two columns.
pub const GAP: f32 = 26.0;
/// Room above and below what a row holds.
pub const PAD: f32 = 13.0;
/// Size of the letters of a statement.
const WORDING: f32 = 15.5;

/// How wide the columns are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// The statements' column.
    pub first: f32,
    /// Each outlet's.
    pub each: f32,
}

impl Columns {
    /// Divides a width between the statements and a number of outlets.
    pub fn new(width: f32, count: usize) -> Self {
        let first = (width * 0.215).clamp(240.0, 340.0).round();
        let each = ((width - first) / count.max(1) as f32).floor().clamp(200.0, 440.0);
        Self { first, each }
    }

    /// How many letters have room in an outlet's cell.
    pub fn letters(self) -> usize {
        // A letter of the serif is about half as wide as it is high; some room is lost at the rows' ends.
        ((self.each - GAP) / (cell::SIZE * 0.52) * cell::ROWS as f32 * 0.9) as usize
    }

    /// The width of all columns.
    pub fn width(self, count: usize) -> f32 {
        self.first + self.each * count as f32
    }
}

/// Where a row is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The statement's index.
    pub index: usize,
    /// The row, as wide as all columns, on the screen.
    pub rect: Rect,
    /// The part of the screen that the matrix has.
    pub view: Rect,
    /// How wide the columns are.
    pub columns: Columns,
}

/// How tall a row is: as tall as the tallest of its cells.
pub fn measure(
    painter: &Painter,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    index: usize,
    columns: Columns,
    p: &Palette,
) -> f32 {
    let Some(statement) = scene.consensus.statements.get(index) else { return 0.0 };
    let head = Head::new(painter, statement, scene, columns, p);
    let mut height = head.height();
    for (at, article) in scene.columns.iter().enumerate() {
        if statement.members.iter().any(|m| m.place.article == article.id)
            && let Some(cell) = matrix.cell(scene, index, at)
        {
            height = height.max(cell::height(painter, &cell, columns, p));
        }
    }
    (height + 2.0 * PAD).ceil()
}

/// The statement's part of a row, laid out.
struct Head {
    state: Option<Arc<Galley>>,
    speaker: Option<Arc<Galley>>,
    verdict: Option<Arc<Galley>>,
    words: Arc<Galley>,
    standing: Arc<Galley>,
}

impl Head {
    fn new(painter: &Painter, statement: &Statement, scene: &Scene<'_>, columns: Columns, p: &Palette) -> Self {
        use eframe::egui::text::{LayoutJob, TextFormat};
        let width = columns.first - LEFT - GAP;
        let words = phrases::brief(&statement.text, 300);
        let (word, tone, rest) = phrases::standing(statement, scene.project);
        let mut job = LayoutJob::default();
        let ink = parts::tone(tone, p);
        let font = if tone == phrases::Tone::Soft { theme::sans(12.0) } else { theme::sans_bold(12.0) };
        job.append(word, 0.0, TextFormat::simple(font, ink));
        job.append(&format!(" · {rest}"), 0.0, TextFormat::simple(theme::sans(12.0), p.soft));
        job.wrap.max_width = width;
        job.wrap.max_rows = 3;
        let mut state = Vec::new();
        if statement.decided {
            state.push("Decided");
        } else if statement.members.len() > 1 {
            state.push("Proposed");
        }
        state.extend(statement.locked.then_some("Locked"));
        state.extend(statement.note.as_ref().map(|_| "Note"));
        let ink = if statement.decided { p.ink } else { p.soft };
        let font = if statement.decided { theme::sans_bold(11.5) } else { theme::sans(11.5) };
        let small = |words: &str, ink| parts::set_words(painter, words, theme::sans(12.0), ink, width, 1);
        let state = state.join(" · ");
        Self {
            state: (!state.is_empty()).then(|| parts::set_words(painter, &state, font, ink, width - 60.0, 1)),
            speaker: phrases::speaker(statement, scene.project).map(|s| small(&format!("— {s}"), p.soft)),
            verdict: statement.verdict.as_ref().map(|v| {
                let words = format!("Verdict: {v}");
                parts::set_words(painter, &words, theme::sans_bold(12.0), p.ink, width - 12.0, 1)
            }),
            words: parts::set_words(painter, &words, theme::serif(WORDING), p.ink, width, 3),
            standing: painter.layout_job(job),
        }
    }

    fn height(&self) -> f32 {
        let speaker = self.speaker.as_ref().map_or(0.0, |g| g.size().y + 2.0);
        let verdict = self.verdict.as_ref().map_or(0.0, |_| parts::CHIP + 5.0);
        parts::KIND + 6.0 + self.words.size().y + speaker + 5.0 + self.standing.size().y + verdict
    }
}

/// Draws a row and takes in what the pointer does to it.
pub fn show(ui: &Ui, matrix: &mut Matrix, scene: &Scene<'_>, place: Place, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let Place { index, rect, view, columns } = place;
    let Some(statement) = scene.consensus.statements.get(index) else { return };
    let Some(id) = key(statement) else { return };
    let row = Rect::from_min_max(pos2(view.left(), rect.top()), pos2(view.right(), rect.bottom()));
    let chosen = matrix.means(matrix.chosen, statement);
    let also = matrix.also.iter().any(|a| matrix.means(Some(*a), statement));
    let merging = matrix.means(matrix.merging, statement);
    if also || merging || (chosen && !matrix.also.is_empty()) {
        ui.painter().rect_filled(row, 0, p.selection.gamma_multiply(0.5));
    } else if chosen {
        ui.painter().rect_filled(row, 0, p.field.gamma_multiply(0.9));
    }

    let cells = Rect::from_min_max(pos2(view.left() + columns.first, view.top()), view.max);
    let left = rect.left() + columns.first;
    let first = (((cells.left() - left) / columns.each).floor().max(0.0) as usize).min(scene.columns.len());
    for at in first..scene.columns.len() {
        let x = left + at as f32 * columns.each;
        if x > view.right() {
            break;
        }
        let area = Rect::from_min_size(pos2(x, rect.top()), vec2(columns.each, rect.height()));
        if let Some(cell) = matrix.cell(scene, index, at) {
            cell::show(ui, matrix, scene, (id, at), &cell, area, cells, columns, out);
        }
    }

    let area = row.with_max_x(view.left() + columns.first);
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(area.intersect(view)));
    let response = ui.interact(area.intersect(view), Id::unique(("statement", id.0)), Sense::click_and_drag());
    let label = phrases::row_label(statement, scene.project);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &label));
    let open = matrix.means(matrix.opened, statement);
    let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if response.hovered() && !chosen {
        painter.rect_filled(area, 0, p.line.gamma_multiply(0.28));
    }
    head(&painter, &Head::new(&painter, statement, scene, columns, &p), area, statement, open, &p);
    if chosen {
        painter.rect_filled(area.with_max_x(area.left() + 3.0), 0, p.accent);
    }
    if response.has_focus() {
        painter.rect_stroke(area.shrink(2.0), 5, Stroke::new(1.5, p.accent), StrokeKind::Inside);
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    }
    if merging {
        let edge = row.intersect(view).shrink(2.0);
        let corners = [edge.left_top(), edge.right_top(), edge.right_bottom(), edge.left_bottom(), edge.left_top()];
        ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.5, p.accent), 6.0, 4.0));
    }
    if chosen && std::mem::take(&mut matrix.reveal) {
        response.request_focus();
    } else if response.gained_focus() {
        matrix.chosen = Some(id);
    }
    if response.drag_started() {
        matrix.dragging = Some(Held::Row(id));
    }
    if response.clicked() {
        clicked(ui, matrix, scene, statement, id, out);
    }
    menu::statement(&response, matrix, scene, statement, out);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if matrix.dragging.is_none() {
        response.on_hover_ui(|ui| told(ui, statement));
    }
}

/// What the marks of a row say, in words.
fn told(ui: &mut Ui, statement: &Statement) {
    let words = if statement.decided {
        "Decided: an analyst has said what belongs together here."
    } else if statement.members.len() > 1 {
        "Proposed: the program has put these wordings together; nobody has confirmed it."
    } else {
        "One wording alone."
    };
    ui.label(words);
    if statement.locked {
        ui.label("Locked: nothing joins or leaves it until it is unlocked.");
    }
    if let Some(verdict) = &statement.verdict {
        ui.label(format!("Verdict: {verdict}"));
    }
    if let Some(note) = &statement.note {
        ui.label(format!("Note: {}", phrases::brief(note, 400)));
    }
}

fn clicked(
    ui: &Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    statement: &Statement,
    id: AnnotationId,
    out: &mut Vec<Command>,
) {
    let modifiers = ui.input(|i| i.modifiers);
    if modifiers.command || modifiers.shift {
        bar::also(matrix, id);
    } else if matrix.merging.is_some() {
        out.extend(matrix.merge_with(scene.consensus, Some(id)).map(|(a, b)| Command::Same(a, b)));
    } else {
        matrix.chosen = Some(id);
        matrix.also.clear();
        matrix.toggle(statement);
    }
}

fn head(painter: &Painter, head: &Head, area: Rect, statement: &Statement, open: bool, p: &Palette) {
    let mut at = area.min + vec2(LEFT, PAD);
    let chip = parts::kind_chip(painter, at, statement.kind, p);
    if statement.decided || statement.members.len() > 1 {
        parts::marker(painter, chip.right_center() + vec2(13.0, 0.0), statement.decided, p);
    }
    if let Some(state) = &head.state {
        let several = statement.decided || statement.members.len() > 1;
        let left = chip.right() + if several { 22.0 } else { 9.0 };
        painter.galley(pos2(left, chip.center().y - state.size().y / 2.0), state.clone(), p.soft);
    }
    if statement.locked {
        parts::padlock(painter, pos2(area.right() - GAP - 16.0, chip.center().y), p);
    }
    let tip = pos2(area.right() - GAP + 2.0, chip.center().y);
    fold(painter, tip, open, p);
    at.y += parts::KIND + 6.0;
    painter.galley(at, head.words.clone(), p.ink);
    at.y += head.words.size().y;
    if let Some(speaker) = &head.speaker {
        painter.galley(at + vec2(0.0, 2.0), speaker.clone(), p.soft);
        at.y += speaker.size().y + 2.0;
    }
    at.y += 5.0;
    painter.galley(at, head.standing.clone(), p.soft);
    if let Some(verdict) = &head.verdict {
        at.y += head.standing.size().y + 5.0;
        let rect = Rect::from_min_size(at, vec2(verdict.size().x + 12.0, parts::CHIP));
        painter.rect_stroke(rect, 4, Stroke::new(1.0, p.soft), StrokeKind::Inside);
        painter.galley(pos2(at.x + 6.0, rect.center().y - verdict.size().y / 2.0), verdict.clone(), p.ink);
    }
}

/// A small angle that points down where more lies below, up where it lies open.
fn fold(painter: &Painter, at: Pos2, open: bool, p: &Palette) {
    let y = if open { -2.0 } else { 2.0 };
    let line = vec![at + vec2(-4.0, -y), at + vec2(0.0, y), at + vec2(4.0, -y)];
    painter.add(Shape::line(line, Stroke::new(1.3, p.soft)));
}
