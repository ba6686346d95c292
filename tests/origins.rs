//! Where the words of statements come from: shared passages, named agencies, analysts' rulings.

use std::sync::Arc;

use pressmark::consensus::{Consensus, Engine, Standing, Statement, Via};
use pressmark::model::{ArticleDraft, Edit, Field, Info, Project, Ruling, Source};

use crate::consensus::{article, decide, empty, id, mark, of, sync, time};

/// A report that outlets may copy: the first sentence is their own.
const COPIED: &str = "The barge was towed into the northern harbour shortly before dawn on a rising tide, and divers \
    went down at once to look for the leak that had let the water into its engine room overnight.";

fn put(project: &mut Project, name: &str, text: &str, info: Info) {
    let outlet = if info.outlet.is_empty() { format!("Outlet {name}") } else { info.outlet.clone() };
    let draft = ArticleDraft {
        id: article(name),
        text: text.into(),
        info: Info {
            outlet,
            language: if info.language.is_empty() { "en".into() } else { info.language.clone() },
            ..info
        },
        noise: Vec::new(),
        settled: true,
        source: Source::default(),
        added: time(),
    };
    project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
}

/// Articles, each with the words of it that are marked, as one statement.
fn stated(articles: &[(&str, &str, &str)]) -> Project {
    let mut project = empty();
    for (n, (name, text, words)) in (1..).zip(articles) {
        put(&mut project, name, text, Info::default());
        mark(&mut project, name, n, "claim", words, &[]);
        if n > 1 {
            decide(&mut project, 900 + n, Ruling::Same(id(1), id(n)));
        }
    }
    project
}

/// The origins: the numbers of their annotations, and why.
fn origins(statement: &Statement) -> Vec<(Vec<u128>, Via)> {
    let number = |&m: &usize| statement.members[m].place.annotation.0.as_u128();
    statement.origins.iter().map(|o| (o.members.iter().map(number).collect(), o.via.clone())).collect()
}

fn copies() -> Project {
    stated(&[
        ("a", &format!("Our reporter writes.\n{COPIED}"), "towed into the northern harbour"),
        (
            "b",
            &format!("Harbour news.\n{}", COPIED.replace("at once", "immediately")),
            "towed into the northern harbour",
        ),
        (
            "c",
            "Tugs brought the leaking barge to the harbour this morning.",
            "brought the leaking barge to the harbour",
        ),
    ])
}

#[test]
fn outlets_that_print_one_passage_are_one_origin() {
    let project = copies();
    let consensus = sync(&project);
    let statement = of(&consensus, 1);
    assert_eq!(origins(statement), [(vec![1, 2], Via::Passages), (vec![3], Via::Outlet)]);
    assert_eq!((statement.outlets, statement.standing), (3, Standing::Corroborated));
    let [passage] = consensus.sharing.passages.as_slice() else { panic!("{:?}", consensus.sharing) };
    let words = |side: &(pressmark::model::ArticleId, std::ops::Range<usize>)| {
        project.article(&side.0).unwrap().text.as_str()[side.1.clone()].to_owned()
    };
    assert_eq!((passage.a.0.as_str(), passage.b.0.as_str()), ("a", "b"));
    assert_eq!(words(&passage.a), COPIED);
    assert!(words(&passage.b).contains("immediately"));
    assert!(passage.share > 0.8 && passage.share < 1.0, "{}", passage.share);
}

#[test]
fn one_origin_alone_is_a_single_source_however_many_print_it() {
    let text = |own: &str| format!("{own}\n{COPIED}");
    let words = "towed into the northern harbour";
    let consensus =
        sync(&stated(&[("a", &text("One."), words), ("b", &text("Two."), words), ("c", &text("Three."), words)]));
    let statement = of(&consensus, 1);
    assert_eq!((statement.outlets, statement.origins.len(), statement.standing), (3, 1, Standing::SingleSource));
}

#[test]
fn quoting_the_same_words_is_no_copying() {
    let speech = "“The barge was towed into the northern harbour shortly before dawn on a rising tide, and divers went \
        down at once to look for the leak that had let the water in.”";
    let words = "The barge was towed into the northern harbour";
    let consensus = sync(&stated(&[
        ("a", &format!("The captain told us: {speech}"), words),
        ("b", &format!("{speech} That is what the captain had to say."), words),
    ]));
    assert!(consensus.sharing.passages.is_empty(), "{:?}", consensus.sharing.passages);
    assert_eq!(of(&consensus, 1).standing, Standing::Corroborated);
}

#[test]
fn names_and_a_few_words_in_a_row_are_no_copying() {
    let consensus = sync(&stated(&[
        (
            "a",
            "US President Donald Trump and Russian President Vladimir Putin met in Anchorage on Friday.",
            "met in Anchorage",
        ),
        ("b", "US President Donald Trump and Russian President Vladimir Putin spoke for hours.", "spoke for hours"),
    ]));
    assert!(consensus.sharing.passages.is_empty(), "{:?}", consensus.sharing.passages);
    assert_eq!(of(&consensus, 1).origins.len(), 2);
}

#[test]
fn who_appeared_later_has_it_from_the_earlier() {
    let mut project = copies();
    for (name, date) in [("a", "2025-08-15"), ("b", "2025-08-17")] {
        let value = date.to_owned();
        project.apply(&Edit::SetField { article: article(name), field: Field::Published, value }).unwrap();
    }
    let passage = sync(&project).sharing.passages[0].clone();
    assert_eq!((passage.a.0.as_str(), passage.b.0.as_str()), ("b", "a"));
}

/// The names that are given as origins in an article of so many words.
fn named(language: &str, text: &str) -> Vec<String> {
    let mut project = empty();
    put(&mut project, "a", text, Info { language: language.into(), ..Info::default() });
    sync(&project).sharing.agencies.iter().map(|(_, _, name)| name.clone()).collect()
}

#[test]
fn agencies_are_found_as_reports_name_them() {
    for (language, text, expected) in [
        ("en", "The talks failed, according to Al Jazeera.", "Al Jazeera"),
        ("en", "The talks failed.\n(With inputs from AP)", "AP"),
        ("en", "WASHINGTON (AP) — The talks failed.", "AP"),
        ("en", "The talks failed, an aide told CNN.", "CNN"),
        ("en", "The talks failed, the state news agency TASS reported.", "TASS"),
        ("en", "The Atlantic first reported on Monday that the talks had failed.", "Atlantic"),
        ("en", "According to Namibia Press Agency, the talks failed.", "Namibia Press Agency"),
        ("en", "According to Atlantis Press Agency, the talks failed.", "Atlantis Press Agency"),
        ("en", "The talks failed. (Reuters)", "Reuters"),
        ("en", "Al Jazeera’s Jane Doe reported that the talks failed.", "Al Jazeera"),
        ("de", "Die Gespräche scheiterten, wie die Nachrichtenagentur Reuters berichtet.", "Reuters"),
        ("de", "Laut dpa scheiterten die Gespräche.", "dpa"),
        ("fr", "Les discussions ont échoué, selon l’AFP.", "AFP"),
        ("es", "Las conversaciones fracasaron, según la agencia EFE.", "EFE"),
        ("ru", "Переговоры провалились, сообщает ТАСС.", "TASS"),
        ("ar", "فشلت المحادثات، بحسب وكالة رويترز.", "Reuters"),
    ] {
        assert_eq!(named(language, text), [expected], "{text}");
    }
    for text in [
        "She walked along the Atlantic with a guardian of the independent press.",
        "“According to Reuters the talks failed,” he said.",
        "The Reuters building burned down.",
        "They gave us no reason, and told us so.",
    ] {
        assert!(named("en", text).is_empty(), "{text}");
    }
}

#[test]
fn articles_that_name_one_agency_for_it_are_one_origin() {
    let mut project = stated(&[
        (
            "a",
            "The talks failed, an aide told CNN on Friday. Rain fell all day. It was cold. Few came.",
            "The talks failed",
        ),
        ("b", "In an interview with CNN the aide said that no deal was reached.", "no deal was reached"),
        ("c", "No agreement was made, our reporter writes.", "No agreement was made"),
        (
            "d",
            "The aide said there was no deal. Some sentences follow. They say little. Snow fell, CNN reported.",
            "there was no deal",
        ),
    ]);
    let cnn = Via::Agency("CNN".into());
    assert_eq!(origins(of(&sync(&project), 1))[0], (vec![1, 2], cnn.clone()));
    assert_eq!(of(&sync(&project), 1).origins.len(), 3);
    let outlet = Edit::SetField { article: article("c"), field: Field::Outlet, value: "CNN".into() };
    project.apply(&outlet).unwrap();
    assert_eq!(origins(of(&sync(&project), 1))[0], (vec![1, 2, 3], cnn), "what names CNN has it from CNN");
}

#[test]
fn a_credit_stands_for_the_whole_article_and_a_source_that_is_told_for_its_claim() {
    let mut project = stated(&[
        ("a", "BERLIN (Reuters) - The talks failed.\nLater it rained.", "The talks failed"),
        ("b", "Some words.\nMore words.\nThere was no deal.\n(With inputs from Reuters)", "There was no deal"),
    ]);
    put(&mut project, "c", "No agreement was made.", Info::default());
    mark(&mut project, "c", 3, "claim", "No agreement was made", &[("source", "Reuters")]);
    decide(&mut project, 1_000, Ruling::Same(id(1), id(3)));
    let consensus = sync(&project);
    assert_eq!(origins(of(&consensus, 1)), [(vec![1, 2, 3], Via::Agency("Reuters".into()))]);
    assert_eq!(of(&consensus, 1).standing, Standing::SingleSource);
}

#[test]
fn an_analyst_overrules_what_was_found() {
    let mut project = copies();
    decide(&mut project, 1, Ruling::Independent(article("a"), article("b")));
    let consensus = sync(&project);
    assert_eq!(of(&consensus, 1).origins.len(), 3);
    assert!(of(&consensus, 1).decisions.iter().any(|d| d.0.as_u128() == 1), "the ruling applies");
    decide(&mut project, 2, Ruling::OneOrigin(article("c"), article("b")));
    assert_eq!(origins(of(&sync(&project), 1)), [(vec![2, 3], Via::Decided), (vec![1], Via::Outlet)]);
    // For two articles the newest ruling counts.
    decide(&mut project, 3, Ruling::OneOrigin(article("b"), article("a")));
    assert_eq!(of(&sync(&project), 1).origins.len(), 1);
    decide(&mut project, 4, Ruling::Independent(article("b"), article("c")));
    assert_eq!(of(&sync(&project), 1).origins.len(), 2);
}

#[test]
fn an_origin_keeps_its_id_while_its_articles_stay() {
    let mut project = copies();
    let ids = |c: &Consensus| of(c, 1).origins.iter().map(|o| o.id.clone()).collect::<Vec<_>>();
    let before = ids(&sync(&project));
    put(&mut project, "d", "Something else happened elsewhere.", Info::default());
    mark(&mut project, "d", 9, "claim", "Something else happened", &[]);
    assert_eq!(ids(&sync(&project)), before);
}

/// What came one by one, and what was changed and taken away, leaves what a fresh look at the project finds.
#[test]
fn sharing_depends_on_the_project_alone() {
    let mut engine = Engine::new();
    let mut project = empty();
    let fact =
        |n: usize| format!("In case number {n} {} the clerk {n} signed the paper {n} twice.", COPIED.to_lowercase());
    let mut compare = |project: &Project| {
        let (kept, fresh): (Arc<Consensus>, _) = (engine.sync(project), sync(project));
        assert_eq!(kept.sharing, fresh.sharing);
        kept.sharing.passages.len()
    };
    // More articles than may share a shingle without being a crowd, so that its rules change on the way.
    let mut most = 0;
    for n in 0..40usize {
        put(
            &mut project,
            &format!("n{n:02}"),
            &format!("Own words {n}.\n{}\n{}", fact(n % 3), fact(7)),
            Info::default(),
        );
        if n % 6 == 5 || (14..20).contains(&n) {
            most = most.max(compare(&project));
        }
    }
    assert!(most > 700, "forty articles share one sentence: {most}");
    for n in [3usize, 20, 21] {
        let value = format!("Outlet {}", n / 20);
        project.apply(&Edit::SetField { article: article(&format!("n{n:02}")), field: Field::Outlet, value }).unwrap();
        compare(&project);
    }
    for n in 0..30usize {
        project.apply(&Edit::RemoveArticle(article(&format!("n{n:02}")))).unwrap();
        if n % 5 == 4 {
            compare(&project);
        }
    }
}
