//! What stands where there is nothing yet: the start screen, an empty project, proposals for a new article.

use eframe::egui::{self, Align, Frame, Layout, Margin, RichText, ScrollArea, Ui, vec2};

use super::command::Command;
use super::state::{Desk, Proposals, State};
use super::{theme, widgets};
use crate::model::ArticleId;

/// Draws the start screen.
pub fn show(ui: &mut Ui, state: &State, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.18 - 8.0).max(12.0));
            ui.label(RichText::new("Pressmark").font(theme::serif_bold(38.0)).color(p.ink));
            ui.add_space(2.0);
            ui.label(
                RichText::new("What outlets say together, and where they differ")
                    .font(theme::serif(17.0))
                    .color(p.soft),
            );
            ui.add_space(26.0);
            let width = ui.available_width().min(340.0);
            let mut entry = |ui: &mut Ui, words: &str, hint: &str, command: Command| {
                let button =
                    egui::Button::new(RichText::new(words).font(theme::sans(15.0))).min_size(vec2(width, 40.0));
                if ui.add_enabled(state.busy.is_none(), button).on_hover_text(hint).clicked() {
                    out.push(command);
                }
            };
            entry(ui, "Open the sample project", "Five outlets on one summit, annotated", Command::OpenSample);
            let hint = |words: &str, command: &Command| {
                let key = state.bindings.key_of(command);
                if key.is_empty() { words.to_owned() } else { format!("{words} ({key})") }
            };
            entry(ui, "New project…", &hint("Make a project folder", &Command::New), Command::New);
            entry(ui, "Open project…", &hint("Pick a project’s project.ron", &Command::Open), Command::Open);
            if !state.settings.recent.is_empty() {
                ui.add_space(18.0);
                widgets::heading(ui, "Recent");
                for folder in &state.settings.recent {
                    let name = folder
                        .file_name()
                        .map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into_owned());
                    let link = ui.add(egui::Button::new(RichText::new(name).color(p.accent)).frame(false));
                    if link.on_hover_text(folder.display().to_string()).clicked() && state.busy.is_none() {
                        out.push(Command::OpenPath(folder.clone()));
                    }
                }
            }
            ui.add_space(18.0);
            if let Some(busy) = &state.busy {
                ui.horizontal(|ui| {
                    ui.add_space((ui.available_width() - 160.0).max(0.0) / 2.0);
                    widgets::busy(ui);
                    ui.label(busy);
                });
            } else if let Some(notice) = &state.notice {
                let sign = if notice.bad { "⚠ " } else { "" };
                let words = RichText::new(format!("{sign}{}", notice.words));
                ui.add(egui::Label::new(words.color(if notice.bad { p.bad } else { p.soft })).wrap());
            } else {
                widgets::soft(
                    ui,
                    "Everything is kept in a folder of readable files, as you go. Nothing leaves this computer.",
                );
            }
        });
    });
}

/// What an open project without articles shows.
pub fn no_articles(ui: &mut Ui, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new("No articles yet").font(theme::serif_bold(24.0)).color(p.ink));
        ui.label(
            RichText::new("Drop text files or saved web pages on the window.").font(theme::serif(16.0)).color(p.soft),
        );
        ui.add_space(14.0);
        if ui.button("Add articles…").clicked() {
            out.push(Command::AddArticles);
        }
    });
}

/// Title and noise proposed for an article: one click takes them.
pub fn proposals(ui: &mut Ui, desk: &Desk, id: &ArticleId, proposals: &Proposals, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let Some(article) = desk.current() else { return };
    Frame::new().fill(p.selection.gamma_multiply(0.6)).inner_margin(Margin::symmetric(20, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let mut parts = Vec::new();
            let mut apart = None;
            match proposals.noise.len() {
                0 => {}
                1 => parts.push("one passage as noise (greyed)".into()),
                n => parts.push(format!("{n} passages as noise (greyed)")),
            }
            if let Some(title) = proposals.title {
                let words = article.text.words(title);
                let words: String = if words.chars().count() > 90 {
                    words.chars().take(88).chain(['…']).collect()
                } else {
                    words.into()
                };
                // A title in another direction than that of this line stands by itself.
                if crate::desktop::reader::shape::needs_shaping(&words) {
                    apart = Some(words);
                    parts.push("title".into());
                } else {
                    parts.push(format!("title “{words}”"));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Dismiss").clicked() {
                    out.push(Command::DismissProposals(id.clone()));
                }
                if ui.button(RichText::new("Confirm").font(theme::sans_bold(13.5))).clicked() {
                    out.push(Command::AcceptProposals(id.clone()));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(
                        egui::Label::new(RichText::new(format!("Proposed: {}", parts.join(", "))).color(p.ink))
                            .truncate(),
                    );
                    if let Some(words) = &apart {
                        widgets::passage(ui, words, 14.0, p.ink);
                    }
                });
            });
        });
    });
}
