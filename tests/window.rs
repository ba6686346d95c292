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
    screen.know_the_program();
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

/// A project with two short articles, made by the commands.
fn two_articles(screen: &Screen) -> std::path::PathBuf {
    let project = screen.home().join("talks");
    let folder = project.to_str().unwrap();
    let pressmark = |arguments: &[&str]| {
        assert!(screen.command(env!("CARGO_BIN_EXE_pressmark")).args(arguments).status().unwrap().success());
    };
    pressmark(&["new", folder, "--title", "Talks"]);
    let texts = [
        ("first.txt", "The talks in Anchorage lasted about three hours on Friday. “We made some headway.”"),
        ("second.txt", "The meeting took place at a base in Alaska and went on for two and a half hours."),
    ];
    for (name, text) in texts {
        let file = screen.home().join(name);
        std::fs::write(&file, text).unwrap();
        pressmark(&["add", folder, file.to_str().unwrap()]);
    }
    project
}

/// All annotations of a project as `article: code: words`, and for each article how far it has been read.
fn work(screen: &Screen, project: &Path) -> (Vec<String>, Vec<String>) {
    let out = screen
        .command(env!("CARGO_BIN_EXE_pressmark"))
        .args(["export", project.to_str().unwrap(), "--as", "jsonl", "--out", "-"])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let (mut spans, mut read) = (Vec::new(), Vec::new());
    for line in String::from_utf8(out.stdout).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = line["id"].as_str().unwrap();
        read.push(format!("{id}: {}", line["meta"]["progress"].as_str().unwrap()));
        for span in line["spans"].as_array().unwrap() {
            let speaker = span["attributes"]["speaker"]
                .as_str()
                .filter(|s| !s.is_empty())
                .map_or(String::new(), |s| format!(" by {s}"));
            spans.push(format!(
                "{id}: {}: {}{speaker}",
                span["label"].as_str().unwrap(),
                span["text"].as_str().unwrap()
            ));
        }
    }
    (spans, read)
}

/// The project in its window, once it is open there.
fn opened(screen: &Screen, project: &Path) -> (screen::App, screen::Window) {
    screen.know_the_program();
    let mut app = screen.run(&[project.to_str().unwrap()]);
    let window = screen.window(&mut app);
    wait("the project in the window", || Some(()).filter(|()| screen.title(&window).starts_with("Talks")));
    std::thread::sleep(std::time::Duration::from_millis(1500));
    (app, window)
}

#[test]
fn a_whole_job_by_keyboard_alone() {
    let screen = Screen::start();
    let project = two_articles(&screen);
    let (app, window) = opened(&screen, &project);
    // The pointer rests outside of the text.
    screen.point(&window, 3, 3);
    let keys = |keys: &[&str]| {
        for key in keys {
            screen.key(&window, key);
            std::thread::sleep(std::time::Duration::from_millis(250));
        }
    };
    // A claim; a quotation with its speaker typed; on to the next article; words from the caret on.
    keys(&["Down", "1", "Down", "2", "Return"]);
    screen.write(&window, "Donald Trump");
    keys(&["Return", "ctrl+Return", "ctrl+Home", "ctrl+shift+Right", "ctrl+shift+Right", "3", "ctrl+Return"]);
    let done = wait("the work on disk", || Some(work(&screen, &project)).filter(|(spans, _)| spans.len() == 3));
    assert_eq!(
        done.0,
        [
            "first: claim: The talks in Anchorage lasted about three hours on Friday",
            "first: quote: We made some headway by Donald Trump",
            "second: opinion: The meeting",
        ]
    );
    let read = wait("both read to the end", || {
        Some(work(&screen, &project).1).filter(|read| read.iter().all(|r| r.ends_with("done")))
    });
    assert_eq!(read, ["first: done", "second: done"]);
    app.kill();
}

#[test]
fn a_whole_job_by_mouse_alone() {
    let screen = Screen::start();
    let project = two_articles(&screen);
    let (app, window) = opened(&screen, &project);
    let [_, _, width, height] = screen.place(&window);
    let pause = || std::thread::sleep(std::time::Duration::from_millis(300));
    // Where the text is: the menu of the right button tags the sentence or quotation there.
    let x = width / 2 - 160;
    let tagged = wait("a sentence tagged from the menu", || {
        for y in (90..340).step_by(22) {
            screen.click_right(&window, x, y);
            pause();
            // The first line of the menu.
            screen.click(&window, x + 60, y + 20);
            pause();
            let (spans, _) = work(&screen, &project);
            if !spans.is_empty() {
                return Some((y, spans));
            }
        }
        None
    });
    assert_eq!(tagged.1.len(), 1, "{tagged:?}");
    assert!(tagged.1[0].starts_with("first: claim: "), "{tagged:?}");
    // The third code of the status line is the brush where nothing is selected; then a drag tags.
    let y = tagged.0;
    let brushed = wait("words tagged by the brush", || {
        screen.click(&window, x, height - 60);
        pause();
        screen.click(&window, 170, height - 15);
        pause();
        screen.drag(&window, (x, y), (x + 120, y));
        pause();
        Some(work(&screen, &project).0).filter(|s| s.len() == 2)
    });
    assert!(brushed.iter().any(|s| s.starts_with("first: opinion: ")), "{brushed:?}");
    // The brush is put down; the button below the text says that it has been read.
    screen.click(&window, 170, height - 15);
    pause();
    let read = wait("the article read to the end", || {
        // The button begins where the column does.
        for y in (y + 30..height - 60).step_by(12) {
            screen.click(&window, x - 110, y);
            std::thread::sleep(std::time::Duration::from_millis(60));
            let (_, read) = work(&screen, &project);
            if read.contains(&"first: done".to_owned()) {
                return Some(read);
            }
        }
        None
    });
    assert_eq!(read[0], "first: done");
    app.kill();
}
