//! A project's folder: what is written comes back, whatever happens in between.

use std::path::Path;
use std::sync::Arc;

use chrono::DateTime;
use pressmark::model::*;
use pressmark::store::{self, Mode, Opened, StoreError};
use pressmark::text::Anchor;
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

/// A project with two articles, annotations, progress and a decision, closed.
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
    let _ = Arc::new(());
}
