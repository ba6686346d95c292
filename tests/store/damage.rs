//! Files that are wrong: each gives a problem with its place, the rest opens, and nothing is lost.

use std::fs;
use std::path::PathBuf;

use super::*;

/// One kind of damage to the sample project.
struct Case {
    what: &'static str,
    file: &'static str,
    damage: fn(String) -> String,
    /// Line of the damaged file, by the text that stands there.
    at: Option<&'static str>,
    /// Words of the problem.
    says: &'static str,
    /// What is not there any more if the history cannot tell either.
    lost: Lost,
}

enum Lost {
    Nothing,
    Annotation(u128),
    Article(&'static str),
    Noise,
    Published,
    Decision,
    Progress,
    Code,
    Rejection,
    Names,
}

const LAYER: &str = "annotations/ana/bbc.ron";
const ONE: &str = "000000000001";
const TWO: &str = "000000000002";

fn line_of(text: &str, part: &str) -> usize {
    text.lines().collect::<Vec<_>>().iter().rposition(|l| l.contains(part)).unwrap() + 1
}

fn on_line(text: &str, part: &str, from: &str, to: &str) -> String {
    let changed: Vec<String> =
        text.lines().map(|l| if l.contains(part) { l.replacen(from, to, 1) } else { l.to_owned() }).collect();
    assert_ne!(changed.join("\n"), text.trim_end());
    changed.join("\n") + "\n"
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let case = |what, file, damage, at, says, lost| Case { what, file, damage, at, says, lost };
    vec![
        case("an unknown code", LAYER, |t| on_line(&t, TWO, "\"claim\"", "\"clam\""), Some(TWO), "no code “clam”", Lost::Annotation(2)),
        case("other words", LAYER, |t| on_line(&t, ONE, "over", "ovum"), Some(ONE), "not “ovum”", Lost::Annotation(1)),
        case("a span behind the end", LAYER, |t| on_line(&t, ONE, "end: 10", "end: 9999"), Some(ONE), "behind the end", Lost::Annotation(1)),
        case("a span inside a character", LAYER, |t| on_line(&t, TWO, "start: 13", "start: 14"), Some(TWO), "inside a character", Lost::Annotation(2)),
        case("a missing parenthesis", LAYER, |t| on_line(&t, ONE, "(id", "id"), Some(ONE), "damaged", Lost::Annotation(1)),
        case("an unknown field", LAYER, |t| on_line(&t, ONE, "(id", "(mood: 1, id"), Some(ONE), "mood", Lost::Annotation(1)),
        case("an unknown attribute", LAYER, |t| on_line(&t, ONE, ", note", ", attributes: {\"mood\": \"x\"}, note"), Some(ONE), "no attribute “mood”", Lost::Annotation(1)),
        case("an impossible value", LAYER, |t| on_line(&t, ONE, ", note", ", attributes: {\"polarity\": \"x\"}, note"), Some(ONE), "possible are", Lost::Annotation(1)),
        case("an id that is there already", LAYER, |t| on_line(&t, TWO, TWO, ONE), Some("שָׁלוֹם"), "there already", Lost::Annotation(2)),
        case("a conflict of version control", LAYER, |t| t.replacen("        (id", "<<<<<<< HEAD\n        (id", 1), Some("<<<<<<<"), "damaged", Lost::Nothing),
        case("a damaged head", LAYER, |t| t.replace("Done", "Doen"), Some("Doen"), "Doen", Lost::Progress),
        case("another article's name", LAYER, |t| t.replace("article: \"bbc\"", "article: \"abc\""), Some("article:"), "its name says otherwise", Lost::Annotation(1)),
        case("a rejection of other words", LAYER, |t| on_line(&t, "Claim)", "\"tat\"", "\"tit\""), Some("tit"), "not “tit”", Lost::Rejection),
        case("a rejection in ruins", LAYER, |t| on_line(&t, "\"tat\"", "(span", "(spam"), Some("spam"), "spam", Lost::Rejection),
        case("a rejection twice", LAYER, |t| on_line(&t, "\"tat\"", "        ", "        (span: (start: 28, end: 39, words: \"👩‍👧\"), kind: Claim),\n"), Some("👩‍👧\"), kind"), "is there already", Lost::Nothing),
        case("rejections that are cut off", LAYER, |t| t.split_at(t.find("\"tat\"").unwrap()).0.to_owned(), Some("(span"), "damaged", Lost::Rejection),
        case("a file that is cut off", LAYER, |t| t.split_at(t.find(TWO).unwrap()).0.to_owned(), Some("(id"), "damaged", Lost::Annotation(2)),
        case("noise with other words", "articles/bbc.ron", |t| t.replace("words: \"It's\"", "words: \"Is\""), Some("start: 0"), "not “Is”", Lost::Noise),
        case("a date that is none", "articles/bbc.ron", |t| t.replace("2025-08-16", "tomorrow"), Some("published"), "“tomorrow” is no date", Lost::Published),
        case("an article's file in ruins", "articles/bbc.ron", |t| t[..40].to_owned(), Some("sha2"), "damaged", Lost::Article("bbc")),
        case("an article's empty file", "articles/bbc.ron", |_| String::new(), Some(""), "damaged", Lost::Article("bbc")),
        case("another article in the file", "articles/bbc.ron", |t| t.replace("id: \"bbc\"", "id: \"../../../bbc\""), Some("id:"), "about another article", Lost::Article("bbc")),
        case("another text", "articles/bbc.txt", |t| t + "x", None, "SHA-256", Lost::Article("bbc")),
        case("a decision in ruins", "decisions/ana.ron", |t| t.replace("Same(", "Seam("), Some("id:"), "Seam", Lost::Decision),
        case("somebody else's decision", "decisions/ana.ron", |t| t.replace("by: \"ana\"", "by: \"eve\""), Some("id:"), "“eve”", Lost::Decision),
        case("a project file in ruins", "project.ron", |t| t.replace("title:", "titel:"), Some("titel"), "titel", Lost::Nothing),
        case("a project file cut off", "project.ron", |t| t.split_at(t.find("event").unwrap() + 3).0.to_owned(), Some("eve"), "damaged", Lost::Nothing),
        case("a name's own alias", "project.ron", |t| t.replace("Зеленський", "ZELENSKY"), Some("\"Zelensky\":"), "“ZELENSKY” is there already", Lost::Names),
        case("a code twice", "project.ron", |t| t.replace("id: \"quote\"", "id: \"claim\""), Some("name: \"Quote\""), "“claim” is there already", Lost::Code),
    ]
}

fn check_lost(lost: &Lost, project: &Project, whole: &Project, what: &str) {
    let has = |n| project.find(AnnotationId(Uuid::from_u128(n))).is_some();
    let count = project.layers().map(|(.., l)| l.annotations().len()).sum::<usize>();
    let bbc = project.article(&article("bbc"));
    match lost {
        Lost::Names => assert!(project.names().is_empty() && count == 3, "{what}"),
        Lost::Rejection => {
            let left = project.layers().map(|(.., l)| l.rejected().len()).sum::<usize>();
            assert!(left == 1 && count == 3 && project.progress(&article("bbc")) == Progress::Done, "{what}");
        }
        Lost::Code => assert!(project.codebook().codes.len() == 2 && count == 3, "{what}"),
        Lost::Nothing => assert_eq!(project, whole, "{what}"),
        Lost::Annotation(n) => assert!(!has(*n) && has(3) && count >= 1, "{what}"),
        Lost::Article(id) => assert!(project.article(&article(id)).is_none() && has(3), "{what}"),
        Lost::Noise => assert!(bbc.unwrap().noise.is_empty() && count == 3, "{what}"),
        Lost::Published => assert!(bbc.unwrap().info.published.is_empty() && count == 3, "{what}"),
        Lost::Decision => assert!(project.decisions().next().is_none() && count == 3, "{what}"),
        Lost::Progress => assert!(project.progress(&article("bbc")) == Progress::Unread && count == 3, "{what}"),
    }
}

/// Damages the history so that it cannot tell everything any more.
fn blind(folder: &Path) {
    let file = folder.join("history/ana.ron-lines");
    let lines: Vec<String> = fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
    let blinded = lines.iter().map(|l| if l.contains("SetNoise") { l.replace("bbc", "BBC") } else { l.clone() });
    fs::write(&file, blinded.collect::<Vec<_>>().join("\n") + "\n").unwrap();
}

#[test]
fn damage_is_told_with_its_place_and_the_history_mends_it() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let whole = sample(&folder);
    for (n, case) in cases().iter().enumerate() {
        for blinded in [false, true] {
            let here = dir.path().join(format!("{n}-{blinded}"));
            store::save_as(&folder, &here).unwrap();
            let text = (case.damage)(fs::read_to_string(here.join(case.file)).unwrap());
            fs::write(here.join(case.file), &text).unwrap();
            if blinded {
                blind(&here);
            }
            let what = format!("{} (blinded: {blinded})", case.what);
            let found = read(&here);
            let problem = found.problems.iter().find(|p| p.file == Path::new(case.file));
            let problem = problem.unwrap_or_else(|| panic!("{what}: {:?}", found.problems));
            assert!(problem.what.contains(case.says), "{what}: {problem}");
            assert!(!problem.remedy.is_empty(), "{what}");
            let line = case.at.map(|part| if part.is_empty() { 1 } else { line_of(&text, part) });
            assert_eq!(problem.at.map(|at| at.0), line, "{what}: {problem}");
            assert!(problem.at.is_none_or(|at| at.1 >= 1), "{what}");
            assert!(store::check(&here).unwrap().contains(problem), "{what}");
            if blinded {
                check_lost(&case.lost, &found.project, &whole, &what);
            } else {
                assert_eq!(found.project, whole, "{what}");
            }

            // Writing goes on, and the damaged file is kept as it was before it is overwritten.
            let mut s = Session::open(&here, "ana");
            assert_eq!(s.opened.project, found.project, "{what}");
            s.commit(Edit::SetEvent("Later".into()));
            let project = s.project();
            drop(s);
            let again = read(&here);
            assert_eq!(again.project, project, "{what}");
            let now = fs::read(here.join(case.file)).unwrap();
            let kept = here.join(format!("recovered/{}.damaged-1", case.file));
            assert!(now == text.as_bytes() || fs::read(kept).unwrap() == text.as_bytes(), "{what}: lost");
            if !blinded {
                assert_eq!(again.problems, [], "{what}");
            }
        }
    }
}

#[test]
fn damage_inside_a_history_costs_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.commit(draft("bbc", TEXT));
    s.flush(true);
    for (n, words) in [(1, "It's"), (2, "over"), (3, "end")] {
        s.commit(annotate(n, "bbc", "ana", TEXT, words));
    }
    s.commit(Edit::SetNote {
        place: Place { article: article("bbc"), analyst: analyst("ana"), annotation: AnnotationId(Uuid::from_u128(2)) },
        note: "gone".into(),
    });
    s.commit(Edit::SetTitle("Last".into()));
    s.flush(false);
    let copy = dir.path().join("copy");
    store::save_as(&folder, &copy).unwrap();
    let file = copy.join("history/ana.ron-lines");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, on_line(&text, "words:\"over\"", "over", "ovum")).unwrap();
    let found = read(&copy);
    assert_eq!(found.project.title(), "Last");
    let places: Vec<_> = found.problems.iter().map(|p| (p.file.clone(), p.at)).collect();
    let history = PathBuf::from("history/ana.ron-lines");
    let (damaged, follows) = (line_of(&text, "words:\"over\""), line_of(&text, "gone"));
    // The line itself, and the edit that needs what it did.
    assert_eq!(places, [(history.clone(), Some((damaged, 1))), (history.clone(), Some((follows, 1)))]);
    let ids: Vec<_> = found.project.layers().flat_map(|(.., l)| l.annotations()).map(|a| a.id.0.as_u128()).collect();
    assert_eq!(ids, [1, 3]);
    // Going on keeps the damaged line where it is; opening no longer needs it, checking still tells.
    let mut s = Session::open(&copy, "ana");
    s.commit(Edit::SetEvent("On".into()));
    let project = s.project();
    drop(s);
    let again = read(&copy);
    assert_eq!((again.project, again.problems), (project, vec![]));
    assert_eq!(store::check(&copy).unwrap()[0].at, Some((damaged, 1)));
    assert!(fs::read_to_string(&file).unwrap().contains("ovum"));
}

#[test]
fn a_missing_line_and_a_foreign_line_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    drop(Session::open(&folder, "ben"));
    let (ana, ben) = (folder.join("history/ana.ron-lines"), folder.join("history/ben.ron-lines"));
    let text = fs::read_to_string(&ana).unwrap();
    let without: String = text.lines().filter(|l| !l.contains("SetProgress")).map(|l| l.to_owned() + "\n").collect();
    let foreign = text.lines().last().unwrap();
    fs::write(&ana, without).unwrap();
    fs::write(&ben, fs::read_to_string(&ben).unwrap() + foreign + "\n").unwrap();
    let told: Vec<String> = store::check(&folder).unwrap().iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|t| t.contains("ana.ron-lines, line 9") && t.contains("are missing")), "{told:?}");
    assert!(told.iter().any(|t| t.contains("ben.ron-lines, line 3") && t.contains("by “ana”")), "{told:?}");
}

#[test]
fn a_lost_project_file_is_made_anew_from_the_history() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let whole = sample(&folder);
    fs::remove_file(folder.join("project.ron")).unwrap();
    let found = read(&folder);
    assert_eq!(found.project, whole);
    assert_eq!(found.problems.len(), 1);
    assert_eq!(found.problems[0].file, Path::new("project.ron"));
    drop(store::open(&folder.join("project.ron"), write("ana")).unwrap());
    let again = read(&folder);
    assert_eq!((again.project, again.problems), (whole, vec![]));
}

#[test]
fn a_lost_history_leaves_the_files() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let whole = sample(&folder);
    fs::remove_dir_all(folder.join("history")).unwrap();
    let found = read(&folder);
    assert_eq!(found.project, whole);
    let mut s = Session::open(&folder, "ana");
    s.commit(Edit::SetEvent("On".into()));
    let project = s.project();
    drop(s);
    assert_eq!(read(&folder).project, project);
    // Without the project file, too, what the other files say is taken.
    fs::remove_dir_all(folder.join("history")).unwrap();
    fs::write(folder.join("project.ron"), "(format: 1, ruins").unwrap();
    let found = read(&folder);
    assert_eq!(found.project.articles().len(), whole.articles().len());
    assert_eq!(found.project.layers().count(), whole.layers().count());
    assert_eq!(found.project.title(), "talks");
}

#[test]
fn a_newer_program_s_files_are_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    for file in ["project.ron", LAYER, "articles/bbc.ron", "decisions/ana.ron"] {
        let here = dir.path().join(file.replace('/', "-"));
        store::save_as(&folder, &here).unwrap();
        let text = fs::read_to_string(here.join(file)).unwrap().replacen("format: 1", "format: 2, novelty: [1]", 1);
        fs::write(here.join(file), &text).unwrap();
        match store::open(&here, write("ana")) {
            Err(StoreError::Newer { file: named, version: 2 }) => assert!(named.ends_with(file)),
            other => panic!("{file}: {other:?}"),
        }
        assert_eq!(fs::read_to_string(here.join(file)).unwrap(), text);
        let found = read(&here);
        assert!(found.problems.iter().any(|p| p.file == Path::new(file) && p.at == Some((2, 5))), "{file}");
        assert!(found.project.articles().len() > 0);
    }
}

#[test]
fn hostile_names_stay_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("deep/talks");
    let mut s = Session::create(&folder);
    for id in ["../../evil", "/etc/passwd", "..", "C:\\evil", "nul", "a/../../b"] {
        s.commit(draft(id, TEXT));
        s.opened.writer.as_ref().unwrap().keep_source(&article(id), "../../x", vec![1]);
        s.commit(annotate(u128::from(id.len() as u64) * 100, id, "ana", TEXT, "over"));
    }
    let project = s.project();
    drop(s);
    let s = Session::open(&folder, "../eve");
    drop(s);
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
    assert_eq!(fs::read_dir(dir.path().join("deep")).unwrap().count(), 1);
    let found = read(&folder);
    assert_eq!(found.problems, []);
    assert_eq!(found.project.articles().len(), project.articles().len());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    let prey = dir.path().join("prey.ron");
    fs::rename(folder.join(LAYER), &prey).unwrap();
    std::os::unix::fs::symlink(&prey, folder.join(LAYER)).unwrap();
    let found = read(&folder);
    assert!(found.problems[0].what.contains("link"), "{:?}", found.problems);
    fs::rename(folder.join("articles"), dir.path().join("articles")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("articles"), folder.join("articles")).unwrap();
    let mut s = Session::open(&folder, "ana");
    s.commit(draft("new", TEXT));
    let failed = s.opened.writer.as_ref().unwrap().flush(true);
    assert!(failed.unwrap_err().to_string().contains("leads out"));
    assert!(!dir.path().join("articles/new.txt").exists());
}

#[test]
fn deep_and_huge_input_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    for file in ["project.ron", LAYER, "articles/bbc.ron", "decisions/ana.ron", "history/.checkpoint"] {
        let here = dir.path().join(file.replace('/', "-"));
        store::save_as(&folder, &here).unwrap();
        fs::write(here.join(file), format!("(format: 1, {}", "[(".repeat(200_000))).unwrap();
        let _ = read(&here);
    }
    let huge = fs::File::create(folder.join("articles/bbc.ron")).unwrap();
    huge.set_len(1 << 40).unwrap();
    assert!(read(&folder).problems[0].what.contains("larger"));
}

#[test]
fn a_stray_line_in_a_history_costs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.flush(true);
    s.commit(Edit::SetTitle("One".into()));
    s.commit(draft("bbc", TEXT));
    s.flush(false);
    let whole = s.project();
    let copy = dir.path().join("copy");
    store::save_as(&folder, &copy).unwrap();
    let file = copy.join("history/ana.ron-lines");
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for (stray, told) in [("", 0), ("  ", 0), ("=======", 1)] {
        for n in 2..=lines.len() {
            let mut with = lines.clone();
            with.insert(n, stray);
            fs::write(&file, with.join("\n") + "\n").unwrap();
            let found = read(&copy);
            assert_eq!(found.project, whole, "{stray} after line {n}: {:?}", found.problems);
            assert_eq!(store::check(&copy).unwrap().len(), told, "{stray} after line {n}");
        }
    }
    fs::write(&file, format!("\u{feff}{text}")).unwrap();
    assert_eq!((read(&copy).project, store::check(&copy).unwrap()), (whole, vec![]));
}

#[test]
fn a_short_history_without_the_project_file_removes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let whole = sample(&folder);
    let text = fs::read_to_string(folder.join("history/ana.ron-lines")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for left in 2..lines.len() {
        for ruins in [false, true] {
            let here = dir.path().join(format!("{left}-{ruins}"));
            store::save_as(&folder, &here).unwrap();
            fs::write(here.join("history/ana.ron-lines"), lines[..left].join("\n") + "\n").unwrap();
            fs::remove_file(here.join("project.ron")).unwrap();
            if ruins {
                fs::write(here.join("project.ron"), "(format: 1, ruins").unwrap();
            }
            drop(Session::open(&here, "ana"));
            let found = read(&here).project;
            assert_eq!(found.articles().len(), 2, "{left} lines");
            let ids = |p: &Project| p.layers().flat_map(|(.., l)| l.annotations()).map(|a| a.id).collect::<Vec<_>>();
            assert_eq!(ids(&found), ids(&whole), "{left} lines");
            assert_eq!(found.decisions().count(), 1, "{left} lines");
            let rejected = |p: &Project| p.layers().flat_map(|(.., l)| l.rejected().to_vec()).collect::<Vec<_>>();
            assert_eq!(rejected(&found), rejected(&whole), "{left} lines");
        }
    }
}

#[test]
fn what_a_hand_has_changed_is_told_by_checking() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    for (n, (file, from, to)) in [
        ("project.ron", "\"Zelenskiy\"", "\"Zelenskyy\""),
        ("project.ron", "ends: Marks", "ends: Words"),
        (LAYER, "\"tat\"), kind: Claim", "\"tat\"), kind: Quote"),
    ]
    .into_iter()
    .enumerate()
    {
        let here = dir.path().join(n.to_string());
        store::save_as(&folder, &here).unwrap();
        let text = fs::read_to_string(here.join(file)).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(here.join(file), text.replace(from, to)).unwrap();
        let told = store::check(&here).unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].file == Path::new(file) && told[0].what.contains("history says"), "{}", told[0]);
    }
}

#[test]
fn a_missing_history_is_told_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    drop(Session::open(&folder, "ben"));
    fs::remove_file(folder.join("history/ben.ron-lines")).unwrap();
    let found = read(&folder);
    assert_eq!(found.problems.len(), 1);
    assert_eq!(found.problems[0].file, Path::new("history/ben.ron-lines"));
    assert!(found.problems[0].what.contains("is missing") && found.problems[0].remedy.contains("backup"));
    assert!(!store::check(&folder).unwrap().iter().any(|p| p.remedy.contains("project.ron")));
}

#[cfg(unix)]
#[test]
fn a_history_that_cannot_be_read_stops_its_own_writer_alone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    drop(Session::open(&folder, "ben"));
    let project = read(&folder).project;
    let file = folder.join("history/ben.ron-lines");
    for folder_instead in [false, true] {
        let _ = fs::remove_file(&file);
        if folder_instead {
            fs::create_dir(&file).unwrap();
        } else {
            std::os::unix::fs::symlink(dir.path().join("nowhere"), &file).unwrap();
        }
        let found = read(&folder);
        assert_eq!(found.project, project);
        assert_eq!(found.problems[0].file, Path::new("history/ben.ron-lines"));
        assert!(store::open(&folder, write("ben")).is_err());
        drop(Session::open(&folder, "ana"));
    }
}

#[test]
fn missing_files_are_told_and_taken_from_the_history() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let whole = sample(&folder);
    for (n, path) in
        [LAYER, "annotations", "decisions", "decisions/ana.ron", "articles/bbc.ron", "articles"].iter().enumerate()
    {
        let here = dir.path().join(n.to_string());
        store::save_as(&folder, &here).unwrap();
        if here.join(path).is_dir() {
            fs::remove_dir_all(here.join(path)).unwrap();
        } else {
            fs::remove_file(here.join(path)).unwrap();
        }
        let blinded = dir.path().join(format!("{n}-blinded"));
        store::save_as(&here, &blinded).unwrap();
        blind(&blinded);
        assert!(!read(&blinded).problems.is_empty(), "{path}");
        let found = read(&here);
        assert_eq!(found.project, whole, "{path}");
        let told = |p: &&Problem| p.file.starts_with(path) && p.what.contains("is missing");
        let problem = found.problems.iter().find(told).unwrap_or_else(|| panic!("{path}: {:?}", found.problems));
        assert!(problem.remedy.contains("from the history"), "{problem}");
        drop(Session::open(&here, "ana"));
        let again = read(&here);
        assert_eq!((again.project, again.problems), (whole.clone(), vec![]), "{path}");
    }
}

#[test]
fn an_empty_project_file_is_told_and_a_byte_order_mark_is_passed_over() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let whole = sample(&folder);
    for file in ["project.ron", LAYER, "articles/bbc.ron", "decisions/ana.ron"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        fs::write(folder.join(file), format!("\u{feff}{text}")).unwrap();
    }
    let found = read(&folder);
    assert_eq!((found.project, found.problems), (whole.clone(), vec![]));
    fs::write(folder.join("project.ron"), "").unwrap();
    let found = read(&folder);
    assert_eq!(found.project, whole);
    assert_eq!(found.problems[0].file, Path::new("project.ron"));
    assert!(!found.problems.iter().any(|p| p.what.contains("ProjectFile")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    fs::rename(folder.join("decisions"), dir.path().join("decisions")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("decisions"), folder.join("decisions")).unwrap();
    assert!(read(&folder).problems.iter().any(|p| p.file == Path::new("decisions")));
}
