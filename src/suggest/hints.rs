//! What single words say of a claim or an opinion.

use super::lists::{Lists, flag, lists};
use super::tokens::{Token, tokens};
use crate::text::{FrozenText, Span, paragraph_at, sentences};

/// How far a claim is vouched for, by its sentence: `denied` where somebody denies it, `hedged` where it is reported,
/// alleged or merely possible, else `asserted`.
pub fn certainty(text: &FrozenText, span: Span) -> &'static str {
    let paragraph = paragraph_at(text, span.start().byte());
    let words = text.as_str().get(paragraph.clone()).unwrap_or_default();
    let at = span.start().byte().saturating_sub(paragraph.start);
    let sentence = sentences(words).into_iter().rev().find(|s| s.start <= at);
    let english = lists("en", "");
    certainty_of(english, &tokens(words, sentence.unwrap_or(0..words.len()), english))
}

/// Which way the words lean: `negative`, `neutral` or `positive`.
pub fn polarity(text: &FrozenText, span: Span) -> &'static str {
    let english = lists("en", "");
    polarity_of(english, &tokens(text.as_str(), span.bytes(), english))
}

/// Whether a phrase of the section stands among the words.
pub(super) fn has_phrase(lists: &Lists, section: &'static str, tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let words = tokens.get(at..).unwrap_or_default().iter().map(|t| t.low.as_str());
        lists.phrase(section, words).is_some()
    })
}

pub(super) fn certainty_of(lists: &Lists, tokens: &[Token<'_>]) -> &'static str {
    let any = |bits: u64| {
        tokens.iter().any(|t| t.is(bits) && !t.capital() && t.low != "may" || t.is(bits) && t.text == "may")
    };
    if any(flag::DENIAL) || has_phrase(lists, "denial", tokens) {
        "denied"
    } else if any(flag::HEDGE) || has_phrase(lists, "hedge", tokens) {
        "hedged"
    } else {
        "asserted"
    }
}

pub(super) fn polarity_of(_: &Lists, tokens: &[Token<'_>]) -> &'static str {
    let mut sum = 0i32;
    for (at, token) in tokens.iter().enumerate() {
        let value = i32::from(token.is(flag::POSITIVE)) - i32::from(token.is(flag::NEGATIVE));
        let negated = tokens.get(at.saturating_sub(3)..at).is_some_and(|before| {
            before.iter().any(|t| {
                matches!(t.low.as_str(), "not" | "no" | "never" | "without" | "hardly") || t.low.ends_with("n't")
            })
        });
        sum += if negated { -value } else { value };
    }
    match sum {
        1.. => "positive",
        0 => "neutral",
        _ => "negative",
    }
}
