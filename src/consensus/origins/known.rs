//! What is known of the origins of a project's articles, ready for partitioning statements.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::agencies::{self, Mention};
use super::find::Pairs;
use super::table::TABLE;
use crate::consensus::decisions::Kinship;
use crate::consensus::statement::{Passage, Sharing};
use crate::model::{Article, ArticleId, Project, Published};

/// What articles share and name.
#[derive(Debug, Default)]
pub(in crate::consensus) struct Known {
    /// For people: who has what from whom.
    pub(in crate::consensus) sharing: Arc<Sharing>,
    /// Sentences of an article that stand in others, in order, each with the number of what it stands for everywhere.
    pub(super) sentences: HashMap<ArticleId, Vec<(Range<usize>, usize)>>,
    /// What an article names as an origin of which bytes.
    pub(super) named: HashMap<ArticleId, Vec<(Range<usize>, u64)>>,
    /// The shown names of those that are named.
    pub(super) names: HashMap<u64, String>,
    /// Articles of outlets that others name.
    pub(super) homes: HashMap<ArticleId, u64>,
    /// Articles that an analyst has put to one origin, by the least of them.
    pub(super) one: HashMap<ArticleId, ArticleId>,
    /// Articles that an analyst has called independent of each other, the lesser first.
    pub(super) independent: BTreeSet<(ArticleId, ArticleId)>,
}

impl Known {
    pub(super) fn of<'a>(
        project: &Project,
        mentions: impl Iterator<Item = (&'a ArticleId, &'a Vec<Mention>)>,
        pairs: &Pairs,
        rulings: &[Kinship],
    ) -> Self {
        let mut known = Self::default();
        let keys: HashMap<&ArticleId, u64> = project.articles().map(|a| (&a.id, TABLE.key(a.outlet()))).collect();
        let key = |article: &Article| keys.get(&article.id).copied().unwrap_or(0);
        let outlets: BTreeMap<u64, &str> = project.articles().map(|a| (key(a), a.outlet())).collect();
        let mut sharing = Sharing::default();
        for (id, mentions) in mentions {
            let Some(article) = project.article(id) else { continue };
            let own = key(article);
            for mention in mentions.iter().filter(|m| m.key != own) {
                let outlet = outlets.get(&mention.key).map(|o| plain(o).to_owned());
                let Some(name) = mention.name.clone().or(outlet) else { continue };
                known.named.entry(id.clone()).or_default().push((mention.covers.clone(), mention.key));
                known.names.entry(mention.key).or_insert_with(|| name.clone());
                sharing.agencies.push((id.clone(), mention.range.clone(), name));
            }
        }
        for article in project.articles() {
            let own = key(article);
            if known.names.contains_key(&own) || agencies::of_source(plain(article.outlet())).is_some() {
                known.homes.insert(article.id.clone(), own);
            }
        }
        known.share(project, pairs, &key, &mut sharing);
        known.rule(rulings);
        known.sharing = Arc::new(sharing);
        known
    }

    fn share(&mut self, project: &Project, pairs: &Pairs, key: &dyn Fn(&Article) -> u64, sharing: &mut Sharing) {
        let mut numbers: HashMap<(&ArticleId, usize), usize> = HashMap::new();
        let mut ranges: Vec<(&ArticleId, Range<usize>)> = Vec::new();
        let mut above: Vec<usize> = Vec::new();
        for ((a, b), shared) in &pairs.shared {
            let (Some(first), Some(second)) = (project.article(a), project.article(b)) else { continue };
            if first.outlet() == second.outlet() {
                continue;
            }
            for [x, y] in &shared.links {
                let mut node = |id, range: &Range<usize>| {
                    *numbers.entry((id, range.start)).or_insert_with(|| {
                        ranges.push((id, range.clone()));
                        above.push(above.len());
                        above.len() - 1
                    })
                };
                let (x, y) = (node(a, x), node(b, y));
                let (x, y) = (root(&above, x), root(&above, y));
                if let Some(top) = above.get_mut(x.max(y)) {
                    *top = x.min(y);
                }
            }
            let turned = !self.has_from(first, second, key);
            for ([x, y], share) in &shared.runs {
                let (one, other) = ((a.clone(), x.clone()), (b.clone(), y.clone()));
                let (a, b) = if turned { (other, one) } else { (one, other) };
                sharing.passages.push(Passage { a, b, share: *share });
            }
        }
        sharing.passages.sort_by(|p, q| {
            let place = |p: &Passage| (p.a.1.start, p.b.1.start);
            (&p.a.0, &p.b.0).cmp(&(&q.a.0, &q.b.0)).then_with(|| place(p).cmp(&place(q)))
        });
        for (at, (id, range)) in ranges.into_iter().enumerate() {
            self.sentences.entry(id.clone()).or_default().push((range, root(&above, at)));
        }
        for sentences in self.sentences.values_mut() {
            sentences.sort_by_key(|(range, _)| range.start);
        }
    }

    /// Whether the first of two articles that share something has it from the second: it names the other's outlet, or it
    /// appeared later. Where nothing tells, the one with the lesser id is said to.
    fn has_from(&self, first: &Article, second: &Article, key: &dyn Fn(&Article) -> u64) -> bool {
        let names = |who: &Article, whom: &Article| {
            let key = key(whom);
            self.named.get(&who.id).is_some_and(|all| all.iter().any(|(_, k)| *k == key))
        };
        match (names(first, second), names(second, first)) {
            (true, false) => return true,
            (false, true) => return false,
            _ => {}
        }
        match (Published::parse(&first.info.published), Published::parse(&second.info.published)) {
            (Some(Published::Moment(a)), Some(Published::Moment(b))) if a != b => a > b,
            (Some(a), Some(b)) if a.day() != b.day() => a.day() > b.day(),
            _ => first.id < second.id,
        }
    }

    /// Decisions, the newest first: for two articles the newest counts.
    fn rule(&mut self, rulings: &[Kinship]) {
        for ruling in rulings {
            let (a, b) = (&ruling.a, &ruling.b);
            let tops = (self.top(a).clone(), self.top(b).clone());
            if ruling.one {
                if tops.0 != tops.1 && !self.parted(&tops.0, &tops.1) {
                    let (least, other) = if tops.0 < tops.1 { tops } else { (tops.1, tops.0) };
                    for id in [a, b, &least, &other] {
                        self.one.entry(id.clone()).or_insert_with(|| id.clone());
                    }
                    for top in self.one.values_mut().filter(|t| **t == other) {
                        *top = least.clone();
                    }
                }
            } else if tops.0 != tops.1 || self.one.is_empty() {
                self.independent.insert(if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) });
            }
        }
    }

    /// The least article that a decision has put to one origin with this one.
    pub(super) fn top<'a>(&'a self, id: &'a ArticleId) -> &'a ArticleId {
        self.one.get(id).unwrap_or(id)
    }

    /// Whether an analyst has called some article of one origin independent of one of the other.
    fn parted(&self, x: &ArticleId, y: &ArticleId) -> bool {
        self.independent.iter().any(|(a, b)| {
            let (a, b) = (self.top(a), self.top(b));
            (a, b) == (x, y) || (a, b) == (y, x)
        })
    }
}

/// An outlet without what stands in brackets behind it.
fn plain(outlet: &str) -> &str {
    let name = outlet.split_once('(').map_or(outlet, |(name, _)| name).trim();
    if name.is_empty() { outlet } else { name }
}

fn root(above: &[usize], mut at: usize) -> usize {
    while let Some(&next) = above.get(at).filter(|&&next| next != at) {
        at = next;
    }
    at
}
