//! The codes as a tree, on the left.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{Align2, CornerRadius, RichText, ScrollArea, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2};

use super::{Action, edits};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{CodeId, Codebook};

/// Height of a row.
const ROW: f32 = 32.0;

/// One line of the tree.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: CodeId,
    /// Its place in the codebook.
    at: usize,
    depth: usize,
    count: usize,
}

/// The lines, kept as long as the project is the same.
#[derive(Debug, Default)]
pub struct Tree {
    of: Option<(u64, String)>,
    rows: Vec<Row>,
}

impl Tree {
    /// The lines that are shown.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// Brings the tree up to date.
pub fn update(desk: &mut Desk) {
    let now = (desk.timeline.revision(), desk.editor.filter.trim().to_lowercase());
    if desk.editor.tree.of.as_ref() == Some(&now) {
        return;
    }
    let project = desk.project().clone();
    let counts = edits::counts(&project);
    let mut rows = ordered(project.codebook(), &counts);
    if !now.1.is_empty() {
        let codes = &project.codebook().codes;
        rows.retain(|r| codes.get(r.at).is_some_and(|c| c.name.to_lowercase().contains(&now.1)));
        rows.iter_mut().for_each(|r| r.depth = 0);
    }
    let editor = &mut desk.editor;
    editor.tree = Tree { of: Some(now), rows };
    let gone = editor.chosen.as_ref().is_none_or(|id| project.codebook().code(id).is_none());
    if gone {
        editor.chosen = editor.tree.rows.first().map(|r| r.id.clone());
    }
}

/// The codes, each behind the one above it.
fn ordered(codebook: &Codebook, counts: &HashMap<CodeId, usize>) -> Vec<Row> {
    let mut below: HashMap<Option<&CodeId>, Vec<usize>> = HashMap::new();
    for (at, code) in codebook.codes.iter().enumerate() {
        below.entry(code.parent.as_ref()).or_default().push(at);
    }
    let mut rows = Vec::with_capacity(codebook.codes.len());
    let mut open: Vec<(usize, usize)> = below.get(&None).into_iter().flatten().rev().map(|&at| (at, 0)).collect();
    while let Some((at, depth)) = open.pop() {
        let Some(code) = codebook.codes.get(at) else { continue };
        rows.push(Row { id: code.id.clone(), at, depth, count: counts.get(&code.id).copied().unwrap_or(0) });
        open.extend(below.get(&Some(&code.id)).into_iter().flatten().rev().map(|&at| (at, depth + 1)));
    }
    rows
}

/// A field that filters a list.
pub fn filter(ui: &mut Ui, words: &mut String, label: &str) {
    let p = theme::palette(ui.style());
    ui.add(
        TextEdit::singleline(words)
            .hint_text(RichText::new(label).color(p.soft))
            .desired_width(f32::INFINITY)
            .margin(vec2(9.0, 6.0)),
    )
    .accessible_name(label);
    ui.add_space(2.0);
}

/// A list that scrolls, with rows of one height, one of which is to be seen.
pub fn area(ui: &Ui, salt: &str, reveal: Option<usize>, row: f32, room: f32) -> ScrollArea {
    let area = ScrollArea::vertical().id_salt(salt).max_height(room).auto_shrink([false, true]);
    let Some(at) = reveal else { return area };
    let id = ui.make_persistent_id(salt);
    let top = eframe::egui::scroll_area::State::load(ui.ctx(), id).map_or(0.0, |s| s.clamped_offset().y);
    let (from, to) = (at as f32 * row, (at + 1) as f32 * row);
    if from < top {
        area.vertical_scroll_offset(from)
    } else if to > top + room {
        area.vertical_scroll_offset(to - room)
    } else {
        area
    }
}

/// Draws the list.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    filter(ui, &mut desk.editor.filter, "Filter codes");
    update(desk);
    let codebook = Arc::clone(desk.project().codebook());
    let rows = &desk.editor.tree.rows;
    let at = rows.iter().position(|r| Some(&r.id) == desk.editor.chosen.as_ref());
    let reveal = at.filter(|_| std::mem::take(&mut desk.editor.reveal));
    let room = (ui.available_height() - 42.0).max(ROW);
    ui.spacing_mut().item_spacing.y = 0.0;
    area(ui, "codes", reveal, ROW, room).show_rows(ui, ROW, rows.len(), |ui, range| {
        for row in rows.get(range).unwrap_or_default() {
            let Some(code) = codebook.codes.get(row.at) else { continue };
            let chosen = desk.editor.chosen.as_ref() == Some(&row.id);
            let annotations = if row.count == 1 { "annotation" } else { "annotations" };
            let key = code.key.map_or(String::new(), |k| format!(", key {k}"));
            let name = format!("{}, {}{key}, {} {annotations}", code.name, code.kind.as_str(), row.count);
            let (rect, response) =
                ui.push_id(row.id.as_str(), |ui| widgets::row(ui, ROW, &name, chosen, p.field)).inner;
            if response.clicked() {
                out.push(Command::Codebook(Action::Choose(row.id.clone())));
            }
            let mark = p.code(code);
            let left = rect.left() + 10.0 + row.depth.min(8) as f32 * 18.0;
            let chip = eframe::egui::Rect::from_center_size(pos2(left + 10.0, rect.center().y - 1.0), vec2(20.0, 16.0));
            ui.painter().rect_filled(chip, CornerRadius::same(3), mark.fill);
            let letter = mark.letter.to_string();
            let middle = Align2::CENTER_CENTER;
            widgets::line(ui, chip.center(), middle, &letter, theme::sans_bold(10.5), mark.stroke, 18.0);
            widgets::underline(ui.painter(), [chip.left_bottom(), chip.right_bottom()], &mark);
            let right = rect.right() - 10.0;
            if let Some(key) = code.key {
                let cap = eframe::egui::Rect::from_center_size(pos2(right - 9.0, rect.center().y), vec2(18.0, 18.0));
                let edge = Stroke::new(1.0, p.line);
                ui.painter().rect(cap, CornerRadius::same(4), p.field, edge, StrokeKind::Inside);
                widgets::line(ui, cap.center(), middle, &key.to_string(), theme::sans(11.5), p.soft, 18.0);
            }
            let count = row.count.to_string();
            let at = pos2(right - 28.0, rect.center().y);
            widgets::line(ui, at, Align2::RIGHT_CENTER, &count, theme::sans(12.0), p.soft, 50.0);
            let at = pos2(right - 76.0, rect.center().y);
            let kind = widgets::line(ui, at, Align2::RIGHT_CENTER, code.kind.as_str(), theme::sans(12.0), p.soft, 50.0);
            let font = if chosen { theme::sans_bold(13.5) } else { theme::sans(13.5) };
            let at = pos2(left + 28.0, rect.center().y);
            widgets::line(ui, at, Align2::LEFT_CENTER, &code.name, font, p.ink, kind.left() - at.x - 8.0);
            if !code.definition.is_empty() || !code.examples.is_empty() {
                response.on_hover_ui(|ui| super::explain(ui, code));
            }
        }
    });
    if rows.is_empty() {
        widgets::soft(ui, if codebook.codes.is_empty() { "No codes yet." } else { "No code is called so." });
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if ui.button("New code…").on_hover_text("Ctrl+Shift+N, also while reading").clicked() {
            out.push(Command::Codebook(Action::New));
        }
    });
}
