//! The proposal that Enter takes, in the place of the inspector: what it says, why it is proposed, and buttons for it.

use eframe::egui::{RichText, Ui};

use super::command::Command;
use super::reader::Action;
use super::state::Desk;
use super::{theme, widgets};

/// Draws it; nothing if there is no current proposal.
pub fn show(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) -> Option<()> {
    let now = desk.suggested.current()?;
    let known = desk.suggested.proposal(now)?;
    let article = desk.current()?;
    let p = theme::palette(ui.style());
    let mark = p.kind(now.kind);
    let number = desk.suggested.number().unwrap_or(0);
    widgets::heading(ui, &format!("Proposed {}, {number} of {}", now.kind.as_str(), desk.suggested.shown().len()));
    ui.add_space(2.0);
    let mut words: Vec<&str> = now.parts.iter().map(|&s| article.text.words(s)).collect();
    words.truncate(8);
    let mut words = words.join(" … ");
    if words.chars().count() > 600 {
        words = words.chars().take(600).chain(['…']).collect();
    }
    widgets::passage(ui, &words, 15.0, p.ink);
    ui.add_space(4.0);
    let facts = [
        ("Speaker", known.speaker.as_ref().map(|s| s.name.clone())),
        ("Cue", known.cue.map(|c| article.text.words(c).to_owned())),
        ("Form", known.form.map(|f| f.as_str().to_owned())),
        ("Source", known.source.clone()),
        ("Certainty", known.certainty.map(str::to_owned)),
        ("Holder", known.holder.clone()),
        ("Polarity", known.polarity.map(str::to_owned)),
    ];
    for (name, value) in facts.into_iter().filter_map(|(n, v)| Some((n, v?))) {
        ui.horizontal_wrapped(|ui| {
            widgets::soft(ui, name);
            ui.label(RichText::new(value).color(p.ink));
        });
    }
    widgets::soft(ui, format!("By the rule “{}”", known.rule));
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        let accept = RichText::new("Accept").font(theme::sans_bold(13.5)).color(mark.stroke);
        let buttons = [
            (accept, "Make an annotation of it and go on (Enter)", Action::Accept),
            (RichText::new("Reject"), "Never propose it again and go on (Delete)", Action::Reject),
            (RichText::new("Skip"), "Go to the next proposal (Tab)", Action::NextProposal),
        ];
        for (words, hint, action) in buttons {
            if ui.button(words).on_hover_text(hint).clicked() {
                out.push(Command::Reader(action));
            }
        }
    });
    ui.add_space(8.0);
    ui.separator();
    Some(())
}
