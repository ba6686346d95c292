//! The tree in ARCHITECTURE.md, and whether it is the tree on the disk.

use std::collections::BTreeSet;
use std::path::Path;

/// The paths of the first fenced block marked `text`; a folder's path ends with `/`. Two blanks are one level; what
/// stands behind a name is its description.
pub fn parse(page: &str) -> Vec<String> {
    let block = page.lines().skip_while(|l| l.trim() != "```text").skip(1).take_while(|l| l.trim() != "```");
    let mut above: Vec<String> = Vec::new();
    let mut paths = Vec::new();
    for line in block {
        let Some(name) = line.split_whitespace().next() else { continue };
        above.truncate((line.len() - line.trim_start().len()) / 2);
        let path = above.concat() + name;
        above.push(name.to_owned());
        paths.push(path);
    }
    paths
}

/// What the plan and the disk disagree about; what version control ignores, and hidden entries, are left out.
pub fn disagreements(root: &Path, plan: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let named: BTreeSet<&str> = plan.iter().map(String::as_str).collect();
    for path in &named {
        let on_disk = root.join(path);
        if path.ends_with('/') && !on_disk.is_dir() || !path.ends_with('/') && !on_disk.is_file() {
            found.push(format!("ARCHITECTURE.md names {path}, which is not there"));
        }
    }
    let ignored = std::fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
    let is_ignored = |name: &str| ignored.lines().any(|line| line.trim_matches('/') == name.trim_matches('/'));
    let mut seen = entries(root, "", false);
    seen.retain(|name| !name.starts_with('.') && !is_ignored(name));
    seen.extend(folders(root, "src/"));
    for path in seen {
        if !named.contains(path.as_str()) {
            found.push(format!("{path} is there, but not in the tree of ARCHITECTURE.md"));
        }
    }
    found
}

/// All folders below one, with their paths from the root on.
fn folders(root: &Path, below: &str) -> Vec<String> {
    let here = entries(root, below, true);
    let deeper = here.iter().flat_map(|f| folders(root, f)).collect::<Vec<_>>();
    here.into_iter().chain(deeper).collect()
}

fn entries(root: &Path, below: &str, only_folders: bool) -> Vec<String> {
    let listing = std::fs::read_dir(root.join(below)).unwrap().map(Result::unwrap);
    let named = listing.map(|e| (e.file_name().into_string().unwrap(), e.path().is_dir()));
    let named = named.filter(|(_, folder)| *folder || !only_folders);
    named.map(|(name, folder)| format!("{below}{name}{}", if folder { "/" } else { "" })).collect()
}
