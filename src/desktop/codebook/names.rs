//! The names in use: whom they mean, how they are spelled, which look like one.

use eframe::egui::{self, Align2, RichText, ScrollArea, Ui, pos2, vec2};

use super::registry::{self, Group, Overview};
use super::{Action, tree};
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};

/// Height of a row: all have room for a second line.
const ROW: f32 = 44.0;

/// The pairs that look like one and that nobody has waved away, by their places among the groups.
fn likely<'a>(desk: &'a Desk, overview: &'a Overview) -> Vec<(&'a Group, &'a Group)> {
    let pairs = overview.likely.iter().filter_map(|&(a, b)| Some((overview.groups.get(a)?, overview.groups.get(b)?)));
    pairs.filter(|(a, b)| !desk.editor.not_same.contains(&registry::pair(&a.main, &b.main))).collect()
}

/// Draws the list.
pub fn list(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    tree::filter(ui, &mut desk.editor.filter, "Filter names");
    let project = desk.project().clone();
    let overview = desk.editor.overview.get(desk.timeline.revision(), &project);
    let shown: Vec<&Group> = overview.shown(&desk.editor.filter).collect();
    let gone = desk.editor.name.as_ref().is_none_or(|n| !overview.groups.iter().any(|g| g.main == *n));
    if gone {
        desk.editor.name = shown.first().map(|g| g.main.clone());
    }
    let likely = likely(desk, &overview);
    let at = shown.iter().position(|g| Some(&g.main) == desk.editor.name.as_ref());
    let reveal = at.filter(|_| desk.editor.reveal);
    let room = (ui.available_height() - 42.0).max(ROW);
    ui.spacing_mut().item_spacing.y = 0.0;
    tree::area(ui, "names", reveal, ROW, room).show_rows(ui, ROW, shown.len(), |ui, range| {
        for group in shown.get(range).unwrap_or_default() {
            let chosen = desk.editor.name.as_ref() == Some(&group.main);
            let alike = likely.iter().any(|(a, b)| a.main == group.main || b.main == group.main);
            let (rect, response) = ui
                .push_id(&group.main, |ui| {
                    let name = format!("{}, {}", group.main, times(group.count()));
                    widgets::row(ui, ROW, &name, chosen, p.field)
                })
                .inner;
            let response = response.interact(egui::Sense::click_and_drag());
            response.dnd_set_drag_payload(group.main.clone());
            let over = response.dnd_hover_payload::<String>().is_some_and(|name| *name != group.main);
            if over {
                let ring = egui::Stroke::new(1.5, p.accent);
                ui.painter().rect_stroke(rect, egui::CornerRadius::same(8), ring, egui::StrokeKind::Inside);
            }
            if let Some(name) = response.dnd_release_payload::<String>().filter(|name| **name != group.main) {
                out.push(Command::Codebook(Action::Same(String::clone(&name), group.main.clone())));
            }
            if response.clicked() {
                out.push(Command::Codebook(Action::ChooseName(group.main.clone())));
            }
            let at = rect.shrink2(vec2(12.0, 5.0));
            let font = if chosen { theme::sans_bold(13.5) } else { theme::sans(13.5) };
            let spellings = group.spellings.iter().map(|(s, _)| s.as_str()).collect::<Vec<_>>().join(", ");
            let below = match (spellings.is_empty(), alike) {
                (false, _) => format!("also {spellings}"),
                (true, true) => "looks like another name".to_owned(),
                _ => String::new(),
            };
            // A name without a second line stands in the middle.
            let y = if below.is_empty() { at.center().y } else { at.top() + 9.0 };
            let left = pos2(at.left(), y);
            widgets::line(ui, left, Align2::LEFT_CENTER, &group.main, font, p.ink, at.width() - 50.0);
            let count = group.count().to_string();
            let right = pos2(at.right(), y);
            widgets::line(ui, right, Align2::RIGHT_CENTER, &count, theme::sans(12.0), p.soft, 48.0);
            let place = pos2(at.left(), at.bottom());
            widgets::line(ui, place, Align2::LEFT_BOTTOM, &below, theme::sans(12.0), p.soft, at.width());
        }
    });
    let nothing = shown.is_empty();
    desk.editor.reveal = false;
    if nothing {
        let none = overview.groups.is_empty();
        widgets::soft(ui, if none { "No names are in use yet." } else { "No name is spelled so." });
    }
    ui.add_space(6.0);
    if ui.button("Write main names everywhere").on_hover_text("In place of their other spellings; one undo").clicked() {
        out.push(Command::Codebook(Action::WriteMain(None)));
    }
}

fn times(count: usize) -> String {
    if count == 1 { "written once".into() } else { format!("written {count} times") }
}

/// Draws the chosen name.
pub fn form(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    let overview = desk.editor.overview.get(desk.timeline.revision(), &project);
    let group = desk.editor.name.as_ref().and_then(|n| overview.groups.iter().find(|g| g.main == *n));
    ScrollArea::vertical().id_salt("form of a name").auto_shrink(false).show(ui, |ui| {
        match group {
            Some(group) => of_name(ui, desk, &overview, group, out),
            None => {
                widgets::soft(ui, "Names come in with speakers, sources, holders and targets of annotations.");
            }
        }
        let rest: Vec<_> = likely(desk, &overview);
        if rest.is_empty() {
            return;
        }
        ui.add_space(16.0);
        let words = if rest.len() == 1 {
            "1 pair of names looks like one".to_owned()
        } else {
            format!("{} pairs of names look like one", rest.len())
        };
        widgets::heading(ui, &words);
        for (a, b) in rest.into_iter().take(50) {
            // The one that is written more often leads.
            let (main, other) = if a.count() >= b.count() { (a, b) } else { (b, a) };
            ui.push_id((&a.main, &b.main), |ui| proposal(ui, other, main, out));
        }
    });
}

fn of_name(ui: &mut Ui, desk: &Desk, overview: &Overview, group: &Group, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.label(RichText::new(&group.main).font(theme::serif_bold(20.0)).color(p.ink));
    widgets::soft(ui, times(group.own));
    ui.add_space(8.0);
    let known = desk.project().names().get(&group.main);
    if group.spellings.is_empty() {
        widgets::soft(ui, "No other spelling is known. Drag another name onto it in the list, or choose one here.");
    } else {
        widgets::heading(ui, "Also spelled");
    }
    for (spelling, count) in &group.spellings {
        ui.push_id(spelling, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(spelling).font(theme::serif(15.0)).color(p.ink));
                widgets::soft(ui, times(*count));
                if known.is_some_and(|k| k.contains(spelling)) {
                    let mut deed = |ui: &mut Ui, words: &str, name: String, action: Action| {
                        let button = ui.button(words);
                        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                        if button.clicked() {
                            out.push(Command::Codebook(action));
                        }
                    };
                    let (main, alias) = (group.main.clone(), spelling.clone());
                    let action = Action::MakeMain(main.clone(), alias.clone());
                    deed(ui, "Make main", format!("Make {spelling} the main name"), action);
                    deed(ui, "Take apart", format!("Take {spelling} apart"), Action::Apart(main, alias));
                }
            });
        });
    }
    if group.spellings.iter().any(|(_, n)| *n > 0) {
        ui.add_space(4.0);
        let words = format!("Write “{}” everywhere", group.main);
        if ui.button(words).on_hover_text("In place of its other spellings; one undo").clicked() {
            out.push(Command::Codebook(Action::WriteMain(Some(group.main.clone()))));
        }
    }
    ui.add_space(8.0);
    let button = ui.button("Is another spelling of…");
    egui::Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(300.0);
        let kept = ui.scope_id().with("filter");
        let mut words = ui.data(|d| d.get_temp::<String>(kept)).unwrap_or_default();
        tree::filter(ui, &mut words, "Filter names to choose from");
        let shown: Vec<&Group> = overview.shown(&words).filter(|g| g.main != group.main).collect();
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().max_height(240.0);
        area.auto_shrink([false, true]).show_rows(ui, 28.0, shown.len(), |ui, range| {
            for other in shown.get(range).unwrap_or_default() {
                let name = format!("Of {}", other.main);
                let row = ui.push_id(&other.main, |ui| widgets::row(ui, 28.0, &name, false, p.selection));
                let (rect, response) = row.inner;
                let at = pos2(rect.left() + 10.0, rect.center().y);
                widgets::line(ui, at, Align2::LEFT_CENTER, &other.main, theme::sans(13.5), p.ink, rect.width() - 20.0);
                if response.clicked() {
                    out.push(Command::Codebook(Action::Same(group.main.clone(), other.main.clone())));
                    ui.close();
                }
            }
        });
        ui.data_mut(|d| d.insert_temp(kept, words));
    });
}

/// Two names that look like one.
fn proposal(ui: &mut Ui, name: &Group, main: &Group, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.horizontal(|ui| {
        let words = format!("{} ({})  ·  {} ({})", main.main, main.count(), name.main, name.count());
        ui.label(RichText::new(words).font(theme::serif(15.0)).color(p.ink));
        let mut deed = |ui: &mut Ui, words: &str, action: Action| {
            let button = ui.button(words);
            let label = format!("{words}: {} and {}", main.main, name.main);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            if button.clicked() {
                out.push(Command::Codebook(action));
            }
        };
        deed(ui, "Same person", Action::Same(name.main.clone(), main.main.clone()));
        deed(ui, "Two names", Action::NotSame(name.main.clone(), main.main.clone()));
    });
}
