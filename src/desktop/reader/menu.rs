//! What a right click on the text offers: all that the keys do, for those who use the mouse alone.

use eframe::egui::{Button, Response, RichText, Role, Ui, WidgetInfo};

use super::{Action, Reader, Scene, Target};
use crate::desktop::command::Command;
use crate::desktop::{find, theme};

impl Reader {
    /// The menu for what is pointed at, selected or proposed.
    pub(super) fn menu(&self, scene: &Scene<'_>, response: &Response, out: &mut Vec<Command>) {
        response.context_menu(|ui| {
            let p = theme::palette(ui.style());
            let codebook = scene.project.codebook();
            ui.set_min_width(220.0);
            let mut entry = |ui: &mut Ui, words: &str, command: Command| {
                let key = match &command {
                    Command::Tag(code) => {
                        codebook.code(code).and_then(|c| c.key).map_or(String::new(), |k| k.to_string())
                    }
                    Command::Reader(Action::Select(then)) => scene.bindings.key_of(&Command::Reader(*then.clone())),
                    Command::Reader(Action::Accept) => scene.bindings.key_of(&Command::Reader(Action::Enter)),
                    Command::Reader(Action::Reject) => scene.bindings.key_of(&Command::Delete),
                    other => scene.bindings.key_of(other),
                };
                let button = Button::new(words).right_text(RichText::new(key).color(p.soft)).frame(false);
                let response = ui.add(button.min_size([200.0, 22.0].into()));
                response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, words));
                if response.clicked() {
                    out.push(command);
                    ui.close();
                }
            };
            if scene.suggested.current().is_some() {
                entry(ui, "Accept proposal", Command::Reader(Action::Accept));
                entry(ui, "Reject proposal", Command::Reader(Action::Reject));
                ui.separator();
            }
            let target = self.target(scene.selected);
            let verb = if matches!(target, Some(Target::Annotation(_))) { "Recode as" } else { "Tag as" };
            for code in codebook.codes.iter().filter(|_| target.is_some()).take(MOST) {
                let words = format!("{verb} {}", code.name.to_lowercase());
                entry(ui, &words, Command::Tag(code.id.clone()));
            }
            if target.is_some() {
                ui.separator();
            }
            if scene.selected.is_some() {
                entry(ui, "Edit attributes", Command::Reader(Action::Enter));
                if matches!(target, Some(Target::Selection(_))) {
                    entry(ui, "Use words as speaker or source", Command::Reader(Action::UseWords));
                    entry(ui, "Add words to annotation", Command::Reader(Action::AddPart));
                    entry(ui, "Take words out of annotation", Command::Reader(Action::TakePart));
                }
                entry(ui, "Next annotation of the pile", Command::Reader(Action::Cycle));
                entry(ui, "Delete annotation", Command::Delete);
                ui.separator();
            }
            if self.words().is_some() {
                for (words, action) in [("Select larger unit", Action::Grow), ("Select smaller unit", Action::Shrink)] {
                    // The pointer leaves the unit with the menu, so it is selected first.
                    entry(ui, words, Command::Reader(Action::Select(Box::new(action))));
                }
            }
            if self.words().is_some() || self.pointed.is_some() {
                entry(ui, "Mark as noise, or as text again", Command::ToggleNoise);
            }
            if self.words().is_some() || scene.selected.is_some() {
                entry(ui, "Tag every occurrence…", Command::Find(find::Action::Occurrences));
            }
            ui.menu_button("Brush", |ui| {
                for code in codebook.codes.iter().take(MOST) {
                    let held = scene.brush == Some(&code.id);
                    let words = if held { format!("Put down ({})", code.name) } else { code.name.clone() };
                    entry(ui, &words, Command::Reader(Action::BrushWith(code.id.clone())));
                }
            });
            entry(ui, "Undo", Command::Undo);
        });
    }
}

/// So many codes are offered; the palette has all of them.
const MOST: usize = 12;
