//! Making and changing codes, attributes and names in the window.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use pressmark::desktop::codebook::{self, Action, Change, Tab, Way};
use pressmark::desktop::command::Command;
use pressmark::desktop::state::View;
use pressmark::model::{Code, CodeId, Codebook, Colour, Kind, Project, Values};
use pressmark::text::Ends;

use super::{Window, project};

const TEXT: &str = "The talks lasted around two and a half hours. Neither took questions.\n\
    “We haven’t quite got there, but we’ve made some headway,” Trump said.\n\
    They met in Anchorage.";

fn id(code: &str) -> CodeId {
    CodeId::new(code).unwrap()
}

impl Window {
    fn asks(&mut self, command: Command) {
        self.harness.state_mut().as_mut().unwrap().ask(command);
        self.harness.run_steps(4);
    }

    fn codebook(&mut self) -> &mut Self {
        self.asks(Command::Show(View::Codebook));
        self
    }

    fn act(&mut self, action: Action) {
        self.asks(Command::Codebook(action));
    }

    fn push(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.harness.run_steps(4);
    }

    fn radio(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::RadioButton, label).click();
        self.harness.run_steps(4);
    }

    /// Writes into a field that holds something already.
    fn write(&mut self, role: Role, label: &str, words: &str) {
        self.harness.get_by_role_and_label(role, label).click();
        self.harness.run_steps(2);
        self.key(Key::A, Modifiers::COMMAND);
        self.harness.get_by_role_and_label(role, label).type_text(words);
        self.harness.run_steps(2);
    }

    fn code(&self, code: &str) -> Code {
        self.project().codebook().code(&id(code)).unwrap().clone()
    }

    fn names(&self) -> Vec<String> {
        self.project().codebook().codes.iter().map(|c| c.name.clone()).collect()
    }

    fn undo(&mut self) {
        self.asks(Command::Undo);
    }

    fn said(&self) -> String {
        self.app().state.notice.as_ref().map(|n| n.words.clone()).unwrap_or_default()
    }

    /// Tags what the pointer is on when it points at words.
    fn tag(&mut self, words: &str, key: Key) {
        let [_, middle, _] = self.place_of(words);
        self.point(middle);
        self.key(key, Modifiers::NONE);
    }
}

/// One claim, one quote, one claim.
fn tagged() -> Window {
    let mut w = Window::on(project(&[TEXT]));
    w.tag("two and a half", Key::Num1);
    w.tag("quite got", Key::Num2);
    w.tag("Anchorage", Key::Num1);
    w
}

#[test]
fn a_code_is_made_by_mouse_and_gets_the_next_key() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook().push("New code…");
    w.harness.get_by_role_and_label(Role::TextInput, "Name of the code").type_text("Figure");
    w.harness.run_steps(3);
    w.radio("Kind of the code plain");
    w.push("Make code");
    let code = w.code("figure");
    assert_eq!((code.name.as_str(), code.kind, code.key), ("Figure", Kind::Plain, Some('4')));
    w.undo();
    assert_eq!(w.names(), ["Claim", "Quote", "Opinion"]);
}

#[test]
fn a_name_that_is_taken_is_said_and_makes_nothing() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook().push("New code…");
    w.harness.get_by_role_and_label(Role::TextInput, "Name of the code").type_text("CLAIM");
    w.key(Key::Enter, Modifiers::NONE);
    w.harness.get_by_label("There is a code “Claim” already.");
    w.key(Key::Escape, Modifiers::NONE);
    assert!(w.harness.query_by_label("Make code").is_none(), "Escape closes the question");
    assert_eq!(w.names().len(), 3);
}

#[test]
fn a_code_made_while_tagging_tags_the_selected_words() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, from, _] = w.place_of("around");
    let [_, to, _] = w.place_of("half");
    w.drag(from, to);
    w.key(Key::N, Modifiers::COMMAND | Modifiers::SHIFT);
    w.harness.get_by_label("Tag “around two and a half”");
    w.harness.get_by_role_and_label(Role::TextInput, "Name of the code").type_text("Duration");
    w.harness.run_steps(2);
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.annotations(), ["duration: around two and a half"]);
    assert_eq!(w.code("duration").key, Some('4'));
    w.tag("questions", Key::Num4);
    assert_eq!(w.annotations(), ["duration: around two and a half", "duration: Neither took questions"]);
}

#[test]
fn a_code_is_renamed_defined_and_gets_examples() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook();
    w.write(Role::TextInput, "Name", "Assertion");
    w.key(Key::Enter, Modifiers::NONE);
    w.write(Role::MultilineTextInput, "Definition", "What can be checked.");
    // Pressing a button first keeps what has been typed, and then does what the button says.
    w.radio("Kind plain");
    w.write(Role::MultilineTextInput, "Examples", "It lasted\n\n three hours ");
    w.key(Key::Escape, Modifiers::NONE);
    let code = w.code("claim");
    assert_eq!((code.name.as_str(), code.definition.as_str()), ("Assertion", "What can be checked."));
    assert_eq!((code.kind, code.examples), (Kind::Plain, vec!["It lasted".to_owned(), "three hours".into()]));
    for _ in 0..4 {
        w.undo();
    }
    assert_eq!(w.code("claim"), Codebook::standard().codes[0]);
}

#[test]
fn a_code_gets_a_colour_and_its_kinds_back() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook().radio("Colour Pine");
    assert_eq!(w.code("claim").colour, Some(Colour(0x4B, 0x73, 0x63)));
    w.radio("Colour as its kind");
    assert_eq!(w.code("claim").colour, None);
    w.undo();
    assert!(w.code("claim").colour.is_some());
}

#[test]
fn another_key_is_pressed_taken_or_swapped() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook().push("Press another key…");
    w.key(Key::Num7, Modifiers::NONE);
    assert_eq!(w.code("claim").key, Some('7'));
    w.key(Key::K, Modifiers::NONE);
    w.key(Key::M, Modifiers::NONE);
    assert_eq!(w.code("claim").key, Some('m'), "while a key is waited for, M merges nothing");
    w.key(Key::K, Modifiers::NONE);
    w.key(Key::Num2, Modifiers::NONE);
    assert_eq!(w.code("claim").key, Some('m'), "2 is the quote's");
    w.harness.get_by_label("2 is the key of “Quote”.");
    w.push("Swap keys");
    assert_eq!((w.code("claim").key, w.code("quote").key), (Some('2'), Some('m')));
    w.undo();
    assert_eq!((w.code("claim").key, w.code("quote").key), (Some('m'), Some('2')));
    w.push("No key");
    assert_eq!(w.code("claim").key, None);
}

#[test]
fn codes_are_moved_nested_and_moved_out_by_keys_alone() {
    let mut w = Window::on(project(&[TEXT]));
    w.key(Key::Num3, Modifiers::COMMAND);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowUp, Modifiers::ALT);
    assert_eq!(w.names(), ["Claim", "Opinion", "Quote"]);
    w.key(Key::ArrowRight, Modifiers::ALT);
    assert_eq!(w.code("opinion").parent, Some(id("claim")));
    w.key(Key::ArrowLeft, Modifiers::ALT);
    assert_eq!(w.code("opinion").parent, None);
    w.key(Key::ArrowDown, Modifiers::ALT);
    assert_eq!(w.names(), ["Claim", "Quote", "Opinion"]);
    w.undo();
    assert_eq!(w.names(), ["Claim", "Opinion", "Quote"]);
    w.key(Key::F2, Modifiers::NONE);
    w.harness.get_by_role_and_label(Role::TextInput, "Name").type_text("View");
    w.harness.run_steps(2);
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.code("opinion").name, "View", "F2 selects the whole name");
    w.key(Key::Delete, Modifiers::NONE);
    assert_eq!(w.names(), ["Claim", "Quote"]);
}

#[test]
fn a_code_cannot_come_under_itself() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook();
    w.act(Action::Change(id("quote"), Change::Parent(Some(id("claim")))));
    w.act(Action::Change(id("claim"), Change::Parent(Some(id("quote")))));
    assert_eq!(w.code("claim").parent, None);
    assert!(w.said().contains("cannot be above itself"), "{}", w.said());
}

#[test]
fn merging_takes_all_annotations_along_and_one_undo_takes_it_back() {
    let mut w = tagged();
    let before = w.project();
    w.act(Action::Change(id("opinion"), Change::Parent(Some(id("claim")))));
    w.codebook().push("Merge into…");
    w.push("To Quote");
    w.push("Merge");
    assert_eq!(
        w.annotations(),
        [
            "quote: The talks lasted around two and a half hours",
            "quote: We haven’t quite got there, but we’ve made some headway",
            "quote: They met in Anchorage"
        ]
    );
    assert_eq!(w.names(), ["Quote", "Opinion"]);
    assert_eq!(w.code("opinion").parent, Some(id("quote")), "what was under it follows");
    w.undo();
    w.undo();
    assert_eq!(*w.project(), *before);
}

#[test]
fn codes_are_merged_by_keys_alone() {
    let mut w = tagged();
    w.key(Key::Num3, Modifiers::COMMAND);
    w.key(Key::M, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.names(), ["Quote", "Opinion"]);
    assert_eq!(w.annotations()[2], "opinion: They met in Anchorage");
    assert!(w.said().starts_with("Merged with 2 annotations"), "{}", w.said());
}

#[test]
fn leaving_the_view_puts_the_question_away() {
    let mut w = tagged();
    w.codebook().key(Key::K, Modifiers::NONE);
    w.key(Key::Num1, Modifiers::COMMAND);
    w.tag("questions", Key::Num3);
    assert_eq!(w.code("claim").key, Some('1'));
    assert!(w.annotations().contains(&"opinion: Neither took questions".to_owned()), "keys tag again");
}

#[test]
fn merging_into_a_code_below_leaves_no_knot() {
    let mut w = tagged();
    w.act(Action::Change(id("quote"), Change::Parent(Some(id("claim")))));
    w.act(Action::Change(id("opinion"), Change::Parent(Some(id("quote")))));
    w.act(Action::MergeInto(id("claim"), id("opinion")));
    assert_eq!(w.names(), ["Quote", "Opinion"]);
    assert_eq!((w.code("quote").parent, w.code("opinion").parent), (None, Some(id("quote"))));
}

#[test]
fn splitting_gives_the_chosen_annotations_a_new_code() {
    let mut w = tagged();
    w.codebook().key(Key::S, Modifiers::NONE);
    w.harness.get_by_label("2 shown of 2, 0 chosen");
    w.harness.get_by_role_and_label(Role::TextInput, "Words in the annotations").click();
    w.harness.run_steps(2);
    w.harness.get_by_role_and_label(Role::TextInput, "Words in the annotations").type_text("ANCHORAGE");
    w.harness.run_steps(3);
    w.push("Choose all shown");
    w.harness.get_by_label("1 shown of 2, 1 chosen");
    w.harness.get_by_role_and_label(Role::TextInput, "Name of the new code").click();
    w.harness.run_steps(2);
    w.harness.get_by_role_and_label(Role::TextInput, "Name of the new code").type_text("Place");
    w.harness.run_steps(3);
    w.push("Split");
    assert_eq!(w.names(), ["Claim", "Place", "Quote", "Opinion"]);
    assert_eq!(w.code("place").kind, Kind::Claim);
    assert_eq!(w.annotations()[2], "place: They met in Anchorage");
    assert_eq!(w.annotations()[0], "claim: The talks lasted around two and a half hours");
    w.undo();
    assert_eq!(w.names(), ["Claim", "Quote", "Opinion"]);
    assert_eq!(w.annotations()[2], "claim: They met in Anchorage");
}

#[test]
fn a_code_that_marks_something_is_deleted_only_with_another_taking_over() {
    let mut w = tagged();
    w.codebook().push("Delete…");
    assert_eq!(w.names().len(), 3, "it is asked first");
    w.harness.get_by_label("It marks 2 annotations. Which code takes over?");
    w.push("To Opinion");
    w.push("Recode and delete");
    assert_eq!(w.names(), ["Quote", "Opinion"]);
    assert_eq!(w.annotations()[0], "opinion: The talks lasted around two and a half hours");
    w.undo();
    assert_eq!(w.names(), ["Claim", "Quote", "Opinion"]);
}

#[test]
fn an_attribute_is_made_and_its_values_become_a_list() {
    let mut w = tagged();
    w.codebook().act(Action::NewAttribute);
    w.harness.get_by_role_and_label(Role::TextInput, "Name").type_text("Tone");
    w.harness.run_steps(2);
    w.key(Key::Enter, Modifiers::NONE);
    let attribute = |w: &Window| w.project().codebook().attributes.last().unwrap().clone();
    assert_eq!(attribute(&w).name, "Tone");
    w.radio("Holds one of a list");
    w.write(Role::MultilineTextInput, "List, one value a line", "calm\nsharp\ncalm");
    w.harness.get_by_role_and_label(Role::CheckBox, "Quote").click();
    w.harness.run_steps(4);
    assert_eq!(attribute(&w).values, Values::Choice(vec!["calm".into(), "sharp".into()]));
    assert_eq!(attribute(&w).kinds, [Kind::Claim, Kind::Quote]);
    w.push("Delete");
    assert_eq!(w.project().codebook().attributes, Codebook::standard().attributes);
}

#[test]
fn the_rule_for_ends_is_chosen_between_two_examples() {
    let mut w = Window::on(project(&[TEXT]));
    w.codebook().act(Action::Show(Tab::Rules));
    w.push("Words and marks");
    assert_eq!(w.project().codebook().ends, Ends::Marks);
    w.push("The words alone");
    assert_eq!(w.project().codebook().ends, Ends::Words);
}

fn taken_over(w: &mut Window, words: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    std::fs::write(&path, words).unwrap();
    let incoming = codebook::read(&path).unwrap();
    w.harness.state_mut().as_mut().unwrap().state.desk.as_mut().unwrap().editor.offer(incoming);
    w.harness.run_steps(3);
}

#[test]
fn an_exported_codebook_makes_another_projects_codebook_the_same() {
    let mut first = tagged();
    first.act(Action::Change(id("quote"), Change::Parent(Some(id("opinion")))));
    first.act(Action::Change(id("claim"), Change::Key(None)));
    first.act(Action::Change(id("opinion"), Change::Key(Some('1'))));
    first.act(Action::Change(id("claim"), Change::Key(Some('3'))));
    first.act(Action::Change(id("claim"), Change::Name("Quotation".into())));
    first.act(Action::Change(id("quote"), Change::Name("Claim".into())));
    first.act(Action::NewAttribute);
    first.act(Action::Ends(Ends::Marks));
    let words = codebook::words(first.project().codebook()).unwrap();

    let mut second = tagged();
    let before = second.project();
    taken_over(&mut second, &words);
    second.harness.get_by_label("Codebook from “book.ron”");
    second.harness.get_by_label("Attribute “New attribute”");
    second.push("Take over");
    assert_eq!(second.project().codebook(), first.project().codebook());
    second.undo();
    assert_eq!(*second.project(), *before, "one undo");
    second.asks(Command::Redo);
    taken_over(&mut second, &words);
    second.harness.get_by_label("Everything in it is here already.");
}

#[test]
fn codes_come_in_by_name_and_lose_what_is_taken() {
    let mut w = tagged();
    let words = "(codes: [\
        (id: \"c1\", name: \"CLAIM\", kind: Claim, definition: \"Checkable\", key: Some('9')),\
        (id: \"c2\", name: \"Source\", kind: Plain, key: Some('2'), parent: Some(\"c1\")),\
        (id: \"c3\", name: \"Orphan\", kind: Plain, parent: Some(\"nowhere\")),\
        (id: \"c4\", name: \"Knot\", kind: Plain, parent: Some(\"c4\")),\
        ], attributes: [(id: \"speaker\", name: \"Speaker\", kinds: [Quote], values: Choice([\"Ana\"]))])";
    w.asks(Command::SetAttribute(place_of_quote(&w), attribute("speaker"), "Trump".into()));
    taken_over(&mut w, words);
    w.push("Take over");
    assert_eq!(w.names(), ["CLAIM", "Quote", "Opinion", "Source", "Orphan", "Knot"]);
    let claim = w.code("claim");
    assert_eq!((claim.key, claim.definition.as_str()), (Some('9'), "Checkable"));
    let source = w.code("c2");
    assert_eq!((source.key, source.parent), (None, Some(id("claim"))), "2 is the quote's key");
    assert_eq!((w.code("c3").parent, w.code("c4").parent), (None, None));
    let speaker = w.project().codebook().attribute(&attribute("speaker")).unwrap().values.clone();
    assert_eq!(speaker, Values::Choice(vec!["Ana".into(), "Trump".into()]), "values in use stay possible");
    assert!(!w.annotations().is_empty());
}

fn attribute(name: &str) -> pressmark::model::AttributeId {
    pressmark::model::AttributeId::new(name).unwrap()
}

fn place_of_quote(w: &Window) -> pressmark::model::Place {
    let project = w.project();
    let (article, analyst, layer) = project.layers().next().unwrap();
    let quote = layer.annotations().iter().find(|a| a.code == id("quote")).unwrap();
    pressmark::model::Place { article: article.clone(), analyst: analyst.clone(), annotation: quote.id }
}

/// A project whose quotes have these speakers, a paragraph each.
fn spoken(speakers: &[&str]) -> Window {
    let text: Vec<String> = (0..speakers.len()).map(|i| format!("“Words number {i} of them,” it was said.")).collect();
    let mut w = Window::on(project(&[&text.join("\n")]));
    for (i, speaker) in speakers.iter().enumerate() {
        w.tag(&format!("number {i}"), Key::Num2);
        let place = w.app().state.desk.as_ref().unwrap().selected.clone().unwrap();
        w.asks(Command::SetAttribute(place, attribute("speaker"), (*speaker).into()));
    }
    w
}

fn speakers(project: &Project) -> Vec<String> {
    let all = project.layers().flat_map(|(_, _, l)| l.annotations());
    all.filter_map(|a| a.attribute("speaker").map(str::to_owned)).collect()
}

#[test]
fn spellings_are_proposed_joined_written_and_taken_apart() {
    let mut w = spoken(&["Zelensky", "Zelenskiy", "Zelensky", "Putin"]);
    w.codebook().act(Action::Show(Tab::Names));
    w.push("Same person: Zelensky and Zelenskiy");
    assert_eq!(w.project().names()["Zelensky"], ["Zelenskiy"]);
    assert!(w.harness.query_by_label("Same person: Zelensky and Zelenskiy").is_none());
    w.push("Write main names everywhere");
    assert_eq!(speakers(&w.project()), ["Zelensky", "Zelensky", "Zelensky", "Putin"]);
    w.undo();
    assert_eq!(speakers(&w.project()), ["Zelensky", "Zelenskiy", "Zelensky", "Putin"]);
    w.push("Make Zelenskiy the main name");
    assert_eq!(w.project().names()["Zelenskiy"], ["Zelensky"]);
    w.push("Take Zelensky apart");
    assert!(w.project().names().is_empty());
    w.push("Two names: Zelensky and Zelenskiy");
    assert!(w.harness.query_by_label("Same person: Zelensky and Zelenskiy").is_none());
}

#[test]
fn a_name_is_dragged_onto_the_one_it_means() {
    let mut w = spoken(&["Putin", "The president"]);
    w.codebook().act(Action::Show(Tab::Names));
    let middle = |w: &Window, label: &str| w.harness.get_by_label(label).rect().center();
    let from = middle(&w, "The president, written once");
    let to = middle(&w, "Putin, written once");
    w.drag(from, to);
    w.harness.run_steps(3);
    assert_eq!(w.project().names()["Putin"], ["The president"]);
}

#[test]
fn two_thousand_codes_scroll_and_only_those_in_view_are_drawn() {
    let mut book = Codebook::standard();
    let code =
        |i: usize| Code { id: id(&format!("c{i}")), name: format!("Code {i:04}"), key: None, ..book.codes[0].clone() };
    let more: Vec<Code> = (0..2000).map(code).collect();
    book.codes.extend(more);
    let mut w = Window::on(project(&[TEXT]));
    taken_over(&mut w, &codebook::words(&book).unwrap());
    w.act(Action::TakeIn);
    assert_eq!(w.names().len(), 2003);
    w.codebook().act(Action::Choose(id("c1999")));
    let row = |n: &str| format!("Code {n}, claim, 0 annotations");
    w.harness.get_by_label(&row("1999"));
    assert!(w.harness.query_by_label(&row("0000")).is_none());
    w.act(Action::Move(Way::Up));
    assert_eq!(w.names()[2001], "Code 1999");
}

#[test]
fn keys_of_many_codes_do_not_run_over_the_status_line() {
    let mut book = Codebook::standard();
    let code = |key: char| Code {
        id: id(&format!("c{key}")),
        name: format!("A code with a long name {key}"),
        key: Some(key),
        ..book.codes[0].clone()
    };
    let more: Vec<Code> = ('a'..='z').map(code).collect();
    book.codes.extend(more);
    let mut w = Window::on(project(&[TEXT]));
    taken_over(&mut w, &codebook::words(&book).unwrap());
    w.act(Action::TakeIn);
    w.harness.run_steps(3);
    w.harness.get_by_label("…");
    assert!(w.harness.query_by_label_contains("a code with a long name z").is_none());
    let first = w.harness.get_by_label("Tag as claim (1)").rect();
    assert!(first.right() < 640.0 && first.top() > 700.0, "{first:?}");
}
