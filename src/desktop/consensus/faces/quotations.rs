//! Utterances: who was quoted, in which wordings, and how far these drift.

use eframe::egui::{Align, CursorIcon, Layout, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::figures::{Figures, Utterance};
use super::{Action, ask, parts};
use crate::consensus::{Member, Relation, Statement, Variant};
use crate::desktop::command::Command;
use crate::desktop::consensus::Scene;
use crate::desktop::consensus::parts::{filter, set_runs, set_words};
use crate::desktop::consensus::phrases::{brief, name};
use crate::desktop::consensus::wording::{Ground, compare};
use crate::desktop::{theme, widgets};
use crate::model::Kind;

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    #[default]
    Drift,
    Outlets,
}

/// What is chosen.
#[derive(Debug, Default)]
pub struct State {
    sort: Sort,
    /// Only utterances of this speaker.
    speaker: Option<String>,
    /// Those that only one article quotes, too.
    single: bool,
    /// How many more than usual are listed.
    more: usize,
}

/// Utterances that are listed at first, and that each press on “Show more” adds.
const LISTED: usize = 100;
/// Speakers that have a button of their own.
const SPEAKERS: usize = 8;

const DRIFT: &str = "Words replaced, inserted or deleted over all words, inside the stretch that a wording has in common \
    with the leading one: 0 is word for word, and a faithful cut is 0, too. For the utterance, the mean over its other wordings.";

/// Draws the face.
pub fn show(ui: &mut Ui, state: &mut State, scene: &Scene<'_>, figures: &Figures, out: &mut Vec<Command>) {
    if figures.utterances.is_empty() {
        parts::nothing(ui, "No quotations yet", "Tag quotations in the articles; their wordings appear here.");
        return;
    }
    let listed = listed(state, scene, figures);
    parts::page(ui, "quotations", |ui| {
        bar(ui, state, figures);
        ui.add_space(8.0);
        let several = figures.utterances.iter().filter(|u| wordings(scene, u) > 1).count();
        let base = format!(
            "{} of {} in more than one wording or outlet",
            several,
            parts::count(figures.utterances.len(), "utterance")
        );
        parts::title(ui, "Quotations", &base);
        if listed.is_empty() {
            widgets::soft(ui, "None fits. Choose “All speakers”, or “Quoted once, too”.");
        }
        let room = LISTED * (state.more + 1);
        for utterance in listed.iter().take(room) {
            if let Some(statement) = scene.consensus.statements.get(utterance.statement) {
                one(ui, scene, statement, utterance, out);
            }
        }
        if listed.len() > room {
            ui.add_space(8.0);
            if parts::button(ui, &format!("Show more of {}", listed.len()), "Show more quotations").clicked() {
                state.more += 1;
            }
        }
    });
}

fn wordings(scene: &Scene<'_>, utterance: &Utterance) -> usize {
    scene.consensus.statements.get(utterance.statement).map_or(0, |s| s.members.len())
}

fn listed<'a>(state: &State, scene: &Scene<'_>, figures: &'a Figures) -> Vec<&'a Utterance> {
    let fits = |u: &&Utterance| {
        (state.single || wordings(scene, u) > 1)
            && state.speaker.as_ref().is_none_or(|name| u.speaker.as_ref() == Some(name))
    };
    let mut found: Vec<&Utterance> = figures.utterances.iter().filter(fits).collect();
    let drift = |u: &Utterance| u.drift.unwrap_or(-1.0);
    match state.sort {
        Sort::Drift => {
            found.sort_by(|a, b| drift(b).total_cmp(&drift(a)).then(b.outlets.cmp(&a.outlets)));
        }
        Sort::Outlets => {
            found.sort_by(|a, b| b.outlets.cmp(&a.outlets).then(drift(b).total_cmp(&drift(a))));
        }
    }
    found
}

fn bar(ui: &mut Ui, state: &mut State, figures: &Figures) {
    ui.horizontal_wrapped(|ui| {
        for (sort, words) in [(Sort::Drift, "Most drift first"), (Sort::Outlets, "Most outlets first")] {
            if filter(ui, words, state.sort == sort).clicked() {
                state.sort = sort;
            }
        }
        if filter(ui, "Quoted once, too", state.single).clicked() {
            state.single = !state.single;
        }
        ui.add_space(18.0);
        if filter(ui, "All speakers", state.speaker.is_none()).clicked() {
            state.speaker = None;
        }
        for (speaker, count) in figures.speakers.iter().take(SPEAKERS) {
            let chosen = state.speaker.as_ref() == Some(speaker);
            if filter(ui, &format!("{} {count}", brief(speaker, 26)), chosen).clicked() {
                state.speaker = (!chosen).then(|| speaker.clone());
            }
        }
        let rest = figures.speakers.get(SPEAKERS..).unwrap_or_default();
        if !rest.is_empty() {
            let chosen = state.speaker.clone().filter(|s| rest.iter().any(|(name, _)| name == s));
            let words = chosen.unwrap_or_else(|| format!("{} more speakers…", rest.len()));
            ui.menu_button(words, |ui| {
                eframe::egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                    for (speaker, count) in rest {
                        let chosen = state.speaker.as_ref() == Some(speaker);
                        if ui.selectable_label(chosen, format!("{speaker} {count}")).clicked() {
                            state.speaker = Some(speaker.clone());
                            ui.close();
                        }
                    }
                });
            });
        }
    });
}

/// An utterance: the leading wording, and the others against it.
fn one(ui: &mut Ui, scene: &Scene<'_>, statement: &Statement, utterance: &Utterance, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let Some(lead) = statement.members.get(statement.lead) else { return };
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        let speaker = utterance.speaker.as_deref().unwrap_or("No speaker named");
        ui.label(RichText::new(speaker).font(theme::sans_bold(13.5)).color(p.ink));
        widgets::soft(ui, format!("{} of {} outlets", statement.outlets, statement.of));
        if let Some(drift) = utterance.drift {
            let ink = if drift > 0.0 { p.caution()[0] } else { p.good };
            let label = ui.label(RichText::new(format!("drift {drift:.2}")).font(theme::sans_bold(12.5)).color(ink));
            label.on_hover_text(DRIFT);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let named = brief(&statement.text, 60);
            if parts::button(ui, "Show row", &format!("Show the row of {named}")).clicked()
                && let Some(id) = parts::lead(statement)
            {
                out.push(ask(Action::Statement(id)));
            }
            if statement.members.len() > 1
                && parts::button(ui, "Side by side", &format!("Read side by side: {named}")).clicked()
            {
                out.push(ask(Action::BesideAt(lead.place.annotation, None)));
            }
        });
    });
    wording(ui, scene, lead, lead, None, out);
    for (index, member) in statement.members.iter().enumerate().filter(|(at, _)| *at != statement.lead) {
        let variant = statement.variants.iter().find(|v| v.member == index);
        wording(ui, scene, lead, member, Some(variant), out);
    }
    ui.add_space(4.0);
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), eframe::egui::Stroke::new(1.0, p.line));
}

/// How a wording stands to the leading one, in words.
fn relation(variant: Option<&Variant>, kind: Kind) -> String {
    let Some(variant) = variant else { return if kind == Kind::Quote { "indirect" } else { "told as a claim" }.into() };
    let word = match variant.relation {
        Relation::Leading => "leading wording",
        Relation::Same => "word for word",
        Relation::Cut => "cut",
        Relation::Spliced => "spliced",
        Relation::Altered => "altered",
        Relation::OtherSpeaker => "another speaker",
    };
    if variant.drift > 0.0 { format!("{word}, drift {:.2}", variant.drift) } else { word.into() }
}

/// A wording; `variant` is none for the leading one. A click goes to its place.
fn wording(
    ui: &mut Ui,
    scene: &Scene<'_>,
    lead: &Member,
    member: &Member,
    variant: Option<Option<&Variant>>,
    out: &mut Vec<Command>,
) {
    const NAMES: f32 = 190.0;
    let p = theme::palette(ui.style());
    let outlet = name(scene.project, &member.place.article);
    let mut about = variant.map_or("leading wording".to_owned(), |v| relation(v, member.kind));
    if let Some(source) = member.source.as_ref().filter(|s| lead.source.as_ref() != Some(s)) {
        about = format!("{about}, {source}");
    }
    let full = ui.available_width();
    let mut runs = compare(&lead.text, &member.text).against();
    if variant.is_none() {
        runs.retain(|r| r.ground != Ground::Missing);
    }
    let words = set_runs(ui.painter(), &runs, 15.0, full - NAMES - 24.0, usize::MAX, &p);
    let title = set_words(ui.painter(), &outlet, theme::sans_bold(12.5), p.ink, NAMES - 14.0, 1);
    let below = set_words(ui.painter(), &about, theme::sans(12.0), p.soft, NAMES - 14.0, 2);
    let height = words.size().y.max(title.size().y + below.size().y + 2.0) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(full, height), Sense::click());
    let label = format!("{outlet}, {about}: {}", brief(&member.text, 400));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6, p.line.gamma_multiply(0.4));
    }
    widgets::focus_ring(ui, &response, 6);
    let at = rect.min + vec2(8.0, 5.0);
    ui.painter().galley(at, title.clone(), p.ink);
    ui.painter().galley(at + vec2(0.0, title.size().y + 2.0), below, p.soft);
    ui.painter().galley(at + vec2(NAMES, -1.0), words, p.ink);
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Go to its place in the article");
    if response.clicked() && scene.project.annotation(&member.place).is_some() {
        out.push(Command::GoTo(member.place.clone()));
    }
}
