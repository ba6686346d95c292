//! Several histories as one: by time, then analyst, then number.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files::{Checkpoint, Reach};
use super::history::Stream;
use super::union::Told;
use super::view::View;
use super::{Problem, StoreError, history, layout};
use crate::model::{AnalystId, Codebook, Project, Time};

/// The histories of a project.
#[derive(Debug)]
pub(super) struct Histories {
    root: PathBuf,
    /// File and analyst.
    files: Vec<(String, AnalystId)>,
    pub problems: Vec<Problem>,
}

/// What a replay has done.
#[derive(Debug)]
pub(super) struct Replayed {
    pub project: Project,
    /// Entries that were carried out.
    pub carried_out: usize,
    /// Whether an entry was older than what the checkpoint holds.
    pub out_of_order: bool,
    /// Edits that could not be carried out.
    pub refused: Vec<Problem>,
    /// Lines that could not be read.
    pub unread: Vec<Problem>,
    /// Whether the histories were whole.
    pub sound: bool,
    /// How far it went.
    pub checkpoint: Checkpoint,
    /// The good length of each history, and whether its last line feed is missing.
    pub ends: BTreeMap<AnalystId, (u64, bool)>,
    /// What the entries have brought.
    pub told: Told,
    /// Histories that could not be read, or not to their end.
    pub errors: BTreeMap<AnalystId, StoreError>,
    /// A history of a newer format.
    pub newer: Option<(String, u32)>,
}

impl Replayed {
    /// Whether this is all that has ever happened.
    pub(super) fn is_complete(&self) -> bool {
        self.sound && self.refused.is_empty() && self.carried_out > 0
    }

    /// Whether every history goes at least as far as a checkpoint says.
    pub(super) fn reaches(&self, checkpoint: &Checkpoint) -> bool {
        checkpoint.histories.iter().all(|(analyst, known)| {
            known.entries == 0 || self.checkpoint.histories.get(analyst).is_some_and(|r| r.entries >= known.entries)
        })
    }
}

impl Histories {
    /// Finds the histories of a folder.
    pub(super) fn find(root: &Path, view: &View) -> Self {
        let mut found = Self { root: root.to_owned(), files: Vec::new(), problems: Vec::new() };
        for name in view.names(layout::HISTORY) {
            let Some(stem) = name.strip_suffix(".ron-lines") else { continue };
            let file = format!("{}/{name}", layout::HISTORY);
            let id = layout::id_of(stem).and_then(|id| AnalystId::new(&id).ok());
            match id.or_else(|| head(root, &file).filter(|id| layout::is_name_of(stem, id.as_str()))) {
                Some(analyst) => found.files.push((file, analyst)),
                None => found.problems.push(Problem::new(
                    &file,
                    None,
                    "the name of the history is not the name of an analyst",
                    "Give the file its old name again, or remove it.",
                )),
            }
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn has(&self, analyst: &AnalystId) -> bool {
        self.files.iter().any(|(_, a)| a == analyst)
    }

    /// Replays the entries from nothing up to those of a checkpoint, or all.
    pub(super) fn replay_all(&self, up_to: Option<&Checkpoint>) -> Result<Replayed, StoreError> {
        self.replay(Project::new("", Codebook::default()), &Checkpoint::default(), up_to)
    }

    /// Replays the entries behind `from` (and no further than `up_to`).
    pub(super) fn replay(
        &self,
        project: Project,
        from: &Checkpoint,
        up_to: Option<&Checkpoint>,
    ) -> Result<Replayed, StoreError> {
        let reach = |c: &Checkpoint, a: &AnalystId| c.histories.get(a).copied().unwrap_or_default();
        let mut out = Replayed {
            project,
            carried_out: 0,
            out_of_order: false,
            refused: Vec::new(),
            unread: Vec::new(),
            sound: true,
            checkpoint: from.clone(),
            ends: BTreeMap::new(),
            told: Told::default(),
            errors: BTreeMap::new(),
            newer: None,
        };
        let mut streams = Vec::new();
        for (file, analyst) in &self.files {
            match Stream::open(&self.root, file, analyst, reach(from, analyst)) {
                Ok(stream) => streams.push(stream),
                Err(error) => {
                    out.sound = false;
                    let what = format!("the history cannot be read: {error}");
                    out.unread.push(Problem::new(file, None, what, UNREADABLE));
                    out.errors.insert(analyst.clone(), error);
                }
            }
        }
        let limits: Vec<u64> =
            streams.iter().map(|s| up_to.map_or(u64::MAX, |c| reach(c, &s.analyst).entries)).collect();
        loop {
            let waiting = streams.iter_mut().zip(&limits).filter_map(|(stream, limit)| {
                let next = stream.next.as_ref().filter(|next| next.entry.number <= *limit)?;
                Some((next.at, stream.analyst.clone(), stream))
            });
            let Some((_, _, stream)) = waiting.min_by(|(a, x, _), (b, y, _)| (a, x).cmp(&(b, y))) else { break };
            if let Some(next) = stream.next.take() {
                out.carry_out(stream, &next.entry.edit, next.at, next.line);
            }
            stream.advance();
        }
        for stream in streams {
            let expected = reach(up_to.unwrap_or(from), &stream.analyst);
            out.finish(stream, expected);
        }
        let counted = up_to.unwrap_or(from).histories.iter();
        for (analyst, reach) in counted.filter(|(analyst, reach)| reach.entries > 0 && !self.has(analyst)) {
            out.sound = false;
            let what = format!("the history is missing; the project was saved with {} entries of it", reach.entries);
            out.unread.push(Problem::new(&layout::history(analyst), None, what, MISSING));
        }
        Ok(out)
    }
}

impl Replayed {
    fn carry_out(&mut self, stream: &Stream, edit: &crate::model::Edit, at: Time, line: usize) {
        self.out_of_order |= at < self.checkpoint.newest && !self.checkpoint.histories.is_empty();
        match self.project.apply(edit) {
            Ok(_) => {
                self.carried_out += 1;
                self.told.note(edit);
            }
            Err(error) => self.refused.push(Problem::new(
                &stream.file,
                Some((line, 1)),
                format!("this edit cannot be carried out: {error}"),
                "The edit is left out. If something before it was lost, put that back from a backup.",
            )),
        }
    }

    fn finish(&mut self, stream: Stream, expected: Reach) {
        if stream.reach.entries < expected.entries {
            self.sound = false;
            self.unread.push(Problem::new(
                &stream.file,
                None,
                format!(
                    "the history has {} entries, the project was saved with {}",
                    stream.reach.entries, expected.entries
                ),
                "Put the history back from a backup if you have one; the project itself is whole.",
            ));
        }
        let mut reach = stream.reach;
        if reach.entries < expected.entries {
            reach = expected;
        }
        self.sound &= stream.sound;
        if let Some(error) = stream.broken {
            let file = PathBuf::from(&stream.file);
            self.errors.insert(stream.analyst.clone(), StoreError::Io { file, doing: "read", error });
        }
        self.newer = self.newer.take().or(stream.newer.map(|v| (stream.file.clone(), v)));
        self.unread.extend(stream.problems);
        self.checkpoint.newest = self.checkpoint.newest.max(stream.clock.unwrap_or_default());
        self.ends.insert(stream.analyst.clone(), (stream.good_end, stream.unended));
        self.checkpoint.histories.insert(stream.analyst, reach);
    }
}

const UNREADABLE: &str = "Make it readable, or put it back from a backup; the rest of the project was opened.";
const MISSING: &str = "Put it back from a backup if you have one; what the other files hold was taken.";

/// The analyst that a history's first line names.
fn head(root: &Path, file: &str) -> Option<AnalystId> {
    history::head(&layout::inside(root, file).ok()?).map(|head| head.analyst)
}
