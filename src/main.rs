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
    pressmark::desktop::run(project).map_err(|error| anyhow::anyhow!("{error:#}. {}", cli::WITHOUT_WINDOW))
}

#[cfg(not(feature = "desktop"))]
fn desktop(_: Option<&Path>) -> anyhow::Result<()> {
    anyhow::bail!("There is no display for the window. {}", cli::WITHOUT_WINDOW)
}
