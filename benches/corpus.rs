//! Corpora of any size for the benches: several outlets' articles on one event, the same for the same shape.
//!
//! Facts are few and articles many, so the same fact is told in several wordings, now and then with another number,
//! and the consensus has something to find.

// Each bench uses a part of it.
#![allow(dead_code, clippy::unwrap_used)]

use std::path::Path;

use chrono::{DateTime, Duration};
use pressmark::model::{
    Analyst, AnalystId, AnnotationDraft, AnnotationId, ArticleDraft, ArticleId, AttributeId, CodeId, Codebook, Edit,
    Info, Progress, Project, Provenance, Source, Time, Timeline,
};
use pressmark::text::FrozenText;
use uuid::Uuid;

/// How large a corpus is.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many articles.
    pub articles: usize,
    /// Bytes an article, at least; a sentence more at most.
    pub bytes: usize,
    /// Annotations an article, all by one analyst.
    pub annotations: usize,
    /// Another seed, another corpus.
    pub seed: u64,
}

impl Shape {
    /// This shape, changed by `PRESSMARK_ARTICLES`, `PRESSMARK_BYTES`, `PRESSMARK_ANNOTATIONS` and `PRESSMARK_SEED`.
    pub fn or_env(self) -> Self {
        let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
        Self {
            articles: number("PRESSMARK_ARTICLES").unwrap_or(self.articles),
            bytes: number("PRESSMARK_BYTES").unwrap_or(self.bytes),
            annotations: number("PRESSMARK_ANNOTATIONS").unwrap_or(self.annotations),
            seed: number("PRESSMARK_SEED").map_or(self.seed, |seed: usize| seed as u64),
        }
    }

    /// All annotations.
    pub fn total(&self) -> usize {
        self.articles * self.annotations
    }
}

/// The analyst who has made all annotations.
pub fn analyst() -> AnalystId {
    AnalystId::new("ana").unwrap()
}

/// The name of an article, counted from 0.
pub fn article(number: usize) -> ArticleId {
    ArticleId::new(&format!("article-{number:05}")).unwrap()
}

/// A project of that shape.
pub fn project(shape: &Shape) -> Project {
    let mut project = Project::new("Corpus", Codebook::standard());
    for edit in edits(shape) {
        project.apply(&edit).unwrap();
    }
    project
}

/// A project on disk, closed, with a checkpoint of everything.
pub fn written(shape: &Shape, folder: &Path) {
    let empty = Project::new("Corpus", Codebook::standard());
    let opened = pressmark::store::create(folder, empty, analyst(), "Ana").unwrap();
    let mut timeline = Timeline::new(opened.project);
    let writer = opened.writer.unwrap();
    for edit in edits(shape).skip(1) {
        timeline.commit("Make", edit.clone()).unwrap();
        writer.record(timeline.revision(), chrono::Utc::now(), "Make", &edit, timeline.project());
    }
    writer.flush(true).unwrap();
}

/// The edits that make [`project`] of an empty one with the standard codebook.
pub fn edits(shape: &Shape) -> impl Iterator<Item = Edit> {
    let shape = *shape;
    let first = Edit::AddAnalyst(Analyst { id: analyst(), name: "Ana".into() });
    std::iter::once(first).chain((0..shape.articles).flat_map(move |number| of_article(&shape, number)))
}

/// One annotation more, on the words of the first sentence of an article, under a new id.
pub fn one_more(shape: &Shape, project: &Project, number: usize) -> Edit {
    let text = &project.article(&article(number)).unwrap().text;
    let end = text.as_str().find('.').map_or(text.len(), |at| at + 1);
    let mut chance = Chance::new(shape.seed, 0xadd);
    let id = annotation_id(shape, shape.articles, number);
    annotate(text, article(number), id, &[(0, end)], Tale::Claim, &mut chance)
}

fn annotation_id(shape: &Shape, article: usize, number: usize) -> AnnotationId {
    AnnotationId(Uuid::from_u128(u128::from(shape.seed) << 64 | (article as u128) << 32 | number as u128 | 7 << 76))
}

fn of_article(shape: &Shape, number: usize) -> Vec<Edit> {
    let mut chance = Chance::new(shape.seed, number as u64);
    let (text, told) = write(shape, &mut chance);
    let outlet = format!("{} {}", chance.of(CITIES), chance.of(PAPERS));
    let info = Info {
        outlet: if number < CITIES.len() { outlet } else { format!("{outlet} {number}") },
        title: format!("{} meets {}", chance.of(ACTORS), chance.of(ACTORS)),
        published: "2025-08-16".into(),
        language: "en".into(),
        ..Info::default()
    };
    let source = Source { file: format!("{}.txt", article(number)), format: "text".into(), encoding: "UTF-8".into() };
    let draft =
        ArticleDraft { id: article(number), text, info, noise: Vec::new(), settled: true, source, added: moment(0) };
    let frozen = FrozenText::new(&draft.text);
    let mut edits = vec![Edit::AddArticle(Box::new(draft))];
    let (mut last, mut again) = (usize::MAX, 0);
    for at in 0..shape.annotations {
        // Evenly over the sentences; where there are more annotations than sentences, the later ones lie inside the
        // earlier ones.
        let here = at * told.len() / shape.annotations;
        again = if here == last { again + 1 } else { 0 };
        last = here;
        let (range, tale) = &told[here];
        let spans = narrowed(&frozen, range, again);
        edits.push(annotate(&frozen, article(number), annotation_id(shape, number, at), &spans, *tale, &mut chance));
    }
    let progress = if number % 7 == 6 { Progress::Reading } else { Progress::Done };
    edits.push(Edit::SetProgress { article: article(number), analyst: analyst(), progress });
    edits
}

/// First byte, and first byte behind.
type Stretch = (usize, usize);

/// A sentence as it stands, without its first or last words, or as two spans around its middle.
fn narrowed(text: &FrozenText, &(start, end): &Stretch, how: usize) -> Vec<Stretch> {
    let gaps: Vec<usize> = text.as_str()[start..end].match_indices(' ').map(|(at, _)| start + at).collect();
    match (how % 4, &gaps[..]) {
        (1, [_, second, _, ..]) => vec![(second + 1, end)],
        (2, [.., last, _]) => vec![(start, *last)],
        (3, [_, _, third, fourth, _, ..]) => vec![(start, *third), (fourth + 1, end)],
        _ => vec![(start, end)],
    }
}

fn annotate(
    text: &FrozenText,
    article: ArticleId,
    id: AnnotationId,
    spans: &[Stretch],
    tale: Tale,
    chance: &mut Chance,
) -> Edit {
    let attributes: &[(&str, &str)] = match tale {
        Tale::Quote => &[("speaker", chance.of(ACTORS)), ("form", "direct")],
        Tale::Claim if chance.below(4) == 0 => &[("source", chance.of(ACTORS)), ("certainty", "hedged")],
        Tale::Claim => &[("certainty", "asserted")],
        Tale::Opinion => &[("holder", chance.of(ACTORS)), ("polarity", "negative")],
    };
    let annotation = AnnotationDraft {
        id,
        code: CodeId::new(tale.code()).unwrap(),
        spans: spans.iter().filter_map(|&(from, to)| text.covering(from..to)).map(|span| text.anchor(span)).collect(),
        attributes: attributes.iter().map(|(k, v)| (AttributeId::new(k).unwrap(), (*v).to_owned())).collect(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: moment(i64::from(id.0.as_u128() as u32)),
    };
    Edit::Annotate { article, analyst: analyst(), annotation: Box::new(annotation) }
}

fn moment(seconds: i64) -> Time {
    DateTime::from_timestamp(1_755_300_000, 0).unwrap() + Duration::seconds(seconds)
}

/// Numbers by chance: xorshift64*, by Vigna, “An experimental exploration of Marsaglia's xorshift generators” (2016).
pub struct Chance(u64);

impl Chance {
    /// The numbers of a seed's stream.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut chance = Self((seed ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1);
        // The first numbers of like seeds are like each other.
        for _ in 0..8 {
            chance.next();
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// A number from 0 up to one less.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// A name that is hardly ever given twice.
    fn name(&mut self) -> String {
        let parts: String = (0..2 + self.below(2)).map(|_| self.of(SYLLABLES)).collect();
        parts[..1].to_uppercase() + &parts[1..] + self.of(&["", "a", "grad", "stad", "ville"])
    }

    /// One of them.
    pub fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}

#[derive(Clone, Copy)]
enum Tale {
    Claim,
    Quote,
    Opinion,
}

impl Tale {
    fn code(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Quote => "quote",
            Self::Opinion => "opinion",
        }
    }
}

/// Text of the wanted length, and what each of its sentences is.
fn write(shape: &Shape, chance: &mut Chance) -> (String, Vec<(Stretch, Tale)>) {
    // One fact is told about four times in all.
    let facts = (shape.total() / 4).max(8);
    let (mut text, mut told) = (String::with_capacity(shape.bytes + 300), Vec::new());
    let mut left = 0;
    while text.len() < shape.bytes.max(1) || told.is_empty() {
        if left == 0 {
            left = 2 + chance.below(4);
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
        } else {
            text.push(' ');
        }
        left -= 1;
        // Some facts are on everybody's lips.
        let popular = chance.below(3) == 0;
        let fact = chance.below(if popular { facts.div_ceil(8) } else { facts });
        let (sentence, tale) = tell(shape.seed, fact, chance);
        let start = text.len();
        text.push_str(&sentence);
        told.push(((start, text.len()), tale));
    }
    (text, told)
}

/// One wording of a fact. What is told depends on the fact, how on chance; one number in eight is another.
fn tell(seed: u64, fact: usize, chance: &mut Chance) -> (String, Tale) {
    let mut own = Chance::new(seed ^ 0xfac7, fact as u64);
    let (who, whom) = (own.of(ACTORS), own.of(ACTORS));
    let (city, thing, topic) = (own.of(CITIES), own.of(THINGS), own.of(TOPICS));
    let (verb, quality) = (own.below(VERBS.len()), own.of(QUALITIES));
    // As in the news, most facts have a place or a name of their own.
    let city = if own.below(4) == 0 { city.to_owned() } else { own.name() };
    let number = 2 + own.below(900) + if chance.below(8) == 0 { 1 + chance.below(9) } else { 0 };
    let how = chance.below(3);
    let verb = VERBS[verb][how];
    match own.below(8) {
        0 | 1 => {
            let words = format!("There will be no {thing} on {topic} until {whom} signs the {city} accord");
            let said = chance.of(SAID);
            let sentence = match how {
                0 => format!("“{words},” {who} {said}."),
                1 => format!("{who} {said}: “{words}.”"),
                _ => format!("“There will be no {thing} on {topic},” {who} {said}, “until {whom} signs it.”"),
            };
            (sentence, Tale::Quote)
        }
        2 => {
            let sentence = match how {
                0 => format!("The {thing} on {topic} was {quality} for {who}, observers in {city} felt."),
                1 => format!("For {who} the {topic} {thing} looked {quality}."),
                _ => format!("It was, many in {city} thought, a {quality} {thing} for {who} and for {topic}."),
            };
            (sentence, Tale::Opinion)
        }
        3 | 4 => {
            let (hours, half) = (2 + number % 6, number.is_multiple_of(2));
            let sentence = match how {
                0 if half => format!("The talks between {who} and {whom} in {city} lasted {hours} and a half hours."),
                0 => format!("The talks between {who} and {whom} in {city} lasted {hours} hours."),
                1 => format!("{who} and {whom} spent nearly {hours} hours in {city} talking about {topic}."),
                _ => {
                    format!("After a {hours}-hour meeting in {city}, {who} and {whom} left without a word on {topic}.")
                }
            };
            (sentence, Tale::Claim)
        }
        _ => {
            let not = if chance.below(20) == 0 { "has not" } else { "has" };
            let sentence = match how {
                0 => format!("{who} {not} {verb} {number} {thing}s on {topic} in {city}."),
                1 => format!(
                    "According to officials in {city}, {who} {not} {verb} some {number} {thing}s about {topic}."
                ),
                _ => format!("In {city}, {number} {thing}s on {topic} were at stake, which {who} {not} {verb}."),
            };
            (sentence, Tale::Claim)
        }
    }
}

#[rustfmt::skip]
const ACTORS: &[&str] = &[
    "the president", "the chancellor", "Foreign Minister Ortiz", "Ambassador Lindqvist", "General Okafor",
    "Prime Minister Dvořák", "the envoy", "Senator Whitfield", "the delegation", "Commissioner Haraldsen",
    "spokeswoman Amara Nwosu", "the mediator", "Governor Castellanos", "the opposition", "Minister Tanaka",
    "adviser José Figueiredo", "the committee", "Secretary Marchetti", "the union", "Judge Abernathy",
];
#[rustfmt::skip]
const CITIES: &[&str] = &[
    "Anchorage", "Geneva", "Vienna", "Reykjavík", "Helsinki", "Doha", "Ankara", "São Paulo", "Nairobi", "Oslo",
    "Zürich", "Jakarta", "Ottawa", "Lisbon", "Seoul", "Warsaw", "Cairo", "Lima", "Rabat", "Tallinn",
];
#[rustfmt::skip]
const SYLLABLES: &[&str] = &[
    "var", "kel", "tom", "oru", "bri", "san", "dul", "ne", "mar", "shi", "gol", "ter", "pav", "lin", "ost", "rek", "hal",
    "min", "dov", "cas", "ber", "zor", "fen", "qua", "lu", "pra", "ves", "nak", "tir", "wen",
];
#[rustfmt::skip]
const PAPERS: &[&str] = &["Herald", "Tribune", "Post", "Observer", "Gazette", "Courier", "Chronicle"];
#[rustfmt::skip]
const THINGS: &[&str] = &[
    "deal", "treaty", "ceasefire", "proposal", "sanction", "summit", "visa", "permit", "loan", "tariff", "contract",
    "pledge", "warning", "resolution", "inspection", "mandate", "petition", "verdict", "subsidy", "quota",
];
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "grain exports", "gas pipelines", "prisoner exchange", "border crossings", "drone strikes", "fishing rights",
    "nuclear inspections", "refugee camps", "steel prices", "vaccine supplies", "rail corridors", "arms control",
    "water rights", "cyber security", "carbon credits", "satellite launches", "oil shipments", "election monitors",
];
#[rustfmt::skip]
const VERBS: &[[&str; 3]] = &[
    ["approved", "agreed to", "accepted"],
    ["rejected", "turned down", "refused"],
    ["announced", "unveiled", "presented"],
    ["suspended", "put on hold", "frozen"],
    ["demanded", "called for", "insisted on"],
    ["delivered", "handed over", "supplied"],
    ["discussed", "talked about", "debated"],
];
#[rustfmt::skip]
const QUALITIES: &[&str] = &["a relief", "disappointing", "a triumph", "hollow", "promising", "reckless", "overdue"];
#[rustfmt::skip]
const SAID: &[&str] = &["said", "told reporters", "warned", "insisted", "added", "wrote"];
