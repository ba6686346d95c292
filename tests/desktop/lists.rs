//! The lists on the left: what they show, in which order, and what can be done from them.

use chrono::Duration;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pressmark::model::{
    AnalystId, Annotation, AnnotationId, ArticleId, CodeId, Edit, Field, Progress, Project, Provenance,
};
use uuid::Uuid;

use super::{Window, moment, project};

const TEXTS: [&str; 3] = ["One sentence. And two.", "Three came.", "Four left. Five stayed."];

fn id(article: &str) -> ArticleId {
    ArticleId::new(article).unwrap()
}

fn read(project: &mut Project, article: &str, progress: Progress) {
    let analyst = AnalystId::new("ana").unwrap();
    project.apply(&Edit::SetProgress { article: id(article), analyst, progress }).unwrap();
}

fn outlet(project: &mut Project, article: &str, value: &str) {
    project.apply(&Edit::SetField { article: id(article), field: Field::Outlet, value: value.into() }).unwrap();
}

fn mark(project: &mut Project, article: &str, words: &str, code: &str, number: u128) {
    let text = project.article(&id(article)).unwrap().text.clone();
    let start = text.as_str().find(words).unwrap();
    let annotation = Annotation {
        id: AnnotationId(Uuid::from_u128(number)),
        code: CodeId::new(code).unwrap(),
        spans: vec![text.anchor(text.span(start..start + words.len()).unwrap())],
        attributes: Default::default(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: moment() + Duration::seconds(number as i64),
    };
    let analyst = AnalystId::new("ana").unwrap();
    project.apply(&Edit::Annotate { article: id(article), analyst, annotation: Box::new(annotation) }).unwrap();
}

fn current(w: &Window) -> String {
    w.app().state.desk.as_ref().unwrap().article.as_ref().unwrap().to_string()
}

/// The rows of a list from top to bottom, as assistive technology is told of them.
fn rows(w: &Window, part: &str) -> Vec<String> {
    let mut rows: Vec<(i32, String)> = w
        .harness
        .get_all_by_role(Role::Button)
        .filter(|n| n.accesskit_node().label().is_some_and(|l| l.contains(part)))
        .map(|n| (n.rect().top() as i32, n.accesskit_node().label().unwrap()))
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, name)| name).collect()
}

fn choose(w: &mut Window, menu: &str, line: &str) {
    w.harness.get_by_role_and_label(Role::Button, menu).click();
    w.harness.run_steps(4);
    w.harness.get_all_by_role_and_label(Role::Button, line).last().unwrap().click();
    w.harness.run_steps(4);
}

#[test]
fn u_goes_to_the_next_article_that_is_not_read_to_the_end_and_round() {
    let mut project = project(&TEXTS);
    read(&mut project, "b", Progress::Done);
    let mut w = Window::on(project);
    w.harness.get_by_label("1 of 3 read to the end");
    let mut seen = Vec::new();
    for modifiers in [Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT] {
        w.key(Key::U, modifiers);
        seen.push(current(&w));
    }
    assert_eq!(seen, ["c", "a", "c"]);
    w.key(Key::Enter, Modifiers::COMMAND);
    w.key(Key::Enter, Modifiers::COMMAND);
    w.harness.get_by_label("3 of 3 read to the end");
    w.key(Key::U, Modifiers::NONE);
    assert_eq!(w.app().state.notice.as_ref().unwrap().words, "All articles are read to the end.");
}

#[test]
fn the_list_is_sorted_and_narrowed_and_the_keys_walk_what_it_shows() {
    let mut project = project(&TEXTS);
    for (article, name) in [("a", "Post"), ("b", "Álamo News"), ("c", "Herald")] {
        outlet(&mut project, article, name);
    }
    read(&mut project, "a", Progress::Reading);
    mark(&mut project, "c", "Four left", "claim", 1);
    let mut w = Window::on(project);
    let names = |w: &Window| rows(w, "annotations, ");
    assert_eq!(
        names(&w),
        ["Post, 0 annotations, reading", "Álamo News, 0 annotations, unread", "Herald, 1 annotations, unread"]
    );
    choose(&mut w, "Sort articles", "Most annotations");
    assert_eq!(names(&w)[0], "Herald, 1 annotations, unread");
    choose(&mut w, "Sort articles", "Outlet");
    let mut seen = vec![];
    for _ in 0..2 {
        w.key(Key::ArrowUp, Modifiers::COMMAND);
        seen.push(current(&w));
    }
    assert_eq!(names(&w)[0], "Herald, 1 annotations, unread");
    assert_eq!(seen, ["c", "c"], "Herald stands before Post");
    choose(&mut w, "Which articles are shown", "Unread");
    assert_eq!(names(&w).len(), 2);
    choose(&mut w, "Which articles are shown", "Without annotations");
    assert_eq!(names(&w), ["Álamo News, 0 annotations, unread"]);
    choose(&mut w, "Which articles are shown", "All");
    w.harness.get_by_label("Filter articles").click();
    w.harness.run_steps(2);
    w.harness.get_by_label("Filter articles").type_text("alamo");
    w.harness.run_steps(3);
    assert_eq!(names(&w), ["Álamo News, 0 annotations, unread"]);
    w.harness.get_by_label("1 shown");
}

#[test]
fn with_a_list_of_unread_articles_reading_one_to_the_end_goes_to_the_one_below() {
    let mut w = Window::on(project(&TEXTS));
    choose(&mut w, "Which articles are shown", "Unread");
    w.key(Key::ArrowDown, Modifiers::COMMAND);
    assert_eq!(current(&w), "b");
    w.key(Key::Enter, Modifiers::COMMAND);
    assert_eq!(current(&w), "c");
    assert_eq!(rows(&w, "annotations, ").len(), 2);
}

#[test]
fn arrows_go_through_the_list_from_a_row_that_has_the_focus_and_enter_opens() {
    let mut w = Window::on(project(&TEXTS));
    w.harness.get_by_label("Outlet A, 0 annotations, unread").focus();
    w.harness.run_steps(3);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(current(&w), "a");
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(current(&w), "c");
}

#[test]
fn a_long_list_holds_only_the_rows_in_view() {
    let mut project = project(&["x"]);
    for i in 0..2_000 {
        let draft = pressmark::model::ArticleDraft {
            id: id(&format!("n{i}")),
            text: "Words.".into(),
            info: Default::default(),
            noise: vec![],
            settled: true,
            source: Default::default(),
            added: moment() + Duration::seconds(10 + i),
        };
        project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
    }
    let mut w = Window::on(project);
    assert!(rows(&w, "annotations, ").len() < 20);
    // Backwards from the first is the last.
    w.key(Key::U, Modifiers::SHIFT);
    assert_eq!(current(&w), "n1999");
    assert_eq!(
        rows(&w, "annotations, ").last().unwrap(),
        "n1999, 0 annotations, unread",
        "and it is brought into view"
    );
}

fn annotated() -> Project {
    let mut project = project(&TEXTS);
    mark(&mut project, "a", "One sentence", "claim", 3);
    mark(&mut project, "a", "two", "quote", 1);
    mark(&mut project, "c", "Four left", "claim", 2);
    mark(&mut project, "c", "Five stayed", "opinion", 4);
    project
}

fn listed() -> Window {
    let mut w = Window::on(annotated());
    w.harness.get_by_role_and_label(Role::Tab, "Annotations").click();
    w.harness.run_steps(3);
    w
}

fn click(w: &mut Window, row: &str, modifiers: Modifiers) {
    let at = w.harness.get_by_role_and_label(Role::Button, row).rect().center();
    w.point(at);
    w.harness.event(Event::ModifiersChanged(modifiers));
    for pressed in [true, false] {
        let button = eframe::egui::PointerButton::Primary;
        w.frame(vec![Event::PointerButton { pos: at, button, pressed, modifiers }]);
    }
    w.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    w.harness.run_steps(3);
}

#[test]
fn annotations_are_listed_of_one_article_or_of_all_sorted_and_narrowed() {
    let mut w = listed();
    let names = |w: &Window| -> Vec<String> { rows(w, ": ").into_iter().filter(|n| !n.contains(", by ")).collect() };
    assert_eq!(names(&w), ["Claim: One sentence", "Quote: two"]);
    w.harness.get_by_label("All articles").click();
    w.harness.run_steps(3);
    assert_eq!(names(&w), ["Claim: One sentence", "Quote: two", "Claim: Four left", "Opinion: Five stayed"]);
    choose(&mut w, "Sort annotations", "Newest first");
    assert_eq!(names(&w), ["Opinion: Five stayed", "Claim: One sentence", "Claim: Four left", "Quote: two"]);
    choose(&mut w, "Which annotations are shown", "Without speaker");
    assert_eq!(names(&w), ["Quote: two"], "only quotes are asked for a speaker");
    choose(&mut w, "Which annotations are shown", "All");
    click(&mut w, "Claim: Four left", Modifiers::NONE);
    assert_eq!(current(&w), "c");
    let selected = w.app().state.desk.as_ref().unwrap().selected.clone().unwrap();
    assert_eq!(selected.annotation.0, Uuid::from_u128(2));
    w.key(Key::ArrowUp, Modifiers::NONE);
    assert_eq!(current(&w), "a", "the arrows go on from there");
    w.harness.get_by_label("Filter annotations").click();
    w.harness.run_steps(2);
    w.harness.get_by_label("Filter annotations").type_text("five");
    w.harness.run_steps(3);
    assert_eq!(names(&w), ["Opinion: Five stayed"]);
}

#[test]
fn several_annotations_are_recoded_set_and_deleted_with_one_undo_each() {
    let mut w = listed();
    w.harness.get_by_label("All articles").click();
    w.harness.run_steps(3);
    let before = w.annotations();
    click(&mut w, "Claim: One sentence", Modifiers::NONE);
    click(&mut w, "Claim: Four left", Modifiers::SHIFT);
    w.harness.get_by_label("3 chosen");
    click(&mut w, "Opinion: Five stayed", Modifiers::COMMAND);
    click(&mut w, "Claim: One sentence", Modifiers::COMMAND);
    w.harness.get_by_label("3 chosen");
    w.key(Key::Num2, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: One sentence", "quote: two", "quote: Four left", "quote: Five stayed"]);
    choose(&mut w, "Set an attribute of all of them", "Form");
    w.harness.get_by_label("Form direct").click();
    w.harness.run_steps(3);
    let project = w.project();
    let forms: Vec<_> = project
        .layers()
        .flat_map(|(_, _, l)| l.annotations().iter().map(|a| a.attribute("form").map(str::to_owned)))
        .collect();
    let direct = || Some("direct".to_owned());
    assert_eq!(forms, [None, direct(), direct(), direct()]);
    w.key(Key::Z, Modifiers::COMMAND);
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.annotations(), before);
    w.harness.get_by_role_and_label(Role::CheckBox, "Delete all of them").click();
    w.harness.run_steps(3);
    assert_eq!(w.annotations(), ["claim: One sentence"]);
    assert_eq!(w.app().state.notice.as_ref().unwrap().words, "Deleted 3 annotations. Ctrl+Z takes it back.");
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.annotations(), before);
}
