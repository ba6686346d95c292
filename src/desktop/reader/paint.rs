//! Drawing the visible paragraphs: bands behind the words, underlines and outlines over them, letters in the margin.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use eframe::egui::accesskit;
use eframe::egui::epaint::text::Galley;
use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::pointer::{handles, line_id};
use super::{Band, Line, Reader, Scene, Target};
use crate::desktop::theme::{self, Mark, Palette};
use crate::desktop::widgets;
use crate::model::{AnnotationId, Article, Code};

/// Room between the lines below the title.
const LEAD: f32 = 4.0;

/// Title, byline and what is to be noted above the text.
pub(super) struct Head {
    title: Option<Arc<Galley>>,
    lines: Vec<Arc<Galley>>,
    /// Height of all, with the room around them.
    pub(super) height: f32,
}

impl Head {
    pub(super) fn new(
        ui: &Ui,
        title: &str,
        lines: [&str; 2],
        size: f32,
        page: theme::Page,
        width: f32,
        palette: &Palette,
    ) -> Self {
        let set = |words: &str, font, colour| ui.painter().layout(words.to_owned(), font, colour, width);
        let title = (!title.is_empty()).then(|| set(title, page.bold(size * 1.5), palette.ink));
        let lines: Vec<_> = lines
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(|words| set(words, theme::sans(13.0), palette.soft))
            .collect();
        let below: f32 = lines.iter().map(|g| g.size().y + LEAD).sum();
        let height = 40.0 + title.as_ref().map_or(0.0, |g| g.size().y + 8.0) + below - LEAD + 22.0;
        Self { title, lines, height }
    }

    pub(super) fn paint(&self, ui: &Ui, origin: Pos2, palette: &Palette) {
        let mut at = origin + vec2(0.0, 40.0);
        if let Some(title) = &self.title {
            let rect = Rect::from_min_size(at, title.size());
            ui.painter().galley(at, title.clone(), palette.ink);
            ui.interact(rect, ui.scope_id().with("title"), Sense::hover())
                .widget_info(|| WidgetInfo::labeled(Role::Label, true, title.text()));
            at.y += title.size().y + 8.0;
        }
        for (i, line) in self.lines.iter().enumerate() {
            ui.painter().galley(at, line.clone(), palette.soft);
            ui.interact(Rect::from_min_size(at, line.size()), ui.scope_id().with(("byline", i)), Sense::hover())
                .widget_info(|| WidgetInfo::labeled(Role::Label, true, line.text()));
            at.y += line.size().y + LEAD;
        }
    }
}

impl Reader {
    pub(super) fn paint(&self, ui: &Ui, scene: &Scene<'_>, article: &Article, lines: &[Line], palette: &Palette) {
        let painter = ui.painter();
        let codebook = scene.project.codebook();
        let target = self.target(scene.selected);
        let brush = scene.brush.and_then(|c| codebook.code(c)).map(|c| palette.code(c));
        let mut marks: BTreeMap<(i64, AnnotationId), (Range<i32>, Pos2, Mark)> = BTreeMap::new();
        for line in lines {
            let rects = |bytes: Range<usize>| -> Vec<Rect> {
                let start = bytes.start.max(line.bytes.start);
                let end = bytes.end.min(line.bytes.end);
                if start >= end {
                    return Vec::new();
                }
                line.set
                    .row_rects(start - line.bytes.start..end - line.bytes.start)
                    .into_iter()
                    .map(|r| r.translate(line.origin.to_vec2()))
                    .collect()
            };
            let bands: Vec<&Band> = self.bands.touching(line.bytes.clone()).collect();
            let placed: Vec<(&Band, Mark, Vec<Rect>)> = bands
                .iter()
                .filter_map(|band| {
                    let code = codebook.code(&band.annotation.code)?;
                    let bytes = match self.moving() {
                        Some((place, part, to)) if *place == band.place && band.part == part => to.bytes(),
                        _ => band.bytes.clone(),
                    };
                    Some((*band, palette.code(code), rects(bytes)))
                })
                .collect();
            for (band, mark, rows) in &placed {
                let fill = if band.depth == 0 { mark.fill } else { mark.fill.gamma_multiply(0.75) };
                for rect in rows {
                    painter.rect_filled(inset(*rect), CornerRadius::same(2), fill);
                }
            }
            if let Some(Target::Selection(spans)) = &target {
                for rect in spans.iter().flat_map(|s| rects(s.bytes())) {
                    painter.rect_filled(inset(rect), CornerRadius::same(2), palette.selection);
                }
            }
            line.set.paint(painter, line.origin, palette.ink);
            for (band, mark, rows) in &placed {
                for rect in rows {
                    underline(painter, *rect, band.depth, mark);
                }
                if scene.selected == Some(&band.place) {
                    outline(painter, rows, line.set.is_rtl(), Stroke::new(1.6, palette.accent));
                }
                if band.part == 0
                    && let Some(first) = rows.first()
                    && line.bytes.contains(&band.bytes.start)
                {
                    let top = first.top().round() as i32;
                    let bottom = top + first.height().round() as i32;
                    let key = (i64::from(top) * 100_000 + first.left().round() as i64, band.annotation.id);
                    marks.insert(key, (top..bottom, first.left_top(), *mark));
                }
            }
            let rtl = line.set.is_rtl();
            let from = scene.found.partition_point(|f| f.end <= line.bytes.start);
            let found = scene.found.iter().skip(from).take_while(|f| f.start < line.bytes.end);
            for bytes in found {
                outline(painter, &rects(bytes.clone()), rtl, Stroke::new(1.2, palette.found()));
            }
            if let Some(Target::Selection(spans)) = &target {
                for span in spans {
                    outline(painter, &rects(span.bytes()), rtl, Stroke::new(1.2, palette.accent));
                }
            }
            for shown in scene.suggested.touching(&line.bytes) {
                let current = scene.suggested.current() == Some(shown);
                let mark = palette.kind(shown.kind);
                for part in &shown.parts {
                    let rows = rects(part.bytes());
                    if !current && !scene.outlines {
                        continue;
                    }
                    if current {
                        outline(painter, &rows, rtl, Stroke::new(1.8, mark.stroke));
                    } else {
                        quiet_outline(painter, &rows, rtl, &mark);
                    }
                }
            }
            if let Some(Target::Unit(_, span)) = &target {
                let rows = rects(span.bytes());
                match brush {
                    Some(mark) => outline(painter, &rows, rtl, Stroke::new(1.4, mark.stroke)),
                    None => dashed_outline(painter, &rows, rtl, palette.soft),
                }
            }
            if let Some(byte) = self.caret.filter(|_| self.by_keys)
                && line.bytes.start <= byte
                && byte <= line.bytes.end
            {
                let at = byte - line.bytes.start;
                if let Some(edge) = line.set.caret(at) {
                    let caret = edge.expand2(vec2(0.75, -2.0)).translate(line.origin.to_vec2());
                    painter.rect_filled(caret, CornerRadius::ZERO, palette.accent);
                }
            }
            self.tell(ui, scene, article, line, &placed);
        }
        let left = lines.first().map_or(0.0, |l| l.origin.x);
        self.margin(painter, left, &marks);
        if let Some(place) = scene.selected.filter(|p| p.analyst == *scene.analyst)
            && let Some(annotation) = scene.project.annotation(place)
            && self.moving().is_none()
            && scene.brush.is_none()
        {
            for handle in handles(annotation, lines) {
                let rect = handle.rect;
                let grip = rect.shrink2(vec2(0.6, 0.0));
                painter.rect_filled(grip, CornerRadius::same(1), palette.accent);
                let knob = if handle.start { rect.center_top() } else { rect.center_bottom() };
                painter.circle_filled(knob, 4.0, palette.accent);
            }
        }
    }

    fn margin(&self, painter: &Painter, left: f32, marks: &BTreeMap<(i64, AnnotationId), (Range<i32>, Pos2, Mark)>) {
        let rows: Vec<(AnnotationId, Range<i32>)> =
            marks.iter().map(|((_, id), (rows, _, _))| (*id, rows.clone())).collect();
        let lanes = super::Bands::lanes(&rows);
        // What has no room in the margin is counted.
        let mut more: BTreeMap<i32, (usize, i32)> = BTreeMap::new();
        for ((_, id), (rows, ..)) in marks {
            if lanes.get(id).copied().unwrap_or(0) >= LANES {
                more.entry(rows.start).or_insert((0, rows.end)).0 += 1;
            }
        }
        let soft = theme::palette(&painter.ctx().global_style()).soft;
        for (start, (count, end)) in more {
            let at = pos2(left - 30.0 - 15.0 * LANES as f32, (start + end) as f32 / 2.0);
            painter.text(at, Align2::CENTER_CENTER, format!("+{count}"), theme::sans_bold(10.5), soft);
        }
        for ((_, id), (rows, _, mark)) in marks {
            let lane = lanes.get(id).copied().unwrap_or(0);
            if lane >= LANES {
                continue;
            }
            let x = left - 24.0 - 15.0 * lane as f32;
            let (top, bottom) = (rows.start as f32 + 6.0, rows.end as f32 - 6.0);
            painter.rect_filled(
                Rect::from_min_max(pos2(x - 13.0, top), pos2(x - 10.5, bottom)),
                CornerRadius::same(1),
                mark.stroke,
            );
            painter.text(
                pos2(x - 3.0, (top + bottom) / 2.0),
                Align2::CENTER_CENTER,
                mark.letter,
                theme::sans_bold(10.5),
                mark.stroke,
            );
        }
    }

    /// Tells assistive technology a paragraph's text and annotations.
    fn tell(&self, ui: &Ui, scene: &Scene<'_>, article: &Article, line: &Line, placed: &[(&Band, Mark, Vec<Rect>)]) {
        let id = line_id(article, line.index);
        let rect = Rect::from_min_size(line.origin, line.set.size());
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, line.set.text()));
        let caret = self.caret_in(&line.bytes);
        line.set.tell(ui.ctx(), id, line.origin, caret);
        if caret.is_some() {
            // Whoever has the keyboard is in this paragraph.
            let unit = self.unit.map(|(kind, span)| format!("{}: {}", kind.name(), article.text.words(span)));
            let _ = ui.ctx().accesskit_node_builder(super::surface(), |node| {
                node.set_active_descendant(id.accesskit_id());
                if let Some(unit) = unit {
                    node.set_description(unit);
                }
            });
        }
        for shown in scene.suggested.touching(&line.bytes) {
            let start = shown.span.start().byte();
            let current = scene.suggested.current() == Some(shown);
            if !line.bytes.contains(&start) || !(scene.outlines || current) {
                continue;
            }
            let end = shown.span.end().byte().min(line.bytes.end);
            let rows = line.set.row_rects(start - line.bytes.start..end - line.bytes.start);
            let Some(first) = rows.first().map(|r| r.translate(line.origin.to_vec2())) else { continue };
            let id = id.with(("proposed", shown.kind.as_str(), start, end));
            ui.interact(first, id, Sense::hover());
            let _ = ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::Mark);
                let words = article.text.words(shown.span);
                node.set_label(format!("Proposed {}: {words}", shown.kind.as_str()));
                let [x0, y0, x1, y1] = [first.left(), first.top(), first.right(), first.bottom()].map(f64::from);
                node.set_bounds(accesskit::Rect { x0, y0, x1, y1 });
            });
        }
        for (band, _, rows) in placed {
            if band.part > 0 || !line.bytes.contains(&band.bytes.start) {
                continue;
            }
            let Some(rect) = rows.iter().copied().reduce(Rect::union) else { continue };
            let first = rows.first().copied().unwrap_or(rect);
            let id = id.with(band.annotation.id.0);
            ui.interact(first, id, Sense::hover());
            let _ = ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::Mark);
                node.set_label(self.describe(scene, article, band));
                let [x0, y0, x1, y1] = [first.left(), first.top(), first.right(), first.bottom()].map(f64::from);
                node.set_bounds(accesskit::Rect { x0, y0, x1, y1 });
            });
        }
    }

    /// An annotation in words: “Claim, by Ana: …”.
    fn describe(&self, scene: &Scene<'_>, article: &Article, band: &Band) -> String {
        let code =
            scene.project.codebook().code(&band.annotation.code).map_or("Annotation", |c: &Code| c.name.as_str());
        let by = scene.project.analyst(&band.place.analyst).map_or(band.place.analyst.as_str(), |a| a.name.as_str());
        format!("{code}, by {by}: {}", band.annotation.words(&article.text))
    }
}

/// So many marks stand side by side in the margin.
const LANES: usize = 3;

/// A row is higher than its letters; bands are not.
fn inset(rect: Rect) -> Rect {
    let spare = (rect.height() * 0.1).round();
    Rect::from_min_max(rect.min + vec2(0.0, spare), rect.max - vec2(0.0, spare - 1.0))
}

fn underline(painter: &Painter, row: Rect, depth: usize, mark: &Mark) {
    let y = (inset(row).bottom() + 0.5 + 3.0 * depth.min(3) as f32).round() - 0.25;
    widgets::underline(painter, [pos2(row.left(), y), pos2(row.right(), y)], mark);
}

/// One shape around the rows of a span: closed at its ends, open where it runs on.
fn outline(painter: &Painter, rows: &[Rect], rtl: bool, stroke: Stroke) {
    for path in paths(rows, rtl) {
        painter.add(Shape::line(path, stroke));
    }
}

/// As the underline of its kind, so that a proposal's kind is told without colour.
fn quiet_outline(painter: &Painter, rows: &[Rect], rtl: bool, mark: &Mark) {
    let stroke = Stroke::new(0.9, mark.stroke.gamma_multiply(0.7));
    let (dash, gap) = match mark.underline {
        theme::Underline::Dashed => (6.0, 4.0),
        theme::Underline::Dotted => (1.5, 2.5),
        theme::Underline::Solid | theme::Underline::Double => return outline(painter, rows, rtl, stroke),
    };
    for path in paths(rows, rtl) {
        painter.extend(Shape::dashed_line(&path, stroke, dash, gap));
    }
}

fn dashed_outline(painter: &Painter, rows: &[Rect], rtl: bool, colour: Color32) {
    for path in paths(rows, rtl) {
        painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, colour), 3.0, 2.5));
    }
}

fn paths(rows: &[Rect], rtl: bool) -> Vec<Vec<Pos2>> {
    let last = rows.len().saturating_sub(1);
    // Pieces of one row, where directions change, are closed each by itself.
    let apart = rows.windows(2).any(|pair| matches!(pair, [a, b] if a.top() == b.top()));
    let mut paths = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let r = inset(*row).expand2(vec2(2.0, 1.0));
        let [mut near_top, mut far_top] = [r.left_top(), r.right_top()];
        let [mut near_bottom, mut far_bottom] = [r.left_bottom(), r.right_bottom()];
        if rtl {
            std::mem::swap(&mut near_top, &mut far_top);
            std::mem::swap(&mut near_bottom, &mut far_bottom);
        }
        if last == 0 || apart {
            paths.push(vec![near_top, far_top, far_bottom, near_bottom, near_top]);
        } else if i == 0 {
            paths.push(vec![far_top, near_top, near_bottom, far_bottom]);
        } else if i == last {
            paths.push(vec![near_top, far_top, far_bottom, near_bottom]);
        } else {
            paths.push(vec![near_top, far_top]);
            paths.push(vec![near_bottom, far_bottom]);
        }
    }
    paths
}
