//! The writer's thread.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::files::{self, Checkpoint, Counts, ProjectFile};
use super::journal::Journal;
use super::lock::Lock;
use super::writer::State;
use super::{FORMAT, StoreError, atomic, checkpoint, layout};
use crate::model::{ArticleId, Decision, Edit, Project, Time};

/// A checkpoint is written after so many edits,
const EDITS: u64 = 200;
/// or when nothing has happened for so long,
const IDLE: Duration = Duration::from_secs(30);
/// and what has failed is tried again after so long.
const AGAIN: Duration = Duration::from_secs(5);
/// So many edits at most are appended and synced at once; it bounds the memory for their lines.
const GROUP: usize = 256;

/// An edit to be written.
pub(super) struct Record {
    pub revision: u64,
    pub at: Time,
    pub label: String,
    pub edit: Edit,
    pub after: Arc<Project>,
}

/// What the thread is asked to do.
pub(super) enum Message {
    Record(Box<Record>),
    Source { article: ArticleId, ending: String, bytes: Vec<u8> },
    Checkpoint,
    Flush { checkpoint: bool, reply: Sender<Result<(), String>> },
}

enum Task {
    Record(Box<Record>),
    Source { file: String, bytes: Vec<u8> },
}

/// The thread's own things.
pub(super) struct Worker {
    pub root: PathBuf,
    /// Held as long as the thread lives.
    pub _lock: Lock,
    pub journal: Journal,
    /// What the histories hold, the open one as of the last checkpoint.
    pub checkpoint: Checkpoint,
    /// The project in the files, as far as they are to be kept; none if everything is to be written.
    pub written: Option<Arc<Project>>,
    /// The project as the histories give it.
    pub durable: Arc<Project>,
    /// Edits in the histories that are not in the files.
    pub pending: u64,
    /// Files that could not be taken in full: a copy is kept before they are overwritten.
    pub damaged: BTreeSet<String>,
}

impl Worker {
    pub(super) fn run(mut self, messages: &Receiver<Message>, state: &State) {
        let mut tasks = VecDeque::new();
        let mut failed = false;
        loop {
            let patience = match (failed, self.pending) {
                (true, _) => AGAIN,
                (false, 0) => Duration::from_secs(24 * 3600),
                (false, _) => IDLE,
            };
            let mut wanted = false;
            let mut replies = Vec::new();
            let mut sort = |message, tasks: &mut VecDeque<Task>| match message {
                Message::Checkpoint => wanted = true,
                Message::Flush { checkpoint, reply } => {
                    wanted |= checkpoint;
                    replies.push(reply);
                }
                Message::Record(record) => tasks.push_back(Task::Record(record)),
                Message::Source { article, ending, bytes } => {
                    tasks.push_back(Task::Source { file: layout::source(&article, &ending), bytes });
                }
            };
            let mut closing = false;
            let mut idle = false;
            match messages.recv_timeout(patience) {
                Ok(first) => {
                    sort(first, &mut tasks);
                    messages.try_iter().for_each(|message| sort(message, &mut tasks));
                }
                Err(RecvTimeoutError::Timeout) => idle = true,
                Err(RecvTimeoutError::Disconnected) => closing = true,
            }
            let mut done = self.commit(&mut tasks, state);
            let due = self.pending >= EDITS || (self.pending > 0 && (idle || closing));
            if done.is_ok() && (wanted || due) {
                done = self.write_checkpoint();
                if done.is_ok() {
                    state.tell();
                }
            }
            let failure = done.err().map(|error| sentence(&error));
            failed = failure.is_some();
            state.set_failure(failure.clone());
            for reply in replies {
                let _ = reply.send(failure.clone().map_or(Ok(()), Err));
            }
            if closing {
                return;
            }
        }
    }

    /// Makes what is queued durable. What fails stays queued.
    fn commit(&mut self, tasks: &mut VecDeque<Task>, state: &State) -> Result<(), StoreError> {
        while let Some(first) = tasks.front() {
            if let Task::Source { file, bytes } = first {
                atomic::write(&self.root, file, bytes)?;
                tasks.pop_front();
                continue;
            }
            let records = || tasks.iter().take(GROUP).map_while(Task::record);
            let mut clock = self.checkpoint.newest;
            let mut revision = 0;
            // Later entries never have an earlier time, whatever the clock did: replay sorts by it.
            let times: Vec<Time> = records()
                .map(|record| {
                    clock = clock.max(record.at);
                    revision = revision.max(record.revision);
                    clock
                })
                .collect();
            self.journal.append(records().zip(times).map(|(r, at)| (at, r.label.as_str(), &r.edit)))?;
            let last = records().last().map(|r| Arc::clone(&r.after));
            let count = records().count();
            self.durable = last.unwrap_or_else(|| Arc::clone(&self.durable));
            self.checkpoint.newest = clock;
            self.pending += count as u64;
            tasks.drain(..count);
            state.set_durable(revision);
        }
        Ok(())
    }

    /// Brings the files up to the histories.
    pub(super) fn write_checkpoint(&mut self) -> Result<(), StoreError> {
        if self.pending == 0 && self.written.is_some() {
            return Ok(());
        }
        let mut now = self.checkpoint.clone();
        now.number = now.number.saturating_add(1);
        now.histories.insert(self.journal.analyst().clone(), self.journal.reach);
        let project = Arc::clone(&self.durable);
        now.counts = Counts::of(&project);
        let head = ProjectFile {
            format: FORMAT,
            title: project.title().to_owned(),
            event: project.event().to_owned(),
            codebook: project.codebook().as_ref().clone(),
            names: project.names().clone(),
            analysts: project.analysts().cloned().collect(),
            checkpoint: now.clone(),
        };
        let last = (layout::PROJECT.to_owned(), Some(files::named(layout::PROJECT, files::project(&head))?));
        let changes = changes(self.written.as_deref(), &project, &self.damaged).chain([Ok(last)]);
        let replaced = checkpoint::write(&self.root, now.number, changes, &self.damaged)?;
        self.checkpoint = now;
        self.written = Some(project);
        self.pending = 0;
        self.damaged.retain(|file| !replaced.contains(file));
        Ok(())
    }
}

impl Task {
    fn record(&self) -> Option<&Record> {
        match self {
            Task::Record(record) => Some(record),
            Task::Source { .. } => None,
        }
    }
}

type Change = Result<(String, Option<Vec<u8>>), StoreError>;

/// The files in which two projects differ, with their new content, one by one.
fn changes<'a>(
    old: Option<&'a Project>,
    new: &'a Project,
    damaged: &'a BTreeSet<String>,
) -> impl Iterator<Item = Change> + 'a {
    let write = |file: String, content| Some(files::named(&file, content).map(|content| (file, Some(content))));
    let articles = new.articles().flat_map(move |article| {
        let before = old.and_then(|old| old.article(&article.id));
        let (file, text) = (layout::article(&article.id), layout::text(&article.id));
        let same = before.is_some_and(|before| Arc::ptr_eq(before, article)) && !damaged.contains(&file);
        let same_text = before.is_some_and(|before| before.sha256 == article.sha256) && !damaged.contains(&text);
        let words = (!same_text).then(|| Ok((text, Some(article.text.as_str().as_bytes().to_vec()))));
        let known = if same { None } else { write(file, files::article(article)) };
        words.into_iter().chain(known)
    });
    let layers = new.layers().filter_map(move |(article, analyst, layer)| {
        let file = layout::layer(article, analyst);
        let before = old.and_then(|old| old.layer(article, analyst));
        if before.is_some_and(|before| Arc::ptr_eq(before, layer)) && !damaged.contains(&file) {
            return None;
        }
        let text = &new.article(article)?.text;
        write(file, files::layer(article, analyst, layer, text))
    });
    let decisions = new.analysts().filter_map(move |analyst| {
        let of = |project: &'a Project| project.decisions().filter(|d| d.by == analyst.id);
        let file = layout::decisions(&analyst.id);
        let same = match old {
            Some(old) => of(old).map(Arc::as_ptr).eq(of(new).map(Arc::as_ptr)),
            None => of(new).next().is_none(),
        };
        if same && !damaged.contains(&file) {
            return None;
        }
        write(file, files::decisions(&analyst.id, of(new).map(|d: &Arc<Decision>| d.as_ref())))
    });
    let gone_articles = old.into_iter().flat_map(Project::articles).filter(|a| new.article(&a.id).is_none());
    let gone_articles = gone_articles.flat_map(|a| [layout::article(&a.id), layout::text(&a.id)]);
    let gone_layers = old.into_iter().flat_map(Project::layers);
    let gone_layers = gone_layers.filter(|(article, analyst, _)| new.layer(article, analyst).is_none());
    let gone = gone_articles.chain(gone_layers.map(|(article, analyst, _)| layout::layer(article, analyst)));
    articles.chain(layers).chain(decisions).chain(gone.map(|file| Ok((file, None))))
}

fn sentence(error: &StoreError) -> String {
    let text = error.to_string();
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}. It is kept and tried again", chars.as_str())
}
