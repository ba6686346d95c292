//! Chance from a seed, and the parts that edits are made of.

use chrono::DateTime;
use pressmark::model::{
    AnalystId, AnnotationDraft, AnnotationId, ArticleDraft, ArticleId, Attribute, AttributeId, Code, CodeId, Colour,
    Info, Kind, Place, Project, Provenance, Source, Time, Values,
};
use pressmark::text::{Anchor, FrozenText};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use uuid::Uuid;

use crate::scripts::SCRIPTS;

/// Numbers by chance from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    pub fn of<T>(&mut self, items: impl IntoIterator<Item = T>) -> Option<T> {
        let mut items: Vec<T> = items.into_iter().collect();
        if items.is_empty() { None } else { Some(items.swap_remove(self.below(items.len()))) }
    }

    /// Words that are not blank.
    pub fn words(&mut self) -> String {
        self.of(SCRIPTS).unwrap().1.chars().take(1 + self.below(20)).collect::<String>() + &self.below(9).to_string()
    }

    pub fn time(&mut self) -> Time {
        DateTime::from_timestamp(1_755_300_000 + self.below(9_000_000) as i64, self.below(1_000_000_000) as u32)
            .unwrap()
    }

    /// From a small choice, so that names come up again after they were taken out.
    pub fn name(&mut self, taken: &dyn Fn(&str) -> bool) -> Option<String> {
        let names = ["Site 002", "blog", "agence", "сайт", "网站", "موقع", "e\u{301}cho", "🇺🇸", "a/b:c", "x", "y", "z"];
        self.of(names.iter().filter(|n| !taken(n))).map(|n| (*n).to_owned())
    }

    /// A name and other spellings that are free for it, some of them one but for case or the way an accent is written.
    pub fn spellings(&mut self, project: &Project) -> Option<(String, Vec<String>)> {
        let all =
            ["Zelensky", "ZELENSKY", "Zelenskyy", "Зеленський", "Putin", "Poutine", "José", "JOSE\u{301}", "普京"];
        let free = |name: &str, spelling: &str| {
            let others = project.names().iter().filter(|(entry, _)| *entry != name);
            !others.flat_map(|(entry, list)| list.iter().chain([entry])).any(|s| folded(s) == folded(spelling))
        };
        let name = self.of(all.into_iter().filter(|n| free(n, n)))?;
        let aliases = all.into_iter().filter(|a| free(name, a) && folded(a) != folded(name) && self.below(3) == 0);
        Some((name.to_owned(), aliases.rev().map(str::to_owned).collect()))
    }

    pub fn article(&mut self, project: &Project) -> Option<ArticleId> {
        self.of(project.articles().map(|a| a.id.clone()))
    }

    pub fn analyst(&mut self, project: &Project) -> Option<AnalystId> {
        self.of(project.analysts().map(|a| a.id.clone()))
    }

    pub fn code(&mut self, project: &Project) -> Option<CodeId> {
        self.of(project.codebook().codes.iter().map(|c| c.id.clone()))
    }

    pub fn place(&mut self, project: &Project) -> Option<Place> {
        self.of(places(project))
    }

    pub fn some_annotation(&mut self) -> AnnotationId {
        AnnotationId(Uuid::from_u128(self.below(60) as u128))
    }

    pub fn new_annotation(&mut self, project: &Project) -> Option<AnnotationId> {
        (0..50).map(|_| self.some_annotation()).find(|&id| project.find(id).is_none())
    }

    /// Up to `most` spans in order and apart.
    pub fn spans(&mut self, text: &FrozenText, most: usize) -> Vec<Anchor> {
        let all: Vec<usize> = text.as_str().grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let mut ends: Vec<usize> = (0..2 * most).map(|_| all[self.below(all.len())]).collect();
        ends.sort_unstable();
        ends.dedup();
        ends.chunks_exact(2)
            .map(|e| Anchor { start: e[0] as u32, end: e[1] as u32, words: text.as_str()[e[0]..e[1]].to_owned() })
            .collect()
    }

    /// One span or more.
    pub fn needed_spans(&mut self, text: &FrozenText) -> Vec<Anchor> {
        let most = 1 + self.below(3);
        let spans = self.spans(text, most);
        if spans.is_empty() {
            vec![Anchor { start: 0, end: text.len() as u32, words: text.as_str().to_owned() }]
        } else {
            spans
        }
    }

    pub fn value(&mut self, attribute: &Attribute) -> Option<String> {
        match &attribute.values {
            Values::Choice(words) => self.of(words.iter().filter(|w| !w.is_empty()).cloned()),
            Values::Text | Values::Name => Some(self.words()),
        }
    }

    pub fn draft(&mut self, id: ArticleId) -> ArticleDraft {
        let breaks = ["\n\n", "\r\n\r\n", "\0", " ", "\u{feff}", "\u{2029}"];
        let mut text = String::new();
        for _ in 0..1 + self.below(4) {
            text += self.of(SCRIPTS).unwrap().1;
            text += self.of(breaks).unwrap();
        }
        let frozen = FrozenText::new(&text);
        let published = ["", "2025-08-16", "2025-08-16T09:30:00+02:00"];
        ArticleDraft {
            id,
            info: Info { outlet: self.words(), published: self.of(published).unwrap().into(), ..Info::default() },
            noise: self.spans(&frozen, 2),
            settled: self.coin(),
            source: Source { file: self.words(), format: "text".into(), encoding: String::new() },
            added: self.time(),
            text,
        }
    }

    pub fn annotation(&mut self, project: &Project, text: &FrozenText) -> Option<AnnotationDraft> {
        let provenance = [
            Provenance::Hand,
            Provenance::Accepted { rule: self.words() },
            Provenance::Imported { format: "jsonl".into() },
        ];
        let mut draft = AnnotationDraft {
            id: self.new_annotation(project)?,
            code: self.code(project)?,
            spans: self.needed_spans(text),
            attributes: Default::default(),
            note: if self.coin() { self.words() } else { String::new() },
            provenance: self.of(provenance)?,
            at: self.time(),
        };
        for attribute in &project.codebook().attributes {
            if self.below(4) == 0
                && let Some(value) = self.value(attribute)
            {
                draft.attributes.insert(attribute.id.clone(), value);
            }
        }
        Some(draft)
    }

    pub fn code_value(&mut self, project: &Project, id: CodeId) -> Code {
        let codes = &project.codebook().codes;
        let below = |code: &Code| {
            let (mut at, mut steps) = (Some(code.id.clone()), 0);
            while let Some(here) = at {
                if here == id || steps > codes.len() {
                    return true;
                }
                at = project.codebook().code(&here).and_then(|c| c.parent.clone());
                steps += 1;
            }
            false
        };
        let others = || codes.iter().filter(|c| c.id != id);
        let used: Vec<char> = others().filter_map(|c| c.key).collect();
        let mut name = self.words();
        while others().any(|c| c.name.to_lowercase() == name.to_lowercase()) {
            name.push('x');
        }
        Code {
            name,
            kind: self.of(Kind::ALL).unwrap(),
            key: self.of("123456789é".chars().filter(|c| !used.contains(c))).filter(|_| self.coin()),
            colour: self.coin().then_some(Colour(1, 2, 3)),
            definition: self.words(),
            examples: vec![self.words(); self.below(3)],
            parent: self.of(codes.iter().filter(|c| !below(c)).map(|c| c.id.clone())).filter(|_| self.coin()),
            id,
        }
    }

    pub fn attribute_value(&mut self, id: AttributeId, kept: Vec<String>) -> Attribute {
        let choice = kept.into_iter().chain([self.words(), self.words()]).collect();
        Attribute {
            id,
            name: self.words(),
            kinds: Kind::ALL.into_iter().filter(|_| self.coin()).collect(),
            values: self.of([Values::Text, Values::Name, Values::Choice(choice)]).unwrap(),
            definition: String::new(),
        }
    }
}

/// A name without case, accents in one piece.
pub fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// The places of all annotations.
pub fn places(project: &Project) -> Vec<Place> {
    let each = project.layers().flat_map(|(article, analyst, layer)| {
        layer.annotations().iter().map(move |a| (article.clone(), analyst.clone(), a.id))
    });
    each.map(|(article, analyst, annotation)| Place { article, analyst, annotation }).collect()
}
