//! What the worker threads bring: answers of dialogs, opened projects, articles, statements.

use std::path::PathBuf;

use chrono::Utc;
use uuid::Uuid;

use super::ask::Question;
use super::dispatch::{commit, folder_name, me, open, sentence};
use super::state::{Desk, State};
use super::tasks::{Asked, Outcome, Tasks};
use crate::import;
use crate::model::{Analyst, AnalystId, ArticleId, Codebook, Project};
use crate::store::{Opened, Writer};

/// Takes in what the worker threads have brought.
pub fn all(state: &mut State, tasks: &Tasks) {
    while let Some(outcome) = tasks.next() {
        match outcome {
            Outcome::Consensus(revision, found) => {
                if let Some(desk) = &mut state.desk {
                    desk.consensus = found;
                    desk.consensus_of = revision;
                }
            }
            Outcome::Figures(revision, found) => {
                if let Some(desk) = &mut state.desk {
                    desk.faces.figures = Some((revision, found));
                }
            }
            Outcome::Suggested(article, found) => {
                if let Some(desk) = &mut state.desk {
                    desk.suggested.take(&article, found);
                }
            }
            Outcome::Picked(asked, paths) => {
                state.dialog = false;
                picked(state, tasks, asked, paths);
            }
            Outcome::NoDialog(asked, name) => {
                state.dialog = false;
                let home = directories::UserDirs::new().map(|u| u.home_dir().join(name).display().to_string());
                state.question = Some(Question { asked, path: home.unwrap_or_default(), warning: None });
            }
            Outcome::Opened(opened) => {
                state.busy = None;
                match opened {
                    Ok(opened) => {
                        let analyst = opened.writer.as_ref().map_or_else(me, |w: &Writer| w.analyst().clone());
                        install(state, tasks, *opened, analyst);
                    }
                    Err(error) => state.complain(sentence(&error)),
                }
            }
            Outcome::Read(files) => {
                state.busy = None;
                add(state, files);
            }
            Outcome::Codebook(read) => match (read, &mut state.desk) {
                (Ok(incoming), Some(desk)) => desk.editor.offer(incoming),
                (Err(error), _) => state.complain(sentence(&error)),
                _ => {}
            },
            Outcome::Wrote(Ok(words)) => state.say(words),
            Outcome::Wrote(Err(words)) => state.complain(sentence(&words)),
        }
    }
}

/// Goes on with the paths that were picked for something.
pub fn picked(state: &mut State, tasks: &Tasks, asked: Asked, paths: Vec<PathBuf>) {
    let Some(first) = paths.first().cloned() else { return };
    match asked {
        Asked::Project => open(state, tasks, first),
        Asked::NewFolder => {
            let title = folder_name(&first).replace(['-', '_'], " ");
            state.busy = Some("Making the project…".into());
            tasks.create(first, Project::new(&sentence(&title), Codebook::standard()), me());
        }
        Asked::Articles => {
            state.busy = Some("Reading files…".into());
            tasks.read(paths);
        }
        Asked::CopyFolder => {
            if let Some(desk) = &state.desk {
                tasks.copy(desk.folder.clone(), first);
            }
        }
        Asked::CodebookIn => tasks.read_codebook(first),
        Asked::CodebookOut => {
            if let Some(desk) = &state.desk {
                tasks.write_codebook(first, desk.project().clone());
            }
        }
        Asked::Report => {
            if let Some(desk) = &state.desk {
                tasks.report(first, desk.project().clone(), desk.consensus.clone());
            }
        }
        Asked::Plot => {
            let plot = state.desk.as_ref().and_then(|d| d.faces.plot().cloned());
            match plot {
                Some(plot) => tasks.plot(first, plot, super::theme::palette(&tasks.waker().global_style())),
                None => state.complain("The plot is no longer shown. Open Opinions or Coverage and save it again."),
            }
        }
        Asked::Dataset(format) => {
            if let Some(desk) = &state.desk {
                tasks.export(first, format, desk.project().clone());
            }
        }
    }
}

/// Shows an opened project.
pub fn install(state: &mut State, tasks: &Tasks, opened: Opened, analyst: AnalystId) {
    state.settings.remember(&opened.folder);
    let place = state.settings.places.get(&opened.folder).cloned();
    let columns = state.settings.columns.get(&opened.folder).cloned().unwrap_or_default();
    let mut desk = Desk::new(opened.folder, opened.project, opened.problems, opened.writer, analyst);
    tasks.statements(0, desk.project().clone());
    desk.matrix.asked = Some(0);
    desk.matrix.columns = columns.iter().filter_map(|id| ArticleId::new(id).ok()).collect();
    if let Some(writer) = &desk.writer {
        let wake = tasks.waker();
        writer.on_change(move || wake.request_repaint());
    }
    // Where one stopped the last time.
    let place = place.and_then(|(article, byte)| Some((ArticleId::new(&article).ok()?, byte)));
    if let Some((article, byte)) = place.filter(|(article, _)| desk.project().article(article).is_some()) {
        desk.read(&article);
        desk.reader.reveal(byte);
    }
    state.notice = None;
    if let Some(words) = state.unread.take() {
        state.complain(words);
    }
    state.tour = !state.settings.toured;
    state.view = super::state::View::Read;
    state.desk = Some(desk);
}

fn add(state: &mut State, files: Vec<(PathBuf, Result<Vec<import::Incoming>, String>)>) {
    let Some(desk) = &mut state.desk else { return };
    let (mut wrong, mut notes, mut added, mut first) = (Vec::new(), Vec::new(), 0, None);
    let analyst = desk.project().analyst(&desk.analyst).cloned();
    let analyst = analyst.unwrap_or_else(|| Analyst { id: desk.analyst.clone(), name: desk.analyst.to_string() });
    let options = import::Options { analyst, ..import::Options::of(&desk.analyst) };
    for (path, read) in files {
        let planned = read.and_then(|incoming| {
            import::plan(desk.project(), incoming, &options, &mut Uuid::now_v7, Utc::now()).map_err(|e| e.to_string())
        });
        let done = planned.and_then(|plan| {
            notes.extend(plan.notices.iter().cloned());
            if plan.is_empty() {
                return Ok(());
            }
            if let Some(writer) = &desk.writer {
                for (article, ending, bytes) in plan.sources {
                    writer.keep_source(&article, &ending, bytes);
                }
            }
            commit(desk, format!("Add {}", folder_name(&path)), plan.edit)?;
            added += plan.articles.len();
            first = first.take().or(plan.articles.into_iter().next());
            Ok(())
        });
        wrong.extend(done.err().map(|e| sentence(&e)));
    }
    if let Some(first) = first {
        desk.read(&first);
    }
    let said = format!("Added {added} article{}.", if added == 1 { "" } else { "s" });
    if wrong.is_empty() {
        notes.insert(0, said);
        state.say(notes.join(" "));
    } else {
        wrong.insert(0, said);
        wrong.extend(notes);
        state.complain(wrong.join(" "));
    }
}
