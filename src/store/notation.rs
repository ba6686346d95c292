//! RON as the project's files write it.

use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;
use unicode_segmentation::UnicodeSegmentation as _;

/// Deep enough for every value of the model, shallow enough for the stack.
const DEEPEST: usize = 64;

fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(DEEPEST)
}

/// A value on one line without spaces.
pub(super) fn compact(value: &impl Serialize) -> Result<String, ron::Error> {
    options().to_string(value).map(|s| readable(&s))
}

/// A value laid out down to a depth; what is deeper stands on one line.
pub(super) fn pretty(value: &impl Serialize, depth: usize) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().depth_limit(depth).new_line("\n");
    options().to_string_pretty(value, config).map(|s| readable(&s))
}

/// Reads a value; an error tells line and column, counted from 1.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ((usize, usize), String)> {
    options().from_str(text).map_err(|e| ((e.span.start.line.max(1), e.span.start.col.max(1)), e.code.to_string()))
}

/// The number that a file gives as its format, even if the rest cannot be understood.
pub(super) fn format_of(text: &str) -> Option<u32> {
    let rest = text.get(text.find("format")? + "format".len()..)?.trim_start().strip_prefix(':')?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| rest.get(..end).unwrap_or_default());
    // A number too large for the type is newer than anything.
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
}

/// Takes back escapes that only hinder reading: apostrophes, and marks that belong to the letter before them (vowel
/// points, accents, emoji joiners). Control characters and direction marks stay escaped.
fn readable(ron: &str) -> String {
    if !ron.contains('\\') {
        return ron.to_owned();
    }
    let mut out = String::with_capacity(ron.len());
    let mut quote = None;
    let mut rest = ron;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match (quote, c) {
            (Some('"'), '\\') => {
                let (length, shown) = escape(rest);
                taken = length;
                if let Some(shown) = shown {
                    out.push(shown);
                    rest = rest.get(taken..).unwrap_or_default();
                    continue;
                }
            }
            (Some(_), '\\') => taken = escape(rest).0,
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        let (now, later) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        out.push_str(now);
        rest = later;
    }
    out
}

/// The length of the escape at the start, and the character if it is better shown as itself.
fn escape(text: &str) -> (usize, Option<char>) {
    if text.starts_with("\\'") {
        return (2, Some('\''));
    }
    let Some(hex) = text.strip_prefix("\\u{").and_then(|t| t.split('}').next()) else { return (2, None) };
    let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let joins = |c: &char| !c.is_control() && ['a', *c].iter().collect::<String>().graphemes(true).count() == 1;
    (hex.len() + 4, c.filter(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stay_readable_and_come_back() {
        let cases = [
            ("it's", r#""it's""#),
            ("שָׁלוֹם", "\"שָׁלוֹם\""),
            ("e\u{301}", "\"e\u{301}\""),
            ("👩\u{200d}👧", "\"👩\u{200d}👧\""),
            ("a\u{202e}b\u{1}", r#""a\u{202e}b\u{1}""#),
            ("\\'\"\\u{301}\n", r#""\\'\"\\u{301}\n""#),
        ];
        for (text, ron) in cases {
            assert_eq!(compact(&text).unwrap(), ron);
            assert_eq!(parse::<String>(ron).unwrap(), text);
        }
        assert_eq!(compact(&Some('\'')).unwrap(), r"Some('\'')");
    }

    #[test]
    fn deep_input_is_refused_not_followed() {
        #[derive(Debug, serde::Deserialize)]
        enum Nest {
            More(#[allow(dead_code)] Vec<Nest>),
        }
        let deep = format!("{}{}", "More([".repeat(100_000), "])".repeat(100_000));
        assert!(parse::<Nest>(&deep).unwrap_err().1.to_lowercase().contains("recursion"));
        assert!(parse::<String>(&format!("{}\"a\"", "/*".repeat(100_000))).is_err());
    }

    #[test]
    fn the_format_is_told_from_any_ruin() {
        assert_eq!(format_of("(\n    format: 7,\n    gibberish"), Some(7));
        assert_eq!(format_of("(format:99999999999)"), Some(u32::MAX));
        assert_eq!(format_of("(title: \"x\")"), None);
    }
}
