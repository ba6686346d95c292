//! Where a paragraph breaks into sentences.

use std::ops::Range;

use super::abbreviations::{Abbreviation, abbreviation, follows_ordinal, is_starter};
use super::chars::{
    ceil, is_blank, is_closing_bracket, is_dash, is_final, is_hangul, is_hard_stop, is_opening_bracket,
    is_quotation_mark, is_soft_stop, is_unspaced, trim_blank,
};
use super::quotations::{Quotation, quotations};

/// The sentences of a paragraph in order, in bytes of it, without the white space around them.
///
/// A stop inside a closed quotation ends no sentence here; split the quotation's inside for the sentences in it. The
/// sentence goes on behind a quotation if a small letter, a comma, a dash or its speaker follows. A line without a stop
/// is one sentence. Everything but white space is in exactly one of them.
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let all = quotations(paragraph);
    let mut scan = Scan {
        text: paragraph,
        outermost: Vec::new(),
        opening: Vec::new(),
        closing: Vec::new(),
        start: 0,
        worded: false,
    };
    for q in all.iter().filter(|q| !q.is_open()) {
        scan.closing.push(q.inner.end);
        // One that stands in an open quotation is an outermost one here: the open one may not end where it should.
        if scan.outermost.last().is_none_or(|o: &Quotation| o.outer.end <= q.outer.start) {
            scan.outermost.push(q.clone());
        }
    }
    scan.opening = all.iter().map(|q| q.outer.start).collect();
    scan.closing.sort_unstable();

    let mut found = Vec::new();
    let mut resume = 0;
    for (at, c) in paragraph.char_indices() {
        scan.worded |= c.is_alphanumeric();
        if at < resume || !scan.may_stop(at, c) {
            continue;
        }
        let run = scan.run(at);
        resume = run.stop;
        if scan.ends(at, c, &run) {
            let end = ceil(paragraph, run.stop);
            push(&mut found, paragraph, scan.start..end);
            (scan.start, scan.worded) = (end, false);
        }
        resume = resume.max(scan.start);
    }
    push(&mut found, paragraph, scan.start..paragraph.len());
    found
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let range = trim_blank(text, range);
    if !range.is_empty() {
        found.push(range);
    }
}

/// Stops that stand together, with the marks and brackets that close behind them.
struct Run {
    /// The first byte behind the last stop.
    stops_end: usize,
    /// The first byte behind marks and brackets.
    stop: usize,
    /// A single full stop.
    single: bool,
    /// An ellipsis of either make.
    ellipsis: bool,
    /// A quotation mark closes behind the stops.
    quoted: bool,
}

struct Scan<'a> {
    text: &'a str,
    /// The closed quotations that stand in no other closed one.
    outermost: Vec<Quotation>,
    /// Where opening marks stand.
    opening: Vec<usize>,
    /// Where closing marks stand.
    closing: Vec<usize>,
    /// Where the sentence began.
    start: usize,
    /// Whether a letter or digit has come since.
    worded: bool,
}

impl Scan<'_> {
    fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn before(&self, at: usize) -> &str {
        self.text.get(self.start..at).unwrap_or_default()
    }

    fn may_stop(&self, at: usize, c: char) -> bool {
        // Greek asks with a semicolon.
        let greek =
            || c == ';' && self.before(at).ends_with(|b| matches!(b, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'));
        is_soft_stop(c) || is_hard_stop(c) || greek()
    }

    fn run(&self, at: usize) -> Run {
        let mut stops_end = at;
        let (mut dots, mut ellipsis, mut count) = (0, false, 0);
        let mut chars = self.from(at).char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            if is_soft_stop(c) || is_hard_stop(c) || count == 0 {
                stops_end = at + offset + c.len_utf8();
                count += 1;
                dots += usize::from(c == '.');
                ellipsis |= c == '…' || dots > 1;
            } else if !(is_blank(c) && dots > 0 && chars.peek().is_some_and(|(_, next)| *next == '.')) {
                // Only an ellipsis has spaces in it: “. . .”
                break;
            }
        }
        let mut stop = stops_end;
        let mut quoted = false;
        for (offset, c) in self.from(stops_end).char_indices() {
            let here = stops_end + offset;
            let closes = self.closing.binary_search(&here).is_ok();
            let stray = || is_quotation_mark(c) && self.opening.binary_search(&here).is_err();
            // The French space before the mark.
            let padding = || is_blank(c) && self.closing.binary_search(&(here + c.len_utf8())).is_ok();
            if closes || stray() {
                quoted = true;
            } else if !is_closing_bracket(c) && !padding() {
                break;
            }
            stop = here + c.len_utf8();
        }
        Run { stops_end, stop, single: count == 1 && dots == 1, ellipsis, quoted }
    }

    fn ends(&self, at: usize, c: char, run: &Run) -> bool {
        let before = self.before(at);
        let rest = self.from(run.stop);
        let around = self.around(at);
        if around.is_some_and(|q| run.stop < q.outer.end) || !self.worded {
            return false;
        }
        // An omission: […]
        if run.ellipsis && before.ends_with(is_opening_bracket) {
            return false;
        }
        let next = rest.trim_start_matches(is_blank);
        let Some(first) = next.chars().next() else { return true };
        let spaced = next.len() < rest.len();
        let hard = self.text.get(at..run.stops_end).is_some_and(|stops| stops.contains(is_hard_stop));
        if !spaced && (is_final(first) || is_closing_bracket(first)) {
            return false;
        }
        if c == '．' && !spaced && first.is_numeric() {
            return false;
        }
        if let Some(q) = around {
            if is_dash(first) || (!spaced && (is_hangul(first) || matches!(first, '\u{3041}'..='\u{3096}'))) {
                return false;
            }
            let begins = self.before(q.outer.start).chars().all(is_blank);
            if begins && names_speaker(next, run.single) {
                return false;
            }
        }
        if hard {
            return true;
        }
        if !(spaced || (run.quoted && first.is_alphabetic())) {
            return false;
        }
        if first.is_lowercase() && !next.chars().nth(1).is_some_and(char::is_uppercase) {
            return false;
        }
        !(run.single && self.abbreviates(before, next))
    }

    /// The outermost closed quotation around a byte.
    fn around(&self, at: usize) -> Option<&Quotation> {
        let index = self.outermost.partition_point(|q| q.outer.start <= at).checked_sub(1)?;
        self.outermost.get(index).filter(|q| q.inner.contains(&at))
    }

    /// Whether the full stop between the two belongs to an abbreviation, an initial or an ordinal.
    fn abbreviates(&self, before: &str, next: &str) -> bool {
        let word = last_word(before);
        let follower: String = next.chars().take_while(|c| c.is_alphanumeric()).take(16).collect();
        if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
            // The number of an item at its beginning, or of a day.
            let alone = before.trim_matches(is_blank).len() == word.len();
            return alone || (word.len() <= 2 && follows_ordinal(&follower));
        }
        let initial_follows = follower.chars().count() == 1
            && follower != "I"
            && next.get(follower.len()..).is_some_and(|rest| rest.starts_with('.'));
        let opens = |c: char| is_quotation_mark(c) || is_opening_bracket(c);
        match abbreviation(word) {
            None => false,
            Some(Abbreviation::Never) => true,
            Some(Abbreviation::BeforeNumber) => next.starts_with(char::is_numeric),
            Some(Abbreviation::Seldom) if next.starts_with(opens) => {
                word.chars().count() == 1 || !next.trim_start_matches(opens).starts_with(char::is_uppercase)
            }
            Some(Abbreviation::Seldom) => initial_follows || !is_starter(&follower),
        }
    }
}

/// The word at the end, with the stops inside it.
pub(super) fn last_word(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(13)
        .find(|(_, c)| is_blank(*c) || is_dash(*c) || is_quotation_mark(*c) || is_opening_bracket(*c) || *c == '/')
        .map(|(at, c)| at + c.len_utf8());
    before.get(start.unwrap_or_default()..).unwrap_or_default()
}

/// Verbs that name a speaker behind a quotation: “Is it over?” Trump asked.
const SAYS: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "replied",
    "wrote",
    "tweeted",
    "posted",
    "exclaimed",
    "joked",
    "declared",
    "shouted",
    "insisted",
    "wondered",
    "explained",
    "continued",
    "concluded",
    "noted",
    "recalled",
];

/// Whether what stands behind a quotation names who spoke, and so belongs to its sentence.
///
/// `full_stop`: the quotation ended with a full stop. Then a new sentence is likelier, and only a bare
/// “Trump said.” is taken for the speaker.
fn names_speaker(next: &str, full_stop: bool) -> bool {
    if next.starts_with(is_unspaced) {
        let head: String = next.chars().take_while(|c| !is_hard_stop(*c) && !is_final(*c)).take(12).collect();
        return ["说", "說", "表示", "道", "称", "稱", "問", "问", "と"].iter().any(|verb| head.contains(verb));
    }
    let mut words = next.split_whitespace().take(6).peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(is_final);
        if SAYS.contains(&bare) {
            return !full_stop || bare.len() < word.len() || words.peek().is_none();
        }
        let title = abbreviation(bare).is_some();
        if !word.starts_with(char::is_uppercase) || (bare.len() < word.len() && !title) {
            return false;
        }
    }
    false
}
