//! The first page: letters, colours, motion, panels.

use eframe::egui::{Button, Grid, RichText, Role, Ui, WidgetInfo, vec2};

use super::Action;
use crate::desktop::command::Command;
use crate::desktop::settings::{self, Font, Motion, Settings};
use crate::desktop::state::Theme;
use crate::desktop::{theme, widgets};

/// Draws the page.
pub(super) fn show(ui: &mut Ui, settings: &Settings, height: f32, out: &mut Vec<Command>) {
    let mut s = settings.clone();
    let usual = Settings::default();
    widgets::list(height).show(ui, |ui| {
        group(ui, "Articles", |ui| {
            number(ui, "Text size", &mut s.text_size, usual.text_size, 1.0, settings::TEXT_SIZES, points);
            choice(ui, "Letters", &mut s.font, usual.font, &[(Font::Serif, "Noto Serif"), (Font::Sans, "Inter")]);
            choice(
                ui,
                "Column",
                &mut s.column,
                usual.column,
                &[(560.0, "Narrow"), (usual.column, "Usual"), (840.0, "Wide")],
            );
            number(ui, "Column width", &mut s.column, usual.column, 30.0, settings::COLUMNS, points);
            number(ui, "Line height", &mut s.line_height, usual.line_height, 0.1, settings::LINES, times);
            let drag = [(true, "Whole words"), (false, "Characters")];
            choice(ui, "Dragging takes", &mut s.snap, usual.snap, &drag);
            choice(ui, "Proposals while reading", &mut s.proposals, usual.proposals, &ON);
        });
        group(ui, "Window", |ui| {
            let themes = [(Theme::System, "As the system"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
            choice(ui, "Colours", &mut s.theme, usual.theme, &themes);
            choice(ui, "Strong contrast", &mut s.contrast, usual.contrast, &ON);
            number(ui, "Size of everything", &mut s.scale, usual.scale, 0.1, settings::SCALES, percent);
            let motion = [(Motion::System, "As the system"), (Motion::Usual, "Usual"), (Motion::Reduced, "None")];
            choice(ui, "Motion", &mut s.motion, usual.motion, &motion);
        });
        group(ui, "Panels", |ui| {
            choice(ui, "Lists on the left", &mut s.articles, usual.articles, &ON);
            choice(ui, "Inspector on the right", &mut s.inspector, usual.inspector, &ON);
        });
    });
    if s != *settings {
        out.push(Command::Settings(Action::Adjust(Box::new(s))));
    }
}

/// The settings with everything on this page as usual.
pub(super) fn usual(settings: &Settings) -> Settings {
    Settings {
        window: settings.window,
        recent: settings.recent.clone(),
        places: settings.places.clone(),
        keys: settings.keys.clone(),
        toured: settings.toured,
        articles_width: settings.articles_width,
        inspector_width: settings.inspector_width,
        ..Settings::default()
    }
}

const ON: [(bool, &str); 2] = [(true, "On"), (false, "Off")];

fn points(value: f32) -> String {
    format!("{value:.0} pt")
}

fn times(value: f32) -> String {
    format!("{value:.2}")
}

fn percent(value: f32) -> String {
    format!("{:.0} %", value * 100.0)
}

fn group(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(6.0);
    widgets::heading(ui, name);
    ui.add_space(2.0);
    // In a narrow window a control stands below its name.
    if is_narrow(ui) {
        ui.vertical(add);
    } else {
        Grid::new(name).num_columns(2).min_col_width(180.0).spacing([16.0, 8.0]).show(ui, add);
    }
    ui.add_space(6.0);
}

fn is_narrow(ui: &Ui) -> bool {
    ui.available_width() < 560.0
}

/// One setting: its name, its control, and the way back to usual.
fn setting<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    usual: T,
    shown: &str,
    add: impl FnOnce(&mut Ui, &mut T),
) {
    ui.label(name);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        add(ui, value);
        ui.add_space(8.0);
        if *value == usual {
            widgets::soft(ui, "as usual");
        } else {
            let back = ui.add(Button::new(RichText::new(format!("Usual: {shown}")).font(theme::sans(12.0))).small());
            back.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name} as usual, {shown}")));
            if back.clicked() {
                *value = usual;
            }
        }
    });
    ui.end_row();
}

fn choice<T: PartialEq + Copy>(ui: &mut Ui, name: &str, value: &mut T, usual: T, words: &[(T, &str)]) {
    let shown = words.iter().find(|(v, _)| *v == usual).map_or("", |(_, w)| *w);
    setting(ui, name, value, usual, shown, |ui, value| {
        for (one, words) in words {
            if widgets::option(ui, &format!("{name}, {words}"), words, *value == *one).clicked() {
                *value = *one;
            }
        }
    });
}

fn number(
    ui: &mut Ui,
    name: &str,
    value: &mut f32,
    usual: f32,
    step: f32,
    (least, most): (f32, f32),
    words: fn(f32) -> String,
) {
    setting(ui, name, value, usual, &words(usual), |ui, value| {
        let mut button = |ui: &mut Ui, sign: &str, by: f32, how: &str| {
            let next = (((*value + by) / step).round() * step).clamp(least, most);
            let can = (next - *value).abs() > step * 0.01;
            let button = ui.add_enabled(can, Button::new(sign).min_size(vec2(28.0, 26.0)));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, can, format!("{name}, {how}")));
            if button.clicked() {
                *value = next;
            }
        };
        button(ui, "−", -step, "less");
        button(ui, "+", step, "more");
        ui.add_space(4.0);
        ui.label(words(*value));
    });
}
