//! Doubtful pairs, one after the other: “Same?”, both wordings side by side, a key for each answer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align, Button, Frame, Label, Layout, Margin, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::actions::{Action, Answer};
use super::matrix::Matrix;
use super::phrases::name;
use super::wording::{Ground, compare};
use super::{Scene, parts};
use crate::consensus::{Consensus, Member};
use crate::desktop::command::Command;
use crate::desktop::{theme, widgets};
use crate::model::{AnnotationId, Decision, DecisionId, Kind, Project, Ruling};
use crate::text::{paragraph_at, sentences};

/// Two annotations.
pub type Pair = (AnnotationId, AnnotationId);

/// What has become of a pair that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It was answered by this decision.
    Decided(DecisionId),
    /// It was skipped.
    Skipped,
}

/// The walk: which pair is asked about, and what was said of those before.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The pair that is asked about. It stays, whatever the engine finds meanwhile, until it is dealt with.
    pub current: Option<Pair>,
    /// The pairs before, in order.
    pub before: Vec<(Pair, Told)>,
    /// How many are left, with that which is asked about.
    pub left: usize,
    made_of: Option<(Arc<Consensus>, u64, usize)>,
}

impl Walk {
    /// Brings the walk up to statements and project: pairs that are settled, also by what follows from other answers,
    /// vanish; one whose answer was undone comes back.
    pub fn update(&mut self, consensus: &Arc<Consensus>, project: &Project, revision: u64) {
        let same = self.made_of.as_ref().is_some_and(|(held, of, count)| {
            Arc::ptr_eq(held, consensus) && *of == revision && *count == self.before.len()
        });
        if same {
            return;
        }
        while let Some(&(pair, Told::Decided(id))) = self.before.last() {
            if project.decision(id).is_some() {
                break;
            }
            self.before.pop();
            self.current = Some(pair);
        }
        let mut settled = Settled::of(project);
        let skipped: HashSet<Pair> =
            self.before.iter().filter(|(_, told)| *told == Told::Skipped).map(|(pair, _)| *pair).collect();
        let mut open = |pair: Pair| {
            let there = |id| consensus.statement_of(id).is_some_and(|s| !s.locked);
            there(pair.0) && there(pair.1) && !skipped.contains(&pair) && !settled.tells(pair)
        };
        self.current = self.current.filter(|&pair| open(pair));
        let mut left: Vec<Pair> = consensus.doubts.iter().map(|d| (d.a, d.b)).filter(|&pair| open(pair)).collect();
        self.current = self.current.or(left.first().copied());
        if let Some(current) = self.current.filter(|c| !left.contains(c)) {
            left.push(current);
        }
        self.left = left.len();
        self.made_of = Some((consensus.clone(), revision, self.before.len()));
    }

    /// To be called when the pair that is asked about has been dealt with.
    pub fn told(&mut self, told: Told) {
        if let Some(pair) = self.current.take() {
            self.before.push((pair, told));
        }
    }
}

/// Which annotations are in one set, or in sets kept apart, by decisions and what follows from them. The newest decision
/// wins over older ones that contradict it.
#[derive(Default)]
struct Settled {
    above: HashMap<AnnotationId, AnnotationId>,
    apart: HashMap<AnnotationId, HashSet<AnnotationId>>,
}

impl Settled {
    fn of(project: &Project) -> Self {
        let mut decisions: Vec<&Arc<Decision>> = project.decisions().collect();
        decisions.sort_by_key(|d| std::cmp::Reverse((d.at, d.id)));
        let mut settled = Self::default();
        for decision in decisions {
            match &decision.ruling {
                Ruling::Same(a, b) => settled.join(*a, *b),
                Ruling::Different(a, b) => {
                    let (x, y) = (settled.root(*a), settled.root(*b));
                    if x != y {
                        settled.apart.entry(x).or_default().insert(y);
                        settled.apart.entry(y).or_default().insert(x);
                    }
                }
                Ruling::Lock(all) => {
                    for (a, b) in all.iter().zip(all.iter().skip(1)) {
                        settled.join(*a, *b);
                    }
                }
                _ => {}
            }
        }
        settled
    }

    fn root(&mut self, id: AnnotationId) -> AnnotationId {
        let mut top = id;
        while let Some(&above) = self.above.get(&top) {
            top = above;
        }
        let mut at = id;
        while at != top {
            match self.above.insert(at, top) {
                Some(next) => at = next,
                None => break,
            }
        }
        top
    }

    fn join(&mut self, a: AnnotationId, b: AnnotationId) {
        let (x, y) = (self.root(a), self.root(b));
        if x == y || self.apart.get(&x).is_some_and(|s| s.contains(&y)) {
            return;
        }
        self.above.insert(y, x);
        for other in self.apart.remove(&y).unwrap_or_default() {
            if let Some(set) = self.apart.get_mut(&other) {
                set.remove(&y);
                set.insert(x);
            }
            self.apart.entry(x).or_default().insert(other);
        }
    }

    fn tells(&mut self, (a, b): Pair) -> bool {
        let (x, y) = (self.root(a), self.root(b));
        x == y || self.apart.get(&x).is_some_and(|s| s.contains(&y))
    }
}

/// Draws the button that begins the walk, with the count of pairs.
pub fn button(ui: &mut Ui, matrix: &Matrix, scene: &Scene<'_>, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let words = match (&matrix.walk, matrix.doubtful) {
        (Some(_), _) => "End settling".to_owned(),
        (None, 0) => return,
        (None, 1) => "1 doubtful pair".to_owned(),
        (None, count) => format!("{count} doubtful pairs"),
    };
    let key = scene.bindings.key_of(&Command::Consensus(Action::Walk));
    let button = Button::new(RichText::new(words).font(theme::sans(12.5)));
    let button = ui.add(button.right_text(RichText::new(key).font(theme::sans(11.5)).color(p.soft)));
    if button.on_hover_text("Settle them one after the other, the most useful first").clicked() {
        out.push(Command::Consensus(Action::Walk));
    }
}

/// Draws the pair that is asked about.
pub fn show(ui: &mut Ui, matrix: &Matrix, scene: &Scene<'_>, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let Some(walk) = &matrix.walk else { return };
    let member = |id: AnnotationId| scene.consensus.statement_of(id)?.members.iter().find(|m| m.place.annotation == id);
    let pair = walk.current.and_then(|(a, b)| Some((member(a)?, member(b)?)));
    ScrollArea::vertical().id_salt("walk").auto_shrink(false).show(ui, |ui| {
        let full = ui.available_width();
        let width = (full - 44.0).clamp(200.0, 1180.0);
        let left = ((full - width) / 2.0).floor();
        let at = ui.cursor().min;
        let room = Rect::from_min_size(pos2(at.x + left, at.y), vec2(width, f32::INFINITY));
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            ui.add_space(26.0);
            let Some((one, other)) = pair else {
                ended(ui, walk, out);
                return;
            };
            ui.horizontal(|ui| {
                ui.label(RichText::new("Do these say the same?").font(theme::serif_bold(24.0)).color(p.ink));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(RichText::new(format!("{} left", walk.left)).font(theme::sans(13.5)).color(p.soft));
                });
            });
            ui.add_space(14.0);
            if width < 640.0 {
                side(ui, scene, one, other, width);
                ui.add_space(10.0);
                side(ui, scene, other, one, width);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 20.0;
                    let each = ((width - 20.0) / 2.0).floor();
                    side(ui, scene, one, other, each);
                    side(ui, scene, other, one, each);
                });
            }
            ui.add_space(16.0);
            answers(ui, scene, walk, out);
            ui.add_space(10.0);
            widgets::soft(ui, stands(scene, walk.current));
            ui.add_space(30.0);
        });
    });
}

fn ended(ui: &mut Ui, walk: &Walk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let answered = walk.before.iter().filter(|(_, told)| *told != Told::Skipped).count();
    let skipped = walk.before.len() - answered;
    ui.vertical_centered(|ui| {
        ui.add_space(80.0);
        ui.label(RichText::new("No doubtful pair is left").font(theme::serif_bold(24.0)).color(p.ink));
        let words = match (answered, skipped) {
            (0, 0) => String::new(),
            (n, 0) => format!("{n} answered"),
            (n, s) => format!("{n} answered, {s} skipped"),
        };
        ui.label(RichText::new(words).font(theme::serif(16.0)).color(p.soft));
        ui.add_space(12.0);
        if ui.button("Back to the matrix").clicked() {
            out.push(Command::Consensus(Action::Walk));
        }
    });
}

fn answers(ui: &mut Ui, scene: &Scene<'_>, walk: &Walk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.horizontal_wrapped(|ui| {
        let mut button = |ui: &mut Ui, words: &str, command: Command, enabled: bool, told: &str| {
            let key = match &command {
                Command::Consensus(Action::Walk) => "Esc".to_owned(),
                other => scene.bindings.key_of(other),
            };
            let button = Button::new(RichText::new(words).font(theme::sans_bold(13.5)))
                .right_text(RichText::new(key).font(theme::sans(12.0)).color(p.soft))
                .min_size(vec2(104.0, 32.0));
            let response = ui.add_enabled(enabled, button);
            response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, enabled, words));
            if response.on_hover_text(told).clicked() {
                out.push(command);
            }
        };
        let answer = |a| Command::Consensus(Action::Answer(a));
        button(ui, "Same", answer(Answer::Same), true, "One statement; undo takes it back");
        button(ui, "Different", answer(Answer::Different), true, "Two statements; undo takes it back");
        button(ui, "Skip", answer(Answer::Skip), true, "Not now");
        button(ui, "Back", answer(Answer::Back), !walk.before.is_empty(), "To the pair before; takes its answer back");
        button(ui, "End", Command::Consensus(Action::Walk), true, "Back to the matrix");
    });
}

/// What the engine makes of the pair now, and what hangs on the answer.
fn stands(scene: &Scene<'_>, pair: Option<Pair>) -> String {
    let Some((a, b)) = pair else { return String::new() };
    let index = |id| scene.consensus.of_annotation.get(&id).copied();
    let together = index(a).is_some() && index(a) == index(b);
    let others = |id| scene.consensus.statement_of(id).map_or(0, |s| s.members.len().saturating_sub(1));
    let mut words = if together {
        let more = others(a).saturating_sub(1);
        let with = match more {
            0 => String::new(),
            1 => ", with one other wording".to_owned(),
            n => format!(", with {n} other wordings"),
        };
        format!("The program has them in one statement now{with}.")
    } else {
        let told = |n: usize| match n {
            0 => "alone".to_owned(),
            1 => "with one other wording".to_owned(),
            n => format!("with {n} other wordings"),
        };
        format!("The program keeps them apart now, the first {}, the second {}.", told(others(a)), told(others(b)))
    };
    if let Some(doubt) = scene.consensus.doubts.iter().find(|d| (d.a, d.b) == (a, b))
        && doubt.moves > 1
    {
        words.push_str(&format!(" The other answer changes {} pairs of wordings.", doubt.moves));
    }
    words
}

/// One of the two: outlet, wording with the words that differ, the words around it.
fn side(ui: &mut Ui, scene: &Scene<'_>, member: &Member, other: &Member, width: f32) {
    let p = theme::palette(ui.style());
    let outlet = name(scene.project, &member.place.article);
    let frame = Frame::new()
        .fill(p.field)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(10)
        .inner_margin(Margin::symmetric(20, 16));
    frame.show(ui, |ui| {
        ui.set_width((width - 42.0).max(120.0));
        ui.vertical(|ui| {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(25.0, parts::KIND), eframe::egui::Sense::hover());
                parts::kind_chip(ui.painter(), rect.min, member.kind, &p);
                ui.label(RichText::new(&outlet).font(theme::sans_bold(14.0)).color(p.ink));
                if let Some(source) = &member.source {
                    let what = if member.kind == Kind::Quote { "said by" } else { "per" };
                    ui.add(
                        Label::new(RichText::new(format!("{what} {source}")).font(theme::sans(12.5)).color(p.soft))
                            .truncate(),
                    );
                }
                if member.denied {
                    ui.label(RichText::new("¬ denied").font(theme::sans_bold(12.5)).color(p.bad));
                }
            });
            ui.add_space(8.0);
            let mut runs = compare(&other.text, &member.text).runs;
            runs.retain(|r| r.ground != Ground::Missing);
            let room = ui.available_width();
            let set = parts::set_runs(ui.painter(), &runs, 18.0, room, usize::MAX, &p);
            let (rect, response) = ui.allocate_exact_size(vec2(room, set.size().y), eframe::egui::Sense::hover());
            response.widget_info(|| {
                let words = format!("{outlet}: {}", member.text);
                eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, words)
            });
            ui.painter().galley(rect.min, set, p.ink);
            ui.add_space(12.0);
            widgets::heading(ui, "Where it stands");
            if let Some(job) = context(scene, member, room, &p) {
                ui.label(job);
            }
        });
    });
}

/// The sentence before a wording, its own and the one behind it; the wording itself in ink.
fn context(scene: &Scene<'_>, member: &Member, width: f32, p: &theme::Palette) -> Option<LayoutJob> {
    let article = scene.project.article(&member.place.article)?;
    let text = article.text.as_str();
    let (start, end) = (member.spans.first()?.start, member.spans.last()?.end);
    let paragraph = paragraph_at(&article.text, start);
    let inside = text.get(paragraph.clone())?;
    let found: Vec<(usize, usize)> =
        sentences(inside).into_iter().map(|s| (paragraph.start + s.start, paragraph.start + s.end)).collect();
    let first = found.iter().position(|s| s.1 > start).unwrap_or(0);
    let last = found.iter().rposition(|s| s.0 < end).unwrap_or(first);
    let from = found.get(first.saturating_sub(1)).map_or(paragraph.start, |s| s.0).min(start);
    let to = found.get(last + 1).or(found.last()).map_or(paragraph.end, |s| s.1).max(end);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    job.wrap.max_rows = 12;
    let format = |ink| TextFormat { line_height: Some(21.0), ..TextFormat::simple(theme::serif(14.0), ink) };
    let mut at = from;
    for span in &member.spans {
        job.append(&text.get(at..span.start)?.replace('\n', " "), 0.0, format(p.soft));
        job.append(&text.get(span.clone())?.replace('\n', " "), 0.0, format(p.ink));
        at = span.end;
    }
    job.append(&text.get(at..to)?.replace('\n', " "), 0.0, format(p.soft));
    Some(job)
}
