//! The statement that holds the selected annotation, in the inspector: who else says it, and how.

use eframe::egui::{Align, CursorIcon, Id, Layout, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::facts::absent;
use super::parts;
use super::phrases::{brief, name, value_words};
use super::wording::{compare, with_value};
use crate::consensus::{Member, Statement};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{Article, Kind, Place, Project};

/// Draws the statement that holds an annotation: who else says it, and how.
pub fn card(ui: &mut Ui, desk: &Desk, article: &Article, place: &Place, out: &mut Vec<Command>) {
    let project = desk.project();
    let Some(annotation) = project.annotation(place) else { return };
    let kind = project.codebook().kind(&annotation.code);
    if matches!(kind, Kind::Opinion | Kind::Plain) {
        return;
    }
    let Some(statement) = desk.consensus.statement_of(place.annotation) else {
        // New ones are there in a moment; until then nothing is said that would not hold.
        widgets::heading(ui, "Also said by");
        return;
    };
    let others: Vec<&Member> = statement.members.iter().filter(|m| m.place != *place).collect();
    ui.horizontal(|ui| {
        widgets::heading(ui, "Also said by");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (n, of) = (statement.outlets.saturating_sub(1), statement.of.saturating_sub(1));
            widgets::soft(ui, format!("{n} of {of} other outlet{}", if of == 1 { "" } else { "s" }));
        });
    });
    if others.is_empty() {
        widgets::soft(ui, "No other outlet says this.");
    }
    if let Some(value) = statement.value_of(article) {
        let p = theme::palette(ui.style());
        let (ink, fill) = if value.majority { (p.good, p.good_fill) } else { (p.bad, p.bad_fill) };
        ui.horizontal(|ui| {
            widgets::chip(ui, &value_words(value.slot, &value.text), ink, fill);
            widgets::soft(ui, format!("in {}", article.name()));
        });
    }
    let words = annotation.words(&article.text);
    for member in others.iter().take(MOST) {
        one(ui, project, statement, member, &words, out);
    }
    if others.len() > MOST {
        widgets::soft(ui, format!("and {} more", others.len() - MOST));
    }
    for (heading, articles) in [("Silent", &statement.silent), ("Not read to the end", &statement.unread)] {
        if !articles.is_empty() {
            ui.add_space(4.0);
            widgets::heading(ui, heading);
            widgets::soft(ui, absent(project, articles));
        }
    }
}

/// Members that are shown at most.
const MOST: usize = 40;

fn one(ui: &mut Ui, project: &Project, statement: &Statement, member: &Member, words: &str, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let id = member.place.annotation;
    let compared = compare(words, &member.text);
    let runs = match project.article(&member.place.article) {
        Some(article) => with_value(compared.against(), statement, member, article),
        None => compared.against(),
    };
    let full = ui.available_width();
    let width = full;
    let painter = ui.painter().clone();
    let outlet = name(project, &member.place.article);
    let summary = compared.summary();
    let title = parts::set_words(&painter, &outlet, theme::sans_bold(12.5), p.ink, width * 0.6, 1);
    let how = parts::set_words(&painter, &summary, theme::sans(12.0), p.soft, width - title.size().x - 10.0, 1);
    let set = parts::set_runs(&painter, &runs, 14.0, width, 8, &p);
    let value = statement.differences.iter().filter(|d| d.conflicting()).find_map(|d| {
        let rank = d.values.iter().position(|r| r.annotations.contains(&id))?;
        let own = member.values.iter().find(|(slot, _)| *slot == d.slot).map(|(_, v)| v.as_str());
        Some((value_words(d.slot, own.or(d.values.get(rank).map(|r| r.value.as_str()))?), rank == 0))
    });
    let chip = value.as_ref().map_or(0.0, |_| parts::CHIP + 3.0);
    let (rect, _) = ui.allocate_exact_size(vec2(full, title.size().y + chip + set.size().y + 16.0), Sense::hover());
    let response = ui.interact(rect, Id::unique(("card", id.0)), Sense::click());
    let label = format!("{outlet}, {summary}: {}", brief(&member.text, 400));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let ground = rect.expand2(vec2(8.0, 0.0));
    if response.hovered() {
        painter.rect_filled(ground, 7, p.line.gamma_multiply(0.45));
    }
    if response.has_focus() {
        painter.rect_stroke(ground, 7, Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    if response.clicked() && project.annotation(&member.place).is_some() {
        out.push(Command::GoTo(member.place.clone()));
    }
    response.on_hover_cursor(CursorIcon::PointingHand);
    let mut at = rect.min + vec2(0.0, 7.0);
    let middle = title.size().y - how.size().y;
    painter.galley(rect.right_top() + vec2(-how.size().x, 7.0 + middle), how, p.soft);
    at.y += title.size().y + 1.0;
    painter.galley(rect.min + vec2(0.0, 7.0), title, p.ink);
    if let Some((value, good)) = value {
        parts::value_chip(&painter, at + vec2(0.0, 1.0), &value, good, width, &p);
        at.y += parts::CHIP + 3.0;
    }
    painter.galley(at, set, p.ink);
}
