//! Quotations of one utterance beside each other, and what analysts say of statements: verdicts, notes, locks.

use pressmark::consensus::{Relation, Slot, Statement, Variant};
use pressmark::model::{DecisionId, Edit, Place, Project, Ruling};
use uuid::Uuid;

use crate::consensus::{add, article, decide, empty, id, mark, numbers, of, project, sync, who};

/// The relation, the drift in hundredths and the operations of a member's wording.
fn variant(statement: &Statement, n: u128) -> (Relation, u32, Vec<(&str, &str, &str)>) {
    let member = |v: &&Variant| statement.members[v.member].place.annotation == id(n);
    let found = statement.variants.iter().find(member).unwrap();
    let operations = found.operations.iter().map(|o| (o.kind, o.from.as_str(), o.to.as_str())).collect();
    (found.relation, (found.drift * 100.0).round() as u32, operations)
}

/// A project in which decisions have put all marks into one statement.
fn joined(lines: &str) -> Project {
    let mut project = project(lines);
    let count = lines.lines().filter(|l| !l.trim().is_empty()).count() as u128;
    for n in 2..=count {
        decide(&mut project, 1_000 + n, Ruling::Same(id(1), id(n)));
    }
    project
}

#[test]
fn an_altered_word_is_told_with_both_words_and_drifts() {
    let project = project(
        "a | quote | “[We haven’t quite got there, but we’ve got some headway].”
         b | quote | “[We haven't quite got there, but we've made some headway],” he told reporters.
         c | quote | He said: “[We haven’t quite got there, but we’ve got some headway].”",
    );
    let statement_of = sync(&project);
    let statement = of(&statement_of, 1);
    assert_eq!(variant(statement, 1).0, Relation::Leading);
    assert_eq!(variant(statement, 3).0, Relation::Same);
    let (relation, drift, operations) = variant(statement, 2);
    assert_eq!(relation, Relation::Altered);
    let expected = [
        ("keep", "We haven’t quite got there but we’ve", "We haven't quite got there but we've"),
        ("replace", "got", "made"),
        ("keep", "some headway", "some headway"),
    ];
    assert_eq!(operations, expected);
    // One word of the twelve that contractions written out make.
    assert_eq!(drift, 8);
    assert!((statement.drift().unwrap() - 1.0 / 24.0).abs() < 1e-6);
    let wording = &statement.differences[0];
    assert_eq!((wording.slot, wording.severity, wording.values.len()), (Slot::Wording, None, 2));
    assert_eq!(wording.values[0].annotations, [id(1), id(3)]);
}

#[test]
fn what_is_cut_or_spliced_is_faithful_as_long_as_every_word_stands() {
    let project = joined(
        "a | quote | “[I have always had a fantastic relationship with the president and it was tough, but he understood it].”
         b | quote | “[a fantastic relationship with the president],” he said.
         c | quote | “[I have always had a fantastic relationship with the president … but he understood it].”
         d | quote | “[I have always had a relationship with the president and it was tough].”
         e | quote | “[I have always had a terrible time with the president],” he said.",
    );
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(statement.lead, 0);
    let (relation, drift, operations) = variant(statement, 2);
    assert_eq!((relation, drift), (Relation::Cut, 0));
    assert_eq!(operations[0], ("delete", "I have always had", ""));
    assert_eq!((variant(statement, 3).0, variant(statement, 3).1), (Relation::Spliced, 0));
    // “fantastic” is left out without a sign: 1 of 14 words.
    assert_eq!((variant(statement, 4).0, variant(statement, 4).1), (Relation::Spliced, 7));
    // “fantastic relationship” has become “terrible time”: 2 of 10 words.
    assert_eq!((variant(statement, 5).0, variant(statement, 5).1), (Relation::Altered, 20));
    let sides: Vec<usize> = statement.differences.iter().map(|d| d.values.len()).collect();
    assert_eq!(sides, [2], "only who changes words differs in wording");
}

#[test]
fn an_editors_brackets_are_shown_and_count_for_nothing() {
    let mut project = empty();
    add(&mut project, "a", "“There are just a very few left; some are not that significant,” he said.");
    add(&mut project, "b", "He said: “There are just a very few [issues] left; […] not that significant.”");
    mark(&mut project, "a", 1, "quote", "There are just a very few left; some are not that significant", &[]);
    mark(&mut project, "b", 2, "quote", "There are just a very few [issues] left; […] not that significant", &[]);
    let consensus = sync(&project);
    let (relation, drift, operations) = variant(of(&consensus, 1), 2);
    assert_eq!((relation, drift), (Relation::Spliced, 0));
    let expected = [
        ("keep", "There are just a very few", "There are just a very few"),
        ("insert", "", "[issues]"),
        ("keep", "left", "left"),
        ("delete", "some are", ""),
        ("keep", "not that significant", "not that significant"),
    ];
    assert_eq!(operations, expected);
}

#[test]
fn a_wording_that_begins_earlier_or_ends_later_has_changed_no_word() {
    let project = joined(
        "a | quote | “[progress was made on the borders and on trade, and that is good],” he said.
         b | quote | “[Friends, progress was made on the borders]” were his words.",
    );
    let consensus = sync(&project);
    let (relation, drift, operations) = variant(of(&consensus, 1), 2);
    assert_eq!((relation, drift), (Relation::Cut, 0));
    assert_eq!(operations[0], ("insert", "", "Friends"));
    assert!(of(&consensus, 1).differences.is_empty());
}

#[test]
fn another_speaker_is_told_and_reports_are_no_variants() {
    let mut project = empty();
    for (n, (name, code, attributes)) in (1..).zip([
        ("a", "quote", [("speaker", "Donald Trump"), ("form", "direct")]),
        ("b", "quote", [("speaker", "Vladimir Putin"), ("form", "direct")]),
        ("c", "quote", [("speaker", "Donald Trump"), ("form", "indirect")]),
    ]) {
        add(&mut project, name, "The meeting was long overdue and very productive, he said.");
        mark(&mut project, name, n, code, "The meeting was long overdue and very productive", &attributes);
    }
    decide(&mut project, 1, Ruling::Same(id(1), id(2)));
    decide(&mut project, 2, Ruling::Same(id(1), id(3)));
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2, 3]);
    let relations: Vec<Relation> = statement.variants.iter().map(|v| v.relation).collect();
    assert_eq!(relations, [Relation::Leading, Relation::OtherSpeaker]);
}

#[test]
fn scripts_without_spaces_are_compared_by_the_character() {
    let project = joined(
        "a | quote | 「[我们取得了很大进展]」
         b | quote | 「[我们取得了一些进展]」",
    );
    let consensus = sync(&project);
    let (relation, drift, operations) = variant(of(&consensus, 1), 2);
    assert_eq!((relation, drift), (Relation::Altered, 22));
    assert_eq!(operations[1], ("replace", "很大", "一些"));
}

const THREE: &str = "
    a | claim | [The president praised the new harbour bridge].
    b | claim | [Farmers blocked the northern motorway with tractors].
    c | claim | [The president praised the harbour bridge again].
    d | claim | [The president praised the new harbour bridge on Friday].";

fn decision(n: u128) -> DecisionId {
    DecisionId(Uuid::from_u128(n))
}

#[test]
fn the_newest_verdict_and_note_stand_and_empty_words_take_them_back() {
    let mut project = project(THREE);
    decide(&mut project, 1, Ruling::Verdict(id(1), "Confirmed".into()));
    decide(&mut project, 2, Ruling::Note(id(3), "Ask the port".into()));
    decide(&mut project, 3, Ruling::Verdict(id(3), " Open ".into()));
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!((statement.verdict.as_deref(), statement.note.as_deref()), (Some("Open"), Some("Ask the port")));
    assert_eq!(statement.decisions, [decision(2), decision(3)]);
    assert!(!statement.decided, "words about a statement do not shape it");
    assert_eq!(of(&consensus, 2).verdict, None);
    decide(&mut project, 4, Ruling::Verdict(id(1), String::new()));
    assert_eq!(of(&sync(&project), 1).verdict, None);
}

#[test]
fn nothing_is_put_into_a_locked_statement_but_by_a_newer_decision() {
    let mut project = project(THREE);
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 3, 4]);
    decide(&mut project, 1, Ruling::Same(id(1), id(4)));
    decide(&mut project, 2, Ruling::Lock(vec![id(1), id(2)]));
    let consensus = sync(&project);
    let locked = of(&consensus, 1);
    assert_eq!((numbers(locked), locked.locked, locked.decided), (vec![1, 2], true, true));
    assert_eq!(locked.decisions, [decision(2)]);
    let outside = of(&consensus, 3);
    assert_eq!((numbers(outside), outside.locked), (vec![3, 4], false));
    decide(&mut project, 3, Ruling::Same(id(2), id(3)));
    let consensus = sync(&project);
    assert_eq!(numbers(of(&consensus, 1)), [1, 2, 3]);
    assert_eq!(of(&consensus, 1).decisions, [decision(2), decision(3)]);
    decide(&mut project, 4, Ruling::Different(id(1), id(2)));
    assert_eq!(numbers(of(&sync(&project), 2)), [2, 3]);
    project.apply(&Edit::Undecide(decision(4))).unwrap();
    project.apply(&Edit::Undecide(decision(3))).unwrap();
    project.apply(&Edit::Undecide(decision(2))).unwrap();
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 3, 4]);
}

#[test]
fn a_member_of_a_lock_that_is_kept_apart_parts_no_others() {
    // Nothing but the lock holds them together.
    let mut project = project(LOOSE);
    assert_eq!(numbers(of(&sync(&project), 1)), [1]);
    decide(&mut project, 1, Ruling::Lock(vec![id(1), id(2), id(3)]));
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 2, 3]);
    decide(&mut project, 2, Ruling::Different(id(2), id(1)));
    decide(&mut project, 3, Ruling::Different(id(2), id(3)));
    let consensus = sync(&project);
    assert_eq!((numbers(of(&consensus, 1)), numbers(of(&consensus, 2))), (vec![1, 3], vec![2]));
}

const LOOSE: &str = "
    a | claim | [Grain prices rose in the north].
    b | claim | [The minister left for Oslo].
    c | claim | [A bridge near the harbour was closed].";

#[test]
fn a_locked_annotation_that_is_deleted_leaves_the_others_locked() {
    let mut project = project(THREE);
    decide(&mut project, 1, Ruling::Lock(vec![id(1), id(2)]));
    project.apply(&Edit::Unannotate(Place { article: article("b"), analyst: who(), annotation: id(2) })).unwrap();
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!((numbers(statement), statement.locked), (vec![1], true));
    assert_eq!(numbers(of(&consensus, 3)), [3, 4]);
}
