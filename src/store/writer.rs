//! The face of the writer's thread.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, bounded, unbounded};

use super::StoreError;
use super::worker::{Message, Record, Worker};
use crate::model::{AnalystId, ArticleId, Edit, Project, Time};

/// Writes edits behind the program's back: a thread of its own, its queue, and what has become durable.
///
/// Dropping it waits until everything queued is durable and a checkpoint is written.
pub struct Writer {
    analyst: AnalystId,
    queue: Option<Sender<Message>>,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("durable", &self.durable()).finish_non_exhaustive()
    }
}

type Listener = Box<dyn Fn() + Send>;

/// What the thread tells.
#[derive(Default)]
pub(super) struct State {
    durable: AtomicU64,
    failure: Mutex<Option<String>>,
    listener: Mutex<Option<Listener>>,
}

impl State {
    pub(super) fn set_durable(&self, revision: u64) {
        if self.durable.fetch_max(revision, Ordering::AcqRel) < revision {
            self.tell();
        }
    }

    pub(super) fn set_failure(&self, failure: Option<String>) {
        let mut now = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = *now != failure;
        *now = failure;
        drop(now);
        if changed {
            self.tell();
        }
    }

    /// Calls the listener.
    pub(super) fn tell(&self) {
        if let Some(listener) = &*self.listener.lock().unwrap_or_else(PoisonError::into_inner) {
            listener();
        }
    }

    fn failure(&self) -> Option<String> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Writer {
    pub(super) fn start(worker: Worker) -> Result<Self, StoreError> {
        let (queue, messages) = unbounded();
        let analyst = worker.journal.analyst().clone();
        let state = Arc::<State>::default();
        let told = Arc::clone(&state);
        let thread = std::thread::Builder::new()
            .name("project writer".into())
            .spawn(move || worker.run(&messages, &told))
            .map_err(|_| StoreError::Stopped)?;
        Ok(Self { analyst, queue: Some(queue), state, thread: Some(thread) })
    }

    /// Whose history it writes.
    pub fn analyst(&self) -> &AnalystId {
        &self.analyst
    }

    fn send(&self, message: Message) {
        if self.queue.as_ref().is_none_or(|q| q.send(message).is_err()) {
            self.state.set_failure(Some(StoreError::Stopped.to_string()));
        }
    }

    /// Queues an edit that has been carried out. `revision` is the timeline's after it, `after` the project after it.
    /// Returns at once.
    pub fn record(&self, revision: u64, at: Time, label: &str, edit: &Edit, after: &Arc<Project>) {
        let (label, edit, after) = (label.to_owned(), edit.clone(), Arc::clone(after));
        self.send(Message::Record(Box::new(Record { revision, at, label, edit, after })));
    }

    /// Keeps the bytes that an article was imported from (`sources/<article>.<ending>`). Returns at once; no edit
    /// recorded later is reported durable before they are.
    pub fn keep_source(&self, article: &ArticleId, ending: &str, bytes: Vec<u8>) {
        self.send(Message::Source { article: article.clone(), ending: ending.to_owned(), bytes });
    }

    /// The last revision that is safe on disk.
    pub fn durable(&self) -> u64 {
        self.state.durable.load(Ordering::Acquire)
    }

    /// Asks for a checkpoint now. Returns at once; `on_change` tells when it is done.
    pub fn checkpoint(&self) {
        self.send(Message::Checkpoint);
    }

    /// Waits until everything queued is durable, and a checkpoint is written if `checkpoint`.
    ///
    /// # Errors
    /// If something could not be written. It stays queued.
    pub fn flush(&self, checkpoint: bool) -> Result<(), StoreError> {
        let (reply, done) = bounded(1);
        self.send(Message::Flush { checkpoint, reply });
        done.recv().map_err(|_| StoreError::Stopped)?.map_err(StoreError::Unwritten)
    }

    /// What went wrong last while writing, for the status line; writing is tried again with the next edit.
    pub fn failure(&self) -> Option<String> {
        self.state.failure()
    }

    /// Calls `f` from the writer's thread whenever `durable` or `failure` has changed, and after a checkpoint. `f` must
    /// not wait for the writer.
    pub fn on_change(&self, f: impl Fn() + Send + 'static) {
        *self.state.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(f));
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A panic there is told by the thread itself.
            let _ = thread.join();
        }
    }
}
