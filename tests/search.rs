//! Looking for words in texts of many scripts: what counts as the same, and where it stands.

use pressmark::text::{Folded, FrozenText, Manner, Pattern, Pieces};
use proptest::prelude::*;

use crate::scripts::SCRIPTS;

const LOOSE: Manner = Manner { expression: false, case: false, accents: true, marks: false, whole: false };
const CASE: Manner = Manner { case: true, ..LOOSE };
const BARE: Manner = Manner { accents: false, ..LOOSE };
const WHOLE: Manner = Manner { whole: true, ..LOOSE };
const EXPRESSION: Manner = Manner { expression: true, ..LOOSE };

fn found(text: &str, words: &str, manner: Manner) -> Vec<String> {
    let text = FrozenText::new(text);
    let spans = Pattern::new(words, manner).unwrap().find_all(&text);
    spans.into_iter().map(|s| text.words(s).to_owned()).collect()
}

/// A text, what is looked for, in which manner, and the words that are found.
type Case = (&'static str, &'static str, Manner, &'static [&'static str]);

const CASES: &[Case] = &[
    // Case.
    ("Talks, TALKS, talks", "talks", LOOSE, &["Talks", "TALKS", "talks"]),
    ("Talks, TALKS, talks", "talks", CASE, &["talks"]),
    ("Die Straße, die STRASSE, die Strasse", "strasse", LOOSE, &["Straße", "STRASSE", "Strasse"]),
    ("Die Straße, die STRASSE, die Strasse", "STRAßE", LOOSE, &["Straße", "STRASSE", "Strasse"]),
    ("Die Straße, die STRASSE", "straße", CASE, &[]),
    ("İstanbul und ISTANBUL", "istanbul", LOOSE, &["İstanbul", "ISTANBUL"]),
    ("ΟΔΟΣ, οδός, ΟΔΌΣ", "οδος", LOOSE, &["ΟΔΟΣ"]),
    ("ΟΔΟΣ, οδός, ΟΔΌΣ", "οδος", BARE, &["ΟΔΟΣ", "οδός", "ΟΔΌΣ"]),
    ("Путин сказал, ПУТИН ушёл", "путин", LOOSE, &["Путин", "ПУТИН"]),
    ("ԵՐԵՎԱՆ, Երեվան", "երեվան", LOOSE, &["ԵՐԵՎԱՆ", "Երեվան"]),
    // Accents.
    ("café, cafe, cafe\u{301}", "café", LOOSE, &["café", "cafe\u{301}"]),
    ("café, cafe, cafe\u{301}", "cafe\u{301}", LOOSE, &["café", "cafe\u{301}"]),
    ("café, cafe, cafe\u{301}", "cafe", LOOSE, &["cafe"]),
    ("café, cafe, cafe\u{301}", "cafe", BARE, &["café", "cafe", "cafe\u{301}"]),
    ("Zelenskyj, Zelenský", "zelensky", LOOSE, &["Zelensky"]),
    ("Zelenskyj, Zelenský", "zelensky", BARE, &["Zelensky", "Zelenský"]),
    ("ушёл, ушел", "ушел", BARE, &["ушёл", "ушел"]),
    ("Việt Nam", "viet nam", BARE, &["Việt Nam"]),
    ("שָׁלוֹם שלום", "שלום", BARE, &["שָׁלוֹם", "שלום"]),
    ("كِتاب كتاب", "كتاب", BARE, &["كِتاب", "كتاب"]),
    ("한국 정상", "한국", BARE, &["한국"]),
    ("がか", "か", LOOSE, &["か"]),
    // Forms of one letter.
    ("the ﬁnal oﬀer", "final", LOOSE, &["ﬁnal"]),
    ("the ﬁnal oﬀer", "offer", LOOSE, &["oﬀer"]),
    ("ｓｕｍｍｉｔ and summit", "summit", LOOSE, &["ｓｕｍｍｉｔ", "summit"]),
    ("so… well...", "...", LOOSE, &["…", "..."]),
    ("co\u{ad}operate", "cooperate", LOOSE, &["co\u{ad}operate"]),
    ("می\u{200c}خواهم", "میخواهم", LOOSE, &["می\u{200c}خواهم"]),
    ("two\u{a0}hours, two\nhours", "two hours", LOOSE, &["two\u{a0}hours", "two\nhours"]),
    // Quotation marks, apostrophes, dashes.
    ("haven’t haven't havenʼt", "haven't", LOOSE, &["haven’t", "haven't", "havenʼt"]),
    ("“yes” \"yes\" «yes» „yes“ 「yes」", "\"yes\"", LOOSE, &["“yes”", "\"yes\"", "«yes»", "„yes“", "「yes」"]),
    ("‘yes’", "“yes”", LOOSE, &["‘yes’"]),
    ("pre-war, pre–war", "pre-war", LOOSE, &["pre-war", "pre–war"]),
    ("haven’t haven't", "haven't", Manner::EXACT, &["haven't"]),
    // Whole words.
    ("war, warm, Cold War’s, postwar", "war", WHOLE, &["war", "War"]),
    ("ира́к, иракский", "иракский", WHOLE, &["иракский"]),
    ("कर करना", "कर", WHOLE, &["कर"]),
    ("普京总统在安克雷奇", "总统", WHOLE, &["总统"]),
    ("ประธานาธิบดีปูติน", "ปูติน", WHOLE, &["ปูติน"]),
    // Whole characters.
    ("👩‍🚀 went", "👩", LOOSE, &["👩‍🚀"]),
    ("aaaa", "aa", LOOSE, &["aa", "aa"]),
    ("普京说，普京走", "普京", LOOSE, &["普京", "普京"]),
    ("", "x", LOOSE, &[]),
    ("x", "", LOOSE, &[]),
    ("x", "\u{ad}", LOOSE, &[]),
    // Expressions.
    ("two and 2.5 hours", r"\d+(\.\d+)?", EXPRESSION, &["2.5"]),
    ("One\nTwo", "^t.o$", EXPRESSION, &["Two"]),
    ("One\nTwo", "^t.o$", Manner { case: true, ..EXPRESSION }, &[]),
    ("cafe\u{301}", "fe", EXPRESSION, &["fe\u{301}"]),
    ("war warm", "wa.", Manner { whole: true, ..EXPRESSION }, &["war"]),
    ("abc", "x*", EXPRESSION, &[]),
];

#[test]
fn pieces_that_were_folded_hold_what_is_found_in_them() {
    let mut room = Folded::default();
    for &(text, words, manner, found) in CASES.iter().filter(|case| !case.2.whole && !case.2.expression) {
        let pieces = Pieces::new(["", text, "0"], manner, &mut room);
        let pattern = Pattern::new(words, manner).unwrap();
        assert!(found.is_empty() || pattern.is_in_pieces(&pieces), "{words:?} in {text:?}");
    }
    let apart = Pieces::new(["on the", "Table"], LOOSE, &mut room);
    let stands = |words| Pattern::new(words, LOOSE).unwrap().is_in_pieces(&apart);
    assert!(stands("table") && !stands("the table") && !stands("thetable"));
}

#[test]
fn words_are_found_in_every_form_that_means_the_same() {
    for (text, words, manner, expected) in CASES {
        assert_eq!(found(text, words, *manner), *expected, "{words:?} in {text:?}, {manner:?}");
    }
}

#[test]
fn a_wrong_expression_is_told_with_its_place() {
    for (words, at) in [("ab(c", 3), ("a{2,1}", 2), ("é[z-a]", 3), ("(a))", 4)] {
        let error = Pattern::new(words, EXPRESSION).unwrap_err();
        assert_eq!(error.at, Some(at), "{words}: {error}");
        assert!(error.to_string().starts_with(&format!("Character {at}: ")), "{error}");
    }
    for words in ["(a{100}){100}{100}".to_owned(), "x".repeat(5_000)] {
        let error = Pattern::new(&words, EXPRESSION).unwrap_err();
        assert!(error.to_string().contains("memory"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any stretch of a text is found where it stands, whatever is folded; and only whole characters are found.
    #[test]
    fn every_stretch_of_a_text_is_found_in_its_place(
        script in 0..SCRIPTS.len(),
        from in any::<prop::sample::Index>(),
        length in 1..12usize,
        case in any::<bool>(),
        accents in any::<bool>(),
        marks in any::<bool>(),
    ) {
        let text = FrozenText::new(SCRIPTS[script].1);
        let start = text.floor(from.index(text.len()));
        let end = (0..length).fold(start, |at, _| text.next(at));
        let span = text.span(start.byte()..end.byte()).unwrap();
        let words = text.words(span);
        prop_assume!(words.chars().any(char::is_alphanumeric));
        let manner = Manner { expression: false, case, accents, marks, whole: false };
        let pattern = Pattern::new(words, manner).unwrap();
        let all = pattern.find_all(&text);
        // Overlapping places are found once.
        prop_assert!(all.iter().any(|s| s.overlaps(span)), "{:?} is not found among {:?}", words, all);
        for pair in all.windows(2) {
            prop_assert!(pair[0].end() <= pair[1].start());
        }
        for found in all {
            let there = pattern.first(text.words(found));
            prop_assert!(there.is_some(), "{:?} is not {:?}", text.words(found), words);
        }
    }
}
