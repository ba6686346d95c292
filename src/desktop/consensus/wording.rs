//! A wording in runs: which of its words differ from the leading wording, which give a value.

use crate::consensus::{AlignMark, Member, Slot, Statement, align};
use crate::model::{Article, Kind};
use crate::text::{Lexicon, Quantity, quantities};

/// What a run of words stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// The paper.
    #[default]
    None,
    /// The words differ from the leading wording's.
    Differs,
    /// The words differ, as nearly all do in a sentence of another make.
    Other,
    /// The words give the value that most outlets give.
    Majority,
    /// The words give another value.
    Rival,
    /// Words of the leading wording that this one leaves out; they are no part of it.
    Missing,
}

/// Words with one ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, with what stands between them.
    pub text: String,
    /// What they stand on.
    pub ground: Ground,
}

/// How a wording stands to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The wording, and what it leaves out.
    pub runs: Vec<Run>,
    /// The part of its letters that both have: 0 to 1.
    pub shared: f32,
    /// Words of its own.
    pub own: usize,
    /// Words that it leaves out.
    pub missing: usize,
}

impl Compared {
    /// How it differs, in a few words.
    pub fn summary(&self) -> String {
        let words = |n: usize| if n == 1 { "one word".to_owned() } else { format!("{n} words") };
        match (self.own, self.missing) {
            (0, 0) => "same words".to_owned(),
            (0, _) => "cut".to_owned(),
            _ if !self.alike() => "other words".to_owned(),
            (1, _) => "one word differs".to_owned(),
            (own, _) => format!("{} differ", words(own)),
        }
    }

    /// The wording as it stands under the other one: with what it leaves out, if it is the same but for some words; else
    /// that would only be in the way, and what differs is marked faintly.
    pub fn against(&self) -> Vec<Run> {
        if self.alike() {
            return self.runs.clone();
        }
        let own = self.runs.iter().filter(|r| r.ground != Ground::Missing).cloned();
        own.map(|run| if run.ground == Ground::Differs { Run { ground: Ground::Other, ..run } } else { run }).collect()
    }

    /// Whether it is the same wording but for some words, so that marking these tells something.
    pub fn alike(&self) -> bool {
        self.shared >= 0.5
    }
}

/// Compares a wording with another, word by word.
pub fn compare(lead: &str, other: &str) -> Compared {
    let mut found = Compared::default();
    let (mut same, mut all) = (0, 0);
    for piece in align(lead, other) {
        let letters = piece.text.chars().filter(|c| c.is_alphanumeric()).count();
        let ground = match piece.mark {
            AlignMark::Same => Ground::None,
            AlignMark::Differs | AlignMark::Added => Ground::Differs,
            AlignMark::Missing => Ground::Missing,
        };
        let words = piece.text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
        match ground {
            Ground::Missing => found.missing += words,
            Ground::Differs => found.own += words,
            _ => same += letters,
        }
        if ground != Ground::Missing {
            all += letters;
        }
        // Words behind the last one have no space in front of them.
        let tight = found.runs.last().is_some_and(|r| !r.text.ends_with(char::is_whitespace));
        if ground == Ground::Missing && tight {
            push(&mut found.runs, " ", ground);
        }
        push(&mut found.runs, &piece.text, ground);
    }
    found.shared = if all == 0 { 1.0 } else { same as f32 / all as f32 };
    found
}

/// Adds words to runs. White space at their ends keeps the paper as its ground, unless it is missing too.
fn push(runs: &mut Vec<Run>, words: &str, ground: Ground) {
    let body = if ground == Ground::Missing { words } else { words.trim() };
    let front = if ground == Ground::Missing { 0 } else { words.len() - words.trim_start().len() };
    let parts = [
        (words.get(..front).unwrap_or_default(), Ground::None),
        (body, ground),
        (words.get(front + body.len()..).unwrap_or_default(), Ground::None),
    ];
    for (text, ground) in parts {
        // Line feeds of the article would break lines here.
        let text = text.replace(['\n', '\r', '\t'], " ");
        match runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.ground == ground => last.text.push_str(&text),
            _ => runs.push(Run { text, ground }),
        }
    }
}

/// A member's words for a cell: what differs from the leading wording is marked if that is the same wording but for some
/// words, and so are the words that give the contested value. Without the words that it leaves out.
pub fn marked(statement: &Statement, member: &Member, article: &Article) -> (Vec<Run>, Compared) {
    let lead = statement.members.get(statement.lead).map_or("", |m| m.text.as_ref());
    let compared = compare(lead, &member.text);
    // Claims are reported in words of one's own; a quotation is to be word for word.
    let kin = compared.alike() && (member.kind == Kind::Quote || compared.shared >= 0.8);
    let mut runs = Vec::new();
    for run in compared.runs.iter().filter(|r| r.ground != Ground::Missing) {
        push(&mut runs, &run.text, if kin { run.ground } else { Ground::None });
    }
    (with_value(runs, statement, member, article), compared)
}

/// Marks the words that give a member's contested value, over what else is marked.
pub fn with_value(runs: Vec<Run>, statement: &Statement, member: &Member, article: &Article) -> Vec<Run> {
    let Some((range, ground)) = value_words(statement, member, article) else { return runs };
    let mut found = Vec::new();
    let mut at = 0;
    for run in runs {
        if run.ground == Ground::Missing {
            push(&mut found, &run.text, run.ground);
            continue;
        }
        let (from, to) = (at, at + run.text.len());
        at = to;
        let cut = |byte: usize| byte.clamp(from, to) - from;
        let (start, end) = (cut(range.start), cut(range.end));
        for (bytes, ground) in [(0..start, run.ground), (start..end, ground), (end..to - from, run.ground)] {
            push(&mut found, run.text.get(bytes).unwrap_or_default(), ground);
        }
    }
    found
}

/// The words of a member that give its value in the first slot in which members conflict.
fn value_words(statement: &Statement, member: &Member, article: &Article) -> Option<(std::ops::Range<usize>, Ground)> {
    let conflict = statement.differences.iter().find(|d| d.conflicting())?;
    if !matches!(conflict.slot, Slot::Duration | Slot::Number | Slot::Date) {
        return None;
    }
    let rank = conflict.values.iter().position(|r| r.annotations.contains(&member.place.annotation))?;
    let (_, value) = member.values.iter().find(|(slot, _)| *slot == conflict.slot)?;
    let ground = if rank == 0 { Ground::Majority } else { Ground::Rival };
    let found = quantities(&member.text, Lexicon::of(&article.info.language)).into_iter().find(|q| match q {
        Quantity::Amount(_, amount) => amount.shown == *value,
        Quantity::When(_, when) => when.shown == *value,
    })?;
    Some((found.range(), ground))
}

/// Letters in front of the first marked words that a cell keeps at least.
const BEFORE: usize = 28;
/// Letters that a cell is given at most.
const LONGEST: usize = 400;

/// Cuts runs for a cell in which so many letters have room: where the first marked words would be cut off, it begins
/// shortly before them.
pub fn shortened(runs: Vec<Run>, room: usize) -> Vec<Run> {
    let words: String = runs.iter().map(|r| r.text.as_str()).collect();
    let first = runs.iter().position(|r| r.ground != Ground::None);
    let letters = |count: usize| runs.iter().take(count).map(|r| r.text.chars().count()).sum::<usize>();
    let mut skip = 0;
    if let Some(first) = first.filter(|first| letters(first + 1) > room && letters(*first) > BEFORE) {
        let marked = runs.get(first).map_or(0, |r| r.text.chars().count());
        let keep = (room * 3 / 4).saturating_sub(marked).max(BEFORE);
        let before: usize = runs.iter().take(first).map(|r| r.text.len()).sum();
        let front = words.get(..before).unwrap_or_default();
        let at = front.char_indices().rev().nth(keep).map_or(0, |(at, _)| at);
        // At the start of a word.
        skip = front.get(at..).and_then(|w| w.find(' ')).map_or(at, |space| at + space + 1);
    }
    let mut short = Vec::new();
    if skip > 0 {
        short.push(Run { text: "… ".into(), ground: Ground::None });
    }
    let mut room = LONGEST;
    for run in runs {
        let cut = skip.min(run.text.len());
        skip -= cut;
        let text: String = run.text.get(cut..).unwrap_or_default().chars().take(room).collect();
        room -= text.chars().count();
        if !text.is_empty() {
            short.push(Run { text, ground: run.ground });
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(runs: &[Run]) -> String {
        runs.iter()
            .map(|r| match r.ground {
                Ground::None => r.text.clone(),
                Ground::Missing => format!("-{}-", r.text),
                _ => format!("[{}]", r.text),
            })
            .collect()
    }

    #[test]
    fn words_are_marked_and_spaces_are_not() {
        let compared = compare("We have got some headway now.", "We have made some headway.");
        assert_eq!(shown(&compared.runs), "We have [made] some headway.- now.-");
        assert_eq!(compared.summary(), "one word differs");
        assert_eq!(compare("a b c d", "a b c d").summary(), "same words");
        assert_eq!(compare("one two three four", "two three").summary(), "cut");
        assert_eq!(compare("one two three", "four five six").summary(), "other words");
    }

    #[test]
    fn a_cell_begins_near_what_differs() {
        let run = |text: &str, ground| Run { text: text.into(), ground };
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ";
        let short = shortened(vec![run(long, Ground::None), run("made", Ground::Differs)], 80);
        assert_eq!(shown(&short), "… eight nine ten eleven twelve thirteen fourteen fifteen [made]");
        let near = vec![run("they ", Ground::None), run("made", Ground::Differs)];
        assert_eq!(shortened(near.clone(), 80), near);
    }
}
