//! Finding, and tagging what was found.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Context, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use pressmark::desktop::command::Command;
use pressmark::desktop::find::Preview;
use pressmark::desktop::find::query::Query;
use pressmark::desktop::find::search::{MOST, Results, Search};
use pressmark::desktop::state::Desk;
use pressmark::model::{AnalystId, Annotation, AnnotationId, ArticleId, CodeId, Edit, Project, Provenance};
use uuid::Uuid;

use super::{Window, moment, project};

const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

const A: &str = "The talks lasted two hours. Putin left.\n“We haven’t got there,” Trump said.";
const B: &str = "Both talks failed.\nTalks go on, Putin said. Also read: talks in Riyadh.";

fn desk(w: &Window) -> &Desk {
    w.app().state.desk.as_ref().unwrap()
}

/// Lets the searches of the window come to their ends.
fn wait(w: &mut Window) {
    for _ in 0..400 {
        w.harness.run_steps(2);
        let find = &desk(w).find;
        if !find.is_running() && find.preview.as_ref().is_none_or(Preview::is_ready) {
            w.harness.run_steps(2);
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the search goes on for ever");
}

/// Asks for a search as a person does.
fn look(w: &mut Window, words: &str, everywhere: bool) {
    w.key(Key::F, if everywhere { CTRL_SHIFT } else { Modifiers::COMMAND });
    w.harness.get_by_role_and_label(Role::TextInput, "Find words").type_text(words);
    wait(w);
}

fn selected(w: &Window) -> String {
    let desk = desk(w);
    let span = desk.reader.chosen().expect("no words are selected");
    format!("{}: {}", desk.article.as_ref().unwrap(), desk.current().unwrap().text.words(span))
}

#[test]
fn ctrl_f_finds_in_this_article_and_enter_goes_from_place_to_place() {
    let mut w = Window::on(project(&[A, B]));
    look(&mut w, "PUTIN", false);
    w.harness.get_by_label("1 in this article");
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(selected(&w), "a: Putin");
    // The field keeps the focus; Escape goes back to the text, where a key tags.
    w.key(Key::Escape, Modifiers::NONE);
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: Putin"]);
}

#[test]
fn places_in_all_articles_are_gone_through_by_key_and_by_click() {
    let mut w = Window::on(project(&[A, B]));
    look(&mut w, "talks", true);
    w.harness.get_by_label("4 in 2 articles");
    let mut seen = Vec::new();
    for _ in 0..5 {
        w.key(Key::F3, Modifiers::NONE);
        seen.push(selected(&w));
    }
    assert_eq!(seen, ["a: talks", "b: talks", "b: Talks", "b: talks", "a: talks"]);
    w.key(Key::F3, Modifiers::SHIFT);
    assert_eq!(selected(&w), "b: talks");
    let row = "Talks go on, Putin said. Also read: talks in Riyadh.";
    w.harness.get_by_role_and_label(Role::Button, row).click();
    w.harness.run_steps(3);
    assert_eq!(selected(&w), "b: Talks");
    w.key(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(selected(&w), "b: talks", "from a row that has the focus, arrows go through the places");
    let places = w.place_of("talks in Riyadh");
    assert!(places[0].x > 232.0, "the place is shown in the reader");
}

#[test]
fn quotation_marks_and_case_make_no_difference_unless_asked_for() {
    let mut w = Window::on(project(&[A, B]));
    look(&mut w, "\"we haven't", true);
    w.harness.get_by_label("1 in 1 article");
    look(&mut w, "talks", true);
    w.harness.get_by_label("Match capital and small letters").click();
    wait(&mut w);
    w.harness.get_by_label("3 in 2 articles");
    w.harness.get_by_label("Regular expression").click();
    wait(&mut w);
    look(&mut w, "tal(ks", true);
    w.harness.get_by_label_contains("Character 4");
    look(&mut w, "[Tt]alks?", true);
    w.harness.get_by_label("4 in 2 articles");
}

#[test]
fn the_last_of_quickly_changing_wishes_is_answered() {
    let mut w = Window::on(project(&[A, B]));
    w.key(Key::F, CTRL_SHIFT);
    for word in ["t", "ta", "talks", "x", "Riyadh"] {
        w.harness.state_mut().as_mut().unwrap().state.desk.as_mut().unwrap().find.query.words = word.into();
        w.harness.run_steps(1);
    }
    wait(&mut w);
    let results = &desk(&w).find.results;
    assert_eq!((results.total, results.groups[0].article.id.as_str()), (1, "b"));
}

fn mark(project: &mut Project, article: &str, words: &[&str], code: &str, note: &str, number: u128) {
    let article = ArticleId::new(article).unwrap();
    let text = project.article(&article).unwrap().text.clone();
    let anchor = |words: &&str| {
        let start = text.as_str().find(words).unwrap();
        text.anchor(text.span(start..start + words.len()).unwrap())
    };
    let annotation = Annotation {
        id: AnnotationId(Uuid::from_u128(number)),
        code: CodeId::new(code).unwrap(),
        spans: words.iter().map(anchor).collect(),
        attributes: Default::default(),
        note: note.into(),
        provenance: Provenance::Hand,
        at: moment(),
    };
    let analyst = AnalystId::new("ana").unwrap();
    project.apply(&Edit::Annotate { article, analyst, annotation: Box::new(annotation) }).unwrap();
}

#[test]
fn annotations_are_found_by_words_and_notes_and_kept_out_by_code() {
    let mut project = project(&[A, B]);
    mark(&mut project, "a", &["Putin left"], "claim", "", 1);
    mark(&mut project, "b", &["talks failed"], "opinion", "compare Putin’s wording", 2);
    let mut w = Window::on(project);
    w.key(Key::F, CTRL_SHIFT);
    w.harness.get_by_role_and_label(Role::RadioButton, "Annotations").click();
    w.harness.run_steps(2);
    look(&mut w, "putin", true);
    w.harness.get_by_label("2 in 2 articles");
    w.key(Key::Enter, Modifiers::NONE);
    let place = desk(&w).selected.clone().unwrap();
    assert_eq!(place.annotation.0, Uuid::from_u128(1));
    w.harness.get_by_label("Opinion: talks failed, Note compare Putin’s wording").click();
    w.harness.run_steps(3);
    let place = desk(&w).selected.clone().unwrap();
    assert_eq!(place.annotation.0, Uuid::from_u128(2));
    w.harness.state_mut().as_mut().unwrap().ask(Command::Select(None));
    w.harness.get_by_label("Filters by code, attribute, outlet or analyst").click();
    w.harness.run_steps(3);
    w.harness.get_by_role_and_label(Role::Button, "Code").click();
    w.harness.run_steps(4);
    w.harness.get_all_by_role_and_label(Role::Button, "Opinion").last().unwrap().click();
    wait(&mut w);
    w.harness.get_by_label("1 in 1 article");
}

#[test]
fn all_results_are_tagged_at_once_but_for_those_without_a_tick_and_one_undo_takes_it_back() {
    let mut w = Window::on(project(&[A, B]));
    look(&mut w, "talks", true);
    w.harness.get_by_label("Tag all as…").click();
    w.harness.run_steps(4);
    w.harness.get_by_label("Tag 4 places in 2 articles as");
    w.harness.get_by_role_and_label(Role::CheckBox, "Both talks failed.").click();
    w.harness.run_steps(2);
    // A code's key chooses the code.
    w.frame(vec![eframe::egui::Event::Text("3".into())]);
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.annotations(), ["opinion: talks", "opinion: Talks", "opinion: talks"]);
    let said = w.app().state.notice.clone().unwrap().words;
    assert_eq!(said, "Tagged 3 places in 2 articles. Ctrl+Z takes it back.");
    w.key(Key::Escape, Modifiers::NONE);
    w.key(Key::Z, Modifiers::COMMAND);
    assert!(w.annotations().is_empty());
}

#[test]
fn every_occurrence_of_dragged_words_is_tagged_but_what_is_tagged_already() {
    let mut w = Window::on(project(&[A, B]));
    let [from, _, to] = w.place_of("talks");
    w.drag(from, to);
    w.key(Key::Num1, Modifiers::NONE);
    w.key(Key::Escape, Modifiers::NONE);
    w.drag(from, to);
    w.key(Key::L, CTRL_SHIFT);
    wait(&mut w);
    w.harness.get_by_label("Tag 3 places in 1 article as");
    w.harness.get_by_label_contains("tagged already");
    w.harness.get_by_label("Only with the same capitals and quotation marks").click();
    wait(&mut w);
    w.harness.get_by_label("Tag 2 places in 1 article as");
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: talks", "claim: talks", "claim: talks"]);
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.annotations(), ["claim: talks"]);
}

#[test]
fn an_annotation_is_the_pattern_for_its_occurrences_with_what_is_said_of_it() {
    let mut project = project(&[A, B]);
    mark(&mut project, "a", &["Putin"], "opinion", "", 1);
    mark(&mut project, "b", &["Both talks", "failed"], "claim", "", 2);
    let place = |number| project.find(AnnotationId(Uuid::from_u128(number))).unwrap().0;
    let (one, parts) = (place(1), place(2));
    let attribute = pressmark::model::AttributeId::new("polarity").unwrap();
    let value = Some("negative".into());
    project.apply(&Edit::SetAttribute { place: one.clone(), attribute, value }).unwrap();
    let mut w = Window::on(project);
    w.harness.state_mut().as_mut().unwrap().ask(Command::GoTo(one));
    w.harness.run_steps(3);
    w.key(Key::L, CTRL_SHIFT);
    wait(&mut w);
    w.harness.get_by_label("Each with negative");
    w.key(Key::Enter, Modifiers::NONE);
    let project = w.project();
    let made: Vec<_> = project
        .layers()
        .flat_map(|(article, _, l)| l.annotations().iter().map(move |a| (article.as_str().to_owned(), a.clone())))
        .filter(|(_, a)| a.code.as_str() == "opinion" && a.attribute("polarity") == Some("negative"))
        .map(|(article, a)| (article, a.start()))
        .collect();
    assert_eq!(made, [("a".to_owned(), A.find("Putin").unwrap()), ("b".to_owned(), B.find("Putin").unwrap())]);
    // One in several parts has no words that could stand elsewhere.
    w.harness.state_mut().as_mut().unwrap().ask(Command::GoTo(parts));
    w.harness.run_steps(3);
    w.key(Key::L, CTRL_SHIFT);
    assert!(desk(&w).find.preview.is_none());
    assert!(w.app().state.notice.as_ref().unwrap().words.contains("in several parts"));
}

#[test]
fn noise_is_left_out_unless_it_is_asked_for() {
    let mut project = project(&[A, B]);
    let id = ArticleId::new("b").unwrap();
    let text = project.article(&id).unwrap().text.clone();
    let start = B.find("Also read").unwrap();
    let noise = vec![text.anchor(text.span(start..B.len()).unwrap())];
    project.apply(&Edit::SetNoise { article: id, noise }).unwrap();
    let mut w = Window::on(project);
    let [from, _, to] = w.place_of("talks");
    w.drag(from, to);
    w.key(Key::L, CTRL_SHIFT);
    wait(&mut w);
    w.harness.get_by_label("1 in noise left out");
    w.harness.get_by_label("Tag 3 places in 2 articles as");
    w.harness.get_by_label("In noise too").click();
    w.harness.run_steps(3);
    w.harness.get_by_label("Tag 4 places in 2 articles as");
    w.key(Key::Escape, Modifiers::NONE);
    assert!(desk(&w).find.preview.is_none() && w.annotations().is_empty());
}

#[test]
fn there_is_an_end_to_how_much_is_found_and_it_is_told() {
    let project = Arc::new(project(&[&"a ".repeat(MOST + 10), "a"]));
    let query = Query { words: "a".into(), ..Query::default() };
    let search = Search::start(&Context::default(), project, query.clone(), query.pattern().unwrap());
    let mut results = Results::default();
    while !results.done {
        search.poll(&mut results);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!((results.total, results.capped, results.groups.len()), (MOST, true, 1));
    let (group, hit) = results.at(MOST - 1).unwrap();
    assert_eq!((group.article.id.as_str(), hit.bytes()), ("a", 2 * (MOST - 1)..2 * MOST - 1));
}
