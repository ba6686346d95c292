//! A project with what has happened to it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{AnalystId, Edit, EditError, Project, Time};

/// One line of an analyst's history on disk. Undoing is an edit too, so a history only ever grows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counts this analyst's edits from 1, without gaps.
    pub number: u64,
    /// When it was made.
    pub at: Time,
    /// Who made it.
    pub by: AnalystId,
    /// What the history list calls it, such as `Tag as claim`.
    pub label: String,
    /// What changed.
    pub edit: Edit,
}

/// An edit that was carried out, with the one that takes it back.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the history list calls it.
    pub label: String,
    /// What changed.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
}

/// A project, the steps that can be undone, and those that can be redone.
#[derive(Clone, Debug)]
pub struct Timeline {
    project: Arc<Project>,
    done: Vec<Step>,
    undone: Vec<Step>,
    revision: u64,
}

impl Timeline {
    /// Begins with a project as it was opened.
    pub fn new(project: Project) -> Self {
        Self { project: Arc::new(project), done: Vec::new(), undone: Vec::new(), revision: 0 }
    }

    /// The project as it is now. Keeping the `Arc` keeps this state.
    pub fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// Goes up by one with every change, undo and redo.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Carries out an edit; what had been undone can no longer be redone.
    ///
    /// # Errors
    /// As [`Project::apply`]; nothing has changed then.
    pub fn commit(&mut self, label: impl Into<String>, edit: Edit) -> Result<(), EditError> {
        let inverse = Arc::make_mut(&mut self.project).apply(&edit)?;
        self.done.push(Step { label: label.into(), edit, inverse });
        self.undone.clear();
        self.revision += 1;
        Ok(())
    }

    /// Takes the last step back and returns it: its `inverse` is what has now been carried out.
    pub fn undo(&mut self) -> Option<&Step> {
        let step = self.done.pop()?;
        match Arc::make_mut(&mut self.project).apply(&step.inverse) {
            Ok(edit) => {
                self.undone.push(Step { edit, ..step });
                self.revision += 1;
                self.undone.last()
            }
            Err(_) => None,
        }
    }

    /// Carries the last undone step out again and returns it: its `edit` is what has now been carried out.
    pub fn redo(&mut self) -> Option<&Step> {
        let step = self.undone.pop()?;
        match Arc::make_mut(&mut self.project).apply(&step.edit) {
            Ok(inverse) => {
                self.done.push(Step { inverse, ..step });
                self.revision += 1;
                self.done.last()
            }
            Err(_) => None,
        }
    }

    /// The steps that can be undone, oldest first.
    pub fn done(&self) -> &[Step] {
        &self.done
    }

    /// The steps that can be redone, the next one last.
    pub fn undone(&self) -> &[Step] {
        &self.undone
    }
}
