//! `pressmark formats`

use std::io::{self, Write};
use std::path::Path;

use super::output;
use super::table::{WIDTH, pad, wrap};
use crate::{export, import};

/// Width of the column of names.
const NAME: usize = 14;

pub(super) fn run() -> anyhow::Result<()> {
    output::write(None, Path::new("."), |out| {
        writeln!(out, "In, with pressmark add --as:")?;
        for format in import::Format::all() {
            let about = format.about();
            row(about.name, &format!("{}. {}", about.title, about.carries), out)?;
        }
        writeln!(out, "\nOut, with pressmark export --as:")?;
        for format in export::Format::all() {
            let about = format.about();
            row(about.name, &format!("{}. {}", about.title, about.carries), out)?;
        }
        Ok(())
    })
}

fn row(name: &str, words: &str, out: &mut dyn Write) -> io::Result<()> {
    for (at, line) in wrap(words, WIDTH - NAME - 4).iter().enumerate() {
        writeln!(out, "  {}  {line}", pad(if at == 0 { name } else { "" }, NAME))?;
    }
    Ok(())
}
