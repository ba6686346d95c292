//! Asking for a path in the window itself, where the system has no file dialog to offer.

use std::path::PathBuf;

use eframe::egui::{Context, Id, Key, Modal, Modifiers, RichText, TextEdit, vec2};

use super::state::State;
use super::tasks::{Asked, Tasks};
use super::{receive, theme, widgets};

/// A question for a path.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is for.
    pub asked: Asked,
    /// What has been typed.
    pub path: String,
    /// What is wrong with it.
    pub warning: Option<String>,
}

/// Draws the question, if there is one, and acts on its answer.
pub fn show(ctx: &Context, state: &mut State, tasks: &Tasks) {
    let Some(question) = &mut state.question else { return };
    let (mut enter, escape) =
        ctx.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::Enter), i.consume_key(Modifiers::NONE, Key::Escape)));
    let mut cancel = escape;
    let shown = Modal::new(Id::unique("question")).show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(520.0);
        ui.label(RichText::new(question.asked.words()).font(theme::serif_bold(19.0)).color(p.ink));
        let several =
            if question.asked == Asked::Articles { " A folder, or several paths with ; between them." } else { "" };
        widgets::soft(ui, format!("This system offers no file dialog, so type the path here.{several}"));
        let edit = TextEdit::singleline(&mut question.path).desired_width(f32::INFINITY).margin(vec2(9.0, 7.0));
        let edit = ui.add(edit).accessible_name("Path");
        if edit.changed() {
            question.warning = None;
        }
        if ui.memory(|m| m.focused().is_none()) {
            edit.request_focus();
        }
        if let Some(warning) = &question.warning {
            ui.label(RichText::new(warning).color(p.bad));
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            enter |= ui.button(if question.warning.is_some() { "Do it" } else { question.asked.verb() }).clicked();
            cancel |= ui.button("Cancel").clicked();
        });
    });
    cancel |= shown.should_close();
    if cancel {
        state.question = None;
    } else if enter && !question.path.trim().is_empty() {
        let asked = question.asked;
        let paths = paths(&question.path, asked);
        match wrong(asked, &paths) {
            Some(Wrong::Refused(why)) => question.warning = Some(why),
            Some(Wrong::Doubtful(why)) if question.warning.is_none() => question.warning = Some(why),
            _ => {
                state.question = None;
                receive::picked(state, tasks, asked, paths);
            }
        }
    }
}

enum Wrong {
    /// It cannot be done.
    Refused(String),
    /// It can, if it is meant.
    Doubtful(String),
}

fn wrong(asked: Asked, paths: &[PathBuf]) -> Option<Wrong> {
    match asked {
        Asked::Project | Asked::Articles | Asked::CodebookIn => {
            let missing = paths.iter().find(|p| !p.exists());
            let refused = |p: &PathBuf| Wrong::Refused(format!("There is no “{}”.", p.display()));
            missing
                .map(refused)
                .or_else(|| paths.is_empty().then(|| Wrong::Refused("There are no articles in it.".into())))
        }
        Asked::Dataset(_) | Asked::CodebookOut | Asked::Report | Asked::Plot => {
            let there = paths.iter().find(|p| p.exists())?;
            Some(Wrong::Doubtful(format!("“{}” exists. Replace it?", there.display())))
        }
        Asked::NewFolder | Asked::CopyFolder => None,
    }
}

/// The endings of files that a folder is searched for.
const ENDINGS: [&str; 9] = ["txt", "text", "md", "html", "htm", "xhtml", "jsonl", "ndjson", "log"];

fn paths(typed: &str, asked: Asked) -> Vec<PathBuf> {
    if asked != Asked::Articles {
        return vec![expand(typed.trim())];
    }
    let mut found = Vec::new();
    for path in typed.split(';').map(str::trim).filter(|p| !p.is_empty()).map(expand) {
        match std::fs::read_dir(&path) {
            Ok(entries) => {
                let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
                files.retain(|f| {
                    f.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)))
                });
                files.sort();
                found.extend(files);
            }
            Err(_) => found.push(path),
        }
    }
    found
}

/// `~` is the user's folder, as everywhere.
fn expand(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), directories::UserDirs::new()) {
        (Some(rest), Some(user)) => user.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}
