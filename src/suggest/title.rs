//! The headline at the top of a text.

use super::Proposal;
use super::noise::noise_in;
use crate::text::{FrozenText, Span, sentences};

/// A headline and the beginning of its article stand in so many characters.
const HEAD: usize = 32_000;

/// A headline is not longer than this many characters.
const LONGEST: usize = 200;

/// How many lines at the top are compared with the file's name.
const TOP: usize = 6;

/// The line that reads like the article's headline; none if there is none, as in many copied texts.
///
/// A line at the top that has the words of the file's name (trump-putin-summit.html) is it; else the first line, if it
/// is short, has no full stop, and an article follows. Noise is skipped.
pub fn title(text: &FrozenText, file_name: &str) -> Option<Proposal> {
    let head = head(text.as_str());
    let skip = noise_in(text, head);
    let lines: Vec<Span> = lines(text, head, &skip).take(TOP + 1).collect();
    let followed = |index: usize| lines.get(index + 1).is_some();
    let slug = words(file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem));
    let named = lines.iter().take(TOP).enumerate().find(|(index, line)| {
        followed(*index) && is_headline(text.words(**line)) && shares_words(&slug, text.words(**line))
    });
    if let Some((_, span)) = named {
        return Some(Proposal { span: *span, rule: "named like the file" });
    }
    let first = *lines.first()?;
    (followed(0) && is_headline(text.words(first)) && has_body(text, head, &skip, first))
        .then_some(Proposal { span: first, rule: "first line" })
}

/// The text's first lines, 32,000 characters of them; all of the first one if that is longer.
fn head(text: &str) -> &str {
    let far = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
    let (near, rest) = text.split_at_checked(far).unwrap_or_default();
    let end = near.rfind('\n').or_else(|| rest.find('\n').map(|at| far + at));
    text.get(..end.filter(|_| !rest.is_empty()).unwrap_or(text.len())).unwrap_or_default()
}

/// The lines that are not blank and no noise.
fn lines<'a>(text: &'a FrozenText, head: &'a str, skip: &'a [Proposal]) -> impl Iterator<Item = Span> + 'a {
    let mut start = 0;
    let mut skip = skip.iter().peekable();
    head.split('\n').filter_map(move |line| {
        let bare = line.trim();
        let from = start + line.len() - line.trim_start().len();
        start += line.len() + 1;
        while skip.next_if(|p| p.span.end().byte() <= from).is_some() {}
        let noisy = skip.peek().is_some_and(|p| p.span.start().byte() <= from);
        if bare.is_empty() || noisy { None } else { text.covering(from..from + bare.len()) }
    })
}

/// Short, one statement, no full stop, no colon, no item of a list.
fn is_headline(line: &str) -> bool {
    if line.len() > LONGEST * 4 || line.chars().count() > LONGEST {
        return false;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let unspaced = line.chars().any(|c| ('\u{3041}'..='\u{9fff}').contains(&c));
    let worded = line.split_whitespace().count() > 2 || unspaced && letters > 4;
    let stop = line.trim_end_matches(['”', '"', '’', '\'', '»', '」', ')']);
    let abbreviated = stop.strip_suffix('.').is_some_and(|s| s.rsplit(' ').next().is_some_and(|w| w.contains('.')));
    let stopped = !abbreviated && stop.ends_with(['.', '。', '۔', '।', '։', ':', '：', ',', '，', ';', '…']);
    let listed = line.starts_with(['-', '•', '*', '·', '|', '(', '[']);
    worded && !stopped && !listed && !is_byline(line) && sentences(line).len() <= 2
}

/// Who wrote it, or when.
fn is_byline(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let number =
        |least: u32, most: u32| words.iter().any(|w| w.parse().is_ok_and(|n: u32| (least..=most).contains(&n)));
    let month = words.iter().any(|w| MONTHS.contains(w));
    let stamp = ["published", "updated", "posted", "last updated"].iter().any(|s| lower.starts_with(s));
    let by = ["by ", "written by", "edited by"].iter().any(|s| lower.starts_with(s));
    let dated = number(1, 31) && (month && number(1900, 2099) || stamp || lower.ends_with(" ago"));
    (words.len() <= 6 && by) || (words.len() <= 10 && dated)
}

const MONTHS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a text of full sentences follows: a list of short lines has no headline.
fn has_body(text: &FrozenText, head: &str, skip: &[Proposal], first: Span) -> bool {
    let body = |line: Span| {
        let words = text.words(line);
        let stop = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        words.len() > 60 && stop.len() < words.len()
    };
    lines(text, head, skip).filter(|line| *line != first).any(body)
}

fn words(line: &str) -> Vec<String> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2).map(str::to_lowercase).collect()
}

/// Whether most words of a file's name stand in the line, and enough of them to tell it from others.
fn shares_words(slug: &[String], line: &str) -> bool {
    let line = words(line);
    let shared = slug.iter().filter(|w| line.contains(w)).count();
    shared >= 3 && shared * 3 >= slug.len() * 2
}
