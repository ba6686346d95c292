//! The line at the bottom: codes to click, what a key would tag, the last word from the program, how much there is.

use eframe::egui::{
    Align, Button, Frame, Label, Layout, Margin, Popup, PopupCloseBehavior, Rect, RichText, Role, ScrollArea, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::command::Command;
use super::reader::{Action, Target};
use super::state::{Desk, Notice, State, View};
use super::{codebook, spent, theme, widgets};
use crate::model::Code;

/// Below this width, in points, only keys are shown, without the names of their codes.
const NARROW: f32 = 860.0;
/// A code’s button has at most so much room.
const ROOM: f32 = 96.0;
/// So many of the codes that have no room are named.
const MOST: usize = 30;
/// The message and the target have at least so much room.
const MIDDLE: f32 = 150.0;

/// Draws the line: what can be clicked on the left, figures on the right, and between them what fits.
pub fn show(ui: &mut Ui, state: &State, out: &mut Vec<Command>) {
    let Some(desk) = &state.desk else { return };
    let line = ui.max_rect();
    let narrow = line.width() < NARROW;
    let mut left = ui.new_child(UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)));
    if state.view == View::Read {
        codes(&mut left, desk, narrow, out);
    }
    let used = left.min_rect().right().min(line.right() - MIDDLE);
    let rest = Rect::from_min_max(line.min.max(eframe::egui::pos2(used, line.top())), line.max);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rest).layout(Layout::right_to_left(Align::Center)));
    figures(&mut right, state, desk, rest.width() - MIDDLE);
    let middle = Rect::from_min_max(rest.min, eframe::egui::pos2(right.min_rect().left() - 12.0, line.bottom()));
    let mut middle = ui.new_child(UiBuilder::new().max_rect(middle).layout(Layout::left_to_right(Align::Center)));
    middle.add_space(10.0);
    match &state.notice {
        Some(said) => notice(&mut middle, said, out),
        None => {
            let words = if state.view == View::Read {
                let typing = ui.ctx().text_edit_focused();
                if typing { "Typing in a field; Esc goes back to the text".into() } else { target(desk) }
            } else {
                legend(state.view, desk).to_owned()
            };
            let p = theme::palette(ui.style());
            let words = RichText::new(words).font(theme::sans(12.0)).color(p.soft);
            middle.add(Label::new(words).truncate());
        }
    }
}

/// The codes with their keys: each can be clicked, for words that are selected and for the selected annotation.
fn codes(ui: &mut Ui, desk: &Desk, narrow: bool, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let codes = &desk.project().codebook().codes;
    let short = narrow || codes.len() > 6;
    let until = ui.max_rect().left() + ui.max_rect().width() * 0.5;
    let keyed = codes.iter().filter(|c| c.key.is_some());
    for (i, code) in keyed.clone().enumerate() {
        if ui.cursor().left() + ROOM > until {
            let rest: Vec<String> =
                keyed.skip(i).map(|c| format!("{}  {}", c.key.unwrap_or(' '), c.name)).take(MOST).collect();
            widgets::soft(ui, "…").on_hover_text(rest.join("\n"));
            return;
        }
        let Some(key) = code.key.map(|k| k.to_string()) else { continue };
        if code_button(ui, desk, code, &key, short) {
            // Nothing is pointed at any more: without words or an annotation the code is taken up as the brush.
            let tags = !desk.reader.is_pointing() && desk.reader.target(desk.selected.as_ref()).is_some();
            let brush = Command::Reader(Action::BrushWith(code.id.clone()));
            out.push(if tags && desk.brush.is_none() { Command::Tag(code.id.clone()) } else { brush });
        }
    }
}

fn code_button(ui: &mut Ui, desk: &Desk, code: &Code, key: &str, short: bool) -> bool {
    let p = theme::palette(ui.style());
    let name = &code.name.to_lowercase();
    let held = desk.brush.as_ref() == Some(&code.id);
    let mut words = eframe::egui::text::LayoutJob::default();
    let format =
        |font, ink| eframe::egui::TextFormat { valign: Align::Center, ..eframe::egui::TextFormat::simple(font, ink) };
    words.append(key, 0.0, format(theme::sans_bold(11.5), p.ink));
    if !short {
        words.append(name, 6.0, format(theme::sans(12.0), p.soft));
    }
    let mut button = Button::new(words).small().min_size(vec2(22.0, 22.0));
    if held {
        let mark = p.code(code);
        button = button.fill(mark.fill).stroke(eframe::egui::Stroke::new(1.5, mark.stroke));
    }
    let response = ui.add(button);
    let told = if held { format!("Brush: {name}") } else { format!("Tag as {name} ({key})") };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
    let hint = if held {
        "Every click and drag tags. Click to put the brush down."
    } else if desk.selected.is_some() {
        "Gives the selected annotation this code."
    } else {
        "For the selected words; without any it takes up the brush: every click and drag tags then."
    };
    let response = response.on_hover_ui(|ui| {
        codebook::explain(ui, code);
        widgets::soft(ui, hint);
    });
    response.clicked()
}

/// How much there is, and the time spent; what has no room is left out, from the left.
fn figures(ui: &mut Ui, state: &State, desk: &Desk, room: f32) {
    let p = theme::palette(ui.style());
    let reading = state.view == View::Read;
    let article = desk.article.as_ref().filter(|_| reading);
    let all = desk.spent.all();
    let time = article.map_or_else(|| spent::words(all), |a| spent::words(desk.spent.with(a)));
    let annotations = desk.tally.annotations();
    let total = desk.project().articles().len();
    let done = desk.tally.done();
    let mut pieces = vec![time, count(annotations, "annotation")];
    if !desk.problems.is_empty() {
        pieces.push(count(desk.problems.len(), "problem"));
    }
    pieces.push(count(desk.consensus.statements.len(), "statement"));
    pieces.push(format!("{done} of {total} articles read to the end"));
    let mut used = 0.0;
    for (i, piece) in pieces.iter().enumerate() {
        let bad = piece.contains("problem");
        let words = RichText::new(piece).font(theme::sans(12.0)).color(if bad { p.bad } else { p.soft });
        let width = ui.painter().layout_no_wrap(piece.clone(), theme::sans(12.0), p.soft).size().x;
        used += width + 12.0;
        if i > 0 && used > room {
            break;
        }
        let response = ui.add(Label::new(words).extend());
        if i == 0 {
            let here = article.map_or(String::new(), |_| "With this article\n".into());
            response.on_hover_text(format!(
                "{here}{} in all since the project was opened.\nMore than two minutes without a key or a movement do \
                 not count.\n{} keys, clicks and drags so far.",
                spent::words(all),
                desk.actions.all()
            ));
        } else if bad {
            response.on_hover_text("pressmark check lists them");
        }
        ui.add_space(4.0);
    }
}

/// The last word from the program: a click shows all of it.
fn notice(ui: &mut Ui, notice: &Notice, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let colour = if notice.bad { p.bad } else { p.soft };
    // Not by its colour alone.
    let sign = if notice.bad { "⚠ " } else { "" };
    let words = RichText::new(format!("{sign}{}", notice.words)).font(theme::sans(12.0)).color(colour);
    let button = ui.add(Button::new(words).frame(false).truncate());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &notice.words));
    let width = widgets::room(ui.ctx(), vec2(460.0, 300.0)).x;
    Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Message")
        .width(width)
        .show(|ui| {
            ui.set_width(width);
            ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
                ui.add(Label::new(RichText::new(&notice.words).color(p.ink)).wrap().selectable(true));
            });
            ui.add_space(4.0);
            if ui.button("Put away").clicked() {
                out.push(Command::Dismiss);
                ui.close();
            }
        });
    button.on_hover_text(&notice.words);
}

/// What the signs mean that are on screen: those of the matrix.
fn legend(view: View, desk: &Desk) -> &'static str {
    if view == View::Consensus && desk.matrix.is_shown() && desk.faces.beside.is_none() {
        "≠  says otherwise    ¬  denies    –  silent    ?  not read"
    } else {
        ""
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn target(desk: &Desk) -> String {
    if let Some(code) = desk.brush.as_ref().and_then(|b| desk.project().codebook().code(b)) {
        return format!("Brush: {}. Every click and drag tags; Esc puts it down", code.name.to_lowercase());
    }
    match desk.reader.target(desk.selected.as_ref()) {
        Some(Target::Selection(spans)) => {
            let count = |a: &std::sync::Arc<crate::model::Article>| {
                spans.iter().map(|&s| a.text.words(s).split_whitespace().count()).sum::<usize>()
            };
            let words = desk.current().map_or(0, count);
            format!("{words} word{} selected", if words == 1 { "" } else { "s" })
        }
        Some(Target::Unit(kind, _)) => {
            let how = if desk.reader.is_pointing() { "under the pointer" } else { "at the caret" };
            format!("{} {how}", kind.name())
        }
        Some(Target::Annotation(place)) => {
            let code = desk.project().annotation(&place).map(|a| a.code.clone());
            let name = code.and_then(|c| Some(desk.project().codebook().code(&c)?.name.clone())).unwrap_or_default();
            format!("{name} selected: a key gives it another code, Delete removes it")
        }
        None => match (desk.suggested.current(), desk.suggested.number()) {
            (Some(now), Some(number)) => format!(
                "Proposed {}, {number} of {}: Enter accepts, Delete rejects, Tab skips; each goes on to the next",
                now.kind.as_str(),
                desk.suggested.shown().len()
            ),
            _ => String::new(),
        },
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
