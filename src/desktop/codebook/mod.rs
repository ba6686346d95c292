//! The codebook's editor, and the registry of names.

mod act;
mod ask;
mod attributes;
mod edits;
mod file;
mod form;
mod names;
mod pick;
pub mod registry;
mod rules;
mod split;
mod tree;

use std::collections::HashSet;
use std::sync::Arc;

use eframe::egui::{Align, Key, KeyboardShortcut, Layout, Modifiers, Ui, vec2};

use super::command::{Command, Entry, Needs};
use super::state::Desk;
use super::{theme, widgets};
use crate::model::{AttributeId, Code, CodeId, Place};
use crate::text::Ends;

pub(super) use act::act;
pub use ask::show as dialogs;
pub use edits::{AttributeChange, Change, Draft, Into, Way};
pub use file::{Incoming, read, words};
pub use pick::{Done as Picked, Pick, show as pick_code};

/// The parts of the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What can be marked.
    #[default]
    Codes,
    /// What can be said of a mark.
    Attributes,
    /// The names in use, and their spellings.
    Names,
    /// What the ends of a mark hold.
    Rules,
}

/// What can be asked of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Ask for a name, a key and a kind, then make a code.
    New,
    /// Make a code.
    Create(Draft),
    /// Show a part.
    Show(Tab),
    /// Choose a code.
    Choose(CodeId),
    /// Choose an attribute.
    ChooseAttribute(AttributeId),
    /// Choose a name.
    ChooseName(String),
    /// Choose the next one of the list, or the one before.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Put the caret into the name of what is chosen.
    Rename,
    /// Wait for a key for the chosen code, or no longer.
    Listen(bool),
    /// Change one thing of a code.
    Change(CodeId, Change),
    /// Give a code a key that another one has; that one gets this one's.
    Swap(CodeId, char),
    /// Move the chosen code.
    Move(Way),
    /// Delete the chosen code, or ask where its annotations go.
    Delete,
    /// Ask which code the chosen one is merged into.
    Merge,
    /// Merge the first code into the second.
    MergeInto(CodeId, CodeId),
    /// Ask which annotations of the chosen code get another one.
    Split,
    /// Give annotations of a code another one.
    SplitOff(CodeId, Vec<Place>, Into),
    /// Make an attribute.
    NewAttribute,
    /// Change one thing of an attribute.
    ChangeAttribute(AttributeId, AttributeChange),
    /// Delete an attribute with its values.
    DeleteAttribute(AttributeId),
    /// Say what the ends of a mark hold.
    Ends(Ends),
    /// The first name is another spelling of the second.
    Same(String, String),
    /// Two names are alike and mean two all the same; forgotten when the project is closed.
    NotSame(String, String),
    /// The second name is no spelling of the first.
    Apart(String, String),
    /// Of the spellings of the first name the second is the main one.
    MakeMain(String, String),
    /// Write the main name for all its spellings; for all names if none is given.
    WriteMain(Option<String>),
    /// Ask for a file, then show what it would add and change.
    Import,
    /// Take over what has been shown.
    TakeIn,
    /// Ask where, then write the codebook to a file.
    Export,
    /// Fold the definition in the inspector away, or bring it back.
    FoldDefinition,
}

/// What it holds from frame to frame.
#[derive(Debug, Default)]
pub struct Editor {
    tab: Tab,
    chosen: Option<CodeId>,
    attribute: Option<AttributeId>,
    name: Option<String>,
    /// Words that the list is filtered by.
    filter: String,
    tree: tree::Tree,
    overview: registry::Kept,
    values: attributes::Kept,
    /// Whether a key is waited for.
    listening: bool,
    /// A key that another code has.
    conflict: Option<(CodeId, char)>,
    /// Whether the name of what is chosen is to get the caret.
    focus_name: bool,
    /// Whether what is chosen is to be scrolled to.
    reveal: bool,
    asking: Option<ask::Asking>,
    not_same: HashSet<(String, String)>,
    /// Whether the inspector leaves definitions out.
    pub folded: bool,
}

impl Editor {
    /// Whether it waits for an answer or a key, so that keys mean nothing else.
    pub fn is_asking(&self) -> bool {
        self.asking.is_some() || self.listening
    }

    /// Lets go of what it waits for. Returns whether there was anything.
    pub fn release(&mut self) -> bool {
        let had = self.is_asking() || self.conflict.is_some();
        self.asking = None;
        self.listening = false;
        self.conflict = None;
        had
    }

    /// Whether somebody has said that two names mean two.
    pub fn is_apart(&self, pair: &(String, String)) -> bool {
        self.not_same.contains(pair)
    }

    /// Shows what a file would add and change.
    pub fn offer(&mut self, incoming: Incoming) {
        self.asking = Some(ask::Asking::Import(Arc::new(incoming)));
    }
}

/// Its lines of the palette.
pub fn entries() -> Vec<Entry> {
    use Action as A;
    let entry = |action, name, hint, key: Option<(Modifiers, Key)>, needs| Entry {
        command: Command::Codebook(action),
        name,
        hint,
        key: key.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)),
        needs,
    };
    let (none, alt) = (Modifiers::NONE, Modifiers::ALT);
    let step = |forward| A::Step { forward };
    vec![
        entry(
            A::New,
            "New code…",
            "And tag the target with it, if there is one.",
            Some((Modifiers::COMMAND | Modifiers::SHIFT, Key::N)),
            Needs::Project,
        ),
        entry(step(true), "Next of the list", "In the codebook.", Some((none, Key::ArrowDown)), Needs::Codebook),
        entry(step(false), "Previous of the list", "In the codebook.", Some((none, Key::ArrowUp)), Needs::Codebook),
        entry(A::Rename, "Rename", "The chosen code or attribute.", Some((none, Key::F2)), Needs::Codebook),
        entry(A::Listen(true), "Give another key…", "To the chosen code.", Some((none, Key::K)), Needs::Codebook),
        entry(A::Move(Way::Up), "Move code up", "Among those beside it.", Some((alt, Key::ArrowUp)), Needs::Codebook),
        entry(
            A::Move(Way::Down),
            "Move code down",
            "Among those beside it.",
            Some((alt, Key::ArrowDown)),
            Needs::Codebook,
        ),
        entry(A::Move(Way::In), "Nest code", "Under the one before it.", Some((alt, Key::ArrowRight)), Needs::Codebook),
        entry(
            A::Move(Way::Out),
            "Move code out",
            "Beside the one above it.",
            Some((alt, Key::ArrowLeft)),
            Needs::Codebook,
        ),
        entry(
            A::Merge,
            "Merge code into…",
            "All its annotations get another code.",
            Some((none, Key::M)),
            Needs::Codebook,
        ),
        entry(
            A::Split,
            "Split code…",
            "Some of its annotations get another code.",
            Some((none, Key::S)),
            Needs::Codebook,
        ),
        entry(
            A::Delete,
            "Delete code",
            "If it marks something, another code takes over.",
            Some((none, Key::Delete)),
            Needs::Codebook,
        ),
        entry(A::NewAttribute, "New attribute", "Something that can be said of a mark.", None, Needs::Codebook),
        entry(A::Show(Tab::Codes), "Show codes", "What can be marked.", None, Needs::Codebook),
        entry(A::Show(Tab::Attributes), "Show attributes", "What can be said of a mark.", None, Needs::Codebook),
        entry(A::Show(Tab::Names), "Show names", "And how they are spelled.", None, Needs::Codebook),
        entry(A::Show(Tab::Rules), "Show rules", "What the ends of a mark hold.", None, Needs::Codebook),
        entry(
            A::WriteMain(None),
            "Write main names everywhere",
            "In place of their other spellings.",
            None,
            Needs::Project,
        ),
        entry(A::FoldDefinition, "Fold definitions", "In the inspector, away or back.", None, Needs::Project),
        entry(A::Import, "Import codebook…", "Shows first what it would add and change.", None, Needs::Project),
        entry(A::Export, "Export codebook…", "As a file that a person can read.", None, Needs::Project),
    ]
}

/// What a person may read of a code while pointing at it.
pub fn explain(ui: &mut Ui, code: &Code) {
    let p = theme::palette(ui.style());
    ui.set_max_width(320.0);
    ui.label(eframe::egui::RichText::new(&code.name).font(theme::sans_bold(13.0)).color(p.ink));
    if !code.definition.is_empty() {
        ui.label(&code.definition);
    }
    for example in &code.examples {
        ui.label(eframe::egui::RichText::new(example).font(theme::serif(13.5)).color(p.ink));
    }
    if let Some(key) = code.key {
        widgets::soft(ui, format!("Key {key}"));
    }
}

/// Draws it.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let whole = ui.max_rect();
    let bar = eframe::egui::Frame::new().inner_margin(eframe::egui::Margin { left: 20, right: 20, top: 12, bottom: 6 });
    bar.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let tabs =
                [(Tab::Codes, "Codes"), (Tab::Attributes, "Attributes"), (Tab::Names, "Names"), (Tab::Rules, "Rules")];
            for (tab, words) in tabs {
                let chosen = desk.editor.tab == tab;
                let font = if chosen { theme::sans_bold(13.0) } else { theme::sans(13.0) };
                if widgets::tab(ui, words, chosen, font).clicked() {
                    out.push(Command::Codebook(Action::Show(tab)));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if ui.button("Export…").on_hover_text("The codebook as a file that a person can read").clicked() {
                    out.push(Command::Codebook(Action::Export));
                }
                if ui.button("Import…").on_hover_text("Shows first what it would add and change").clicked() {
                    out.push(Command::Codebook(Action::Import));
                }
            });
        });
    });
    let line = eframe::egui::Stroke::new(1.0, p.line);
    ui.painter().hline(whole.x_range(), ui.cursor().top(), line);
    match desk.editor.tab {
        Tab::Codes => sides(ui, desk, out, tree::show, form::show),
        Tab::Attributes => sides(ui, desk, out, attributes::list, attributes::form),
        Tab::Names => sides(ui, desk, out, names::list, names::form),
        Tab::Rules => rules::show(ui, desk, out),
    }
}

type Part = fn(&mut Ui, &mut Desk, &mut Vec<Command>);

/// A list on the left, what is chosen in it on the right.
fn sides(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>, left: Part, right: Part) {
    let p = theme::palette(ui.style());
    let area = ui.available_rect_before_wrap();
    let width = (area.width() * 0.36).clamp(260.0, 420.0);
    let (mut list, mut form) = area.split_left_right_at_x(area.left() + width);
    ui.painter().vline(form.left(), area.y_range(), eframe::egui::Stroke::new(1.0, p.line));
    list = list.shrink2(vec2(12.0, 10.0));
    form = form.shrink2(vec2(28.0, 16.0));
    form.max.x = form.max.x.min(form.min.x + 600.0);
    ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(list), |ui| left(ui, desk, out));
    ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(form), |ui| right(ui, desk, out));
}
