//! Judgements: evaluative words, intensifiers, modality, the first person.

use std::ops::Range;

use super::indirect::Report;
use super::lists::{Lists, flag};
use super::reader::{Reader, bare};
use super::tokens::{Kind, LONGEST_SENTENCE, Paragraph, Token, tokens};
use super::{Suggestion, hints};
use crate::model::Kind as Code;
use crate::text::{clauses, sentences};

/// Proposes the opinions of a sentence in the outlet's own voice.
pub(super) fn propose(reader: &mut Reader<'_>, p: &Paragraph<'_>, sentence: usize, reports: &[Report]) {
    let lists = reader.lists();
    let Some(range) = p.sentences.get(sentence).cloned() else { return };
    let Some(words) = p.text.get(range.clone()) else { return };
    let own = p.tokens_of(sentence);
    if own.len() > LONGEST_SENTENCE
        || !own.clone().any(|i| p.is(i, flag::STRONG | flag::EVALUATIVE | flag::MODALITY) || first_person(p, i))
    {
        return;
    }
    if let Some(all) = p.tokens.get(own.clone())
        && hints::has_phrase(lists, "views", all)
        && reports.is_empty()
        && !all.iter().any(|t| matches!(t.kind, Kind::Quote(_)) || t.text == "?")
    {
        let polarity = hints::polarity_of(lists, all);
        let make = |span| Suggestion { polarity: Some(polarity), ..bare(span, Code::Opinion, "first person") };
        return reader.push(p, range, make);
    }
    for clause in clauses(words) {
        let clause = range.start + clause.start..range.start + clause.end;
        let from = p.tokens.partition_point(|t| t.range.start < clause.start);
        let to = p.tokens.partition_point(|t| t.range.end <= clause.end);
        let Some(inside) = p.tokens.get(from..to).filter(|t| t.len() >= 3) else { continue };
        let reported = reports
            .iter()
            .any(|r| r.content.start < to && from < r.content.end || (from..to).contains(&r.cue.words.start));
        let quoted = inside.iter().any(|t| matches!(t.kind, Kind::Quote(_)));
        // Who calls a plan frivolous: somebody else's judgement.
        let labelled = inside.iter().any(|t| t.is(flag::LABELS) && !t.is(flag::BASE | flag::NOUN) && !t.capital());
        if reported || quoted || labelled {
            continue;
        }
        let Some(rule) = own_voice(inside) else { continue };
        let polarity = hints::polarity_of(lists, inside);
        reader.push(p, clause, |span| Suggestion { polarity: Some(polarity), ..bare(span, Code::Opinion, rule) });
    }
}

fn first_person(p: &Paragraph<'_>, at: usize) -> bool {
    p.at(at).is_some_and(|t| matches!(t.low.as_str(), "i" | "we" | "my" | "our"))
}

/// Why a clause of the outlet judges.
fn own_voice(inside: &[Token<'_>]) -> Option<&'static str> {
    if inside.iter().any(|t| t.is(flag::STRONG) && !(t.capital() && t.is(flag::NEUTRAL))) {
        return Some("judging word");
    }
    let intense = |(at, t): (usize, &Token<'_>)| {
        t.is(flag::EVALUATIVE)
            && at > 0
            && inside.get(at - 1).is_some_and(|b| b.is(flag::INTENSIFIER) && b.low != "more" && b.low != "most")
    };
    if inside.iter().enumerate().any(intense) {
        return Some("judgement with an intensifier");
    }
    // What ought to be, by the author or of what is judged: “must” alone is as often a rule that is told.
    let ought = |t: &Token<'_>| matches!(t.low.as_str(), "should" | "must" | "ought");
    let own = inside.iter().any(|t| matches!(t.low.as_str(), "i" | "we"));
    let judges = inside.iter().any(|t| t.is(flag::EVALUATIVE));
    match inside.iter().find(|t| ought(t)) {
        Some(_) if own => Some("first person with should or must"),
        Some(t) if judges || t.low != "must" => Some("should or must"),
        _ => None,
    }
}

/// Proposes the opinions inside a quotation, which are the speaker's.
pub(super) fn inside(reader: &mut Reader<'_>, p: &Paragraph<'_>, inner: Range<usize>, holder: Option<&str>) {
    let lists = reader.lists();
    let Some(words) = p.text.get(inner.clone()) else { return };
    for sentence in sentences(words) {
        let range = inner.start + sentence.start..inner.start + sentence.end;
        let said = tokens(p.text, range.clone(), lists);
        let Some(rule) = spoken(lists, &said) else { continue };
        let polarity = hints::polarity_of(lists, &said);
        let holder = holder.map(str::to_owned);
        reader.push(p, range, |span| Suggestion {
            holder,
            polarity: Some(polarity),
            ..bare(span, Code::Opinion, rule)
        });
    }
}

/// Why a sentence of a speaker judges: two signs of it.
fn spoken(lists: &Lists, said: &[Token<'_>]) -> Option<&'static str> {
    if said.len() < 4 || said.last().is_some_and(|t| t.text == "?") {
        return None;
    }
    let any = |bits: u64| said.iter().any(|t| t.is(bits));
    let judges = any(flag::EVALUATIVE);
    match () {
        () if judges && hints::has_phrase(lists, "views", said) => Some("first person and a judging word"),
        () if judges && any(flag::INTENSIFIER) => Some("judgement with an intensifier"),
        () if judges && any(flag::MODALITY) => Some("judgement with should or must"),
        () if any(flag::STRONG) => Some("judging word"),
        () => None,
    }
}
