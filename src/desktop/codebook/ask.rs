//! What the editor asks before it acts: a new code's name, where annotations go, whether a file is taken over.

use std::collections::HashSet;
use std::sync::Arc;

use eframe::egui::{Button, Context, Frame, Id, Key, Modal, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::file::Incoming;
use super::pick::{self, Pick};
use super::split::{self, Split};
use super::{Action, Draft, edits, form};
use crate::desktop::choice;
use crate::desktop::command::Command;
use crate::desktop::reader::Target;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{CodeId, Kind};

/// What is being asked.
#[derive(Clone, Debug)]
pub enum Asking {
    /// For a new code.
    New {
        /// What has been typed.
        draft: Draft,
        /// Whether the target in the reader gets the code.
        tag: bool,
    },
    /// Which code another one is merged into.
    Merge {
        /// The code that goes.
        from: CodeId,
        /// The code that stays.
        pick: Pick,
        /// Whether deleting was asked for.
        delete: bool,
    },
    /// Which annotations of a code get another one.
    Split(Box<Split>),
    /// Whether a codebook that has been read is taken over.
    Import(Arc<Incoming>),
}

impl Asking {
    /// Asks for a new code.
    pub fn new_code(desk: &Desk) -> Self {
        let codebook = desk.project().codebook();
        let key = edits::free_key(codebook, |c| form::command_of(c).is_some());
        let kind = codebook.codes.last().map_or(Kind::Claim, |c| c.kind);
        Self::New { draft: Draft { name: String::new(), key, kind, parent: None }, tag: true }
    }

    /// Asks which code takes over.
    pub fn merge(from: CodeId, delete: bool) -> Self {
        Self::Merge { from, pick: Pick::default(), delete }
    }

    /// Asks what is split off.
    pub fn split(from: CodeId) -> Self {
        Self::Split(Box::new(Split::new(from)))
    }
}

/// What is to happen with the question.
enum Answer {
    Wait,
    Cancel,
    Do(Vec<Command>),
}

/// Draws the question, if there is one. `reading` tells whether the reader is shown, whose target may get a new code.
pub fn show(ctx: &Context, desk: &mut Desk, reading: bool, out: &mut Vec<Command>) {
    let Some(mut asking) = desk.editor.asking.take() else { return };
    let escape = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let width = if matches!(asking, Asking::Split(_)) { 720.0 } else { 460.0 };
    let style = ctx.global_style();
    let frame = Frame::popup(&style).inner_margin(20).fill(theme::palette(&style).panel);
    let shown = Modal::new(Id::unique("codebook asks")).frame(frame).show(ctx, |ui| {
        ui.set_width(width);
        match &mut asking {
            Asking::New { draft, tag } => new_code(ui, desk, draft, tag, reading),
            Asking::Merge { from, pick, delete } => merge(ui, desk, from, pick, *delete),
            Asking::Split(split) => match split::show(ui, desk, split) {
                split::Answer::Wait => Answer::Wait,
                split::Answer::Cancel => Answer::Cancel,
                split::Answer::Do(action) => Answer::Do(vec![Command::Codebook(action)]),
            },
            Asking::Import(incoming) => import(ui, desk, incoming),
        }
    });
    match shown.inner {
        _ if escape => {}
        Answer::Cancel => {}
        Answer::Do(commands) => {
            // What is asked stays until it is done: it may be refused.
            desk.editor.asking = Some(asking);
            out.extend(commands);
        }
        Answer::Wait if shown.response.should_close() => {}
        Answer::Wait => desk.editor.asking = Some(asking),
    }
}

fn title(ui: &mut Ui, words: &str) {
    let p = theme::palette(ui.style());
    ui.label(RichText::new(words).font(theme::serif_bold(19.0)).color(p.ink));
    ui.add_space(4.0);
}

/// The two buttons of a question: whether the first was pressed, whether the second was.
fn buttons(ui: &mut Ui, verb: &str, able: bool) -> (bool, bool) {
    ui.add_space(8.0);
    // Enter does it while no part of the question has the focus.
    let free = ui.memory(|m| m.focused().is_none());
    let enter = able && free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let row = ui.horizontal(|ui| (ui.add_enabled(able, Button::new(verb)).clicked(), ui.button("Cancel").clicked()));
    (row.inner.0 || enter, row.inner.1)
}

fn new_code(ui: &mut Ui, desk: &Desk, draft: &mut Draft, tag: &mut bool, reading: bool) -> Answer {
    let p = theme::palette(ui.style());
    let codebook = desk.project().codebook();
    title(ui, "New code");
    widgets::soft(ui, "Name");
    let id = Id::unique("name of a new code");
    let edit = TextEdit::singleline(&mut draft.name).id(id).desired_width(f32::INFINITY).margin(vec2(9.0, 7.0));
    let name = ui.add(edit).accessible_name("Name of the code");
    if ui.memory(|m| m.focused().is_none()) && !name.lost_focus() {
        name.request_focus();
    }
    let enter = name.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.add_space(4.0);
    widgets::soft(ui, "Kind");
    let kinds = Id::unique("kind of a new code");
    if let Some(Some(kind)) = choice::words(ui, kinds, "Kind of the code", &form::KINDS, Some(&draft.kind), false) {
        draft.kind = kind;
    }
    ui.add_space(4.0);
    widgets::soft(ui, "Key");
    ui.horizontal(|ui| {
        let mut key = draft.key.map_or(String::new(), |k| k.to_string());
        let edit = TextEdit::singleline(&mut key).desired_width(34.0).margin(vec2(9.0, 6.0));
        if ui.add(edit).accessible_name("Key of the code").changed() {
            draft.key = key.chars().rev().find(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
        }
        let taken = draft.key.and_then(|k| codebook.code_by_key(k));
        match (draft.key, taken) {
            (_, Some(other)) => ui.label(RichText::new(format!("Is the key of “{}”", other.name)).color(p.bad)),
            (None, _) => widgets::soft(ui, "None"),
            (Some(key), None) => match form::command_of(key) {
                Some(words) => widgets::soft(ui, format!("Also means “{words}”; the code comes first")),
                None => widgets::soft(ui, "Free"),
            },
        }
    });
    let target = if reading { target(desk) } else { None };
    if let Some(words) = &target {
        ui.add_space(4.0);
        ui.checkbox(tag, words);
    }
    let fault = draft.fault(codebook);
    let key_taken = draft.key.is_some_and(|k| codebook.code_by_key(k).is_some());
    if let Some(fault) = fault.as_ref().filter(|_| !draft.name.trim().is_empty()) {
        ui.label(RichText::new(format!("{fault}.")).color(p.bad));
    }
    let able = fault.is_none() && !key_taken;
    let (make, cancel) = buttons(ui, "Make code", able);
    if able && (make || enter) {
        let mut commands = vec![Command::Codebook(Action::Create(draft.clone()))];
        if target.is_some() && *tag {
            commands.push(Command::Tag(draft.code(codebook).id));
        }
        return Answer::Do(commands);
    }
    if cancel { Answer::Cancel } else { Answer::Wait }
}

/// What would be tagged in the reader, in words.
fn target(desk: &Desk) -> Option<String> {
    let article = desk.current()?;
    let short = |words: &str| {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > 48 { line.chars().take(46).chain(['…']).collect() } else { line }
    };
    match desk.reader.target(desk.selected.as_ref())? {
        Target::Selection(spans) => {
            let words: Vec<&str> = spans.iter().map(|&s| article.text.words(s)).collect();
            Some(format!("Tag “{}”", short(&words.join(" … "))))
        }
        Target::Unit(_, span) => Some(format!("Tag “{}”", short(article.text.words(span)))),
        Target::Annotation(place) => {
            let words = desk.project().annotation(&place)?.words(&article.text);
            (place.analyst == desk.analyst).then(|| format!("Recode “{}”", short(&words)))
        }
    }
}

fn merge(ui: &mut Ui, desk: &Desk, from: &CodeId, pick: &mut Pick, delete: bool) -> Answer {
    let project = desk.project();
    let codebook = project.codebook();
    let Some(own) = codebook.code(from) else { return Answer::Cancel };
    let places = edits::places(project, from);
    let marks = if places.len() == 1 { "1 annotation".into() } else { format!("{} annotations", places.len()) };
    if delete {
        title(ui, &format!("Delete “{}”", own.name));
        ui.label(format!("It marks {marks}. Which code takes over?"));
    } else {
        title(ui, &format!("Merge “{}” into…", own.name));
        let analysts: HashSet<_> = places.iter().map(|p| &p.analyst).collect();
        let by = if analysts.len() > 1 { format!(", by {} analysts", analysts.len()) } else { String::new() };
        ui.label(format!("{marks}{by} will have the other code. Undo takes it back."));
    }
    ui.add_space(6.0);
    let picked = pick::show(ui, pick, codebook, &HashSet::from([from.clone()]), 300.0);
    let into = pick.chosen.as_ref().and_then(|id| codebook.code(id));
    if let Some(other) = into.filter(|o| o.kind != own.kind) {
        let words =
            format!("“{}” is of another kind, {}. Values stay, asked for or not.", other.name, other.kind.as_str());
        widgets::soft(ui, words);
    }
    let (done, cancel) = buttons(ui, if delete { "Recode and delete" } else { "Merge" }, into.is_some());
    match into {
        Some(other) if done || picked == pick::Done::Entered => {
            Answer::Do(vec![Command::Codebook(Action::MergeInto(from.clone(), other.id.clone()))])
        }
        _ if cancel => Answer::Cancel,
        _ => Answer::Wait,
    }
}

fn import(ui: &mut Ui, desk: &Desk, incoming: &Incoming) -> Answer {
    let plan = incoming.plan(desk.project());
    title(ui, &format!("Codebook from “{}”", incoming.file));
    if plan.is_empty() {
        ui.label("Everything in it is here already.");
        ui.add_space(8.0);
        return if ui.button("Close").clicked() { Answer::Cancel } else { Answer::Wait };
    }
    ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]).show(ui, |ui| {
        for (heading, lines) in
            [("Will be added", &plan.added), ("Will change", &plan.changed), ("To know", &plan.notes)]
        {
            if lines.is_empty() {
                continue;
            }
            widgets::heading(ui, heading);
            for line in lines.iter().take(200) {
                ui.label(line);
            }
            if lines.len() > 200 {
                widgets::soft(ui, format!("and {} more", lines.len() - 200));
            }
            ui.add_space(6.0);
        }
    });
    let (done, cancel) = buttons(ui, "Take over", true);
    match (done, cancel) {
        (true, _) => Answer::Do(vec![Command::Codebook(Action::TakeIn)]),
        (_, true) => Answer::Cancel,
        _ => Answer::Wait,
    }
}
