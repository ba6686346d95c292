//! An opened project, and the one place in which a command changes it.

use std::path::Path;

use anyhow::{Context, anyhow};
use chrono::Utc;
use uuid::Uuid;

use super::tell;
use crate::model::{Analyst, AnalystId, ArticleId, Edit, Project, Timeline};
use crate::store::{self, Mode, Opened, Problem, Writer};

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

/// Opens a project to look at and warns of what could not be taken.
pub(super) fn look(path: &Path) -> anyhow::Result<Opened> {
    let opened = store::open(path, Mode::Read)?;
    for problem in &opened.problems {
        tell(&format!("Warning: {}", in_words(problem)));
    }
    Ok(opened)
}

/// A problem with its place and remedy.
pub(super) fn in_words(problem: &Problem) -> String {
    let at = problem.at.map(|(line, column)| format!(", line {line}, column {column}")).unwrap_or_default();
    let what = problem.what.trim_end_matches('.');
    format!("{}{at}: {what}.\n  {}", problem.file.display(), problem.remedy)
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
        let mode = match name {
            Some(_) => Mode::Write { analyst: asked.id, name: asked.name },
            None => Mode::Continue { me: asked.id },
        };
        let opened = store::open(path, mode)?;
        for problem in &opened.problems {
            tell(&format!("Warning: {}", in_words(problem)));
        }
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

    /// Waits until everything is safe on disk.
    pub fn close(self) -> anyhow::Result<()> {
        self.writer.flush(true).context("What was added could not be written")?;
        Ok(())
    }
}

/// An id that nobody else makes.
pub(super) fn new_id() -> Uuid {
    Uuid::now_v7()
}
