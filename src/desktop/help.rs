//! All keys, on one page.

use eframe::egui::{Context, Grid, Id, Key, Modal, Modifiers, RichText, ScrollArea};

use super::bindings;
use super::state::State;
use super::{theme, widgets};

/// What pointing does: it has no key and stands in no table.
const GESTURES: [(&str, &str); 11] = [
    ("Point", "Outlines the quotation or sentence that a key would tag"),
    ("Shift, pointing", "The clause instead"),
    ("Alt, pointing", "The paragraph instead"),
    ("Drag", "Selects words; with Alt, characters"),
    ("Double click", "Selects a word"),
    ("Triple click", "Selects a sentence"),
    ("Click an annotation", "Selects it; again: the next one of the pile"),
    ("Drag a handle", "Moves an end of the selected annotation"),
    ("Drop files", "Adds them as articles"),
    ("Drag a statement onto another", "Merges the two"),
    ("Ctrl, clicking statements", "Chooses several, to be merged"),
];

/// Draws the page, if it is asked for.
pub fn show(ctx: &Context, state: &mut State) {
    if !state.help {
        return;
    }
    let escape = ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let shown = Modal::new(Id::unique("help")).show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(560.0);
        ui.label(RichText::new("Keys and gestures").font(theme::serif_bold(20.0)));
        ui.add_space(6.0);
        ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
            Grid::new("keys").num_columns(2).spacing([24.0, 7.0]).show(ui, |ui| {
                if let Some(desk) = &state.desk {
                    for code in &desk.project().codebook().codes {
                        if let Some(key) = code.key {
                            widgets::key_cap(ui, &key.to_string());
                            ui.label(format!("Tag as {}", code.name.to_lowercase()));
                            ui.end_row();
                        }
                    }
                }
                for (gesture, words) in GESTURES {
                    ui.label(RichText::new(gesture).color(p.soft));
                    ui.label(words);
                    ui.end_row();
                }
                for entry in state.bindings.all().iter().map(|b| &b.entry) {
                    if let Some(key) = &entry.key {
                        widgets::key_cap(ui, &bindings::words(key));
                        ui.label(entry.name);
                        ui.end_row();
                    }
                }
            });
        });
        ui.add_space(6.0);
        ui.button("Close").clicked()
    });
    if escape || shown.inner || shown.should_close() {
        state.help = false;
    }
}
