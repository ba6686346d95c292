//! Carrying commands out, after the frame: the only place of the window that changes a project.

mod ends;
mod noise;
mod reader;
mod suggested;
mod tag;

use std::path::{Path, PathBuf};

use chrono::Utc;

use super::command::Command;
use super::state::{Desk, State};
use super::tasks::{Asked, Tasks};
use crate::export::Format;
use crate::model::{AnalystId, AnnotationId, ArticleId, Edit, Place, Progress};
use noise::{accept_proposals, set_progress, toggle_noise};
pub(super) use reader::go_to;
use reader::{step_annotation, step_article};

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
        let current = desk.current().cloned();
        if state.view == super::state::View::Consensus && desk.consensus_of == revision {
            let face = desk.matrix.face();
            if desk.faces.wants(face, revision) {
                tasks.figures(revision, desk.project().clone(), desk.consensus.clone());
            }
        }
        if let Some(article) = desk.suggested.to_ask(current.as_ref()) {
            tasks.suggest(article);
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
            state.keep_place();
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
            state.keep_place();
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
        C::ExportJsonl => dataset(state, tasks, "jsonl", "articles.jsonl"),
        C::ExportCsv => dataset(state, tasks, "csv", "annotations.csv"),
        C::SaveReport => ask(state, tasks, Asked::Report, "report.html"),
        C::Show(view) => {
            state.view = view;
            if let Some(desk) = &mut state.desk {
                desk.editor.release();
            }
            state.palette = None;
        }
        C::Palette => state.palette = if state.palette.is_some() { None } else { Some(Default::default()) },
        C::Help => state.help = !state.help,
        C::Tour => state.tour = true,
        C::History => state.history = !state.history,
        C::Dismiss => state.notice = None,
        C::Settings(action) => super::preferences::act(state, action),
        C::NextPanel | C::PreviousPanel => state.panels.step(ctx, command == C::NextPanel),
        C::ToggleArticles => state.panels.toggle_articles(&mut state.settings),
        C::ToggleInspector => state.panels.toggle_inspector(&mut state.settings),
        C::EditAttributes => {
            if let Some(desk) = state.desk.as_mut().filter(|d| d.selected.is_some()) {
                state.settings.inspector = true;
                desk.inspector.begin();
            }
        }
        C::Reader(super::reader::Action::Enter)
            if state.desk.as_ref().is_some_and(|d| d.suggested.current().is_none()) =>
        {
            one(state, tasks, ctx, C::EditAttributes);
        }
        C::Theme(theme) => state.settings.theme = theme,
        C::TextLarger => state.settings.text_size = (state.settings.text_size + 1.0).min(34.0),
        C::TextSmaller => state.settings.text_size = (state.settings.text_size - 1.0).max(12.0),
        C::TextUsual => state.settings.text_size = super::theme::TEXT_SIZE,
        C::Escape => {
            let open = state.uncover();
            let Some(desk) = state.desk.as_mut().filter(|_| !open) else { return };
            if desk.find.preview.take().is_some() || desk.editor.release() {
                return;
            }
            if state.view == super::state::View::Consensus {
                let _ = desk.faces.release() || desk.matrix.release();
            } else if desk.brush.take().is_none() && !desk.reader.release() {
                desk.selected = None;
                desk.suggested.choose(None);
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
                Ok(Done::Ask(asked, name)) => ask(state, tasks, asked, &name),
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
    /// To ask for a file; the name is what is proposed for it.
    Ask(Asked, String),
}

fn within(desk: &mut Desk, command: Command) -> Result<Done, String> {
    use Command as C;
    match command {
        C::Undo => {
            let said = undo(desk).map(|label| format!("Undone: {label}"));
            return Ok(Done::Say(said.unwrap_or("There is nothing to undo.".into())));
        }
        C::Redo => {
            let said = redo(desk).map(|label| format!("Redone: {label}"));
            return Ok(Done::Say(said.unwrap_or("There is nothing to redo.".into())));
        }
        C::Travel(steps) => return Ok(Done::Say(travel(desk, steps))),
        C::Edit(label, edit) => commit(desk, label, edit)?,
        C::Tag(code) => return tag::tag(desk, &code),
        C::TagSpans(spans, code) => tag::tag_spans(desk, spans, &code)?,
        C::UseWords(spans) => return tag::use_words(desk, &spans),
        C::AddParts(spans) => ends::change_parts(desk, &spans, true)?,
        C::Reader(action) => return reader::act(desk, action),
        C::Delete => return reader::delete(desk),
        C::SetAttribute(place, attribute, value) => {
            let name =
                desk.project().codebook().attribute(&attribute).map_or("attribute", |a| a.name.as_str()).to_owned();
            let value = (!value.is_empty()).then_some(value);
            commit(desk, format!("Set {}", name.to_lowercase()), Edit::SetAttribute { place, attribute, value })?;
        }
        C::MoveStart { forward, character } => ends::move_end(desk, true, forward, character)?,
        C::MoveEnd { forward, character } => ends::move_end(desk, false, forward, character)?,
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
            desk.suggested.choose(None);
            desk.selected = place;
        }
        C::GoTo(place) => {
            desk.read(&place.article);
            go_to(desk, place);
            return Ok(Done::Reading);
        }
        C::NextAnnotation => return Ok(step_annotation(desk, true)),
        C::PreviousAnnotation => return Ok(step_annotation(desk, false)),
        C::NextArticle => step_article(desk, true),
        C::PreviousArticle => step_article(desk, false),
        C::NextUnit | C::PreviousUnit => {
            if let Some(article) = desk.current().cloned() {
                let ends = desk.project().codebook().ends;
                desk.suggested.choose(None);
                desk.reader.step(&article, command == C::NextUnit, ends);
            }
        }
        C::Find(action) => return super::find::act(desk, action),
        C::Lists(action) => return super::lists::act(desk, action),
        C::Codebook(action) => return super::codebook::act(desk, action),
        C::Consensus(action) => return super::consensus::act(desk, action),
        other => {
            let said = super::decide::statement(desk, other)?;
            return Ok(said.map_or(Done::Quietly, Done::Say));
        }
    }
    Ok(Done::Quietly)
}

pub(super) fn undo(desk: &mut Desk) -> Option<String> {
    let step = desk.timeline.undo().cloned()?;
    desk.log.undone();
    record(desk, &format!("Undo: {}", step.label), &step.inverse);
    follow(desk, &step.inverse);
    Some(step.label)
}

fn redo(desk: &mut Desk) -> Option<String> {
    let step = desk.timeline.redo().cloned()?;
    desk.log.redone();
    record(desk, &format!("Redo: {}", step.label), &step.edit);
    follow(desk, &step.edit);
    Some(step.label)
}

/// Undoes or redoes until so many steps are done, and says what came of it.
fn travel(desk: &mut Desk, steps: usize) -> String {
    let (mut back, mut forth) = (0, 0);
    while desk.timeline.done().len() > steps && undo(desk).is_some() {
        back += 1;
    }
    while desk.timeline.done().len() < steps && redo(desk).is_some() {
        forth += 1;
    }
    let words = |count: usize| if count == 1 { "1 step".to_owned() } else { format!("{count} steps") };
    match (back, forth) {
        (0, 0) => "This is where you are.".into(),
        (0, forth) => format!("Redone: {}", words(forth)),
        (back, _) => format!("Undone: {}", words(back)),
    }
}

/// Carries an edit out and hands it to the writer.
pub(super) fn commit(desk: &mut Desk, label: impl Into<String>, edit: Edit) -> Result<(), String> {
    let (label, kept) = (label.into(), edit.clone());
    desk.timeline.commit(label.clone(), edit).map_err(|e| sentence(&e.to_string()))?;
    desk.log.done(Utc::now());
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
    if let Some((article, annotation)) = touched_here(desk, edit).or_else(|| touched(edit)) {
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

/// What an edit changes in the article in the reader, so that one stays there if one can.
fn touched_here(desk: &Desk, edit: &Edit) -> Option<(ArticleId, Option<(AnalystId, AnnotationId)>)> {
    let here = desk.article.as_ref()?;
    match edit {
        Edit::Batch(edits) => edits.iter().filter_map(|e| touched_here(desk, e)).next(),
        one => touched(one).filter(|(article, _)| article == here),
    }
}

/// The article that an edit changes, and the annotation that is there afterwards; of several the first.
pub(super) fn touched(edit: &Edit) -> Option<(ArticleId, Option<(AnalystId, AnnotationId)>)> {
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

fn dataset(state: &mut State, tasks: &Tasks, format: &str, name: &str) {
    if let Some(format) = Format::named(format) {
        ask(state, tasks, Asked::Dataset(format), name);
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
    state.keep_place();
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
