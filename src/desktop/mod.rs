//! The window: the only room that knows the toolkit.
//!
//! Views are functions of the state that push commands; `dispatch` carries them out after the frame.

pub mod app;
mod articles;
pub mod command;
pub mod consensus;
mod decide;
pub mod dispatch;
mod help;
pub mod inspector;
mod keys;
pub mod palette;
pub mod reader;
mod sample;
pub mod settings;
mod start;
pub mod state;
mod status;
pub mod tasks;
pub mod theme;
mod top;
mod widgets;

use std::path::Path;

use anyhow::Context as _;
use eframe::egui::ViewportBuilder;

/// How the window is opened.
pub fn options() -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Pressmark")
            .with_app_id("pressmark")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([720.0, 480.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    }
}

/// Opens the window, on a project if one is named.
///
/// # Errors
/// If the system gives no window.
pub fn run(project: Option<&Path>) -> anyhow::Result<()> {
    let project = project.map(Path::to_owned);
    let start = move |creation: &eframe::CreationContext<'_>| {
        Ok(Box::new(app::App::new(&creation.egui_ctx, project)) as Box<dyn eframe::App>)
    };
    eframe::run_native("Pressmark", options(), Box::new(start))
        .map_err(|error| anyhow::anyhow!("{error}"))
        .context("The window could not be opened. These commands need none: new, add, list, consensus, export, check")
}
