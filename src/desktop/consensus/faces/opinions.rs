//! How much of each outlet's own words is opinion: by outlet, holder, target and polarity.

use std::collections::BTreeMap;

use eframe::egui::Ui;

use super::chart::{self, Bar, Chart, Form, Series, Tone, Unit};
use super::figures::{Figures, Opinion};
use super::{Action, ask, parts};
use crate::consensus::{Share, Tally};
use crate::desktop::command::Command;
use crate::desktop::consensus::Scene;
use crate::desktop::consensus::parts::filter;
use crate::desktop::consensus::phrases::brief;
use crate::desktop::widgets;
use crate::model::Kind;

/// By what opinions are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    #[default]
    Outlet,
    Holder,
    Target,
    Polarity,
}

const BY: [(By, &str); 4] =
    [(By::Outlet, "By outlet"), (By::Holder, "By holder"), (By::Target, "By target"), (By::Polarity, "By polarity")];

/// What is chosen.
#[derive(Debug, Default)]
pub struct State {
    by: By,
    /// Only this outlet's, when counted by holder or target.
    outlet: Option<String>,
    /// The bar whose opinions are listed, by its name.
    chosen: Option<String>,
}

/// Bars that are shown at most.
const BARS: usize = 40;
/// Opinions that are listed at most.
const LISTED: usize = 300;

/// Draws the face; gives back its plot.
pub fn show(
    ui: &mut Ui,
    state: &mut State,
    scene: &Scene<'_>,
    figures: &Figures,
    out: &mut Vec<Command>,
) -> Option<Chart> {
    if figures.opinions.is_empty() {
        parts::nothing(
            ui,
            "No opinions yet",
            "Tag opinions in the articles; their share of each outlet’s own words appears here.",
        );
        return None;
    }
    let mut made = None;
    parts::page(ui, "opinions", |ui| {
        ui.horizontal_wrapped(|ui| {
            for (by, words) in BY {
                if filter(ui, words, state.by == by).clicked() {
                    state.by = by;
                    state.chosen = None;
                }
            }
            if matches!(state.by, By::Holder | By::Target) {
                ui.add_space(18.0);
                if filter(ui, "All outlets", state.outlet.is_none()).clicked() {
                    (state.outlet, state.chosen) = (None, None);
                }
                for share in figures.shares.iter().filter(|s| s.opinion.opinions > 0) {
                    let chosen = state.outlet.as_ref() == Some(&share.outlet);
                    if filter(ui, &brief(&share.outlet, 24), chosen).clicked() {
                        state.outlet = (!chosen).then(|| share.outlet.clone());
                        state.chosen = None;
                    }
                }
            }
        });
        ui.add_space(10.0);
        let chart = chart(state, figures);
        parts::title(ui, &chart.title, &chart.base);
        if chart.bars.is_empty() {
            widgets::soft(ui, "Nobody has named one. Fill in the attribute of the opinions in the reader.");
        }
        let chosen = state.chosen.as_ref().and_then(|name| chart.bars.iter().position(|b| b.name == *name));
        if let Some(at) = chart::show(ui, &chart, chosen) {
            let name = chart.bars.get(at).map(|b| b.name.clone());
            state.chosen = name.filter(|n| state.chosen.as_ref() != Some(n));
        }
        ui.add_space(6.0);
        if !chart.bars.is_empty() && parts::button(ui, "Save plot…", "Save plot…").clicked() {
            out.push(ask(Action::SavePlot));
        }
        ui.add_space(14.0);
        list(ui, state, scene, figures, out);
        made = Some(chart);
    });
    made
}

fn chart(state: &State, figures: &Figures) -> Chart {
    match state.by {
        By::Outlet => by_outlet(&figures.shares),
        By::Polarity => by_polarity(&figures.shares),
        By::Holder => by_name(state, figures, "Whose opinions they are", "opinions-by-holder", |s| &s.holders),
        By::Target => by_name(state, figures, "What opinions are about", "opinions-by-target", |s| &s.targets),
    }
}

fn unfinished(share: &Share) -> String {
    if share.read == share.articles {
        return String::new();
    }
    format!(" · {} of {} read to the end", share.read, parts::count(share.articles, "article"))
}

/// What the shares are of.
fn base(shares: &[Share]) -> String {
    let words = "Share of each outlet’s own words: outside quotations, noise left out.";
    let unsure = shares.iter().any(|s| s.read < s.articles);
    let pale = if unsure { " Pale bars: not all articles read to the end." } else { "" };
    format!("{words}{pale}")
}

fn by_outlet(shares: &[Share]) -> Chart {
    let mut sorted: Vec<&Share> = shares.iter().collect();
    sorted.sort_by(|a, b| {
        b.share().unwrap_or(0.0).total_cmp(&a.share().unwrap_or(0.0)).then_with(|| a.outlet.cmp(&b.outlet))
    });
    let bar = |(at, s): (usize, &&Share)| Bar {
        name: s.outlet.clone(),
        label: format!(
            "{} · {} of {} words · {}{}",
            s.share().map_or("no words".into(), parts::percent),
            s.opinion.words,
            s.base,
            parts::count(s.opinion.opinions, "opinion"),
            unfinished(s)
        ),
        at: at as f64,
        unsure: s.read < s.articles,
    };
    Chart {
        title: "Opinion by outlet".into(),
        base: base(shares),
        file: "opinions-by-outlet",
        unit: Unit::Share,
        form: Form::Rows,
        bars: sorted.iter().enumerate().map(bar).collect(),
        series: vec![Series {
            name: "opinion".into(),
            tone: Tone::Opinion,
            values: sorted.iter().map(|s| s.share().unwrap_or(0.0)).collect(),
        }],
    }
}

fn by_polarity(shares: &[Share]) -> Chart {
    let with: Vec<&Share> = shares.iter().filter(|s| !s.polarities.is_empty()).collect();
    let words = |s: &Share, polarity: &str| {
        s.polarities.iter().find(|(name, _)| name == polarity).map_or(0, |(_, tally)| tally.words)
    };
    let series = [("negative", Tone::Negative), ("neutral", Tone::Neutral), ("positive", Tone::Positive)];
    let bar = |(at, s): (usize, &&Share)| {
        let told: Vec<String> =
            series.iter().map(|(n, _)| format!("{} {n}", words(s, n))).filter(|w| !w.starts_with("0 ")).collect();
        let label = format!("{} of {} words{}", told.join(", "), s.base, unfinished(s));
        Bar { name: s.outlet.clone(), label, at: at as f64, unsure: s.read < s.articles }
    };
    let made = |(name, tone): (&str, Tone)| Series {
        name: name.to_owned(),
        tone,
        values: with.iter().map(|s| if s.base == 0 { 0.0 } else { words(s, name) as f64 / s.base as f64 }).collect(),
    };
    Chart {
        title: "Opinion by polarity".into(),
        base: format!("{} Only opinions with a polarity.", base(shares)),
        file: "opinions-by-polarity",
        unit: Unit::Share,
        form: Form::Rows,
        bars: with.iter().enumerate().map(bar).collect(),
        series: series.map(made).into(),
    }
}

fn by_name(
    state: &State,
    figures: &Figures,
    title: &str,
    file: &'static str,
    of: impl Fn(&Share) -> &Vec<(String, Tally)>,
) -> Chart {
    let within = || figures.shares.iter().filter(|s| state.outlet.as_ref().is_none_or(|o| *o == s.outlet));
    let base: usize = within().map(|s| s.base).sum();
    let mut tallies: BTreeMap<&str, (Tally, bool)> = BTreeMap::new();
    for share in within() {
        for (name, tally) in of(share) {
            let (held, unsure) = tallies.entry(name).or_default();
            held.opinions += tally.opinions;
            held.words += tally.words;
            *unsure |= share.read < share.articles;
        }
    }
    let mut sorted: Vec<(&str, (Tally, bool))> = tallies.into_iter().collect();
    sorted.sort_by(|a, b| (b.1.0.words, b.1.0.opinions).cmp(&(a.1.0.words, a.1.0.opinions)).then_with(|| a.0.cmp(b.0)));
    let more = sorted.len().saturating_sub(BARS);
    sorted.truncate(BARS);
    let share = |tally: &Tally| if base == 0 { 0.0 } else { tally.words as f64 / base as f64 };
    let bar = |(at, (name, (tally, unsure))): (usize, &(&str, (Tally, bool)))| Bar {
        name: (*name).to_owned(),
        label: format!(
            "{} · {} of {base} words · {}",
            parts::percent(share(tally)),
            tally.words,
            parts::count(tally.opinions, "opinion")
        ),
        at: at as f64,
        unsure: *unsure,
    };
    let whose = state.outlet.as_deref().map_or("all outlets".to_owned(), |o| format!("“{o}”"));
    let rest = if more > 0 { format!(" {more} more with fewer words are not shown.") } else { String::new() };
    Chart {
        title: title.to_owned(),
        base: format!("Share of {base} own words of {whose}: outside quotations, noise left out.{rest}"),
        file,
        unit: Unit::Share,
        form: Form::Rows,
        bars: sorted.iter().enumerate().map(bar).collect(),
        series: vec![Series {
            name: "opinion".into(),
            tone: Tone::Opinion,
            values: sorted.iter().map(|(_, (tally, _))| share(tally)).collect(),
        }],
    }
}

fn list(ui: &mut Ui, state: &State, scene: &Scene<'_>, figures: &Figures, out: &mut Vec<Command>) {
    let Some(chosen) = &state.chosen else {
        widgets::soft(ui, "Click a bar to see the opinions behind it.");
        return;
    };
    let fits = |o: &&Opinion| {
        let of_bar = match state.by {
            By::Outlet => o.outlet == *chosen,
            By::Polarity => o.outlet == *chosen && o.polarity.is_some(),
            By::Holder => o.holder == *chosen,
            By::Target => o.target.as_ref() == Some(chosen),
        };
        let of_outlet =
            !matches!(state.by, By::Holder | By::Target) || state.outlet.as_ref().is_none_or(|x| *x == o.outlet);
        of_bar && of_outlet
    };
    let found: Vec<&Opinion> = figures.opinions.iter().filter(fits).collect();
    parts::title(ui, chosen, &parts::count(found.len(), "opinion"));
    for o in found.iter().take(LISTED) {
        let mut about: Vec<&str> = vec![&o.outlet];
        about.extend(Some(o.holder.as_str()).filter(|h| *h != o.outlet));
        let on = o.target.as_ref().map(|t| format!("on {t}"));
        about.extend(on.as_deref());
        about.extend(o.polarity.as_deref());
        let about = about.join(" · ");
        let name = format!("Opinion, {about}: {}", brief(&o.words, 240));
        let line = parts::line(ui, Kind::Opinion, &o.words, &about, &name);
        if line.on_hover_text("Go to its place in the article").clicked()
            && scene.project.annotation(&o.place).is_some()
        {
            out.push(Command::GoTo(o.place.clone()));
        }
    }
    if found.len() > LISTED {
        widgets::soft(ui, format!("{LISTED} of {} are listed.", found.len()));
    }
}
