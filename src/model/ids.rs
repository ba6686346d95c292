//! Names by which things are referred to.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

/// Why a text cannot name something.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdError {
    /// Nothing, or only white space.
    #[error("an id cannot be empty")]
    Empty,
    /// More than 160 bytes.
    #[error("an id has at most 160 bytes, “{0}…” has more")]
    Long(String),
    /// A line feed, a tab or another control character, or white space at an end.
    #[error("the id {0:?} holds a control character or begins or ends with white space")]
    Control(String),
}

/// The longest id in bytes: with an ending and escapes it still fits into a file name.
const LONGEST: usize = 160;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks and takes a text as an id.
            ///
            /// # Errors
            /// If it is empty, longer than 160 bytes, or holds control characters or outer white space.
            pub fn new(id: &str) -> Result<Self, IdError> {
                if id.trim().is_empty() {
                    return Err(IdError::Empty);
                }
                if id.len() > LONGEST {
                    return Err(IdError::Long(id.chars().take(40).collect()));
                }
                if id.chars().any(char::is_control) || id.trim() != id {
                    return Err(IdError::Control(id.to_owned()));
                }
                Ok(Self(id.into()))
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// A valid id made from any text: control characters become spaces, ends are trimmed, the rest is cut,
            /// nothing becomes `fallback`.
            pub fn lossy(text: &str, fallback: &str) -> Self {
                let tidy: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                let mut end = tidy.trim().len().min(LONGEST - 24);
                let tidy = tidy.trim();
                while !tidy.is_char_boundary(end) {
                    end -= 1;
                }
                Self::new(tidy[..end].trim()).unwrap_or_else(|_| Self(fallback.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(id: String) -> Result<Self, IdError> {
                Self::new(&id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &self.0)
            }
        }
    };
}

text_id! {
    /// An article of the project, by default the name of its file.
    ArticleId
}
text_id! {
    /// An analyst; also the name of the folder that holds their work.
    AnalystId
}
text_id! {
    /// A code of the codebook.
    CodeId
}
text_id! {
    /// An attribute of the codebook.
    AttributeId
}

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

random_id! {
    /// An annotation. A UUID of version 7, made by the shell: unique without coordination, ordered by time.
    AnnotationId
}
random_id! {
    /// An analyst's decision about statements; a UUID of version 7.
    DecisionId
}
