//! The page's sections about statements: contested ones, the matrix, the wordings, quotations.

use std::io::{self, Write};

use super::gather::Report;
use super::html::{end, section};
use super::page::{Lang, Safe};
use super::words::{self, count};
use crate::consensus::{Difference, Relation, Slot, Standing, Statement, Variant};
use crate::model::Kind;

/// Letters of an outlet's words in a cell of the matrix.
const CELL: usize = 90;

/// A statement's lead: number, kind, standing, and its words as a link to its wordings.
fn lead(number: usize, statement: &Statement) -> String {
    format!(
        "<span class=\"kind\">{number} · {} · <span class=\"{}\">{}</span>, {}</span><br><a class=\"words\" href=\"#s{number}\" dir=\"auto\">{}</a>",
        statement.kind.as_str(),
        statement.standing.as_str(),
        words::standing(statement.standing),
        Safe(&words::carried(statement)),
        Safe(&statement.text),
    )
}

/// Who gives a value.
fn givers(report: &Report, statement: &Statement, rival: &crate::consensus::Rival) -> String {
    words::givers(report, statement, rival).join(", ")
}

pub(super) fn contested(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("contested", "Contested statements", out)?;
    let mut any = false;
    for (number, statement) in report.statements().filter(|(_, s)| s.standing == Standing::Contested) {
        any = true;
        writeln!(out, "<h3 dir=\"auto\">{number}. {}</h3>", Safe(&statement.text))?;
        writeln!(out, "<p class=\"soft\">{}</p>", Safe(&words::carried(statement)))?;
        for difference in statement.differences.iter().filter(|d| d.slot != Slot::Wording) {
            differing(report, statement, difference, out)?;
        }
        voices(report, statement, out)?;
    }
    if !any {
        writeln!(out, "<p>No statement is contested.</p>")?;
    }
    end(out)
}

fn differing(report: &Report, statement: &Statement, difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let question = words::question(difference.slot);
    write!(out, "<table>\n<caption>{question}: the values {}", words::severity(difference))?;
    if !difference.rule.is_empty() {
        write!(out, ". {}", Safe(&difference.rule))?;
    }
    writeln!(
        out,
        "</caption>\n<thead><tr><th scope=\"col\">Value</th><th scope=\"col\">Who says so</th></tr></thead>\n<tbody>"
    )?;
    for rival in &difference.values {
        writeln!(
            out,
            "<tr><th scope=\"row\" dir=\"auto\">{}</th><td>{}</td></tr>",
            Safe(&rival.value),
            Safe(&givers(report, statement, rival))
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// Each member's words with its outlet.
fn voices(report: &Report, statement: &Statement, out: &mut dyn Write) -> io::Result<()> {
    for member in &statement.members {
        let id = &member.place.article;
        let source = match (&member.source, member.kind) {
            (Some(name), Kind::Quote) => format!(", {name}"),
            (Some(name), _) => format!(", per {name}"),
            (None, _) => String::new(),
        };
        let denied = if member.denied { ", denies it" } else { "" };
        writeln!(
            out,
            "<blockquote{}><span class=\"words\">{}</span><br><small><a href=\"#a-{}\">{}</a>{}{denied}</small></blockquote>",
            Lang(report.language(id)),
            Safe(&member.text),
            Safe(id.as_str()),
            Safe(report.outlet(id)),
            Safe(&source),
        )?;
    }
    Ok(())
}

pub(super) fn matrix(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("matrix", "Matrix", out)?;
    writeln!(
        out,
        "<p>Rows are statements, columns outlets. A cell holds the outlet's own words: ≠ with another value, ¬ denied, – read to the \
         end and silent, ? not read to the end.</p>\n<div class=\"wide matrix\" tabindex=\"0\" role=\"region\" \
         aria-labelledby=\"matrix-title\">\n<table>\n<caption>{} by {}</caption>\n<thead><tr><th scope=\"col\">Statement</th>",
        count(report.shown, "statement"),
        count(report.outlets.len(), "outlet"),
    )?;
    for (outlet, _) in &report.outlets {
        write!(out, "<th scope=\"col\" dir=\"auto\">{}</th>", Safe(outlet))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for (number, statement) in report.statements() {
        write!(out, "<tr><th scope=\"row\">{}</th>", lead(number, statement))?;
        for (_, articles) in &report.outlets {
            let cell = words::cell(statement, articles, CELL);
            let mark = match cell.mark {
                "" => String::new(),
                "–" => "<abbr title=\"silent\">–</abbr>".to_owned(),
                "?" => "<abbr title=\"not read to the end\">?</abbr>".to_owned(),
                "≠" => "<abbr title=\"says otherwise\">≠</abbr> ".to_owned(),
                mark => format!("<abbr title=\"denies\">{mark}</abbr> "),
            };
            write!(out, "<td class=\"{}\" dir=\"auto\">{mark}{}</td>", cell.class, Safe(&cell.words))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    end(out)
}

pub(super) fn wordings(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("statements", "Statements and their wordings", out)?;
    for (number, statement) in report.statements() {
        writeln!(out, "<h3 id=\"s{number}\" dir=\"auto\">{number}. {}</h3>", Safe(&statement.text))?;
        let mut facts = vec![
            format!("<span class=\"{}\">{}</span>", statement.standing.as_str(), words::standing(statement.standing)),
            Safe(&words::carried(statement)).to_string(),
        ];
        let at = number.saturating_sub(1);
        if let Some(sourcing) = report.sourcing.get(at) {
            facts.push(words::sourcing(*sourcing).to_owned());
        }
        facts.push(if statement.decided { "decided by analysts" } else { "proposed" }.to_owned());
        if statement.locked {
            facts.push("locked".to_owned());
        }
        writeln!(out, "<p class=\"soft\">{}</p>", facts.join(" · "))?;
        if let Some(verdict) = &statement.verdict {
            writeln!(out, "<p dir=\"auto\"><strong>Verdict</strong> {}</p>", Safe(verdict))?;
        }
        if let Some(note) = &statement.note {
            writeln!(out, "<p dir=\"auto\"><strong>Note</strong> {}</p>", Safe(note))?;
        }
        for origin in statement.origins.iter().filter(|o| o.members.len() > 1 && o.via != crate::consensus::Via::Outlet)
        {
            let names = words::outlets_of(report, statement, origin);
            writeln!(
                out,
                "<p class=\"soft\">One origin: {} ({})</p>",
                Safe(&names.join(", ")),
                Safe(&words::via(&origin.via))
            )?;
        }
        // A contested one has its table above and again here, so that a reader who came by a link sees all.
        for difference in statement.differences.iter().filter(|d| d.slot != Slot::Wording) {
            differing(report, statement, difference, out)?;
        }
        voices(report, statement, out)?;
    }
    end(out)
}

pub(super) fn quotations(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("quotations", "Quotations and their variants", out)?;
    writeln!(
        out,
        "<p>Each wording beside the leading one, the longest: what it leaves out is <del>struck</del>, what it has instead is \
         <ins>underlined</ins>. {}</p>",
        words::DRIFT
    )?;
    let mut any = false;
    for (number, statement) in report.statements().filter(|(_, s)| s.variants.len() > 1) {
        any = true;
        let drift = statement.drift().map_or(String::new(), |d| format!(", mean drift {d:.2}"));
        writeln!(
            out,
            "<h3 dir=\"auto\"><a href=\"#s{number}\">{number}</a>. {}</h3>\n<p class=\"soft\">{}{drift}</p>\n<div class=\"wide\"><table>\n\
             <caption>Variants</caption>\n<thead><tr><th scope=\"col\">Outlet</th><th scope=\"col\">Speaker</th><th scope=\"col\">Wording</th>\
             <th scope=\"col\">Is</th><th scope=\"col\" class=\"number\">Drift</th></tr></thead>\n<tbody>",
            Safe(&statement.text),
            Safe(&words::carried(statement)),
        )?;
        for variant in &statement.variants {
            let Some(member) = statement.members.get(variant.member) else { continue };
            let id = &member.place.article;
            writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td{}>{}</td><td>{}</td><td class=\"number\">{}</td></tr>",
                Safe(report.outlet(id)),
                Safe(member.source.as_deref().unwrap_or("")),
                Lang(report.language(id)),
                operations(variant, &member.text),
                words::relation(variant.relation),
                if variant.relation == Relation::Leading { String::new() } else { format!("{:.2}", variant.drift) },
            )?;
        }
        writeln!(out, "</tbody>\n</table></div>")?;
    }
    if !any {
        writeln!(out, "<p>No quotation is printed in more than one wording.</p>")?;
    }
    end(out)
}

fn operations(variant: &Variant, text: &str) -> String {
    if variant.relation == Relation::Leading || variant.operations.is_empty() {
        return Safe(text).to_string();
    }
    let step = |operation: &crate::consensus::Operation| match operation.kind {
        "keep" => Safe(operation.to.trim()).to_string(),
        "delete" => format!("<del>{}</del>", Safe(operation.from.trim())),
        "insert" => format!("<ins>{}</ins>", Safe(operation.to.trim())),
        _ => format!("<del>{}</del> <ins>{}</ins>", Safe(operation.from.trim()), Safe(operation.to.trim())),
    };
    variant.operations.iter().map(step).collect::<Vec<_>>().join(" ")
}
