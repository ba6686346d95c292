//! Speakers in Chinese, which writes no spaces: what stands around a verb of saying.

use std::ops::Range;

/// Verbs of saying, longer ones first.
const VERBS: &[&str] = &[
    "指出",
    "强调",
    "強調",
    "表示",
    "宣布",
    "回答",
    "写道",
    "寫道",
    "告诉",
    "告訴",
    "认为",
    "認為",
    "补充说",
    "補充說",
    "补充",
    "说道",
    "說道",
    "说",
    "說",
    "称",
    "稱",
    "问",
    "問",
    "道",
];

/// What leads to a speaker or follows and is none of the name.
const AROUND: &[&str] = &[
    "随后", "隨後", "同时", "同時", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "今天", "昨天", "还", "也",
    "则", "并", "對", "对",
];

/// So far around a quotation is looked, in characters.
const FAR: usize = 40;

/// The speaker of a quotation and the verb, in bytes of the paragraph.
pub(super) fn speaker(text: &str, quote: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let before = text.get(..quote.start)?;
    if let Some(lead) = before.trim_end().strip_suffix(['：', ':', '，', ',']) {
        let from = lead.char_indices().rev().take(FAR).take_while(|(_, c)| !"。！？；，,”」\n".contains(*c)).last();
        let from = from.map_or(lead.len(), |(at, _)| at);
        let clause = lead.get(from..)?;
        let verb = VERBS.iter().filter_map(|v| clause.rfind(v).map(|at| (at, v.len()))).max()?;
        return named(clause.get(..verb.0)?, from).map(|name| (name, from + verb.0..from + verb.0 + verb.1));
    }
    let behind = text.get(quote.end..)?;
    let skip = behind.len() - behind.trim_start_matches(['，', ',', ' ']).len();
    let clause: String =
        behind.get(skip..)?.chars().take(FAR).take_while(|c| !"。！？；，,“「\n".contains(*c)).collect();
    let (at, length) = VERBS.iter().filter_map(|v| clause.find(v).map(|at| (at, v.len()))).min_by_key(|(at, _)| *at)?;
    let from = quote.end + skip;
    named(clause.get(..at)?, from).map(|name| (name, from + at..from + at + length))
}

/// The name in the words before a verb.
fn named(words: &str, from: usize) -> Option<Range<usize>> {
    let mut start = 0;
    let mut end = words.len();
    for _ in 0..4 {
        (start, end) = bare(words, start..end)?;
        let rest = words.get(start..end)?;
        let cut = AROUND.iter().find_map(|w| rest.strip_prefix(w)).map(|r| rest.len() - r.len());
        start += cut.unwrap_or_default();
        let rest = words.get(start..end)?;
        end -= AROUND.iter().find_map(|w| rest.strip_suffix(w)).map_or(0, |r| rest.len() - r.len());
    }
    (start, end) = bare(words, start..end)?;
    let name = words.get(start..end)?;
    let length = name.chars().count();
    (2..=20).contains(&length).then(|| from + start..from + end)
}

/// The words without white space and marks of quotation around them.
fn bare(words: &str, range: Range<usize>) -> Option<(usize, usize)> {
    let around = |c: char| c.is_whitespace() || "“”„‘’\"'「」『』《》«»".contains(c);
    let part = words.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start_matches(around).len();
    Some((start, start + part.trim_matches(around).len()))
}
