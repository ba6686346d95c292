//! Where the files of a dataset go.

use std::collections::BTreeMap;
use std::io::{self, Write};

/// Takes the files of a dataset, one after the other.
pub trait Sink {
    /// Takes a file. Its name is relative, with `/` between folders; `""` is the one file of a format that has only one.
    ///
    /// # Errors
    /// If it cannot be written.
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;
}

/// Keeps files in memory, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Sink for Memory {
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        self.0.insert(name.to_owned(), bytes);
        Ok(())
    }
}

/// Takes one file and refuses others.
pub(super) struct One<'a>(pub &'a mut dyn Write);

impl Sink for One<'_> {
    fn file(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if !name.is_empty() {
            return Err(io::Error::other("this format is a folder of files and cannot go into one"));
        }
        fill(self.0)
    }
}
