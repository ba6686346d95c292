//! The line at the bottom: what a key would tag, the last word from the program, how much there is.

use eframe::egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Ui};

use super::reader::Target;
use super::state::{Desk, State, View};
use super::{theme, widgets};
use crate::text::UnitKind;

/// Draws the line.
pub fn show(ui: &mut Ui, state: &State) {
    let Some(desk) = &state.desk else { return };
    let p = theme::palette(ui.style());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if state.view == View::Read {
            for code in &desk.project().codebook().codes {
                let Some(key) = code.key else { continue };
                widgets::key_cap(ui, &key.to_string());
                widgets::soft(ui, code.name.to_lowercase());
                ui.add_space(2.0);
            }
            ui.add_space(10.0);
            let typing = ui.ctx().text_edit_focused();
            let words = if typing { "Typing in a field; Esc goes back to the text".into() } else { target(desk) };
            widgets::soft(ui, words);
        } else {
            let total = desk.project().articles().len();
            let done = desk.tally.done();
            widgets::soft(ui, format!("{done} of {total} articles read to the end"));
            ui.add_space(10.0);
            for legend in ["≠  says otherwise", "¬  denies", "–  silent", "?  not read", "●  decided", "○  proposed"]
            {
                widgets::soft(ui, legend);
                ui.add_space(4.0);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let minutes = desk.since.elapsed().as_secs() / 60;
            widgets::soft(
                ui,
                if minutes >= 60 {
                    format!("{} h {} min", minutes / 60, minutes % 60)
                } else {
                    format!("{minutes} min")
                },
            )
            .on_hover_text("Since the project was opened");
            widgets::soft(ui, count(desk.consensus.statements.len(), "statement"));
            widgets::soft(ui, count(desk.tally.annotations(), "annotation"));
            if !desk.problems.is_empty() {
                let words =
                    RichText::new(format!("{} problems", desk.problems.len())).font(theme::sans(12.0)).color(p.bad);
                ui.label(words).on_hover_text("pressmark check lists them");
            }
            ui.add_space(12.0);
            if let Some(notice) = &state.notice {
                let colour = if notice.bad { p.bad } else { p.soft };
                ui.add(
                    eframe::egui::Label::new(RichText::new(&notice.words).font(theme::sans(12.0)).color(colour))
                        .truncate(),
                )
                .on_hover_text(&notice.words);
            }
        });
    });
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn target(desk: &Desk) -> String {
    match desk.reader.target(desk.selected.as_ref()) {
        Some(Target::Selection(span)) => {
            let words = desk.current().map_or(0, |a| a.text.words(span).split_whitespace().count());
            format!("{words} word{} selected", if words == 1 { "" } else { "s" })
        }
        Some(Target::Unit(kind, _)) => match kind {
            UnitKind::Word => "Word under the pointer",
            UnitKind::Clause => "Clause under the pointer",
            UnitKind::Quotation => "Quotation under the pointer",
            UnitKind::Sentence => "Sentence under the pointer",
            UnitKind::Paragraph => "Paragraph under the pointer",
        }
        .to_owned(),
        Some(Target::Annotation(place)) => {
            let code = desk.project().annotation(&place).map(|a| a.code.clone());
            let name = code.and_then(|c| Some(desk.project().codebook().code(&c)?.name.clone())).unwrap_or_default();
            format!("{name} selected: a key gives it another code, Delete removes it")
        }
        None => String::new(),
    }
}

/// What could not be read when the project was opened, above the text until it is put away.
pub fn problems(ui: &mut Ui, desk: &mut Desk) {
    let p = theme::palette(ui.style());
    Frame::new().fill(p.bad_fill).inner_margin(Margin::symmetric(20, 10)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let count = desk.problems.len();
            let words = format!(
                "{count} part{} of this project could not be read. The rest is here.",
                if count == 1 { "" } else { "s" }
            );
            ui.label(RichText::new(words).font(theme::sans_bold(13.0)).color(p.bad));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Put away").clicked() {
                    desk.show_problems = false;
                }
            });
        });
        ScrollArea::vertical().max_height(120.0).auto_shrink([false, true]).show(ui, |ui| {
            for problem in &desk.problems {
                ui.label(RichText::new(problem.to_string()).color(p.ink));
            }
        });
        ui.set_width(ui.available_width());
    });
}
