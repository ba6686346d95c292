//! What two articles share, sentence by sentence.

use std::ops::Range;

use super::reading::{self, SHINGLE, Token};
use crate::model::Article;
use crate::text::sentences;

/// Halves of words that two sentences must share at least: ten words. Names, and all words with a capital letter, are not
/// counted, since whoever reports an event must write them.
pub(in crate::consensus) const LEAST: u32 = 20;

/// The share of the shorter sentence that makes two sentences one passage: a half.
pub(in crate::consensus) const SHARE: f32 = 0.5;

/// Pairs of places of one shingle in two articles that are looked at.
const PLACES: usize = 16;

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sentence {
    /// Its bytes.
    pub range: Range<usize>,
    /// Halves of words in it that count.
    weight: u32,
}

/// An article read for comparison.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// For each word its weight in halves and its sentence.
    words: Vec<(u32, usize)>,
    /// Its shingles, sorted, each with the number of its first word.
    shingles: Vec<(u64, u32)>,
    pub(super) sentences: Vec<Sentence>,
}

impl Text {
    /// Reads an article: words outside of quotations and noise, and shingles that are no set phrases.
    pub(super) fn read(article: &Article, common: &mut dyn FnMut(u64) -> bool) -> Self {
        let mut text = Self::default();
        let mut forms = Vec::new();
        // In German every noun has a capital letter.
        let names = !article.info.language.starts_with("de");
        reading::read(article, &mut |range, tokens| {
            let paragraph = article.text.as_str().get(range.clone()).unwrap_or_default();
            let mut rest = tokens.iter().peekable();
            for sentence in sentences(paragraph) {
                let bytes = range.start + sentence.start..range.start + sentence.end;
                let number = text.sentences.len();
                let mut first = true;
                let mut weight = 0;
                while let Some(token) = rest.next_if(|t| (t.start as usize) < bytes.end) {
                    let own = own_weight(token, names && !first);
                    first = false;
                    if token.told() {
                        forms.push(token.form);
                        text.words.push((own, number));
                        weight += own;
                    }
                }
                text.sentences.push(Sentence { range: bytes, weight });
            }
        });
        let all = reading::shingles(&forms).zip(0u32..);
        text.shingles = all.filter(|(shingle, _)| !common(*shingle)).collect();
        text.shingles.sort_unstable();
        text
    }
}

fn own_weight(token: &Token, names: bool) -> u32 {
    match token {
        t if t.unspaced => 1,
        t if names && t.capital => 0,
        _ => 2,
    }
}

/// Sentences of one article that are sentences of another, by number.
pub(super) type Links = Vec<(usize, usize)>;

/// A run of sentences that two articles share: numbers of sentences in either, and the share of the shorter run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub a: Range<usize>,
    pub b: Range<usize>,
    pub share: f32,
}

/// Where both have a shingle: numbers of first words, in runs of words that follow each other in both.
fn matches(a: &[(u64, u32)], b: &[(u64, u32)]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let of = |all: &[(u64, u32)], from: usize| {
                    all.get(from..).unwrap_or_default().iter().take_while(|s| s.0 == x.0).count()
                };
                let (own, others) = (of(a, i), of(b, j));
                let pairs = a.iter().skip(i).take(own).flat_map(|p| b.iter().skip(j).take(others).map(|q| (p.1, q.1)));
                found.extend(pairs.take(PLACES));
                (i, j) = (i + own, j + others);
            }
        }
    }
    found.sort_unstable_by_key(|&(i, j)| (i.wrapping_sub(j), j));
    found
}

/// The sentences and runs of sentences that two articles share.
pub(super) fn shared(a: &Text, b: &Text) -> (Links, Vec<Run>) {
    // Words of a that stand in b, in runs of a shingle's length and more: both sentences, word, weight.
    let mut found: Vec<(usize, usize, usize, u32)> = Vec::new();
    let mut before = None;
    for (i, j) in matches(&a.shingles, &b.shingles) {
        // The first words have been seen to where the run goes on.
        let goes_on = before == Some((i.wrapping_sub(1), j.wrapping_sub(1)));
        before = Some((i, j));
        for k in if goes_on { SHINGLE - 1 } else { 0 }..SHINGLE {
            if let (Some(&(weight, x)), Some(&(_, y))) = (a.words.get(i as usize + k), b.words.get(j as usize + k)) {
                found.push((x, y, i as usize + k, weight));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut linked: Vec<(usize, usize, u32)> = Vec::new();
    for pair in found.chunk_by(|s, t| (s.0, s.1) == (t.0, t.1)) {
        let Some(&(x, y, ..)) = pair.first() else { continue };
        let weight: u32 = pair.iter().map(|w| w.3).sum();
        let of = |text: &Text, at: usize| text.sentences.get(at).map_or(0, |s| s.weight);
        let shorter = of(a, x).min(of(b, y));
        let weight = weight.min(shorter);
        if weight >= LEAST && weight as f32 >= SHARE * shorter as f32 {
            linked.push((x, y, weight));
        }
    }
    runs(a, b, &linked)
}

/// Linked sentences that follow each other in both articles are one run. A sentence in between that says little outside
/// of quotations is part of it.
fn runs(a: &Text, b: &Text, linked: &[(usize, usize, u32)]) -> (Links, Vec<Run>) {
    let mut links: Links = linked.iter().map(|&(x, y, _)| (x, y)).collect();
    let mut runs: Vec<(Run, u32)> = Vec::new();
    for &(x, y, weight) in linked {
        let follows = |run: &Run| {
            let slight = |text: &Text, at: usize, gap: usize| {
                gap == 0 || text.sentences.get(at).is_some_and(|s| gap == 1 && s.weight < LEAST)
            };
            let (dx, dy) = (x.checked_sub(run.a.end), y.checked_sub(run.b.end));
            let near = |d: Option<usize>, text: &Text, end| d.is_some_and(|gap| slight(text, end, gap));
            // One sentence may have become two.
            let (same_x, same_y) = (x + 1 == run.a.end, y + 1 == run.b.end);
            (near(dx, a, run.a.end) || same_x) && (near(dy, b, run.b.end) || same_y) && !(same_x && same_y)
        };
        match runs.iter_mut().rev().take(4).find(|(run, _)| follows(run)) {
            Some((run, sum)) => {
                if x == run.a.end + 1 && y == run.b.end + 1 {
                    links.push((run.a.end, run.b.end));
                }
                (run.a.end, run.b.end) = (x + 1, y + 1);
                *sum += weight;
            }
            None => runs.push((Run { a: x..x + 1, b: y..y + 1, share: 0.0 }, weight)),
        }
    }
    let total = |text: &Text, range: &Range<usize>| -> u32 {
        text.sentences.get(range.clone()).unwrap_or_default().iter().map(|s| s.weight).sum()
    };
    let done = runs.into_iter().map(|(run, sum)| {
        let shorter = total(a, &run.a).min(total(b, &run.b)).max(1);
        Run { share: (sum as f32 / shorter as f32).min(1.0), ..run }
    });
    links.sort_unstable();
    (links, done.collect())
}
