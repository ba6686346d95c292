//! Tells assistive technology the words of a shaped paragraph, row by row and direction by direction.

use eframe::egui::accesskit::{self, Role, TextDirection};
use eframe::egui::{Context, Id, Pos2, Rect, Ui, UiBuilder, pos2};
use unicode_segmentation::UnicodeSegmentation;

use super::layout::{Cell, Row, Shaped};

/// A run of text holds no more characters: where its words begin is counted in bytes.
const LONGEST: usize = 255;

/// Adds the runs of text below the widget `id`, which says what the paragraph is, and where in them the selection stays
/// and the caret is.
pub fn tell(ctx: &Context, id: Id, shaped: &Shaped, origin: Pos2, caret: Option<[usize; 2]>) {
    let mut ends = [None, None];
    if ctx.accesskit_node_builder(id, |_| ()).is_none() {
        return;
    }
    let mut number = 0;
    for row in &shaped.rows {
        let mut cells: Vec<&Cell> = row.cells.iter().collect();
        cells.sort_by_key(|c| c.bytes.start);
        for run in cells.chunk_by(|a, b| a.rtl == b.rtl).flat_map(|run| run.chunks(LONGEST)) {
            let own = id.with(("run", number));
            add(ctx, id, own, shaped, row, run, origin);
            number += 1;
            for (end, byte) in ends.iter_mut().zip(caret.into_iter().flatten()) {
                // The last run that begins before it: behind the last character there is no run.
                if run.first().is_some_and(|c| c.bytes.start <= byte) {
                    let before = run.iter().take_while(|c| c.bytes.start < byte).count();
                    *end = Some(accesskit::TextPosition { node: own.accesskit_id(), character_index: before });
                }
            }
        }
    }
    if let [Some(anchor), Some(focus)] = ends {
        let _ = ctx.accesskit_node_builder(id, |node| {
            node.set_text_selection(accesskit::TextSelection { anchor, focus });
        });
    }
}

fn add(ctx: &Context, parent: Id, id: Id, shaped: &Shaped, row: &Row, cells: &[&Cell], origin: Pos2) {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
    let Some(words) = shaped.text.get(first.bytes.start..last.bytes.end) else { return };
    let left = cells.iter().map(|c| c.left).fold(f32::INFINITY, f32::min);
    let right = cells.iter().map(|c| c.right).fold(f32::NEG_INFINITY, f32::max);
    let corner = pos2(left, row.top);
    let rect = Rect::from_min_max(corner, pos2(right, row.top + shaped.row_height)).translate(origin.to_vec2());
    // A character of more bytes than can be told is told as its code points, all of them at its beginning.
    let mut lengths: Vec<u8> = Vec::new();
    let (mut places, mut widths): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    for cell in cells {
        let place = if cell.rtl { right - cell.right } else { cell.left - left };
        let width = cell.right - cell.left;
        if let Ok(length) = u8::try_from(cell.bytes.len()) {
            lengths.push(length);
            places.push(place);
            widths.push(width);
            continue;
        }
        let points = shaped.text.get(cell.bytes.clone()).unwrap_or_default();
        for (i, c) in points.chars().enumerate() {
            lengths.push(c.len_utf8() as u8);
            places.push(place);
            widths.push(if i == 0 { width } else { 0.0 });
        }
    }
    let begins: Vec<u8> = words
        .unicode_word_indices()
        .filter_map(|(at, _)| u8::try_from(words.get(..at)?.graphemes(true).count()).ok())
        .collect();
    let builder = UiBuilder::new().max_rect(rect).accessibility_parent(parent).accessibility_role(Role::TextRun);
    drop(Ui::new(ctx.clone(), id, builder));
    let _ = ctx.accesskit_node_builder(id, |node| {
        node.set_role(Role::TextRun);
        node.set_text_direction(if first.rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
        let [x0, y0, x1, y1] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
        node.set_bounds(accesskit::Rect { x0, y0, x1, y1 });
        node.set_value(words);
        node.set_character_lengths(lengths);
        node.set_character_positions(places);
        node.set_character_widths(widths);
        node.set_word_starts(begins);
    });
}
