//! The page's sections about outlets: sources, what is left out, opinion, coverage.

use std::io::{self, Write};
use std::ops::Range;

use super::gather::Report;
use super::html::{end, section};
use super::page::{Lang, Safe};
use super::words::{self, count, percent};
use crate::consensus::{Passage, Share, Sourcing, Standing, Tally};
use crate::model::ArticleId;

/// Shared passages that are shown.
const PASSAGES: usize = 500;

pub(super) fn sources(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("sources", "Sources", out)?;
    let sharing = &report.consensus.sharing;
    writeln!(out, "<h3>Who shares words with whom</h3>")?;
    if sharing.passages.is_empty() {
        writeln!(out, "<p>No two outlets share a passage.</p>")?;
    }
    for passage in sharing.passages.iter().take(PASSAGES) {
        shared(report, passage, out)?;
    }
    if sharing.passages.len() > PASSAGES {
        writeln!(out, "<p>{} of {} shared passages are shown.</p>", PASSAGES, sharing.passages.len())?;
    }
    if !sharing.agencies.is_empty() {
        writeln!(
            out,
            "<table>\n<caption>Agencies and outlets that articles name for what they say</caption>\n<thead><tr><th scope=\"col\">Outlet</th>\
             <th scope=\"col\">Names</th><th scope=\"col\">Where</th></tr></thead>\n<tbody>"
        )?;
        for (id, range, name) in &sharing.agencies {
            writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td{}>{}</td></tr>",
                Safe(report.outlet(id)),
                Safe(name),
                Lang(report.language(id)),
                Safe(&words::shortened(report.sentence(id, range.start), 200)),
            )?;
        }
        writeln!(out, "</tbody>\n</table>")?;
    }
    let single = |at: usize| report.consensus.statements.get(at).is_some_and(|s| s.standing == Standing::SingleSource);
    let anonymous = |at: usize| report.sourcing.get(at) == Some(&Sourcing::Anonymous);
    let lists: [(&str, &dyn Fn(usize) -> bool); 2] =
        [("Said by one source only", &single), ("Resting on anonymous sources only", &anonymous)];
    for (title, wanted) in lists {
        let numbers: Vec<usize> = (0..report.consensus.statements.len()).filter(|&at| wanted(at)).collect();
        writeln!(out, "<h3>{title}</h3>\n<p class=\"soft\">{}</p>\n<ul>", count(numbers.len(), "statement"))?;
        for at in numbers.into_iter().filter(|at| *at < report.shown) {
            let Some(statement) = report.consensus.statements.get(at) else { continue };
            let outlets: Vec<&str> = words::carriers(report, statement);
            writeln!(
                out,
                "<li dir=\"auto\"><a href=\"#s{0}\">{0}</a>. {1} <small>{2}</small></li>",
                at + 1,
                Safe(&words::shortened(&statement.text, 240)),
                Safe(&outlets.join(", "))
            )?;
        }
        writeln!(out, "</ul>")?;
    }
    end(out)
}

fn text_of<'a>(report: &Report<'a>, id: &ArticleId, range: &Range<usize>) -> &'a str {
    report.articles.get(id).and_then(|a| a.text.as_str().get(range.clone())).unwrap_or_default()
}

/// A passage in both articles, side by side.
fn shared(report: &Report, passage: &Passage, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<p class=\"soft\">{} and {}, {} of the shorter passage</p>\n<div class=\"side\">",
        Safe(report.outlet(&passage.a.0)),
        Safe(report.outlet(&passage.b.0)),
        percent(f64::from(passage.share))
    )?;
    for (id, range) in [&passage.a, &passage.b] {
        writeln!(
            out,
            "<blockquote{}>{}<br><small><a href=\"#a-{}\">{}</a></small></blockquote>",
            Lang(report.language(id)),
            Safe(text_of(report, id, range)),
            Safe(id.as_str()),
            Safe(report.outlet(id))
        )?;
    }
    writeln!(out, "</div>")
}

pub(super) fn left_out(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("left-out", "What outlets leave out", out)?;
    writeln!(
        out,
        "<p>Statements that more than half of the other outlets carry and that an outlet, read to the end, does not.</p>"
    )?;
    for (outlet, _) in &report.outlets {
        let Some(gaps) = report.gaps.get(*outlet) else {
            writeln!(out, "<h3 dir=\"auto\">{}</h3>\n<p>Not read to the end.</p>", Safe(outlet))?;
            continue;
        };
        writeln!(
            out,
            "<h3 dir=\"auto\">{}</h3>\n<p class=\"soft\">{}</p>\n<ul>",
            Safe(outlet),
            count(gaps.len(), "statement")
        )?;
        for gap in gaps.iter().filter(|gap| gap.statement < report.shown) {
            let Some(statement) = report.consensus.statements.get(gap.statement) else { continue };
            writeln!(
                out,
                "<li dir=\"auto\"><a href=\"#s{0}\">{0}</a>. {1} <small>{2} of {3}</small></li>",
                gap.statement + 1,
                Safe(&words::shortened(&statement.text, 240)),
                gap.carried,
                count(gap.of, "other outlet"),
            )?;
        }
        writeln!(out, "</ul>")?;
    }
    end(out)
}

pub(super) fn opinion(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("opinion", "Opinion", out)?;
    writeln!(
        out,
        "<p>The share of words that stand in opinions, of all words that are the outlet's own: outside quotation marks and direct \
         quotations, without noise. Shares say little of articles that are not read to the end.</p>\n<table>\n<caption>Opinion share \
         by outlet</caption>\n<thead><tr><th scope=\"col\">Outlet</th><th scope=\"col\" class=\"number\">Share</th><th scope=\"col\">\
         <span class=\"soft\">0 to 100 %</span></th><th scope=\"col\" class=\"number\">Opinion words</th><th scope=\"col\" \
         class=\"number\">Own words</th><th scope=\"col\" class=\"number\">Opinions</th><th scope=\"col\" class=\"number\">Of these \
         quoted</th><th scope=\"col\">Read</th></tr></thead>\n<tbody>"
    )?;
    for share in &report.shares {
        let part = share.share().unwrap_or(0.0);
        writeln!(
            out,
            "<tr><th scope=\"row\" dir=\"auto\">{}</th><td class=\"number\">{}</td><td><span class=\"bar\" style=\"width:{:.1}rem\"></span></td>\
             <td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td>{} of {}</td></tr>",
            Safe(&share.outlet),
            share.share().map_or("–".to_owned(), percent),
            part * 10.0,
            share.opinion.words,
            share.base,
            share.opinion.opinions,
            share.quoted,
            share.read,
            count(share.articles, "article"),
        )?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    breakdown(report, "By holder", &|s| &s.holders, out)?;
    breakdown(report, "By target", &|s| &s.targets, out)?;
    breakdown(report, "By polarity", &|s| &s.polarities, out)?;
    end(out)
}

fn breakdown(
    report: &Report,
    title: &str,
    parts: &dyn Fn(&Share) -> &Vec<(String, Tally)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if report.shares.iter().all(|s| parts(s).is_empty()) {
        return Ok(());
    }
    writeln!(
        out,
        "<table>\n<caption>{title}</caption>\n<thead><tr><th scope=\"col\">Outlet</th><th scope=\"col\">{}</th><th scope=\"col\" \
         class=\"number\">Opinions</th><th scope=\"col\" class=\"number\">Words</th><th scope=\"col\" class=\"number\">Of own words</th></tr></thead>\n<tbody>",
        title.trim_start_matches("By ")
    )?;
    for share in &report.shares {
        for (name, tally) in parts(share) {
            let of = if share.base > 0 { percent(tally.words as f64 / share.base as f64) } else { "–".to_owned() };
            writeln!(
                out,
                "<tr><th scope=\"row\" dir=\"auto\">{}</th><td dir=\"auto\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{of}</td></tr>",
                Safe(&share.outlet),
                Safe(name),
                tally.opinions,
                tally.words,
            )?;
        }
    }
    writeln!(out, "</tbody>\n</table>")
}

pub(super) fn coverage(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    section("coverage", "Coverage over time", out)?;
    let coverage = &report.coverage;
    writeln!(
        out,
        "<table>\n<caption>By publication date</caption>\n<thead><tr><th scope=\"col\">Day</th><th scope=\"col\" class=\"number\">Articles</th>\
         <th scope=\"col\">Outlets</th><th scope=\"col\" class=\"number\">Statements</th><th scope=\"col\" class=\"number\">New that day</th></tr></thead>\n<tbody>"
    )?;
    for day in &coverage.days {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td dir=\"auto\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
            day.date,
            day.articles.len(),
            Safe(&day.outlets.join(", ")),
            day.statements,
            day.new,
        )?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if !coverage.undated.is_empty() {
        let names: Vec<&str> = coverage.undated.iter().map(ArticleId::as_str).collect();
        writeln!(
            out,
            "<p>{} without a publication date: {}</p>",
            count(coverage.undated.len(), "article"),
            Safe(&names.join(", "))
        )?;
    }
    end(out)
}
