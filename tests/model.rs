//! The model: edits and their inverses.

use pressmark::model::{Codebook, Edit, Project};

#[test]
fn an_edit_and_its_inverse_leave_no_trace() {
    let mut project = Project::new("Talks", Codebook::standard());
    let before = project.clone();
    let inverse = project.apply(&Edit::SetTitle("Summit".into())).unwrap();
    assert_eq!(project.title(), "Summit");
    project.apply(&inverse).unwrap();
    assert_eq!(project, before);
}
