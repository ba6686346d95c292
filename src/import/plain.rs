//! Plain text.

use super::decode::{damage_notice, decode};
use super::{About, Batch, ImportError, Incoming, Probe, Reader, Task};
use crate::model::Source;
use crate::text::FrozenText;

/// A text and nothing else.
pub(super) struct Plain;

impl Reader for Plain {
    fn about(&self) -> About {
        About { name: "text", title: "Plain text", carries: "A text in any encoding." }
    }

    fn limit(&self) -> usize {
        FrozenText::LARGEST >> 20
    }

    fn suits(&self, _probe: &Probe<'_>) -> bool {
        true
    }

    fn read(&self, task: &Task<'_>) -> Result<Batch, ImportError> {
        let (file, bytes) = (task.file, task.bytes);
        let decoded = decode(bytes, None);
        let text = FrozenText::new(&decoded.text);
        if text.as_str().trim().is_empty() {
            return Err(ImportError::Empty { file: file.to_owned() });
        }
        // UTF-16 can grow by half on its way to UTF-8.
        if text.len() > FrozenText::LARGEST {
            return Err(ImportError::Large { file: file.to_owned(), limit: self.limit() });
        }
        let notice = damage_notice(file, &decoded);
        let source = Source { file: file.to_owned(), format: self.about().name.to_owned(), encoding: decoded.encoding };
        let mut incoming = Incoming::whole(file, bytes, text, source);
        incoming.notices.extend(notice);
        Ok(vec![incoming].into())
    }
}
