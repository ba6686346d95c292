//! What stands beside the matrix: two articles side by side, quotations, outlets, opinions, coverage, origins, plots.

use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use pressmark::desktop::command::Command;
use pressmark::desktop::consensus::faces::Action;
use pressmark::desktop::consensus::faces::chart::file;
use pressmark::desktop::consensus::{self, Face};
use pressmark::desktop::state::View;
use pressmark::desktop::theme::PALETTES;
use pressmark::model::{
    AnalystId, Annotation, AnnotationId, ArticleId, AttributeId, CodeId, Edit, Field, Project, Provenance, Ruling,
};
use uuid::Uuid;

use super::consensus::{mark, read, six};
use super::{Window, moment, project};

fn article(id: &str) -> ArticleId {
    ArticleId::new(id).unwrap()
}

fn opinion(project: &mut Project, id: &str, words: &str, attributes: &[(&str, &str)], number: u128) {
    let text = project.article(&article(id)).unwrap().text.clone();
    let start = text.as_str().find(words).unwrap();
    let annotation = Annotation {
        id: AnnotationId(Uuid::from_u128(number)),
        code: CodeId::new("opinion").unwrap(),
        spans: vec![text.anchor(text.span(start..start + words.len()).unwrap())],
        attributes: attributes.iter().map(|(n, v)| (AttributeId::new(n).unwrap(), (*v).to_owned())).collect(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: moment(),
    };
    let analyst = AnalystId::new("ana").unwrap();
    project.apply(&Edit::Annotate { article: article(id), analyst, annotation: Box::new(annotation) }).unwrap();
}

fn dated(project: &mut Project, id: &str, date: &str) {
    project.apply(&Edit::SetField { article: article(id), field: Field::Published, value: date.into() }).unwrap();
}

impl Window {
    /// A face of a project, with its figures.
    fn face(project: Project, face: Face) -> Self {
        let mut w = Self::consensus(project);
        w.show_face(face);
        w
    }

    fn show_face(&mut self, face: Face) {
        self.ask(Command::Consensus(consensus::Action::Face(face)));
        for _ in 0..1000 {
            self.harness.run_steps(2);
            let desk = self.app().state.desk.as_ref().unwrap();
            if desk.faces.figures.as_ref().is_some_and(|(of, _)| *of == desk.timeline.revision()) {
                self.harness.run_steps(3);
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("no figures came");
    }

    /// Presses the button of just this name.
    fn press_named(&mut self, name: &str) {
        let at = self.harness.get_by_role_and_label(Role::Button, name).rect().center();
        self.click(at);
        self.harness.run_steps(3);
    }

    fn has(&self, label: &str) {
        assert!(self.labels(label).iter().any(|l| l.contains(label)), "no {label:?} among {:#?}", self.labels(""));
    }

    fn state(&mut self) -> &mut pressmark::desktop::state::State {
        &mut self.harness.state_mut().as_mut().unwrap().state
    }
}

/// Eight outlets' words of one utterance, and one of another.
fn quoted() -> Project {
    let said = "We have not quite got there but we have made some headway";
    let mut p = project(&[
        &format!("“{said},” said Donald Trump."),
        "“We have not quite got there but we have got some headway,” said Donald Trump.",
        &format!("“{said},” said Donald Trump. “Snow will fall in Juneau tomorrow,” said Ann Lee."),
    ]);
    let by = [("speaker", "Donald Trump")];
    mark(&mut p, "a", said, &by, 1);
    mark(&mut p, "b", "We have not quite got there but we have got some headway", &by, 2);
    mark(&mut p, "c", said, &by, 3);
    mark(&mut p, "c", "Snow will fall in Juneau tomorrow", &[("speaker", "Ann Lee")], 4);
    p
}

#[test]
fn quotations_tell_relation_drift_and_speaker_and_lead_to_their_place() {
    let mut w = Window::face(quoted(), Face::Quotations);
    w.has("1 of 2 utterances in more than one wording or outlet");
    // One word replaced of twelve; and none: the mean is half of that.
    w.has("Outlet B, altered, drift 0.08");
    w.has("Outlet C, word for word");
    w.has("drift 0.04");
    assert!(w.labels("Snow will fall").is_empty(), "quoted once");
    w.press("Quoted once, too");
    w.has("Snow will fall");
    w.press("Ann Lee 1");
    assert!(w.labels("Outlet B, altered").is_empty());
    w.press("All speakers");
    w.press("Outlet B, altered");
    let state = w.state();
    assert_eq!(state.view, View::Read);
    assert_eq!(state.desk.as_ref().unwrap().selected.as_ref().unwrap().annotation.0.as_u128(), 2);
}

#[test]
fn outlets_tell_what_they_leave_out_with_its_base() {
    let mut w = Window::face(six(), Face::Outlets);
    w.press_named("Outlet E");
    // Four of the five others carry how long the talks lasted; F is not read to the end and is not asked.
    w.has("Leaves out · 1 statement that most others carry");
    w.has("4 of 4 other outlets: The closed-door talks lasted");
    w.press_named("Outlet F");
    w.has("Nobody knows yet");
    w.press_named("Outlet B");
    w.has("Single source · 1 of 2");
    w.press("Snow fell in Juneau");
    let desk = w.state().desk.as_ref().unwrap();
    assert_eq!(desk.matrix.face(), Face::Matrix);
    w.has("Claim, single source");
}

#[test]
fn a_bar_of_opinion_tells_its_base_and_lists_what_is_behind_it() {
    let mut p = project(&["The deal was a disgrace for all of us.", "Nothing much was said there at all."]);
    opinion(&mut p, "a", "a disgrace", &[("target", "The deal"), ("polarity", "negative")], 1);
    read(&mut p, &["b"]);
    let mut w = Window::face(p, Face::Opinions);
    // Nine words, two of them in the opinion.
    w.has("Outlet A, 22.2 % · 2 of 9 words · 1 opinion · 0 of 1 article read to the end");
    w.has("Outlet B, 0.0 % · 0 of 7 words · 0 opinions");
    w.press("Outlet A, 22.2 %");
    w.has("Opinion, Outlet A · on The deal · negative: a disgrace");
    w.press("By target");
    w.press("The deal, 12.5 % · 2 of 16 words");
    w.press("Opinion, Outlet A");
    assert_eq!(w.state().view, View::Read);
}

#[test]
fn days_of_coverage_tell_their_articles_and_what_was_new() {
    let mut p = six();
    dated(&mut p, "a", "2025-08-15");
    dated(&mut p, "b", "2025-08-17");
    let mut w = Window::face(p, Face::Coverage);
    w.has("4 articles without a date");
    w.has("2025-08-15, 1 article by 1 outlet, 1 statement, 1 new");
    w.has("2025-08-17, 1 article by 1 outlet, 2 statements, 1 new");
    w.press("2025-08-17, 1 article");
    w.has("New that day · 1");
    w.has("Said on an earlier day, too · 1");
    w.has("Read Outlet B");
}

/// Two outlets that print the same paragraph, one of them naming an agency.
fn copied() -> Project {
    let said = "The closed-door talks lasted two and a half hours at a base near the largest city of the state, and both \
        leaders left without taking any questions from the reporters who had waited since the early morning outside.";
    let mut p = project(&[
        &format!("{said}\n\nSnow fell in Juneau on that day, and nobody minded."),
        &format!("ANCHORAGE (AP) — {said}\n\nA carpet lay on the tarmac, and two bands played."),
        "Nothing of that was told here.",
    ]);
    for (id, number) in [("a", 1), ("b", 2)] {
        mark(&mut p, id, "The closed-door talks lasted two and a half hours", &[], number);
    }
    p
}

#[test]
fn origins_are_decided_by_a_button_and_undone() {
    let mut w = Window::face(copied(), Face::Origins);
    w.has("1 shared passage · 1 statement in both · one origin for what they share, proposed");
    w.has("Outlet B names A");
    w.press("Independent: Outlet A and Outlet B");
    let ruling = |w: &Window| w.project().decisions().map(|d| d.ruling.clone()).collect::<Vec<_>>();
    assert_eq!(ruling(&w), [Ruling::Independent(article("a"), article("b"))]);
    w.settle();
    w.show_face(Face::Origins);
    w.has("independent, decided");
    w.key(Key::Z, Modifiers::COMMAND);
    assert!(ruling(&w).is_empty());
}

#[test]
fn two_articles_stand_at_the_same_statement_and_scroll_together() {
    let filler = |n: usize| (0..n).map(|i| format!("Line {i} of nothing that was said.\n\n")).collect::<String>();
    let (first, second) =
        ("The closed-door talks lasted two and a half hours.", "A red carpet lay on the tarmac for both.");
    let mut p = project(&[
        &format!("{}{first}\n\n{}{second}\n\n{}", filler(30), filler(20), filler(30)),
        &format!("{}{first}\n\n{}{second}\n\n{}", filler(5), filler(60), filler(10)),
    ]);
    for (id, number) in [("a", 1), ("b", 3)] {
        mark(&mut p, id, first, &[], number);
        mark(&mut p, id, second, &[], number + 1);
    }
    let mut w = Window::consensus(p);
    let open = Action::BesideAt(AnnotationId(Uuid::from_u128(1)), None);
    w.ask(Command::Consensus(consensus::Action::Faces(open)));
    w.harness.run_steps(6);
    w.has("1 of 2 shared statements");
    let stands = |w: &mut Window| {
        let [left, right] = w.state().desk.as_mut().unwrap().faces.beside.as_mut().unwrap().heights().unwrap();
        assert!((left - right).abs() < 2.0 && (100.0..600.0).contains(&left), "{left} {right}");
    };
    stands(&mut w);
    let offsets = |w: &mut Window| w.state().desk.as_ref().unwrap().faces.beside.as_ref().unwrap().offsets();
    let before = offsets(&mut w);
    w.key(Key::N, Modifiers::NONE);
    w.harness.run_steps(6);
    w.has("2 of 2 shared statements");
    stands(&mut w);
    let after = offsets(&mut w);
    // There are three times as many lines between the two on the right.
    assert!((after[1] - before[1]) > 2.0 * (after[0] - before[0]), "{before:?} {after:?}");
    w.key(Key::P, Modifiers::NONE);
    w.harness.run_steps(6);
    stands(&mut w);
    w.key(Key::Escape, Modifiers::NONE);
    assert!(w.state().desk.as_ref().unwrap().faces.beside.is_none());
    w.has("Claim, ");
}

#[test]
fn a_plot_becomes_a_file_of_the_kind_that_its_name_asks_for() {
    let mut p = project(&["The deal was a disgrace for all of us.", "Nothing much was said there at all."]);
    opinion(&mut p, "a", "a disgrace", &[], 1);
    let mut w = Window::face(p, Face::Opinions);
    let plot = w.state().desk.as_ref().unwrap().faces.plot().cloned().unwrap();
    let light = &PALETTES[0].1;
    let svg = String::from_utf8(file("plot.svg", &plot, light).unwrap()).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains(">Outlet A</text>") && svg.contains("2 of 9 words"));
    let png = file("plot.PNG", &plot, light).unwrap();
    assert_eq!(png.get(..8).unwrap(), b"\x89PNG\r\n\x1a\n");
    assert!(file("plot.jpg", &plot, light).unwrap_err().contains(".svg or .png"));
}
