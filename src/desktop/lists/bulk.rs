//! Changing many annotations at once: one commit each, so that one undo takes it back.

use super::parts::counted;
use crate::desktop::dispatch::{Done, commit};
use crate::desktop::state::Desk;
use crate::model::{AttributeId, CodeId, Edit, Place};

/// The chosen annotations that the analyst may change, and how many are somebody else's.
fn own(desk: &Desk) -> (Vec<Place>, usize) {
    let marks = &desk.lists.marks;
    let chosen: Vec<&Place> =
        marks.list.rows().iter().map(|r| &r.place).filter(|p| marks.chosen.contains(&p.annotation)).collect();
    let own: Vec<Place> = chosen.iter().filter(|p| p.analyst == desk.analyst).map(|p| (*p).clone()).collect();
    let others = chosen.len() - own.len();
    (own, others)
}

/// Gives all of them a code.
pub(super) fn recode(desk: &mut Desk, code: &CodeId) -> Result<Done, String> {
    let (own, others) = own(desk);
    let project = desk.project().clone();
    let name = project.codebook().code(code).map_or_else(|| code.to_string(), |c| c.name.to_lowercase());
    let edits: Vec<Edit> = own
        .into_iter()
        .filter(|place| project.annotation(place).is_some_and(|a| a.code != *code))
        .map(|place| Edit::Recode { place, code: code.clone() })
        .collect();
    let what = format!("Recoded {} as {name}", counted(edits.len(), "annotation"));
    carry_out(desk, format!("Recode {} as {name}", counted(edits.len(), "annotation")), edits, what, others)
}

/// Deletes all of them.
pub(super) fn delete(desk: &mut Desk) -> Result<Done, String> {
    let (own, others) = own(desk);
    let edits: Vec<Edit> = own.into_iter().map(Edit::Unannotate).collect();
    let count = counted(edits.len(), "annotation");
    let done = carry_out(desk, format!("Delete {count}"), edits, format!("Deleted {count}"), others)?;
    if desk.selected.as_ref().is_some_and(|p| desk.project().annotation(p).is_none()) {
        desk.selected = None;
        desk.reader.release();
    }
    Ok(done)
}

/// Gives an attribute of all of them a value, or takes it away; those whose kind does not have it stay as they are.
pub(super) fn set(desk: &mut Desk, attribute: &AttributeId, value: Option<String>) -> Result<Done, String> {
    let (own, others) = own(desk);
    let project = desk.project().clone();
    let codebook = project.codebook();
    let Some(known) = codebook.attribute(attribute) else {
        return Err(format!("There is no attribute “{attribute}” in the codebook."));
    };
    let edits: Vec<Edit> = own
        .into_iter()
        .filter(|place| {
            project.annotation(place).is_some_and(|a| {
                known.kinds.contains(&codebook.kind(&a.code)) && a.attributes.get(attribute) != value.as_ref()
            })
        })
        .map(|place| Edit::SetAttribute { place, attribute: attribute.clone(), value: value.clone() })
        .collect();
    let count = counted(edits.len(), "annotation");
    let name = known.name.to_lowercase();
    carry_out(desk, format!("Set {name} of {count}"), edits, format!("Set {name} of {count}"), others)
}

fn carry_out(desk: &mut Desk, label: String, edits: Vec<Edit>, done: String, others: usize) -> Result<Done, String> {
    let left = match others {
        0 => String::new(),
        n => format!(" {} of another analyst stayed as they were.", counted(n, "annotation")),
    };
    if edits.is_empty() {
        return Ok(Done::Say(format!("There was nothing to change.{left}")));
    }
    commit(desk, label, Edit::Batch(edits))?;
    Ok(Done::Say(format!("{done}. Ctrl+Z takes it back.{left}")))
}
