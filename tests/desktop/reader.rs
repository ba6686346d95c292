//! Tagging by pointing and pressing a key.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use super::{Window, project};

const TEXT: &str = "The talks lasted around two and a half hours. Neither took questions.\n\
    “We haven’t quite got there, but we’ve made some headway,” Trump said.\n\
    They met in Anchorage.";

#[test]
fn one_key_tags_the_sentence_under_the_pointer() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("two and a half");
    w.point(middle);
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: The talks lasted around two and a half hours"]);
}

#[test]
fn one_key_tags_the_quotation_under_the_pointer_without_its_marks() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("quite got");
    w.point(middle);
    w.key(Key::Num2, Modifiers::NONE);
    assert_eq!(w.annotations(), ["quote: We haven’t quite got there, but we’ve made some headway"]);
}

#[test]
fn another_key_gives_the_new_annotation_another_code_and_undo_walks_back() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.key(Key::Num1, Modifiers::NONE);
    w.key(Key::Num3, Modifiers::NONE);
    assert_eq!(w.annotations(), ["opinion: They met in Anchorage"]);
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.annotations(), ["claim: They met in Anchorage"]);
    w.key(Key::Z, Modifiers::COMMAND);
    assert!(w.annotations().is_empty());
    w.key(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(w.annotations(), ["claim: They met in Anchorage"]);
}

#[test]
fn a_drag_snaps_to_words_and_its_key_tags_them() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, from, _] = w.place_of("around");
    let [_, to, _] = w.place_of("half");
    w.drag(from, to);
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: around two and a half"]);
}

#[test]
fn a_double_click_takes_a_word_and_a_triple_click_a_sentence() {
    for (clicks, words) in [(2, "questions"), (3, "Neither took questions")] {
        let mut w = Window::on(project(&[TEXT]));
        let [_, at, _] = w.place_of("questions");
        for _ in 0..clicks {
            w.click(at);
        }
        w.key(Key::Num3, Modifiers::NONE);
        assert_eq!(w.annotations(), [format!("opinion: {words}")]);
    }
}

#[test]
fn a_click_selects_its_key_recodes_delete_removes_undo_brings_back() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.key(Key::Num1, Modifiers::NONE);
    w.key(Key::Escape, Modifiers::NONE);
    w.click(middle);
    w.key(Key::Num2, Modifiers::NONE);
    assert_eq!(w.annotations(), ["quote: They met in Anchorage"]);
    w.key(Key::Delete, Modifiers::NONE);
    assert!(w.annotations().is_empty());
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.annotations(), ["quote: They met in Anchorage"]);
}

#[test]
fn a_handle_moves_an_end_by_words() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, from, _] = w.place_of("around");
    let [_, to, _] = w.place_of("two");
    w.drag(from, to);
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: around two"]);
    let [_, _, end] = w.place_of("around two");
    let [_, further, _] = w.place_of("half");
    w.drag(end, further);
    assert_eq!(w.annotations(), ["claim: around two and a half"]);
    w.key(Key::CloseBracket, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: around two and a half hours"]);
    w.key(Key::OpenCurlyBracket, Modifiers::SHIFT);
    assert_eq!(w.annotations(), ["claim: two and a half hours"]);
}

#[test]
fn keys_are_text_while_a_field_has_the_focus() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.harness.get_by_label("Filter articles").click();
    w.harness.run_steps(3);
    w.harness.get_by_label("Filter articles").type_text("1");
    w.key(Key::Num1, Modifiers::NONE);
    assert!(w.annotations().is_empty(), "a key in a field has tagged {:?}", w.annotations());
}

#[test]
fn the_reader_tells_its_text_and_its_annotations() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.key(Key::Num1, Modifiers::NONE);
    w.harness.get_by_label("They met in Anchorage.");
    w.harness.get_by_label("Claim, by Ana: They met in Anchorage");
}

#[test]
fn at_rest_the_window_asks_for_no_frame() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.key(Key::Num1, Modifiers::NONE);
    w.point(middle + vec2(0.0, 200.0));
    // The engine's answer comes from its own thread; after that there is nothing left to draw.
    for _ in 0..50 {
        if w.app().state.desk.as_ref().unwrap().consensus_of == 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        w.harness.run_steps(1);
    }
    w.harness.run_steps(30);
    assert!(w.harness.try_run().is_ok(), "the window draws for ever");
}

#[test]
fn the_palette_tags_what_the_pointer_was_on_and_finds_by_letters() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.key(Key::K, Modifiers::COMMAND);
    w.harness.get_by_label("Find a command").type_text("tagop");
    w.harness.run_steps(2);
    w.key(Key::Enter, Modifiers::NONE);
    assert_eq!(w.annotations(), ["opinion: They met in Anchorage"]);
}

#[test]
fn a_speaker_is_completed_from_names_already_used() {
    // Nobody is named who could have said it, so nothing is filled in by rule.
    let mut w = Window::on(project(&["“We haven’t quite got there, but we’ve made some headway.”\nAll in Anchorage."]));
    let [_, quote, _] = w.place_of("quite got");
    w.point(quote);
    w.key(Key::Num2, Modifiers::NONE);
    w.harness.get_by_role_and_label(Role::TextInput, "Speaker").click();
    w.harness.run_steps(2);
    w.harness.get_by_role_and_label(Role::TextInput, "Speaker").type_text("Donald Trump");
    w.harness.run_steps(2);
    w.key(Key::Enter, Modifiers::NONE);
    let [_, other, _] = w.place_of("Anchorage");
    w.point(other);
    w.key(Key::Num2, Modifiers::NONE);
    w.harness.get_by_role_and_label(Role::TextInput, "Speaker").click();
    w.harness.run_steps(2);
    w.harness.get_by_role_and_label(Role::TextInput, "Speaker").type_text("tru");
    w.harness.run_steps(3);
    w.harness.get_by_label("Donald Trump").click();
    w.harness.run_steps(4);
    let project = w.project();
    let speakers: Vec<_> = project
        .layers()
        .flat_map(|(_, _, l)| l.annotations().iter().map(|a| a.attribute("speaker").map(str::to_owned)))
        .collect();
    assert_eq!(speakers, [Some("Donald Trump".to_owned()), Some("Donald Trump".to_owned())]);
}

#[test]
fn the_arrow_keys_alone_reach_and_tag_a_sentence() {
    let mut w = Window::on(project(&[TEXT]));
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::Num1, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::NONE);
    w.key(Key::Num2, Modifiers::NONE);
    assert_eq!(
        w.annotations(),
        ["claim: Neither took questions", "quote: We haven’t quite got there, but we’ve made some headway"]
    );
}

#[test]
fn undo_goes_through_all_articles() {
    let mut w = Window::on(project(&[TEXT, "Another outlet. It says more."]));
    let [_, at, _] = w.place_of("Anchorage");
    w.point(at);
    w.key(Key::Num1, Modifiers::NONE);
    w.key(Key::ArrowDown, Modifiers::COMMAND);
    let [_, at, _] = w.place_of("Another");
    w.point(at);
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations().len(), 2);
    w.key(Key::Z, Modifiers::COMMAND);
    w.key(Key::Z, Modifiers::COMMAND);
    assert!(w.annotations().is_empty());
    let article = w.app().state.desk.as_ref().unwrap().article.clone();
    assert_eq!(article.unwrap().as_str(), "a", "undo shows where it happened");
}

#[test]
fn read_to_the_end_goes_on_to_the_next_article() {
    let mut w = Window::on(project(&[TEXT, "Another outlet. It says more."]));
    w.key(Key::Enter, Modifiers::COMMAND);
    let project = w.project();
    let progress: Vec<_> = project.articles().map(|a| project.progress(&a.id).as_str()).collect();
    assert_eq!(progress, ["done", "unread"]);
    let article = w.app().state.desk.as_ref().unwrap().article.clone();
    assert_eq!(article.unwrap().as_str(), "b");
}

fn note(w: &Window) -> String {
    let project = w.project();
    let (_, _, layer) = project.layers().next().unwrap();
    layer.annotations()[0].note.clone()
}

#[test]
fn what_is_typed_is_kept_by_escape_by_a_command_and_by_a_pause() {
    for leave in ["escape", "command", "pause"] {
        let mut w = Window::on(project(&[TEXT]));
        let [_, middle, _] = w.place_of("Anchorage");
        w.point(middle);
        w.key(Key::Num1, Modifiers::NONE);
        let field = || Role::MultilineTextInput;
        w.harness.get_by_role_and_label(field(), "Note").click();
        w.harness.run_steps(2);
        w.harness.get_by_role_and_label(field(), "Note").type_text("check with Ben");
        w.harness.run_steps(2);
        assert_eq!(note(&w), "");
        match leave {
            "escape" => w.key(Key::Escape, Modifiers::NONE),
            "command" => w.key(Key::Num2, Modifiers::COMMAND),
            _ => w.harness.run_steps(90),
        }
        assert_eq!(note(&w), "check with Ben", "left by {leave}");
        let selected = w.app().state.desk.as_ref().unwrap().selected.is_some();
        assert!(selected, "left by {leave}: the annotation is still selected");
    }
}

#[test]
fn a_key_means_nothing_in_white_space_after_a_tag() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, middle, _] = w.place_of("Anchorage");
    w.point(middle);
    w.key(Key::Num1, Modifiers::NONE);
    w.point(middle + vec2(0.0, 120.0));
    w.key(Key::Num3, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: They met in Anchorage"]);
}

#[test]
fn right_of_a_short_line_the_pointer_means_its_last_unit() {
    let mut w = Window::on(project(&[TEXT]));
    let [_, _, end] = w.place_of("Anchorage.");
    w.point(end + vec2(120.0, 0.0));
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: They met in Anchorage"]);
}
