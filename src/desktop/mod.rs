//! The window: the only room that knows the toolkit.
//!
//! Views are functions of the state that push commands; `dispatch` carries them out after the frame.

pub mod actions;
pub mod app;
pub mod ask;
pub mod bindings;
pub mod choice;
pub mod codebook;
pub mod command;
pub mod consensus;
mod decide;
pub mod dispatch;
pub mod find;
pub mod fonts;
pub mod held;
mod help;
pub mod inspector;
mod keys;
pub mod lists;
pub mod names;
pub mod palette;
mod panels;
mod past;
pub mod preferences;
mod proposed;
pub mod reader;
mod receive;
mod sample;
pub mod settings;
pub mod spent;
mod start;
pub mod state;
mod status;
pub mod suggested;
pub mod tally;
pub mod tasks;
pub mod theme;
mod top;
mod tour;
mod widgets;

use std::path::Path;

use anyhow::{Context as _, bail};
use eframe::egui::ViewportBuilder;

/// How the window is opened: where it was, or as is usual. On a smaller screen it is smaller.
pub fn options(place: Option<settings::Place>) -> eframe::NativeOptions {
    let (width, height) = place.map_or((1280.0, 800.0), |p| p.size);
    let mut viewport = ViewportBuilder::default()
        .with_title("Pressmark")
        .with_app_id("pressmark")
        .with_inner_size([width, height])
        .with_min_inner_size([560.0, 360.0])
        .with_clamp_size_to_monitor_size(true)
        .with_maximized(place.is_some_and(|p| p.maximised))
        .with_drag_and_drop(true);
    if let Some((x, y)) = place.and_then(|p| p.at) {
        viewport = viewport.with_position([x, y]);
    }
    eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() }
}

/// Opens the window, on a project if one is named.
///
/// # Errors
/// If there is no display, or the system gives no window.
pub fn run(project: Option<&Path>) -> anyhow::Result<()> {
    if !has_display() {
        bail!("There is no display for the window");
    }
    let project = project.map(Path::to_owned);
    let start = move |creation: &eframe::CreationContext<'_>| {
        Ok(Box::new(app::App::new(&creation.egui_ctx, project)) as Box<dyn eframe::App>)
    };
    let place = settings::Settings::load().0.window;
    eframe::run_native("Pressmark", options(place), Box::new(start))
        .map_err(|error| anyhow::anyhow!("{error}"))
        .context("The window could not be opened")
}

fn has_display() -> bool {
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos"))) || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(set)
}
