//! Changes to a codebook as edits: pure functions of the project.

use std::collections::{HashMap, HashSet};

use crate::model::{
    Attribute, AttributeId, Code, CodeId, Codebook, Colour, Edit, Kind, Place, Project, Values, folded, same_name,
};
use crate::text::fold;

/// A change to one thing of a code.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Its name.
    Name(String),
    /// How it takes part in the consensus.
    Kind(Kind),
    /// A colour of its own, or its kind's.
    Colour(Option<Colour>),
    /// The key that tags with it.
    Key(Option<char>),
    /// When to use it.
    Definition(String),
    /// Cases that belong, or do not.
    Examples(Vec<String>),
    /// The code above it.
    Parent(Option<CodeId>),
}

/// A change to one thing of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeChange {
    /// Its name.
    Name(String),
    /// Whether it is asked for with a kind.
    Kind(Kind, bool),
    /// What it may hold.
    Values(Values),
    /// When to use it.
    Definition(String),
}

/// Where a code goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In front of the one before it.
    Up,
    /// Behind the one after it.
    Down,
    /// Under the one before it.
    In,
    /// Beside the one that it is under.
    Out,
}

/// What a new code begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// The key that will tag with it.
    pub key: Option<char>,
    /// How it takes part in the consensus.
    pub kind: Kind,
    /// The code above it.
    pub parent: Option<CodeId>,
}

impl Draft {
    /// What is wrong with it, for the one who types it.
    pub fn fault(&self, codebook: &Codebook) -> Option<String> {
        if self.name.trim().is_empty() {
            return Some("Give it a name".into());
        }
        let name = self.name.trim();
        let twin = codebook.codes.iter().find(|c| same_name(&c.name, name));
        twin.map(|c| format!("There is a code “{}” already", c.name))
    }

    /// The code itself. Its id is made from its name.
    pub fn code(&self, codebook: &Codebook) -> Code {
        let free = self.key.filter(|&k| codebook.code_by_key(k).is_none());
        Code {
            id: new_code_id(self.name.trim(), codebook),
            name: self.name.trim().to_owned(),
            kind: self.kind,
            key: free,
            colour: None,
            definition: String::new(),
            examples: Vec::new(),
            parent: self.parent.clone(),
        }
    }
}

/// A key that no code has: the lowest number, else a letter that no command has.
pub fn free_key(codebook: &Codebook, is_command: impl Fn(char) -> bool) -> Option<char> {
    ('1'..='9').chain('a'..='z').find(|&c| codebook.code_by_key(c).is_none() && (c.is_ascii_digit() || !is_command(c)))
}

fn slug(name: &str) -> String {
    let folded: String = fold(name).chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    folded.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-")
}

/// An id that no code has yet, made from a name.
pub fn new_code_id(name: &str, codebook: &Codebook) -> CodeId {
    let base = CodeId::lossy(&slug(name), "code");
    let free = |id: &CodeId| codebook.code(id).is_none();
    let mut numbered = (2..).map(|n| CodeId::lossy(&format!("{base}-{n}"), "code"));
    if free(&base) { base } else { numbered.find(free).unwrap_or(base) }
}

fn new_attribute_id(name: &str, codebook: &Codebook) -> AttributeId {
    let base = AttributeId::lossy(&slug(name), "attribute");
    let free = |id: &AttributeId| codebook.attribute(id).is_none();
    let mut numbered = (2..).map(|n| AttributeId::lossy(&format!("{base}-{n}"), "attribute"));
    if free(&base) { base } else { numbered.find(free).unwrap_or(base) }
}

/// A name that no code or attribute has yet: `Name`, `Name 2`, `Name 3`.
pub fn new_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    (2..).map(|n| format!("{name} {n}")).find(|n| !taken(n)).unwrap_or_else(|| name.to_owned())
}

/// What an edit is called in the history, and the edit.
pub type Step = (String, Edit);

fn code<'a>(project: &'a Project, id: &CodeId) -> Result<&'a Code, String> {
    project.codebook().code(id).ok_or_else(|| format!("There is no code “{id}” any more."))
}

/// Makes a code. It stands behind its siblings.
pub fn create(project: &Project, draft: &Draft) -> Step {
    let code = draft.code(project.codebook());
    (format!("Make the code “{}”", code.name), Edit::AddCode { at: usize::MAX, code: Box::new(code) })
}

/// Changes one thing of a code; nothing if it is so already.
///
/// # Errors
/// If the code is gone.
pub fn change(project: &Project, id: &CodeId, change: Change) -> Result<Option<Step>, String> {
    let old = code(project, id)?;
    let mut new = old.clone();
    let name = &old.name;
    let label = match change {
        Change::Name(words) => {
            new.name = words;
            format!("Rename the code “{name}” as “{}”", new.name)
        }
        Change::Kind(kind) => {
            new.kind = kind;
            format!("Make “{name}” a code of kind {}", kind.as_str())
        }
        Change::Colour(colour) => {
            new.colour = colour;
            format!("Recolour the code “{name}”")
        }
        Change::Key(key) => {
            new.key = key;
            key.map_or_else(|| format!("Take the key of “{name}” away"), |k| format!("Give “{name}” the key {k}"))
        }
        Change::Definition(words) => {
            new.definition = words;
            format!("Define the code “{name}”")
        }
        Change::Examples(examples) => {
            new.examples = examples;
            format!("Write examples of “{name}”")
        }
        Change::Parent(parent) => {
            new.parent = parent;
            match new.parent.as_ref().and_then(|p| project.codebook().code(p)) {
                Some(above) => format!("Nest “{name}” under “{}”", above.name),
                None => format!("Move “{name}” out"),
            }
        }
    };
    Ok((new != *old).then(|| (label, Edit::ChangeCode(Box::new(new)))))
}

/// Gives a code a key that another one has; that one gets this one's.
///
/// # Errors
/// If the code is gone.
pub fn swap_keys(project: &Project, id: &CodeId, key: char) -> Result<Step, String> {
    let own = code(project, id)?;
    let give = |code: &Code, key| Edit::ChangeCode(Box::new(Code { key, ..code.clone() }));
    let mut edits = Vec::new();
    if let Some(other) = project.codebook().code_by_key(key).filter(|c| c.id != *id) {
        edits.extend([give(own, None), give(other, own.key)]);
    }
    edits.push(give(own, Some(key)));
    Ok((format!("Give “{}” the key {key}", own.name), Edit::Batch(edits)))
}

/// The codes under one, at any depth.
pub fn below(codebook: &Codebook, id: &CodeId) -> HashSet<CodeId> {
    let mut children: HashMap<&CodeId, Vec<&CodeId>> = HashMap::new();
    for code in &codebook.codes {
        if let Some(parent) = &code.parent {
            children.entry(parent).or_default().push(&code.id);
        }
    }
    let mut found = HashSet::new();
    let mut open = vec![id];
    while let Some(at) = open.pop() {
        for child in children.get(at).into_iter().flatten() {
            if found.insert(CodeId::clone(child)) {
                open.push(child);
            }
        }
    }
    found
}

/// Moves a code among its siblings, under the one before it, or out of the one above it; nothing if it is there already.
///
/// # Errors
/// If the code is gone.
pub fn shift(project: &Project, id: &CodeId, way: Way) -> Result<Option<Step>, String> {
    let codebook = project.codebook();
    let own = code(project, id)?;
    let siblings: Vec<&Code> = codebook.codes.iter().filter(|c| c.parent == own.parent).collect();
    let at = siblings.iter().position(|c| c.id == *id).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|i| siblings.get(i));
    let place = |other: &Code| codebook.codes.iter().position(|c| c.id == other.id);
    let here = place(own).unwrap_or(0);
    let to = match way {
        Way::In => return before.map_or(Ok(None), |b| change(project, id, Change::Parent(Some(b.id.clone())))),
        Way::Out => {
            let Some(above) = own.parent.as_ref().and_then(|p| codebook.code(p)) else { return Ok(None) };
            return change(project, id, Change::Parent(above.parent.clone()));
        }
        Way::Up => before.and_then(|b| place(b)),
        // Without itself, the place behind the next one is where that one stands now.
        Way::Down => siblings.get(at + 1).and_then(|n| place(n)),
    };
    let word = if way == Way::Up { "up" } else { "down" };
    let edit = |to| (format!("Move “{}” {word}", own.name), Edit::MoveCode { code: id.clone(), to });
    Ok(to.filter(|&to| to != here).map(edit))
}

/// The places of all annotations with a code.
pub fn places(project: &Project, id: &CodeId) -> Vec<Place> {
    let mut found = Vec::new();
    for (article, analyst, layer) in project.layers() {
        for annotation in layer.annotations().iter().filter(|a| a.code == *id) {
            let (article, analyst) = (article.clone(), analyst.clone());
            found.push(Place { article, analyst, annotation: annotation.id });
        }
    }
    found
}

/// How many annotations each code has.
pub fn counts(project: &Project) -> HashMap<CodeId, usize> {
    let mut counts: HashMap<CodeId, usize> = HashMap::new();
    for annotation in project.layers().flat_map(|(_, _, l)| l.annotations()) {
        match counts.get_mut(&annotation.code) {
            Some(count) => *count += 1,
            None => {
                counts.insert(annotation.code.clone(), 1);
            }
        }
    }
    counts
}

/// Takes a code out that marks nothing; the codes under it move out.
///
/// # Errors
/// If the code is gone or marks something.
pub fn delete(project: &Project, id: &CodeId) -> Result<Step, String> {
    let own = code(project, id)?;
    let mut edits = raised(project, own, own.parent.as_ref());
    edits.push(Edit::RemoveCode(id.clone()));
    Ok((format!("Delete the code “{}”", own.name), Edit::Batch(edits)))
}

/// Gives all annotations of a code, by whomever, another code and takes the code out; the codes under it follow.
///
/// # Errors
/// If one of the codes is gone, or they are one.
pub fn merge(project: &Project, from: &CodeId, into: &CodeId) -> Result<Step, String> {
    let (own, other) = (code(project, from)?, code(project, into)?);
    if from == into {
        return Err("A code cannot be merged into itself.".into());
    }
    // What lies under the one must not end up under itself.
    let under = below(project.codebook(), from).contains(into);
    let above = if under { own.parent.as_ref() } else { Some(into) };
    let mut edits = raised(project, own, above);
    edits.extend(places(project, from).into_iter().map(|place| Edit::Recode { place, code: into.clone() }));
    edits.push(Edit::RemoveCode(from.clone()));
    Ok((format!("Merge “{}” into “{}”", own.name, other.name), Edit::Batch(edits)))
}

/// The codes right under one, put under another.
fn raised(project: &Project, own: &Code, above: Option<&CodeId>) -> Vec<Edit> {
    let children = project.codebook().codes.iter().filter(|c| c.parent.as_ref() == Some(&own.id));
    children.map(|c| Edit::ChangeCode(Box::new(Code { parent: above.cloned(), ..c.clone() }))).collect()
}

/// Where the annotations that are split off go.
#[derive(Clone, Debug, PartialEq)]
pub enum Into {
    /// To a code that is there.
    Code(CodeId),
    /// To a new one of this name.
    New(String),
}

/// Gives some annotations of a code another one, which may be new: then it is of the same kind and has the same one above.
///
/// # Errors
/// If one of the codes is gone, or nothing is chosen.
pub fn split(project: &Project, from: &CodeId, chosen: Vec<Place>, into: Into) -> Result<Step, String> {
    let own = code(project, from)?;
    if chosen.is_empty() {
        return Err(format!("Choose annotations of “{}” first.", own.name));
    }
    let mut edits = Vec::with_capacity(chosen.len() + 1);
    let (id, name) = match into {
        Into::Code(id) => {
            let name = code(project, &id)?.name.clone();
            (id, name)
        }
        Into::New(name) => {
            let draft = Draft { name, key: None, kind: own.kind, parent: own.parent.clone() };
            if let Some(fault) = draft.fault(project.codebook()) {
                return Err(format!("{fault}."));
            }
            let new = draft.code(project.codebook());
            let at = project.codebook().codes.iter().position(|c| c.id == *from).map_or(usize::MAX, |i| i + 1);
            let (id, name) = (new.id.clone(), new.name.clone());
            edits.push(Edit::AddCode { at, code: Box::new(new) });
            (id, name)
        }
    };
    let count = chosen.len();
    edits.extend(chosen.into_iter().map(|place| Edit::Recode { place, code: id.clone() }));
    Ok((format!("Split {count} off “{}” into “{name}”", own.name), Edit::Batch(edits)))
}

/// The different values of an attribute, with how many annotations have each; the most frequent first.
pub fn values(project: &Project, id: &AttributeId) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for annotation in project.layers().flat_map(|(_, _, l)| l.annotations()) {
        if let Some(value) = annotation.attributes.get(id) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut found: Vec<(String, usize)> = counts.into_iter().map(|(v, n)| (v.to_owned(), n)).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found
}

/// Makes an attribute, and says which.
pub fn create_attribute(project: &Project) -> (AttributeId, Step) {
    let codebook = project.codebook();
    let taken = |name: &str| codebook.attributes.iter().any(|a| folded(&a.name).eq(folded(name)));
    let name = new_name("New attribute", taken);
    let id = new_attribute_id(&name, codebook);
    let attribute = Attribute {
        id: id.clone(),
        name: name.clone(),
        kinds: vec![Kind::Claim],
        values: Values::Text,
        definition: String::new(),
    };
    let edit = Edit::AddAttribute { at: usize::MAX, attribute: Box::new(attribute) };
    (id, (format!("Make the attribute “{name}”"), edit))
}

/// So many different values make a list to choose from.
const MOST_CHOICES: usize = 30;

/// Changes one thing of an attribute; nothing if it is so already.
///
/// # Errors
/// If the attribute is gone, or the values that it has do not fit.
pub fn change_attribute(project: &Project, id: &AttributeId, change: AttributeChange) -> Result<Option<Step>, String> {
    let old = project.codebook().attribute(id).ok_or_else(|| format!("There is no attribute “{id}” any more."))?;
    let mut new = old.clone();
    let name = &old.name;
    let label = match change {
        AttributeChange::Name(words) => {
            new.name = words;
            format!("Rename the attribute “{name}” as “{}”", new.name)
        }
        AttributeChange::Kind(kind, asked) => {
            new.kinds.retain(|k| *k != kind);
            if asked {
                new.kinds.push(kind);
                new.kinds.sort();
            }
            format!("Ask for “{name}” with other kinds")
        }
        AttributeChange::Values(Values::Choice(mut words)) => {
            // Values that have been given stay possible.
            let used = values(project, id);
            let missing = used.into_iter().map(|(v, _)| v).filter(|v| !words.contains(v)).collect::<Vec<_>>();
            let from_words = !matches!(old.values, Values::Choice(_));
            if from_words && missing.len() > MOST_CHOICES {
                return Err(format!(
                    "“{name}” has {} different values, too many to choose from. Make them fewer first.",
                    missing.len()
                ));
            }
            words.extend(missing);
            if words.is_empty() {
                words = vec!["yes".into(), "no".into()];
            }
            new.values = Values::Choice(words);
            format!("Change the values of “{name}”")
        }
        AttributeChange::Values(values) => {
            new.values = values;
            format!("Change the values of “{name}”")
        }
        AttributeChange::Definition(words) => {
            new.definition = words;
            format!("Define the attribute “{name}”")
        }
    };
    Ok((new != *old).then(|| (label, Edit::ChangeAttribute(Box::new(new)))))
}

/// Takes an attribute out, with all values that annotations have for it.
///
/// # Errors
/// If the attribute is gone.
pub fn delete_attribute(project: &Project, id: &AttributeId) -> Result<Step, String> {
    let own = project.codebook().attribute(id).ok_or_else(|| format!("There is no attribute “{id}” any more."))?;
    let mut edits = Vec::new();
    for (article, analyst, layer) in project.layers() {
        for annotation in layer.annotations().iter().filter(|a| a.attributes.contains_key(id)) {
            let place = Place { article: article.clone(), analyst: analyst.clone(), annotation: annotation.id };
            edits.push(Edit::SetAttribute { place, attribute: id.clone(), value: None });
        }
    }
    edits.push(Edit::RemoveAttribute(id.clone()));
    Ok((format!("Delete the attribute “{}”", own.name), Edit::Batch(edits)))
}
