//! Persons and bodies, and the ways their names are spelled.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::EditError;
use super::apply::{folded, named, taken};

/// Canonical names with their other spellings; no two entries share a spelling, by [`super::same_name`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    entries: BTreeMap<String, Vec<String>>,
    /// Every spelling, folded -> the canonical name.
    known: HashMap<String, String>,
}

impl Names {
    pub(super) fn entries(&self) -> &BTreeMap<String, Vec<String>> {
        &self.entries
    }

    pub(super) fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        // Most projects have no list, and are asked for every annotation.
        if self.known.is_empty() {
            return name;
        }
        self.known.get(&fold(name)).map_or(name, String::as_str)
    }

    /// Gives a name all its other spellings, none to forget it; returns those it had.
    pub(super) fn set(&mut self, name: &str, aliases: &[String]) -> Result<Vec<String>, EditError> {
        named("a person or body", name)?;
        let own = fold(name);
        let free = |spelling: &str, folded: &str| match self.known.get(folded) {
            Some(entry) if entry != name => Err(taken("the name", spelling)),
            _ => Ok(()),
        };
        free(name, &own)?;
        let mut sorted = aliases.to_vec();
        sorted.sort_unstable();
        let mut spelled = HashSet::new();
        let mut list = Vec::new();
        for alias in sorted {
            named("another spelling", &alias)?;
            let key = fold(&alias);
            if key == own {
                return Err(taken("the name", &alias));
            }
            free(&alias, &key)?;
            if spelled.insert(key) {
                list.push(alias);
            }
        }
        let old = self.entries.remove(name).unwrap_or_default();
        self.known.retain(|_, entry| entry != name);
        if !list.is_empty() {
            self.known.extend(spelled.into_iter().chain([own]).map(|spelling| (spelling, name.to_owned())));
            self.entries.insert(name.to_owned(), list);
        }
        Ok(old)
    }
}

fn fold(name: &str) -> String {
    folded(name).collect()
}
