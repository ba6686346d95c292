//! What the window holds beside the project: nothing of it is lost with it but comfort.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::actions::Actions;
use super::ask::Question;
use super::bindings::Bindings;
use super::codebook::Editor;
use super::command::Needs;
use super::consensus::{Faces, Matrix};
use super::find::Find;
use super::inspector::Inspector;
use super::lists::Lists;
use super::palette::Palette;
use super::panels::Panels;
use super::past::Log;
use super::preferences::Preferences;
use super::reader::Reader;
use super::settings::Settings;
use super::spent::Spent;
use super::suggested::Suggested;
use super::tally::Tally;
use crate::consensus::Consensus;
use crate::model::{AnalystId, Article, ArticleId, CodeId, Place, Project, Timeline};
use crate::store::{Problem, Writer};
use crate::suggest;
use crate::text::Span;

/// The parts of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum View {
    /// One article with its annotations.
    #[default]
    Read,
    /// Statements by outlets.
    Consensus,
    /// What can be marked, and the names that are known.
    Codebook,
}

/// What the panel on the left shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Side {
    /// The articles of the project.
    #[default]
    Articles,
    /// The annotations, of one article or of all.
    Annotations,
    /// What was looked for.
    Find,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// For the night shift.
    Dark,
}

/// A word from the program, in the status line until something else happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What it says.
    pub words: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// Everything that the window shows.
#[derive(Debug, Default)]
pub struct State {
    /// The open project.
    pub desk: Option<Desk>,
    /// Which part is shown.
    pub view: View,
    /// What is kept from run to run.
    pub settings: Settings,
    /// All commands with the keys that they have now.
    pub bindings: Bindings,
    /// The open command palette.
    pub palette: Option<Palette>,
    /// Whether the keys are shown.
    pub help: bool,
    /// The open settings.
    pub preferences: Option<Preferences>,
    /// Whether the tour is shown.
    pub tour: bool,
    /// Whether the history is shown.
    pub history: bool,
    /// Where the parts of the window are.
    pub panels: Panels,
    /// What is wrong with the file of the settings, until it has been told beside a project.
    pub unread: Option<String>,
    /// The last word from the program.
    pub notice: Option<Notice>,
    /// What is being waited for, such as `Opening…`.
    pub busy: Option<String>,
    /// Whether a native dialog is open: there is one at a time.
    pub dialog: bool,
    /// A path that is asked for in the window itself.
    pub question: Option<Question>,
    /// Whether files hover above the window.
    pub dropping: bool,
}

impl State {
    /// Whether something lies over the window that keys are meant for.
    pub fn is_covered(&self) -> bool {
        self.palette.is_some()
            || self.help
            || self.question.is_some()
            || self.preferences.is_some()
            || self.history
            || self.desk.as_ref().is_some_and(|d| d.find.preview.is_some() || d.editor.is_asking())
            || self.shows_tour()
    }

    /// Whether the tour is on screen: it lets everything else go first.
    pub fn shows_tour(&self) -> bool {
        let other = self.palette.is_some()
            || self.help
            || self.question.is_some()
            || self.dialog
            || self.preferences.is_some()
            || self.history
            || self.desk.as_ref().is_some_and(|d| d.find.preview.is_some() || d.editor.is_asking());
        self.tour && !other && self.desk.is_some()
    }

    /// Closes what lies over the window. Returns whether there was anything.
    pub fn uncover(&mut self) -> bool {
        let toured = self.shows_tour();
        if toured {
            self.tour = false;
            self.settings.toured = true;
        }
        self.palette.take().is_some()
            | self.preferences.take().is_some()
            | std::mem::take(&mut self.help)
            | std::mem::take(&mut self.history)
            | toured
    }

    /// Notes what is being read, so that the project opens there the next time.
    pub fn keep_place(&mut self) {
        let Some(desk) = &self.desk else { return };
        if self.settings.recent.contains(&desk.folder) {
            let columns = desk.matrix.columns.iter().map(ToString::to_string).collect();
            self.settings.keep_columns(&desk.folder, columns);
        }
        let Some(article) = &desk.article else { return };
        if self.settings.recent.contains(&desk.folder) {
            let place = (article.to_string(), desk.reader.at().unwrap_or(0));
            self.settings.places.insert(desk.folder.clone(), place);
        }
    }

    /// Whether a command makes sense now.
    pub fn allows(&self, needs: Needs) -> bool {
        let Some(desk) = &self.desk else { return needs == Needs::Nothing };
        match needs {
            Needs::Nothing | Needs::Project => true,
            Needs::Article => self.view == View::Read && desk.article.is_some(),
            Needs::Annotation => self.view == View::Read && desk.selected.is_some(),
            Needs::Statement => self.view == View::Consensus && desk.matrix.is_shown() && desk.faces.beside.is_none(),
            Needs::Consensus => self.view == View::Consensus,
            Needs::Doubt => self.view == View::Consensus && desk.matrix.is_asking(),
            Needs::Beside => self.view == View::Consensus && desk.faces.beside.is_some(),
            Needs::Codebook => self.view == View::Codebook,
        }
    }

    /// Says something in the status line.
    pub fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice { words: self.bindings.said(&words.into()), bad: false });
    }

    /// Says in the status line what went wrong.
    pub fn complain(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice { words: words.into(), bad: true });
    }
}

/// An open project and where the analyst is in it.
#[derive(Debug)]
pub struct Desk {
    /// Its folder.
    pub folder: PathBuf,
    /// The project with what can be undone.
    pub timeline: Timeline,
    /// Who writes it to disk; none for a project that is only shown.
    pub writer: Option<Writer>,
    /// Who is coding.
    pub analyst: AnalystId,
    /// What could not be read when it was opened.
    pub problems: Vec<Problem>,
    /// Whether these are shown.
    pub show_problems: bool,
    /// The newest statements; they follow the project by a moment.
    pub consensus: Arc<Consensus>,
    /// The revision that they belong to.
    pub consensus_of: u64,
    /// The article in the reader.
    pub article: Option<ArticleId>,
    /// The selected annotation.
    pub selected: Option<Place>,
    /// The reader's own state.
    pub reader: Reader,
    /// What is proposed to be tagged in it.
    pub suggested: Suggested,
    /// The code that every click and drag tags with.
    pub brush: Option<CodeId>,
    /// The code that was used last.
    pub last_code: Option<CodeId>,
    /// The code whose key was pressed last, and when.
    pub pressed: Option<(CodeId, Instant)>,
    /// The inspector's own state.
    pub inspector: Inspector,
    /// The consensus view's own state.
    pub matrix: Matrix,
    /// The state of what stands beside the matrix.
    pub faces: Faces,
    /// The lists' own state.
    pub lists: Lists,
    /// What is being looked for.
    pub find: Find,
    /// The codebook editor's own state.
    pub editor: Editor,
    /// How much there is.
    pub tally: Tally,
    /// Title and noise proposed for the article in the reader.
    proposals: (Option<Arc<Article>>, Proposals),
    /// The time spent with it.
    pub spent: Spent,
    /// What it has cost the hand so far.
    pub actions: Actions,
    /// When its steps were done.
    pub log: Log,
}

/// What is proposed for a new article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    /// The words that look like its title.
    pub title: Option<Span>,
    /// The words that a reader would skip.
    pub noise: Vec<Span>,
}

impl Proposals {
    /// Whether nothing is proposed.
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.noise.is_empty()
    }
}

impl Desk {
    /// Begins with a project as it was opened.
    pub fn new(
        folder: PathBuf,
        project: Project,
        problems: Vec<Problem>,
        writer: Option<Writer>,
        analyst: AnalystId,
    ) -> Self {
        let mut desk = Self {
            folder,
            timeline: Timeline::new(project),
            writer,
            analyst,
            show_problems: !problems.is_empty(),
            problems,
            consensus: Arc::default(),
            consensus_of: u64::MAX,
            article: None,
            selected: None,
            reader: Reader::default(),
            suggested: Suggested::default(),
            brush: None,
            last_code: None,
            pressed: None,
            inspector: Inspector::default(),
            matrix: Matrix::default(),
            faces: Faces::default(),
            lists: Lists::default(),
            find: Find::default(),
            editor: Editor::default(),
            tally: Tally::default(),
            proposals: (None, Proposals::default()),
            spent: Spent::default(),
            actions: Actions::default(),
            log: Log::default(),
        };
        desk.refresh();
        let order = desk.order().to_vec();
        let project = desk.project();
        let unfinished = order.iter().find(|id| project.progress(id) != crate::model::Progress::Done);
        desk.article = unfinished.or(order.first()).cloned();
        desk
    }

    /// The project as it is now.
    pub fn project(&self) -> &Arc<Project> {
        self.timeline.project()
    }

    /// The articles as the list on the left shows them.
    pub fn order(&mut self) -> &[ArticleId] {
        self.shown();
        self.lists.articles.ids()
    }

    /// Brings what is kept from frame to frame up to the project: before the views are drawn.
    pub fn refresh(&mut self) {
        self.tally.update(self.timeline.revision(), self.timeline.project());
    }

    /// The article in the reader.
    pub fn current(&self) -> Option<&Arc<Article>> {
        self.project().article(self.article.as_ref()?)
    }

    /// Title and noise proposed for the article in the reader; nothing once a person has dealt with them.
    pub fn proposals(&mut self) -> Proposals {
        let Some(article) = self.current().cloned() else { return Proposals::default() };
        if !self.proposals.0.as_ref().is_some_and(|held| Arc::ptr_eq(held, &article)) {
            let found = if article.settled { Proposals::default() } else { propose(&article) };
            self.proposals = (Some(article), found);
        }
        self.proposals.1.clone()
    }

    /// Brings the proposals up to the project.
    pub fn refresh_suggested(&mut self) {
        let Some(article) = &self.article else { return };
        let bands = self.reader.follow(self.timeline.project(), article);
        self.suggested.refresh(self.timeline.project(), &self.analyst, bands);
    }

    /// Puts another article into the reader.
    pub fn read(&mut self, article: &ArticleId) {
        if self.article.as_ref() != Some(article) {
            self.article = Some(article.clone());
            self.selected = None;
            self.reader = Reader::default();
            self.suggested.choose(None);
        }
    }

    /// Whether everything that happened is safe on disk.
    pub fn is_saved(&self) -> bool {
        self.writer.as_ref().is_none_or(|w| w.durable() >= self.timeline.revision())
    }
}

/// What an article looks to have for a title and for noise, as far as nobody has said so already.
pub fn propose(article: &Article) -> Proposals {
    let noise = suggest::noise(&article.text)
        .into_iter()
        .map(|p| p.span)
        .filter(|s| !article.noise.iter().any(|n| n.overlaps(*s)))
        .collect();
    let title = if article.info.title.is_empty() {
        suggest::title(&article.text, &article.source.file).map(|p| p.span)
    } else {
        None
    };
    Proposals { title, noise }
}
