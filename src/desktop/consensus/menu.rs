//! What a right click offers on a statement and on a wording: all that keys and drags do.

use eframe::egui::{Button, Response, RichText, Role, Ui, WidgetInfo};

use super::actions::{Action, VERDICTS};
use super::choices::others;
use super::matrix::{Matrix, key};
use super::{Scene, bar, faces};
use crate::consensus::{Member, Statement};
use crate::desktop::choice::sentence;
use crate::desktop::command::Command;
use crate::desktop::theme;

/// One line; tells whether it was chosen.
fn line(ui: &mut Ui, scene: &Scene<'_>, words: &str, like: Option<&Command>) -> bool {
    let p = theme::palette(ui.style());
    let key = like.map_or(String::new(), |c| scene.bindings.key_of(c));
    let button = Button::new(words).right_text(RichText::new(key).color(p.soft)).frame(false);
    let response = ui.add(button.min_size([210.0, 22.0].into()));
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, words));
    if response.clicked() {
        ui.close();
        return true;
    }
    false
}

/// The menu of a statement.
pub fn statement(
    response: &Response,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    statement: &Statement,
    out: &mut Vec<Command>,
) {
    let Some(id) = key(statement) else { return };
    if response.secondary_clicked() {
        matrix.chosen = Some(id);
    }
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        let act = Command::Consensus;
        let open = matrix.means(matrix.opened, statement);
        if line(ui, scene, if open { "Close" } else { "Open" }, Some(&Command::OpenStatement)) {
            matrix.toggle(statement);
        }
        if !matrix.also.is_empty() {
            let words = format!("Merge {} statements", matrix.also.len() + 1);
            if line(ui, scene, &words, Some(&Command::MergeStatements)) {
                out.push(Command::MergeStatements);
            }
        } else if line(ui, scene, "Merge with another…", Some(&Command::MergeStatements)) {
            matrix.merging = Some(id);
        }
        if line(ui, scene, "Choose beside others, or no longer", None) {
            bar::also(matrix, id);
        }
        let beside = act(Action::Faces(faces::Action::Beside));
        if statement.members.len() > 1 && line(ui, scene, "Read side by side", Some(&beside)) {
            out.push(beside);
        }
        ui.separator();
        if line(ui, scene, "Reword…", Some(&Command::RewordStatement)) {
            out.push(Command::RewordStatement);
        }
        ui.menu_button("Verdict", |ui| {
            for word in VERDICTS {
                if line(ui, scene, &sentence(word), None) {
                    out.push(act(Action::Verdict(id, word.into())));
                }
            }
            if line(ui, scene, "In other words…", Some(&act(Action::EditVerdict))) {
                out.push(act(Action::EditVerdict));
            }
            if statement.verdict.is_some() && line(ui, scene, "Take away", None) {
                out.push(act(Action::Verdict(id, String::new())));
            }
        });
        if line(ui, scene, "Write note…", Some(&act(Action::EditNote))) {
            out.push(act(Action::EditNote));
        }
        let words = if statement.locked { "Unlock" } else { "Lock" };
        if line(ui, scene, words, Some(&act(Action::ToggleLock))) {
            out.push(act(Action::Lock(id, !statement.locked)));
        }
    });
}

/// The menu of a wording: in an opened row and on a cell.
pub fn wording(
    response: &Response,
    matrix: &mut Matrix,
    scene: &Scene<'_>,
    (statement, member): (&Statement, &Member),
    out: &mut Vec<Command>,
) {
    let id = member.place.annotation;
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        if line(ui, scene, "Go to its place", None) {
            out.push(Command::GoTo(member.place.clone()));
        }
        let here = &member.place.article;
        let there = faces::beside::other(statement, here);
        if let Some(there) = there
            && line(ui, scene, "Read side by side", None)
        {
            let pair = Some([here.clone(), there]);
            out.push(Command::Consensus(Action::Faces(faces::Action::BesideAt(id, pair))));
        }
        if statement.members.len() > 1 {
            if line(ui, scene, "Take out", Some(&Command::TakeOutWording)) {
                out.push(Command::TakeOut(id, others(statement, id)));
            }
            let picked = matrix.picked.contains(&id);
            let words = if picked { "Choose no longer" } else { "Choose beside others" };
            if line(ui, scene, words, Some(&Command::Consensus(Action::Pick))) {
                matrix.pick(id);
            }
            if !matrix.picked.is_empty()
                && line(ui, scene, "Split chosen wordings off", Some(&Command::Consensus(Action::SplitPicked)))
            {
                out.push(Command::Consensus(Action::SplitPicked));
            }
        }
        if !matrix.means(matrix.opened, statement)
            && line(ui, scene, "Open its statement", Some(&Command::OpenStatement))
        {
            matrix.chosen = key(statement);
            matrix.toggle(statement);
        }
    });
}
