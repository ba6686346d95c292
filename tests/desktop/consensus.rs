//! The consensus view: what its cells say, and what a person decides there.

use std::time::Duration;

use eframe::egui::{Event, Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pressmark::consensus::Standing;
use pressmark::desktop::command::Command;
use pressmark::desktop::state::View;
use pressmark::model::{
    AnalystId, Annotation, AnnotationId, ArticleId, AttributeId, CodeId, Edit, Progress, Project, Provenance, Ruling,
};
use uuid::Uuid;

use super::{Window, moment, project};

/// Marks words of an article; the annotations are numbered.
pub(super) fn mark(project: &mut Project, article: &str, words: &str, attributes: &[(&str, &str)], number: u128) {
    let article = ArticleId::new(article).unwrap();
    let text = project.article(&article).unwrap().text.clone();
    let start = text.as_str().find(words).unwrap_or_else(|| panic!("no {words:?}"));
    let quote = attributes.iter().any(|(name, _)| *name == "speaker");
    let annotation = Annotation {
        id: AnnotationId(Uuid::from_u128(number)),
        code: CodeId::new(if quote { "quote" } else { "claim" }).unwrap(),
        spans: vec![text.anchor(text.span(start..start + words.len()).unwrap())],
        attributes: attributes.iter().map(|(n, v)| (AttributeId::new(n).unwrap(), (*v).to_owned())).collect(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: moment(),
    };
    let analyst = AnalystId::new("ana").unwrap();
    project.apply(&Edit::Annotate { article, analyst, annotation: Box::new(annotation) }).unwrap();
}

pub(super) fn read(project: &mut Project, articles: &[&str]) {
    for article in articles {
        let article = ArticleId::new(article).unwrap();
        let analyst = AnalystId::new("ana").unwrap();
        project.apply(&Edit::SetProgress { article, analyst, progress: Progress::Done }).unwrap();
    }
}

/// Six outlets on how long the talks lasted: each another state of a cell.
pub(super) fn six() -> Project {
    let mut project = project(&[
        "The closed-door talks lasted two and a half hours.",
        "The closed-door talks lasted around two and a half hours, officials said. Snow fell in Juneau.",
        "The closed-door talks lasted nearly four hours.",
        "That the closed-door talks lasted two and a half hours was denied.",
        "Nothing of that.",
        "Nothing of that either.",
    ]);
    mark(&mut project, "a", "The closed-door talks lasted two and a half hours", &[], 1);
    mark(&mut project, "b", "The closed-door talks lasted around two and a half hours", &[("source", "AP")], 2);
    mark(&mut project, "c", "The closed-door talks lasted nearly four hours", &[], 3);
    mark(&mut project, "d", "the closed-door talks lasted two and a half hours", &[("certainty", "denied")], 4);
    mark(&mut project, "b", "Snow fell in Juneau", &[], 5);
    read(&mut project, &["a", "b", "c", "d", "e"]);
    project
}

impl Window {
    /// The consensus view of a project, with its statements.
    pub(super) fn consensus(project: Project) -> Self {
        let mut w = Self::on(project);
        w.ask(Command::Show(View::Consensus));
        w.settle();
        w
    }

    pub(super) fn ask(&mut self, command: Command) {
        self.harness.state_mut().as_mut().unwrap().ask(command);
        self.harness.run_steps(3);
    }

    /// Waits until the engine has caught up.
    pub(super) fn settle(&mut self) {
        for _ in 0..1000 {
            self.harness.run_steps(3);
            let desk = self.app().state.desk.as_ref().unwrap();
            if desk.consensus_of == desk.timeline.revision() {
                self.harness.run_steps(3);
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the engine gave no answer");
    }

    pub(super) fn labels(&self, part: &str) -> Vec<String> {
        // What is only read has a value, what can be pressed a label.
        let words = |n: &egui_kittest::Node<'_>| n.accesskit_node().label().or(n.accesskit_node().value());
        let all = self.harness.query_all_by(|_| true);
        all.filter_map(|n| words(&n)).filter(|w| w.contains(part)).collect()
    }

    pub(super) fn middle(&self, part: &str) -> Pos2 {
        self.harness.get_by_label_contains(part).rect().center()
    }

    pub(super) fn press(&mut self, part: &str) {
        let at = self.middle(part);
        self.click(at);
        self.harness.run_steps(3);
    }

    /// The numbers of the annotations of each statement.
    pub(super) fn groups(&self) -> Vec<Vec<u128>> {
        let statements = &self.app().state.desk.as_ref().unwrap().consensus.statements;
        let numbers = |s: &pressmark::consensus::Statement| {
            let mut all: Vec<u128> = s.members.iter().map(|m| m.place.annotation.0.as_u128()).collect();
            all.sort_unstable();
            all
        };
        let mut groups: Vec<Vec<u128>> = statements.iter().map(AsRef::as_ref).map(numbers).collect();
        groups.sort();
        groups
    }
}

pub(super) const ROW: &str = "Claim, contested";

#[test]
fn a_row_tells_the_six_states_of_its_cells() {
    let mut w = Window::consensus(six());
    let told = |w: &Window, label: &str| {
        assert!(w.labels(label).iter().any(|l| l == label), "no {label:?} among {:#?}", w.labels("Outlet"));
    };
    for label in [
        "Outlet A says: The closed-door talks lasted two and a half hours, 2 h 30 min",
        "Outlet B says, per AP: The closed-door talks lasted around two and a half hours, ≈ 2 h 30 min",
        "Outlet C says otherwise: The closed-door talks lasted nearly four hours, < 4 h",
        "Outlet D denies: the closed-door talks lasted two and a half hours, 2 h 30 min",
        "Outlet E is silent",
    ] {
        told(&w, label);
    }
    // The last column is not on screen, and so not laid out, until the arrow keys go there.
    assert_eq!(w.labels("Outlet F"), Vec::<String>::new());
    w.key(Key::ArrowRight, Modifiers::NONE);
    told(&w, "Outlet F is not read to the end");
    assert_eq!(
        w.labels(ROW),
        [
            "Claim, contested, 2 h 30 min against < 4 h · 4 of 6 outlets, 3 origins, proposed by the program: The closed-door talks lasted two and a half hours"
        ]
    );
    let statements = &w.app().state.desk.as_ref().unwrap().consensus.statements;
    assert_eq!(statements.iter().filter(|s| s.standing == Standing::Contested).count(), 1);
}

#[test]
fn a_click_on_a_cell_goes_to_its_place() {
    let mut w = Window::consensus(six());
    w.press("Outlet C says otherwise");
    let state = &w.app().state;
    let desk = state.desk.as_ref().unwrap();
    assert_eq!(state.view, View::Read);
    assert_eq!(desk.article.as_ref().unwrap().as_str(), "c");
    assert_eq!(desk.selected.as_ref().unwrap().annotation.0.as_u128(), 3);
    // And from there, by way of the inspector, to another outlet's words.
    assert_eq!(w.labels("of 5 other outlets"), ["3 of 5 other outlets"]);
    w.press("Outlet B, 5 words differ");
    assert_eq!(w.app().state.desk.as_ref().unwrap().article.as_ref().unwrap().as_str(), "b");
}

#[test]
fn a_click_on_an_empty_cell_opens_the_article() {
    let mut w = Window::consensus(six());
    w.press("Filter statements");
    w.frame(vec![Event::Text("snow".into())]);
    w.press("Outlet E is silent");
    assert_eq!(w.app().state.desk.as_ref().unwrap().article.as_ref().unwrap().as_str(), "e");
}

#[test]
fn m_merges_two_rows_and_undo_takes_it_back() {
    let mut w = Window::consensus(six());
    let before = w.groups();
    assert_eq!(before, [vec![1, 2, 3, 4], vec![5]]);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::M, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(w.project().decisions().count(), 0);
    w.key(Key::Enter, Modifiers::NONE);
    w.settle();
    assert_eq!(w.groups(), [[1, 2, 3, 4, 5]]);
    w.key(Key::Z, Modifiers::COMMAND);
    w.settle();
    assert_eq!((w.groups(), w.project().decisions().count()), (before, 0));
}

#[test]
fn a_row_is_merged_by_dragging_it_onto_another() {
    let mut w = Window::consensus(six());
    let (from, to) = (w.middle("Claim, single source"), w.middle(ROW));
    w.drag(from, to);
    w.settle();
    assert_eq!(w.groups(), [[1, 2, 3, 4, 5]]);
}

#[test]
fn rows_chosen_together_are_merged_with_a_button() {
    let mut w = Window::consensus(six());
    // The lower one first: it opens, and the upper one stays where it is.
    w.press("Claim, single source");
    let at = w.middle(ROW);
    w.harness.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        let modifiers = Modifiers::SHIFT;
        w.harness.event_modifiers(
            Event::PointerButton { pos: at, button: eframe::egui::PointerButton::Primary, pressed, modifiers },
            modifiers,
        );
    }
    w.harness.run_steps(3);
    assert_eq!(w.labels("2 statements chosen"), ["2 statements chosen"]);
    let merge = w.harness.get_by_label("Merge").rect().center();
    w.click(merge);
    w.settle();
    assert_eq!(w.groups(), [[1, 2, 3, 4, 5]]);
}

#[test]
fn a_wording_is_taken_out_of_the_open_row_in_one_step() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.press("Take out Outlet C");
    w.settle();
    assert_eq!(w.groups(), [vec![1, 2, 4], vec![3], vec![5]]);
    // What is left of the row stays open; X takes the wording out that the arrow keys chose.
    w.key(Key::ArrowRight, Modifiers::NONE);
    w.key(Key::X, Modifiers::NONE);
    w.settle();
    assert_eq!(w.groups(), [vec![1], vec![2, 4], vec![3], vec![5]]);
    for _ in 0..2 {
        w.key(Key::Z, Modifiers::COMMAND);
    }
    w.settle();
    assert_eq!((w.groups(), w.project().decisions().count()), (vec![vec![1, 2, 3, 4], vec![5]], 0));
}

#[test]
fn what_remains_of_a_row_is_held_together_by_decisions() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.press("Take out Outlet C");
    w.settle();
    // Whatever the program would propose of them without the third.
    let mut held = std::collections::BTreeSet::from([AnnotationId(Uuid::from_u128(1))]);
    for _ in 0..3 {
        for decision in w.project().decisions() {
            if let Ruling::Same(a, b) = decision.ruling
                && (held.contains(&a) || held.contains(&b))
            {
                held.extend([a, b]);
            }
        }
    }
    assert_eq!(held.iter().map(|id| id.0.as_u128()).collect::<Vec<_>>(), [1, 2, 4]);
}

#[test]
fn a_row_that_is_opened_by_key_is_seen_whole() {
    let deeds = ["Snow fell", "Rain froze", "Bread rose", "Trains stood", "Ships left", "Bells rang", "Lights failed"];
    let places = ["in Juneau", "at Kodiak"];
    let claims: Vec<String> = deeds.iter().flat_map(|d| places.iter().map(move |p| format!("{d} {p}"))).collect();
    let text = claims.join(". ");
    let mut project = project(&[text.as_str(), "Nothing of that."]);
    for (number, words) in (1..).zip(&claims) {
        mark(&mut project, "a", words, &[], number);
    }
    let mut w = Window::consensus(project);
    for _ in 0..claims.len() {
        w.ask(Command::NextStatement);
    }
    w.ask(Command::OpenStatement);
    w.harness.run_steps(6);
    let button = w.harness.get_by_label_contains("Reword").rect();
    assert!(button.top() > 100.0 && button.bottom() < 780.0, "{button:?}");
}

#[test]
fn the_legend_of_the_matrix_is_shown_with_it_alone() {
    let mut w = Window::consensus(six());
    assert_eq!(w.labels("–  silent    ?  not read").len(), 1);
    w.key(Key::PageDown, Modifiers::COMMAND);
    w.harness.run_steps(3);
    assert_eq!(w.labels("–  silent    ?  not read"), Vec::<String>::new());
}

#[test]
fn what_was_taken_out_can_be_merged_again() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.press("Take out Outlet C");
    w.settle();
    let id = |n| AnnotationId(Uuid::from_u128(n));
    w.ask(Command::Same(id(3), id(1)));
    w.settle();
    assert_eq!(w.groups(), [vec![1, 2, 3, 4], vec![5]]);
}

#[test]
fn a_statement_is_worded_in_place() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.key(Key::F2, Modifiers::NONE);
    w.harness.run_steps(3);
    w.frame(vec![Event::Text(", they say".into())]);
    w.key(Key::Enter, Modifiers::NONE);
    w.settle();
    let text = "The closed-door talks lasted two and a half hours, they say";
    assert_eq!(w.app().state.desk.as_ref().unwrap().consensus.statements[0].text, text);
    assert_eq!(w.labels("Wording of the statement"), Vec::<String>::new());
}

#[test]
fn filters_leave_what_fits() {
    let mut w = Window::consensus(six());
    let rows = |w: &Window| w.labels("Claim, ").len() + w.labels("Quote, ").len();
    assert_eq!(rows(&w), 2);
    w.press("Single source 1");
    assert_eq!((rows(&w), w.labels(ROW).len()), (1, 0));
    w.press("All 2");
    w.press("Quotes");
    assert_eq!((rows(&w), w.labels("No statement fits.").len()), (0, 1));
    w.press("Show all statements");
    assert_eq!(rows(&w), 2);
}

#[test]
fn escape_lets_go_of_one_thing_at_a_time() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    assert_eq!(w.labels("Take out Outlet").len(), 4);
    w.key(Key::M, Modifiers::NONE);
    assert_eq!(w.labels("Cancel").len(), 1);
    w.key(Key::Escape, Modifiers::NONE);
    assert_eq!((w.labels("Cancel").len(), w.labels("Take out Outlet").len()), (0, 4));
    w.key(Key::Escape, Modifiers::NONE);
    assert_eq!((w.labels("Take out Outlet").len(), w.labels(ROW).len()), (0, 1));
}

#[test]
fn an_empty_view_says_what_to_do() {
    let w = Window::consensus(project(&["Nothing is marked here."]));
    assert_eq!(w.labels("Tag claims and quotes").len(), 1);
}

#[test]
fn of_many_statements_only_those_on_screen_are_laid_out() {
    let nouns = ["harbour", "glacier", "violin", "senator", "orchard", "comet", "bakery", "tunnel", "falcon", "museum"];
    let sentence = |n: usize| format!("The {} number {n} met {}.", nouns[n % 10], nouns[n / 10 % 10]);
    let text: String = (0..600).map(|n| sentence(n) + "\n").collect();
    let mut many = project(&[&text]);
    for n in 0..600 {
        mark(&mut many, "a", &sentence(n), &[], n as u128 + 1);
    }
    let mut w = Window::consensus(many);
    let shown = |w: &Window| w.labels("Claim, ").len();
    assert!((5..40).contains(&shown(&w)), "{} rows", shown(&w));
    // The arrow keys go on beyond the edge, and the row that they choose is on screen.
    for _ in 0..40 {
        w.key(Key::ArrowDown, Modifiers::NONE);
    }
    assert!((5..40).contains(&shown(&w)), "{} rows", shown(&w));
    let chosen = w.harness.query_all_by_label_contains("Claim, ").filter(|n| n.accesskit_node().is_focused()).count();
    assert_eq!(chosen, 1);
}
