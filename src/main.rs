//! Start: reads the command line, opens the window or runs one command, chooses the exit code.

use std::path::Path;
use std::process::ExitCode;

use pressmark::cli::{self, Request};

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(Request::Desktop(project)) => cli::finish(desktop(project.as_deref())),
        Ok(Request::Command(command)) => cli::finish(cli::run(command)),
        Err(code) => code,
    }
}

#[cfg(feature = "desktop")]
fn desktop(project: Option<&Path>) -> anyhow::Result<()> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        anyhow::bail!(cli::NO_DISPLAY);
    }
    pressmark::desktop::run(project)
}

#[cfg(not(feature = "desktop"))]
fn desktop(_: Option<&Path>) -> anyhow::Result<()> {
    anyhow::bail!(cli::NO_DISPLAY)
}
