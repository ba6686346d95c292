//! The window's frame: keys first, then the panels, then what they asked for.

use std::path::PathBuf;

use eframe::egui::{self, Context, Frame, Margin, Panel, Ui};

use super::command::Command;
use super::settings::Settings;
use super::state::{State, Theme, View};
use super::tasks::Tasks;
use super::{
    ask, codebook, consensus, dispatch, find, help, inspector, keys, lists, palette, receive, start, status, theme,
    top, widgets,
};
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
}

impl App {
    /// Begins with the start screen, or by opening a project.
    pub fn new(ctx: &Context, project: Option<PathBuf>) -> Self {
        let settings = Settings::load();
        let mut app = Self::with(ctx, settings);
        app.waiting.extend(project.map(Command::OpenPath));
        app
    }

    /// Begins with the start screen and given settings.
    pub fn with(ctx: &Context, settings: Settings) -> Self {
        theme::install(ctx);
        let kept = settings.clone();
        let state = State { settings, ..State::default() };
        Self {
            state,
            tasks: Tasks::new(ctx),
            waiting: Vec::new(),
            theme: None,
            title: String::new(),
            typing: false,
            kept,
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
        let late = !out.is_empty();
        dispatch::run(&mut self.state, &self.tasks, &ctx, out);
        if late {
            ctx.request_repaint();
        }
        self.typing = ctx.text_edit_focused();
        if self.kept != self.state.settings {
            self.kept = self.state.settings.clone();
            let settings = self.kept.clone();
            std::thread::spawn(move || settings.save());
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}

fn show(ui: &mut Ui, state: &mut State, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    let bar = |x: i8, y: i8| Frame::new().fill(p.panel).inner_margin(Margin::symmetric(x, y));
    if state.desk.is_none() {
        egui::CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| start::show(ui, state, out));
    } else {
        Panel::top("top").exact_size(theme::TOP).frame(bar(16, 0)).show(ui, |ui| top::show(ui, state, out));
        Panel::bottom("status").exact_size(theme::BOTTOM).frame(bar(16, 0)).show(ui, |ui| status::show(ui, state));
        if state.view == View::Read && state.settings.articles {
            Panel::left("articles").default_size(232.0).size_range(160.0..=420.0).frame(bar(10, 10)).show(ui, |ui| {
                if let Some(desk) = &mut state.desk {
                    lists::show(ui, desk, out);
                }
            });
        }
        // In a narrow window the text comes first.
        if state.view == View::Read && state.settings.inspector && ui.available_width() > 640.0 {
            Panel::right("inspector").default_size(300.0).size_range(220.0..=520.0).frame(bar(16, 12)).show(ui, |ui| {
                if let Some(desk) = &mut state.desk {
                    inspector::show(ui, desk, out);
                }
            });
        }
        let view = state.view;
        let size = state.settings.text_size;
        egui::CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| {
            let Some(desk) = &mut state.desk else { return };
            match view {
                View::Read => read(ui, desk, size, out),
                View::Consensus => consensus::show(ui, desk, out),
                View::Codebook => codebook::show(ui, desk, out),
            }
        });
    }
    palette::show(ui.ctx(), state, out);
    help::show(ui.ctx(), state);
    if let Some(desk) = &mut state.desk {
        find::over(ui.ctx(), desk, out);
    }
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

fn read(ui: &mut Ui, desk: &mut super::state::Desk, size: f32, out: &mut Vec<Command>) {
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
    let project = desk.project().clone();
    let searching = desk.lists.side == super::state::Side::Find;
    let found = if searching { desk.find.places_in(&article) } else { Default::default() };
    let scene = super::reader::Scene {
        project: &project,
        article: &article,
        analyst: &desk.analyst,
        selected: desk.selected.as_ref(),
        size,
        proposed: &proposals.noise,
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
