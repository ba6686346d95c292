//! Small parts that several views share.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Id, Key, Response, RichText, Role, Sense, Stroke, StrokeKind,
    TextEdit, Ui, WidgetInfo, vec2,
};

use std::sync::Arc;
use std::time::Duration;

use super::command::Command;
use super::theme;
use crate::text::fold;

/// A heading of a part of a panel.
pub fn heading(ui: &mut Ui, words: &str) {
    let p = theme::palette(ui.style());
    ui.label(RichText::new(words).font(theme::sans_bold(12.0)).color(p.soft));
}

/// Words of less weight.
pub fn soft(ui: &mut Ui, words: impl Into<String>) -> Response {
    let p = theme::palette(ui.style());
    ui.label(RichText::new(words).font(theme::sans(12.0)).color(p.soft))
}

/// Room between the edge of a page over the window and its contents.
const EDGE: i8 = 18;

/// A page over the window.
pub fn page(ctx: &egui::Context, name: &str) -> egui::Modal {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(egui::Margin::same(EDGE));
    egui::Modal::new(Id::unique(name)).frame(frame)
}

/// So much room as the contents of a page may take: what it would like, and never more than there is.
pub fn room(ctx: &egui::Context, wanted: egui::Vec2) -> egui::Vec2 {
    let window = ctx.content_rect().size() - vec2(32.0, 32.0) - egui::Vec2::splat(2.0 * f32::from(EDGE));
    wanted.min(window).max(vec2(160.0, 120.0))
}

/// Words of an article outside of the reader, in its letters and in the order of their script.
pub fn passage(ui: &mut Ui, words: &str, size: f32, ink: Color32) -> Response {
    use super::reader::{Style, galley};
    if !super::reader::shape::needs_shaping(words) {
        return ui.label(RichText::new(words).font(theme::serif(size)).color(ink));
    }
    let width = ui.available_width();
    let look =
        galley::Look { style: Style::Body, size, page: theme::Page { line: 1.4, ..Default::default() }, width, ink };
    let set = galley::set(ui.painter(), &words.replace('\n', " "), look, &[], galley::Cut::Whole);
    let (rect, response) = ui.allocate_exact_size(vec2(width, set.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    set.paint(ui.painter(), rect.min, ink);
    response
}

/// A list of a page, of a fixed height, so that nothing moves under the pointer when there is less in it.
pub fn list(height: f32) -> egui::ScrollArea {
    let height = height.max(60.0);
    egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink(false)
}

/// One of several values: the chosen one stands out by its ground, its edge and its weight.
pub fn option(ui: &mut Ui, name: &str, words: &str, chosen: bool) -> Response {
    let p = theme::palette(ui.style());
    let font = if chosen { theme::sans_bold(12.5) } else { theme::sans(12.5) };
    let words = RichText::new(words).font(font).color(if chosen { p.ink } else { p.soft });
    let mut button = egui::Button::new(words).small().min_size(vec2(0.0, 24.0));
    button = button.fill(if chosen { p.selection } else { p.field });
    if chosen {
        button = button.stroke(Stroke::new(1.0, p.accent));
    }
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, name));
    // A button of its own colours would not show the focus.
    focus_ring(ui, &response, 6);
    response
}

/// The line around what has the focus, for parts that paint themselves.
pub fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        let p = theme::palette(ui.style());
        let stroke = Stroke::new(theme::FOCUS, p.accent);
        ui.painter().rect_stroke(response.rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    }
}

/// What turns while something is waited for; where things shall not move, a sign.
pub fn busy(ui: &mut Ui) {
    if theme::is_still(ui.style()) {
        soft(ui, "…");
    } else {
        ui.spinner();
    }
}

/// A key as it stands on the keyboard.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let p = theme::palette(ui.style());
    let set = ui.painter().layout_no_wrap(key.to_owned(), theme::sans(11.5), p.soft);
    let size = vec2((set.size().x + 10.0).max(18.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
    ui.painter().rect(rect, CornerRadius::same(4), p.field, Stroke::new(1.0, p.line), StrokeKind::Inside);
    ui.painter().galley(rect.center() - set.size() / 2.0, set, p.soft);
    response
}

/// A small button without a frame that is plain until it is chosen or pointed at.
pub fn pill(ui: &mut Ui, words: &str, chosen: bool, font: FontId) -> Response {
    let p = theme::palette(ui.style());
    let set = ui.painter().layout_no_wrap(words.to_owned(), font, p.ink);
    let (rect, response) = ui.allocate_exact_size(set.size() + vec2(24.0, 12.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, words));
    let fill = if chosen { p.field } else { Color32::TRANSPARENT };
    let edge = if chosen || response.hovered() { p.line } else { Color32::TRANSPARENT };
    ui.painter().rect(rect, CornerRadius::same(7), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    focus_ring(ui, &response, 7);
    let ink = if chosen || response.hovered() { p.ink } else { p.soft };
    ui.painter().galley_with_override_text_color(rect.center() - set.size() / 2.0, set, ink);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// One of several parts of a panel, underlined while it is the one that is shown.
pub fn tab(ui: &mut Ui, words: &str, chosen: bool, font: FontId) -> Response {
    let p = theme::palette(ui.style());
    let set = ui.painter().layout_no_wrap(words.to_owned(), font, p.ink);
    let (rect, response) = ui.allocate_exact_size(set.size() + vec2(14.0, 12.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), chosen, words));
    let ink = if chosen || response.hovered() { p.ink } else { p.soft };
    ui.painter().galley_with_override_text_color(rect.center() - set.size() / 2.0, set, ink);
    if chosen {
        let line = [rect.left_bottom() + vec2(7.0, -2.0), rect.right_bottom() + vec2(-7.0, -2.0)];
        ui.painter().line_segment(line, Stroke::new(1.5, p.accent));
    }
    focus_ring(ui, &response, 6);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What a [`field`] looks like.
#[derive(Clone, Copy, Debug)]
pub struct FieldStyle<'a> {
    /// Its name, above it and for assistive technology.
    pub label: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// How many rows it has.
    pub rows: usize,
    /// Names to choose from.
    pub names: &'a [Offered],
}

/// A name that a [`field`] offers while it is typed into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What is written.
    pub name: String,
    /// Other spellings that mean it.
    pub also: Vec<String>,
}

/// What has been typed into a field and is not yet an edit.
#[derive(Clone)]
struct Live {
    id: Id,
    words: String,
    was: String,
    since: f64,
    make: Arc<dyn Fn(String) -> Command + Send + Sync>,
}

fn live_id() -> Id {
    Id::unique("live field")
}

/// Whether something has been typed that is not yet an edit.
pub fn is_typing(ctx: &egui::Context) -> bool {
    ctx.data(|d| d.get_temp::<Live>(live_id()).is_some())
}

/// Makes an edit of what has been typed: before a command that may take the field away, and before the window closes.
pub fn flush(ctx: &egui::Context) -> Option<Command> {
    let live = ctx.data(|d| d.get_temp::<Live>(live_id()))?;
    ctx.data_mut(|d| {
        d.remove::<Live>(live_id());
        d.remove::<String>(live.id);
    });
    let words = live.words.trim().to_owned();
    (words != live.was).then(|| (live.make)(words))
}

/// So long a pause in typing, in seconds, makes an edit of what has been typed.
const PAUSE: f64 = 1.0;

/// A field over a value of the project. Asks for the edit when the field is left, when Enter is pressed, or after a
/// pause: one edit for one change, not one a letter.
pub fn field(
    ui: &mut Ui,
    id: Id,
    value: &str,
    style: FieldStyle<'_>,
    out: &mut Vec<Command>,
    make: impl Fn(String) -> Command + Send + Sync + 'static,
) {
    if let Some(words) = edited(ui, id, value, style) {
        ui.data_mut(|d| d.remove::<Live>(live_id()));
        out.push(make(words));
        return;
    }
    let now = ui.input(|i| i.time);
    let words = ui.data(|d| d.get_temp::<String>(id));
    let held = ui.data(|d| d.get_temp::<Live>(live_id())).filter(|l| l.id == id);
    match (words, held) {
        (Some(words), Some(live)) if live.words == words => {
            if now - live.since > PAUSE {
                ui.data_mut(|d| d.remove::<Live>(live_id()));
                // The buffer stays, and the cursor in it; trimmed it is what the project has from now on.
                if words.trim() != value {
                    out.push(make(words.trim().to_owned()));
                }
            } else {
                ui.ctx().request_repaint_after(Duration::from_secs_f64(PAUSE));
            }
        }
        (Some(words), _) if words.trim() != value => {
            let live = Live { id, words, was: value.to_owned(), since: now, make: Arc::new(make) };
            ui.data_mut(|d| d.insert_temp(live_id(), live));
            ui.ctx().request_repaint_after(Duration::from_secs_f64(PAUSE));
        }
        (None, Some(_)) => {
            ui.data_mut(|d| d.remove::<Live>(live_id()));
        }
        _ => {}
    }
}

/// The field itself: gives back its new value when it is left or Enter is pressed.
fn edited(ui: &mut Ui, id: Id, value: &str, style: FieldStyle<'_>) -> Option<String> {
    let p = theme::palette(ui.style());
    soft(ui, style.label);
    let mut words = ui.data(|d| d.get_temp::<String>(id)).unwrap_or_else(|| value.to_owned());
    let focused = ui.memory(|m| m.has_focus(id));
    let offered = if focused { offers(style.names, &words) } else { Vec::new() };
    let mut chosen = ui.data(|d| d.get_temp::<usize>(id.with("chosen")));
    // Enter takes the first name on the list only for who has begun to type it, and not in place of a whole name.
    let begun = ui.data(|d| d.get_temp::<String>(id).is_some())
        && !style.names.iter().any(|n| fold(&n.name) == fold(words.trim()));
    if !offered.is_empty() {
        let (down, up) = ui.input_mut(|i| {
            (i.consume_key(egui::Modifiers::NONE, Key::ArrowDown), i.consume_key(egui::Modifiers::NONE, Key::ArrowUp))
        });
        if down {
            // The first one is marked already for who has begun to type it.
            let next = chosen.map_or(usize::from(begun && offered.first().is_some_and(|o| o.begins)), |c| c + 1);
            chosen = Some(next.min(offered.len() - 1));
        }
        if up {
            chosen = chosen.and_then(|c| c.checked_sub(1));
        }
    }
    let edit = if style.rows > 1 {
        TextEdit::multiline(&mut words).desired_rows(style.rows)
    } else {
        TextEdit::singleline(&mut words)
    };
    let output = edit
        .id(id)
        .hint_text(RichText::new(style.hint).color(p.soft))
        .desired_width(f32::INFINITY)
        .margin(vec2(9.0, 6.0))
        .show(ui);
    let response = output.response.response.accessible_name(style.label);
    let mut picked = None;
    let mut over_list = false;
    let was_open = ui.data(|d| d.get_temp::<bool>(id.with("list"))).unwrap_or(false);
    if !offered.is_empty() || (was_open && response.lost_focus()) {
        let offered = if offered.is_empty() { offers(style.names, &words) } else { offered };
        let shown =
            egui::Popup::from_response(&response).id(id.with("popup")).open(true).width(response.rect.width()).show(
                |ui| {
                    for (i, offer) in offered.iter().enumerate() {
                        let first = begun && chosen.is_none() && i == 0 && offer.begins;
                        let entry = ui.selectable_label(chosen == Some(i) || first, &offer.shown);
                        if entry.clicked() {
                            picked = Some(offer.name.clone());
                        }
                    }
                    ui.rect_contains_pointer(ui.min_rect().expand(6.0))
                },
            );
        over_list = shown.is_some_and(|s| s.inner);
        ui.data_mut(|d| d.insert_temp(id.with("list"), true));
        if response.lost_focus()
            && ui.input(|i| i.key_pressed(Key::Enter))
            && let Some(offer) = offered.get(chosen.unwrap_or(0)).filter(|o| chosen.is_some() || (begun && o.begins))
        {
            picked = Some(offer.name.clone());
        }
    }
    if let Some(name) = picked {
        forget(ui, id);
        return (name != value).then_some(name);
    }
    if response.changed() {
        ui.data_mut(|d| d.insert_temp(id, words.clone()));
        chosen = None;
    }
    ui.data_mut(|d| match chosen {
        Some(c) => {
            d.insert_temp(id.with("chosen"), c);
        }
        None => {
            d.remove::<usize>(id.with("chosen"));
        }
    });
    let pressing = ui.input(|i| i.pointer.any_down() || i.pointer.any_released());
    let choosing = over_list && pressing;
    if !response.has_focus() && !choosing {
        let typed = ui.data(|d| d.get_temp::<String>(id));
        forget(ui, id);
        return typed.map(|w| w.trim().to_owned()).filter(|w| w != value);
    }
    None
}

fn forget(ui: &Ui, id: Id) {
    ui.data_mut(|d| {
        d.remove::<String>(id);
        d.remove::<usize>(id.with("chosen"));
        d.remove::<bool>(id.with("list"));
    });
}

/// A name that fits what has been typed.
struct Offer {
    name: String,
    /// The name, and the spelling that fits if it is another one.
    shown: String,
    /// Whether one of its words begins with what has been typed.
    begins: bool,
}

/// The names that hold what has been typed, or have a spelling that does; those that begin with it first.
fn offers(names: &[Offered], typed: &str) -> Vec<Offer> {
    let typed = fold(typed.trim());
    // Where in a name it stands: none, inside a word, at the start of one.
    let fits = |name: &str| {
        let low = fold(name);
        let at = low.find(&typed)?;
        Some(low.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '-'])))
    };
    let mut found: Vec<Offer> = names
        .iter()
        .filter(|offered| fold(&offered.name) != typed)
        .filter_map(|Offered { name, also }| {
            let (begins, shown) = match fits(name) {
                Some(begins) => (begins, name.clone()),
                None => {
                    let (begins, spelling) = also.iter().find_map(|a| Some((fits(a)?, a)))?;
                    (begins, format!("{name} (also {spelling})"))
                }
            };
            Some(Offer { name: name.clone(), shown, begins: begins && !typed.is_empty() })
        })
        .collect();
    found.sort_by(|a, b| b.begins.cmp(&a.begins).then_with(|| a.name.cmp(&b.name)));
    found.truncate(6);
    found
}

/// The underline of a mark, so that kinds are told apart by its form.
pub fn underline(painter: &egui::Painter, line: [egui::Pos2; 2], mark: &theme::Mark) {
    match mark.underline {
        theme::Underline::Solid => {
            painter.line_segment(line, Stroke::new(1.5, mark.stroke));
        }
        theme::Underline::Dashed => {
            pieces(painter, line, 5.0, 3.0, 1.5, mark.stroke);
        }
        theme::Underline::Dotted => {
            pieces(painter, line, 1.6, 2.0, 1.8, mark.stroke);
        }
        theme::Underline::Double => {
            painter.line_segment(line, Stroke::new(0.8, mark.stroke));
            painter.line_segment(line.map(|p| p + vec2(0.0, 2.0)), Stroke::new(0.8, mark.stroke));
        }
    }
}

/// A level line in pieces, as one shape: a page has hundreds of lines and a line a hundred dots.
fn pieces(painter: &egui::Painter, line: [egui::Pos2; 2], length: f32, gap: f32, thickness: f32, colour: Color32) {
    let [from, to] = line;
    let mut mesh = egui::Mesh::default();
    let mut x = from.x;
    while x < to.x && mesh.vertices.len() < 40_000 {
        let rect = egui::Rect::from_min_max(
            egui::pos2(x, from.y - thickness / 2.0),
            egui::pos2((x + length).min(to.x), from.y + thickness / 2.0),
        );
        mesh.add_colored_rect(rect, colour);
        x += length + gap;
    }
    painter.add(mesh);
}

/// Words on a ground of their own, such as a value.
pub fn chip(ui: &mut Ui, words: &str, ink: Color32, fill: Color32) -> Response {
    let set = ui.painter().layout_no_wrap(words.to_owned(), theme::sans_bold(11.5), ink);
    let (rect, response) = ui.allocate_exact_size(set.size() + vec2(10.0, 4.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().rect_filled(rect, CornerRadius::same(3), fill);
    ui.painter().galley(rect.min + vec2(5.0, 2.0), set, ink);
    response
}

/// A whole row of a list: painted by its owner, clicked as one, named for assistive technology.
pub fn row(ui: &mut Ui, height: f32, name: &str, chosen: bool, fill: Color32) -> (egui::Rect, Response) {
    let p = theme::palette(ui.style());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let inner = rect.shrink2(vec2(0.0, 1.5));
    if chosen {
        ui.painter().rect(inner, CornerRadius::same(8), fill, Stroke::new(1.0, p.line), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(inner, CornerRadius::same(8), p.line.gamma_multiply(0.45));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(inner, CornerRadius::same(8), Stroke::new(theme::FOCUS, p.accent), StrokeKind::Inside);
    }
    (inner, response.on_hover_cursor(egui::CursorIcon::PointingHand))
}

/// Words in one line, cut with an ellipsis where they would run past a width.
pub fn line(ui: &Ui, at: egui::Pos2, align: Align2, words: &str, font: FontId, ink: Color32, width: f32) -> egui::Rect {
    let mut job = egui::text::LayoutJob::simple_singleline(words.replace('\n', " "), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    let set = ui.painter().layout_job(job);
    let rect = align.anchor_size(at, set.size());
    ui.painter().galley(rect.min, set, ink);
    rect
}
