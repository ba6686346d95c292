//! What is kept from run to run: comfort, not content.

mod file;
mod system;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use file::{Keeper, read, write};
pub use system::wants_less_motion;

use super::bindings::Changed;
use super::state::Theme;
use super::theme::{COLUMN, LINE, Page, TEXT_SIZE};

/// The letters of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Font {
    /// Noto Serif.
    #[default]
    Serif,
    /// Inter.
    Sans,
}

/// Whether things move into place or stand there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// They move.
    Usual,
    /// They stand there.
    Reduced,
}

/// Where the window was, in points of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Left edge and top, where the system tells.
    pub at: Option<(f32, f32)>,
    /// Width and height without the system's frame.
    pub size: (f32, f32),
    /// Whether it filled the screen.
    pub maximised: bool,
}

/// What is kept. A damaged entry costs itself and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Whether colours stand further apart.
    pub contrast: bool,
    /// Size of the letters of articles in points.
    pub text_size: f32,
    /// The letters of articles.
    pub font: Font,
    /// Width of an article's column in points, at the usual text size.
    pub column: f32,
    /// Height of an article's rows as a multiple of the text size.
    pub line_height: f32,
    /// Size of everything, as a multiple of the system's.
    pub scale: f32,
    /// Whether things move into place.
    pub motion: Motion,
    /// Whether dragging takes whole words; Alt then takes characters, and the other way round.
    pub snap: bool,
    /// Whether proposals are shown while reading.
    pub proposals: bool,
    /// Whether the article list is shown.
    pub articles: bool,
    /// Its width in points.
    pub articles_width: f32,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Its width in points.
    pub inspector_width: f32,
    /// Where the window was.
    pub window: Option<Place>,
    /// Project folders, the last one first.
    pub recent: Vec<PathBuf>,
    /// For these: the article that was read last, and the byte that it was scrolled to.
    pub places: BTreeMap<PathBuf, (String, usize)>,
    /// For these: the articles in the order of the consensus view's columns, where the analyst has changed it.
    pub columns: BTreeMap<PathBuf, Vec<String>>,
    /// Keys that were changed: by the command's id, such as `"next-annotation": "J"`; `""` for no key.
    pub keys: Changed,
    /// Whether the tour has been shown.
    pub toured: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            contrast: false,
            text_size: TEXT_SIZE,
            font: Font::Serif,
            column: COLUMN,
            line_height: LINE,
            scale: 1.0,
            motion: Motion::System,
            snap: true,
            proposals: true,
            articles: true,
            articles_width: 232.0,
            inspector: true,
            inspector_width: 300.0,
            window: None,
            recent: Vec::new(),
            places: BTreeMap::new(),
            columns: BTreeMap::new(),
            keys: Changed::new(),
            toured: true,
        }
    }
}

/// How many projects are remembered.
const RECENT: usize = 8;
/// Sizes of the letters of articles, in points.
pub const TEXT_SIZES: (f32, f32) = (12.0, 34.0);
/// Widths of the column, in points.
pub const COLUMNS: (f32, f32) = (480.0, 960.0);
/// Heights of rows.
pub const LINES: (f32, f32) = (1.3, 2.2);
/// Sizes of everything.
pub const SCALES: (f32, f32) = (0.8, 2.0);
/// Widths of the article list, in points.
pub const ARTICLES: (f32, f32) = (160.0, 420.0);
/// Widths of the inspector, in points.
pub const INSPECTORS: (f32, f32) = (220.0, 520.0);

impl Settings {
    /// Where the file is: `PRESSMARK_CONFIG` names a folder for it; else it is where this system keeps settings.
    pub fn file() -> Option<PathBuf> {
        let folder = match std::env::var_os("PRESSMARK_CONFIG") {
            Some(folder) => PathBuf::from(folder),
            None => directories::ProjectDirs::from("", "", "pressmark")?.config_dir().to_owned(),
        };
        Some(folder.join("settings.ron"))
    }

    /// Reads the file; what cannot be read is as usual, and told. Without a file, this is the first run.
    pub fn load() -> (Self, Option<String>) {
        let Some(file) = Self::file() else { return (Self::default(), None) };
        match std::fs::read_to_string(&file) {
            Ok(words) => {
                let (settings, wrong) = read(&words);
                (settings, file::tell(&file, &wrong))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                (Self { toured: false, ..Self::default() }, None)
            }
            Err(error) => {
                let words = format!("The settings in {} cannot be read ({error}); all is as usual.", file.display());
                (Self::default(), Some(words))
            }
        }
    }

    /// How articles are set.
    pub fn page(&self) -> Page {
        Page { font: self.font, column: self.column, line: self.line_height }
    }

    /// Brings all numbers into their bounds.
    pub fn bounded(mut self) -> Self {
        let usual = Self::default();
        let bound = |value: &mut f32, usual: f32, (least, most): (f32, f32)| {
            *value = if value.is_finite() { value.clamp(least, most) } else { usual };
        };
        bound(&mut self.text_size, usual.text_size, TEXT_SIZES);
        bound(&mut self.column, usual.column, COLUMNS);
        bound(&mut self.line_height, usual.line_height, LINES);
        bound(&mut self.scale, usual.scale, SCALES);
        bound(&mut self.articles_width, usual.articles_width, ARTICLES);
        bound(&mut self.inspector_width, usual.inspector_width, INSPECTORS);
        let sound = |p: &Place| {
            let (x, y) = p.at.unwrap_or_default();
            [p.size.0, p.size.1, x, y].iter().all(|v| v.is_finite() && v.abs() < 50_000.0)
                && p.size.0 >= 1.0
                && p.size.1 >= 1.0
        };
        self.window = self.window.filter(sound);
        self.recent.truncate(RECENT);
        self.forget_places();
        self
    }

    /// Puts a project in front of the recent ones.
    pub fn remember(&mut self, folder: &Path) {
        self.recent.retain(|r| r != folder);
        self.recent.insert(0, folder.to_owned());
        self.recent.truncate(RECENT);
        self.forget_places();
    }

    /// Notes the order of a project's columns; none is as usual.
    pub fn keep_columns(&mut self, folder: &Path, columns: Vec<String>) {
        if columns.is_empty() {
            self.columns.remove(folder);
        } else {
            self.columns.insert(folder.to_owned(), columns);
        }
    }

    /// Places are kept for the recent projects only.
    fn forget_places(&mut self) {
        let recent = &self.recent;
        self.places.retain(|folder, _| recent.contains(folder));
        self.columns.retain(|folder, _| recent.contains(folder));
    }
}
