//! What was reported when: articles and statements by day of publication.

use chrono::NaiveDate;
use eframe::egui::Ui;

use super::chart::{self, Bar, Chart, Form, Series, Tone, Unit};
use super::figures::Figures;
use super::{Action, ask, parts};
use crate::consensus::Day;
use crate::desktop::command::Command;
use crate::desktop::consensus::Scene;
use crate::desktop::consensus::parts::filter;
use crate::desktop::widgets;
use crate::model::{ArticleId, Kind};

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Of {
    #[default]
    Statements,
    Articles,
}

/// What is chosen.
#[derive(Debug, Default)]
pub struct State {
    of: Of,
    /// The day that is listed.
    day: Option<NaiveDate>,
}

/// Lines that are listed at most.
const LISTED: usize = 300;

/// Draws the face; gives back its plot.
pub fn show(
    ui: &mut Ui,
    state: &mut State,
    scene: &Scene<'_>,
    figures: &Figures,
    out: &mut Vec<Command>,
) -> Option<Chart> {
    let coverage = &figures.coverage;
    if coverage.days.is_empty() && coverage.undated.is_empty() {
        parts::nothing(
            ui,
            "No articles yet",
            "Add articles with a date of publication; what was reported when appears here.",
        );
        return None;
    }
    let mut made = None;
    parts::page(ui, "coverage", |ui| {
        if coverage.days.is_empty() {
            parts::title(
                ui,
                "No article has a date",
                "Give articles their date of publication in the inspector, at the right of the reader.",
            );
        } else {
            ui.horizontal(|ui| {
                for (of, words) in [(Of::Statements, "Statements a day"), (Of::Articles, "Articles a day")] {
                    if filter(ui, words, state.of == of).clicked() {
                        state.of = of;
                    }
                }
            });
            ui.add_space(10.0);
            let chart = chart(state.of, figures);
            parts::title(ui, &chart.title, &chart.base);
            let chosen = state.day.and_then(|day| coverage.days.iter().position(|d| d.date == day));
            if let Some(at) = chart::show(ui, &chart, chosen) {
                let day = coverage.days.get(at).map(|d| d.date);
                state.day = day.filter(|d| state.day != Some(*d));
            }
            ui.add_space(6.0);
            if parts::button(ui, "Save plot…", "Save plot…").clicked() {
                out.push(ask(Action::SavePlot));
            }
            made = Some(chart);
            ui.add_space(14.0);
            listed(ui, state, scene, figures, out);
        }
        if !coverage.undated.is_empty() {
            ui.add_space(18.0);
            let base =
                "Their statements count for no day. Give them a date in the inspector, at the right of the reader.";
            parts::title(ui, &format!("{} without a date", parts::count(coverage.undated.len(), "article")), base);
            articles(ui, scene, &coverage.undated, out);
        }
    });
    made
}

fn chart(of: Of, figures: &Figures) -> Chart {
    let days = &figures.coverage.days;
    let label = |d: &Day| {
        format!(
            "{} by {}, {}, {} new",
            parts::count(d.articles.len(), "article"),
            parts::count(d.outlets.len(), "outlet"),
            parts::count(d.statements, "statement"),
            d.new
        )
    };
    let bars = days
        .iter()
        .map(|d| Bar {
            name: d.date.to_string(),
            label: label(d),
            at: (d.date - NaiveDate::default()).num_days() as f64,
            unsure: false,
        })
        .collect();
    let values = |f: &dyn Fn(&Day) -> usize| days.iter().map(|d| f(d) as f64).collect::<Vec<f64>>();
    let undated = figures.coverage.undated.len();
    let rest = if undated > 0 {
        format!(" {} without a date left out.", parts::count(undated, "article"))
    } else {
        String::new()
    };
    let (title, base, file, series) = match of {
        Of::Statements => (
            "Statements by day of publication",
            "Statements that an article of the day carries; new are those that no earlier day has.",
            "coverage-statements",
            vec![
                Series { name: "new".into(), tone: Tone::New, values: values(&|d| d.new) },
                Series {
                    name: "said before".into(),
                    tone: Tone::Known,
                    values: values(&|d| d.statements - d.new.min(d.statements)),
                },
            ],
        ),
        Of::Articles => (
            "Articles by day of publication",
            "Days as the outlets date them.",
            "coverage-articles",
            vec![Series { name: "articles".into(), tone: Tone::Articles, values: values(&|d| d.articles.len()) }],
        ),
    };
    Chart {
        title: title.into(),
        base: format!("{base}{rest}"),
        file,
        unit: Unit::Count,
        form: Form::Days,
        bars,
        series,
    }
}

fn listed(ui: &mut Ui, state: &State, scene: &Scene<'_>, figures: &Figures, out: &mut Vec<Command>) {
    let found = state.day.and_then(|day| {
        let at = figures.coverage.days.iter().position(|d| d.date == day)?;
        Some((figures.coverage.days.get(at)?, figures.by_day.get(at)?))
    });
    let Some((day, (new, known))) = found else {
        widgets::soft(ui, "Click a day to see its articles and statements.");
        return;
    };
    parts::title(ui, &day.date.to_string(), &day.outlets.join(", "));
    articles(ui, scene, &day.articles, out);
    for (list, words) in [(new, "New that day"), (known, "Said on an earlier day, too")] {
        if list.is_empty() {
            continue;
        }
        ui.add_space(10.0);
        widgets::heading(ui, &format!("{words} · {}", list.len()));
        for statement in list.iter().take(LISTED).filter_map(|at| scene.consensus.statements.get(*at)) {
            parts::statement(ui, scene, statement, None, out);
        }
        if list.len() > LISTED {
            widgets::soft(ui, format!("{LISTED} of {} are listed.", list.len()));
        }
    }
}

fn articles(ui: &mut Ui, scene: &Scene<'_>, ids: &[ArticleId], out: &mut Vec<Command>) {
    for article in ids.iter().take(LISTED).filter_map(|id| scene.project.article(id)) {
        let title = if article.info.title.is_empty() { article.id.as_str() } else { &article.info.title };
        let name = format!("Read {}: {title}", article.outlet());
        if parts::line(ui, Kind::Plain, title, article.outlet(), &name).on_hover_text("Read it").clicked() {
            out.push(Command::Read(article.id.clone()));
        }
    }
    if ids.len() > LISTED {
        widgets::soft(ui, format!("{LISTED} of {} are listed.", ids.len()));
    }
}
