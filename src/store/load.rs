//! The files of a checkpoint -> the model. What is damaged becomes a problem; the rest is taken.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::files::{ArticleFile, Checkpoint, DecisionsFile, LayerFile, ProjectFile};
use super::listing::{self, At, Listing, Taken};
use super::replay::Histories;
use super::view::{Unread, View};
use super::{FORMAT, Problem, layout, notation};
use crate::model::{
    Analyst, AnalystId, AnnotationDraft, ArticleDraft, ArticleId, Code, Codebook, Decision, Edit, EditError, Progress,
    Project, Published, Rejection,
};
use crate::text::{Anchor, FrozenText};

/// The largest file that is read, in bytes.
pub(super) const LARGEST: u64 = 256 << 20;
/// So many problems of one file are told.
const MANY: usize = 1000;

const KEPT: &str = "Correct it in a text editor, or go on working: before Pressmark writes this file again, it keeps a \
                    copy of it in the folder “recovered”.";
const UPDATE: &str = "Update Pressmark.";

/// What the files of a checkpoint say.
#[derive(Debug)]
pub(super) struct Loaded {
    pub project: Project,
    /// How much of the histories that is; none if the project file does not tell.
    pub checkpoint: Option<Checkpoint>,
    pub problems: Vec<Problem>,
    /// Files that could not be taken in full.
    pub damaged: BTreeSet<String>,
    /// A file of a newer format, and that format.
    pub newer: Option<(String, u32)>,
    /// Whether there is a project file.
    pub found: bool,
}

/// Reads the files of a checkpoint.
///
/// With `salvaged`, title, codebook and analysts are taken from there instead of the project file, and analysts who are
/// only known by their files are added.
pub(super) fn load(view: &View, histories: &Histories, folder_name: &str, salvaged: Option<&Project>) -> Loaded {
    let title = if folder_name.trim().is_empty() { "Project" } else { folder_name };
    let mut loader = Loader {
        view,
        salvaging: salvaged.is_some(),
        out: Loaded {
            project: Project::new(title, Codebook::default()),
            checkpoint: None,
            problems: Vec::new(),
            damaged: BTreeSet::new(),
            newer: None,
            found: true,
        },
    };
    match salvaged {
        None => loader.project_file(),
        Some(told) => loader.head_from(told),
    }
    for folder in [layout::ARTICLES, layout::ANNOTATIONS, layout::DECISIONS, layout::HISTORY] {
        if let Some(what) = view.hidden(folder) {
            loader.out.problems.push(Problem::new(folder, None, what, "Nothing in this folder was read."));
        }
    }
    loader.articles();
    loader.layers(histories);
    loader.decisions(histories);
    loader.out
}

struct Loader<'a> {
    view: &'a View,
    salvaging: bool,
    out: Loaded,
}

impl Loader<'_> {
    fn problem(&mut self, file: &str, at: Option<At>, what: impl Into<String>, remedy: &str) {
        self.out.damaged.insert(file.to_owned());
        let same = |p: &&Problem| p.file.as_os_str() == file;
        if self.out.problems.iter().rev().take_while(same).count() < MANY {
            self.out.problems.push(Problem::new(file, at, what, remedy));
        }
    }

    /// A file's text, if it can be read and is of a format that is known.
    fn text(&mut self, file: &str) -> Option<String> {
        let text = match self.view.text(file, LARGEST) {
            Ok(text) => text,
            Err(Unread::Missing) => return None,
            Err(Unread::Wrong(what)) => {
                self.problem(file, None, what, KEPT);
                return None;
            }
        };
        match notation::format_of(&text).filter(|&format| format > FORMAT) {
            None => Some(text),
            Some(format) => {
                let what = format!("the file was written by a newer Pressmark (format {format})");
                self.problem(file, listing::find(&text, "format"), what, UPDATE);
                self.out.newer.get_or_insert((file.to_owned(), format));
                None
            }
        }
    }

    fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.out.project.apply(edit).map(drop)
    }

    fn project_file(&mut self) {
        let file = layout::PROJECT;
        if matches!(self.view.text(file, LARGEST), Err(Unread::Missing)) {
            self.out.found = false;
            self.problem(file, None, "the file is missing", "Nothing to do: Pressmark writes it anew.");
        }
        let text = self.text(file);
        let parsed = text.as_deref().map(notation::parse::<ProjectFile>);
        let text = text.unwrap_or_default();
        let (codebook, names, analysts) = match parsed {
            Some(Ok(found)) => {
                if self.apply(&Edit::SetTitle(found.title)).is_err() {
                    self.problem(file, listing::find(&text, "title"), "the project's title is empty", KEPT);
                }
                let _ = self.apply(&Edit::SetEvent(found.event));
                self.out.checkpoint = Some(found.checkpoint);
                (found.codebook, found.names, found.analysts)
            }
            Some(Err((at, what))) => {
                self.problem(file, Some(at), format!("the file is damaged: {what}"), KEPT);
                (Codebook::standard(), BTreeMap::new(), Vec::new())
            }
            None => (Codebook::standard(), BTreeMap::new(), Vec::new()),
        };
        let put = codebook_edits(&codebook).into_iter().chain(names_edits(&names));
        for edit in put.chain(analysts.into_iter().map(Edit::AddAnalyst)) {
            if let Err(error) = self.apply(&edit) {
                let id = |id: &str| format!("id: {}", notation::compact(&id).unwrap_or_default());
                let what = match &edit {
                    Edit::AddCode { code, .. } | Edit::ChangeCode(code) => id(code.id.as_str()),
                    Edit::AddAttribute { attribute, .. } => id(attribute.id.as_str()),
                    Edit::AddAnalyst(analyst) => id(analyst.id.as_str()),
                    Edit::SetAliases { name, .. } => format!("{}:", notation::compact(name).unwrap_or_default()),
                    _ => continue,
                };
                self.problem(file, find_last(&text, &what), error.to_string(), KEPT);
            }
        }
    }

    fn head_from(&mut self, told: &Project) {
        let standard = Codebook { ends: told.codebook().ends, ..Codebook::standard() };
        let codebook = if told.codebook().codes.is_empty() { &standard } else { told.codebook().as_ref() };
        let mut edits = vec![Edit::SetEvent(told.event().to_owned())];
        // An untold title leaves the folder's name.
        if told.title() != Project::UNTITLED {
            edits.push(Edit::SetTitle(told.title().to_owned()));
        }
        edits.extend(codebook_edits(codebook));
        edits.extend(names_edits(told.names()));
        edits.extend(told.analysts().cloned().map(Edit::AddAnalyst));
        for edit in edits {
            let _ = self.apply(&edit);
        }
    }

    fn articles(&mut self) {
        for name in self.view.names(layout::ARTICLES) {
            let file = format!("{}/{name}", layout::ARTICLES);
            if let Some(stem) = name.strip_suffix(".ron")
                && let Some(text) = self.text(&file)
            {
                match notation::parse::<ArticleFile>(&text) {
                    Ok(found) if layout::is_name_of(stem, found.id.as_str()) => self.article(&file, &text, found),
                    Ok(found) => {
                        let what = format!("the file is about another article, “{}”", found.id);
                        self.problem(&file, listing::find(&text, "id:"), what, KEPT);
                    }
                    Err((at, what)) => self.problem(&file, Some(at), format!("the file is damaged: {what}"), KEPT),
                }
            }
        }
    }

    fn article(&mut self, file: &str, ron: &str, found: ArticleFile) {
        let words_file = layout::text(&found.id);
        let words = match self.view.text(&words_file, LARGEST) {
            Ok(words) => FrozenText::new(&words),
            Err(unread) => {
                let what = match unread {
                    Unread::Missing => "the article's text is missing".to_owned(),
                    Unread::Wrong(what) => what,
                };
                self.out.damaged.insert(file.to_owned());
                return self.problem(&words_file, None, what, "Put the file back from a backup if you have one.");
            }
        };
        if words.sha256() != found.sha256 {
            self.out.damaged.insert(file.to_owned());
            let what = "the article's text is not the one that was imported: its SHA-256 differs";
            let remedy = "Put the file back from a backup, or remove both files of the article and import it again.";
            return self.problem(&words_file, None, what, remedy);
        }
        let mut draft = ArticleDraft {
            id: found.id,
            text: words.as_str().to_owned(),
            info: found.info,
            noise: found.noise,
            settled: found.settled,
            source: found.source,
            added: found.added,
        };
        if !draft.info.published.is_empty() && Published::parse(&draft.info.published).is_none() {
            let error = EditError::Date(std::mem::take(&mut draft.info.published));
            self.problem(file, listing::find(ron, "published:"), error.to_string(), KEPT);
        }
        let mut end = 0;
        for anchor in std::mem::take(&mut draft.noise) {
            let what = match words.resolve(&anchor) {
                Ok(span) if span.start().byte() >= end => {
                    end = span.end().byte();
                    draft.noise.push(anchor);
                    continue;
                }
                Ok(_) => EditError::SpanOrder(draft.id.clone()).to_string(),
                Err(error) => error.to_string(),
            };
            let at = listing::find(ron, &format!("(start: {}, end: {}", anchor.start, anchor.end));
            self.problem(file, at, what, KEPT);
        }
        if let Err(error) = self.apply(&Edit::AddArticle(Box::new(draft))) {
            self.problem(file, Some((1, 1)), error.to_string(), KEPT);
        }
    }

    fn layers(&mut self, histories: &Histories) {
        for folder in self.view.names(layout::ANNOTATIONS) {
            let path = format!("{}/{folder}", layout::ANNOTATIONS);
            for name in self.view.names(&path) {
                let file = format!("{path}/{name}");
                let Some(stem) = name.strip_suffix(".ron") else { continue };
                let Some(text) = self.text(&file) else { continue };
                let whole = || {
                    let whole: LayerFile<AnnotationDraft> = notation::parse(&text).ok()?;
                    let LayerFile { format, article, analyst, progress, annotations, rejected } = whole;
                    let head = LayerFile { format, article, analyst, progress, annotations: Vec::new(), rejected };
                    Some((head, annotations))
                };
                let mut rejected = listing::take(&text, "rejected");
                let mut list = listing::read(&rejected.rest, "annotations", |_| whole());
                if rejected.items.iter().any(|(_, item)| item.is_err())
                    && let Some((head, annotations)) = whole()
                {
                    list = Listing::whole(head, annotations);
                }
                if list.whole {
                    (rejected.items, rejected.cut) = (Vec::new(), None);
                }
                // Those that do not stand one a line.
                let inline = list.head.as_mut().map(|head| std::mem::take(&mut head.rejected)).unwrap_or_default();
                rejected.items.extend(inline.into_iter().map(|r| ((1, 1), Ok(r))));
                self.layer(&file, &text, (&folder, stem), list, rejected, histories);
            }
        }
    }

    fn layer(
        &mut self,
        file: &str,
        text: &str,
        (folder, stem): (&str, &str),
        list: Listing<LayerFile<()>, AnnotationDraft>,
        rejected: Taken<Rejection<Anchor>>,
        histories: &Histories,
    ) {
        let (article, analyst, progress) = match list.head {
            Ok(head) => (head.article, head.analyst, head.progress),
            Err((at, what)) => {
                self.problem(file, Some(at), format!("the head of the file is damaged: {what}"), KEPT);
                let article = layout::id_of(stem).and_then(|id| ArticleId::new(&id).ok());
                let analyst = layout::id_of(folder).and_then(|id| AnalystId::new(&id).ok());
                let (Some(article), Some(analyst)) = (article, analyst) else { return };
                (article, analyst, Progress::Unread)
            }
        };
        if !layout::is_name_of(stem, article.as_str()) || !layout::is_name_of(folder, analyst.as_str()) {
            let what = format!("the file says that it is “{analyst}” on “{article}”, its name says otherwise");
            return self.problem(file, listing::find(text, "article:"), what, KEPT);
        }
        if self.is_to_come(&analyst, histories) {
            return;
        }
        if let Err(error) =
            self.apply(&Edit::SetProgress { article: article.clone(), analyst: analyst.clone(), progress })
        {
            return self.problem(file, listing::find(text, "article:"), error.to_string(), KEPT);
        }
        let add = |annotation| Edit::Annotate {
            article: article.clone(),
            analyst: analyst.clone(),
            annotation: Box::new(annotation),
        };
        let id = |annotation: &AnnotationDraft| annotation.id.to_string();
        self.items(file, text, list.items, list.cut, id, add);
        let add = |proposal| Edit::Reject { article: article.clone(), analyst: analyst.clone(), proposal };
        let words = |r: &Rejection<Anchor>| notation::compact(&r.span.words).unwrap_or_default();
        self.items(file, text, rejected.items, rejected.cut, words, add);
    }

    fn decisions(&mut self, histories: &Histories) {
        for name in self.view.names(layout::DECISIONS) {
            let file = format!("{}/{name}", layout::DECISIONS);
            let Some(stem) = name.strip_suffix(".ron") else { continue };
            let Some(text) = self.text(&file) else { continue };
            let list = listing::read(&text, "decisions", |text| {
                let whole: DecisionsFile<Decision> = notation::parse(text).ok()?;
                let DecisionsFile { format, analyst, decisions } = whole;
                Some((DecisionsFile { format, analyst, decisions: Vec::<()>::new() }, decisions))
            });
            match list.head {
                Ok(head) if !layout::is_name_of(stem, head.analyst.as_str()) => {
                    let what = format!("the file says that it is by “{}”, its name says otherwise", head.analyst);
                    self.problem(&file, listing::find(&text, "analyst:"), what, KEPT);
                    continue;
                }
                Ok(head) if self.is_to_come(&head.analyst, histories) => continue,
                Ok(_) => {}
                Err((at, what)) => {
                    self.problem(&file, Some(at), format!("the head of the file is damaged: {what}"), KEPT);
                }
            }
            let mut items = list.items;
            for (_, item) in &mut items {
                if let Ok(decision) = item
                    && !layout::is_name_of(stem, decision.by.as_str())
                {
                    *item = Err(format!("the decision is by “{}”, who has a file of their own", decision.by));
                }
            }
            self.items(&file, &text, items, list.cut, |d: &Decision| d.id.to_string(), Edit::Decide);
        }
    }

    /// Whether an analyst is not known yet but will be when their history has been replayed.
    fn is_to_come(&mut self, analyst: &AnalystId, histories: &Histories) -> bool {
        if self.salvaging {
            let _ = self.apply(&Edit::AddAnalyst(Analyst { id: analyst.clone(), name: analyst.to_string() }));
        }
        self.out.project.analyst(analyst).is_none() && histories.has(analyst)
    }

    fn items<T: DeserializeOwned>(
        &mut self,
        file: &str,
        text: &str,
        items: Vec<(At, Result<T, String>)>,
        cut: Option<usize>,
        id: impl Fn(&T) -> String,
        edit: impl Fn(T) -> Edit,
    ) {
        for (at, item) in items {
            match item {
                Ok(item) => {
                    let id = id(&item);
                    if let Err(error) = self.apply(&edit(item)) {
                        // Read in one go, the items do not know their lines.
                        let at = if at == (1, 1) { listing::find(text, &id) } else { Some(at) };
                        self.problem(file, at, error.to_string(), KEPT);
                    }
                }
                Err(what) => self.problem(file, Some(at), format!("the line is damaged: {what}"), KEPT),
            }
        }
        if let Some(line) = cut {
            self.problem(file, Some((line, 1)), "the file is cut off behind this line", KEPT);
        }
    }
}

/// The edits that make a codebook. Parents come last, as they may stand behind their children.
pub(super) fn codebook_edits(codebook: &Codebook) -> Vec<Edit> {
    let add = |(at, code): (usize, &Code)| Edit::AddCode { at, code: Box::new(Code { parent: None, ..code.clone() }) };
    let mut edits: Vec<Edit> = codebook.codes.iter().enumerate().map(add).collect();
    let children = codebook.codes.iter().filter(|c| c.parent.is_some());
    edits.extend(children.map(|code| Edit::ChangeCode(Box::new(code.clone()))));
    let attributes = codebook.attributes.iter().enumerate();
    edits.extend(attributes.map(|(at, a)| Edit::AddAttribute { at, attribute: Box::new(a.clone()) }));
    if !codebook.ends.is_words() {
        edits.push(Edit::SetEnds(codebook.ends));
    }
    edits
}

/// The edits that make a list of names.
pub(super) fn names_edits(names: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = Edit> {
    names.iter().map(|(name, aliases)| Edit::SetAliases { name: name.clone(), aliases: aliases.clone() })
}

fn find_last(text: &str, what: &str) -> Option<At> {
    let last = text.rfind(what)?;
    let before = text.get(..last)?;
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    Some((before.matches('\n').count() + 1, before.get(line_start..)?.chars().count() + 1))
}
