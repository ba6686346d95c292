//! Carrying commands out, after the frame: the only place of the window that changes a project.

use std::path::{Path, PathBuf};

use chrono::Utc;
use uuid::Uuid;

use super::command::Command;
use super::reader::Target;
use super::state::{Desk, State, propose};
use super::tasks::{Asked, Tasks};
use crate::export::Format;
use crate::model::{AnalystId, Annotation, AnnotationId, ArticleId, CodeId, Edit, Field, Place, Progress, Provenance};
use crate::text::{Anchor, Edge, Pos, Span, move_edge};

/// Carries out what the views and keys have asked for.
pub fn run(state: &mut State, tasks: &Tasks, ctx: &eframe::egui::Context, commands: Vec<Command>) {
    for command in commands {
        one(state, tasks, ctx, command);
    }
    if let Some(desk) = &mut state.desk {
        let revision = desk.timeline.revision();
        if desk.matrix.asked != Some(revision) {
            desk.matrix.asked = Some(revision);
            tasks.statements(revision, desk.project().clone());
        }
    }
}

fn one(state: &mut State, tasks: &Tasks, ctx: &eframe::egui::Context, command: Command) {
    use Command as C;
    match command {
        C::New => ask(state, tasks, Asked::NewFolder, "new-project"),
        C::Open => ask(state, tasks, Asked::Project, ""),
        C::OpenPath(path) => open(state, tasks, path),
        C::OpenSample => {
            state.busy = Some("Opening the sample project…".into());
            tasks.close(state.desk.take().and_then(|d| d.writer));
            tasks.open_sample(me());
        }
        C::Save => {
            if let Some(writer) = state.desk.as_ref().and_then(|d| d.writer.as_ref()) {
                writer.checkpoint();
            }
            state.say("Everything is saved. A checkpoint is being written now.");
        }
        C::SaveAs => {
            let name = state.desk.as_ref().map(|d| format!("{}-copy", folder_name(&d.folder))).unwrap_or_default();
            ask(state, tasks, Asked::CopyFolder, &name);
        }
        C::Close => {
            tasks.close(state.desk.take().and_then(|d| d.writer));
            state.say("Closed. Everything is saved.");
        }
        C::Quit => ctx.send_viewport_cmd(eframe::egui::ViewportCommand::Close),
        C::AddArticles => ask(state, tasks, Asked::Articles, ""),
        C::AddFiles(files) => {
            if state.desk.is_some() {
                state.busy = Some("Reading files…".into());
                tasks.read(files);
            } else {
                state.complain("Open or make a project first, then add articles to it.");
            }
        }
        C::ExportJsonl => ask(state, tasks, Asked::Dataset(Format::Jsonl), "articles.jsonl"),
        C::ExportCsv => ask(state, tasks, Asked::Dataset(Format::Csv), "annotations.csv"),
        C::Show(view) => {
            state.view = view;
            state.palette = None;
        }
        C::Palette => state.palette = if state.palette.is_some() { None } else { Some(Default::default()) },
        C::Help => state.help = !state.help,
        C::ToggleArticles => state.settings.articles = !state.settings.articles,
        C::ToggleInspector => state.settings.inspector = !state.settings.inspector,
        C::Theme(theme) => state.settings.theme = theme,
        C::TextLarger => state.settings.text_size = (state.settings.text_size + 1.0).min(34.0),
        C::TextSmaller => state.settings.text_size = (state.settings.text_size - 1.0).max(12.0),
        C::TextUsual => state.settings.text_size = super::theme::TEXT_SIZE,
        C::Escape => {
            let open = state.palette.take().is_some() | std::mem::take(&mut state.help);
            let Some(desk) = state.desk.as_mut().filter(|_| !open) else { return };
            if desk.find.preview.take().is_some() {
                return;
            }
            if state.view == super::state::View::Consensus {
                desk.matrix.release();
            } else if !desk.reader.release() {
                desk.selected = None;
            }
        }
        other => {
            let Some(desk) = &mut state.desk else { return };
            let before = desk.timeline.revision();
            match within(desk, other) {
                // What was said before belongs to what was done before.
                Ok(Done::Quietly) if desk.timeline.revision() != before => state.notice = None,
                Ok(Done::Quietly) => {}
                Ok(Done::Say(words)) => state.say(words),
                Ok(Done::Reading) => state.view = super::state::View::Read,
                Ok(Done::Panel) => {
                    state.view = super::state::View::Read;
                    state.settings.articles = true;
                }
                Err(error) => state.complain(error),
            }
        }
    }
}

/// What is left to do for the window after a command inside a project.
pub(super) enum Done {
    /// Nothing.
    Quietly,
    /// Something to be told in the status line.
    Say(String),
    /// To show the reader.
    Reading,
    /// To show the reader, with the panel on the left.
    Panel,
}

fn within(desk: &mut Desk, command: Command) -> Result<Done, String> {
    use Command as C;
    match command {
        C::Undo => {
            let Some(step) = desk.timeline.undo().cloned() else {
                return Ok(Done::Say("There is nothing to undo.".into()));
            };
            record(desk, &format!("Undo: {}", step.label), &step.inverse);
            follow(desk, &step.inverse);
            return Ok(Done::Say(format!("Undone: {}", step.label)));
        }
        C::Redo => {
            let Some(step) = desk.timeline.redo().cloned() else {
                return Ok(Done::Say("There is nothing to redo.".into()));
            };
            record(desk, &format!("Redo: {}", step.label), &step.edit);
            follow(desk, &step.edit);
            return Ok(Done::Say(format!("Redone: {}", step.label)));
        }
        C::Edit(label, edit) => commit(desk, label, edit)?,
        C::Tag(code) => return tag(desk, &code),
        C::TagSpan(span, code) => annotate(desk, span, &code)?,
        C::Delete => {
            let Some(place) = own_selection(desk)? else { return Ok(Done::Quietly) };
            commit(desk, "Delete annotation", Edit::Unannotate(place))?;
            desk.selected = None;
            desk.reader.release();
            return Ok(Done::Say("Deleted. Ctrl+Z brings it back.".into()));
        }
        C::SetAttribute(place, attribute, value) => {
            let name =
                desk.project().codebook().attribute(&attribute).map_or("attribute", |a| a.name.as_str()).to_owned();
            let value = (!value.is_empty()).then_some(value);
            commit(desk, format!("Set {}", name.to_lowercase()), Edit::SetAttribute { place, attribute, value })?;
        }
        C::MoveStart { forward, character } => move_end(desk, true, forward, character)?,
        C::MoveEnd { forward, character } => move_end(desk, false, forward, character)?,
        C::ToggleNoise => toggle_noise(desk)?,
        C::AcceptProposals(article) => accept_proposals(desk, &article)?,
        C::DismissProposals(article) => {
            commit(desk, "Wave proposals away", Edit::SetSettled { article, settled: true })?;
        }
        C::Progress(progress) => {
            let Some(article) = desk.article.clone() else { return Ok(Done::Quietly) };
            set_progress(desk, article, progress)?;
        }
        C::DoneAndNext => {
            let Some(article) = desk.article.clone() else { return Ok(Done::Quietly) };
            // A list of unread articles will no longer hold this one.
            let order = desk.order().to_vec();
            set_progress(desk, article.clone(), Progress::Done)?;
            let after = order.iter().position(|a| *a == article).map_or(0, |i| i + 1);
            let project = desk.project();
            let next =
                order.iter().cycle().skip(after).take(order.len()).find(|a| project.progress(a) != Progress::Done);
            let Some(next) = next.cloned() else { return Ok(Done::Say("All articles are read to the end.".into())) };
            desk.read(&next);
        }
        C::RemoveArticle => {
            let Some(article) = desk.article.clone() else { return Ok(Done::Quietly) };
            let order = desk.order().to_vec();
            let at = order.iter().position(|a| *a == article).unwrap_or(0);
            commit(desk, format!("Remove article “{article}”"), Edit::RemoveArticle(article))?;
            desk.article = order.get(at + 1).or(at.checked_sub(1).and_then(|i| order.get(i))).cloned();
            desk.selected = None;
            return Ok(Done::Say("Removed with its annotations. Ctrl+Z brings all of it back.".into()));
        }
        C::Read(article) => {
            desk.read(&article);
            return Ok(Done::Reading);
        }
        C::Select(place) => {
            if place.is_some() {
                desk.reader.pin();
            }
            desk.selected = place;
        }
        C::GoTo(place) => {
            desk.read(&place.article);
            go_to(desk, place);
            return Ok(Done::Reading);
        }
        C::NextAnnotation => step_annotation(desk, true),
        C::PreviousAnnotation => step_annotation(desk, false),
        C::NextArticle => step_article(desk, true),
        C::PreviousArticle => step_article(desk, false),
        C::NextUnit | C::PreviousUnit => {
            if let Some(article) = desk.current().cloned() {
                let ends = desk.project().codebook().ends;
                desk.reader.step(&article, ends, command == C::NextUnit);
            }
        }
        C::Find(action) => return super::find::act(desk, action),
        C::Lists(action) => return super::lists::act(desk, action),
        C::Codebook(action) => return super::codebook::act(desk, action),
        other => {
            let said = super::decide::statement(desk, other)?;
            return Ok(said.map_or(Done::Quietly, Done::Say));
        }
    }
    Ok(Done::Quietly)
}

/// Carries an edit out and hands it to the writer.
pub(super) fn commit(desk: &mut Desk, label: impl Into<String>, edit: Edit) -> Result<(), String> {
    let (label, kept) = (label.into(), edit.clone());
    desk.timeline.commit(label.clone(), edit).map_err(|e| sentence(&e.to_string()))?;
    record(desk, &label, &kept);
    Ok(())
}

fn record(desk: &Desk, label: &str, edit: &Edit) {
    if let Some(writer) = &desk.writer {
        writer.record(desk.timeline.revision(), Utc::now(), label, edit, desk.project());
    }
}

pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// After undo and redo: show where it happened.
fn follow(desk: &mut Desk, edit: &Edit) {
    if let Some((article, annotation)) = touched(edit) {
        desk.read(&article);
        if let Some((analyst, annotation)) = annotation {
            go_to(desk, Place { article, analyst, annotation });
        }
    }
    if desk.selected.as_ref().is_some_and(|p| desk.project().annotation(p).is_none()) {
        desk.selected = None;
    }
    if desk.current().is_none() {
        desk.article = desk.order().first().cloned();
    }
}

/// The article that an edit changes, and the annotation that is there afterwards; of several the first.
fn touched(edit: &Edit) -> Option<(ArticleId, Option<(AnalystId, AnnotationId)>)> {
    let at = |p: &Place| Some((p.article.clone(), Some((p.analyst.clone(), p.annotation))));
    match edit {
        Edit::Annotate { article, analyst, annotation } => {
            Some((article.clone(), Some((analyst.clone(), annotation.id))))
        }
        Edit::Recode { place, .. }
        | Edit::SetSpans { place, .. }
        | Edit::SetAttribute { place, .. }
        | Edit::SetNote { place, .. } => at(place),
        Edit::Unannotate(place) => Some((place.article.clone(), None)),
        Edit::AddArticle(draft) => Some((draft.id.clone(), None)),
        Edit::SetProgress { article, .. }
        | Edit::Reject { article, .. }
        | Edit::Unreject { article, .. }
        | Edit::SetNoise { article, .. }
        | Edit::SetField { article, .. } => Some((article.clone(), None)),
        Edit::Batch(edits) => {
            let all = || edits.iter().filter_map(touched);
            all().find(|(_, annotation)| annotation.is_some()).or_else(|| all().next())
        }
        _ => None,
    }
}

pub(super) fn go_to(desk: &mut Desk, place: Place) {
    if let Some(start) = desk.project().annotation(&place).map(|a| a.start()) {
        desk.reader.reveal(start);
    }
    desk.selected = Some(place);
    desk.reader.hold();
}

/// The selected annotation, if it is one's own.
fn own_selection(desk: &Desk) -> Result<Option<Place>, String> {
    match &desk.selected {
        Some(place) if place.analyst != desk.analyst => Err(format!(
            "This annotation is {}’s. You can only change your own.",
            desk.project().analyst(&place.analyst).map_or(place.analyst.as_str(), |a| a.name.as_str())
        )),
        selected => Ok(selected.clone()),
    }
}

fn tag(desk: &mut Desk, code: &CodeId) -> Result<Done, String> {
    match desk.reader.target(desk.selected.as_ref()) {
        Some(Target::Annotation(_)) => {
            if let Some(place) = own_selection(desk)? {
                recode(desk, place, code)?;
            }
        }
        Some(Target::Selection(span) | Target::Unit(_, span)) => {
            // The same words of one's own are not marked twice: they get the other code.
            let twin = desk.current().map(|a| a.id.clone()).and_then(|article| {
                let layer = desk.project().layer(&article, &desk.analyst)?;
                let found = layer.annotations().iter().find(|a| a.spans == [span])?;
                Some(Place { article, analyst: desk.analyst.clone(), annotation: found.id })
            });
            match twin {
                Some(place) => {
                    recode(desk, place.clone(), code)?;
                    desk.selected = Some(place);
                    desk.reader.pin();
                }
                None => annotate(desk, span, code)?,
            }
        }
        None => {
            return Ok(Done::Say("Point at a sentence or quotation, or drag over words, then press the key.".into()));
        }
    }
    Ok(Done::Quietly)
}

fn recode(desk: &mut Desk, place: Place, code: &CodeId) -> Result<(), String> {
    if desk.project().annotation(&place).is_some_and(|a| a.code == *code) {
        return Ok(());
    }
    let name = desk.project().codebook().code(code).map_or_else(|| code.to_string(), |c| c.name.to_lowercase());
    commit(desk, format!("Recode as {name}"), Edit::Recode { place, code: code.clone() })
}

fn annotate(desk: &mut Desk, span: Span, code: &CodeId) -> Result<(), String> {
    let Some(article) = desk.current().cloned() else { return Ok(()) };
    let name = desk.project().codebook().code(code).map_or_else(|| code.to_string(), |c| c.name.to_lowercase());
    let id = AnnotationId(Uuid::now_v7());
    let annotation = Annotation {
        id,
        code: code.clone(),
        spans: vec![article.text.anchor(span)],
        attributes: Default::default(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: Utc::now(),
    };
    let made =
        Edit::Annotate { article: article.id.clone(), analyst: desk.analyst.clone(), annotation: Box::new(annotation) };
    let unread = desk.project().layer(&article.id, &desk.analyst).is_none_or(|l| l.progress() == Progress::Unread);
    let edit = if unread {
        let begun = Edit::SetProgress {
            article: article.id.clone(),
            analyst: desk.analyst.clone(),
            progress: Progress::Reading,
        };
        Edit::Batch(vec![begun, made])
    } else {
        made
    };
    commit(desk, format!("Tag as {name}"), edit)?;
    desk.selected = Some(Place { article: article.id.clone(), analyst: desk.analyst.clone(), annotation: id });
    desk.reader.pin();
    Ok(())
}

fn set_progress(desk: &mut Desk, article: ArticleId, progress: Progress) -> Result<(), String> {
    let analyst = desk.analyst.clone();
    if desk.project().layer(&article, &analyst).map(|l| l.progress()).unwrap_or_default() == progress {
        return Ok(());
    }
    commit(desk, format!("Mark as {}", progress.as_str()), Edit::SetProgress { article, analyst, progress })
}

fn move_end(desk: &mut Desk, start: bool, forward: bool, character: bool) -> Result<(), String> {
    let Some(place) = own_selection(desk)? else { return Ok(()) };
    let Some(article) = desk.project().article(&place.article).cloned() else { return Ok(()) };
    let Some(annotation) = desk.project().annotation(&place).cloned() else { return Ok(()) };
    let text = &article.text;
    let mut spans = annotation.spans.clone();
    let slot = if start { spans.first_mut() } else { spans.last_mut() };
    let Some(slot) = slot else { return Ok(()) };
    let moved = if character {
        let step = |pos: Pos| if forward { text.next(pos) } else { text.previous(pos) };
        let (from, to) = if start { (step(slot.start()), slot.end()) } else { (slot.start(), step(slot.end())) };
        text.span(from.byte()..to.byte()).ok()
    } else {
        move_edge(text, *slot, if start { Edge::Start } else { Edge::End }, forward)
    };
    // A step that would leave nothing is no step.
    let Some(moved) = moved else { return Ok(()) };
    *slot = moved;
    let anchors: Vec<Anchor> = spans.into_iter().map(|s| text.anchor(s)).collect();
    commit(desk, "Move an end", Edit::SetSpans { place, spans: anchors })
}

fn toggle_noise(desk: &mut Desk) -> Result<(), String> {
    let Some(article) = desk.current().cloned() else { return Ok(()) };
    let Some(span) = desk.reader.words() else {
        return Err("Point at the words, or drag over them, then press the key.".into());
    };
    let was = article.noise.iter().any(|n| n.overlaps(span));
    let noise = if was {
        article.noise.iter().filter(|n| !n.overlaps(span)).copied().collect()
    } else {
        merged(article.noise.iter().copied().chain([span]).collect())
    };
    let noise = noise.into_iter().map(|s| article.text.anchor(s)).collect();
    let label = if was { "Mark as text again" } else { "Mark as noise" };
    commit(desk, label, Edit::SetNoise { article: article.id.clone(), noise })
}

/// Spans in order; of those that overlap, the earlier one stays.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if kept.last().is_none_or(|l| l.end() <= span.start()) {
            kept.push(span);
        }
    }
    kept
}

fn accept_proposals(desk: &mut Desk, id: &ArticleId) -> Result<(), String> {
    let Some(article) = desk.project().article(id).cloned() else { return Ok(()) };
    let proposals = propose(&article);
    let mut edits = Vec::new();
    if let Some(title) = proposals.title {
        let value = article.text.words(title).to_owned();
        edits.push(Edit::SetField { article: id.clone(), field: Field::Title, value });
    }
    if !proposals.noise.is_empty() {
        let noise = merged(article.noise.iter().copied().chain(proposals.noise).collect());
        let noise = noise.into_iter().map(|s| article.text.anchor(s)).collect();
        edits.push(Edit::SetNoise { article: id.clone(), noise });
    }
    edits.push(Edit::SetSettled { article: id.clone(), settled: true });
    commit(desk, "Take proposed title and noise", Edit::Batch(edits))
}

fn step_annotation(desk: &mut Desk, forward: bool) {
    let now = desk.selected.as_ref().filter(|p| desk.article.as_ref() == Some(&p.article));
    let now = now.and_then(|p| desk.project().annotation(p));
    if let Some(place) = desk.reader.bands().step(now.map(AsRef::as_ref), forward).map(|b| b.place.clone()) {
        go_to(desk, place);
    }
}

fn step_article(desk: &mut Desk, forward: bool) {
    let order = desk.order().to_vec();
    let now = desk.article.as_ref().and_then(|a| order.iter().position(|o| o == a));
    let next = match (now, forward) {
        (Some(i), true) => (i + 1).min(order.len().saturating_sub(1)),
        (Some(i), false) => i.saturating_sub(1),
        (None, _) => 0,
    };
    if let Some(article) = order.get(next).cloned() {
        desk.read(&article);
    }
}

fn ask(state: &mut State, tasks: &Tasks, asked: Asked, name: &str) {
    // Two native dialogs at once would be two too many.
    if !state.dialog {
        state.dialog = true;
        tasks.ask(asked, name.to_owned());
    }
}

pub(super) fn open(state: &mut State, tasks: &Tasks, path: PathBuf) {
    state.busy = Some(format!("Opening {}…", folder_name(&path)));
    tasks.close(state.desk.take().and_then(|d| d.writer));
    tasks.open(path, me());
}

/// The user's login name: who codes, unless the project says otherwise.
pub fn me() -> AnalystId {
    let name = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|v| std::env::var(v).ok()).unwrap_or_default();
    AnalystId::lossy(&name, "analyst")
}

pub(super) fn folder_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}
