//! Formats for other programs: the same bytes every time, every span at its place, what is lost is told. What those
//! programs themselves read is in tests/interop.

use std::collections::{BTreeMap, BTreeSet};

use pressmark::consensus::Engine;
use pressmark::export::{Dataset, Format, Memory, Options, Unit};
use pressmark::model::{AnalystId, Project};
use serde_json::Value;

use crate::export::full;

fn files(project: &Project, name: &str, change: impl FnOnce(&mut Options)) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let format = Format::named(name).unwrap();
    let mut options = Options::of(format);
    change(&mut options);
    let consensus = Engine::new().sync(project);
    let dataset = Dataset::new(project, &consensus, &options);
    let mut memory = Memory::default();
    format.write(&dataset, &mut memory).unwrap();
    (memory.0, format.losses(&dataset))
}

/// The words of all parts of all annotations, by whose they are.
fn truth(project: &Project) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (article, analyst, layer) in project.layers() {
        let text = &project.article(article).unwrap().text;
        for annotation in layer.annotations() {
            all.extend(annotation.spans.iter().map(|s| (analyst.to_string(), text.words(*s).to_owned())));
        }
    }
    all.sort();
    all
}

#[test]
fn the_same_project_gives_the_same_bytes_in_every_format() {
    let project = full();
    for format in Format::all() {
        let name = format.about().name;
        assert_eq!(files(&project, name, |_| {}), files(&project, name, |_| {}), "{name}");
    }
}

#[test]
fn without_texts_no_word_of_an_article_leaves() {
    let project = full();
    let consensus = Engine::new().sync(&project);
    let mut refused = BTreeSet::new();
    for format in Format::all() {
        let options = Options { text: false, ..Options::of(format) };
        let dataset = Dataset::new(&project, &consensus, &options);
        let mut memory = Memory::default();
        if format.refuses(&dataset).is_some() {
            refused.insert(format.about().name);
            assert!(format.write(&dataset, &mut memory).is_err() && memory.0.is_empty());
            continue;
        }
        format.write(&dataset, &mut memory).unwrap();
        let words = "There’s no deal".as_bytes();
        let told = |bytes: &Vec<u8>| bytes.windows(words.len()).any(|w| w == words);
        assert!(!memory.0.values().any(told), "{}", format.about().name);
    }
    for name in ["spacy", "prodigy", "brat", "labelstudio", "doccano", "conll"] {
        assert!(refused.contains(name), "{name}");
    }
}

#[test]
fn doccano_counts_in_the_unit_that_is_wanted() {
    let project = full();
    for unit in [Unit::Utf16, Unit::CodePoint] {
        let (files, losses) = files(&project, "doccano", |options| options.offsets = unit);
        let mut found = Vec::new();
        for analyst in ["ana", "bo"] {
            for line in String::from_utf8(files[&format!("{analyst}.jsonl")].clone()).unwrap().lines() {
                let line: Value = serde_json::from_str(line).unwrap();
                let text = line["text"].as_str().unwrap();
                for label in line["label"].as_array().unwrap() {
                    let at = |n: usize| usize::try_from(label[n].as_u64().unwrap()).unwrap();
                    let words: String = if unit == Unit::Utf16 {
                        String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[at(0)..at(1)]).unwrap()
                    } else {
                        text.chars().collect::<Vec<_>>()[at(0)..at(1)].iter().collect()
                    };
                    found.push((analyst.to_owned(), words));
                }
            }
        }
        found.sort();
        assert_eq!(found, truth(&project));
        assert!(losses.iter().any(|loss| loss.starts_with("2 annotations in several parts")), "{losses:?}");
    }
}

#[test]
fn brat_gets_fragments_and_only_the_wanted_analyst() {
    let project = full();
    let (files, _) = files(&project, "brat", |options| {
        options.analysts = Some([AnalystId::new("bo").unwrap()].into());
    });
    let lines = String::from_utf8(files["Ünïcode_ 1_2.ann"].clone()).unwrap();
    let text: Vec<char> = std::str::from_utf8(&files["Ünïcode_ 1_2.txt"]).unwrap().chars().collect();
    let marks: Vec<&str> = lines.lines().filter(|line| line.starts_with('T')).collect();
    assert_eq!(marks.len(), 2);
    for mark in marks {
        let columns: Vec<&str> = mark.split('\t').collect();
        let places = columns[1].split_once(' ').unwrap().1.split(';');
        let words: Vec<String> = places
            .map(|place| {
                let (start, end) = place.split_once(' ').unwrap();
                text[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
            })
            .collect();
        assert_eq!(words.join(" "), columns[2]);
    }
    assert!(lines.contains("AnnotatorNotes T1\tspeaker=הוא"), "{lines}");
}
