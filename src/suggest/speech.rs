//! Quotations in marks: which of them are speech, whose, and by which words.

use std::ops::Range;

use super::Form;
use super::lists::{Lists, flag};
use super::names::{is_name, run_before, without_titles};
use super::phrases::{Naming, Phrase, ending, is_person, is_verb, main_subject, starting, subject};
use super::tokens::{Kind, Paragraph};

/// So many tokens before a quotation its verb is looked for.
const BEFORE: usize = 70;

/// So many tokens behind it.
const BEHIND: usize = 40;

/// Words that attribute, as tokens of the paragraph.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub phrase: Phrase,
    /// The verb, or “according to”; nothing for a speaker with a colon.
    pub words: Range<usize>,
    pub rule: &'static str,
}

/// How the words between the marks look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub words: usize,
    /// Begins like a sentence.
    pub capital: bool,
    /// A mark of the sentence's end is the last inside.
    pub stopped: bool,
    /// A comma, a dash, a question or exclamation mark is.
    pub linked: bool,
    /// Headline style, as the title of a work.
    pub titled: bool,
}

impl Look {
    pub fn new(inner: &str, lists: &Lists) -> Self {
        let inner = inner.trim();
        let bare = inner.trim_end_matches(|c: char| c.is_whitespace() || "’'”»\"".contains(c));
        let last = bare.chars().next_back();
        let first = inner.chars().find(|c| c.is_alphanumeric());
        let mut words = 0;
        let mut small = 0;
        let mut capitals = 0;
        for word in inner.split_whitespace() {
            words += 1;
            let Some(c) = word.chars().find(|c| c.is_alphabetic()) else { continue };
            if c.is_uppercase() {
                capitals += 1;
            } else if word.chars().count() > 3 || lists.of(&word.to_lowercase()) & (flag::AUXILIARY | flag::HE) != 0 {
                small += 1;
            }
        }
        // Chinese and Japanese; Thai and Lao; Burmese; Khmer.
        let unspaced = |c: &char| matches!(c, '\u{3041}'..='\u{9fff}' | '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
        let unspaced = inner.chars().filter(unspaced).count();
        let letters = first.is_none_or(|c| c.is_uppercase() || c.is_numeric() || !c.is_lowercase());
        Self {
            words: words.max(unspaced / 2),
            capital: letters,
            stopped: last.is_some_and(|c| ".!?…。！？؟".contains(c)),
            linked: last.is_some_and(|c| ",!?—–-…，！？،؟".contains(c)),
            titled: capitals >= 2 && small == 0 && inner.chars().any(char::is_lowercase) && words <= 8,
        }
    }

    /// Reads like a sentence of its own.
    pub fn sentence(self) -> bool {
        self.capital && self.words >= 3
    }
}

/// Where a quotation stands in its sentence.
pub(super) struct Place {
    pub start: usize,
    pub end: usize,
    /// Nothing stands before it in its sentence.
    pub first: bool,
    /// Nothing but stops stands behind it.
    pub last: bool,
}

impl Place {
    pub fn new(p: &Paragraph<'_>, at: usize) -> Self {
        let tokens = p.tokens_of(p.at(at).map_or(0, |t| t.sentence));
        let silent = |i: usize| matches!(p.kind(i), Some(Kind::Stop | Kind::Dash | Kind::Other | Kind::Comma));
        let first = (tokens.start..at).all(|i| silent(i) || (i == tokens.start && p.is(i, flag::CONJUNCTION)));
        let last = (at + 1..tokens.end).all(silent);
        Self { start: tokens.start, end: tokens.end, first, last }
    }
}

/// Names of works and people, and words that the writer keeps at arm's length.
pub(super) fn is_no_speech(p: &Paragraph<'_>, lists: &Lists, at: usize, look: Look, place: &Place) -> bool {
    let lead = p.before(at).filter(|_| at > place.start);
    let next = p.at(at + 1).filter(|_| at + 1 < place.end);
    let nickname = look.words <= 3 && lead.is_some_and(is_name) && next.is_some_and(|t| is_name(t) && t.is_word());
    let comma = lead.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Colon));
    let scare = (1..=3).any(|n| {
        at >= place.start + n
            && lists.phrase("scare", (at - n..at).filter_map(|i| p.at(i)).map(|t| t.low.as_str())) == Some(n)
    });
    let work = lead.is_some_and(|t| t.is(flag::WORK)) && look.words <= 8 && !look.stopped;
    let owned = lead.is_some_and(|t| t.kind == Kind::Possessive);
    let titled = look.titled && !comma && (owned || !look.stopped) && !(place.first && look.linked && look.words > 3);
    // “a program called …”: named, not said.
    let called = lead.is_some_and(|t| t.low == "called") && {
        let before = p.before(at - 1).map(|t| t.is(flag::HE | flag::SHE | flag::THEY | flag::WHO));
        let who = p.before(at - 1).is_some_and(|t| is_name(t) || t.is(flag::PEOPLE | flag::ROLE));
        let what = (at.saturating_sub(6)..at).any(|i| p.at(i).is_some_and(|t| t.low == "what"));
        !(before == Some(true) || who || what)
    };
    nickname || scare || work || titled || called
}

/// “…,” X said; “…,” said X; “…,” according to X.
pub(super) fn behind(p: &Paragraph<'_>, lists: &Lists, at: usize, look: Look, place: &Place) -> Option<Cue> {
    let mut next = at + 1;
    let mut linked = look.linked || look.stopped;
    while matches!(p.kind(next), Some(Kind::Comma | Kind::Dash)) && next < place.end {
        next += 1;
        linked = true;
    }
    if next >= place.end {
        return asked(p, lists, next, look, place);
    }
    if !(linked || place.first && look.words >= 3) {
        return None;
    }
    if let Some(cue) = according(p, lists, next) {
        return Some(cue);
    }
    // “…” — Anna Berg
    if place.first && p.kind(at + 1) == Some(Kind::Dash) {
        let signed = starting(p, lists, next).filter(|f| f.naming == Naming::Name);
        let ends = |f: &Phrase| f.mention.end >= place.end || p.kind(f.mention.end) == Some(Kind::Comma);
        if let Some(phrase) = signed.filter(ends) {
            return Some(Cue { phrase, words: next..next, rule: "signed with a dash" });
        }
    }
    let mut verb = next;
    while verb < next + 3 && p.is(verb, flag::AUXILIARY | flag::ADVERB | flag::MODAL) {
        verb += 1;
    }
    if is_verb(p, lists, verb, flag::SPEECH | flag::MANNER)
        && !p.is(verb, flag::ING)
        && let Some(phrase) = starting(p, lists, verb + 1)
    {
        return Some(Cue { phrase, words: verb..verb + 1, rule: "speaker behind the quotation" });
    }
    let end = place.end.min(next + BEHIND);
    for verb in next + 1..end {
        if matches!(p.kind(verb), Some(Kind::Quote(_) | Kind::Semicolon | Kind::Colon)) {
            return None;
        }
        if !is_verb(p, lists, verb, flag::SPEECH | flag::MANNER) || p.is(verb, flag::ING) {
            continue;
        }
        let Some(phrase) = subject(p, lists, verb, next) else { continue };
        // What may stand before the name: as; panel chairman; White House press secretary.
        const NOT: u64 = flag::CONJUNCTION | flag::PREPOSITION | flag::WHO | flag::AUXILIARY | flag::MODAL;
        let owner = |i: usize| p.kind(i) == Some(Kind::Possessive);
        let lead = (next..phrase.start)
            .all(|i| owner(i) || p.at(i).is_some_and(|t| t.low == "as" || t.is_word() && !t.is(NOT)));
        // Putin’s aide; the president’s eldest son.
        let reach = if (next..phrase.start).any(owner) { 7 } else { 4 };
        if lead && phrase.start <= next + reach && (place.first || is_person(p, &phrase)) {
            return Some(Cue { phrase, words: verb..verb + 1, rule: "speaker behind the quotation" });
        }
    }
    None
}

/// “…?” X demanded: a sentence of its own that holds nothing but who spoke.
fn asked(p: &Paragraph<'_>, lists: &Lists, next: usize, look: Look, place: &Place) -> Option<Cue> {
    if !look.stopped || !place.first || !p.at(next).is_some_and(super::tokens::Token::is_word) {
        return None;
    }
    let end = p.tokens_of(p.at(next)?.sentence).end;
    let verb = (next + 1..end.min(next + 6))
        .find(|v| is_verb(p, lists, *v, flag::SPEECH | flag::MANNER) && !p.is(*v, flag::ING))?;
    let alone = (verb + 1..end).all(|i| p.kind(i) == Some(Kind::Stop));
    let phrase = subject(p, lists, verb, next).filter(|f| f.start <= next + 1)?;
    (alone || look.linked && verb + 4 >= end).then_some(Cue {
        phrase,
        words: verb..verb + 1,
        rule: "speaker behind the quotation",
    })
}

/// According to X.
pub(super) fn according(p: &Paragraph<'_>, lists: &Lists, at: usize) -> Option<Cue> {
    let words = p.tokens.get(at..)?.iter().take_while(|t| t.is_word()).map(|t| t.low.as_str());
    let length = lists.phrase("according", words)?;
    let phrase = starting(p, lists, at + length)?;
    Some(Cue { phrase, words: at..at + length, rule: "according to" })
}

/// X said: “…”; X called it “…”; X: “…”.
pub(super) fn before(p: &Paragraph<'_>, lists: &Lists, at: usize, place: &Place) -> Option<Cue> {
    if at <= place.start {
        return None;
    }
    let lead = p.before(at)?;
    let colon = lead.kind == Kind::Colon;
    if let Some(cue) = opening(p, lists, at, place) {
        return Some(cue);
    }
    let floor = place.start.max(at.saturating_sub(BEFORE));
    let (mut relative, mut outer, mut unsure) = (None, None, None);
    let mut passed = false;
    for verb in (floor..at).rev() {
        passed |= matches!(p.kind(verb), Some(Kind::Quote(_)));
        if matches!(p.kind(verb), Some(Kind::Semicolon)) && !colon {
            break;
        }
        if let Some(cue) = according(p, lists, verb) {
            return Some(cue);
        }
        let token = p.at(verb)?;
        // Verbs that also mean deeds speak only for what stands close to them.
        let near = at - verb <= if colon || passed || lead.kind == Kind::Comma { 14 } else { 9 };
        let bits = if near { flag::CUE } else { flag::SPEECH };
        if !is_verb(p, lists, verb, bits) || (token.is(flag::THAT_ONLY) && !near) {
            continue;
        }
        // Referring to this, calling that: the verb before says who.
        let hangs = token.is(flag::ING) && (!token.is(flag::SPEECH) || token.is(flag::THAT_ONLY));
        if hangs && verb > place.start {
            outer.get_or_insert(verb);
            continue;
        }
        let who = p.before(verb).is_some_and(|t| t.is(flag::WHO));
        let found = speaker_of(p, lists, verb, place.start).or_else(|| leading(p, lists, verb, at, place));
        let Some(phrase) = found else { continue };
        let cue = Cue { phrase, words: verb..verb + 1, rule: "speaker before the quotation" };
        if who && at - verb > 4 {
            relative.get_or_insert(cue);
            continue;
        }
        // He said that Russia views it as “…”: what others do is reported too.
        let deed = !token.is(flag::SPEECH) || !is_person(p, &cue.phrase);
        let around = if deed { reporting(p, lists, verb, cue.phrase.start, place.start) } else { None };
        if around.is_none() && deed && !is_person(p, &cue.phrase) {
            unsure.get_or_insert(cue);
            continue;
        }
        return Some(around.unwrap_or(cue));
    }
    if let Some(verb) = outer
        && let Some(phrase) = speaker_of(p, lists, verb, place.start)
    {
        return Some(Cue { phrase, words: verb..verb + 1, rule: "speaker before the quotation" });
    }
    if unsure.is_some() && relative.is_none() {
        return unsure;
    }
    if relative.is_some() {
        return relative;
    }
    if colon {
        let label = ending(p, lists, at - 1, place.start, 0).filter(|f| f.start == place.start);
        let label = label.filter(|f| f.naming == Naming::Name);
        if let Some(phrase) = label {
            return Some(Cue { phrase, words: at..at, rule: "speaker with a colon" });
        }
        let phrase = main_subject(p, lists, floor..at - 1)?;
        return Some(Cue { phrase, words: at..at, rule: "introduced by a colon" });
    }
    None
}

/// Said X: “…”
fn opening(p: &Paragraph<'_>, lists: &Lists, at: usize, place: &Place) -> Option<Cue> {
    let verb = p.at(place.start).filter(|t| t.capital() && t.is(flag::SPEECH) && !t.is(flag::BASE | flag::ING))?;
    if !lists.is_english() || verb.is(flag::THAT_ONLY) || !matches!(p.before(at)?.kind, Kind::Colon | Kind::Comma) {
        return None;
    }
    let phrase = starting(p, lists, place.start + 1)?;
    let named = phrase.naming == Naming::Name || is_person(p, &phrase) && p.is(phrase.start, flag::DETERMINER);
    (named && phrase.mention.end < at && at - phrase.mention.end < 8).then_some(Cue {
        phrase,
        words: place.start..place.start + 1,
        rule: "speaker before the quotation",
    })
}

/// The report that a clause with its subject at `start` stands in: said that, or said without that.
fn reporting(p: &Paragraph<'_>, lists: &Lists, verb: usize, start: usize, floor: usize) -> Option<Cue> {
    let from = floor.max(verb.saturating_sub(30));
    for at in (from..start).rev() {
        match p.kind(at) {
            Some(Kind::Semicolon | Kind::Quote(_)) => return None,
            Some(Kind::Word) if is_verb(p, lists, at, flag::SPEECH) => {}
            _ => continue,
        }
        let that = (at + 1..(at + 8).min(start + 1)).any(|i| p.at(i).is_some_and(|t| t.low == "that"));
        if !(that || p.is(at, flag::REPORTS)) {
            continue;
        }
        let phrase = speaker_of(p, lists, at, floor)?;
        return Some(Cue { phrase, words: at..at + 1, rule: "speaker before the quotation" });
    }
    None
}

/// Calling it “…,” X went to court: the subject of the sentence that begins with the participle.
fn leading(p: &Paragraph<'_>, lists: &Lists, verb: usize, at: usize, place: &Place) -> Option<Phrase> {
    let first = (place.start..verb).all(|i| p.is(i, flag::PREPOSITION | flag::ADVERB | flag::CONJUNCTION));
    if !first || !p.is(verb, flag::ING) {
        return None;
    }
    let next = if p.kind(at + 1) == Some(Kind::Comma) { at + 2 } else { at + 1 };
    starting(p, lists, next).filter(|f| f.mention.end < place.end)
}

/// A “…” is what matters, X said.
pub(super) fn trailing(p: &Paragraph<'_>, lists: &Lists, at: usize, place: &Place) -> Option<Cue> {
    for verb in (at + 3..place.end).take(BEHIND) {
        if matches!(p.kind(verb), Some(Kind::Quote(_) | Kind::Semicolon)) {
            return None;
        }
        if !is_verb(p, lists, verb, flag::SPEECH) || p.is(verb, flag::ING | flag::THAT_ONLY) {
            continue;
        }
        let Some(phrase) = subject(p, lists, verb, at + 1) else { continue };
        let comma = p.before(phrase.start).is_some_and(|t| t.kind == Kind::Comma) && phrase.start > at + 2;
        let done =
            p.at(verb + 1).is_none_or(|t| !t.is_word() || t.is(flag::PREPOSITION | flag::NO_NAME | flag::ADVERB));
        if comma && done {
            return Some(Cue { phrase, words: verb..verb + 1, rule: "speaker at the end of the sentence" });
        }
    }
    None
}

/// The subject of a verb; that of a participle stands before the verb that it hangs on.
pub(super) fn speaker_of(p: &Paragraph<'_>, lists: &Lists, verb: usize, floor: usize) -> Option<Phrase> {
    let inverted = || (!lists.is_english()).then(|| starting(p, lists, verb + 1)).flatten();
    if !p.is(verb, flag::ING) {
        return subject(p, lists, verb, floor).or_else(inverted);
    }
    let mut end = verb;
    while end > floor && p.before(end).is_some_and(|t| t.is(flag::ADVERB) || t.is_word() && t.low.ends_with("ly")) {
        end -= 1;
    }
    let lead = p.before(end).filter(|_| end > floor);
    if lead.is_some_and(|t| t.is(flag::PASSIVE)) {
        return subject(p, lists, verb, floor);
    }
    if lead.is_some_and(is_name) {
        let run = run_before(p, end, floor);
        let mention = without_titles(p, run.clone());
        return Some(Phrase { mention, start: run.start, naming: Naming::Name });
    }
    // The verb of saying before it, else whoever the sentence is about.
    let near = (floor..verb).rev().take(BEFORE).find_map(|i| {
        let finite = is_verb(p, lists, i, flag::SPEECH) && !p.is(i, flag::ING);
        let relative = p.before(i).is_some_and(|t| t.is(flag::WHO));
        let behind = p.before(i).is_some_and(|t| matches!(t.kind, Kind::Quote(_) | Kind::Comma));
        match finite && !relative {
            true => subject(p, lists, i, floor)
                .or_else(|| behind.then(|| starting(p, lists, i + 1)).flatten())
                .filter(|f| is_person(p, f)),
            false => None,
        }
    });
    near.or_else(|| main_subject(p, lists, floor..verb))
}

/// Whole sentences, or words inside one.
pub(super) fn form(
    p: &Paragraph<'_>,
    at: usize,
    look: Look,
    place: &Place,
    cues: (Option<&Cue>, Option<&Cue>),
) -> Form {
    let (before, behind) = (cues.0.is_some(), cues.1.is_some());
    // Nothing but whom it was said to stands between the verb and the comma before the marks.
    let adjacent =
        cues.0.is_some_and(|cue| cue.words.end < at && (cue.words.end..at - 1).all(|i| p.kind(i) != Some(Kind::Comma)));
    let lead = p.before(at).filter(|_| at > place.start);
    let direct = match lead {
        _ if place.first => behind || place.last || look.sentence(),
        None => true,
        Some(t) if t.kind == Kind::Colon => look.words >= 2 || look.stopped,
        Some(t) if matches!(t.kind, Kind::Comma | Kind::Dash) => {
            (look.capital && look.words >= 2 && (before || behind || look.stopped))
                || adjacent && look.words >= 5 && t.kind == Kind::Comma
        }
        Some(t) if t.is(flag::SPEECH | flag::MANNER) => look.capital && look.words >= 3,
        Some(t) if matches!(t.kind, Kind::Quote(_)) => look.sentence(),
        Some(t) => look.capital && look.words >= 5 && look.stopped && place.last && !t.is(flag::CONJUNCTION),
    };
    if direct { Form::Direct } else { Form::Partial }
}
