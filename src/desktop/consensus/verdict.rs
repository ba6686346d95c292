//! Verdict and note of an open statement: chosen, written, taken away.

use eframe::egui::{Id, RichText, Ui};

use super::actions::{Action, VERDICTS};
use super::matrix::{Asking, Matrix, key};
use crate::consensus::Statement;
use crate::desktop::choice::{self, Choice};
use crate::desktop::command::Command;
use crate::desktop::widgets::FieldStyle;
use crate::desktop::{theme, widgets};

/// Draws them.
pub fn show(ui: &mut Ui, matrix: &mut Matrix, statement: &Statement, out: &mut Vec<Command>) {
    let Some(id) = key(statement) else { return };
    let asked = matrix.asking.filter(|(of, ..)| statement.members.iter().any(|m| m.place.annotation == *of));
    let asks = |what| asked.is_some_and(|(_, asking, _)| asking == what);
    let [choice_id, own_id, note_id] = ["verdict", "own verdict", "note"].map(|part| Id::unique((part, id.0)));
    if let Some((of, asking, false)) = asked {
        let field = match asking {
            Asking::Verdict => choice_id,
            Asking::OwnVerdict => own_id,
            Asking::Note => note_id,
        };
        ui.memory_mut(|m| m.request_focus(field));
        matrix.asking = Some((of, asking, true));
    }
    let given = statement.verdict.as_deref();
    ui.add_space(8.0);
    let options = VERDICTS.map(|word| Choice { value: word, word, hint: "" });
    let now = given.and_then(|g| VERDICTS.into_iter().find(|v| *v == g));
    ui.horizontal_wrapped(|ui| {
        widgets::heading(ui, "Verdict");
        ui.add_space(4.0);
        if let Some(choice) = choice::words(ui, choice_id, "Verdict", &options, now.as_ref(), true) {
            out.push(Command::Consensus(Action::Verdict(id, choice.unwrap_or_default().to_owned())));
        }
    });
    let own = given.filter(|_| now.is_none());
    let style = |label, rows| FieldStyle { label, hint: "", rows, names: &[] };
    if own.is_some() || asks(Asking::OwnVerdict) {
        let make = move |words| Command::Consensus(Action::Verdict(id, words));
        widgets::field(ui, own_id, own.unwrap_or_default(), style("Verdict in other words", 1), out, make);
    }
    let note = statement.note.as_deref();
    if note.is_some() || asks(Asking::Note) {
        let make = move |words| Command::Consensus(Action::Note(id, words));
        widgets::field(ui, note_id, note.unwrap_or_default(), style("Note on the statement", 3), out, make);
    }
    ui.horizontal_wrapped(|ui| {
        let small = |words: &str| RichText::new(words).font(theme::sans(12.5));
        if own.is_none() && !asks(Asking::OwnVerdict) && ui.button(small("Other verdict…")).clicked() {
            matrix.asking = Some((id, Asking::OwnVerdict, false));
        }
        if note.is_none() && !asks(Asking::Note) && ui.button(small("Note…")).on_hover_text("A remark (N)").clicked()
        {
            matrix.asking = Some((id, Asking::Note, false));
        }
    });
}
