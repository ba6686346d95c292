//! What is said of the selected annotation.

use std::collections::HashSet;
use std::sync::Arc;

use eframe::egui::{self, Button, Id, Popup, RichText, Ui, vec2};

use super::{caret_into, spelling};
use crate::desktop::choice::{self, Choice};
use crate::desktop::codebook::{self, Pick, Picked};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::widgets::{self, FieldStyle, Offered, field};
use crate::desktop::{consensus, theme};
use crate::model::{Annotation, Article, Attribute, Code, Codebook, Edit, Place, Provenance, Values};

/// Draws it.
pub fn show(
    ui: &mut Ui,
    desk: &mut Desk,
    article: &Article,
    annotation: &Annotation,
    place: &Place,
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let project = desk.project().clone();
    let codebook = project.codebook();
    let own = place.analyst == desk.analyst;
    ui.horizontal(|ui| {
        widgets::heading(ui, "Annotation");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add_enabled(own, Button::new(RichText::new("Delete").font(theme::sans(12.0)))).clicked() {
                out.push(Command::Delete);
            }
        });
    });
    codes(ui, codebook, annotation, place, own, out);
    definition(ui, desk.editor.folded, codebook.code(&annotation.code), out);
    ui.add_space(4.0);
    let mut words = annotation.words(&article.text);
    if words.chars().count() > 600 {
        words = words.chars().take(600).chain(['…']).collect();
    }
    widgets::passage(ui, &words, 15.0, p.ink);
    ui.add_space(6.0);
    let note = Id::unique(("note", place.annotation.0));
    ui.add_enabled_ui(own, |ui| {
        let names = desk.inspector.names.offered.clone();
        let mut begin = desk.inspector.begin && own;
        for attribute in codebook.attributes_of(codebook.kind(&annotation.code)) {
            let value = annotation.attributes.get(&attribute.id).map_or("", String::as_str);
            one(ui, attribute, value, place, &names, std::mem::take(&mut begin), out);
            if attribute.values == Values::Name && own {
                spelling::show(ui, desk, attribute, value, place, out);
            }
            ui.add_space(3.0);
        }
        if begin {
            caret_into(ui, note, &annotation.note);
        }
        let style = FieldStyle { label: "Note", hint: "Add a note", rows: 2, names: &[] };
        let place = place.clone();
        field(ui, note, &annotation.note, style, out, move |note| {
            Command::Edit("Write a note".into(), Edit::SetNote { place: place.clone(), note })
        });
    });
    ui.add_space(4.0);
    let by = project.analyst(&place.analyst).map_or(place.analyst.as_str(), |a| a.name.as_str());
    let how = match &annotation.provenance {
        Provenance::Hand => "marked by hand".to_owned(),
        Provenance::Accepted { rule } => format!("proposed by the rule “{rule}”, accepted"),
        Provenance::Imported { format } => format!("imported from {format}"),
    };
    widgets::soft(ui, format!("{by} · {how} · {}", annotation.at.format("%Y-%m-%d %H:%M")));
    if !own {
        widgets::soft(ui, "Another analyst’s: it can be read, not changed.");
    }
    ui.add_space(8.0);
    ui.separator();
    consensus::card(ui, desk, article, place, out);
}

/// So many codes stand side by side; the others are in a list.
const MOST_CODES: usize = 12;

/// The codes, the annotation's own marked.
fn codes(
    ui: &mut Ui,
    codebook: &Arc<Codebook>,
    annotation: &Annotation,
    place: &Place,
    own: bool,
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let all = &codebook.codes;
    let few = all.len() <= MOST_CODES;
    let shown = all.iter().filter(|c| few || c.key.is_some() || c.id == annotation.code);
    let recode = |code: &Code| {
        let edit = Edit::Recode { place: place.clone(), code: code.id.clone() };
        Command::Edit(format!("Recode as {}", code.name.to_lowercase()), edit)
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for code in shown.take(if few { MOST_CODES } else { MOST_CODES - 1 }) {
            let mark = p.code(code);
            let chosen = annotation.code == code.id;
            let words =
                RichText::new(&code.name).font(theme::sans_bold(12.0)).color(if chosen { mark.stroke } else { p.soft });
            let button = Button::new(words).small().min_size(vec2(0.0, 22.0)).selected(false);
            let button = button.fill(if chosen { mark.fill } else { p.field });
            let response = ui.add_enabled(own, button).on_hover_ui(|ui| codebook::explain(ui, code));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, own, chosen, &code.name));
            if response.clicked() && !chosen {
                out.push(recode(code));
            }
        }
        if !few {
            let more = ui.add_enabled(own, Button::new(RichText::new("Other…").font(theme::sans(12.0))).small());
            Popup::menu(&more).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                ui.set_width(280.0);
                let kept = ui.scope_id().with("codes");
                let mut pick = ui.data(|d| d.get_temp::<Pick>(kept)).unwrap_or_default();
                if codebook::pick_code(ui, &mut pick, codebook, &HashSet::new(), 300.0) != Picked::Nothing {
                    let code = pick.chosen.as_ref().and_then(|id| codebook.code(id));
                    out.extend(code.filter(|c| c.id != annotation.code).map(recode));
                    pick = Pick::default();
                    ui.close();
                }
                ui.data_mut(|d| d.insert_temp(kept, pick));
            });
        }
    });
}

/// When to use the code, in small letters.
fn definition(ui: &mut Ui, folded: bool, code: Option<&Code>, out: &mut Vec<Command>) {
    let Some(code) = code.filter(|c| !c.definition.is_empty() || !c.examples.is_empty()) else { return };
    let p = theme::palette(ui.style());
    let words = RichText::new(if folded { "Show definition" } else { "Hide definition" });
    if !folded {
        ui.label(RichText::new(&code.definition).font(theme::sans(11.5)).color(p.soft));
        for example in code.examples.iter().take(3) {
            ui.label(RichText::new(format!("“{example}”")).font(theme::serif(12.0)).color(p.soft));
        }
    }
    let link = Button::new(words.font(theme::sans(11.0)).color(p.accent)).frame(false).small();
    if ui.add(link).clicked() {
        out.push(Command::Codebook(codebook::Action::FoldDefinition));
    }
}

fn one(
    ui: &mut Ui,
    attribute: &Attribute,
    value: &str,
    place: &Place,
    names: &[Offered],
    begin: bool,
    out: &mut Vec<Command>,
) {
    let (whose, which) = (place.clone(), attribute.id.clone());
    let make = move |value| Command::SetAttribute(whose.clone(), which.clone(), value);
    let id = Id::unique((place.annotation.0, attribute.id.as_str()));
    match &attribute.values {
        Values::Text | Values::Name => {
            if begin {
                caret_into(ui, id, value);
            }
            let names = if attribute.values == Values::Name { names } else { &[] };
            field(ui, id, value, FieldStyle { label: &attribute.name, hint: "", rows: 1, names }, out, make);
        }
        Values::Choice(words) => {
            if begin {
                ui.memory_mut(|m| m.request_focus(id));
            }
            widgets::soft(ui, &attribute.name).on_hover_text(&attribute.definition);
            let options: Vec<Choice<'_, &str>> =
                words.iter().map(|word| Choice { value: word.as_str(), word, hint: "" }).collect();
            // A click on the chosen word takes it away.
            if let Some(picked) = choice::words(ui, id, &attribute.name, &options, Some(&value), true) {
                out.push(make(picked.unwrap_or_default().to_owned()));
            }
        }
    }
}
