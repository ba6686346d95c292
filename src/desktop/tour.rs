//! The tour: what one does with the window, on one page, shown once.

use eframe::egui::{
    Align2, Color32, Context, CornerRadius, Key, Modifiers, Painter, Pos2, Rect, RichText, Sense, Stroke, StrokeKind,
    pos2, vec2,
};

use super::bindings::Bindings;
use super::command::Command;
use super::state::{State, View};
use super::theme::{self, Palette};
use super::widgets;
use crate::model::Kind;

/// A gesture: its name, what it does, its picture.
struct Stop {
    name: &'static str,
    words: String,
    draw: fn(&Painter, Rect, &Palette),
}

fn stops(bindings: &Bindings) -> [Stop; 5] {
    let key = |command: Command, usual: &str| {
        let words = bindings.key_of(&command);
        if words.is_empty() { usual.to_owned() } else { words }
    };
    [
        Stop {
            name: "Point, then press a key",
            words: "The sentence or quotation under the pointer is outlined. 1, 2 or 3 tags it as claim, quote or \
                    opinion, and it is saved."
                .into(),
            draw: point,
        },
        Stop {
            name: "Drag over other words",
            words: "Whole words are selected; then the key. The handles at both ends move them later.".into(),
            draw: drag,
        },
        Stop {
            name: "Take proposals, or wave them away",
            words: "What looks like a quotation or a claim is outlined lightly. Enter takes it, Delete waves it away; \
                    both go on to the next, as Tab does."
                .into(),
            draw: propose,
        },
        Stop {
            name: "Undo anything",
            words: format!(
                "{} takes the last step back, in whichever article it was. Nothing is ever lost.",
                key(Command::Undo, "Undo")
            ),
            draw: undo,
        },
        Stop {
            name: "See where the outlets differ",
            words: format!(
                "{} shows one row a statement and one column an outlet, with its own words.",
                key(Command::Show(View::Consensus), "Consensus, at the top,")
            ),
            draw: compare,
        },
    ]
}

const PICTURE: eframe::egui::Vec2 = vec2(150.0, 62.0);

/// Draws the tour, if it is to be shown and nothing else is.
pub fn show(ctx: &Context, state: &mut State) {
    if !state.shows_tour() {
        return;
    }
    let (escape, enter) =
        ctx.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::Escape), i.consume_key(Modifiers::NONE, Key::Enter)));
    let room = widgets::room(ctx, vec2(600.0, 560.0));
    let help = state.bindings.key_of(&Command::Help);
    let shown = widgets::page(ctx, "tour").show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(room.x);
        ui.label(RichText::new("Five gestures").font(theme::serif_bold(22.0)).color(p.ink));
        ui.add_space(6.0);
        widgets::list(room.y - 100.0).auto_shrink([false, true]).show(ui, |ui| {
            for stop in stops(&state.bindings) {
                ui.horizontal_top(|ui| {
                    let (rect, _) = ui.allocate_exact_size(PICTURE, Sense::hover());
                    ui.painter().rect(
                        rect,
                        CornerRadius::same(8),
                        p.paper,
                        Stroke::new(1.0, p.line),
                        StrokeKind::Inside,
                    );
                    (stop.draw)(&ui.painter().with_clip_rect(rect), rect.shrink2(vec2(12.0, 8.0)), &p);
                    ui.add_space(6.0);
                    ui.vertical(|ui| {
                        ui.add_space(2.0);
                        ui.label(RichText::new(stop.name).font(theme::sans_bold(13.5)).color(p.ink));
                        ui.label(RichText::new(stop.words).color(p.soft));
                    });
                });
                ui.add_space(4.0);
            }
        });
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let start = ui.button(RichText::new("Start").font(theme::sans_bold(13.5)));
            widgets::soft(ui, if help.is_empty() { String::new() } else { format!("{help} shows all keys.") });
            start.clicked()
        })
        .inner
    });
    if escape || enter || shown.inner || shown.should_close() {
        state.uncover();
    }
}

/// Rows of words, each a stroke from one part of the width to another.
fn rows(painter: &Painter, rect: Rect, colour: Color32, widths: &[(f32, f32)]) {
    for (i, (from, to)) in widths.iter().enumerate() {
        let y = row(rect, i);
        let line = [pos2(rect.left() + rect.width() * from, y), pos2(rect.left() + rect.width() * to, y)];
        painter.line_segment(line, Stroke::new(3.0, colour));
    }
}

fn row(rect: Rect, index: usize) -> f32 {
    rect.top() + 8.0 + 15.0 * index as f32
}

fn around(rect: Rect, index: usize, from: f32, to: f32) -> Rect {
    let y = row(rect, index);
    Rect::from_min_max(
        pos2(rect.left() + rect.width() * from - 3.0, y - 6.0),
        pos2(rect.left() + rect.width() * to + 3.0, y + 6.0),
    )
}

fn pointer(painter: &Painter, at: Pos2, p: &Palette) {
    let points = [(0.0, 0.0), (0.0, 13.0), (3.5, 10.0), (6.0, 15.0), (8.0, 14.0), (5.6, 9.2), (10.0, 9.0)];
    let points = points.iter().map(|(x, y)| at + vec2(*x, *y)).collect();
    painter.add(eframe::egui::Shape::closed_line(points, Stroke::new(1.4, p.ink)));
}

fn cap(painter: &Painter, at: Pos2, words: &str, p: &Palette) {
    let set = painter.layout_no_wrap(words.to_owned(), theme::sans_bold(11.0), p.ink);
    let rect = Rect::from_center_size(at, set.size() + vec2(12.0, 6.0));
    painter.rect(rect, CornerRadius::same(4), p.field, Stroke::new(1.0, p.soft), StrokeKind::Inside);
    painter.galley(rect.center() - set.size() / 2.0, set, p.ink);
}

fn point(painter: &Painter, rect: Rect, p: &Palette) {
    let mark = p.kind(Kind::Claim);
    painter.rect_filled(around(rect, 1, 0.0, 0.62), CornerRadius::same(2), mark.fill);
    rows(painter, rect, p.soft, &[(0.0, 1.0), (0.0, 0.62), (0.0, 0.8)]);
    let low = around(rect, 1, 0.0, 0.62);
    widgets::underline(painter, [low.left_bottom(), low.right_bottom()], &mark);
    pointer(painter, pos2(rect.left() + rect.width() * 0.45, row(rect, 1)), p);
    cap(painter, pos2(rect.right() - 10.0, row(rect, 1) + 4.0), "1", p);
}

fn drag(painter: &Painter, rect: Rect, p: &Palette) {
    let words = around(rect, 1, 0.2, 0.7);
    painter.rect_filled(words, CornerRadius::same(2), p.selection);
    rows(painter, rect, p.soft, &[(0.0, 1.0), (0.0, 0.9), (0.0, 0.7)]);
    for (knob, line) in [(words.left_top(), words.left_bottom()), (words.right_bottom(), words.right_top())] {
        painter.line_segment([knob, line], Stroke::new(2.0, p.accent));
        painter.circle_filled(knob, 3.5, p.accent);
    }
    pointer(painter, words.right_bottom() + vec2(2.0, 0.0), p);
}

fn propose(painter: &Painter, rect: Rect, p: &Palette) {
    let mark = p.kind(Kind::Quote);
    rows(painter, rect, p.soft, &[(0.0, 1.0), (0.0, 0.4), (0.0, 0.3)]);
    let words = around(rect, 0, 0.1, 0.9);
    let path = [words.left_top(), words.right_top(), words.right_bottom(), words.left_bottom(), words.left_top()];
    painter.extend(eframe::egui::Shape::dashed_line(&path, Stroke::new(1.2, mark.stroke), 3.0, 2.5));
    cap(painter, pos2(rect.left() + rect.width() * 0.56, row(rect, 2) - 3.0), "Tab", p);
    cap(painter, pos2(rect.right() - 18.0, row(rect, 2) - 3.0), "Enter", p);
}

fn undo(painter: &Painter, rect: Rect, p: &Palette) {
    let middle = rect.center() - vec2(34.0, 0.0);
    let line = Stroke::new(2.0, p.accent);
    // Three quarters of a circle, from the right over the top to the left, and down.
    let turn = |i: u8| {
        let angle = std::f32::consts::TAU * 0.75 * f32::from(i) / 24.0;
        middle + vec2(angle.sin() * 13.0, angle.cos() * 13.0)
    };
    painter.add(eframe::egui::Shape::line((0..=24).map(turn).collect(), line));
    let tip = turn(24);
    painter.line_segment([tip + vec2(-5.0, -5.0), tip + vec2(0.0, 1.0)], line);
    painter.line_segment([tip + vec2(6.0, -4.0), tip + vec2(0.0, 1.0)], line);
    cap(painter, rect.center() + vec2(26.0, 0.0), "Ctrl  Z", p);
}

fn compare(painter: &Painter, rect: Rect, p: &Palette) {
    for column in 0..3_u8 {
        let x = rect.left() + f32::from(column) * rect.width() / 3.0;
        for line in 0..2_u8 {
            let y = rect.top() + 1.0 + 24.0 * f32::from(line);
            let cell = Rect::from_min_size(pos2(x + 2.0, y), vec2(rect.width() / 3.0 - 5.0, 20.0));
            let (fill, ink, sign) = match (column, line) {
                (2, 0) => (p.bad_fill, p.bad, "≠"),
                (1, 1) => (p.paper, p.soft, "–"),
                _ => (p.good_fill, p.good, "="),
            };
            painter.rect_filled(cell, CornerRadius::same(4), fill);
            painter.text(cell.center(), Align2::CENTER_CENTER, sign, theme::sans_bold(13.0), ink);
        }
    }
}
