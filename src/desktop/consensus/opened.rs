//! What lies open below a row: all wordings one under the other, the values, who is silent, what can be done.

use std::collections::BTreeSet;

use eframe::egui::{
    Align, Button, CursorIcon, Id, Key, KeyboardShortcut, Layout, Modifiers, Rect, RichText, Role, Sense, Stroke,
    StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::actions::Action;
use super::choices::others;
use super::matrix::{Held, Matrix, key};
use super::phrases::{self, name, value_words};
use super::row::{Columns, GAP, LEFT};
use super::wording::{compare, with_value};
use super::{Scene, facts, menu, parts, verdict};
use crate::consensus::{Member, Statement};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::{AnnotationId, Kind, Ruling};

/// Width of the outlets' names.
const NAMES: f32 = 168.0;
/// Width that the buttons at the right have.
const BUTTONS: f32 = 92.0;

/// Draws what lies open; gives back where it ends.
pub fn show(
    ui: &mut Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    statement: &Statement,
    columns: Columns,
    out: &mut Vec<Command>,
) -> f32 {
    matrix.pointed = None;
    matrix.by_keys &= ui.input(|i| i.pointer.delta() == eframe::egui::Vec2::ZERO);
    let room = ui.max_rect();
    let top = room.top() + 12.0;
    let column = |from: f32, to: f32| {
        let rect = Rect::from_min_max(pos2(room.left() + from, top), pos2(room.left() + to, room.bottom()));
        UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min))
    };
    let decided = decided(scene, statement);
    let mut left = ui.new_child(column(LEFT, columns.first - GAP).id_salt("facts"));
    left.spacing_mut().item_spacing = vec2(6.0, 5.0);
    facts::show(&mut left, matrix, scene, statement, out);
    let mut right = ui.new_child(column(columns.first - 12.0, room.width() - 16.0).id_salt("wordings"));
    right.spacing_mut().item_spacing = vec2(8.0, 2.0);
    reword(&mut right, matrix, statement, out);
    picked(&mut right, matrix, statement, out);
    for member in &statement.members {
        one(&mut right, matrix, scene, statement, member, decided.contains(&member.place.annotation), out);
    }
    let inside = right.available_rect_before_wrap().shrink2(vec2(12.0, 0.0));
    let mut below = right.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::Min)));
    below.set_max_width(inside.width().min(760.0));
    verdict::show(&mut below, matrix, statement, out);
    right.expand_to_include_rect(below.min_rect());
    left.min_rect().bottom().max(right.min_rect().bottom()) + 14.0
}

/// The members that an analyst has said belong with another member.
fn decided(scene: &Scene<'_>, statement: &Statement) -> BTreeSet<AnnotationId> {
    let there: BTreeSet<AnnotationId> = statement.members.iter().map(|m| m.place.annotation).collect();
    let same = scene.project.decisions().filter_map(|d| match d.ruling {
        Ruling::Same(a, b) if there.contains(&a) && there.contains(&b) => Some([a, b]),
        _ => None,
    });
    same.flatten().collect()
}

/// What can be done with the wordings that are chosen beside each other.
fn picked(ui: &mut Ui, matrix: &mut Matrix, statement: &Statement, out: &mut Vec<Command>) {
    let count = statement.members.iter().filter(|m| matrix.picked.contains(&m.place.annotation)).count();
    if count == 0 {
        return;
    }
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        widgets::soft(ui, if count == 1 { "1 wording chosen".into() } else { format!("{count} wordings chosen") });
        let small = |words: &str| RichText::new(words).font(theme::sans_bold(12.5));
        let split = ui.add_enabled(count < statement.members.len(), Button::new(small("Split off")));
        if split.on_hover_text("Into a statement of their own").clicked() {
            out.push(Command::Consensus(Action::SplitPicked));
        }
        if ui.button(RichText::new("Choose none").font(theme::sans(12.5))).clicked() {
            matrix.picked.clear();
        }
    });
    ui.add_space(6.0);
}

fn reword(ui: &mut Ui, matrix: &mut Matrix, statement: &Statement, out: &mut Vec<Command>) {
    let Some((id, words)) = &mut matrix.rewording else { return };
    if !statement.members.iter().any(|m| m.place.annotation == *id) {
        return;
    }
    let (mut save, mut cancel) = (false, false);
    let field = Id::unique(("reword", id.0));
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        widgets::soft(ui, "In other words");
    });
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        // Enter keeps the words: a statement is one line.
        let edit = TextEdit::multiline(words)
            .id(field)
            .font(theme::serif(15.5))
            .desired_rows(2)
            .desired_width((ui.available_width() - BUTTONS - 20.0).min(720.0))
            .margin(vec2(10.0, 7.0))
            .return_key(KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter));
        let response = ui.add(edit).accessible_name("Wording of the statement");
        let fresh = ui.data_mut(|d| !std::mem::replace(d.get_temp_mut_or_default::<bool>(field), true));
        if fresh {
            response.request_focus();
        }
        save = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        cancel = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
    });
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        save |= ui.button(RichText::new("Keep wording").font(theme::sans_bold(12.5))).clicked();
        cancel |= ui.button(RichText::new("Cancel").font(theme::sans(12.5))).clicked();
        let lead = statement.members.get(statement.lead).map_or("", |m| m.text.as_ref());
        if statement.text != lead
            && ui.button(RichText::new("As the leading wording").font(theme::sans(12.5))).clicked()
        {
            lead.clone_into(words);
        }
    });
    ui.add_space(10.0);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if save && !words.is_empty() {
        if words != statement.text {
            out.push(Command::Wording(*id, words));
        }
        cancel = true;
    }
    if cancel {
        ui.data_mut(|d| d.remove::<bool>(field));
        matrix.rewording = None;
    }
}

/// A wording: who, the words against the leading ones, what can be done with it.
fn one(
    ui: &mut Ui,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    statement: &Statement,
    member: &Member,
    decided: bool,
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let id = member.place.annotation;
    let is_lead = key(statement) == Some(id);
    let several = statement.members.len() > 1;
    let lead = statement.members.get(statement.lead).map_or("", |m| m.text.as_ref());
    let compared = compare(lead, &member.text);
    let runs = match scene.project.article(&member.place.article) {
        Some(article) => with_value(compared.against(), statement, member, article),
        None => compared.against(),
    };
    let outlet = name(scene.project, &member.place.article);
    let full = ui.available_width();
    let width = (full - NAMES - BUTTONS - 24.0).clamp(160.0, 860.0);
    let words = parts::set_runs(ui.painter(), &runs, 15.5, width, usize::MAX, &p);
    let mut lines: Vec<String> = Vec::new();
    if let Some(source) = member.source.as_ref().filter(|s| **s != outlet) {
        lines.push(format!("{} {source}", if member.kind == Kind::Quote { "said by" } else { "per" }));
    }
    if member.denied {
        lines.push("¬ denied".to_owned());
    }
    let is_picked = matrix.picked.contains(&id);
    if is_picked {
        lines.push("chosen".to_owned());
    }
    if several {
        lines.push(if is_lead { "leading wording".to_owned() } else { compared.summary() });
        if statement.decided {
            lines.push(if decided { "decided" } else { "proposed" }.to_owned());
        }
    }
    let ui_painter = ui.painter().clone();
    let title = parts::set_words(&ui_painter, &outlet, theme::sans_bold(13.0), p.ink, NAMES - 16.0, 1);
    let about: Vec<_> =
        lines.iter().map(|l| parts::set_words(&ui_painter, l, theme::sans(12.0), p.soft, NAMES - 16.0, 2)).collect();
    let value = statement.differences.iter().filter(|d| d.conflicting()).find_map(|d| {
        let rank = d.values.iter().position(|r| r.annotations.contains(&id))?;
        let own = member.values.iter().find(|(slot, _)| *slot == d.slot).map(|(_, v)| v.as_str());
        Some((value_words(d.slot, own.or(d.values.get(rank).map(|r| r.value.as_str()))?), rank == 0))
    });
    let left = title.size().y + about.iter().map(|g| g.size().y + 2.0).sum::<f32>();
    let right = words.size().y + value.as_ref().map_or(0.0, |_| parts::CHIP + 3.0);
    let height = left.max(right) + 16.0;
    let (rect, _) = ui.allocate_exact_size(vec2(full, height), Sense::hover());
    let ground = rect.with_max_x(rect.right() - BUTTONS);
    let response = ui.interact(ground, Id::unique(("wording", id.0)), Sense::click_and_drag());
    let label = format!("{outlet}, {}: {}", lines.join(", "), phrases::brief(&member.text, 400));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_picked, &label));
    if is_picked {
        ui_painter.rect_filled(ground, 6, p.selection.gamma_multiply(0.6));
    }
    if ui.rect_contains_pointer(rect) {
        matrix.pointed = Some(id);
    }
    if response.hovered() {
        ui_painter.rect_filled(ground, 6, p.line.gamma_multiply(0.4));
    }
    if matrix.wording == Some(id) || response.has_focus() {
        ui_painter.rect_stroke(ground, 6, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    let held = ui.input(|i| i.modifiers);
    if response.clicked() && (held.command || held.shift) && several {
        matrix.pick(id);
    } else if response.clicked() && scene.project.annotation(&member.place).is_some() {
        out.push(Command::GoTo(member.place.clone()));
    }
    if response.drag_started() {
        matrix.dragging = Some(Held::Wording(id));
    }
    menu::wording(&response, matrix, scene, (statement, member), out);
    let told =
        "Go to its place in the article\nDrag it out of the row, or onto another; Ctrl and click to choose several";
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(told);
    let mut at = ground.min + vec2(12.0, 8.0);
    let mut beside = at + vec2(NAMES, -1.0);
    if let Some((value, good)) = value {
        parts::value_chip(&ui_painter, beside, &value, good, width, &p);
        beside.y += parts::CHIP + 3.0;
    }
    ui_painter.galley(beside, words, p.ink);
    if several && statement.decided {
        parts::marker(&ui_painter, at + vec2(NAMES - 18.0, 8.0), decided, &p);
    }
    ui_painter.galley(at, title.clone(), p.ink);
    at.y += title.size().y;
    for line in about {
        at.y += 2.0;
        ui_painter.galley(at, line.clone(), p.soft);
        at.y += line.size().y;
    }
    if several {
        let corner = Rect::from_min_max(pos2(ground.right() + 4.0, rect.top() + 5.0), rect.max);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(corner).id_salt(("take-out", id.0)));
        let button = ui.button(RichText::new("Take out").font(theme::sans(12.0)).color(p.soft));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take out {outlet}")));
        if button.on_hover_text("It does not say the same (X)").clicked() {
            out.push(Command::TakeOut(id, others(statement, id)));
        }
    }
}
