//! The model: every edit can be taken back, no wrong edit leaves a trace, and a timeline keeps what was.

mod dice;
mod many;
mod refused;
mod sound;
pub mod wishes;

use std::collections::BTreeSet;

use pressmark::model::{Edit, EditError, Entry, Project, Published, Timeline};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use wishes::{KIND_COUNT, Wish, begun, grant, kind_of, wish};

/// Half as many cases as elsewhere: one case is up to forty edits. `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 2, failure_persistence: None, ..usual }
}

fn apply_all<'a>(project: &mut Project, edits: impl IntoIterator<Item = &'a Edit>) -> Vec<Edit> {
    edits.into_iter().map(|e| project.apply(e).unwrap_or_else(|error| panic!("{e:?} was refused: {error}"))).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn inverses_lead_back_and_theirs_forth_again(wishes in prop::collection::vec(wish(), 1..40)) {
        let before = begun();
        let mut project = before.clone();
        let mut inverses = Vec::new();
        for wish in &wishes {
            let Some(edit) = grant(&project, wish) else { continue };
            let inverse = project.apply(&edit);
            prop_assert!(inverse.is_ok(), "{:?} was refused: {:?}", edit, inverse);
            inverses.extend(inverse);
            sound::check(&project);
        }
        let after = project.clone();
        let mut again = apply_all(&mut project, inverses.iter().rev());
        prop_assert_eq!(&project, &before);
        again.reverse();
        let back = apply_all(&mut project, &again);
        prop_assert_eq!(&project, &after);
        apply_all(&mut project, back.iter().rev());
        prop_assert_eq!(&project, &before);
    }

    #[test]
    fn a_refused_edit_changes_nothing(wishes in prop::collection::vec(wish(), 0..25), seed in any::<u64>()) {
        let mut project = begun();
        for wish in &wishes {
            if let Some(edit) = grant(&project, wish) {
                project.apply(&edit).unwrap();
            }
        }
        for wrong in refused::all(&project, seed) {
            let before = project.clone();
            let result = project.apply(&wrong.edit);
            prop_assert!(result.as_ref().is_err_and(|e| (wrong.fits)(e)), "{}: {:?} gave {:?}", wrong.why, wrong.edit, result);
            prop_assert_eq!(&project, &before, "{} left a trace", wrong.why);
        }
    }

    #[test]
    fn a_batch_that_fails_anywhere_changes_nothing(
        wishes in prop::collection::vec(wish(), 1..12), at in any::<prop::sample::Index>(), seed in any::<u64>(), depth in 0..4_usize,
    ) {
        let before = begun();
        let at = at.index(wishes.len() + 1);
        let (mut ahead, mut edits) = (before.clone(), Vec::new());
        for wish in &wishes[..at] {
            if let Some(edit) = grant(&ahead, wish) {
                ahead.apply(&edit).unwrap();
                edits.push(edit);
            }
        }
        let mut all = refused::all(&ahead, seed);
        let wrong = all.swap_remove(seed as usize % all.len());
        edits.push(wrong.edit);
        edits.extend(wishes[at..].iter().filter_map(|w| grant(&ahead, w)));
        let batch = (0..depth).fold(Edit::Batch(edits), |inner, _| Edit::Batch(vec![Edit::SetEvent("x".into()), inner]));
        let mut project = before.clone();
        let result = project.apply(&batch);
        prop_assert!(result.as_ref().is_err_and(|e| (wrong.fits)(e)), "{}: {:?}", wrong.why, result);
        prop_assert_eq!(project, before);
    }

    #[test]
    fn a_timeline_goes_to_and_fro_through_what_was(
        deeds in prop::collection::vec(prop_oneof![3 => wish().prop_map(Some), 2 => Just(None)], 1..40), redo in any::<u64>(),
    ) {
        let mut timeline = Timeline::new(begun());
        // What the project was after every step, where we stand, and a copy that follows by what the steps say.
        let (mut states, mut here, mut copy) = (vec![begun()], 0, begun());
        let mut revision = 0;
        for (round, deed) in deeds.iter().enumerate() {
            match deed {
                Some(wish) => {
                    let Some(edit) = grant(timeline.project(), wish) else { continue };
                    copy.apply(&edit).unwrap();
                    timeline.commit("Do", edit).unwrap();
                    states.truncate(here + 1);
                    states.push(copy.clone());
                    here += 1;
                }
                None if redo >> (round % 64) & 1 == 1 => {
                    let step = timeline.redo().cloned();
                    prop_assert_eq!(step.is_some(), here + 1 < states.len());
                    let Some(step) = step else { continue };
                    copy.apply(&step.edit).unwrap();
                    here += 1;
                }
                None => {
                    let step = timeline.undo().cloned();
                    prop_assert_eq!(step.is_some(), here > 0);
                    let Some(step) = step else { continue };
                    copy.apply(&step.inverse).unwrap();
                    here -= 1;
                }
            }
            revision += 1;
            prop_assert_eq!(timeline.project().as_ref(), &states[here]);
            prop_assert_eq!(&copy, &states[here]);
            prop_assert_eq!(timeline.revision(), revision);
            prop_assert_eq!((timeline.done().len(), timeline.undone().len()), (here, states.len() - 1 - here));
        }
    }

    #[test]
    fn edits_and_their_inverses_survive_being_written_down(wishes in prop::collection::vec(wish(), 1..12)) {
        let mut project = begun();
        for (number, wish) in (1..).zip(&wishes) {
            let Some(edit) = grant(&project, wish) else { continue };
            let inverse = project.apply(&edit).unwrap();
            for edit in [edit, inverse] {
                let at = "2025-08-16T09:30:00.123456789Z".parse().unwrap();
                let entry = Entry { number, at, by: "ana".to_owned().try_into().unwrap(), label: "Tag".into(), edit };
                let line = ron::to_string(&entry).unwrap();
                prop_assert!(!line.contains(['\n', '\r']), "more than one line");
                prop_assert_eq!(&ron::from_str::<Entry>(&line).unwrap(), &entry);
                let json = serde_json::to_string(&entry).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Entry>(&json).unwrap(), &entry);
            }
        }
    }
}

/// The properties above say nothing about an edit that never comes up.
#[test]
fn every_kind_of_edit_comes_up() {
    let mut seen = BTreeSet::new();
    fn note(seen: &mut BTreeSet<&'static str>, edit: &Edit) {
        seen.insert(kind_of(edit));
        if let Edit::Batch(edits) = edit {
            edits.iter().for_each(|e| note(seen, e));
        }
    }
    let mut runner = TestRunner::deterministic();
    let mut project = begun();
    for _ in 0..1_000 {
        let wish = wish().new_tree(&mut runner).unwrap().current();
        if let Some(edit) = grant(&project, &wish) {
            project.apply(&edit).unwrap();
            note(&mut seen, &edit);
        }
    }
    assert_eq!(seen.len(), KIND_COUNT, "only {seen:?}");
}

/// Nor about an error that nothing runs into.
#[test]
fn every_class_of_error_comes_up() {
    let mut seen = BTreeSet::new();
    let mut runner = TestRunner::deterministic();
    let mut project = begun();
    for seed in 0..300 {
        let wish = wish().new_tree(&mut runner).unwrap().current();
        if let Some(edit) = grant(&project, &wish) {
            project.apply(&edit).unwrap();
        }
        let wrong = refused::all(&project, seed).into_iter();
        seen.extend(wrong.filter_map(|w| project.apply(&w.edit).err()).map(|e| refused::class_of(&e)));
    }
    assert_eq!(seen.len(), refused::CLASS_COUNT, "only {seen:?}");
}

#[test]
fn a_failed_commit_is_no_step() {
    let mut timeline = Timeline::new(begun());
    timeline.commit("Name", Edit::SetEvent("Summit".into())).unwrap();
    timeline.undo().unwrap();
    let before = timeline.project().clone();
    assert_eq!(timeline.commit("Name", Edit::SetTitle(" ".into())), Err(EditError::Nameless("a project")));
    assert_eq!(timeline.project(), &before);
    assert_eq!((timeline.revision(), timeline.done().len()), (2, 0));
    // What had been undone can still be redone.
    assert_eq!(timeline.redo().unwrap().label, "Name");
    assert_eq!(timeline.project().event(), "Summit");
}

#[test]
fn one_undo_takes_a_bulk_action_over_articles_back() {
    let project = begun();
    let edits = dice::places(&project).into_iter().map(Edit::Unannotate);
    let bulk = Edit::Batch(edits.chain(project.articles().map(|a| Edit::RemoveArticle(a.id.clone()))).collect());
    let mut timeline = Timeline::new(project.clone());
    timeline.commit("Clear", bulk).unwrap();
    assert_eq!(timeline.project().articles().len(), 0);
    timeline.undo().unwrap();
    assert_eq!(**timeline.project(), project);
}

#[test]
fn names_that_one_folder_could_not_hold_apart_are_taken() {
    let mut project = Project::new("Talks", Default::default());
    for (first, second) in [("Ana", "ANA"), ("José", "Jose\u{301}"), ("ÉCHO", "e\u{301}cho")] {
        let add = |id: &str| {
            let id = id.to_owned().try_into().unwrap();
            Edit::AddAnalyst(pressmark::model::Analyst { id, name: "x".into() })
        };
        project.apply(&add(first)).unwrap();
        assert!(matches!(project.apply(&add(second)), Err(EditError::Taken { .. })), "{first} and {second}");
    }
}

#[test]
fn a_project_is_never_without_a_title() {
    for blank in ["", " \t"] {
        let mut project = Project::new(blank, Default::default());
        let before = project.clone();
        let inverse = project.apply(&Edit::SetTitle("Talks".into())).unwrap();
        project.apply(&inverse).unwrap();
        assert_eq!(project, before);
    }
}

#[test]
fn a_name_is_known_by_all_its_spellings() {
    let mut project = Project::new("Talks", Default::default());
    let set = |name: &str, aliases: &[&str]| Edit::SetAliases {
        name: name.into(),
        aliases: aliases.iter().map(|&a| a.into()).collect(),
    };
    project.apply(&set("José Díaz", &["J. Díaz", "Diaz", "J. Díaz", "DIAZ"])).unwrap();
    for spelling in ["José Díaz", "JOSE\u{301} DI\u{301}AZ", "diaz", "j. díaz"] {
        assert_eq!(project.canonical(spelling), "José Díaz", "{spelling}");
    }
    assert_eq!(project.canonical("Díaz"), "Díaz");
    assert_eq!(project.names()["José Díaz"], ["DIAZ", "J. Díaz"]);
    // Another name is free once the old one has been taken out.
    assert!(matches!(project.apply(&set("Diaz", &["José Díaz"])), Err(EditError::Taken { .. })));
    project.apply(&set("José Díaz", &[])).unwrap();
    assert!(project.names().is_empty());
    project.apply(&set("Diaz", &["José Díaz"])).unwrap();
    assert_eq!(project.canonical("josé díaz"), "Diaz");
}

#[test]
fn dates_are_read_in_two_forms_only() {
    for good in ["2025-08-16", "2024-02-29", "2025-08-16T09:30:00Z", "2025-08-16T09:30:00.5+05:30"] {
        assert!(Published::parse(good).is_some(), "{good}");
    }
    for bad in [
        "",
        "2025-8-16",
        "2025-08-1",
        " 2025-08-16",
        "2025- 8-16",
        "+2025-08-16",
        "2025-02-29",
        "2025-13-01",
        "25-08-16",
        "16.08.2025",
        "August 16",
        "2025-08-16T09:30",
        "2025-08-16 09:30:00",
        "12025-08-16",
        "2025-08-16x",
    ] {
        assert!(Published::parse(bad).is_none(), "{bad}");
    }
}

/// The shortest wish that a shrunk failure can come down to.
#[test]
fn an_empty_batch_is_a_step_that_changes_nothing() {
    let mut project = begun();
    let before = project.clone();
    let edit = grant(&project, &Wish::Many(Vec::new())).unwrap();
    assert_eq!(project.apply(&edit), Ok(Edit::Batch(Vec::new())));
    assert_eq!(project, before);
}
