//! The commands, run as a person runs them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder, without a display, as the user “tester”.
fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("USER", "tester")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let ran = run(folder, arguments);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&done(folder, arguments)).unwrap()
}

const FEED: &str = r#"{"id": "one", "text": "😀 The talks lasted about three hours. “No deal,” he said, “until there is a deal.”", "meta": {"outlet": "Paper One", "progress": "done"}, "spans": [{"start": 2, "end": 37, "label": "claim", "text": "The talks lasted about three hours."}, {"start": 38, "end": 82, "spans": [[38, 48], [58, 82]], "label": "quote", "attributes": {"speaker": "He"}, "note": "broken"}]}
{"id": "two", "text": "The talks lasted two hours.", "meta": {"outlet": "Paper Two", "progress": "done"}, "spans": [{"start": 0, "end": 27, "label": "claim"}]}
{"id": "three", "text": "Nothing here.", "meta": {"outlet": "Paper Three", "progress": "done"}, "spans": []}
"#;

fn with_feed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("feed.jsonl"), FEED).unwrap();
    done(folder.path(), &["new", "p", "--title", "The talks"]);
    done(folder.path(), &["add", "p", "feed.jsonl", "--as", "jsonl", "--analyst", "ana"]);
    folder
}

#[test]
fn every_command_explains_itself() {
    let here = tempfile::tempdir().unwrap();
    for command in [
        vec![],
        vec!["new"],
        vec!["add"],
        vec!["list"],
        vec!["consensus"],
        vec!["suggest"],
        vec!["export"],
        vec!["check"],
    ] {
        let out = done(here.path(), &[command, vec!["--help"]].concat());
        assert!(out.contains("Usage: pressmark"), "{out}");
    }
    let all = done(here.path(), &["--help"]);
    for word in ["new", "add", "list", "consensus", "suggest", "export", "check", "PROJECT", "Exit codes"] {
        assert!(all.contains(word), "{word} in {all}");
    }
    assert!(done(here.path(), &["--version"]).starts_with("pressmark "));
}

#[test]
fn wrong_usage_is_2_and_a_wrong_project_1() {
    let here = tempfile::tempdir().unwrap();
    for wrong in [
        vec!["new", "p"],
        vec!["add", "p"],
        vec!["add", "p", "x", "--as", "pdf"],
        vec!["export", "p", "--as", "jsonl"],
        vec!["consensus", "p", "--json", "--csv"],
        vec!["list", "p", "--nonsense"],
    ] {
        let ran = run(here.path(), &wrong);
        assert_eq!(ran.code, 2, "{wrong:?}");
        assert!(ran.out.is_empty() && ran.err.contains("--help"), "{}", ran.err);
    }
    for missing in [
        vec!["list", "nowhere"],
        vec!["check", "nowhere"],
        vec!["consensus", "nowhere", "--json"],
        vec!["add", "nowhere", "x.txt"],
        vec!["export", "nowhere", "--as", "csv", "--out", "x.csv"],
    ] {
        let ran = run(here.path(), &missing);
        assert_eq!(ran.code, 1, "{missing:?}");
        assert!(ran.out.is_empty() && ran.err.contains("nowhere"), "{}", ran.err);
    }
    let ran = run(here.path(), &["new", "p", "--title", " "]);
    assert_eq!(ran.code, 1);
    assert!(!here.path().join("p").exists());
}

#[test]
fn without_a_display_the_window_says_so_in_one_line() {
    let here = tempfile::tempdir().unwrap();
    for arguments in [&[][..], &["p"]] {
        let ran = run(here.path(), arguments);
        assert_eq!(ran.code, 1);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        for word in ["display", "new", "add", "list", "consensus", "export", "check"] {
            assert!(ran.err.contains(word), "{word} in {}", ran.err);
        }
    }
}

#[test]
fn texts_and_pages_are_added_and_listed() {
    let here = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| fs::write(here.path().join(name), bytes).unwrap();
    file("Story.txt", b"Caf\xe9 talks ended on Friday, \r\nafter two hours.");
    file("same.txt", "Café talks ended on Friday, \nafter two hours.".as_bytes());
    file(
        "page.html",
        b"<html lang=en><head><title>A headline of some length</title></head><body><p>Words, in a page.</p>",
    );
    file("scan.pdf", b"%PDF-1.4 ...");
    done(here.path(), &["new", "p", "--title", "Talks \u{1b}[31mred"]);
    // The folder or its project.ron.
    let said = done(
        here.path(),
        &["add", "p/project.ron", "Story.txt", "--outlet", "O", "--title", "T", "--published", "2025-08-16"],
    );
    assert_eq!(said, "Added Story.txt as “Story”.\n");

    let again = run(here.path(), &["add", "p", "same.txt"]);
    assert_eq!(again.code, 0);
    assert!(again.err.contains("“same.txt” has the same text as “Story”"), "{}", again.err);

    let mixed = run(here.path(), &["add", "p", "scan.pdf", "page.html", "missing.txt", "."]);
    assert_eq!(mixed.code, 1);
    for word in
        ["“scan.pdf” is a PDF file", "“missing.txt” cannot be read", "“.” is a folder", "3 of 4 files were not added"]
    {
        assert!(mixed.err.contains(word), "{word} in {}", mixed.err);
    }
    let date = run(here.path(), &["add", "p", "page.html", "--published", "soon"]);
    assert_eq!(date.code, 1);
    assert!(date.err.contains("“soon” is no date"), "{}", date.err);

    let list = json(here.path(), &["list", "p", "--json"]);
    let articles = list["articles"].as_array().unwrap();
    assert_eq!(articles.iter().map(|a| a["id"].as_str().unwrap()).collect::<Vec<_>>(), ["Story", "page"]);
    assert_eq!(articles[0]["outlet"], "O");
    assert_eq!(articles[0]["title"], "T");
    assert_eq!(articles[0]["published"], "2025-08-16");
    assert_eq!(articles[0]["progress"], "unread");
    assert_eq!(articles[1]["title"], "A headline of some length");
    assert_eq!(articles[1]["language"], "en");
    let table = done(here.path(), &["list", "p"]);
    assert!(table.contains("Story") && !table.contains('\u{1b}'), "{table}");

    let kept = fs::read_dir(here.path().join("p/sources")).unwrap().map(|e| fs::read(e.unwrap().path()).unwrap());
    let kept: Vec<Vec<u8>> = kept.collect();
    assert!(kept.contains(&b"Caf\xe9 talks ended on Friday, \r\nafter two hours.".to_vec()));
    assert!(done(here.path(), &["check", "p"]).contains("in order: 2 articles, 0 annotations"));
}

#[test]
fn a_data_set_goes_round_exactly() {
    let folder = with_feed();
    let here = folder.path();
    done(here, &["export", "p", "--as", "jsonl", "--out", "first.jsonl"]);
    done(here, &["new", "q", "--title", "Another"]);
    let said = done(here, &["add", "q", "first.jsonl", "--as", "jsonl"]);
    assert_eq!(said, "Added 3 articles from first.jsonl with 3 annotations.\n");
    done(here, &["export", "q", "--as", "jsonl", "--out", "second.jsonl"]);
    let read = |name: &str| fs::read_to_string(here.join(name)).unwrap();
    assert_eq!(read("second.jsonl"), read("first.jsonl"));
    let again = run(here, &["add", "q", "first.jsonl"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert_eq!(again.err.matches("has the same text as").count(), 3, "{}", again.err);
    done(here, &["check", "q"]);
}

#[test]
fn whom_the_person_names_wins_over_whom_the_spans_name() {
    let folder = with_feed();
    let here = folder.path();
    done(here, &["export", "p", "--as", "jsonl", "--out", "first.jsonl"]);
    done(here, &["new", "q", "--title", "Another"]);
    done(here, &["add", "q", "first.jsonl", "--as", "jsonl", "--analyst", "Some Body"]);
    let document = done(here, &["export", "q", "--as", "jsonl", "--out", "-"]);
    let lines: Vec<Value> = document.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let spans: Vec<&Value> = lines.iter().flat_map(|line| line["spans"].as_array().unwrap()).collect();
    assert_eq!(spans.len(), 3);
    assert!(spans.iter().all(|span| span["analyst"] == "Some Body"), "{spans:?}");
    assert!(lines.iter().all(|line| line["meta"]["progress"] == "done"), "{document}");
    let ids = json(here, &["list", "q", "--json"])["analysts"].clone();
    assert!(ids.as_array().unwrap().iter().all(|a| a["id"] != "ana"), "{ids}");
    // And twice is once.
    let again = run(here, &["add", "q", "first.jsonl", "--analyst", "some body"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
}

#[test]
fn a_faulty_line_changes_nothing() {
    let folder = with_feed();
    let here = folder.path();
    let before = done(here, &["list", "p", "--json"]);
    let bad = "{\"text\": \"Good words.\"}\n{\"text\": \"More words.\", \"spans\": [{\"start\": 0, \"end\": 4, \"label\": \"fact\"}]}\n";
    fs::write(here.join("bad.jsonl"), bad).unwrap();
    let ran = run(here, &["add", "p", "bad.jsonl"]);
    assert_eq!(ran.code, 1);
    for word in ["“bad.jsonl”, line 2, span 1", "“fact”", "claim, quote, opinion"] {
        assert!(ran.err.contains(word), "{word} in {}", ran.err);
    }
    assert_eq!(done(here, &["list", "p", "--json"]), before);
}

#[test]
fn the_consensus_is_told_as_json_table_and_csv_the_same_every_time() {
    let folder = with_feed();
    let here = folder.path();
    let document = json(here, &["consensus", "p", "--json"]);
    assert_eq!(done(here, &["consensus", "p", "--json"]), done(here, &["consensus", "p", "--json"]));
    assert_eq!(document["project"]["title"], "The talks");
    let articles: Vec<_> =
        document["articles"].as_array().unwrap().iter().map(|a| (&a["id"], &a["progress"])).collect();
    assert_eq!(articles.len(), 3);
    assert!(articles.iter().all(|(_, progress)| *progress == "done"));
    let statements = document["statements"].as_array().unwrap();
    let members = || statements.iter().flat_map(|s| s["members"].as_array().unwrap());
    assert_eq!(members().count(), 3);
    let broken = members().find(|m| m["label"] == "quote").unwrap();
    assert_eq!(broken["spans"], serde_json::json!([[38, 48], [58, 82]]));
    assert_eq!((&broken["start"], &broken["end"]), (&Value::from(38), &Value::from(82)));
    assert!(members().filter(|m| m["label"] == "claim").all(|m| m.get("spans").is_none()));
    let silent = |s: &Value| s["silent"].as_array().unwrap().contains(&Value::from("three"));
    assert!(statements.iter().all(silent));

    let table = done(here, &["consensus", "p"]);
    assert!(table.lines().all(|line| line.width() <= 100), "{table}");
    assert!(table.contains("The talks lasted about three hours."), "{table}");

    done(here, &["consensus", "p", "--csv", "--out", "c.csv"]);
    let bytes = fs::read(here.join("c.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&*bytes);
    assert_eq!(reader.headers().unwrap().iter().take(3).collect::<Vec<_>>(), ["project", "statement", "kind"]);
    assert_eq!(reader.records().count(), statements.len());
    assert_eq!(done(here, &["consensus", "p", "--csv", "--out", "-"]).as_bytes(), bytes);
}

#[test]
fn proposals_are_told_as_json_and_as_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let article = "🙂 “We saw nothing,” said Anna Berg.\nShare this article\nThe talks ended on Friday after 3 hours.";
    fs::write(here.join("a.txt"), article).unwrap();
    done(here, &["new", "p", "--title", "The talks"]);
    done(here, &["add", "p", "a.txt"]);
    let document = json(here, &["suggest", "p", "--json"]);
    assert_eq!(document["version"], 1);
    let proposals = document["articles"][0]["proposals"].as_array().unwrap();
    let keys: Vec<&String> = proposals[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["start", "end", "label", "text", "speaker", "cue", "form", "rule"]);
    let labels: Vec<_> =
        proposals.iter().map(|p| (p["label"].as_str().unwrap(), p["text"].as_str().unwrap())).collect();
    let expected = [
        ("quote", "We saw nothing"),
        ("noise", "Share this article"),
        ("claim", "The talks ended on Friday after 3 hours"),
    ];
    assert_eq!(labels, expected);
    let quote = &proposals[0];
    assert_eq!((&quote["start"], &quote["end"]), (&Value::from(3), &Value::from(17)));
    assert_eq!(quote["speaker"], serde_json::json!({ "text": "Anna Berg", "start": 25, "end": 34 }));
    assert_eq!(quote["cue"], serde_json::json!({ "text": "said", "start": 20, "end": 24 }));
    assert_eq!(quote["form"], "direct");
    assert!(proposals[2]["speaker"].is_null() && proposals[2]["cue"].is_null() && proposals[2]["form"].is_null());

    let list = done(here, &["suggest", "p"]);
    assert!(list.lines().all(|line| line.width() <= 100), "{list}");
    assert!(list.contains("We saw nothing") && list.contains("Anna Berg"), "{list}");
    done(here, &["suggest", "p", "--json", "--out", "proposals.json"]);
    assert_eq!(fs::read_to_string(here.join("proposals.json")).unwrap(), done(here, &["suggest", "p", "--json"]));
}

#[test]
fn a_result_is_whole_or_not_there() {
    let folder = with_feed();
    let here = folder.path();
    fs::write(here.join("out.csv"), "old").unwrap();
    done(here, &["export", "p", "--as", "csv", "--out", "out.csv"]);
    assert!(fs::read_to_string(here.join("out.csv")).unwrap().starts_with("project,article,outlet,"));
    for (out, what) in [
        ("no/such/folder.csv", "cannot be written"),
        ("p", "is a folder"),
        ("p/project.ron", "project itself"),
        ("p/articles/new.csv", "project itself"),
    ] {
        let before = fs::read(here.join("p/project.ron")).unwrap();
        let ran = run(here, &["export", "p", "--as", "csv", "--out", out]);
        assert_eq!(ran.code, 1, "{out}");
        assert!(ran.err.contains(what), "{}", ran.err);
        assert_eq!(fs::read(here.join("p/project.ron")).unwrap(), before);
    }
    let left =
        fs::read_dir(here).unwrap().filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("pressmark"));
    assert_eq!(left.count(), 0, "temporary files are left");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_fault() {
    let folder = with_feed();
    let here = folder.path();
    // More than a pipe holds.
    fs::write(here.join("long.txt"), "One more sentence. ".repeat(50_000)).unwrap();
    done(here, &["add", "p", "long.txt"]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .args(["export", "p", "--as", "jsonl", "--out", "-"])
        .current_dir(here)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_damaged_file_is_told_and_the_rest_still_works() {
    let folder = with_feed();
    let here = folder.path();
    // Without its history nothing can be healed.
    fs::remove_dir_all(here.join("p/history")).unwrap();
    let layer = here.join("p/annotations/ana");
    let file =
        fs::read_dir(&layer).unwrap().map(|e| e.unwrap().path()).find(|p| p.to_string_lossy().contains("two")).unwrap();
    fs::write(&file, "nonsense").unwrap();
    let check = run(here, &["check", "p"]);
    assert_eq!(check.code, 1);
    assert!(check.err.contains("two") && check.err.contains("problem"), "{}", check.err);
    for command in [
        vec!["list", "p", "--json"],
        vec!["consensus", "p", "--json"],
        vec!["export", "p", "--as", "jsonl", "--out", "-"],
    ] {
        let ran = run(here, &command);
        assert_eq!(ran.code, 0, "{command:?}");
        assert!(ran.err.contains("Warning: ") && ran.err.contains("two"), "{}", ran.err);
        assert!(ran.out.contains("one"));
    }
}

#[test]
fn an_article_whose_source_cannot_be_kept_is_not_added() {
    let here = tempfile::tempdir().unwrap();
    done(here.path(), &["new", "p", "--title", "Talks"]);
    let _ = fs::remove_dir_all(here.path().join("p/sources"));
    fs::write(here.path().join("p/sources"), "in the way").unwrap();
    fs::write(here.path().join("a.txt"), "Words.").unwrap();
    let ran = run(here.path(), &["add", "p", "a.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("could not be written") && ran.err.contains("sources"), "{}", ran.err);
    assert_eq!(json(here.path(), &["list", "p", "--json"])["articles"], serde_json::json!([]));
}

#[cfg(unix)]
#[test]
fn what_is_in_the_history_is_called_safe_when_the_files_cannot_follow() {
    let here = tempfile::tempdir().unwrap();
    done(here.path(), &["new", "p", "--title", "Talks"]);
    let articles = here.path().join("p/articles");
    let _ = fs::remove_dir_all(&articles);
    fs::write(&articles, "in the way").unwrap();
    fs::write(here.path().join("a.txt"), "Words.").unwrap();
    let ran = run(here.path(), &["add", "p", "a.txt"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("safe in the history") && ran.err.contains("articles"), "{}", ran.err);
    assert!(!ran.err.contains("tried again"), "{}", ran.err);
    fs::remove_file(&articles).unwrap();
    assert_eq!(json(here.path(), &["list", "p", "--json"])["articles"][0]["id"], "a");
}

#[test]
fn an_analyst_is_known_by_id_or_name_however_spelled() {
    let here = tempfile::tempdir().unwrap();
    let line = "{\"text\": \"Words.\", \"spans\": [{\"start\": 0, \"end\": 5, \"label\": \"claim\"}],\
        \"meta\": {\"analysts\": [{\"id\": \"sample\", \"name\": \"Sample analyst\", \"progress\": \"reading\"},\
        {\"id\": \"jos\u{e9}\", \"name\": \"\", \"progress\": \"reading\"}]}}";
    fs::write(here.path().join("a.jsonl"), line).unwrap();
    done(here.path(), &["new", "p", "--title", "Talks", "--analyst", "ana"]);
    done(here.path(), &["add", "p", "a.jsonl"]);
    let analysts = || json(here.path(), &["list", "p", "--json"])["analysts"].clone();
    let before = analysts();
    assert_eq!(before.as_array().unwrap().len(), 3, "{before}");
    for (n, name) in ["Ana", "sample analyst", "SAMPLE", "Jose\u{301}"].iter().enumerate() {
        let file = format!("b{n}.txt");
        fs::write(here.path().join(&file), format!("More words {n}.")).unwrap();
        done(here.path(), &["add", "p", &file, "--analyst", name]);
        assert_eq!(analysts(), before, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_that_is_printed_steers_the_terminal() {
    let here = tempfile::tempdir().unwrap();
    let folder = here.path();
    let said = done(folder, &["new", "p\u{1b}[31m", "--title", "A\u{1b}[32m title"]);
    assert!(said.contains("A\\u{1b}[32m title") && said.contains("p\\u{1b}[31m"), "{said}");
    let names = ["a\u{1b}[31m.txt", "b\nWarning.pdf", "c\u{202e}.txt"];
    fs::write(folder.join(names[0]), "Words.").unwrap();
    fs::write(folder.join(names[1]), "%PDF-1.4").unwrap();
    fs::write(folder.join(names[2]), "Words.").unwrap();
    let missing = run(folder, &["list", "no\u{1b}where"]);
    let ran = run(folder, &["add", "p\u{1b}[31m", names[0], names[1], names[2], "d\u{7}.txt"]);
    assert_eq!(ran.code, 1);
    let all = [said, missing.err, ran.out, ran.err, done(folder, &["check", "p\u{1b}[31m"])].concat();
    assert!(!all.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{all:?}");
    assert!(all.contains("b\\nWarning.pdf") && all.contains("a\\u{1b}[31m.txt"), "{all}");
}

#[test]
fn a_thoroughly_damaged_file_does_not_flood_the_screen() {
    let here = tempfile::tempdir().unwrap();
    let folder = here.path();
    let spans: Vec<String> =
        (0..120).map(|n| format!("{{\"start\": {}, \"end\": {}, \"label\": \"claim\"}}", n * 6, n * 6 + 5)).collect();
    let line = format!("{{\"id\": \"a\", \"text\": \"{}\", \"spans\": [{}]}}", "words ".repeat(120), spans.join(","));
    fs::write(folder.join("a.jsonl"), line).unwrap();
    done(folder, &["new", "p", "--title", "Talks"]);
    done(folder, &["add", "p", "a.jsonl"]);
    // Without its history nothing can be healed.
    fs::remove_dir_all(folder.join("p/history")).unwrap();
    let layer = folder.join("p/annotations/tester/a.ron");
    let damaged = fs::read_to_string(&layer).unwrap().replace("claim", "clam");
    fs::write(&layer, damaged).unwrap();
    let list = run(folder, &["list", "p"]);
    assert_eq!(list.code, 0);
    // Five of the layer, how many more of it there are, and that the history is gone.
    assert_eq!(list.err.matches("Warning: ").count(), 7, "{}", list.err);
    assert!(list.err.contains("and 115 more (pressmark check lists them all)"), "{}", list.err);
    let check = run(folder, &["check", "p"]);
    assert_eq!(check.err.matches("a.ron").count(), 100, "{}", check.err);
    assert!(check.err.contains("And 21 more") && check.err.contains("121 problems"), "{}", check.err);
}

#[test]
fn the_project_file_stands_for_its_folder_from_the_beginning() {
    let here = tempfile::tempdir().unwrap();
    let said = done(here.path(), &["new", "x/project.ron", "--title", "Talks"]);
    assert_eq!(said, "Made “Talks” in x. Add articles with: pressmark add x FILE...\n");
    for project in ["x", "x/project.ron"] {
        done(here.path(), &["check", project]);
    }
    fs::create_dir(here.path().join("y")).unwrap();
    done(&here.path().join("y"), &["new", "project.ron", "--title", "Talks"]);
    done(here.path(), &["check", "y"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_named() {
    let folder = with_feed();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
    let output = command.args(["list", "p"]).current_dir(folder.path()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("Standard output cannot be written\n"), "{err}");
}
