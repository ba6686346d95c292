//! The sample project, as it comes with the program.

use std::path::PathBuf;

use include_dir::{Dir, include_dir};

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/projects/anchorage-summit");

/// Where the user's copy is; made on first use, so that trying things out in it spoils nothing.
///
/// # Errors
/// In words, if it cannot be written.
pub fn unpack() -> Result<PathBuf, String> {
    let home = match std::env::var_os("PRESSMARK_CONFIG") {
        Some(folder) => PathBuf::from(folder),
        None => directories::ProjectDirs::from("", "", "pressmark")
            .ok_or("this system does not say where programs may keep files; use Open project… instead")?
            .data_dir()
            .to_owned(),
    };
    let folder = home.join("anchorage-summit");
    if folder.join("project.ron").is_file() {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
    SAMPLE
        .extract(&folder)
        .map_err(|e| format!("the sample project cannot be written to {}: {e}", folder.display()))?;
    Ok(folder)
}
