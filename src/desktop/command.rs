//! Everything that can be asked of the window: one enum, and one table of those that stand in the palette.

use std::path::PathBuf;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::state::{Theme, View};
use super::{codebook, consensus, find, lists, preferences, reader};
use crate::model::{AnnotationId, ArticleId, AttributeId, CodeId, Edit, Place, Progress};
use crate::text::Span;

/// What a view or a key asks for; carried out after the frame by `dispatch`.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Ask where, then make a project.
    New,
    /// Ask which, then open a project.
    Open,
    /// Open the project at a path.
    OpenPath(PathBuf),
    /// Open the user's copy of the sample project.
    OpenSample,
    /// Write a checkpoint at once.
    Save,
    /// Ask where, then copy the project folder.
    SaveAs,
    /// Close the project and show the start screen.
    Close,
    /// Close the window.
    Quit,
    /// Ask for files, then add them as articles.
    AddArticles,
    /// Add files as articles.
    AddFiles(Vec<PathBuf>),
    /// Ask where, then write JSON Lines.
    ExportJsonl,
    /// Ask where, then write a table.
    ExportCsv,
    /// Ask where, then write the consensus as a report.
    SaveReport,

    /// Take the last step back.
    Undo,
    /// Carry the last undone step out again.
    Redo,
    /// Change the project. The label stands in the history.
    Edit(String, Edit),
    /// Tag the target with a code.
    Tag(CodeId),
    /// Tag spans with a code, as one annotation.
    TagSpans(Vec<Span>, CodeId),
    /// Take words of the text as the name that the selected annotation's first field asks for.
    UseWords(Vec<Span>),
    /// Add spans to the selected annotation.
    AddParts(Vec<Span>),
    /// Something of the reader.
    Reader(reader::Action),
    /// Delete the selected annotation.
    Delete,
    /// Put the caret into the first field of the selected annotation.
    EditAttributes,
    /// Give the selected annotation an attribute's value.
    SetAttribute(Place, AttributeId, String),
    /// Move the start of the selected annotation: forwards or back, by a word or a character.
    MoveStart {
        /// Towards the end of the text.
        forward: bool,
        /// By a character instead of a word.
        character: bool,
    },
    /// Move the end of the selected annotation.
    MoveEnd {
        /// Towards the end of the text.
        forward: bool,
        /// By a character instead of a word.
        character: bool,
    },
    /// Make the selected words of the reader noise, or no longer.
    ToggleNoise,
    /// Take the proposed title and noise of an article.
    AcceptProposals(ArticleId),
    /// Wave the proposed title and noise of an article away.
    DismissProposals(ArticleId),
    /// Say how far the article in the reader has been read.
    Progress(Progress),
    /// Read to the end: say so, and go to the next article that is not.
    DoneAndNext,
    /// Take the article in the reader out of the project.
    RemoveArticle,
    /// Two statements say the same.
    Same(AnnotationId, AnnotationId),
    /// Two annotations do not say the same.
    Different(AnnotationId, AnnotationId),
    /// An annotation does not say what these others do.
    TakeOut(AnnotationId, Vec<AnnotationId>),
    /// Word a statement.
    Wording(AnnotationId, String),
    /// The next row of the consensus view.
    NextStatement,
    /// The one before.
    PreviousStatement,
    /// Open the chosen row, close it, or merge it with the one that waits.
    OpenStatement,
    /// Merge the chosen rows, or let the chosen one wait for another.
    MergeStatements,
    /// Word the chosen row.
    RewordStatement,
    /// The next wording of the open row; the next column while none is open.
    NextWording,
    /// The one before.
    PreviousWording,
    /// Take the chosen wording out of the open row.
    TakeOutWording,

    /// Something else of the consensus view.
    Consensus(consensus::Action),
    /// Something of finding.
    Find(find::Action),
    /// Something of the lists on the left.
    Lists(lists::Action),
    /// Something of the codebook's editor.
    Codebook(codebook::Action),

    /// Show another part.
    Show(View),
    /// Put an article into the reader.
    Read(ArticleId),
    /// Select an annotation, or none.
    Select(Option<Place>),
    /// Go to an annotation in its article and select it.
    GoTo(Place),
    /// The next annotation in the reader.
    NextAnnotation,
    /// The one before.
    PreviousAnnotation,
    /// The next article of the list.
    NextArticle,
    /// The one before.
    PreviousArticle,
    /// The unit after the one under the caret.
    NextUnit,
    /// The one before.
    PreviousUnit,
    /// Let go of selection, target and palette.
    Escape,
    /// Open the command palette.
    Palette,
    /// Fold the article list away, or bring it back.
    ToggleArticles,
    /// Fold the inspector away, or bring it back.
    ToggleInspector,
    /// Choose light, dark, or as the system has it.
    Theme(Theme),
    /// Articles in larger letters.
    TextLarger,
    /// Articles in smaller letters.
    TextSmaller,
    /// Articles in letters of the usual size.
    TextUsual,
    /// Show all keys.
    Help,
    /// Something of the settings.
    Settings(preferences::Action),
    /// Show what one does with the window.
    Tour,
    /// Show what was done since the project was opened, or no longer.
    History,
    /// Undo or redo until so many steps are done.
    Travel(usize),
    /// Put the last message away.
    Dismiss,
    /// The focus goes to the next part of the window.
    NextPanel,
    /// To the one before.
    PreviousPanel,
}

/// When a command makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Always.
    Nothing,
    /// With a project open.
    Project,
    /// With an article in the reader.
    Article,
    /// With an annotation selected.
    Annotation,
    /// In the matrix of the consensus view.
    Statement,
    /// In the consensus view, whichever face it shows.
    Consensus,
    /// While doubtful pairs are walked.
    Doubt,
    /// While two articles are read side by side.
    Beside,
    /// In the codebook's editor.
    Codebook,
}

impl Needs {
    /// The part of the window that it belongs to; none for what makes sense in all of them.
    fn view(self) -> Option<View> {
        match self {
            Self::Nothing | Self::Project => None,
            Self::Article | Self::Annotation => Some(View::Read),
            Self::Statement | Self::Consensus | Self::Doubt | Self::Beside => Some(View::Consensus),
            Self::Codebook => Some(View::Codebook),
        }
    }

    /// Whether it can make sense while reading.
    pub fn while_reading(self) -> bool {
        self.view().is_none_or(|view| view == View::Read)
    }

    /// Whether two commands can make sense at the same moment, so that they cannot share a key.
    pub fn overlaps(self, other: Self) -> bool {
        // Of the matrix, the walk through pairs and two articles only one is there at a time.
        let part = |needs| matches!(needs, Self::Statement | Self::Doubt | Self::Beside);
        if part(self) && part(other) && self != other {
            return false;
        }
        match (self.view(), other.view()) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        }
    }
}

/// One line of the palette.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// What it is called: a verb first.
    pub name: &'static str,
    /// What it is good for, in a sentence.
    pub hint: &'static str,
    /// Its key, unless changed.
    pub key: Option<KeyboardShortcut>,
    /// When it makes sense.
    pub needs: Needs,
}

/// Ids that do not follow from the name: where that is too long, or says too little without its neighbours.
const IDS: [(&str, &str); 6] = [
    ("Read", "show-articles"),
    ("Mark as noise, or as text again", "toggle-noise"),
    ("Light", "theme-light"),
    ("Dark", "theme-dark"),
    ("Light or dark as the system", "theme-system"),
    ("Next wording or outlet", "next-wording"),
];

impl Entry {
    /// What it is called in the settings: `start-a-word-earlier`. Stays as it is when the name gets better.
    pub fn id(&self) -> String {
        if let Some((_, id)) = IDS.iter().find(|(name, _)| *name == self.name) {
            return (*id).to_owned();
        }
        let words: Vec<String> = self
            .name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.join("-")
    }
}

/// A line of the palette from its parts.
pub fn entry(
    command: Command,
    name: &'static str,
    hint: &'static str,
    key: Option<(Modifiers, Key)>,
    needs: Needs,
) -> Entry {
    let key = key.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key));
    Entry { command, name, hint, key, needs }
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// The commands of the palette, in its order. Codes stand in front of them; they come from the codebook.
pub fn table() -> Vec<Entry> {
    use Command as C;
    use Needs::{Annotation, Article, Nothing, Project, Statement};
    let mut table = vec![
        entry(
            C::Show(View::Read),
            "Read",
            "Articles, one at a time, with their annotations.",
            Some((CTRL, Key::Num1)),
            Project,
        ),
        entry(
            C::Show(View::Consensus),
            "Show consensus",
            "What the outlets say together, and where they differ.",
            Some((CTRL, Key::Num2)),
            Project,
        ),
        entry(
            C::Show(View::Codebook),
            "Show codebook",
            "Codes, attributes and names, and what they mean.",
            Some((CTRL, Key::Num3)),
            Project,
        ),
        entry(C::Undo, "Undo", "Take the last step back, in whichever article it was.", Some((CTRL, Key::Z)), Project),
        entry(C::Redo, "Redo", "Carry the last undone step out again.", Some((CTRL_SHIFT, Key::Z)), Project),
        entry(
            C::Delete,
            "Delete annotation, or reject proposal",
            "Undo brings it back.",
            Some((NONE, Key::Delete)),
            Article,
        ),
        entry(
            C::EditAttributes,
            "Say more of the annotation",
            "Speaker, source, form and the rest; Enter comes back to the text.",
            None,
            Annotation,
        ),
        entry(
            C::MoveStart { forward: false, character: false },
            "Start a word earlier",
            "Grow the selected annotation at its start.",
            Some((NONE, Key::OpenBracket)),
            Annotation,
        ),
        entry(
            C::MoveEnd { forward: true, character: false },
            "End a word later",
            "Grow the selected annotation at its end.",
            Some((NONE, Key::CloseBracket)),
            Annotation,
        ),
        entry(
            C::MoveStart { forward: true, character: false },
            "Start a word later",
            "Shrink the selected annotation at its start.",
            Some((NONE, Key::OpenCurlyBracket)),
            Annotation,
        ),
        entry(
            C::MoveEnd { forward: false, character: false },
            "End a word earlier",
            "Shrink the selected annotation at its end.",
            Some((NONE, Key::CloseCurlyBracket)),
            Annotation,
        ),
        entry(
            C::MoveStart { forward: false, character: true },
            "Start a character earlier",
            "Grow the selected annotation at its start.",
            Some((CTRL, Key::OpenBracket)),
            Annotation,
        ),
        entry(
            C::MoveEnd { forward: true, character: true },
            "End a character later",
            "Grow the selected annotation at its end.",
            Some((CTRL, Key::CloseBracket)),
            Annotation,
        ),
        entry(
            C::MoveStart { forward: true, character: true },
            "Start a character later",
            "Shrink the selected annotation at its start.",
            Some((CTRL, Key::OpenCurlyBracket)),
            Annotation,
        ),
        entry(
            C::MoveEnd { forward: false, character: true },
            "End a character earlier",
            "Shrink the selected annotation at its end.",
            Some((CTRL, Key::CloseCurlyBracket)),
            Annotation,
        ),
        entry(
            C::NextAnnotation,
            "Next annotation",
            "Select the next annotation in the text.",
            Some((NONE, Key::N)),
            Article,
        ),
        entry(
            C::PreviousAnnotation,
            "Previous annotation",
            "Select the annotation before.",
            Some((NONE, Key::P)),
            Article,
        ),
        entry(
            C::NextUnit,
            "Next sentence or quotation",
            "Move the outlined unit without the mouse.",
            Some((NONE, Key::ArrowDown)),
            Article,
        ),
        entry(
            C::PreviousUnit,
            "Previous sentence or quotation",
            "Move the outlined unit without the mouse.",
            Some((NONE, Key::ArrowUp)),
            Article,
        ),
        entry(
            C::NextArticle,
            "Next article",
            "Read the next article of the list.",
            Some((CTRL, Key::ArrowDown)),
            Project,
        ),
        entry(C::PreviousArticle, "Previous article", "Read the article before.", Some((CTRL, Key::ArrowUp)), Project),
        entry(
            C::DoneAndNext,
            "Mark as read to the end",
            "What is not annotated then counts as not said. Goes to the next article.",
            Some((CTRL, Key::Enter)),
            Article,
        ),
        entry(C::Progress(Progress::Reading), "Mark as being read", "Its silence does not count yet.", None, Article),
        entry(C::Progress(Progress::Unread), "Mark as unread", "Its silence does not count yet.", None, Article),
        entry(
            C::ToggleNoise,
            "Mark as noise, or as text again",
            "For the words under the pointer or selected: what a reader would skip.",
            Some((NONE, Key::X)),
            Article,
        ),
        entry(
            C::NextStatement,
            "Next statement",
            "Go down a row of the consensus view.",
            Some((NONE, Key::ArrowDown)),
            Statement,
        ),
        entry(C::PreviousStatement, "Previous statement", "Go up a row.", Some((NONE, Key::ArrowUp)), Statement),
        entry(
            C::OpenStatement,
            "Open statement",
            "All wordings of it, one under the other; again closes it.",
            Some((NONE, Key::Enter)),
            Statement,
        ),
        entry(
            C::MergeStatements,
            "Merge statements",
            "The chosen row says the same as another one: choose that next.",
            Some((NONE, Key::M)),
            Statement,
        ),
        entry(
            C::NextWording,
            "Next wording or outlet",
            "Of the open statement; else the columns move.",
            Some((NONE, Key::ArrowRight)),
            Statement,
        ),
        entry(
            C::PreviousWording,
            "Previous wording",
            "Of the open statement.",
            Some((NONE, Key::ArrowLeft)),
            Statement,
        ),
        entry(
            C::TakeOutWording,
            "Take wording out",
            "The wording pointed at does not say the same as the others.",
            Some((NONE, Key::X)),
            Statement,
        ),
        entry(
            C::RewordStatement,
            "Reword statement…",
            "Say in your own words what the outlets say.",
            Some((NONE, Key::F2)),
            Statement,
        ),
        entry(
            C::AddArticles,
            "Add articles…",
            "Text files, saved web pages, JSON Lines.",
            Some((CTRL_SHIFT, Key::A)),
            Project,
        ),
        entry(
            C::RemoveArticle,
            "Remove article",
            "Take the article out, with its annotations. Undo brings all of it back.",
            None,
            Article,
        ),
        entry(C::New, "New project…", "Make a project folder.", Some((CTRL, Key::N)), Nothing),
        entry(C::Open, "Open project…", "Pick a project's project.ron.", Some((CTRL, Key::O)), Nothing),
        entry(C::OpenSample, "Open the sample project", "Five outlets on one summit, annotated.", None, Nothing),
        entry(
            C::Save,
            "Save now",
            "Everything is saved as you go; this writes a checkpoint at once.",
            Some((CTRL, Key::S)),
            Project,
        ),
        entry(C::SaveAs, "Save as…", "Copy the whole project folder.", Some((CTRL_SHIFT, Key::S)), Project),
        entry(C::ExportJsonl, "Export as JSON Lines…", "One article a line, with its annotations.", None, Project),
        entry(C::ExportCsv, "Export as table…", "One annotation a row, as CSV.", None, Project),
        entry(
            C::SaveReport,
            "Save report…",
            "The consensus as a page to read and print, as Markdown, a table or JSON.",
            None,
            Project,
        ),
        entry(C::Close, "Close project", "Back to the start screen.", Some((CTRL, Key::W)), Project),
        entry(C::Palette, "Command palette", "Find any action by its name.", Some((CTRL, Key::K)), Nothing),
        entry(C::ToggleArticles, "Fold the article list", "Away, or back.", Some((NONE, Key::F9)), Project),
        entry(C::ToggleInspector, "Fold the inspector", "Away, or back.", Some((NONE, Key::F10)), Project),
        entry(C::Theme(Theme::Light), "Light", "Ink on paper.", None, Nothing),
        entry(C::Theme(Theme::Dark), "Dark", "For the night shift.", None, Nothing),
        entry(C::Theme(Theme::System), "Light or dark as the system", "Follows the system's setting.", None, Nothing),
        entry(C::TextLarger, "Larger text", "In articles.", Some((Modifiers::ALT, Key::Plus)), Nothing),
        entry(C::TextSmaller, "Smaller text", "In articles.", Some((Modifiers::ALT, Key::Minus)), Nothing),
        entry(C::TextUsual, "Usual text size", "In articles.", Some((Modifiers::ALT, Key::Num0)), Nothing),
        entry(
            C::History,
            "Show history…",
            "What was done since the project was opened; go back to any of it.",
            Some((CTRL_SHIFT, Key::H)),
            Project,
        ),
        entry(C::NextPanel, "Next part of the window", "The focus goes there.", Some((NONE, Key::F6)), Project),
        entry(
            C::PreviousPanel,
            "Previous part of the window",
            "The focus goes there.",
            Some((Modifiers::SHIFT, Key::F6)),
            Project,
        ),
        entry(C::Dismiss, "Put the message away", "The one in the line at the bottom.", None, Nothing),
        entry(C::Help, "Show all keys", "And what they do.", Some((NONE, Key::F1)), Nothing),
        entry(C::Tour, "Show the tour", "Five gestures on one page.", None, Project),
        entry(C::Quit, "Quit", "Nothing is lost: everything is saved.", Some((CTRL, Key::Q)), Nothing),
    ];
    table.extend(
        reader::entries()
            .into_iter()
            .chain(find::entries())
            .chain(lists::entries())
            .chain(codebook::entries())
            .chain(consensus::entries())
            .chain(preferences::entries()),
    );
    table
}
