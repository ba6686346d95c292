//! A plot as a PNG file, twice as fine as its points.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider as _};
use vello_cpu::{Pixmap, RenderContext, Resources, color, kurbo};

use super::Chart;
use super::draw::{Anchor, Drawing, Ink, Mark, draw};
use crate::desktop::theme::{FACES, Palette};

/// Pixels a point.
const FINE: f64 = 2.0;

/// A plot as PNG in the colours of a palette.
///
/// # Errors
/// When it would be larger than a picture can be, or cannot be packed.
pub fn png(chart: &Chart, p: &Palette) -> Result<Vec<u8>, String> {
    let Drawing { size, marks } = draw(chart);
    let [width, height] = size.map(|s| (s * FINE).ceil());
    if width > f64::from(u16::MAX) || height > f64::from(u16::MAX) {
        return Err("The plot is too large for a PNG. Save it as .svg instead.".into());
    }
    let (width, height) = (width as u16, height as u16);
    let mut context = RenderContext::new(width, height);
    context.set_transform(kurbo::Affine::scale(FINE));
    for mark in &marks {
        paint(&mut context, mark, p);
    }
    let mut pixmap = Pixmap::new(width, height);
    context.flush();
    context.render(&mut pixmap, &mut Resources::new());
    pixmap.into_png().map_err(|e| format!("The plot could not be packed as PNG ({e}). Save it as .svg instead."))
}

fn paint(context: &mut RenderContext, mark: &Mark, p: &Palette) {
    let paint = |ink: Ink, alpha: f32| {
        let c = match ink {
            Ink::Paper => p.paper,
            Ink::Ink => p.ink,
            Ink::Soft => p.soft,
            Ink::Line => p.line,
            Ink::Tone(tone) => tone.colour(p),
        };
        let part = |value: u8| f32::from(value) / 255.0;
        color::AlphaColor::<color::Srgb>::new([part(c.r()), part(c.g()), part(c.b()), alpha])
    };
    match mark {
        Mark::Rect { at: [x, y, w, h], ink, faint } => {
            context.set_paint(paint(*ink, if *faint { 0.45 } else { 1.0 }));
            context.fill_rect(&kurbo::Rect::new(*x, *y, x + w, y + h));
        }
        Mark::Line { at: [x, y, to_x, to_y], ink } => {
            context.set_paint(paint(*ink, 1.0));
            context.fill_rect(&kurbo::Rect::new(x - 0.5, y - 0.5, to_x + 0.5, to_y + 0.5));
        }
        Mark::Text { at: [x, y], anchor, size, bold, ink, words } => {
            let (path, advance) = outline(words, *size, *bold);
            let shift = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => advance / 2.0,
                Anchor::End => advance,
            };
            context.set_paint(paint(*ink, 1.0));
            context.fill_path(&(kurbo::Affine::translate((x - shift, *y)) * path));
        }
    }
}

/// The outlines of words in the program's own letters, and how wide they are. What these lack is an empty box.
fn outline(words: &str, size: f64, bold: bool) -> (kurbo::BezPath, f64) {
    let order: [usize; 2] = if bold { [1, 3] } else { [0, 2] };
    let faces: Vec<FontRef<'_>> = order.iter().filter_map(|at| FontRef::new(FACES.get(*at)?.1).ok()).collect();
    let mut pen = Pen { path: kurbo::BezPath::new(), x: 0.0 };
    for c in words.chars() {
        let found = faces.iter().find_map(|face| Some((face, face.charmap().map(c)?)));
        let Some((face, glyph)) = found else {
            if !c.is_whitespace() {
                let (x, w, h) = (pen.x, size * 0.5, size * 0.7);
                pen.path.extend(kurbo::Shape::to_path(&kurbo::Rect::new(x + 1.0, -h, x + w, 1.0 - h), 0.1));
                pen.path.extend(kurbo::Shape::to_path(&kurbo::Rect::new(x + 1.0, -1.0, x + w, 0.0), 0.1));
            }
            pen.x += size * 0.6;
            continue;
        };
        let at = Size::new(size as f32);
        if let Some(outline) = face.outline_glyphs().get(glyph) {
            // A glyph that cannot be drawn leaves its room empty.
            let _ = outline.draw(DrawSettings::unhinted(at, LocationRef::default()), &mut pen);
        }
        pen.x += f64::from(face.glyph_metrics(at, LocationRef::default()).advance_width(glyph).unwrap_or(0.0));
    }
    (pen.path, pen.x)
}

/// Writes outlines one behind the other, the right way up for a screen.
struct Pen {
    path: kurbo::BezPath,
    x: f64,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) + self.x, -f64::from(y))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx, cy), self.at(x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
