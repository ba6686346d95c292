//! Reads the sources and holds the house rules of ARCHITECTURE.md.

mod plan;
mod rules;
mod source;

use std::path::{Path, PathBuf};

use rules::check;
use source::Source;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source under `src`. A file of tests alone is none.
fn sources() -> Vec<Source> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.sort();
    let read = files.iter().map(|file| {
        let name: Vec<_> = file.strip_prefix(root()).unwrap().iter().map(|p| p.to_str().unwrap()).collect();
        (name.join("/"), std::fs::read_to_string(file).unwrap())
    });
    let of_tests = |path: &str| path.ends_with("/tests.rs") || path.contains("/tests/");
    read.filter(|(path, _)| !of_tests(path)).map(|(path, text)| Source::new(&path, &text)).collect()
}

#[test]
fn the_sources_keep_the_house_rules() {
    let sources = sources();
    assert!(sources.len() > 20, "only {} sources were found", sources.len());
    let faults: Vec<String> = sources.iter().flat_map(check).map(|f| f.to_string()).collect();
    assert!(faults.is_empty(), "house rules (tests/house/rules.rs) are broken\n{}", faults.join("\n"));
    for (file, why) in rules::WRITERS {
        let writes = |s: &Source| s.path == file && s.paths().iter().any(|(_, path)| rules::writes(path));
        assert!(sources.iter().any(writes), "{file} is listed because it “{why}”, but writes nothing");
    }
}

#[test]
fn the_tree_of_the_architecture_page_is_the_tree_on_the_disk() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let plan = plan::parse(&page);
    assert!(plan.iter().any(|p| p == "src/model/"), "no tree was found: {plan:?}");
    let found = plan::disagreements(root(), &plan);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A file, its text, and the faults it must give: line, a part of the rule, what was found.
type Case = (&'static str, &'static str, &'static [(usize, &'static str, &'static str)]);

const CASES: &[Case] = &[
    ("src/model/a.rs", "use crate::text::Span;\nuse super::edit::Edit;\n", &[]),
    ("src/text/a.rs", "\nuse crate::model::Edit;", &[(2, "downwards", "crate::model::Edit")]),
    (
        "src/suggest/a.rs",
        "use crate::{text::Span, consensus::Engine};",
        &[(1, "downwards", "crate::consensus::Engine")],
    ),
    ("src/store/a.rs", "fn f() { pressmark::import::read() }", &[(1, "downwards", "crate::import::read")]),
    ("src/store/mod.rs", "use super::export::csv;", &[(1, "downwards", "crate::export::csv")]),
    ("src/store/deep/a.rs", "use super::super::super::cli::run;", &[(1, "downwards", "crate::cli::run")]),
    ("src/store/deep/a.rs", "use super::super::cli::run;", &[]),
    ("src/cli/a.rs", "use crate::desktop;", &[(1, "downwards", "crate::desktop")]),
    ("src/desktop/a.rs", "use crate::cli::X; use crate::store::open;", &[(1, "downwards", "crate::cli::X")]),
    ("src/main.rs", "use pressmark::store;", &[(1, "downwards", "crate::store")]),
    ("src/kitchen/a.rs", "", &[(1, "do not know", "kitchen")]),
    // Comments, strings, characters, lifetimes and tests are no code.
    ("src/text/a.rs", "/// See [`crate::model`].\n// crate::model::X /* */\nfn f() {}", &[]),
    ("src/text/a.rs", "/* a /* b */ crate::model */ fn f<'a>(x: &'a str) -> char { '\"' }", &[]),
    ("src/text/a.rs", "const A: &str = \"crate::model \\\" std::fs\"; const B: &str = r#\"\"std::fs\"#;", &[]),
    ("src/text/a.rs", "#[cfg(test)]\nmod tests { use crate::model::Edit; fn f() { std::fs::read(\"}\"); } }", &[]),
    ("src/text/a.rs", "#[cfg(test)]\nmod tests;\nuse std::fs;", &[(3, "pure", "std::fs")]),
    ("src/text/a.rs", "fn f() { let q = '\\''; let s = \"//\"; std::fs::read(s) }", &[(1, "pure", "std::fs::read")]),
    // The world outside.
    (
        "src/consensus/a.rs",
        "use std::{collections::HashMap,\n  thread, time::Instant};",
        &[(2, "pure", "std::thread"), (2, "pure", "std::time::Instant")],
    ),
    ("src/model/a.rs", "fn f() { chrono::Utc::now() }", &[(1, "pure", "chrono::Utc::now")]),
    ("src/cli/a.rs", "fn f() { chrono::Utc::now(); std::fs::read(p) }", &[]),
    // The screen.
    ("src/cli/a.rs", "use eframe::egui;", &[(1, "screen", "eframe::egui")]),
    ("src/desktop/a.rs", "use eframe::egui; use egui_kittest::X;", &[]),
    // Files.
    ("src/import/a.rs", "use std::fs;\nfn f() { fs::read(p); fs::write(p, b) }", &[(2, "writes", "fs::write")]),
    (
        "src/cli/a.rs",
        "use std::fs::{File, OpenOptions};\nfn f() { File::create(p); File::open(p) }",
        &[(1, "writes", "std::fs::OpenOptions"), (2, "writes", "File::create")],
    ),
    ("src/desktop/a.rs", "use std::fs::rename;", &[(1, "writes", "std::fs::rename")]),
    ("src/store/a.rs", "fn f() { std::fs::write(p, b) }", &[]),
    // Changing a project.
    (
        "src/desktop/reader.rs",
        "fn f() { project\n.apply(&edit); t.undo() }",
        &[(2, "changes", "apply"), (2, "changes", "undo")],
    ),
    (
        "src/cli/add.rs",
        "use crate::model::Timeline; fn f() { session.commit(a, b) }",
        &[(1, "changes", "crate::model::Timeline")],
    ),
    ("src/cli/session.rs", "use crate::model::Timeline; fn f() { timeline.commit(a, b) }", &[]),
    ("src/desktop/dispatch.rs", "fn f() { timeline.commit(a, b); timeline.redo() }", &[]),
    ("src/import/a.rs", "fn f() { Project::apply(p, &edit) }", &[(1, "changes", "apply")]),
    ("src/store/a.rs", "fn f() { project.apply(&edit) }", &[]),
    ("src/cli/a.rs", "fn f() { self.apply_all(); apply(x) }", &[]),
    // Colours.
    (
        "src/desktop/a.rs",
        "fn f() { Color32::from_rgb(1, 2, 3); Color32::TRANSPARENT }",
        &[(1, "theme", "Color32::from_rgb")],
    ),
    ("src/desktop/a.rs", "fn f() { egui::Color32::RED }", &[(1, "theme", "egui::Color32::RED")]),
    (
        "src/desktop/a.rs",
        "// #FBFAF7\nconst A: &str = \"#FBFAF7\"; const B: &str = \"# 12\";",
        &[(2, "theme", "\"#FBFAF7\"")],
    ),
    ("src/desktop/theme.rs", "fn f() { Color32::from_rgb(1, 2, 3) }", &[]),
];

/// A checker that finds nothing would look like a tidy house.
#[test]
fn the_checker_finds_what_it_should_and_nothing_else() {
    for (file, text, expected) in CASES {
        let faults = check(&Source::new(file, text));
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), expected.len(), "{file}: {text}\n{told:#?}");
        for (line, rule, found) in *expected {
            let hit = faults.iter().any(|f| f.line == *line && f.rule.contains(rule) && f.found == *found);
            assert!(hit, "{file}: {text}\nno “{rule}” on `{found}` in line {line}: {told:#?}");
        }
    }
    let long = "\n".repeat(601);
    assert_eq!(check(&Source::new("src/model/a.rs", &long)).len(), 1);
    assert_eq!(check(&Source::new("src/main.rs", &"\n".repeat(60))).len(), 1);
    assert_eq!(check(&Source::new("src/main.rs", &"\n".repeat(59))), []);
}

#[test]
fn the_plan_is_read_and_compared() {
    let page = "# House\n\n```rust\nx/\n```\n\n```text\nCargo.toml   one package\nsrc/\n  model/     values\n    deep/\n  main.rs\ntests/\n```\n";
    let plan = plan::parse(page);
    assert_eq!(plan, ["Cargo.toml", "src/", "src/model/", "src/model/deep/", "src/main.rs", "tests/"]);
    let folder = tempfile::tempdir().unwrap();
    let make = |path: &str| std::fs::create_dir_all(folder.path().join(path)).unwrap();
    for path in ["src/model/deep", "src/attic", "tests/model", "target", ".git"] {
        make(path);
    }
    for file in ["Cargo.toml", "src/lib.rs", "notes.txt", ".gitignore"] {
        std::fs::write(folder.path().join(file), "").unwrap();
    }
    std::fs::write(folder.path().join(".gitignore"), "/target\n").unwrap();
    let mut found = plan::disagreements(folder.path(), &plan);
    found.sort();
    assert_eq!(
        found,
        [
            "ARCHITECTURE.md names src/main.rs, which is not there",
            "notes.txt is there, but not in the tree of ARCHITECTURE.md",
            "src/attic/ is there, but not in the tree of ARCHITECTURE.md",
        ]
    );
}
