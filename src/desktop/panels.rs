//! The parts of the window: where they are, what they are called, how the focus goes from one to the next.

use eframe::egui::{self, Context, Id, LayerId, Rect, Role, Ui, UiBuilder};

use super::reader::surface;
use super::settings::Settings;
use super::state::View;

/// A part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The bar at the top.
    Top,
    /// The lists on the left.
    Lists,
    /// The text, the table of statements or the codebook.
    Middle,
    /// The inspector.
    Inspector,
    /// The line at the bottom.
    Status,
}

impl Part {
    /// What it is called; the middle is called after what is shown there.
    fn name(self) -> &'static str {
        match self {
            Self::Top => "Project and views",
            Self::Lists => "Lists",
            Self::Middle => "Middle",
            Self::Inspector => "Inspector",
            Self::Status => "Status",
        }
    }

    fn role(self) -> Role {
        match self {
            Self::Top => Role::Banner,
            Self::Lists => Role::Navigation,
            Self::Middle => Role::Main,
            Self::Inspector => Role::Complementary,
            Self::Status => Role::ContentInfo,
        }
    }
}

/// The toolkit's own panel round a part says nothing to assistive technology: the part in it has the name.
pub fn unnamed(ui: &Ui) {
    for level in ui.stack().iter().filter(|level| level.kind().is_some_and(|kind| kind.is_panel())) {
        let _ = ui.ctx().accesskit_node_builder(level.unique_id, |node| node.set_role(Role::GenericContainer));
    }
}

/// Where the parts were in the last frame, in the order of the Tab key.
#[derive(Clone, Debug, Default)]
pub struct Panels {
    rects: Vec<(Part, Rect)>,
    /// Whether there is room for one panel beside the text only.
    pub narrow: bool,
    /// Whether an article is in the middle, which takes the focus as a whole.
    pub text: bool,
    /// What is shown in the middle.
    middle: View,
}

impl Panels {
    /// Begins a frame.
    pub fn begin(&mut self, narrow: bool, text: bool, middle: View) {
        self.rects.clear();
        self.narrow = narrow;
        self.text = text;
        self.middle = middle;
    }

    /// Draws a part into its rectangle, under its name.
    pub fn show<R>(&mut self, ui: &mut Ui, part: Part, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
        self.rects.push((part, rect));
        let name = match (part, self.middle) {
            (Part::Middle, View::Read) => "Text",
            (Part::Middle, View::Consensus) => "Statements",
            (Part::Middle, View::Codebook) => "Codebook",
            _ => part.name(),
        };
        let builder = UiBuilder::new()
            .id_salt(part.name())
            .max_rect(rect)
            .accessibility_label(name)
            .accessibility_role(part.role());
        let mut child = ui.new_child(builder);
        child.shrink_clip_rect(rect);
        add(&mut child)
    }

    /// Moves the focus to the next part, or the one before: to the text as a whole, or to a part's first control.
    pub fn step(&self, ctx: &Context, forward: bool) {
        // Not past a page that lies over the window.
        if ctx.memory(|m| m.top_modal_layer().is_some()) {
            return;
        }
        let focused = ctx.memory(egui::Memory::focused);
        let here = focused.and_then(|id| {
            if id == surface() {
                return Some(Part::Middle);
            }
            let at = ctx.viewport(|v| v.prev_pass.widgets.get(id).map(|w| w.rect.center()))?;
            self.rects.iter().find(|(_, rect)| rect.contains(at)).map(|(part, _)| *part)
        });
        let here = here.unwrap_or(Part::Middle);
        let at = self.rects.iter().position(|(part, _)| *part == here).unwrap_or(0);
        let count = self.rects.len();
        for far in 1..=count {
            let next = (if forward { at + far } else { at + count * 2 - far }) % count.max(1);
            let Some((part, rect)) = self.rects.get(next) else { return };
            if let Some(id) = self.first(ctx, *part, *rect) {
                ctx.memory_mut(|m| m.request_focus(id));
                return;
            }
        }
    }

    /// What takes the focus of a part.
    fn first(&self, ctx: &Context, part: Part, rect: Rect) -> Option<Id> {
        if part == Part::Middle && self.text {
            return Some(surface());
        }
        // The handle that resizes a panel lies on its edge.
        let inside = rect.shrink(5.0);
        ctx.viewport(|v| {
            let widgets = v.prev_pass.widgets.get_layer(LayerId::background());
            let mut fitting = widgets.filter(|w| w.sense.is_focusable() && w.enabled && w.visible);
            fitting.find(|w| inside.contains(w.rect.center())).map(|w| w.id)
        })
    }

    /// Folds the article list away, or brings it back: where there is room for one panel, instead of the inspector.
    pub fn toggle_articles(&self, settings: &mut Settings) {
        settings.articles = !settings.articles;
    }

    /// Folds the inspector away, or brings it back: where there is room for one panel, instead of the article list.
    pub fn toggle_inspector(&self, settings: &mut Settings) {
        if self.narrow && settings.inspector && settings.articles {
            settings.articles = false;
        } else {
            settings.inspector = !settings.inspector;
        }
    }
}
