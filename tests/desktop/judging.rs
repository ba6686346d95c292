//! What an analyst decides in the consensus view: verdicts, notes, locks, splits, moves, doubtful pairs; what is filtered
//! for; in which order outlets stand.

use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;
use pressmark::consensus::{Consensus, Doubt};
use pressmark::desktop::command::Command;
use pressmark::desktop::consensus::{Action, Answer};
use pressmark::model::{AnnotationId, ArticleId, Project, Ruling};
use uuid::Uuid;

use super::consensus::{ROW, mark, read, six};
use super::{Window, project};

fn id(number: u128) -> AnnotationId {
    AnnotationId(Uuid::from_u128(number))
}

impl Window {
    fn consensus_act(&mut self, action: Action) {
        self.ask(Command::Consensus(action));
    }

    fn click_held(&mut self, at: Pos2, button: PointerButton, modifiers: Modifiers) {
        self.point(at);
        for pressed in [true, false] {
            self.harness.event_modifiers(Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
            self.harness.run_steps(2);
        }
    }

    fn rulings(&self) -> Vec<Ruling> {
        self.project().decisions().map(|d| d.ruling.clone()).collect()
    }

    /// Gives the view these doubtful pairs, as the engine would.
    fn doubt(&mut self, pairs: &[(u128, u128)]) {
        let desk = self.harness.state_mut().as_mut().unwrap().state.desk.as_mut().unwrap();
        let doubt = |&(a, b): &(u128, u128)| Doubt { a: id(a), b: id(b), score: 0.4, together: false, moves: 1 };
        let doubts: Arc<[Doubt]> = pairs.iter().map(doubt).collect();
        let mut found: Consensus = (*desk.consensus).clone();
        found.doubts = doubts;
        desk.consensus = Arc::new(found);
        self.harness.run_steps(3);
    }

    fn asked(&self) -> Vec<String> {
        let outlets = ["Outlet A: ", "Outlet B: ", "Outlet C: ", "Outlet D: "];
        outlets.iter().flat_map(|o| self.labels(o)).filter(|l| !l.contains("says")).collect()
    }
}

/// Four outlets, each with a sentence that has nothing to do with the others.
fn four() -> Project {
    let sentences = [
        "Snow fell in Juneau.",
        "The harbour was closed to ferries.",
        "Nobody took questions afterwards.",
        "A violin was found in the museum.",
    ];
    let mut project = project(&sentences);
    for (i, sentence) in sentences.iter().enumerate() {
        mark(&mut project, ["a", "b", "c", "d"][i], sentence, &[], i as u128 + 1);
    }
    read(&mut project, &["a", "b", "c", "d"]);
    project
}

#[test]
fn a_verdict_is_chosen_shown_and_taken_back() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.press("Verdict mostly false");
    w.settle();
    assert_eq!(w.rulings().len(), 1);
    assert!(matches!(&w.rulings()[0], Ruling::Verdict(_, v) if v == "mostly false"));
    assert_eq!(w.labels("verdict mostly false").len(), 1, "the row tells it");
    // The same by keys: V goes to the choice, a letter chooses.
    w.key(Key::V, Modifiers::NONE);
    w.frame(vec![Event::Text("u".into())]);
    w.settle();
    assert_eq!(w.labels("verdict unverified").len(), 1);
    w.ask(Command::Undo);
    w.ask(Command::Undo);
    w.settle();
    assert_eq!((w.rulings().len(), w.labels("verdict mostly false").len()), (0, 0));
}

#[test]
fn a_note_is_written_by_key() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.key(Key::N, Modifiers::NONE);
    w.harness.run_steps(3);
    w.frame(vec![Event::Text("ask AP".into())]);
    // Leaving the field keeps what was written.
    w.key(Key::Tab, Modifiers::NONE);
    w.settle();
    assert!(matches!(&w.rulings()[..], [Ruling::Note(_, words)] if words == "ask AP"), "{:?}", w.rulings());
    assert_eq!(w.labels("with a note").len(), 1);
}

#[test]
fn a_locked_statement_lets_nothing_in_or_out() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.key(Key::L, Modifiers::NONE);
    w.settle();
    assert!(matches!(&w.rulings()[..], [Ruling::Lock(all)] if all.len() == 4));
    assert_eq!(w.labels(", locked").len(), 1);
    w.press("Take out Outlet C");
    w.ask(Command::Same(id(1), id(5)));
    w.settle();
    assert_eq!((w.rulings().len(), w.groups()), (1, vec![vec![1, 2, 3, 4], vec![5]]));
    assert!(w.labels("locked. Unlock it first").len() == 1);
    let unlock = w.harness.get_by_label("Unlock").rect().center();
    w.click(unlock);
    w.settle();
    assert_eq!((w.rulings().len(), w.labels(", locked").len()), (0, 0));
}

#[test]
fn several_wordings_are_split_off_together() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    for outlet in ["Outlet C, 2 words differ", "Outlet D, ¬ denied"] {
        let at = w.middle(outlet);
        w.click_held(at, PointerButton::Primary, Modifiers::COMMAND);
    }
    assert_eq!(w.labels("2 wordings chosen").len(), 1);
    w.press("Split off");
    w.settle();
    assert_eq!(w.groups(), [vec![1, 2], vec![3, 4], vec![5]]);
    w.ask(Command::Undo);
    w.settle();
    assert_eq!((w.groups(), w.rulings().len()), (vec![vec![1, 2, 3, 4], vec![5]], 0));
}

#[test]
fn a_wording_is_dragged_onto_another_statement_or_out_of_its_own() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    let (from, to) = (w.middle("Outlet C, 2 words differ"), w.middle("Claim, single source"));
    w.drag(from, to);
    w.settle();
    assert_eq!(w.groups(), [vec![1, 2, 4], vec![3, 5]]);
    w.ask(Command::Undo);
    w.settle();
    // Onto what is no row: a statement of its own.
    assert_eq!(w.groups(), [vec![1, 2, 3, 4], vec![5]]);
    let from = w.middle("Outlet C, 2 words differ");
    w.drag(from, Pos2::new(640.0, 716.0));
    w.settle();
    assert_eq!(w.groups(), [vec![1, 2, 4], vec![3], vec![5]]);
}

#[test]
fn escape_cancels_a_drag() {
    let mut w = Window::consensus(six());
    let (from, to) = (w.middle("Claim, single source"), w.middle(ROW));
    w.point(from);
    w.button(from, true);
    w.point(from + (to - from) * 0.5);
    w.point(to);
    w.key(Key::Escape, Modifiers::NONE);
    w.button(to, false);
    w.settle();
    assert_eq!((w.groups(), w.rulings().len()), (vec![vec![1, 2, 3, 4], vec![5]], 0));
}

#[test]
fn a_right_click_offers_what_keys_do() {
    let mut w = Window::consensus(six());
    let at = w.middle(ROW);
    w.click_held(at, PointerButton::Secondary, Modifiers::NONE);
    let lock = w.harness.get_by_label("Lock").rect().center();
    w.click(lock);
    w.settle();
    assert!(matches!(&w.rulings()[..], [Ruling::Lock(_)]));
}

#[test]
fn doubtful_pairs_are_walked_by_key() {
    let mut w = Window::consensus(four());
    w.doubt(&[(1, 2), (2, 3), (1, 3), (3, 4)]);
    assert_eq!(w.labels("4 doubtful pairs").len(), 1);
    w.key(Key::D, Modifiers::NONE);
    assert_eq!(w.asked(), ["Outlet A: Snow fell in Juneau.", "Outlet B: The harbour was closed to ferries."]);
    assert_eq!(w.labels("4 left").len(), 1);
    // The next one is there at once.
    w.key(Key::Y, Modifiers::NONE);
    assert_eq!(w.rulings(), [Ruling::Same(id(1), id(2))]);
    assert!(w.asked().iter().any(|l| l.starts_with("Outlet C")), "{:?}", w.asked());
    w.settle();
    w.doubt(&[(2, 3), (1, 3), (3, 4)]);
    // 1 and 2 are one: that 2 and 3 differ settles 1 and 3 too.
    w.key(Key::N, Modifiers::NONE);
    w.settle();
    w.doubt(&[(1, 3), (3, 4)]);
    assert_eq!(w.rulings().len(), 2);
    assert_eq!(w.labels("1 left").len(), 1, "{:?}", w.labels("left"));
    w.key(Key::S, Modifiers::NONE);
    assert_eq!(w.labels("No doubtful pair is left").len(), 1);
    // Back to what was skipped, and back to what was answered, whose answer is gone then.
    w.key(Key::Backspace, Modifiers::NONE);
    assert_eq!(w.labels("1 left").len(), 1);
    w.key(Key::Backspace, Modifiers::NONE);
    assert_eq!(w.rulings(), [Ruling::Same(id(1), id(2))]);
    assert!(w.asked().iter().any(|l| l.starts_with("Outlet B")), "{:?}", w.asked());
    w.key(Key::Escape, Modifiers::NONE);
    w.settle();
    assert_eq!(w.labels("Do these say the same?").len(), 0);
    assert!(!w.labels("Claim, ").is_empty(), "the matrix is there again");
}

#[test]
fn an_answer_that_was_undone_is_asked_again() {
    let mut w = Window::consensus(four());
    w.doubt(&[(1, 2), (3, 4)]);
    w.consensus_act(Action::Walk);
    w.consensus_act(Action::Answer(Answer::Different));
    assert_eq!(w.rulings().len(), 1);
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.rulings().len(), 0);
    assert!(w.asked().iter().any(|l| l.starts_with("Outlet A")), "{:?}", w.asked());
}

#[test]
fn a_cell_whose_wording_was_taken_out_is_not_called_silent() {
    let mut w = Window::consensus(six());
    w.press(ROW);
    w.press("Take out Outlet C");
    w.settle();
    assert_eq!(w.labels("Outlet C is silent").len(), 1, "only beside the sentence on the snow");
    assert_eq!(w.labels("Outlet C does not say this; an analyst keeps apart: The closed-door talks").len(), 1);
}

#[test]
fn an_outlet_is_given_another_place() {
    let mut w = Window::consensus(six());
    let left = |w: &Window, outlet: &str| w.harness.get_by_label_contains(outlet).rect().left();
    assert!(left(&w, "Outlet A, 1 annotation") < left(&w, "Outlet C, 1 annotation"));
    let (from, to) = (w.middle("Outlet C, 1 annotation"), w.middle("Outlet A, 1 annotation"));
    w.drag(from, to - eframe::egui::vec2(60.0, 0.0));
    w.harness.run_steps(3);
    assert!(left(&w, "Outlet C, 1 annotation") < left(&w, "Outlet A, 1 annotation"));
    let columns = &w.app().state.desk.as_ref().unwrap().matrix.columns;
    assert_eq!(columns.first(), Some(&ArticleId::new("c").unwrap()));
    assert_eq!(columns.len(), 6);
    w.consensus_act(Action::UsualColumns);
    assert!(left(&w, "Outlet A, 1 annotation") < left(&w, "Outlet C, 1 annotation"));
}

#[test]
fn filters_know_outlets_verdicts_and_decisions() {
    let mut w = Window::consensus(six());
    let rows = |w: &Window| w.labels("Claim, ").len();
    w.press(ROW);
    w.press("Verdict false");
    w.settle();
    w.press("More filters");
    let proposed = w.harness.get_by_label("Proposed").rect().center();
    w.click(proposed);
    w.harness.run_steps(3);
    assert_eq!((rows(&w), w.labels("1 of 2 shown").len()), (1, 1));
    w.press("No longer proposed");
    w.press("More filters");
    let decided = w.harness.get_by_label("Decided").rect().center();
    w.click(decided);
    w.harness.run_steps(3);
    assert_eq!(rows(&w), 0, "a verdict alone has not shaped a statement");
}

#[test]
fn faces_are_shown_by_key() {
    let mut w = Window::consensus(six());
    w.key(Key::Num4, Modifiers::ALT);
    assert!(w.labels("Claim, ").is_empty());
    w.key(Key::Num1, Modifiers::ALT);
    assert!(!w.labels("Claim, ").is_empty());
}
