//! Every gesture of the reader, as a person makes it.

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pressmark::model::Edit;
use pressmark::text::Ends;

use super::{Window, project};

const TEXT: &str = "The talks lasted around two and a half hours. Neither took questions.\n\
    “We have a deal,” Trump said, “and it is a good one.”\n\
    They met in Anchorage, after two years, on a Friday. They met in Anchorage.";

const NONE: Modifiers = Modifiers::NONE;

impl Window {
    /// A drag with modifiers held.
    fn drag_with(&mut self, modifiers: Modifiers, from: Pos2, to: Pos2) {
        self.frame(vec![Event::ModifiersChanged(modifiers)]);
        self.point(from);
        for (pos, pressed) in [(from, true), (to, false)] {
            if !pressed {
                self.point(from + (to - from) * 0.5);
                self.point(to);
            }
            self.frame(vec![Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }]);
        }
        self.frame(vec![Event::ModifiersChanged(NONE)]);
    }

    /// The parts of the only annotation.
    fn parts(&self) -> Vec<String> {
        let project = self.project();
        let (article, _, layer) = project.layers().next().unwrap();
        let text = &project.article(article).unwrap().text;
        layer.annotations()[0].spans.iter().map(|&s| text.words(s).to_owned()).collect()
    }
}

#[test]
fn a_unit_is_grown_and_shrunk_with_keys_under_the_pointer() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("two years");
    w.point(middle);
    w.key(Key::Minus, NONE);
    w.key(Key::Num1, NONE);
    w.key(Key::Escape, NONE);
    w.key(Key::Plus, NONE);
    w.key(Key::Plus, NONE);
    w.key(Key::Num3, NONE);
    let paragraph = "They met in Anchorage, after two years, on a Friday. They met in Anchorage";
    assert_eq!(w.annotations(), [format!("opinion: {paragraph}"), "claim: after two years".to_owned()]);
}

#[test]
fn the_brush_tags_with_every_drag_and_every_click() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Friday");
    w.point(middle);
    w.key(Key::Num1, NONE);
    w.key(Key::Z, Modifiers::COMMAND);
    w.key(Key::B, NONE);
    let ([_, from, _], [_, to, _]) = (w.place_of("around"), w.place_of("half"));
    w.drag(from, to);
    let [_, at, _] = w.place_of("questions");
    w.click(at);
    assert_eq!(w.annotations(), ["claim: around two and a half", "claim: Neither took questions"]);
    // Another code's key changes the brush, wherever the pointer is; Escape puts it down.
    w.key(Key::Num3, NONE);
    let [_, at, _] = w.place_of("Friday");
    w.point(at);
    w.click(at);
    w.key(Key::Escape, NONE);
    let [_, at, _] = w.place_of("We have");
    w.click(at);
    assert_eq!(w.annotations().len(), 3);
    assert_eq!(w.annotations()[2], "opinion: They met in Anchorage, after two years, on a Friday");
}

#[test]
fn a_code_pressed_twice_is_the_brush() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, at, _] = w.place_of("questions");
    w.point(at);
    w.key(Key::Num1, NONE);
    w.key(Key::Num1, NONE);
    let [_, at, _] = w.place_of("Friday");
    w.click(at);
    assert_eq!(w.annotations().len(), 2);
}

#[test]
fn ctrl_and_a_drag_add_a_part_to_the_selected_annotation() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, at, _] = w.place_of("We have");
    w.point(at);
    w.key(Key::Num2, NONE);
    let ([from, ..], [.., to]) = (w.place_of("and it is"), w.place_of("good one"));
    w.drag_with(Modifiers::COMMAND, from, to);
    assert_eq!(w.parts(), ["We have a deal", "and it is a good one"]);
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.parts(), ["We have a deal"]);
}

#[test]
fn words_are_added_and_taken_out_by_key() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, at, _] = w.place_of("We have");
    w.point(at);
    w.key(Key::Num2, NONE);
    let ([from, ..], [.., to]) = (w.place_of("and it is"), w.place_of("good one"));
    w.drag(from, to);
    w.key(Key::J, NONE);
    assert_eq!(w.parts(), ["We have a deal", "and it is a good one"]);
    let ([_, from, _], [.., to]) = (w.place_of("and it"), w.place_of("is a"));
    w.drag(from, to);
    w.key(Key::J, Modifiers::SHIFT);
    assert_eq!(w.parts(), ["We have a deal", "good one"]);
}

#[test]
fn each_part_has_handles_of_its_own() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, at, _] = w.place_of("We have");
    w.point(at);
    w.key(Key::Num2, NONE);
    let ([from, ..], [.., to]) = (w.place_of("and it is"), w.place_of("good one"));
    w.drag_with(Modifiers::COMMAND, from, to);
    let [_, _, end] = w.place_of("a deal");
    let [_, to, _] = w.place_of("have");
    w.drag(end, to);
    assert_eq!(w.parts(), ["We have", "and it is a good one"]);
    let [start, ..] = w.place_of("and it is");
    let [_, to, _] = w.place_of("good");
    w.drag(start, to);
    assert_eq!(w.parts(), ["We have", "good one"]);
}

#[test]
fn the_caret_selects_by_characters_words_and_units_without_the_mouse() {
    let mut w = Window::on(project(&[TEXT]));
    w.key(Key::Home, Modifiers::COMMAND);
    w.key(Key::ArrowRight, Modifiers::COMMAND);
    w.key(Key::ArrowRight, NONE);
    w.key(Key::ArrowRight, Modifiers::COMMAND | Modifiers::SHIFT);
    w.key(Key::ArrowRight, Modifiers::COMMAND | Modifiers::SHIFT);
    w.key(Key::Num1, NONE);
    assert_eq!(w.annotations(), ["claim: talks lasted"]);
    w.key(Key::Home, Modifiers::COMMAND);
    w.key(Key::ArrowDown, Modifiers::SHIFT);
    w.key(Key::ArrowDown, Modifiers::SHIFT);
    w.key(Key::Num3, NONE);
    assert_eq!(w.annotations()[0], "opinion: The talks lasted around two and a half hours. Neither took questions");
}

#[test]
fn a_pile_is_gone_through_by_key() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, at, _] = w.place_of("two and");
    w.point(at);
    w.key(Key::Num1, NONE);
    let ([from, ..], [.., to]) = (w.place_of("two and"), w.place_of("half"));
    w.drag(from, to);
    w.key(Key::Num3, NONE);
    w.point(at);
    let selected = |w: &Window| {
        let desk = w.app().state.desk.as_ref().unwrap();
        desk.selected.as_ref().map(|p| desk.project().annotation(p).unwrap().code.to_string())
    };
    assert_eq!(selected(&w).as_deref(), Some("opinion"));
    w.key(Key::O, NONE);
    assert_eq!(selected(&w).as_deref(), Some("claim"));
    w.key(Key::O, NONE);
    assert_eq!(selected(&w).as_deref(), Some("opinion"));
}

#[test]
fn where_marks_belong_to_annotations_a_quotation_is_tagged_with_its_marks() {
    let mut marked = project(&[TEXT]);
    marked.apply(&Edit::SetEnds(Ends::Marks)).unwrap();
    let mut w = Window::on(marked);
    let [_, at, _] = w.place_of("We have");
    w.point(at);
    w.key(Key::Num2, NONE);
    assert_eq!(w.annotations(), ["quote: “We have a deal,”"]);
}

#[test]
fn the_right_button_offers_all_codes_for_what_is_pointed_at() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, at, _] = w.place_of("questions");
    w.point(at);
    for pressed in [true, false] {
        w.frame(vec![Event::PointerButton { pos: at, button: PointerButton::Secondary, pressed, modifiers: NONE }]);
    }
    w.harness.run_steps(3);
    w.harness.get_by_label("Tag as claim").click();
    w.harness.run_steps(4);
    assert_eq!(w.annotations(), ["claim: Neither took questions"]);
}

#[test]
fn tagging_fills_in_what_follows_by_rule() {
    let mut w =
        Window::on(project(&["Officials reportedly agreed on a date.\nThey deny it. The summit was a disaster."]));
    let [_, at, _] = w.place_of("agreed");
    w.point(at);
    w.key(Key::Num1, NONE);
    let [_, at, _] = w.place_of("disaster");
    w.point(at);
    w.key(Key::Num3, NONE);
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    assert_eq!(layer.annotations()[0].attribute("certainty"), Some("hedged"));
    assert_eq!(layer.annotations()[1].attribute("holder"), Some("Outlet A"));
    assert_eq!(layer.annotations()[1].attribute("polarity"), Some("negative"));
}

#[test]
fn a_drag_with_shift_names_who_speaks() {
    let mut w = Window::on(project(&["“We have a deal.”\nThe envoy of the Kremlin smiled."]));
    let [_, at, _] = w.place_of("We have");
    w.point(at);
    w.key(Key::Num2, NONE);
    let ([from, ..], [.., to]) = (w.place_of("envoy"), w.place_of("Kremlin"));
    w.drag_with(Modifiers::SHIFT, from, to);
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    assert_eq!(layer.annotations().get(0).unwrap().attribute("speaker"), Some("envoy of the Kremlin"));
    assert_eq!(w.annotations(), ["quote: We have a deal"]);
}

#[test]
fn the_caret_and_the_selection_are_told() {
    let mut w = Window::on(project(&[TEXT]));
    w.key(Key::Home, Modifiers::COMMAND);
    w.key(Key::ArrowRight, Modifiers::COMMAND | Modifiers::SHIFT);
    w.key(Key::ArrowRight, Modifiers::COMMAND | Modifiers::SHIFT);
    let first = w.harness.get_by_label("The talks lasted around two and a half hours. Neither took questions.");
    let told = first.accesskit_node().text_selection().map(|range| range.text());
    assert_eq!(told.as_deref(), Some("The talks"));
}

#[test]
fn what_keys_go_to_is_brought_into_view_from_far_below() {
    let text = ["They met in Anchorage and talked for hours about the war."; 80].join("\n");
    let mut w = Window::on(project(&[&format!("The first sentence stands alone.\n{text}")]));
    let [_, at, _] = w.place_of("first sentence");
    w.point(at);
    w.key(Key::Num1, NONE);
    w.key(Key::End, Modifiers::COMMAND);
    w.harness.run_steps(5);
    let shown = |w: &Window| !w.app().state.desk.as_ref().unwrap().reader.rects(0..8).is_empty();
    assert!(!shown(&w), "the end is in view");
    w.key(Key::P, NONE);
    w.harness.run_steps(5);
    assert!(shown(&w), "the annotation at the start is in view");
}

#[test]
fn pointing_at_noise_a_key_makes_text_of_it_again() {
    let mut w = Window::on(project(&["They met.\nShare this article\nThey left again."]));
    let [_, at, _] = w.place_of("Share");
    w.point(at);
    w.key(Key::X, NONE);
    assert_eq!(w.project().articles().next().unwrap().noise.len(), 1);
    let [_, at, _] = w.place_of("Share");
    w.point(at);
    w.key(Key::X, NONE);
    assert!(w.project().articles().next().unwrap().noise.is_empty());
}
