//! Finding words and annotations in one article or in all, and tagging what was found.

mod panel;
mod preview;
pub mod query;
mod results;
pub mod search;
pub mod sections;
pub mod snippet;
mod tagging;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers};

pub use panel::show;
pub use preview::{Preview, over};

use super::command::{Command, Entry, Needs};
use super::dispatch::{Done, go_to};
use super::state::{Desk, Side};
use crate::model::{ArticleId, Place, Project};
use crate::text::{Pattern, PatternError};
use query::Query;
use search::{Results, Search};

/// What can be asked of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open it on the article in the reader.
    Here,
    /// Open it on all articles.
    Everywhere,
    /// Go to the next place that was found.
    Next,
    /// Go to the one before.
    Previous,
    /// Go to a place by its number.
    Go(usize),
    /// Propose to tag all places that were found.
    TagAll,
    /// Propose to tag every occurrence of the selected words or annotation.
    Occurrences,
    /// Tag what is ticked of what was proposed.
    Confirm,
}

/// What it holds from frame to frame.
#[derive(Debug, Default)]
pub struct Find {
    /// What is looked for; in which article is told by `everywhere`.
    pub query: Query,
    /// In all articles.
    pub everywhere: bool,
    /// What was found.
    pub results: Results,
    /// The place that was gone to last.
    pub at: Option<usize>,
    /// Why the words cannot be looked for.
    pub error: Option<PatternError>,
    /// What is proposed to be tagged.
    pub preview: Option<Preview>,
    /// What the results belong to: what was asked, and of which articles and annotations.
    asked: Option<(Query, u64)>,
    pattern: Option<Pattern>,
    search: Option<Search>,
    /// Results of a search that is running, until there are any to show.
    coming: Option<Results>,
    /// The mark of the articles and annotations at a revision.
    seen: Option<(u64, bool, u64)>,
    /// Goes up whenever other results are shown.
    generation: u64,
    here: Option<Here>,
    filters: bool,
    focus: bool,
    reveal: bool,
    /// A step that waits for the first result.
    step: Option<bool>,
}

/// The places in one article, and the results that they belong to.
#[derive(Debug)]
struct Here {
    generation: u64,
    article: ArticleId,
    places: Arc<Vec<Range<usize>>>,
}

impl Find {
    /// Whether a search is running.
    pub fn is_running(&self) -> bool {
        self.search.is_some()
    }

    /// The places that were found in an article, for the reader to show.
    pub fn places_in(&mut self, article: &ArticleId) -> Arc<Vec<Range<usize>>> {
        if self.query.marks {
            return Arc::default();
        }
        match &self.here {
            Some(here) if here.generation == self.generation && here.article == *article => here.places.clone(),
            _ => {
                let group = self.results.groups.iter().find(|g| g.article.id == *article);
                let hits = group.map_or(&[][..], |g| &g.hits);
                let places = Arc::new(hits.iter().map(search::Hit::bytes).collect::<Vec<_>>());
                let (generation, article) = (self.generation, article.clone());
                self.here = Some(Here { generation, article, places: places.clone() });
                places
            }
        }
    }

    /// Starts a search if what is asked, or what it is asked of, has changed; takes in what was found.
    fn refresh(&mut self, ctx: &Context, project: &Arc<Project>, revision: u64, article: Option<&ArticleId>) {
        let mut query = self.query.clone();
        query.article = article.filter(|_| !self.everywhere).cloned();
        let layers = query.marks || !query.of.is_open();
        let now = match self.seen {
            Some((of, with, mark)) if of == revision && with == layers => mark,
            _ => mark_of(project, layers),
        };
        self.seen = Some((revision, layers, now));
        if self.asked.as_ref().is_none_or(|(asked, mark)| *asked != query || *mark != now) {
            let other = self.asked.as_ref().is_none_or(|(asked, _)| *asked != query);
            self.error = None;
            self.search = None;
            match query.pattern() {
                Ok(pattern) if !query.is_blank() => {
                    self.coming = Some(Results::default());
                    self.pattern = Some(pattern.clone());
                    self.search = Some(Search::start(ctx, project.clone(), query.clone(), pattern));
                }
                blank => {
                    self.error = blank.err().filter(|_| !query.words.is_empty());
                    self.clear();
                }
            }
            if other {
                self.at = None;
            }
            self.asked = Some((query, now));
        }
        self.poll();
    }

    fn clear(&mut self) {
        self.results = Results { done: true, ..Results::default() };
        self.coming = None;
        self.pattern = None;
        self.generation += 1;
    }

    fn poll(&mut self) {
        let Some(search) = &self.search else { return };
        let held = self.coming.as_mut().unwrap_or(&mut self.results);
        if !search.poll(held) {
            return;
        }
        let done = held.done;
        if done || held.total > 0 {
            if let Some(coming) = self.coming.take() {
                self.results = coming;
            }
            self.generation += 1;
        }
        if done {
            self.search = None;
            self.at = self.at.filter(|at| *at < self.results.total);
        }
    }
}

/// A mark of what a search looks at: as long as it is the same, so are the results.
fn mark_of(project: &Project, layers: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    for article in project.articles() {
        Arc::as_ptr(article).hash(&mut hasher);
    }
    if layers {
        for (_, _, layer) in project.layers() {
            Arc::as_ptr(layer).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Its lines of the palette.
pub fn entries() -> Vec<Entry> {
    let shift = Modifiers { shift: true, ..Modifiers::COMMAND };
    let entry = |action, name, hint, key: Option<(Modifiers, Key)>, needs| Entry {
        command: Command::Find(action),
        name,
        hint,
        key: key.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)),
        needs,
    };
    let find = Some((Modifiers::COMMAND, Key::F));
    let (next, previous) = (Some((Modifiers::NONE, Key::F3)), Some((Modifiers::SHIFT, Key::F3)));
    vec![
        entry(Action::Here, "Find in this article…", "Words, expressions, annotations.", find, Needs::Project),
        entry(
            Action::Everywhere,
            "Find in all articles…",
            "Words, expressions, annotations, notes.",
            Some((shift, Key::F)),
            Needs::Project,
        ),
        entry(Action::Next, "Next result", "Go to the next place that was found.", next, Needs::Project),
        entry(Action::Previous, "Previous result", "Go to the place before.", previous, Needs::Project),
        entry(
            Action::TagAll,
            "Tag all results…",
            "See what would be tagged, tick what shall be, tag it.",
            None,
            Needs::Article,
        ),
        entry(
            Action::Occurrences,
            "Tag every occurrence…",
            "Of the selected words, or of the selected annotation’s, here or in all articles.",
            Some((shift, Key::L)),
            Needs::Article,
        ),
    ]
}

/// Carries an action out.
pub(super) fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    match action {
        Action::Here | Action::Everywhere => {
            desk.find.everywhere = action == Action::Everywhere;
            desk.find.focus = true;
            desk.lists.side = Side::Find;
            Ok(Done::Panel)
        }
        Action::Next => step(desk, true),
        Action::Previous => step(desk, false),
        Action::Go(index) => go(desk, index),
        Action::TagAll => preview::of_results(desk),
        Action::Occurrences => preview::of_words(desk),
        Action::Confirm => tagging::confirm(desk),
    }
}

fn step(desk: &mut Desk, forward: bool) -> Result<Done, String> {
    let total = desk.find.results.total;
    if total == 0 {
        if desk.find.query.is_blank() {
            return act(desk, Action::Everywhere);
        }
        if desk.find.is_running() {
            desk.find.step = Some(forward);
            return Ok(Done::Quietly);
        }
        return Ok(Done::Say("Nothing was found.".into()));
    }
    let next = match (desk.find.at, forward) {
        (Some(at), true) => (at + 1) % total,
        (Some(at), false) => (at + total - 1) % total,
        (None, _) => from_here(desk),
    };
    desk.lists.side = Side::Find;
    go(desk, next)
}

/// The first place in the article in the reader, from where the analyst is in it; else the first of all.
fn from_here(desk: &Desk) -> usize {
    let results = &desk.find.results;
    let group = desk.article.as_ref().and_then(|id| results.groups.iter().position(|g| g.article.id == *id));
    let Some((group, first)) = group.and_then(|at| Some((results.groups.get(at)?, results.firsts.get(at)?))) else {
        return 0;
    };
    let from = desk.reader.chosen().map_or(0, |span| span.start().byte());
    (first + group.hits.partition_point(|h| h.bytes().start < from)) % results.total.max(1)
}

fn go(desk: &mut Desk, index: usize) -> Result<Done, String> {
    let Some((group, hit)) = desk.find.results.at(index) else { return Ok(Done::Quietly) };
    let (article, hit) = (group.article.id.clone(), hit.clone());
    let Some(held) = desk.project().article(&article).cloned() else {
        return Err(format!("“{article}” is no longer in the project."));
    };
    desk.find.at = Some(index);
    desk.find.reveal = true;
    match hit.mark.clone() {
        Some((analyst, annotation, _)) => {
            let place = Place { article: article.clone(), analyst, annotation };
            if desk.project().annotation(&place).is_none() {
                return Err("This annotation is no longer there.".into());
            }
            desk.read(&article);
            go_to(desk, place);
        }
        None => {
            let span = held.text.span(hit.bytes()).map_err(|e| e.to_string())?;
            desk.read(&article);
            desk.selected = None;
            desk.reader.choose(span);
        }
    }
    Ok(Done::Reading)
}
