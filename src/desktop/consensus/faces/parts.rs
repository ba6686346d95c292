//! Small parts that several faces share.

use eframe::egui::{
    Align, CursorIcon, Frame, Layout, Margin, Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    vec2,
};

use super::super::Scene;
use super::super::parts::{kind_chip, set_words};
use super::super::phrases::{brief, kind_words, standing};
use super::{Action, ask};
use crate::consensus::Statement;
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::AnnotationId;

/// What stands where figures are still being counted.
pub fn counting(ui: &mut Ui) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        let p = theme::palette(ui.style());
        ui.label(RichText::new("Counting…").font(theme::serif(16.0)).color(p.soft));
    });
}

/// What stands where there is nothing to show: what is missing, and what to do about it.
pub fn nothing(ui: &mut Ui, title: &str, hint: &str) {
    let p = theme::palette(ui.style());
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.25).min(180.0));
        ui.label(RichText::new(title).font(theme::serif_bold(22.0)).color(p.ink));
        ui.label(RichText::new(hint).font(theme::serif(15.5)).color(p.soft));
    });
}

/// A page that scrolls, with margins and a readable width.
pub fn page(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 22, right: 22, top: 14, bottom: 40 }).show(ui, |ui| {
            ui.set_width(ui.available_width().min(1180.0));
            add(ui);
        });
    });
}

/// A title with what its figures are of below it.
pub fn title(ui: &mut Ui, words: &str, base: &str) {
    let p = theme::palette(ui.style());
    ui.label(RichText::new(words).font(theme::serif_bold(18.0)).color(p.ink));
    if !base.is_empty() {
        ui.label(RichText::new(base).font(theme::sans(12.5)).color(p.soft));
    }
    ui.add_space(4.0);
}

/// A number in words: `1 outlet`, `3 outlets`.
pub fn count(number: usize, of: &str) -> String {
    if number == 1 { format!("1 {of}") } else { format!("{number} {of}s") }
}

/// A share in words; a small one keeps a place behind the point.
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// The leading annotation of a statement.
pub fn lead(statement: &Statement) -> Option<AnnotationId> {
    statement.members.get(statement.lead).or(statement.members.first()).map(|m| m.place.annotation)
}

/// A line that can be clicked: a kind's letter if it has one, words, and what is said of them at the right.
pub fn line(ui: &mut Ui, kind: crate::model::Kind, words: &str, about: &str, name: &str) -> Response {
    let p = theme::palette(ui.style());
    let full = ui.available_width();
    let right = ui.painter().layout_no_wrap(about.to_owned(), theme::sans(12.5), p.soft);
    let left = if kind == crate::model::Kind::Plain { 8.0 } else { 44.0 };
    let room = full - left - right.size().x - 26.0;
    let set = set_words(ui.painter(), &words.replace('\n', " "), theme::serif(14.5), p.ink, room, 2);
    let height = set.size().y.max(20.0) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(full, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6, p.line.gamma_multiply(0.4));
    }
    widgets::focus_ring(ui, &response, 6);
    if left > 8.0 {
        kind_chip(ui.painter(), rect.left_top() + vec2(8.0, 6.0), kind, &p);
    }
    ui.painter().galley(rect.left_top() + vec2(left, 5.0), set, p.ink);
    let at = rect.right_top() + vec2(-right.size().x - 10.0, 7.0);
    ui.painter().galley(at, right, p.soft);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The line of a statement; a click shows its row in the matrix.
pub fn statement(ui: &mut Ui, scene: &Scene<'_>, statement: &Statement, about: Option<&str>, out: &mut Vec<Command>) {
    let (word, _, rest) = standing(statement, scene.project);
    let base = format!("{word} · {rest}");
    let about = about.unwrap_or(&base);
    let name = format!("{}, {about}: {}", kind_words(statement.kind), brief(&statement.text, 240));
    let response = line(ui, statement.kind, &statement.text, about, &name);
    if response.on_hover_text("Show its row").clicked()
        && let Some(id) = lead(statement)
    {
        out.push(ask(Action::Statement(id)));
    }
}

/// A small plain button.
pub fn button(ui: &mut Ui, words: &str, name: &str) -> Response {
    let p = theme::palette(ui.style());
    let button = ui.button(RichText::new(words).font(theme::sans(12.5)).color(p.ink));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    button
}

/// A part of the page with a width of its own, beside another.
pub fn halves(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let middle = room.center().x;
    let column = |from: f32, to: f32, salt: &'static str| {
        let rect = eframe::egui::Rect::from_x_y_ranges(from..=to, room.y_range());
        UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)).id_salt(salt)
    };
    let mut one = ui.new_child(column(room.left(), middle - 14.0, "left"));
    left(&mut one);
    let mut two = ui.new_child(column(middle + 14.0, room.right(), "right"));
    right(&mut two);
    let used = one.min_rect().union(two.min_rect());
    ui.allocate_rect(used.intersect(room.with_max_y(f32::INFINITY)), Sense::hover());
}
