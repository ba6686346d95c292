//! Making a plan, article by article.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::span::fitting_value;
use super::{ImportError, Incoming, Mark, Options, Plan};
use crate::model::{
    Analyst, AnalystId, AnnotationDraft, AnnotationId, Article, ArticleDraft, ArticleId, AttributeId, CodeId, Edit,
    Progress, Project, Provenance, Time, folded, same_name,
};
use crate::text::FrozenText;

/// All that makes an annotation another one than its neighbours: whose, marked as what, where, with which words about it.
type Mould = (ArticleId, AnalystId, CodeId, Vec<(u32, u32)>, BTreeMap<AttributeId, String>, String);

/// An article that has a text.
#[derive(Clone, Debug)]
struct Known {
    id: ArticleId,
    /// Who published it; empty if nobody knows.
    outlet: String,
}

impl Known {
    fn of(article: &Arc<Article>) -> Self {
        Self { id: article.id.clone(), outlet: article.info.outlet.trim().to_owned() }
    }
}

fn gathered(all: impl Iterator<Item = (String, Known)>) -> HashMap<String, Vec<Known>> {
    let mut found: HashMap<String, Vec<Known>> = HashMap::new();
    for (hash, known) in all {
        found.entry(hash).or_default().push(known);
    }
    found
}

/// The article that is the same: of the same text, and not known to be another outlet's copy of it.
fn same(all: &HashMap<String, Vec<Known>>, hash: &str, outlet: &str) -> Option<ArticleId> {
    let known = all.get(hash)?;
    let named = known.iter().find(|k| k.outlet == outlet);
    let found = named.or_else(|| known.iter().find(|k| outlet.is_empty() || k.outlet.is_empty()));
    found.map(|k| k.id.clone())
}

/// A plan in the making.
pub(super) struct Planner<'a> {
    project: &'a Project,
    options: &'a Options,
    ids: &'a mut dyn FnMut() -> Uuid,
    now: Time,
    edits: Vec<Edit>,
    plan: Plan,
    /// Articles' names, folded: many disks hold “A” and “a” to be one.
    names: HashSet<String>,
    /// Articles by the hash of their text.
    texts: HashMap<String, Vec<Known>>,
    /// Articles by the hash of their text without white space at its ends.
    trimmed: HashMap<String, Vec<Known>>,
    seen: HashSet<AnnotationId>,
    analysts: Vec<Analyst>,
    placed: HashSet<Mould>,
    progress: HashMap<(ArticleId, AnalystId), Progress>,
    /// Keys that mean nothing here, by file.
    unknown: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Planner<'a> {
    /// Knows what is in the project.
    pub fn new(project: &'a Project, options: &'a Options, ids: &'a mut dyn FnMut() -> Uuid, now: Time) -> Self {
        Self {
            project,
            options,
            ids,
            now,
            edits: Vec::new(),
            plan: Plan {
                edit: Edit::Batch(Vec::new()),
                notices: Vec::new(),
                sources: Vec::new(),
                articles: Vec::new(),
                annotations: 0,
            },
            names: project.articles().map(|a| folded(a.id.as_str()).collect()).collect(),
            texts: gathered(project.articles().map(|a| (a.sha256.clone(), Known::of(a)))),
            trimmed: gathered(project.articles().map(|a| (trimmed(&a.text, &a.sha256), Known::of(a)))),
            seen: project.layers().flat_map(|(_, _, layer)| layer.annotations().iter().map(|a| a.id)).collect(),
            analysts: project.analysts().cloned().collect(),
            placed: HashSet::new(),
            progress: HashMap::new(),
            unknown: BTreeMap::new(),
        }
    }

    /// Plans one article.
    pub fn article(&mut self, incoming: Incoming) -> Result<(), ImportError> {
        let hash = incoming.text.sha256();
        let core = trimmed(&incoming.text, &hash);
        self.plan.notices.extend(incoming.notices.iter().cloned());
        self.unknown.entry(incoming.file.clone()).or_default().extend(incoming.unknown.iter().cloned());
        let outlet = incoming.info.outlet.trim();
        let known = same(&self.texts, &hash, outlet);
        if known.is_none()
            && let Some(id) = same(&self.trimmed, &core, outlet)
        {
            // Offsets differ by what stands before the first word.
            let marks = match incoming.marks.len() {
                0 => String::new(),
                some => format!("; its {some} annotations were not taken, as their offsets are those of another text"),
            };
            let place = place(&incoming);
            self.plan.notices.push(format!(
                "{place} has the same text as “{id}” but for white space at its ends and was not added again{marks}."
            ));
            return Ok(());
        }
        // The names on the screen, before an annotation brings its analyst in under the bare id.
        for reading in &incoming.readings {
            self.analyst(reading.analyst.as_deref(), &reading.name);
        }
        match known {
            None => {
                let id = self.name(&incoming);
                let known = Known { id: id.clone(), outlet: outlet.to_owned() };
                self.texts.entry(hash).or_default().push(known.clone());
                self.trimmed.entry(core).or_default().push(known);
                self.plan.articles.push(id.clone());
                self.edits.push(Edit::AddArticle(Box::new(ArticleDraft {
                    id: id.clone(),
                    text: incoming.text.as_str().to_owned(),
                    info: incoming.info.clone(),
                    noise: incoming.noise.clone(),
                    settled: incoming.settled,
                    source: incoming.source.clone(),
                    added: self.now,
                })));
                self.work(&id, &incoming, false)?;
                self.plan.sources.push((id, incoming.ending, incoming.original));
            }
            Some(id) => {
                let (came, new) = (incoming.marks.len(), self.work(&id, &incoming, true)?);
                let marks = match (came, new) {
                    (0, _) => String::new(),
                    (_, 0) => ", nor were its annotations, which are there already".to_owned(),
                    _ => format!("; {new} of its {came} annotations were new and went to “{id}”"),
                };
                let place = place(&incoming);
                self.plan.notices.push(format!("{place} has the same text as “{id}” and was not added again{marks}."));
            }
        }
        Ok(())
    }

    /// Plans readings and marks on an article; says how many marks are new.
    fn work(&mut self, id: &ArticleId, incoming: &Incoming, there: bool) -> Result<usize, ImportError> {
        if there {
            self.mould_layers(id);
        }
        for reading in &incoming.readings {
            let analyst = self.analyst(reading.analyst.as_deref(), &reading.name);
            let key = (id.clone(), analyst.clone());
            let old = self.progress.get(&key).copied();
            let old = old.or_else(|| Some(self.project.layer(id, &analyst)?.progress())).unwrap_or_default();
            if reading.progress > old {
                self.progress.insert(key, reading.progress);
                let progress = reading.progress;
                self.edits.push(Edit::SetProgress { article: id.clone(), analyst, progress });
            }
        }
        let mut new = 0;
        for mark in &incoming.marks {
            let analyst = self.analyst(mark.analyst.as_deref(), "");
            let annotation = self.annotation(incoming, mark)?;
            let places = annotation.spans.iter().map(|a| (a.start, a.end)).collect();
            let about = (annotation.attributes.clone(), annotation.note.clone());
            let mould = (id.clone(), analyst.clone(), annotation.code.clone(), places, about.0, about.1);
            let fresh = self.placed.insert(mould);
            if fresh || !there {
                new += 1;
                let annotation = Box::new(annotation);
                self.edits.push(Edit::Annotate { article: id.clone(), analyst, annotation });
            }
        }
        self.plan.annotations += new;
        Ok(new)
    }

    fn mould_layers(&mut self, id: &ArticleId) {
        for (analyst, layer) in self.project.layers_of(id) {
            for annotation in layer.annotations() {
                let narrow = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                let places =
                    annotation.spans.iter().map(|s| (narrow(s.start().byte()), narrow(s.end().byte()))).collect();
                let about = (annotation.attributes.clone(), annotation.note.clone());
                let mould = (id.clone(), analyst.clone(), annotation.code.clone(), places, about.0, about.1);
                self.placed.insert(mould);
            }
        }
    }

    fn annotation(&mut self, incoming: &Incoming, mark: &Mark) -> Result<AnnotationDraft, ImportError> {
        let fail = |what: String| ImportError::Span {
            file: incoming.file.clone(),
            line: incoming.line,
            span: mark.number,
            what,
        };
        let codebook = self.project.codebook();
        // Ids may differ in case alone, so the exact one goes first.
        let exact = codebook.codes.iter().find(|c| c.id.as_str() == mark.label);
        let Some(code) = exact.or_else(|| codebook.code_by_label(&mark.label)) else {
            let known: Vec<&str> = codebook.codes.iter().map(|c| c.id.as_str()).collect();
            return Err(fail(format!(
                "the label “{}” is no code of the project, whose codes are {}",
                mark.label,
                known.join(", ")
            )));
        };
        let mut attributes = BTreeMap::new();
        let both = mark.attributes.iter().map(|pair| (pair, "attributes.")).chain(mark.others.iter().map(|p| (p, "")));
        for ((key, value), within) in both {
            match AttributeId::new(key).ok().and_then(|id| codebook.attribute(&id)) {
                Some(attribute) if !value.is_empty() => {
                    let value = fitting_value(attribute, value).map_err(fail)?;
                    attributes.entry(attribute.id.clone()).or_insert(value);
                }
                Some(_) => {}
                None => {
                    self.unknown.entry(incoming.file.clone()).or_default().insert(format!("spans.{within}{key}"));
                }
            }
        }
        // An id that marks something else here already cannot be used twice.
        let id = mark.id.map(AnnotationId).filter(|id| !self.seen.contains(id));
        let id = id.unwrap_or_else(|| AnnotationId((self.ids)()));
        self.seen.insert(id);
        Ok(AnnotationDraft {
            id,
            code: code.id.clone(),
            spans: mark.spans.clone(),
            attributes,
            note: mark.note.clone(),
            provenance: mark
                .provenance
                .clone()
                .unwrap_or_else(|| Provenance::Imported { format: incoming.source.format.clone() }),
            at: mark.at.unwrap_or(self.now),
        })
    }

    /// The analyst whom a file means, by id or name, or that of the options; whoever is not there is brought in.
    fn analyst(&mut self, wanted: Option<&str>, name: &str) -> AnalystId {
        let options = &self.options.analyst;
        let (wanted, name) = if self.options.all_by_analyst { (None, "") } else { (wanted, name) };
        let id = wanted.map_or_else(|| options.id.clone(), |w| AnalystId::lossy(w, "analyst"));
        let name = name.trim();
        let by_id = self.analysts.iter().position(|a| same_name(a.id.as_str(), id.as_str()));
        let by_name = || self.analysts.iter().position(|a| wanted.is_some_and(|wanted| same_name(&a.name, wanted)));
        let at = by_id.or_else(by_name);
        if let Some(found) = at.and_then(|at| self.analysts.get_mut(at)) {
            // A name that is only the id was chosen by nobody.
            if !name.is_empty() && found.name == found.id.as_str() && found.name != name {
                found.name = name.to_owned();
                self.edits.push(Edit::RenameAnalyst { analyst: found.id.clone(), name: name.to_owned() });
            }
            return found.id.clone();
        }
        let name = [name, if id == options.id { &options.name } else { "" }, id.as_str()];
        let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned();
        let analyst = Analyst { id: id.clone(), name };
        self.analysts.push(analyst.clone());
        self.edits.push(Edit::AddAnalyst(analyst));
        id
    }

    /// The name that an article asks for, or that with a number behind it: `base` leaves room for any.
    fn name(&mut self, incoming: &Incoming) -> ArticleId {
        let wanted = ArticleId::new(&incoming.id).unwrap_or_else(|_| ArticleId::lossy(&incoming.id, "article"));
        let base = ArticleId::lossy(wanted.as_str(), "article");
        let mut id = wanted.clone();
        let mut number = 1_u64;
        while !self.names.insert(folded(id.as_str()).collect()) {
            number += 1;
            id = ArticleId::new(&format!("{base}-{number}")).unwrap_or_else(|_| base.clone());
        }
        if id.as_str() != incoming.id {
            let place = place(incoming);
            let why = if number > 1 { "is the name of another text" } else { "cannot be a name" };
            self.plan.notices.push(format!("“{}” {why}; {place} was added as “{id}”.", incoming.id));
        }
        id
    }

    /// The whole plan.
    pub fn finish(mut self) -> Plan {
        for (file, keys) in self.unknown.into_iter().filter(|(_, keys)| !keys.is_empty()) {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            self.plan
                .notices
                .push(format!("“{file}” has keys that mean nothing here and were left out: {}.", keys.join(", ")));
        }
        self.plan.edit = Edit::Batch(self.edits);
        self.plan
    }
}

/// The hash of a text without white space at its ends; `whole` is that of all of it.
fn trimmed(text: &FrozenText, whole: &str) -> String {
    let core = text.as_str().trim();
    if core.len() == text.len() { whole.to_owned() } else { FrozenText::new(core).sha256() }
}

/// The file, and the line if the format has lines.
fn place(incoming: &Incoming) -> String {
    if incoming.source.format == "jsonl" {
        format!("“{}”, line {},", incoming.file, incoming.line)
    } else {
        format!("“{}”", incoming.file)
    }
}
