//! Who has what from whom: shared passages side by side, named agencies, and the analyst's word on both.

use std::ops::Range;

use eframe::egui::{CursorIcon, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::figures::{Figures, Pair};
use super::{Action, ask, parts};
use crate::consensus::Passage;
use crate::consensus::{AlignMark, align};
use crate::desktop::command::Command;
use crate::desktop::consensus::Scene;
use crate::desktop::consensus::parts::set_runs;
use crate::desktop::consensus::phrases::{brief, name};
use crate::desktop::consensus::wording::{Ground, Run};
use crate::desktop::{theme, widgets};
use crate::model::{ArticleId, DecisionId, Kind, Project, Ruling};

/// What is chosen.
#[derive(Debug, Default)]
pub struct State {
    /// The pair whose passages are all shown.
    open: Option<(ArticleId, ArticleId)>,
}

/// Pairs and names that are listed at most, and passages of a pair before it is opened.
const PAIRS: usize = 200;
const NAMES: usize = 300;
const PASSAGES: usize = 2;

/// The decisions about where two articles have what they share from, the newest last.
pub fn rulings(project: &Project, a: &ArticleId, b: &ArticleId) -> Vec<DecisionId> {
    ruled(project, a, b).into_iter().map(|(id, _)| id).collect()
}

fn ruled(project: &Project, a: &ArticleId, b: &ArticleId) -> Vec<(DecisionId, bool)> {
    let mut found: Vec<_> = project
        .decisions()
        .filter_map(|d| {
            let (x, y, one) = match &d.ruling {
                Ruling::OneOrigin(x, y) => (x, y, true),
                Ruling::Independent(x, y) => (x, y, false),
                _ => return None,
            };
            let same = (x == a && y == b) || (x == b && y == a);
            same.then_some((d.at, d.id, one))
        })
        .collect();
    found.sort_by_key(|(at, id, _)| (*at, *id));
    found.into_iter().map(|(_, id, one)| (id, one)).collect()
}

/// Draws the face.
pub fn show(ui: &mut Ui, state: &mut State, scene: &Scene<'_>, figures: &Figures, out: &mut Vec<Command>) {
    let sharing = &scene.consensus.sharing;
    if figures.pairs.is_empty() && sharing.agencies.is_empty() {
        let hint = "No two articles share a passage, and none names an agency for what it says.";
        parts::nothing(ui, "Every outlet has it by itself", hint);
        return;
    }
    parts::page(ui, "origins", |ui| {
        let base = format!(
            "{} in {} of articles · {} named",
            parts::count(sharing.passages.len(), "shared passage"),
            parts::count(figures.pairs.len(), "pair"),
            parts::count(sharing.agencies.len(), "agency or outlet")
                .replace("agency or outlets", "agencies or outlets")
        );
        parts::title(ui, "Who has it from whom", &base);
        if figures.pairs.is_empty() {
            widgets::soft(ui, "No two articles share a passage.");
        }
        for pair in figures.pairs.iter().take(PAIRS) {
            one(ui, state, scene, pair, out);
        }
        if figures.pairs.len() > PAIRS {
            widgets::soft(ui, format!("{PAIRS} of {} pairs are listed.", figures.pairs.len()));
        }
        if sharing.agencies.is_empty() {
            return;
        }
        ui.add_space(20.0);
        parts::title(
            ui,
            "Named for what they say",
            "Agencies and outlets that an article relies on, where it says so.",
        );
        for (article, range, agency) in sharing.agencies.iter().take(NAMES) {
            let Some(held) = scene.project.article(article) else { continue };
            let around = around(held.text.as_str(), range);
            let about = format!("{} names {agency}", held.name());
            let label = format!("{about}: {around}");
            let line = parts::line(ui, Kind::Plain, &around, &about, &label);
            if line.on_hover_text("Go to its place in the article").clicked() {
                out.push(ask(Action::Place(article.clone(), range.clone())));
            }
        }
        if sharing.agencies.len() > NAMES {
            widgets::soft(ui, format!("{NAMES} of {} are listed.", sharing.agencies.len()));
        }
    });
}

/// A few words around a place, whole ones.
fn around(text: &str, range: &Range<usize>) -> String {
    const LETTERS: usize = 70;
    let front = text.get(..range.start).unwrap_or_default();
    let front = front.get(front.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default();
    let back = text.get(range.end..).unwrap_or_default();
    let back = back.get(..back.find('\n').unwrap_or(back.len())).unwrap_or_default();
    let name = text.get(range.clone()).unwrap_or_default();
    let cut = front.char_indices().rev().nth(LETTERS).map(|(at, _)| at);
    let front = match cut.and_then(|at| Some(at + front.get(at..)?.find(' ')? + 1)) {
        Some(at) => format!("…{}", front.get(at..).unwrap_or_default()),
        None => front.to_owned(),
    };
    let cut = back.char_indices().nth(LETTERS).map(|(at, _)| at);
    let back = match cut.and_then(|at| back.get(..at)?.rfind(' ')) {
        Some(at) => format!("{}…", back.get(..at).unwrap_or_default()),
        None => back.to_owned(),
    };
    format!("{front}{name}{back}").trim().to_owned()
}

fn one(ui: &mut Ui, state: &mut State, scene: &Scene<'_>, pair: &Pair, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let (a, b) = (name(scene.project, &pair.a), name(scene.project, &pair.b));
    let key = (pair.a.clone(), pair.b.clone());
    let ruled = ruled(scene.project, &pair.a, &pair.b).last().map(|(_, one)| *one);
    ui.add_space(12.0);
    ui.label(RichText::new(format!("{a} and {b}")).font(theme::sans_bold(14.0)).color(p.ink));
    ui.horizontal_wrapped(|ui| {
        let stands = match ruled {
            Some(true) => "one origin, decided",
            Some(false) => "independent, decided",
            None => "one origin for what they share, proposed",
        };
        let base = format!(
            "{} · {} in both · {stands}",
            parts::count(pair.passages.len(), "shared passage"),
            parts::count(pair.statements, "statement")
        );
        widgets::soft(ui, base);
        for (one, words) in [(true, "One origin"), (false, "Independent")] {
            let chosen = ruled == Some(one);
            let named = format!("{words}: {a} and {b}");
            if widgets::option(ui, &named, words, chosen).clicked() {
                out.push(ask(if chosen {
                    Action::Unrule(pair.a.clone(), pair.b.clone())
                } else {
                    Action::Rule(pair.a.clone(), pair.b.clone(), one)
                }));
            }
        }
    });
    let open = state.open.as_ref() == Some(&key);
    let most = if open { usize::MAX } else { PASSAGES };
    for passage in pair.passages.iter().take(most).filter_map(|at| scene.consensus.sharing.passages.get(*at)) {
        shared(ui, scene, passage, out);
    }
    if pair.passages.len() > PASSAGES {
        let words = if open { "Show fewer".to_owned() } else { format!("Show all {} passages", pair.passages.len()) };
        if parts::button(ui, &words, &format!("{words} of {a} and {b}")).clicked() {
            state.open = (!open).then_some(key);
        }
    }
}

/// A passage in both articles, with the words that both have.
fn shared(ui: &mut Ui, scene: &Scene<'_>, passage: &Passage, out: &mut Vec<Command>) {
    let words = |(id, range): &(ArticleId, Range<usize>)| {
        scene.project.article(id).and_then(|a| a.text.as_str().get(range.clone())).unwrap_or_default().to_owned()
    };
    let (one, other) = (words(&passage.a), words(&passage.b));
    let out = std::cell::RefCell::new(out);
    parts::halves(
        ui,
        |ui| side(ui, scene, &passage.a, &other, &one, *out.borrow_mut()),
        |ui| side(ui, scene, &passage.b, &one, &other, *out.borrow_mut()),
    );
    widgets::soft(ui, format!("{:.0} % of the shorter passage", passage.share * 100.0));
}

fn side(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (id, range): &(ArticleId, Range<usize>),
    other: &str,
    words: &str,
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let runs: Vec<Run> = align(other, words)
        .into_iter()
        .filter(|piece| piece.mark != AlignMark::Missing)
        .map(|piece| Run {
            text: piece.text.replace('\n', " "),
            ground: if piece.mark == AlignMark::Same { Ground::Majority } else { Ground::None },
        })
        .collect();
    let full = ui.available_width();
    let set = set_runs(ui.painter(), &runs, 14.0, full - 16.0, 12, &p);
    let (rect, response) = ui.allocate_exact_size(vec2(full, set.size().y + 26.0), Sense::click());
    let outlet = name(scene.project, id);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{outlet}: {}", brief(words, 240))));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6, p.line.gamma_multiply(0.4));
    }
    widgets::focus_ring(ui, &response, 6);
    let title = ui.painter().layout_no_wrap(outlet, theme::sans(12.0), p.soft);
    ui.painter().galley(rect.min + vec2(8.0, 3.0), title, p.soft);
    ui.painter().galley(rect.min + vec2(8.0, 20.0), set, p.ink);
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Go to its place in the article");
    if response.clicked() {
        out.push(ask(Action::Place(id.clone(), range.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_name_are_whole_and_of_its_line() {
        let text = "One line.\nIt was told, according to AP, on Friday.\nAnother.";
        let at = text.find("AP").unwrap();
        assert_eq!(around(text, &(at..at + 2)), "It was told, according to AP, on Friday.");
        let long = format!("{} AP {}", "wörd ".repeat(40).trim(), "wörd ".repeat(40).trim());
        let at = long.find("AP").unwrap();
        let found = around(&long, &(at..at + 2));
        assert!(found.starts_with("…wörd ") && found.ends_with(" wörd…") && found.contains(" AP "), "{found}");
        assert!(found.chars().count() < 150);
    }
}
