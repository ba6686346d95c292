//! The time spent: that in which something happens, not that in which the window stands open.

use std::collections::BTreeMap;

use crate::model::ArticleId;

/// So many seconds of rest still count: reading is work.
const REST: f64 = 120.0;

/// The time spent with a project since it was opened, and with each of its articles.
#[derive(Clone, Debug, Default)]
pub struct Spent {
    last: Option<f64>,
    all: f64,
    articles: BTreeMap<ArticleId, f64>,
}

impl Spent {
    /// Notes that something happens at a moment, in seconds of any clock, with an article in the reader or none.
    pub fn note(&mut self, now: f64, article: Option<&ArticleId>) {
        let since = self.last.map_or(0.0, |last| (now - last).clamp(0.0, REST));
        self.last = Some(now);
        self.all += since;
        if let Some(article) = article {
            match self.articles.get_mut(article) {
                Some(spent) => *spent += since,
                None => {
                    self.articles.insert(article.clone(), since);
                }
            }
        }
    }

    /// Seconds in all.
    pub fn all(&self) -> f64 {
        self.all
    }

    /// Seconds with an article.
    pub fn with(&self, article: &ArticleId) -> f64 {
        self.articles.get(article).copied().unwrap_or(0.0)
    }
}

/// Seconds in words: `2 h 10 min`.
pub fn words(seconds: f64) -> String {
    let minutes = (seconds / 60.0) as u64;
    match minutes {
        60.. => format!("{} h {} min", minutes / 60, minutes % 60),
        _ => format!("{minutes} min"),
    }
}
