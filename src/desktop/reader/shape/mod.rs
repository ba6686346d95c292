//! Paragraphs that the toolkit's own layout would set wrongly: from right to left, with letters that join or stack, or
//! with lines that break without spaces.
//!
//! They are shaped and broken into rows by a library made for it, with the system's fonts, and drawn from glyphs that
//! are kept as pixels. Layouts are kept too, as many as a few screens need: colours are no part of them.

mod atlas;
pub mod language;
pub mod layout;
mod tell;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use eframe::egui::epaint::Vertex;
use eframe::egui::{Color32, Context, Id, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use parley::LayoutContext;

use super::galley::{Look, Tint};
use crate::desktop::fonts::Fonts;
use atlas::{Atlas, BINS, Spot};
pub use language::needs_shaping;
pub use layout::Shaped;
pub(super) use tell::tell;

/// How many characters the kept layouts have together before those are dropped that were not wanted for longest.
const KEPT: usize = 150_000;

/// Longer paragraphs, in bytes, are left to the toolkit: nobody writes them, and laying them out would take its time.
const LONGEST: usize = 40_000;

/// Layouts and glyphs of a window. Clones are handles to the same.
#[derive(Clone, Default)]
struct Press(Arc<Mutex<Store>>);

#[derive(Default)]
struct Store {
    context: LayoutContext<()>,
    kept: HashMap<Key, Kept>,
    characters: usize,
    atlas: Atlas,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    text: u64,
    length: usize,
    size: u32,
    width: u32,
    style: u8,
}

struct Kept {
    shaped: Option<Arc<Shaped>>,
    used: u64,
    characters: usize,
}

impl Press {
    fn of(ctx: &Context) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::unique("press")).clone())
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lays a paragraph out, or finds it laid out before; none as long as the system's fonts are not known, and where it
/// cannot be done.
pub fn set(ctx: &Context, text: &str, look: Look) -> Option<Arc<Shaped>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let key = Key {
        text: hasher.finish(),
        length: text.len(),
        size: look.size.to_bits(),
        width: look.width.to_bits(),
        style: look.style as u8,
    };
    let now = ctx.cumulative_frame_nr();
    let press = Press::of(ctx);
    let mut store = press.lock();
    if let Some(kept) = store.kept.get_mut(&key)
        && kept.shaped.as_ref().is_none_or(|s| s.text == text)
    {
        kept.used = now;
        return kept.shaped.clone();
    }
    let Store { context, .. } = &mut *store;
    let shaped = Fonts::of(ctx)
        .with(ctx, |fonts| layout::shape(fonts, context, text, look.style, look.size, look.width).map(Arc::new))?;
    let characters = shaped.as_ref().map_or(1, |s| s.rows.iter().map(|r| r.cells.len()).sum::<usize>() + 1);
    let kept = Kept { shaped: shaped.clone(), used: now, characters };
    store.characters += characters;
    if let Some(old) = store.kept.insert(key, kept) {
        store.characters -= old.characters;
    }
    store.forget(now);
    shaped
}

impl Store {
    fn forget(&mut self, now: u64) {
        if self.characters <= KEPT {
            return;
        }
        let mut ages: Vec<u64> = self.kept.values().map(|k| k.used).filter(|&used| used < now).collect();
        ages.sort_unstable();
        // The older half goes, but nothing of this frame.
        let Some(&oldest) = ages.get(ages.len() / 2) else { return };
        self.kept.retain(|_, k| k.used > oldest);
        self.characters = self.kept.values().map(|k| k.characters).sum();
    }
}

/// Draws a paragraph with its corner at `origin`; `ink` colours what no tint covers.
pub fn paint(painter: &Painter, shaped: &Shaped, tints: &[Tint], origin: Pos2, ink: Color32) {
    let press = Press::of(painter.ctx());
    let mut store = press.lock();
    let scale = painter.ctx().pixels_per_point();
    let transfer = painter.ctx().global_style().visuals.text_options.color_transfer_function;
    let clip = painter.clip_rect();
    let mut mesh = Mesh::default();
    for row in &shaped.rows {
        let top = origin.y + row.top;
        // Letters may reach beyond their row.
        if top > clip.bottom() + shaped.row_height || top + 2.0 * shaped.row_height < clip.top() {
            continue;
        }
        let baseline = ((top + shaped.baseline) * scale).round();
        for glyphs in &row.glyphs {
            for placed in &glyphs.placed {
                let colour = tints.iter().find(|t| t.bytes.contains(&placed.byte)).map_or(ink, |t| t.colour);
                if placed.id == 0 {
                    let size = vec2(placed.advance, glyphs.size * 0.7);
                    let corner = pos2(origin.x + placed.x, baseline / scale - size.y);
                    let rect = Rect::from_min_size(corner, size).shrink2(vec2(1.0, 0.0));
                    if rect.width() > 0.0 {
                        painter.rect_stroke(rect, 0, Stroke::new(1.0, colour), StrokeKind::Inside);
                    }
                    continue;
                }
                let quarter = ((origin.x + placed.x) * scale * BINS as f32).round() as i32;
                let bin = quarter.rem_euclid(BINS);
                let Some(spot) = store.atlas.spot(painter.ctx(), transfer, glyphs, placed.id, scale, bin) else {
                    continue;
                };
                if spot.texture != mesh.texture_id {
                    flush(painter, &mut mesh);
                    mesh.texture_id = spot.texture;
                }
                let x = quarter.div_euclid(BINS) as f32;
                let y = baseline + (placed.y * scale).round();
                quad(&mut mesh, &spot, [x, y], scale, colour);
            }
        }
    }
    flush(painter, &mut mesh);
}

fn flush(painter: &Painter, mesh: &mut Mesh) {
    if !mesh.is_empty() {
        painter.add(Shape::mesh(std::mem::take(mesh)));
    }
}

fn quad(mesh: &mut Mesh, spot: &Spot, [x, y]: [f32; 2], scale: f32, color: Color32) {
    let Spot { uv: [u0, v0, u1, v1], offset: [dx, dy], size: [width, height], .. } = *spot;
    let (left, top) = (x + dx, y + dy);
    let first = mesh.vertices.len() as u32;
    for (px, py, u, v) in [
        (left, top, u0, v0),
        (left + width, top, u1, v0),
        (left, top + height, u0, v1),
        (left + width, top + height, u1, v1),
    ] {
        mesh.vertices.push(Vertex { pos: pos2(px / scale, py / scale), uv: pos2(u, v), color });
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first + 2, first + 1, first + 3);
}
