//! The inspector: what is said of the selected annotation, or else what is known of the article.

use eframe::egui::{self, Id, RichText, ScrollArea, Ui, vec2};

use super::command::Command;
use super::names::Names;
use super::state::Desk;
use super::widgets::{self, FieldStyle, field};
use super::{consensus, theme};
use crate::model::{Annotation, Article, Attribute, Edit, Field, Place, Progress, Project, Provenance, Values};

/// The inspector's own state.
#[derive(Debug, Default)]
pub struct Inspector {
    /// The revision that the names belong to.
    revision: Option<u64>,
    /// Names already used.
    names: Names,
}

/// Draws the inspector.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let revision = desk.timeline.revision();
    if desk.inspector.revision.replace(revision) != Some(revision) {
        desk.inspector.names.update(desk.timeline.project());
    }
    // Lent out for the frame: there may be many.
    let names = std::mem::take(&mut desk.inspector.names);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let project = desk.project().clone();
        let selected = desk.selected.clone().and_then(|p| Some((project.annotation(&p)?.clone(), p)));
        match selected {
            Some((annotation, place)) => {
                if let Some(article) = project.article(&place.article) {
                    of_annotation(ui, desk, &project, article, &annotation, &place, names.all(), out);
                }
            }
            None => match desk.current().cloned() {
                Some(article) => of_article(ui, desk, &article, out),
                None => {
                    widgets::soft(ui, "Nothing selected");
                }
            },
        }
    });
    desk.inspector.names = names;
}

#[expect(clippy::too_many_arguments, reason = "the parts of one panel")]
fn of_annotation(
    ui: &mut Ui,
    desk: &Desk,
    project: &Project,
    article: &Article,
    annotation: &Annotation,
    place: &Place,
    names: &[String],
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui.style());
    let codebook = project.codebook();
    let own = place.analyst == desk.analyst;
    ui.horizontal(|ui| {
        widgets::heading(ui, "Annotation");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add_enabled(own, egui::Button::new(RichText::new("Delete").font(theme::sans(12.0)))).clicked() {
                out.push(Command::Delete);
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for code in &codebook.codes {
            let mark = p.code(code);
            let chosen = annotation.code == code.id;
            let words =
                RichText::new(&code.name).font(theme::sans_bold(12.0)).color(if chosen { mark.stroke } else { p.soft });
            let mut button = egui::Button::new(words).small().min_size(vec2(0.0, 22.0)).selected(false);
            button = button.fill(if chosen { mark.fill } else { p.field });
            let key = code.key.map_or(String::new(), |k| format!(" ({k})"));
            let response = ui.add_enabled(own, button).on_hover_text(format!("{}{key}", code.definition));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, own, chosen, &code.name));
            if response.clicked() && !chosen {
                let edit = Edit::Recode { place: place.clone(), code: code.id.clone() };
                out.push(Command::Edit(format!("Recode as {}", code.name.to_lowercase()), edit));
            }
        }
    });
    ui.add_space(4.0);
    let mut words = annotation.words(&article.text);
    if words.chars().count() > 600 {
        words = words.chars().take(600).chain(['…']).collect();
    }
    ui.label(RichText::new(words).font(theme::serif(15.0)).color(p.ink));
    ui.add_space(6.0);
    ui.add_enabled_ui(own, |ui| {
        for attribute in codebook.attributes_of(codebook.kind(&annotation.code)) {
            let value = annotation.attributes.get(&attribute.id).map_or("", String::as_str);
            one(ui, attribute, value, place, names, out);
            ui.add_space(3.0);
        }
        let id = Id::unique(("note", place.annotation.0));
        let style = FieldStyle { label: "Note", hint: "Add a note", rows: 2, names: &[] };
        let place = place.clone();
        field(ui, id, &annotation.note, style, out, move |note| {
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

fn one(ui: &mut Ui, attribute: &Attribute, value: &str, place: &Place, names: &[String], out: &mut Vec<Command>) {
    let (whose, which) = (place.clone(), attribute.id.clone());
    let make = move |value| Command::SetAttribute(whose.clone(), which.clone(), value);
    let id = Id::unique((place.annotation.0, attribute.id.as_str()));
    match &attribute.values {
        Values::Text | Values::Name => {
            let names = if attribute.values == Values::Name { names } else { &[] };
            field(ui, id, value, FieldStyle { label: &attribute.name, hint: "", rows: 1, names }, out, make);
        }
        Values::Choice(words) => {
            let p = theme::palette(ui.style());
            widgets::soft(ui, &attribute.name).on_hover_text(&attribute.definition);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for word in words {
                    let chosen = word == value;
                    let mut letters = word.chars();
                    let shown: String =
                        letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
                    let text = RichText::new(&shown).font(theme::sans(12.5)).color(if chosen { p.ink } else { p.soft });
                    let button = egui::Button::new(text).small().min_size(vec2(0.0, 22.0));
                    let button = button.fill(if chosen { p.selection } else { p.field });
                    let response = ui.add(button);
                    let name = format!("{} {}", attribute.name, word);
                    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &name));
                    if response.clicked() {
                        // A click on the chosen word takes it away.
                        out.push(make(if chosen { String::new() } else { word.clone() }));
                    }
                }
            });
        }
    }
}

fn of_article(ui: &mut Ui, desk: &Desk, article: &Article, out: &mut Vec<Command>) {
    widgets::heading(ui, "Article");
    ui.add_space(2.0);
    for name in Field::ALL {
        let id = Id::unique(("article-field", article.id.as_str(), name.label()));
        let hint = match name {
            Field::Published => "such as 2025-08-16",
            Field::Language => "such as en",
            _ => "",
        };
        let style = FieldStyle { label: name.label(), hint, rows: 1, names: &[] };
        let article_id = article.id.clone();
        field(ui, id, article.info.get(name), style, out, move |value| {
            let edit = Edit::SetField { article: article_id.clone(), field: name, value };
            Command::Edit(format!("Set {}", name.label().to_lowercase()), edit)
        });
        ui.add_space(2.0);
    }
    widgets::soft(ui, "Read");
    let now = desk.project().layer(&article.id, &desk.analyst).map(|l| l.progress()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let p = theme::palette(ui.style());
        for (progress, words) in
            [(Progress::Unread, "Not yet"), (Progress::Reading, "In part"), (Progress::Done, "To the end")]
        {
            let chosen = now == progress;
            let button =
                egui::Button::new(RichText::new(words).font(theme::sans(12.5))).small().min_size(vec2(0.0, 22.0));
            let response = ui.add(button.fill(if chosen { p.selection } else { p.field }));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, words));
            if response.clicked() {
                out.push(Command::Progress(progress));
            }
        }
    });
    ui.add_space(8.0);
    let source = &article.source;
    if !source.file.is_empty() {
        widgets::soft(ui, format!("From {} ({})", source.file, source.format));
    }
    widgets::soft(ui, format!("{:.1} kB of text", article.text.len() as f64 / 1000.0));
    let short: String = article.sha256.chars().take(16).collect();
    widgets::soft(ui, format!("SHA-256 {short}…")).on_hover_text(&article.sha256);
    ui.add_space(8.0);
    if ui.button("Remove article").on_hover_text("With its annotations. Undo brings all of it back.").clicked() {
        out.push(Command::RemoveArticle);
    }
}
