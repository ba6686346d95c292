//! Data sets going out, and coming in again.

use pressmark::consensus::Engine;
use pressmark::export::{self, Format};
use pressmark::model::*;
use pressmark::text::{FrozenText, Offsets};
use serde_json::Value;

use crate::import::{add, ids, project};

const TEXT: &str =
    "“There’s no deal,” he said, 😀👩‍👩‍👧 “until there’s a deal.”\nהוא אמר: לא היה הסכם. Cafe\u{301} =SUM(A1)\nNA";

fn named(name: &str) -> Format {
    Format::named(name).unwrap()
}

pub fn export(project: &Project, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    export::write(project, &Engine::new().sync(project), format, &mut out).unwrap();
    out
}

/// Two articles, two analysts, one of whom has a name of his own; a broken quotation, a note in several lines.
pub fn full() -> Project {
    let mut project = project();
    let mut id = ids();
    let analyst = |id: &str| AnalystId::new(id).unwrap();
    let article = ArticleId::new("Ünïcode: 1/2").unwrap();
    let text = FrozenText::new(TEXT);
    let at = |words: &str| {
        let start = TEXT.find(words).unwrap();
        text.anchor(text.span(start..start + words.len()).unwrap())
    };
    let mark =
        |id: uuid::Uuid, code: &str, spans: Vec<&str>, attributes: &[(&str, &str)], note: &str| AnnotationDraft {
            id: AnnotationId(id),
            code: CodeId::new(code).unwrap(),
            spans: spans.into_iter().map(at).collect(),
            attributes: attributes.iter().map(|(k, v)| (AttributeId::new(k).unwrap(), (*v).to_owned())).collect(),
            note: note.to_owned(),
            provenance: Provenance::Hand,
            at: "2025-08-16T10:00:00.123456789Z".parse().unwrap(),
        };
    let info = Info {
        outlet: "The \"Daily\", Example".into(),
        title: "-1 = @home\n+ more".into(),
        published: "2025-08-16T09:30:00+02:00".into(),
        language: "he".into(),
        ..Info::default()
    };
    let draft = |id: ArticleId, text: &str, info, noise| ArticleDraft {
        id,
        text: text.to_owned(),
        info,
        noise,
        settled: false,
        source: Source::default(),
        added: "2025-08-16T10:00:00Z".parse().unwrap(),
    };
    let annotate = |who: &str, annotation| Edit::Annotate {
        article: article.clone(),
        analyst: analyst(who),
        annotation: Box::new(annotation),
    };
    let imported = AnnotationDraft {
        provenance: Provenance::Imported { format: "brat".into() },
        ..mark(id(), "claim", vec!["NA"], &[], "")
    };
    let accepted = AnnotationDraft {
        provenance: Provenance::Accepted { rule: "marks and cue".into() },
        ..mark(id(), "claim", vec!["=SUM(A1)"], &[("certainty", "denied")], "a\r\nb, \"c\"\n")
    };
    let edits = vec![
        Edit::AddAnalyst(Analyst { id: analyst("ana"), name: "Ana María".into() }),
        Edit::AddAnalyst(Analyst { id: analyst("bo"), name: "bo".into() }),
        Edit::AddArticle(Box::new(draft(article.clone(), TEXT, info, vec![at("\nNA")]))),
        Edit::AddArticle(Box::new(draft(ArticleId::new("bare").unwrap(), "Nothing known.", Info::default(), vec![]))),
        annotate(
            "bo",
            mark(id(), "quote", vec!["“There’s no deal,”", "“until there’s a deal.”"], &[("speaker", "הוא")], ""),
        ),
        annotate("ana", mark(id(), "quote", vec!["“There’s no deal,”"], &[("speaker", "=he"), ("form", "direct")], "")),
        annotate("ana", mark(id(), "opinion", vec!["😀👩‍👩‍👧"], &[("polarity", "positive")], "")),
        annotate("ana", mark(id(), "claim", vec!["לא היה הסכם", "Cafe\u{301}"], &[], "x")),
        annotate("ana", accepted),
        annotate("bo", imported),
        Edit::SetProgress { article: article.clone(), analyst: analyst("ana"), progress: Progress::Done },
        Edit::SetProgress { article, analyst: analyst("bo"), progress: Progress::Unread },
    ];
    project.apply(&Edit::Batch(edits)).unwrap();
    project
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).unwrap()).collect()
}

#[test]
fn json_lines_come_in_again_exactly_as_they_went_out() {
    let first = export(&full(), named("jsonl"));
    let mut copy = project();
    let plan = add(&mut copy, "export.jsonl", &first, None).unwrap();
    assert!(plan.notices.is_empty(), "{:?}", plan.notices);
    assert_eq!(String::from_utf8(export(&copy, named("jsonl"))).unwrap(), String::from_utf8(first.clone()).unwrap());
    // All that is known of the marks, not only what is written.
    let marks = |p: &Project| p.layers().map(|(a, b, l)| (a.clone(), b.clone(), l.clone())).collect::<Vec<_>>();
    assert_eq!(marks(&copy), marks(&full()));
    assert!(add(&mut copy, "export.jsonl", &first, None).unwrap().is_empty());
}

#[test]
fn every_line_and_span_has_the_same_keys_and_its_words() {
    let lines = lines(&export(&full(), named("jsonl")));
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let mut spans = Vec::new();
    for line in &lines {
        assert_eq!(keys(line), ["id", "text", "meta", "spans"]);
        assert_eq!(keys(&line["meta"]), keys(&lines[0]["meta"]));
        let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
        for span in line["spans"].as_array().unwrap() {
            let point = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
            let words: String = text[point(&span["start"])..point(&span["end"])].iter().collect();
            assert_eq!(span["text"], words);
            let parts = span["spans"].as_array().unwrap();
            assert_eq!(parts.first().unwrap()[0], span["start"]);
            assert_eq!(parts.last().unwrap()[1], span["end"]);
            spans.push(span.clone());
        }
    }
    assert_eq!(spans.len(), 6);
    assert!(
        spans.iter().all(|s| keys(s) == keys(&spans[0]) && keys(&s["attributes"]) == keys(&spans[0]["attributes"]))
    );
    let broken = spans.iter().find(|s| s["analyst"] == "bo" && s["label"] == "quote").unwrap();
    assert_eq!(broken["spans"].as_array().unwrap().len(), 2);
    assert_eq!(broken["attributes"]["speaker"], "הוא");
}

#[test]
fn the_table_holds_exact_words_and_three_kinds_of_offsets() {
    let bytes = export(&full(), named("csv"));
    assert!(bytes.ends_with(b"\r\n") && !bytes.starts_with(b"\xef\xbb\xbf"));
    let mut reader = csv::Reader::from_reader(&*bytes);
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    let get = |row: &csv::StringRecord, column: &str| row[header.iter().position(|h| h == column).unwrap()].to_owned();
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    let points: Vec<char> = TEXT.chars().collect();
    for row in &rows {
        let number = |column: &str| get(row, column).parse::<usize>().unwrap();
        let text = get(row, "text");
        assert_eq!(points[number("start")..number("end")].iter().collect::<String>(), text);
        assert_eq!(&TEXT[number("start_byte")..number("end_byte")], text);
        assert_eq!(String::from_utf16(&units[number("start_utf16")..number("end_utf16")]).unwrap(), text);
        assert_eq!(get(row, "title"), "-1 = @home\n+ more");
        assert_eq!(get(row, "outlet"), "The \"Daily\", Example");
    }
    let formula = rows.iter().find(|r| get(r, "text") == "=SUM(A1)").unwrap();
    assert_eq!(get(formula, "note"), "a\r\nb, \"c\"\n");
    assert_eq!(get(formula, "certainty"), "denied");
    assert_eq!(get(formula, "kind"), "claim");
}

#[test]
fn an_attribute_called_like_a_column_does_not_hide_it() {
    let mut project = full();
    let attribute = Attribute {
        id: AttributeId::new("text").unwrap(),
        name: "Text".into(),
        kinds: vec![],
        values: Values::Text,
        definition: String::new(),
    };
    project.apply(&Edit::AddAttribute { at: 0, attribute: Box::new(attribute) }).unwrap();
    let bytes = export(&project, named("csv"));
    let header: Vec<String> = csv::Reader::from_reader(&*bytes).headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header.iter().filter(|h| *h == "text").count(), 1);
    assert!(header.contains(&"attribute_text".to_owned()));
}

#[test]
fn the_consensus_document_has_its_shape_and_is_the_same_every_time() {
    let project = full();
    let write = || {
        let mut out = Vec::new();
        export::write_consensus_json(&project, &Engine::new().sync(&project), &mut out).unwrap();
        out
    };
    assert_eq!(write(), write());
    let document: Value = serde_json::from_slice(&write()).unwrap();
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&document), ["version", "project", "method", "articles", "statements", "sharing"]);
    assert_eq!(document["version"], 2);
    assert_eq!(keys(&document["articles"][0])[..4], ["id", "outlet", "title", "progress"]);
    let offsets = Offsets::new(TEXT);
    let mut broken = 0;
    for statement in document["statements"].as_array().unwrap() {
        let expected =
            ["id", "kind", "text", "standing", "outlets", "of", "members", "differences", "silent", "unread"];
        assert_eq!(keys(statement)[..10], expected);
        for member in statement["members"].as_array().unwrap() {
            let byte = |v: &Value| offsets.byte_of_code_point(v.as_u64().unwrap() as usize).unwrap();
            assert_eq!(member["text"], TEXT[byte(&member["start"])..byte(&member["end"])]);
            broken += usize::from(member.get("spans").is_some());
        }
    }
    assert_eq!(broken, 2);
}
