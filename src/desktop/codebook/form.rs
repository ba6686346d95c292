//! The chosen code, on the right: everything about it.

use eframe::egui::{self, CornerRadius, Event, Id, Key, Popup, RichText, Stroke, StrokeKind, Ui, vec2};

use super::pick::Pick;
use super::{Action, Change, Way, edits, pick};
use crate::desktop::choice::{self, Choice};
use crate::desktop::command::{Command, table};
use crate::desktop::state::Desk;
use crate::desktop::widgets::{self, FieldStyle, field};
use crate::desktop::{inspector, theme};
use crate::model::{Code, CodeId, Codebook, Colour, Kind};

/// The kinds, with what they mean.
pub const KINDS: [Choice<'static, Kind>; 4] = [
    Choice { value: Kind::Claim, word: "claim", hint: "A checkable statement; compared across articles" },
    Choice { value: Kind::Quote, word: "quote", hint: "Somebody’s words; compared across articles" },
    Choice { value: Kind::Opinion, word: "opinion", hint: "A valuation; counted for each outlet, not compared" },
    Choice { value: Kind::Plain, word: "plain", hint: "Coded, and nothing more" },
];

/// Draws the form.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let codebook = desk.project().codebook().clone();
    let Some(code) = desk.editor.chosen.as_ref().and_then(|id| codebook.code(id)).cloned() else {
        widgets::soft(ui, "Choose a code on the left, or make one with Ctrl+Shift+N.");
        return;
    };
    if desk.editor.listening {
        listen(ui, &code.id, out);
    }
    egui::ScrollArea::vertical().id_salt("form of a code").auto_shrink(false).show(ui, |ui| {
        let id = |what: &str| Id::unique(("code", what, code.id.as_str()));
        if std::mem::take(&mut desk.editor.focus_name) {
            inspector::caret_into(ui, id("name"), &code.name);
        }
        let whose = code.id.clone();
        let style = |label, hint, rows| FieldStyle { label, hint, rows, names: &[] };
        field(ui, id("name"), &code.name, style("Name", "", 1), out, move |words| change(&whose, Change::Name(words)));
        ui.add_space(8.0);

        widgets::soft(ui, "Kind");
        if let Some(Some(kind)) = choice::words(ui, id("kind"), "Kind", &KINDS, Some(&code.kind), false) {
            out.push(change(&code.id, Change::Kind(kind)));
        }
        let meaning = KINDS.iter().find(|k| k.value == code.kind).map_or("", |k| k.hint);
        widgets::soft(ui, meaning);
        ui.add_space(8.0);

        widgets::soft(ui, "Colour");
        colours(ui, id("colour"), &code, out);
        ui.add_space(8.0);

        widgets::soft(ui, "Key");
        key(ui, desk, &codebook, &code, out);
        ui.add_space(8.0);

        widgets::soft(ui, "Nested under");
        nesting(ui, &codebook, &code, out);
        ui.add_space(8.0);

        let whose = code.id.clone();
        let hint = "When to use it, and when not";
        field(ui, id("definition"), &code.definition, style("Definition", hint, 3), out, move |words| {
            change(&whose, Change::Definition(words))
        });
        ui.add_space(8.0);
        let whose = code.id.clone();
        let hint = "One a line: words that belong, or that do not";
        field(ui, id("examples"), &code.examples.join("\n"), style("Examples", hint, 3), out, move |words| {
            let lines = words.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
            change(&whose, Change::Examples(lines))
        });
        ui.add_space(14.0);
        deeds(ui, out);
    });
}

fn change(id: &CodeId, change: Change) -> Command {
    Command::Codebook(Action::Change(id.clone(), change))
}

/// What else can be done with the code.
fn deeds(ui: &mut Ui, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let mut deed = |ui: &mut Ui, words: &str, hint: &str, action: Action| {
            if ui.button(words).on_hover_text(hint).clicked() {
                out.push(Command::Codebook(action));
            }
        };
        deed(ui, "Move up", "Alt+↑", Action::Move(Way::Up));
        deed(ui, "Move down", "Alt+↓", Action::Move(Way::Down));
        deed(ui, "Merge into…", "All its annotations get another code (M)", Action::Merge);
        deed(ui, "Split…", "Some of its annotations get another code (S)", Action::Split);
        deed(ui, "Delete…", "If it marks something, another code takes over (Delete)", Action::Delete);
    });
}

/// The colours that there are, the kind's own first.
fn colours(ui: &mut Ui, id: Id, code: &Code, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let mut options = vec![Choice { value: None, word: "as its kind", hint: "The colour of its kind" }];
    let named = theme::COLOURS.iter().map(|(name, colour)| Choice { value: Some(*colour), word: name, hint: name });
    options.extend(named);
    if code.colour.is_some_and(|c| !theme::COLOURS.iter().any(|(_, known)| *known == c)) {
        options.push(Choice { value: code.colour, word: "its own", hint: "A colour that came with a file" });
    }
    let look = |colour: Option<Colour>| p.code(&Code { colour, ..code.clone() });
    let picked = choice::group(
        ui,
        id,
        "Colour",
        &options,
        Some(&code.colour),
        false,
        |_, _| vec2(30.0, 24.0),
        |ui, i, rect, chosen, hovered| {
            let mark = look(options.get(i).and_then(|o| o.value));
            let edge = if chosen {
                p.ink
            } else if hovered {
                p.soft
            } else {
                p.line
            };
            ui.painter().rect(rect, CornerRadius::same(6), mark.fill, Stroke::new(1.0, edge), StrokeKind::Inside);
            let line = [rect.left_bottom() + vec2(6.0, -6.0), rect.right_bottom() + vec2(-6.0, -6.0)];
            widgets::underline(ui.painter(), line, &mark);
            let font = theme::sans_bold(10.5);
            let at = rect.center() - vec2(0.0, 2.0);
            let align = egui::Align2::CENTER_CENTER;
            widgets::line(ui, at, align, &mark.letter.to_string(), font, mark.stroke, 20.0);
        },
    );
    if let Some(Some(colour)) = picked {
        out.push(change(&code.id, Change::Colour(colour)));
    }
    let name = theme::COLOURS.iter().find(|(_, c)| Some(*c) == code.colour).map(|(name, _)| *name);
    widgets::soft(ui, name.unwrap_or(if code.colour.is_some() { "A colour of its own" } else { "As its kind" }));
}

/// The key, and how to get another one.
fn key(ui: &mut Ui, desk: &Desk, codebook: &Codebook, code: &Code, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.horizontal(|ui| {
        match code.key {
            Some(key) => {
                widgets::key_cap(ui, &key.to_string());
            }
            None => {
                widgets::soft(ui, "None");
            }
        }
        let listening = desk.editor.listening;
        let words = if listening { "Press a number or a letter…" } else { "Press another key…" };
        let button = ui.add(egui::Button::new(words).selected(listening));
        if button.on_hover_text("Then the key that shall tag with this code (K)").clicked() {
            out.push(Command::Codebook(Action::Listen(!listening)));
        }
        if code.key.is_some() && ui.button("No key").clicked() {
            out.push(change(&code.id, Change::Key(None)));
        }
    });
    if let Some((_, wanted)) = desk.editor.conflict.as_ref().filter(|(id, _)| *id == code.id) {
        let other = codebook.code_by_key(*wanted).map_or("", |c| c.name.as_str());
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("{wanted} is the key of “{other}”.")).color(p.bad));
            if ui.button("Swap keys").clicked() {
                out.push(Command::Codebook(Action::Swap(code.id.clone(), *wanted)));
            }
            if ui.button("Leave it").clicked() {
                out.push(Command::Codebook(Action::Listen(false)));
            }
        });
    }
    if let Some(words) = code.key.and_then(command_of) {
        widgets::soft(ui, format!("This key also means “{words}”: while reading, the code comes first."));
    }
}

/// The name of the command that a plain key means while reading.
pub fn command_of(key: char) -> Option<&'static str> {
    let name = key.to_uppercase().to_string();
    let plain = |e: &crate::desktop::command::Entry| {
        e.key.is_some_and(|k| k.modifiers.is_none() && k.logical_key.name() == name) && e.needs.while_reading()
    };
    table().into_iter().find(plain).map(|e| e.name)
}

/// Takes the key that is waited for. Escape is a command of its own.
fn listen(ui: &Ui, id: &CodeId, out: &mut Vec<Command>) {
    let pressed = ui.input_mut(|i| {
        let at =
            i.events.iter().position(|e| matches!(e, Event::Key { key, pressed: true, .. } if *key != Key::Escape))?;
        let Event::Key { key, modifiers, .. } = i.events.remove(at) else { return None };
        Some((key, modifiers))
    });
    let Some((key, modifiers)) = pressed else { return };
    if modifiers.command || modifiers.alt {
        return;
    }
    if matches!(key, Key::Delete | Key::Backspace) {
        out.push(change(id, Change::Key(None)));
        return;
    }
    let name = key.name();
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphanumeric()
    {
        out.push(change(id, Change::Key(Some(letter.to_ascii_lowercase()))));
    }
}

/// The code above, and choosing another one.
fn nesting(ui: &mut Ui, codebook: &Codebook, code: &Code, out: &mut Vec<Command>) {
    let above = code.parent.as_ref().and_then(|p| codebook.code(p));
    ui.horizontal(|ui| {
        let words = above.map_or("Nothing", |c| c.name.as_str());
        let button = ui.button(format!("{words}  …"));
        let name = format!("Nested under {words}");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        let kept = Id::unique(("nest", code.id.as_str()));
        let mut chosen = None;
        Popup::menu(&button).id(kept.with("menu")).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(
            |ui| {
                ui.set_width(280.0);
                let mut pick = ui.data(|d| d.get_temp::<Pick>(kept)).unwrap_or_default();
                let mut without = edits::below(codebook, &code.id);
                without.insert(code.id.clone());
                if pick::show(ui, &mut pick, codebook, &without, 260.0) != pick::Done::Nothing {
                    chosen = pick.chosen.clone();
                    pick = Pick::default();
                    ui.close();
                }
                ui.data_mut(|d| d.insert_temp(kept, pick));
            },
        );
        if let Some(parent) = chosen {
            out.push(change(&code.id, Change::Parent(Some(parent))));
        }
        if ui.add_enabled(above.is_some(), egui::Button::new("Move out")).on_hover_text("Alt+←").clicked() {
            out.push(Command::Codebook(Action::Move(Way::Out)));
        }
        if ui.button("Nest").on_hover_text("Under the one before it in the list (Alt+→)").clicked() {
            out.push(Command::Codebook(Action::Move(Way::In)));
        }
    });
}
