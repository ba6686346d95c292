//! How much is pressed, clicked and dragged: what the program costs the hand.

use eframe::egui::{Context, Event, Key, Pos2};

/// Counts what a person does with keys and buttons since the project was opened. Moving the pointer and turning the wheel
/// are free: nothing is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Actions {
    /// Keys, held modifiers not counted, a letter of a typed word as one.
    pub presses: usize,
    /// Clicks; a double click is two.
    pub clicks: usize,
    /// Drags.
    pub drags: usize,
    down: Option<Pos2>,
}

/// A button that is let go further away than this, in points, has dragged.
const DRAGGED: f32 = 6.0;

impl Actions {
    /// Counts what has happened since the frame before.
    pub fn note(&mut self, ctx: &Context) {
        ctx.input(|input| {
            for event in &input.raw.events {
                match event {
                    Event::Key { key, pressed: true, repeat: false, .. } if !is_modifier(*key) => self.presses += 1,
                    Event::PointerButton { pos, pressed: true, .. } => self.down = Some(*pos),
                    Event::PointerButton { pos, pressed: false, .. } => match self.down.take() {
                        Some(from) if from.distance(*pos) > DRAGGED => self.drags += 1,
                        Some(_) => self.clicks += 1,
                        None => {}
                    },
                    _ => {}
                }
            }
        });
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.presses + self.clicks + self.drags
    }
}

fn is_modifier(key: Key) -> bool {
    matches!(key.name(), "Shift" | "Control" | "Alt" | "Super" | "Meta" | "AltGraph")
}
