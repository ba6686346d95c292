//! Files with one item a line, read line by line: one bad line costs one item.

use serde::de::DeserializeOwned;

use super::notation;

/// Line and column, counted from 1.
pub(super) type At = (usize, usize);

/// A file taken apart.
#[derive(Debug)]
pub(super) struct Listing<H, T> {
    /// What stands around the list.
    pub head: Result<H, (At, String)>,
    /// The items with their places, in the order of the file.
    pub items: Vec<(At, Result<T, String>)>,
    /// Whether the end of the list is missing, and the last line if so.
    pub cut: Option<usize>,
    /// Whether the file was read in one go.
    pub whole: bool,
}

/// A list taken out of a file.
#[derive(Debug)]
pub(super) struct Taken<T> {
    /// The file without the list's items; an empty line in the stead of each keeps the line numbers.
    pub rest: String,
    /// Whether the list is there, laid out one item a line.
    pub found: bool,
    /// The items with their places, in the order of the file.
    pub items: Vec<(At, Result<T, String>)>,
    /// Whether the end of the list is missing, and the last line if so.
    pub cut: Option<usize>,
}

impl<H, T> Listing<H, T> {
    /// A file that was read in one go; its items do not know their lines.
    pub(super) fn whole(head: H, items: Vec<T>) -> Self {
        let items = items.into_iter().map(|item| ((1, 1), Ok(item))).collect();
        Self { head: Ok(head), items, cut: None, whole: true }
    }
}

/// Reads a file whose list is called `name`. `whole` reads the file in one go, for files that a person has laid out in
/// another way.
pub(super) fn read<H: DeserializeOwned, T: DeserializeOwned>(
    text: &str,
    name: &str,
    whole: impl Fn(&str) -> Option<(H, Vec<T>)>,
) -> Listing<H, T> {
    let Taken { rest, found, items, cut } = take(text, name);
    let mut listing = Listing { head: notation::parse(&rest), items, cut, whole: false };
    let wrong = !found || listing.head.is_err() || listing.items.iter().any(|(_, item)| item.is_err());
    if wrong && let Some((head, items)) = whole(text) {
        listing = Listing::whole(head, items);
    }
    listing
}

/// Takes the list called `name` out of a file, line by line.
pub(super) fn take<T: DeserializeOwned>(text: &str, name: &str) -> Taken<T> {
    let mut rest = String::new();
    let mut items = Vec::new();
    let mut inside = false;
    let mut found = false;
    let mut lines = 0;
    for (n, line) in text.lines().enumerate() {
        lines = n + 1;
        let trimmed = line.trim();
        if inside && !matches!(trimmed, "]" | "],") {
            rest.push('\n');
            let item = trimmed.strip_suffix(',').unwrap_or(trimmed);
            if !item.is_empty() && !item.starts_with("//") {
                let indent = line.chars().take_while(|c| c.is_whitespace()).count();
                items.push(match notation::parse(item) {
                    Ok(item) => ((n + 1, indent + 1), Ok(item)),
                    // Within the item's single line only the column tells.
                    Err(((_, column), what)) => ((n + 1, indent + column), Err(what)),
                });
            }
            continue;
        }
        inside = !inside && opens(trimmed, name);
        found |= inside;
        rest.push_str(line);
        rest.push('\n');
    }
    if inside {
        rest.push_str("],\n)");
    }
    Taken { rest, found, items, cut: inside.then_some(lines) }
}

fn opens(line: &str, name: &str) -> bool {
    line.strip_prefix(name).and_then(|rest| rest.trim_start().strip_prefix(':')).is_some_and(|rest| rest.trim() == "[")
}

/// Where a text occurs first in a file.
pub(super) fn find(text: &str, what: &str) -> Option<At> {
    let byte = text.find(what)?;
    let before = text.get(..byte)?;
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    Some((before.matches('\n').count() + 1, before.get(line_start..)?.chars().count() + 1))
}
