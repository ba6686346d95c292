//! The persons that an article names, and whom a shorter form or a pronoun means.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::{Lists, flag};
use super::tokens::{Kind, Paragraph, Token};

/// No name has more words.
const LONGEST: usize = 8;

/// No article names more persons; later ones go by the name as it stands.
const MOST: usize = 5_000;

/// So many mentions back a pronoun is resolved.
const RECENT: usize = 48;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

/// A person by the fullest name that the article gives.
#[derive(Debug)]
struct Person {
    name: String,
    words: Vec<String>,
    gender: Option<Gender>,
    /// What the article calls them beside the name: president, Russian.
    described: Vec<String>,
}

/// Where a person is named outside quotations.
#[derive(Clone, Debug)]
struct Mention {
    person: usize,
    /// The name without titles, in bytes of the article.
    range: Range<usize>,
    /// A number for the sentence that grows through the article.
    sentence: usize,
}

/// All persons of an article.
#[derive(Debug, Default)]
pub(super) struct Persons {
    all: Vec<Person>,
    by_last: HashMap<String, Vec<usize>>,
    recent: Vec<Mention>,
    sentence: usize,
}

/// Whether a token can be part of a name.
pub(super) fn is_name(token: &Token<'_>) -> bool {
    const NOT: u64 = flag::DETERMINER
        | flag::CONJUNCTION
        | flag::PREPOSITION
        | flag::AUXILIARY
        | flag::ADVERB
        | flag::HE
        | flag::SHE
        | flag::THEY
        | flag::FIRST
        | flag::WHO
        | flag::NO_NAME;
    token.capital() && (!token.is(NOT) || (token.text.len() == 2 && token.text.ends_with('.')))
}

/// The run of name tokens that ends before a token.
pub(super) fn run_before(p: &Paragraph<'_>, end: usize, floor: usize) -> Range<usize> {
    let least = floor.max(end.saturating_sub(LONGEST));
    let mut start = end;
    while start > least {
        let Some(token) = p.before(start) else { break };
        let particle = token.is(flag::PARTICLE) && start < end && start > least + 1;
        let suffix = token.is(flag::SUFFIX) && start == end;
        if is_name(token) || suffix {
            start -= 1;
        } else if particle && p.before(start - 1).is_some_and(is_name) {
            start -= 2;
        } else if token.kind == Kind::Comma && start + 1 == end && p.is(start, flag::SUFFIX) {
            start -= 1;
        } else {
            break;
        }
    }
    start..end
}

/// The run of name tokens that begins at a token.
pub(super) fn run_from(p: &Paragraph<'_>, start: usize) -> Range<usize> {
    let mut end = start;
    while end < start + LONGEST {
        let Some(token) = p.at(end) else { break };
        let particle = token.is(flag::PARTICLE) && end > start;
        if is_name(token) || (token.is(flag::SUFFIX) && end > start) {
            end += 1;
        } else if end > start
            && p.at(end + 1).is_some_and(|next| {
                particle && is_name(next) || token.kind == Kind::Comma && next.low.starts_with("jr")
            })
        {
            end += 2;
        } else {
            break;
        }
    }
    start..end
}

/// A run without the titles before the name; whole if it is all titles.
pub(super) fn without_titles(p: &Paragraph<'_>, run: Range<usize>) -> Range<usize> {
    const FIRST: u64 = flag::MALE | flag::FEMALE;
    let title = run.clone().rev().skip(1).find(|i| p.is(*i, flag::TITLE));
    let start = title.map_or(run.start, |t| t + 1);
    // Goalkeeper Luis Ortega: a first name that others come before.
    let first = (start + 1..run.end.saturating_sub(1)).find(|i| p.is(*i, FIRST) && !p.is(*i, flag::PARTICLE));
    first.filter(|_| !p.is(start, FIRST) && p.at(start).is_some_and(|t| t.text.len() > 2)).unwrap_or(start)..run.end
}

/// Whether a run names a house, an office or a paper.
pub(super) fn is_organization(p: &Paragraph<'_>, run: Range<usize>) -> bool {
    let short = run.len() == 1
        && p.at(run.start).is_some_and(|t| t.text.len() > 1 && t.text.chars().all(|c| c.is_uppercase() || c == '.'));
    short || run.clone().any(|i| p.is(i, flag::ORGANIZATION | flag::THING))
}

fn folded(token: &Token<'_>) -> String {
    crate::text::fold(token.text.trim_end_matches(['.', ',']))
}

impl Persons {
    /// Takes up the persons that a paragraph names.
    pub fn read(&mut self, p: &Paragraph<'_>) {
        let mut at = 0;
        while at < p.tokens.len() {
            if !p.at(at).is_some_and(is_name) {
                at += 1;
                continue;
            }
            let run = run_from(p, at);
            at = run.end.max(at + 1);
            self.take(p, &run);
        }
    }

    fn take(&mut self, p: &Paragraph<'_>, run: &Range<usize>) {
        let name = without_titles(p, run.clone());
        let lead = p.before(run.start).filter(|t| t.is_word());
        let titled = name.start > run.start || lead.is_some_and(|t| t.is(flag::TITLE));
        if is_organization(p, name.clone()) || p.is(name.end.saturating_sub(1), flag::TITLE) && name.len() < 2 {
            return;
        }
        // The Bureau of Labor Statistics.
        if lead.is_some_and(|t| t.low == "of") && run.start > 1 && p.is(run.start - 2, flag::ORGANIZATION) {
            return;
        }
        let first = p.at(name.start);
        let known = first.is_some_and(|t| t.is(flag::MALE | flag::FEMALE));
        let aged = p.kind(run.end) == Some(Kind::Comma);
        let speaks = [run.end, run.end + 1].iter().any(|i| p.is(*i, flag::SPEECH))
            || p.before(run.start).is_some_and(|t| t.is(flag::SPEECH));
        // The campaign's manager, Brad Parscale.
        let explained = run.start > 1
            && p.kind(run.start - 1) == Some(Kind::Comma)
            && p.is(run.start - 2, flag::TITLE | flag::ROLE);
        let full = name.len() > 1 && name.len() < 6;
        if !(titled && name.len() < 6 || full && (known || speaks || aged || explained)) {
            return;
        }
        let title = |bits: u64| (run.start..name.start).any(|i| p.is(i, bits)) || lead.is_some_and(|t| t.is(bits));
        let gender = match () {
            () if title(flag::MRS) => Some(Gender::She),
            () if title(flag::MR) => Some(Gender::He),
            () if full && first.is_some_and(|t| t.is(flag::FEMALE)) => Some(Gender::She),
            () if full && first.is_some_and(|t| t.is(flag::MALE)) => Some(Gender::He),
            () => None,
        };
        let words: Vec<String> = name.clone().filter_map(|i| p.at(i)).filter(|t| t.is_word()).map(folded).collect();
        let shown = p.bytes(name.clone()).and_then(|b| p.text.get(b)).unwrap_or_default();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let described = describing(p, run, &name);
        self.add(shown, words, gender, described);
    }

    fn add(&mut self, name: String, words: Vec<String>, gender: Option<Gender>, described: Vec<String>) {
        let last = last_word(&words);
        if let Some(index) = self.find(&words) {
            if let Some(person) = self.all.get_mut(index) {
                if words.len() > person.words.len() {
                    person.name = name;
                    person.words = words;
                }
                person.gender = person.gender.or(gender);
                for word in described {
                    if person.described.len() < 24 && !person.described.contains(&word) {
                        person.described.push(word);
                    }
                }
            }
        } else if self.all.len() < MOST {
            self.by_last.entry(last).or_default().push(self.all.len());
            self.all.push(Person { name, words, gender, described });
        }
    }

    /// Whom the words of a name mean: the same last name, and no other first name.
    fn find(&self, words: &[String]) -> Option<usize> {
        let same = self.by_last.get(&last_word(words))?;
        let fits = |index: &&usize| {
            self.all.get(**index).is_some_and(|person| {
                let (short, long) = if words.len() < person.words.len() {
                    (words, &person.words[..])
                } else {
                    (&person.words[..], words)
                };
                short.iter().all(|w| long.contains(w) || long.iter().any(|l| initial_of(w, l) || initial_of(l, w)))
            })
        };
        // Two of one name: whom the article spoke of last, else whom it named first.
        let recent = self.recent.iter().rev().map(|m| m.person).find(|person| same.contains(person) && fits(&person));
        recent.or_else(|| same.iter().take(32).find(fits).copied())
    }

    /// The person whom a run of name tokens means.
    fn of_run(&self, p: &Paragraph<'_>, run: Range<usize>) -> Option<usize> {
        let words: Vec<String> = run.filter_map(|i| p.at(i)).filter(|t| t.is_word()).map(folded).collect();
        if words.is_empty() { None } else { self.find(&words) }
    }

    /// The fullest name of the person whom a run of name tokens means.
    pub fn full_name(&self, p: &Paragraph<'_>, run: Range<usize>) -> Option<&str> {
        self.of_run(p, run).and_then(|i| self.all.get(i)).map(|person| person.name.as_str())
    }

    /// Notes whom the tokens name, for the pronouns behind them.
    pub fn hear(&mut self, p: &Paragraph<'_>, tokens: Range<usize>) {
        let mut at = tokens.start;
        let mut sentence = usize::MAX;
        while at < tokens.end {
            let Some(token) = p.at(at) else { break };
            if token.sentence != sentence {
                sentence = token.sentence;
                self.sentence += 1;
            }
            if !is_name(token) {
                at += 1;
                continue;
            }
            let run = run_from(p, at);
            at = run.end.max(at + 1);
            let name = without_titles(p, run);
            if p.kind(name.end) == Some(Kind::Possessive) {
                continue;
            }
            let range = p.bytes(name.clone()).unwrap_or_default();
            if let Some(person) = self.of_run(p, name) {
                if self.recent.len() >= RECENT {
                    self.recent.drain(..RECENT / 2);
                }
                self.recent.push(Mention {
                    person,
                    range: p.start + range.start..p.start + range.end,
                    sentence: self.sentence,
                });
            }
        }
    }

    /// Whom a pronoun means, and where they are named last: in the nearest sentence that names somebody fitting, the one
    /// who is named first.
    pub fn meant(&self, gender: Gender) -> Option<(&str, Range<usize>)> {
        let of = |m: &Mention| self.all.get(m.person);
        let sure = |m: &&Mention| of(m).is_some_and(|p| p.gender == Some(gender));
        let fitting = |m: &&Mention| of(m).is_some_and(|p| p.gender.is_none_or(|g| g == gender));
        let near = self.recent.iter().rev().find(fitting);
        let certain = self.recent.iter().rev().find(sure);
        // Somebody of unknown gender only if nobody known to fit stands as near.
        let found = match (near, certain) {
            (Some(n), Some(c)) if c.sentence + 2 >= n.sentence => c,
            (Some(n), _) => n,
            _ => return None,
        };
        let known = of(found)?.gender.is_some();
        let first =
            self.recent.iter().find(|m| m.sentence == found.sentence && if known { sure(m) } else { fitting(m) });
        let first = first?;
        let last = self.recent.iter().rev().find(|m| m.person == first.person)?;
        of(first).map(|p| (p.name.as_str(), last.range.clone()))
    }

    /// Whom words such as “the Russian leader” mean.
    pub fn described(&self, words: &[&str], lists: &Lists) -> Option<&str> {
        let content: Vec<&str> = words.iter().map(|w| lists.common(w)).collect();
        if content.is_empty() {
            return None;
        }
        let fits = |person: &&Person| content.iter().all(|w| person.described.iter().any(|d| lists.common(d) == *w));
        let recent = self.recent.iter().rev().filter_map(|m| self.all.get(m.person)).find(fits);
        recent.or_else(|| self.all.iter().take(200).find(fits)).map(|p| p.name.as_str())
    }
}

fn last_word(words: &[String]) -> String {
    let suffix = |w: &&String| !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
    words.iter().rev().find(suffix).or(words.last()).cloned().unwrap_or_default()
}

fn initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// What stands beside a name and says who it is.
fn describing(p: &Paragraph<'_>, run: &Range<usize>, name: &Range<usize>) -> Vec<String> {
    let plain = |t: &&Token<'_>| {
        t.is_word() && !t.is(flag::DETERMINER | flag::PREPOSITION | flag::CONJUNCTION | flag::AUXILIARY | flag::SPEECH)
    };
    let before = p.tokens.get(run.start.saturating_sub(3)..name.start).unwrap_or_default();
    let mut found: Vec<String> = before.iter().rev().take_while(plain).map(|t| t.low.clone()).collect();
    if p.kind(name.end) == Some(Kind::Comma) {
        let after = p.tokens.get(name.end + 1..(name.end + 9).min(p.tokens.len())).unwrap_or_default();
        let part = after.iter().take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Stop) && !t.is(flag::WHO));
        found.extend(part.filter(plain).map(|t| t.low.clone()));
    }
    found
}
