//! The history: what was done since the project was opened, the newest first, and the way back to any of it.

use chrono::{DateTime, Local, Utc};
use eframe::egui::{Align2, Context, Key, Modifiers, RichText, Ui, vec2};

use super::command::Command;
use super::dispatch::touched;
use super::state::{Desk, State};
use super::{theme, widgets};
use crate::model::Step;

/// When the steps of a timeline were done, in its order.
#[derive(Clone, Debug, Default)]
pub struct Log {
    done: Vec<DateTime<Utc>>,
    undone: Vec<DateTime<Utc>>,
}

impl Log {
    /// A step has been done.
    pub fn done(&mut self, at: DateTime<Utc>) {
        self.done.push(at);
        self.undone.clear();
    }

    /// The last one has been undone.
    pub fn undone(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// The last undone one has been done again.
    pub fn redone(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

/// One line of the list.
struct Line {
    label: String,
    place: String,
    at: String,
    /// How many steps are done after going there.
    steps: usize,
    undone: bool,
}

const ROW: f32 = 40.0;

/// Draws the history, if it is asked for.
pub fn show(ctx: &Context, state: &mut State, out: &mut Vec<Command>) {
    let Some(desk) = state.desk.as_ref().filter(|_| state.history) else { return };
    let escape = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let lines = lines(desk);
    let now = desk.timeline.done().len();
    let room = widgets::room(ctx, vec2(560.0, 560.0));
    let shown = widgets::page(ctx, "history").show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(room.x);
        ui.label(RichText::new("History").font(theme::serif_bold(20.0)).color(p.ink));
        widgets::soft(ui, "Since the project was opened. Choose a step to go back to it, or forth.");
        ui.add_space(6.0);
        widgets::list(room.y - 120.0).auto_shrink([false, true]).show_rows(ui, ROW, lines.len(), |ui, range| {
            for line in lines.get(range).unwrap_or_default() {
                row(ui, line, line.steps == now, out);
            }
        });
        ui.add_space(6.0);
        ui.button("Close").clicked()
    });
    if escape || shown.inner || shown.should_close() {
        state.history = false;
    }
}

fn row(ui: &mut Ui, line: &Line, here: bool, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let mark = if here { ", you are here" } else { "" };
    let name = [line.label.as_str(), &line.place, &line.at].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>();
    let undone = if line.undone { ", undone" } else { "" };
    let name = format!("{}{undone}{mark}", name.join(", "));
    let (rect, response) = ui
        .push_id(line.steps, |ui| widgets::row(ui, ROW - ui.spacing().item_spacing.y, &name, here, p.selection))
        .inner;
    let at = rect.shrink2(vec2(12.0, 0.0));
    let (ink, words) =
        if line.undone { (p.soft, format!("{} (undone)", line.label)) } else { (p.ink, line.label.clone()) };
    let font = if here { theme::sans_bold(13.5) } else { theme::sans(13.5) };
    let width = at.width();
    widgets::line(ui, at.left_center(), Align2::LEFT_CENTER, &words, font, ink, width * 0.55);
    let middle = at.left_center() + vec2(width * 0.57, 0.0);
    widgets::line(ui, middle, Align2::LEFT_CENTER, &line.place, theme::sans(12.0), p.soft, width * 0.26);
    widgets::line(ui, at.right_center(), Align2::RIGHT_CENTER, &line.at, theme::sans(12.0), p.soft, width * 0.16);
    if response.clicked() {
        out.push(Command::Travel(line.steps));
    }
}

fn lines(desk: &Desk) -> Vec<Line> {
    let time = |at: Option<&DateTime<Utc>>| {
        at.map_or(String::new(), |at| at.with_timezone(&Local).format("%H:%M:%S").to_string())
    };
    let line = |step: &Step, at: Option<&DateTime<Utc>>, steps: usize, undone: bool| Line {
        label: step.label.clone(),
        place: place(desk, step),
        at: time(at),
        steps,
        undone,
    };
    let (done, undone) = (desk.timeline.done(), desk.timeline.undone());
    let all = done.len() + undone.len();
    let mut lines: Vec<Line> = Vec::with_capacity(all + 1);
    lines.extend(undone.iter().enumerate().map(|(i, step)| line(step, desk.log.undone.get(i), all - i, true)));
    lines.extend(done.iter().enumerate().rev().map(|(i, step)| line(step, desk.log.done.get(i), i + 1, false)));
    lines.push(Line {
        label: "The project as it was opened".into(),
        place: String::new(),
        at: String::new(),
        steps: 0,
        undone: false,
    });
    lines
}

/// Where a step happened.
fn place(desk: &Desk, step: &Step) -> String {
    let Some((article, _)) = touched(&step.edit).or_else(|| touched(&step.inverse)) else { return String::new() };
    desk.project().article(&article).map_or_else(|| article.to_string(), |a| a.name().to_owned())
}
