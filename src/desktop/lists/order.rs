//! Which articles are shown, in which order, and what is known of each: gathered once for each state of the project.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::desktop::tally::Tally;
use crate::model::{AnalystId, Article, ArticleId, Progress, Project, Published};
use crate::text::{Folded, Manner, Pattern, Pieces};

/// What articles are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When they were added.
    #[default]
    Added,
    /// Their outlets.
    Outlet,
    /// Their titles.
    Title,
    /// When they appeared; those without a date come last.
    Published,
    /// How far they have been read: unread ones first.
    Progress,
    /// How many annotations they have: most first.
    Annotations,
}

impl By {
    /// All of them, with their words.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Added, "Order of adding"),
        (Self::Outlet, "Outlet"),
        (Self::Title, "Title"),
        (Self::Published, "Date published"),
        (Self::Progress, "Unread first"),
        (Self::Annotations, "Most annotations"),
    ];
}

/// What the analyst wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Words that stand in id, outlet, title or author.
    pub words: String,
    /// What they are sorted by.
    pub by: By,
    /// The other way round.
    pub reversed: bool,
    /// Only those that have been read so far.
    pub progress: Option<Progress>,
    /// Only those without annotations.
    pub bare: bool,
    /// Only those in this language.
    pub language: Option<String>,
}

impl Wish {
    /// Whether anything but words keeps articles out.
    pub fn narrows(&self) -> bool {
        self.progress.is_some() || self.bare || self.language.is_some()
    }

    /// Whether the list depends on what is coded and read.
    fn minds_work(&self) -> bool {
        self.progress.is_some() || self.bare || matches!(self.by, By::Progress | By::Annotations)
    }
}

/// The list as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Its articles.
    pub articles: Vec<Arc<Article>>,
    /// Their ids.
    pub ids: Vec<ArticleId>,
    /// The languages of the project's articles.
    pub languages: Vec<String>,
}

/// What a list was made from: the articles, the work on them if that matters, the analyst and the wish.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    articles: u64,
    work: Option<u64>,
    analyst: AnalystId,
    wish: Wish,
}

/// The articles in the order in which they were added: gathered anew only if one has come, gone or changed.
#[derive(Clone, Debug, Default)]
struct Roll {
    revision: Option<u64>,
    version: u64,
    /// As the project has them.
    seen: Vec<Arc<Article>>,
    rows: Vec<Row>,
    /// The languages of all, each once.
    languages: Vec<String>,
    room: Folded,
}

/// An article with the words that it is found by.
#[derive(Clone, Debug)]
struct Row {
    article: Arc<Article>,
    words: Arc<Pieces>,
}

impl Roll {
    fn update(&mut self, project: &Project, revision: u64) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        // Most revisions change no article.
        let articles = project.articles();
        if self.seen.len() == articles.len() && self.seen.iter().zip(articles).all(|(a, now)| Arc::ptr_eq(a, now)) {
            return;
        }
        self.version += 1;
        self.seen = project.articles().cloned().collect();
        let mut known: HashMap<ArticleId, Row> = self.rows.drain(..).map(|row| (row.article.id.clone(), row)).collect();
        for article in &self.seen {
            let held = known.remove(&article.id).filter(|row| Arc::ptr_eq(&row.article, article));
            let room = &mut self.room;
            self.rows.push(held.unwrap_or_else(|| Row::of(article, room)));
        }
        self.rows.sort_by(|a, b| (a.article.added, &a.article.id).cmp(&(b.article.added, &b.article.id)));
        let languages = self.seen.iter().map(|a| a.info.language.as_str()).filter(|l| !l.is_empty());
        self.languages = languages.collect::<BTreeSet<&str>>().into_iter().map(str::to_owned).collect();
    }
}

impl Row {
    fn of(article: &Arc<Article>, room: &mut Folded) -> Self {
        let info = &article.info;
        let words = [article.id.as_str(), &info.outlet, &info.title, &info.author];
        Self { article: article.clone(), words: Arc::new(Pieces::new(words, LOOSE, room)) }
    }
}

/// How words are looked for: accents do not matter either.
const LOOSE: Manner = Manner { expression: false, case: false, accents: false, marks: false, whole: false };

/// The list with what it was made from.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// What is to be seen.
    pub wish: Wish,
    roll: Roll,
    made: Option<Made>,
    shown: Arc<Shown>,
    done: Option<(u64, AnalystId, usize)>,
}

impl Order {
    /// The list for a state of the project; made anew only if the wish has changed or something that matters to it.
    pub fn of(&mut self, project: &Project, revision: u64, analyst: &AnalystId, tally: &Tally) -> &Arc<Shown> {
        self.roll.update(project, revision);
        let work = self.wish.minds_work().then_some(revision);
        let made = Made { articles: self.roll.version, work, analyst: analyst.clone(), wish: self.wish.clone() };
        if self.made.as_ref() != Some(&made) {
            let read = |id: &ArticleId| progress(project, id, analyst);
            let count = |id: &ArticleId| tally.of(id).annotations;
            self.shown = Arc::new(show(&self.roll, &self.wish, &read, &count));
            self.made = Some(made);
        }
        &self.shown
    }

    /// The ids of the list as it was last made.
    pub fn ids(&self) -> &[ArticleId] {
        &self.shown.ids
    }

    /// How many articles the analyst has read to the end.
    pub fn done(&mut self, project: &Project, revision: u64, analyst: &AnalystId) -> usize {
        match &self.done {
            Some((of, who, done)) if *of == revision && who == analyst => *done,
            _ => {
                let own = project.layers().filter(|(_, who, _)| *who == analyst);
                let done = own.filter(|(.., layer)| layer.progress() == Progress::Done).count();
                self.done = Some((revision, analyst.clone(), done));
                done
            }
        }
    }
}

/// How far an analyst has read an article.
pub fn progress(project: &Project, article: &ArticleId, analyst: &AnalystId) -> Progress {
    project.layer(article, analyst).map(|l| l.progress()).unwrap_or_default()
}

fn show(
    roll: &Roll,
    wish: &Wish,
    progress: &dyn Fn(&ArticleId) -> Progress,
    count: &dyn Fn(&ArticleId) -> usize,
) -> Shown {
    let pattern = Pattern::new(wish.words.trim(), LOOSE).ok().filter(|p| !p.is_empty());
    let fits = |row: &&Row| {
        let a = &row.article;
        wish.language.as_ref().is_none_or(|l| *l == a.info.language)
            && wish.progress.is_none_or(|p| p == progress(&a.id))
            && (!wish.bare || count(&a.id) == 0)
            && pattern.as_ref().is_none_or(|p| p.is_in_pieces(&row.words))
    };
    let mut articles: Vec<Arc<Article>> = roll.rows.iter().filter(fits).map(|row| row.article.clone()).collect();
    let low = |words: &str| words.to_lowercase();
    match wish.by {
        By::Added => {}
        By::Outlet => articles.sort_by_cached_key(|a| low(a.outlet())),
        By::Title => articles.sort_by_cached_key(|a| (a.info.title.is_empty(), low(&a.info.title))),
        By::Published => articles.sort_by_cached_key(|a| {
            let day = Published::parse(&a.info.published).map(Published::day);
            (day.is_none(), day)
        }),
        By::Progress => articles.sort_by_cached_key(|a| progress(&a.id)),
        By::Annotations => articles.sort_by_cached_key(|a| Reverse(count(&a.id))),
    }
    if wish.reversed {
        articles.reverse();
    }
    Shown { ids: articles.iter().map(|a| a.id.clone()).collect(), articles, languages: roll.languages.clone() }
}
