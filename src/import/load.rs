//! A file's bytes, and no more of them than any format takes.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::{Format, ImportError};

/// Reads a file.
///
/// # Errors
/// If it is a folder, cannot be read, or is larger than any format takes.
pub fn load(path: &Path) -> Result<Vec<u8>, ImportError> {
    let file = path.display().to_string();
    if path.is_dir() {
        return Err(ImportError::Folder { file });
    }
    let mut bytes = Vec::new();
    // One byte more tells whether there is more; the size that the system names may be wrong or unknown.
    let read = File::open(path).and_then(|f| f.take(Format::LARGEST as u64 + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(ImportError::Unreadable { file, why: error.to_string() }),
        Ok(_) if bytes.len() > Format::LARGEST => Err(ImportError::Large { file, limit: Format::LARGEST >> 20 }),
        Ok(_) => Ok(bytes),
    }
}
