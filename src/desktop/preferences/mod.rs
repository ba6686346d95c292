//! The settings on one page: how the window looks, and which keys it has.

mod keys;
mod looks;

use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers, Ui, vec2};

use super::bindings::{Bindings, Changed};
use super::command::{Command, Entry, Needs, entry};
use super::settings::{SCALES, Settings};
use super::state::State;
use super::{theme, widgets};

/// What can be asked of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show one of its pages; shown already, close it.
    Show(Page),
    /// Close it.
    Close,
    /// Take these settings.
    Adjust(Box<Settings>),
    /// Everything larger.
    Larger,
    /// Everything smaller.
    Smaller,
    /// Everything in the system's size.
    Usual,
    /// The next key that is pressed becomes a command's.
    Await(String),
    /// This key was pressed; none to leave all as it is.
    Pressed(Option<KeyboardShortcut>),
    /// The command that has the awaited key already gets the other one's.
    Swap,
    /// The command that has the awaited key already goes without.
    Take,
    /// Give a command a key, or none.
    Key(String, Option<KeyboardShortcut>),
}

/// The two pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Looks, reading, panels.
    #[default]
    Looks,
    /// Keys.
    Keys,
}

/// The open page.
#[derive(Clone, Debug)]
pub struct Preferences {
    page: Page,
    /// The settings when it was opened.
    before: Settings,
    /// What the keys are searched for.
    search: String,
    /// The command that waits for its key.
    waiting: Option<String>,
    /// A command and the key that another one has already.
    clash: Option<(String, KeyboardShortcut)>,
    /// What else there is to say about the last key.
    said: Option<String>,
}

impl Preferences {
    /// Whether the next key becomes a command's.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }
}

/// Its lines of the palette.
pub fn entries() -> Vec<Entry> {
    let ctrl = Modifiers::COMMAND;
    let line = |action, name, hint, key: Option<Key>| {
        entry(Command::Settings(action), name, hint, key.map(|k| (ctrl, k)), Needs::Nothing)
    };
    vec![
        line(Action::Show(Page::Looks), "Settings…", "Letters, colours, panels, size of everything.", Some(Key::Comma)),
        line(Action::Show(Page::Keys), "Change keys…", "All commands with their keys.", None),
        line(Action::Larger, "Larger window contents", "Everything, not only the text.", Some(Key::Plus)),
        line(Action::Smaller, "Smaller window contents", "Everything, not only the text.", Some(Key::Minus)),
        line(Action::Usual, "Usual size of window contents", "As the system has it.", Some(Key::Num0)),
    ]
}

/// Carries an action out.
pub(super) fn act(state: &mut State, action: Action) {
    match action {
        Action::Show(page) => match &mut state.preferences {
            Some(open) if open.page == page => state.preferences = None,
            Some(open) => open.page = page,
            None => {
                let before = state.settings.clone();
                let (search, waiting, clash, said) = Default::default();
                state.preferences = Some(Preferences { page, before, search, waiting, clash, said });
                state.help = false;
                state.palette = None;
            }
        },
        Action::Close => state.preferences = None,
        Action::Adjust(settings) => state.settings = settings.bounded(),
        Action::Larger => scale(&mut state.settings, 0.1),
        Action::Smaller => scale(&mut state.settings, -0.1),
        Action::Usual => state.settings.scale = 1.0,
        Action::Await(id) => {
            if let Some(open) = &mut state.preferences {
                (open.waiting, open.clash, open.said) = (Some(id), None, None);
            }
        }
        Action::Pressed(key) => pressed(state, key),
        Action::Swap | Action::Take => {
            let Some((id, key)) = state.preferences.as_mut().and_then(|open| open.clash.take()) else { return };
            let changed = if action == Action::Swap {
                state.bindings.swapped(&id, key)
            } else {
                let other = state.bindings.clash(&id, &key).map(|b| b.id.clone()).unwrap_or_default();
                Bindings::new(&state.bindings.changed_to(&other, None)).changed_to(&id, Some(key))
            };
            rebind(state, changed);
        }
        Action::Key(id, key) => {
            if let Some(open) = &mut state.preferences {
                (open.clash, open.said) = (None, None);
            }
            match key.filter(|k| state.bindings.clash(&id, k).is_some()) {
                Some(key) => {
                    if let Some(open) = &mut state.preferences {
                        open.clash = Some((id, key));
                    }
                }
                None => rebind(state, state.bindings.changed_to(&id, key)),
            }
        }
    }
}

fn scale(settings: &mut Settings, by: f32) {
    let (least, most) = SCALES;
    settings.scale = ((settings.scale + by) * 10.0).round() / 10.0;
    settings.scale = settings.scale.clamp(least, most);
}

fn rebind(state: &mut State, changed: Changed) {
    state.settings.keys = changed;
    state.bindings.follow(&state.settings.keys);
}

/// The awaited key: it is the command's from now on, unless another command has it.
fn pressed(state: &mut State, key: Option<KeyboardShortcut>) {
    let Some(open) = &mut state.preferences else { return };
    open.clash = None;
    let (Some(id), Some(key)) = (open.waiting.take(), key) else { return };
    let said = keys::of_code(state, &id, &key);
    if state.bindings.clash(&id, &key).is_some() {
        if let Some(open) = &mut state.preferences {
            open.clash = Some((id, key));
        }
        return;
    }
    rebind(state, state.bindings.changed_to(&id, Some(key)));
    if let Some(open) = &mut state.preferences {
        open.said = said;
    }
}

/// Draws the page, if it is open.
pub fn show(ctx: &Context, state: &mut State, out: &mut Vec<Command>) {
    let Some(mut open) = state.preferences.take() else { return };
    let escape = !open.is_waiting() && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let room = widgets::room(ctx, vec2(700.0, 640.0));
    let shown = widgets::page(ctx, "settings").show(ctx, |ui| {
        ui.set_width(room.x);
        ui.horizontal(|ui| {
            for (page, words) in [(Page::Looks, "Settings"), (Page::Keys, "Keys")] {
                let chosen = open.page == page;
                let font = if chosen { theme::serif_bold(19.0) } else { theme::serif(19.0) };
                if widgets::tab(ui, words, chosen, font).clicked() {
                    open.page = page;
                }
            }
        });
        ui.add_space(4.0);
        let height = room.y - 100.0;
        match open.page {
            Page::Looks => looks::show(ui, &state.settings, height, out),
            Page::Keys => keys::show(ui, state, &mut open, height, out),
        }
        ui.add_space(8.0);
        foot(ui, &state.settings, &open, out)
    });
    let leave = escape || shown.inner || (shown.should_close() && !open.is_waiting());
    state.preferences = (!leave).then_some(open);
}

/// The row of buttons below; whether the page is to be closed.
fn foot(ui: &mut Ui, settings: &Settings, open: &Preferences, out: &mut Vec<Command>) -> bool {
    let mut close = false;
    ui.horizontal_wrapped(|ui| {
        close = ui.button("Close").clicked();
        let changed = *settings != open.before;
        let back = ui.add_enabled(changed, eframe::egui::Button::new("As it was"));
        if back.on_hover_text("All settings as they were when this page was opened").clicked() {
            // Where one is and what one has read is no setting.
            let before = Settings {
                window: settings.window,
                recent: settings.recent.clone(),
                places: settings.places.clone(),
                ..open.before.clone()
            };
            out.push(Command::Settings(Action::Adjust(Box::new(before))));
        }
        let usual = match open.page {
            Page::Looks => looks::usual(settings),
            Page::Keys => Settings { keys: Changed::new(), ..settings.clone() },
        };
        let words = if open.page == Page::Keys { "All keys as usual" } else { "All as usual" };
        let all = ui.add_enabled(usual != *settings, eframe::egui::Button::new(words));
        if all.clicked() {
            out.push(Command::Settings(Action::Adjust(Box::new(usual))));
        }
    });
    close
}
