//! Appending to an analyst's history.

use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::error::During;
use super::files::{HistoryHead, Reach};
use super::{FORMAT, StoreError, atomic, history, layout};
use crate::model::{AnalystId, Edit, Entry, Time};

/// The open history of the analyst who writes.
#[derive(Debug)]
pub(super) struct Journal {
    analyst: AnalystId,
    path: PathBuf,
    file: File,
    /// Length up to which everything is good and durable.
    length: u64,
    /// Lines up to there.
    lines: usize,
    /// Whether the last line still needs its line feed.
    unended: bool,
    /// Whether more may stand behind `length` than should.
    overhang: bool,
    /// The last entry.
    pub reach: Reach,
}

impl Journal {
    /// Opens a history whose good part has `length` bytes; what stands behind was cut off in a crash and is dropped.
    pub(super) fn open(
        root: &Path,
        analyst: &AnalystId,
        reach: Reach,
        (length, unended): (u64, bool),
    ) -> Result<Self, StoreError> {
        let name = layout::history(analyst);
        let folder = atomic::folder_for(root, &name)?;
        let path = layout::inside(root, &name)?;
        let mut options = OpenOptions::new();
        let mut file =
            options.create(true).truncate(false).read(true).write(true).open(&path).during("write", &path)?;
        file.set_len(length).during("write", &path)?;
        let lines =
            if length == 0 { 0 } else { count_lines(&mut file, length).during("read", &path)? + usize::from(unended) };
        let mut journal = Self { analyst: analyst.clone(), path, file, length, lines, unended, overhang: true, reach };
        if length == 0 {
            let head = HistoryHead { format: FORMAT, analyst: analyst.clone() };
            let line = history::line(&head).map_err(|error| StoreError::Notation { file: name, error })?;
            journal.write(line.as_bytes(), 1)?;
            atomic::sync_folder(&folder)?;
        }
        Ok(journal)
    }

    /// Whose it is.
    pub(super) fn analyst(&self) -> &AnalystId {
        &self.analyst
    }

    /// Appends edits, durably. They get the next numbers.
    pub(super) fn append<'a>(
        &mut self,
        edits: impl Iterator<Item = (Time, &'a str, &'a Edit)>,
    ) -> Result<(), StoreError> {
        let mut reach = self.reach;
        let mut content = String::new();
        if self.unended {
            content.push('\n');
        }
        let mut count = 0;
        for (at, label, edit) in edits {
            count += 1;
            reach = Reach {
                entries: reach.entries.saturating_add(1),
                line: self.lines + count,
                byte: self.length + content.len() as u64,
            };
            let (by, label, edit) = (self.analyst.clone(), label.to_owned(), flat(edit));
            let entry = Entry { number: reach.entries, at, by, label, edit };
            content += &history::line(&entry)
                .map_err(|error| StoreError::Notation { file: self.path.display().to_string(), error })?;
        }
        if count > 0 {
            self.write(content.as_bytes(), count)?;
            self.reach = reach;
            self.unended = false;
        }
        Ok(())
    }

    fn write(&mut self, content: &[u8], lines: usize) -> Result<(), StoreError> {
        let there = std::fs::symlink_metadata(&self.path).during("write", &self.path)?;
        if self.overhang || there.len() != self.length {
            self.file.set_len(self.length).during("write", &self.path)?;
        }
        self.overhang = true;
        self.file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(content))
            .and_then(|()| self.file.sync_data())
            .during("write", &self.path)
            .inspect_err(|_| {
                // Cut back at once if possible, else before the next attempt.
                let _ = self.file.set_len(self.length);
            })?;
        self.overhang = false;
        self.length += content.len() as u64;
        self.lines += lines;
        Ok(())
    }
}

fn count_lines(file: &mut File, length: u64) -> std::io::Result<usize> {
    use std::io::{BufRead as _, BufReader, Read as _};
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(1 << 16, file.take(length));
    let mut lines = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(lines);
        }
        lines += buffer.iter().filter(|&&b| b == b'\n').count();
        let used = buffer.len();
        reader.consume(used);
    }
}

/// An edit without batches in batches, which mean the same and cannot be written at any depth.
fn flat(edit: &Edit) -> Edit {
    let Edit::Batch(edits) = edit else { return edit.clone() };
    let mut out = Vec::with_capacity(edits.len());
    let mut rest: Vec<&Edit> = edits.iter().rev().collect();
    while let Some(edit) = rest.pop() {
        match edit {
            Edit::Batch(edits) => rest.extend(edits.iter().rev()),
            edit => out.push(edit.clone()),
        }
    }
    Edit::Batch(out)
}
