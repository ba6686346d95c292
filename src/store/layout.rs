//! Which file of a project's folder holds what.
//!
//! Paths here are relative to the folder, with `/` between names on every system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::StoreError;
use super::error::During;
use crate::model::{AnalystId, ArticleId};

/// The file that people pick.
pub(super) const PROJECT: &str = "project.ron";
pub(super) const ARTICLES: &str = "articles";
pub(super) const ANNOTATIONS: &str = "annotations";
pub(super) const DECISIONS: &str = "decisions";
pub(super) const HISTORY: &str = "history";
/// Where damaged files are kept.
pub(super) const RECOVERED: &str = "recovered";
/// Held while a program writes.
pub(super) const LOCK: &str = "history/.lock";
/// New files of a checkpoint that is not finished.
pub(super) const STAGING: &str = "history/.staging";
/// Says that the staged files are complete and which they are to replace.
pub(super) const MARKER: &str = "history/.checkpoint";
/// Keeps the three above out of version control.
pub(super) const IGNORE: &str = "history/.gitignore";
/// Keeps version control from changing line ends: texts and histories have checksums.
pub(super) const ATTRIBUTES: &str = ".gitattributes";

pub(super) fn article(id: &ArticleId) -> String {
    format!("{ARTICLES}/{}.ron", file_name(id.as_str()))
}

pub(super) fn text(id: &ArticleId) -> String {
    format!("{ARTICLES}/{}.txt", file_name(id.as_str()))
}

pub(super) fn source(id: &ArticleId, ending: &str) -> String {
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    let ending = if ending.is_empty() { "bin" } else { &ending };
    format!("sources/{}.{ending}", file_name(id.as_str()))
}

pub(super) fn layer(article: &ArticleId, analyst: &AnalystId) -> String {
    format!("{ANNOTATIONS}/{}/{}.ron", file_name(analyst.as_str()), file_name(article.as_str()))
}

pub(super) fn decisions(analyst: &AnalystId) -> String {
    format!("{DECISIONS}/{}.ron", file_name(analyst.as_str()))
}

pub(super) fn history(analyst: &AnalystId) -> String {
    format!("{HISTORY}/{}.ron-lines", file_name(analyst.as_str()))
}

/// The name of a file for an id: different for different ids, and harmless on every system.
///
/// Letters, digits, `-`, `_`, `.` and inner spaces stay; other bytes become `%XX`, as do a leading dot, a dot or space
/// at the end, and the first letter of a device's name. A name that gets too long ends in `~` and a hash of the id.
pub(super) fn file_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    let last = id.chars().count().saturating_sub(1);
    let device = is_device(id);
    for (i, c) in id.chars().enumerate() {
        let kept = match c {
            '-' | '_' => true,
            '.' | ' ' => i != 0 && i != last,
            c => c.is_alphanumeric(),
        };
        if kept && !(device && i == 0) {
            name.push(c);
        } else {
            escape(c, &mut name);
        }
    }
    if name.len() <= LONGEST {
        return name;
    }
    let mut end = LONGEST - 20;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name.push('~');
    name.extend(Sha256::digest(id.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")));
    name
}

/// In bytes; with an ending and the suffix of a damaged copy it fits into the 255 that file systems take.
const LONGEST: usize = 200;

fn escape(c: char, name: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        name.push_str(&format!("%{byte:02X}"));
    }
}

/// Whether Windows would take the name for a device, with any ending.
fn is_device(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = |s: &str| {
        let mut rest = s.chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).is_some_and(port)
}

/// The id that a file name stands for, if it can be told from the name alone.
pub(super) fn id_of(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let hex = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = tail.get(2..)?;
        } else {
            bytes.push(first);
        }
    }
    let id: String = String::from_utf8(bytes).ok()?.nfc().collect();
    is_name_of(name, &id).then_some(id)
}

/// Whether a file found on disk is the one for an id. Some systems decompose the accents of names.
pub(super) fn is_name_of(name: &str, id: &str) -> bool {
    name.nfc().eq(file_name(id).nfc())
}

/// The full path of a relative one, if nothing on the way is a link and every name is a plain name.
pub(super) fn inside(root: &Path, relative: &str) -> Result<PathBuf, StoreError> {
    let mut path = root.to_owned();
    let mut names = relative.split('/').peekable();
    while let Some(name) = names.next() {
        let strange = name.chars().any(|c| matches!(c, '\\' | ':') || c.is_control());
        path.push(name);
        if name.is_empty() || name == "." || name == ".." || strange {
            return Err(StoreError::Astray(path));
        }
        match fs::symlink_metadata(&path) {
            Ok(found) if names.peek().is_some() && !found.is_dir() => return Err(StoreError::Astray(path)),
            Ok(found) if names.peek().is_none() && !found.is_file() && !found.is_dir() => {
                return Err(StoreError::Astray(path));
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).during("look at", &path);
            }
            _ => {}
        }
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_harmless_names() {
        let cases = [
            ("bbc-news_1.2", "bbc-news_1.2"),
            ("Ana María", "Ana María"),
            ("חדשות", "חדשות"),
            ("../x", "%2E.%2Fx"),
            ("..", "%2E%2E"),
            (".hidden", "%2Ehidden"),
            ("a/b\\c:d", "a%2Fb%5Cc%3Ad"),
            ("100%", "100%25"),
            ("end.", "end%2E"),
            ("nul", "%6Eul"),
            ("Con.txt", "%43on.txt"),
            ("lpt9", "%6Cpt9"),
            ("lpt10", "lpt10"),
            ("“q”", "%E2%80%9Cq%E2%80%9D"),
        ];
        for (id, name) in cases {
            assert_eq!(file_name(id), name);
            assert_eq!(id_of(name).as_deref(), Some(id));
        }
    }

    #[test]
    fn long_ids_stay_apart_and_fit() {
        let a = file_name(&format!("{}a", "“".repeat(50)));
        let b = file_name(&format!("{}b", "“".repeat(50)));
        assert!(a.len() <= LONGEST && b.len() <= LONGEST);
        assert_ne!(a, b);
    }

    #[test]
    fn paths_stay_inside() {
        let dir = tempfile::tempdir().unwrap();
        for bad in ["../x", "a/../b", "/etc/passwd", "a//b", "c:\\x", "", "."] {
            assert!(inside(dir.path(), bad).is_err(), "{bad}");
        }
        assert_eq!(inside(dir.path(), "a/b.ron").unwrap(), dir.path().join("a").join("b.ron"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(other.path(), dir.path().join("articles")).unwrap();
        assert!(matches!(inside(dir.path(), "articles/a.ron"), Err(StoreError::Astray(_))));
    }
}
