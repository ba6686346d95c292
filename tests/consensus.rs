//! Statements: grouping, values, decisions, incremental work. Projects here are written as a few lines of text.

use std::sync::Arc;

use pressmark::consensus::{AlignMark, Cell, Consensus, Engine, Severity, Slot, Standing, Statement, align};
use pressmark::model::{
    Analyst, AnalystId, AnnotationDraft, AnnotationId, ArticleDraft, ArticleId, AttributeId, CodeId, Codebook,
    Decision, DecisionId, Edit, Field, Info, Kind, Place, Progress, Project, Provenance, Ruling, Source, Time,
};
use pressmark::text::FrozenText;
use proptest::prelude::*;
use uuid::Uuid;

pub fn time() -> Time {
    "2025-08-16T09:00:00Z".parse().unwrap()
}

pub fn who() -> AnalystId {
    AnalystId::new("ann").unwrap()
}

pub fn article(name: &str) -> ArticleId {
    ArticleId::new(name).unwrap()
}

pub fn id(n: u128) -> AnnotationId {
    AnnotationId(Uuid::from_u128(n))
}

pub fn empty() -> Project {
    let mut project = Project::new("Talks", Codebook::standard());
    project.apply(&Edit::AddAnalyst(Analyst { id: who(), name: "Ann".into() })).unwrap();
    project
}

pub fn add(project: &mut Project, name: &str, text: &str) {
    let draft = ArticleDraft {
        id: article(name),
        text: text.into(),
        info: Info { outlet: format!("Outlet {name}"), ..Info::default() },
        noise: Vec::new(),
        settled: true,
        source: Source::default(),
        added: time(),
    };
    project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
}

fn draft(n: u128, code: &str, text: &FrozenText, words: &str, attributes: &[(&str, &str)]) -> AnnotationDraft {
    let start = text.as_str().find(words).unwrap();
    let span = text.span(start..start + words.len()).unwrap();
    AnnotationDraft {
        id: id(n),
        code: CodeId::new(code).unwrap(),
        spans: vec![text.anchor(span)],
        attributes: attributes.iter().map(|(k, v)| (AttributeId::new(k).unwrap(), (*v).to_owned())).collect(),
        note: String::new(),
        provenance: Provenance::Hand,
        at: time(),
    }
}

/// Marks words in an article.
pub fn mark(project: &mut Project, name: &str, n: u128, code: &str, words: &str, attributes: &[(&str, &str)]) {
    let text = project.article(&article(name)).unwrap().text.clone();
    let annotation = Box::new(draft(n, code, &text, words, attributes));
    project.apply(&Edit::Annotate { article: article(name), analyst: who(), annotation }).unwrap();
}

/// A project from lines `article | code | text with [words that are marked]`; marks are numbered from 1.
pub fn project(lines: &str) -> Project {
    let mut project = empty();
    for (n, line) in (1..).zip(lines.lines().map(str::trim).filter(|l| !l.is_empty())) {
        let parts: Vec<&str> = line.splitn(3, '|').map(str::trim).collect();
        let (name, code, marked) = (parts[0], parts[1], parts[2]);
        let words = marked.split_once('[').unwrap().1.split_once(']').unwrap().0;
        add(&mut project, name, &marked.replace(['[', ']'], ""));
        mark(&mut project, name, n, code, words, &[]);
    }
    project
}

pub fn decide(project: &mut Project, n: u128, ruling: Ruling) {
    let at = time() + chrono::Duration::seconds(n as i64);
    let decision = Decision { id: DecisionId(Uuid::from_u128(n)), by: who(), at, ruling };
    project.apply(&Edit::Decide(decision)).unwrap();
}

pub fn sync(project: &Project) -> Arc<Consensus> {
    Engine::new().sync(project)
}

pub fn of(consensus: &Consensus, n: u128) -> &Statement {
    consensus.statement_of(id(n)).unwrap()
}

pub fn numbers(statement: &Statement) -> Vec<u128> {
    statement.members.iter().map(|m| m.place.annotation.0.as_u128()).collect()
}

const DURATIONS: &str = "
    a | claim | [After a two-and-a-half-hour closed-door session], both men spoke to the press.
    b | claim | [The talks, which lasted approximately three hours], ended late in the evening.
    c | claim | The men [lasted around two and a half hours] behind closed doors before they came out.
    d | claim | [The three-hour closed-door talks] brought no result, officials said.
    e | claim | [Their nearly three-hour discussion] covered trade and the Arctic.
    f | claim | [The news conference lasted under 15 minutes] and no questions were taken.";

#[test]
fn five_durations_of_one_meeting_are_one_contested_statement() {
    let project = project(DURATIONS);
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2, 3, 4, 5]);
    assert_eq!(statement.standing, Standing::Contested);
    assert_eq!((statement.outlets, statement.of), (5, 6));
    let duration = &statement.differences[0];
    assert_eq!((duration.slot, duration.conflicting()), (Slot::Duration, true));
    let values: Vec<(&str, usize)> = duration.values.iter().map(|r| (r.value.as_str(), r.annotations.len())).collect();
    assert_eq!(values, [("3 h", 3), ("2 h 30 min", 2)]);
    let chip = |name| statement.value_of(project.article(&article(name)).unwrap()).unwrap();
    let chips: Vec<String> = ["a", "b", "c", "d", "e"].map(|n| chip(n).text).to_vec();
    assert_eq!(chips, ["2 h 30 min", "≈ 3 h", "≈ 2 h 30 min", "3 h", "< 3 h"]);
    assert!(chip("b").majority && !chip("a").majority);
}

#[test]
fn the_news_conference_is_another_thing_than_the_talks() {
    let project = project(DURATIONS);
    let consensus = sync(&project);
    let statement = of(&consensus, 6);
    assert_eq!(numbers(statement), [6]);
    assert_eq!(statement.standing, Standing::SingleSource);
}

#[test]
fn two_years_for_one_first_are_contested() {
    let project = project(
        "a | claim | It was [the first direct encounter between the two presidents since 2021].
         b | claim | They met on Friday, [marking their first summit since 2019].",
    );
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2]);
    assert_eq!(statement.standing, Standing::Contested);
    assert_eq!(statement.differences[0].slot, Slot::Date);
}

#[test]
fn equal_and_hedged_values_do_not_contest() {
    let project = project(
        "a | claim | [His first visit to the country in ten years] began with flyovers.
         b | claim | It was [his first visit to the country in nearly ten years].
         c | claim | [This first visit to the country in a decade] was brief.",
    );
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2, 3]);
    assert_eq!(statement.standing, Standing::Corroborated);
    assert!(statement.differences.is_empty(), "{:?}", statement.differences);
}

#[test]
fn variants_of_a_quotation_are_one_statement_with_a_difference_in_wording() {
    let project = project(
        "a | quote | He said: “[We haven’t quite got there, but we’ve got some headway].”
         b | quote | “[We haven't quite got there, but we've made some headway],” he told reporters.
         c | quote | “[We didn’t get there, but we have a very good chance of getting there].”",
    );
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2]);
    assert_eq!(numbers(of(&consensus, 3)), [3]);
    assert_eq!(statement.standing, Standing::Corroborated);
    assert_eq!(statement.kind, Kind::Quote);
    assert_eq!(statement.differences.len(), 1);
    assert_eq!((statement.differences[0].slot, statement.differences[0].conflicting()), (Slot::Wording, false));
}

#[test]
fn a_quotation_cut_short_joins_its_whole_and_the_longest_leads() {
    let project = project(
        "a | quote | “[There’s no deal until there’s a deal],” he said.
         b | quote | “[So, there’s no deal until there’s a deal].”
         c | quote | He added: “[there’s no deal until there’s a deal]”.",
    );
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2, 3]);
    assert_eq!((statement.standing, statement.outlets), (Standing::Corroborated, 3));
    assert_eq!(statement.lead, 1);
    assert_eq!(statement.text, "So, there’s no deal until there’s a deal");
    // A mere cut is no other wording.
    assert!(statement.differences.is_empty());
}

#[test]
fn rival_line_ups_are_contested_and_open_lists_are_not() {
    let lists = "
        a | claim | [Trump was joined by Secretary of State Marco Rubio and Commerce Secretary Howard Lutnick].
        b | claim | [Trump was joined by Secretary of State Marco Rubio and special envoy Steve Witkoff].";
    let rivals = project(lists);
    let consensus = sync(&rivals);
    let statement = of(&consensus, 1);
    assert_eq!(statement.standing, Standing::Contested);
    assert_eq!(statement.differences[0].slot, Slot::Names);
    let open = project(&lists.replace("joined by", "joined by aides including"));
    let consensus = sync(&open);
    assert_eq!(of(&consensus, 1).standing, Standing::Corroborated);
}

#[test]
fn a_denial_contests_what_others_assert() {
    let mut project = empty();
    add(&mut project, "a", "The talks yielded progress.");
    add(&mut project, "b", "The talks yielded little progress.");
    mark(&mut project, "a", 1, "claim", "The talks yielded progress", &[]);
    mark(&mut project, "b", 2, "claim", "The talks yielded little progress", &[("certainty", "denied")]);
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(numbers(statement), [1, 2]);
    assert_eq!(statement.standing, Standing::Contested);
    assert_eq!(statement.differences[0].slot, Slot::Negation);
    assert_eq!(statement.cell(project.article(&article("b")).unwrap()), (Cell::Denies, vec![1]));
    assert_eq!(statement.cell(project.article(&article("a")).unwrap()).0, Cell::Says);
}

#[test]
fn a_claim_that_only_adds_a_negation_is_a_denial() {
    let project = project(
        "a | claim | [The new lawsuit names the president as a defendant].
         b | claim | [The new lawsuit does not name the president as a defendant].
         c | claim | [The new lawsuit names the president as a defendant], lawyers said.",
    );
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!((statement.standing, statement.differences[0].slot), (Standing::Contested, Slot::Negation));
    let sides: Vec<(&str, usize)> =
        statement.differences[0].values.iter().map(|r| (r.value.as_str(), r.annotations.len())).collect();
    assert_eq!(sides, [("asserted", 2), ("denied", 1)]);
}

#[test]
fn a_cell_is_silent_only_where_an_analyst_has_read_to_the_end() {
    let mut project = empty();
    for name in ["a", "b", "c", "d"] {
        add(&mut project, name, "The summit ended without a ceasefire.");
    }
    mark(&mut project, "a", 1, "claim", "The summit ended without a ceasefire", &[]);
    mark(&mut project, "b", 2, "claim", "The summit ended without a ceasefire", &[("source", "AP")]);
    let done = Edit::SetProgress { article: article("c"), analyst: who(), progress: Progress::Done };
    project.apply(&done).unwrap();
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    let cell = |name| statement.cell(project.article(&article(name)).unwrap()).0;
    assert_eq!(["a", "b", "c", "d"].map(cell), [Cell::Says, Cell::Per("AP".into()), Cell::Silent, Cell::Unread]);
    assert_eq!(statement.silent.iter().collect::<Vec<_>>(), [&article("c")]);
    assert_eq!(statement.unread.iter().collect::<Vec<_>>(), [&article("d")]);
    assert_eq!((statement.silent.len(), statement.unread.len()), (1, 1));
    assert_eq!(["a", "b", "c", "d"].map(|n| statement.silent.contains(&article(n))), [false, false, true, false]);
}

#[test]
fn outlets_are_counted_not_articles() {
    let mut project = project(
        "a | claim | [The summit ended without a ceasefire].
         b | claim | [The summit ended without a ceasefire].",
    );
    let outlet = Edit::SetField { article: article("b"), field: Field::Outlet, value: "Outlet a".into() };
    project.apply(&outlet).unwrap();
    let consensus = sync(&project);
    let statement = of(&consensus, 2);
    assert_eq!((statement.outlets, statement.of, statement.standing), (1, 1, Standing::SingleSource));
}

const THREE: &str = "
    a | claim | [The president praised the new harbour bridge].
    b | claim | [Farmers blocked the northern motorway with tractors].
    c | claim | [The president praised the harbour bridge again].";

#[test]
fn same_joins_and_different_parts() {
    let mut project = project(THREE);
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 3]);
    assert!(!of(&sync(&project), 1).decided);
    decide(&mut project, 1, Ruling::Same(id(1), id(2)));
    decide(&mut project, 2, Ruling::Different(id(1), id(3)));
    let consensus = sync(&project);
    assert_eq!(numbers(of(&consensus, 1)), [1, 2]);
    assert_eq!(numbers(of(&consensus, 3)), [3]);
    assert!(of(&consensus, 1).decided && of(&consensus, 3).decided);
}

#[test]
fn a_statement_says_which_words_or_which_decision_tie_its_members() {
    let mut project = project(THREE);
    let found = sync(&project);
    let reasons = found.reasons(of(&found, 1));
    assert_eq!(reasons.len(), 1);
    let words: Vec<&str> = reasons[0].words.iter().map(|(w, _)| w.as_str()).collect();
    assert!(words.contains(&"bridge") && words.contains(&"harbour") && !words.contains(&"the"), "{words:?}");
    let sum: f32 = reasons[0].words.iter().map(|(_, weight)| weight).sum();
    assert!((sum - reasons[0].score).abs() < 0.01, "words add up to the score: {sum}, {}", reasons[0].score);
    assert!(found.reasons(of(&found, 2)).is_empty());
    decide(&mut project, 1, Ruling::Same(id(1), id(2)));
    let found = sync(&project);
    let reasons = found.reasons(of(&found, 2));
    assert!(reasons.iter().any(|r| r.rule.as_deref().is_some_and(|r| r.starts_with("An analyst"))), "{reasons:?}");
}

#[test]
fn what_an_answer_would_settle_is_asked_until_it_is_settled() {
    let lines = "
        a | claim | [The president praised the new harbour bridge].
        b | claim | [The president praised the harbour and its masters].
        c | claim | [Farmers blocked the northern motorway with tractors].";
    let mut project = project(lines);
    let found = sync(&project);
    let pairs: Vec<_> = found.doubts.iter().map(|d| (d.a, d.b)).collect();
    assert_eq!(pairs, [(id(1), id(2))]);
    assert_eq!((found.doubts[0].moves, found.doubts[0].together), (1, of(&found, 1).members.len() == 2));
    for ruling in [Ruling::Same(id(1), id(2)), Ruling::Different(id(1), id(2))] {
        decide(&mut project, 1, ruling);
        assert_eq!(sync(&project).doubts.len(), 0);
        project = self::project(lines);
    }
}

#[test]
fn decisions_are_closed_transitively_and_the_newer_wins() {
    let mut project = project(THREE);
    decide(&mut project, 1, Ruling::Same(id(1), id(2)));
    decide(&mut project, 2, Ruling::Same(id(2), id(3)));
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 2, 3]);
    // Against both, taken together: the oldest of the three gives way.
    decide(&mut project, 3, Ruling::Different(id(1), id(3)));
    let consensus = sync(&project);
    assert_eq!(numbers(of(&consensus, 3)), [2, 3]);
    assert_eq!(numbers(of(&consensus, 1)), [1]);
    decide(&mut project, 4, Ruling::Same(id(3), id(1)));
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 2, 3]);
}

#[test]
fn a_decision_on_a_deleted_annotation_sleeps() {
    let mut project = project(THREE);
    decide(&mut project, 1, Ruling::Same(id(1), id(2)));
    let place = Place { article: article("b"), analyst: who(), annotation: id(2) };
    let back = project.apply(&Edit::Unannotate(place)).unwrap();
    assert_eq!(numbers(of(&sync(&project), 1)), [1, 3]);
    project.apply(&back).unwrap();
    assert!(numbers(of(&sync(&project), 1)).contains(&2));
}

#[test]
fn an_analyst_words_a_statement_and_the_newest_wording_holds() {
    let mut project = project(THREE);
    decide(&mut project, 1, Ruling::Wording(id(3), "The bridge was praised".into()));
    decide(&mut project, 2, Ruling::Wording(id(1), "Praise for the bridge".into()));
    assert_eq!(of(&sync(&project), 1).text, "Praise for the bridge");
}

#[test]
fn the_same_words_are_one_statement_unless_decided_otherwise() {
    let mut project = empty();
    for (n, name) in (1..).zip(["a", "b", "c", "d", "e"]) {
        add(&mut project, name, "No deal.");
        mark(&mut project, name, n, "claim", "No deal", &[]);
    }
    let consensus = sync(&project);
    assert_eq!(consensus.statements.len(), 1);
    assert_eq!(consensus.statements[0].outlets, 5);
    decide(&mut project, 1, Ruling::Different(id(1), id(2)));
    let consensus = sync(&project);
    assert_eq!(consensus.statements.len(), 2);
    assert_ne!(of(&consensus, 1).id, of(&consensus, 2).id);
}

#[test]
fn an_id_stays_while_members_stay() {
    let mut project = project(THREE);
    let before = of(&sync(&project), 1).id.clone();
    add(&mut project, "x", "The president praised the new harbour bridge.");
    mark(&mut project, "x", 99, "claim", "The president praised the new harbour bridge", &[]);
    let consensus = sync(&project);
    assert_eq!(numbers(of(&consensus, 1)), [1, 3, 99]);
    assert_eq!(of(&consensus, 1).id, before);
}

#[test]
fn opinions_and_empty_projects_make_no_statement() {
    assert!(sync(&empty()).statements.is_empty());
    assert!(sync(&project("a | opinion | [It was a triumph].")).statements.is_empty());
}

#[test]
fn any_script_is_grouped_and_nothing_panics() {
    let project = project(
        "a | claim | [会談は約三時間続いた].
         b | claim | [両首脳の会談は三時間続いた].
         c | claim | [استمرت المحادثات ثلاث ساعات].
         d | claim | [המפגש נמשך שלוש שעות].
         e | claim | [👩‍👩‍👧 🏳️‍🌈 e\u{301}\u{302} ½ $ % '' n't 's].
         f | claim | [٣ ساعات १२ घंटे].",
    );
    let consensus = sync(&project);
    assert_eq!(numbers(of(&consensus, 1)), [1, 2]);
    assert_eq!(of(&consensus, 4).members.len(), 1);
}

#[test]
fn aligned_pieces_show_what_differs() {
    let pieces = align(
        "We haven’t quite got there, but we’ve got some headway",
        "We haven't got there but we’ve made some headway",
    );
    let shown: Vec<(AlignMark, &str)> = pieces.iter().map(|p| (p.mark, p.text.as_str())).collect();
    assert_eq!(
        shown,
        [
            (AlignMark::Same, "We haven't "),
            (AlignMark::Missing, "quite "),
            (AlignMark::Same, "got there but we’ve "),
            (AlignMark::Differs, "made "),
            (AlignMark::Same, "some headway"),
        ]
    );
}

proptest! {
    #[test]
    fn pieces_give_the_wording_back(lead in ".{0,60}", other in ".{0,60}") {
        let back: String =
            align(&lead, &other).into_iter().filter(|p| p.mark != AlignMark::Missing).map(|p| p.text).collect();
        prop_assert_eq!(back, other);
    }

    #[test]
    fn no_text_panics(texts in prop::collection::vec("\\PC{1,80}", 1..5)) {
        let mut project = empty();
        for (n, text) in (1u128..).zip(&texts) {
            let name = format!("t{n}");
            let text = FrozenText::new(text);
            // The project takes no article that is blank.
            if text.as_str().trim().is_empty() {
                continue;
            }
            add(&mut project, &name, text.as_str());
            mark(&mut project, &name, n, "claim", text.as_str(), &[]);
        }
        prop_assert_eq!(sync(&project), sync(&project));
    }
}

/// One change of a random history: article, what, and a number to choose by.
fn change(project: &mut Project, step: (usize, usize, usize), n: u128) {
    const WORDS: [&str; 12] = [
        "The talks lasted three hours",
        "talks lasted about three hours",
        "The talks lasted two hours",
        "No deal was reached",
        "no deal",
        "Both men left Alaska",
        "They left Alaska on Friday",
        "They left Alaska on Saturday",
        "We made some headway",
        "we have made some headway today",
        "The bridge was opened",
        "bridge opened by the mayor",
    ];
    let (place, what, pick) = step;
    let name = format!("n{}", place % 4);
    let there = project.article(&article(&name)).is_some();
    let marks: Vec<AnnotationId> =
        project.layers().flat_map(|(_, _, l)| l.annotations().iter().map(|a| a.id).collect::<Vec<_>>()).collect();
    let chosen = marks.get(pick % marks.len().max(1)).copied();
    let edit = match what {
        0..=4 if !there => return add(project, &name, &format!("{}. {name}.", WORDS.join(". "))),
        0..=4 => {
            let code = if pick.is_multiple_of(3) { "quote" } else { "claim" };
            return mark(project, &name, n, code, WORDS[pick % 12], &[]);
        }
        5 => chosen.and_then(|a| project.find(a)).map(|(place, _)| Edit::Unannotate(place)),
        6 => chosen.and_then(|a| project.find(a)).map(|(place, _)| Edit::Recode {
            place,
            code: CodeId::new(["claim", "quote", "opinion"][pick % 3]).unwrap(),
        }),
        7 => chosen.and_then(|a| project.find(a)).map(|(place, _)| Edit::SetAttribute {
            place,
            attribute: AttributeId::new("certainty").unwrap(),
            value: Some("denied".into()),
        }),
        8 | 9 => {
            let other = marks.get((pick * 7 + place) % marks.len().max(1)).copied();
            if let (Some(a), Some(b)) = (chosen, other)
                && a != b
            {
                decide(project, n, if what == 8 { Ruling::Same(a, b) } else { Ruling::Different(a, b) });
            }
            None
        }
        10 => project.decisions().nth(pick % 3).map(|d| Edit::Undecide(d.id)),
        11 => there.then(|| Edit::RemoveArticle(article(&name))),
        12 => there.then(|| Edit::SetProgress { article: article(&name), analyst: who(), progress: Progress::Done }),
        _ => there.then(|| Edit::SetField { article: article(&name), field: Field::Outlet, value: format!("o{pick}") }),
    };
    if let Some(edit) = edit {
        project.apply(&edit).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_result_depends_on_the_project_alone(
        steps in prop::collection::vec((0usize..4, 0usize..14, 0usize..60), 1..50),
    ) {
        let mut project = empty();
        let mut engine = Engine::new();
        for (n, step) in (1u128..).zip(steps) {
            change(&mut project, step, n);
            let consensus = engine.sync(&project);
            prop_assert_eq!(&*consensus, &*sync(&project));
            let members: usize = consensus.statements.iter().map(|s| s.members.len()).sum();
            prop_assert_eq!(members, consensus.of_annotation.len());
            let mut ids: Vec<&str> = consensus.statements.iter().map(|s| s.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), consensus.statements.len());
        }
    }
}

/// The statement of two claims in articles of their own that an analyst has put together.
fn both(a: &str, b: &str) -> Arc<Statement> {
    let mut project = project(&format!("a | claim | [{a}]\nb | claim | [{b}]"));
    decide(&mut project, 90, Ruling::Same(id(1), id(2)));
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(statement.members.len(), 2);
    Arc::new(statement.clone())
}

/// The slots in which two claims differ, and how firmly.
fn differ(a: &str, b: &str) -> Vec<(Slot, Severity)> {
    both(a, b).differences.iter().filter_map(|d| Some((d.slot, d.severity?))).collect()
}

#[test]
fn ranges_that_do_not_meet_are_hard_and_ranges_that_touch_are_soft() {
    let hard = both("The talks lasted three hours", "The talks lasted two and a half hours");
    let difference = &hard.differences[0];
    assert_eq!((difference.slot, difference.severity), (Slot::Duration, Some(Severity::Hard)));
    assert_eq!(
        difference.rule,
        "Durations: 2 h 30 min (2 h 22 min to 2 h 38 min) and 3 h (2 h 51 min to 3 h 9 min) do not meet"
    );
    let ranges: Vec<_> = difference.values.iter().map(|r| (r.low, r.high, r.unit.as_deref())).collect();
    assert!(ranges.contains(&(Some(10_260.0), Some(11_340.0), Some("s"))), "{ranges:?}");
    let soft = both("The talks lasted about three hours", "The talks lasted around two and a half hours");
    assert_eq!(soft.differences[0].severity, Some(Severity::Soft));
    assert_eq!(soft.standing, Standing::Corroborated);
}

#[test]
fn small_counts_differ_by_one_and_shares_of_a_whole_do_not() {
    assert_eq!(differ("The fire killed 57 people", "In the fire 58 people died"), [(Slot::Number, Severity::Hard)]);
    assert_eq!(differ("The fire killed 60 people", "In the fire 58 people died"), []);
    assert_eq!(differ("Benefits would be cut by 23 percent", "The fund could pay 77 percent of benefits"), []);
    assert_eq!(
        differ("The group is run by a former ministry clerk", "The group is run by former ministry clerks"),
        [(Slot::Number, Severity::Soft)]
    );
}

#[test]
fn rival_doers_of_one_deed_are_found_in_active_and_passive() {
    let rivals = both("The dinner was arranged by the publicist Ann Miller", "Bob Stone Jr. organized the dinner");
    let difference = &rivals.differences[0];
    assert_eq!((difference.slot, difference.severity), (Slot::Role, Some(Severity::Hard)));
    let mut names: Vec<&str> = difference.values.iter().map(|r| r.value.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Ann Miller", "Bob Stone Jr"]);
    // Short forms, offices and initials are no rivals; nor are two whom an article names together.
    assert_eq!(differ("Donald Smith arranged the dinner", "The dinner was arranged by Mr. Smith"), []);
    assert_eq!(differ("The Kremlin arranged the dinner", "Moscow arranged the dinner"), []);
    assert_eq!(differ("The dinner was arranged by the WHO", "The World Health Organization arranged the dinner"), []);
    assert_eq!(differ("The dinner was arranged by Ann Miller of Acme", "Acme arranged the dinner"), []);
}

#[test]
fn posts_and_who_holds_them_are_compared() {
    assert_eq!(
        differ("the foreign minister Ann Miller was there", "the foreign minister Bob Stone was there"),
        [(Slot::Role, Severity::Hard)]
    );
    assert_eq!(
        differ("campaign chairman Bob Stone was charged", "campaign manager Bob Stone was charged"),
        [(Slot::Role, Severity::Soft)]
    );
    assert_eq!(differ("campaign chairman Bob Stone was charged", "campaign chair Robert Stone was charged"), []);
}

#[test]
fn spellings_of_a_name_from_the_list_of_names_are_one() {
    let mut project =
        project("a | claim | [Kurt Weidner arranged the dinner]\nb | claim | [Weydnar arranged the dinner]");
    decide(&mut project, 90, Ruling::Same(id(1), id(2)));
    assert_eq!(of(&sync(&project), 1).standing, Standing::Contested);
    let aliases = vec!["Weydnar".to_owned()];
    project.apply(&Edit::SetAliases { name: "Kurt Weidner".into(), aliases }).unwrap();
    assert_eq!(of(&sync(&project), 1).standing, Standing::Corroborated);
}

#[test]
fn an_open_list_that_names_another_is_soft() {
    assert_eq!(
        differ(
            "figures like Foreign Minister Ann Miller and Defense Minister Bob Stone were there",
            "the delegation was Foreign Minister Ann Miller and presidential aide Carl Young"
        ),
        [(Slot::Names, Severity::Soft)]
    );
    // Names in one sentence are no list.
    assert_eq!(
        differ("President Ann Miller told Senator Bob Stone to go", "President Ann Miller told Mayor Carl Young to go"),
        []
    );
}

#[test]
fn planned_and_unlikely_are_set_against_each_other() {
    assert_eq!(
        differ("a second summit is planned for the autumn", "a second summit this autumn is unlikely"),
        [(Slot::Outlook, Severity::Hard)]
    );
    assert_eq!(differ("a second summit is planned for the autumn", "a second summit is expected this autumn"), []);
}

#[test]
fn a_negation_counts_where_it_denies_what_both_say() {
    let hard = [(Slot::Negation, Severity::Hard)];
    assert_eq!(
        differ("the suit lists many defendants and names the mayor as one", "the suit does not name the mayor"),
        hard
    );
    assert_eq!(
        differ("the plan offers a path to legal status", "the plan offers a path to legal status, not wealth"),
        []
    );
}

#[test]
fn dates_told_from_publication_are_compared() {
    let mut project =
        project("a | claim | [The report came out last week]\nb | claim | [The report was issued last month]");
    decide(&mut project, 90, Ruling::Same(id(1), id(2)));
    for name in ["a", "b"] {
        let (article, value) = (article(name), "2024-05-31".to_owned());
        project.apply(&Edit::SetField { article, field: Field::Published, value }).unwrap();
    }
    let consensus = sync(&project);
    let difference = &of(&consensus, 1).differences[0];
    assert_eq!((difference.slot, difference.severity), (Slot::Date, Some(Severity::Hard)));
    assert_eq!(difference.values[0].unit.as_deref(), Some("d"));
}

#[test]
fn durations_are_compared_in_other_languages() {
    let pairs = [
        ("de", "Das Treffen dauerte rund zwei Stunden", "Das vierstündige Treffen endete am Abend"),
        ("fr", "La réunion a duré deux heures", "La réunion a duré plus de quatre heures"),
        ("es", "La reunión duró dos horas", "La reunión duró casi cuatro horas"),
        ("ru", "Встреча длилась два часа", "Встреча длилась около четырех часов"),
        ("ar", "استمر الاجتماع ساعتين", "استمر الاجتماع نحو أربع ساعات"),
    ];
    for (language, a, b) in pairs {
        let mut project = project(&format!("a | claim | [{a}]\nb | claim | [{b}]"));
        decide(&mut project, 90, Ruling::Same(id(1), id(2)));
        for name in ["a", "b"] {
            let (article, value) = (article(name), language.to_owned());
            project.apply(&Edit::SetField { article, field: Field::Language, value }).unwrap();
        }
        let consensus = sync(&project);
        let slots: Vec<Slot> = of(&consensus, 1).differences.iter().map(|d| d.slot).collect();
        assert_eq!(slots, [Slot::Duration], "{language}");
    }
}
