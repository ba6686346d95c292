//! The commands.

mod add;
mod check;
mod consensus;
mod export;
mod formats;
mod list;
mod new;
mod output;
mod session;
mod suggest;
mod table;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use table::plain;

const AFTER: &str = "\
PROJECT is the project's folder or the project.ron in it.

Exit codes: 0 done; 1 the project or the input has a problem, told on standard error; 2 wrong usage. \
A project with a damaged file still opens: list, consensus, suggest and export warn on standard error and give what there is, \
only check fails then.";

/// Tag claims, quotes and opinions in news articles, and see what the outlets say together and where they differ.
///
/// Without a command it opens the window.
#[derive(Debug, Parser)]
#[command(name = "pressmark", version, after_help = AFTER, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Line {
    /// The project to open in the window.
    project: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// A command that needs no display.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new project.
    New(new::Arguments),
    /// Add articles to a project.
    Add(add::Arguments),
    /// List the articles of a project.
    List(list::Arguments),
    /// Show what the articles say together and where they differ.
    Consensus(consensus::Arguments),
    /// Propose quotations with their speakers, claims, opinions and noise.
    Suggest(suggest::Arguments),
    /// Write the articles and annotations as a data set.
    Export(export::Arguments),
    /// List the formats that come in and go out, and what each carries.
    Formats,
    /// Check that all files of a project are in order.
    Check(check::Arguments),
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// The window, with a project if one is named.
    Desktop(Option<PathBuf>),
    /// A command.
    Command(Command),
}

/// What to add where no window can be opened, or none was built in.
pub const WITHOUT_WINDOW: &str = "These commands need none: pressmark new, add, list, consensus, suggest, export, \
                                  formats, check; pressmark --help explains them";

/// Reads the command line. `Err` is the exit code after help, version or a complaint has been printed.
///
/// # Errors
/// If there is nothing left to do.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, ExitCode> {
    match Line::try_parse_from(arguments) {
        Ok(Line { command: Some(command), .. }) => Ok(Request::Command(command)),
        Ok(Line { project, .. }) => Ok(Request::Desktop(project)),
        Err(error) => {
            // A closed pipe is no reason to panic.
            let _ = error.print();
            Err(if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS })
        }
    }
}

/// Runs a command.
///
/// # Errors
/// If the project or the input has a problem; the error says which, where, and what to do.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::New(arguments) => new::run(&arguments),
        Command::Add(arguments) => add::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Consensus(arguments) => consensus::run(&arguments),
        Command::Suggest(arguments) => suggest::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Formats => formats::run(),
        Command::Check(arguments) => check::run(&arguments),
    }
}

/// Tells an error on standard error, as one block, and gives the exit code.
pub fn finish(result: anyhow::Result<()>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    // Whoever reads us has seen enough: `pressmark list … | head`.
    let closed = |e: &(dyn std::error::Error + 'static)| {
        e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(closed) {
        return ExitCode::SUCCESS;
    }
    tell(&in_full(&error));
    ExitCode::FAILURE
}

/// An error with its causes, each a line.
fn in_full(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(|cause| plain(&cause.to_string())).collect();
    format!("{}.", causes.join("\n  ").trim_end_matches('.'))
}

/// Prints a block on standard error; there is nobody to tell if that fails. What comes from outside has been made
/// [`plain`].
fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
