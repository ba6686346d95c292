//! Outlets: what each leaves out that most others carry, what it alone says, and what rests on nameless sources.

use eframe::egui::Ui;

use super::figures::Figures;
use super::parts;
use crate::desktop::command::Command;
use crate::desktop::consensus::Scene;
use crate::desktop::consensus::parts::filter;
use crate::desktop::consensus::phrases::brief;
use crate::desktop::widgets;
use crate::model::Kind;

/// What is chosen.
#[derive(Debug, Default)]
pub struct State {
    /// Only this outlet; else all.
    outlet: Option<String>,
}

/// Statements that a list shows at most for all outlets, and for one.
const FEW: usize = 5;
const MANY: usize = 500;

/// Draws the face.
pub fn show(ui: &mut Ui, state: &mut State, scene: &Scene<'_>, figures: &Figures, out: &mut Vec<Command>) {
    if figures.relies.is_empty() {
        parts::nothing(ui, "No outlets yet", "Add articles and name their outlets in the inspector.");
        return;
    }
    state.outlet = state.outlet.take().filter(|o| figures.relies.contains_key(o));
    parts::page(ui, "outlets", |ui| {
        ui.horizontal_wrapped(|ui| {
            if filter(ui, "All outlets", state.outlet.is_none()).clicked() {
                state.outlet = None;
            }
            for outlet in figures.relies.keys() {
                let chosen = state.outlet.as_ref() == Some(outlet);
                if filter(ui, &brief(outlet, 26), chosen).clicked() {
                    state.outlet = (!chosen).then(|| outlet.clone());
                }
            }
        });
        let shown: Vec<String> = match &state.outlet {
            Some(outlet) => vec![outlet.clone()],
            None => figures.relies.keys().cloned().collect(),
        };
        for outlet in shown {
            ui.add_space(18.0);
            one(ui, state, scene, figures, &outlet, out);
        }
    });
}

fn one(ui: &mut Ui, state: &mut State, scene: &Scene<'_>, figures: &Figures, outlet: &str, out: &mut Vec<Command>) {
    let Some(relies) = figures.relies.get(outlet) else { return };
    let (articles, read) = figures.read.get(outlet).copied().unwrap_or_default();
    let all = scene.consensus.statements.len();
    let finished = if read == articles {
        format!("{} read to the end", parts::count(articles, "article"))
    } else {
        format!("{read} of {} read to the end", parts::count(articles, "article"))
    };
    let base = format!("Carries {} of {} · {finished}", relies.carries, parts::count(all, "statement"));
    parts::title(ui, outlet, &base);
    let most = if state.outlet.is_some() { MANY } else { FEW };

    match figures.gaps.get(outlet) {
        None => {
            widgets::heading(ui, "Leaves out");
            widgets::soft(ui, "Nobody knows yet: finish reading its articles, and mark them as read with Ctrl+Enter.");
        }
        Some(gaps) => {
            widgets::heading(
                ui,
                &format!("Leaves out · {} that most others carry", parts::count(gaps.len(), "statement")),
            );
            for gap in gaps.iter().take(most) {
                let Some(statement) = scene.consensus.statements.get(gap.statement) else { continue };
                let about = format!("{} of {} other outlets", gap.carried, gap.of);
                parts::statement(ui, scene, statement, Some(&about), out);
            }
            rest(ui, state, outlet, gaps.len(), most);
        }
    }
    let lists = [
        ("Single source", "carried by no other origin", &relies.single),
        ("Anonymous sources", "resting on sources without a name alone", &relies.anonymous),
    ];
    for (title, what, list) in lists {
        ui.add_space(8.0);
        widgets::heading(ui, &format!("{title} · {} of {} {what}", list.len(), relies.carries));
        for statement in list.iter().take(most).filter_map(|at| scene.consensus.statements.get(*at)) {
            let sources: Vec<&str> =
                statement.members.iter().filter_map(|m| m.source.as_deref()).filter(|s| !s.is_empty()).collect();
            let base = format!("{} of {} outlets", statement.outlets, statement.of);
            let about = match sources.first() {
                Some(source) => {
                    let how = if statement.kind == Kind::Quote { "by" } else { "per" };
                    format!("{how} {} · {base}", brief(source, 40))
                }
                None => base,
            };
            parts::statement(ui, scene, statement, Some(&about), out);
        }
        rest(ui, state, outlet, list.len(), most);
    }
}

/// What a list does not show.
fn rest(ui: &mut Ui, state: &mut State, outlet: &str, count: usize, most: usize) {
    if count <= most {
        return;
    }
    if state.outlet.is_some() {
        widgets::soft(ui, format!("{most} of {count} are listed."));
    } else if parts::button(ui, &format!("Show all {count}"), &format!("Show all of {outlet}")).clicked() {
        state.outlet = Some(outlet.to_owned());
    }
}
