//! When outlets reported, and what was first said when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::consensus::Consensus;
use crate::model::{ArticleId, Project, Published};

/// What appeared on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day, as the outlets dated it.
    pub date: NaiveDate,
    /// The articles of that day, by id.
    pub articles: Vec<ArticleId>,
    /// The outlets of these, by name.
    pub outlets: Vec<String>,
    /// Statements that an article of the day carries.
    pub statements: usize,
    /// Of these, statements that no earlier article carries.
    pub new: usize,
}

/// Articles and statements by day of publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Days with an article, in order.
    pub days: Vec<Day>,
    /// Articles without a date; their statements count for no day.
    pub undated: Vec<ArticleId>,
}

/// The coverage of the event over time, by publication date.
pub fn coverage(project: &Project, consensus: &Consensus) -> Coverage {
    let mut dates: BTreeMap<&ArticleId, NaiveDate> = BTreeMap::new();
    let mut days: BTreeMap<NaiveDate, Vec<ArticleId>> = BTreeMap::new();
    let mut undated = Vec::new();
    for article in project.articles() {
        match Published::parse(&article.info.published) {
            Some(published) => {
                dates.insert(&article.id, published.day());
                days.entry(published.day()).or_default().push(article.id.clone());
            }
            None => undated.push(article.id.clone()),
        }
    }
    let mut counts: BTreeMap<NaiveDate, (usize, usize)> = BTreeMap::new();
    for statement in &consensus.statements {
        let on: BTreeSet<NaiveDate> =
            statement.members.iter().filter_map(|m| dates.get(&m.place.article).copied()).collect();
        for (at, date) in on.into_iter().enumerate() {
            let count = counts.entry(date).or_default();
            count.0 += 1;
            count.1 += usize::from(at == 0);
        }
    }
    let outlets = |ids: &[ArticleId]| -> Vec<String> {
        let names: BTreeSet<&str> = ids.iter().filter_map(|id| project.article(id)).map(|a| a.outlet()).collect();
        names.into_iter().map(str::to_owned).collect()
    };
    let day = |(date, articles): (NaiveDate, Vec<ArticleId>)| {
        let (statements, new) = counts.get(&date).copied().unwrap_or_default();
        Day { date, outlets: outlets(&articles), articles, statements, new }
    };
    Coverage { days: days.into_iter().map(day).collect(), undated }
}
