//! Glyphs as pixels in a texture of their own, made when they are first drawn.

use std::collections::HashMap;

use eframe::egui::epaint::FontColorTransferFunction;
use eframe::egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use vello_cpu::{Pixmap, RenderContext, Resources, color, kurbo};

use super::layout::Glyphs;

/// Into how many places a pixel is divided for where a glyph begins.
pub const BINS: i32 = 4;

/// Side of the first texture in pixels, and of those after it has once been full.
const SIDES: [usize; 2] = [1024, 2048];

/// Larger glyphs are not drawn, in pixels: a font may claim anything.
const LARGEST: f64 = 500.0;

/// What a glyph's pixels depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    font: u64,
    index: u32,
    coords: u64,
    glyph: u32,
    size: u32,
    bin: i32,
    bold: bool,
}

/// Where a glyph's pixels are.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The texture.
    pub texture: TextureId,
    /// The upper left and lower right corner in the texture, from 0 to 1.
    pub uv: [f32; 4],
    /// From the glyph's origin to the upper left corner, in pixels.
    pub offset: [f32; 2],
    /// Width and height in pixels.
    pub size: [f32; 2],
}

/// A texture that is filled row by row.
struct Page {
    texture: TextureHandle,
    side: usize,
    x: usize,
    y: usize,
    row: usize,
    transfer: FontColorTransferFunction,
    glyphs: HashMap<Key, Option<Spot>>,
}

/// The pixels of all glyphs that have been drawn. When the texture is full, another takes its place and begins empty:
/// there is never more than one, beside those that the frame has still to paint.
#[derive(Default)]
pub struct Atlas {
    page: Option<Page>,
    grown: bool,
}

/// A glyph's pixels: how opaque each is.
struct Pixels {
    size: [usize; 2],
    offset: [f32; 2],
    alpha: Vec<u8>,
}

impl Atlas {
    /// The pixels of a glyph that begins `bin` parts of a pixel right of a whole one; none if it has none.
    pub fn spot(
        &mut self,
        ctx: &Context,
        transfer: FontColorTransferFunction,
        glyphs: &Glyphs,
        glyph: u32,
        pixels_per_point: f32,
        bin: i32,
    ) -> Option<Spot> {
        let size = glyphs.size * pixels_per_point;
        let key = Key {
            font: glyphs.font.data.id(),
            index: glyphs.font.index,
            coords: glyphs.coords.iter().fold(0, |hash: u64, &c| hash.wrapping_mul(31).wrapping_add(c as u64)),
            glyph,
            size: size.to_bits(),
            bin,
            bold: glyphs.embolden,
        };
        if let Some(page) = self.page.as_ref().filter(|p| p.transfer == transfer)
            && let Some(spot) = page.glyphs.get(&key)
        {
            return *spot;
        }
        let pixels = draw(glyphs, glyph, size, bin);
        if self.page.as_ref().is_none_or(|p| p.transfer != transfer) {
            self.page = Some(Page::new(ctx, self.grown, transfer));
        }
        let Some(pixels) = pixels else {
            self.page.as_mut()?.glyphs.insert(key, None);
            return None;
        };
        let mut spot = self.page.as_mut()?.add(&pixels);
        if spot.is_none() {
            self.grown = true;
            self.page = Some(Page::new(ctx, true, transfer));
            spot = self.page.as_mut()?.add(&pixels);
        }
        self.page.as_mut()?.glyphs.insert(key, spot);
        spot
    }
}

impl Page {
    fn new(ctx: &Context, grown: bool, transfer: FontColorTransferFunction) -> Self {
        let [first, later] = SIDES;
        let side = (if grown { later } else { first }).min(ctx.input(|i| i.max_texture_side));
        let image = ColorImage::filled([side, side], Color32::TRANSPARENT);
        let texture = ctx.load_texture("glyphs", image, TextureOptions::LINEAR);
        Self { texture, side, x: 1, y: 1, row: 0, transfer, glyphs: HashMap::new() }
    }

    fn add(&mut self, pixels: &Pixels) -> Option<Spot> {
        let [width, height] = pixels.size;
        if self.x + width + 1 > self.side {
            (self.x, self.y, self.row) = (1, self.y + self.row + 1, 0);
        }
        if self.x + width + 1 > self.side || self.y + height + 1 > self.side {
            return None;
        }
        let colours: Vec<Color32> =
            pixels.alpha.iter().map(|&a| self.transfer.color_from_coverage(f32::from(a) / 255.0)).collect();
        let at = [self.x, self.y];
        self.texture.set_partial(at, ColorImage::new(pixels.size, colours), TextureOptions::LINEAR);
        self.x += width + 1;
        self.row = self.row.max(height);
        let part = |pixel: usize| pixel as f32 / self.side as f32;
        Some(Spot {
            texture: self.texture.id(),
            uv: [part(at[0]), part(at[1]), part(at[0] + width), part(at[1] + height)],
            offset: pixels.offset,
            size: [width as f32, height as f32],
        })
    }
}

fn draw(glyphs: &Glyphs, glyph: u32, size: f32, bin: i32) -> Option<Pixels> {
    let font = FontRef::from_index(glyphs.font.data.data(), glyphs.font.index).ok()?;
    let outline = font.outline_glyphs().get(GlyphId::new(glyph))?;
    let coords: Vec<NormalizedCoord> = glyphs.coords.iter().map(|&c| NormalizedCoord::from_bits(c)).collect();
    let mut pen = Pen { path: kurbo::BezPath::new(), x: f64::from(bin) / f64::from(BINS) };
    outline.draw(DrawSettings::unhinted(Size::new(size), LocationRef::new(&coords)), &mut pen).ok()?;
    let mut path = pen.path;
    if glyphs.embolden {
        let mut again = path.clone();
        again.apply_affine(kurbo::Affine::translate((f64::from(size) / 26.0, 0.0)));
        path.extend(again);
    }
    let bounds = path.control_box().expand();
    if !(1.0..=LARGEST).contains(&bounds.width()) || !(1.0..=LARGEST).contains(&bounds.height()) {
        return None;
    }
    let (width, height) = (bounds.width() as u16, bounds.height() as u16);
    let mut context = RenderContext::new(width, height);
    context.set_transform(kurbo::Affine::translate((-bounds.x0, -bounds.y0)));
    context.set_paint(color::OpaqueColor::<color::Srgb>::WHITE);
    context.fill_path(&path);
    let mut pixmap = Pixmap::new(width, height);
    context.render(&mut pixmap, &mut Resources::new());
    let alpha = pixmap.data_as_u8_slice().chunks_exact(4).filter_map(|p| p.last().copied()).collect();
    Some(Pixels {
        size: [usize::from(width), usize::from(height)],
        offset: [bounds.x0 as f32, bounds.y0 as f32],
        alpha,
    })
}

/// Writes an outline as a path, the right way up for a screen.
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
