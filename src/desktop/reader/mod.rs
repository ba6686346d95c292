//! The reader: an article's text with its annotations, and what the pointer and the keys do to them.
//!
//! A layout a paragraph, only what is on screen laid out, bands painted behind unchanged text: tagging never lays out.

mod action;
mod bands;
mod caret;
mod column;
pub mod galley;
mod menu;
mod paint;
mod pointer;
pub mod shape;

use std::sync::Arc;

use eframe::egui::{Align, Id, Pos2, Rect, ScrollArea, Sense, Ui, Vec2, pos2, scroll_area::ScrollSource, vec2};

pub use action::{Action, Motion, entries};
pub use bands::{Band, Bands};
pub use column::{Column, Style, after};

use super::bindings::Bindings;
use super::command::Command;
use super::fonts;
use super::suggested::Suggested;
use super::theme::{self, Page, Palette};
use crate::model::{AnalystId, Article, ArticleId, CodeId, Place, Project};
use crate::text::{Span, UnitKind};
use galley::{Cut, Set, Tint};
use pointer::Drag;

/// What a key would tag.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A unit of the text: under the pointer, or where the arrow keys have gone.
    Unit(UnitKind, Span),
    /// Words that were dragged over or selected by keys; several stretches of them with Ctrl.
    Selection(Vec<Span>),
    /// The selected annotation: a key gives it another code.
    Annotation(Place),
}

/// The reader's own state: nothing of it is part of the project.
#[derive(Debug, Default)]
pub struct Reader {
    article: Option<Arc<Article>>,
    column: Column,
    cuts: Vec<Cut>,
    bands: Bands,
    /// The unit under the pointer or the keyboard's.
    unit: Option<(UnitKind, Span)>,
    /// The unit that was there when the annotation was selected: as long as it still is, keys mean the annotation.
    pinned: Option<(UnitKind, Span)>,
    selection: Vec<Span>,
    /// The end of the selection that stays where it is, in bytes.
    anchor: Option<usize>,
    /// Where the keyboard is in the text, in bytes.
    caret: Option<usize>,
    /// The character under the pointer, in bytes.
    pointed: Option<usize>,
    /// How often the default unit has been grown, or shrunk if negative.
    level: i8,
    /// The default unit under the pointer, for which `level` holds.
    base: Option<(UnitKind, Span)>,
    drag: Option<Drag>,
    scroll_to: Option<usize>,
    /// How far down it was scrolled in the last frame, in points.
    offset: f32,
    /// Whether the unit is where the arrow keys went; a moving pointer takes over.
    by_keys: bool,
    /// Whether the pointer is over the text's surface.
    hovered: bool,
    /// The lines of the last frame, for those who ask where words are.
    shown: Vec<(std::ops::Range<usize>, Pos2, Set)>,
    /// Whether the system's fonts were known in the last frame.
    fonts_known: bool,
    /// Scripts of the article that the system has no font for, as far as they have been met.
    missing: Vec<unicode_script::Script>,
}

/// What the reader is shown with.
pub struct Scene<'a> {
    /// The project.
    pub project: &'a Project,
    /// Which article.
    pub article: &'a ArticleId,
    /// Who is coding.
    pub analyst: &'a AnalystId,
    /// The selected annotation.
    pub selected: Option<&'a Place>,
    /// Size of the letters in points.
    pub size: f32,
    /// How the article is set.
    pub page: Page,
    /// Whether dragging takes whole words, and characters with Alt; else the other way round.
    pub snap: bool,
    /// What is proposed to be noise.
    pub proposed: &'a [Span],
    /// What is proposed to be tagged.
    pub suggested: &'a Suggested,
    /// All commands with the keys that they have now.
    pub bindings: &'a Bindings,
    /// Whether all proposals are outlined, or only the current one.
    pub outlines: bool,
    /// The code that clicks and drags tag with.
    pub brush: Option<&'a CodeId>,
    /// Places that were found, in order.
    pub found: &'a [std::ops::Range<usize>],
}

/// What holds for all paragraphs of a frame.
#[derive(Clone, Copy)]
struct Setting<'a> {
    article: &'a Article,
    /// Size of the letters in points.
    size: f32,
    page: Page,
    /// Width of the column in points.
    width: f32,
    palette: &'a Palette,
    proposed: &'a [Span],
}

/// A paragraph on screen.
pub(super) struct Line {
    pub(super) index: usize,
    pub(super) bytes: std::ops::Range<usize>,
    pub(super) origin: Pos2,
    pub(super) set: Set,
}

impl Reader {
    /// Words that were dragged over or selected by keys, as long as they are one stretch.
    pub fn chosen(&self) -> Option<Span> {
        match self.selection[..] {
            [span] => Some(span),
            _ => None,
        }
    }

    /// Selects words as dragging over them does, and brings them into view.
    pub fn choose(&mut self, span: Span) {
        self.hold();
        self.select(span);
    }

    /// To be called when an annotation has been selected: keys mean it as long as the pointer stays on its unit.
    pub fn pin(&mut self) {
        self.pinned = self.unit;
        self.selection.clear();
        self.anchor = None;
        self.drag = None;
    }

    /// To be called when something else than the pointer has selected an annotation: keys mean it until the pointer moves.
    pub fn hold(&mut self) {
        self.unit = None;
        self.level = 0;
        self.pin();
        self.by_keys = true;
    }

    /// Lets go of dragged words and of the unit that the arrow keys chose. Returns whether there was anything.
    pub fn release(&mut self) -> bool {
        let had = !self.selection.is_empty() || self.drag.is_some();
        self.selection.clear();
        self.anchor = None;
        self.drag = None;
        self.pinned = None;
        had
    }

    /// Brings a byte of the text into view with the next frame.
    pub fn reveal(&mut self, byte: usize) {
        self.scroll_to = Some(byte);
    }

    /// A byte of the text that stands a third down the window, for who wants to go on there; nothing before it was shown.
    pub fn at(&self) -> Option<usize> {
        self.shown.get(self.shown.len() / 3).map(|(bytes, ..)| bytes.start)
    }

    /// Where a stretch of the text stands on screen, a rectangle a row; nothing for what is out of view.
    pub fn rects(&self, bytes: std::ops::Range<usize>) -> Vec<Rect> {
        let mut found = Vec::new();
        for (line, origin, set) in &self.shown {
            let (start, end) = (bytes.start.max(line.start), bytes.end.min(line.end));
            if start < end {
                let rects = set.row_rects(start - line.start..end - line.start);
                found.extend(rects.into_iter().map(|r| r.translate(origin.to_vec2())));
            }
        }
        found
    }

    /// The byte under the pointer, in noise too.
    pub fn pointed(&self) -> Option<usize> {
        self.pointed
    }

    /// The byte under the pointer or the caret: where a pile of annotations is gone through.
    pub fn pile_byte(&self) -> Option<usize> {
        if self.by_keys { self.caret.or(self.unit.map(|(_, s)| s.start().byte())) } else { self.pointed }
    }

    /// The annotations of the article, in the order of the text.
    pub fn bands(&self) -> &Bands {
        &self.bands
    }

    /// The same, brought up to a project.
    pub fn follow(&mut self, project: &Project, article: &ArticleId) -> &Bands {
        self.bands.update(project, article);
        &self.bands
    }

    fn load(&mut self, article: &Arc<Article>) {
        if self.article.as_ref().is_some_and(|held| Arc::ptr_eq(held, article)) {
            return;
        }
        // A reader without an article is new: what has been asked of it holds.
        let another = self.article.as_ref().is_some_and(|held| held.id != article.id || held.sha256 != article.sha256);
        if another {
            *self = Self { scroll_to: self.scroll_to, ..Self::default() };
        }
        self.column = Column::new(article);
        self.cuts = vec![Cut::default(); self.column.paragraphs().len()];
        self.article = Some(article.clone());
    }

    /// Draws the article, takes in what the pointer does, and asks for what follows.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Vec<Command>) {
        let Some(article) = scene.project.article(scene.article).cloned() else { return };
        self.load(&article);
        self.bands.update(scene.project, scene.article);
        let palette = theme::palette(ui.style());
        let available = ui.available_width();
        let column = (scene.page.column * scene.size / theme::TEXT_SIZE).min(available - 112.0).max(160.0).round();
        let left = ((available - column) / 2.0).max(72.0).round();
        let ppp = ui.ctx().pixels_per_point();
        if self.fonts_known != fonts::Fonts::of(ui.ctx()).are_known() {
            self.fonts_known = !self.fonts_known;
            self.column.forget();
        }
        let fresh = self.column.set_for(&article.text, column, scene.size, scene.page, ppp);
        let setting = Setting {
            article: &article,
            size: scene.size,
            page: scene.page,
            width: column,
            palette: &palette,
            proposed: scene.proposed,
        };
        if fresh {
            // Another size or width: what was in view stays in view.
            self.scroll_to = self.scroll_to.or(self.at());
        }
        if fresh && article.text.len() <= MEASURED_AT_ONCE {
            self.measure_all(ui, setting);
        }

        let head = self.head(ui, scene, &article, column, &palette);
        let mut area = ScrollArea::vertical()
            .id_salt(("reader", scene.article.as_str()))
            .scroll_source(ScrollSource { drag: eframe::egui::scroll_area::DragScroll::Never, ..ScrollSource::ALL })
            .auto_shrink(false);
        if let Some(byte) = self.scroll_to.take() {
            let y = head.height + self.y_of(ui, setting, byte);
            let room = ui.available_height();
            let offset = self.offset;
            // What is in view already stays where it is.
            if y < offset + 24.0 || y > offset + room - 72.0 {
                area = area.vertical_scroll_offset((y - room * 0.33).max(0.0));
            }
        }
        let scrolled = area.show_viewport(ui, |ui, viewport| {
            let total = head.height + self.column.height() + FOOT;
            ui.set_height(total);
            ui.set_width(available);
            let top = ui.min_rect().top();
            let origin = pos2(ui.min_rect().left() + left, top);
            let y = (viewport.top() - head.height - 40.0)..(viewport.bottom() - head.height + 40.0);
            let mut lines = Vec::new();
            let (mut shift, mut changed) = (0.0, false);
            for index in self.column.between(y) {
                let height = self.column.top(index);
                let Some(line) = self.line(ui, setting, index, origin + vec2(0.0, head.height + height)) else {
                    continue;
                };
                // A paragraph that turns out taller than estimated must not push what is being read.
                let change = self.measure(&line, setting);
                changed |= change != 0.0;
                if head.height + height < viewport.top() {
                    shift += change;
                }
                lines.push(line);
            }
            if shift.abs() > 0.5 {
                ui.scroll_with_delta_animation(vec2(0.0, -shift), eframe::egui::style::ScrollAnimation::none());
            }
            if changed {
                // The paragraphs below stand elsewhere now.
                ui.ctx().request_repaint();
            }
            head.paint(ui, origin, &palette);
            let rect = Rect::from_min_size(ui.min_rect().min, Vec2::new(available, total)).intersect(ui.clip_rect());
            let response = ui.interact(rect, surface(), Sense::click_and_drag());
            self.take_focus(ui, &article, &response);
            self.pointer(ui, scene, &article, &lines, &response, out);
            self.menu(scene, &response, out);
            self.paint(ui, scene, &article, &lines, &palette);
            self.shown = lines.iter().map(|l| (l.bytes.clone(), l.origin, l.set.clone())).collect();
            let below = origin + vec2(0.0, head.height + self.column.height());
            self.foot(ui, scene, below, column, out);
        });
        self.offset = scrolled.state.clamped_offset().y;
    }

    /// The text has the keyboard unless something else has it: then arrows, Tab and Enter are its own.
    fn take_focus(&self, ui: &Ui, article: &Article, response: &eframe::egui::Response) {
        let free = ui.memory(|m| m.focused().is_none() && m.top_modal_layer().is_none());
        if (free && !eframe::egui::Popup::is_any_open(ui.ctx())) || response.clicked() || response.drag_started() {
            response.request_focus();
        }
        if response.has_focus() {
            let filter =
                eframe::egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        }
        response.widget_info(|| {
            let name = format!("Text of {}", article.name());
            eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Document, true, name)
        });
    }

    fn line(&mut self, ui: &Ui, setting: Setting<'_>, index: usize, origin: Pos2) -> Option<Line> {
        let Setting { article, size, page, width, palette, proposed } = setting;
        let paragraph = self.column.paragraphs().get(index)?;
        if paragraph.style == Style::Gap {
            return None;
        }
        let bytes = paragraph.bytes.clone();
        let words = article.text.as_str().get(bytes.clone())?;
        let tints = tints(article, proposed, &bytes, palette);
        let cut = self.cuts.get(index).copied().unwrap_or_default();
        let look = galley::Look { style: paragraph.style, size, page, width, ink: palette.ink };
        let set = galley::set(ui.painter(), words, look, &tints, cut);
        if let Some(held) = self.cuts.get_mut(index) {
            *held = set.cut;
        }
        for script in set.shaped().map(|s| s.missing.as_slice()).unwrap_or_default() {
            if !self.missing.contains(script) {
                self.missing.push(*script);
                ui.ctx().request_repaint();
            }
        }
        Some(Line { index, bytes, origin, set })
    }

    fn measure_all(&mut self, ui: &Ui, setting: Setting<'_>) {
        for index in 0..self.column.paragraphs().len() {
            if self.column.is_measured(index) {
                continue;
            }
            if let Some(line) = self.line(ui, setting, index, Pos2::ZERO) {
                self.measure(&line, setting);
            }
        }
    }

    /// Notes a paragraph's height; returns by how much it differs from what was held before.
    fn measure(&mut self, line: &Line, setting: Setting<'_>) -> f32 {
        let style = self.column.paragraphs().get(line.index).map_or(Style::Body, |p| p.style);
        self.column.measure(line.index, line.set.size().y + after(style, setting.size))
    }

    fn y_of(&mut self, ui: &Ui, setting: Setting<'_>, byte: usize) -> f32 {
        let index = self.column.at_byte(byte);
        let top = self.column.top(index);
        let Some(line) = self.line(ui, setting, index, Pos2::ZERO) else { return top };
        let at = byte.saturating_sub(line.bytes.start);
        let row = line.set.row_rects(at..line.bytes.len());
        top + row.first().map_or(0.0, Rect::top)
    }

    fn head(&self, ui: &Ui, scene: &Scene<'_>, article: &Article, width: f32, palette: &Palette) -> paint::Head {
        let title = if self.column.has_headline() { "" } else { article.info.title.as_str() };
        let progress = match scene.project.progress(scene.article) {
            crate::model::Progress::Unread => "not read",
            crate::model::Progress::Reading => "being read",
            crate::model::Progress::Done => "read to the end",
        };
        let count = self.bands.count();
        let by = [article.info.outlet.as_str(), article.info.author.as_str(), article.info.published.as_str()];
        let mut parts: Vec<String> = by.iter().filter(|s| !s.is_empty()).map(|&s| s.to_owned()).collect();
        parts.push(format!("{count} annotation{}", if count == 1 { "" } else { "s" }));
        parts.push(progress.to_owned());
        let note = fonts::missing(&self.missing);
        paint::Head::new(ui, title, [&parts.join(" · "), &note], scene.size, scene.page, width, palette)
    }

    fn foot(&self, ui: &mut Ui, scene: &Scene<'_>, at: Pos2, width: f32, out: &mut Vec<Command>) {
        let rect = Rect::from_min_size(at + vec2(0.0, 12.0), vec2(width, FOOT - 40.0));
        if !ui.is_rect_visible(rect) {
            return;
        }
        ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(rect), |ui| {
            ui.with_layout(eframe::egui::Layout::left_to_right(Align::Min), |ui| {
                let done = scene.project.progress(scene.article) == crate::model::Progress::Done;
                let (label, hint) = if done {
                    ("Read to the end ✓", "What is not annotated counts as not said. Click to take it back.")
                } else {
                    ("Mark as read to the end", "What is not annotated then counts as not said.")
                };
                if ui.button(label).on_hover_text(hint).clicked() {
                    out.push(if done {
                        Command::Progress(crate::model::Progress::Reading)
                    } else {
                        Command::DoneAndNext
                    });
                }
            });
        });
    }
}

/// The id of the surface that has the keyboard while one reads.
pub fn surface() -> Id {
    Id::unique("reader")
}

/// Room below the text.
const FOOT: f32 = 220.0;

/// Articles up to so many bytes are measured whole when they are opened, so that the scroll bar tells the truth.
const MEASURED_AT_ONCE: usize = 24_000;

/// The stretches of a paragraph that are noise, or proposed to be.
fn tints(article: &Article, proposed: &[Span], paragraph: &std::ops::Range<usize>, palette: &Palette) -> Vec<Tint> {
    let mut tints: Vec<Tint> = article
        .noise
        .iter()
        .chain(proposed)
        .filter(|s| s.start().byte() < paragraph.end && s.end().byte() > paragraph.start)
        .map(|s| Tint {
            bytes: s.start().byte().saturating_sub(paragraph.start)
                ..s.end().byte().min(paragraph.end) - paragraph.start,
            colour: palette.noise,
        })
        .collect();
    tints.sort_by_key(|t| t.bytes.start);
    tints
}
