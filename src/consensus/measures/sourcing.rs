//! On whom a statement rests: the outlets' own voice, somebody named, or somebody whom nobody names.

use crate::consensus::Statement;
use crate::model::{Kind, Project};
use crate::text::{Lexicon, sentences, words};

/// On whom the members of a statement rely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sourcing {
    /// At least one outlet says it in its own voice, relying on nobody.
    Own,
    /// Every member relies on somebody, and at least one of them is named.
    Named,
    /// Every member relies on sources that are not named.
    Anonymous,
}

/// Words for people without a name, folded, by language: whoever is called by these words alone is anonymous.
const NAMELESS: [(&str, &[&str]); 6] = [
    (
        "en",
        &[
            "source",
            "sources",
            "official",
            "officials",
            "person",
            "people",
            "insider",
            "insiders",
            "aide",
            "aides",
            "diplomat",
            "diplomats",
            "adviser",
            "advisers",
            "advisor",
            "advisors",
            "staffer",
            "staffers",
            "witness",
            "witnesses",
            "observers",
            "anonymous",
            "unnamed",
            "unidentified",
            "senior",
            "familiar",
        ],
    ),
    (
        "de",
        &[
            "quelle",
            "quellen",
            "kreise",
            "kreisen",
            "beamter",
            "beamte",
            "insider",
            "diplomaten",
            "vertraute",
            "anonym",
        ],
    ),
    (
        "fr",
        &[
            "source",
            "sources",
            "responsable",
            "responsables",
            "diplomate",
            "diplomates",
            "proche",
            "proches",
            "anonyme",
        ],
    ),
    (
        "es",
        &[
            "fuente",
            "fuentes",
            "funcionario",
            "funcionarios",
            "diplomatico",
            "diplomaticos",
            "allegados",
            "anonima",
            "anonimo",
        ],
    ),
    ("ru", &["источник", "источники", "источников", "источника", "чиновник", "чиновники", "собеседник", "анонимный"]),
    ("ar", &["مصدر", "مصادر", "المصدر", "مسؤول", "مسؤولون", "مسؤولين", "دبلوماسي", "مجهول"]),
];

/// Phrases that hide a source wherever they stand in the sentence, folded.
const PHRASES: [&str; 14] = [
    "condition of anonymity",
    "not authorized to speak",
    "not authorised to speak",
    "declined to be named",
    "asked not to be named",
    "asked not to be identified",
    "unter der bedingung der anonymitat",
    "wollte nicht genannt werden",
    "sous couvert d'anonymat",
    "sous le couvert de l'anonymat",
    "bajo condicion de anonimato",
    "bajo anonimato",
    "на условиях анонимности",
    "شرط عدم الكشف عن",
];

/// The words by which a source counts as anonymous, by language: for whoever wants to see the rule.
pub fn anonymous_words() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    NAMELESS.into_iter()
}

/// On whom a statement rests. A claim relies on its source, a quotation on its speaker; a sentence that speaks of
/// anonymity hides whomever it reports.
pub fn sourcing(project: &Project, statement: &Statement) -> Sourcing {
    let mut found = Sourcing::Anonymous;
    for member in &statement.members {
        let Some(article) = project.article(&member.place.article) else { continue };
        let source = member.source.as_deref().map(str::trim).filter(|s| !s.is_empty());
        let text = article.text.as_str();
        let start = member.spans.first().map_or(0, |s| s.start);
        let hidden = || {
            let paragraph = crate::text::paragraph_at(&article.text, start);
            let inside = text.get(paragraph.clone()).unwrap_or_default();
            let near =
                sentences(inside).into_iter().find(|s| paragraph.start + s.end > start).unwrap_or(0..inside.len());
            let folded = crate::text::fold(inside.get(near).unwrap_or_default());
            PHRASES.iter().any(|phrase| folded.contains(phrase))
        };
        let one = match source {
            Some(name) if is_nameless(name, &article.info.language) => Sourcing::Anonymous,
            _ if hidden() => Sourcing::Anonymous,
            // An outlet that names itself speaks in its own voice, and so does a quotation without a speaker.
            None => Sourcing::Own,
            Some(name) if name == article.outlet() && member.kind == Kind::Claim => Sourcing::Own,
            Some(_) => Sourcing::Named,
        };
        found = found.min(one);
    }
    found
}

/// Whether a source is called by a word for people only: “two senior officials”, not “officials of the ministry of
/// Sergei Lavrov”. A capital behind the first word, in a script that has them, is a name.
fn is_nameless(source: &str, language: &str) -> bool {
    let primary = language.split('-').next().filter(|l| !l.is_empty()).unwrap_or("en");
    let all = words(source, Lexicon::of(language));
    let of_language = NAMELESS.iter().filter(|(code, _)| *code == primary || *code == "en");
    let mut nameless = of_language.flat_map(|(_, list)| list.iter());
    let called = nameless.any(|word| all.iter().any(|w| w.form == *word));
    // German writes all nouns with a capital.
    let named = primary != "de" && all.iter().skip(1).filter(|w| w.capital).count() >= 2;
    called && !named
}
