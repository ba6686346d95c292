//! What an annotation's words tell beside numbers: read once, compared often.

use crate::text::{Lexicon, Outlook, Word, words};

use super::super::hash;

/// Words of an article in front of an annotation that are looked at: whom “who” takes up.
const BEFORE: usize = 14;

/// Words of capitals beyond which, by a hundred, a text is a headline, in which capitals tell no names.
const HEADLINE: usize = 80;

/// Words between an article and its noun.
const REACH: usize = 4;

/// What an annotation tells beside numbers.
#[derive(Clone, Debug, Default)]
pub(in crate::consensus) struct Facts {
    /// Hashes of the terms that a word of denial stands in front of.
    pub negated: Box<[u64]>,
    /// What is expected.
    pub outlook: Option<Outlook>,
    /// Whether it takes up something named before as its subject: this now looks unlikely.
    pub pronoun: bool,
    /// Who did what.
    pub deeds: Box<[Deed]>,
    /// Who holds which post.
    pub posts: Box<[Post]>,
    /// Nouns that come as one or as many, without a number.
    pub counted: Box<[Counted]>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::consensus) struct Deed {
    /// The deed, hashed.
    pub key: u64,
    /// Who did it: a name.
    pub doer: Box<str>,
}

/// Who holds a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::consensus) struct Post {
    /// The post in small letters: campaign chairman, secretary of state.
    pub words: String,
    /// The word in front of the rank: campaign.
    pub qualifier: String,
    /// The rank, one for words that stand for each other.
    pub rank: Option<u32>,
    /// Whose post it is, where a name stands in front: Russian.
    pub of: String,
    /// Whether it is held no longer.
    pub former: bool,
    /// Who holds it.
    pub holder: String,
}

/// A noun with the word in front of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::consensus) struct Counted {
    /// Both, stemmed and hashed.
    pub key: u64,
    /// Whether there are several.
    pub many: bool,
    /// Both as they stand.
    pub shown: String,
}

/// The article around an annotation.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::consensus) struct Context<'a> {
    /// The article's text in front of the annotation.
    pub before: &'a str,
    /// The whole text.
    pub article: &'a str,
}

/// Reads an annotation's words.
pub(in crate::consensus) fn read(text: &str, words: &[Word], lexicon: &Lexicon, context: Context) -> Facts {
    let reader = Reader { text, words, lexicon, context };
    let (outlook, pronoun) = reader.outlook();
    let headline = reader.headline();
    Facts {
        negated: reader.negated(),
        outlook,
        pronoun,
        deeds: if headline { Box::default() } else { reader.deeds() },
        posts: if headline { Box::default() } else { reader.posts() },
        counted: if headline { Box::default() } else { reader.counted() },
    }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a Lexicon,
    context: Context<'a>,
}

impl Reader<'_> {
    fn form(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.form.as_str())
    }

    fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.capital)
    }

    /// The text between a word and the next.
    fn gap(&self, left: usize) -> &str {
        let (Some(a), Some(b)) = (self.words.get(left), self.words.get(left + 1)) else { return "" };
        self.text.get(a.range.end..b.range.start).unwrap_or_default()
    }

    /// Whether a word and the next belong together: nothing but a space between them, or a point behind a short form.
    fn touching(&self, left: usize) -> bool {
        matches!(self.gap(left), " " | "" | "\u{a0}" | "-" | ". ")
    }

    fn written(&self, at: usize) -> &str {
        self.words.get(at).and_then(|w| self.text.get(w.range.clone())).unwrap_or_default()
    }

    fn possessive(&self, at: usize) -> bool {
        let word = self.written(at);
        word.ends_with("'s") || word.ends_with("’s") || (word.ends_with('s') && self.gap(at).starts_with(['’', '\'']))
    }

    fn headline(&self) -> bool {
        let long = || self.words.iter().filter(|w| w.form.chars().count() > 3);
        let (all, capitals) = (long().count(), long().filter(|w| w.capital).count());
        all >= 4 && capitals * 100 > all * HEADLINE
    }

    fn auxiliary(&self, at: usize) -> bool {
        self.lexicon.table.clues.auxiliaries.contains(&self.form(at))
    }

    fn adverb(&self, at: usize) -> bool {
        let (word, clues) = (self.form(at), self.lexicon.table.clues);
        clues.adverbs.contains(&word) || clues.adverb_endings.iter().any(|e| word.len() > 4 && word.ends_with(e))
    }

    fn negated(&self) -> Box<[u64]> {
        let mut found = Vec::new();
        for at in (0..self.words.len()).filter(|&i| self.lexicon.is_negator(self.form(i))) {
            // “Does not provide any firm with access” denies all of it; “but not citizenship for many” only what follows.
            let verbal = at > 0 && self.auxiliary(at - 1);
            let (reach, most) = if verbal { (8, 5) } else { (5, 2) };
            let content = |i: &usize| *i < self.words.len() && !self.lexicon.is_stop(self.form(*i));
            let first = (at + 1..at + reach).find(content).unwrap_or(self.words.len());
            let behind = (first..at + reach).take_while(|i| verbal || content(i)).filter(content);
            // Whom it is about is not what is denied.
            for word in behind.filter(|&i| !self.capital(i)).take(most) {
                let stem = self.lexicon.stem(self.form(word));
                if let Some(kin) = self.lexicon.kin(&stem) {
                    found.push(hash::word(format!("#kin:{kin}").as_bytes()));
                }
                found.push(hash::word(stem.as_bytes()));
            }
        }
        found.into()
    }

    /// What is expected, by the longest phrase; unlikely before all else. And whether the subject is a pronoun.
    fn outlook(&self) -> (Option<Outlook>, bool) {
        let clues = self.lexicon.table.clues;
        let mut found: Option<(usize, Outlook)> = None;
        let mut at = 0;
        while at < self.words.len() {
            let stands = |phrase: &str| phrase.split(' ').enumerate().all(|(i, w)| self.form(at + i) == w);
            let length = |phrase: &str| phrase.split(' ').count();
            let best = clues.outlooks.iter().filter(|(p, _)| stands(p)).max_by_key(|(p, _)| length(p));
            let Some(&(phrase, outlook)) = best else {
                at += 1;
                continue;
            };
            let rank = match outlook {
                Outlook::Unlikely => 2,
                Outlook::Planned => 1,
                Outlook::Possible => 0,
            };
            if found.is_none_or(|(r, _)| rank > r) {
                found = Some((rank, outlook));
            }
            at += length(phrase);
        }
        let pronoun = (0..2).any(|i| clues.pronouns.contains(&self.form(i)));
        (found.map(|(_, o)| o), pronoun)
    }

    /// The words of a name that ends with a word: no articles or titles without a name, no possessive.
    fn name_to(&self, end: usize) -> Option<String> {
        if !self.capital(end) || self.possessive(end) {
            return None;
        }
        let mut start = end;
        while start > 0 && self.capital(start - 1) && self.touching(start - 1) && !self.possessive(start - 1) {
            start -= 1;
        }
        self.named(start, end)
    }

    fn named(&self, mut start: usize, end: usize) -> Option<String> {
        while start <= end && self.lexicon.is_stop(self.form(start)) {
            start += 1;
        }
        let role = |i: usize| self.lexicon.table.roles.contains(&self.form(i));
        let date = |i: usize| {
            let (word, lexicon) = (self.form(i), self.lexicon);
            lexicon.weekday(word).is_some() || (lexicon.month(word).is_some() && start == end)
        };
        if start > end || (start..=end).all(role) || (start..=end).any(date) || self.adverb(start) {
            return None;
        }
        if start == end && start == 0 && self.common(start) {
            return None;
        }
        let range = self.words.get(start)?.range.start..self.words.get(end)?.range.end;
        self.text.get(range).map(str::to_owned)
    }

    /// Whether a word that begins a sentence is known to the article in small letters, and so is no name.
    fn common(&self, at: usize) -> bool {
        let small = self.written(at).to_lowercase();
        let article = self.context.article;
        let mut from = 0;
        while let Some(found) = article.get(from..).and_then(|rest| rest.find(&small)) {
            let start = from + found;
            let end = start + small.len();
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let left = article.get(..start).and_then(|t| t.chars().next_back());
            let right = article.get(end..).and_then(|t| t.chars().next());
            if !letter(left) && !letter(right) {
                return true;
            }
            from = end;
        }
        false
    }

    fn deeds(&self) -> Box<[Deed]> {
        let mut found: Vec<Deed> = Vec::new();
        for at in 0..self.words.len() {
            if self.capital(at) && at > 0 || self.lexicon.is_stop(self.form(at)) {
                continue;
            }
            let led = at > 0 && self.auxiliary(at - 1) && self.touching(at - 1);
            let word = self.form(at);
            let key = self.lexicon.deed(word).or_else(|| {
                let verb = led && !self.adverb(at) && !self.lexicon.is_shared_deed(word);
                verb.then(|| self.lexicon.deed_key(word))
            });
            let Some(key) = key else { continue };
            if let Some(doer) = self.doer(at) {
                found.push(Deed { key: hash::word(key.as_bytes()), doer: doer.into() });
            }
        }
        found.into()
    }

    /// Who did what a verb tells: behind “by” in the passive, else in front of the verb.
    fn doer(&self, verb: usize) -> Option<String> {
        let clues = self.lexicon.table.clues;
        let by = (verb + 1..verb + 3).find(|&i| clues.by.contains(&self.form(i)));
        if let Some(by) = by.filter(|&b| b == verb + 1 || self.adverb(verb + 1)) {
            return self.name_behind(by + 1);
        }
        // Back over adverbs and auxiliaries.
        let mut at = verb;
        let mut passive = false;
        while at > 0 && (self.adverb(at - 1) || self.auxiliary(at - 1)) && self.gap(at - 1) != ", " {
            at -= 1;
            passive |= clues.passive.contains(&self.form(at));
        }
        if passive && !self.form(verb).ends_with("ing") {
            return None;
        }
        if at == 0 {
            return self.named_before(false);
        }
        let left = at - 1;
        if clues.relatives.contains(&self.form(left)) {
            return if left == 0 { self.named_before(true) } else { self.name_to(left - 1) };
        }
        match self.gap(left) {
            " " | "\u{a0}" => self.name_to(left),
            // Mr. Smith Jr. arranged: the point ends no sentence.
            ". " if self.capital(left) && self.form(left).len() < 4 => self.name_to(left),
            // Rahm Emanuel, the chief of staff, asked.
            ", " => {
                let comma = (left.saturating_sub(8)..left).rev().find(|&i| self.gap(i) == ", ")?;
                self.name_to(comma)
            }
            _ => None,
        }
    }

    /// The name that begins at a word, with small words in front: the music publicist Rob Goldstone.
    fn name_behind(&self, from: usize) -> Option<String> {
        let start = (from..from + REACH).find(|&i| self.capital(i))?;
        let plain =
            |i: usize| self.touching(i) && !self.auxiliary(i) && !self.lexicon.table.clues.by.contains(&self.form(i));
        if !(from..start).all(plain) {
            return None;
        }
        let mut end = start;
        while self.capital(end + 1) && self.touching(end) && !self.possessive(end) {
            end += 1;
        }
        // Obama administration lawyers: the name is not who did it.
        let goes_on = end + 1 < self.words.len()
            && self.gap(end) == " "
            && !self.lexicon.is_stop(self.form(end + 1))
            && !self.adverb(end + 1)
            && self.lexicon.deed(self.form(end + 1)).is_none();
        if self.possessive(end) || goes_on {
            return None;
        }
        self.named(start, end)
    }

    /// The name right in front of the annotation, which a relative word, or a verb without a subject, takes up.
    fn named_before(&self, relative: bool) -> Option<String> {
        let before = self.context.before.trim_end();
        let head = before.trim_end_matches(',').trim_end();
        if head.ends_with(['.', '!', '?', ':', ';', '”', '"']) || (!relative && before.ends_with(',')) {
            return None;
        }
        let from = head.char_indices().rev().nth(160).map_or(0, |(i, _)| i);
        let head = head.get(from..)?;
        let mut all = words(head, self.lexicon);
        let cut = all.len().saturating_sub(BEFORE);
        let all = all.split_off(cut);
        let reader =
            Reader { text: head, words: &all, lexicon: self.lexicon, context: Context { before: "", ..self.context } };
        let mut end = all.len().checked_sub(1)?;
        while !relative && end > 0 && (reader.adverb(end) || reader.auxiliary(end)) {
            end -= 1;
        }
        reader.name_to(end)
    }

    fn posts(&self) -> Box<[Post]> {
        let mut found = Vec::new();
        let lexicon = self.lexicon;
        for at in 0..self.words.len() {
            let word = self.form(at);
            let rank = lexicon.post(word);
            let role = rank.is_some() || lexicon.table.roles.contains(&word);
            if !role || !self.capital(at + 1) || !self.touching(at) || self.possessive(at) {
                continue;
            }
            let mut end = at + 1;
            while self.capital(end + 1) && self.touching(end) && !self.possessive(end) {
                end += 1;
            }
            let is_role =
                |i: usize| lexicon.post(self.form(i)).is_some() || lexicon.table.roles.contains(&self.form(i));
            // The last of several roles in front of a name is the one.
            if (at + 1..=end).any(is_role) {
                continue;
            }
            let Some(holder) = self.words.get(at + 1).zip(self.words.get(end)) else { continue };
            let holder = self.text.get(holder.0.range.start..holder.1.range.end).unwrap_or_default().to_owned();
            let mut start = at;
            let of = lexicon.table.of;
            if start >= 2 && !of.is_empty() && self.form(start - 1) == of {
                start -= 2;
            }
            let long = start != at;
            let mut qualifier = String::new();
            let fits = |i: usize| {
                self.touching(i)
                    && !self.possessive(i)
                    && !lexicon.is_stop(self.form(i))
                    && !self.former(i)
                    && !self.adverb(i)
            };
            if !long && start > 0 && fits(start - 1) {
                start -= 1;
                self.form(start).clone_into(&mut qualifier);
                if start > 0 && fits(start - 1) && qualifier == "security" {
                    start -= 1;
                }
            }
            let words = (start..=at).map(|i| self.form(i)).collect::<Vec<_>>().join(" ");
            let of = start.checked_sub(1).filter(|&i| self.capital(i) && fits(i)).map(|i| self.form(i).to_owned());
            let former = (start.saturating_sub(3)..start).any(|i| self.former(i));
            found.push(Post { words, qualifier, rank, of: of.unwrap_or_default(), former, holder });
        }
        found.into()
    }

    fn former(&self, at: usize) -> bool {
        matches!(self.form(at), "former" | "then" | "ex" | "longtime" | "onetime" | "late")
    }

    /// A noun without a number, with the word in front of it: a former administration lawyer; administration lawyers.
    fn counted(&self) -> Box<[Counted]> {
        let mut found = Vec::new();
        let (lexicon, table) = (self.lexicon, self.lexicon.table);
        for at in 1..self.words.len() {
            let (noun, front) = (self.form(at), self.form(at - 1));
            if self.capital(at)
                || self.gap(at - 1) != " "
                || noun.len() < 5
                || lexicon.is_stop(noun)
                || self.possessive(at)
            {
                continue;
            }
            if lexicon.is_stop(front)
                || self.possessive(at - 1)
                || lexicon.number(front).is_some()
                || self.adverb(at - 1)
            {
                continue;
            }
            // The group's first word.
            let mut start = at - 1;
            let part =
                |i: usize| self.touching(i) && !lexicon.is_stop(self.form(i)) && !table.one.contains(&self.form(i));
            while start > 0 && at - start < REACH && part(start - 1) {
                start -= 1;
            }
            let one = start > 0 && table.one.contains(&self.form(start - 1));
            let stem = lexicon.stem(noun);
            let many = noun.ends_with('s') && !noun.ends_with("ss") && !one;
            let determined = start > 0 && table.determiners.contains(&self.form(start - 1));
            if (one || many) && !determined {
                let key = hash::word(format!("{} {stem}", lexicon.stem(front)).as_bytes());
                found.push(Counted { key, many, shown: format!("{front} {noun}") });
            }
        }
        found.into()
    }
}
