//! Figures about outlets, counted by hand; and the report, which tells what the JSON tells.

use pressmark::consensus::{Engine, Sourcing, coverage, left_out, opinion_shares, sourcing};
use pressmark::export::Report;
use pressmark::model::{Field, Progress, Project};
use serde_json::{Value, json};

use crate::import::{add, project};

/// A project from articles: id, outlet, day, text with marks such as `{claim:…}` or `{opinion holder=Ann:…}`.
fn of(articles: &[(&str, &str, &str, &str)]) -> Project {
    let lines: Vec<String> = articles.iter().map(|article| line(article).to_string()).collect();
    let mut project = project();
    add(&mut project, "feed.jsonl", lines.join("\n").as_bytes(), None).unwrap();
    project
}

fn line((id, outlet, day, marked): &(&str, &str, &str, &str)) -> Value {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut rest = *marked;
    while let Some((before, behind)) = rest.split_once('{') {
        let (inside, after) = behind.split_once('}').unwrap();
        let (head, words) = inside.split_once(':').unwrap();
        text.push_str(before);
        let start = text.chars().count();
        text.push_str(words);
        let mut parts = head.split(' ');
        let mut span = json!({"start": start, "end": text.chars().count(), "label": parts.next(), "text": words});
        for (name, value) in parts.filter_map(|p| p.split_once('=')) {
            span[name] = value.replace('_', " ").into();
        }
        spans.push(span);
        rest = after;
    }
    text.push_str(rest);
    json!({"id": id, "text": text, "meta": {"outlet": outlet, "published": day, "language": "en"}, "spans": spans})
}

fn finish(project: &mut Project, article: &str) {
    let id = pressmark::model::ArticleId::new(article).unwrap();
    let analyst = project.analysts().next().unwrap().id.clone();
    let edit = pressmark::model::Edit::SetProgress { article: id, analyst, progress: Progress::Done };
    project.apply(&edit).unwrap();
}

#[test]
fn the_base_of_an_opinion_share_is_the_outlets_own_words() {
    // Own words: The mayor resigned He said It was {a disgrace for the city} = 13; quoted words are nobody's share.
    let text = "The mayor resigned. He said, “I leave with a heavy heart.” It was {opinion target=mayor polarity=negative:a disgrace for the city}.";
    let shares = opinion_shares(&of(&[("a", "Daily", "2025-08-16", text), ("b", "Post", "", "“Only his words.”")]));
    let daily = &shares[0];
    assert_eq!((daily.outlet.as_str(), daily.base, daily.opinion.words, daily.opinion.opinions), ("Daily", 12, 5, 1));
    assert_eq!(daily.share(), Some(5.0 / 12.0));
    // Without a holder it is the outlet's own.
    assert_eq!(daily.holders[0].0, "Daily");
    assert_eq!((daily.targets[0].0.as_str(), daily.targets[0].1.words), ("mayor", 5));
    assert_eq!(daily.polarities[0].0, "negative");
    assert_eq!((shares[1].base, shares[1].share()), (0, None));
}

#[test]
fn words_in_two_opinions_count_once_and_a_quoted_opinion_counts_no_words() {
    let text = "{opinion:A sad day for all}. She said: “{opinion holder=Ann:It is absurd.}”";
    let mut again = line(&("a2", "Daily", "", "{opinion:Sad}."));
    again["spans"].as_array_mut().unwrap().push(json!({"start": 0, "end": 4, "label": "opinion"}));
    let feed = format!("{}\n{again}", line(&("a", "Daily", "", text)));
    let mut twice = project();
    add(&mut twice, "feed.jsonl", feed.as_bytes(), None).unwrap();
    let share = &opinion_shares(&twice)[0];
    // A sad day for all, She said, Sad: 8 words, of which 6 are opinion; three of the four marks hold them.
    assert_eq!(
        (share.articles, share.base, share.opinion.words, share.opinion.opinions, share.quoted),
        (2, 8, 6, 4, 1)
    );
    let ann = share.holders.iter().find(|(name, _)| name == "Ann").unwrap();
    assert_eq!((ann.1.opinions, ann.1.words), (1, 0));
}

/// Three outlets say one thing, the fourth does not; two days.
fn four() -> Project {
    // Each in its own words: whoever copies is no origin of its own.
    let mut all = of(&[
        ("a", "Alpha", "2025-08-16", "{claim:The bridge over the river Elbe collapsed on Tuesday night}."),
        ("b", "Beta", "2025-08-17", "{claim:On Tuesday night the Elbe bridge collapsed}, police say."),
        (
            "c",
            "Gamma",
            "2025-08-17",
            "{claim:Elbe bridge collapsed Tuesday night}. {claim:Eleven cars fell into the water}.",
        ),
        ("d", "Delta", "", "Nothing of that here."),
    ]);
    ["a", "b", "c", "d"].iter().for_each(|id| finish(&mut all, id));
    all
}

#[test]
fn an_outlet_leaves_out_what_most_others_have() {
    let mut project = four();
    let consensus = Engine::new().sync(&project);
    let gaps = left_out(&project, &consensus);
    assert_eq!(gaps["Delta"].len(), 1);
    let gap = gaps["Delta"][0];
    assert!(consensus.statements[gap.statement].text.contains("bridge"));
    assert_eq!((gap.carried, gap.of), (3, 3));
    assert!(gaps["Alpha"].is_empty());
    // Nobody knows what an unread outlet leaves out.
    let id = pressmark::model::ArticleId::new("d").unwrap();
    let analyst = project.analysts().next().unwrap().id.clone();
    project.apply(&pressmark::model::Edit::SetProgress { article: id, analyst, progress: Progress::Reading }).unwrap();
    assert!(!left_out(&project, &Engine::new().sync(&project)).contains_key("Delta"));
}

#[test]
fn coverage_counts_a_statement_on_each_day_and_as_new_on_its_first() {
    let project = four();
    let found = coverage(&project, &Engine::new().sync(&project));
    let days: Vec<_> = found.days.iter().map(|d| (d.date.to_string(), d.articles.len(), d.statements, d.new)).collect();
    assert_eq!(days, [("2025-08-16".into(), 1, 1, 1), ("2025-08-17".into(), 2, 2, 1)]);
    assert_eq!(found.undated.len(), 1);
}

#[test]
fn a_source_that_nobody_names_is_anonymous() {
    for (marked, expected) in [
        ("{claim:The talks failed}.", Sourcing::Own),
        ("{claim source=two_senior_officials:The talks failed}, two senior officials said.", Sourcing::Anonymous),
        ("{claim source=Marco_Rubio:The talks failed}, Rubio said.", Sourcing::Named),
        ("{claim source=State_Department_official_Jane_Miller:The talks failed}.", Sourcing::Named),
        ("{claim:The talks failed}, said a man who spoke on condition of anonymity.", Sourcing::Anonymous),
        ("He spoke on condition of anonymity. {claim:The talks failed}.", Sourcing::Own),
        ("{quote speaker=a_person_familiar_with_the_matter:It failed}", Sourcing::Anonymous),
    ] {
        let project = of(&[("a", "Daily", "", marked)]);
        let consensus = Engine::new().sync(&project);
        assert_eq!(sourcing(&project, &consensus.statements[0]), expected, "{marked}");
    }
}

fn written(project: &Project, form: Report) -> String {
    let mut out = Vec::new();
    form.write(project, &Engine::new().sync(project), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_report_and_the_json_tell_the_same() {
    let project = four();
    let json: Value = serde_json::from_str(&written(&project, Report::Json)).unwrap();
    let statements = json["statements"].as_array().unwrap();
    let standing = |word: &str| statements.iter().filter(|s| s["standing"] == word).count();
    let page = written(&project, Report::Html);
    let markdown = written(&project, Report::Markdown);
    for (name, number) in [("Corroborated", standing("corroborated")), ("Single source", standing("single_source"))] {
        assert_eq!(number, 1);
        assert!(page.contains(&format!("<th scope=\"row\">{name}</th><td>{number} of 2 statements</td>")), "{name}");
        assert!(markdown.contains(&format!("| {name} | {number} of 2 statements |")), "{name}");
    }
    for statement in statements {
        assert!(page.contains(statement["text"].as_str().unwrap()));
        for member in statement["members"].as_array().unwrap() {
            assert!(page.contains(member["text"].as_str().unwrap()));
        }
    }
    for article in project.articles() {
        assert!(page.contains(&article.sha256) && markdown.contains(&article.sha256));
    }
    assert_eq!(page, written(&project, Report::Html), "the same project, the same bytes");
}

#[test]
fn the_method_tells_every_hedge_of_the_projects_languages() {
    let mut project = of(&[("a", "Daily", "", "{claim:Nearly three hours}.")]);
    let rules = |project: &Project| pressmark::consensus::method(project);
    let of_language = |project: &Project, language: &str| {
        let name = format!("Hedge ({language})");
        rules(project).into_iter().filter(|r| r.name == name).map(|r| (r.value, r.meaning)).collect::<Vec<_>>()
    };
    // Nearly three is 2.55 to 3.
    let nearly = of_language(&project, "en").into_iter().find(|(value, _)| value == "0.85 to 1.00").unwrap().1;
    assert!(nearly.contains("nearly") && nearly.contains("almost"), "{nearly}");
    assert_eq!(of_language(&project, "de"), []);
    let article = project.articles().next().unwrap().id.clone();
    let edit = pressmark::model::Edit::SetField { article, field: Field::Language, value: "de-AT".into() };
    project.apply(&edit).unwrap();
    assert!(!of_language(&project, "de").is_empty());
    assert_eq!(of_language(&project, "en"), []);
}

#[test]
fn a_copy_in_another_outlet_is_an_article_of_its_own_and_of_one_origin() {
    let text =
        "{claim:The old bridge over the river collapsed late on tuesday night after weeks of heavy rain in the hills}.";
    let project =
        of(&[("a", "Alpha", "", text), ("b", "Beta", "", text), ("b2", "Beta", "", text), ("c", "", "", text)]);
    // Beta's second file and the one without an outlet are copies of what is there.
    assert_eq!(project.articles().map(|a| a.outlet().to_owned()).collect::<Vec<_>>(), ["Alpha", "Beta"]);
    let consensus = Engine::new().sync(&project);
    let statement = &consensus.statements[0];
    assert_eq!((statement.outlets, statement.origins.len()), (2, 1));
    assert_eq!(statement.standing.as_str(), "single_source");
}

#[test]
fn origins_of_short_names_have_ids_of_their_own() {
    let texts: Vec<String> =
        ["mayor resigned", "old mayor resigned at last", "so the mayor resigned", "mayor Fox resigned"]
            .map(|words| format!("{{claim:{words} on friday}}."))
            .into();
    let articles: Vec<(&str, &str, &str, &str)> =
        ["a0", "a1", "a2", "a3"].iter().zip(&texts).map(|(id, text)| (*id, *id, "", text.as_str())).collect();
    let consensus = Engine::new().sync(&of(&articles));
    let ids: std::collections::BTreeSet<&str> =
        consensus.statements.iter().flat_map(|s| &s.origins).map(|o| o.id.as_str()).collect();
    assert_eq!(ids.len(), 4);
}

#[test]
fn the_same_sentence_of_two_speakers_is_one_utterance() {
    let said =
        |who: &str| format!("“{{quote speaker={who}:The harbour will stay closed until the spring}},” said {who}.");
    let consensus = Engine::new().sync(&of(&[("a", "Alpha", "", &said("Fox")), ("b", "Beta", "", &said("Roe"))]));
    assert_eq!(consensus.statements.len(), 1);
    let relations: Vec<&str> = consensus.statements[0].variants.iter().map(|v| v.relation.as_str()).collect();
    assert!(relations.contains(&"other_speaker"), "{relations:?}");
}

#[test]
fn hostile_words_stay_words_in_the_report() {
    let hostile =
        "</td><script>alert(1)</script><img src=x onerror=alert(2)> & \u{1} \" ' |x| **y** [z](http://example.com) `w`";
    let mut project = of(&[("a", "Daily", "", &format!("{{claim:{hostile}}}."))]);
    let article = pressmark::model::ArticleId::new("a").unwrap();
    for (field, value) in [(Field::Title, hostile), (Field::Outlet, hostile), (Field::Language, "en\" onclick=\"x")] {
        project
            .apply(&pressmark::model::Edit::SetField { article: article.clone(), field, value: value.into() })
            .unwrap();
    }
    let page = written(&project, Report::Html);
    assert!(
        !page.contains("<script") && !page.contains("<img") && !page.contains("onclick=\"") && !page.contains('\u{1}')
    );
    assert!(page.contains("&lt;script&gt;alert(1)"));
    // Nothing of the page asks the network.
    assert!(
        !page.contains("src=")
            || page.contains("src=x") && page.matches("src=").count() == page.matches("&lt;img src=x").count()
    );
    assert!(page.matches("href=\"").count() == page.matches("href=\"#").count());
    // Every element that is opened is closed.
    for element in ["section", "table", "tbody", "tr", "td", "th", "p", "blockquote", "ul", "li", "div", "main"] {
        let opened = page.matches(&format!("<{element}>")).count() + page.matches(&format!("<{element} ")).count();
        assert_eq!(opened, page.matches(&format!("</{element}>")).count(), "{element}");
    }
    let markdown = written(&project, Report::Markdown);
    assert_eq!(markdown.matches("<script").count(), markdown.matches("\\<script").count());
    assert!(markdown.contains("\\<script\\>") && markdown.contains("\\|x\\|"));
}

#[test]
fn the_ending_of_a_name_tells_the_form() {
    for (name, form) in [
        ("a.html", Report::Html),
        ("a.MD", Report::Markdown),
        ("a.csv", Report::Csv),
        ("a.b.json", Report::Json),
        ("report", Report::Html),
    ] {
        assert_eq!(Report::of(name), form, "{name}");
    }
}
