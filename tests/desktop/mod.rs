//! The window by what a person sees and does in it: names, clicks, keys.

mod codebook;
mod comfort;
mod coming;
mod consensus;
mod contrast;
mod faces;
mod find;
mod gestures;
mod inspector;
mod judging;
mod kept;
mod keyboard;
mod lists;
mod proposals;
mod reader;
mod replay;
mod scripts;
mod shape;

use chrono::{DateTime, Utc};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use pressmark::desktop::app::App;
use pressmark::desktop::fonts::Fonts;
use pressmark::desktop::settings::Settings;
use pressmark::model::{
    Analyst, AnalystId, Annotation, ArticleDraft, ArticleId, Codebook, Edit, Info, Project, Source,
};
use pressmark::store::Opened;
use std::sync::Arc;

pub fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_755_300_000, 0).unwrap()
}

/// A project by Ana with one article for each text, called `a`, `b`, `c`…
pub fn project(texts: &[&str]) -> Project {
    let mut project = Project::new("Talks", Codebook::standard());
    let ana = Analyst { id: AnalystId::new("ana").unwrap(), name: "Ana".into() };
    project.apply(&Edit::AddAnalyst(ana)).unwrap();
    for (i, text) in texts.iter().enumerate() {
        let id = ArticleId::new(&char::from(b'a' + i as u8).to_string()).unwrap();
        let info = Info { outlet: format!("Outlet {}", id.as_str().to_uppercase()), ..Info::default() };
        let draft = ArticleDraft {
            id,
            text: (*text).to_owned(),
            info,
            noise: vec![],
            settled: true,
            source: Source::default(),
            added: moment() + chrono::Duration::seconds(i as i64),
        };
        project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
    }
    project
}

/// The window, 1280 by 800, on a project that nobody writes to disk.
pub struct Window {
    pub harness: Harness<'static, Option<App>>,
}

impl Window {
    pub fn on(project: Project) -> Self {
        Self::with(project, Settings::default())
    }

    /// The same with other settings.
    pub fn with(project: Project, settings: Settings) -> Self {
        Self::of_size(project, settings, [1280.0, 800.0])
    }

    /// The same in another size, in points.
    pub fn of_size(project: Project, settings: Settings, size: [f32; 2]) -> Self {
        let mut harness =
            Harness::builder().with_size(size).with_step_dt(1.0 / 60.0).allow_missing_glyphs().build_ui_state(
                move |ui, app: &mut Option<App>| {
                    let app = app.get_or_insert_with(|| App::with(ui.ctx(), settings.clone()));
                    app.frame(ui);
                },
                None,
            );
        let opened = Opened { project, problems: vec![], writer: None, folder: "talks".into() };
        harness.state_mut().as_mut().unwrap().show_project(opened, AnalystId::new("ana").unwrap());
        harness.run_steps(4);
        // Where the system's fonts are wanted, paragraphs are laid out again once they are there.
        Fonts::of(&harness.ctx).settle();
        harness.run_steps(4);
        Self { harness }
    }

    pub fn app(&self) -> &App {
        self.harness.state().as_ref().unwrap()
    }

    pub fn project(&self) -> Arc<Project> {
        self.app().state.desk.as_ref().unwrap().project().clone()
    }

    /// Each annotation as `code: words`, by article and position.
    pub fn annotations(&self) -> Vec<String> {
        let project = self.project();
        let mut found = Vec::new();
        for (article, _, layer) in project.layers() {
            let text = &project.article(article).unwrap().text;
            found
                .extend(layer.annotations().iter().map(|a: &Arc<Annotation>| format!("{}: {}", a.code, a.words(text))));
        }
        found
    }

    /// A frame with these events.
    pub fn frame(&mut self, events: Vec<Event>) {
        for event in events {
            self.harness.event(event);
        }
        self.harness.run_steps(2);
    }

    pub fn point(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
    }

    pub fn button(&mut self, at: Pos2, pressed: bool) {
        let modifiers = Modifiers::NONE;
        self.frame(vec![Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers }]);
    }

    pub fn click(&mut self, at: Pos2) {
        self.point(at);
        self.button(at, true);
        self.button(at, false);
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.point(from);
        self.button(from, true);
        self.point(from + (to - from) * 0.5);
        self.point(to);
        self.button(to, false);
    }

    pub fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    /// Where words of the current article are on screen: left edge, middle and right edge of their first row.
    pub fn place_of(&self, words: &str) -> [Pos2; 3] {
        let desk = self.app().state.desk.as_ref().unwrap();
        let text = desk.current().unwrap().text.clone();
        let start = text.as_str().find(words).unwrap_or_else(|| panic!("no {words:?}"));
        let rects = desk.reader.rects(start..start + words.len());
        let rect = rects.first().unwrap_or_else(|| panic!("{words:?} is not on screen"));
        [rect.left_center(), rect.center(), rect.right_center()]
    }
}
