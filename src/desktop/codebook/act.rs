//! Carrying actions out.

use super::edits::{self, Change};
use super::{Action, Tab, ask, registry};
use crate::desktop::dispatch::{Done, commit};
use crate::desktop::state::Desk;
use crate::desktop::tasks::Asked;
use crate::model::{CodeId, Edit};

/// Carries an action out.
pub fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    use Action as A;
    let project = desk.project().clone();
    let step = match action {
        A::New => {
            desk.editor.asking = Some(ask::Asking::new_code(desk));
            None
        }
        A::Create(draft) => {
            let step = edits::create(&project, &draft);
            if let Edit::AddCode { code, .. } = &step.1 {
                let id = code.id.clone();
                commit(desk, step.0.clone(), step.1.clone())?;
                choose(desk, id);
            }
            desk.editor.asking = None;
            return Ok(Done::Say(format!("{}.", step.0.replacen("Make", "Made", 1))));
        }
        A::Show(tab) => {
            desk.editor.release();
            desk.editor.focus_name = false;
            desk.editor.tab = tab;
            desk.editor.filter.clear();
            desk.editor.reveal = true;
            None
        }
        A::Choose(id) => {
            choose(desk, id);
            None
        }
        A::ChooseAttribute(id) => {
            desk.editor.attribute = Some(id);
            None
        }
        A::ChooseName(name) => {
            desk.editor.name = Some(name);
            None
        }
        A::Step { forward } => {
            step_in_list(desk, forward);
            None
        }
        A::Rename => {
            desk.editor.focus_name = true;
            None
        }
        A::Listen(on) => {
            desk.editor.listening = on && desk.editor.tab == Tab::Codes && desk.editor.chosen.is_some();
            desk.editor.conflict = None;
            None
        }
        A::Change(id, Change::Key(Some(key)))
            if project.codebook().code_by_key(key).is_some_and(|other| other.id != id) =>
        {
            desk.editor.listening = false;
            desk.editor.conflict = Some((id, key));
            None
        }
        A::Change(id, change) => {
            desk.editor.listening = false;
            desk.editor.conflict = None;
            edits::change(&project, &id, change)?
        }
        A::Swap(id, key) => {
            desk.editor.conflict = None;
            Some(edits::swap_keys(&project, &id, key)?)
        }
        A::Move(way) => {
            let id = chosen(desk)?;
            desk.editor.reveal = true;
            edits::shift(&project, &id, way)?
        }
        A::Delete => {
            if let (Tab::Attributes, Some(id)) = (desk.editor.tab, desk.editor.attribute.clone()) {
                return act(desk, A::DeleteAttribute(id));
            }
            let id = chosen(desk)?;
            if edits::places(&project, &id).is_empty() {
                let next = neighbour(desk, &id);
                let step = edits::delete(&project, &id)?;
                desk.editor.chosen = next;
                commit(desk, step.0, step.1)?;
                return Ok(Done::Say("Deleted. Ctrl+Z brings it back.".into()));
            }
            desk.editor.asking = Some(ask::Asking::merge(id, true));
            None
        }
        A::Merge => {
            desk.editor.asking = Some(ask::Asking::merge(chosen(desk)?, false));
            None
        }
        A::MergeInto(from, into) => {
            let count = edits::places(&project, &from).len();
            let step = edits::merge(&project, &from, &into)?;
            commit(desk, step.0, step.1)?;
            desk.editor.asking = None;
            choose(desk, into);
            let them = if count == 1 { "1 annotation".into() } else { format!("{count} annotations") };
            return Ok(Done::Say(format!("Merged with {them}. Ctrl+Z takes all of it back.")));
        }
        A::Split => {
            let id = chosen(desk)?;
            if edits::places(&project, &id).is_empty() {
                return Err("This code marks nothing that could be split off.".into());
            }
            desk.editor.asking = Some(ask::Asking::split(id));
            None
        }
        A::SplitOff(from, places, into) => {
            let step = edits::split(&project, &from, places, into)?;
            desk.editor.asking = None;
            Some(step)
        }
        A::NewAttribute => {
            let (id, step) = edits::create_attribute(&project);
            commit(desk, step.0, step.1)?;
            desk.editor.tab = Tab::Attributes;
            desk.editor.attribute = Some(id);
            desk.editor.focus_name = true;
            None
        }
        A::ChangeAttribute(id, change) => edits::change_attribute(&project, &id, change)?,
        A::DeleteAttribute(id) => {
            let step = edits::delete_attribute(&project, &id)?;
            commit(desk, step.0, step.1)?;
            desk.editor.attribute = None;
            return Ok(Done::Say("Deleted. Ctrl+Z brings it back with all values.".into()));
        }
        A::Ends(ends) => Some(("Say what the ends of a mark hold".into(), Edit::SetEnds(ends)))
            .filter(|_| project.codebook().ends != ends),
        A::Same(name, main) => {
            let step = registry::same(&project, &name, &main);
            desk.editor.name = Some(project.canonical(&main).to_owned());
            step
        }
        A::NotSame(a, b) => {
            desk.editor.not_same.insert(registry::pair(&a, &b));
            None
        }
        A::Apart(main, alias) => registry::apart(&project, &main, &alias),
        A::MakeMain(main, alias) => {
            desk.editor.name = Some(alias.clone());
            registry::make_main(&project, &main, &alias)
        }
        A::WriteMain(name) => {
            let Some((count, step)) = registry::write_main(&project, name.as_deref()) else {
                return Ok(Done::Say("The main names are written everywhere already.".into()));
            };
            commit(desk, step.0, step.1)?;
            let values = if count == 1 { "1 value".into() } else { format!("{count} values") };
            return Ok(Done::Say(format!("Wrote {values} anew. Ctrl+Z takes all of it back.")));
        }
        A::Import => return Ok(Done::Ask(Asked::CodebookIn, String::new())),
        A::TakeIn => {
            let Some(ask::Asking::Import(incoming)) = desk.editor.asking.take() else { return Ok(Done::Quietly) };
            incoming.step(&project)
        }
        A::Export => return Ok(Done::Ask(Asked::CodebookOut, "codebook.ron".into())),
        A::FoldDefinition => {
            desk.editor.folded = !desk.editor.folded;
            None
        }
    };
    if let Some((label, edit)) = step {
        commit(desk, label, edit)?;
    }
    Ok(Done::Quietly)
}

fn choose(desk: &mut Desk, id: CodeId) {
    desk.editor.chosen = Some(id);
    desk.editor.conflict = None;
    desk.editor.listening = false;
    desk.editor.reveal = true;
}

/// The chosen code, in the part that shows codes.
fn chosen(desk: &Desk) -> Result<CodeId, String> {
    let id = desk.editor.chosen.clone().filter(|id| desk.project().codebook().code(id).is_some());
    id.filter(|_| desk.editor.tab == Tab::Codes).ok_or_else(|| "Choose a code in the list first.".into())
}

/// The code next to one in the list.
fn neighbour(desk: &Desk, id: &CodeId) -> Option<CodeId> {
    let rows = desk.editor.tree.rows();
    let at = rows.iter().position(|r| r.id == *id)?;
    rows.get(at + 1).or(at.checked_sub(1).and_then(|i| rows.get(i))).map(|r| r.id.clone())
}

fn step_in_list(desk: &mut Desk, forward: bool) {
    fn next<T: Clone + PartialEq>(all: &[T], now: Option<&T>, forward: bool) -> Option<T> {
        let at = now.and_then(|n| all.iter().position(|x| x == n));
        let to = match at {
            Some(i) if forward => (i + 1).min(all.len().saturating_sub(1)),
            Some(i) => i.saturating_sub(1),
            None => 0,
        };
        all.get(to).cloned()
    }
    let editor = &mut desk.editor;
    editor.reveal = true;
    match editor.tab {
        Tab::Codes => {
            let all: Vec<CodeId> = editor.tree.rows().iter().map(|r| r.id.clone()).collect();
            editor.chosen = next(&all, editor.chosen.as_ref(), forward);
            editor.conflict = None;
        }
        Tab::Attributes => {
            let all: Vec<_> = desk.timeline.project().codebook().attributes.iter().map(|a| a.id.clone()).collect();
            editor.attribute = next(&all, editor.attribute.as_ref(), forward);
        }
        Tab::Names => {
            let all = editor.overview.shown(&editor.filter);
            editor.name = next(&all, editor.name.as_ref(), forward);
        }
        Tab::Rules => {}
    }
}
