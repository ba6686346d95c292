//! Creating and opening a project: checkpoint + replay.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Utc;

use super::error::During;
use super::files::{Checkpoint, Counts, Reach};
use super::heal::{find_missing, heal, tell_healed};
use super::journal::Journal;
use super::load::{Loaded, codebook_edits, load, names_edits};
use super::lock::Lock;
use super::replay::{Histories, Replayed};
use super::worker::Worker;
use super::{Problem, StoreError, Writer, atomic, checkpoint, layout, union, view};
use crate::model::{Analyst, AnalystId, Codebook, Edit, Progress, Project};

/// What a project is opened for.
#[derive(Clone, Debug)]
pub enum Mode {
    /// To look at. Works while another program writes to it; changes nothing on disk.
    Read,
    /// To change, as an analyst (added to the project if new). One program at a time.
    Write {
        /// Who.
        analyst: AnalystId,
        /// The name on the screen if the analyst is new.
        name: String,
    },
    /// To change, as whoever has been working on it: as oneself if the project knows one or has no analyst yet, else as
    /// its only analyst, else as oneself, new. For a person who comes back under another account or to a copy.
    Continue {
        /// Oneself.
        me: AnalystId,
    },
}

impl Mode {
    /// Who writes, and under which name if new; nobody for `Read`.
    fn writer(self, project: &Project) -> Option<(AnalystId, String)> {
        match self {
            Self::Read => None,
            Self::Write { analyst, name } => Some((analyst, name)),
            Self::Continue { me } => {
                let mut known = project.analysts();
                let analyst = match (known.next(), known.next()) {
                    (Some(only), None) => only.id.clone(),
                    _ => me,
                };
                let name = analyst.to_string();
                Some((analyst, name))
            }
        }
    }
}

/// An opened project.
#[derive(Debug)]
pub struct Opened {
    /// As it is now: checkpoints with the histories replayed.
    pub project: Project,
    /// What could not be taken.
    pub problems: Vec<Problem>,
    /// For `Mode::Write`.
    pub writer: Option<Writer>,
    /// The project's folder.
    pub folder: PathBuf,
}

/// Makes a new project folder and opens it for writing.
///
/// The project becomes the first entries of the analyst's history, so that the history alone tells everything.
///
/// # Errors
/// If the folder holds something already, cannot be written, or the project breaks a rule of the model.
pub fn create(folder: &Path, project: Project, analyst: AnalystId, name: &str) -> Result<Opened, StoreError> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        return Err(StoreError::NotEmpty(folder.to_owned()));
    }
    let folder = &std::path::absolute(folder).during("look at", folder)?;
    let mut edits = beginning(&project);
    if project.analyst(&analyst).is_none() {
        edits.push(("Add analyst", add_analyst(&analyst, name)));
    }
    let mut made = Project::new("", Codebook::default());
    edits.iter().try_for_each(|(_, edit)| made.apply(edit).map(drop))?;
    fs::create_dir_all(folder).during("make", folder)?;
    let lock = Lock::take(folder)?;
    atomic::write(folder, layout::IGNORE, b"/.lock\n/.staging/\n/.checkpoint\n")?;
    atomic::write(folder, layout::ATTRIBUTES, b"* -text\n")?;
    let mut journal = Journal::open(folder, &analyst, Reach::default(), (0, false))?;
    let now = Utc::now();
    for group in edits.chunks(64) {
        journal.append(group.iter().map(|(label, edit)| (now, *label, edit)))?;
    }
    let durable = Arc::new(made);
    let mut worker = Worker {
        root: folder.to_owned(),
        _lock: lock,
        journal,
        checkpoint: Checkpoint { newest: now, ..Checkpoint::default() },
        written: None,
        durable: Arc::clone(&durable),
        pending: 0,
        damaged: BTreeSet::new(),
    };
    worker.write_checkpoint()?;
    Ok(Opened {
        project: Arc::unwrap_or_clone(durable),
        problems: Vec::new(),
        writer: Some(Writer::start(worker)?),
        folder: folder.to_owned(),
    })
}

/// Opens a project: `path` is its folder or its `project.ron`.
///
/// What is damaged is told in [`Opened::problems`]; the rest opens. What the history knows of a damaged file is taken
/// from there.
///
/// # Errors
/// If there is no project, another program writes to it (unless `Mode::Read`), it was written by a newer Pressmark
/// (unless `Mode::Read`), or the system refuses.
pub fn open(path: &Path, mode: Mode) -> Result<Opened, StoreError> {
    let root = root(path)?;
    if matches!(mode, Mode::Read) {
        let found = view::consistently(&root, |view| read(&root, view))?;
        return Ok(Opened { project: found.now.project, problems: found.problems, writer: None, folder: root });
    }
    let lock = Lock::take(&root)?;
    checkpoint::settle(&root)?;
    let found = view::consistently(&root, |view| read(&root, view))?;
    if let Some((file, version)) = found.newer {
        return Err(StoreError::Newer { file: root.join(file), version });
    }
    let mut now = found.now;
    let Some((analyst, name)) = mode.writer(&now.project) else {
        return Ok(Opened { project: now.project, problems: found.problems, writer: None, folder: root });
    };
    if let Some(error) = now.errors.remove(&analyst) {
        return Err(error);
    }
    let reach = now.checkpoint.histories.get(&analyst).copied().unwrap_or_default();
    let end = now.ends.get(&analyst).copied().unwrap_or_default();
    let mut pending = now.carried_out as u64 + u64::from(found.rebuilt);
    let addition = now.project.analyst(&analyst).is_none().then(|| add_analyst(&analyst, &name));
    if let Some(edit) = &addition {
        now.project.apply(edit)?;
    }
    let mut journal = Journal::open(&root, &analyst, reach, end)?;
    if let Some(edit) = &addition {
        let at = Utc::now().max(now.checkpoint.newest);
        journal.append([(at, "Add analyst", edit)].into_iter())?;
        now.checkpoint.newest = at;
        pending += 1;
    }
    let worker = Worker {
        root: root.clone(),
        _lock: lock,
        journal,
        checkpoint: now.checkpoint,
        written: Some(Arc::new(found.files)),
        durable: Arc::new(now.project.clone()),
        pending,
        damaged: found.damaged,
    };
    Ok(Opened { project: now.project, problems: found.problems, writer: Some(Writer::start(worker)?), folder: root })
}

/// The folder that a path means.
pub(super) fn root(path: &Path) -> Result<PathBuf, StoreError> {
    let names_file = path.file_name().is_some_and(|n| n == layout::PROJECT) && !path.is_dir();
    let root = match path.parent() {
        Some(above) if names_file && above.as_os_str().is_empty() => Path::new("."),
        Some(above) if names_file => above,
        _ => path,
    };
    let is_history = |entry: fs::DirEntry| entry.path().extension().is_some_and(|e| e == "ron-lines");
    let has_history =
        || fs::read_dir(root.join(layout::HISTORY)).is_ok_and(|mut entries| entries.any(|e| e.is_ok_and(is_history)));
    if !root.join(layout::PROJECT).exists() && !has_history() {
        return Err(StoreError::NotAProject(path.to_owned()));
    }
    std::path::absolute(root).during("look at", root)
}

/// What a folder gives.
pub(super) struct Found {
    /// The project as it is now.
    pub now: Replayed,
    /// The project in the files.
    pub files: Project,
    /// Whether `now` differs from the files by more than what the histories have behind them.
    pub rebuilt: bool,
    pub problems: Vec<Problem>,
    pub damaged: BTreeSet<String>,
    pub newer: Option<(String, u32)>,
}

/// Reads a folder: the files of the checkpoint, then what the histories have behind it.
pub(super) fn read(root: &Path, view: &view::View) -> Result<Found, StoreError> {
    let histories = Histories::find(root, view);
    let name = root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let Loaded { mut project, checkpoint, mut problems, mut damaged, mut newer, found } =
        load(view, &histories, &name, None);
    if !found && histories.is_empty() {
        return Err(StoreError::NotAProject(root.to_owned()));
    }
    problems.extend(histories.problems.iter().cloned());
    let mut files = project.clone();
    let known = checkpoint.clone().unwrap_or_default();
    let mut rebuilt = false;
    let mut healed = false;
    let now = if damaged.contains(layout::PROJECT) {
        let mut all = histories.replay_all(None)?;
        let again = load(view, &histories, &name, Some(&all.project));
        files = again.project;
        rebuilt = true;
        let now = if all.is_complete() && all.reaches(&known) {
            // With the histories' codebook the files may have other problems, or none.
            problems.retain(|p| p.file == Path::new(layout::PROJECT));
            problems.extend(again.problems);
            damaged = again.damaged;
            damaged.insert(layout::PROJECT.to_owned());
            union::add_untold(&mut all.project, &files, &all.told);
            all
        } else if checkpoint.is_some() {
            histories.replay(project, &known, None)?
        } else {
            // Nobody knows what the files hold, so everything is done again on top of them: what is there already is
            // refused, what happened last wins.
            let mut salvaged = histories.replay(files.clone(), &Checkpoint::default(), None)?;
            salvaged.refused.clear();
            salvaged
        };
        union::keep(&files, &now.project, &mut damaged, &mut problems);
        now
    } else {
        let short = Counts::of(&project).fall_short_of(&known.counts);
        if short || !damaged.is_empty() {
            let truth = histories.replay_all(Some(&known))?;
            if truth.is_complete() {
                find_missing(view, &project, &truth.project, &mut damaged, &mut problems);
                heal(&mut project, &truth.project, &damaged);
                tell_healed(&project, &truth.project, &damaged, &mut problems);
                healed = !damaged.is_empty();
            } else if damaged.is_empty() {
                let what = "the files hold less than when the project was saved: some are missing";
                let remedy = "Put the missing files back from a backup; the history cannot tell what they held.";
                problems.push(Problem::new(layout::PROJECT, None, what, remedy));
            }
        }
        let tail = histories.replay(project, &known, None)?;
        if tail.out_of_order || !tail.refused.is_empty() {
            // Two copies of the project have been put together, or the files do not fit: the histories know best.
            let mut all = histories.replay_all(None)?;
            rebuilt = all.is_complete() && all.reaches(&known);
            if rebuilt {
                union::add_untold(&mut all.project, &files, &all.told);
                union::keep(&files, &all.project, &mut damaged, &mut problems);
                all
            } else {
                tail
            }
        } else {
            tail
        }
    };
    problems.extend(now.unread.iter().chain(&now.refused).cloned());
    newer = newer.or(now.newer.clone());
    Ok(Found { now, files, rebuilt: rebuilt || healed, problems, damaged, newer })
}

fn add_analyst(id: &AnalystId, name: &str) -> Edit {
    let name = if name.trim().is_empty() { id.as_str() } else { name };
    Edit::AddAnalyst(Analyst { id: id.clone(), name: name.to_owned() })
}

/// The edits that make a project out of nothing, with their labels.
fn beginning(project: &Project) -> Vec<(&'static str, Edit)> {
    let mut setup = Vec::new();
    if project.title() != Project::UNTITLED {
        setup.push(Edit::SetTitle(project.title().to_owned()));
    }
    if !project.event().is_empty() {
        setup.push(Edit::SetEvent(project.event().to_owned()));
    }
    setup.extend(codebook_edits(project.codebook()));
    setup.extend(names_edits(project.names()));
    setup.extend(project.analysts().cloned().map(Edit::AddAnalyst));
    let mut edits = vec![("Create project", Edit::Batch(setup))];
    edits.extend(project.articles().map(|a| ("Add article", Edit::AddArticle(Box::new(a.draft())))));
    for (article, analyst, layer) in project.layers() {
        let Some(text) = project.article(article).map(|a| &a.text) else { continue };
        let mut batch: Vec<Edit> = Vec::new();
        if layer.progress() != Progress::Unread {
            let (article, analyst) = (article.clone(), analyst.clone());
            batch.push(Edit::SetProgress { article, analyst, progress: layer.progress() });
        }
        batch.extend(layer.annotations().iter().map(|a| Edit::Annotate {
            article: article.clone(),
            analyst: analyst.clone(),
            annotation: Box::new(a.draft(text)),
        }));
        batch.extend(layer.rejected().iter().map(|r| Edit::Reject {
            article: article.clone(),
            analyst: analyst.clone(),
            proposal: r.draft(text),
        }));
        edits.push(("Add annotations", Edit::Batch(batch)));
    }
    edits.extend(project.decisions().map(|d| ("Decide", Edit::Decide(d.as_ref().clone()))));
    edits
}
