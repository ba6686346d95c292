//! Carrying out an edit, and finding the edit that takes it back.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::{
    AnalystId, Annotation, Article, ArticleDraft, ArticleId, Attribute, Code, CodeId, Codebook, Edit, EditError, Layer,
    Place, Progress, Project, Published, Values,
};
use crate::text::{Anchor, FrozenText, Span};

impl Project {
    /// Carries out an edit and returns the edit that takes it back.
    ///
    /// # Errors
    /// If the edit breaks a rule; the project is then as it was.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Batch(edits) => self.batch(edits),
            Edit::SetTitle(title) => {
                named("a project", title)?;
                Ok(Edit::SetTitle(std::mem::replace(&mut self.title, title.clone())))
            }
            Edit::SetEvent(event) => Ok(Edit::SetEvent(std::mem::replace(&mut self.event, event.clone()))),
            Edit::SetAliases { name, aliases } => {
                let old = Arc::make_mut(&mut self.names).set(name, aliases)?;
                Ok(Edit::SetAliases { name: name.clone(), aliases: old })
            }
            Edit::AddArticle(draft) => self.add_article(draft),
            Edit::RemoveArticle(id) => self.remove_article(id),
            Edit::SetField { article, field, value } => {
                if *field == super::Field::Published && !value.is_empty() && Published::parse(value).is_none() {
                    return Err(EditError::Date(value.clone()));
                }
                let old = std::mem::replace(self.article_mut(article)?.info.get_mut(*field), value.clone());
                Ok(Edit::SetField { article: article.clone(), field: *field, value: old })
            }
            Edit::SetNoise { article, noise } => {
                let target = self.article_mut(article)?;
                let new = spans(article, &target.text, noise, false)?;
                let old = std::mem::replace(&mut target.noise, new);
                let noise = old.into_iter().map(|s| target.text.anchor(s)).collect();
                Ok(Edit::SetNoise { article: article.clone(), noise })
            }
            Edit::SetSettled { article, settled } => {
                let old = std::mem::replace(&mut self.article_mut(article)?.settled, *settled);
                Ok(Edit::SetSettled { article: article.clone(), settled: old })
            }
            Edit::AddAnalyst(analyst) => {
                named("an analyst", &analyst.name)?;
                // Each analyst has a folder; on many systems “Ana” and “ana” would be one.
                if self.analysts.keys().any(|a| same_name(a.as_str(), analyst.id.as_str())) {
                    return Err(taken("the analyst", analyst.id.as_str()));
                }
                self.analysts.insert(analyst.id.clone(), analyst.clone());
                Ok(Edit::RemoveAnalyst(analyst.id.clone()))
            }
            Edit::RemoveAnalyst(id) => {
                let analyst = self.analysts.get(id).cloned().ok_or_else(|| EditError::NoAnalyst(id.clone()))?;
                let by = if self.layers.keys().any(|(_, a)| a == id) {
                    "annotations"
                } else if self.decisions.values().any(|d| d.by == *id) {
                    "decisions"
                } else {
                    self.analysts.remove(id);
                    return Ok(Edit::AddAnalyst(analyst));
                };
                Err(in_use("the analyst", id.as_str(), by))
            }
            Edit::RenameAnalyst { analyst, name } => {
                named("an analyst", name)?;
                let found = self.analysts.get_mut(analyst).ok_or_else(|| EditError::NoAnalyst(analyst.clone()))?;
                let old = std::mem::replace(&mut found.name, name.clone());
                Ok(Edit::RenameAnalyst { analyst: analyst.clone(), name: old })
            }
            Edit::AddCode { at, code } => {
                if self.codebook.code(&code.id).is_some() {
                    return Err(taken("the code", code.id.as_str()));
                }
                let mut codebook = Codebook::clone(&self.codebook);
                let at = (*at).min(codebook.codes.len());
                codebook.codes.insert(at, Code::clone(code));
                self.recodebook(codebook, &code.id)?;
                Ok(Edit::RemoveCode(code.id.clone()))
            }
            Edit::ChangeCode(code) => {
                let mut codebook = Codebook::clone(&self.codebook);
                let slot = codebook.codes.iter_mut().find(|c| c.id == code.id);
                let slot = slot.ok_or_else(|| EditError::NoCode(code.id.clone()))?;
                let old = std::mem::replace(slot, Code::clone(code));
                self.recodebook(codebook, &code.id)?;
                Ok(Edit::ChangeCode(Box::new(old)))
            }
            Edit::MoveCode { code: id, to } => {
                let at = self.codebook.codes.iter().position(|c| c.id == *id);
                let at = at.ok_or_else(|| EditError::NoCode(id.clone()))?;
                let codes = &mut Arc::make_mut(&mut self.codebook).codes;
                let code = codes.remove(at);
                codes.insert((*to).min(codes.len()), code);
                Ok(Edit::MoveCode { code: id.clone(), to: at })
            }
            Edit::RemoveCode(id) => {
                let mut codebook = Codebook::clone(&self.codebook);
                let at =
                    codebook.codes.iter().position(|c| c.id == *id).ok_or_else(|| EditError::NoCode(id.clone()))?;
                if self.every_annotation().any(|a| a.code == *id) {
                    return Err(in_use("the code", id.as_str(), "annotations"));
                }
                if codebook.codes.iter().any(|c| c.parent.as_ref() == Some(id)) {
                    return Err(in_use("the code", id.as_str(), "the codes below it"));
                }
                let code = Box::new(codebook.codes.remove(at));
                self.codebook = Arc::new(codebook);
                Ok(Edit::AddCode { at, code })
            }
            Edit::AddAttribute { at, attribute } => {
                named("an attribute", &attribute.name)?;
                if self.codebook.attribute(&attribute.id).is_some() {
                    return Err(taken("the attribute", attribute.id.as_str()));
                }
                let codebook = Arc::make_mut(&mut self.codebook);
                let at = (*at).min(codebook.attributes.len());
                codebook.attributes.insert(at, Attribute::clone(attribute));
                Ok(Edit::RemoveAttribute(attribute.id.clone()))
            }
            Edit::ChangeAttribute(attribute) => {
                named("an attribute", &attribute.name)?;
                let at = self.codebook.attributes.iter().position(|a| a.id == attribute.id);
                let at = at.ok_or_else(|| EditError::NoAttribute(attribute.id.clone()))?;
                for value in self.every_annotation().filter_map(|a| a.attributes.get(&attribute.id)) {
                    possible(attribute, value)?;
                }
                let codebook = Arc::make_mut(&mut self.codebook);
                let old = std::mem::replace(&mut codebook.attributes[at], Attribute::clone(attribute));
                Ok(Edit::ChangeAttribute(Box::new(old)))
            }
            Edit::RemoveAttribute(id) => {
                let at = self.codebook.attributes.iter().position(|a| a.id == *id);
                let at = at.ok_or_else(|| EditError::NoAttribute(id.clone()))?;
                if self.every_annotation().any(|a| a.attributes.contains_key(id)) {
                    return Err(in_use("the attribute", id.as_str(), "annotations"));
                }
                let attribute = Box::new(Arc::make_mut(&mut self.codebook).attributes.remove(at));
                Ok(Edit::AddAttribute { at, attribute })
            }
            Edit::SetEnds(ends) => {
                Ok(Edit::SetEnds(std::mem::replace(&mut Arc::make_mut(&mut self.codebook).ends, *ends)))
            }
            Edit::Annotate { article, analyst, annotation } => {
                let place = Place { article: article.clone(), analyst: analyst.clone(), annotation: annotation.id };
                let found = self.articles.get(article).ok_or_else(|| EditError::NoArticle(article.clone()))?;
                // Of the many copies of the id that are about, the article's own is kept.
                let (text, home) = (&found.text, found.id.clone());
                let mut resolved = Annotation {
                    spans: spans(article, text, &annotation.spans, true)?,
                    ..annotation.resolve(text).map_err(|error| EditError::Span { article: article.clone(), error })?
                };
                // As above: the codebook's copies of its ids.
                resolved.code = self.code(&annotation.code)?.id.clone();
                resolved.attributes.clear();
                for (id, value) in &annotation.attributes {
                    let attribute = self.attribute(id)?;
                    possible(attribute, value)?;
                    if value.is_empty() {
                        return Err(EditError::Nameless("an attribute's value"));
                    }
                    resolved.attributes.insert(attribute.id.clone(), value.clone());
                }
                // In any layer: decisions and statements name annotations by the id alone.
                if self.marked.get(annotation.id).is_some() {
                    return Err(taken("the annotation", &annotation.id.to_string()));
                }
                self.layer_mut(article, analyst)?.insert(resolved);
                self.marked.insert(annotation.id, home);
                Ok(Edit::Unannotate(place))
            }
            Edit::Unannotate(place) => {
                let text = self.text_of(place)?;
                let old = self.layer_mut(&place.article, &place.analyst)?.remove(place.annotation);
                let old = old.ok_or_else(|| EditError::NoAnnotation(place.clone()))?;
                self.drop_blank(&place.article, &place.analyst);
                self.marked.remove(place.annotation);
                Ok(Edit::Annotate {
                    article: place.article.clone(),
                    analyst: place.analyst.clone(),
                    annotation: Box::new(old.draft(&text)),
                })
            }
            Edit::Recode { place, code } => {
                self.code(code)?;
                let old = std::mem::replace(&mut self.annotation_mut(place)?.code, code.clone());
                Ok(Edit::Recode { place: place.clone(), code: old })
            }
            Edit::SetSpans { place, spans: new } => {
                let text = self.text_of(place)?;
                let new = spans(&place.article, &text, new, true)?;
                let mut changed = Annotation::clone(self.annotation_mut(place)?);
                let old = std::mem::replace(&mut changed.spans, new);
                let layer = self.layer_mut(&place.article, &place.analyst)?;
                layer.remove(place.annotation);
                layer.insert(changed);
                Ok(Edit::SetSpans { place: place.clone(), spans: old.into_iter().map(|s| text.anchor(s)).collect() })
            }
            Edit::SetAttribute { place, attribute, value } => {
                let value = value.clone().filter(|v| !v.is_empty());
                if let Some(value) = &value {
                    possible(self.attribute(attribute)?, value)?;
                }
                let attributes = &mut self.annotation_mut(place)?.attributes;
                let old = match value {
                    Some(value) => attributes.insert(attribute.clone(), value),
                    None => attributes.remove(attribute),
                };
                Ok(Edit::SetAttribute { place: place.clone(), attribute: attribute.clone(), value: old })
            }
            Edit::SetNote { place, note } => {
                let old = std::mem::replace(&mut self.annotation_mut(place)?.note, note.clone());
                Ok(Edit::SetNote { place: place.clone(), note: old })
            }
            Edit::Reject { article, analyst, proposal } => self.reject(article, analyst, proposal),
            Edit::Unreject { article, analyst, proposal } => self.unreject(article, analyst, proposal),
            Edit::SetProgress { article, analyst, progress } => self.set_progress(article, analyst, *progress),
            Edit::Decide(decision) => {
                use super::Ruling::{Different, Independent, OneOrigin, Same};
                if !self.analysts.contains_key(&decision.by) {
                    return Err(EditError::NoAnalyst(decision.by.clone()));
                }
                if self.decisions.contains_key(&decision.id) {
                    return Err(taken("the decision", &decision.id.to_string()));
                }
                let itself = match &decision.ruling {
                    Same(a, b) | Different(a, b) => a == b,
                    OneOrigin(a, b) | Independent(a, b) => a == b,
                    _ => false,
                };
                if itself {
                    return Err(EditError::SelfDecision);
                }
                self.decisions.insert(decision.id, Arc::new(decision.clone()));
                Ok(Edit::Undecide(decision.id))
            }
            Edit::Undecide(id) => {
                let old = self.decisions.remove(id).ok_or(EditError::NoDecision(*id))?;
                Ok(Edit::Decide(Arc::unwrap_or_clone(old)))
            }
        }
    }

    fn batch(&mut self, edits: &[Edit]) -> Result<Edit, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        // Cloning shares everything, so keeping the state from before is cheaper than walking back.
        let before = self.clone();
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    *self = before;
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Batch(inverses))
    }

    fn add_article(&mut self, draft: &ArticleDraft) -> Result<Edit, EditError> {
        if self.articles.keys().any(|a| same_name(a.as_str(), draft.id.as_str())) {
            return Err(taken("the article", draft.id.as_str()));
        }
        let text = FrozenText::new(&draft.text);
        if text.as_str().trim().is_empty() || text.len() > FrozenText::LARGEST {
            return Err(EditError::TextSize(draft.id.clone()));
        }
        if !draft.info.published.is_empty() && Published::parse(&draft.info.published).is_none() {
            return Err(EditError::Date(draft.info.published.clone()));
        }
        let article = Article {
            id: draft.id.clone(),
            sha256: text.sha256(),
            noise: spans(&draft.id, &text, &draft.noise, false)?,
            text,
            info: draft.info.clone(),
            settled: draft.settled,
            source: draft.source.clone(),
            added: draft.added,
        };
        self.articles.insert(draft.id.clone(), Arc::new(article));
        Ok(Edit::RemoveArticle(draft.id.clone()))
    }

    fn remove_article(&mut self, id: &ArticleId) -> Result<Edit, EditError> {
        let article = self.articles.remove(id).ok_or_else(|| EditError::NoArticle(id.clone()))?;
        let mut back = vec![Edit::AddArticle(Box::new(article.draft()))];
        let owners: Vec<_> = self.layers_of(id).map(|(analyst, _)| (id.clone(), analyst.clone())).collect();
        let gone: Vec<_> = owners.iter().filter_map(|key| self.layers.remove_entry(key)).collect();
        for annotation in gone.iter().flat_map(|(_, layer)| layer.annotations()) {
            self.marked.remove(annotation.id);
        }
        for ((_, analyst), layer) in gone {
            back.extend(layer.annotations().iter().map(|a| Edit::Annotate {
                article: id.clone(),
                analyst: analyst.clone(),
                annotation: Box::new(a.draft(&article.text)),
            }));
            back.extend(layer.rejected().iter().map(|r| Edit::Reject {
                article: id.clone(),
                analyst: analyst.clone(),
                proposal: r.draft(&article.text),
            }));
            if layer.progress != Progress::Unread {
                back.push(Edit::SetProgress { article: id.clone(), analyst, progress: layer.progress });
            }
        }
        Ok(if back.len() == 1 { back.remove(0) } else { Edit::Batch(back) })
    }

    fn set_progress(
        &mut self,
        article: &ArticleId,
        analyst: &AnalystId,
        progress: Progress,
    ) -> Result<Edit, EditError> {
        if !self.articles.contains_key(article) {
            return Err(EditError::NoArticle(article.clone()));
        }
        if !self.analysts.contains_key(analyst) {
            return Err(EditError::NoAnalyst(analyst.clone()));
        }
        let key = (article.clone(), analyst.clone());
        let layer = Arc::make_mut(self.layers.entry(key.clone()).or_default());
        let old = std::mem::replace(&mut layer.progress, progress);
        if layer.is_blank() {
            self.layers.remove(&key);
        }
        Ok(Edit::SetProgress { article: article.clone(), analyst: analyst.clone(), progress: old })
    }

    fn article_mut(&mut self, id: &ArticleId) -> Result<&mut Article, EditError> {
        self.articles.get_mut(id).map(Arc::make_mut).ok_or_else(|| EditError::NoArticle(id.clone()))
    }

    fn text_of(&self, place: &Place) -> Result<FrozenText, EditError> {
        let article = self.articles.get(&place.article).ok_or_else(|| EditError::NoArticle(place.article.clone()))?;
        self.annotation(place).ok_or_else(|| EditError::NoAnnotation(place.clone()))?;
        Ok(article.text.clone())
    }

    pub(super) fn layer_mut(&mut self, article: &ArticleId, analyst: &AnalystId) -> Result<&mut Layer, EditError> {
        if !self.analysts.contains_key(analyst) {
            return Err(EditError::NoAnalyst(analyst.clone()));
        }
        let key = (article.clone(), analyst.clone());
        Ok(Arc::make_mut(self.layers.entry(key).or_default()))
    }

    pub(super) fn drop_blank(&mut self, article: &ArticleId, analyst: &AnalystId) {
        let key = (article.clone(), analyst.clone());
        if self.layers.get(&key).is_some_and(|l| l.is_blank()) {
            self.layers.remove(&key);
        }
    }

    fn annotation_mut(&mut self, place: &Place) -> Result<&mut Annotation, EditError> {
        let missing = || EditError::NoAnnotation(place.clone());
        let key = (place.article.clone(), place.analyst.clone());
        let layer = Arc::make_mut(self.layers.get_mut(&key).ok_or_else(missing)?);
        layer.get_mut(place.annotation).ok_or_else(missing)
    }

    fn every_annotation(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.layers.values().flat_map(|l| l.annotations())
    }

    fn code(&self, id: &CodeId) -> Result<&Code, EditError> {
        self.codebook.code(id).ok_or_else(|| EditError::NoCode(id.clone()))
    }

    fn attribute(&self, id: &super::AttributeId) -> Result<&Attribute, EditError> {
        self.codebook.attribute(id).ok_or_else(|| EditError::NoAttribute(id.clone()))
    }

    /// Takes a codebook in which the code `id` is new or changed, if names, keys and tree are in order.
    fn recodebook(&mut self, codebook: Codebook, id: &CodeId) -> Result<(), EditError> {
        let code = codebook.code(id).ok_or_else(|| EditError::NoCode(id.clone()))?;
        named("a code", &code.name)?;
        for other in codebook.codes.iter().filter(|c| c.id != *id) {
            if same_name(&other.name, &code.name) {
                return Err(taken("the code", &code.name));
            }
            if let (Some(a), Some(b)) = (other.key, code.key)
                && a == b
            {
                return Err(taken("the key", &a.to_string()));
            }
        }
        let mut above = code.parent.clone();
        let mut steps = 0;
        while let Some(parent) = above {
            let found = codebook.code(&parent).ok_or_else(|| EditError::NoCode(parent.clone()))?;
            steps += 1;
            if parent == *id || steps > codebook.codes.len() {
                return Err(EditError::Cycle(id.clone()));
            }
            above = found.parent.clone();
        }
        self.codebook = Arc::new(codebook);
        Ok(())
    }
}

/// Checks anchors against a text, and that they are in order and apart.
fn spans(article: &ArticleId, text: &FrozenText, anchors: &[Anchor], needed: bool) -> Result<Vec<Span>, EditError> {
    let spans: Vec<Span> = anchors
        .iter()
        .map(|a| text.resolve(a))
        .collect::<Result<_, _>>()
        .map_err(|error| EditError::Span { article: article.clone(), error })?;
    let ordered = spans.windows(2).all(|w| w[0].end() <= w[1].start());
    if !ordered || (needed && spans.is_empty()) {
        return Err(EditError::SpanOrder(article.clone()));
    }
    Ok(spans)
}

fn possible(attribute: &Attribute, value: &str) -> Result<(), EditError> {
    match &attribute.values {
        Values::Choice(words) if !words.iter().any(|w| w == value) => Err(EditError::Value {
            attribute: attribute.id.clone(),
            value: value.to_owned(),
            possible: words.join(", "),
        }),
        _ => Ok(()),
    }
}

pub(super) fn named(what: &'static str, name: &str) -> Result<(), EditError> {
    if name.trim().is_empty() { Err(EditError::Nameless(what)) } else { Ok(()) }
}

/// Whether a person, or a file system that minds neither case nor the way an accent is written, takes two names for one.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { folded(a).eq(folded(b)) }
}

/// A name's characters, the same for all names that are one by [`same_name`].
pub(crate) fn folded(name: &str) -> impl Iterator<Item = char> {
    name.nfc().flat_map(char::to_lowercase)
}

pub(super) fn taken(what: &'static str, name: &str) -> EditError {
    EditError::Taken { what, name: name.to_owned() }
}

fn in_use(what: &'static str, name: &str, by: &str) -> EditError {
    EditError::InUse { what, name: name.to_owned(), by: by.to_owned() }
}
