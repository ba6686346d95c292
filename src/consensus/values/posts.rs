//! Who fills a post, and which post somebody fills.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::Lexicon;

use super::super::mark::Mark;
use super::super::statement::{Severity, Slot};
use super::{Found, Side, across_articles, facts::Post, grouped, names};

pub(super) fn find(marks: &[&Arc<Mark>], canonical: &dyn Fn(&str) -> String) -> Vec<Found> {
    let lexicon = marks.first().map_or_else(|| Lexicon::of(""), |m| m.lexicon);
    let mut found = Vec::new();
    found.extend(holders(marks, canonical, lexicon));
    found.extend(ranks(marks, canonical, lexicon));
    found
}

fn posts<'a>(marks: &'a [&Arc<Mark>]) -> impl Iterator<Item = (usize, &'a Post)> {
    marks.iter().enumerate().flat_map(|(at, m)| m.features.facts.posts.iter().map(move |p| (at, p)))
}

/// Two holders of a post that has one holder at a time.
fn holders(marks: &[&Arc<Mark>], canonical: &dyn Fn(&str) -> String, lexicon: &Lexicon) -> Option<Found> {
    let single: BTreeSet<&str> = posts(marks)
        .filter(|(_, p)| !p.former && lexicon.table.clues.single_posts.contains(&p.words.as_str()))
        .map(|(_, p)| p.words.as_str())
        .collect();
    for post in single {
        let given: Vec<(usize, (String, String))> = posts(marks)
            .filter(|(_, p)| p.words == post && !p.former)
            .map(|(at, p)| (at, (canonical(&p.holder), p.of.clone())))
            .collect();
        let fit = |a: &(String, String), b: &(String, String)| {
            names::alike(&a.0, &b.0, lexicon) || (!a.1.is_empty() && !b.1.is_empty() && a.1 != b.1)
        };
        let groups = grouped(given, &fit);
        let sides: Vec<Side> = groups
            .iter()
            .map(|g| {
                let name = g.first().map_or("", |(_, (n, _))| n.as_str());
                Side::named(name, g.iter().map(|(at, _)| *at).collect())
            })
            .collect();
        if sides.len() > 1 && across_articles(&sides, marks) {
            let told: Vec<&str> = sides.iter().map(|s| s.value.as_str()).collect();
            let rule = format!("Post: {post} is {}", told.join(" here and there "));
            return Some(Found { slot: Slot::Role, sides, severity: Some(Severity::Hard), rule });
        }
    }
    None
}

/// Two ranks of one person in one body: campaign chairman and campaign manager.
fn ranks(marks: &[&Arc<Mark>], canonical: &dyn Fn(&str) -> String, lexicon: &Lexicon) -> Option<Found> {
    let all: Vec<(usize, &Post, String)> = posts(marks)
        .filter(|(_, p)| !p.qualifier.is_empty() && p.rank.is_some())
        .map(|(at, p)| (at, p, canonical(&p.holder)))
        .collect();
    for (_, post, name) in &all {
        let given: Vec<(usize, &Post)> = all
            .iter()
            .filter(|(_, p, n)| p.qualifier == post.qualifier && names::alike(n, name, lexicon))
            .map(|&(at, p, _)| (at, p))
            .collect();
        let groups = grouped(given, &|a: &&Post, b: &&Post| a.rank == b.rank);
        let sides: Vec<Side> = groups
            .iter()
            .map(|g| {
                let words = g.first().map_or("", |(_, p)| p.words.as_str());
                Side::named(words, g.iter().map(|(at, _)| *at).collect())
            })
            .collect();
        if sides.len() > 1 && across_articles(&sides, marks) {
            let told: Vec<&str> = sides.iter().map(|s| s.value.as_str()).collect();
            let rule = format!("Post: {name} is {}", told.join(" here and there "));
            return Some(Found { slot: Slot::Role, sides, severity: Some(Severity::Soft), rule });
        }
    }
    None
}
