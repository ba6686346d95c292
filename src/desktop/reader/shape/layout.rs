//! A paragraph laid out by direction and script: rows of glyphs, and rows of characters with their edges.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontData, FontFamily, FontFamilyName, FontWeight, Language, Layout,
    LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};
use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation;

use super::super::column::{Style, row_height};
use super::super::galley::{Hit, Look};
use super::language::{language, scripts};
use crate::desktop::fonts;
use crate::desktop::settings::Font;

/// A character as a reader sees it, where it stands in its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its bytes in the paragraph.
    pub bytes: Range<usize>,
    /// Its left edge, from the left edge of the column.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// Whether it runs from right to left.
    pub rtl: bool,
}

impl Cell {
    fn start(&self) -> f32 {
        if self.rtl { self.right } else { self.left }
    }

    fn end(&self) -> f32 {
        if self.rtl { self.left } else { self.right }
    }
}

/// A glyph where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Its number in its font; 0 where no font has one.
    pub id: u32,
    /// Its origin, from the left edge of the column.
    pub x: f32,
    /// Its origin, from the baseline, downwards.
    pub y: f32,
    /// How far it moves on.
    pub advance: f32,
    /// Which character it belongs to: the first byte.
    pub byte: usize,
}

/// Glyphs of one font.
#[derive(Clone, Debug)]
pub struct Glyphs {
    /// The font.
    pub font: FontData,
    /// Where a variable font stands on its axes, in 1/16384.
    pub coords: Vec<i16>,
    /// Size of the letters in points.
    pub size: f32,
    /// Whether the font has no bold of its own and is to be thickened.
    pub embolden: bool,
    /// The glyphs.
    pub placed: Vec<Placed>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its bytes in the paragraph.
    pub bytes: Range<usize>,
    /// Its upper edge.
    pub top: f32,
    /// What is drawn.
    pub glyphs: Vec<Glyphs>,
    /// Its characters from left to right.
    pub cells: Vec<Cell>,
    /// Where the white space at its end begins, in bytes.
    pub ink_end: usize,
}

/// A paragraph laid out.
#[derive(Clone, Debug)]
pub struct Shaped {
    /// The words.
    pub text: String,
    /// Width of the column.
    pub width: f32,
    /// Whether the paragraph as a whole runs from right to left.
    pub rtl: bool,
    /// The rows from top to bottom, all of one height.
    pub rows: Vec<Row>,
    /// Height of each row.
    pub row_height: f32,
    /// From a row's upper edge to its baseline.
    pub baseline: f32,
    /// Scripts with characters that no font has.
    pub missing: Vec<Script>,
}

/// Lays a paragraph out; none if that fails, as it may with a text made to make it fail.
pub fn shape(fonts: &mut FontContext, context: &mut LayoutContext<()>, text: &str, look: Look) -> Option<Shaped> {
    // A library that panics on somebody's text must not take the window down with it.
    let laid = catch_unwind(AssertUnwindSafe(|| lay(fonts, context, text, look)));
    let Ok(layout) = laid else {
        *context = LayoutContext::new();
        return None;
    };
    let shaped = Shaped::read(&layout, text, row_height(look.style, look.size, look.page), look.width);
    shaped.is_whole().then_some(shaped)
}

fn lay(fonts: &mut FontContext, context: &mut LayoutContext<()>, text: &str, look: Look) -> Layout<()> {
    let Look { style, size, page, width, .. } = look;
    let scripts = scripts(text);
    let language = language(text, &scripts);
    let serif = style != Style::Noise && page.font != Font::Sans;
    let own = if serif { [fonts::SERIF, fonts::SANS] } else { [fonts::SANS, fonts::SERIF] };
    let names: Vec<String> = scripts.iter().flat_map(|&s| fonts::families(s, language, serif)).collect();
    let families: Vec<FontFamilyName<'_>> =
        own.into_iter().chain(names.iter().map(String::as_str)).map(FontFamilyName::named).collect();
    let (letters, weight) = match style {
        Style::Headline => (size * 1.5, FontWeight::BOLD),
        Style::Subhead => (size * 1.04, FontWeight::BOLD),
        Style::Noise => (size * 0.78, FontWeight::NORMAL),
        Style::Body | Style::Gap => (size, FontWeight::NORMAL),
    };
    let mut builder = context.ranged_builder(fonts, text, 1.0, false);
    builder.push_default(FontFamily::from(families.as_slice()));
    builder.push_default(StyleProperty::FontSize(letters));
    builder.push_default(StyleProperty::FontWeight(weight));
    builder.push_default(StyleProperty::Locale(language.and_then(|l| Language::parse(l).ok())));
    builder.push_default(LineHeight::Absolute(row_height(style, size, page)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    let mut layout = builder.build(text);
    layout.break_all_lines(Some(width));
    layout.align(Alignment::Start, AlignmentOptions::default());
    layout
}

impl Shaped {
    fn read(layout: &Layout<()>, text: &str, least: f32, width: f32) -> Self {
        let (mut up, mut down) = (0.0_f32, 0.0_f32);
        for line in layout.lines() {
            let m = line.metrics();
            up = up.max(m.baseline - m.content_block_min_coord);
            down = down.max(m.content_block_max_coord - m.baseline);
        }
        // Some scripts reach further up and down than a row is high.
        let row_height = least.max((up + down).ceil());
        let baseline = ((row_height - up - down) / 2.0 + up).round();
        let graphemes: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let mut missing = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        for line in layout.lines() {
            let mut row = Row {
                bytes: line.text_range(),
                top: rows.len() as f32 * row_height,
                glyphs: Vec::new(),
                cells: Vec::new(),
                ink_end: line.text_range().end,
            };
            let mut x = line.metrics().offset + line.metrics().inline_min_coord;
            for run in line.runs() {
                let mut glyphs = Glyphs {
                    font: run.font().clone(),
                    coords: run.normalized_coords().iter().map(|c| c.to_bits()).collect(),
                    size: run.font_size(),
                    embolden: run.synthesis().embolden(),
                    placed: Vec::new(),
                };
                let rtl = run.is_rtl();
                let mut ligature = None;
                for cluster in run.visual_clusters() {
                    let bytes = cluster.text_range();
                    let advance = cluster.advance();
                    if cluster.is_ligature_continuation() {
                        // From right to left the other parts of a ligature come before the one that holds the glyphs.
                        if rtl {
                            ligature.get_or_insert(x);
                        }
                    } else {
                        let mut at = if rtl { ligature.take().unwrap_or(x) } else { x };
                        let mut lacks = false;
                        for glyph in cluster.glyphs() {
                            let (id, advance) = (glyph.id, glyph.advance);
                            glyphs.placed.push(Placed { id, x: at + glyph.x, y: glyph.y, advance, byte: bytes.start });
                            lacks |= id == 0 && advance > 0.0;
                            at += advance;
                        }
                        let of = text.get(bytes.clone()).unwrap_or_default();
                        if lacks && let Some(script) = of.chars().find_map(fonts::script) {
                            missing.push(script);
                        }
                    }
                    cells(&mut row.cells, &graphemes, bytes, x, x + advance, rtl);
                    x += advance;
                }
                row.glyphs.push(glyphs);
            }
            let words = text.get(row.bytes.clone()).unwrap_or_default();
            row.ink_end = row.bytes.start + words.trim_end().len();
            rows.push(row);
        }
        missing.sort_by_key(|s| s.full_name());
        missing.dedup();
        let mut shaped =
            Self { text: text.to_owned(), width, rtl: layout.is_rtl(), rows, row_height, baseline, missing };
        shaped.mend();
        shaped
    }

    /// Characters that fell apart between rows stand in the first of them.
    fn mend(&mut self) {
        let mut end = 0;
        for row in &mut self.rows {
            row.cells.retain(|c| c.bytes.start >= end);
            row.bytes.start = end;
            end = row.cells.iter().map(|c| c.bytes.end).max().unwrap_or(end).max(row.bytes.end);
            row.bytes.end = end;
        }
    }

    /// Whether every character stands somewhere, once.
    fn is_whole(&self) -> bool {
        let mut starts: Vec<usize> = self.rows.iter().flat_map(|r| r.cells.iter().map(|c| c.bytes.start)).collect();
        starts.sort_unstable();
        starts.into_iter().eq(self.text.grapheme_indices(true).map(|(at, _)| at))
    }

    /// Width and height.
    pub fn size(&self) -> Vec2 {
        vec2(self.width, self.rows.len() as f32 * self.row_height)
    }

    /// Where a stretch stands: for each row a rectangle for each piece that hangs together.
    pub fn row_rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        let mut rects: Vec<Rect> = Vec::new();
        let first = self.rows.partition_point(|r| r.bytes.end <= bytes.start);
        for row in self.rows.iter().skip(first).take_while(|r| r.bytes.start < bytes.end) {
            // White space at a row's end hangs over the edge: leave it out.
            let end = if bytes.start < row.ink_end { bytes.end.min(row.ink_end) } else { bytes.end };
            let mut open: Option<Rect> = None;
            for cell in &row.cells {
                if cell.bytes.start < bytes.start || cell.bytes.start >= end {
                    rects.extend(open.take());
                    continue;
                }
                let y = row.top..=row.top + self.row_height;
                let rect = Rect::from_x_y_ranges(cell.left..=cell.right, y);
                open = Some(open.map_or(rect, |r| r.union(rect)));
            }
            rects.extend(open);
        }
        // What has no width shows only where nothing else does.
        if rects.iter().any(|r| r.width() > 0.0) {
            rects.retain(|r| r.width() > 0.0);
        }
        rects
    }

    fn row_at(&self, y: f32) -> Option<&Row> {
        let number = (y / self.row_height).floor().max(0.0) as usize;
        self.rows.get(number.min(self.rows.len().saturating_sub(1)))
    }

    /// The character at a point; the nearest one of the row, if the point is beside it.
    pub fn hit(&self, point: Vec2) -> Hit {
        let nothing = Hit { byte: 0, boundary: 0, inside: false, beside: false };
        let Some(row) = self.row_at(point.y) else { return nothing };
        let within = (0.0..self.size().y).contains(&point.y);
        let on = row.cells.iter().find(|c| (c.left..c.right).contains(&point.x));
        if let Some(cell) = on {
            let left = point.x < (cell.left + cell.right) / 2.0;
            let boundary = if left == cell.rtl { cell.bytes.end } else { cell.bytes.start };
            return Hit { byte: cell.bytes.start, boundary, inside: within, beside: within };
        }
        // Beside the row is where it begins or where it ends, whatever stands there.
        let left = row.cells.first().is_none_or(|c| point.x < c.left);
        let beside = within && (0.0..=self.width).contains(&point.x);
        let last = row.cells.iter().max_by_key(|c| c.bytes.start).map_or(row.bytes.start, |c| c.bytes.start);
        if left == self.rtl {
            Hit { byte: last, boundary: row.bytes.end, inside: false, beside }
        } else {
            Hit { byte: row.bytes.start, boundary: row.bytes.start, inside: false, beside }
        }
    }

    fn cell(&self, byte: usize) -> Option<(&Row, &Cell)> {
        let row = self.rows.get(self.rows.partition_point(|r| r.bytes.end <= byte))?;
        Some((row, row.cells.iter().find(|c| c.bytes.contains(&byte))?))
    }

    /// Where a stretch begins and where it ends, in the direction of its first and last characters.
    pub fn ends(&self, bytes: Range<usize>) -> Option<[Rect; 2]> {
        let (row, first) = self.cell(bytes.start)?;
        let (last_row, last) = self.cell(bytes.end.checked_sub(1)?)?;
        let edge = |x: f32, row: &Row| {
            let top = pos2(x, row.top);
            Rect::from_min_max(top, Pos2::new(x, row.top + self.row_height))
        };
        Some([edge(first.start(), row), edge(last.end(), last_row)])
    }
}

/// Adds the characters of a cluster to a row: characters share it in equal parts, and one that came in several parts
/// becomes one.
fn cells(row: &mut Vec<Cell>, graphemes: &[usize], bytes: Range<usize>, left: f32, right: f32, rtl: bool) {
    let first = graphemes.partition_point(|&g| g <= bytes.start).saturating_sub(1);
    let end = graphemes.partition_point(|&g| g < bytes.end).max(first + 1);
    let count = end - first;
    let part = (right - left) / count as f32;
    for i in 0..count {
        let number = if rtl { end - 1 - i } else { first + i };
        let (Some(&start), Some(&stop)) = (graphemes.get(number), graphemes.get(number + 1)) else { continue };
        let (a, b) = (left + part * i as f32, left + part * (i + 1) as f32);
        if let Some(held) = row.last_mut().filter(|c| c.bytes.start == start) {
            held.right = b;
            continue;
        }
        if let Some(held) = row.iter_mut().find(|c| c.bytes.start == start) {
            // Its parts stand apart: the wider one is it.
            if b - a > held.right - held.left {
                (held.left, held.right) = (a, b);
            }
            continue;
        }
        row.push(Cell { bytes: start..stop, left: a, right: b, rtl });
    }
}
