//! Who does what: the verb that attributes, and the words that name its subject.

use std::ops::Range;

use super::lists::{Lists, flag};
use super::names::{is_name, is_organization, run_before, run_from, without_titles};
use super::tokens::{Kind, Paragraph};

/// A subject is at most so many tokens before its verb.
const REACH: usize = 45;

/// How a phrase names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Name,
    He,
    She,
    They,
    Noun,
}

/// Words that name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The tokens that name, without titles before a name.
    pub mention: Range<usize>,
    /// Where it begins with titles and articles.
    pub start: usize,
    pub naming: Naming,
}

/// Whether the token is a verb of these kinds with a subject of its own, in an active form.
pub(super) fn is_verb(p: &Paragraph<'_>, lists: &Lists, at: usize, bits: u64) -> bool {
    let Some(token) = p.at(at).filter(|t| t.is_word() && t.is(bits)) else { return false };
    if !lists.is_english() {
        return true;
    }
    let ing = token.is(flag::ING);
    if token.capital() {
        return false;
    }
    // Over the adverbs to what stands before: was also described.
    let mut back = at;
    while back > 0 && p.before(back).is_some_and(|t| t.is(flag::ADVERB) || t.low.ends_with("ly")) {
        back -= 1;
    }
    let before = p.before(back);
    let after = |bits: u64| before.is_some_and(|t| t.is(bits));
    if ing {
        return !after(flag::DETERMINER) || before.is_some_and(|t| t.low == "that");
    }
    if after(flag::PASSIVE) || before.is_some_and(|t| t.low == "to" || t.kind == Kind::Possessive) {
        return false;
    }
    if token.is(flag::BASE) {
        let plural = before.is_some_and(|t| {
            t.is_word() && (t.is(flag::PEOPLE) || t.low.ends_with('s')) && !t.is(flag::DETERMINER | flag::PREPOSITION)
        });
        let asks = after(flag::THEY | flag::FIRST | flag::WHO | flag::MODAL)
            || before.is_some_and(|t| {
                matches!(
                    t.low.as_str(),
                    "did" | "do" | "does" | "didn't" | "don't" | "doesn't" | "not" | "you" | "many" | "some" | "others"
                )
            });
        return plural && !token.is(flag::NOUN) || asks;
    }
    if token.is(flag::NOUN) {
        let named = before.is_some_and(|t| is_name(t) || matches!(t.kind, Kind::Comma | Kind::Close | Kind::Quote(_)));
        let document = after(flag::DOCUMENT) && !p.is(at + 1, flag::PREPOSITION);
        return named || document || after(flag::HE | flag::SHE | flag::WHO);
    }
    !after(flag::DETERMINER)
        || before.is_some_and(|t| {
            matches!(
                t.low.as_str(),
                "this"
                    | "that"
                    | "many"
                    | "some"
                    | "others"
                    | "all"
                    | "both"
                    | "few"
                    | "most"
                    | "one"
                    | "several"
                    | "two"
            )
        })
}

/// The subject of the verb at a token, not before `floor`.
pub(super) fn subject(p: &Paragraph<'_>, lists: &Lists, verb: usize, floor: usize) -> Option<Phrase> {
    let floor = floor.max(verb.saturating_sub(REACH));
    let mut end = verb;
    while end > floor {
        let Some(token) = p.before(end) else { break };
        let helps = token.is(flag::AUXILIARY | flag::MODAL | flag::ADVERB) || token.low.ends_with("ly");
        if helps && token.is_word() && !is_name(token) {
            end -= 1;
        } else if token.kind == Kind::Close {
            end = (floor..end).rev().find(|i| p.kind(*i) == Some(Kind::Open))?;
        } else {
            break;
        }
    }
    let before = p.before(end).filter(|_| end > floor)?;
    match before.kind {
        Kind::Word if before.is(flag::CONJUNCTION) && !before.is(flag::WHO) && before.low != "that" => {
            before_conjunction(p, lists, end - 1, floor)
        }
        Kind::Word => ending(p, lists, end, floor, 0),
        Kind::Comma | Kind::Dash => around_apposition(p, lists, end - 1, floor),
        _ => None,
    }
}

/// Put and did not say: the subject of the verb before the conjunction.
fn before_conjunction(p: &Paragraph<'_>, lists: &Lists, at: usize, floor: usize) -> Option<Phrase> {
    if !p.at(at).is_some_and(|t| matches!(t.low.as_str(), "and" | "but" | "or" | "then" | "y" | "et" | "und" | "и")) {
        return None;
    }
    let start = p.at(at).map_or(floor, |t| p.tokens_of(t.sentence).start).max(floor);
    main_subject(p, lists, start..at)
}

/// X, who has been minister since May, said.
fn around_apposition(p: &Paragraph<'_>, lists: &Lists, comma: usize, floor: usize) -> Option<Phrase> {
    let mut commas = 0;
    let mut weak = None;
    for at in (floor..comma).rev() {
        match p.kind(at) {
            Some(Kind::Comma | Kind::Dash) => {
                commas += 1;
                if commas > 5 {
                    return weak;
                }
                let Some(found) = ending(p, lists, at, floor, 0) else { continue };
                let lead = p.before(found.start).filter(|_| found.start > floor);
                if lead.is_some_and(|t| t.is(flag::PREPOSITION) || t.kind == Kind::Possessive) {
                    continue;
                }
                // Behind a comma it may be one more thing that is said of the subject.
                let listed = lead.is_some_and(|t| t.kind == Kind::Comma);
                let definite = p.is(found.start, flag::DETERMINER) || found.naming != Naming::Noun;
                let found = renamed(p, found, comma);
                if !listed {
                    // With 50 days to go, Minyon Moore, an adviser, said: a name rather than what leads to it.
                    let named = |f: &Phrase| f.naming == Naming::Name;
                    return if named(&found) { Some(found) } else { weak.filter(named).or(Some(found)) };
                } else if definite && weak.is_none() {
                    weak = Some(found);
                }
            }
            Some(Kind::Quote(_) | Kind::Colon | Kind::Semicolon | Kind::Stop) => return weak,
            _ => {}
        }
    }
    weak
}

/// The campaign's manager, Brad Parscale, said: the name, if it is all that stands between the commas.
fn renamed(p: &Paragraph<'_>, found: Phrase, comma: usize) -> Phrase {
    let run = run_from(p, found.mention.end + 1);
    if found.naming == Naming::Noun && run.end == comma && !run.is_empty() {
        return Phrase { mention: without_titles(p, run), start: found.start, naming: Naming::Name };
    }
    found
}

/// Whether a common noun stands for somebody who can speak.
pub(super) fn is_person(p: &Paragraph<'_>, phrase: &Phrase) -> bool {
    const SPEAKS: u64 = flag::TITLE | flag::ROLE | flag::PEOPLE | flag::ORGANIZATION | flag::DOCUMENT;
    let head = phrase.mention.clone().take_while(|i| !p.is(*i, flag::PREPOSITION)).last();
    phrase.naming != Naming::Noun
        || head.is_some_and(|i| p.is(i, SPEAKS))
        || phrase.mention.len() == 1
            && !p.at(phrase.mention.start).is_some_and(|t| matches!(t.low.as_str(), "there" | "it" | "neither"))
}

/// The phrase that ends before a token.
pub(super) fn ending(p: &Paragraph<'_>, lists: &Lists, end: usize, floor: usize, depth: usize) -> Option<Phrase> {
    if depth > 3 || end <= floor {
        return None;
    }
    let at = end - 1;
    let last = p.at(at)?;
    if last.kind == Kind::Close {
        let open = (floor..at).rev().take(14).find(|i| p.kind(*i) == Some(Kind::Open))?;
        return ending(p, lists, open, floor, depth + 1);
    }
    if !last.is_word() {
        return None;
    }
    let whole = |naming| Some(Phrase { mention: at..end, start: at, naming });
    if last.is(flag::WHO) {
        return antecedent(p, lists, at, floor, depth);
    }
    match () {
        () if last.is(flag::HE) => return whole(Naming::He),
        () if last.is(flag::SHE) => return whole(Naming::She),
        () if last.is(flag::THEY) => return whole(Naming::They),
        () if last.is(flag::FIRST) || last.low == "it" => return whole(Naming::Noun),
        () => {}
    }
    if is_name(last) || (last.is(flag::SUFFIX) && at > floor) {
        return named(p, lists, end, floor, depth);
    }
    if last.is(flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::MODAL) {
        return None;
    }
    common(p, lists, end, floor, depth)
}

/// Whom “who” means: what stands before it, the name rather than what explains it.
fn antecedent(p: &Paragraph<'_>, lists: &Lists, who: usize, floor: usize, depth: usize) -> Option<Phrase> {
    let comma = p.before(who).is_some_and(|t| t.kind == Kind::Comma);
    let found = ending(p, lists, who - usize::from(comma && who > 0), floor, depth + 1)?;
    let mut start = found.start;
    while start > floor && p.before(start).is_some_and(|t| t.is(flag::ADVERB)) {
        start -= 1;
    }
    if comma
        && found.naming == Naming::Noun
        && start > floor + 1
        && p.before(start).is_some_and(|t| t.kind == Kind::Comma)
        && let Some(name) = ending(p, lists, start - 1, floor, depth + 1).filter(|f| f.naming == Naming::Name)
    {
        return Some(name);
    }
    Some(found)
}

/// A name that ends before a token, with what it hangs on.
fn named(p: &Paragraph<'_>, lists: &Lists, end: usize, floor: usize, depth: usize) -> Option<Phrase> {
    let run = run_before(p, end, floor);
    let mut name = without_titles(p, run.clone());
    let mut start = run.start;
    // Lower-case titles and what leads to them: Kremlin spokesman Dmitry Peskov.
    let mut words = 0;
    while start > floor && words < 5 {
        let Some(token) = p.before(start).filter(|t| t.is_word()) else { break };
        let lead = token.is(flag::TITLE | flag::ROLE | flag::DETERMINER) || (words > 0 && is_name(token));
        if !lead || token.is(flag::PREPOSITION) {
            break;
        }
        start -= 1;
        words += 1;
    }
    let lead = p.before(start).filter(|_| start > floor);
    if lead.is_some_and(|t| t.is_word() && t.is(flag::PREPOSITION)) {
        let head = ending(p, lists, start - 1, floor, depth + 1)?;
        // The Bureau of Labor Statistics.
        let house =
            lead.is_some_and(|t| t.low == "of") && head.mention.end + 1 == start && p.is(start - 2, flag::ORGANIZATION);
        return Some(match head.naming {
            Naming::Name if !house => head,
            _ => Phrase { mention: head.mention.start..end, ..head },
        });
    }
    let joined = lead.is_some_and(|t| t.low == "and" || t.low == "&");
    if joined
        && let Some(first) = ending(p, lists, start - 1, floor, depth + 2).filter(|f| f.naming == Naming::Name)
        && first.mention.end + 1 == start
    {
        return Some(Phrase { mention: first.mention.start..end, start: first.start, naming: Naming::Name });
    }
    // “Der Minister” is nobody's name.
    if name.len() == 1
        && p.is(name.start, flag::TITLE)
        && name.start > floor
        && p.before(name.start).is_some_and(|t| t.is(flag::DETERMINER))
    {
        return Some(Phrase { mention: name.start - 1..name.end, start: name.start - 1, naming: Naming::Noun });
    }
    // “The White House” is named with its article, “the Rev. Al Sharpton” without.
    if is_organization(p, name.clone())
        && p.before(name.start).is_some_and(|t| t.is(flag::DETERMINER))
        && name.start > floor
    {
        name.start -= 1;
    }
    Some(Phrase { mention: name, start, naming: Naming::Name })
}

/// A phrase around a common noun that ends before a token.
fn common(p: &Paragraph<'_>, lists: &Lists, end: usize, floor: usize, depth: usize) -> Option<Phrase> {
    let least = floor.max(end.saturating_sub(9));
    let mut start = end - 1;
    let mut closed = p.is(start, flag::DETERMINER);
    while start > least && !closed {
        let Some(token) = p.before(start) else { break };
        let stops = token.is(flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::MODAL | flag::WHO);
        let verb = token.is(flag::CUE) && !token.is(flag::BASE | flag::NOUN) && !token.capital();
        if !(token.is_word() || token.kind == Kind::Possessive) || stops || verb {
            break;
        }
        closed = token.is(flag::DETERMINER);
        start -= 1;
    }
    let lead = p.before(start).filter(|_| start > floor && start > 0);
    if let Some(lead) = lead.filter(|t| t.is_word() && t.is(flag::PREPOSITION)) {
        if let Some(head) = ending(p, lists, start - 1, floor, depth + 1) {
            let relative = start > 1 && p.is(start - 2, flag::WHO);
            return Some(match head.naming {
                _ if relative => head,
                Naming::Name => head,
                _ => Phrase { mention: head.mention.start..end, ..head },
            });
        }
        // “In the city” is no subject.
        return (lead.low == "that").then_some(Phrase { mention: start..end, start, naming: Naming::Noun });
    }
    Some(Phrase { mention: start..end, start, naming: Naming::Noun })
}

/// The phrase that begins at a token: the speaker behind “said” or “according to”.
pub(super) fn starting(p: &Paragraph<'_>, lists: &Lists, start: usize) -> Option<Phrase> {
    let first = p.at(start).filter(|t| t.is_word())?;
    let whole = |naming| Some(Phrase { mention: start..start + 1, start, naming });
    match () {
        () if first.is(flag::HE) => return whole(Naming::He),
        () if first.is(flag::SHE) => return whole(Naming::She),
        () if first.is(flag::THEY) => return whole(Naming::They),
        () if first.is(flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::WHO) => return None,
        () => {}
    }
    let mut at = start;
    while at < start + 6 {
        let Some(token) = p.at(at) else { break };
        if is_name(token) {
            let run = run_from(p, at);
            let name = without_titles(p, run.clone());
            let title = p.is(name.end.saturating_sub(1), flag::TITLE) && name.len() == 1;
            let owner = p.kind(run.end) == Some(Kind::Possessive);
            let goes_on = p.at(run.end).is_some_and(|t| {
                t.is_word() && t.is(flag::TITLE | flag::ROLE | flag::PEOPLE | flag::ORGANIZATION) && !t.is(flag::CUE)
            });
            if owner || title || goes_on {
                at = run.end.max(at + 1);
                continue;
            }
            let mut mention = name.clone();
            if p.at(run.end).is_some_and(|t| t.low == "and") && p.at(run.end + 1).is_some_and(is_name) {
                mention.end = run_from(p, run.end + 1).end;
            }
            if is_organization(p, name.clone())
                && at > start
                && p.before(name.start).is_some_and(|t| t.is(flag::DETERMINER))
            {
                mention.start -= 1;
            }
            return Some(Phrase { mention, start, naming: Naming::Name });
        }
        let leads = token.kind == Kind::Possessive
            || token.is_word() && !token.is(flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::WHO);
        if !leads {
            break;
        }
        at += 1;
    }
    let mut end = start;
    while end < start + 14 {
        let Some(token) = p.at(end) else { break };
        let word = token.is_word() || token.kind == Kind::Possessive;
        let of =
            token.is(flag::PREPOSITION) && matches!(token.low.as_str(), "of" | "for" | "from" | "de" | "von" | "du");
        let stops =
            token.is(flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::MODAL | flag::WHO | flag::ADVERB)
                || token.is(flag::ING);
        if !word || (stops && !(of && end > start)) {
            break;
        }
        end += 1;
    }
    while end > start && p.before(end).is_some_and(|t| t.is(flag::PREPOSITION)) {
        end -= 1;
    }
    // Said the campaign's manager, Brad Parscale.
    let run = if p.kind(end) == Some(Kind::Comma) { run_from(p, end + 1) } else { end..end };
    let closed = matches!(p.kind(run.end), None | Some(Kind::Comma | Kind::Stop));
    if end > start && !run.is_empty() && closed && !is_organization(p, run.clone()) {
        return Some(Phrase { mention: without_titles(p, run), start, naming: Naming::Name });
    }
    let mut first = start;
    while !lists.is_english() && first + 1 < end && p.is(first, flag::TITLE) {
        first += 1;
    }
    (end > start).then_some(Phrase { mention: first..end, start, naming: Naming::Noun })
}

/// The subject of the first verb that has one, behind what leads to the main clause.
pub(super) fn main_subject(p: &Paragraph<'_>, lists: &Lists, tokens: Range<usize>) -> Option<Phrase> {
    const VERB: u64 = flag::CUE | flag::FACTUAL | flag::AUXILIARY | flag::MODAL;
    let mut start = tokens.start;
    let leads = p.at(start).is_some_and(|t| {
        t.is(flag::PREPOSITION | flag::ING)
            || matches!(
                t.low.as_str(),
                "asked" | "when" | "while" | "after" | "as" | "if" | "although" | "though" | "because"
            )
    });
    if leads {
        let ends = |i: &usize| match p.at(*i).map(|t| (t.kind, t.text)) {
            Some((Kind::Comma, _)) => true,
            Some((Kind::Quote(_), text)) => text.trim_end_matches(['”', '"', '’', '\'']).ends_with(','),
            _ => false,
        };
        let comma = tokens.clone().take(40).find(ends);
        start = comma.map_or(start, |comma| comma + 1);
    }
    (start + 1..tokens.end).take(60).find_map(|i| {
        let token = p.at(i).filter(|t| t.is_word() && !t.is(flag::ING) && !t.capital())?;
        let past = token.low.ends_with("ed") && token.low.len() > 4 && !token.low.contains('-');
        let relative = p.before(i).is_some_and(|t| t.is(flag::WHO));
        let noun = token.is(flag::BASE | flag::NOUN)
            && !token.is(flag::MODAL | flag::AUXILIARY)
            && !(p.before(i).is_some_and(is_name) && p.is(i + 1, flag::PREPOSITION | flag::DETERMINER));
        if !(token.is(VERB) || past) || relative || noun {
            return None;
        }
        let lead = p.before(i).filter(|t| t.is_word() || matches!(t.kind, Kind::Comma | Kind::Close))?;
        if lead.is(flag::CONJUNCTION) {
            return None;
        }
        let found = subject(p, lists, i, start)?;
        let governed = p.before(found.start).filter(|_| found.start > start);
        let governed = governed.is_some_and(|t| t.is(flag::PREPOSITION | flag::WHO) || t.kind == Kind::Possessive);
        (!governed).then_some(found)
    })
}
