//! Saying more of an annotation: by keys alone, with names that are completed and told apart.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use pressmark::desktop::command::Command;
use pressmark::model::{Annotation, AttributeId, Edit};

use super::{Window, project};

const TEXT: &str = "“We haven’t quite got there,” the first said.\n\
    “We will get there in the end,” the second said.";

fn quotes() -> Window {
    let mut w = Window::on(project(&[TEXT]));
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::Num2, Modifiers::NONE);
    w
}

fn asks(w: &mut Window, command: Command) {
    w.harness.state_mut().as_mut().unwrap().ask(command);
    w.harness.run_steps(4);
}

fn types(w: &mut Window, label: &str, words: &str) {
    w.harness.get_by_role_and_label(Role::TextInput, label).type_text(words);
    w.harness.run_steps(3);
}

fn annotation(w: &Window, at: usize) -> Annotation {
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    (*layer.annotations()[at]).clone()
}

fn value(w: &Window, at: usize, attribute: &str) -> Option<String> {
    annotation(w, at).attribute(attribute).map(str::to_owned)
}

fn has_focus(w: &Window, role: Role, label: &str) -> bool {
    w.harness.get_by_role_and_label(role, label).is_focused()
}

#[test]
fn the_whole_of_a_quote_is_said_by_keys_alone() {
    let mut w = quotes();
    asks(&mut w, Command::EditAttributes);
    types(&mut w, "Speaker", "Trump");
    w.key(Key::Tab, Modifiers::NONE);
    types(&mut w, "Cue", "said");
    w.key(Key::Tab, Modifiers::NONE);
    assert!(has_focus(&w, Role::RadioGroup, "Form"), "a row of choices is one stop");
    w.harness.get_by_role_and_label(Role::RadioGroup, "Form").type_text("p");
    w.harness.run_steps(3);
    assert_eq!(value(&w, 0, "form").as_deref(), Some("partial"));
    w.key(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(value(&w, 0, "form").as_deref(), Some("indirect"));
    w.key(Key::Backspace, Modifiers::NONE);
    assert_eq!(value(&w, 0, "form"), None);
    w.key(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(value(&w, 0, "form").as_deref(), Some("direct"));
    w.key(Key::Tab, Modifiers::SHIFT);
    assert!(has_focus(&w, Role::TextInput, "Cue"));
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(value(&w, 0, "speaker").as_deref(), Some("Trump"));
    assert_eq!(value(&w, 0, "cue").as_deref(), Some("said"));
    assert_eq!(w.annotations().len(), 1, "what was typed has tagged nothing");
    // The keys are the text's again.
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::Num3, Modifiers::NONE);
    assert_eq!(w.annotations().len(), 2);
}

#[test]
fn enter_keeps_what_is_there_and_typing_replaces_all_of_it() {
    let mut w = quotes();
    let place = w.app().state.desk.as_ref().unwrap().selected.clone().unwrap();
    let speaker = AttributeId::new("speaker").unwrap();
    asks(&mut w, Command::SetAttribute(place, speaker, "Donald Trump".into()));
    asks(&mut w, Command::EditAttributes);
    assert!(has_focus(&w, Role::TextInput, "Speaker"));
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(value(&w, 0, "speaker").as_deref(), Some("Donald Trump"));
    asks(&mut w, Command::EditAttributes);
    types(&mut w, "Speaker", "Putin");
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(value(&w, 0, "speaker").as_deref(), Some("Putin"));
}

#[test]
fn enter_does_not_put_a_longer_name_in_place_of_a_whole_one() {
    let mut w = quotes();
    let names = Edit::SetAliases { name: "Trump Jr".into(), aliases: vec!["Don Jr".into()] };
    asks(&mut w, Command::Edit("Names".into(), names));
    let names = Edit::SetAliases { name: "Trump".into(), aliases: vec!["DJT".into()] };
    asks(&mut w, Command::Edit("Names".into(), names));
    asks(&mut w, Command::EditAttributes);
    types(&mut w, "Speaker", "trump");
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(value(&w, 0, "speaker").as_deref(), Some("trump"));
}

#[test]
fn another_spelling_offers_the_main_name() {
    let mut w = quotes();
    let names = Edit::SetAliases { name: "Zelensky".into(), aliases: vec!["Zelenskiy".into(), "Ze".into()] };
    asks(&mut w, Command::Edit("Names".into(), names));
    asks(&mut w, Command::EditAttributes);
    types(&mut w, "Speaker", "zelenski");
    w.harness.get_by_label("Zelensky (also Zelenskiy)");
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(value(&w, 0, "speaker").as_deref(), Some("Zelensky"));
}

#[test]
fn a_name_that_looks_like_another_is_said_and_made_one_with_it() {
    let mut w = quotes();
    asks(&mut w, Command::EditAttributes);
    types(&mut w, "Speaker", "Zelensky");
    w.key(Key::Enter, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::Num2, Modifiers::NONE);
    asks(&mut w, Command::EditAttributes);
    types(&mut w, "Speaker", "Zelenskyy");
    w.key(Key::Enter, Modifiers::NONE);
    w.harness.run_steps(3);
    w.harness.get_by_label("“Zelensky” is spelled like it");
    w.harness.get_by_label("Same person").click();
    w.harness.run_steps(4);
    assert_eq!(w.project().names()["Zelensky"], ["Zelenskyy"]);
    w.harness.get_by_label("Another spelling of “Zelensky”");
    w.harness.get_by_label("Write “Zelensky”").click();
    w.harness.run_steps(4);
    assert_eq!(value(&w, 1, "speaker").as_deref(), Some("Zelensky"));
}

#[test]
fn the_definition_stands_by_and_folds_away() {
    let mut w = quotes();
    let words = "Somebody's words, inside quotation marks or reported.";
    w.harness.get_by_label(words);
    w.harness.get_by_label("Hide definition").click();
    w.harness.run_steps(4);
    assert!(w.harness.query_by_label(words).is_none());
    w.harness.get_by_label("Show definition").click();
    w.harness.run_steps(4);
    w.harness.get_by_label(words);
}
