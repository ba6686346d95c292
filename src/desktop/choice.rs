//! A few things of which one is chosen: one stop for Tab, then arrow keys or first letters choose.

use eframe::egui::{
    self, Context, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, vec2,
};

use super::theme;

/// One of the things.
#[derive(Clone, Debug)]
pub struct Choice<'a, T> {
    /// What choosing it means.
    pub value: T,
    /// Its word.
    pub word: &'a str,
    /// What a person would like to know of it before.
    pub hint: &'a str,
}

/// Draws a row of words and gives back the one that is chosen anew. `None` in it takes the choice away, where that is
/// allowed: a click on the chosen one, or Backspace.
pub fn words<T: Clone + PartialEq>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    options: &[Choice<'_, T>],
    now: Option<&T>,
    clearable: bool,
) -> Option<Option<T>> {
    let p = theme::palette(ui.style());
    let font = theme::sans(12.5);
    let measure = |ui: &Ui, i: usize| {
        let word = options.get(i).map_or("", |o| o.word);
        ui.painter().layout_no_wrap(sentence(word), font.clone(), p.ink)
    };
    let size = |ui: &Ui, i: usize| measure(ui, i).size() + vec2(16.0, 8.0);
    let paint = |ui: &Ui, i: usize, rect: Rect, chosen: bool, hovered: bool| {
        let fill = if chosen { p.selection } else { p.field };
        let edge = if hovered { p.soft } else { p.line };
        ui.painter().rect(rect, CornerRadius::same(6), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        let set = measure(ui, i);
        let ink = if chosen || hovered { p.ink } else { p.soft };
        ui.painter().galley_with_override_text_color(rect.center() - set.size() / 2.0, set, ink);
    };
    group(ui, id, label, options, now, clearable, size, paint)
}

/// The same for anything that can be painted. `size` and `paint` are told the place of the option.
#[expect(clippy::too_many_arguments, reason = "a widget's settings, and how it looks")]
pub fn group<T: Clone + PartialEq>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    options: &[Choice<'_, T>],
    now: Option<&T>,
    clearable: bool,
    size: impl Fn(&Ui, usize) -> Vec2,
    paint: impl Fn(&Ui, usize, Rect, bool, bool),
) -> Option<Option<T>> {
    let p = theme::palette(ui.style());
    let focused = ui.memory(|m| m.has_focus(id));
    let at = options.iter().position(|o| Some(&o.value) == now);
    let mut picked = None;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (i, option) in options.iter().enumerate() {
            let chosen = at == Some(i);
            let size = size(ui, i);
            // The group has the focus, not its parts: a click leaves the keys with the text.
            let (rect, mut response) = ui.allocate_exact_size(size, Sense::CLICK);
            let name = format!("{label} {}", option.word);
            let enabled = ui.is_enabled();
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, chosen, &name));
            paint(ui, i, rect, chosen, response.hovered());
            if focused && (chosen || (at.is_none() && i == 0)) {
                let ring = Stroke::new(1.5, p.accent);
                ui.painter().rect_stroke(rect, CornerRadius::same(6), ring, StrokeKind::Outside);
            }
            response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.clicked() {
                picked = Some((!(chosen && clearable)).then(|| option.value.clone()));
            }
            if !option.hint.is_empty() {
                response.on_hover_text(option.hint);
            }
        }
    });
    let whole = ui.interact(row.response.rect, id, Sense::focusable_noninteractive());
    let value = at.and_then(|i| options.get(i)).map_or("", |o| o.word);
    let enabled = ui.is_enabled();
    whole.widget_info(|| WidgetInfo {
        current_text_value: Some(value.to_owned()),
        ..WidgetInfo::labeled(Role::RadioGroup, enabled, label)
    });
    if whole.has_focus() {
        ui.data_mut(|d| d.insert_temp(focus_id(), id));
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        picked = picked.or_else(|| pressed(ui, options, at, clearable));
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)) {
            whole.surrender_focus();
        }
    }
    picked
}

/// What the keys choose while the group has the focus.
fn pressed<T: Clone>(ui: &Ui, options: &[Choice<'_, T>], at: Option<usize>, clearable: bool) -> Option<Option<T>> {
    let count = options.len();
    if count == 0 {
        return None;
    }
    let (on, back, clear, letter) = ui.input_mut(|i| {
        let mut any = |keys: [Key; 2]| keys.into_iter().any(|k| i.consume_key(Modifiers::NONE, k));
        let on = any([Key::ArrowRight, Key::ArrowDown]);
        let back = any([Key::ArrowLeft, Key::ArrowUp]);
        let clear = any([Key::Backspace, Key::Delete]);
        let letter = i.events.iter().find_map(|e| match e {
            egui::Event::Text(words) => words.chars().next(),
            _ => None,
        });
        (on, back, clear, letter)
    });
    if clear && clearable && at.is_some() {
        return Some(None);
    }
    let next = match at {
        Some(i) if on => Some((i + 1) % count),
        Some(i) if back => Some((i + count - 1) % count),
        None if on || back => Some(0),
        _ => letter.and_then(|c| {
            let begins = |o: &Choice<'_, T>| {
                o.word.chars().next().is_some_and(|first| first.to_lowercase().eq(c.to_lowercase()))
            };
            // Pressed again, the letter goes on to the next word that begins with it.
            let from = at.map_or(0, |i| i + 1);
            (from..from + count).map(|i| i % count).find(|&i| options.get(i).is_some_and(begins))
        }),
    }?;
    (at != Some(next)).then(|| options.get(next).map(|o| o.value.clone()))
}

/// Whether such a group has the focus, and plain keys are therefore meant for it.
pub fn has_focus(ctx: &Context) -> bool {
    let held = ctx.data(|d| d.get_temp::<Id>(focus_id()));
    held.is_some() && held == ctx.memory(egui::Memory::focused)
}

fn focus_id() -> Id {
    Id::unique("focused choice")
}

/// A word as it begins a sentence.
pub fn sentence(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
