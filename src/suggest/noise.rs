//! Lines that a reader of the article would skip.

use super::Proposal;
use super::rules::{Rule, Weight, fitting};
use crate::text::FrozenText;

/// The lines that belong to the web page and not to the article, as spans by their start.
///
/// Only whole lines. Lines that follow each other, with nothing or blank lines between, make one span, named by the
/// first rule that proves something by itself. A text of nothing else is left alone.
pub fn noise(text: &FrozenText) -> Vec<Proposal> {
    noise_in(text, text.as_str())
}

/// The same for the text's beginning alone.
pub(super) fn noise_in(text: &FrozenText, head: &str) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut block: Option<Block> = None;
    let mut article = false;
    let mut start = 0;
    let mut keep = |block: Block, edge: bool| {
        if let Some(rule) = block.proof(edge)
            && let Some(span) = text.covering(block.start..block.end)
        {
            found.push(Proposal { span, rule });
        }
    };
    for line in head.split('\n') {
        let bare = line.trim();
        let from = start + line.len() - line.trim_start().len();
        start += line.len() + 1;
        if bare.is_empty() {
            continue;
        }
        if let Some(rule) = fitting(bare) {
            block.get_or_insert_with(|| Block::new(from, rule, !article)).add(from + bare.len(), rule);
        } else {
            article = true;
            if let Some(done) = block.take() {
                let edge = done.leads;
                keep(done, edge);
            }
        }
    }
    // What ends the text, unless it is all there is.
    if let Some(done) = block.filter(|_| article) {
        keep(done, true);
    }
    found
}

/// Suspicious lines with nothing but blank ones between.
struct Block {
    start: usize,
    end: usize,
    /// No line of the article stands before it.
    leads: bool,
    lines: usize,
    buttons: usize,
    first: &'static Rule,
    /// The first rule that proves something by itself.
    alone: Option<&'static Rule>,
}

impl Block {
    fn new(start: usize, first: &'static Rule, leads: bool) -> Self {
        Self { start, end: start, leads, lines: 0, buttons: 0, first, alone: None }
    }

    fn add(&mut self, end: usize, rule: &'static Rule) {
        self.end = end;
        self.lines += 1;
        self.buttons += usize::from(rule.weight == Weight::Button);
        if rule.weight == Weight::Alone {
            self.alone.get_or_insert(rule);
        }
    }

    /// The rule by which the lines are noise; none if they may as well be the article's.
    fn proof(&self, edge: bool) -> Option<&'static str> {
        let row = self.buttons > 0 && self.lines > 1;
        self.alone.or((edge || row).then_some(self.first)).map(|rule| rule.name)
    }
}
