//! An opened project, and the one place in which a command changes it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::anyhow;
use chrono::Utc;
use uuid::Uuid;

use super::table::plain;
use super::tell;
use crate::model::{Analyst, AnalystId, ArticleId, Edit, Project, Timeline, same_name};
use crate::store::{self, Mode, Opened, Problem, StoreError, Writer};

/// Who works, unless `--analyst` says it: the name of the user's account.
pub(super) fn analyst(name: Option<&str>) -> Analyst {
    let account = || {
        let names = ["USER", "USERNAME", "LOGNAME"].into_iter().filter_map(|key| std::env::var(key).ok());
        names.map(|name| name.trim().to_owned()).find(|name| !name.is_empty())
    };
    let name = name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).or_else(account);
    let name = name.unwrap_or_else(|| "analyst".to_owned());
    Analyst { id: AnalystId::lossy(&name, "analyst"), name }
}

/// The analyst of the project whom a name means: by id or by the name on the screen, however it is spelled.
fn known(project: &Project, asked: &Analyst) -> Option<Analyst> {
    let is = |name: &str| same_name(name, asked.id.as_str()) || same_name(name, &asked.name);
    let found = project.analysts().find(|a| is(a.id.as_str()));
    found.or_else(|| project.analysts().find(|a| is(&a.name))).cloned()
}

/// Opens a project to look at and warns of what could not be taken.
pub(super) fn look(path: &Path) -> anyhow::Result<Opened> {
    let opened = store::open(path, Mode::Read)?;
    warn(&opened.problems);
    Ok(opened)
}

/// So many problems of one file are told when a project is opened.
const WARNINGS: usize = 5;

/// Warns of what could not be taken, in the order in which it was found.
fn warn(problems: &[Problem]) {
    let mut told: BTreeMap<&Path, usize> = BTreeMap::new();
    for problem in problems {
        let number = told.entry(&problem.file).or_default();
        *number += 1;
        if *number <= WARNINGS {
            tell(&format!("Warning: {}", in_words(problem)));
        }
    }
    for (file, number) in told {
        let more = number.saturating_sub(WARNINGS);
        if more > 0 {
            tell(&format!("Warning: {}: and {more} more (pressmark check lists them all).", shown(file)));
        }
    }
}

/// A path as it is printed.
pub(super) fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

/// A problem with its place and remedy.
pub(super) fn in_words(problem: &Problem) -> String {
    let at = problem.at.map(|(line, column)| format!(", line {line}, column {column}")).unwrap_or_default();
    let what = plain(problem.what.trim_end_matches('.'));
    format!("{}{at}: {what}.\n  {}", shown(&problem.file), plain(&problem.remedy))
}

/// A project that is being changed.
pub(super) struct Session {
    timeline: Timeline,
    writer: Writer,
}

impl Session {
    /// Opens a project to change it, as the analyst of that name, or as whoever has been working on it.
    pub fn open(path: &Path, name: Option<&str>) -> anyhow::Result<Self> {
        let asked = analyst(name);
        let asked = store::open(path, Mode::Read).ok().and_then(|o| known(&o.project, &asked)).unwrap_or(asked);
        let mode = match name {
            Some(_) => Mode::Write { analyst: asked.id, name: asked.name },
            None => Mode::Continue { me: asked.id },
        };
        let opened = store::open(path, mode)?;
        warn(&opened.problems);
        let writer = opened.writer.ok_or_else(|| anyhow!("“{}” cannot be written", path.display()))?;
        Ok(Self { timeline: Timeline::new(opened.project), writer })
    }

    /// Who changes it.
    pub fn analyst(&self) -> Analyst {
        let id = self.writer.analyst();
        self.project().analyst(id).cloned().unwrap_or_else(|| Analyst { id: id.clone(), name: id.to_string() })
    }

    /// The project as it is now.
    pub fn project(&self) -> &Project {
        self.timeline.project()
    }

    /// Makes a change and hands it to the writer.
    pub fn commit(&mut self, label: &str, edit: Edit) -> anyhow::Result<()> {
        let kept = edit.clone();
        self.timeline.commit(label, edit)?;
        let (revision, project) = (self.timeline.revision(), self.timeline.project());
        self.writer.record(revision, Utc::now(), label, &kept, project);
        Ok(())
    }

    /// Keeps the bytes that an article came from.
    pub fn keep_source(&self, article: &ArticleId, ending: &str, bytes: Vec<u8>) {
        self.writer.keep_source(article, ending, bytes);
    }

    /// Waits until everything is safe on disk and the files are up to date.
    pub fn close(self) -> anyhow::Result<()> {
        let Err(error) = self.writer.flush(true) else { return Ok(()) };
        let what = if self.writer.durable() >= self.timeline.revision() {
            "What was added is safe in the history, but the project's files could not be brought up to date. The next \
             command that changes the project, or the window, makes up for it"
        } else {
            "What was added could not be written"
        };
        // The writer goes on trying; a command ends.
        let why = match error {
            StoreError::Unwritten(why) => why.trim_end_matches("It is kept and tried again").trim_end().to_owned(),
            other => other.to_string(),
        };
        Err(anyhow!(why).context(what))
    }
}

/// An id that nobody else makes.
pub(super) fn new_id() -> Uuid {
    Uuid::now_v7()
}
