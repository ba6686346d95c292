//! A quotation as words that can be compared, with what an editor has put in or left out.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::Lexicon;

use super::alignment::Step;
use crate::consensus::hash;
use crate::consensus::mark::Mark;
use crate::consensus::statement::Operation;
use crate::text::words;

/// Words of a quotation that are read.
const LONGEST: usize = 600;

/// A word as it is compared.
struct Token {
    form: u64,
    shown: String,
    range: Range<usize>,
    /// The words that share its place, itself among them: a contraction written out is several.
    twins: Range<usize>,
    /// Whether something is openly left out in front of it.
    broken: bool,
}

/// A quotation's words in order.
pub(super) struct Wording {
    text: String,
    tokens: Vec<Token>,
    /// An editor's words in brackets, each with the number of the word that it stands in front of.
    inserts: Vec<(usize, String)>,
}

impl Wording {
    pub(super) fn read(mark: &Mark) -> Self {
        Self::of(&mark.text, mark.lexicon)
    }

    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let inserts = brackets(text);
        let inside = |at: usize| inserts.iter().any(|r| r.contains(&at));
        let all: Vec<_> = words(text, lexicon).into_iter().filter(|w| !inside(w.range.start)).take(LONGEST).collect();
        let mut tokens: Vec<Token> = Vec::with_capacity(all.len());
        let mut end = 0;
        for (at, word) in all.iter().enumerate() {
            let twin = |o: &usize| all.get(*o).is_some_and(|o| o.range == word.range);
            let first = (0..at).rev().take_while(twin).last().unwrap_or(at);
            let behind = (at..all.len()).take_while(twin).last().unwrap_or(at) + 1;
            let between = text.get(end..word.range.start).unwrap_or_default();
            tokens.push(Token {
                form: hash::word(word.form.as_bytes()),
                shown: word.form.clone(),
                range: word.range.clone(),
                twins: first..behind,
                broken: between.contains('…') || between.contains("..") || between.contains(". ."),
            });
            end = word.range.end;
        }
        let before = |r: &Range<usize>| tokens.iter().take_while(|t| t.range.start < r.start).count();
        let inserts = inserts
            .iter()
            // “[…]” says that something was left out, and so the mark itself is nobody's word.
            .filter(|r| text.get((*r).clone()).is_some_and(|t| t.unicode_words().next().is_some()))
            .map(|r| (before(r), text.get(r.clone()).unwrap_or_default().to_owned()))
            .collect();
        Self { text: text.to_owned(), tokens, inserts }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn forms(&self) -> Vec<u64> {
        self.tokens.iter().map(|t| t.form).collect()
    }

    /// Whether something is openly left out in front of a word.
    pub(super) fn broken(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.broken)
    }

    /// The words of a run as they stand in the text; written out where a run takes only a part of a contraction.
    fn words(&self, run: &Range<usize>) -> String {
        let mut out = String::new();
        let mut last: Option<Range<usize>> = None;
        for at in run.clone() {
            let Some(token) = self.tokens.get(at) else { continue };
            if token.twins.start < run.start || token.twins.end > run.end {
                space(&mut out, " ");
                out.push_str(&token.shown);
            } else if last.as_ref() != Some(&token.range) {
                let between = last.as_ref().and_then(|l| self.text.get(l.end..token.range.start));
                // Scripts without spaces stay without; other punctuation is no word.
                space(&mut out, if between == Some("") { "" } else { " " });
                out.push_str(self.text.get(token.range.clone()).unwrap_or_default());
            }
            last = Some(token.range.clone());
        }
        out
    }
}

fn space(out: &mut String, space: &str) {
    if !out.is_empty() {
        out.push_str(space);
    }
}

/// What stands in square brackets, with the brackets.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|t| t.find('[')).map(|at| from + at) {
        let Some(close) = text.get(open..).and_then(|t| t.find(']')).map(|at| open + at + 1) else { break };
        found.push(open..close);
        from = close;
    }
    found
}

/// A run of steps of one kind.
#[derive(Default)]
struct Run {
    kind: &'static str,
    one: Range<usize>,
    other: Range<usize>,
}

/// The steps in words: runs of one kind together, words of the one against words of the other as a replacement, an
/// editor's words where they stand.
pub(super) fn operations(one: &Wording, other: &Wording, steps: &[Step]) -> Vec<Operation> {
    let mut out: Vec<Operation> = Vec::new();
    let mut run = Run::default();
    let (mut i, mut j) = (0, 0);
    let (mut ones, mut others) = (one.inserts.iter().peekable(), other.inserts.iter().peekable());
    for step in steps {
        let (kind, a, b) = match step {
            Step::Keep(..) => ("keep", 1, 1),
            Step::Replace(..) => ("replace", 1, 1),
            Step::Delete(..) | Step::Before(_) => ("delete", 1, 0),
            Step::Insert(..) | Step::Behind(_) => ("insert", 0, 1),
        };
        while let Some((_, words)) = ones.next_if(|(at, _)| *at <= i && (a > 0 || *at < i)) {
            flush(&mut out, &mut run, one, other, i, j);
            out.push(Operation { kind: "delete", from: words.clone(), to: String::new() });
        }
        while let Some((_, words)) = others.next_if(|(at, _)| *at <= j && (b > 0 || *at < j)) {
            flush(&mut out, &mut run, one, other, i, j);
            out.push(Operation { kind: "insert", from: String::new(), to: words.clone() });
        }
        let joined = match (run.kind, kind) {
            (before, now) if before == now => Some(now),
            // Words gone and words come at one place are a replacement.
            ("replace", "delete" | "insert") | ("delete" | "insert", "replace") => Some("replace"),
            ("delete", "insert") | ("insert", "delete") => step.inner().then_some("replace"),
            _ => None,
        };
        match joined {
            Some(kind) => run.kind = kind,
            None => {
                flush(&mut out, &mut run, one, other, i, j);
                run.kind = kind;
            }
        }
        (i, j) = (i + a, j + b);
        (run.one.end, run.other.end) = (i, j);
    }
    flush(&mut out, &mut run, one, other, i, j);
    out.extend(ones.map(|(_, words)| Operation { kind: "delete", from: words.clone(), to: String::new() }));
    out.extend(others.map(|(_, words)| Operation { kind: "insert", from: String::new(), to: words.clone() }));
    out
}

fn flush(out: &mut Vec<Operation>, run: &mut Run, one: &Wording, other: &Wording, i: usize, j: usize) {
    if !run.kind.is_empty() {
        out.push(Operation { kind: run.kind, from: one.words(&run.one), to: other.words(&run.other) });
    }
    *run = Run { kind: "", one: i..i, other: j..j };
}
