//! Proposals while reading: shown, walked, accepted, rejected.

use eframe::egui::{Key, Modifiers};
use pressmark::model::Provenance;

use super::{Window, project};

const TEXT: &str = "The talks in Anchorage lasted about three hours on Friday.\n\
    “We had an extremely productive meeting and many points were agreed to,” Donald Trump told reporters.\n\
    “Next time in Moscow,” Vladimir Putin said.";

const NONE: Modifiers = Modifiers::NONE;

impl Window {
    /// Waits until the article has been looked through.
    pub fn suggested(&mut self) {
        for _ in 0..200 {
            self.harness.run_steps(1);
            if !self.app().state.desk.as_ref().unwrap().suggested.is_waiting() {
                self.harness.run_steps(2);
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("no proposals came");
    }

    fn proposed(&self) -> Vec<String> {
        let desk = self.app().state.desk.as_ref().unwrap();
        let text = &desk.current().unwrap().text;
        let words = |s: &pressmark::desktop::suggested::Shown| format!("{}: {}", s.kind.as_str(), text.words(s.span));
        desk.suggested.shown().iter().map(words).collect()
    }
}

#[test]
fn enter_takes_a_quotation_with_its_speaker_and_goes_on() {
    let mut w = Window::on(project(&[TEXT]));
    w.suggested();
    assert!(w.proposed().contains(&"quote: Next time in Moscow".to_owned()), "{:?}", w.proposed());
    let before = w.proposed().len();
    for _ in 0..before {
        w.key(Key::Tab, NONE);
        let desk = w.app().state.desk.as_ref().unwrap();
        let now = desk.suggested.current().expect("Tab goes to a proposal").clone();
        if desk.current().unwrap().text.words(now.span).starts_with("We had") {
            break;
        }
    }
    w.key(Key::Enter, NONE);
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    let made = &layer.annotations()[0];
    assert_eq!(made.attribute("speaker"), Some("Donald Trump"));
    assert_eq!(made.attribute("cue"), Some("told"));
    assert_eq!(made.attribute("form"), Some("direct"));
    assert!(matches!(&made.provenance, Provenance::Accepted { .. }), "{:?}", made.provenance);
    let desk = w.app().state.desk.as_ref().unwrap();
    assert!(desk.suggested.current().is_some(), "Enter goes on to the next proposal");
    assert!(!w.proposed().iter().any(|p| p.starts_with("quote: We had")));
}

#[test]
fn a_rejected_proposal_stays_rejected_until_it_is_undone() {
    let mut w = Window::on(project(&[TEXT, "Another outlet says more."]));
    w.suggested();
    let before = w.proposed();
    w.key(Key::Tab, NONE);
    w.key(Key::Delete, NONE);
    assert_eq!(w.proposed(), before[1..]);
    assert!(w.annotations().is_empty());
    w.key(Key::ArrowDown, Modifiers::COMMAND);
    w.key(Key::ArrowUp, Modifiers::COMMAND);
    w.suggested();
    assert_eq!(w.proposed(), before[1..]);
    w.key(Key::Z, Modifiers::COMMAND);
    w.suggested();
    assert_eq!(w.proposed(), before);
}

#[test]
fn a_click_points_at_a_proposal_and_enter_takes_it() {
    let mut w = Window::on(project(&[TEXT]));
    w.suggested();
    let [_, at, _] = w.place_of("Next time");
    w.click(at);
    w.key(Key::Enter, NONE);
    assert_eq!(w.annotations(), ["quote: Next time in Moscow"]);
}

#[test]
fn what_is_tagged_by_hand_is_no_longer_proposed() {
    let mut w = Window::on(project(&[TEXT]));
    w.suggested();
    let [_, at, _] = w.place_of("Next time");
    w.point(at);
    w.key(Key::Num2, NONE);
    assert!(!w.proposed().iter().any(|p| p.contains("Next time")), "{:?}", w.proposed());
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    assert_eq!(layer.annotations()[0].attribute("speaker"), Some("Vladimir Putin"));
}

#[test]
fn a_key_gives_the_proposal_that_was_clicked_another_code() {
    let mut w = Window::on(project(&["Donald Trump said on Friday that the talks in Alaska had been useful for all."]));
    w.suggested();
    let reported = w.proposed().into_iter().find(|p| p.starts_with("quote: ")).expect("reported speech is proposed");
    assert!(!reported.contains("Donald Trump said"), "{reported}");
    let [_, at, _] = w.place_of("useful");
    w.click(at);
    w.key(Key::Num3, NONE);
    assert_eq!(w.annotations(), [reported.replace("quote: ", "opinion: ")]);
}

#[test]
fn a_broken_quotation_is_one_proposal_though_an_opinion_stands_in_it() {
    let text = "“We won the war in 2024. That was a terrible thing,” Donald Trump said on Friday, “and we will pay for it now.”";
    let mut w = Window::on(project(&[text]));
    w.suggested();
    let [_, at, _] = w.place_of("We won");
    w.click(at);
    w.key(Key::Enter, NONE);
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    let made = layer.annotations().first().unwrap();
    assert_eq!(made.spans.len(), 2, "{:?}", w.annotations());
    assert!(!w.proposed().iter().any(|p| p.contains("pay for it")), "{:?}", w.proposed());
}

#[test]
fn what_was_rejected_stays_so_when_the_rule_for_ends_changes() {
    let mut w = Window::on(project(&["“Next time in Moscow,” Vladimir Putin said."]));
    w.suggested();
    w.key(Key::Tab, NONE);
    while w.app().state.desk.as_ref().unwrap().suggested.current().is_some() {
        w.key(Key::Delete, NONE);
    }
    assert!(w.proposed().is_empty());
    let edit = pressmark::model::Edit::SetEnds(pressmark::text::Ends::Marks);
    let command = pressmark::desktop::command::Command::Edit("Set ends".into(), edit);
    w.harness.state_mut().as_mut().unwrap().ask(command);
    w.harness.run_steps(3);
    assert!(w.proposed().is_empty(), "{:?}", w.proposed());
}

#[test]
fn a_word_tagged_inside_a_quotation_does_not_settle_it() {
    let mut w = Window::on(project(&[TEXT]));
    w.suggested();
    let ([from, ..], [.., to]) = (w.place_of("Moscow"), w.place_of("Moscow"));
    w.drag(from, to);
    w.key(Key::Num2, NONE);
    assert!(w.proposed().contains(&"quote: Next time in Moscow".to_owned()), "{:?}", w.proposed());
}
