//! What would be tagged, before it is: every place with a tick, in its context.

use std::collections::{HashMap, HashSet};

use eframe::egui::{
    self, Align, Align2, Checkbox, Context, Event, Id, Key, Layout, Modal, Modifiers, Rect, RichText, Ui, pos2, vec2,
};

use super::query::Query;
use super::search::{Results, Search};
use super::sections::{Line, Sections};
use super::snippet::{self, Snippet};
use super::{Action, results, tagging};
use crate::desktop::command::Command;
use crate::desktop::dispatch::Done;
use crate::desktop::lists::parts;
use crate::desktop::reader::Target;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{AttributeId, CodeId, Project};
use crate::text::{Manner, Pattern};

/// Heights of a heading and of a place.
const HEAD: f32 = 28.0;
const ROW: f32 = 26.0;

/// Whether a place can be tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing with that code is there.
    Free,
    /// It lies inside a longer annotation with that code.
    Inside,
    /// Exactly these words have that code already.
    Tagged,
}

/// A place that would be tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which group of the results, and which place in it.
    pub key: (usize, usize),
    /// Whether it can be.
    pub standing: Standing,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// What is proposed.
#[derive(Debug)]
pub struct Preview {
    /// The words, unless these are the results of a search.
    words: Option<String>,
    /// Only exactly these words.
    exact: bool,
    whole: bool,
    everywhere: bool,
    noise: bool,
    /// What they are tagged with.
    pub code: CodeId,
    /// What is said of each besides.
    pub attributes: Vec<(AttributeId, String)>,
    /// The places.
    pub results: Results,
    /// What is shown of them.
    pub items: Vec<Item>,
    firsts: Vec<usize>,
    groups: Vec<usize>,
    /// Ticks that a person has set or taken away.
    ticks: HashMap<(usize, usize), bool>,
    left_out: usize,
    search: Option<Search>,
    asked: Option<Query>,
    made: Option<(usize, bool, CodeId, bool, u64)>,
}

impl Preview {
    fn new(words: Option<String>, code: CodeId) -> Self {
        Self {
            words,
            exact: false,
            whole: true,
            everywhere: true,
            noise: false,
            code,
            attributes: Vec::new(),
            results: Results::default(),
            items: Vec::new(),
            firsts: Vec::new(),
            groups: Vec::new(),
            ticks: HashMap::new(),
            left_out: 0,
            search: None,
            asked: None,
            made: None,
        }
    }

    /// Whether all has been looked through.
    pub fn is_ready(&self) -> bool {
        self.results.done
    }

    /// How many places are ticked, and in how many articles.
    pub fn ticked(&self) -> (usize, usize) {
        let ticked = self.items.iter().filter(|i| i.ticked);
        let articles: HashSet<usize> = ticked.clone().map(|i| i.key.0).collect();
        (ticked.count(), articles.len())
    }

    fn refresh(&mut self, ctx: &Context, desk: &Desk) {
        if let Some(words) = &self.words {
            let exact = Manner { whole: self.whole, ..Manner::EXACT };
            let manner = if self.exact { exact } else { Manner { whole: self.whole, ..Manner::default() } };
            let article = desk.article.clone().filter(|_| !self.everywhere);
            let query = Query { words: words.clone(), manner, article, ..Query::default() };
            if self.asked.as_ref() != Some(&query) {
                self.results = Results::default();
                self.ticks.clear();
                self.search = Pattern::new(words, manner)
                    .ok()
                    .map(|pattern| Search::start(ctx, desk.project().clone(), query.clone(), pattern));
                self.asked = Some(query);
            }
        }
        if let Some(search) = &self.search {
            search.poll(&mut self.results);
            if self.results.done {
                self.search = None;
            }
        }
        let revision = desk.timeline.revision();
        let of = (self.results.total, self.results.done, self.code.clone(), self.noise, revision);
        if self.made.as_ref() != Some(&of) {
            self.made = Some(of);
            self.list(desk);
        }
    }

    fn list(&mut self, desk: &Desk) {
        (self.items, self.firsts, self.groups, self.left_out) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (at, group) in self.results.groups.iter().enumerate() {
            let marked = tagging::Marked::new(desk.project(), &group.article.id, &desk.analyst, &self.code);
            let before = self.items.len();
            for (number, hit) in group.hits.iter().enumerate() {
                let bytes = hit.bytes();
                if !self.noise
                    && group.article.noise.iter().any(|n| n.bytes().start < bytes.end && bytes.start < n.bytes().end)
                {
                    self.left_out += 1;
                    continue;
                }
                let (key, standing) = ((at, number), marked.standing(&bytes));
                let usual = standing == Standing::Free;
                let ticked = standing != Standing::Tagged && self.ticks.get(&key).copied().unwrap_or(usual);
                self.items.push(Item { key, standing, ticked });
            }
            if self.items.len() > before {
                self.firsts.push(before);
                self.groups.push(at);
            }
        }
    }
}

/// The code that is proposed: the one that was used last in this article, else the first.
fn usual_code(desk: &Desk) -> Result<CodeId, String> {
    let codebook = desk.project().codebook();
    let own = desk.article.as_ref().and_then(|a| desk.project().layer(a, &desk.analyst));
    let last = own.and_then(|l| l.annotations().iter().max_by_key(|a| (a.at, a.id)).map(|a| a.code.clone()));
    last.or_else(|| codebook.codes.first().map(|c| c.id.clone()))
        .ok_or_else(|| "The codebook has no code to tag with. Add one in the codebook.".to_owned())
}

/// Proposes to tag what the search has found.
pub(super) fn of_results(desk: &mut Desk) -> Result<Done, String> {
    if desk.find.is_running() {
        return Ok(Done::Say("The search is still running. Try again when it is done.".into()));
    }
    if desk.find.results.total == 0 || desk.find.query.marks {
        return Ok(Done::Say("Find words in the text first; then they can be tagged.".into()));
    }
    let mut preview = Preview::new(None, usual_code(desk)?);
    // What was looked for was asked for, in noise or not.
    preview.noise = true;
    preview.results = desk.find.results.clone();
    desk.find.preview = Some(preview);
    Ok(Done::Quietly)
}

/// Proposes to tag every occurrence of the selected words, or of the selected annotation's.
pub(super) fn of_words(desk: &mut Desk) -> Result<Done, String> {
    let Some(article) = desk.current().cloned() else { return Ok(Done::Quietly) };
    let place = match desk.reader.target(desk.selected.as_ref()) {
        Some(Target::Annotation(place)) => Some(place),
        None => desk.selected.clone(),
        _ => None,
    };
    if let Some(annotation) = place.and_then(|p| desk.project().annotation(&p).cloned()) {
        let [span] = annotation.spans.as_slice() else {
            return Err("This annotation is in several parts. Select the words of one of them, then try again.".into());
        };
        let mut preview = Preview::new(Some(article.text.words(*span).to_owned()), annotation.code.clone());
        preview.attributes = annotation.attributes.clone().into_iter().collect();
        desk.find.preview = Some(preview);
        return Ok(Done::Reading);
    }
    let Some(span) = desk.reader.words() else {
        return Err("Select words or an annotation first: all places with the same words are then shown.".into());
    };
    desk.find.preview = Some(Preview::new(Some(article.text.words(span).to_owned()), usual_code(desk)?));
    Ok(Done::Reading)
}

/// Draws what is proposed over the window, if something is.
pub fn over(ctx: &Context, desk: &mut Desk, out: &mut Vec<Command>) {
    let Some(mut preview) = desk.find.preview.take() else { return };
    let project = desk.project().clone();
    preview.refresh(ctx, desk);
    codes_by_key(ctx, &mut preview, &project);
    let (enter, escape) =
        ctx.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::Enter), i.consume_key(Modifiers::NONE, Key::Escape)));
    let mut answer = Answer { confirm: enter, cancel: escape };
    let size = ctx.content_rect().size();
    let shown = Modal::new(Id::unique("tag all")).show(ctx, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width((size.x - 120.0).clamp(360.0, 720.0));
            head(ui, &mut preview, &project);
            list(ui, &mut preview, (size.y - 340.0).clamp(140.0, 460.0));
            foot(ui, &preview, &mut answer);
        });
    });
    if answer.cancel || shown.should_close() {
        return;
    }
    if answer.confirm && preview.is_ready() && preview.ticked().0 > 0 {
        out.push(Command::Find(Action::Confirm));
    }
    desk.find.preview = Some(preview);
}

struct Answer {
    confirm: bool,
    cancel: bool,
}

/// A code's key chooses it, as it does in the text.
fn codes_by_key(ctx: &Context, preview: &mut Preview, project: &Project) {
    let typed: Vec<char> = ctx.input(|i| {
        let texts =
            i.events.iter().filter_map(|e| if let Event::Text(words) = e { words.chars().next() } else { None });
        texts.collect()
    });
    for key in typed {
        if let Some(code) = project.codebook().code_by_key(key.to_ascii_lowercase()) {
            preview.code = code.id.clone();
        }
    }
}

fn head(ui: &mut Ui, preview: &mut Preview, project: &Project) {
    let p = theme::palette(ui.style());
    let (count, articles) = preview.ticked();
    let title = if preview.is_ready() {
        format!("Tag {} in {} as", parts::counted(count, "place"), parts::counted(articles, "article"))
    } else {
        "Searching…".to_owned()
    };
    ui.label(RichText::new(title).font(theme::serif_bold(19.0)).color(p.ink));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for code in &project.codebook().codes {
            let mark = p.code(code);
            let chosen = preview.code == code.id;
            let words = RichText::new(&code.name).font(theme::sans_bold(12.5));
            let words = words.color(if chosen { mark.stroke } else { p.soft });
            let button = egui::Button::new(words).fill(if chosen { mark.fill } else { p.field });
            let response = ui.add(button).on_hover_text(&code.definition);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, &code.name));
            if response.clicked() {
                preview.code = code.id.clone();
            }
        }
    });
    if let Some(words) = &preview.words {
        let short: String = words.chars().take(140).collect();
        let dots = if short.len() < words.len() { "…" } else { "" };
        ui.label(RichText::new(format!("{short}{dots}")).font(theme::serif(14.0)).color(p.ink));
        if !preview.attributes.is_empty() {
            let said: Vec<&str> = preview.attributes.iter().map(|(_, value)| value.as_str()).collect();
            widgets::soft(ui, format!("Each with {}", said.join(" · ")));
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if preview.words.is_some() {
            parts::either(ui, &mut preview.everywhere, &[(false, "This article"), (true, "All articles")]);
            ui.add_space(10.0);
            parts::toggle(ui, "Aa", "Only with the same capitals and quotation marks", &mut preview.exact);
            parts::toggle(ui, "Word", "Whole words only", &mut preview.whole);
            ui.add_space(10.0);
        }
        let boxed = Checkbox::new(&mut preview.noise, RichText::new("In noise too").font(theme::sans(12.5)));
        ui.add(boxed).on_hover_text("Also in what a reader would skip");
        if preview.left_out > 0 {
            widgets::soft(ui, format!("{} in noise left out", parts::number(preview.left_out)));
        }
    });
    ui.add_space(2.0);
    ui.separator();
    every(ui, preview);
}

/// The tick for all of them.
fn every(ui: &mut Ui, preview: &mut Preview) {
    let free = preview.items.iter().filter(|i| i.standing == Standing::Free);
    let (all, ticked) = (free.clone().count(), free.filter(|i| i.ticked).count());
    let mut on = all > 0 && ticked == all;
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        let boxed = Checkbox::new(&mut on, RichText::new("All of them").font(theme::sans(12.5)));
        if ui.add_enabled(all > 0, boxed.indeterminate(ticked > 0 && ticked < all)).clicked() {
            for item in preview.items.iter_mut().filter(|i| i.standing == Standing::Free) {
                item.ticked = on;
                preview.ticks.insert(item.key, on);
            }
        }
    });
}

fn list(ui: &mut Ui, preview: &mut Preview, room: f32) {
    let p = theme::palette(ui.style());
    let total = preview.items.len();
    if total == 0 {
        let words = if preview.is_ready() { "There is no such place." } else { "" };
        widgets::soft(ui, words);
        return;
    }
    let firsts = preview.firsts.clone();
    let sections = Sections { firsts: &firsts, total, head: HEAD, entry: ROW };
    let room = room.min(sections.height());
    parts::scroll(ui, "to be tagged", room, sections.height(), None, |ui, top, view| {
        let width = ui.available_width();
        for (y, line) in sections.lines(view) {
            match line {
                Line::Head(section) => {
                    let group = preview.groups.get(section).and_then(|g| preview.results.groups.get(*g));
                    if let Some(group) = group {
                        let rect = Rect::from_min_size(top + vec2(0.0, y), vec2(width - 8.0, HEAD));
                        results::head(ui, rect, group);
                    }
                }
                Line::Entry(at, _) => {
                    let Some(item) = preview.items.get_mut(at) else { continue };
                    let group = preview.results.groups.get(item.key.0);
                    let Some((group, hit)) = group.and_then(|g| Some((g, g.hits.get(item.key.1)?))) else { continue };
                    let rect = Rect::from_min_size(top + vec2(8.0, y), vec2(width - 16.0, ROW));
                    let snippet = Snippet::new(group.article.text.as_str(), hit.bytes(), 40, 120);
                    if tick(ui, rect, item, &snippet, &p) {
                        preview.ticks.insert(item.key, item.ticked);
                    }
                }
            }
        }
    });
}

fn tick(ui: &mut Ui, rect: Rect, item: &mut Item, snippet: &Snippet, p: &theme::Palette) -> bool {
    let reason = match item.standing {
        Standing::Free => "",
        Standing::Inside => "inside a longer one",
        Standing::Tagged => "tagged already",
    };
    let enabled = item.standing != Standing::Tagged;
    let side = Rect::from_min_size(rect.min, vec2(22.0, rect.height()));
    let mut changed = false;
    ui.push_id(item.key, |ui| {
        ui.scope_builder(egui::UiBuilder::new().max_rect(side).layout(Layout::left_to_right(Align::Center)), |ui| {
            let response = ui.add_enabled(enabled, Checkbox::without_text(&mut item.ticked));
            let (ticked, told) = (item.ticked, format!("{} {reason}", snippet.told()));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, enabled, ticked, told.trim()));
            changed = response.changed();
        });
        let words = Rect::from_min_max(pos2(side.right() + 2.0, rect.top()), rect.max);
        let mut width = words.width();
        if !reason.is_empty() {
            let right = pos2(words.right(), words.center().y);
            let said = widgets::line(ui, right, Align2::RIGHT_CENTER, reason, theme::sans(11.5), p.soft, 140.0);
            width = said.left() - words.left() - 10.0;
        }
        let at = pos2(words.left(), words.top() + 4.0);
        snippet.paint(ui, at, width, 1, snippet::font(), p);
        // The words are as good to press as the box.
        let id = ui.make_persistent_id("words");
        if enabled && ui.interact(words, id, egui::Sense::CLICK).clicked() {
            item.ticked = !item.ticked;
            changed = true;
        }
    });
    changed
}

fn foot(ui: &mut Ui, preview: &Preview, answer: &mut Answer) {
    ui.separator();
    ui.horizontal(|ui| {
        let (count, _) = preview.ticked();
        let words = format!("Tag {}", parts::counted(count, "place"));
        let ready = preview.is_ready() && count > 0;
        answer.confirm |= ui.add_enabled(ready, egui::Button::new(words)).on_hover_text("Enter").clicked();
        answer.cancel |= ui.button("Cancel").on_hover_text("Esc").clicked();
        if preview.results.capped {
            widgets::soft(ui, format!("These are the first {}.", parts::number(super::search::MOST)));
        }
    });
}
