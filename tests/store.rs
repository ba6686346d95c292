//! A project's folder: what is written comes back, whatever happens in between.

mod crash; // cut-off histories, interrupted checkpoints
mod damage; // files that are wrong
mod kill; // a writer killed at random moments
mod random; // any edits

use std::path::Path;

use chrono::DateTime;
use pressmark::model::*;
use pressmark::store::{self, Mode, Opened, Problem, StoreError};
use pressmark::text::{Anchor, Ends};
use uuid::Uuid;

fn analyst(id: &str) -> AnalystId {
    AnalystId::new(id).unwrap()
}

fn article(id: &str) -> ArticleId {
    ArticleId::new(id).unwrap()
}

fn time(second: i64) -> Time {
    DateTime::from_timestamp(1_700_000_000 + second, 123_456_789).unwrap()
}

fn write(who: &str) -> Mode {
    Mode::Write { analyst: analyst(who), name: who.to_uppercase() }
}

fn draft(id: &str, text: &str) -> Edit {
    Edit::AddArticle(Box::new(ArticleDraft {
        id: article(id),
        text: text.into(),
        info: Info { outlet: "The “Outlet”".into(), published: "2025-08-16".into(), ..Info::default() },
        noise: vec![],
        settled: false,
        source: Source { file: "a.txt".into(), format: "text".into(), encoding: "UTF-8".into() },
        added: time(0),
    }))
}

const TEXT: &str = "It's \"over\".\nשָׁלוֹם 👩‍👧 e\u{301}tat \\ end\u{202e}.\n";

fn anchor(text: &str, words: &str) -> Anchor {
    let start = text.find(words).unwrap();
    Anchor { start: start as u32, end: (start + words.len()) as u32, words: words.into() }
}

fn annotate(n: u128, on: &str, by: &str, text: &str, words: &str) -> Edit {
    Edit::Annotate {
        article: article(on),
        analyst: analyst(by),
        annotation: Box::new(Annotation {
            id: AnnotationId(Uuid::from_u128(n)),
            code: CodeId::new("claim").unwrap(),
            spans: vec![anchor(text, words)],
            attributes: [].into(),
            note: "a \"note\"\n\u{1}\u{7f}\\u{301}🎉".into(),
            provenance: Provenance::Hand,
            at: time(1),
        }),
    }
}

fn reject(on: &str, by: &str, text: &str, words: &str) -> Edit {
    let proposal = Rejection { span: anchor(text, words), kind: Kind::Claim };
    Edit::Reject { article: article(on), analyst: analyst(by), proposal }
}

/// An opened project with its timeline, as a front end has it.
struct Session {
    timeline: Timeline,
    opened: Opened,
}

impl Session {
    fn create(folder: &Path) -> Self {
        let project = Project::new("Talks", Codebook::standard());
        Self::of(store::create(folder, project, analyst("ana"), "Ana").unwrap())
    }

    fn open(folder: &Path, who: &str) -> Self {
        Self::of(store::open(folder, write(who)).unwrap())
    }

    fn of(opened: Opened) -> Self {
        Self { timeline: Timeline::new(opened.project.clone()), opened }
    }

    fn commit(&mut self, edit: Edit) {
        self.timeline.commit("Test", edit.clone()).unwrap();
        let revision = self.timeline.revision();
        let writer = self.opened.writer.as_ref().unwrap();
        writer.record(revision, time(revision as i64), "Test", &edit, self.timeline.project());
    }

    fn flush(&self, checkpoint: bool) {
        self.opened.writer.as_ref().unwrap().flush(checkpoint).unwrap();
        assert_eq!(self.opened.writer.as_ref().unwrap().durable(), self.timeline.revision());
    }

    fn project(&self) -> Project {
        self.timeline.project().as_ref().clone()
    }
}

fn read(folder: &Path) -> Opened {
    store::open(folder, Mode::Read).unwrap()
}

/// A project with two articles, annotations, rejections, progress, names and a decision, closed.
fn sample(folder: &Path) -> Project {
    let mut s = Session::create(folder);
    s.commit(draft("bbc", TEXT));
    s.commit(draft("../../odd: “name”.", "Second text. And more."));
    s.commit(annotate(1, "bbc", "ana", TEXT, "over"));
    s.commit(annotate(2, "bbc", "ana", TEXT, "שָׁלוֹם"));
    s.commit(annotate(3, "../../odd: “name”.", "ana", "Second text. And more.", "And more"));
    s.commit(Edit::SetProgress { article: article("bbc"), analyst: analyst("ana"), progress: Progress::Done });
    s.commit(Edit::SetNoise { article: article("bbc"), noise: vec![anchor(TEXT, "It's")] });
    let (a, b) = (AnnotationId(Uuid::from_u128(1)), AnnotationId(Uuid::from_u128(3)));
    s.commit(Edit::Decide(Decision {
        id: DecisionId(Uuid::from_u128(9)),
        by: analyst("ana"),
        at: time(7),
        ruling: Ruling::Same(a, b),
    }));
    s.commit(reject("bbc", "ana", TEXT, "tat"));
    s.commit(reject("bbc", "ana", TEXT, "👩‍👧"));
    s.commit(Edit::SetAliases {
        name: "Zelensky".into(), aliases: vec!["Зеленський".into(), "Zelenskiy".into()]
    });
    s.commit(Edit::SetEnds(Ends::Marks));
    s.project()
}

#[test]
fn what_is_written_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let project = sample(&folder);
    let again = read(&folder);
    assert_eq!(again.problems, []);
    assert_eq!(again.project, project);
    assert_eq!(store::check(&folder).unwrap(), []);
    assert_eq!(read(&folder.join("project.ron")).project, project);
    if let Ok(keep) = std::env::var("KEEP_SAMPLE") {
        store::save_as(&folder, Path::new(&keep)).unwrap();
    }
}

#[test]
fn the_second_writer_is_refused_and_a_reader_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.commit(Edit::SetEvent("Summit".into()));
    s.flush(false);
    assert!(matches!(store::open(&folder, write("ben")), Err(StoreError::Locked(_))));
    assert_eq!(read(&folder).project.event(), "Summit");
    drop(s);
    let s = Session::open(&folder, "ben");
    assert_eq!(s.opened.project.analyst(&analyst("ben")).unwrap().name, "BEN");
}

#[test]
fn one_more_annotation_is_one_more_line() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    let file = folder.join("annotations/ana/bbc.ron");
    let before = std::fs::read_to_string(&file).unwrap();
    let mut s = Session::open(&folder, "ana");
    s.commit(annotate(4, "bbc", "ana", TEXT, "It's"));
    drop(s);
    let after = std::fs::read_to_string(&file).unwrap();
    let new: Vec<_> = after.lines().filter(|l| !before.contains(l)).collect();
    assert_eq!(new.len(), 1);
    let left: Vec<_> = after.lines().filter(|l| *l != new[0]).collect();
    assert_eq!(left, before.lines().collect::<Vec<_>>());
    assert!(after.ends_with(")\n"));
}

#[test]
fn a_rejection_alone_is_a_layer_and_is_read_however_it_is_laid_out() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.commit(draft("bbc", TEXT));
    s.commit(reject("bbc", "ana", TEXT, "over"));
    s.flush(true);
    let file = folder.join("annotations/ana/bbc.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().filter(|l| l.contains("Claim") && l.contains("\"over\"")).count(), 1);
    let project = s.project();
    for other in
        [text.replace('\n', " "), text.replace("[\n", "[").replace(",\n    ]", "]"), text.replace("words:", "\nwords:")]
    {
        assert_ne!(other, text);
        std::fs::write(&file, &other).unwrap();
        let found = read(&folder);
        assert_eq!((found.project, found.problems), (project.clone(), vec![]), "{other}");
    }
    std::fs::write(&file, text).unwrap();
    let back = s.timeline.undo().unwrap().inverse.clone();
    s.opened.writer.as_ref().unwrap().record(3, time(9), "Undo", &back, s.timeline.project());
    drop(s);
    assert!(!file.exists());
    assert_eq!(read(&folder).problems, []);
}

#[test]
fn what_is_removed_goes_from_the_folder_and_undo_brings_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let project = sample(&folder);
    let mut s = Session::open(&folder, "ana");
    s.commit(Edit::RemoveArticle(article("bbc")));
    s.flush(true);
    assert!(!folder.join("articles/bbc.ron").exists() && !folder.join("articles/bbc.txt").exists());
    assert!(!folder.join("annotations/ana/bbc.ron").exists());
    let back = s.timeline.undo().unwrap().inverse.clone();
    s.opened.writer.as_ref().unwrap().record(2, time(9), "Undo", &back, s.timeline.project());
    s.flush(true);
    assert_eq!(s.opened.writer.as_ref().unwrap().durable(), 2);
    drop(s);
    let again = read(&folder);
    assert_eq!((again.project, again.problems), (project, vec![]));
    assert_eq!(std::fs::read_to_string(folder.join("articles/bbc.txt")).unwrap(), TEXT);
}

#[test]
fn a_source_is_kept_byte_for_byte_inside_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    let bytes = vec![0, 255, b'\r', b'\n', 7];
    s.opened.writer.as_ref().unwrap().keep_source(&article("../x"), "/../html", bytes.clone());
    s.commit(draft("../x", TEXT));
    s.flush(false);
    assert_eq!(std::fs::read(folder.join("sources/%2E.%2Fx.html")).unwrap(), bytes);
}

#[test]
fn creating_takes_any_project_and_no_folder_that_is_in_use() {
    let dir = tempfile::tempdir().unwrap();
    let project = sample(&dir.path().join("one"));
    let two = dir.path().join("deep/two");
    drop(store::create(&two, project.clone(), analyst("ana"), "Ana").unwrap());
    assert_eq!(read(&two).project, project);
    assert_eq!(store::check(&two).unwrap(), []);
    let again = store::create(&two, project, analyst("ana"), "Ana");
    assert!(matches!(again, Err(StoreError::NotEmpty(_))));
    assert!(matches!(store::open(dir.path(), Mode::Read), Err(StoreError::NotAProject(_))));
    assert!(matches!(store::open(dir.path(), write("ana")), Err(StoreError::NotAProject(_))));
    assert!(!dir.path().join("history").exists());
}

#[test]
fn a_copy_has_everything_even_while_the_project_is_open() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, copy) = (dir.path().join("talks"), dir.path().join("copies/talks"));
    sample(&folder);
    let mut s = Session::open(&folder, "ana");
    s.opened.writer.as_ref().unwrap().keep_source(&article("bbc"), "txt", b"x".to_vec());
    s.commit(Edit::SetEvent("Summit".into()));
    s.flush(false);
    store::save_as(&folder, &copy).unwrap();
    let copied = store::open(&copy, write("ana")).unwrap();
    assert_eq!((copied.project, copied.problems), (s.project(), vec![]));
    assert!(copy.join("sources/bbc.txt").exists());
    assert!(matches!(store::save_as(&folder, &copy), Err(StoreError::NotEmpty(_))));
    assert!(matches!(store::save_as(&folder, &folder.join("inside")), Err(StoreError::Inside(_))));
}

#[test]
fn what_cannot_be_written_is_kept_and_tried_again() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.flush(true);
    std::fs::rename(folder.join("history"), folder.join("away")).unwrap();
    s.commit(Edit::SetEvent("One".into()));
    let writer = s.opened.writer.as_ref().unwrap();
    assert!(writer.flush(false).unwrap_err().to_string().contains("ana.ron-lines"));
    assert_eq!(writer.durable(), 0);
    assert!(writer.failure().unwrap().contains("ana.ron-lines"));
    std::fs::rename(folder.join("away"), folder.join("history")).unwrap();
    s.commit(Edit::SetTitle("Two".into()));
    s.flush(true);
    assert_eq!(s.opened.writer.as_ref().unwrap().failure(), None);
    let project = s.project();
    drop(s);
    assert_eq!(read(&folder).project, project);
    assert_eq!(store::check(&folder).unwrap(), []);
}

#[test]
fn two_copies_become_one_by_the_union_of_their_histories() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    sample(&one);
    drop(Session::open(&one, "ben"));
    store::save_as(&one, &two).unwrap();
    let mut a = Session::open(&one, "ana");
    let mut b = Session::open(&two, "ben");
    let later = read(&one).project.articles().count() as i64 + 4_000_000_000;
    let record = |s: &mut Session, second, edit: Edit| {
        s.timeline.commit("Test", edit.clone()).unwrap();
        let writer = s.opened.writer.as_ref().unwrap();
        writer.record(s.timeline.revision(), time(second), "Test", &edit, s.timeline.project());
    };
    // In turns: title and event each go to whoever was later.
    record(&mut a, later, Edit::SetTitle("Ana's".into()));
    record(&mut b, later + 1, Edit::SetTitle("Ben's".into()));
    record(&mut b, later + 2, Edit::SetEvent("Ben's".into()));
    record(&mut b, later + 3, annotate(50, "bbc", "ben", TEXT, "over"));
    record(&mut a, later + 4, Edit::SetEvent("Ana's".into()));
    record(&mut a, later + 5, draft("cnn", "A third."));
    drop((a, b));
    std::fs::copy(two.join("history/ben.ron-lines"), one.join("history/ben.ron-lines")).unwrap();
    let merged = read(&one);
    assert_eq!(merged.problems, []);
    assert_eq!((merged.project.title(), merged.project.event()), ("Ben's", "Ana's"));
    assert!(merged.project.find(AnnotationId(Uuid::from_u128(50))).is_some());
    assert!(merged.project.article(&article("cnn")).is_some());
    drop(Session::open(&one, "ana"));
    assert_eq!(read(&one).project, merged.project);
    assert_eq!(store::check(&one).unwrap(), []);
}
