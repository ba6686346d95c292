//! One analyst's edits on disk: append-only, one a line, each with a checksum.
//!
//! A line is eight hexadecimal digits (the start of the SHA-256 of what follows the space), a space, and RON. The
//! first line is a [`HistoryHead`], the others are [`Entry`]s numbered from 1 without gaps.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::error::During;
use super::files::{HistoryHead, Reach};
use super::{FORMAT, Problem, StoreError, layout, notation};
use crate::model::{AnalystId, Entry, Time};

/// The longest line that is read, in bytes: the largest text with every character escaped.
const LONGEST: u64 = 512 << 20;

const BOM: &[u8] = "\u{feff}".as_bytes();

/// So many problems of one file are told.
const MANY: usize = 1000;

/// A value as a line, with checksum and line feed.
pub(super) fn line(value: &impl Serialize) -> Result<String, ron::Error> {
    let body = notation::compact(value)?;
    Ok(format!("{} {body}\n", checksum(body.as_bytes())))
}

fn checksum(body: &[u8]) -> String {
    Sha256::digest(body).iter().take(4).map(|b| format!("{b:02x}")).collect()
}

/// A line of a file.
struct Line {
    start: u64,
    end: u64,
    number: usize,
    /// Whether its line feed is there; without, it may have been cut off by a crash.
    ended: bool,
    content: Vec<u8>,
    too_long: bool,
}

impl Line {
    fn parse<T: DeserializeOwned>(&self) -> Result<T, (usize, String)> {
        if self.too_long {
            return Err((1, format!("the line is longer than the {} MB that are taken", LONGEST >> 20)));
        }
        let damaged = || (1, "the line is damaged: it does not have its checksum".to_owned());
        let (sum, body) = self.content.split_at_checked(9).ok_or_else(damaged)?;
        if sum != [checksum(body).as_bytes(), b" "].concat() {
            return Err(damaged());
        }
        let body = std::str::from_utf8(body).map_err(|_| damaged())?;
        notation::parse(body)
            .map_err(|((_, column), what)| (column + 9, format!("the line cannot be understood: {what}")))
    }
}

struct Lines {
    reader: BufReader<File>,
    at: u64,
    number: usize,
}

impl Lines {
    fn seek(&mut self, byte: u64, line: usize) -> std::io::Result<()> {
        self.reader.seek(SeekFrom::Start(byte))?;
        (self.at, self.number) = (byte, line - 1);
        Ok(())
    }

    fn next(&mut self) -> std::io::Result<Option<Line>> {
        let mut content = Vec::new();
        let mut length = self.reader.by_ref().take(LONGEST).read_until(b'\n', &mut content)? as u64;
        let mut ended = content.last() == Some(&b'\n');
        let too_long = length == LONGEST && !ended;
        while too_long && !ended {
            content.clear();
            let buffer = self.reader.fill_buf()?;
            let feed = buffer.iter().position(|&b| b == b'\n');
            let used = feed.map_or(buffer.len(), |n| n + 1);
            ended = feed.is_some();
            self.reader.consume(used);
            length += used as u64;
            if used == 0 {
                break;
            }
        }
        if length == 0 {
            return Ok(None);
        }
        // An editor's byte order mark.
        if self.at == 0 && content.starts_with(BOM) {
            content.drain(..BOM.len());
        }
        if ended {
            content.pop();
            // Version control on Windows may have put a carriage return there.
            if content.last() == Some(&b'\r') {
                content.pop();
            }
        }
        let start = self.at;
        self.at += length;
        self.number += 1;
        Ok(Some(Line { start, end: self.at, number: self.number, ended, content, too_long }))
    }
}

/// The first line of a history, if it can be read.
pub(super) fn head(path: &Path) -> Option<HistoryHead> {
    let mut lines = Lines { reader: BufReader::new(File::open(path).ok()?), at: 0, number: 0 };
    lines.next().ok()??.parse().ok()
}

/// An entry with its place in the order of all histories.
#[derive(Debug)]
pub(super) struct Dated {
    /// The time of the entry, or of an earlier one of the same history if that is later: clocks go back, histories do
    /// not.
    pub at: Time,
    pub entry: Entry,
    pub line: usize,
}

/// A history being read, behind the entries that a checkpoint holds.
pub(super) struct Stream {
    pub file: String,
    pub analyst: AnalystId,
    lines: Lines,
    /// Entries up to this one are in the checkpoint.
    from: u64,
    /// The last entry read, for the next checkpoint.
    pub reach: Reach,
    /// The time of the last entry read.
    pub clock: Option<Time>,
    /// Where the good lines end; anything behind was cut off while being written.
    pub good_end: u64,
    /// Whether the last good line lacks its line feed.
    pub unended: bool,
    /// Whether every line was good and numbered in order.
    pub sound: bool,
    /// Damaged lines since the last good one: each may be an entry that is missing there.
    damaged: u64,
    /// Why it could not be read to its end.
    pub broken: Option<std::io::Error>,
    /// A newer program's history.
    pub newer: Option<u32>,
    pub problems: Vec<Problem>,
    pub next: Option<Dated>,
}

impl Stream {
    /// Opens the history in `file` at the first entry behind `from`.
    pub(super) fn open(root: &Path, file: &str, analyst: &AnalystId, from: Reach) -> Result<Self, StoreError> {
        let path = layout::inside(root, file)?;
        let reader = BufReader::with_capacity(1 << 16, File::open(&path).during("read", &path)?);
        let mut stream = Self {
            file: file.to_owned(),
            analyst: analyst.clone(),
            lines: Lines { reader, at: 0, number: 0 },
            from: from.entries,
            reach: Reach::default(),
            clock: None,
            good_end: 0,
            unended: false,
            sound: true,
            damaged: 0,
            broken: None,
            newer: None,
            problems: Vec::new(),
            next: None,
        };
        stream.head().during("read", &path)?;
        if from.entries > 0 && from.line > 1 && from.byte > 0 {
            stream.skip(from).during("read", &path)?;
        }
        stream.advance();
        Ok(stream)
    }

    fn head(&mut self) -> std::io::Result<()> {
        let Some(line) = self.lines.next()? else { return Ok(()) };
        match line.parse::<HistoryHead>() {
            Ok(head) if head.format > FORMAT => {
                self.newer = Some(head.format);
                self.trouble(line.number, 1, "this history was written by a newer Pressmark", "Update Pressmark.");
            }
            Ok(head) if head.analyst != self.analyst => {
                let what = format!("this is the history of “{}”", head.analyst);
                self.trouble(line.number, 1, &what, "Give the file its old name again.");
            }
            // Cut off while the history was begun.
            Err(_) if !line.ended => return Ok(()),
            Err((column, what)) => {
                self.trouble(line.number, column, &what, LOST);
                if line.parse::<Entry>().is_ok() {
                    // Only the first line is missing.
                    return self.lines.seek(line.start, line.number);
                }
            }
            Ok(_) => {}
        }
        self.good_end = line.end;
        self.unended = !line.ended;
        Ok(())
    }

    /// Goes behind the entry at a hinted place, if it is there.
    fn skip(&mut self, hint: Reach) -> std::io::Result<()> {
        let start = (self.lines.at, self.lines.number + 1);
        self.lines.seek(hint.byte, hint.line)?;
        if let Some(line) = self.lines.next()?
            && let Ok(entry) = line.parse::<Entry>()
            && entry.number == hint.entries
            && entry.by == self.analyst
        {
            self.reach = hint;
            self.clock = Some(entry.at);
            self.good_end = line.end;
            self.unended = !line.ended;
            return Ok(());
        }
        self.lines.seek(start.0, start.1)
    }

    fn trouble(&mut self, line: usize, column: usize, what: &str, remedy: &str) {
        self.sound = false;
        // What the checkpoint holds has not been lost.
        if self.reach.entries >= self.from && self.problems.len() < MANY {
            self.problems.push(Problem::new(&self.file, Some((line, column)), what, remedy));
        }
    }

    /// Reads on to the next entry behind the checkpoint.
    pub(super) fn advance(&mut self) {
        self.next = None;
        while self.next.is_none() {
            match self.lines.next() {
                Ok(Some(line)) => {
                    if !self.take(&line) {
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    let what = format!("the history cannot be read further ({error})");
                    self.trouble(self.lines.number + 1, 1, &what, LOST);
                    self.broken = Some(error);
                    break;
                }
            }
        }
    }

    /// Takes a line; `false` if nothing can follow.
    fn take(&mut self, line: &Line) -> bool {
        let entry = match line.parse::<Entry>() {
            Err(_) if !line.ended => return false,
            parsed => parsed,
        };
        self.good_end = line.end;
        self.unended = !line.ended;
        if line.content.trim_ascii().is_empty() && !line.too_long {
            return true;
        }
        let expected = self.reach.entries.saturating_add(1);
        match entry {
            Err((column, what)) => {
                // Whether it was an entry or a stray line, the number of the next good one tells.
                self.damaged += 1;
                self.trouble(line.number, column, &what, LOST);
            }
            Ok(entry) if entry.by != self.analyst => {
                let what = format!("the entry is by “{}” but stands in another analyst's history", entry.by);
                self.trouble(line.number, 1, &what, "Move the line to that analyst's history.");
            }
            Ok(entry) if entry.number < expected => {
                let what = format!("entry {} comes again after entry {}", entry.number, expected - 1);
                self.trouble(line.number, 1, &what, "Remove the line if it is a copy of an earlier one.");
            }
            Ok(entry) => {
                let missing = entry.number - expected;
                if missing > self.damaged {
                    let what = format!("entries {expected} to {} are missing before this line", entry.number - 1);
                    self.reach.entries = entry.number;
                    self.trouble(line.number, 1, &what, LOST);
                }
                self.damaged = 0;
                self.reach = Reach { entries: entry.number, line: line.number, byte: line.start };
                let at = self.clock.map_or(entry.at, |clock| clock.max(entry.at));
                self.clock = Some(at);
                if entry.number > self.from {
                    self.next = Some(Dated { at, entry, line: line.number });
                }
            }
        }
        true
    }
}

const LOST: &str = "Put the file back from a backup if you have one; everything else in it was taken.";
