//! The panel: what to look for, where, and what was found.

use eframe::egui::{Align, Key, Layout, RichText, TextEdit, Ui, vec2};

use super::{Action, Find, results};
use crate::desktop::command::Command;
use crate::desktop::lists::parts;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::Project;

/// Draws it in the panel on the left.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    ui.add_space(2.0);
    field(ui, &mut desk.find, out);
    choices(ui, &mut desk.find, &project);
    let (revision, article) = (desk.timeline.revision(), desk.article.clone());
    desk.find.refresh(ui.ctx(), &project, revision, article.as_ref());
    if let Some(forward) = desk.find.step.filter(|_| desk.find.results.total > 0 || !desk.find.is_running()) {
        desk.find.step = None;
        if desk.find.results.total > 0 {
            out.push(Command::Find(if forward { Action::Next } else { Action::Previous }));
        }
    }
    told(ui, &desk.find, out);
    results::show(ui, desk, &project, out);
}

fn field(ui: &mut Ui, find: &mut Find, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let hint = if find.query.manner.expression { "Regular expression" } else { "Find words" };
    let edit = TextEdit::singleline(&mut find.query.words)
        .id(eframe::egui::Id::unique("find words"))
        .hint_text(RichText::new(hint).color(p.soft))
        .desired_width(f32::INFINITY)
        .margin(vec2(9.0, 6.0));
    let output = edit.show(ui);
    let response = output.response.response.accessible_name("Find words");
    if std::mem::take(&mut find.focus) {
        response.request_focus();
        // What stands there is replaced by typing.
        let mut state = output.state;
        let all = eframe::egui::text::CCursorRange::select_all(&output.galley);
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), response.id);
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        let back = ui.input(|i| i.modifiers.shift);
        out.push(Command::Find(if back { Action::Previous } else { Action::Next }));
        response.request_focus();
    }
    if let Some(error) = &find.error {
        ui.label(RichText::new(error.to_string()).font(theme::sans(12.0)).color(p.bad));
    }
}

fn choices(ui: &mut Ui, find: &mut Find, project: &Project) {
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let manner = &mut find.query.manner;
        parts::toggle(ui, "Aa", "Match capital and small letters", &mut manner.case);
        parts::toggle(ui, "Word", "Whole words only", &mut manner.whole);
        let mut loose = !manner.accents;
        parts::toggle(ui, "é = e", "Ignore accents", &mut loose);
        manner.accents = !loose;
        parts::toggle(ui, ".*", "Regular expression", &mut manner.expression);
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        parts::either(ui, &mut find.everywhere, &[(false, "This article"), (true, "All articles")]);
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        parts::either(ui, &mut find.query.marks, &[(false, "Text"), (true, "Annotations")]);
        let narrowed = !find.query.of.is_open() || find.query.outlet.is_some();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut on = find.filters || narrowed;
            if parts::toggle(ui, "Filters", "Filters by code, attribute, outlet or analyst", &mut on).changed() {
                find.filters = on;
                if !on {
                    find.query.of = Default::default();
                    find.query.outlet = None;
                }
            }
        });
    });
    if find.filters || !find.query.of.is_open() || find.query.outlet.is_some() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            filters(ui, find, project);
        });
    }
}

fn filters(ui: &mut Ui, find: &mut Find, project: &Project) {
    let codebook = project.codebook();
    let of = &mut find.query.of;
    let words = of.code.as_ref().map(|id| codebook.code(id).map_or_else(|| id.to_string(), |c| c.name.clone()));
    let marked = words.is_some();
    parts::pull(ui, words.as_deref().unwrap_or("Any code"), "Code", marked, |ui| {
        if parts::option(ui, of.code.is_none(), "Any code") {
            of.code = None;
        }
        for code in &codebook.codes {
            if parts::option(ui, of.code.as_ref() == Some(&code.id), &code.name) {
                of.code = Some(code.id.clone());
            }
        }
    });
    let outlet = &mut find.query.outlet;
    let words = outlet.clone();
    parts::pull(ui, words.as_deref().unwrap_or("Any outlet"), "Outlet", words.is_some(), |ui| {
        if parts::option(ui, outlet.is_none(), "Any outlet") {
            *outlet = None;
        }
        let mut names: Vec<&str> = project.articles().map(|a| a.outlet()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            if parts::option(ui, outlet.as_deref() == Some(name), name) {
                *outlet = Some(name.to_owned());
            }
        }
    });
    if project.analysts().nth(1).is_some() {
        let words = of.analyst.as_ref().and_then(|id| project.analyst(id)).map(|a| a.name.clone());
        parts::pull(ui, words.as_deref().unwrap_or("Any analyst"), "Analyst", words.is_some(), |ui| {
            if parts::option(ui, of.analyst.is_none(), "Any analyst") {
                of.analyst = None;
            }
            for analyst in project.analysts() {
                if parts::option(ui, of.analyst.as_ref() == Some(&analyst.id), &analyst.name) {
                    of.analyst = Some(analyst.id.clone());
                }
            }
        });
    }
    let words = of.attribute.as_ref().and_then(|id| codebook.attribute(id)).map(|a| a.name.clone());
    parts::pull(ui, words.as_deref().unwrap_or("Any attribute"), "Attribute", words.is_some(), |ui| {
        if parts::option(ui, of.attribute.is_none(), "Any attribute") {
            of.attribute = None;
            of.value.clear();
        }
        for attribute in &codebook.attributes {
            if parts::option(ui, of.attribute.as_ref() == Some(&attribute.id), &attribute.name) {
                of.attribute = Some(attribute.id.clone());
            }
        }
    });
    if let Some(name) = words {
        ui.end_row();
        parts::filter(ui, &format!("Words in {}", name.to_lowercase()), &mut of.value);
    }
}

/// How much was found, and what can be done with it.
fn told(ui: &mut Ui, find: &Find, out: &mut Vec<Command>) {
    let results = &find.results;
    let articles = results.groups.len();
    let words = if find.query.is_blank() || find.error.is_some() {
        String::new()
    } else if results.total == 0 && find.is_running() {
        "Searching…".to_owned()
    } else if results.total == 0 {
        "Nothing found".to_owned()
    } else if find.everywhere {
        format!("{} in {}", parts::number(results.total), parts::counted(articles, "article"))
    } else {
        format!("{} in this article", parts::number(results.total))
    };
    if words.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        widgets::soft(ui, words);
        if results.total > 0 && !find.query.marks {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = eframe::egui::Button::new(RichText::new("Tag all as…").font(theme::sans(12.0))).small();
                if ui.add(button).on_hover_text("See first what would be tagged").clicked() {
                    out.push(Command::Find(Action::TagAll));
                }
            });
        }
    });
    if results.capped {
        widgets::soft(ui, "These are the first. Narrow the search to see the others.");
    }
}
