//! The real program in a real window, on a screen in memory.

mod screen;

use std::path::Path;

use screen::{Screen, wait};

#[test]
fn the_program_opens_a_window_and_lives() {
    let screen = Screen::start();
    let mut app = screen.run(&[]);
    let window = screen.window(&mut app);
    assert!(screen.title(&window).contains("Pressmark"), "{}", screen.title(&window));
    screen.key(&window, "F1");
    assert!(app.is_alive(), "a key ended the program:\n{}", app.output());
    app.kill();
}

/// The annotations of a project's only article, as the commands see them, from outside and at any moment.
fn annotations(screen: &Screen, project: &Path) -> Vec<String> {
    let out = screen
        .command(env!("CARGO_BIN_EXE_pressmark"))
        .args(["export", project.to_str().unwrap(), "--as", "jsonl", "--out", "-"])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let line: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let spans = line["spans"].as_array().unwrap();
    spans.iter().map(|s| format!("{}: {}", s["label"].as_str().unwrap(), s["text"].as_str().unwrap())).collect()
}

#[test]
fn a_sentence_tagged_with_one_key_is_there_after_a_kill() {
    let screen = Screen::start();
    let project = screen.home().join("talks");
    let text = screen.home().join("wire.txt");
    // So long that the pointer is on it wherever the column begins.
    std::fs::write(
        &text,
        ["The talks in Anchorage lasted about three hours and ended without a deal"; 40].join(" and ") + ".",
    )
    .unwrap();
    let folder = project.to_str().unwrap();
    for arguments in [&["new", folder, "--title", "Talks"][..], &["add", folder, text.to_str().unwrap()]] {
        assert!(screen.command(env!("CARGO_BIN_EXE_pressmark")).args(arguments).status().unwrap().success());
    }
    let mut app = screen.run(&[folder]);
    let window = screen.window(&mut app);
    let [_, _, width, height] = screen.place(&window);
    let (x, y) = (width / 2, height / 2);
    // The first frames open the project; until it is there the key has nothing to tag.
    let tagged = wait("the tagged sentence", || {
        screen.point(&window, x, y);
        screen.point(&window, x + 3, y + 1);
        screen.key(&window, "1");
        std::thread::sleep(std::time::Duration::from_millis(300));
        Some(annotations(&screen, &project)).filter(|found| !found.is_empty())
    });
    assert_eq!(tagged.len(), 1);
    assert!(tagged[0].starts_with("claim: The talks in Anchorage lasted about three hours"), "{tagged:?}");
    app.kill();

    assert_eq!(annotations(&screen, &project), tagged, "the kill has lost it on disk");
    let mut app = screen.run(&[folder]);
    let window = screen.window(&mut app);
    // That the window has it shows in that a click selects it and a key gives it another code.
    let mut tries = 0;
    let recoded = wait("the recoded sentence", || {
        // Never twice at one place: that would be a double click, and select a word.
        tries += 1;
        screen.click(&window, x + 30 * (tries % 4), y);
        screen.key(&window, "3");
        std::thread::sleep(std::time::Duration::from_millis(300));
        Some(annotations(&screen, &project)).filter(|found| found[0].starts_with("opinion"))
    });
    assert_eq!(recoded, [tagged[0].replace("claim", "opinion")]);
    app.kill();
}
