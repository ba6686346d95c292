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
}

/// Draws the question, if there is one, and acts on its answer.
pub fn show(ctx: &Context, state: &mut State, tasks: &Tasks) {
    let Some(question) = &mut state.question else { return };
    let (mut enter, escape) =
        ctx.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::Enter), i.consume_key(Modifiers::NONE, Key::Escape)));
    let mut cancel = escape;
    let shown = Modal::new(Id::unique("question")).show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(480.0);
        ui.label(RichText::new(question.asked.words()).font(theme::serif_bold(19.0)).color(p.ink));
        widgets::soft(ui, "This system offers no file dialog, so type the path here.");
        let edit = TextEdit::singleline(&mut question.path).desired_width(f32::INFINITY).margin(vec2(9.0, 7.0));
        let edit = ui.add(edit).accessible_name("Path");
        edit.request_focus();
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            enter |= ui.button("Go on").clicked();
            cancel |= ui.button("Cancel").clicked();
        });
    });
    cancel |= shown.should_close();
    if enter || cancel {
        let answer = state.question.take();
        if let Some(Question { asked, path }) = answer.filter(|q| enter && !q.path.trim().is_empty()) {
            receive::picked(state, tasks, asked, vec![expand(path.trim())]);
        }
    }
}

/// `~` is the user's folder, as everywhere.
fn expand(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), directories::UserDirs::new()) {
        (Some(rest), Some(user)) => user.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}
