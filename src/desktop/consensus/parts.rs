//! Small parts of the view, painted where they are told to.

use std::sync::Arc;

use eframe::egui::epaint::text::{Galley, LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::phrases::Tone;
use super::wording::{Ground, Run};
use crate::desktop::theme::{self, Palette};
use crate::desktop::widgets;
use crate::model::Kind;

/// Height of a chip with a kind's letter.
pub const KIND: f32 = 18.0;
/// Height of a chip with a value.
pub const CHIP: f32 = 18.0;

/// Paints the letter of a kind on its ground, with the form of its underline.
pub fn kind_chip(painter: &Painter, at: Pos2, kind: Kind, p: &Palette) -> Rect {
    let mark = p.kind(kind);
    let rect = Rect::from_min_size(at, vec2(25.0, KIND));
    painter.rect_filled(rect, CornerRadius::same(4), mark.fill);
    let letter = painter.layout_no_wrap(mark.letter.to_string(), theme::sans_bold(11.5), mark.stroke);
    painter.galley(rect.center() - letter.size() / 2.0 - vec2(0.0, 1.0), letter, mark.stroke);
    let y = rect.bottom() - 1.5;
    widgets::underline(painter, [pos2(rect.left() + 3.0, y), pos2(rect.right() - 3.0, y)], &mark);
    rect
}

/// Paints a value on a green or red ground, cut where it would run past a width.
pub fn value_chip(painter: &Painter, at: Pos2, words: &str, good: bool, width: f32, p: &Palette) -> Rect {
    let (ink, fill) = if good { (p.good, p.good_fill) } else { (p.bad, p.bad_fill) };
    let mut job = LayoutJob::simple_singleline(words.to_owned(), theme::sans_bold(12.0), ink);
    job.wrap = TextWrapping::truncate_at_width((width - 12.0).max(0.0));
    let set = painter.layout_job(job);
    let rect = Rect::from_min_size(at, vec2(set.size().x + 12.0, CHIP));
    painter.rect_filled(rect, CornerRadius::same(4), fill);
    painter.galley(pos2(rect.left() + 6.0, rect.center().y - set.size().y / 2.0), set, ink);
    rect
}

/// Paints whether an analyst has decided (a disc with a tick) or the engine proposes (a circle in dashes).
pub fn marker(painter: &Painter, centre: Pos2, decided: bool, p: &Palette) {
    if decided {
        painter.circle_filled(centre, 5.5, p.accent);
        let tick = vec![centre + vec2(-2.6, 0.2), centre + vec2(-0.7, 2.2), centre + vec2(2.7, -2.0)];
        painter.add(Shape::line(tick, Stroke::new(1.5, p.field)));
    } else {
        let corner = |n: u8| centre + 5.0 * eframe::egui::Vec2::angled(f32::from(n) * std::f32::consts::TAU / 24.0);
        let circle: Vec<Pos2> = (0..=24).map(corner).collect();
        painter.extend(Shape::dashed_line(&circle, Stroke::new(1.2, p.soft), 2.6, 2.2));
    }
}

/// Paints a small closed padlock.
pub fn padlock(painter: &Painter, centre: Pos2, p: &Palette) {
    let body = Rect::from_center_size(centre + vec2(0.0, 2.0), vec2(9.0, 7.0));
    painter.rect_filled(body, CornerRadius::same(2), p.ink);
    let arch = |n: u8| {
        let angle = std::f32::consts::PI * (1.0 + f32::from(n) / 8.0);
        centre + vec2(0.0, -1.5) + 3.0 * eframe::egui::Vec2::angled(angle)
    };
    painter.add(Shape::line((0..=8).map(arch).collect(), Stroke::new(1.4, p.ink)));
}

/// The ink of a tone.
pub fn tone(tone: Tone, p: &Palette) -> Color32 {
    match tone {
        Tone::Good => p.good,
        Tone::Bad => p.bad,
        Tone::Soft => p.soft,
    }
}

/// Sets runs in the serif; `rows` is how many rows there may be, more are cut with an ellipsis.
pub fn set_runs(painter: &Painter, runs: &[Run], size: f32, width: f32, rows: usize, p: &Palette) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let plain = TextFormat {
        line_height: Some((size * 1.42).round()),
        expand_bg: 0.0,
        ..TextFormat::simple(theme::serif(size), p.ink)
    };
    for run in runs {
        let mut format = plain.clone();
        match run.ground {
            Ground::None => {}
            Ground::Differs => format.background = p.differs,
            Ground::Other => format.background = p.differs.gamma_multiply(0.4),
            Ground::Majority => format.background = p.good_fill,
            Ground::Rival => format.background = p.bad_fill,
            Ground::Missing => {
                format.color = p.soft;
                format.strikethrough = Stroke::new(1.0, p.soft);
            }
        }
        job.append(&run.text, 0.0, format);
    }
    job.wrap = TextWrapping { max_width: width.max(20.0), max_rows: rows, ..TextWrapping::default() };
    painter.layout_job(job)
}

/// Sets plain words, in so many rows at most.
pub fn set_words(
    painter: &Painter,
    words: &str,
    font: eframe::egui::FontId,
    ink: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple(words.to_owned(), font, ink, width.max(20.0));
    job.wrap.max_rows = rows;
    painter.layout_job(job)
}

/// A round button with an edge, for a filter that is on or off.
pub fn filter(ui: &mut Ui, words: &str, chosen: bool) -> Response {
    let p = theme::palette(ui.style());
    let font = if chosen { theme::sans_bold(13.0) } else { theme::sans(13.0) };
    let set = ui.painter().layout_no_wrap(words.to_owned(), font, p.ink);
    let (rect, response) = ui.allocate_exact_size(vec2(set.size().x + 26.0, 27.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, words));
    let fill = if chosen { p.field } else { Color32::TRANSPARENT };
    let edge = if chosen || response.hovered() { p.soft } else { p.line };
    let stroke = if response.has_focus() { Stroke::new(1.5, p.accent) } else { Stroke::new(1.0, edge) };
    ui.painter().rect(rect, CornerRadius::same(13), fill, stroke, StrokeKind::Inside);
    let ink = if chosen || response.hovered() { p.ink } else { p.soft };
    ui.painter().galley_with_override_text_color(rect.center() - set.size() / 2.0, set, ink);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
