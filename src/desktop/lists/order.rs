//! Which articles are shown, in which order, and what is known of each: gathered once for each state of the project.

use std::cmp::Reverse;
use std::sync::Arc;

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
}

/// An article of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The article.
    pub article: Arc<Article>,
    /// How many annotations it has, of all analysts.
    pub count: usize,
    /// How far the analyst at work has read it.
    pub progress: Progress,
}

/// The list as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Their ids.
    pub ids: Vec<ArticleId>,
    /// How many articles of the project have been read to the end.
    pub done: usize,
    /// How many articles the project has.
    pub total: usize,
    /// The languages of the project's articles.
    pub languages: Vec<String>,
}

/// The list with what it was made from.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// What is to be seen.
    pub wish: Wish,
    gathered: Option<(u64, AnalystId, Arc<Vec<Row>>)>,
    made: Option<(u64, Wish)>,
    shown: Arc<Shown>,
}

impl Order {
    /// The list for a state of the project; made anew only if that or the wish has changed.
    pub fn of(&mut self, project: &Project, revision: u64, analyst: &AnalystId) -> &Arc<Shown> {
        let rows = match &self.gathered {
            Some((of, who, rows)) if *of == revision && who == analyst => rows.clone(),
            _ => {
                let rows = Arc::new(gather(project, analyst));
                self.gathered = Some((revision, analyst.clone(), rows.clone()));
                self.made = None;
                rows
            }
        };
        if self.made.as_ref().is_none_or(|(of, wish)| *of != revision || *wish != self.wish) {
            self.made = Some((revision, self.wish.clone()));
            self.shown = Arc::new(show(&rows, &self.wish));
        }
        &self.shown
    }

    /// The ids of the list as it was last made.
    pub fn ids(&self) -> &[ArticleId] {
        &self.shown.ids
    }
}

/// Goes through articles and layers side by side: both are in the order of the articles' ids.
fn gather(project: &Project, analyst: &AnalystId) -> Vec<Row> {
    let mut layers = project.layers().peekable();
    project
        .articles()
        .map(|article| {
            let (mut count, mut progress) = (0, Progress::default());
            while let Some((_, who, layer)) = layers.next_if(|(id, ..)| **id <= article.id) {
                count += layer.annotations().len();
                if who == analyst {
                    progress = layer.progress();
                }
            }
            Row { article: article.clone(), count, progress }
        })
        .collect()
}

fn show(all: &[Row], wish: &Wish) -> Shown {
    let words = wish.words.trim();
    let loose = Manner { accents: false, ..Manner::default() };
    let pattern = Pattern::new(words, loose).ok().filter(|p| !p.is_empty());
    let fits = |row: &&Row| {
        wish.progress.is_none_or(|p| p == row.progress)
            && (!wish.bare || row.count == 0)
            && wish.language.as_ref().is_none_or(|l| *l == row.article.info.language)
            && pattern.as_ref().is_none_or(|p| stands_in(p, &row.article))
    };
    let mut rows: Vec<Row> = all.iter().filter(fits).cloned().collect();
    let low = |words: &str| words.to_lowercase();
    rows.sort_by(|a, b| (a.article.added, &a.article.id).cmp(&(b.article.added, &b.article.id)));
    match wish.by {
        By::Added => {}
        By::Outlet => rows.sort_by_cached_key(|r| low(r.article.outlet())),
        By::Title => rows.sort_by_cached_key(|r| (r.article.info.title.is_empty(), low(&r.article.info.title))),
        By::Published => rows.sort_by_cached_key(|r| {
            let day = Published::parse(&r.article.info.published).map(Published::day);
            (day.is_none(), day)
        }),
        By::Progress => rows.sort_by_key(|r| r.progress),
        By::Annotations => rows.sort_by_key(|r| Reverse(r.count)),
    }
    if wish.reversed {
        rows.reverse();
    }
    let mut languages: Vec<String> =
        all.iter().map(|r| &r.article.info.language).filter(|l| !l.is_empty()).cloned().collect();
    languages.sort_unstable();
    languages.dedup();
    Shown {
        ids: rows.iter().map(|r| r.article.id.clone()).collect(),
        rows,
        done: all.iter().filter(|r| r.progress == Progress::Done).count(),
        total: all.len(),
        languages,
    }
}

fn stands_in(pattern: &Pattern, article: &Article) -> bool {
    let info = &article.info;
    [article.id.as_str(), &info.outlet, &info.title, &info.author].iter().any(|words| pattern.is_in(words))
}
