//! Statements as a table.

use std::io::{self, Write};

use crate::consensus::{Absent, Consensus, Difference, Severity};
use crate::export::csv::{disk, table};
use crate::model::{ArticleId, Project};

/// The columns; new ones are put behind the others.
const COLUMNS: [&str; 18] = [
    "project",
    "statement",
    "kind",
    "text",
    "standing",
    "outlets",
    "of",
    "articles",
    "differences",
    "silent",
    "unread",
    "origins",
    "severity",
    "drift",
    "decided",
    "locked",
    "verdict",
    "note",
];

/// Writes a table with one row a statement. Lists are joined by `; `; the annotations behind a statement are in the
/// table of annotations, by its id. `severity` is that of each difference, `wording` where a quotation's words differ.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_consensus_csv(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(COLUMNS).map_err(disk)?;
    for statement in &consensus.statements {
        let mut articles: Vec<&str> = statement.members.iter().map(|m| m.place.article.as_str()).collect();
        articles.dedup();
        let differences: Vec<String> = statement.differences.iter().map(in_words).collect();
        let severity = |d: &Difference| d.severity.map_or("wording", Severity::as_str);
        let severities: Vec<&str> = statement.differences.iter().map(severity).collect();
        let list = |ids: &Absent| ids.iter().map(ArticleId::as_str).collect::<Vec<_>>().join("; ");
        let row = [
            project.title(),
            &statement.id,
            statement.kind.as_str(),
            &statement.text,
            statement.standing.as_str(),
            &statement.outlets.to_string(),
            &statement.of.to_string(),
            &articles.join("; "),
            &differences.join("; "),
            &list(&statement.silent),
            &list(&statement.unread),
            &statement.origins.len().to_string(),
            &severities.join("; "),
            &statement.drift().map_or_else(String::new, |d| format!("{d:.3}")),
            yes(statement.decided),
            yes(statement.locked),
            statement.verdict.as_deref().unwrap_or_default(),
            statement.note.as_deref().unwrap_or_default(),
        ];
        table.write_record(row).map_err(disk)?;
    }
    table.flush()
}

fn yes(so: bool) -> &'static str {
    if so { "yes" } else { "no" }
}

fn in_words(difference: &Difference) -> String {
    let values: Vec<&str> = difference.values.iter().map(|v| v.value.as_str()).collect();
    format!("{} {}", difference.slot.as_str(), values.join(" | "))
}
