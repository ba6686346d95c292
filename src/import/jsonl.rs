//! JSON Lines: one article a line, with what is known of it and what is marked in it.
//!
//! Offsets are code points of `text` as it stands in the line.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::decode::decode;
use super::page::published;
use super::span::{Carried, read_mark, read_pairs};
use super::{About, Batch, Format, ImportError, Incoming, Mark, Probe, Reader, Reading, Task};
use crate::model::{Info, Progress, Source};
use crate::text::{Anchor, FrozenText};

/// One article a line, with annotations.
pub(super) struct Jsonl;

/// The keys of `meta` that hold words.
const WORDS: [&str; 6] = ["outlet", "title", "author", "published", "url", "language"];

impl Reader for Jsonl {
    fn about(&self) -> About {
        About {
            name: "jsonl",
            title: "JSON Lines",
            carries: "Articles with what is known of them and annotations, one article a line; what Pressmark exports, and spans as Python writes them.",
        }
    }

    fn limit(&self) -> usize {
        Format::LARGEST >> 20
    }

    fn suits(&self, probe: &Probe<'_>) -> bool {
        let (head, ending) = (probe.head, probe.ending);
        let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let named = matches!(ending, "jsonl" | "ndjson");
        // A long first line is cut off in the head, so it need not be whole.
        let keyed = start.starts_with("{\"") && start.contains("\"text\"") && start.contains(':');
        // Whoever names a file so wants to hear of its faulty line, not to read it as prose.
        named || keyed
    }

    fn read(&self, task: &Task<'_>) -> Result<Batch, ImportError> {
        let (file, bytes) = (task.file, task.bytes);
        let decoded;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                decoded = decode(bytes, None);
                if !decoded.encoding.starts_with("UTF-16") && !decoded.encoding.starts_with("UTF-32") {
                    let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                    let line = 1 + good.iter().filter(|b| **b == b'\n').count();
                    let what = "the line is not UTF-8, which JSON Lines must be".to_owned();
                    return Err(ImportError::Line { file: file.to_owned(), line, what });
                }
                &decoded.text
            }
        };
        let mut articles = Vec::new();
        for (at, line) in text.trim_start_matches('\u{feff}').split('\n').enumerate() {
            if !line.trim().is_empty() {
                articles.push(article(file, at + 1, line)?);
            }
        }
        if articles.is_empty() {
            return Err(ImportError::Empty { file: file.to_owned() });
        }
        Ok(articles.into())
    }
}

fn article(file: &str, line: usize, json: &str) -> Result<Incoming, ImportError> {
    let fail = |what: String| ImportError::Line { file: file.to_owned(), line, what };
    let mut object = match serde_json::from_str(json) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Err(fail("an article is an object in braces".to_owned())),
        Err(error) => return Err(fail(format!("this is not JSON ({error})"))),
    };
    let Some(Value::String(given)) = object.remove("text") else {
        return Err(fail("the key “text” with the article's words is missing".to_owned()));
    };
    let carried = Carried::new(&given);
    if carried.text.as_str().trim().is_empty() {
        return Err(fail("“text” is empty".to_owned()));
    }
    if carried.text.len() > FrozenText::LARGEST {
        return Err(fail(format!("“text” has more than {} MiB", FrozenText::LARGEST >> 20)));
    }

    let source = Source { file: file.to_owned(), format: "jsonl".to_owned(), encoding: "UTF-8".to_owned() };
    let mut incoming = Incoming::whole(file, json.trim_end().as_bytes(), carried.text.clone(), source);
    incoming.line = line;
    incoming.ending = "jsonl".to_owned();
    if let Some(id) = object.remove("id").as_ref().and_then(words)
        && !id.trim().is_empty()
    {
        incoming.id = id;
    }
    match object.remove("meta") {
        None | Some(Value::Null) => {}
        Some(Value::Object(meta)) => read_meta(&mut incoming, meta, &carried).map_err(fail)?,
        Some(_) => return Err(fail("“meta” is no object in braces".to_owned())),
    }
    match object.remove("spans") {
        None | Some(Value::Null) => {}
        Some(Value::Array(spans)) => {
            for (at, span) in spans.into_iter().enumerate() {
                let mark = read_mark(span, at + 1, &carried);
                let mark: Mark =
                    mark.map_err(|what| ImportError::Span { file: file.to_owned(), line, span: at + 1, what })?;
                incoming.marks.push(mark);
            }
        }
        Some(_) => return Err(fail("“spans” is no list in brackets".to_owned())),
    }
    if !incoming.marks.is_empty() && incoming.readings.is_empty() {
        // Whoever has marked something has begun to read.
        let who: BTreeSet<_> = incoming.marks.iter().map(|m| m.analyst.clone()).collect();
        incoming.readings.extend(who.into_iter().map(|analyst| Reading {
            analyst,
            name: String::new(),
            progress: Progress::Reading,
        }));
    }
    incoming.unknown.extend(object.into_iter().map(|(key, _)| key));
    Ok(incoming)
}

fn read_meta(incoming: &mut Incoming, mut meta: Map<String, Value>, carried: &Carried) -> Result<(), String> {
    let mut word = |key: &str| match meta.remove(key) {
        None => String::new(),
        Some(value) => words(&value).unwrap_or_else(|| {
            incoming.unknown.insert(format!("meta.{key}"));
            String::new()
        }),
    };
    let [outlet, title, author, mut published_at, url, language] = WORDS.map(&mut word);
    if !published_at.is_empty() {
        match published(&published_at) {
            Some(time) => published_at = time,
            None => {
                incoming.notices.push(format!(
                    "“{}”, line {}: “{published_at}” is no date and was left out. Dates are written as 2025-08-16 or \
                     2025-08-16T09:30:00Z.",
                    incoming.file, incoming.line
                ));
                published_at.clear();
            }
        }
    }
    incoming.info = Info { outlet, title, author, published: published_at, url, language };

    let noise = meta.remove("noise").unwrap_or(Value::Null);
    // Whoever wrote a list of noise has looked for it.
    incoming.settled = !noise.is_null();
    match meta.remove("settled") {
        None | Some(Value::Null) => {}
        Some(Value::Bool(settled)) => incoming.settled = settled,
        Some(_) => return Err("“meta.settled” is neither true nor false".to_owned()),
    }
    if !noise.is_null() {
        incoming.noise = read_noise(&noise, carried)?;
    }
    let progress = meta.remove("progress");
    match meta.remove("analysts") {
        Some(Value::Array(analysts)) => {
            for analyst in &analysts {
                incoming.readings.push(read_reading(analyst)?);
            }
        }
        None | Some(Value::Null) => {
            if let Some(progress) = read_progress(progress.as_ref())? {
                incoming.readings.push(Reading { analyst: None, name: String::new(), progress });
            }
        }
        Some(_) => return Err("“meta.analysts” is no list in brackets".to_owned()),
    }
    incoming.unknown.extend(meta.into_iter().map(|(key, _)| format!("meta.{key}")));
    Ok(())
}

fn read_noise(value: &Value, carried: &Carried) -> Result<Vec<Anchor>, String> {
    let pairs = read_pairs(value).ok_or("“meta.noise” is no list of pairs such as [[0, 55], [200, 230]]")?;
    let mut noise: Vec<Anchor> = Vec::with_capacity(pairs.len());
    for (start, end) in pairs {
        noise.push(carried.anchor(start, end).map_err(|what| format!("in “meta.noise”, {what}"))?);
    }
    noise.sort_by_key(|a| a.start);
    if noise.windows(2).any(|w| matches!(w, [a, b] if a.end > b.start)) {
        return Err("stretches in “meta.noise” overlap".to_owned());
    }
    Ok(noise)
}

fn read_reading(value: &Value) -> Result<Reading, String> {
    let id = value.get("id").and_then(words).filter(|id| !id.trim().is_empty());
    let Some(id) = id else { return Err("an entry of “meta.analysts” has no “id”".to_owned()) };
    Ok(Reading {
        analyst: Some(id),
        name: value.get("name").and_then(words).unwrap_or_default(),
        progress: read_progress(value.get("progress"))?.unwrap_or_default(),
    })
}

fn read_progress(value: Option<&Value>) -> Result<Option<Progress>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(word)) if word.is_empty() => Ok(None),
        Some(Value::String(word)) => match Progress::parse(&word.to_lowercase()) {
            Some(progress) => Ok(Some(progress)),
            None => Err(format!("the progress “{word}” is none of unread, reading, done")),
        },
        Some(other) => Err(format!("the progress {other} is none of unread, reading, done")),
    }
}

/// A value as words: null is nothing, a list is its words with commas; objects have none.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Array(values) => Some(values.iter().map(words).collect::<Option<Vec<_>>>()?.join(", ")),
        Value::Object(_) => None,
    }
}
