//! Keys: what they are called, that they do not collide, and that they can be changed.

use std::collections::BTreeSet;

use eframe::egui::{Key, Modifiers};
use pressmark::desktop::bindings::{self, Bindings, Changed};
use pressmark::desktop::command::table;
use pressmark::desktop::settings::Settings;

use super::{Window, project};

const TEXT: &str = "They met in Anchorage. Nothing was signed.";

#[test]
fn every_command_has_an_id_of_its_own() {
    let mut seen = BTreeSet::new();
    for entry in table() {
        let id = entry.id();
        assert!(!id.is_empty(), "{} has no id", entry.name);
        assert!(seen.insert(id.clone()), "{id} is the id of two commands");
    }
}

#[test]
fn no_two_commands_that_can_make_sense_together_share_a_key() {
    let bindings = Bindings::default();
    for bound in bindings.all() {
        let Some(key) = bound.usual else { continue };
        let clash = bindings.clash(&bound.id, &key).map(|b| b.id.clone());
        assert_eq!(clash, None, "{} and another one have {}", bound.id, bindings::words(&key));
    }
}

#[test]
fn every_key_is_read_as_it_is_written() {
    for bound in Bindings::default().all() {
        let Some(key) = bound.usual else { continue };
        assert_eq!(bindings::parse(&bindings::plain_words(&key)), Some(key), "{}", bound.id);
    }
    assert_eq!(bindings::parse("ctrl++").map(|k| k.logical_key), Some(Key::Plus));
    assert_eq!(bindings::parse("Ctrl+Nonsense"), None);
    assert_eq!(bindings::parse("Hyper+A"), None);
}

fn selected(w: &Window) -> bool {
    w.app().state.desk.as_ref().unwrap().selected.is_some()
}

#[test]
fn a_changed_key_works_and_the_usual_one_no_longer_does() {
    let keys = Changed::from([("next-annotation".into(), "J".into()), ("undo".into(), String::new())]);
    let mut w = Window::with(project(&[TEXT]), Settings { keys, ..Settings::default() });
    let [_, at, _] = w.place_of("Anchorage");
    w.point(at);
    w.key(Key::Num1, Modifiers::NONE);
    w.key(Key::Escape, Modifiers::NONE);
    w.key(Key::Escape, Modifiers::NONE);
    assert!(!selected(&w));
    w.key(Key::N, Modifiers::NONE);
    assert!(!selected(&w), "N still does it");
    w.key(Key::J, Modifiers::NONE);
    assert!(selected(&w), "J does not do it");
    w.key(Key::Z, Modifiers::COMMAND);
    assert_eq!(w.annotations().len(), 1, "a key that was taken away still works");
    w.key(Key::Delete, Modifiers::NONE);
    let said = w.app().state.notice.clone().unwrap().words;
    assert!(said.contains("Undo brings it back"), "a message names a key that does nothing: {said}");
}

#[test]
fn a_key_that_another_command_has_is_said_and_can_be_swapped() {
    let usual = Bindings::default();
    let taken = bindings::parse("P").unwrap();
    assert_eq!(usual.clash("next-annotation", &taken).map(|b| b.id.as_str()), Some("previous-annotation"));
    // The consensus view is never there together with the reader: its keys are its own.
    assert_eq!(usual.clash("next-annotation", &bindings::parse("M").unwrap()).map(|b| b.id.as_str()), None);
    let swapped = Bindings::new(&usual.swapped("next-annotation", taken));
    let key = |id: &str| swapped.get(id).and_then(|b| b.entry.key).map(|k| bindings::plain_words(&k));
    assert_eq!(key("next-annotation").as_deref(), Some("P"));
    assert_eq!(key("previous-annotation").as_deref(), Some("N"));
    // Back to the usual key is no change at all.
    let back = Bindings::new(&swapped.swapped("next-annotation", bindings::parse("N").unwrap()));
    assert_eq!(back.changed_to("undo", usual.get("undo").unwrap().usual), Changed::new());
}
