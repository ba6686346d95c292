//! Reported speech: what somebody said, in the words of the article.

use std::ops::Range;

use super::lists::{Lists, flag};
use super::names::is_name;
use super::phrases::{is_person, is_verb, starting, subject};
use super::speech::{Cue, according, speaker_of};
use super::tokens::{Kind, LONGEST_SENTENCE, Paragraph};
use crate::text::Lexicon;

/// A report has at least so many words.
const SHORTEST: usize = 3;

/// What a sentence reports.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub cue: Cue,
    /// The tokens of what was said.
    pub content: Range<usize>,
    pub rule: &'static str,
    /// Whether it is proposed as a quotation; where marks inside carry the words, those are.
    pub proposed: bool,
}

/// The reports of a sentence, whose quotations at `taken` tokens have been proposed.
pub(super) fn reports(p: &Paragraph<'_>, lists: &Lists, sentence: usize, taken: &[usize]) -> Vec<Report> {
    let tokens = p.tokens_of(sentence);
    let mut found: Vec<Report> = Vec::new();
    if tokens.len() > LONGEST_SENTENCE {
        return found;
    }
    let mut at = tokens.start;
    while at < tokens.end {
        let report = source(p, lists, at, &tokens).or_else(|| {
            let behind = found.last().is_some_and(|r| r.content.contains(&at) && r.rule != "reported topic");
            if behind && !p.is(at, flag::REPORTS) { None } else { verb(p, lists, at, &tokens) }
        });
        if let Some(mut report) = report {
            let words = report.content.clone().filter(|i| p.at(*i).is_some_and(super::tokens::Token::is_word)).count();
            let marked = taken.iter().any(|t| report.content.contains(t));
            report.proposed = words >= SHORTEST && !marked;
            // He said he believes that: the inner one says it all.
            if let Some(outer) = found.last_mut().filter(|r| r.content.contains(&at)) {
                if at < outer.content.start + 3 {
                    outer.proposed = false;
                } else {
                    at += 1;
                    continue;
                }
            }
            at = report.content.start.max(at + 1);
            found.push(report);
        } else {
            at += 1;
        }
    }
    found
}

/// According to X, …; …, according to X.
fn source(p: &Paragraph<'_>, lists: &Lists, at: usize, tokens: &Range<usize>) -> Option<Report> {
    if at > tokens.start && !matches!(p.before(at)?.kind, Kind::Comma) {
        return None;
    }
    let cue = according(p, lists, at)?;
    let behind = (cue.phrase.mention.end..tokens.end).find(|i| p.kind(*i) == Some(Kind::Comma));
    let content = if at == tokens.start {
        behind? + 1..content_end(p, lists, behind? + 1, tokens.end)
    } else {
        let start = clause_start(p, at - 1, tokens.start);
        start..at - 1
    };
    Some(Report { cue, content, rule: "according to", proposed: true })
}

/// Where the main clause that ends at a comma begins.
fn clause_start(p: &Paragraph<'_>, _end: usize, floor: usize) -> usize {
    let mut start = floor;
    if p.is(start, flag::CONJUNCTION)
        && p.at(start).is_some_and(|t| matches!(t.low.as_str(), "and" | "but" | "so" | "yet"))
    {
        start += 1;
    }
    start
}

fn verb(p: &Paragraph<'_>, lists: &Lists, at: usize, tokens: &Range<usize>) -> Option<Report> {
    const ANY: u64 = flag::SPEECH | flag::TOPICS | flag::WISHES;
    let token = p.at(at).filter(|t| t.is(ANY))?;
    if !is_verb(p, lists, at, ANY) {
        return None;
    }
    let next = at + 1;
    let (content, rule) = content(p, lists, at, next, tokens.end)
        .map(|(start, rule)| (start..content_end(p, lists, start, tokens.end), rule))
        .or_else(|| trailing(p, lists, at, tokens))?;
    if token.is(flag::THAT_ONLY) && rule != "reported clause" {
        return None;
    }
    let phrase = speaker_of(p, lists, at, tokens.start)?;
    // I think that: the author's own voice.
    if p.at(phrase.start).is_some_and(|t| matches!(t.low.as_str(), "i" | "we")) {
        return None;
    }
    if rule == "reported clause" && content.end <= at && phrase.start < content.end {
        return None;
    }
    if rule == "reported topic" && (!is_person(p, &phrase) || token.is(flag::ING) && token.low.starts_with("under")) {
        return None;
    }
    let words = if rule == "reported feeling" { at..content.start } else { at..at + 1 };
    Some(Report { cue: Cue { phrase, words, rule }, content, rule, proposed: true })
}

/// Where what was said begins behind a verb.
fn content(p: &Paragraph<'_>, lists: &Lists, verb: usize, next: usize, end: usize) -> Option<(usize, &'static str)> {
    let token = p.at(verb)?;
    let first = p.at(next).filter(|_| next < end)?;
    // That, directly or behind whom it was said to and when.
    let that = (next..end.min(next + 10))
        .take_while(|i| {
            p.at(*i).is_some_and(|t| {
                (t.is_word() || t.kind == Kind::Possessive) && (t.low == "that" || !is_verb(p, lists, *i, flag::SPEECH))
            })
        })
        .find(|i| p.at(*i).is_some_and(|t| t.low == "that"));
    let clause = |start: usize| has_verb(p, start, end);
    // Suggested, half in jest, that.
    let that = that.or_else(|| {
        let mut commas = (next..end.min(next + 9)).filter(|i| p.kind(*i) == Some(Kind::Comma));
        let aside = (first.kind == Kind::Comma).then(|| commas.nth(1)).flatten();
        aside.map(|comma| comma + 1).filter(|i| p.at(*i).is_some_and(|t| t.low == "that"))
    });
    if token.is(flag::SPEECH)
        && let Some(that) = that
        && clause(that + 1)
        && !p.is(next, flag::WHO)
    {
        let between =
            (next..that).any(|i| p.is(i, flag::AUXILIARY | flag::MODAL | flag::FACTUAL) && !is_name(&p.tokens[i]));
        if !between {
            return Some((that + 1, "reported clause"));
        }
    }
    if token.low.starts_with("express") && first.is(flag::FEELINGS)
        || token.low.starts_with("express") && p.is(next + 1, flag::FEELINGS)
    {
        let feeling = if first.is(flag::FEELINGS) { next } else { next + 1 };
        let that = p.at(feeling + 1).is_some_and(|t| t.low == "that");
        return Some((if that { feeling + 2 } else { feeling }, "reported feeling"));
    }
    if token.is(flag::WISHES) {
        if first.low == "to" {
            return Some((next + 1, "reported wish"));
        }
        let to = (next + 1..end.min(next + 9))
            .find(|i| p.at(*i).is_some_and(|t| matches!(t.low.as_str(), "to" | "against")));
        let object = to.filter(|to| {
            (next..*to).all(|i| p.at(i).is_some_and(|t| t.is_word() && !t.is(flag::PREPOSITION | flag::AUXILIARY)))
        });
        if object.is_some() {
            return Some((next, "reported wish"));
        }
    }
    if lists.pair(&token.low, &first.low) {
        return Some((next + 1, "reported topic"));
    }
    if token.is(flag::TOPICS) && !first.is(flag::PREPOSITION | flag::CONJUNCTION | flag::WHO) && first.is_word() {
        return Some((next, "reported topic"));
    }
    if !token.is(flag::REPORTS) || !first.is_word() {
        return None;
    }
    let told = token.low.starts_with("t")
        && token.low != "thought"
        && token.low != "thinks"
        && token.low != "think"
        && token.low != "thinking"
        || matches!(token.low.as_str(), "assured" | "assures" | "warned" | "warns" | "promised");
    let begins = |i: usize| {
        p.at(i).is_some_and(|t| {
            let leads = t.is(flag::DETERMINER | flag::HE | flag::SHE | flag::THEY)
                || matches!(t.low.as_str(), "it" | "there" | "i");
            leads || is_name(t)
        })
    };
    let day = |i: usize| p.at(i).is_some_and(|t| t.capital() && Lexicon::of("en").weekday(&t.low).is_some());
    let start = if first.low == "on" && day(next + 1) {
        next + 2
    } else if day(next) && p.at(next + 1).is_some_and(|t| t.is_word() && !t.is(flag::AUXILIARY | flag::MODAL)) {
        next + 1
    } else if told {
        // Told reporters he would.
        let object = starting(p, lists, next)?;
        let from = object.mention.end.min(next + 4);
        (next + 1..=from.max(next + 3)).find(|i| {
            p.at(*i).is_some_and(|t| t.is(flag::HE | flag::SHE | flag::THEY | flag::DETERMINER) || t.low == "it")
        })?
    } else {
        next
    };
    let ordinary = p.at(start).is_some_and(|t| {
        t.is_word() && !t.is(flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::ADVERB | flag::MODAL)
    });
    let to = p.at(start).is_some_and(|t| t.low == "to");
    ((begins(start) || ordinary) && !to && clause(start + 1)).then_some((start, "reported clause"))
}

/// Whether a finite verb follows before the clause ends.
fn has_verb(p: &Paragraph<'_>, start: usize, end: usize) -> bool {
    let mut commas = 0;
    for i in start..end.min(start + 32) {
        let Some(t) = p.at(i) else { break };
        match t.kind {
            Kind::Comma => commas += 1,
            Kind::Semicolon | Kind::Colon => return false,
            _ => {}
        }
        let finite = t.is(flag::AUXILIARY | flag::MODAL | flag::FACTUAL)
            || t.is(flag::CUE) && !t.is(flag::ING | flag::BASE | flag::NOUN);
        let past = t.low.ends_with("ed") && t.low.len() > 4;
        if t.is_word() && !t.capital() && (finite || past || t.low.ends_with("n't")) {
            return true;
        }
        if commas > 2 {
            return false;
        }
    }
    // The present of any verb: rests, needs.
    (start + 1..end.min(start + 14)).any(|i| {
        let Some(t) = p.at(i) else { return false };
        let before =
            p.before(i).is_some_and(|b| b.is_word() && !b.is(flag::PREPOSITION | flag::DETERMINER | flag::CONJUNCTION));
        let after = p.at(i + 1).is_some_and(|a| a.is(flag::PREPOSITION | flag::DETERMINER) || a.low == "to");
        t.is_word() && !t.capital() && t.low.ends_with('s') && t.flags == 0 && before && after
    })
}

/// Where the words of a report end.
fn content_end(p: &Paragraph<'_>, lists: &Lists, start: usize, end: usize) -> usize {
    for at in start + 1..end {
        let Some(token) = p.at(at) else { break };
        let next = p.at(at + 1);
        match token.kind {
            Kind::Semicolon => return at,
            Kind::Stop if at + 1 == end => return at,
            Kind::Comma | Kind::Quote(_) => {
                if token.kind != Kind::Comma && !token.text.trim_end_matches(['”', '"', '’', '\'']).ends_with(',') {
                    continue;
                }
                let Some(next) = next else { return at };
                let turns = next.is(flag::CONJUNCTION)
                    && matches!(next.low.as_str(), "but" | "while" | "although" | "though" | "yet" | "as" | "whereas");
                let adds =
                    next.is(flag::SPEECH) && next.is(flag::ING) || next.is(flag::ADVERB) && p.is(at + 2, flag::ING);
                let speaks = (at + 2..end.min(at + 9)).any(|v| {
                    is_verb(p, lists, v, flag::SPEECH)
                        && !p.is(v, flag::ING)
                        && subject(p, lists, v, at + 1).is_some_and(|f| f.start <= at + 2 && f.start > at)
                });
                if turns || adds || speaks || according(p, lists, at + 1).is_some() {
                    return at + usize::from(token.kind != Kind::Comma);
                }
            }
            Kind::Word if token.low == "and" || token.low == "but" => {
                let verb = if p.is(at + 1, flag::ADVERB) { at + 2 } else { at + 1 };
                let again = p.is(verb, flag::SPEECH | flag::LABELS)
                    && !p.is(verb, flag::BASE | flag::NOUN)
                    && content(p, lists, verb, verb + 1, end).is_some()
                    || token.low == "but" && p.is(at + 1, flag::AUXILIARY);
                let expressing = p.is(verb, flag::ING) && p.is(verb, flag::SPEECH);
                if (again && p.at(verb).is_some_and(|t| t.is_word() && !t.capital())) || expressing {
                    return at;
                }
            }
            _ => {}
        }
    }
    end
}

/// …, X said.
fn trailing(
    p: &Paragraph<'_>,
    lists: &Lists,
    verb: usize,
    tokens: &Range<usize>,
) -> Option<(Range<usize>, &'static str)> {
    let reported = p.at(verb).is_some_and(|t| t.low == "reported");
    if !(p.is(verb, flag::REPORTS) || reported) || p.is(verb, flag::ING) {
        return None;
    }
    let ends =
        (verb + 1..tokens.end).all(|i| p.at(i).is_some_and(|t| t.kind == Kind::Stop || t.is_word() && i < verb + 8));
    let phrase = subject(p, lists, verb, tokens.start).filter(|_| ends)?;
    let comma = phrase.start.checked_sub(1).filter(|c| *c > tokens.start + 3 && p.kind(*c) == Some(Kind::Comma))?;
    let quoted = (tokens.start..comma).any(|i| matches!(p.kind(i), Some(Kind::Quote(_))));
    let leads = p.is(tokens.start, flag::PREPOSITION | flag::ING)
        || p.at(tokens.start)
            .is_some_and(|t| matches!(t.low.as_str(), "asked" | "when" | "while" | "after" | "as" | "if"));
    let clause = has_verb(p, tokens.start + 1, comma);
    (!quoted && !leads && clause).then_some((tokens.start..comma, "reported clause"))
}
