//! Which columns or keys of a table mean what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// For each thing that is known of an article the column or key of a file that tells it. Things are `id`, `text`, `outlet`,
/// `title`, `author`, `published`, `url`, `language`; what is not named stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Column by thing.
    pub columns: BTreeMap<String, String>,
}
