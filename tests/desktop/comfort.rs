//! Settings, keys page, tour, help, history, panels, and that all of it fits.

use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use pressmark::desktop::bindings::Changed;
use pressmark::desktop::command::Command;
use pressmark::desktop::settings::{self, Font, Motion, Place, Settings};
use pressmark::desktop::state::Theme;
use pressmark::model::ArticleId;

use super::{Window, project};

const TEXT: &str = "The talks lasted around two and a half hours. Neither took questions.\n\
    “We haven’t quite got there, but we’ve made some headway,” Trump said.\n\
    They met in Anchorage.";

fn unusual() -> Settings {
    Settings {
        theme: Theme::Dark,
        contrast: true,
        text_size: 21.0,
        font: Font::Sans,
        column: 840.0,
        line_height: 1.8,
        scale: 1.5,
        motion: Motion::Reduced,
        snap: false,
        proposals: false,
        articles: false,
        articles_width: 300.0,
        inspector: false,
        inspector_width: 333.0,
        window: Some(Place { at: Some((20.0, 30.0)), size: (900.0, 700.0), maximised: true }),
        recent: vec![PathBuf::from("/home/ana/talks \"one\" // {two}"), PathBuf::from("C:\\talks")],
        places: [(PathBuf::from("C:\\talks"), ("site-002".to_owned(), 1234))].into(),
        columns: [(PathBuf::from("C:\\talks"), vec!["site-002".to_owned(), "blog".to_owned()])].into(),
        keys: Changed::from([("next-annotation".into(), "J".into()), ("undo".into(), String::new())]),
        toured: false,
    }
}

#[test]
fn settings_are_read_as_they_were_written() {
    for settings in [Settings::default(), unusual()] {
        let written = settings::write(&settings);
        assert_eq!(settings::read(&written), (settings, vec![]), "{written}");
    }
}

#[test]
fn a_damaged_entry_costs_itself_only_and_is_named() {
    let written = settings::write(&unusual());
    for (good, bad, name) in [
        ("text_size: 21.0", "text_size: large", "text_size"),
        ("theme: Dark", "theme: Drak", "theme"),
        ("motion: Reduced", "motion: (Reduced", "motion"),
        ("scale: 1.5", "scale: \"1.5", "scale"),
        ("\"undo\":\"\"", "\"undo\"", "keys"),
        ("snap: false", "snap: false)", ""),
    ] {
        let damaged = written.replace(": \"\",", ":\"\",").replace(good, bad);
        assert_ne!(damaged.replace(":\"\",", ": \"\","), written, "{good} is not in\n{written}");
        let (read, wrong) = settings::read(&damaged);
        if name.is_empty() {
            assert_eq!(read, unusual(), "{bad}");
            continue;
        }
        assert_eq!(wrong.len(), 1, "{bad}: {wrong:?}");
        assert!(wrong[0].contains(&format!("“{name}”")), "{wrong:?}");
        let usual = Settings::default();
        let expected = match name {
            "text_size" => Settings { text_size: usual.text_size, ..unusual() },
            "theme" => Settings { theme: usual.theme, ..unusual() },
            "motion" => Settings { motion: usual.motion, ..unusual() },
            "scale" => Settings { scale: usual.scale, ..unusual() },
            _ => Settings { keys: usual.keys, ..unusual() },
        };
        assert_eq!(read, expected, "{bad}");
    }
}

#[test]
fn what_is_unknown_missing_or_out_of_bounds_does_no_harm() {
    let (read, wrong) = settings::read("(theme: Light, colour_of_the_sky: \"blue\", text_size: 900, scale: -3)");
    assert_eq!((read.theme, read.text_size, read.scale), (Theme::Light, 34.0, 0.8));
    assert_eq!(wrong, ["“colour_of_the_sky” is no setting"]);
    for nothing in ["", "()", "\u{feff}(\n)\n", "// only words\n"] {
        assert_eq!(settings::read(nothing), (Settings::default(), vec![]), "{nothing:?}");
    }
    assert_eq!(settings::read("]]}}((").0, Settings::default());
}

fn has(w: &Window, words: &str) -> bool {
    w.harness.query_all_by_label(words).next().is_some()
}

fn press(w: &mut Window, name: &str) {
    w.harness.get_by_label(name).click();
    w.harness.run_steps(4);
}

#[test]
fn the_tour_is_shown_once_and_again_when_asked() {
    let mut w = Window::with(project(&[TEXT]), Settings { toured: false, ..Settings::default() });
    assert!(has(&w, "Five gestures"));
    w.key(Key::Num1, Modifiers::NONE);
    assert!(w.annotations().is_empty(), "a key tags behind the tour");
    press(&mut w, "Start");
    assert!(!has(&w, "Five gestures"));
    assert!(w.app().state.settings.toured);
    w.harness.state_mut().as_mut().unwrap().ask(Command::Tour);
    w.harness.run_steps(4);
    assert!(has(&w, "Five gestures"));
    w.key(Key::Escape, Modifiers::NONE);
    assert!(!has(&w, "Five gestures"));
    assert!(!has(&Window::on(project(&[TEXT])), "Five gestures"), "shown to who has seen it");
}

#[test]
fn help_finds_a_key_and_shows_changed_ones() {
    let keys = Changed::from([("merge-statements".into(), "Ctrl+J".into())]);
    let mut w = Window::with(project(&[TEXT]), Settings { keys, ..Settings::default() });
    w.key(Key::F1, Modifiers::NONE);
    assert!(has(&w, "Tag as claim") && has(&w, "Triple click"));
    w.harness.get_by_label("Search keys and gestures").type_text("merge");
    w.harness.run_steps(3);
    assert!(has(&w, "Merge statements") && has(&w, "Ctrl+J"));
    assert!(!has(&w, "Tag as claim") && !has(&w, "Triple click"));
    w.key(Key::Escape, Modifiers::NONE);
    assert!(!has(&w, "Keys and gestures"));
}

#[test]
fn a_key_is_changed_on_the_page_and_works_at_once() {
    let mut w = Window::on(project(&[TEXT]));
    w.key(Key::Comma, Modifiers::COMMAND);
    press(&mut w, "Keys");
    w.harness.get_by_label("Search commands and keys").type_text("next annotation");
    w.harness.run_steps(3);
    press(&mut w, "Next annotation, N");
    w.key(Key::G, Modifiers::NONE);
    assert_eq!(w.app().state.settings.keys, Changed::from([("next-annotation".into(), "G".into())]));
    // One that another command has is not taken without asking.
    press(&mut w, "Next annotation, G");
    w.key(Key::P, Modifiers::NONE);
    assert!(has(&w, "P is the key of “Previous annotation”."));
    assert_eq!(w.app().state.settings.keys.get("next-annotation").map(String::as_str), Some("G"));
    press(&mut w, "Swap the two");
    let keys = w.app().state.settings.keys.clone();
    assert_eq!(keys.get("next-annotation").map(String::as_str), Some("P"));
    assert_eq!(keys.get("previous-annotation").map(String::as_str), Some("G"));
    press(&mut w, "All keys as usual");
    assert!(w.app().state.settings.keys.is_empty());
    // Escape leaves the key as it is, and the page open.
    press(&mut w, "Next annotation, N");
    w.key(Key::Escape, Modifiers::NONE);
    assert!(has(&w, "Next annotation, N") && w.app().state.settings.keys.is_empty());
}

#[test]
fn a_setting_acts_at_once_and_goes_back() {
    let mut w = Window::on(project(&[TEXT]));
    let height = |w: &Window| w.place_of("Anchorage")[0].y;
    let before = height(&w);
    w.key(Key::Comma, Modifiers::COMMAND);
    for _ in 0..4 {
        press(&mut w, "Text size, more");
    }
    press(&mut w, "Colours, Dark");
    assert_eq!(w.app().state.settings.text_size, 21.0);
    assert!(w.harness.ctx.global_style().visuals.dark_mode);
    assert!(height(&w) > before, "the letters have not grown");
    press(&mut w, "Text size as usual, 17 pt");
    assert_eq!(w.app().state.settings.text_size, 17.0);
    press(&mut w, "As it was");
    assert_eq!(
        w.app().state.settings,
        Settings { recent: vec!["talks".into()], places: w.app().state.settings.places.clone(), ..Settings::default() }
    );
    press(&mut w, "Close");
    assert!(!has(&w, "Text size, more"));
}

#[test]
fn the_history_goes_back_and_forth_in_one_step() {
    let mut w = Window::on(project(&[TEXT, "Another outlet. It says more."]));
    for (words, key) in [("Anchorage", Key::Num1), ("questions", Key::Num3), ("quite got", Key::Num2)] {
        let [_, at, _] = w.place_of(words);
        w.point(at);
        w.key(key, Modifiers::NONE);
    }
    let all = w.annotations();
    assert_eq!(all.len(), 3);
    w.key(Key::H, Modifiers::COMMAND | Modifiers::SHIFT);
    let name = |w: &Window, begin: &str, end: &str| {
        let root = w.harness.root();
        let found = root.children_recursive().find_map(|n| {
            let label = n.accesskit_node().label()?;
            (label.starts_with(begin) && label.ends_with(end)).then_some(label)
        });
        found.unwrap_or_else(|| panic!("nothing begins with {begin:?} and ends with {end:?}"))
    };
    let first = name(&w, "Tag as claim, Outlet A", "");
    press(&mut w, &first);
    assert_eq!(w.annotations(), ["claim: They met in Anchorage"]);
    let last = name(&w, "Tag as quote, Outlet A", ", undone");
    press(&mut w, &last);
    assert_eq!(w.annotations(), all);
    press(&mut w, "The project as it was opened");
    assert!(w.annotations().is_empty());
    let desk = w.app().state.desk.as_ref().unwrap();
    assert_eq!((desk.timeline.done().len(), desk.timeline.undone().len()), (0, 3));
    w.key(Key::Escape, Modifiers::NONE);
    w.key(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(w.annotations(), ["claim: They met in Anchorage"], "redo goes on from there");
}

/// The part of the window that the focus is in, by the names of what has it and of what holds it.
fn focused_part(w: &Window) -> Option<String> {
    let parts = ["Project and views", "Lists", "Text", "Inspector", "Status"];
    let mut node = w.harness.root().children_recursive().find(egui_kittest::Node::is_focused)?;
    loop {
        let label = node.accesskit_node().label().unwrap_or_default();
        if parts.contains(&label.as_str()) {
            return Some(label);
        }
        node = node.parent()?;
    }
}

#[test]
fn every_part_of_the_window_has_a_name_and_f6_goes_through_them() {
    let mut w = Window::on(project(&[TEXT]));
    for (role, name) in [
        (Role::Banner, "Project and views"),
        (Role::Navigation, "Lists"),
        (Role::Main, "Text"),
        (Role::Complementary, "Inspector"),
        (Role::ContentInfo, "Status"),
    ] {
        w.harness.get_by_role_and_label(role, name);
    }
    let mut visited = Vec::new();
    for _ in 0..4 {
        w.key(Key::F6, Modifiers::NONE);
        visited.push(focused_part(&w).unwrap_or_default());
        if visited.last().is_some_and(|p| p == "Lists") {
            break;
        }
    }
    assert_eq!(visited, ["Inspector", "Status", "Project and views", "Lists"]);
    w.key(Key::F6, Modifiers::SHIFT);
    assert_eq!(focused_part(&w).as_deref(), Some("Project and views"));
}

#[test]
fn a_project_opens_where_one_stopped() {
    let long = "A sentence that fills the page. ".repeat(400).replace(". A", ".\nA");
    let settings = Settings {
        recent: vec!["talks".into()],
        places: [(PathBuf::from("talks"), ("b".to_owned(), 6000))].into(),
        ..Settings::default()
    };
    let w = Window::with(project(&[TEXT, &long]), settings);
    let desk = w.app().state.desk.as_ref().unwrap();
    assert_eq!(desk.article.as_ref().map(ArticleId::as_str), Some("b"));
    assert!(!desk.reader.rects(6000..6010).is_empty(), "the place is not on screen");
    assert!(desk.reader.rects(0..10).is_empty(), "the beginning is on screen");
    // And what is read is noted.
    assert_eq!(w.app().state.settings.places.get(&PathBuf::from("talks")).map(|p| p.0.as_str()), Some("b"));
}

#[test]
fn a_code_in_the_status_line_tags_selected_words() {
    let mut w = Window::on(project(&[TEXT]));
    let ([_, from, _], [_, to, _]) = (w.place_of("around"), w.place_of("half"));
    w.drag(from, to);
    press(&mut w, "Tag as opinion (3)");
    assert_eq!(w.annotations(), ["opinion: around two and a half"]);
    press(&mut w, "Tag as quote (2)");
    assert_eq!(w.annotations(), ["quote: around two and a half"]);
}

#[test]
fn a_long_error_can_be_read_whole_and_put_away() {
    let mut w = Window::on(project(&[TEXT]));
    let error = "The article could not be added because nothing of it could be read. ".repeat(5);
    w.harness.state_mut().as_mut().unwrap().state.complain(error.clone());
    w.harness.run_steps(2);
    let cut = w.harness.get_by_role_and_label(Role::Button, &error).rect();
    assert!(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0)).contains_rect(cut));
    press(&mut w, &error);
    assert!(has(&w, "Put away"));
    press(&mut w, "Put away");
    assert!(w.app().state.notice.is_none());
}

#[test]
fn rest_does_not_count_as_time_spent() {
    let (a, b) = (ArticleId::new("a").unwrap(), ArticleId::new("b").unwrap());
    let mut spent = pressmark::desktop::spent::Spent::default();
    for (now, article) in [(10.0, Some(&a)), (40.0, Some(&a)), (100.0, Some(&b)), (4000.0, Some(&b)), (4010.0, None)] {
        spent.note(now, article);
    }
    assert_eq!((spent.with(&a), spent.with(&b), spent.all()), (30.0, 180.0, 220.0));
}

/// What can be pressed in the bars above and below, with its place, and what of pages over the window does not scroll.
fn controls(w: &Window) -> Vec<(String, Rect)> {
    let still = [
        "Close",
        "Start",
        "Settings",
        "Keys",
        "As it was",
        "All as usual",
        "All keys as usual",
        "Find a command",
        "Search keys and gestures",
        "Search commands and keys",
    ];
    let roles = [Role::Button, Role::RadioButton, Role::Tab, Role::TextInput];
    let covered = w.app().state.is_covered();
    let root = w.harness.root();
    let mut found = Vec::new();
    for node in root.children_recursive() {
        let inner = node.accesskit_node();
        let Some(label) = inner.label().filter(|l| !l.is_empty() && roles.contains(&inner.role())) else { continue };
        let mut parent = node.parent();
        let mut bar = false;
        while let Some(node) = parent {
            bar |= [Role::Banner, Role::ContentInfo].contains(&node.accesskit_node().role());
            parent = node.parent();
        }
        if (covered && still.contains(&label.as_str())) || (!covered && bar) {
            found.push((label, node.rect()));
        }
    }
    found
}

fn fits(w: &Window, size: [f32; 2], what: &str) {
    let window = Rect::from_min_size(pos2(0.0, 0.0), size.into());
    let found = controls(w);
    assert!(!found.is_empty(), "{what}: no controls");
    for (i, (name, rect)) in found.iter().enumerate() {
        assert!(window.expand(0.5).contains_rect(*rect), "{what}: “{name}” is cut: {rect} in {window}");
        for (other, beside) in found.iter().skip(i + 1) {
            let both = rect.shrink(1.0).intersect(beside.shrink(1.0));
            assert!(!both.is_positive(), "{what}: “{name}” and “{other}” overlap");
        }
    }
}

#[test]
fn at_every_size_of_the_system_all_controls_are_within_the_window() {
    for scale in [1.0, 1.25, 1.5, 2.0] {
        let size = [1280.0 / scale, 800.0 / scale];
        let what = |part: &str| format!("{part} at {scale}");
        let mut w = Window::of_size(project(&[TEXT, "Another outlet. It says more."]), Settings::default(), size);
        let [_, at, _] = w.place_of("Anchorage");
        w.point(at);
        w.key(Key::Num1, Modifiers::NONE);
        fits(&w, size, &what("reading"));
        let names: Vec<String> = controls(&w).into_iter().map(|(name, _)| name).collect();
        for name in ["Read", "Consensus", "Codebook", "Find any action by its name", "Tag as claim (1)"] {
            assert!(names.iter().any(|n| n == name), "{}: no {name} in {names:?}", what("reading"));
        }
        w.harness.state_mut().as_mut().unwrap().state.complain("The file could not be read. ".repeat(12));
        w.harness.run_steps(3);
        fits(&w, size, &what("a message"));
        for (part, command) in [
            ("palette", Command::Palette),
            ("help", Command::Help),
            ("history", Command::History),
            ("tour", Command::Tour),
            ("settings", settings_page(false)),
            ("keys", settings_page(true)),
        ] {
            w.harness.state_mut().as_mut().unwrap().ask(command);
            w.harness.run_steps(4);
            assert!(w.app().state.is_covered(), "{}", what(part));
            fits(&w, size, &what(part));
            w.key(Key::Escape, Modifiers::NONE);
            assert!(!w.app().state.is_covered(), "{} does not close", what(part));
        }
    }
}

fn settings_page(keys: bool) -> Command {
    use pressmark::desktop::preferences::{Action, Page};
    Command::Settings(Action::Show(if keys { Page::Keys } else { Page::Looks }))
}
