//! The report as Markdown, for those who write on in it.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use super::gather::Report;
use super::html::facts;
use super::words::{self, count, percent};
use crate::consensus::{Consensus, Difference, Relation, Slot, Sourcing, Standing, Statement, method};
use crate::model::Project;

/// Columns that a table of Markdown can bear; with more outlets the matrix is a list.
const COLUMNS: usize = 12;

/// Text in which Markdown finds no marks of its own, on one line.
struct Plain<'a>(&'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&' => {
                    write!(f, "\\{c}")?;
                }
                c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => f.write_str(" ")?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// Writes the consensus as Markdown: summary, contested statements, matrix, quotations, sources, what is left out,
/// opinion, coverage, method, articles. The same project gives the same bytes.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_consensus_markdown(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let report = Report::new(project, consensus);
    let title = if project.title().is_empty() { "Untitled project" } else { project.title() };
    writeln!(out, "# {}\n", Plain(title))?;
    if !project.event().is_empty() {
        writeln!(out, "{}\n", Plain(project.event()))?;
    }
    writeln!(out, "## Summary\n\n| What | How many |\n| --- | --- |")?;
    for (name, value) in facts(&report) {
        writeln!(out, "| {name} | {} |", Plain(&value))?;
    }
    if report.shown < report.consensus.statements.len() {
        writeln!(out, "\nThe first {} statements are shown; the figures count all.", report.shown)?;
    }
    contested(&report, out)?;
    matrix(&report, out)?;
    quotations(&report, out)?;
    sources(&report, out)?;
    figures(&report, out)?;
    writeln!(out, "\n## Method\n\n| Rule | Value | What it means |\n| --- | --- | --- |")?;
    for rule in method(project) {
        writeln!(out, "| {} | {} | {} |", Plain(&rule.name), Plain(&rule.value), Plain(&rule.meaning))?;
    }
    writeln!(
        out,
        "\n## Articles\n\n| Article | Outlet | Title | Published | Read | SHA-256 of the text |\n| --- | --- | --- | --- | --- | --- |"
    )?;
    for article in project.articles() {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            Plain(article.id.as_str()),
            Plain(article.outlet()),
            Plain(&article.info.title),
            Plain(&article.info.published),
            words::progress(project.progress(&article.id)),
            article.sha256,
        )?;
    }
    Ok(())
}

fn contested(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Contested statements")?;
    let mut any = false;
    for (number, statement) in report.statements().filter(|(_, s)| s.standing == Standing::Contested) {
        any = true;
        writeln!(out, "\n### {number}. {}\n\n{}\n", Plain(&statement.text), Plain(&words::carried(statement)))?;
        for difference in statement.differences.iter().filter(|d| d.slot != Slot::Wording) {
            differing(report, statement, difference, out)?;
        }
        writeln!(out)?;
        voices(report, statement, out)?;
    }
    if any { Ok(()) } else { writeln!(out, "\nNo statement is contested.") }
}

fn differing(report: &Report, statement: &Statement, difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "- {}: the values {}", words::question(difference.slot), words::severity(difference))?;
    if !difference.rule.is_empty() {
        writeln!(out, "  - {}", Plain(&difference.rule))?;
    }
    for rival in &difference.values {
        let givers = words::givers(report, statement, rival).join(", ");
        writeln!(out, "  - **{}**: {}", Plain(&rival.value), Plain(&givers))?;
    }
    Ok(())
}

fn voices(report: &Report, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    for member in &statement.members {
        let source = member.source.as_ref().map_or(String::new(), |name| format!(", {name}"));
        let outlet = report.outlet(&member.place.article);
        writeln!(out, "> {}  \n> {}{}\n", Plain(&member.text), Plain(outlet), Plain(&source))?;
    }
    Ok(())
}

fn matrix(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Matrix\n\n≠ says otherwise, ¬ denies, – silent, ? not read to the end.\n")?;
    if report.outlets.len() > COLUMNS {
        for (number, statement) in report.statements() {
            let standing = words::standing(statement.standing);
            writeln!(out, "{number}. {} ({standing}, {})", Plain(&statement.text), Plain(&words::carried(statement)))?;
        }
        return Ok(());
    }
    write!(out, "| | Statement | Standing |")?;
    report.outlets.iter().try_for_each(|(outlet, _)| write!(out, " {} |", Plain(outlet)))?;
    write!(out, "\n| ---: | --- | --- |")?;
    report.outlets.iter().try_for_each(|_| write!(out, " --- |"))?;
    writeln!(out)?;
    for (number, statement) in report.statements() {
        let text = words::shortened(&statement.text, 200);
        let standing = words::standing(statement.standing);
        let carried = words::carried(statement);
        let marks = marks(statement);
        write!(out, "| {number} | {} | {standing}, {}{} |", Plain(&text), Plain(&carried), Plain(&marks))?;
        for (_, articles) in &report.outlets {
            let cell = words::cell(statement, articles, 60);
            write!(out, " {} |", Plain(format!("{} {}", cell.mark, cell.words).trim()))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What analysts have said of a statement, to stand behind its standing.
fn marks(statement: &Statement) -> String {
    let mut marks = vec![if statement.decided { "decided" } else { "proposed" }.to_owned()];
    marks.extend(statement.locked.then(|| "locked".to_owned()));
    marks.extend(statement.verdict.iter().map(|verdict| format!("verdict {verdict}")));
    marks.extend(statement.note.iter().map(|note| format!("note {note}")));
    format!("; {}", marks.join("; "))
}

fn quotations(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Quotations and their variants\n\n{}", words::DRIFT)?;
    for (number, statement) in report.statements().filter(|(_, s)| s.variants.len() > 1) {
        writeln!(out, "\n{number}. {}\n", Plain(&statement.text))?;
        for variant in &statement.variants {
            let Some(member) = statement.members.get(variant.member) else { continue };
            let speaker = member.source.as_ref().map_or(String::new(), |name| format!(", {name}"));
            let drift = match variant.relation {
                Relation::Leading => String::new(),
                _ => format!(", drift {:.2}", variant.drift),
            };
            writeln!(
                out,
                "   - {} ({}{}; {}{drift})",
                Plain(&member.text),
                Plain(report.outlet(&member.place.article)),
                Plain(&speaker),
                words::relation(variant.relation)
            )?;
        }
    }
    Ok(())
}

fn sources(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let sharing = &report.consensus.sharing;
    writeln!(out, "\n## Sources\n")?;
    if sharing.passages.is_empty() {
        writeln!(out, "No two outlets share a passage.")?;
    }
    for passage in &sharing.passages {
        let (a, b) = (report.outlet(&passage.a.0), report.outlet(&passage.b.0));
        writeln!(out, "- {} and {} share a passage ({}):\n", Plain(a), Plain(b), percent(f64::from(passage.share)))?;
        for (id, range) in [&passage.a, &passage.b] {
            let text = report.articles.get(id).and_then(|a| a.text.as_str().get(range.clone())).unwrap_or_default();
            writeln!(out, "  > {}  \n  > {}\n", Plain(text), Plain(report.outlet(id)))?;
        }
    }
    let mut named: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (id, _, name) in &sharing.agencies {
        *named.entry((report.outlet(id), name)).or_default() += 1;
    }
    for ((outlet, name), times) in named {
        writeln!(out, "- {} names {} ({})", Plain(outlet), Plain(name), count(times, "time"))?;
    }
    let single = |at: usize| report.consensus.statements.get(at).is_some_and(|s| s.standing == Standing::SingleSource);
    list(report, "Said by one source only", &single, out)?;
    let anonymous = |at: usize| report.sourcing.get(at) == Some(&Sourcing::Anonymous);
    list(report, "Resting on anonymous sources only", &anonymous, out)
}

fn list(report: &Report, title: &str, wanted: &dyn Fn(usize) -> bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {title}\n")?;
    let mut any = false;
    for (number, statement) in report.statements().filter(|(number, _)| wanted(number.saturating_sub(1))) {
        any = true;
        let outlets = words::carriers(report, statement).join(", ");
        writeln!(out, "- {number}. {} ({})", Plain(&words::shortened(&statement.text, 240)), Plain(&outlets))?;
    }
    if any { Ok(()) } else { writeln!(out, "None.") }
}

fn figures(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## What outlets leave out")?;
    for (outlet, gaps) in &report.gaps {
        writeln!(out, "\n### {}\n", Plain(outlet.trim()))?;
        if gaps.is_empty() {
            writeln!(out, "Nothing that most others have.")?;
        }
        for gap in gaps {
            let Some(statement) = report.consensus.statements.get(gap.statement) else { continue };
            let text = words::shortened(&statement.text, 240);
            writeln!(
                out,
                "- {}. {} ({} of {})",
                gap.statement + 1,
                Plain(&text),
                gap.carried,
                count(gap.of, "other outlet")
            )?;
        }
    }
    writeln!(
        out,
        "\n## Opinion\n\n| Outlet | Share | Opinion words | Own words | Opinions | Of these quoted | Read |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    )?;
    for share in &report.shares {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} of {} |",
            Plain(&share.outlet),
            share.share().map_or("–".to_owned(), percent),
            share.opinion.words,
            share.base,
            share.opinion.opinions,
            share.quoted,
            share.read,
            count(share.articles, "article"),
        )?;
    }
    writeln!(
        out,
        "\n## Coverage over time\n\n| Day | Articles | Outlets | Statements | New that day |\n| --- | ---: | --- | ---: | ---: |"
    )?;
    for day in &report.coverage.days {
        let outlets = day.outlets.join(", ");
        writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            day.date,
            day.articles.len(),
            Plain(&outlets),
            day.statements,
            day.new
        )?;
    }
    Ok(())
}
