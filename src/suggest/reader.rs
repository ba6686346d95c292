//! Reads an article paragraph by paragraph and proposes.

use std::ops::Range;

use super::lists::{Lists, flag, lists};
use super::names::{Gender, Persons, without_titles};
use super::phrases::{Naming, Phrase, main_subject};
use super::speech::{self, Cue, Look, Place};
use super::tokens::{Kind, Paragraph};
use super::{Attribution, Form, Named, Suggestion, claims, indirect, opinions, unspaced};
use crate::model::Kind as Code;
use crate::text::{FrozenText, Span, paragraph_at, paragraphs, trim};

/// Proposed quotations, claims and opinions by their start, longer ones first; what touches the noise is left out.
///
/// `language` is a BCP 47 tag, or empty. Quotations in marks are proposed in any language, speakers in those that the
/// data files know, reported speech, claims and opinions in English.
pub fn suggestions(text: &FrozenText, language: &str, noise: &[Span]) -> Vec<Suggestion> {
    let lists = lists(language, text.as_str());
    let parts: Vec<Range<usize>> = without_noise(paragraphs(text), noise);
    let mut reader = Reader::new(text, lists);
    for part in &parts {
        reader.meet(part);
    }
    for part in &parts {
        reader.read(part);
    }
    let mut found = reader.found;
    found.retain(|s| !noise_touches(noise, s.span));
    found.sort_by_key(|s| (s.span.start(), std::cmp::Reverse(s.span.end())));
    found
}

/// How far around a span the article is read to find its speaker, in bytes.
const AROUND: usize = 12_000;

/// Who said the words of a span that somebody has marked, and how they are quoted; none if nothing attributes them.
///
/// `language` is a BCP 47 tag, or empty. However long the lines are, 12,000 bytes around the span are read.
pub fn attribution(text: &FrozenText, span: Span, language: &str) -> Option<Attribution> {
    let lists = lists(language, text.as_str());
    let mut reader = Reader::new(text, lists);
    let (from, to) = around(text, span);
    let head = text.floor(AROUND).byte();
    for range in [0..head.min(from), from..to] {
        for part in parts(text, range) {
            reader.meet(&part);
        }
    }
    for part in parts(text, from..to) {
        reader.read(&part);
    }
    let quotes = reader.found.iter().filter(|s| s.kind == Code::Quote && s.span.overlaps(span));
    let shared =
        |s: &&Suggestion| s.span.end().byte().min(span.end().byte()) - s.span.start().byte().max(span.start().byte());
    let best = quotes.max_by_key(shared)?;
    Some(Attribution { speaker: best.speaker.clone(), cue: best.cue, form: best.form.unwrap_or(Form::Direct) })
}

/// The stretch around the beginning of a span, by lines or else by sentences.
fn around(text: &FrozenText, span: Span) -> (usize, usize) {
    let start = span.start().byte();
    let end = span.end().byte().min(text.floor(start + AROUND).byte());
    let low = text.floor(start.saturating_sub(AROUND)).byte();
    let high = text.floor(end + AROUND).byte();
    let before = text.as_str().get(low..start).unwrap_or_default();
    let line = before.find('\n').map(|at| at + 1);
    let stop = || before.char_indices().find(|(_, c)| ".!?。！？".contains(*c)).map(|(at, c)| at + c.len_utf8());
    let from = if low == 0 { 0 } else { low + line.or_else(stop).unwrap_or_default() };
    let behind = text.as_str().get(end..high).unwrap_or_default();
    let to = if high == text.len() { high } else { behind.rfind('\n').map_or(high, |at| end + at) };
    (from, to)
}

/// The paragraphs of a range, cut at its ends.
fn parts(text: &FrozenText, range: Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let part = paragraph_at(text, at);
        let end = part.end.max(at);
        all.push(part.start.max(range.start)..end.min(range.end));
        at = if text.as_str().as_bytes().get(end) == Some(&b'\n') || end == at { end + 1 } else { end };
    }
    all
}

fn without_noise(all: Vec<Range<usize>>, noise: &[Span]) -> Vec<Range<usize>> {
    let mut noise = noise.iter().map(|s| s.bytes()).peekable();
    let mut kept = Vec::with_capacity(all.len());
    for part in all {
        while noise.next_if(|n| n.end <= part.start).is_some() {}
        if !noise.peek().is_some_and(|n| n.start <= part.start && n.end >= part.end) {
            kept.push(part);
        }
    }
    kept
}

fn noise_touches(noise: &[Span], span: Span) -> bool {
    let at = noise.partition_point(|n| n.end() <= span.start());
    noise.get(at).is_some_and(|n| n.overlaps(span))
}

/// Somebody by the words that name them.
#[derive(Clone, Debug)]
pub(super) struct Who {
    range: Range<usize>,
    /// What a pronoun refers back to.
    antecedent: Option<Range<usize>>,
    pub name: String,
}

/// Who was heard last, and by which words.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    speaker: Option<Who>,
    cue: Option<Range<usize>>,
    rule: &'static str,
    /// The cue's first token, in its paragraph.
    verb: Option<usize>,
}

/// A quotation of the paragraph that has been proposed.
struct Quoted {
    token: usize,
    heard: Heard,
    form: Form,
}

/// How many paragraphs a speaker is remembered without being heard again.
const MEMORY: usize = 2;

/// The rules that guess a speaker whom nothing at the quotation names.
const GUESSES: &[&str] = &[
    "paragraph of a longer quotation",
    "sentence before the quotation",
    "same speaker goes on",
    "sentences in quotation marks",
];

pub(super) struct Reader<'a> {
    text: &'a FrozenText,
    lists: &'static Lists,
    persons: Persons,
    found: Vec<Suggestion>,
    /// The speaker of the last attribution, and how many paragraphs ago.
    last: Option<(Heard, usize)>,
    /// The paragraph before ended inside a quotation.
    open: bool,
    /// The paragraph before ended with a colon: who is about to speak.
    lead: Option<Heard>,
    /// Whom the last sentence of the paragraph before was about.
    about: Option<Heard>,
    /// Up to which token the current paragraph has been heard.
    upto: usize,
    /// What has been found in the paragraphs of a quotation that goes on and whose speaker has yet to be named.
    chain: Option<Vec<Range<usize>>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a FrozenText, lists: &'static Lists) -> Self {
        Self {
            text,
            lists,
            persons: Persons::default(),
            found: Vec::new(),
            last: None,
            open: false,
            lead: None,
            about: None,
            upto: 0,
            chain: None,
        }
    }

    fn paragraph(&self, part: &Range<usize>) -> Option<Paragraph<'a>> {
        let words = self.text.as_str().get(part.clone())?;
        (!words.trim().is_empty()).then(|| Paragraph::new(words, part.start, self.lists))
    }

    /// Takes up the names.
    fn meet(&mut self, part: &Range<usize>) {
        if let Some(p) = self.paragraph(part) {
            self.persons.read(&p);
        }
    }

    fn read(&mut self, part: &Range<usize>) {
        let Some(p) = self.paragraph(part) else { return };
        self.upto = 0;
        if let Some((_, age)) = &mut self.last {
            *age += 1;
        }
        let mut quoted: Vec<Quoted> = Vec::new();
        let mut reported = Vec::new();
        for sentence in 0..p.sentences.len() {
            let tokens = p.tokens_of(sentence);
            for at in tokens.clone() {
                if let Some(Kind::Quote(number)) = p.kind(at) {
                    self.quotation(&p, at, number, &mut quoted);
                }
            }
            if self.lists.is_english() {
                let from = quoted.partition_point(|q| q.token < tokens.start);
                let here = quoted.get(from..).unwrap_or_default();
                let taken: Vec<usize> = here.iter().map(|q| q.token).collect();
                let cues = here.iter().filter_map(|q| q.heard.verb);
                let cues: Vec<usize> = cues.chain(taken.iter().copied()).collect();
                for report in indirect::reports(&p, self.lists, sentence, &taken) {
                    self.report(&p, &report);
                    reported.push(report);
                }
                claims::propose(self, &p, sentence, &cues, &reported);
                opinions::propose(self, &p, sentence, &reported);
                reported.clear();
            }
            self.hear(&p, tokens.end);
        }
        self.leave(&p, &quoted);
    }

    /// Notes what the next paragraph may go on from.
    fn leave(&mut self, p: &Paragraph<'_>, quoted: &[Quoted]) {
        self.open = p.quotes.last().is_some_and(crate::text::Quotation::is_open)
            && quoted
                .last()
                .is_some_and(|q| matches!(p.kind(q.token), Some(Kind::Quote(n)) if n + 1 == p.quotes.len()));
        let colon = p.tokens.last().is_some_and(|t| t.kind == Kind::Colon);
        let tokens = p.tokens_of(p.sentences.len().saturating_sub(1));
        let place = Place { start: tokens.start, end: tokens.end, first: false, last: true };
        let cue = speech::before(p, self.lists, tokens.end, &place).filter(|_| tokens.len() > 1);
        let about = match &cue {
            Some(cue) => Some(self.heard(p, cue)),
            None => main_subject(p, self.lists, tokens.clone())
                .filter(|f| f.naming != Naming::Noun && f.naming != Naming::They)
                .map(|phrase| self.heard(p, &Cue { phrase, words: 0..0, rule: "sentence before the quotation" })),
        };
        self.lead = about.clone().filter(|_| colon).map(|h| Heard { rule: "introduced by a colon", ..h });
        self.about = about.map(|h| Heard { rule: "sentence before the quotation", ..h });
    }

    fn hear(&mut self, p: &Paragraph<'_>, upto: usize) {
        if upto > self.upto {
            self.persons.hear(p, self.upto..upto);
            self.upto = upto;
        }
    }

    /// Whom a phrase means, and where the words are.
    pub(super) fn named(&mut self, p: &Paragraph<'_>, phrase: &Phrase) -> Option<Who> {
        self.hear(p, phrase.start);
        let mention = p.bytes(phrase.mention.clone())?;
        let shown = p.text.get(mention.clone()).unwrap_or_default();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let meant = match phrase.naming {
            Naming::He => self.persons.meant(Gender::He),
            Naming::She => self.persons.meant(Gender::She),
            _ => None,
        };
        let antecedent = meant.as_ref().map(|(_, range)| range.clone());
        let name = match phrase.naming {
            Naming::He | Naming::She => meant.map(|(name, _)| name.to_owned()),
            Naming::They => None,
            Naming::Name => self.full(p, &phrase.mention),
            Naming::Noun => {
                let tokens = p.tokens.get(phrase.mention.clone()).unwrap_or_default();
                let definite = tokens.first().is_some_and(|t| t.low == "the") || tokens.len() > 1;
                let words = tokens.iter().filter(|t| !t.is(flag::DETERMINER)).map(|t| t.low.as_str());
                let words: Vec<&str> = words.take(5).collect();
                let person = tokens.last().is_some_and(|t| t.is(flag::TITLE | flag::ROLE) && !t.is(flag::PEOPLE));
                self.persons
                    .described(&words, self.lists)
                    .filter(|_| definite && person && words.len() < 5)
                    .map(str::to_owned)
            }
        };
        let start = p.start + mention.start;
        Some(Who { range: start..p.start + mention.end, antecedent, name: name.unwrap_or(shown) })
    }

    /// The full names of one or two persons.
    fn full(&self, p: &Paragraph<'_>, mention: &Range<usize>) -> Option<String> {
        let and = mention.clone().find(|i| p.at(*i).is_some_and(|t| t.low == "and"));
        let of = |run: Range<usize>| -> Option<String> {
            let run = without_titles(p, run);
            let shown = p.bytes(run.clone()).and_then(|b| p.text.get(b))?.to_owned();
            Some(self.persons.full_name(p, run).map_or(shown, str::to_owned))
        };
        match and {
            Some(and) => Some(format!("{} and {}", of(mention.start..and)?, of(and + 1..mention.end)?)),
            None => self.persons.full_name(p, without_titles(p, mention.clone())).map(str::to_owned),
        }
    }

    fn heard(&mut self, p: &Paragraph<'_>, cue: &Cue) -> Heard {
        let speaker = self.named(p, &cue.phrase);
        let words = p.bytes(cue.words.clone()).map(|b| p.start + b.start..p.start + b.end);
        Heard { speaker, cue: words, rule: cue.rule, verb: Some(cue.words.start) }
    }

    fn quotation(&mut self, p: &Paragraph<'_>, at: usize, number: usize, quoted: &mut Vec<Quoted>) {
        let Some(quote) = p.quotes.get(number) else { return };
        let inner = p.text.get(quote.inner.clone()).unwrap_or_default();
        let look = Look::new(inner, self.lists);
        let place = Place::new(p, at);
        // Of a language without rules, all that is long enough.
        let unknown = self.lists.language.is_empty();
        if look.words == 0
            || unknown && look.words < 3
            || !unknown && speech::is_no_speech(p, self.lists, at, look, &place)
        {
            return;
        }
        let behind = speech::behind(p, self.lists, at, look, &place);
        let before = speech::before(p, self.lists, at, &place);
        let before = before.or_else(|| {
            (!(place.first && place.last) && behind.is_none())
                .then(|| speech::trailing(p, self.lists, at, &place))
                .flatten()
        });
        let trails = before.as_ref().is_some_and(|cue| cue.words.start > at);
        let mut form = speech::form(p, at, look, &place, (before.as_ref(), behind.as_ref()));
        if trails {
            form = Form::Partial;
        }
        let (has_before, has_behind) = (before.is_some(), behind.is_some());
        // The one that is bound to the marks: a colon or comma before, else the words behind.
        let bound = p.before(at).is_some_and(|t| {
            matches!(t.kind, Kind::Colon) || t.is(flag::SPEECH) || t.kind == Kind::Comma && !has_behind
        });
        let cue = if has_before && (bound || !has_behind || form == Form::Partial && !look.linked) {
            before
        } else {
            behind.or(before)
        };
        let whole = place.first && place.last;
        let mut continues = false;
        let begins = quoted.is_empty() && !p.tokens.iter().take(at).any(super::tokens::Token::is_word);
        if !(begins && self.open) {
            self.chain = quoted.is_empty().then(Vec::new);
        }
        let heard = if let Some(cue) = &cue {
            // “A,” X said, “b”: the same verb, so the same utterance.
            let shared = quoted.last().filter(|q| q.heard.verb == Some(cue.words.start) && q.form == Form::Direct);
            continues = shared.is_some_and(|q| cue.words.start > q.token && cue.words.start < at);
            if continues {
                form = Form::Direct;
            }
            // The last paragraph of a longer quotation names who spoke.
            continues |= self.open && begins;
            Some(self.heard(p, cue))
        } else if let Some((name, verb)) = unspaced::speaker(p.text, &quote.outer) {
            let said = p.text.get(name.clone()).unwrap_or_default().to_owned();
            form = Form::Direct;
            let shift = |r: Range<usize>| p.start + r.start..p.start + r.end;
            Some(Heard {
                speaker: Some(Who { range: shift(name), antecedent: None, name: said }),
                cue: Some(shift(verb)),
                rule: "speaker by a verb of saying",
                verb: None,
            })
        } else if (place.first && (whole || look.sentence())) || (form == Form::Direct && look.sentence()) {
            let from = self.inherited(p, at, quoted, look, &place);
            continues = from.as_ref().is_some_and(|(_, goes_on)| *goes_on) || begins && self.open;
            if from.is_none() && !unknown && !(look.sentence() && (whole || look.stopped || look.words >= 5)) {
                return;
            }
            from.map(|(heard, _)| heard)
        } else if unknown {
            None
        } else {
            return;
        };
        if heard.is_none() && form == Form::Partial && !unknown {
            return;
        }
        let heard =
            heard.unwrap_or(Heard { speaker: None, cue: None, rule: "sentences in quotation marks", verb: None });
        let from = self.found.len();
        self.push_quote(p, quote.inner.clone(), &heard, form, continues);
        if self.lists.is_english() && form == Form::Direct {
            let holder = heard.speaker.as_ref().map(|who| who.name.clone());
            opinions::inside(self, p, quote.inner.clone(), holder.as_deref());
        }
        if GUESSES.contains(&heard.rule) {
            let found = from..self.found.len();
            self.chain.iter_mut().for_each(|chain| chain.push(found.clone()));
        } else {
            self.settle(&heard);
        }
        if heard.speaker.is_some() {
            self.last = Some((heard.clone(), 0));
        }
        quoted.push(Quoted { token: at, heard, form });
    }

    /// Gives the paragraphs of a longer quotation the speaker whom only the last one names.
    fn settle(&mut self, heard: &Heard) {
        let speaker = self.speaker(heard);
        let cue = heard.cue.clone().and_then(|range| self.span(range));
        for index in self.chain.take().filter(|_| speaker.is_some()).into_iter().flatten().flatten() {
            match self.found.get_mut(index) {
                Some(quote) if quote.kind == Code::Quote => {
                    quote.speaker = speaker.clone();
                    quote.cue = cue;
                    quote.rule = "paragraph of a longer quotation";
                }
                Some(opinion) => opinion.holder = speaker.as_ref().map(|s| s.name.clone()),
                None => {}
            }
        }
    }

    /// Whose words a quotation without words of its own around it goes on with, and whether it is one utterance.
    fn inherited(
        &mut self,
        p: &Paragraph<'_>,
        at: usize,
        quoted: &[Quoted],
        look: Look,
        place: &Place,
    ) -> Option<(Heard, bool)> {
        let sentence = p.at(at)?.sentence;
        if let Some(previous) = quoted.last() {
            let near = p.at(previous.token).is_some_and(|t| t.sentence + 1 >= sentence);
            let direct = previous.form == Form::Direct;
            if near || direct {
                let heard = Heard { rule: "same speaker goes on", ..previous.heard.clone() };
                return Some((heard, near && direct));
            }
        }
        let begins = p.tokens.iter().take(at).all(|t| matches!(t.kind, Kind::Dash | Kind::Other));
        if begins {
            if self.open {
                let last = self.last.clone()?.0;
                return Some((Heard { rule: "paragraph of a longer quotation", ..last }, true));
            }
            if let Some(lead) = self.lead.clone() {
                return Some((lead, false));
            }
            if !look.sentence() {
                return None;
            }
            let recent = self.last.clone().filter(|(_, age)| *age <= MEMORY && place.last);
            return recent
                .map(|(heard, _)| (Heard { rule: "same speaker goes on", ..heard }, false))
                .or_else(|| self.about.clone().map(|heard| (heard, false)));
        }
        let recent = self.last.clone().filter(|(_, age)| *age == 0);
        if let Some((heard, _)) = recent {
            return Some((Heard { rule: "same speaker goes on", ..heard }, false));
        }
        let previous = p.tokens_of(sentence.checked_sub(1)?);
        let phrase =
            main_subject(p, self.lists, previous).filter(|f| !matches!(f.naming, Naming::Noun | Naming::They))?;
        let cue = Cue { phrase, words: 0..0, rule: "sentence before the quotation" };
        Some((self.heard(p, &cue), false))
    }

    fn speaker(&self, heard: &Heard) -> Option<Named> {
        let who = heard.speaker.clone()?;
        let antecedent = who.antecedent.and_then(|range| self.span(range));
        Some(Named { span: self.span(who.range)?, antecedent, name: who.name })
    }

    fn span(&self, range: Range<usize>) -> Option<Span> {
        self.text.covering(range)
    }

    fn push_quote(&mut self, p: &Paragraph<'_>, inner: Range<usize>, heard: &Heard, form: Form, continues: bool) {
        let Some(span) = trim(self.text, p.start + inner.start..p.start + inner.end) else { return };
        let speaker = self.speaker(heard);
        let cue = heard.cue.clone().and_then(|range| self.span(range));
        self.found.push(Suggestion {
            speaker,
            cue,
            form: Some(form),
            continues,
            ..bare(span, Code::Quote, heard.rule)
        });
    }

    fn report(&mut self, p: &Paragraph<'_>, report: &indirect::Report) {
        let heard = Heard { rule: report.rule, ..self.heard(p, &report.cue) };
        if let Some(content) = p.bytes(report.content.clone())
            && report.proposed
        {
            self.push_quote(p, content, &heard, Form::Indirect, false);
        }
        if heard.speaker.is_some() {
            self.last = Some((heard, 0));
        }
    }

    /// Proposes a claim or an opinion on a range of bytes of the paragraph.
    pub(super) fn push(&mut self, p: &Paragraph<'_>, range: Range<usize>, make: impl FnOnce(Span) -> Suggestion) {
        if let Some(span) = trim(self.text, p.start + range.start..p.start + range.end) {
            self.found.push(make(span));
        }
    }

    pub(super) fn lists(&self) -> &'static Lists {
        self.lists
    }
}

/// A proposal with nothing but its place.
pub(super) fn bare(span: Span, kind: Code, rule: &'static str) -> Suggestion {
    Suggestion {
        span,
        kind,
        speaker: None,
        cue: None,
        form: None,
        holder: None,
        source: None,
        certainty: None,
        polarity: None,
        continues: false,
        rule,
    }
}
