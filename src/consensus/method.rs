//! The rules and thresholds by which statements are made, in words: what a report prints as its method.

use crate::model::Project;

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
    vec![
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
    ]
}
