//! A paragraph laid out, and the way between its characters and the screen.
//!
//! The toolkit shapes right-to-left runs into visual order and gives them surplus glyphs, so positions behind such a word
//! would be off. A paragraph whose glyphs are not its characters, one for one and in order, is laid out again in
//! smaller sections, down to single characters; one that still fails is shown but takes no part in tagging.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{
    Color32, Context, Id, Painter, Pos2, Rect, Vec2,
    emath::TSTransform,
    epaint::text::{ByteIndex, Galley, LayoutJob, LayoutSection, TextFormat},
    text::{CCursor, CCursorRange},
    text_selection::accesskit_text::update_accesskit_for_text_widget,
};
use unicode_segmentation::UnicodeSegmentation;

use super::column::{Style, row_height};
use super::shape::{self, Shaped};
use crate::desktop::theme;

/// How finely a paragraph has to be cut so that its glyphs are its characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// Not at all.
    #[default]
    Whole,
    /// Each character of right-to-left stretches by itself.
    RightToLeft,
    /// Each character by itself.
    All,
    /// Each code point by itself: an emoji made of several falls into its parts.
    Points,
    /// Nothing helps: positions in it are unknown.
    Hopeless,
}

impl Cut {
    fn finer(self) -> Self {
        match self {
            Self::Whole => Self::RightToLeft,
            Self::RightToLeft => Self::All,
            Self::All => Self::Points,
            Self::Points | Self::Hopeless => Self::Hopeless,
        }
    }
}

/// A stretch of a paragraph in a colour of its own.
#[derive(Clone, Debug)]
pub struct Tint {
    /// Bytes of the paragraph.
    pub bytes: Range<usize>,
    /// The colour.
    pub colour: Color32,
}

/// A paragraph laid out: where its characters stand, relative to the layout's upper left corner.
#[derive(Clone, Debug)]
pub struct Set {
    make: Make,
    /// How finely it had to be cut.
    pub cut: Cut,
}

/// By whom a paragraph has been laid out.
#[derive(Clone, Debug)]
enum Make {
    /// By the toolkit.
    Toolkit(Arc<Galley>),
    /// By direction and script; the tints are for painting.
    Shaped(Arc<Shaped>, Arc<[Tint]>),
}

impl Set {
    /// The words.
    pub fn text(&self) -> &str {
        match &self.make {
            Make::Toolkit(galley) => galley.text(),
            Make::Shaped(shaped, _) => &shaped.text,
        }
    }

    /// Width and height.
    pub fn size(&self) -> Vec2 {
        match &self.make {
            Make::Toolkit(galley) => galley.size(),
            Make::Shaped(shaped, _) => shaped.size(),
        }
    }

    /// The layout by direction and script, if it is one.
    pub fn shaped(&self) -> Option<&Shaped> {
        match &self.make {
            Make::Toolkit(_) => None,
            Make::Shaped(shaped, _) => Some(shaped),
        }
    }

    /// Whether the paragraph as a whole runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.shaped().is_some_and(|s| s.rtl)
    }

    /// Whether the places of its characters are known: only then can it be pointed into.
    pub fn is_known(&self) -> bool {
        self.cut != Cut::Hopeless || self.shaped().is_some()
    }

    /// Where a stretch of the paragraph stands: rectangles as high as their row, from top to bottom; a row may have
    /// several where the directions of writing change.
    pub fn row_rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        match &self.make {
            Make::Toolkit(galley) => row_rects(galley, galley.text(), bytes),
            Make::Shaped(shaped, _) => shaped.row_rects(bytes),
        }
    }

    /// The character at a point; the nearest one, if the point is beside the text.
    pub fn hit(&self, point: Vec2) -> Hit {
        match &self.make {
            Make::Toolkit(galley) => hit(galley, galley.text(), point),
            Make::Shaped(shaped, _) => shaped.hit(point),
        }
    }

    /// Where a stretch begins and where it ends: two edges of no width, as high as their row.
    pub fn ends(&self, bytes: Range<usize>) -> Option<[Rect; 2]> {
        if let Make::Shaped(shaped, _) = &self.make {
            return shaped.ends(bytes);
        }
        let rects = self.row_rects(bytes);
        let (first, last) = (rects.first()?, rects.last()?);
        let edge = |x: f32, row: &Rect| Rect::from_x_y_ranges(x..=x, row.y_range());
        Some([edge(first.left(), first), edge(last.right(), last)])
    }

    /// Where a caret stands between two characters: at the edge of the one behind the boundary, at the end of the
    /// paragraph at that of the last one. It has no width and is as high as its row.
    pub fn caret(&self, boundary: usize) -> Option<Rect> {
        let text = self.text();
        match text.get(boundary..).and_then(|rest| rest.graphemes(true).next()) {
            Some(next) => self.ends(boundary..boundary + next.len()).map(|[start, _]| start),
            None => {
                let last = text.graphemes(true).next_back()?;
                self.ends(text.len() - last.len()..text.len()).map(|[_, end]| end)
            }
        }
    }

    /// Draws the words with the layout's corner at `origin`; `ink` colours what has no colour of its own.
    pub fn paint(&self, painter: &Painter, origin: Pos2, ink: Color32) {
        match &self.make {
            Make::Toolkit(galley) => {
                painter.galley(origin, galley.clone(), ink);
            }
            Make::Shaped(shaped, tints) => shape::paint(painter, shaped, tints, origin, ink),
        }
    }

    /// Tells assistive technology the words row by row, under a widget's id, and where the selection stays and where
    /// the caret is, in bytes of the paragraph, if they are in it.
    pub fn tell(&self, ctx: &Context, id: Id, origin: Pos2, caret: Option<[usize; 2]>) {
        match &self.make {
            Make::Toolkit(galley) => {
                let place = TSTransform::from_translation(origin.to_vec2());
                let count = |byte: usize| CCursor::new(self.text().get(..byte).map_or(0, |t| t.chars().count()));
                let range = caret.map(|[anchor, focus]| CCursorRange::two(count(anchor), count(focus)));
                update_accesskit_for_text_widget(ctx, id, range, place, galley);
            }
            Make::Shaped(shaped, _) => shape::tell(ctx, id, shaped, origin, caret),
        }
    }

    /// Whether the toolkit laid it out with a glyph for each character.
    pub fn is_faithful(&self) -> bool {
        match &self.make {
            Make::Toolkit(galley) => is_faithful(galley, galley.text()),
            Make::Shaped(..) => true,
        }
    }
}

/// How a paragraph is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// As what it is set.
    pub style: Style,
    /// Size of the letters of body text in points.
    pub size: f32,
    /// Letters and rows.
    pub page: theme::Page,
    /// Width of the column in points.
    pub width: f32,
    /// Colour of words that no tint covers.
    pub ink: Color32,
}

/// Lays a paragraph out, by direction and script where it needs that; if the toolkit does it, trying `cut` first.
pub fn set(painter: &Painter, line: &str, look: Look, tints: &[Tint], cut: Cut) -> Set {
    if shape::needs_shaping(line)
        && let Some(shaped) = shape::set(painter.ctx(), line, look)
    {
        return Set { make: Make::Shaped(shaped, tints.into()), cut };
    }
    set_plainly(painter, line, look, tints, cut)
}

/// Lets the toolkit lay a paragraph out, whatever its script: letters unjoined and from left to right, but each where
/// the pointer finds it.
pub fn set_plainly(painter: &Painter, line: &str, look: Look, tints: &[Tint], cut: Cut) -> Set {
    // A run that is shaped from right to left could pass the check by being the same both ways.
    let mut cut = if line.chars().any(is_right_to_left) { cut.max(Cut::RightToLeft) } else { cut };
    loop {
        let galley = painter.layout_job(job(line, look, tints, cut));
        if cut == Cut::Hopeless || is_faithful(&galley, line) {
            return Set { make: Make::Toolkit(galley), cut };
        }
        cut = cut.finer();
    }
}

/// Whether a layout has a glyph for each character, in the order of the text.
///
/// Inside one emoji or accented letter the toolkit may name the same character twice; its number of glyphs counts.
fn is_faithful(galley: &Galley, line: &str) -> bool {
    let mut glyphs = galley.rows.iter().flat_map(|r| r.glyphs.iter().map(|g| g.chr));
    for grapheme in line.graphemes(true) {
        if glyphs.next() != grapheme.chars().next() {
            return false;
        }
        for _ in grapheme.chars().skip(1) {
            if glyphs.next().is_none() {
                return false;
            }
        }
    }
    glyphs.next().is_none()
}

fn job(line: &str, look: Look, tints: &[Tint], cut: Cut) -> LayoutJob {
    let Look { style, size, page, width, ink } = look;
    let font = match style {
        Style::Headline => page.bold(size * 1.5),
        Style::Subhead => page.bold(size * 1.04),
        Style::Noise => theme::sans(size * 0.78),
        Style::Body | Style::Gap => page.regular(size),
    };
    let format = TextFormat { line_height: Some(row_height(style, size, page)), ..TextFormat::simple(font, ink) };
    let mut job = LayoutJob { text: line.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    job.break_on_newline = false;
    let mut flip = false;
    let mut push = |bytes: Range<usize>, colour: Color32, split: bool| {
        if bytes.is_empty() {
            return;
        }
        let mut section = |bytes: Range<usize>, colour: Color32| {
            let byte_range = ByteIndex(bytes.start)..ByteIndex(bytes.end);
            let format = TextFormat { color: colour, ..format.clone() };
            job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
        };
        if !split {
            section(bytes, colour);
            return;
        }
        // Neighbouring sections of one format would be shaped together again; a shade that nobody sees keeps them apart.
        let shade = theme::hardly_other(colour);
        let part = line.get(bytes.clone()).unwrap_or_default();
        let lengths: Vec<usize> = if cut == Cut::Points {
            part.chars().map(char::len_utf8).collect()
        } else {
            part.graphemes(true).map(str::len).collect()
        };
        let mut start = bytes.start;
        for length in lengths {
            flip = !flip;
            section(start..start + length, if flip { shade } else { colour });
            start += length;
        }
    };
    let mut stretch = |bytes: Range<usize>, colour: Color32| match cut {
        Cut::Whole | Cut::Hopeless => push(bytes, colour, false),
        Cut::All | Cut::Points => push(bytes, colour, true),
        Cut::RightToLeft => {
            let part = line.get(bytes.clone()).unwrap_or_default();
            let mut from = 0;
            let mut right = false;
            for (at, c) in part.char_indices() {
                // Spaces, points and vowel signs belong to what stands before them.
                let joins = c.is_whitespace() || unicode_bidi::bidi_class(c) == unicode_bidi::BidiClass::NSM;
                let now = if joins { right } else { is_right_to_left(c) };
                if now != right {
                    push(bytes.start + from..bytes.start + at, colour, right);
                    (from, right) = (at, now);
                }
            }
            push(bytes.start + from..bytes.end, colour, right);
        }
    };
    let mut at = 0;
    for tint in tints {
        let start = tint.bytes.start.clamp(at, line.len());
        let end = tint.bytes.end.clamp(start, line.len());
        stretch(at..start, ink);
        stretch(start..end, tint.colour);
        at = end;
    }
    stretch(at..line.len(), ink);
    job
}

/// Whether a character belongs to a script that runs from right to left, or directs text that way.
fn is_right_to_left(c: char) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R, RLE, RLI, RLO};
    !c.is_ascii() && matches!(unicode_bidi::bidi_class(c), R | AL | AN | RLE | RLI | RLO)
}

/// The characters of each row: its number of first character, and how many it has.
fn rows(galley: &Galley) -> impl Iterator<Item = (usize, &eframe::egui::epaint::text::PlacedRow)> {
    galley.rows.iter().scan(0, |first, row| {
        let this = *first;
        *first += row.glyphs.len() + usize::from(row.ends_with_newline);
        Some((this, row))
    })
}

/// Where a stretch of a paragraph stands: one rectangle a row, relative to the layout, as high as the row.
fn row_rects(galley: &Galley, line: &str, bytes: Range<usize>) -> Vec<Rect> {
    let count = |byte: usize| line.get(..byte.min(line.len())).unwrap_or(line).chars().count();
    let (from, to) = (count(bytes.start), count(bytes.end));
    let mut rects = Vec::new();
    for (first, row) in rows(galley) {
        let a = from.saturating_sub(first).min(row.glyphs.len());
        let b = to.saturating_sub(first).min(row.glyphs.len());
        let Some(glyphs) = row.glyphs.get(a..b).filter(|g| !g.is_empty()) else { continue };
        let left = glyphs.iter().map(|g| g.pos.x).fold(f32::INFINITY, f32::min);
        // White space at a row's end hangs over the edge: leave it out.
        let right = glyphs
            .iter()
            .rev()
            .skip_while(|g| b == row.glyphs.len() && g.chr.is_whitespace())
            .map(|g| g.pos.x + g.advance_width)
            .fold(left, f32::max);
        rects.push(Rect::from_min_max(
            Pos2::new(row.pos.x + left, row.min_y()),
            Pos2::new(row.pos.x + right, row.max_y()),
        ));
    }
    rects
}

/// What a point of a layout points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First byte of the character there.
    pub byte: usize,
    /// The boundary between characters that is nearest.
    pub boundary: usize,
    /// Whether the point is on a character, not beside the row.
    pub inside: bool,
    /// Whether the point is on the row, on a character or right of the last one.
    pub beside: bool,
}

/// The character at a point relative to the layout; the nearest one, if the point is beside the text.
fn hit(galley: &Galley, line: &str, point: Vec2) -> Hit {
    let nearest = rows(galley)
        .min_by(|(_, a), (_, b)| {
            let far =
                |r: &eframe::egui::epaint::text::PlacedRow| (r.min_y() - point.y).max(point.y - r.max_y()).max(0.0);
            far(a).total_cmp(&far(b))
        })
        .map(|(first, row)| (first, row, row.min_y()..=row.max_y()));
    let Some((first, row, y)) = nearest else { return Hit { byte: 0, boundary: 0, inside: false, beside: false } };
    let x = point.x - row.pos.x;
    let byte_of = |character: usize| line.char_indices().nth(character).map_or(line.len(), |(b, _)| b);
    // Between two glyphs there may be a gap that belongs to neither: kerning, rounding.
    let within = row.glyphs.iter().any(|g| g.pos.x <= x) && row.glyphs.iter().any(|g| x < g.pos.x + g.advance_width);
    let beside = |g: &eframe::egui::epaint::text::Glyph| (g.pos.x - x).max(x - g.pos.x - g.advance_width).max(0.0);
    let glyphs = row.glyphs.iter().enumerate().filter(|_| within);
    let on = glyphs.min_by(|(_, a), (_, b)| beside(a).total_cmp(&beside(b))).map(|(i, _)| i);
    let (character, after) = match on {
        Some(i) => (i, row.glyphs.get(i).is_some_and(|g| x >= g.pos.x + g.advance_width / 2.0)),
        None if row.glyphs.first().is_some_and(|g| x < g.pos.x) => (0, false),
        None => (row.glyphs.len().saturating_sub(1), true),
    };
    Hit {
        byte: byte_of(first + character),
        boundary: byte_of(first + character + usize::from(after)),
        inside: on.is_some() && y.contains(&point.y),
        beside: x >= 0.0 && x <= galley.job.wrap.max_width && y.contains(&point.y),
    }
}
