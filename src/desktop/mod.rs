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

use anyhow::{Context as _, bail};
use eframe::egui::ViewportBuilder;

/// Opens the window, on a project if one is named.
///
/// # Errors
/// If there is no display, or the system gives no window.
pub fn run(project: Option<&Path>) -> anyhow::Result<()> {
    if !has_display() {
        bail!(
            "There is no display to open a window on. These commands need none: \
             new, add, list, consensus, export, check (see pressmark --help)."
        );
    }
    let project = project.map(Path::to_owned);
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Pressmark")
            .with_app_id("pressmark")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([720.0, 480.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Pressmark",
        options,
        Box::new(move |creation| Ok(Box::new(app::App::new(&creation.egui_ctx, project)))),
    )
    .map_err(|error| anyhow::anyhow!("{error}"))
    .context("The window could not be opened. These commands need none: new, add, list, consensus, export, check")
}

#[cfg(all(unix, not(target_os = "macos")))]
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(|v| std::env::var_os(v).is_some_and(|s| !s.is_empty()))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_display() -> bool {
    true
}
