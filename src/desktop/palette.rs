//! The command palette: any action by its name.

use eframe::egui::{Align2, Context, Id, Key, Modal, Modifiers, Rect, RichText, TextEdit, pos2, vec2};

use super::bindings;
use super::command::Command;
use super::state::State;
use super::{theme, widgets};

/// The open palette.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    words: String,
    chosen: usize,
    offers: Offers,
}

#[derive(Clone, Debug)]
struct Offer {
    command: Command,
    name: String,
    hint: String,
    key: String,
}

/// What there is to choose from, and which of it fits what was typed: gathered once, not in each frame, since every
/// article is among it.
#[derive(Clone, Debug, Default)]
struct Offers {
    /// The project's revision and how many commands make sense.
    of: Option<(Option<u64>, usize)>,
    all: Vec<Offer>,
    /// For which words the fitting ones were sought.
    typed: Option<String>,
    /// The fitting ones, the best first.
    found: Vec<usize>,
}

impl Offers {
    fn update(&mut self, state: &State, typed: &str) {
        let allowed = state.bindings.all().iter().filter(|b| state.allows(b.entry.needs)).count();
        let of = Some((state.desk.as_ref().map(|d| d.timeline.revision()), allowed));
        if self.of != of {
            *self = Self { of, all: offers(state), ..Self::default() };
        }
        if self.typed.as_deref() != Some(typed) {
            self.typed = Some(typed.to_owned());
            let scored = self.all.iter().enumerate().filter_map(|(i, o)| Some((score(typed, &o.name)?, i)));
            let mut scored: Vec<(usize, usize)> = scored.collect();
            scored.sort_unstable();
            self.found = scored.into_iter().map(|(_, i)| i).collect();
        }
    }

    fn get(&self, number: usize) -> Option<&Offer> {
        self.all.get(*self.found.get(number)?)
    }
}

/// Height of a row.
const ROW: f32 = 42.0;

/// Draws the palette, if it is open.
pub fn show(ctx: &Context, state: &mut State, out: &mut Vec<Command>) {
    // Taken out while it is drawn: what it offers depends on the rest.
    let Some(mut palette) = state.palette.take() else { return };
    let mut offers = std::mem::take(&mut palette.offers);
    offers.update(state, &palette.words);
    let count = offers.found.len();
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
    palette.chosen = palette.chosen.min(count.saturating_sub(1));
    let mut run = if enter { offers.get(palette.chosen).map(|o| o.command.clone()) } else { None };
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
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = widgets::list(list).auto_shrink([false, true]);
        area.show_rows(ui, ROW, count.max(1), |ui, rows| {
            if down || up {
                let top = ui.max_rect().top() + (palette.chosen as f32 - rows.start as f32) * ROW;
                let row = Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(ui.available_width(), ROW));
                ui.scroll_to_rect(row, None);
            }
            for i in rows {
                let Some(offer) = offers.get(i) else { continue };
                let chosen = i == palette.chosen;
                let (rect, response) = ui
                    .push_id(&offer.name, |ui| {
                        widgets::row(ui, ROW, &offer.name, chosen, p.selection.gamma_multiply(0.7))
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
                if response.clicked() {
                    run = Some(offer.command.clone());
                }
            }
            if count == 0 {
                widgets::soft(ui, "Nothing is called so.");
            }
        });
    });
    if run.is_none() && !escape && !shown.should_close() {
        state.palette = Some(Palette { offers, ..palette });
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
