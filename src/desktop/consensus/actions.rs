//! What can be asked of the view beside the commands of old: faces, verdicts, notes, locks, splits, doubtful pairs,
//! columns.

use eframe::egui::{Key, Modifiers};

use super::faces::{self, Face};
use crate::desktop::command::{Command, Entry, Needs, entry};
use crate::model::{AnnotationId, ArticleId};

/// What can be asked of the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show one of the faces.
    Face(Face),
    /// Put the caret into the verdict of the chosen statement.
    EditVerdict,
    /// Put the caret into the note of the chosen statement.
    EditNote,
    /// Give the chosen statement a verdict; an empty one takes it away.
    Give(&'static str),
    /// Give the statement of an annotation a verdict; an empty one takes it away.
    Verdict(AnnotationId, String),
    /// Write a note on the statement of an annotation; an empty one takes it away.
    Note(AnnotationId, String),
    /// Lock the chosen statement, or unlock it.
    ToggleLock,
    /// Lock the statement of an annotation, or unlock it.
    Lock(AnnotationId, bool),
    /// Choose the wording pointed at, beside others, or no longer.
    Pick,
    /// Put the chosen wordings into a statement of their own.
    SplitPicked,
    /// Put wordings of one statement into a statement of their own.
    Split(Vec<AnnotationId>),
    /// Take a wording out of its statement and put it into that of another.
    Move(AnnotationId, AnnotationId),
    /// Walk the doubtful pairs, or end it.
    Walk,
    /// The answer to the pair that is asked about.
    Answer(Answer),
    /// Give the column of an article another place, counted without itself.
    Column(ArticleId, usize),
    /// Columns in the order of the article list.
    UsualColumns,
    /// Something of the faces beside the matrix.
    Faces(faces::Action),
}

/// An answer to “Same?”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The two say the same.
    Same,
    /// They do not.
    Different,
    /// Ask about another pair.
    Skip,
    /// Go back to the pair before, and take its answer back.
    Back,
}

/// Verdicts to choose from; any other can be written.
pub const VERDICTS: [&str; 6] = ["true", "mostly true", "mixed", "mostly false", "false", "unverified"];

/// The view's lines of the palette.
pub fn entries() -> Vec<Entry> {
    use Action as A;
    use Needs::{Consensus, Doubt, Statement};
    const NONE: Modifiers = Modifiers::NONE;
    const ALT: Modifiers = Modifiers::ALT;
    let line = |action, name, hint, key: Option<(Modifiers, Key)>, needs| {
        entry(Command::Consensus(action), name, hint, key, needs)
    };
    let key = |key| Some((NONE, key));
    let alt = |key| Some((ALT, key));
    let face = |face, name, hint, key| line(A::Face(face), name, hint, alt(key), Consensus);
    let mut all = vec![
        face(Face::Matrix, "Show matrix", "Statements by outlets.", Key::Num1),
        face(Face::Quotations, "Show quotations", "Their wordings and speakers.", Key::Num2),
        face(Face::Outlets, "Show outlets", "What each leaves out, and on whom it relies.", Key::Num3),
        face(Face::Opinions, "Show opinions", "Their share in each outlet.", Key::Num4),
        face(Face::Coverage, "Show coverage", "When what was published.", Key::Num5),
        face(Face::Origins, "Show origins", "Who has what from whom.", Key::Num6),
        line(A::EditVerdict, "Give verdict…", "On the chosen statement.", key(Key::V), Statement),
        line(A::Give("true"), "Verdict: true", "On the chosen statement.", None, Statement),
        line(A::Give("mostly true"), "Verdict: mostly true", "On the chosen statement.", None, Statement),
        line(A::Give("mixed"), "Verdict: mixed", "On the chosen statement.", None, Statement),
        line(A::Give("mostly false"), "Verdict: mostly false", "On the chosen statement.", None, Statement),
        line(A::Give("false"), "Verdict: false", "On the chosen statement.", None, Statement),
        line(A::Give("unverified"), "Verdict: unverified", "On the chosen statement.", None, Statement),
        line(A::Give(""), "Take verdict away", "From the chosen statement.", None, Statement),
        line(A::EditNote, "Write note on statement…", "A remark that stays with it.", key(Key::N), Statement),
        line(
            A::ToggleLock,
            "Lock statement, or unlock it",
            "Nothing joins or leaves a locked one.",
            key(Key::L),
            Statement,
        ),
        line(
            A::Pick,
            "Choose wording beside others, or no longer",
            "Several of an open statement, to be split off.",
            key(Key::C),
            Statement,
        ),
        line(
            A::SplitPicked,
            "Split chosen wordings off",
            "Into a statement of their own.",
            Some((Modifiers::SHIFT, Key::X)),
            Statement,
        ),
        line(A::UsualColumns, "Outlets in the usual order", "As in the article list.", None, Statement),
        line(A::Walk, "Settle doubtful pairs", "Asks about one pair after another.", key(Key::D), Consensus),
        line(A::Answer(Answer::Same), "They say the same", "And the next pair.", key(Key::Y), Doubt),
        line(A::Answer(Answer::Different), "They do not say the same", "And the next pair.", key(Key::N), Doubt),
        line(A::Answer(Answer::Skip), "Skip pair", "And the next one.", key(Key::S), Doubt),
        line(A::Answer(Answer::Back), "Back to the pair before", "Takes its answer back.", key(Key::Backspace), Doubt),
    ];
    all.extend(faces::entries());
    all
}
