//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::error::During;
use super::{StoreError, atomic, layout};

/// Held while a program writes; the system lets go of it when the program ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    pub(super) fn take(root: &Path) -> Result<Self, StoreError> {
        atomic::folder_for(root, layout::LOCK)?;
        let path = layout::inside(root, layout::LOCK)?;
        let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path).during("write", &path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked(root.to_owned())),
            // Some shared drives know no locks; there it is up to the people.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Self { file }),
            Err(TryLockError::Error(error)) => Err(error).during("lock", &path),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process that is being started at this moment still holds a copy of the file.
        let _ = self.file.unlock();
    }
}
