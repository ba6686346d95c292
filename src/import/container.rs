//! Opening ZIP archives that may be hostile: nothing is unpacked to a disk, names are keys only, and what comes out is
//! bounded by what went in.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// Entries that an archive may have.
const ENTRIES: usize = 65_536;
/// What may come out of an archive: so many times its size, and this much more.
const TIMES: u64 = 8;
const MORE: u64 = 32 << 20;

/// An archive whose entries are read one after the other, within a budget for all of them.
pub(crate) struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Container<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it is none, is damaged, or has too many entries; in words.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| format!("the archive is damaged ({e})"))?;
        if archive.len() > ENTRIES {
            return Err(format!("the archive has {} entries, more than {ENTRIES}", archive.len()));
        }
        Ok(Self { archive, left: bytes.len() as u64 * TIMES + MORE })
    }

    /// The names of all entries that are files, in the archive's order.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        names.filter(|name| !name.ends_with('/')).collect()
    }

    /// An entry's bytes; none if there is no such entry.
    ///
    /// # Errors
    /// If it is damaged, encrypted, or all entries together are larger than the archive may become; in words.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("“{name}” in the archive cannot be read ({error})")),
        };
        let mut bytes = Vec::new();
        let read = entry.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|e| format!("“{name}” in the archive is damaged ({e})"))?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| "the archive unpacks to far more than its size, as no honest file does".to_owned())?;
        Ok(Some(bytes))
    }
}
