//! Why the wordings of an open statement are together, and what analysts have decided about it.

use eframe::egui::{RichText, Ui};

use super::matrix::Matrix;
use super::phrases::name;
use super::{Scene, phrases};
use crate::consensus::{Reason, Statement};
use crate::desktop::{theme, widgets};
use crate::model::{AnnotationId, Decision, Ruling};

/// Reasons and decisions that are shown at most.
const MOST: usize = 12;

/// Draws them, folded.
pub fn show(ui: &mut Ui, matrix: &mut Matrix, scene: &Scene<'_>, statement: &Statement) {
    let reasons = matrix.reasons(scene.consensus, statement);
    let decisions: Vec<_> = statement.decisions.iter().filter_map(|id| scene.project.decision(*id)).collect();
    if reasons.is_empty() && decisions.is_empty() {
        return;
    }
    let heading = RichText::new("Why together").font(theme::sans_bold(12.0));
    ui.collapsing(heading, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for reason in reasons.iter().take(MOST) {
            one(ui, scene, statement, reason);
        }
        if reasons.len() > MOST {
            widgets::soft(ui, format!("and {} more", reasons.len() - MOST));
        }
        for decision in decisions.iter().rev().take(MOST) {
            widgets::soft(ui, decided(scene, decision));
        }
    });
    ui.add_space(4.0);
}

fn one(ui: &mut Ui, scene: &Scene<'_>, statement: &Statement, reason: &Reason) {
    let p = theme::palette(ui.style());
    let outlet = |id: AnnotationId| {
        let member = statement.members.iter().find(|m| m.place.annotation == id);
        member.map_or_else(String::new, |m| name(scene.project, &m.place.article))
    };
    let who = format!("{} and {}", outlet(reason.a), outlet(reason.b));
    ui.label(RichText::new(who).font(theme::sans_bold(12.0)).color(p.ink));
    let words: Vec<String> = reason.words.iter().take(6).map(|(word, weight)| format!("{word} {weight:.2}")).collect();
    let mut told = format!("score {:.2}", reason.score);
    if !words.is_empty() {
        told.push_str(&format!(": {}", words.join(", ")));
    }
    widgets::soft(ui, told).on_hover_text("Words that both have, with what each adds to the score");
    if let Some(rule) = &reason.rule {
        widgets::soft(ui, rule.as_str());
    }
}

/// A decision in words: who, what, when.
fn decided(scene: &Scene<'_>, decision: &Decision) -> String {
    let by = scene.project.analyst(&decision.by).map_or(decision.by.as_str(), |a| a.name.as_str());
    let words = |id: &AnnotationId| {
        let found = scene.project.find(*id);
        let member = found.and_then(|(place, annotation)| {
            let article = scene.project.article(&place.article)?;
            Some(format!("{} “{}”", article.name(), phrases::brief(&annotation.words(&article.text), 40)))
        });
        member.unwrap_or_else(|| "an annotation that is gone".into())
    };
    let what = match &decision.ruling {
        Ruling::Same(a, b) => format!("{} says the same as {}", words(a), words(b)),
        Ruling::Different(a, b) => format!("{} does not say the same as {}", words(a), words(b)),
        Ruling::Wording(_, said) => format!("worded “{}”", phrases::brief(said, 60)),
        Ruling::Verdict(_, said) => format!("verdict {said}"),
        Ruling::Note(..) => "a note".to_owned(),
        Ruling::Lock(all) => format!("locked with {} wordings", all.len()),
        Ruling::OneOrigin(a, b) => format!("{a} and {b} have one origin"),
        Ruling::Independent(a, b) => format!("{a} and {b} are independent"),
    };
    format!("{by}, {}: {what}", decision.at.format("%Y-%m-%d"))
}
