//! Classes of characters that the reading units share.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// White space, and the invisible marks that only steer line breaking or direction.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_steering(c)
}

/// Zero-width space, joiner, byte order mark and the direction marks.
pub(super) fn is_steering(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// A letter, a digit, or what is written onto one.
pub(super) fn is_wordish(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Writing without spaces between words: Han, kana, bopomofo.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hangul syllables.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Hyphens and dashes, as they stand between parts of a sentence or before an item of a list.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Ends a sentence only if white space follows: also stands in numbers, names and abbreviations.
pub(super) fn is_soft_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '⁇' | '⁈' | '⁉' | '\u{37e}')
}

/// Ends a sentence wherever it stands: CJK, Arabic, Urdu, Indic, Armenian, Ethiopic, Khmer, Burmese, Tibetan, Mongolian.
pub(super) fn is_hard_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '｡'
            | '．'
            | '！'
            | '？'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '፨'
            | '។'
            | '៕'
            | '။'
            | '།'
            | '᠃'
            | '܀'
    )
}

/// Stops and commas that are left out at the end of a unit; question and exclamation marks belong to what is said.
pub(super) fn is_final(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '…'
            | '。'
            | '｡'
            | '．'
            | '，'
            | '、'
            | '､'
            | '；'
            | '：'
            | '،'
            | '؛'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '՝'
            | '።'
            | '፣'
            | '፤'
            | '፥'
            | '។'
            | '៕'
            | '။'
            | '၊'
            | '།'
            | '᠂'
            | '᠃'
            | '·'
    )
}

/// Closing brackets.
pub(super) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '》' | '〉' | '〕')
}

/// Opening brackets and the turned marks of Spanish.
pub(super) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '《' | '〈' | '〔' | '¿' | '¡')
}

/// Quotation marks of all scripts, and the apostrophes that look like them.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '｢'
            | '｣'
            | '﹁'
            | '﹂'
            | '﹃'
            | '﹄'
            | '〝'
            | '〞'
            | '〟'
            | '❝'
            | '❞'
            | '＂'
            | '״'
    )
}

/// The range without white space at its edges, a grapheme at a time, so that an accent on a space stays whole.
///
/// Empty at its end if there is nothing else in it, or if it is no range of the text.
pub(super) fn trim_blank(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(mut part) = text.get(range.clone()) else { return range.end..range.end };
    let blank = |g: &&str| g.chars().all(is_blank);
    let (mut start, mut end) = (range.start, range.end);
    while let Some(first) = part.graphemes(true).next().filter(blank) {
        start += first.len();
        part = part.get(first.len()..).unwrap_or_default();
    }
    while let Some(last) = part.graphemes(true).next_back().filter(blank) {
        end -= last.len();
        part = part.get(..part.len() - last.len()).unwrap_or_default();
    }
    start..end
}

/// The first grapheme boundary at or behind a byte offset.
pub(super) fn ceil(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}
