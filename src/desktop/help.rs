//! All keys and gestures, on one page, by what one does.

use eframe::egui::{Context, Id, Key, Modifiers, RichText, TextEdit, Ui, vec2};

use super::bindings;
use super::command::{Command, Entry, Needs};
use super::preferences::{Action, Page};
use super::state::{State, View};
use super::{reader, theme, widgets};

/// What one does with a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Marking words, and changing marks.
    Annotate,
    /// Getting about.
    Go,
    /// Statements.
    Compare,
    /// Articles and projects.
    Project,
    /// The window itself.
    Window,
}

impl Group {
    /// All of them, in the page's order.
    pub const ALL: [Self; 5] = [Self::Annotate, Self::Go, Self::Compare, Self::Project, Self::Window];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Annotate => "Annotate",
            Self::Go => "Find your way",
            Self::Compare => "Compare",
            Self::Project => "Articles and projects",
            Self::Window => "Window",
        }
    }

    /// Where a command belongs.
    pub fn of(entry: &Entry) -> Self {
        use Command as C;
        match &entry.command {
            C::Undo | C::Redo | C::History | C::ToggleNoise => Self::Annotate,
            C::Show(View::Codebook) | C::Codebook(_) => Self::Project,
            C::Show(_) | C::Find(_) | C::Lists(_) | C::NextArticle | C::PreviousArticle | C::Palette => Self::Go,
            C::NextAnnotation | C::PreviousAnnotation | C::NextUnit | C::PreviousUnit => Self::Go,
            C::NextPanel | C::PreviousPanel => Self::Go,
            C::Reader(
                reader::Action::Caret { .. } | reader::Action::NextProposal | reader::Action::PreviousProposal,
            ) => Self::Go,
            C::DoneAndNext | C::Progress(_) | C::New | C::Open | C::OpenSample => Self::Project,
            C::ToggleArticles | C::ToggleInspector | C::Dismiss | C::Tour => Self::Window,
            _ => match entry.needs {
                Needs::Statement | Needs::Consensus | Needs::Doubt | Needs::Beside => Self::Compare,
                Needs::Annotation | Needs::Article => Self::Annotate,
                Needs::Project | Needs::Codebook => Self::Project,
                Needs::Nothing => Self::Window,
            },
        }
    }
}

/// What pointing does: it has no key and stands in no table.
const GESTURES: [(&str, &str, Group); 21] = [
    ("Point", "Outlines the quotation or sentence that a key would tag", Group::Annotate),
    ("Shift, pointing", "The clause instead", Group::Annotate),
    ("Alt, pointing", "The paragraph instead", Group::Annotate),
    ("Drag", "Selects words; with Alt, characters (the settings can turn that round)", Group::Annotate),
    ("Double click", "Selects a word", Group::Annotate),
    ("Triple click", "Selects a sentence", Group::Annotate),
    ("Click an annotation", "Selects it; again: the next one of the pile", Group::Annotate),
    ("Drag a handle", "Moves an end of the selected annotation", Group::Annotate),
    ("Click a code below the text", "Tags the selected words, or gives the annotation that code", Group::Annotate),
    ("Click a code without words selected", "Takes up the brush: every click and drag tags", Group::Annotate),
    ("Click a proposal", "Shows why it is proposed; Enter accepts, Delete rejects", Group::Annotate),
    ("Ctrl, dragging", "Adds words to the selected annotation or selection", Group::Annotate),
    ("Shift, dragging", "Names who speaks, for the selected annotation", Group::Annotate),
    ("Right click", "Everything that can be done with what is there", Group::Annotate),
    ("Tab, Shift and Tab", "In the text the next proposal; elsewhere the next control", Group::Go),
    ("Drag a statement onto another", "Merges the two", Group::Compare),
    ("Drag a wording onto another statement", "Moves it there", Group::Compare),
    ("Drag a wording out of its row", "Gives it a statement of its own", Group::Compare),
    ("Drag the head of a column", "Gives the outlet another place", Group::Compare),
    ("Ctrl, clicking statements", "Chooses several, to be merged", Group::Compare),
    ("Drop files", "Adds them as articles", Group::Project),
];

/// Whether a command's name, hint or key holds what is wanted, in small letters.
pub fn holds(entry: &Entry, wanted: &str) -> bool {
    let key = entry.key.map_or(String::new(), |k| bindings::words(&k));
    matches(&[entry.name, entry.hint, &key], wanted)
}

fn matches(words: &[&str], wanted: &str) -> bool {
    wanted.split_whitespace().all(|part| words.iter().any(|w| w.to_lowercase().contains(part)))
}

/// A line of the page: a key or a gesture, and what it does.
struct Line {
    key: String,
    is_key: bool,
    words: String,
}

fn lines(state: &State, group: Group, wanted: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(desk) = state.desk.as_ref().filter(|_| group == Group::Annotate) {
        for code in &desk.project().codebook().codes {
            let Some(key) = code.key.map(|k| k.to_string()) else { continue };
            let words = format!("Tag as {}", code.name.to_lowercase());
            if matches(&[&words, &key], wanted) {
                lines.push(Line { key, is_key: true, words });
            }
        }
    }
    for (gesture, words, _) in GESTURES.iter().filter(|(g, w, of)| *of == group && matches(&[g, w], wanted)) {
        lines.push(Line { key: (*gesture).into(), is_key: false, words: (*words).into() });
    }
    for entry in state.bindings.all().iter().map(|b| &b.entry) {
        let Some(key) = entry.key.filter(|_| Group::of(entry) == group && holds(entry, wanted)) else { continue };
        let words = entry.name.trim_end_matches('…').to_owned();
        lines.push(Line { key: bindings::words(&key), is_key: true, words });
    }
    lines
}

fn search_id() -> Id {
    Id::unique("help search")
}

/// Draws the page, if it is asked for.
pub fn show(ctx: &Context, state: &mut State, out: &mut Vec<Command>) {
    if !state.help {
        return;
    }
    let escape = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let room = widgets::room(ctx, vec2(900.0, 680.0));
    let mut search = ctx.data(|d| d.get_temp::<String>(search_id())).unwrap_or_default();
    let shown = widgets::page(ctx, "help").show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(room.x);
        ui.label(RichText::new("Keys and gestures").font(theme::serif_bold(20.0)));
        ui.add_space(4.0);
        let edit = TextEdit::singleline(&mut search)
            .hint_text(RichText::new("Search").color(p.soft))
            .desired_width(f32::INFINITY)
            .margin(vec2(9.0, 6.0));
        let edit = ui.add(edit).accessible_name("Search keys and gestures");
        if ui.memory(|m| m.focused().is_none()) {
            edit.request_focus();
        }
        ui.add_space(4.0);
        let wanted = search.trim().to_lowercase();
        let groups: Vec<(Group, Vec<Line>)> = Group::ALL.iter().map(|g| (*g, lines(state, *g, &wanted))).collect();
        let groups: Vec<_> = groups.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
        widgets::list(room.y - 140.0).show(ui, |ui| {
            if groups.is_empty() {
                widgets::soft(ui, "Nothing is called so.");
            } else if room.x >= 720.0 {
                columns(ui, &groups);
            } else {
                for (group, lines) in &groups {
                    part(ui, *group, lines);
                }
            }
        });
        ui.add_space(6.0);
        let mut close = false;
        ui.horizontal(|ui| {
            close = ui.button("Close").clicked();
            if ui.button("Change keys…").clicked() {
                out.push(Command::Settings(Action::Show(Page::Keys)));
            }
            if state.desk.is_some() && ui.button("Show the tour").clicked() {
                out.push(Command::Tour);
                close = true;
            }
        });
        close
    });
    if escape || shown.inner || shown.should_close() {
        state.help = false;
        search.clear();
    }
    ctx.data_mut(|d| d.insert_temp(search_id(), search));
}

/// The groups in two columns that are about as high as each other.
fn columns(ui: &mut Ui, groups: &[(Group, Vec<Line>)]) {
    let all: usize = groups.iter().map(|(_, lines)| lines.len() + 2).sum();
    let mut height = 0;
    let left = groups.iter().take_while(|(_, lines)| {
        let before = height;
        height += lines.len() + 2;
        before * 2 + lines.len() < all || before == 0
    });
    let (left, right) = groups.split_at(left.count());
    ui.columns_const(|[one, two]| {
        for (ui, groups) in [(one, left), (two, right)] {
            for (group, lines) in groups {
                part(ui, *group, lines);
            }
        }
    });
}

fn part(ui: &mut Ui, group: Group, lines: &[Line]) {
    let p = theme::palette(ui.style());
    ui.add_space(6.0);
    widgets::heading(ui, group.name());
    let width = ui.available_width();
    let first = (width * 0.36).clamp(110.0, 150.0);
    for line in lines {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(
                vec2(first, 20.0),
                eframe::egui::Layout::left_to_right(eframe::egui::Align::Min).with_main_wrap(true),
                |ui| {
                    ui.set_width(first);
                    if line.is_key {
                        widgets::key_cap(ui, &line.key);
                    } else {
                        ui.label(RichText::new(&line.key).color(p.soft));
                    }
                },
            );
            ui.add(eframe::egui::Label::new(RichText::new(&line.words).color(p.ink)).wrap());
        });
    }
}
