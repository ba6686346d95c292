//! What an outlet leaves out that most others have.

use std::collections::{BTreeMap, BTreeSet};

use crate::consensus::Consensus;
use crate::model::{ArticleId, Progress, Project};

/// A statement that an outlet does not carry though most others do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The statement, by index.
    pub statement: usize,
    /// Other outlets that carry it.
    pub carried: usize,
    /// Other outlets whose articles have been read to the end, or that carry it.
    pub of: usize,
}

/// For every outlet whose articles have all been read to the end: the statements that it leaves out and more than half
/// of the other outlets that could be asked carry, those that the most carry first. An outlet with an unread article is
/// not listed, as nobody knows what it leaves out; nor can an unread outlet be counted as one that leaves out, too.
pub fn left_out(project: &Project, consensus: &Consensus) -> BTreeMap<String, Vec<Gap>> {
    let outlet: BTreeMap<&ArticleId, &str> = project.articles().map(|a| (&a.id, a.outlet())).collect();
    let mut read: BTreeMap<&str, bool> = BTreeMap::new();
    for article in project.articles() {
        let done = project.progress(&article.id) == Progress::Done;
        read.entry(article.outlet()).and_modify(|all| *all &= done).or_insert(done);
    }
    let done: BTreeSet<&str> = read.iter().filter(|(_, all)| **all).map(|(outlet, _)| *outlet).collect();
    let mut gaps: BTreeMap<String, Vec<Gap>> = done.iter().map(|&o| (o.to_owned(), Vec::new())).collect();
    for (at, statement) in consensus.statements.iter().enumerate() {
        let carriers: BTreeSet<&str> =
            statement.members.iter().filter_map(|m| outlet.get(&m.place.article).copied()).collect();
        // A statement of one outlet is never carried by most others, so nobody need be asked.
        if carriers.len() < 2 {
            continue;
        }
        let unread = carriers.iter().filter(|o| !done.contains(*o)).count();
        let of = (done.len() + unread).saturating_sub(1);
        if carriers.len() * 2 <= of {
            continue;
        }
        for outlet in done.iter().filter(|o| !carriers.contains(*o)) {
            if let Some(list) = gaps.get_mut(*outlet) {
                list.push(Gap { statement: at, carried: carriers.len(), of });
            }
        }
    }
    for list in gaps.values_mut() {
        list.sort_by_key(|gap| (std::cmp::Reverse(gap.carried), gap.statement));
    }
    gaps
}
