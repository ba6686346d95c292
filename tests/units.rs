//! Reading units: lines with brackets where the unit is expected, a bar where the pointer is.
//!
//! `⟦` and `⟧` stand for the bounds, so that ordinary brackets can be part of the text.

use pressmark::text::{
    Edge, Ends, FrozenText, LONGEST_PARAGRAPH, Span, UnitKind, clauses, default_unit, grow, move_edge, paragraph_at,
    paragraphs, quotations, sentences, shrink, snap, trim, unit_at, word_ranges, word_step,
};
use proptest::prelude::*;
use std::ops::Range;

/// The text without the signs, the bracketed ranges by their start, and the bar.
fn read(line: &str) -> (String, Vec<Range<usize>>, Option<usize>) {
    let (mut text, mut open, mut found, mut bar) = (String::new(), Vec::new(), Vec::new(), None);
    for c in line.chars() {
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => found.push(open.pop().unwrap()..text.len()),
            '|' => bar = Some(text.len()),
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "{line}");
    found.sort_by_key(|r| (r.start, usize::MAX - r.end));
    (text, found, bar)
}

/// The text with the signs put in, nested ranges allowed.
fn show(text: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices().map(|(a, c)| (a, Some(c))).chain([(text.len(), None)]) {
        ranges.iter().filter(|r| r.end == at).for_each(|_| out.push('⟧'));
        ranges.iter().filter(|r| r.start == at).for_each(|_| out.push('⟦'));
        out.extend(c);
    }
    out
}

fn check_all(lines: &str, split: impl Fn(&str) -> Vec<Range<usize>>) {
    let lines = lines.lines().map(str::trim).filter(|l| !l.is_empty());
    let wrong: Vec<_> = lines
        .filter_map(|line| {
            let (text, expected, _) = read(line);
            let found = split(&text);
            (found != expected).then(|| format!("expected {line}\n   found {}", show(&text, &found)))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every line has a bar; the unit that the function finds there is bracketed.
fn check_at(lines: &str, find: impl Fn(&FrozenText, usize) -> Option<Span>) {
    check_all_at(lines, |text, bar, _| find(text, bar));
}

fn check_all_at(lines: &str, find: impl Fn(&FrozenText, usize, &[Range<usize>]) -> Option<Span>) {
    let lines = lines.lines().map(str::trim).filter(|l| !l.is_empty());
    let wrong: Vec<_> = lines
        .filter_map(|line| {
            let (text, expected, bar) = read(&line.replace("\\n", "\n"));
            let found: Vec<_> =
                find(&FrozenText::new(&text), bar.expect(line), &expected).map(Span::bytes).into_iter().collect();
            (found != expected).then(|| format!("expected {line}\n   found {}", show(&text, &found)))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    check_all(
        r#"
        ⟦The talks failed.⟧ ⟦They will meet again.⟧
        ⟦U.S. President Donald Trump met Mr. Putin.⟧ ⟦Sen. J. D. Vance stayed.⟧
        ⟦He landed in the U.S.⟧ ⟦The talks began at 9 a.m. Friday.⟧
        ⟦Talks lasted 2.5 hours, see No. 5 on p. 12.⟧ ⟦No.⟧ ⟦He did not.⟧
        ⟦They left on Aug. 15 at 7 p.m. Moscow time.⟧ ⟦It was late.⟧
        ⟦He worked for Acme Inc. in Ohio.⟧ ⟦Then for Smith Co. and Sons.⟧
        ⟦Is it over?⟧ ⟦Really?!⟧ ⟦Yes!⟧
        ⟦He paused… and went on.⟧ ⟦We tried...⟧ ⟦Nothing came.⟧
        ⟦They talked . . . and talked . . .⟧ ⟦Nothing came.⟧
        ⟦... But he came back.⟧
        ⟦He said […] Russia agreed.⟧ ⟦It was late.⟧
        ⟦“We got there. No deal.” Trump said.⟧
        ⟦“We got there. No deal,” he said.⟧ ⟦He left.⟧
        ⟦“Is it over?” Trump asked.⟧ ⟦“Not yet!” cried Putin.⟧
        ⟦He said: “We tried. No deal.”⟧ ⟦Trump left.⟧
        ⟦Putin called it “useful.”⟧ ⟦Trump did not.⟧
        ⟦“No deal.”⟧ ⟦Trump said that he would come back.⟧
        ⟦Trump admitted, “We didn’t get there.”⟧ ⟦He stressed that “it is late.”⟧
        ⟦“There’s no deal.” – so he put it.⟧
        ⟦He called it “great.”⟧ ⟦(Others did not.)⟧
        ⟦(With inputs from AP)⟧
        ⟦Trump claims headway but no deal⟧
        ⟦1. Trump arrived.⟧ ⟦2. Putin arrived.⟧
        ⟦Prices rose.⟧ ⟦iPhone sales did not.⟧
        ⟦See example.com for more.⟧ ⟦Version 2.0 is out.⟧
        ⟦'We tried. No luck,' he said.⟧ ⟦She left.⟧
        ⟦"We tried. No luck," he said.⟧ ⟦"Go."⟧ ⟦She left.⟧
        ⟦The unit of “5. Armee” won.⟧ ⟦Next.⟧
        "#,
        sentences,
    );
}

#[test]
fn sentences_of_many_scripts() {
    check_all(
        "
        ⟦会談は終わった。⟧⟦合意はない！⟧⟦次は？⟧
        ⟦「合意はない。次だ。」と述べた。⟧⟦彼は去った。⟧
        ⟦“没有协议。我们再谈。”特朗普说。⟧⟦他离开了。⟧
        ⟦特朗普说：“没有协议。”⟧⟦普京离开了。⟧
        ⟦“합의는 없다. 다음에 하자.”고 말했다.⟧ ⟦그는 떠났다.⟧
        ⟦انتهت المحادثات.⟧ ⟦هل من اتفاق؟⟧ ⟦لا.⟧
        ⟦التقى د. محمد بالرئيس.⟧ ⟦ثم غادر.⟧
        ⟦مذاکرات ختم ہو گئے۔⟧ ⟦کوئی معاہدہ نہیں ہوا۔⟧
        ⟦वार्ता समाप्त हुई।⟧ ⟦कोई समझौता नहीं हुआ।⟧
        ⟦Բանակցությունները ավարտվեցին։⟧ ⟦Համաձայնություն չկա։⟧
        ⟦השיחות הסתיימו.⟧ ⟦צה\"ל לא הגיב.⟧
        ⟦Am 15. August traf er Hrn. Putin, z.B. in Alaska.⟧ ⟦Das war’s.⟧
        ⟦„Es ist vorbei. Wir gehen“, sagte er.⟧ ⟦Dann ging er.⟧
        ⟦M. Poutine a dit : « C’est fini. On part. »⟧ ⟦Il est parti.⟧
        ⟦¿Qué pasó?⟧ ⟦¡Nada!⟧ ⟦El Sr. Trump volvió a EE.UU. ayer.⟧
        ⟦В. В. Путин прилетел в 2025 г. на Аляску.⟧ ⟦Он улетел.⟧
        ⟦Τι έγινε;⟧ ⟦Τίποτα.⟧
        ⟦ውይይቱ አልቋል።⟧ ⟦ስምምነት የለም።⟧
        "
        .trim(),
        sentences,
    );
}

#[test]
fn quotations_by_the_marks_of_all_scripts() {
    let inner = |text: &str| quotations(text).into_iter().map(|q| q.inner).collect();
    check_all(
        r#"
        He said “⟦we got there.⟧” Then “⟦no deal⟧”.
        "⟦We tried,⟧" he said, "⟦and failed.⟧"
        ‘⟦I don’t think the leaders’ house is Trump’s,⟧’ he said.
        '⟦I don't think the leaders' house is Trump's,⟧' he said.
        “⟦He told me ‘⟦no deal⟧’ twice,⟧” she said.
        Don’t go to the Joneses’ house in the ’90s, rock ’n’ roll.
        Don't go to the Joneses' house in the '90s, 'tis late.
        „⟦Es ist vorbei⟧“, sagte er. ‚⟦Gut⟧‘, sagte sie.
        »⟦Es ist ›⟦ganz⟧‹ vorbei⟧«, sagte er.
        «⟦ C’est “⟦fini⟧” ici ⟧», dit-il.
        ”⟦Det är slut⟧”, sade han. ”⟦Ja⟧”.
        »⟦Se on ohi⟧», hän sanoi.
        „⟦To koniec⟧”, powiedział.
        彼は「⟦合意は『⟦ない⟧』⟧」と述べた。
        他说“⟦没有协议⟧”，又说‘⟦是⟧’。
        他说"⟦没有协议⟧"然后走了。
        אמר "⟦אין הסכם⟧" צה"ל וארה"ב.
        The 6'2" man in a 27" screen.
        “⟦We go on in the next paragraph. He said ‘⟦so⟧’.⟧
        He forgot “to close it and then “⟦said⟧” more.
        He forgot "to close it, and then "⟦said⟧" more.
        It ended here.” Then he left.
        A ‘⟦very good⟧’ day of the states’ leaders.
        ‘⟦These are the states’ rights.⟧’ They left.
        "⟦He's '⟦quite⟧' sure⟧"
        (“⟦Yes⟧”) — “⟦no⟧”—“⟦maybe⟧”
        “⟦⟧”
        Next » «⟦ Back⟧
        "#,
        inner,
    );
    let nested = quotations("“He told me ‘no deal’ twice”");
    assert_eq!(nested.iter().map(|q| q.depth).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(nested[0].outer, 0.."“He told me ‘no deal’ twice”".len());
    assert!(!nested[0].is_open() && quotations("“We go on")[0].is_open());
}

#[test]
fn clauses_split_at_marks_outside_numbers_and_quotations() {
    check_all(
        "
        ⟦We tried,⟧ ⟦but 1,000 men at 10:30 failed;⟧ ⟦so we left⟧
        ⟦In the United States–⟧⟦his first in a decade–⟧⟦was Trump–Putin.⟧
        ⟦He called it “good, useful,”⟧ ⟦and left⟧
        ⟦He left —⟧ ⟦late —⟧ ⟦and well-fed⟧
        ⟦他走了，⟧⟦没有协议⟧
        ",
        clauses,
    );
}

#[test]
fn the_unit_under_the_pointer() {
    check_at(
        r#"
        He said “⟦we g|ot there⟧.” Then he left.
        ⟦He s|aid “we got there.”⟧ Then he left.
        ⟦Then he l|eft⟧. Really.
        ⟦Then he left⟧.| Really.
        Then he left. |⟦Really⟧
        ⟦|U.S. talks ended in the U.S.⟧
        ⟦Is it o|ver?⟧ No.
        “⟦Is it o|ver?⟧” Trump asked.
        |“⟦No deal⟧,” he said.
        “⟦No deal⟧,|” he said.
        “⟦He told me ‘no deal’ tw|ice⟧,” she said.
        “He told me ‘⟦no| deal⟧’ twice,” she said.
        “⟦We go on. And o|n⟧.
        “⟦We tried. No luck|⟧.”
        ⟦He met “” tw|ice⟧.
        • ⟦First i|tem⟧;
        ⟦Before⟧|\nAfter
        Before\n|⟦After⟧
        Before\n\n⟦After|⟧
        « ⟦C’est f|ini⟧ », dit-il.
        「⟦合意は|ない⟧。」と述べた。
        ⟦会談は|終わった⟧。次だ。
        ⟦هل من اتف|اق؟⟧ لا.
        أكد أن «⟦لا ات|فاق⟧».
        אמר: "⟦אין| הסכם⟧".
        ⟦वार्ता सम|ाप्त हुई⟧।
        ⟦The 👩‍👩‍👧| family left⟧.
        ⟦Cafe|́ noir⟧.
        ⟦|…⟧
        "#,
        |text, byte| default_unit(text, byte, Ends::Words).map(|(_, span)| span),
    );
    for blank in ["", "  ", "\n", "a\n\n b"] {
        let text = FrozenText::new(blank);
        assert_eq!(default_unit(&text, blank.len() / 2, Ends::Words), None, "{blank:?}");
    }
}

#[test]
fn units_of_each_kind() {
    let at = |kind| move |text: &FrozenText, byte| unit_at(text, byte, kind, Ends::Words);
    check_at("⟦Don’|t⟧ go\nIn ⟦2.|5⟧ hours\ntwo-⟦an|d⟧-a-half\n会⟦|談⟧は\nno |, word".trim(), at(UnitKind::Word));
    check_at("We tried, ⟦but we fa|iled⟧, so.\n“We tried, ⟦but fa|iled⟧,” he said.", at(UnitKind::Clause));
    check_at("“We tried. ⟦No l|uck⟧,” he said.\n⟦“No l|uck,” he said⟧. So.", at(UnitKind::Sentence));
    check_at("⟦We tried. No l|uck⟧.\\nSo.", at(UnitKind::Paragraph));
    check_at("No |quotation here", at(UnitKind::Quotation));
}

#[test]
fn units_with_their_marks() {
    check_at(
        r#"
        He said ⟦“we g|ot there.”⟧ Then he left.
        He said ⟦“we g|ot there”⟧. Then he left.
        ⟦He s|aid “we got there.”⟧ Then he left.
        ⟦Then he l|eft.⟧ Really.
        ⟦Is it o|ver?!⟧ No.
        ⟦“No deal,|”⟧ he said.
        “He told me ⟦‘no| deal’⟧ twice,” she said.
        ⟦“We go on. And o|n.⟧
        ⟦He met “” tw|ice.⟧
        • ⟦First i|tem;⟧
        ⟦He paused …|⟧ \n
        ⟦« C’est f|ini »⟧, dit-il.
        ⟦「合意は|ない。」⟧と述べた。
        ⟦会談は|終わった。⟧次だ。
        أكد أن ⟦«لا ات|فاق»⟧.
        ⟦वार्ता सम|ाप्त हुई।⟧
        ⟦|…⟧
        "#,
        |text, byte| default_unit(text, byte, Ends::Marks).map(|(_, span)| span),
    );
    let at = |kind| move |text: &FrozenText, byte| unit_at(text, byte, kind, Ends::Marks);
    check_at("In ⟦2.|5⟧ hours.", at(UnitKind::Word));
    check_at("We tried, ⟦but we fa|iled,⟧ so.\n“We tried, ⟦but fa|iled,⟧” he said.", at(UnitKind::Clause));
    check_at("“We tried. ⟦No l|uck,⟧” he said.\n⟦“No l|uck.”⟧ So.", at(UnitKind::Sentence));
    check_at("- ⟦We tried. No l|uck.⟧ \\nSo.", at(UnitKind::Paragraph));
}

#[test]
fn trimming_leaves_marks_and_stops_outside() {
    let trimmed = |line: &str| {
        let text = FrozenText::new(line);
        trim(&text, 0..text.len()).map(|s| text.words(s).to_owned()).unwrap_or_default()
    };
    for (given, kept) in [
        ("  “We got there.” ", "We got there"),
        ("“We got there”.", "We got there"),
        ("‘“We got there.”’", "We got there"),
        ("“A,” he said.", "“A,” he said"),
        ("He said “no.”", "He said “no.”"),
        ("got there.”", "got there"),
        ("“We got", "We got"),
        ("Over?!", "Over?!"),
        ("over …", "over"),
        ("over...", "over"),
        (", and so,", "and so"),
        ("in the U.S.", "in the U.S."),
        ("at 9 a.m.,", "at 9 a.m."),
        ("Acme Inc.", "Acme Inc."),
        ("Plan B.", "Plan B"),
        ("the leaders’", "the leaders’"),
        ("’90s talks", "’90s talks"),
        ("- Get link", "Get link"),
        ("“ ”", "“ ”"),
        ("...", "..."),
        ("「ない。」", "ない"),
        ("»Nein.«", "Nein"),
        ("\u{200f}لا.\u{200f} ", "لا"),
        ("", ""),
        (" \n ", ""),
    ] {
        assert_eq!(trimmed(given), kept, "{given:?}");
    }
}

#[test]
fn dragging_snaps_to_words() {
    let drag = |text: &str, part: &str| {
        let at = text.find(part).unwrap();
        let text = FrozenText::new(text);
        let there = snap(&text, at..at + part.len());
        assert_eq!(there, snap(&text, Range { start: at + part.len(), end: at }), "drawn backwards");
        there.map(|s| text.words(s).to_owned()).unwrap_or_default()
    };
    assert_eq!(drag("We haven’t quite got there", "en’t qui"), "haven’t quite");
    assert_eq!(drag("We got there, and left", "t there, "), "got there,");
    assert_eq!(drag("We got there", " "), "");
    assert_eq!(drag("We got there", " g"), "got");
    assert_eq!(drag("one\n two", "e\n "), "one");
    assert_eq!(drag("one\ntwo", "e\nt"), "one\ntwo");
    assert_eq!(drag("שלום עולם טוב", "ום עו"), "שלום עולם");
    assert_eq!(drag("a 👩‍👩‍👧 b", "👩"), "👩‍👩‍👧");
    assert_eq!(drag("“no”", "“"), "“");
    assert_eq!(snap(&FrozenText::new("word"), 2..2), None);
}

#[test]
fn boundaries_move_by_words() {
    let text = FrozenText::new("One, two-three\n(four) five.");
    let word = |span: Span| text.words(span).to_owned();
    let two = text.span(5..8).unwrap();
    assert_eq!(move_edge(&text, two, Edge::End, true).map(word).unwrap(), "two-three");
    assert_eq!(move_edge(&text, two, Edge::Start, false).map(word).unwrap(), "One, two");
    assert_eq!(move_edge(&text, two, Edge::Start, true), None);
    assert_eq!(move_edge(&text, two, Edge::End, false), None);
    let most = text.span(0..20).unwrap();
    assert_eq!(move_edge(&text, most, Edge::End, false).map(word).unwrap(), "One, two-three");
    assert_eq!(move_edge(&text, most, Edge::End, true).map(word).unwrap(), "One, two-three\n(four) five");
    assert_eq!(move_edge(&text, most, Edge::Start, true).map(word).unwrap(), "two-three\n(four");

    let mut caret = text.floor(0);
    let mut forward = Vec::new();
    for _ in 0..7 {
        caret = word_step(&text, caret, true);
        forward.push(caret.byte());
    }
    assert_eq!(forward, [3, 8, 14, 20, 26, 27, 27]);
    let mut back = Vec::new();
    for _ in 0..6 {
        caret = word_step(&text, caret, false);
        back.push(caret.byte());
    }
    assert_eq!(back, [22, 16, 9, 5, 0, 0]);
    // Between these two UAX 29 sees a word's end inside one grapheme.
    let joined = FrozenText::new("\u{1003f}\u{d4e} ");
    let first = unit_at(&joined, 0, UnitKind::Word, Ends::Words).unwrap();
    assert_eq!(move_edge(&joined, first, Edge::End, false), None);
    // A word far away is found too.
    let far = FrozenText::new(&format!("one{}two", " … ".repeat(5_000)));
    assert_eq!(word_step(&far, far.floor(3), true).byte(), far.len());
    assert_eq!(word_step(&far, far.floor(far.len() - 3), false).byte(), 0);
}

#[test]
fn a_unit_grows_and_shrinks_step_by_step() {
    let text = FrozenText::new("Before.\n“We tried hard, but failed. No luck,” he said. He left.");
    let byte = text.as_str().find("failed").unwrap() + 2;
    let words = [
        "failed",
        "but failed",
        "We tried hard, but failed",
        "We tried hard, but failed. No luck",
        "“We tried hard, but failed. No luck,” he said",
        "“We tried hard, but failed. No luck,” he said. He left",
    ];
    let marks = [
        "failed",
        "but failed.",
        "We tried hard, but failed.",
        "“We tried hard, but failed. No luck,”",
        "“We tried hard, but failed. No luck,” he said.",
        "“We tried hard, but failed. No luck,” he said. He left.",
    ];
    for (ends, expected) in [(Ends::Words, words), (Ends::Marks, marks)] {
        let mut span = unit_at(&text, byte, UnitKind::Word, ends).unwrap();
        let mut grown = vec![span];
        while let Some((_, next)) = grow(&text, span, ends) {
            span = next;
            grown.push(span);
        }
        assert_eq!(grown.iter().map(|s| text.words(*s)).collect::<Vec<_>>(), expected);
        let mut shrunk = vec![span];
        while let Some((_, next)) = shrink(&text, span, byte, ends) {
            span = next;
            shrunk.push(span);
        }
        shrunk.reverse();
        assert_eq!(shrunk, grown);
        assert_eq!(shrink(&text, span, 0, ends), None);
    }
}

#[test]
fn paragraphs_are_lines_and_long_ones_are_broken() {
    let text = FrozenText::new("one\n\ntwo\n");
    assert_eq!(paragraphs(&text), [0..3, 4..4, 5..8, 9..9]);
    assert_eq!(paragraphs(&FrozenText::new("")), vec![Range { start: 0, end: 0 }]);

    let long = FrozenText::new(&format!("first\n{}\nlast", "A short sentence. And so on, he said. ".repeat(3_000)));
    let all = paragraphs(&long);
    let pieces = &all[1..all.len() - 1];
    assert!(pieces.len() > 5 && pieces.iter().all(|p| p.len() <= LONGEST_PARAGRAPH));
    assert!(pieces[1..].iter().all(|p| {
        let words = &long.as_str()[p.clone()];
        words.starts_with("A short") || words.starts_with("And so")
    }));
    assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
    // Where there are no sentences, spaces; where there are no spaces, characters.
    let spaces = FrozenText::new(&"word ".repeat(10_000));
    assert!(paragraphs(&spaces).iter().all(|p| p.start % 5 == 0));
    let none = FrozenText::new(&"é".repeat(50_000));
    assert!(paragraphs(&none).len() >= 5);
    // One endless character stays whole.
    assert_eq!(paragraphs(&FrozenText::new(&format!("e{}", "\u{301}".repeat(30_000)))).len(), 1);
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "«",
        "»",
        "„",
        "「",
        "」",
        "›",
        "‹",
        "״",
        ".",
        ". ",
        "...",
        "…",
        "?",
        "! ",
        "。",
        "؟",
        "।",
        ",",
        ", ",
        ";",
        "—",
        "–",
        "-",
        " ",
        "  ",
        "\n",
        "\t",
        "\u{a0}",
        "\u{200f}",
        "\u{200b}",
        "(",
        ")",
        "[",
        "]",
        "a",
        "Trump",
        " said",
        "U.S.",
        "Mr. ",
        "5",
        "2.5",
        "No. 5",
        "s’ ",
        "s' ",
        "שלום",
        "سلام",
        "नि",
        "क्ष",
        "会談",
        "한국",
        "👩‍👩‍👧",
        "🇩🇪",
        "🇺",
        "\u{301}",
        "\u{200d}",
        "e\u{301}",
        "ﬀ",
        "\u{fe0f}",
        "ไทย",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..40).prop_map(|p| p.concat()), any::<String>(), "\\PC{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_unit_anywhere_is_a_span_of_its_paragraph(words in texts(), share in 0.0..1.1f64, marks in any::<bool>()) {
        let ends = if marks { Ends::Marks } else { Ends::Words };
        let text = FrozenText::new(&words);
        let byte = (text.len() as f64 * share) as usize;
        let paragraph = paragraph_at(&text, byte);
        prop_assert!(paragraphs(&text).contains(&paragraph));
        let kinds = [UnitKind::Word, UnitKind::Clause, UnitKind::Quotation, UnitKind::Sentence, UnitKind::Paragraph];
        let found = kinds.iter().filter_map(|kind| unit_at(&text, byte, *kind, ends));
        let found = found.chain(default_unit(&text, byte, ends).map(|u| u.1));
        for span in found {
            prop_assert!(paragraph.start <= span.start().byte() && span.end().byte() <= paragraph.end);
            prop_assert_eq!(text.span(span.bytes()), Ok(span));
            prop_assert!(!text.words(span).trim().is_empty());
            if let Some((_, larger)) = grow(&text, span, ends) {
                prop_assert!(larger.start() <= span.start() && span.end() <= larger.end() && larger != span);
            }
            if let Some((_, smaller)) = shrink(&text, span, byte, ends) {
                prop_assert!(span.start() <= smaller.start() && smaller.end() <= span.end() && smaller != span);
            }
            for edge in [Edge::Start, Edge::End] {
                for forward in [true, false] {
                    if let Some(moved) = move_edge(&text, span, edge, forward) {
                        prop_assert_eq!(text.span(moved.bytes()), Ok(moved));
                        prop_assert!(moved != span);
                    }
                }
            }
        }
    }

    #[test]
    fn dragging_and_stepping_stay_on_positions(words in texts(), a in 0.0..1.1f64, b in 0.0..1.1f64) {
        let text = FrozenText::new(&words);
        let (a, b) = ((text.len() as f64 * a) as usize, (text.len() as f64 * b) as usize);
        if let Some(span) = snap(&text, a..b) {
            prop_assert_eq!(text.span(span.bytes()), Ok(span));
            prop_assert_eq!(snap(&text, span.bytes()), Some(span), "snapping again changes nothing");
        }
        if let Some(span) = trim(&text, a..b) {
            prop_assert_eq!(text.span(span.bytes()), Ok(span));
        }
        let at = text.floor(a);
        prop_assert!(word_step(&text, at, true) >= at && word_step(&text, at, false) <= at);
        prop_assert!(at.byte() == text.len() || word_step(&text, at, true) > at);
    }

    #[test]
    fn sentences_cover_what_is_not_white(words in texts()) {
        let found = sentences(&words);
        let mut at = 0;
        for range in &found {
            prop_assert!(range.start >= at && range.start < range.end);
            prop_assert!(blank(&words[at..range.start]));
            at = range.end;
        }
        prop_assert!(blank(&words[at..]));
        let text = FrozenText::new(&words);
        if text.as_str() == words {
            prop_assert!(found.iter().all(|r| text.span(r.clone()).is_ok()));
        }
    }

    #[test]
    fn quotations_are_nested_or_apart(words in texts()) {
        let all = quotations(&words);
        for (index, q) in all.iter().enumerate() {
            prop_assert!(q.outer.start < q.inner.start && q.inner.start <= q.inner.end && q.inner.end <= q.outer.end);
            prop_assert!(words.get(q.inner.clone()).is_some() && words.get(q.outer.clone()).is_some());
            let around = all[..index].iter().filter(|o| o.outer.end > q.outer.start).collect::<Vec<_>>();
            prop_assert!(around.iter().all(|o| o.inner.end >= q.outer.end));
            prop_assert_eq!(around.len(), q.depth);
        }
        prop_assert!(word_ranges(&words).all(|w| words[w].contains(char::is_alphanumeric)));
        prop_assert!(clauses(&words).windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn paragraphs_hold_every_byte_but_the_line_feeds(words in texts(), times in 1..2_000usize, byte in 0..1_000_000usize) {
        let text = FrozenText::new(&words.repeat(times));
        let all = paragraphs(&text);
        let mut at = 0;
        for range in &all {
            prop_assert!(range.start == at || (range.start == at + 1 && &text.as_str()[at..=at] == "\n"));
            prop_assert!(!text.as_str()[range.clone()].contains('\n'));
            prop_assert!(text.pos(range.end).is_ok());
            at = range.end;
        }
        prop_assert_eq!(at, text.len());
        prop_assert!(all.contains(&paragraph_at(&text, byte)));
    }
}

/// White space and the marks that only steer direction and line breaking.
fn blank(part: &str) -> bool {
    part.chars().all(|c| {
        c.is_whitespace()
            || "\u{200b}\u{200e}\u{200f}\u{2060}\u{feff}\u{61c}".contains(c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    })
}
