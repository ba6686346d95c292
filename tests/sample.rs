//! The sample project: what people see first must be right, and what the engine makes of it must be what a person would.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use pressmark::consensus::{Consensus, Engine, Severity, Slot, Standing, Statement};
use pressmark::model::{Kind, Progress, Project};
use pressmark::store::{self, Mode};

fn sample() -> (Project, Arc<Consensus>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/anchorage-summit");
    let opened = store::open(&folder, Mode::Read).unwrap();
    assert_eq!(opened.problems, []);
    let found = Engine::new().sync(&opened.project);
    (opened.project, found)
}

/// The one statement that holds an annotation with exactly these words.
fn with<'a>(found: &'a Consensus, words: &str) -> &'a Statement {
    let holds = |s: &&Statement| s.members.iter().any(|m| m.text.as_ref() == words);
    let all: Vec<_> = found.statements.iter().map(AsRef::as_ref).filter(holds).collect();
    assert_eq!(all.len(), 1, "{words:?} is in {} statements", all.len());
    all[0]
}

fn articles(statement: &Statement) -> BTreeSet<&str> {
    statement.members.iter().filter_map(|m| m.place.article.as_str().get(..3)).collect()
}

#[test]
fn it_is_whole_and_coded_to_the_end() {
    let (project, _) = sample();
    assert_eq!(project.articles().len(), 5);
    let codebook = project.codebook();
    let mut counts = [0; 3];
    for (article, _, layer) in project.layers() {
        assert_eq!(layer.progress(), Progress::Done);
        let article = project.article(article).unwrap();
        for annotation in layer.annotations() {
            let words = annotation.words(&article.text);
            let given = |attribute: &str| annotation.attribute(attribute).is_some();
            match codebook.kind(&annotation.code) {
                Kind::Claim => counts[0] += 1,
                Kind::Quote => {
                    counts[1] += 1;
                    assert!(given("speaker") || !annotation.note.is_empty(), "who says {words:?}?");
                }
                Kind::Opinion => {
                    counts[2] += 1;
                    assert!(given("holder") && given("polarity"), "whose opinion, and how, is {words:?}?");
                }
                Kind::Plain => panic!("{words:?} is neither claim, quote nor opinion"),
            }
            let noise = article.noise.iter().find(|n| annotation.spans.iter().any(|s| s.overlaps(**n)));
            assert_eq!(noise, None, "{words:?} is noise and annotated");
        }
    }
    assert!(counts.iter().sum::<usize>() >= 150 && counts.iter().all(|&c| c > 20), "{counts:?}");
}

#[test]
fn the_length_of_the_talks_is_contested_and_that_of_the_news_conference_is_not() {
    let (_, found) = sample();
    let talks = with(&found, "The three-hour closed-door talks");
    assert_eq!(talks.standing, Standing::Contested);
    assert_eq!(articles(talks), ["000", "001", "002", "003", "004"].into());
    let difference = talks.differences.iter().find(|d| d.slot == Slot::Duration && d.conflicting()).unwrap();
    assert_eq!(difference.values.len(), 2, "{:?}", difference.values);
    let press = with(&found, "the post-meeting news conference lasted under 15 minutes");
    assert_ne!(press.id, talks.id);
    assert_ne!(press.standing, Standing::Contested);
}

#[test]
fn no_deal_until_there_is_a_deal_is_carried_by_three_articles() {
    let (_, found) = sample();
    let deal = with(&found, "there’s no deal until there’s a deal");
    assert_eq!(deal.kind, Kind::Quote);
    assert_eq!(articles(deal), ["000", "002", "004"].into());
    assert_eq!((deal.outlets, deal.of), (3, 5));
}

#[test]
fn what_outlets_contradict_each_other_in_is_found_and_nothing_else() {
    let (_, found) = sample();
    let contested: BTreeSet<&str> =
        found.statements.iter().filter(|s| s.standing == Standing::Contested).map(|s| s.text.as_str()).collect();
    let expected = [
        "A three-way meeting of Trump, Putin and Zelensky",
        "How long the talks lasted",
        "Since when it was their first meeting",
        "Whether progress was made",
        "Who was with Trump",
    ];
    assert_eq!(contested, expected.into());
    let headway = with(&found, "We haven’t quite got there, but we’ve got some headway");
    assert!(headway.differences.iter().any(|d| d.slot == Slot::Wording), "got and made some headway differ");
}

#[test]
fn both_delegations_differ() {
    let (_, found) = sample();
    let russian = with(&found, "Putin brought Foreign Minister Sergei Lavrov and veteran adviser Yury Ushakov");
    let difference = russian.differences.iter().find(|d| d.slot == Slot::Names).unwrap();
    // One of the lists says that it is not complete.
    assert_eq!(difference.severity, Some(Severity::Soft));
    assert_eq!(difference.values.len(), 2);
    let meeting = with(&found, "this now looks unlikely, at least soon");
    assert!(meeting.differences.iter().any(|d| d.slot == Slot::Outlook && d.conflicting()));
}
