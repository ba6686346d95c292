//! The lists on the left: articles, and annotations.

mod annotations;
mod articles;
mod bulk;
mod chosen;
pub mod marks;
pub mod order;
pub(super) mod parts;

use std::sync::Arc;

use eframe::egui::{Context, Id, Key, KeyboardShortcut, Modifiers, Ui};

pub use annotations::MarkList;

use super::command::{Command, Entry, Needs};
use super::dispatch::Done;
use super::state::{Desk, Side};
use super::{find, theme, widgets};
use crate::model::{ArticleId, AttributeId, CodeId, Progress};

/// What can be asked of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show one of the lists.
    Side(Side),
    /// Read the next article of the list that the analyst has not read to the end.
    NextUnread,
    /// The one before.
    PreviousUnread,
    /// Give the chosen annotations a code.
    Recode(CodeId),
    /// Delete the chosen annotations.
    Delete,
    /// Give an attribute of the chosen annotations a value, or take it away.
    Set(AttributeId, Option<String>),
}

/// What they hold from frame to frame.
#[derive(Debug, Default)]
pub struct Lists {
    /// Which one is shown.
    pub side: Side,
    /// The article list.
    pub articles: order::Order,
    /// The annotation list.
    pub marks: MarkList,
    /// The row that has the keyboard's focus.
    pub focus: Option<Id>,
    /// The article that the list was last brought to, and its place in it.
    seen: Option<(ArticleId, usize)>,
}

impl Lists {
    /// Whether a key belongs to the row that has the focus.
    pub fn takes(&self, ctx: &Context, key: Key) -> bool {
        use Key::{ArrowDown, ArrowUp, Backspace, Delete, End, Enter, Home, PageDown, PageUp};
        let focused = self.focus.is_some_and(|id| ctx.memory(|m| m.has_focus(id)));
        let moves = matches!(key, ArrowDown | ArrowUp | Home | End | PageDown | PageUp | Enter);
        focused && (moves || (self.side == Side::Annotations && matches!(key, Delete | Backspace)))
    }

    /// Whether several annotations are chosen, and one of their rows has the focus.
    pub fn holds_several(&self, ctx: &Context) -> bool {
        self.side == Side::Annotations
            && self.marks.chosen.len() > 1
            && self.focus.is_some_and(|id| ctx.memory(|m| m.has_focus(id)))
    }
}

impl Desk {
    /// The article list as it is shown.
    pub(super) fn shown(&mut self) -> Arc<order::Shown> {
        self.refresh();
        let (revision, project) = (self.timeline.revision(), self.timeline.project());
        self.lists.articles.of(project, revision, &self.analyst, &self.tally).clone()
    }

    /// How many articles the analyst has read to the end.
    fn done(&mut self) -> usize {
        let (revision, project) = (self.timeline.revision(), self.timeline.project());
        self.lists.articles.done(project, revision, &self.analyst)
    }
}

/// Their lines of the palette.
pub fn entries() -> Vec<Entry> {
    let entry = |action, name, hint, key: Option<(Modifiers, Key)>| Entry {
        command: Command::Lists(action),
        name,
        hint,
        key: key.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)),
        needs: Needs::Project,
    };
    vec![
        entry(
            Action::NextUnread,
            "Next unread article",
            "The next of the list that you have not read to the end.",
            Some((Modifiers::NONE, Key::U)),
        ),
        entry(
            Action::PreviousUnread,
            "Previous unread article",
            "The one before that you have not read to the end.",
            Some((Modifiers::SHIFT, Key::U)),
        ),
        entry(Action::Side(Side::Articles), "List articles", "On the left: what there is to read.", None),
        entry(Action::Side(Side::Annotations), "List annotations", "On the left: of this article or of all.", None),
    ]
}

/// Carries an action out.
pub(super) fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    match action {
        Action::Side(side) => {
            desk.lists.side = side;
            Ok(Done::Panel)
        }
        Action::NextUnread => unread(desk, true),
        Action::PreviousUnread => unread(desk, false),
        Action::Recode(code) => bulk::recode(desk, &code),
        Action::Delete => bulk::delete(desk),
        Action::Set(attribute, value) => bulk::set(desk, &attribute, value),
    }
}

fn unread(desk: &mut Desk, forward: bool) -> Result<Done, String> {
    let shown = desk.shown();
    let count = shown.ids.len();
    let project = desk.project().clone();
    let now = desk.article.as_ref().and_then(|a| shown.ids.iter().position(|id| id == a));
    let next = (1..=count)
        .map(|step| match (now, forward) {
            (Some(now), true) => (now + step) % count,
            (Some(now), false) => (now + count - step) % count,
            (None, true) => step - 1,
            (None, false) => count - step,
        })
        .filter_map(|at| shown.ids.get(at))
        .filter(|id| Some(*id) != desk.article.as_ref())
        .find(|id| order::progress(&project, id, &desk.analyst) != Progress::Done);
    match next {
        Some(id) => {
            desk.read(id);
            Ok(Done::Reading)
        }
        None if desk.done() == project.articles().len() => Ok(Done::Say("All articles are read to the end.".into())),
        None => Ok(Done::Say("No other article of the list is unread.".into())),
    }
}

/// Draws the panel on the left.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (side, words) in [(Side::Articles, "Articles"), (Side::Annotations, "Annotations"), (Side::Find, "Find")] {
            let chosen = desk.lists.side == side;
            let font = if chosen { theme::sans_bold(12.5) } else { theme::sans(12.5) };
            if widgets::tab(ui, words, chosen, font).clicked() {
                out.push(Command::Lists(Action::Side(side)));
            }
        }
    });
    match desk.lists.side {
        Side::Articles => articles::show(ui, desk, out),
        Side::Annotations => annotations::show(ui, desk, out),
        Side::Find => find::show(ui, desk, out),
    }
}
