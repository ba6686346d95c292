//! A codebook as a file, and taking one over into a project.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::edits::{self, Step};
use crate::model::{Attribute, AttributeId, Code, CodeId, Codebook, Edit, Project, Values, same_name};
use crate::store;

/// A codebook that has been read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The file's name.
    pub file: String,
    codebook: Codebook,
}

/// What taking a file over would do, in words, and as edits.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What comes in.
    pub added: Vec<String>,
    /// What is otherwise afterwards.
    pub changed: Vec<String>,
    /// What cannot be taken over as it stands in the file.
    pub notes: Vec<String>,
    edits: Vec<Edit>,
}

impl Plan {
    /// Whether it would do nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

/// Reads a file.
///
/// # Errors
/// If it cannot be read, is no codebook, or names two things alike: with the file, the line where known, and a remedy.
pub fn read(path: &Path) -> Result<Incoming, String> {
    let file = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let codebook = store::read_codebook(path).map_err(|e| e.to_string())?;
    Ok(Incoming { file, codebook })
}

/// The words of a file.
///
/// # Errors
/// If the codebook cannot be written as RON.
pub fn words(codebook: &Codebook) -> Result<String, String> {
    store::codebook_words(codebook).map_err(|e| e.to_string())
}

impl Incoming {
    /// What taking it over would do to a project.
    pub fn plan(&self, project: &Project) -> Plan {
        let mut plan = Plan::default();
        self.codes(project.codebook(), &mut plan);
        self.attributes(project, &mut plan);
        if self.codebook.ends != project.codebook().ends {
            plan.changed.push("The rule for the ends of a mark".into());
            plan.edits.push(Edit::SetEnds(self.codebook.ends));
        }
        plan
    }

    /// The edit that takes it over; nothing if everything is there.
    pub fn step(&self, project: &Project) -> Option<Step> {
        let plan = self.plan(project);
        (!plan.is_empty()).then(|| (format!("Take over the codebook “{}”", self.file), Edit::Batch(plan.edits)))
    }

    /// Codes are the same by id, else by name.
    fn codes(&self, now: &Codebook, plan: &mut Plan) {
        let by_id: HashMap<&CodeId, &Code> = now.codes.iter().map(|c| (&c.id, c)).collect();
        let by_name: HashMap<String, &Code> = now.codes.iter().map(|c| (low(&c.name), c)).collect();
        let claimed: HashSet<&CodeId> =
            self.codebook.codes.iter().filter(|c| by_id.contains_key(&c.id)).map(|c| &c.id).collect();
        let found = |code: &Code| {
            let named = || by_name.get(&low(&code.name)).filter(|c| !claimed.contains(&c.id));
            by_id.get(&code.id).or_else(named).copied()
        };
        // What each code of the file is called here.
        let here: HashMap<&CodeId, CodeId> = self
            .codebook
            .codes
            .iter()
            .map(|c| (&c.id, found(c).map_or_else(|| c.id.clone(), |own| own.id.clone())))
            .collect();
        let touched: HashSet<&CodeId> = here.values().collect();
        let untouched = || now.codes.iter().filter(|c| !touched.contains(&c.id));
        let mut keys: HashMap<char, &str> = untouched().filter_map(|c| Some((c.key?, c.name.as_str()))).collect();
        let mut names: HashSet<String> = untouched().map(|c| low(&c.name)).collect();
        let mut wanted: Vec<(Option<&Code>, Code)> = Vec::new();
        for code in &self.codebook.codes {
            let own = found(code);
            let id = here.get(&code.id).cloned().unwrap_or_else(|| code.id.clone());
            let mut new = Code { id, parent: code.parent.as_ref().and_then(|p| here.get(p).cloned()), ..code.clone() };
            if !names.insert(low(&new.name)) {
                let kept = own.map_or_else(|| format!("{} (from {})", new.name, self.file), |o| o.name.clone());
                new.name = edits::new_name(&kept, |n| names.contains(&low(n)));
                names.insert(low(&new.name));
                plan.notes.push(format!("“{}” is called “{}” here: the name is taken", code.name, new.name));
            }
            if let Some(key) = new.key
                && let Some(other) = keys.get(&key)
            {
                plan.notes.push(format!("“{}” comes without its key {key}, which is that of “{other}”", code.name));
                new.key = None;
            }
            if let Some(key) = new.key {
                keys.insert(key, &code.name);
            }
            wanted.push((own, new));
        }
        unknot(now, &mut wanted, plan);
        self.code_edits(wanted, plan);
    }

    /// Names, keys and the tree may change crosswise: what changes lets go of them first.
    fn code_edits(&self, wanted: Vec<(Option<&Code>, Code)>, plan: &mut Plan) {
        let (mut first, mut then, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for (i, (own, new)) in wanted.into_iter().enumerate() {
            match own {
                Some(own) if *own == new => {}
                Some(own) => {
                    plan.changed.push(changes(own, &new));
                    let name = if same_name(&own.name, &new.name) {
                        own.name.clone()
                    } else {
                        format!("{}\u{2063}{i}", own.id)
                    };
                    first.push(Edit::ChangeCode(Box::new(Code { name, key: None, parent: None, ..own.clone() })));
                    last.push(Edit::ChangeCode(Box::new(new)));
                }
                None => {
                    plan.added.push(format!("Code “{}”, {}", new.name, new.kind.as_str()));
                    let bare = Code { parent: None, ..new.clone() };
                    then.push(Edit::AddCode { at: usize::MAX, code: Box::new(bare) });
                    if new.parent.is_some() {
                        last.push(Edit::ChangeCode(Box::new(new)));
                    }
                }
            }
        }
        plan.edits.extend(first.into_iter().chain(then).chain(last));
    }

    /// Attributes are the same by id, else by name. Values that are in use stay possible.
    fn attributes(&self, project: &Project, plan: &mut Plan) {
        let now = project.codebook();
        let mut done: HashSet<AttributeId> = HashSet::new();
        for attribute in &self.codebook.attributes {
            let named = || {
                let mut free = now.attributes.iter().filter(|a| {
                    !done.contains(&a.id) && !self.codebook.attributes.iter().any(|other| other.id == a.id)
                });
                free.find(|a| same_name(&a.name, &attribute.name))
            };
            let Some(own) = now.attribute(&attribute.id).or_else(named) else {
                plan.added.push(format!("Attribute “{}”", attribute.name));
                plan.edits.push(Edit::AddAttribute { at: usize::MAX, attribute: Box::new(attribute.clone()) });
                continue;
            };
            done.insert(own.id.clone());
            let mut new = Attribute { id: own.id.clone(), ..attribute.clone() };
            if let Values::Choice(words) = &mut new.values {
                let used = edits::values(project, &own.id).into_iter().map(|(v, _)| v);
                let missing: Vec<String> = used.filter(|v| !words.contains(v)).collect();
                if !missing.is_empty() {
                    plan.notes.push(format!("“{}” keeps values that are in use: {}", own.name, short(&missing)));
                }
                words.extend(missing);
            }
            if new != *own {
                plan.changed.push(format!("Attribute “{}”", own.name));
                plan.edits.push(Edit::ChangeAttribute(Box::new(new)));
            }
        }
    }
}

fn low(name: &str) -> String {
    crate::model::folded(name).collect()
}

fn short(words: &[String]) -> String {
    let (first, rest) = words.split_at(words.len().min(6));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    format!("{}{more}", first.join(", "))
}

/// Takes parents away that would put a code above itself, now that two trees become one.
fn unknot(now: &Codebook, wanted: &mut [(Option<&Code>, Code)], plan: &mut Plan) {
    let mut above: HashMap<CodeId, Option<CodeId>> =
        now.codes.iter().map(|c| (c.id.clone(), c.parent.clone())).collect();
    // One by one: what has been taken in so far has no knot.
    above.extend(wanted.iter().map(|(_, new)| (new.id.clone(), None)));
    for (_, new) in wanted {
        let mut at = new.parent.clone();
        let mut steps = 0;
        while let Some(parent) = &at {
            steps += 1;
            if *parent == new.id || steps > above.len() {
                plan.notes.push(format!("“{}” is nested under nothing: it would be above itself", new.name));
                new.parent = None;
                break;
            }
            at = above.get(parent).cloned().flatten();
        }
        above.insert(new.id.clone(), new.parent.clone());
    }
}

/// What of a code is otherwise, in words.
fn changes(old: &Code, new: &Code) -> String {
    let told = [
        (old.name != new.name, format!("is called “{}”", new.name)),
        (old.kind != new.kind, format!("is of kind {}", new.kind.as_str())),
        (old.key != new.key, new.key.map_or("has no key".into(), |k| format!("has the key {k}"))),
        (old.colour != new.colour, "another colour".into()),
        (old.definition != new.definition, "another definition".into()),
        (old.examples != new.examples, "other examples".into()),
        (old.parent != new.parent, "another place in the tree".into()),
    ];
    let words: Vec<String> = told.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
    format!("Code “{}”: {}", old.name, words.join(", "))
}
