//! Proposed quotations, claims and opinions, measured against what people have marked.

mod linear;

use pressmark::model::Kind;
use pressmark::store::{self, Mode};
use pressmark::suggest::{Form, Suggestion, attribution, certainty, noise, polarity, suggestions};
use pressmark::text::{FrozenText, Span};

/// What is expected of one quotation.
#[derive(Debug, PartialEq, Eq)]
struct Expected {
    words: String,
    start: usize,
    continues: bool,
    form: String,
    name: String,
    mention: String,
    cue: String,
}

struct Article {
    title: String,
    language: String,
    text: String,
    expected: Vec<Expected>,
}

/// Reads the articles in brackets.
fn articles(file: &str) -> Vec<Article> {
    let mut all: Vec<Article> = Vec::new();
    let mut marked = std::collections::VecDeque::new();
    for line in file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(title) = line.strip_prefix("=== ") {
            let tag = title.split(' ').next().filter(|t| t.len() == 2 && !["no", "a", "to", "by"].contains(t));
            let (title, language) = (title.to_owned(), tag.unwrap_or("en").to_owned());
            all.push(Article { title, language, text: String::new(), expected: Vec::new() });
            continue;
        }
        let article = all.last_mut().expect("a line before the first article");
        if let Some(line) = line.strip_prefix("> ") {
            let (start, words) =
                marked.pop_front().unwrap_or_else(|| panic!("{}: too many lines with >", article.title));
            let cells: Vec<String> = line.split('|').map(|c| c.trim().to_owned()).collect();
            let [form, name, mention, cue] = cells.try_into().expect("four cells");
            let (form, continues) = form.strip_prefix("+ ").map_or((form.clone(), false), |f| (f.to_owned(), true));
            article.expected.push(Expected { words, start, continues, form, name, mention, cue });
            continue;
        }
        assert!(marked.is_empty(), "{}: brackets without a line: {marked:?}", article.title);
        article.text.push_str(if article.text.is_empty() { "" } else { "\n\n" });
        let mut open = None;
        for c in line.chars() {
            match c {
                '[' => open = Some(article.text.len()),
                ']' => {
                    let start = open.take().expect("an opening bracket");
                    marked.push_back((start, article.text[start..].to_owned()));
                }
                c => article.text.push(c),
            }
        }
        if let Some(start) = open {
            marked.push_back((start, article.text[start..].trim_end_matches('.').to_owned()));
        }
    }
    all
}

fn quotes(found: &[Suggestion]) -> Vec<&Suggestion> {
    found.iter().filter(|s| s.kind == Kind::Quote).collect()
}

fn told(text: &FrozenText, s: &Suggestion) -> Expected {
    let words = |span: Option<Span>| span.map_or("-".to_owned(), |s| text.words(s).to_owned());
    Expected {
        words: text.words(s.span).to_owned(),
        start: s.span.start().byte(),
        continues: s.continues,
        form: s.form.map_or("-", Form::as_str).to_owned(),
        name: s.speaker.as_ref().map_or("-".to_owned(), |n| n.name.clone()),
        mention: words(s.speaker.as_ref().map(|n| n.span)),
        cue: words(s.cue),
    }
}

#[test]
fn every_construction_is_told_with_form_speaker_and_cue() {
    let mut wrong = Vec::new();
    for article in articles(include_str!("quotations.txt")) {
        let text = FrozenText::new(&article.text);
        let found = suggestions(&text, &article.language, &[]);
        let found: Vec<Expected> = quotes(&found).into_iter().map(|s| told(&text, s)).collect();
        for missing in article.expected.iter().filter(|e| !found.contains(e)) {
            wrong.push(format!("{}: missing {missing:?}", article.title));
        }
        for extra in found.iter().filter(|f| !article.expected.contains(f)) {
            wrong.push(format!("{}: extra   {extra:?}", article.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quotation_marked_by_hand_gets_its_speaker() {
    for article in articles(include_str!("quotations.txt")).iter().filter(|a| a.language == "en") {
        let text = FrozenText::new(&article.text);
        for expected in &article.expected {
            let span = text.span(expected.start..expected.start + expected.words.len()).unwrap();
            let found = attribution(&text, span, &article.language).unwrap_or_else(|| panic!("{expected:?}"));
            assert_eq!(found.form.as_str(), expected.form, "{expected:?}");
            assert_eq!(found.speaker.map_or("-".to_owned(), |s| s.name), expected.name, "{expected:?}");
        }
    }
    let text = FrozenText::new("The committee meets on Thursday in room 12.");
    assert_eq!(attribution(&text, text.span(4..13).unwrap(), ""), None);
}

#[test]
fn single_words_tell_how_sure_a_claim_is_and_which_way_an_opinion_leans() {
    let whole = |text: &str| {
        let text = FrozenText::new(text);
        let span = text.span(0..text.len()).unwrap();
        (certainty(&text, span), polarity(&text, span))
    };
    assert_eq!(whole("The bridge was closed on Monday").0, "asserted");
    assert_eq!(whole("The bridge was reportedly closed on Monday").0, "hedged");
    assert_eq!(whole("The bridge may be closed").0, "hedged");
    assert_eq!(whole("The bridge closed in May").0, "asserted");
    assert_eq!(whole("The mayor denied that the bridge was closed").0, "denied");
    assert_eq!(whole("a shameful, disastrous plan").1, "negative");
    assert_eq!(whole("a brilliant plan").1, "positive");
    assert_eq!(whole("not a good plan").1, "negative");
    assert_eq!(whole("a plan").1, "neutral");
    // By the sentence around, not by the words alone.
    let text = FrozenText::new("It rained. Police denied that a boat sank.");
    assert_eq!(certainty(&text, text.span(30..41).unwrap()), "denied");
    assert_eq!(certainty(&text, text.span(0..9).unwrap()), "asserted");
}

#[test]
fn claims_carry_their_source_and_opinions_in_quotations_their_holder() {
    let text = FrozenText::new(
        "According to Reuters, 40 people were injured in the fire. The court reportedly fined the owner 300 euros on \
         Friday.\n\n“This was a truly shameful verdict,” said Anna Berg. The plan is a disastrous failure.",
    );
    let found = suggestions(&text, "en", &[]);
    let of = |kind: Kind| found.iter().filter(move |s| s.kind == kind);
    let claims: Vec<_> =
        of(Kind::Claim).map(|s| (text.words(s.span), s.source.as_deref(), s.certainty.unwrap())).collect();
    assert_eq!(
        claims,
        [
            ("40 people were injured in the fire", Some("Reuters"), "asserted"),
            ("The court reportedly fined the owner 300 euros on Friday", None, "hedged"),
        ]
    );
    let opinions: Vec<_> =
        of(Kind::Opinion).map(|s| (text.words(s.span), s.holder.as_deref(), s.polarity.unwrap())).collect();
    assert_eq!(
        opinions,
        [
            ("This was a truly shameful verdict", Some("Anna Berg"), "negative"),
            ("The plan is a disastrous failure", None, "negative"),
        ]
    );
}

#[test]
fn noise_is_left_out() {
    let text = FrozenText::new("“We won,” said Anna Berg.\nRead also: “We lost,” said Tom Ridley.\nIt rained.");
    let at = text.as_str().find("Read").unwrap();
    let line = text.span(at..text.as_str().find("\nIt").unwrap()).unwrap();
    let with = suggestions(&text, "en", &[line]);
    assert!(with.iter().all(|s| !s.span.overlaps(line)));
    assert_eq!(quotes(&with).len() + 1, quotes(&suggestions(&text, "en", &[])).len());
}

#[test]
fn proposals_are_sorted_and_lie_in_the_text() {
    for article in articles(include_str!("quotations.txt")) {
        let text = FrozenText::new(&article.text);
        let found = suggestions(&text, "", &[]);
        let keys: Vec<_> = found.iter().map(|s| (s.span.start(), std::cmp::Reverse(s.span.end()))).collect();
        assert!(keys.is_sorted(), "{}", article.title);
        for s in &found {
            let words = text.words(s.span);
            assert!(!words.is_empty() && words == words.trim(), "{words:?}");
        }
    }
}

#[test]
fn a_pronoun_refers_back_to_the_last_words_that_name_the_person() {
    let text = FrozenText::new("Governor Susan Hale spoke on Tuesday. Hale was tired. “We won the vote,” she said.");
    let found = suggestions(&text, "en", &[]);
    let speaker = quotes(&found)[0].speaker.clone().unwrap();
    assert_eq!((text.words(speaker.span), speaker.name.as_str()), ("she", "Susan Hale"));
    let antecedent = speaker.antecedent.unwrap();
    assert_eq!((text.words(antecedent), antecedent.start().byte()), ("Hale", 38));
}

#[test]
fn the_first_person_and_what_should_be_are_opinions_of_the_author() {
    let text = FrozenText::new(
        "We should reject it. In my view it is the worst. In my opinion, the plan is wrong. We must stop it. I think the \
         deal is awful. I believe we must never yield.",
    );
    let found = suggestions(&text, "en", &[]);
    let opinions: Vec<_> = found.iter().filter(|s| s.kind == Kind::Opinion).map(|s| text.words(s.span)).collect();
    let wanted = [
        "We should reject it",
        "In my view it is the worst",
        "In my opinion, the plan is wrong",
        "We must stop it",
        "I think the deal is awful",
        "I believe we must never yield",
    ];
    assert_eq!(opinions, wanted);
    assert_eq!(quotes(&found).len(), 0);
}

#[test]
fn reports_take_neither_the_day_nor_the_attribution_along() {
    let told = |text: &str| {
        let text = FrozenText::new(text);
        let found = suggestions(&text, "en", &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        let name = found[0].speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default();
        (text.words(found[0].span).to_owned(), name)
    };
    let wanted = |words: &str, name: &str| (words.to_owned(), name.to_owned());
    assert_eq!(told("Officials said on Monday 12 people were killed."), wanted("12 people were killed", "Officials"));
    assert_eq!(
        told("Inflation rose to 3.2% in May, the Bureau of Labor Statistics reported."),
        wanted("Inflation rose to 3.2% in May", "the Bureau of Labor Statistics")
    );
}

#[test]
fn a_language_without_rules_gets_its_longer_quotations() {
    let found = |text: &str, language: &str| {
        let text = FrozenText::new(text);
        let found = suggestions(&text, language, &[]);
        quotes(&found).into_iter().map(|s| text.words(s.span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        found("Premier sa že “nechce nič viac povedať” a odišiel. Film “Zima” začal.", "sk"),
        ["nechce nič viac povedať"]
    );
    assert_eq!(found("นายกฯ กล่าวว่า “เราจะไม่รอ” เมื่อวาน", "th"), ["เราจะไม่รอ"]);
}

#[test]
fn one_long_line_is_not_read_as_a_whole_for_a_speaker() {
    let line = format!("{}“We won,” said Anna Berg. {}", "It rained. ".repeat(40_000), "It rained. ".repeat(40_000));
    let text = FrozenText::new(&line);
    let at = line.find("We won").unwrap();
    let start = std::time::Instant::now();
    let found = attribution(&text, text.span(at..at + 6).unwrap(), "en").unwrap();
    assert_eq!(found.speaker.unwrap().name, "Anna Berg");
    assert!(start.elapsed() < std::time::Duration::from_secs(1), "{:?}", start.elapsed());
}

/// Hits, what is there, what is proposed.
#[derive(Default, Clone, Copy)]
struct Score {
    hits: usize,
    gold: usize,
    proposed: usize,
}

impl Score {
    fn f1(self) -> f64 {
        2.0 * self.hits as f64 / (self.gold + self.proposed).max(1) as f64
    }

    fn told(self, name: &str) -> String {
        let share = |of: usize| self.hits as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.proposed), share(self.gold));
        format!("{name}: precision {precision:.2}, recall {recall:.2}, F1 {:.2} ({} marked)", self.f1(), self.gold)
    }
}

/// The part of two spans' bytes that they share.
fn shared(a: Span, b: Span) -> f64 {
    let from = a.start().byte().max(b.start().byte());
    let to = a.end().byte().min(b.end().byte());
    let all = a.end().byte().max(b.end().byte()) - a.start().byte().min(b.start().byte());
    to.saturating_sub(from) as f64 / all as f64
}

#[test]
fn the_sample_articles_are_read_as_a_person_reads_them() {
    let project = store::open(std::path::Path::new("projects/anchorage-summit"), Mode::Read).unwrap().project;
    let mut gold: Vec<(&str, Vec<[&str; 3]>)> = Vec::new();
    for line in include_str!("anchorage.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match line.strip_prefix("=== ") {
            Some(id) => gold.push((id, Vec::new())),
            None => {
                let cells: Vec<&str> = line.splitn(3, " | ").collect();
                gold.last_mut().unwrap().1.push(cells.try_into().expect("three cells"));
            }
        }
    }
    let mut scores = [Score::default(); 3];
    let mut speakers = [Score::default(); 3];
    let mut marks = [Score::default(); 2];
    let mut missed = Vec::new();
    let mut covered = [Score::default(); 2];
    for (id, lines) in gold {
        let article = project.articles().find(|a| a.id.as_str() == id).unwrap();
        let text = &article.text;
        let skipped: Vec<Span> = noise(text).iter().map(|p| p.span).collect();
        let found = suggestions(text, "en", &skipped);
        for (at, form) in [Form::Direct, Form::Partial, Form::Indirect].into_iter().enumerate() {
            let proposed: Vec<&Suggestion> = quotes(&found).into_iter().filter(|s| s.form == Some(form)).collect();
            scores[at].proposed += proposed.len();
            speakers[at].proposed += proposed.len();
            let mut from = 0;
            for [wanted, speaker, words] in &lines {
                let start = from + text.as_str()[from..].find(words).unwrap_or_else(|| panic!("{id}: {words}"));
                from = start + words.len();
                if *wanted != form.as_str() {
                    continue;
                }
                scores[at].gold += 1;
                speakers[at].gold += 1;
                let span = text.span(start..from).unwrap();
                // Words in marks to the letter; reported ones by most of them.
                let least = if form == Form::Indirect { 0.5 } else { 1.0 };
                let hit = proposed.iter().find(|s| shared(s.span, span) >= least);
                scores[at].hits += usize::from(hit.is_some());
                let named = hit.map(|s| s.speaker.as_ref().map_or("-", |n| n.name.as_str()));
                speakers[at].hits += usize::from(named == Some(speaker));
                if named != Some(speaker) {
                    missed.push(format!("{id}: {wanted}, {speaker}, but {named:?}: {words}"));
                }
            }
        }
        let layers: Vec<_> = project.layers_of(&article.id).collect();
        for (at, kind) in [Kind::Claim, Kind::Opinion].into_iter().enumerate() {
            let marked = |code: &str| -> Vec<Span> {
                let all = layers.iter().flat_map(|(_, layer)| layer.annotations());
                all.filter(|a| a.code.as_str() == code).flat_map(|a| a.spans.clone()).collect()
            };
            let people = marked(kind.as_str());
            // What the speaker thinks stands inside a quotation, which the sample project does not mark twice.
            let own = |s: &&Suggestion| s.kind == kind && s.holder.is_none() && s.source.is_none();
            let proposed: Vec<Span> = found.iter().filter(own).map(|s| s.span).collect();
            marks[at].gold += proposed.len();
            marks[at].proposed += proposed.len();
            marks[at].hits += proposed.iter().filter(|s| people.iter().any(|p| p.overlaps(**s))).count();
            covered[at].gold += people.len();
            covered[at].hits += people.iter().filter(|p| proposed.iter().any(|s| s.overlaps(**p))).count();
        }
    }
    let names = ["direct quotations", "partial quotations", "reported speech"];
    let mut figures: Vec<String> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        figures.push(scores[at].told(name));
        figures.push(speakers[at].told(&format!("{name} with their speakers")));
    }
    for (at, name) in ["claims", "opinions"].iter().enumerate() {
        let precision = marks[at].hits as f64 / marks[at].proposed.max(1) as f64;
        let recall = covered[at].hits as f64 / covered[at].gold.max(1) as f64;
        figures.push(format!(
            "{name}: {precision:.2} of {} proposed, {recall:.2} of {} marked overlap",
            marks[at].proposed, covered[at].gold
        ));
    }
    println!("{}\n{}", figures.join("\n"), missed.join("\n"));
    // The goals; the figures themselves are printed.
    let floor =
        |what: &str, value: f64, least: f64| assert!(value >= least, "{what}: {value:.2}\n{}", figures.join("\n"));
    floor("direct quotations", scores[0].f1(), 0.85);
    floor("speakers of direct quotations", speakers[0].f1(), 0.75);
    floor("partial quotations", scores[1].f1(), 0.75);
    floor("reported speech", scores[2].f1(), 0.6);
    floor("claims that a person marked too", marks[0].hits as f64 / marks[0].proposed.max(1) as f64, 0.8);
    floor("opinions that a person marked too", marks[1].hits as f64 / marks[1].proposed.max(1) as f64, 0.6);
}
