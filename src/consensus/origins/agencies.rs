//! Agencies and outlets that an article names for what it says.

use std::ops::Range;

use super::reading::{self, Token};
use super::table::{Phrases, TABLE, Table, begins, ends};
use crate::model::Article;
use crate::text::sentences;

/// A name that an article gives as an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where it stands; empty if the article's outlet or author field says so.
    pub range: Range<usize>,
    /// What it is the origin of.
    pub covers: Range<usize>,
    /// The name that is shown; none if only the words around it speak for an outlet, which then must be in the project.
    pub name: Option<String>,
    /// One key for all spellings of it.
    pub key: u64,
}

/// Words between a name and the word that makes it an origin, at most.
const REACH: usize = 4;

/// Words of a name that is not listed, at most.
const NAME: usize = 6;

/// Sentences of a paragraph that an origin named at its beginning or end stands for, at most; else it stands for its own
/// sentence.
const PARAGRAPH: usize = 3;

/// Paragraphs from an end of an article in which a line may say who wrote it.
const EDGE: usize = 6;

/// Words of such a line, at most.
const LINE: usize = 8;

/// A paragraph and its words.
type Line = (Range<usize>, Vec<Token>);

/// What an article names as origins, in the order of its text.
pub(super) fn named(article: &Article, lines: &[Line]) -> Vec<Mention> {
    let mut found = Vec::new();
    let whole = 0..article.text.len();
    for field in [in_brackets(&article.info.outlet), &article.info.author] {
        for (name, _) in listed(field) {
            found.push(Mention::of(0..0, whole.clone(), name));
        }
    }
    let mut seen = Vec::new();
    for (number, (range, tokens)) in lines.iter().enumerate() {
        let edge = number.min(lines.len() - 1 - number) < EDGE;
        let paragraph = Paragraph { text: article.text.as_str(), range: range.clone(), tokens, edge };
        paragraph.read(&mut seen, &mut found);
    }
    found
}

/// What stands in the first brackets: `HuffPost (Reuters)`.
fn in_brackets(outlet: &str) -> &str {
    outlet.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside)
}

/// The listed names in a few words.
fn listed(words: &str) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    reading::words(words, 0, &mut tokens);
    let capitals = |t: &Token| is_capitals(words, t);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|r| !r.is_empty()) {
        let spelling = TABLE.at(rest, &capitals).filter(|s| !s.later);
        found.extend(spelling.map(|s| (s.name, at)));
        at += spelling.map_or(1, |s| s.words.len());
    }
    found
}

fn is_capitals(text: &str, token: &Token) -> bool {
    let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
    word.chars().filter(|c| c.is_uppercase()).count() > 1
}

impl Mention {
    fn of(range: Range<usize>, covers: Range<usize>, name: usize) -> Self {
        let name = TABLE.names.get(name).cloned();
        let key = TABLE.key(name.as_deref().unwrap_or_default());
        Self { range, covers, name, key }
    }
}

struct Paragraph<'a> {
    text: &'a str,
    range: Range<usize>,
    tokens: &'a [Token],
    edge: bool,
}

impl Paragraph<'_> {
    fn read(&self, seen: &mut Vec<usize>, found: &mut Vec<Mention>) {
        let capitals = |t: &Token| is_capitals(self.text, t);
        let mut at = 0;
        while let Some(rest) = self.tokens.get(at..).filter(|r| !r.is_empty()) {
            if rest.first().is_some_and(|t| t.quoted) {
                at += 1;
                continue;
            }
            let named = TABLE.at(rest, &capitals).filter(|s| !s.later || seen.contains(&s.name));
            if let Some(spelling) = named.filter(|s| s.small || rest.iter().take(s.words.len()).any(Token::is_name)) {
                seen.push(spelling.name);
                let end = at + spelling.words.len();
                if let Some(covers) = self.covers(at, end, spelling.of) {
                    found.push(Mention::of(self.unpossessed(self.bytes(at, end)), covers, spelling.name));
                }
                at = end;
                continue;
            }
            match self.unlisted(at) {
                Some((end, mention)) => {
                    found.push(mention);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(0, |t| t.start as usize);
        start..self.tokens.get(to.saturating_sub(1)).map_or(start, |t| t.end as usize)
    }

    /// A name without the ending of possession in English.
    fn unpossessed(&self, range: Range<usize>) -> Range<usize> {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let bare = written.strip_suffix("’s").or_else(|| written.strip_suffix("'s")).unwrap_or(written);
        range.start..range.start + bare.len()
    }

    /// What a name from one word to another is the origin of, if it is one.
    fn covers(&self, from: usize, to: usize, of: bool) -> Option<Range<usize>> {
        let whole = 0..self.text.len();
        let noise = self.tokens.get(from).is_some_and(|t| t.noise);
        let short = self.tokens.len() <= LINE || self.in_brackets(from);
        if self.reaches(&TABLE.credits, from)
            || (short && self.reaches(&TABLE.short_credits, from))
            || self.followed(&TABLE.contributes, to, false, usize::MAX)
        {
            return Some(whole);
        }
        let line = self.edge && self.tokens.len() <= LINE;
        let byline = self.tokens.first().is_some_and(|t| TABLE.bylines.contains(&t.form));
        let alone = self.tokens.len() <= (to - from) + 2;
        if (line && (byline || alone)) || self.dateline(from, to) {
            return Some(whole);
        }
        let told = self.reaches(&TABLE.before, from)
            || self.followed(&TABLE.after, to, !of, if of { LINE } else { REACH })
            || self.bracketed(from, to);
        (told && !noise).then(|| self.around(from))
    }

    /// Whether one of the phrases stands in front of a word, little words in between.
    fn reaches(&self, phrases: &Phrases, from: usize) -> bool {
        let mut at = from;
        loop {
            if ends(phrases, self.tokens.get(..at).unwrap_or_default()) && !self.parted(at.saturating_sub(1), from) {
                return true;
            }
            let between = at.checked_sub(1).and_then(|b| self.tokens.get(b));
            if from - at >= REACH || !between.is_some_and(|t| TABLE.between.contains(&t.form)) {
                return false;
            }
            at -= 1;
        }
    }

    /// Whether one of the phrases stands behind a word, at most so many words in between, which must be little ones.
    fn followed(&self, phrases: &Phrases, to: usize, little: bool, most: usize) -> bool {
        for at in to..self.tokens.len() {
            if self.parted(to.saturating_sub(1), at) || at - to > most {
                return false;
            }
            if begins(phrases, self.tokens.get(at..).unwrap_or_default()) {
                return true;
            }
            if little && !self.tokens.get(at).is_some_and(|t| TABLE.between.contains(&t.form)) {
                return false;
            }
        }
        false
    }

    /// Whether a bracket is open in front of a word.
    fn in_brackets(&self, at: usize) -> bool {
        let end = self.tokens.get(at).map_or(self.range.end, |t| t.start as usize);
        let before = self.text.get(self.range.start..end).unwrap_or_default();
        before.rfind('(') > before.rfind(')')
    }

    /// Whether a sentence ends, or something else begins, between two words.
    fn parted(&self, left: usize, right: usize) -> bool {
        let (Some(a), Some(b)) = (self.tokens.get(left), self.tokens.get(right)) else { return true };
        let between = self.text.get(a.end as usize..b.start as usize).unwrap_or_default();
        left != right && between.contains(['!', '?', ';', '。'])
            || between.match_indices('.').any(|(at, _)| between.get(at + 1..).is_some_and(|r| r.starts_with(' ')))
    }

    /// `(Reuters)`: the name alone, or with other words of credit, in brackets.
    fn bracketed(&self, from: usize, to: usize) -> bool {
        let bytes = self.bytes(from, to);
        let before = self.text.get(self.range.start..bytes.start).unwrap_or_default();
        let behind = self.text.get(bytes.end..self.range.end).unwrap_or_default();
        before.ends_with(['(', '/', '[']) && behind.starts_with([')', '/', ']'])
    }

    /// `WASHINGTON (AP) —` or `Berlin, dpa –` in front of an article, or a line of its own in brackets.
    fn dateline(&self, from: usize, to: usize) -> bool {
        let bytes = self.bytes(from, to);
        let before = self.text.get(self.range.start..bytes.start).unwrap_or_default();
        let behind = self.text.get(bytes.end..self.range.end).unwrap_or_default();
        let dash = |s: &str| s.trim_start().starts_with(['-', '–', '—', ':']);
        let bracket = before.ends_with(['(', '[']) && behind.starts_with([')', ']']);
        let rest = behind.get(1..).unwrap_or_default();
        // A place and a day.
        let place = from <= LINE && before.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
        let alone = before.len() <= 1 && rest.trim().is_empty();
        let plain = from > 0 && before.ends_with([' ', '/', ',']) && dash(behind) && !before.contains('.');
        let capitals = self.tokens.get(..from).is_some_and(|t| t.iter().all(Token::is_name));
        self.edge && ((bracket && (alone || (place && dash(rest)))) || (plain && capitals && from <= REACH))
    }

    /// The sentence of a word; its short paragraph if it stands at the beginning or at the end of that.
    fn around(&self, at: usize) -> Range<usize> {
        let paragraph = self.text.get(self.range.clone()).unwrap_or_default();
        let all = sentences(paragraph);
        let outside = at <= REACH || at + REACH >= self.tokens.len();
        if all.len() <= PARAGRAPH && outside {
            return self.range.clone();
        }
        let byte = self.tokens.get(at).map_or(0, |t| t.start as usize).saturating_sub(self.range.start);
        let own = all.into_iter().find(|s| s.contains(&byte));
        own.map_or(self.range.clone(), |s| self.range.start + s.start..self.range.start + s.end)
    }

    /// A name with capitals that is not listed, behind words that name an origin: an agency by its ending, else an outlet
    /// if the project has it.
    fn unlisted(&self, at: usize) -> Option<(usize, Mention)> {
        let first = self.tokens.get(at).filter(|t| t.capital && t.told() && !TABLE.between.contains(&t.form))?;
        if at
            .checked_sub(1)
            .and_then(|b| self.tokens.get(b))
            .is_some_and(|t| t.capital && !TABLE.between.contains(&t.form))
            || !self.reaches(&TABLE.before, at)
        {
            return None;
        }
        let goes_on = |t: &&Token| t.capital && !t.quoted;
        let run = self.tokens.get(at..).unwrap_or_default().iter().take(NAME).take_while(goes_on).count();
        let run = (1..run)
            .find(|&n| self.text.get(self.between(at + n - 1)).is_some_and(|b| b.contains([',', '.', ';', ':', '('])))
            .unwrap_or(run);
        let capitals = |t: &Token| is_capitals(self.text, t);
        let listed =
            |n: &usize| TABLE.at(self.tokens.get(at + n..).unwrap_or_default(), &capitals).is_some_and(|s| !s.later);
        let run = (1..run).find(listed).unwrap_or(run);
        let agency = run > 1 && ends(&TABLE.endings, self.tokens.get(at..at + run).unwrap_or_default());
        let range = first.start as usize..self.bytes(at, at + run).end;
        let range = self.unpossessed(range);
        let written = self.text.get(range.clone()).unwrap_or_default();
        let mention = Mention {
            range,
            covers: self.around(at),
            name: agency.then(|| written.to_owned()),
            key: TABLE.key(written),
        };
        Some((at + run, mention))
    }

    fn between(&self, left: usize) -> Range<usize> {
        let end = self.tokens.get(left).map_or(0, |t| t.end as usize);
        end..self.tokens.get(left + 1).map_or(end, |t| t.start as usize)
    }
}

/// The name of a source that an analyst has given, if it is a listed agency or outlet: shown name and key.
pub(super) fn of_source(source: &str) -> Option<(&'static str, u64)> {
    let table: &'static Table = &TABLE;
    table.known(source.trim()).map(|name| (name, table.key(name)))
}
