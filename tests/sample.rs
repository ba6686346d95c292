//! The sample project: what people see first must be right, and what the engine makes of it must be what a person would.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use pressmark::consensus::{Consensus, Engine, Relation, Severity, Slot, Standing, Statement, Via};
use pressmark::model::{Kind, Progress, Project};
use pressmark::store::{self, Mode};
use serde_json::Value;

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

#[test]
fn wordings_and_origins_are_what_a_reader_finds() {
    let (_, found) = sample();
    let headway = with(&found, "We haven’t quite got there, but we’ve got some headway");
    let altered: Vec<_> = headway.variants.iter().filter(|v| v.relation == Relation::Altered).collect();
    let [made] = altered.as_slice() else { panic!("{:?}", headway.variants) };
    let replaced: Vec<_> = made.operations.iter().filter(|o| o.kind != "keep").collect();
    assert_eq!(replaced.iter().map(|o| (o.from.as_str(), o.to.as_str())).collect::<Vec<_>>(), [("got", "made")]);
    let deal = with(&found, "there’s no deal until there’s a deal");
    assert_eq!(deal.variants.iter().filter(|v| v.relation == Relation::Cut && v.drift == 0.0).count(), 2);
    // Two outlets have it from one interview.
    let fox = with(&found, "Now it’s really up to President Zelenskyy to get it done");
    assert_eq!((fox.outlets, fox.standing), (2, Standing::SingleSource));
    assert_eq!(fox.origins[0].via, Via::Agency("Fox News".into()));
    assert!(found.sharing.passages.is_empty(), "no article copies another: {:?}", found.sharing.passages);
    let credits: BTreeSet<_> =
        found.sharing.agencies.iter().map(|(id, _, name)| (&id.as_str()[..3], name.as_str())).collect();
    assert_eq!(credits, [("001", "Fox News"), ("002", "AP"), ("003", "Al Jazeera"), ("003", "Fox News")].into());
}

#[test]
fn the_document_says_what_the_statements_say() {
    let (project, found) = sample();
    let mut out = Vec::new();
    pressmark::export::write_consensus_json(&project, &found, &mut out).unwrap();
    let document: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(document["version"], 2);
    let statements = document["statements"].as_array().unwrap();
    assert_eq!(statements.len(), found.statements.len());
    let texts = |value: &Value| {
        let list = value.as_array().unwrap().iter();
        list.map(|v| v.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for (said, statement) in statements.iter().zip(&found.statements) {
        assert_eq!(said["id"], statement.id.as_str());
        assert_eq!(said["standing"], statement.standing.as_str());
        let members = said["members"].as_array().unwrap();
        assert_eq!(said["origins"]["count"], said["origins"]["ids"].as_array().unwrap().len());
        let origins = said["origins"]["list"].as_array().unwrap();
        let mut of_origins: Vec<String> = origins.iter().flat_map(|o| texts(&o["annotations"])).collect();
        let mut annotations: Vec<String> =
            members.iter().map(|m| m["annotation"].as_str().unwrap().to_owned()).collect();
        annotations.sort();
        of_origins.sort();
        assert_eq!(annotations, of_origins, "origins are a partition");
        for member in members {
            let article = project.articles().find(|a| a.id.as_str() == member["article"]).unwrap();
            let (start, end) = (member["start"].as_u64().unwrap() as usize, member["end"].as_u64().unwrap() as usize);
            let words: String = article.text.as_str().chars().skip(start).take(end - start).collect();
            assert_eq!(member["text"], words.as_str());
            assert_eq!(member["outlet"], article.outlet());
            assert!(origins.iter().any(|o| o["id"] == member["origin"]));
        }
        for difference in said["differences"].as_array().unwrap() {
            let severity = &difference["severity"];
            assert_eq!(severity.is_null(), difference["slot"] == "wording", "{difference}");
            assert!(["low", "high", "unit"].iter().all(|k| difference["values"][0].get(k).is_some()));
        }
        for variant in said["variants"].as_array().unwrap() {
            assert!(annotations.contains(&variant["annotation"].as_str().unwrap().to_owned()));
            assert!(!variant["operations"].as_array().unwrap().is_empty());
        }
        if said["decided"] == true {
            assert!(!said["decisions"].as_array().unwrap().is_empty(), "{}", said["text"]);
        }
    }
    let schema: Value = serde_json::from_str(include_str!("../src/export/consensus.schema.json")).unwrap();
    assert_eq!(missing(&schema, &document, "$"), Vec::<String>::new());
}

/// Where a document lacks what a schema requires, has another type, or a word that is none of those listed.
fn missing(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let fits = |name: &&str| match *name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    if !types.is_empty() && !types.iter().any(fits) {
        faults.push(format!("{path} is {value}"));
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        faults.push(format!("{path} is {value}"));
    }
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(key).is_none() {
            faults.push(format!("{path} lacks {key}"));
        }
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(known) => faults.extend(missing(known, inner, &format!("{path}.{key}"))),
            None => faults.push(format!("{path}.{key} is not described")),
        }
    }
    if schema["items"].is_object() {
        for inner in value.as_array().into_iter().flatten() {
            faults.extend(missing(&schema["items"], inner, path));
        }
    }
    faults
}
