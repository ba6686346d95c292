//! Histories cut off and checkpoints interrupted, at every place.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::*;

const HISTORY: &str = "history/ana.ron-lines";

#[test]
fn a_history_cut_off_anywhere_gives_what_was_whole() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    let mut s = Session::open(&folder, "ana");
    let before = fs::metadata(folder.join(HISTORY)).unwrap().len() as usize;
    let mut states = vec![(before, s.project())];
    for edit in
        [Edit::SetEvent("“Summit”\n🎉".into()), annotate(7, "bbc", "ana", TEXT, "It's"), Edit::SetTitle("Later".into())]
    {
        s.commit(edit);
        s.flush(false);
        states.push((fs::metadata(folder.join(HISTORY)).unwrap().len() as usize, s.project()));
    }
    let base = dir.path().join("base");
    store::save_as(&folder, &base).unwrap();
    let whole = fs::read(base.join(HISTORY)).unwrap();
    for length in before..=whole.len() {
        fs::write(base.join(HISTORY), &whole[..length]).unwrap();
        // The line feed alone may be missing: the edit is whole.
        let expected =
            &states.iter().rev().find(|(end, _)| *end <= length + 1 && (*end <= length || *end > before)).unwrap().1;
        let found = read(&base);
        assert_eq!((&found.project, found.problems), (expected, vec![]), "{length} bytes");
        if length % 40 == 0 || length + 2 > whole.len() {
            let again = dir.path().join(format!("again-{length}"));
            store::save_as(&base, &again).unwrap();
            let mut s = Session::open(&again, "ana");
            s.commit(Edit::SetTitle("On".into()));
            let expected = s.project();
            drop(s);
            let found = read(&again);
            assert_eq!((found.project, found.problems), (expected, vec![]), "{length} bytes, written on");
            assert_eq!(store::check(&again).unwrap(), [], "{length} bytes, written on");
        }
    }
}

#[test]
fn a_history_without_a_whole_line_begins_anew() {
    for length in [0, 5, 20] {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("talks");
        sample(&folder);
        drop(Session::open(&folder, "ben"));
        // Ben's history is gone to its first bytes; his one edit is in the checkpoint.
        let ben = folder.join("history/ben.ron-lines");
        fs::write(&ben, &fs::read(&ben).unwrap()[..length]).unwrap();
        let found = read(&folder);
        assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
        assert!(found.problems[0].what.contains("0 entries"));
        assert!(found.project.analyst(&analyst("ben")).is_some());
        let mut s = Session::open(&folder, "ben");
        s.commit(Edit::SetEvent("On".into()));
        drop(s);
        assert_eq!(read(&folder).project.event(), "On");
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut rest = vec![folder.to_owned()];
    while let Some(at) = rest.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                rest.push(path);
            } else {
                out.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    out
}

#[test]
fn an_interrupted_checkpoint_is_finished_or_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, old, new) = (dir.path().join("talks"), dir.path().join("old"), dir.path().join("new"));
    sample(&folder);
    let mut s = Session::open(&folder, "ana");
    s.commit(draft("cnn", "A third."));
    s.commit(annotate(30, "cnn", "ana", "A third.", "third"));
    s.commit(annotate(31, "bbc", "ana", TEXT, "It's"));
    s.commit(Edit::RemoveArticle(article("../../odd: “name”.")));
    s.commit(Edit::SetTitle("After".into()));
    s.flush(false);
    store::save_as(&folder, &old).unwrap();
    s.flush(true);
    store::save_as(&folder, &new).unwrap();
    let project = s.project();

    let (before, after) = (files(&old), files(&new));
    let names = |from: &BTreeMap<PathBuf, Vec<u8>>, to: &BTreeMap<PathBuf, Vec<u8>>| -> Vec<PathBuf> {
        from.keys().filter(|k| from.get(*k) != to.get(*k)).cloned().collect()
    };
    let written = names(&after, &before);
    let removed: Vec<PathBuf> = before.keys().filter(|k| !after.contains_key(*k)).cloned().collect();
    assert!(written.len() >= 4 && removed.len() >= 3, "{written:?} {removed:?}");
    let quoted = |list: &[PathBuf]| list.iter().map(|p| format!("{p:?},")).collect::<String>();
    let marker = format!("(format: 1, number: 3, written: [{}], removed: [{}])", quoted(&written), quoted(&removed));
    let steps = written.len() + removed.len();
    // Staged files without a marker; then the marker, and one move after the other.
    for moved in [None].into_iter().chain((0..=steps).map(Some)) {
        let state = dir.path().join(format!("state-{moved:?}"));
        store::save_as(&old, &state).unwrap();
        fs::create_dir_all(state.join("history/.staging")).unwrap();
        for (n, name) in written.iter().enumerate() {
            // Without a marker even a torn staged file is harmless.
            let content = &after[name][moved.map_or(3, |_| 0)..];
            if moved.is_some_and(|moved| n < moved) {
                fs::create_dir_all(state.join(name).parent().unwrap()).unwrap();
                fs::write(state.join(name), content).unwrap();
            } else {
                fs::write(state.join(format!("history/.staging/3-{n}")), content).unwrap();
            }
        }
        if let Some(moved) = moved {
            for name in &removed[..moved.saturating_sub(written.len())] {
                fs::remove_file(state.join(name)).unwrap();
            }
            fs::write(state.join("history/.checkpoint"), &marker).unwrap();
        }
        let found = read(&state);
        assert_eq!((&found.project, found.problems), (&project, vec![]), "{moved:?}");
        assert_eq!(store::check(&state).unwrap(), [], "{moved:?}");
        let copy = dir.path().join(format!("copy-{moved:?}"));
        store::save_as(&state, &copy).unwrap();
        assert_eq!(read(&copy).project, project, "{moved:?}");
        let opened = store::open(&state, write("ana")).unwrap();
        assert_eq!((&opened.project, &opened.problems), (&project, &vec![]), "{moved:?}");
        drop(opened);
        let mut left = files(&state);
        left.remove(Path::new("history/.lock"));
        if moved.is_some() {
            assert_eq!(left, after, "{moved:?}");
        } else {
            assert!(!state.join("history/.staging").exists());
        }
    }
}

#[test]
fn a_hostile_marker_moves_nothing_out_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    sample(&folder);
    fs::write(dir.path().join("prey"), "mine").unwrap();
    fs::create_dir_all(folder.join("history/.staging")).unwrap();
    fs::write(folder.join("history/.staging/9-0"), "theirs").unwrap();
    for list in ["written: [\"../prey\"], removed: []", "written: [], removed: [\"articles/../../prey\"]"] {
        fs::write(folder.join("history/.checkpoint"), format!("(format: 1, number: 9, {list})")).unwrap();
        assert!(matches!(store::open(&folder, write("ana")), Err(StoreError::Astray(_))));
        let _ = store::open(&folder, Mode::Read);
        assert_eq!(fs::read_to_string(dir.path().join("prey")).unwrap(), "mine");
    }
}
