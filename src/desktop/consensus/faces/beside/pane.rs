//! One of the two articles: its text, with what both carry marked.

use std::collections::HashMap;
use std::ops::Range;

use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::shared::Shared;
use crate::desktop::reader::galley::{Cut, Look, Set, Tint, set};
use crate::desktop::reader::{Column, Style, after};
use crate::desktop::theme;
use crate::desktop::widgets;
use crate::model::Article;

/// Size of the letters.
const SIZE: f32 = 15.5;
/// Room beside the text.
const SIDE: f32 = 24.0;
/// The widest column.
const WIDEST: f32 = 620.0;
/// Bytes that are laid out at most in one frame beyond those on screen.
const AT_ONCE: usize = 24_000;

/// One of the two articles.
#[derive(Debug, Default)]
pub struct Pane {
    /// How far it is scrolled.
    pub offset: f32,
    /// How far it is to be scrolled.
    pub wanted: Option<f32>,
    column: Column,
    of: Option<String>,
    width: f32,
    /// Room above the text and below it, so that its first and last words reach the line of reading.
    room: [f32; 2],
    /// Heights of the starts of what is shared, in their paragraphs.
    starts: HashMap<usize, f32>,
}

impl Pane {
    /// Reads the article and lays out what has to be known of it.
    pub fn prepare(&mut self, ui: &Ui, article: &Article, rect: Rect, line: f32, shared: &[Shared], side: usize) {
        if self.of.as_ref() != Some(&article.sha256) {
            self.column = Column::new(article);
            self.of = Some(article.sha256.clone());
            self.starts.clear();
        }
        self.width = (rect.width() - 2.0 * SIDE).clamp(120.0, WIDEST);
        self.room = [rect.height() * line, rect.height() * (1.0 - line)];
        let page = theme::Page::default();
        if self.column.set_for(&article.text, self.width, SIZE, page, ui.ctx().pixels_per_point()) {
            self.starts.clear();
        }
        // What both have is laid out first: its places must be right.
        let starts: Vec<usize> = shared.iter().filter_map(|s| s.starts.get(side).copied()).collect();
        let mut left = AT_ONCE;
        for start in starts {
            if self.starts.contains_key(&start) || left == 0 {
                continue;
            }
            let index = self.column.at_byte(start);
            let Some((bytes, set)) = self.set(ui, article, index) else { continue };
            left = left.saturating_sub(bytes.len());
            let at = start - bytes.start;
            let row = set.row_rects(at..(at + 1).min(bytes.len())).first().map_or(0.0, Rect::top);
            self.measure(index, &set);
            self.starts.insert(start, row);
        }
        for index in 0..self.column.paragraphs().len() {
            if left == 0 {
                ui.ctx().request_repaint();
                break;
            }
            if !self.column.is_measured(index)
                && let Some((bytes, set)) = self.set(ui, article, index)
            {
                left = left.saturating_sub(bytes.len().max(1));
                self.measure(index, &set);
            }
        }
    }

    fn measure(&mut self, index: usize, set: &Set) {
        let Some(style) = self.column.paragraphs().get(index).map(|p| p.style) else { return };
        self.column.measure(index, set.size().y + after(style, SIZE));
    }

    fn set(&self, ui: &Ui, article: &Article, index: usize) -> Option<(Range<usize>, Set)> {
        let paragraph = self.column.paragraphs().get(index)?;
        let line = article.text.as_str().get(paragraph.bytes.clone()).filter(|l| !l.trim().is_empty())?;
        let p = theme::palette(ui.style());
        let look =
            Look { style: paragraph.style, size: SIZE, page: theme::Page::default(), width: self.width, ink: p.ink };
        let tints: [Tint; 0] = [];
        Some((paragraph.bytes.clone(), set(ui.painter(), line, look, &tints, Cut::Whole)))
    }

    /// Height of all, without the room above and below.
    pub fn height(&mut self) -> f32 {
        self.room[0] + self.column.height() + 1.0
    }

    /// The height of a place that is shared, with the room above.
    pub fn y_of(&mut self, start: usize) -> f32 {
        let top = self.column.top(self.column.at_byte(start));
        self.room[0] + top + self.starts.get(&start).copied().unwrap_or(0.0)
    }

    /// Draws the text; gives back which shared statement was clicked.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        article: &Article,
        side: usize,
        shared: &[Shared],
        current: Option<usize>,
    ) -> Option<usize> {
        let mut area = ScrollArea::vertical().id_salt(("side", side)).auto_shrink(false);
        if let Some(wanted) = self.wanted.take() {
            area = area.vertical_scroll_offset(wanted.max(0.0));
        }
        let mut clicked = None;
        let scrolled = area.show_viewport(ui, |ui, viewport| {
            ui.set_width(ui.available_width());
            ui.set_height(self.room[0] + self.column.height() + self.room[1]);
            let left = ui.min_rect().left() + ((ui.available_width() - self.width) / 2.0).max(SIDE).round();
            let top = ui.min_rect().top() + self.room[0];
            let seen = (viewport.top() - self.room[0] - 40.0)..(viewport.bottom() - self.room[0] + 40.0);
            for index in self.column.between(seen) {
                let Some((bytes, set)) = self.set(ui, article, index) else { continue };
                let origin = pos2(left, top + self.column.top(index));
                let p = theme::palette(ui.style());
                let noise = self.column.paragraphs().get(index).is_some_and(|p| p.style == Style::Noise);
                let ink = if noise { p.noise } else { p.ink };
                let pressed = paragraph(ui, article, (&bytes, &set, ink), origin, side, (shared, current));
                clicked = clicked.or(pressed);
            }
        });
        self.offset = scrolled.state.clamped_offset().y;
        clicked
    }
}

/// Draws a paragraph with what is marked in it.
fn paragraph(
    ui: &Ui,
    article: &Article,
    (bytes, set, ink): (&Range<usize>, &Set, Color32),
    origin: eframe::egui::Pos2,
    side: usize,
    (shared, current): (&[Shared], Option<usize>),
) -> Option<usize> {
    let p = theme::palette(ui.style());
    let mut clicked = None;
    let inside = |range: &Range<usize>| {
        let (from, to) = (range.start.max(bytes.start), range.end.min(bytes.end));
        (from < to).then(|| from - bytes.start..to - bytes.start)
    };
    let rects = |range: &Range<usize>| -> Vec<Rect> {
        let Some(part) = inside(range) else { return Vec::new() };
        set.row_rects(part).into_iter().map(|r| r.translate(origin.to_vec2())).collect()
    };
    for (number, one) in shared.iter().enumerate() {
        let spans = one.spans.get(side).map_or(&[][..], Vec::as_slice);
        let mark = p.kind(one.kind);
        let at_hand = current == Some(number);
        for rect in spans.iter().flat_map(&rects) {
            let band = rect.shrink2(vec2(0.0, rect.height() * 0.1));
            let fill = if at_hand { mark.fill } else { mark.fill.gamma_multiply(0.45) };
            ui.painter().rect_filled(band, CornerRadius::same(2), fill);
            let y = band.bottom();
            widgets::underline(ui.painter(), [pos2(band.left(), y), pos2(band.right(), y)], &mark);
            if at_hand {
                ui.painter().rect_stroke(
                    band.expand(1.0),
                    CornerRadius::same(3),
                    Stroke::new(1.5, p.accent),
                    StrokeKind::Outside,
                );
            }
        }
        if at_hand {
            for rect in one.differs.get(side).into_iter().flatten().flat_map(&rects) {
                ui.painter().rect_filled(
                    rect.shrink2(vec2(0.0, rect.height() * 0.14)),
                    CornerRadius::same(2),
                    p.differs,
                );
            }
        }
        // One button for each, where it begins.
        if let Some(first) = spans.first().filter(|s| bytes.contains(&s.start)) {
            let all = rects(first);
            let whole = all.iter().skip(1).fold(all.first().copied(), |held, r| held.map(|h| h.union(*r)));
            if let Some(rect) = whole {
                let id = Id::unique(("beside", side, one.ids[0].0, one.ids[1].0));
                let response = ui.interact(rect, id, Sense::click());
                let words = one.words.get(side).map_or("", String::as_str);
                let state = if at_hand { ", at hand" } else { "" };
                let label = format!("{}{state}: {}", article.name(), words);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, at_hand, &label));
                widgets::focus_ring(ui, &response, 3);
                if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                    clicked = Some(number);
                }
            }
        }
    }
    set.paint(ui.painter(), origin, ink);
    let id = Id::unique(("beside text", side, bytes.start));
    let rect = Rect::from_min_size(origin, set.size());
    let text = ui.interact(rect, id, Sense::hover());
    text.widget_info(|| WidgetInfo::labeled(Role::Label, true, set.text()));
    clicked
}
