//! Articles that come in: proposals, files dropped on the window, the start screen.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use pressmark::model::{ArticleDraft, ArticleId, Edit, Info, Source};

use super::{Window, moment, project};

const COPIED: &str = "Leaders meet, part without a deal\n\nShare This Article:\n\nThe talks lasted three hours. \
    Both left in the evening, and nobody took questions from the press.\n\nAlso Read: What happened before\n\n\
    The next round is to be held in spring.\n\nComments\nPost a Comment";

fn copied() -> Window {
    let mut project = project(&[]);
    let draft = ArticleDraft {
        id: ArticleId::new("copied").unwrap(),
        text: COPIED.into(),
        info: Info::default(),
        noise: vec![],
        settled: false,
        source: Source { file: "copied.txt".into(), ..Source::default() },
        added: moment(),
    };
    project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
    Window::on(project)
}

fn noise(w: &Window) -> Vec<String> {
    let project = w.project();
    let article = project.articles().next().unwrap();
    article.noise.iter().map(|&s| article.text.words(s).to_owned()).collect()
}

#[test]
fn one_click_takes_the_proposed_title_and_noise_and_one_undo_takes_them_back() {
    let mut w = copied();
    w.harness.get_by_label("Confirm").click();
    w.harness.run_steps(3);
    assert_eq!(noise(&w), ["Share This Article:", "Also Read: What happened before", "Comments\nPost a Comment"]);
    let title = |w: &Window| w.project().articles().next().unwrap().info.title.clone();
    assert_eq!(title(&w), "Leaders meet, part without a deal");
    assert!(w.harness.query_by_label("Confirm").is_none(), "what is settled is not proposed again");
    w.key(Key::Z, Modifiers::COMMAND);
    assert!(noise(&w).is_empty());
    assert_eq!(title(&w), "");
    w.harness.get_by_label("Confirm");
}

#[test]
fn dismissed_proposals_stay_away() {
    let mut w = copied();
    w.harness.get_by_label("Dismiss").click();
    w.harness.run_steps(3);
    assert!(noise(&w).is_empty());
    assert!(w.harness.query_by_label("Confirm").is_none());
}

#[test]
fn a_key_makes_noise_of_what_the_pointer_is_on_and_text_again() {
    let mut w = Window::on(project(&["The talks lasted three hours. Subscribe to our letter."]));
    let [_, at, _] = w.place_of("Subscribe");
    w.point(at);
    w.key(Key::X, Modifiers::NONE);
    assert_eq!(noise(&w), ["Subscribe to our letter"]);
    w.key(Key::Z, Modifiers::COMMAND);
    assert!(noise(&w).is_empty());
}

#[test]
fn the_outlet_can_be_named_in_the_inspector_as_one_step() {
    let mut w = Window::on(project(&["The talks lasted three hours."]));
    let outlet = || eframe::egui::accesskit::Role::TextInput;
    w.harness.get_by_role_and_label(outlet(), "Outlet").click();
    w.harness.run_steps(2);
    w.harness.get_by_role_and_label(outlet(), "Outlet").type_text(" Daily");
    w.harness.run_steps(2);
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.project().articles().next().unwrap().info.outlet, "Outlet A Daily");
    assert_eq!(w.app().state.desk.as_ref().unwrap().timeline.done().len(), 1);
}
