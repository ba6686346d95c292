//! What is known of an open statement beside its wordings: who decided, the values, who is silent.

use std::collections::BTreeSet;

use eframe::egui::{RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::actions::Action;
use super::matrix::{Matrix, key};
use super::phrases::{self, name, slot_words, value_words};
use super::{Scene, parts, reasons};
use crate::consensus::{Absent, Difference, Severity, Slot, Statement};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::{AnnotationId, Project, Ruling};

/// Draws what is known of a statement, and what can be done with it.
pub fn show(ui: &mut Ui, matrix: &mut Matrix, scene: &Scene<'_>, statement: &Statement, out: &mut Vec<Command>) {
    if statement.decided || statement.members.len() > 1 {
        let words = if statement.decided { "Decided by an analyst" } else { "Proposed by the program" };
        state(ui, words, statement.decided);
        ui.add_space(4.0);
    }
    for difference in statement.differences.iter().filter(|d| d.slot != Slot::Wording) {
        severity(ui, difference);
        let p = theme::palette(ui.style());
        for (rank, rival) in difference.values.iter().enumerate() {
            let words = value_words(difference.slot, &rival.value);
            let (ink, fill) = match (difference.conflicting(), rank) {
                (false, _) if difference.severity == Some(Severity::Soft) => (p.caution()[0], p.caution()[1]),
                (false, _) => (p.ink, p.line),
                (true, 0) => (p.good, p.good_fill),
                (true, _) => (p.bad, p.bad_fill),
            };
            let who = rival.annotations.iter().filter_map(|id| {
                let member = statement.members.iter().find(|m| m.place.annotation == *id)?;
                Some(name(scene.project, &member.place.article))
            });
            let who: BTreeSet<String> = who.collect();
            ui.horizontal_wrapped(|ui| {
                widgets::chip(ui, &words, ink, fill);
                widgets::soft(ui, listed(who.into_iter()));
            });
        }
        ui.add_space(6.0);
    }
    for (heading, articles) in [("–  Silent", &statement.silent), ("?  Not read to the end", &statement.unread)] {
        if !articles.is_empty() {
            widgets::heading(ui, heading);
            widgets::soft(ui, absent(scene.project, articles));
            ui.add_space(6.0);
        }
    }
    apart(ui, scene, statement);
    reasons::show(ui, matrix, scene, statement);
    ui.horizontal_wrapped(|ui| {
        let small = |words: &str| RichText::new(words).font(theme::sans(12.5));
        if ui.button(small("Reword…")).on_hover_text("Say in other words what the outlets say (F2)").clicked() {
            matrix.rewording = key(statement).map(|id| (id, statement.text.clone()));
        }
        if ui.button(small("Merge…")).on_hover_text("With another statement that says the same (M)").clicked() {
            matrix.chosen = key(statement);
            matrix.merging = key(statement);
        }
        let lock = if statement.locked { "Unlock" } else { "Lock" };
        let told = "A locked statement keeps what is in it: nothing joins or leaves (L)";
        if ui.button(small(lock)).on_hover_text(told).clicked()
            && let Some(id) = key(statement)
        {
            out.push(Command::Consensus(Action::Lock(id, !statement.locked)));
        }
    });
}

/// In what members differ, and how firmly, in words; the rule that found it on hover.
fn severity(ui: &mut Ui, difference: &Difference) {
    let p = theme::palette(ui.style());
    widgets::heading(ui, slot_words(difference.slot));
    let (words, ink) = match difference.severity {
        Some(Severity::Hard) => ("≠  cannot all hold", p.bad),
        Some(Severity::Soft) => ("≈  differ, and may both hold", p.caution()[0]),
        None => return,
    };
    let response = ui.label(RichText::new(words).font(theme::sans(12.0)).color(ink));
    if !difference.rule.is_empty() {
        response.on_hover_text(&difference.rule);
    }
}

/// What an analyst has kept apart from this statement.
fn apart(ui: &mut Ui, scene: &Scene<'_>, statement: &Statement) {
    let has = |id: &AnnotationId| statement.members.iter().any(|m| m.place.annotation == *id);
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for decision in scene.project.decisions() {
        let Ruling::Different(a, b) = &decision.ruling else { continue };
        let other = match (has(a), has(b)) {
            (true, false) => b,
            (false, true) => a,
            _ => continue,
        };
        let there = scene.consensus.statement_of(*other);
        let member = there.and_then(|s| s.members.iter().find(|m| m.place.annotation == *other));
        found.extend(member.map(|m| m.text.as_ref()));
    }
    if found.is_empty() {
        return;
    }
    state(ui, "Kept apart by an analyst", true);
    for words in found.iter().take(3) {
        widgets::soft(ui, phrases::brief(words, 60));
    }
    if found.len() > 3 {
        widgets::soft(ui, format!("and {} more", found.len() - 3));
    }
    ui.add_space(6.0);
}

/// Words behind the mark for what a person has decided, or the program proposes.
fn state(ui: &mut Ui, words: &str, decided: bool) {
    let p = theme::palette(ui.style());
    let ink = if decided { p.ink } else { p.soft };
    let set = ui.painter().layout_no_wrap(words.to_owned(), theme::sans(12.0), ink);
    let (rect, response) = ui.allocate_exact_size(set.size() + vec2(16.0, 2.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    parts::marker(ui.painter(), rect.left_center() + vec2(5.0, 0.0), decided, &p);
    ui.painter().galley(rect.min + vec2(16.0, 1.0), set, ink);
}

/// The names of absent articles: they may be thousands, and this is asked for in each frame.
pub fn absent(project: &Project, articles: &Absent) -> String {
    let first: Vec<String> = articles.iter().take(MOST).map(|id| name(project, id)).collect();
    first.join(", ") + &more(articles.len().saturating_sub(MOST))
}

/// Names that are listed at most.
const MOST: usize = 12;

fn more(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" and {count} more") }
}

/// Names with commas between them; of many, the first ones and how many more there are.
fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    let (first, rest) = names.split_at(names.len().min(MOST));
    first.join(", ") + &more(rest.len())
}
