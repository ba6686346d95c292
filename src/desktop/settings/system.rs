//! What the system tells about its user's comfort.

use std::path::PathBuf;

/// Whether the system is set to less motion, where it says so: in the environment or in the desktop's own settings.
pub fn wants_less_motion() -> bool {
    let off = |value: &str| matches!(value.trim().to_lowercase().as_str(), "0" | "false" | "no" | "off");
    if let Ok(value) = std::env::var("GTK_ENABLE_ANIMATIONS") {
        return off(&value);
    }
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).or_else(|| {
        let user = directories::UserDirs::new()?;
        Some(user.home_dir().join(".config"))
    });
    let Some(config) = config else { return false };
    let entries = [
        ("gtk-4.0/settings.ini", "gtk-enable-animations"),
        ("gtk-3.0/settings.ini", "gtk-enable-animations"),
        ("kdeglobals", "AnimationDurationFactor"),
    ];
    entries.iter().any(|(file, name)| {
        let words = std::fs::read_to_string(config.join(file)).unwrap_or_default();
        let value = words.lines().find_map(|line| line.split_once('=').filter(|(key, _)| key.trim() == *name));
        value.is_some_and(|(_, value)| off(value))
    })
}
