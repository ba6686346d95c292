//! What can be asked of the reader by key or by name.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use crate::desktop::command::{Command, Entry, Needs};
use crate::model::CodeId;

/// Something of the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Move the caret; `extend` keeps the other end of the selection where it is.
    Caret {
        /// Where to.
        motion: Motion,
        /// Whether words are selected on the way.
        extend: bool,
    },
    /// A larger unit around the one that is outlined.
    Grow,
    /// A smaller unit inside the one that is outlined.
    Shrink,
    /// Select the outlined unit, and then do something else with it.
    Select(Box<Action>),
    /// Select the outlined unit.
    SelectUnit,
    /// Take the brush up with the last code, or put it down.
    Brush,
    /// Take the brush up with a code; put it down if it has that code.
    BrushWith(CodeId),
    /// The next annotation of the pile.
    Cycle,
    /// Add the selected words to the selected annotation as a further part of it.
    AddPart,
    /// Take the selected words out of the selected annotation.
    TakePart,
    /// Take the selected words as the name that the selected annotation's first field asks for.
    UseWords,
    /// Go to the next proposal.
    NextProposal,
    /// Go to the proposal before.
    PreviousProposal,
    /// Make an annotation of the proposal, and go to the next one.
    Accept,
    /// Never propose this again, and go to the next one.
    Reject,
    /// Point at a proposal: a kind and the first byte of its words.
    Propose(Option<(crate::model::Kind, crate::text::Span)>),
    /// Enter: take the proposal, or go to the attributes of the selected annotation.
    Enter,
}

/// Where the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A character to the left, as it stands on the screen.
    Left,
    /// A character to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// The paragraph's start.
    Start,
    /// The paragraph's end.
    End,
    /// The text's start.
    Top,
    /// The text's end.
    Bottom,
    /// The next unit.
    NextUnit,
    /// The unit before.
    PreviousUnit,
}

/// The reader's lines of the palette.
pub fn entries() -> Vec<Entry> {
    use Action as A;
    let none = Modifiers::NONE;
    let (shift, ctrl) = (Modifiers::SHIFT, Modifiers::COMMAND);
    let entry = |action, name, hint, modifiers, key, needs| Entry {
        command: Command::Reader(action),
        name,
        hint,
        key: Some(KeyboardShortcut::new(modifiers, key)),
        needs,
    };
    let mut found = vec![
        entry(A::NextProposal, "Next proposal", "Go to the next outlined proposal.", none, Key::Tab, Needs::Article),
        entry(A::PreviousProposal, "Previous proposal", "Go to the proposal before.", shift, Key::Tab, Needs::Article),
        entry(
            A::Enter,
            "Accept proposal, or edit attributes",
            "Takes the proposal and goes on; with an annotation selected, goes to its fields.",
            none,
            Key::Enter,
            Needs::Article,
        ),
        entry(
            A::Grow,
            "Larger unit",
            "Word, clause, quotation, sentence, paragraph: the next larger one.",
            none,
            Key::Plus,
            Needs::Article,
        ),
        entry(
            A::SelectUnit,
            "Select the outlined words",
            "They stay selected when the pointer moves.",
            none,
            Key::Space,
            Needs::Article,
        ),
        entry(A::Shrink, "Smaller unit", "The next smaller unit.", none, Key::Minus, Needs::Article),
        entry(
            A::Brush,
            "Take up the brush, or put it down",
            "With the brush, every click and drag tags with the last code.",
            none,
            Key::B,
            Needs::Article,
        ),
        entry(
            A::Cycle,
            "Next annotation of the pile",
            "Where several lie on one another, select the next one.",
            none,
            Key::O,
            Needs::Article,
        ),
        entry(
            A::AddPart,
            "Add words to annotation",
            "The selected words become a further part of the selected annotation.",
            none,
            Key::J,
            Needs::Annotation,
        ),
        entry(
            A::UseWords,
            "Use words as speaker or source",
            "The selected words name who speaks, whom the claim relies on, whose opinion it is.",
            none,
            Key::S,
            Needs::Annotation,
        ),
        entry(
            A::TakePart,
            "Take words out of annotation",
            "The selected words no longer belong to the selected annotation.",
            shift,
            Key::J,
            Needs::Annotation,
        ),
    ];
    for (motion, name, key, modifiers) in [
        (Motion::Left, "Caret left", Key::ArrowLeft, none),
        (Motion::Right, "Caret right", Key::ArrowRight, none),
        (Motion::WordLeft, "Caret a word left", Key::ArrowLeft, ctrl),
        (Motion::WordRight, "Caret a word right", Key::ArrowRight, ctrl),
        (Motion::Start, "Caret to the paragraph’s start", Key::Home, none),
        (Motion::End, "Caret to the paragraph’s end", Key::End, none),
        (Motion::Top, "Caret to the text’s start", Key::Home, ctrl),
        (Motion::Bottom, "Caret to the text’s end", Key::End, ctrl),
    ] {
        found.push(entry(
            A::Caret { motion, extend: false },
            name,
            "Moves the caret; the unit there is outlined.",
            modifiers,
            key,
            Needs::Article,
        ));
    }
    for (motion, name, key, modifiers) in [
        (Motion::Left, "Select to the left", Key::ArrowLeft, shift),
        (Motion::Right, "Select to the right", Key::ArrowRight, shift),
        (Motion::WordLeft, "Select a word to the left", Key::ArrowLeft, ctrl | shift),
        (Motion::WordRight, "Select a word to the right", Key::ArrowRight, ctrl | shift),
        (Motion::Start, "Select to the paragraph’s start", Key::Home, shift),
        (Motion::End, "Select to the paragraph’s end", Key::End, shift),
        (Motion::NextUnit, "Select to the next unit’s end", Key::ArrowDown, shift),
        (Motion::PreviousUnit, "Select to the unit’s start before", Key::ArrowUp, shift),
    ] {
        found.push(entry(
            A::Caret { motion, extend: true },
            name,
            "Selects words from the caret on.",
            modifiers,
            key,
            Needs::Article,
        ));
    }
    found
}
