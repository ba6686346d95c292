//! Whether: those that deny against those that assert.

use std::sync::Arc;

use crate::model::Kind;

use super::super::features::Term;
use super::super::mark::Mark;
use super::super::statement::{Severity, Slot};
use super::{Found, Side};

/// The part of the shorter claim's terms that two claims must share for a negation in one of them to count.
const ALIGNED: usize = 75;

/// Those that deny against those that assert: by an analyst's word, or where a claim has nearly the same words as the
/// leading one and one of the two a negation.
pub(super) fn find(marks: &[&Arc<Mark>], lead: usize) -> Option<Found> {
    let any = marks.iter().any(|m| m.denied);
    let leading = marks.get(lead)?;
    // Each is set against the leading claim; of those that deny nothing, against each other too.
    let negates_any = |m: &Mark| marks.iter().any(|other| negates(m, other));
    let by_lead = marks.iter().any(|m| negates(leading, m));
    let denied = |at: usize, m: &Mark| {
        // A claim that is negative itself agrees with one that denies.
        m.denied || (any && m.features.negators > 0) || (by_lead && at == lead) || negates_any(m)
    };
    let (no, yes): (Vec<usize>, Vec<usize>) =
        (0..marks.len()).partition(|&i| marks.get(i).is_some_and(|m| denied(i, m)));
    if no.is_empty() || yes.is_empty() {
        return None;
    }
    let rule = if any {
        "Denial: an analyst has marked that one side denies it"
    } else {
        "Denial: nearly the same words, and on one side a word of denial in front of what both say"
    };
    Some(Found {
        slot: Slot::Negation,
        sides: vec![Side::named("asserted", yes), Side::named("denied", no)],
        severity: Some(Severity::Hard),
        rule: rule.to_owned(),
    })
}

/// Whether a claim is another's negation: it holds nearly all that the shorter of the two says, and denies a part of
/// what both say.
fn negates(a: &Mark, b: &Mark) -> bool {
    let claim = a.kind == Kind::Claim || b.kind == Kind::Claim;
    if !claim || a.place.article == b.place.article || a.features.negators == 0 || b.features.negators != 0 {
        return false;
    }
    let (x, y) = (&a.features.terms, &b.features.terms);
    let shared = x.iter().filter(|t| has(y, t.hash())).count();
    let denies = a.features.facts.negated.iter().any(|&term| has(y, term));
    denies && shared >= 3 && shared * 100 >= x.len().min(y.len()) * ALIGNED
}

fn has(terms: &[Term], hash: u64) -> bool {
    terms.binary_search_by_key(&hash, |u| u.hash()).is_ok()
}
