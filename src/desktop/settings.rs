//! What is kept from run to run: a small RON file that a person can read.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::bindings::Changed;
use super::state::Theme;
use super::theme::TEXT_SIZE;

/// Comfort, not content: a damaged file costs it and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Size of the letters of articles in points.
    pub text_size: f32,
    /// Whether the article list is shown.
    pub articles: bool,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Project folders, the last one first.
    pub recent: Vec<PathBuf>,
    /// Keys that were changed: by the command's id, such as `"next-annotation": "J"`; `""` for no key.
    pub keys: Changed,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: TEXT_SIZE,
            articles: true,
            inspector: true,
            recent: Vec::new(),
            keys: Changed::new(),
        }
    }
}

/// How many projects are remembered.
const RECENT: usize = 8;

impl Settings {
    /// Where the file is: `PRESSMARK_CONFIG` names a folder for it; else it is where this system keeps settings.
    pub fn file() -> Option<PathBuf> {
        let folder = match std::env::var_os("PRESSMARK_CONFIG") {
            Some(folder) => PathBuf::from(folder),
            None => directories::ProjectDirs::from("", "", "pressmark")?.config_dir().to_owned(),
        };
        Some(folder.join("settings.ron"))
    }

    /// Reads the file; what cannot be read is as usual.
    pub fn load() -> Self {
        let read = Self::file().and_then(|f| std::fs::read_to_string(f).ok());
        let mut settings: Self = read.and_then(|words| ron::from_str(&words).ok()).unwrap_or_default();
        settings.text_size =
            if settings.text_size.is_finite() { settings.text_size.clamp(12.0, 34.0) } else { TEXT_SIZE };
        settings.recent.truncate(RECENT);
        settings
    }

    /// Writes the file. That it cannot be written is no reason to disturb anybody.
    pub fn save(&self) {
        let Some(file) = Self::file() else { return };
        let Ok(words) = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()) else { return };
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = crate::store::write_file(&file, words.as_bytes());
    }

    /// Puts a project in front of the recent ones.
    pub fn remember(&mut self, folder: &Path) {
        self.recent.retain(|r| r != folder);
        self.recent.insert(0, folder.to_owned());
        self.recent.truncate(RECENT);
    }
}
