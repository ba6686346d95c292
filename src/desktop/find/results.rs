//! The places that were found, by article, in their context.

use eframe::egui::{Align2, CornerRadius, Id, Key, Modifiers, Rect, Ui, pos2, vec2};

use super::search::{Group, Hit, Part};
use super::sections::{Line, Sections};
use super::snippet::{self, Snippet};
use super::{Action, Find};
use crate::desktop::command::Command;
use crate::desktop::lists::parts;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{Place, Project};

/// Heights of a heading and of a place.
const HEAD: f32 = 28.0;
const ROW: f32 = 44.0;

/// Draws them in what is left of the panel.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, project: &Project, out: &mut Vec<Command>) {
    let room = ui.available_height();
    let find = &desk.find;
    let total = find.results.total;
    let focused = desk.lists.focus.filter(|f| ui.memory(|m| m.has_focus(*f)));
    let now = find.at.filter(|at| focused == Some(id_of(*at)));
    let next = now.and_then(|now| parts::step(ui, now, total, (room / ROW) as usize));
    if let Some(at) = next.or(now.filter(|_| ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)))) {
        out.push(Command::Find(Action::Go(at)));
    }
    let sections = Sections { firsts: &find.results.firsts, total, head: HEAD, entry: ROW };
    let shown = next.or(find.at.filter(|_| find.reveal));
    let reveal = shown.map(|at| sections.place_of(at));
    let mut focus = None;
    parts::scroll(ui, "found", room, sections.height(), reveal, |ui, top, view| {
        let width = ui.available_width();
        for (y, line) in sections.lines(view) {
            match line {
                Line::Head(section) => {
                    let Some(group) = find.results.groups.get(section) else { continue };
                    let rect = Rect::from_min_size(top + vec2(0.0, y), vec2(width, HEAD));
                    head(ui, rect, group);
                }
                Line::Entry(at, _) => {
                    let Some((group, hit)) = find.results.at(at) else { continue };
                    let id = id_of(at);
                    if next == Some(at) {
                        ui.memory_mut(|m| m.request_focus(id));
                    }
                    let rect = Rect::from_min_size(top + vec2(0.0, y), vec2(width, ROW));
                    if one(ui, id, rect, find, project, group, hit, find.at == Some(at)) {
                        out.push(Command::Find(Action::Go(at)));
                        ui.memory_mut(|m| m.request_focus(id));
                    }
                    if ui.memory(|m| m.has_focus(id)) {
                        focus = Some(id);
                    }
                }
            }
        }
    });
    desk.lists.focus = focus;
    desk.find.reveal = false;
}

fn id_of(at: usize) -> Id {
    Id::unique(("place found", at))
}

/// The outlet, and how many places there are in it.
pub(super) fn head(ui: &Ui, rect: Rect, group: &Group) {
    let p = theme::palette(ui.style());
    let y = rect.bottom() - 5.0;
    let count = parts::number(group.hits.len());
    let right = pos2(rect.right() - 8.0, y);
    let taken = widgets::line(ui, right, Align2::RIGHT_BOTTOM, &count, theme::sans(12.0), p.soft, 70.0);
    let left = pos2(rect.left() + 8.0, y);
    let width = taken.left() - left.x - 8.0;
    widgets::line(ui, left, Align2::LEFT_BOTTOM, group.article.name(), theme::sans_bold(12.5), p.ink, width);
}

#[expect(clippy::too_many_arguments, reason = "what a row shows")]
fn one(ui: &Ui, id: Id, rect: Rect, find: &Find, project: &Project, group: &Group, hit: &Hit, chosen: bool) -> bool {
    let p = theme::palette(ui.style());
    let inner = rect.shrink2(vec2(8.0, 5.0));
    let Some((analyst, annotation, part)) = &hit.mark else {
        let snippet = Snippet::new(group.article.text.as_str(), hit.bytes(), 26, 90);
        let response = parts::row(ui, id, rect, &snippet.told(), chosen, p.field);
        snippet.paint(ui, inner.min, inner.width(), 2, snippet::font(), &p);
        return response.clicked();
    };
    let place = Place { article: group.article.id.clone(), analyst: analyst.clone(), annotation: *annotation };
    let Some(annotation) = project.annotation(&place) else { return false };
    let code = project.codebook().code(&annotation.code);
    let mark = code.map_or_else(|| p.kind(crate::model::Kind::Plain), |c| p.code(c));
    let words = annotation.words(&group.article.text);
    let (label, value) = match part {
        Part::Words => (String::new(), words.clone()),
        Part::Note => ("Note ".to_owned(), annotation.note.clone()),
        Part::Attribute(id) => {
            let name = project.codebook().attribute(id).map_or(id.as_str(), |a| a.name.as_str());
            (format!("{name} "), annotation.attributes.get(id).cloned().unwrap_or_default())
        }
    };
    let found = find.pattern.as_ref().and_then(|p| p.first(&value));
    let mut snippet = found.map_or_else(|| Snippet::whole(&value), |range| Snippet::new(&value, range, 22, 90));
    snippet.before.insert_str(0, &label);
    let short: String = words.chars().take(120).collect();
    let kind = code.map_or("Annotation", |c| c.name.as_str());
    let name = match part {
        Part::Words => format!("{kind}: {short}"),
        _ => format!("{kind}: {short}, {}", snippet.told()),
    };
    let response = parts::row(ui, id, rect, &name, chosen, p.field);
    let bar = Rect::from_min_max(inner.min + vec2(0.0, 3.0), pos2(inner.left() + 2.5, inner.bottom() - 3.0));
    ui.painter().rect_filled(bar, CornerRadius::same(1), mark.stroke);
    let at = pos2(inner.left() + 6.0, inner.top() + 3.0);
    widgets::line(ui, at, Align2::LEFT_TOP, &mark.letter.to_string(), theme::sans_bold(10.5), mark.stroke, 14.0);
    let (left, width) = (inner.min + vec2(20.0, 0.0), inner.width() - 20.0);
    if *part == Part::Words {
        snippet.paint(ui, left, width, 2, snippet::font(), &p);
    } else {
        snippet.paint(ui, left, width, 1, theme::sans(11.5), &p);
        let below = left + vec2(0.0, 17.0);
        widgets::line(ui, below, Align2::LEFT_TOP, &short, snippet::font(), p.soft, width);
    }
    response.clicked()
}
