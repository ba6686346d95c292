//! The rules and thresholds by which statements are made, in words: what a report prints as its method.

use std::collections::BTreeSet;

use crate::model::Project;
use crate::text;

use super::{origins, score};

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is about.
    pub name: String,
    /// Its value or threshold.
    pub value: String,
    /// What it means, in a sentence.
    pub meaning: String,
}

/// All rules and thresholds that hold for a project, in the order in which they come into play.
pub fn method(project: &Project) -> Vec<Rule> {
    let rule =
        |name: &str, value: String, meaning: &str| Rule { name: name.to_owned(), value, meaning: meaning.to_owned() };
    let decisions = project.decisions().count();
    let mut rules = vec![
        rule(
            "Analysts' decisions",
            decisions.to_string(),
            "Same, different, locked, one origin and independent hold before every score; a newer one prevails over an older one.",
        ),
        rule(
            "Together from",
            format!("{:.2}", score::TOGETHER),
            "Mean score of the pairs between two groups from which they are put together (average linkage).",
        ),
        rule(
            "Strangers below",
            format!("{:.2}", score::FLOOR),
            "Score below which two marks are not compared any further.",
        ),
        rule(
            "One utterance from",
            format!("{:.2}", score::UTTERANCE),
            "The share of the shorter quotation's words that stand in the other in a row from which two quotations quote the \
             same words.",
        ),
        rule(
            "A rendering from",
            format!("{:.2}", score::RENDERING),
            "The same share from which a claim tells another's words.",
        ),
        rule(
            "Counts against",
            format!(
                "another speaker × {:.2}, one word × {:.2}, one article × {:.2}, nested − {:.2}",
                score::OTHER_SPEAKER,
                score::ONE_WORD,
                score::SAME_ARTICLE,
                score::NESTED
            ),
            "What is left of a score, or taken off it, where two quotations that are not word for word the same name different speakers, a single word ties a claim \
             to a quotation, both stand in one article, or one holds the other.",
        ),
        rule(
            "Shared passage from",
            format!("{} words, {:.2}", origins::LEAST / 2, origins::SHARE),
            "Words without capitals and outside quotations, in runs of five and more, that two sentences of different outlets \
             must share, and their share of the shorter sentence, to be one passage and so of one origin.",
        ),
        rule(
            "Set phrase above",
            format!("{} articles", origins::COMMON),
            "Five words in a row that stand in more articles are nobody's in particular.",
        ),
        rule(
            "Drift of a quotation",
            "0 to 1".to_owned(),
            "Replaced, inserted and deleted words by all words of the stretch that it shares with the leading wording; a \
             faithful cut has 0.",
        ),
    ];
    rules.extend(hedges(project).into_iter().map(|(language, words, value)| Rule {
        name: format!("Hedge ({language})"),
        value,
        meaning: format!("What a number may be, as a part of itself, with: {words}"),
    }));
    rules
}

/// The hedges of the project's languages, English without any: language, words, range; words of one range together.
fn hedges(project: &Project) -> Vec<(&'static str, String, String)> {
    let spoken: BTreeSet<&str> = project
        .articles()
        .map(|a| a.info.language.split('-').next().unwrap_or_default())
        .map(|language| if language.is_empty() { "en" } else { language })
        .collect();
    let mut found: Vec<(&'static str, String, String)> = Vec::new();
    for row in text::hedges().into_iter().filter(|row| spoken.contains(row.language)) {
        let high = if row.high.is_finite() { format!("{:.2}", row.high) } else { "any more".to_owned() };
        let range = format!("{:.2} to {high}", row.low);
        match found.iter_mut().find(|(language, _, known)| *language == row.language && *known == range) {
            Some((_, words, _)) => {
                words.push_str(", ");
                words.push_str(row.words);
            }
            None => found.push((row.language, row.words.to_owned(), range)),
        }
    }
    found
}
