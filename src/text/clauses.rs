//! Where a sentence breaks into clauses.

use std::ops::Range;

use super::chars::{ceil, is_blank, is_dash, trim_blank};
use super::quotations::quotations;

/// The clauses of a sentence in order, in bytes of it, with the mark that ends each, without white space around them.
///
/// Splits at commas, semicolons, colons and dashes, but not inside numbers (1,000; 10:30) nor between two words that a
/// dash joins (Trump–Putin). Inside a closed quotation only a mark at its end splits, behind the quotation.
pub fn clauses(sentence: &str) -> Vec<Range<usize>> {
    let closed: Vec<_> = quotations(sentence).into_iter().filter(|q| !q.is_open() && q.depth == 0).collect();
    let mut found = Vec::new();
    let mut start = 0;
    let (mut before, mut worded) = (None, false);
    let mut quoted = closed.iter().peekable();
    for (at, c) in sentence.char_indices() {
        while quoted.next_if(|q| q.outer.end <= at).is_some() {}
        let end = at + c.len_utf8();
        let tail = sentence.get(end..).unwrap_or_default();
        if at >= start && splits(before, c, tail) {
            let around = quoted.peek().filter(|q| q.inner.contains(&at));
            let cut = match around {
                None => Some(end),
                Some(q) if end == q.inner.end => Some(q.outer.end),
                Some(_) => None,
            };
            // A mark alone is no clause: it stays with the next one.
            if let Some(cut) = cut.filter(|_| worded).map(|cut| ceil(sentence, cut)) {
                found.push(trim_blank(sentence, start..cut));
                (start, worded) = (cut, false);
            }
        }
        worded |= at >= start && c.is_alphanumeric();
        before = Some(c);
    }
    let rest = trim_blank(sentence, start..sentence.len());
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

fn splits(before: Option<char>, c: char, tail: &str) -> bool {
    let after = tail.chars().next();
    let spaced = |c: Option<char>| c.is_none_or(is_blank);
    match c {
        ',' | ';' | ':' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
        '，' | '、' | '；' | '：' | '،' | '؛' | '፣' | '፤' | '၊' | '՝' => true,
        '—' | '―' => true,
        '–' => {
            let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
            spaced(before) && spaced(after) || lower(before) && lower(after)
        }
        // Two hyphens for a dash, or a hyphen between spaces.
        '-' => (spaced(before) && spaced(after)) || (before == Some('-') && after.is_none_or(|a| !is_dash(a))),
        _ => false,
    }
}
