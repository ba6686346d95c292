//! `pressmark suggest`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::table::{WIDTH, count, fit, pad, wrap};
use super::{output, session};
use crate::model::{Article, Project};
use crate::suggest::{Suggestion, noise, skipped, suggestions};
use crate::text::{Offsets, Span};

/// What `suggest` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The project.
    project: PathBuf,
    /// Print JSON instead of a list. Offsets are code points. Where a pronoun names the speaker, `speaker` is the last
    /// mention before by name.
    #[arg(long)]
    json: bool,
    /// The file to write instead of standard output; replaced when all of it is written.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let opened = session::look(&arguments.project)?;
    let project = &opened.project;
    output::write(arguments.out.as_deref(), &opened.folder, |out| {
        if arguments.json { json(project, out) } else { list(project, out) }
    })
}

/// What is proposed for an article, in the order of the text.
enum Proposed {
    /// Lines that a reader would skip.
    Noise(Span, &'static str),
    /// An annotation.
    Mark(Suggestion),
}

impl Proposed {
    fn span(&self) -> Span {
        match self {
            Self::Noise(span, _) => *span,
            Self::Mark(suggestion) => suggestion.span,
        }
    }

    fn label(&self) -> &'static str {
        match self {
            Self::Noise(..) => "noise",
            Self::Mark(suggestion) => suggestion.kind.as_str(),
        }
    }

    fn rule(&self) -> &'static str {
        match self {
            Self::Noise(_, rule) => rule,
            Self::Mark(suggestion) => suggestion.rule,
        }
    }
}

/// What has been marked as noise, or would be proposed as such, holds nothing to annotate.
fn proposals(article: &Article) -> Vec<Proposed> {
    let proposed = noise(&article.text);
    let marks = suggestions(&article.text, &article.info.language, &skipped(article));
    let mut all: Vec<Proposed> = proposed.iter().map(|p| Proposed::Noise(p.span, p.rule)).collect();
    all.extend(marks.into_iter().map(Proposed::Mark));
    all.sort_by_key(|p| (p.span().start(), std::cmp::Reverse(p.span().end())));
    all
}

fn json(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let articles: Vec<Value> = project
        .articles()
        .map(|article| {
            let offsets = Offsets::new(article.text.as_str());
            let at = |span: Span| (offsets.code_points(span.start().byte()), offsets.code_points(span.end().byte()));
            let words = |span: Option<Span>| match span {
                Some(span) => {
                    let (start, end) = at(span);
                    json!({ "text": article.text.words(span), "start": start, "end": end })
                }
                None => Value::Null,
            };
            let found = proposals(article);
            let found = found.iter().map(|proposal| {
                let (start, end) = at(proposal.span());
                let mark = match proposal {
                    Proposed::Mark(suggestion) => Some(suggestion),
                    Proposed::Noise(..) => None,
                };
                json!({
                    "start": start, "end": end, "label": proposal.label(),
                    "text": article.text.words(proposal.span()),
                    "speaker": words(mark.and_then(|m| m.speaker.as_ref()).map(|s| s.antecedent.unwrap_or(s.span))),
                    "cue": words(mark.and_then(|m| m.cue)),
                    "form": mark.and_then(|m| m.form).map(crate::suggest::Form::as_str),
                    "rule": proposal.rule(),
                })
            });
            json!({ "id": article.id, "proposals": found.collect::<Vec<_>>() })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "version": 1, "articles": articles }))?;
    writeln!(out)
}

/// Width of the column before the words.
const LABEL: usize = 8;

fn list(project: &Project, out: &mut dyn Write) -> io::Result<()> {
    let mut all = 0;
    for article in project.articles() {
        let found = proposals(article);
        all += found.len();
        let heading = format!("{}: {}", article.id, count(found.len(), "proposal"));
        writeln!(out, "{}", fit(&heading, WIDTH))?;
        for proposal in &found {
            entry(article, proposal, out)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}: {}", fit(project.title(), WIDTH - 30), count(all, "proposal"))
}

fn entry(article: &Article, proposal: &Proposed, out: &mut dyn Write) -> io::Result<()> {
    let words = fit(article.text.words(proposal.span()), 4 * WIDTH);
    let mut label = proposal.label();
    for line in wrap(&words, WIDTH - LABEL - 2) {
        writeln!(out, "  {}{line}", pad(label, LABEL))?;
        label = "";
    }
    let mut notes = Vec::new();
    if let Proposed::Mark(mark) = proposal {
        notes.extend(mark.speaker.as_ref().map(|s| s.name.clone()));
        notes.extend(mark.cue.map(|cue| format!("“{}”", article.text.words(cue))));
        notes.extend(mark.form.map(|f| f.as_str().to_owned()));
        notes.extend(mark.holder.clone());
        notes.extend(mark.source.clone());
        notes.extend(mark.certainty.or(mark.polarity).map(str::to_owned));
        if mark.continues {
            notes.push("goes on".to_owned());
        }
    }
    notes.push(proposal.rule().to_owned());
    writeln!(out, "  {}  {}", " ".repeat(LABEL), fit(&notes.join("; "), WIDTH - LABEL - 4))
}
