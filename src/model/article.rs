//! One outlet's text on the event.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{ArticleId, Time};
use crate::text::{Anchor, FrozenText, Span};

/// An article: its frozen text and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its name in the project.
    pub id: ArticleId,
    /// The words, for ever as they came.
    pub text: FrozenText,
    /// SHA-256 of the text in hexadecimal.
    pub sha256: String,
    /// What a person may correct at any time.
    pub info: Info,
    /// What a reader would skip, in order and without overlaps.
    pub noise: Vec<Span>,
    /// Whether a person has confirmed or waved away the proposed title and noise.
    pub settled: bool,
    /// The file that it came from.
    pub source: Source,
    /// When it was added.
    pub added: Time,
}

impl Article {
    /// The article as it travels in an edit.
    pub fn draft(&self) -> ArticleDraft {
        ArticleDraft {
            id: self.id.clone(),
            text: self.text.as_str().to_owned(),
            info: self.info.clone(),
            noise: self.noise.iter().map(|&s| self.text.anchor(s)).collect(),
            settled: self.settled,
            source: self.source.clone(),
            added: self.added,
        }
    }

    /// What to call it in a list: the outlet, else the title, else the id.
    pub fn name(&self) -> &str {
        [&self.info.outlet, &self.info.title]
            .into_iter()
            .find(|s| !s.is_empty())
            .map_or(self.id.as_str(), String::as_str)
    }

    /// Who is counted: the outlet, or the article itself as long as nobody has named its outlet.
    pub fn outlet(&self) -> &str {
        if self.info.outlet.is_empty() { self.id.as_str() } else { &self.info.outlet }
    }
}

/// An article on its way into a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleDraft {
    /// Its name in the project.
    pub id: ArticleId,
    /// The words; frozen, and for that cleaned, on arrival.
    pub text: String,
    /// What is known of it.
    #[serde(default)]
    pub info: Info,
    /// What a reader would skip.
    #[serde(default)]
    pub noise: Vec<Anchor>,
    /// Whether proposals have been confirmed or waved away.
    #[serde(default)]
    pub settled: bool,
    /// The file that it came from.
    #[serde(default)]
    pub source: Source,
    /// When it was added.
    pub added: Time,
}

/// What is known of an article. Empty where nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Info {
    /// Who published it.
    pub outlet: String,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When it appeared: a date or a date with a time, as [`Published::parse`] reads it.
    pub published: String,
    /// Where it was found.
    pub url: String,
    /// Its language, as a BCP 47 tag such as `en`.
    pub language: String,
}

impl Info {
    /// One field's value.
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Outlet => &self.outlet,
            Field::Title => &self.title,
            Field::Author => &self.author,
            Field::Published => &self.published,
            Field::Url => &self.url,
            Field::Language => &self.language,
        }
    }

    /// One field, to be written.
    pub(super) fn get_mut(&mut self, field: Field) -> &mut String {
        match field {
            Field::Outlet => &mut self.outlet,
            Field::Title => &mut self.title,
            Field::Author => &mut self.author,
            Field::Published => &mut self.published,
            Field::Url => &mut self.url,
            Field::Language => &mut self.language,
        }
    }
}

/// The fields of [`Info`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// Who published it.
    Outlet,
    /// Its headline.
    Title,
    /// Who wrote it.
    Author,
    /// When it appeared.
    Published,
    /// Where it was found.
    Url,
    /// Its language.
    Language,
}

impl Field {
    /// All fields, in the order in which they are asked for.
    pub const ALL: [Field; 6] =
        [Field::Outlet, Field::Title, Field::Author, Field::Published, Field::Url, Field::Language];

    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Field::Outlet => "Outlet",
            Field::Title => "Title",
            Field::Author => "Author",
            Field::Published => "Published",
            Field::Url => "Address",
            Field::Language => "Language",
        }
    }
}

/// When an article appeared, as exactly as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// The day.
    Day(NaiveDate),
    /// The moment, with the outlet's offset from universal time.
    Moment(DateTime<FixedOffset>),
}

impl Published {
    /// Reads `2025-08-16` or RFC 3339 such as `2025-08-16T09:30:00+02:00`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        // chrono alone would also take `2025-8-16` and spaces; then the same day could be written in many ways.
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text);
        day.map(Self::Day).or_else(|| DateTime::parse_from_rfc3339(text).map(Self::Moment).ok())
    }

    /// The day, where the article appeared.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date_naive(),
        }
    }
}

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// The file's name as it was, without its folder.
    pub file: String,
    /// The format that it was read as, such as `text` or `html`.
    pub format: String,
    /// The encoding of a text file, such as `UTF-8`.
    pub encoding: String,
}
