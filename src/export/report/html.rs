//! The report as one HTML page that needs nothing else: no script, no picture, no network.

use std::io::{self, Write};

use super::gather::Report;
use super::page::{Lang, STYLE, Safe};
use super::words::{self, count};
use super::{figures, statements};
use crate::consensus::{Consensus, Standing, method};
use crate::model::{Kind, Project};

/// Writes the consensus as a page for people: summary, contested statements, matrix, quotations, sources, outlets,
/// opinion, coverage, method, articles. The same project gives the same bytes.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_consensus_html(project: &Project, consensus: &Consensus, out: &mut dyn Write) -> io::Result<()> {
    let report = Report::new(project, consensus);
    let title = if project.title().is_empty() { "Untitled project" } else { project.title() };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Pressmark {}\">\n\
         <title>{} – consensus</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1{}>{}</h1>\n",
        env!("CARGO_PKG_VERSION"),
        Safe(title),
        Lang(""),
        Safe(title),
    )?;
    if !project.event().is_empty() {
        writeln!(out, "<p{}>{}</p>", Lang(""), Safe(project.event()))?;
    }
    writeln!(out, "</header>")?;
    contents(out)?;
    writeln!(out, "<main>")?;
    summary(&report, out)?;
    statements::contested(&report, out)?;
    statements::matrix(&report, out)?;
    statements::wordings(&report, out)?;
    statements::quotations(&report, out)?;
    figures::sources(&report, out)?;
    figures::left_out(&report, out)?;
    figures::opinion(&report, out)?;
    figures::coverage(&report, out)?;
    rules(&report, out)?;
    articles(&report, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn contents(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<nav aria-label=\"Contents\">\n<ul>")?;
    for (id, title) in [
        ("summary", "Summary"),
        ("contested", "Contested"),
        ("matrix", "Matrix"),
        ("statements", "Statements"),
        ("quotations", "Quotations"),
        ("sources", "Sources"),
        ("left-out", "Left out"),
        ("opinion", "Opinion"),
        ("coverage", "Coverage"),
        ("method", "Method"),
        ("articles", "Articles"),
    ] {
        writeln!(out, "<li><a href=\"#{id}\">{title}</a></li>")?;
    }
    writeln!(out, "</ul>\n</nav>")
}

/// The heading of a section.
pub(super) fn section(id: &str, title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>")
}

/// The end of a section.
pub(super) fn end(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</section>")
}

/// The figures of the summary, each with what it counts.
pub(super) fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let (differing, hard) = report.differing();
    let all = report.consensus.statements.len();
    let of = |part: usize| format!("{part} of {}", count(all, "statement"));
    let decided = report.consensus.statements.iter().filter(|s| s.decided).count();
    vec![
        ("Articles", format!("{}, {} read to the end", report.articles.len(), report.read())),
        ("Outlets", report.outlets.len().to_string()),
        ("Analysts", report.project.analysts().count().to_string()),
        (
            "Annotations",
            format!(
                "{}, {}, {}",
                count(report.annotations(Kind::Claim), "claim"),
                count(report.annotations(Kind::Quote), "quotation"),
                count(report.annotations(Kind::Opinion), "opinion")
            ),
        ),
        ("Statements", all.to_string()),
        ("Contested", of(report.standing(Standing::Contested))),
        ("Corroborated", of(report.standing(Standing::Corroborated))),
        ("Single source", of(report.standing(Standing::SingleSource))),
        ("With values that differ", format!("{}, {hard} of them cannot all hold", of(differing))),
        ("Shaped by analysts' decisions", of(decided)),
    ]
}

fn summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("summary", "Summary", out)?;
    writeln!(out, "<table>\n<caption>What was compared, and how the statements stand</caption>\n<tbody>")?;
    for (name, value) in facts(report) {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", Safe(name), Safe(&value))?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if report.shown < report.consensus.statements.len() {
        writeln!(
            out,
            "<p>This page shows the first {} of {} statements: contested ones first, then by outlets. The figures above count \
             all.</p>",
            report.shown,
            report.consensus.statements.len()
        )?;
    }
    end(out)
}

fn rules(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("method", "Method", out)?;
    writeln!(
        out,
        "<p>Analysts marked claims, quotations and opinions in the articles. Marks that say the same, or give rival values of the \
         same thing, were put together as statements by the rules below and by the analysts' decisions, which prevail. Counts \
         are of outlets and of independent origins. Nothing here says which side is true.</p>"
    )?;
    writeln!(out, "<table>\n<caption>Rules and thresholds</caption>\n<thead><tr><th scope=\"col\">Rule</th>")?;
    writeln!(out, "<th scope=\"col\">Value</th><th scope=\"col\">What it means</th></tr></thead>\n<tbody>")?;
    for rule in method(report.project) {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            Safe(&rule.name),
            Safe(&rule.value),
            Safe(&rule.meaning)
        )?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    end(out)
}

fn articles(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("articles", "Articles", out)?;
    writeln!(
        out,
        "<div class=\"wide\">\n<table>\n<caption>The articles, with the hash of the text that was read</caption>\n<thead><tr>"
    )?;
    for column in ["Article", "Outlet", "Title", "Published", "Language", "Read", "SHA-256 of the text"] {
        write!(out, "<th scope=\"col\">{column}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for article in report.project.articles() {
        let info = &article.info;
        writeln!(
            out,
            "<tr id=\"a-{}\"><th scope=\"row\">{}</th><td>{}</td><td{}>{}{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"hash\">{}</td></tr>",
            Safe(article.id.as_str()),
            Safe(article.id.as_str()),
            Safe(article.outlet()),
            Lang(&info.language),
            Safe(&info.title),
            address(&info.url),
            Safe(&info.published),
            Safe(&info.language),
            words::progress(report.project.progress(&article.id)),
            Safe(&article.sha256),
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    end(out)
}

/// An article's address as text: a link would ask the network, and may be hostile.
fn address(url: &str) -> String {
    if url.is_empty() { String::new() } else { format!("<br><small>{}</small>", Safe(url)) }
}
