//! Projects of many events for the benches: planted groups of three to five paraphrases among unrelated claims and
//! quotations, so that it is known which annotations say the same.
//!
//! Words are made up; how often each is used follows Zipf's law. Every event has names and favourite words of its own.
//! A paraphrase swaps words for synonyms that no table knows, puts clauses in another order, hedges numbers and drops
//! words; a quotation is cut, and words in it are replaced.

// Each bench uses a part of it.
#![allow(dead_code, clippy::unwrap_used)]

use chrono::DateTime;
use pressmark::model::{
    Analyst, AnalystId, AnnotationDraft, AnnotationId, ArticleDraft, ArticleId, AttributeId, CodeId, Codebook, Edit,
    Info, Progress, Project, Provenance, Source,
};
use pressmark::text::FrozenText;
use uuid::Uuid;

use crate::corpus::Chance;

/// How many articles report one event.
const REPORTS: usize = 100;

/// Words that all events draw from.
const VOCABULARY: usize = 30_000;

/// Words that an event draws from.
const TOPIC: usize = 400;

/// How large a project is.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// All annotations, half of them in planted groups.
    pub annotations: usize,
    /// Annotations of one article; beside each annotated sentence there is another one.
    pub per_article: usize,
    /// Another seed, another project.
    pub seed: u64,
}

/// One annotated sentence.
#[derive(Clone, Debug)]
pub struct Told {
    /// The planted group, from 1; 0 for a sentence that is like no other.
    pub group: u32,
    /// Its words.
    pub text: String,
    speaker: Option<String>,
    article: usize,
}

impl Shape {
    /// How many articles there are.
    pub fn articles(&self) -> usize {
        self.annotations.div_ceil(self.per_article).max(1)
    }

    fn event(&self, article: usize) -> usize {
        article / REPORTS
    }
}

/// All annotated sentences by article.
pub fn told(shape: &Shape) -> Vec<Told> {
    let articles = shape.articles();
    let mut all = Vec::with_capacity(shape.annotations);
    let mut group = 0;
    let mut facts = 0;
    // The articles of an event are filled together, up to the number that each has room for.
    for first in (0..articles).step_by(REPORTS) {
        let last = (first + REPORTS).min(articles);
        let room = ((last - first) * shape.per_article).min(shape.annotations - all.len());
        let event = shape.event(first);
        let mut chance = Chance::new(shape.seed ^ 0xe4e7, event as u64);
        let end = all.len() + room;
        let mut turn = chance.below(last - first);
        let mut put = |told: Told, all: &mut Vec<Told>| {
            turn += 1 + usize::from(turn.is_multiple_of(7));
            all.push(Told { article: first + turn % (last - first), ..told });
        };
        while all.len() < end {
            facts += 1;
            let fact = Fact::new(shape.seed, event, facts);
            let planted = chance.below(5) == 0;
            if planted {
                group += 1;
                for _ in 0..(3 + chance.below(3)).min(end - all.len()) {
                    put(fact.tell(group, &mut chance), &mut all);
                }
            } else {
                put(fact.tell(0, &mut chance), &mut all);
            }
        }
    }
    all.sort_by_key(|t| t.article);
    all
}

/// The annotation of a sentence by its number in [`told`].
pub fn annotation(number: usize) -> AnnotationId {
    // Bits of a hash, as the last figures of real ids are chance.
    let mixed = (number as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    AnnotationId(Uuid::from_u128(mixed ^ (mixed >> 61)))
}

/// Who has made all annotations.
pub fn analyst() -> AnalystId {
    AnalystId::new("ana").unwrap()
}

/// The name of an article, counted from 0.
pub fn article(number: usize) -> ArticleId {
    ArticleId::new(&format!("article-{number:06}")).unwrap()
}

/// The project with these sentences.
pub fn project(shape: &Shape, told: &[Told]) -> Project {
    let mut project = Project::new("Events", Codebook::standard());
    project.apply(&Edit::AddAnalyst(Analyst { id: analyst(), name: "Ana".into() })).unwrap();
    let mut from = 0;
    for number in 0..shape.articles() {
        let count = told[from..].iter().take_while(|t| t.article == number).count();
        for edit in of_article(shape, number, &told[from..from + count], from) {
            project.apply(&edit).unwrap();
        }
        from += count;
    }
    project
}

/// The edits that add an article with these sentences, annotated; the first of them has this number.
pub fn of_article(shape: &Shape, number: usize, told: &[Told], first: usize) -> Vec<Edit> {
    let mut chance = Chance::new(shape.seed ^ 0xf111, number as u64);
    let event = shape.event(number);
    let mut text = String::new();
    let mut places = Vec::new();
    for (at, sentence) in told.iter().enumerate() {
        if at % 4 == 0 && at > 0 {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&sentence.text);
        places.push((start, text.len()));
        text.push_str(". ");
        // A sentence that nobody has marked.
        let filler = Fact::new(shape.seed ^ 0xf177, event, number * 1_000 + at).tell(0, &mut chance);
        text.push_str(&filler.text);
        text.push_str(". ");
    }
    text.push_str("The end.");
    let info = Info {
        outlet: format!("Outlet {}", number % 997),
        title: format!("Article {number}"),
        published: "2025-08-16".into(),
        language: "en".into(),
        ..Info::default()
    };
    let source = Source { file: format!("{number}.txt"), format: "text".into(), encoding: "UTF-8".into() };
    let added = DateTime::from_timestamp(1_755_300_000, 0).unwrap();
    let draft = ArticleDraft { id: article(number), text, info, noise: Vec::new(), settled: true, source, added };
    let frozen = FrozenText::new(&draft.text);
    let mut edits = vec![Edit::AddArticle(Box::new(draft))];
    for (at, (sentence, &place)) in told.iter().zip(&places).enumerate() {
        edits.push(annotate(&frozen, number, annotation(first + at), place, sentence.speaker.as_deref()));
    }
    if number % 7 != 6 {
        let progress = Progress::Done;
        edits.push(Edit::SetProgress { article: article(number), analyst: analyst(), progress });
    }
    edits
}

/// An annotation on the sentence that nobody has marked behind some annotated one of an article.
pub fn one_more(project: &Project, number: usize, id: AnnotationId) -> Edit {
    let text = &project.article(&article(number)).unwrap().text;
    let from = text.as_str().find(". ").unwrap() + 2;
    let end = from + text.as_str()[from..].find(". ").unwrap();
    annotate(text, number, id, (from, end), None)
}

fn annotate(text: &FrozenText, number: usize, id: AnnotationId, place: (usize, usize), speaker: Option<&str>) -> Edit {
    let (code, attributes) = match speaker {
        Some(name) => ("quote", vec![("speaker", name), ("form", "direct")]),
        None => ("claim", vec![("certainty", "asserted")]),
    };
    let annotation = AnnotationDraft {
        id,
        code: CodeId::new(code).unwrap(),
        spans: text.covering(place.0..place.1).map(|span| text.anchor(span)).into_iter().collect(),
        attributes: attributes.into_iter().map(|(k, v)| (AttributeId::new(k).unwrap(), v.to_owned())).collect(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: DateTime::from_timestamp(1_755_300_000, 0).unwrap(),
    };
    Edit::Annotate { article: article(number), analyst: analyst(), annotation: Box::new(annotation) }
}

/// A word of the vocabulary by its rank, and a synonym of it.
fn word(rank: usize, synonym: bool) -> String {
    const FIRST: &[&str] =
        &["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl"];
    const VOWEL: &[&str] = &["a", "e", "i", "o", "u", "ai", "ou"];
    const LAST: &[&str] = &["", "n", "r", "l", "m", "nd", "rt", "ck"];
    let mut chance = Chance::new(0x0907d, (rank * 2 + usize::from(synonym)) as u64);
    let mut made = String::new();
    for _ in 0..2 + rank % 2 {
        made.push_str(chance.of(FIRST));
        made.push_str(chance.of(VOWEL));
        made.push_str(chance.of(LAST));
    }
    made
}

fn name(number: usize) -> String {
    let small = word(VOCABULARY + number, false);
    small[..1].to_uppercase() + &small[1..]
}

/// A rank below `size` by Zipf's law with exponent 1, by the inverse of its distribution.
fn zipf(size: usize, chance: &mut Chance) -> usize {
    let part = chance.below(1 << 30) as f64 / f64::from(1 << 30);
    ((size as f64).powf(part) - 1.0) as usize
}

/// What is told: ranks of words, and names.
struct Fact {
    words: Vec<usize>,
    who: String,
    whom: String,
    place: String,
    number: usize,
    quote: bool,
}

impl Fact {
    fn new(seed: u64, event: usize, number: usize) -> Self {
        let mut chance = Chance::new(seed ^ 0xfac7, number as u64);
        let words = (0..14)
            .map(|at| {
                if at % 2 == 0 {
                    // The event's favourite words are spread over the vocabulary.
                    let favourite = zipf(TOPIC, &mut chance);
                    Chance::new(event as u64 + 1, favourite as u64).below(VOCABULARY)
                } else {
                    zipf(VOCABULARY, &mut chance)
                }
            })
            .collect();
        let mut named = |from: usize, many: usize| {
            // Some names are everywhere.
            let at = zipf(many, &mut chance);
            name(if chance.below(6) == 0 { at } else { 1_000 + event * 40 + from + at })
        };
        let (who, whom, place) = (named(0, 15), named(0, 15), named(20, 8));
        Self { words, who, whom, place, number: 2 + chance.below(900), quote: chance.below(4) == 0 }
    }

    fn tell(&self, group: u32, chance: &mut Chance) -> Told {
        let (text, speaker) =
            if self.quote { (self.utter(chance), Some(self.who.clone())) } else { (self.claim(chance), None) };
        Told { group, text, speaker, article: 0 }
    }

    /// A word of the fact, now and then a synonym of it or nothing.
    fn word(&self, at: usize, ending: &str, chance: &mut Chance) -> String {
        let swapped = chance.below(4) == 0;
        if chance.below(8) == 0 {
            return String::new();
        }
        word(self.words[at], swapped) + ending
    }

    fn claim(&self, chance: &mut Chance) -> String {
        let Self { who, whom, place, number, .. } = self;
        let who = if chance.below(8) == 0 { "officials" } else { who };
        let mut w = |at, ending| self.word(at, ending, chance);
        let main = format!("{who} {} the {} {} of the {}", w(0, "ed"), w(1, ""), w(2, "s"), w(3, ""));
        let after = format!("after {whom} had {} a {} {}", w(4, "ed"), w(5, ""), w(6, ""));
        let things = w(7, "s");
        let number = match chance.below(4) {
            0 => format!("about {number}"),
            1 => format!("more than {}", number - 1),
            _ => number.to_string(),
        };
        let with = format!("with {number} {things}");
        let place = if chance.below(8) == 0 { String::new() } else { format!("in {place}") };
        let made = match chance.below(4) {
            0 => format!("{main} {with} {place} {after}"),
            1 => format!("{place} {after}, {main} {with}"),
            2 => format!("According to reports, {main} {place} {with}, {after}"),
            _ => format!("{after}, {main} {place}, {with}"),
        };
        made.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn utter(&self, chance: &mut Chance) -> String {
        const LITTLE: &[&str] = &["we", "the", "of", "and", "have", "a", "to", "will", "in", "is", "not", "for", "our"];
        let mut said = Vec::new();
        for (at, rank) in self.words.iter().enumerate() {
            said.push(LITTLE[(rank + at) % LITTLE.len()].to_owned());
            let swapped = chance.below(12) == 0;
            said.push(word(*rank, swapped));
        }
        let (from, to) = (chance.below(8), said.len() - chance.below(8));
        said[from..to].join(" ")
    }
}
