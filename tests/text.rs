//! Frozen texts: what cleaning does, where positions may lie, which spans are taken, and how offsets are counted.

use pressmark::text::{Anchor, FrozenText, Offsets, Span, SpanError};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::scripts::SCRIPTS;

/// Texts of many scripts cut and joined anywhere between two code points, with all that files bring along.
fn wild() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\r\n", "\r", "\n", "\n\r", "\0", "\r\0\n", "\u{feff}", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}",
        "\u{301}", "\u{200d}", "\u{94d}", "🇺", "🇸", "👩", "🏽", "ᄒ", "ᅡ", "क", " ", "a",
    ]);
    let script =
        (0..SCRIPTS.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(at, a, b)| {
            let points: Vec<char> = SCRIPTS[at].1.chars().collect();
            let (a, b) = (a.index(points.len()), b.index(points.len()));
            points[a.min(b)..=a.max(b)].iter().collect::<String>()
        });
    let piece = prop_oneof![4 => script, 4 => odd.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What cleaning takes out of every text.
const REPLACED: [char; 7] = ['\0', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Every position of a text, found by reading it from the front.
fn boundaries(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(raw in wild()) {
        let once = FrozenText::clean(&raw);
        prop_assert_eq!(&FrozenText::clean(&once), &once);
        let mark = once.starts_with('\u{feff}');
        prop_assert!(!mark, "a byte order mark is left");
        let unwanted = once.contains(REPLACED);
        prop_assert!(!unwanted, "{:?}", once);
        // Nothing else is lost or moved.
        let rest = |s: &str| s.replace(REPLACED, "").replace(['\n', '\u{feff}'], "");
        prop_assert_eq!(rest(&raw), rest(&once));
        let frozen = FrozenText::new(&raw);
        prop_assert_eq!(frozen.as_str(), once);
    }

    #[test]
    fn positions_lie_between_graphemes_and_nowhere_else(raw in wild()) {
        let text = FrozenText::new(&raw);
        let all = boundaries(text.as_str());
        for at in 0..text.len() + 3 {
            let before = *all.iter().rfind(|&&b| b <= at).unwrap();
            let after = all.iter().copied().find(|&b| b >= at).unwrap_or(text.len());
            prop_assert_eq!(text.floor(at).byte(), before, "floor of {}", at);
            prop_assert_eq!(text.ceil(at).byte(), after, "ceil of {}", at);
            match text.pos(at) {
                Ok(pos) => prop_assert!(pos.byte() == at && all.contains(&at)),
                Err(SpanError::Outside { at: told, length }) => {
                    prop_assert!(told == at && at > text.len() && length == text.len());
                }
                Err(SpanError::InsideCharacter { at: told }) => {
                    prop_assert!(told == at && at < text.len() && !all.contains(&at));
                }
                Err(other) => prop_assert!(false, "unexpected: {other}"),
            }
        }
    }

    #[test]
    fn stepping_visits_every_position(raw in wild()) {
        let text = FrozenText::new(&raw);
        let all = boundaries(text.as_str());
        let mut pos = text.floor(0);
        for pair in all.windows(2) {
            prop_assert_eq!(pos.byte(), pair[0]);
            pos = text.next(pos);
            prop_assert_eq!(pos.byte(), pair[1]);
            prop_assert_eq!(text.previous(pos).byte(), pair[0]);
        }
        prop_assert_eq!(text.next(pos), pos);
        prop_assert_eq!(text.previous(text.floor(0)), text.floor(0));
    }

    #[test]
    fn spans_are_taken_with_their_own_words_only(raw in wild(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let text = FrozenText::new(&raw);
        let (a, b) = (a.index(text.len() + 2), b.index(text.len() + 2));
        let all = boundaries(text.as_str());
        match text.span(a..b) {
            Ok(span) => {
                prop_assert!(a < b && all.contains(&a) && all.contains(&b));
                prop_assert_eq!(text.words(span), &text.as_str()[a..b]);
                let anchor = text.anchor(span);
                prop_assert_eq!(text.resolve(&anchor), Ok(span));
                for words in [format!("{}x", anchor.words), anchor.words.chars().skip(1).collect(), String::new()] {
                    let other = Anchor { words, ..anchor.clone() };
                    let refused = matches!(text.resolve(&other), Err(SpanError::OtherWords { start, .. }) if start == a);
                    prop_assert!(refused, "{:?} was taken", other);
                }
                let moved = Anchor { start: anchor.end, end: anchor.start, ..anchor };
                prop_assert!(text.resolve(&moved).is_err());
            }
            Err(SpanError::Empty { .. }) => prop_assert!(a >= b),
            Err(SpanError::OtherWords { .. }) => prop_assert!(false, "no words were given"),
            Err(_) => prop_assert!(!all.contains(&a) || !all.contains(&b)),
        }
        match text.covering(a..b) {
            Some(span) => {
                prop_assert!(a < b && span.start().byte() <= a && b.min(text.len()) <= span.end().byte());
                prop_assert!(!all.iter().any(|&x| span.start().byte() < x && x <= a), "starts too early");
                prop_assert!(!all.iter().any(|&x| b <= x && x < span.end().byte()), "ends too late");
            }
            None => prop_assert!(a >= b || a >= text.len()),
        }
    }

    #[test]
    fn offsets_agree_with_counting(raw in wild(), copies in 1_usize..12) {
        // Longer than the distance between two marks, with characters of every width across them.
        let text = raw.repeat(copies);
        let offsets = Offsets::new(&text);
        let (mut points, mut units) = (0, 0);
        for (byte, c) in text.char_indices() {
            for inside in byte..byte + c.len_utf8() {
                prop_assert_eq!(offsets.code_points(inside), points, "code points at {}", inside);
                prop_assert_eq!(offsets.utf16_units(inside), units, "units at {}", inside);
            }
            prop_assert_eq!(offsets.byte_of_code_point(points), Some(byte));
            points += 1;
            units += c.len_utf16();
        }
        for behind in [text.len(), text.len() + 1, usize::MAX] {
            prop_assert_eq!((offsets.code_points(behind), offsets.utf16_units(behind)), (points, units));
        }
        prop_assert_eq!(offsets.byte_of_code_point(points), Some(text.len()));
        prop_assert_eq!(offsets.byte_of_code_point(points + 1), None);
        prop_assert_eq!(offsets.byte_of_code_point(usize::MAX), None);
    }
}

#[test]
fn cleaning_by_example() {
    for (raw, clean) in [
        ("", ""),
        ("\u{feff}news", "news"),
        ("\u{feff}\u{feff}news", "news"),
        ("\0\u{feff}\0\u{feff}news", "news"),
        ("a\u{feff}b", "a\u{feff}b"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("a\n\rb", "a\n\nb"),
        // A text in UTF-16 that was read as bytes.
        ("a\0\r\0\n\0b\0", "a\nb"),
        ("a\u{b}b\u{c}c\u{85}d\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\nf"),
        ("e\u{301}", "e\u{301}"),
        ("  kept \t", "  kept \t"),
    ] {
        assert_eq!(FrozenText::clean(raw), clean, "{raw:?}");
    }
}

#[test]
fn the_fingerprint_is_that_of_the_bytes() {
    // FIPS 180-4, the examples for SHA-256.
    let sha = |text: &str| FrozenText::new(text).sha256();
    assert_eq!(sha("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(sha(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_ne!(sha("é"), sha("e\u{301}"));
}

#[test]
fn the_samples_are_clean() {
    for (name, text) in SCRIPTS {
        assert_eq!(FrozenText::clean(text), *text, "{name}");
        assert!(!text.trim().is_empty(), "{name}");
    }
}

#[test]
fn spans_by_example() {
    // Bytes:                    0..1 1..4      4  5..30 the family  30
    let text = FrozenText::new("ae\u{301} \u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466} 🇺🇸🇷🇺");
    assert_eq!(text.span(1..2), Err(SpanError::InsideCharacter { at: 2 }));
    assert_eq!(text.words(text.span(1..4).unwrap()), "e\u{301}");
    assert_eq!(text.span(5..9), Err(SpanError::InsideCharacter { at: 9 }));
    assert_eq!(text.span(5..30).map(Span::bytes), Ok(5..30));
    // One flag is eight bytes; four bytes in, half a flag.
    assert_eq!(text.span(31..35), Err(SpanError::InsideCharacter { at: 35 }));
    assert_eq!(text.words(text.span(31..39).unwrap()), "🇺🇸");
    assert_eq!(text.span(3..3), Err(SpanError::InsideCharacter { at: 3 }));
    assert_eq!(text.span(4..4), Err(SpanError::Empty { start: 4, end: 4 }));
    let backwards = |start, end| std::ops::Range { start, end };
    assert_eq!(text.span(backwards(4, 1)), Err(SpanError::Empty { start: 4, end: 1 }));
    assert_eq!(text.span(0..500), Err(SpanError::Outside { at: 500, length: 47 }));
    // Nothing lies in an empty range, not even inside a character.
    assert_eq!(text.covering(9..9), None);
    assert_eq!(text.covering(backwards(12, 9)), None);
    assert_eq!(text.covering(9..10).map(Span::bytes), Some(5..30));
}
