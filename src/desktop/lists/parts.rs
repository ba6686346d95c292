//! What the lists on the left and their relatives are made of: choices, long lists that draw what is in view, rows, keys.

use std::ops::Range;

use eframe::egui::scroll_area::State;
use eframe::egui::{
    self, Color32, CornerRadius, EventFilter, Id, Key, Modifiers, Popup, Pos2, Rect, Response, RichText, Role,
    ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use crate::desktop::theme;

/// A number with its thousands apart: `12,345`.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// So many of something: `1 place`, `12,345 places`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", number(count), if count == 1 { "" } else { "s" })
}

/// A field that a list is filtered by.
pub fn filter(ui: &mut Ui, name: &str, words: &mut String) -> Response {
    let p = theme::palette(ui.style());
    ui.add(
        TextEdit::singleline(words)
            .hint_text(RichText::new(name).color(p.soft))
            .desired_width(f32::INFINITY)
            .margin(vec2(9.0, 6.0)),
    )
    .accessible_name(name)
}

/// A word that can be switched on and off.
pub fn toggle(ui: &mut Ui, words: &str, name: &str, on: &mut bool) -> Response {
    let p = theme::palette(ui.style());
    let set = ui.painter().layout_no_wrap(words.to_owned(), theme::sans(12.0), p.ink);
    let (rect, mut response) = ui.allocate_exact_size(set.size() + vec2(12.0, 8.0), Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, name));
    frame(ui, rect, *on, &response);
    let ink = if *on || response.hovered() { p.ink } else { p.soft };
    ui.painter().galley_with_override_text_color(rect.center() - set.size() / 2.0, set, ink);
    response.on_hover_text(name)
}

/// One of two or three words of which one holds.
pub fn either<T: PartialEq + Copy>(ui: &mut Ui, value: &mut T, choices: &[(T, &str)]) -> bool {
    let before = *value;
    for (choice, words) in choices {
        let mut on = *value == *choice;
        let p = theme::palette(ui.style());
        let set = ui.painter().layout_no_wrap((*words).to_owned(), theme::sans(12.0), p.ink);
        let (rect, response) = ui.allocate_exact_size(set.size() + vec2(12.0, 8.0), Sense::click());
        if response.clicked() {
            *value = *choice;
            on = true;
        }
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, *words));
        frame(ui, rect, on, &response);
        let ink = if on || response.hovered() { p.ink } else { p.soft };
        ui.painter().galley_with_override_text_color(rect.center() - set.size() / 2.0, set, ink);
    }
    before != *value
}

fn frame(ui: &Ui, rect: Rect, on: bool, response: &Response) {
    let p = theme::palette(ui.style());
    let edge = if response.has_focus() {
        p.accent
    } else if on || response.hovered() {
        p.line
    } else {
        Color32::TRANSPARENT
    };
    let fill = if on { p.field } else { Color32::TRANSPARENT };
    ui.painter().rect(rect, CornerRadius::same(6), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
}

/// Words with a small triangle that open a menu.
pub fn pull(ui: &mut Ui, words: &str, name: &str, marked: bool, menu: impl FnOnce(&mut Ui)) -> Response {
    let p = theme::palette(ui.style());
    let mut job = egui::text::LayoutJob::default();
    let format =
        |font| egui::TextFormat { valign: egui::Align::Center, ..egui::TextFormat::simple(font, Color32::PLACEHOLDER) };
    job.append(words, 0.0, format(theme::sans(12.0)));
    job.append("  ▼", 0.0, format(theme::sans(6.5)));
    job.wrap = egui::text::TextWrapping::truncate_at_width((ui.available_width() - 12.0).max(40.0));
    let set = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(set.size() + vec2(12.0, 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    frame(ui, rect, marked, &response);
    let ink = if marked || response.hovered() { p.ink } else { p.soft };
    ui.painter().galley(rect.center() - set.size() / 2.0, set, ink);
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(150.0);
        ScrollArea::vertical().max_height(360.0).show(ui, menu);
    });
    response
}

/// One line of a menu, of which the chosen one is marked.
pub fn option(ui: &mut Ui, chosen: bool, words: &str) -> bool {
    let clicked = ui.selectable_label(chosen, words).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// A long list in what is left of the panel: `draw` is given the list's top left corner and the stretch of it that is in
/// view, in points from its top.
pub fn scroll(
    ui: &mut Ui,
    salt: &str,
    room: f32,
    total: f32,
    reveal: Option<Range<f32>>,
    draw: impl FnOnce(&mut Ui, Pos2, Range<f32>),
) {
    let mut area = ScrollArea::vertical().id_salt(salt).max_height(room).auto_shrink([false, true]);
    if let Some(range) = reveal {
        let state = State::load(ui.ctx(), ui.make_persistent_id(salt));
        let offset = state.map_or(0.0, |s| s.clamped_offset().y);
        if range.start < offset {
            area = area.vertical_scroll_offset(range.start);
        } else if range.end > offset + room {
            area = area.vertical_scroll_offset((range.end - room).max(0.0));
        }
    }
    area.show_viewport(ui, |ui, view| {
        ui.set_height(total);
        ui.set_width(ui.available_width());
        let top = ui.min_rect().min;
        draw(ui, pos2(top.x, top.y), view.top()..view.bottom());
    });
}

/// The rows of equal height in a stretch of a list.
pub fn in_view(view: &Range<f32>, height: f32, count: usize) -> Range<usize> {
    let first = (view.start / height).floor().max(0.0) as usize;
    let last = (view.end / height).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}

/// A row of a list: painted by its owner, pressed as one, named for assistive technology.
pub fn row(ui: &Ui, id: Id, rect: Rect, name: &str, chosen: bool, fill: Color32) -> Response {
    let p = theme::palette(ui.style());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let inner = rect.shrink2(vec2(0.0, 1.0));
    if chosen {
        ui.painter().rect(inner, CornerRadius::same(8), fill, Stroke::new(1.0, p.line), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(inner, CornerRadius::same(8), p.line.gamma_multiply(0.45));
    }
    if response.has_focus() {
        // The arrow keys go through the list, not to whatever stands beside it.
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        ui.painter().rect_stroke(inner, CornerRadius::same(8), Stroke::new(1.5, p.accent), StrokeKind::Inside);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Where the keys go from a row that has the focus: none if no key of a list was pressed.
pub fn step(ui: &Ui, now: usize, count: usize, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    ui.input_mut(|i| {
        let mut pressed = |key| i.consume_key(Modifiers::NONE, key) || i.consume_key(Modifiers::SHIFT, key);
        let page = page.max(1);
        [
            (Key::ArrowDown, now + 1),
            (Key::ArrowUp, now.saturating_sub(1)),
            (Key::PageDown, now + page),
            (Key::PageUp, now.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, last),
        ]
        .into_iter()
        .find_map(|(key, to)| pressed(key).then_some(to.min(last)))
    })
}
