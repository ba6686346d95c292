//! How much of what an outlet writes itself is opinion.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::{Annotation, Article, Kind, Project};
use crate::text::{Lexicon, paragraphs, quotations, words};

/// Opinions counted, and their words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Annotations.
    pub opinions: usize,
    /// Words of theirs that are in the base, each once, however many annotations hold it.
    pub words: usize,
}

/// The opinion of one outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The outlet, or an article's id where nobody has named one.
    pub outlet: String,
    /// Its articles.
    pub articles: usize,
    /// Of these, how many have been read to the end by somebody: only their opinions are surely all marked.
    pub read: usize,
    /// The base: words of its articles outside quotation marks, direct quotations and noise.
    pub base: usize,
    /// Opinions, and how many words of the base they hold.
    pub opinion: Tally,
    /// Opinions without a word in the base: they stand in somebody's quoted words.
    pub quoted: usize,
    /// By whose opinion it is; the outlet's own where no holder is named. The most words first.
    pub holders: Vec<(String, Tally)>,
    /// By what it is about; only opinions with a target.
    pub targets: Vec<(String, Tally)>,
    /// By polarity: `negative`, `neutral`, `positive`; only opinions with one.
    pub polarities: Vec<(String, Tally)>,
}

impl Share {
    /// Words of opinion over the base, 0 to 1; none without a base.
    pub fn share(&self) -> Option<f64> {
        (self.base > 0).then(|| self.opinion.words as f64 / self.base as f64)
    }
}

/// The share of opinion in each outlet's own words, by outlet.
///
/// Words are those of Unicode's word boundaries. The base leaves out noise, what stands between quotation marks, and
/// annotations of kind quote whose form is not `indirect`, so a long quotation makes no outlet look factual. A word that
/// several opinions hold counts once; in a breakdown it counts once for each holder, target or polarity.
pub fn opinion_shares(project: &Project) -> Vec<Share> {
    let mut outlets: BTreeMap<&str, Gathered> = BTreeMap::new();
    for article in project.articles() {
        outlets.entry(article.outlet()).or_default().add(project, article);
    }
    outlets.into_iter().map(|(outlet, gathered)| gathered.share(outlet)).collect()
}

#[derive(Default)]
struct Parts<'a>(BTreeMap<&'a str, Tally>);

impl<'a> Parts<'a> {
    fn add(&mut self, name: &'a str, opinions: usize, words: usize) {
        let tally = self.0.entry(name).or_default();
        tally.opinions += opinions;
        tally.words += words;
    }

    fn sorted(self) -> Vec<(String, Tally)> {
        let mut all: Vec<(String, Tally)> = self.0.into_iter().map(|(name, tally)| (name.to_owned(), tally)).collect();
        all.sort_by(|a, b| (b.1.words, b.1.opinions).cmp(&(a.1.words, a.1.opinions)).then_with(|| a.0.cmp(&b.0)));
        all
    }
}

#[derive(Default)]
struct Gathered<'a> {
    share: Share,
    holders: Parts<'a>,
    targets: Parts<'a>,
    polarities: Parts<'a>,
}

impl<'a> Gathered<'a> {
    fn add(&mut self, project: &'a Project, article: &'a Article) {
        self.share.articles += 1;
        self.share.read += usize::from(project.progress(&article.id) == crate::model::Progress::Done);
        let base = own_words(project, article);
        self.share.base += base.len();
        let mut held: BTreeSet<usize> = BTreeSet::new();
        let mut by: [BTreeMap<&'a str, (usize, BTreeSet<usize>)>; 3] = Default::default();
        for opinion in annotations(project, article, Kind::Opinion) {
            let words = within(&base, opinion);
            self.share.opinion.opinions += 1;
            self.share.quoted += usize::from(words.is_empty());
            let named = |id: &str| opinion.attribute(id).map(str::trim).filter(|s| !s.is_empty());
            let holder = named("holder").map_or(article.outlet(), |name| project.canonical(name));
            let target = named("target").map(|name| project.canonical(name));
            for (place, name) in [(0, Some(holder)), (1, target), (2, named("polarity"))] {
                if let (Some(map), Some(name)) = (by.get_mut(place), name) {
                    let entry = map.entry(name).or_default();
                    entry.0 += 1;
                    entry.1.extend(words.iter().copied());
                }
            }
            held.extend(words);
        }
        self.share.opinion.words += held.len();
        let [holders, targets, polarities] = by;
        for (parts, map) in
            [(&mut self.holders, holders), (&mut self.targets, targets), (&mut self.polarities, polarities)]
        {
            map.into_iter().for_each(|(name, (opinions, words))| parts.add(name, opinions, words.len()));
        }
    }

    fn share(self, outlet: &str) -> Share {
        Share {
            outlet: outlet.to_owned(),
            holders: self.holders.sorted(),
            targets: self.targets.sorted(),
            polarities: self.polarities.sorted(),
            ..self.share
        }
    }
}

/// The annotations of a kind in an article, whoever made them.
fn annotations<'a>(
    project: &'a Project,
    article: &'a Article,
    kind: Kind,
) -> impl Iterator<Item = &'a Annotation> + use<'a> {
    project
        .layers_of(&article.id)
        .flat_map(|(_, layer)| layer.annotations().iter())
        .map(AsRef::as_ref)
        .filter(move |a| project.codebook().kind(&a.code) == kind)
}

/// First bytes of the words that are the outlet's own, in order.
fn own_words(project: &Project, article: &Article) -> Vec<usize> {
    let text = article.text.as_str();
    let mut out: Vec<Range<usize>> = article.noise.iter().map(|s| s.bytes()).collect();
    for paragraph in paragraphs(&article.text) {
        let found = quotations(text.get(paragraph.clone()).unwrap_or_default());
        out.extend(found.iter().map(|q| paragraph.start + q.outer.start..paragraph.start + q.outer.end));
    }
    for quote in annotations(project, article, Kind::Quote).filter(|a| a.attribute("form") != Some("indirect")) {
        out.extend(quote.spans.iter().map(|s| s.bytes()));
    }
    out.sort_by_key(|r| r.start);
    let mut own: Vec<usize> = Vec::new();
    let (mut at, mut reach) = (0, 0);
    for word in words(text, Lexicon::of(&article.info.language)) {
        let start = word.range.start;
        while let Some(range) = out.get(at).filter(|r| r.start <= start) {
            reach = reach.max(range.end);
            at += 1;
        }
        // A contraction is two forms of one word.
        if start >= reach && own.last() != Some(&start) {
            own.push(start);
        }
    }
    own
}

fn within(base: &[usize], annotation: &Annotation) -> Vec<usize> {
    let mut found = Vec::new();
    for span in annotation.spans.iter().map(|s| s.bytes()) {
        let from = base.partition_point(|&b| b < span.start);
        found.extend(base.get(from..).unwrap_or_default().iter().take_while(|&&b| b < span.end));
    }
    found
}
