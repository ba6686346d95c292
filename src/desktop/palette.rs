//! The command palette: any action by its name.

use eframe::egui::{Align2, Context, Id, Key, Modal, Modifiers, RichText, TextEdit, pos2, vec2};

use super::bindings;
use super::command::Command;
use super::state::State;
use super::{theme, widgets};

/// The open palette.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    words: String,
    chosen: usize,
}

struct Offer {
    command: Command,
    name: String,
    hint: String,
    key: String,
}

/// Draws the palette, if it is open.
pub fn show(ctx: &Context, state: &mut State, out: &mut Vec<Command>) {
    if state.palette.is_none() {
        return;
    }
    let offers = offers(state);
    let Some(palette) = &mut state.palette else { return };
    let mut found: Vec<(usize, &Offer)> =
        offers.iter().filter_map(|o| score(&palette.words, &o.name).map(|s| (s, o))).collect();
    found.sort_by_key(|(score, _)| *score);
    let (down, up, enter, escape) = ctx.input_mut(|i| {
        (
            i.consume_key(Modifiers::NONE, Key::ArrowDown),
            i.consume_key(Modifiers::NONE, Key::ArrowUp),
            i.consume_key(Modifiers::NONE, Key::Enter),
            i.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    if down {
        palette.chosen += 1;
    }
    if up {
        palette.chosen = palette.chosen.saturating_sub(1);
    }
    palette.chosen = palette.chosen.min(found.len().saturating_sub(1));
    let mut run = if enter { found.get(palette.chosen).map(|(_, o)| o.command.clone()) } else { None };
    let room = widgets::room(ctx, vec2(560.0, 440.0));
    let top = (ctx.content_rect().height() * 0.12).min(90.0);
    let list = (ctx.content_rect().height() - top - 100.0).clamp(60.0, 380.0);
    let modal = Modal::new(Id::unique("palette"))
        .area(Modal::default_area(Id::unique("palette")).anchor(Align2::CENTER_TOP, vec2(0.0, top)));
    let shown = modal.show(ctx, |ui| {
        let p = theme::palette(ui.style());
        ui.set_width(room.x);
        let edit = ui
            .add(
                TextEdit::singleline(&mut palette.words)
                    .hint_text(RichText::new("What would you like to do?").color(p.soft))
                    .font(theme::sans(16.0))
                    .desired_width(f32::INFINITY)
                    .margin(vec2(10.0, 9.0)),
            )
            .accessible_name("Find a command");
        edit.request_focus();
        if edit.changed() {
            palette.chosen = 0;
        }
        ui.add_space(4.0);
        widgets::list(list).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, (_, offer)) in found.iter().enumerate() {
                let chosen = i == palette.chosen;
                let (rect, response) = ui
                    .push_id(&offer.name, |ui| {
                        widgets::row(ui, 42.0, &offer.name, chosen, p.selection.gamma_multiply(0.7))
                    })
                    .inner;
                let at = rect.shrink2(vec2(12.0, 5.0));
                widgets::line(
                    ui,
                    at.left_top(),
                    Align2::LEFT_TOP,
                    &offer.name,
                    theme::sans(14.0),
                    p.ink,
                    at.width() - 150.0,
                );
                widgets::line(
                    ui,
                    pos2(at.left(), at.top() + 17.0),
                    Align2::LEFT_TOP,
                    &offer.hint,
                    theme::sans(11.5),
                    p.soft,
                    at.width() - 150.0,
                );
                widgets::line(
                    ui,
                    at.right_center(),
                    Align2::RIGHT_CENTER,
                    &offer.key,
                    theme::sans(12.0),
                    p.soft,
                    140.0,
                );
                if chosen && (down || up) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    run = Some(offer.command.clone());
                }
            }
            if found.is_empty() {
                widgets::soft(ui, "Nothing is called so.");
            }
        });
    });
    if run.is_some() || escape || shown.should_close() {
        state.palette = None;
    }
    out.extend(run.filter(|c| *c != Command::Palette));
}

fn offers(state: &State) -> Vec<Offer> {
    let mut offers = Vec::new();
    if let Some(desk) = &state.desk {
        for code in &desk.project().codebook().codes {
            offers.push(Offer {
                command: Command::Tag(code.id.clone()),
                name: format!("Tag as {}", code.name.to_lowercase()),
                hint: code.definition.clone(),
                key: code.key.map_or(String::new(), |k| k.to_string()),
            });
        }
    }
    offers.extend(state.bindings.all().iter().map(|b| &b.entry).filter(|e| state.allows(e.needs)).map(|e| Offer {
        command: e.command.clone(),
        name: e.name.to_owned(),
        hint: e.hint.to_owned(),
        key: e.key.map_or(String::new(), |k| bindings::words(&k)),
    }));
    if let Some(desk) = &state.desk {
        offers.extend(desk.project().articles().map(|a| Offer {
            command: Command::Read(a.id.clone()),
            name: format!("Read {}", a.name()),
            hint: if a.info.title.is_empty() { a.id.to_string() } else { a.info.title.clone() },
            key: String::new(),
        }));
    }
    offers
}

/// How well a name fits what was typed: its letters in order, the fewer gaps the better. None if it does not.
fn score(typed: &str, name: &str) -> Option<usize> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let mut at = 0;
    let mut gaps = 0;
    for c in typed.to_lowercase().chars().filter(|c| !c.is_whitespace()) {
        let found = name.get(at..)?.iter().position(|n| *n == c)?;
        let starts_word =
            at + found == 0 || name.get((at + found).wrapping_sub(1)).is_some_and(|c| !c.is_alphanumeric());
        gaps += if found == 0 || starts_word { found.min(1) } else { found + 2 };
        at += found + 1;
    }
    Some(gaps)
}
