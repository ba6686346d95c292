//! (being built)

/// (being built)
///
/// # Errors
/// (being built)
pub fn run(_project: Option<&std::path::Path>) -> anyhow::Result<()> {
    Ok(())
}
