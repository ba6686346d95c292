//! Spans of a JSON Lines file: code points of the text as it came -> anchors in the frozen text.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::Mark;
use super::jsonl::words;
use crate::model::{Attribute, Provenance, Time, Values};
use crate::text::{Anchor, FrozenText, Offsets, SpanError};

/// A text that was frozen, and what became of the offsets into it.
pub(super) struct Carried<'a> {
    given: &'a str,
    /// The frozen text.
    pub text: FrozenText,
    /// For each code point as given, and for the end, its byte in the frozen text; none if freezing changed nothing.
    moved: Option<Vec<u32>>,
    offsets: Offsets<'a>,
}

impl<'a> Carried<'a> {
    /// Freezes a text.
    pub fn new(given: &'a str) -> Self {
        let text = FrozenText::new(given);
        let moved = (text.as_str() != given).then(|| {
            let mut moved = Vec::new();
            let cleaned = FrozenText::clean_tracked(given, |before| moved.push(before as u32));
            moved.push(cleaned.len() as u32);
            moved
        });
        Self { given, text, moved, offsets: Offsets::new(given) }
    }

    fn byte(&self, point: usize) -> Option<usize> {
        match &self.moved {
            Some(moved) => moved.get(point).map(|&byte| byte as usize),
            None => self.offsets.byte_of_code_point(point),
        }
    }

    /// The stretch between two code points of the text as given.
    pub fn anchor(&self, start: usize, end: usize) -> Result<Anchor, String> {
        let inside = |point: usize| {
            self.byte(point).ok_or_else(|| {
                let length = self.given.chars().count();
                format!("the offset {point} lies behind the end of the text, which has {length} code points")
            })
        };
        let (first, last) = (inside(start)?, inside(end)?);
        if start >= end {
            return Err(format!("the end {end} does not lie behind the start {start}"));
        }
        let span = self.text.span(first..last).map_err(|error| match error {
            SpanError::InsideCharacter { at } => {
                let point = if at == first { start } else { end };
                format!(
                    "the offset {point} cuts a character in two, as inside an emoji or between a letter and its accent"
                )
            }
            SpanError::Empty { .. } => {
                format!("nothing but what is no part of a text (NUL, byte order mark) stands from {start} to {end}")
            }
            other => other.to_string(),
        })?;
        Ok(self.text.anchor(span))
    }
}

/// Pairs of code points; none if the value is no list of pairs.
pub(super) fn read_pairs(value: &Value) -> Option<Vec<(usize, usize)>> {
    let point = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok());
    let pair = |v: &Value| match v.as_array().map(Vec::as_slice) {
        Some([start, end]) => Some((point(start)?, point(end)?)),
        _ => None,
    };
    value.as_array()?.iter().map(pair).collect()
}

/// Reads one entry of `spans`.
pub(super) fn read_mark(value: Value, number: usize, carried: &Carried) -> Result<Mark, String> {
    let Value::Object(mut object) = value else { return Err("a span is an object in braces".to_owned()) };
    let spans = read_places(&mut object, carried)?;
    if let Some(expected) = object.remove("text").filter(|v| !v.is_null()) {
        check_words(&expected, &spans, carried)?;
    }
    let label = match object.remove("label") {
        Some(Value::String(label)) => label,
        Some(other) => return Err(format!("the label {other} is no string")),
        None => return Err("the key “label” is missing".to_owned()),
    };
    // What is no word stays readable for whoever sees the complaint.
    let pair = |(key, value): (&String, &Value)| (key.clone(), words(value).unwrap_or_else(|| value.to_string()));
    let attributes = match object.remove("attributes") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Object(attributes)) => attributes.iter().map(pair).collect(),
        Some(_) => return Err("“attributes” is no object in braces".to_owned()),
    };
    let mut word = |key: &str| object.remove(key).as_ref().and_then(words).unwrap_or_default();
    let note = word("note");
    let analyst = Some(word("analyst")).filter(|name| !name.trim().is_empty());
    let id = Uuid::try_parse(&word("annotation")).ok();
    let at = match word("at") {
        none if none.is_empty() => None,
        at => match at.parse::<Time>() {
            Ok(time) => Some(time),
            Err(_) => return Err(format!("“at” is no time: “{at}”; write it as 2025-08-16T09:30:00Z")),
        },
    };
    let provenance = read_provenance(&word("provenance"));
    let others = object.iter().map(pair).collect();
    Ok(Mark { number, label, spans, attributes, others, note, analyst, id, at, provenance })
}

/// `spans` if there, else `start` and `end`; if both are there they must agree.
fn read_places(object: &mut Map<String, Value>, carried: &Carried) -> Result<Vec<Anchor>, String> {
    let mut ends = [None, None];
    for (slot, key) in ends.iter_mut().zip(["start", "end"]) {
        *slot = match object.remove(key) {
            None | Some(Value::Null) => None,
            Some(value) => match value.as_u64().and_then(|n| usize::try_from(n).ok()) {
                Some(point) => Some(point),
                None => return Err(format!("“{key}” is {value}, not a number of code points")),
            },
        };
    }
    let mut pairs = match object.remove("spans") {
        None | Some(Value::Null) => Vec::new(),
        Some(value) => read_pairs(&value).ok_or("“spans” is no list of pairs such as [[3, 9], [12, 20]]")?,
    };
    pairs.sort_unstable();
    if let (Some(first), Some(last)) = (pairs.first(), pairs.last()) {
        if ends[0].is_some_and(|start| start != first.0) || ends[1].is_some_and(|end| end != last.1) {
            return Err("“start” and “end” are not the first start and the last end of “spans”".to_owned());
        }
    } else {
        let [Some(start), Some(end)] = ends else {
            return Err("the keys “start” and “end” are missing".to_owned());
        };
        pairs.push((start, end));
    }
    if pairs.windows(2).any(|w| matches!(w, [a, b] if a.1 > b.0)) {
        return Err("its parts overlap".to_owned());
    }
    pairs.into_iter().map(|(start, end)| carried.anchor(start, end)).collect()
}

/// Whether the words noted with a span are those in the text: all from its first start to its last end, or only its
/// parts.
fn check_words(expected: &Value, spans: &[Anchor], carried: &Carried) -> Result<(), String> {
    let Value::String(expected) = expected else { return Err("“text” of the span is no string".to_owned()) };
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Ok(()) };
    let whole = carried.text.as_str().get(first.start as usize..last.end as usize).unwrap_or_default();
    let parts = |between: &str| spans.iter().map(|a| a.words.as_str()).collect::<Vec<_>>().join(between);
    // An end between CR and LF keeps the CR in the one and neither in the other; a byte order mark falls at the front only.
    let clean = FrozenText::clean(expected.strip_suffix('\r').unwrap_or(expected));
    let fits = |words: &str| words.trim_start_matches('\u{feff}') == clean || *words == *expected;
    if [whole, &parts(" … "), &parts(" "), &parts("")].into_iter().any(fits) {
        return Ok(());
    }
    let short = |text: &str| match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    };
    Err(format!("the text has “{}” there, not “{}”", short(whole), short(&clean)))
}

/// The reverse of what the export writes: `hand`, `accepted RULE`, `imported FORMAT`.
fn read_provenance(text: &str) -> Option<Provenance> {
    match text.split_once(' ') {
        None if text == "hand" => Some(Provenance::Hand),
        Some(("accepted", rule)) => Some(Provenance::Accepted { rule: rule.to_owned() }),
        Some(("imported", format)) => Some(Provenance::Imported { format: format.to_owned() }),
        _ => None,
    }
}

/// The value of an attribute that a file means: as it is, or, of those to choose from, the one that differs in case
/// only, or that a sign stands for: -1, 0 and 1 are negative, neutral and positive in many data sets.
pub(super) fn fitting_value(attribute: &Attribute, value: &str) -> Result<String, String> {
    let Values::Choice(words) = &attribute.values else { return Ok(value.to_owned()) };
    let sign = match value.trim() {
        "-1" => "negative",
        "0" => "neutral",
        "1" | "+1" => "positive",
        other => other,
    };
    let found = words.iter().find(|w| *w == value).or_else(|| {
        let lower = sign.to_lowercase();
        words.iter().find(|w| w.to_lowercase() == lower)
    });
    found
        .cloned()
        .ok_or_else(|| format!("“{value}” is no value of “{}”; possible are {}", attribute.id, words.join(", ")))
}
