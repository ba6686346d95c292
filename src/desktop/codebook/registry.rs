//! The names in use, grouped by whom they mean: pure functions of the project.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::edits::Step;
use crate::desktop::widgets::Offered;
use crate::model::{AttributeId, Edit, Place, Project, Values, same_name};
use crate::text::alike_pairs;

/// A person or body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The main name.
    pub main: String,
    /// Its other spellings, with how many values of annotations are written so.
    pub spellings: Vec<(String, usize)>,
    /// How many values are written as the main name.
    pub own: usize,
}

impl Group {
    /// How many values mean it, however they are written.
    pub fn count(&self) -> usize {
        self.own + self.spellings.iter().map(|(_, n)| n).sum::<usize>()
    }
}

/// All that is known of names.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Persons and bodies by main name.
    pub groups: Vec<Group>,
    /// Main names that look like two spellings of one, by their places in `groups`.
    pub likely: Vec<(usize, usize)>,
}

/// An overview, kept as long as the project is the same.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<u64>,
    overview: Arc<Overview>,
}

impl Kept {
    /// The overview of a project at a revision.
    pub fn get(&mut self, revision: u64, project: &Project) -> Arc<Overview> {
        if self.of != Some(revision) {
            let groups = groups(project);
            let likely = alike_pairs(groups.iter().map(|g| g.main.as_str()));
            *self = Self { of: Some(revision), overview: Arc::new(Overview { groups, likely }) };
        }
        self.overview.clone()
    }

    /// The main names that a filter leaves.
    pub fn shown(&self, filter: &str) -> Vec<String> {
        self.overview.shown(filter).map(|g| g.main.clone()).collect()
    }
}

impl Overview {
    /// The groups that a filter leaves.
    pub fn shown(&self, filter: &str) -> impl Iterator<Item = &Group> {
        let wanted = crate::text::fold(filter.trim());
        let fits = move |name: &str| crate::text::fold(name).contains(&wanted);
        self.groups.iter().filter(move |g| fits(&g.main) || g.spellings.iter().any(|(s, _)| fits(s)))
    }

    /// The main names that look like one.
    pub fn like<'a>(&'a self, main: &'a str) -> impl Iterator<Item = &'a Group> {
        let at = self.groups.iter().position(|g| g.main == main);
        self.likely.iter().filter_map(move |&(a, b)| {
            let other = if Some(a) == at {
                b
            } else if Some(b) == at {
                a
            } else {
                return None;
            };
            self.groups.get(other)
        })
    }
}

/// Two names in an order that does not depend on who came first.
pub fn pair(a: &str, b: &str) -> (String, String) {
    if a <= b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

fn name_attributes(project: &Project) -> Vec<AttributeId> {
    let attributes = project.codebook().attributes.iter();
    attributes.filter(|a| a.values == Values::Name).map(|a| a.id.clone()).collect()
}

/// How often each name is written in an attribute that holds names.
fn usage(project: &Project) -> HashMap<&str, usize> {
    let kept = name_attributes(project);
    let mut counts = HashMap::new();
    for annotation in project.layers().flat_map(|(_, _, l)| l.annotations()) {
        for value in kept.iter().filter_map(|id| annotation.attributes.get(id)) {
            *counts.entry(value.as_str()).or_insert(0) += 1;
        }
    }
    counts
}

/// Persons and bodies by main name: those in use, and those whose spellings are known.
pub fn groups(project: &Project) -> Vec<Group> {
    grouped(project, usage(project))
}

/// The same, for names whose uses have been counted already.
pub fn grouped<'a>(project: &'a Project, usage: impl IntoIterator<Item = (&'a str, usize)>) -> Vec<Group> {
    let mut found: BTreeMap<&str, Group> = BTreeMap::new();
    let group = |main: &str| Group { main: main.to_owned(), spellings: Vec::new(), own: 0 };
    for (main, aliases) in project.names() {
        let spellings = aliases.iter().map(|a| (a.clone(), 0)).collect();
        found.insert(main, Group { spellings, ..group(main) });
    }
    for (name, count) in usage {
        let main = project.canonical(name);
        let group = found.entry(main).or_insert_with(|| group(main));
        if name == main {
            group.own += count;
        } else if let Some(spelling) = group.spellings.iter_mut().find(|(s, _)| s == name) {
            spelling.1 += count;
        } else {
            group.spellings.push((name.to_owned(), count));
        }
    }
    let mut groups: Vec<Group> = found.into_values().collect();
    for group in &mut groups {
        group.spellings.sort();
    }
    groups
}

/// The names for completion: each main name with its other spellings.
pub fn offered(groups: Vec<Group>) -> Vec<Offered> {
    let groups = groups.into_iter();
    groups.map(|g| Offered { name: g.main, also: g.spellings.into_iter().map(|(s, _)| s).collect() }).collect()
}

fn aliases(project: &Project, main: &str) -> Vec<String> {
    project.names().get(main).cloned().unwrap_or_default()
}

fn set(name: &str, aliases: Vec<String>) -> Edit {
    Edit::SetAliases { name: name.to_owned(), aliases }
}

/// Makes one name, with all its spellings, another spelling of the second; nothing if it is one already. Names that
/// differ in nothing but case cannot be told apart by the registry: there the second is written for the first.
pub fn same(project: &Project, name: &str, main: &str) -> Option<Step> {
    let (from, into) = (project.canonical(name), project.canonical(main));
    if from == into {
        return None;
    }
    let label = format!("“{from}” is “{into}”");
    let mut joined = aliases(project, into);
    joined.extend(aliases(project, from));
    if !same_name(from, into) {
        joined.push(from.to_owned());
    }
    joined.retain(|a| !same_name(a, into));
    joined.sort();
    joined.dedup_by(|a, b| same_name(a, b));
    let mut edits = Vec::new();
    if project.names().contains_key(from) {
        edits.push(set(from, Vec::new()));
    }
    if joined != aliases(project, into) {
        edits.push(set(into, joined));
    }
    if same_name(from, into) {
        edits.extend(written(project, |value| (value == from).then_some(into)));
    }
    Some((label, Edit::Batch(edits)))
}

/// Takes a spelling out of a group: it is a name of its own again. Nothing if it is in no list.
pub fn apart(project: &Project, main: &str, alias: &str) -> Option<Step> {
    let mut rest = aliases(project, main);
    let before = rest.len();
    rest.retain(|a| a != alias);
    (rest.len() < before).then(|| (format!("“{alias}” is not “{main}”"), set(main, rest)))
}

/// Of the spellings of a name makes another one the main one; nothing if it is none of them.
pub fn make_main(project: &Project, main: &str, alias: &str) -> Option<Step> {
    let mut rest = aliases(project, main);
    let at = rest.iter().position(|a| a == alias)?;
    rest.remove(at);
    rest.push(main.to_owned());
    let edits = vec![set(main, Vec::new()), set(alias, rest)];
    Some((format!("Make “{alias}” the main name"), Edit::Batch(edits)))
}

/// Writes main names in place of their other spellings: of one name, or of all. Also tells how many values change;
/// nothing if there are none.
pub fn write_main(project: &Project, only: Option<&str>) -> Option<(usize, Step)> {
    let edits = written(project, |value| {
        let main = project.canonical(value);
        (main != value && only.is_none_or(|o| o == main)).then_some(main)
    });
    let label = only.map_or_else(|| "Write main names everywhere".to_owned(), |o| format!("Write “{o}” everywhere"));
    if edits.is_empty() { None } else { Some((edits.len(), (label, Edit::Batch(edits)))) }
}

/// The edits that write other names in the attributes that hold names.
fn written<'a>(project: &'a Project, other: impl Fn(&'a str) -> Option<&'a str>) -> Vec<Edit> {
    let kept = name_attributes(project);
    let mut edits = Vec::new();
    for (article, analyst, layer) in project.layers() {
        for annotation in layer.annotations() {
            for id in &kept {
                let value = annotation.attributes.get(id).and_then(|v| other(v));
                edits.extend(value.map(|value| Edit::SetAttribute {
                    place: Place { article: article.clone(), analyst: analyst.clone(), annotation: annotation.id },
                    attribute: id.clone(),
                    value: Some(value.to_owned()),
                }));
            }
        }
    }
    edits
}
