//! The annotation list: of one article or of all, to look through, to go to, and to change several at once.

use std::collections::HashSet;

use eframe::egui::{Align, Align2, CornerRadius, Id, Key, Layout, Modifiers, Rect, Ui, pos2, vec2};

use super::marks::{By, Marks, Row};
use super::{Action, chosen, parts};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{AnnotationId, AttributeId, Project};

/// Height of a row.
const ROW: f32 = 48.0;

/// The list's own state.
#[derive(Clone, Debug, Default)]
pub struct MarkList {
    /// Its rows, and what they were chosen by.
    pub list: Marks,
    /// The rows that are to be changed together.
    pub chosen: HashSet<AnnotationId>,
    /// Where a range of them begins.
    anchor: Option<AnnotationId>,
    /// The attribute that is being given to all of them, and its value so far.
    pub(super) setting: Option<(AttributeId, String)>,
}

impl MarkList {
    fn choose(&mut self, rows: &[Row], at: usize, extend: bool, add: bool) {
        let Some(id) = rows.get(at).map(|r| r.annotation.id) else { return };
        let anchor = self.anchor.and_then(|a| rows.iter().position(|r| r.annotation.id == a));
        if extend && let Some(anchor) = anchor {
            let range = anchor.min(at)..=anchor.max(at);
            self.chosen = rows.get(range).unwrap_or_default().iter().map(|r| r.annotation.id).collect();
            return;
        }
        self.anchor = Some(id);
        if !add {
            self.chosen.clear();
        }
        if !self.chosen.insert(id) {
            self.chosen.remove(&id);
        }
    }
}

/// Draws the list.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let wish = &mut desk.lists.marks.list.wish;
        parts::either(ui, &mut wish.everywhere, &[(false, "This article"), (true, "All articles")]);
    });
    parts::filter(ui, "Filter annotations", &mut desk.lists.marks.list.wish.words);
    choices(ui, &mut desk.lists.marks.list.wish, &project);
    let (revision, article) = (desk.timeline.revision(), desk.article.clone());
    let marks = &mut desk.lists.marks;
    let fresh = marks.list.update(&project, revision, article.as_ref());
    let rows = marks.list.rows().clone();
    if fresh && !marks.chosen.is_empty() {
        let there: HashSet<AnnotationId> = rows.iter().map(|r| r.annotation.id).collect();
        marks.chosen.retain(|id| there.contains(id));
    }
    widgets::soft(ui, parts::counted(rows.len(), "annotation"));
    let several = marks.chosen.len() > 1;
    let bar = if !several {
        0.0
    } else if marks.setting.is_some() {
        104.0
    } else {
        62.0
    };
    let room = (ui.available_height() - bar).max(60.0);
    keys_and_rows(ui, desk, &project, &rows, room, out);
    if several {
        chosen::show(ui, desk, &project, out);
    }
}

fn keys_and_rows(ui: &mut Ui, desk: &mut Desk, project: &Project, rows: &[Row], room: f32, out: &mut Vec<Command>) {
    let focused = desk.lists.focus.filter(|f| ui.memory(|m| m.has_focus(*f)));
    let now = focused.and_then(|f| rows.iter().position(|r| id_of(r.annotation.id) == f));
    let shift = ui.input(|i| i.modifiers.shift);
    let next = now.and_then(|now| parts::step(ui, now, rows.len(), (room / ROW) as usize));
    let go = |at: usize, out: &mut Vec<Command>| {
        out.extend(rows.get(at).map(|r| Command::GoTo(r.place.clone())));
    };
    if let Some(now) = now {
        let (enter, delete, all) = ui.input_mut(|i| {
            (
                i.consume_key(Modifiers::NONE, Key::Enter),
                i.consume_key(Modifiers::NONE, Key::Delete) || i.consume_key(Modifiers::NONE, Key::Backspace),
                i.consume_key(Modifiers::COMMAND, Key::A),
            )
        });
        if enter {
            go(now, out);
        }
        if delete {
            let several = desk.lists.marks.chosen.len() > 1;
            out.push(if several { Command::Lists(Action::Delete) } else { Command::Delete });
        }
        if all {
            desk.lists.marks.chosen = rows.iter().map(|r| r.annotation.id).collect();
        }
    }
    if let Some(next) = next {
        desk.lists.marks.choose(rows, next, shift, false);
        if !shift {
            go(next, out);
        }
    }
    let reveal = next.map(|at| at as f32 * ROW..(at + 1) as f32 * ROW);
    let mut focus = None;
    let mut clicked = None;
    let several_analysts = project.analysts().nth(1).is_some();
    parts::scroll(ui, "annotations", room, ROW * rows.len() as f32, reveal, |ui, top, view| {
        let width = ui.available_width();
        for at in parts::in_view(&view, ROW, rows.len()) {
            let Some(row) = rows.get(at) else { continue };
            let id = id_of(row.annotation.id);
            if next == Some(at) {
                ui.memory_mut(|m| m.request_focus(id));
            }
            let rect = Rect::from_min_size(top + vec2(0.0, at as f32 * ROW), vec2(width, ROW - 1.0));
            if one(ui, id, rect, row, desk, project, several_analysts) {
                clicked = Some(at);
                ui.memory_mut(|m| m.request_focus(id));
            }
            if ui.memory(|m| m.has_focus(id)) {
                focus = Some(id);
            }
        }
    });
    desk.lists.focus = focus;
    if let Some(at) = clicked {
        let add = ui.input(|i| i.modifiers.command);
        desk.lists.marks.choose(rows, at, shift, add);
        if !shift && !add {
            go(at, out);
        }
    }
}

fn id_of(annotation: AnnotationId) -> Id {
    Id::unique(("annotation row", annotation.0))
}

fn choices(ui: &mut Ui, wish: &mut super::marks::Wish, project: &Project) {
    let codebook = project.codebook();
    let name_of = |id: &AttributeId| codebook.attribute(id).map_or(id.as_str(), |a| a.name.as_str()).to_owned();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let words = match &wish.by {
            By::Place if wish.reversed => "Place".to_owned(),
            By::Place => "Sort".to_owned(),
            By::Code => "Code".to_owned(),
            By::Made => "Newest first".to_owned(),
            By::Analyst => "Analyst".to_owned(),
            By::Attribute(id) => name_of(id),
        };
        let marked = wish.by != By::default() || wish.reversed;
        parts::pull(ui, &words, "Sort annotations", marked, |ui| {
            for (by, words) in [
                (By::Place, "Place in the text"),
                (By::Code, "Code"),
                (By::Made, "Newest first"),
                (By::Analyst, "Analyst"),
            ] {
                if parts::option(ui, wish.by == by, words) {
                    wish.by = by;
                }
            }
            ui.separator();
            for attribute in &codebook.attributes {
                let by = By::Attribute(attribute.id.clone());
                if parts::option(ui, wish.by == by, &attribute.name) {
                    wish.by = by;
                }
            }
            ui.separator();
            if parts::option(ui, wish.reversed, "The other way round") {
                wish.reversed = !wish.reversed;
            }
        });
        let words = match (&wish.code, &wish.missing) {
            (_, Some(id)) => format!("Without {}", name_of(id).to_lowercase()),
            (Some(code), None) => codebook.code(code).map_or_else(|| code.to_string(), |c| c.name.clone()),
            _ if wish.narrows() => "Some".to_owned(),
            _ => "Show all".to_owned(),
        };
        parts::pull(ui, &words, "Which annotations are shown", wish.narrows(), |ui| {
            if parts::option(ui, !wish.narrows(), "All") {
                (wish.code, wish.analyst, wish.noted, wish.missing) = (None, None, false, None);
            }
            ui.separator();
            for code in &codebook.codes {
                let on = wish.code.as_ref() == Some(&code.id);
                if parts::option(ui, on, &code.name) {
                    wish.code = if on { None } else { Some(code.id.clone()) };
                }
            }
            ui.separator();
            if parts::option(ui, wish.noted, "With a note") {
                wish.noted = !wish.noted;
            }
            for attribute in &codebook.attributes {
                let on = wish.missing.as_ref() == Some(&attribute.id);
                if parts::option(ui, on, &format!("Without {}", attribute.name.to_lowercase())) {
                    wish.missing = if on { None } else { Some(attribute.id.clone()) };
                }
            }
            if project.analysts().nth(1).is_some() {
                ui.separator();
                for analyst in project.analysts() {
                    let on = wish.analyst.as_ref() == Some(&analyst.id);
                    if parts::option(ui, on, &format!("By {}", analyst.name)) {
                        wish.analyst = if on { None } else { Some(analyst.id.clone()) };
                    }
                }
            }
        });
    });
}

fn one(ui: &Ui, id: Id, rect: Rect, row: &Row, desk: &Desk, project: &Project, several: bool) -> bool {
    let p = theme::palette(ui.style());
    let marks = &desk.lists.marks;
    let selected = desk.selected.as_ref() == Some(&row.place);
    let among = marks.chosen.len() > 1 && marks.chosen.contains(&row.annotation.id);
    let code = project.codebook().code(&row.annotation.code);
    let mark = code.map_or_else(|| p.kind(crate::model::Kind::Plain), |c| p.code(c));
    let words = shortened(row);
    let name = format!("{}: {words}", code.map_or("Annotation", |c| c.name.as_str()));
    let fill = if among { p.selection } else { p.field };
    let response = parts::row(ui, id, rect, &name, among || (selected && marks.chosen.len() <= 1), fill);
    let inner = rect.shrink2(vec2(8.0, 7.0));
    let left = inner.left() + 20.0;
    let width = inner.right() - left;
    let bar = Rect::from_min_max(pos2(inner.left(), inner.top() + 1.0), pos2(inner.left() + 2.5, inner.bottom() - 1.0));
    ui.painter().rect_filled(bar, CornerRadius::same(1), mark.stroke);
    let letter = mark.letter.to_string();
    widgets::line(
        ui,
        pos2(inner.left() + 6.0, inner.top() + 1.0),
        Align2::LEFT_TOP,
        &letter,
        theme::sans_bold(10.5),
        mark.stroke,
        14.0,
    );
    widgets::line(ui, pos2(left, inner.top() - 2.0), Align2::LEFT_TOP, &words, theme::serif(13.5), p.ink, width);
    let mut said: Vec<&str> = row.annotation.attributes.values().map(String::as_str).collect();
    if marks.list.wish.everywhere {
        said.push(row.article.name());
    }
    if several {
        said.push(project.analyst(&row.place.analyst).map_or(row.place.analyst.as_str(), |a| a.name.as_str()));
    }
    if !row.annotation.note.is_empty() {
        said.push("note");
    }
    let below = pos2(left, inner.bottom());
    widgets::line(ui, below, Align2::LEFT_BOTTOM, &said.join(" · "), theme::sans(11.5), p.soft, width);
    response.clicked()
}

/// Enough of its words for a row.
fn shortened(row: &Row) -> String {
    let text = &row.article.text;
    let first = row.annotation.spans.first().map_or("", |s| text.words(*s));
    let mut words: String = first.chars().take(120).collect();
    if row.annotation.spans.len() > 1 || words.len() < first.len() {
        words.push('…');
    }
    words
}

/// The line above the bar for several annotations.
pub(super) fn told(ui: &mut Ui, count: usize, let_go: &mut bool) {
    ui.horizontal(|ui| {
        widgets::soft(ui, format!("{} chosen", parts::number(count)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut off = false;
            parts::toggle(ui, "Let go", "Let go of all of them", &mut off);
            *let_go = off;
        });
    });
}
