//! Spans that belong together: one more, or some words less.

use super::position::{FrozenText, Span};

/// Spans in order with one more; what overlaps or touches becomes one.
pub fn with_span(text: &FrozenText, spans: Vec<Span>, part: Span) -> Vec<Span> {
    let (apart, mut joined): (Vec<Span>, Vec<Span>) =
        spans.into_iter().partition(|s| s.end() < part.start() || part.end() < s.start());
    joined.push(part);
    let start = joined.iter().map(|s| s.start().byte()).min().unwrap_or_default();
    let end = joined.iter().map(|s| s.end().byte()).max().unwrap_or_default();
    let mut all: Vec<Span> = apart.into_iter().chain(text.covering(start..end)).collect();
    all.sort();
    all
}

/// Spans in order without the words of another.
pub fn without_span(text: &FrozenText, spans: Vec<Span>, part: Span) -> Vec<Span> {
    let cut = part.bytes();
    let left =
        |s: Span| [s.start().byte()..s.end().byte().min(cut.start), s.start().byte().max(cut.end)..s.end().byte()];
    let bare = |range: std::ops::Range<usize>| {
        let words = text.as_str().get(range.clone()).filter(|w| !w.trim().is_empty())?;
        let start = range.start + words.len() - words.trim_start().len();
        text.covering(start..start + words.trim().len())
    };
    spans.into_iter().flat_map(|s| left(s).map(|r| if r.start < r.end { bare(r) } else { None })).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{with_span, without_span};
    use crate::text::FrozenText;

    fn spans(text: &FrozenText, words: &[&str]) -> Vec<crate::text::Span> {
        words
            .iter()
            .map(|w| {
                let at = text.as_str().find(w).unwrap();
                text.span(at..at + w.len()).unwrap()
            })
            .collect()
    }

    #[test]
    fn parts_are_joined_where_they_meet_and_cut_where_they_are_taken() {
        let text = FrozenText::new("We have a deal, he said, and a good one.");
        let part = |w: &str| spans(&text, &[w])[0];
        let whole = |s: Vec<crate::text::Span>| s.into_iter().map(|s| text.words(s).to_owned()).collect::<Vec<_>>();
        let first = spans(&text, &["We have a deal"]);
        assert_eq!(
            whole(with_span(&text, first.clone(), part("and a good one"))),
            ["We have a deal", "and a good one"]
        );
        assert_eq!(whole(with_span(&text, first.clone(), part("deal, he"))), ["We have a deal, he"]);
        assert_eq!(whole(without_span(&text, first.clone(), part("have"))), ["We", "a deal"]);
        assert_eq!(whole(without_span(&text, first, part("We have a deal, he"))), [""; 0]);
    }
}
