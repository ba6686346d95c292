//! The rules and thresholds by which statements are made, in words: what a report prints as its method.

use crate::model::Project;

use super::score;

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
    ]
}
