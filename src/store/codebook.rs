//! A codebook as a file of its own, for taking it from project to project.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::error::{During as _, Problem, StoreError};
use super::notation;
use crate::model::{Codebook, folded};

/// The largest file in bytes: two thousand codes with a page of definition each are less.
const LARGEST: u64 = 8 << 20;

/// The words of a file that holds a whole codebook.
///
/// # Errors
/// If the codebook cannot be written as RON.
pub fn codebook_words(codebook: &Codebook) -> Result<String, StoreError> {
    let words = notation::pretty(codebook, 3);
    words.map(|w| w + "\n").map_err(|error| StoreError::Notation { file: "codebook.ron".into(), error })
}

/// Reads a file that holds a whole codebook.
///
/// # Errors
/// If it cannot be read, is too large, is no codebook, or has two codes or attributes of one name or id; with file, line
/// where known, and remedy.
pub fn read_codebook(path: &Path) -> Result<Codebook, StoreError> {
    let file = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let wrong = |at, what: String, remedy: &str| StoreError::Codebook(Problem::new(&file, at, what, remedy));
    let mut bytes = Vec::new();
    File::open(path).and_then(|f| f.take(LARGEST + 1).read_to_end(&mut bytes)).during("read", path)?;
    if bytes.len() as u64 > LARGEST {
        let what = format!("it is larger than {} MiB", LARGEST >> 20);
        return Err(wrong(None, what, "Choose a file that a codebook was exported to."));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(wrong(None, "it is not a text in UTF-8".into(), "Choose a file that a codebook was exported to."));
    };
    let read = notation::parse::<Codebook>(text.trim_start_matches('\u{feff}'));
    let codebook = read.map_err(|(at, what)| {
        wrong(Some(at), format!("it is no codebook: {what}"), "Correct the line, or export the codebook once more.")
    })?;
    let codes = codebook.codes.iter().map(|c| (c.id.as_str(), c.name.as_str()));
    let attributes = codebook.attributes.iter().map(|a| (a.id.as_str(), a.name.as_str()));
    twice("codes", codes)
        .or_else(|| twice("attributes", attributes))
        .map_or(Ok(codebook), |(quoted, what, remedy)| Err(wrong(last_line(&text, &quoted), what, remedy)))
}

/// The first id or name that stands there twice or is blank: as it is quoted in the file, what is wrong, what to do.
fn twice<'a>(what: &str, items: impl Iterator<Item = (&'a str, &'a str)>) -> Option<(String, String, &'static str)> {
    let (mut ids, mut names) = (HashSet::new(), HashSet::new());
    for (id, name) in items {
        if name.trim().is_empty() {
            return Some((format!("id: \"{id}\""), format!("“{id}” has no name"), "Give it one."));
        }
        if !ids.insert(id) {
            let words = format!("two {what} have the id “{id}”");
            return Some((format!("id: \"{id}\""), words, "Give each an id of its own."));
        }
        if !names.insert(folded(name).collect::<String>()) {
            let words = format!("two {what} are called “{name}”");
            return Some((format!("name: \"{name}\""), words, "Give each a name of its own."));
        }
    }
    None
}

fn last_line(text: &str, quoted: &str) -> Option<(usize, usize)> {
    let at = text.rfind(quoted)?;
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |n| n + 1);
    Some((before.matches('\n').count() + 1, before.get(line..)?.chars().count() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Codebook, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.ron");
        std::fs::write(&path, words).unwrap();
        read_codebook(&path).map_err(|e| e.to_string())
    }

    #[test]
    fn what_is_written_is_read() {
        let book = Codebook::standard();
        let words = codebook_words(&book).unwrap();
        assert!(words.contains("A statement about the event that can be checked"), "a person can read it");
        assert_eq!(read(&words), Ok(book));
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_remedy() {
        let two = |names: [&str; 2]| {
            let code = |(i, name): (usize, &str)| format!("(id: \"c{i}\", name: \"{name}\", kind: Claim),\n");
            let codes: String = names.into_iter().enumerate().map(code).collect();
            format!("(codes: [\n{codes}], attributes: [])")
        };
        assert!(read(&two(["A", "B"])).is_ok());
        for (words, told) in [
            (two(["Claim", "claim"]), "book.ron, line 3, column 12. Two codes are called “claim”. Give each"),
            (two(["A", " "]), "book.ron, line 3"),
            ("(codes: [],\n attributes: 7)".to_owned(), "book.ron, line 2"),
            ("[".repeat(100_000), "book.ron, line 1"),
            (String::new(), "book.ron, line 1"),
            (" ".repeat(9 << 20), "larger than 8 MiB"),
        ] {
            let error = read(&words).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
        assert!(read_codebook(Path::new("/nowhere/book.ron")).unwrap_err().to_string().contains("book.ron"));
    }
}
