//! The window's frame: keys first, then the panels, then what they asked for.

use std::path::PathBuf;

use eframe::egui::{self, Context, Frame, Margin, Panel, Ui};

use super::bindings::Bindings;
use super::command::Command;
use super::panels::Part;
use super::settings::{ARTICLES, INSPECTORS, Keeper, Motion, Place, Settings, wants_less_motion};
use super::state::{State, Theme, View};
use super::tasks::Tasks;
use super::{
    ask, choice, codebook, consensus, dispatch, find, fonts, help, inspector, keys, lists, palette, panels, past,
    preferences, receive, start, status, theme, top, tour, widgets,
};
use crate::model::ArticleId;
use crate::store::Opened;

/// The program as the toolkit runs it.
#[derive(Debug)]
pub struct App {
    /// What it shows.
    pub state: State,
    tasks: Tasks,
    waiting: Vec<Command>,
    theme: Option<Theme>,
    title: String,
    /// Whether a field had the focus at the end of the last frame.
    typing: bool,
    kept: Settings,
    keeper: Keeper,
    /// Strong contrast and standing still, as they have been given to the toolkit.
    looks: Option<(bool, bool)>,
    /// Whether the system wants less motion.
    still: bool,
    /// When the place in the article and the window's were noted last, and in which article.
    noted: (f64, Option<ArticleId>),
    /// Whether the window has been made to fit the screen.
    fits: bool,
}

impl App {
    /// Begins with the start screen, or by opening a project.
    pub fn new(ctx: &Context, project: Option<PathBuf>) -> Self {
        let (settings, wrong) = Settings::load();
        let mut app = Self::with(ctx, settings);
        app.keeper = Keeper::start();
        app.still = wants_less_motion();
        if let Some(wrong) = wrong {
            // The file is written anew, without what was wrong in it.
            app.keeper.keep(&app.kept);
            app.state.complain(wrong.clone());
            app.state.unread = Some(wrong);
        }
        app.waiting.extend(project.map(Command::OpenPath));
        app
    }

    /// Begins with the start screen and given settings, which are not written anywhere.
    pub fn with(ctx: &Context, settings: Settings) -> Self {
        theme::install(ctx);
        // Zooming is among the commands, with keys that can be changed, and is kept.
        ctx.options_mut(|o| o.zoom_with_keyboard = false);
        let kept = settings.clone();
        let bindings = Bindings::new(&settings.keys);
        let state = State { settings, bindings, ..State::default() };
        Self {
            state,
            tasks: Tasks::new(ctx),
            waiting: Vec::new(),
            theme: None,
            title: String::new(),
            typing: false,
            kept,
            keeper: Keeper::default(),
            looks: None,
            still: false,
            noted: (0.0, None),
            fits: false,
        }
    }

    /// Shows a project that has been opened already.
    pub fn show_project(&mut self, opened: Opened, analyst: crate::model::AnalystId) {
        receive::install(&mut self.state, &self.tasks, opened, analyst);
    }

    /// Asks for something as a view would.
    pub fn ask(&mut self, command: Command) {
        self.waiting.push(command);
    }

    /// The window is called after the project.
    fn retitle(&mut self, ctx: &Context) {
        let title =
            self.state.desk.as_ref().map_or("Pressmark".to_owned(), |d| format!("{} – Pressmark", d.project().title()));
        if self.title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Draws one frame and carries out what was asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if self.theme != Some(self.state.settings.theme) {
            self.theme = Some(self.state.settings.theme);
            ctx.set_theme(match self.state.settings.theme {
                Theme::System => egui::ThemePreference::System,
                Theme::Light => egui::ThemePreference::Light,
                Theme::Dark => egui::ThemePreference::Dark,
            });
        }
        self.dress(&ctx);
        self.fit(&ctx);
        self.note(&ctx);
        self.state.bindings.follow(&self.state.settings.keys);
        receive::all(&mut self.state, &self.tasks);
        let mut out = std::mem::take(&mut self.waiting);
        out.extend(keys::commands(&ctx, &self.state, self.typing));
        dropped(&ctx, &mut self.state, &mut out);
        // Keys mean what the frame before showed; the views then show what they did.
        let mut ready = std::mem::take(&mut out);
        if !ready.is_empty() || ctx.input(|i| i.viewport().close_requested()) {
            // What has been typed comes first: the command may take its field away.
            ready.splice(0..0, widgets::flush(&ctx));
        }
        dispatch::run(&mut self.state, &self.tasks, &ctx, ready);
        if let Some(desk) = &mut self.state.desk {
            desk.refresh();
        }
        show(ui, &mut self.state, &mut out);
        ask::show(&ctx, &mut self.state, &self.tasks);
        self.retitle(&ctx);
        fonts::Fonts::tend(&ctx);
        let late = !out.is_empty();
        dispatch::run(&mut self.state, &self.tasks, &ctx, out);
        if late {
            ctx.request_repaint();
        }
        self.typing = ctx.text_edit_focused() || choice::has_focus(&ctx);
        if self.kept != self.state.settings {
            self.kept = self.state.settings.clone();
            self.keeper.keep(&self.kept);
        }
    }

    /// Gives the toolkit what the settings say.
    fn dress(&mut self, ctx: &Context) {
        let settings = &self.state.settings;
        let still = match settings.motion {
            Motion::System => self.still,
            Motion::Usual => false,
            Motion::Reduced => true,
        };
        let looks = Some((settings.contrast, still));
        if self.looks != looks {
            self.looks = looks;
            theme::apply(ctx, settings.contrast, still);
        }
        if (ctx.zoom_factor() - settings.scale).abs() > 0.001 {
            ctx.set_zoom_factor(settings.scale);
        }
    }

    /// The window's frame makes it larger than asked for: on a small screen it is made to fit, once.
    fn fit(&mut self, ctx: &Context) {
        if self.fits {
            return;
        }
        let seen = ctx.input(|i| {
            let v = i.viewport();
            Some((v.inner_rect?.size(), v.outer_rect?.size(), v.monitor_size?, v.maximized.unwrap_or(false)))
        });
        // The frame comes a moment after the window.
        let Some((inner, outer, screen, maximised)) = seen.filter(|(inner, outer, ..)| outer.y > inner.y) else {
            return;
        };
        self.fits = true;
        let beyond = (outer - screen).max(egui::Vec2::ZERO);
        if beyond != egui::Vec2::ZERO && !maximised {
            ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(inner - beyond));
        }
    }

    /// Notes the time spent, and now and then where one is.
    fn note(&mut self, ctx: &Context) {
        let (now, busy) = ctx.input(|i| (i.time, !i.events.is_empty()));
        let Some(desk) = self.state.desk.as_mut() else { return };
        desk.actions.note(ctx);
        if busy {
            desk.spent.note(now, desk.article.as_ref().filter(|_| self.state.view == View::Read));
        }
        let article = desk.article.clone();
        if self.noted.1 != article || (busy && now - self.noted.0 > OFTEN) {
            self.noted = (now, article);
            self.state.keep_place();
            self.keep_window(ctx);
        }
    }

    /// Notes where the window is.
    fn keep_window(&mut self, ctx: &Context) {
        let scale = ctx.zoom_factor();
        let seen = ctx.input(|i| {
            let v = i.viewport();
            Some((v.inner_rect?.size() * scale, v.outer_rect.map(|r| r.min * scale), v.maximized.unwrap_or(false)))
        });
        let Some((size, at, maximised)) = seen else { return };
        let before = self.state.settings.window;
        self.state.settings.window = Some(match before {
            // That it fills the screen says nothing of how large it is otherwise.
            Some(before) if maximised => Place { maximised, ..before },
            _ => {
                Place { at: at.map(|p| (p.x.round(), p.y.round())), size: (size.x.round(), size.y.round()), maximised }
            }
        });
    }
}

/// So often, in seconds, the place in the article is noted while something happens.
const OFTEN: f64 = 10.0;

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    /// Where things shall stand still, a turn of the wheel scrolls at once: as fingers on a pad do.
    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut egui::RawInput) {
        if !self.looks.is_some_and(|(_, still)| still) {
            return;
        }
        let events = std::mem::take(&mut input.events);
        for event in events {
            let egui::Event::MouseWheel { unit, source, modifiers, phase: egui::TouchPhase::Move, .. } = event else {
                input.events.push(event);
                continue;
            };
            let edge = |phase| egui::Event::MouseWheel { unit, source, delta: egui::Vec2::ZERO, phase, modifiers };
            input.events.extend([edge(egui::TouchPhase::Start), event, edge(egui::TouchPhase::End)]);
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.keep_place();
        self.keeper.keep(&self.state.settings);
        // Waits until they are written.
        self.keeper = Keeper::default();
    }
}

/// In a window narrower than this, in points, there is room for one panel beside the text.
const NARROW: f32 = 760.0;
/// So wide, in points, a panel is in the smallest window.
const LEAST: f32 = 205.0;
/// Below this, both panels are as narrow as they can be.
const TIGHT: f32 = 1000.0;

fn show(ui: &mut Ui, state: &mut State, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    if state.desk.is_none() {
        egui::CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| start::show(ui, state, out));
    } else {
        parts(ui, state, out);
    }
    if let Some(desk) = &mut state.desk {
        codebook::dialogs(ui.ctx(), desk, state.view == View::Read, out);
    }
    palette::show(ui.ctx(), state, out);
    help::show(ui.ctx(), state, out);
    past::show(ui.ctx(), state, out);
    preferences::show(ui.ctx(), state, out);
    if let Some(desk) = &mut state.desk {
        find::over(ui.ctx(), desk, out);
    }
    tour::show(ui.ctx(), state);
    if state.dropping {
        let rect = ui.ctx().content_rect();
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
        painter.rect_filled(rect, 0, p.selection.gamma_multiply(0.85));
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            "Drop to add as articles",
            theme::serif_bold(26.0),
            p.ink,
        );
    }
}

/// The parts of the window. First each gets its place, then they are drawn in the order of reading, which is that of the
/// Tab key.
fn parts(ui: &mut Ui, state: &mut State, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let bar = |x: i8, y: i8| Frame::new().fill(p.panel).inner_margin(Margin::symmetric(x, y));
    let place = |ui: &mut Ui| {
        panels::unnamed(ui);
        let rect = ui.max_rect();
        ui.set_min_size(rect.size());
        rect
    };
    let reading = state.view == View::Read;
    let width = ui.available_width();
    let narrow = width < NARROW;
    let has_article = state.desk.as_ref().is_some_and(|d| d.article.is_some());
    state.panels.begin(narrow, reading && has_article, state.view);
    let top = Panel::top("top").exact_size(theme::TOP).frame(bar(16, 0)).show(ui, place).inner;
    let status = Panel::bottom("status").exact_size(theme::BOTTOM).frame(bar(16, 0)).show(ui, place).inner;
    let most = if width < TIGHT { (width * 0.27).max(LEAST) } else { f32::INFINITY };
    let side = |panel: Panel, wanted: f32, (least, largest): (f32, f32), x: i8, y: i8, ui: &mut Ui| {
        let largest = largest.min(most.max(least));
        let shown =
            panel.default_size(wanted.min(largest)).size_range(least..=largest).frame(bar(x, y)).show(ui, place);
        (shown.inner, shown.response.rect.width())
    };
    let settings = &mut state.settings;
    let lists = (reading && settings.articles).then(|| {
        let (rect, width) = side(
            Panel::left(if most.is_infinite() { "articles" } else { "articles, tight" }),
            settings.articles_width,
            ARTICLES,
            10,
            10,
            ui,
        );
        if most.is_infinite() {
            settings.articles_width = width.round();
        }
        rect
    });
    // In a narrow window the text comes first.
    let inspector = (reading && settings.inspector && !(narrow && settings.articles)).then(|| {
        let (rect, width) = side(
            Panel::right(if most.is_infinite() { "inspector" } else { "inspector, tight" }),
            settings.inspector_width,
            INSPECTORS,
            16,
            12,
            ui,
        );
        if most.is_infinite() {
            settings.inspector_width = width.round();
        }
        rect
    });
    let middle = egui::CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, place).inner;

    let mut panels = std::mem::take(&mut state.panels);
    panels.show(ui, Part::Top, top, |ui| top::show(ui, state, out));
    if let (Some(rect), Some(desk)) = (lists, &mut state.desk) {
        panels.show(ui, Part::Lists, rect, |ui| lists::show(ui, desk, out));
    }
    panels.show(ui, Part::Middle, middle, |ui| {
        let Some(desk) = &mut state.desk else { return };
        match state.view {
            View::Read => read(ui, desk, &state.settings, &state.bindings, out),
            View::Consensus => consensus::show(ui, desk, &state.bindings, out),
            View::Codebook => codebook::show(ui, desk, out),
        }
    });
    if let (Some(rect), Some(desk)) = (inspector, &mut state.desk) {
        panels.show(ui, Part::Inspector, rect, |ui| inspector::show(ui, desk, out));
    }
    panels.show(ui, Part::Status, status, |ui| status::show(ui, state, out));
    state.panels = panels;
}

fn read(ui: &mut Ui, desk: &mut super::state::Desk, settings: &Settings, bindings: &Bindings, out: &mut Vec<Command>) {
    if desk.show_problems {
        status::problems(ui, desk);
    }
    let Some(article) = desk.article.clone() else {
        start::no_articles(ui, out);
        return;
    };
    let proposals = desk.proposals();
    if !proposals.is_empty() {
        start::proposals(ui, desk, &article, &proposals, out);
    }
    desk.refresh_suggested();
    let project = desk.project().clone();
    let searching = desk.lists.side == super::state::Side::Find;
    let found = if searching { desk.find.places_in(&article) } else { Default::default() };
    let scene = super::reader::Scene {
        project: &project,
        article: &article,
        analyst: &desk.analyst,
        selected: desk.selected.as_ref(),
        size: settings.text_size,
        page: settings.page(),
        snap: settings.snap,
        proposed: &proposals.noise,
        suggested: &desk.suggested,
        bindings,
        outlines: settings.proposals,
        brush: desk.brush.as_ref(),
        found: &found,
    };
    desk.reader.show(ui, &scene, out);
}

/// Files dropped on the window become articles; a project's file opens it.
fn dropped(ctx: &Context, state: &mut State, out: &mut Vec<Command>) {
    let (hovering, files) = ctx.input(|i| {
        (!i.raw.hovered_files.is_empty(), i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect::<Vec<_>>())
    });
    state.dropping = hovering && state.desk.is_some();
    let (projects, articles): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|f| f.file_name().is_some_and(|n| n == "project.ron") || f.join("project.ron").is_file());
    if let Some(project) = projects.into_iter().next() {
        out.push(Command::OpenPath(project));
    } else if !articles.is_empty() {
        out.push(Command::AddFiles(articles));
    }
}
