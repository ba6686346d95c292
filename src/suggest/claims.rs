//! Statements that can be checked: figures, dates, named actors with a verb of fact.

use std::ops::Range;

use super::hints;
use super::indirect::Report;
use super::lists::flag;
use super::names::is_name;
use super::reader::{Reader, bare};
use super::tokens::{Kind, LONGEST_SENTENCE, Paragraph, Token};
use crate::model::Kind as Code;
use crate::text::Lexicon;

/// Proposes the claims of a sentence, in which `cues` are tokens of attributions and quotations.
pub(super) fn propose(reader: &mut Reader<'_>, p: &Paragraph<'_>, sentence: usize, cues: &[usize], reports: &[Report]) {
    let tokens = p.tokens_of(sentence);
    let lists = reader.lists();
    if tokens.len() < 4 || tokens.len() > LONGEST_SENTENCE || p.before(tokens.end).is_some_and(|t| t.text == "?") {
        return;
    }
    for piece in pieces(p, tokens) {
        let relied = reports.iter().find(|r| r.rule == "according to" && r.proposed && overlap(&r.content, &piece));
        let attributed = reports
            .iter()
            .any(|r| r.rule != "according to" && (overlap(&r.content, &piece) || piece.contains(&r.cue.words.start)));
        if attributed || cues.iter().any(|c| piece.contains(c)) {
            continue;
        }
        let piece = match relied {
            Some(r) => piece.start.max(r.content.start)..piece.end.min(r.content.end),
            None if reports.iter().any(|r| piece.contains(&r.cue.words.start)) => continue,
            None => piece,
        };
        let piece = bare_piece(p, piece);
        let Some(inside) = p.tokens.get(piece.clone()) else { continue };
        let Some(rule) = rule(p, &piece, inside) else { continue };
        let Some(bytes) = p.bytes(piece) else { continue };
        let certainty = hints::certainty_of(lists, inside);
        let source = relied.and_then(|r| reader.named(p, &r.cue.phrase)).map(|who| who.name);
        reader.push(p, bytes, |span| super::Suggestion {
            source,
            certainty: Some(certainty),
            ..bare(span, Code::Claim, rule)
        });
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The clauses of a sentence that stand by themselves.
fn pieces(p: &Paragraph<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    for at in tokens.clone() {
        let Some(token) = p.at(at) else { break };
        let next = p.at(at + 1).filter(|_| at + 1 < tokens.end);
        let joins = |t: &Token<'_>| {
            matches!(t.low.as_str(), "but" | "while" | "although" | "though" | "whereas" | "and" | "yet" | "so")
        };
        let split = match token.kind {
            Kind::Semicolon | Kind::Colon => true,
            Kind::Comma => next.is_some_and(joins) && has_subject_and_verb(p, at + 2..tokens.end),
            Kind::Word => {
                matches!(token.low.as_str(), "but" | "though") && at > start + 3 && has_verb(p, at + 1..tokens.end)
            }
            _ => false,
        };
        if split && at > start {
            found.push(start..at);
            start = if token.kind == Kind::Word { at } else { at + 1 };
        }
    }
    if start < tokens.end {
        found.push(start..tokens.end);
    }
    found
}

fn is_finite(t: &Token<'_>) -> bool {
    const VERB: u64 = flag::AUXILIARY | flag::MODAL | flag::FACTUAL;
    let past = t.low.ends_with("ed") && t.low.len() > 4 && !t.is(flag::TITLE) && !t.low.contains('-');
    t.is_word() && !t.capital() && (t.is(VERB) || past)
}

fn has_verb(p: &Paragraph<'_>, range: Range<usize>) -> bool {
    range.take(12).any(|i| p.at(i).is_some_and(is_finite))
}

fn has_subject_and_verb(p: &Paragraph<'_>, range: Range<usize>) -> bool {
    let start = range.start;
    let subject = p.at(start).is_some_and(|t| {
        t.is(flag::DETERMINER | flag::HE | flag::SHE | flag::THEY)
            || is_name(t)
            || matches!(t.low.as_str(), "it" | "there" | "neither")
            || t.flags == 0
    });
    subject
        && (start + 1..range.end)
            .take(9)
            .take_while(|i| p.kind(*i) != Some(Kind::Comma))
            .any(|i| p.at(i).is_some_and(is_finite))
}

/// A piece without the words that join it and without what is asked or hoped before its comma.
fn bare_piece(p: &Paragraph<'_>, piece: Range<usize>) -> Range<usize> {
    let mut start = piece.start;
    while start < piece.end {
        let Some(token) = p.at(start) else { break };
        let joins = token.is(flag::CONJUNCTION)
            && matches!(token.low.as_str(), "and" | "but" | "yet" | "so" | "though" | "although" | "while");
        let adverb = p.kind(start + 1) == Some(Kind::Comma)
            && (token.is(flag::ADVERB | flag::NO_NAME) || token.low.ends_with("ly"));
        if joins {
            start += 1;
        } else if adverb {
            start += 2;
        } else if !token.is_word() && !matches!(token.kind, Kind::Quote(_)) {
            start += 1;
        } else {
            break;
        }
    }
    start..piece.end
}

/// Why the piece is a claim; none if it is none.
fn rule(p: &Paragraph<'_>, piece: &Range<usize>, inside: &[Token<'_>]) -> Option<&'static str> {
    let words = inside.iter().filter(|t| t.is_word()).count();
    if words < 4 || inside.first().is_some_and(|t| matches!(t.low.as_str(), "if" | "whether" | "why" | "how" | "what"))
    {
        return None;
    }
    let any = |bits: u64| inside.iter().any(|t| t.is(bits));
    let lexicon = Lexicon::of("en");
    let numbered = |t: &Token<'_>| {
        t.is_word()
            && (t.text.starts_with(|c: char| c.is_ascii_digit())
                || lexicon.number(&t.low).is_some_and(|n| n > 1.0)
                || lexicon.scale(&t.low).is_some())
    };
    let figure = inside.iter().any(numbered);
    let year =
        inside.iter().any(|t| t.text.len() == 4 && t.text.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y)));
    let day = inside.iter().any(|t| {
        t.capital() && (lexicon.month(&t.low).is_some() && t.low != "may" || lexicon.weekday(&t.low).is_some())
    });
    let first = piece.start;
    let named = inside.iter().enumerate().any(|(i, t)| {
        is_name(t)
            && (i > 0 || p.is(first + 1, flag::FACTUAL | flag::AUXILIARY) || p.at(first + 1).is_some_and(is_name))
    });
    let definite = inside.iter().take(3).any(|t| t.is(flag::DETERMINER | flag::HE | flag::SHE | flag::THEY))
        || inside.first().is_some_and(|t| t.low == "no");
    let verb = inside.iter().position(is_finite);
    let factual = inside
        .iter()
        .any(|t| (t.is(flag::FACTUAL) || is_finite(t) && !t.is(flag::AUXILIARY | flag::MODAL)) && !t.capital());
    let judged = any(flag::STRONG) || any(flag::FIRST) || any(flag::MODALITY);
    let wished = inside.iter().any(|t| t.is(flag::MODAL) && t.low != "could" && t.low != "can");
    verb?;
    match () {
        () if judged || wished => None,
        () if (figure || year) && factual => Some("figure"),
        () if day && factual => Some("date"),
        () if named && factual => Some("named actor and verb of fact"),
        () if definite && factual => Some("verb of fact"),
        () => None,
    }
}
