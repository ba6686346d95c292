//! Where words come from: passages that articles share, and agencies that they name.

mod agencies;
mod find;
mod index;
mod known;
mod partition;
mod passages;
mod reading;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Article, ArticleId, Project};

use super::decisions::Kinship;
use agencies::Mention;
pub(super) use find::COMMON;
use find::Pairs;
use index::{Index, MOST, Slot};
pub(super) use known::Known;
pub(super) use passages::{LEAST, SHARE};
use reading::Token;

/// Keeps what articles share. One more annotation costs a look at the list of articles; one more article the reading of
/// its own words and a look at the articles that share some.
#[derive(Debug, Default)]
pub(super) struct Origins {
    seen: Vec<Arc<Article>>,
    entries: BTreeMap<ArticleId, Entry>,
    ids: BTreeMap<Slot, ArticleId>,
    next: Slot,
    index: Index,
    pairs: Pairs,
    rulings: Vec<Kinship>,
    known: Arc<Known>,
}

/// An article whose words are in the index.
#[derive(Debug)]
struct Entry {
    article: Arc<Article>,
    slot: Slot,
    mentions: Vec<Mention>,
}

/// What is read of an article at first.
struct Reading {
    keys: Vec<u64>,
    mentions: Vec<Mention>,
}

/// What two articles share, the one with the lesser id first.
#[derive(Debug, Default, PartialEq)]
struct Shared {
    /// Sentences, each with its counterpart.
    links: Vec<[Range<usize>; 2]>,
    /// Runs of them, with the share of the shorter one that stands in the other.
    runs: Vec<([Range<usize>; 2], f32)>,
}

impl Origins {
    /// Brings everything up to a project; the same value as before if nothing of it has changed.
    pub(super) fn sync(&mut self, project: &Project, rulings: &[Kinship]) -> Arc<Known> {
        let articles = project.articles();
        let same = articles.len() == self.seen.len() && articles.zip(&self.seen).all(|(a, b)| Arc::ptr_eq(a, b));
        let kin = |k: &Kinship| (k.a.clone(), k.b.clone(), k.one);
        if same && rulings.iter().map(kin).eq(self.rulings.iter().map(kin)) {
            return Arc::clone(&self.known);
        }
        if !same {
            self.take(project);
            self.seen = project.articles().cloned().collect();
        }
        self.rulings = rulings.to_vec();
        self.known =
            Arc::new(Known::of(project, self.entries.iter().map(|(id, e)| (id, &e.mentions)), &self.pairs, rulings));
        Arc::clone(&self.known)
    }

    /// Reads articles that are new or have other words now.
    fn take(&mut self, project: &Project) {
        let stays = |e: &Entry| {
            project.article(&e.article.id).is_some_and(|a| Arc::ptr_eq(a, &e.article) || alike(a, &e.article))
        };
        let gone: Vec<ArticleId> = self.entries.iter().filter(|(_, e)| !stays(e)).map(|(id, _)| id.clone()).collect();
        let new: Vec<Arc<Article>> =
            project.articles().filter(|a| self.entries.get(&a.id).is_none_or(|e| !stays(e))).cloned().collect();
        let kept = self.entries.len() - gone.len();
        if gone.is_empty() && new.is_empty() {
            return;
        }
        if new.len() + gone.len() > kept || self.next as usize + new.len() >= MOST {
            let all: Vec<Arc<Article>> = project.articles().cloned().collect();
            *self = Self { rulings: std::mem::take(&mut self.rulings), ..Self::default() };
            let keys = self.read(&all);
            self.index.add(keys.concat());
            self.pairs = find::all(&self.index, &|slot| self.article(slot));
            return;
        }
        let mut dirty = BTreeSet::new();
        for id in gone {
            let Some(entry) = self.entries.remove(&id) else { continue };
            find::crossing(&self.index, &entry.article, &[entry.slot], &mut dirty);
            self.index.remove(entry.slot);
            self.ids.remove(&entry.slot);
            self.pairs.forget(&id);
        }
        for keys in self.read(&new) {
            self.index.add(keys);
        }
        let slots: Vec<Slot> = new.iter().filter_map(|a| self.entries.get(&a.id)).map(|e| e.slot).collect();
        for article in &new {
            find::crossing(&self.index, article, &slots, &mut dirty);
        }
        dirty.extend(slots);
        let again: Vec<Arc<Article>> =
            dirty.iter().filter_map(|slot| self.ids.get(slot)).filter_map(|id| project.article(id)).cloned().collect();
        for article in &again {
            self.pairs.forget(&article.id);
        }
        let mut pairs = std::mem::take(&mut self.pairs);
        for article in &again {
            let Some(entry) = self.entries.get(&article.id) else { continue };
            find::of(&self.index, article, entry.slot, &|slot| self.article(slot), &mut pairs);
        }
        self.pairs = pairs;
    }

    fn article(&self, slot: Slot) -> Option<&Arc<Article>> {
        self.entries.get(self.ids.get(&slot)?).map(|e| &e.article)
    }

    /// Reads articles and gives them slots; returns their keys.
    fn read(&mut self, articles: &[Arc<Article>]) -> Vec<Vec<u64>> {
        let first = self.next;
        let read: Vec<Reading> =
            articles.par_iter().enumerate().map(|(at, a)| reading_of(a, first + at as Slot)).collect();
        self.next += articles.len() as Slot;
        let mut all = Vec::with_capacity(read.len());
        for ((at, article), reading) in articles.iter().enumerate().zip(read) {
            let slot = first + at as Slot;
            self.ids.insert(slot, article.id.clone());
            let entry = Entry { article: Arc::clone(article), slot, mentions: reading.mentions };
            self.entries.insert(article.id.clone(), entry);
            all.push(reading.keys);
        }
        all
    }
}

/// Whether two states of an article read the same.
fn alike(a: &Article, b: &Article) -> bool {
    a.sha256 == b.sha256
        && a.noise == b.noise
        && a.info.language == b.info.language
        && a.info.outlet == b.info.outlet
        && a.info.author == b.info.author
}

fn reading_of(article: &Article, slot: Slot) -> Reading {
    let mut forms = Vec::new();
    let mut lines: Vec<(Range<usize>, Vec<Token>)> = Vec::new();
    reading::read(article, &mut |range, tokens| {
        forms.extend(tokens.iter().filter(|t| t.told()).map(|t| t.form));
        lines.push((range.clone(), tokens.to_vec()));
    });
    let keys = Index::keys(slot, reading::shingles(&forms)).collect();
    Reading { keys, mentions: agencies::named(article, &lines) }
}
