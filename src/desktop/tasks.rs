//! Work that must not hold up the drawing thread: dialogs, disks, the consensus engine. Each piece runs on a thread of
//! its own and sends its outcome back as a value.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};
use eframe::egui::Context;

use super::consensus::faces::chart::{self, Chart};
use super::consensus::faces::figures::Figures;
use super::theme::Palette;
use crate::consensus::{Consensus, Engine};
use crate::export::Format;
use crate::import::Incoming;
use crate::model::{AnalystId, Article, Project};
use crate::store::{self, Mode, Opened, StoreError, Writer};
use crate::suggest::{self, Suggestion};

/// What a native dialog asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Where a new project goes.
    NewFolder,
    /// Which project to open.
    Project,
    /// Which files become articles.
    Articles,
    /// Where to copy the project.
    CopyFolder,
    /// Where a dataset goes.
    Dataset(Format),
    /// Where the report goes; the ending of its name tells the form.
    Report,
    /// Where a plot goes; the ending of its name tells the form.
    Plot,
    /// Which codebook to take over.
    CodebookIn,
    /// Where the codebook goes.
    CodebookOut,
}

impl Asked {
    /// The question.
    pub fn words(self) -> &'static str {
        match self {
            Self::NewFolder => "Where shall the new project go?",
            Self::Project => "Pick a project’s project.ron",
            Self::Articles => "Pick articles",
            Self::CopyFolder => "Where shall the copy go?",
            Self::Dataset(_) => "Where shall the dataset go?",
            Self::Report => "Where shall the report go? The ending tells the form: .html, .md, .csv or .json.",
            Self::Plot => "Where shall the plot go? The ending tells the form: .svg or .png.",
            Self::CodebookIn => "Pick a codebook",
            Self::CodebookOut => "Where shall the codebook go?",
        }
    }

    /// What its answer does.
    pub fn verb(self) -> &'static str {
        match self {
            Self::NewFolder => "Create",
            Self::Project => "Open",
            Self::Articles => "Add",
            Self::CopyFolder => "Copy",
            Self::Dataset(_) | Self::CodebookOut => "Export",
            Self::Report | Self::Plot => "Save",
            Self::CodebookIn => "Look at it",
        }
    }
}

/// An outcome.
#[derive(Debug)]
pub enum Outcome {
    /// A dialog was closed: with paths, or without.
    Picked(Asked, Vec<PathBuf>),
    /// The system has no dialog; the name is the one that would have been proposed.
    NoDialog(Asked, String),
    /// A project was opened, or not.
    Opened(Result<Box<Opened>, String>),
    /// Files were read: each with its articles and bytes, or with what is wrong with it.
    Read(Vec<(PathBuf, Result<Vec<Incoming>, String>)>),
    /// Something was written: what to say about it, or what went wrong.
    Wrote(Result<String, String>),
    /// What is proposed for an article.
    Suggested(Arc<Article>, Vec<Suggestion>),
    /// A codebook was read, or not.
    Codebook(Result<super::codebook::Incoming, String>),
    /// New statements, and the revision that they belong to.
    Consensus(u64, Arc<Consensus>),
    /// The figures of a revision.
    Figures(u64, Arc<Figures>),
}

/// The worker threads' letter box.
#[derive(Debug)]
pub struct Tasks {
    ctx: Context,
    sender: Sender<Outcome>,
    outcomes: Receiver<Outcome>,
    engine: Sender<(u64, Arc<Project>)>,
}

impl Tasks {
    /// Starts the engine's thread. `ctx` is asked to draw again whenever an outcome is there.
    pub fn new(ctx: &Context) -> Self {
        let (sender, outcomes) = unbounded();
        let (engine, projects) = unbounded::<(u64, Arc<Project>)>();
        let (out, wake) = (sender.clone(), ctx.clone());
        std::thread::spawn(move || {
            let mut machine = Engine::new();
            while let Ok(mut newest) = projects.recv() {
                while let Ok(newer) = projects.try_recv() {
                    newest = newer;
                }
                let found = machine.sync(&newest.1);
                if out.send(Outcome::Consensus(newest.0, found)).is_err() {
                    return;
                }
                wake.request_repaint();
            }
        });
        Self { ctx: ctx.clone(), sender, outcomes, engine }
    }

    /// What asks for another frame.
    pub fn waker(&self) -> Context {
        self.ctx.clone()
    }

    /// The next outcome, if there is one.
    pub fn next(&self) -> Option<Outcome> {
        self.outcomes.try_recv().ok()
    }

    /// Asks the engine for the statements of a project. Only the newest request is answered.
    pub fn statements(&self, revision: u64, project: Arc<Project>) {
        let _ = self.engine.send((revision, project));
    }

    /// Looks through an article for what could be tagged.
    pub fn suggest(&self, article: Arc<Article>) {
        self.run(move || {
            let found = suggest::suggestions(&article.text, &article.info.language, &suggest::skipped(&article));
            Outcome::Suggested(article, found)
        });
    }

    fn run(&self, work: impl FnOnce() -> Outcome + Send + 'static) {
        let (out, wake) = (self.sender.clone(), self.ctx.clone());
        std::thread::spawn(move || {
            let _ = out.send(work());
            wake.request_repaint();
        });
    }

    /// Opens a native dialog.
    pub fn ask(&self, asked: Asked, name: String) {
        self.run(move || {
            let began = Instant::now();
            let dialog = rfd::FileDialog::new().set_title(asked.words());
            let one = |path: Option<PathBuf>| path.into_iter().collect();
            let picked: Vec<PathBuf> = match asked {
                Asked::NewFolder
                | Asked::CopyFolder
                | Asked::Dataset(_)
                | Asked::CodebookOut
                | Asked::Report
                | Asked::Plot => one(dialog.set_file_name(&name).save_file()),
                Asked::CodebookIn => one(dialog.add_filter("Codebook", &["ron"]).pick_file()),
                Asked::Project => one(dialog.add_filter("Pressmark project", &["ron"]).pick_file()),
                Asked::Articles => dialog
                    .add_filter("Articles", &["txt", "text", "md", "html", "htm", "xhtml", "jsonl", "ndjson"])
                    .add_filter("All files", &["*"])
                    .pick_files()
                    .unwrap_or_default(),
            };
            // Nobody closes a dialog as fast as a system that has none.
            if picked.is_empty() && began.elapsed() < Duration::from_millis(250) {
                return Outcome::NoDialog(asked, name);
            }
            Outcome::Picked(asked, picked)
        });
    }

    /// Opens a project for writing.
    pub fn open(&self, path: PathBuf, me: AnalystId) {
        self.run(move || Outcome::Opened(open(&path, me)));
    }

    /// Makes a project.
    pub fn create(&self, folder: PathBuf, project: Project, me: AnalystId) {
        self.run(move || {
            let opened = store::create(&folder, project, me.clone(), me.as_str());
            Outcome::Opened(opened.map(Box::new).map_err(|e| e.to_string()))
        });
    }

    /// Makes the user's copy of the sample project, unless there is one, and opens it.
    pub fn open_sample(&self, me: AnalystId) {
        self.run(move || Outcome::Opened(super::sample::unpack().and_then(|folder| open(&folder, me))));
    }

    /// Lets a project go: waits, out of sight, until everything is on disk.
    pub fn close(&self, writer: Option<Writer>) {
        std::thread::spawn(move || drop(writer));
    }

    /// Reads files as articles.
    pub fn read(&self, files: Vec<PathBuf>) {
        self.run(move || {
            let read = |path: &PathBuf| -> Result<Vec<Incoming>, String> {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let bytes = crate::import::load(path).map_err(|e| e.to_string())?;
                crate::import::read(&name, &bytes, None).map(|batch| batch.articles).map_err(|e| e.to_string())
            };
            Outcome::Read(files.iter().map(|path| (path.clone(), read(path))).collect())
        });
    }

    /// Writes a dataset.
    pub fn export(&self, path: PathBuf, format: Format, project: Arc<Project>) {
        self.run(move || {
            let found = if format.about().statements { Engine::new().sync(&project) } else { Arc::default() };
            let mut bytes = Vec::new();
            let written = crate::export::write(&project, &found, format, &mut bytes)
                .map_err(|e| e.to_string())
                .and_then(|()| store::write_file(&path, &bytes).map_err(|e| e.to_string()));
            Outcome::Wrote(written.map(|()| format!("Wrote {}", path.display())))
        });
    }

    /// Writes what the window shows as a report.
    pub fn report(&self, path: PathBuf, project: Arc<Project>, consensus: Arc<Consensus>) {
        self.run(move || {
            let form = crate::export::Report::of(&path.to_string_lossy());
            let mut bytes = Vec::new();
            let written = form
                .write(&project, &consensus, &mut bytes)
                .map_err(|e| e.to_string())
                .and_then(|()| store::write_file(&path, &bytes).map_err(|e| e.to_string()));
            Outcome::Wrote(written.map(|()| format!("Wrote {}", path.display())))
        });
    }

    /// Counts the figures of a revision.
    pub fn figures(&self, revision: u64, project: Arc<Project>, consensus: Arc<Consensus>) {
        self.run(move || Outcome::Figures(revision, Arc::new(Figures::of(&project, &consensus))));
    }

    /// Writes a plot, in the colours of a palette; an SVG holds those of both themes.
    pub fn plot(&self, path: PathBuf, plot: Chart, palette: Palette) {
        self.run(move || {
            let written = chart::file(&path.to_string_lossy(), &plot, &palette)
                .and_then(|bytes| store::write_file(&path, &bytes).map_err(|e| e.to_string()));
            Outcome::Wrote(written.map(|()| format!("Wrote {}", path.display())))
        });
    }

    /// Reads a codebook.
    pub fn read_codebook(&self, path: PathBuf) {
        self.run(move || Outcome::Codebook(super::codebook::read(&path)));
    }

    /// Writes a codebook.
    pub fn write_codebook(&self, path: PathBuf, project: Arc<Project>) {
        self.run(move || {
            let written = super::codebook::words(project.codebook())
                .and_then(|words| store::write_file(&path, words.as_bytes()).map_err(|e| e.to_string()));
            Outcome::Wrote(written.map(|()| format!("Wrote {}", path.display())))
        });
    }

    /// Copies a project folder.
    pub fn copy(&self, from: PathBuf, to: PathBuf) {
        self.run(move || {
            let copied = store::save_as(&from, &to).map_err(|e| e.to_string());
            Outcome::Wrote(copied.map(|()| format!("Copied the project to {}", to.display())))
        });
    }
}

/// Opens a project as whoever has been working on it. One that this program itself is just closing is waited for.
fn open(path: &Path, me: AnalystId) -> Result<Box<Opened>, String> {
    let mut waits = 20;
    loop {
        match store::open(path, Mode::Continue { me: me.clone() }) {
            Err(StoreError::Locked { .. }) if waits > 0 => {
                waits -= 1;
                std::thread::sleep(Duration::from_millis(100));
            }
            other => return other.map(Box::new).map_err(|e| e.to_string()),
        }
    }
}
