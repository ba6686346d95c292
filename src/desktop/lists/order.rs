//! Which articles are shown, in which order, and what is known of each: gathered once for each state of the project.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::desktop::tally::Tally;
use crate::model::{AnalystId, Article, ArticleId, Progress, Project, Published};
use crate::text::{Manner, Pattern};

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
    articles: Vec<Arc<Article>>,
}

impl Roll {
    fn update(&mut self, project: &Project, revision: u64) {
        if self.revision.replace(revision) == Some(revision) {
            return;
        }
        let is_here = |a: &Arc<Article>| project.article(&a.id).is_some_and(|now| Arc::ptr_eq(a, now));
        // Most revisions change no article.
        if self.articles.len() != project.articles().len() || !self.articles.iter().all(is_here) {
            self.version += 1;
            self.articles = project.articles().cloned().collect();
            self.articles.sort_by(|a, b| (a.added, &a.id).cmp(&(b.added, &b.id)));
        }
    }
}

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
            self.shown = Arc::new(show(&self.roll.articles, &self.wish, &read, &count));
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
    all: &[Arc<Article>],
    wish: &Wish,
    progress: &dyn Fn(&ArticleId) -> Progress,
    count: &dyn Fn(&ArticleId) -> usize,
) -> Shown {
    let loose = Manner { accents: false, ..Manner::default() };
    let pattern = Pattern::new(wish.words.trim(), loose).ok().filter(|p| !p.is_empty());
    let fits = |a: &&Arc<Article>| {
        wish.language.as_ref().is_none_or(|l| *l == a.info.language)
            && wish.progress.is_none_or(|p| p == progress(&a.id))
            && (!wish.bare || count(&a.id) == 0)
            && pattern.as_ref().is_none_or(|p| stands_in(p, a))
    };
    let mut articles: Vec<Arc<Article>> = all.iter().filter(fits).cloned().collect();
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
    let mut languages: Vec<&String> = all.iter().map(|a| &a.info.language).filter(|l| !l.is_empty()).collect();
    languages.sort_unstable();
    languages.dedup();
    Shown {
        ids: articles.iter().map(|a| a.id.clone()).collect(),
        articles,
        languages: languages.into_iter().cloned().collect(),
    }
}

fn stands_in(pattern: &Pattern, article: &Article) -> bool {
    let info = &article.info;
    [article.id.as_str(), &info.outlet, &info.title, &info.author].iter().any(|words| pattern.is_in(words))
}
