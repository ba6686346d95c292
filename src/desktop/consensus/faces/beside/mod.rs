//! Two articles next to each other at the same statement, scrolled together.

mod pane;
mod shared;
mod ways;

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::{Action, ask, parts};
use crate::consensus::{Consensus, Statement};
use crate::desktop::command::Command;
use crate::desktop::consensus::Scene;
use crate::desktop::consensus::phrases::{brief, name, standing};
use crate::desktop::theme;
use crate::model::{AnnotationId, ArticleId};
use pane::Pane;
use shared::Shared;
use ways::Ways;

/// Two articles side by side.
#[derive(Debug)]
pub struct Beside {
    articles: [ArticleId; 2],
    /// The statement at hand, by one of its annotations.
    at: AnnotationId,
    /// What both articles carry, in the order of the left one; and of which statements.
    shared: Vec<Shared>,
    made_of: Option<(Arc<Consensus>, u64)>,
    panes: [Pane; 2],
    /// The side that was scrolled last: the other one follows.
    leader: usize,
    /// Whether the statement at hand is to be brought into view.
    reveal: bool,
}

/// Two articles that carry a statement: that of the annotation first.
pub fn pair(statement: &Statement, id: AnnotationId) -> Option<[ArticleId; 2]> {
    let member = |id| statement.members.iter().find(|m| m.place.annotation == id);
    let here = member(id).or(statement.members.first())?.place.article.clone();
    let there = other(statement, &here)?;
    Some([here, there])
}

/// Another article that carries a statement: that of its leading wording if it is another one.
pub fn other(statement: &Statement, here: &ArticleId) -> Option<ArticleId> {
    let lead = statement.members.get(statement.lead).into_iter();
    lead.chain(&statement.members).map(|m| &m.place.article).find(|id| *id != here).cloned()
}

impl Beside {
    /// Two articles at the statement of an annotation.
    pub fn new(articles: [ArticleId; 2], at: AnnotationId) -> Self {
        Self { articles, at, shared: Vec::new(), made_of: None, panes: Default::default(), leader: 0, reveal: true }
    }

    /// The articles, left and right.
    pub fn articles(&self) -> [&ArticleId; 2] {
        [&self.articles[0], &self.articles[1]]
    }

    /// How far each side is scrolled.
    pub fn offsets(&self) -> [f32; 2] {
        [self.panes[0].offset, self.panes[1].offset]
    }

    /// Where the statement at hand stands in each side's window.
    pub fn heights(&mut self) -> Option<[f32; 2]> {
        let starts = self.shared.get(self.current()?)?.starts;
        Some([0, 1].map(|side| self.panes[side].y_of(starts[side]) - self.panes[side].offset))
    }

    /// The number of the statement at hand among the shared ones.
    fn current(&self) -> Option<usize> {
        self.shared.iter().position(|s| s.holds(self.at))
    }

    /// Goes to the next shared statement, or the one before.
    pub(super) fn step(&mut self, forward: bool) {
        let count = self.shared.len();
        if count == 0 {
            return;
        }
        let next = match (self.current(), forward) {
            (None, _) => 0,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        if let Some(shared) = self.shared.get(next) {
            self.at = shared.ids[0];
            self.reveal = true;
        }
    }

    /// Left becomes right.
    pub(super) fn swap(&mut self) {
        self.articles.swap(0, 1);
        self.again();
    }

    fn choose(&mut self, side: usize, article: ArticleId) {
        if self.articles[1 - side] == article {
            self.articles.swap(0, 1);
        } else {
            self.articles[side] = article;
        }
        self.again();
    }

    fn again(&mut self) {
        self.made_of = None;
        self.panes = Default::default();
        self.reveal = true;
    }

    fn update(&mut self, scene: &Scene<'_>, revision: u64) {
        let same =
            self.made_of.as_ref().is_some_and(|(held, of)| Arc::ptr_eq(held, scene.consensus) && *of == revision);
        if same {
            return;
        }
        self.made_of = Some((scene.consensus.clone(), revision));
        self.shared = shared::all(scene, &self.articles, self.at);
        // The statement may be told by an annotation of a third article.
        if let Some(statement) = scene.consensus.statement_of(self.at)
            && let Some(shared) =
                self.shared.iter().find(|s| statement.members.iter().any(|m| s.holds(m.place.annotation)))
        {
            self.at = shared.ids[0];
        }
    }
}

/// How far down the window the statement at hand stands.
const LINE: f32 = 0.3;
/// Room between the sides.
const GAP: f32 = 1.0;

/// Draws the two articles.
pub(in crate::desktop::consensus) fn show(
    ui: &mut Ui,
    beside: &mut Beside,
    scene: &Scene<'_>,
    revision: u64,
    out: &mut Vec<Command>,
) {
    beside.update(scene, revision);
    bar(ui, beside, scene, out);
    let p = theme::palette(ui.style());
    let [Some(one), Some(other)] = [0, 1].map(|side| scene.project.article(&beside.articles[side]).cloned()) else {
        parts::nothing(ui, "One of the articles is gone", "Press Esc to go back; undo brings it back.");
        return;
    };
    let articles = [one, other];
    let room = ui.available_rect_before_wrap();
    let middle = room.center().x;
    let sides = [
        Rect::from_x_y_ranges(room.left()..=middle - GAP, room.y_range()),
        Rect::from_x_y_ranges(middle + GAP..=room.right(), room.y_range()),
    ];
    ui.painter().vline(middle, room.y_range(), eframe::egui::Stroke::new(1.0, p.line));
    let heads = heads(ui, beside, scene, sides, out);
    let sides = sides.map(|r| r.with_min_y(r.top() + heads));
    for side in [0, 1] {
        beside.panes[side].prepare(ui, &articles[side], sides[side], LINE, &beside.shared, side);
    }
    let current = beside.current();
    // Stretches between what both have, in the order of both; the statement at hand is always kept.
    let pairs: Vec<[f32; 2]> =
        beside.shared.iter().map(|s| [0, 1].map(|side| beside.panes[side].y_of(s.starts[side]))).collect();
    let ways = Ways::new(&pairs, current, [beside.panes[0].height(), beside.panes[1].height()]);
    if let Some(pointer) = ui.input(|i| i.pointer.hover_pos())
        && let Some(side) = sides.iter().position(|r| r.contains(pointer))
    {
        beside.leader = side;
    }
    let reading = sides[0].height() * LINE;
    let reveal = std::mem::take(&mut beside.reveal);
    let leader = beside.leader;
    if reveal && let Some(pair) = current.and_then(|at| pairs.get(at)) {
        beside.panes[leader].wanted = Some(pair[leader] - reading);
    }
    let mut clicked = None;
    for side in [leader, 1 - leader] {
        if side != leader {
            let y = ways.across(leader, beside.panes[leader].offset + reading);
            beside.panes[side].wanted = Some(y - reading);
        }
        let mut child = ui.new_child(UiBuilder::new().max_rect(sides[side]).id_salt(("beside", side)));
        let pressed = beside.panes[side].show(&mut child, &articles[side], side, &beside.shared, current);
        clicked = clicked.or(pressed);
    }
    ui.allocate_rect(room, eframe::egui::Sense::hover());
    if let Some(at) = clicked
        && let Some(shared) = beside.shared.get(at)
    {
        beside.at = shared.ids[0];
        beside.reveal = true;
        ui.ctx().request_repaint();
    }
    keys(ui, beside);
}

/// The arrow keys scroll while nothing has the focus.
fn keys(ui: &Ui, beside: &mut Beside) {
    use eframe::egui::Key;
    if ui.memory(|m| m.focused().is_some()) {
        return;
    }
    let page = ui.available_height().max(200.0) * 0.8;
    let moved = ui.input(|i| {
        let held = |key| if i.key_pressed(key) { 1.0 } else { 0.0 };
        (held(Key::ArrowDown) - held(Key::ArrowUp)) * 60.0 + (held(Key::PageDown) - held(Key::PageUp)) * page
    });
    if moved != 0.0 {
        let pane = &mut beside.panes[beside.leader];
        pane.wanted = Some(pane.offset + moved);
        ui.ctx().request_repaint();
    }
}

/// The line above: which statement, how many both have, what to do.
fn bar(ui: &mut Ui, beside: &Beside, scene: &Scene<'_>, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    eframe::egui::Frame::new().inner_margin(eframe::egui::Margin::symmetric(22, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let count = beside.shared.len();
            let words = match (beside.current(), count) {
                (_, 0) => "No statement in both".to_owned(),
                (Some(at), _) => format!("{} of {}", at + 1, parts::count(count, "shared statement")),
                (None, _) => parts::count(count, "shared statement"),
            };
            ui.label(RichText::new(words).font(theme::sans_bold(13.0)).color(p.ink));
            let key = |action: Action| scene.bindings.key_of(&ask(action));
            for (action, words, name) in [
                (Action::PreviousShared, "Previous", "Previous shared statement"),
                (Action::NextShared, "Next", "Next shared statement"),
                (Action::Swap, "Swap", "Swap the two articles"),
            ] {
                let told = format!("{name} {}", key(action.clone()));
                if parts::button(ui, words, name).on_hover_text(told.trim()).clicked() {
                    out.push(ask(action));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if parts::button(ui, "Close", "Close side by side").on_hover_text("Esc").clicked() {
                    out.push(ask(Action::CloseBeside));
                }
                if parts::button(ui, "Show row", "Show the row of this statement").clicked() {
                    out.push(ask(Action::Statement(beside.at)));
                }
                if let Some(statement) = scene.consensus.statement_of(beside.at) {
                    let (word, _, rest) = standing(statement, scene.project);
                    let words = format!("{word} · {rest} · {}", brief(&statement.text, 120));
                    let label = Label::new(RichText::new(words).font(theme::sans(12.5)).color(p.soft));
                    ui.add(label.truncate());
                }
            });
        });
    });
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), eframe::egui::Stroke::new(1.0, p.line));
}

/// Who stands on each side, and who could; gives back how high it is.
fn heads(ui: &mut Ui, beside: &mut Beside, scene: &Scene<'_>, sides: [Rect; 2], out: &mut Vec<Command>) -> f32 {
    const HEIGHT: f32 = 38.0;
    let p = theme::palette(ui.style());
    for (side, rect) in sides.into_iter().enumerate() {
        let at =
            Rect::from_min_size(pos2(rect.left() + 22.0, rect.top() + 6.0), vec2(rect.width() - 40.0, HEIGHT - 8.0));
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(at).layout(Layout::left_to_right(Align::Center)).id_salt(side));
        let here = beside.articles[side].clone();
        let format = |font| TextFormat { valign: Align::Center, ..TextFormat::simple(font, p.ink) };
        let mut title = LayoutJob::default();
        title.append(&brief(&name(scene.project, &here), 40), 0.0, format(theme::sans_bold(13.5)));
        title.append("  ▼", 0.0, format(theme::sans(7.5)));
        let which = if side == 0 { "left" } else { "right" };
        let menu = child.menu_button(title, |ui| {
            eframe::egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                for article in scene.columns {
                    let chosen = article.id == here;
                    if ui.selectable_label(chosen, brief(article.name(), 60)).clicked() {
                        beside.choose(side, article.id.clone());
                        ui.close();
                    }
                }
            });
        });
        menu.response.widget_info(|| {
            let label = format!("Article on the {which}, {}", name(scene.project, &here));
            eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, label)
        });
        if parts::button(&mut child, "Read", &format!("Read {}", name(scene.project, &here))).clicked() {
            out.push(Command::Read(here.clone()));
        }
        let title = scene.project.article(&here).map_or("", |a| a.info.title.as_str());
        if !title.is_empty() {
            let words = RichText::new(title).font(theme::sans(12.0)).color(p.soft);
            child.add(Label::new(words).truncate());
        }
    }
    HEIGHT
}
