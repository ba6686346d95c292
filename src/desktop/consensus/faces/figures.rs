//! The figures behind the faces, counted once for each revision and away from the drawing thread.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::consensus::{
    Consensus, Coverage, Gap, Share, Sourcing, Standing, coverage, left_out, opinion_shares, sourcing,
};
use crate::model::{ArticleId, Kind, Place, Progress, Project};

/// An opinion with what can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Where it is.
    pub place: Place,
    /// The outlet.
    pub outlet: String,
    /// Whose it is; the outlet's own where nobody is named.
    pub holder: String,
    /// What it is about.
    pub target: Option<String>,
    /// `negative`, `neutral`, `positive`.
    pub polarity: Option<String>,
    /// Its words.
    pub words: String,
}

/// What one outlet relies on: statements by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relies {
    /// Statements that it carries.
    pub carries: usize,
    /// Of these, those that no other outlet carries.
    pub single: Vec<usize>,
    /// Of all, those that rest on sources without a name alone.
    pub anonymous: Vec<usize>,
}

/// What two articles share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The article that the other may have it from.
    pub a: ArticleId,
    /// The other.
    pub b: ArticleId,
    /// Shared passages, by index.
    pub passages: Vec<usize>,
    /// Statements that both carry.
    pub statements: usize,
}

/// An utterance in more than one wording, or by one outlet.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// The statement, by index.
    pub statement: usize,
    /// Who said it, in the one name for it; of several the one that most outlets name.
    pub speaker: Option<String>,
    /// How far its wordings drift.
    pub drift: Option<f32>,
    /// Outlets that quote it.
    pub outlets: usize,
}

/// All figures of a revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Opinion by outlet.
    pub shares: Vec<Share>,
    /// The opinions themselves, by article and place.
    pub opinions: Vec<Opinion>,
    /// Coverage by day.
    pub coverage: Coverage,
    /// The statements of each day of `coverage` that no earlier article carries, and its others; by index.
    pub by_day: Vec<(Vec<usize>, Vec<usize>)>,
    /// What outlets leave out.
    pub gaps: BTreeMap<String, Vec<Gap>>,
    /// All outlets with what they rely on, by name.
    pub relies: BTreeMap<String, Relies>,
    /// Articles of each outlet, and how many of them have been read to the end.
    pub read: BTreeMap<String, (usize, usize)>,
    /// Quotations.
    pub utterances: Vec<Utterance>,
    /// All speakers of these, the most quoted first.
    pub speakers: Vec<(String, usize)>,
    /// Articles that share passages, those that share most first.
    pub pairs: Vec<Pair>,
}

impl Figures {
    /// Counts everything.
    pub fn of(project: &Project, consensus: &Consensus) -> Self {
        let coverage = coverage(project, consensus);
        let utterances = utterances(project, consensus);
        Self {
            shares: opinion_shares(project),
            opinions: opinions(project),
            by_day: by_day(&coverage, consensus),
            coverage,
            gaps: left_out(project, consensus),
            relies: relies(project, consensus),
            read: read(project),
            speakers: speakers(&utterances),
            utterances,
            pairs: pairs(consensus),
        }
    }
}

fn opinions(project: &Project) -> Vec<Opinion> {
    let mut found = Vec::new();
    for (id, analyst, layer) in project.layers() {
        let Some(article) = project.article(id) else { continue };
        for a in layer.annotations().iter().filter(|a| project.codebook().kind(&a.code) == Kind::Opinion) {
            let named = |id: &str| {
                let value = a.attribute(id).map(str::trim).filter(|s| !s.is_empty())?;
                Some(project.canonical(value).to_owned())
            };
            found.push(Opinion {
                place: Place { article: id.clone(), analyst: analyst.clone(), annotation: a.id },
                outlet: article.outlet().to_owned(),
                holder: named("holder").unwrap_or_else(|| article.outlet().to_owned()),
                target: named("target"),
                polarity: a.attribute("polarity").map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned),
                words: a.words(&article.text),
            });
        }
    }
    found
}

fn read(project: &Project) -> BTreeMap<String, (usize, usize)> {
    let mut read: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for article in project.articles() {
        let counts = read.entry(article.outlet().to_owned()).or_default();
        counts.0 += 1;
        counts.1 += usize::from(project.progress(&article.id) == Progress::Done);
    }
    read
}

/// New statements and others of each day.
fn by_day(coverage: &Coverage, consensus: &Consensus) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut day_of: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    for (at, day) in coverage.days.iter().enumerate() {
        day_of.extend(day.articles.iter().map(|id| (id, at)));
    }
    let mut days = vec![(Vec::new(), Vec::new()); coverage.days.len()];
    for (index, statement) in consensus.statements.iter().enumerate() {
        let on: BTreeSet<usize> =
            statement.members.iter().filter_map(|m| day_of.get(&m.place.article).copied()).collect();
        for (rank, day) in on.into_iter().enumerate() {
            if let Some((new, known)) = days.get_mut(day) {
                if rank == 0 { new.push(index) } else { known.push(index) }
            }
        }
    }
    days
}

fn relies(project: &Project, consensus: &Consensus) -> BTreeMap<String, Relies> {
    let outlet: BTreeMap<&ArticleId, &str> = project.articles().map(|a| (&a.id, a.outlet())).collect();
    let mut all: BTreeMap<String, Relies> =
        outlet.values().map(|name| ((*name).to_owned(), Relies::default())).collect();
    for (index, statement) in consensus.statements.iter().enumerate() {
        let carriers: BTreeSet<&str> =
            statement.members.iter().filter_map(|m| outlet.get(&m.place.article).copied()).collect();
        let anonymous = sourcing(project, statement) == Sourcing::Anonymous;
        for name in carriers {
            let Some(of) = all.get_mut(name) else { continue };
            of.carries += 1;
            if statement.standing == Standing::SingleSource {
                of.single.push(index);
            }
            if anonymous {
                of.anonymous.push(index);
            }
        }
    }
    all
}

fn utterances(project: &Project, consensus: &Consensus) -> Vec<Utterance> {
    let quotes = consensus.statements.iter().enumerate().filter(|(_, s)| s.kind == Kind::Quote);
    let utterance = |(statement, s): (usize, &Arc<crate::consensus::Statement>)| {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for source in s.members.iter().filter_map(|m| m.source.as_deref()).map(str::trim).filter(|s| !s.is_empty()) {
            *named.entry(project.canonical(source)).or_default() += 1;
        }
        let speaker = named.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)));
        Utterance { statement, speaker: speaker.map(|(n, _)| n.to_owned()), drift: s.drift(), outlets: s.outlets }
    };
    quotes.map(utterance).collect()
}

fn speakers(utterances: &[Utterance]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in utterances.iter().filter_map(|u| u.speaker.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut all: Vec<(String, usize)> = counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

fn pairs(consensus: &Consensus) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    let mut at: BTreeMap<(&ArticleId, &ArticleId), usize> = BTreeMap::new();
    for (index, passage) in consensus.sharing.passages.iter().enumerate() {
        let (a, b) = (&passage.a.0, &passage.b.0);
        let key = if a <= b { (a, b) } else { (b, a) };
        let slot = *at.entry(key).or_insert_with(|| {
            found.push(Pair { a: a.clone(), b: b.clone(), passages: Vec::new(), statements: 0 });
            found.len() - 1
        });
        if let Some(pair) = found.get_mut(slot) {
            pair.passages.push(index);
        }
    }
    let articles: BTreeSet<&ArticleId> = at.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let mut carries: BTreeMap<&ArticleId, BTreeSet<usize>> = BTreeMap::new();
    for (index, statement) in consensus.statements.iter().enumerate() {
        for id in statement.members.iter().map(|m| &m.place.article).filter(|id| articles.contains(id)) {
            carries.entry(id).or_default().insert(index);
        }
    }
    for pair in &mut found {
        if let (Some(a), Some(b)) = (carries.get(&pair.a), carries.get(&pair.b)) {
            pair.statements = a.intersection(b).count();
        }
    }
    found.sort_by(|x, y| y.passages.len().cmp(&x.passages.len()).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    found
}
