//! Scripts that join, stack, run from right to left or break without spaces are set as their readers expect.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use eframe::egui::{Color32, Context, Key, Modifiers, Rect, Ui, vec2};
use pressmark::desktop::fonts::{self, Fonts};
use pressmark::desktop::reader::galley::{Cut, Look, Set};
use pressmark::desktop::reader::{Style, galley};
use pressmark::desktop::theme::{self, Page};
use unicode_segmentation::UnicodeSegmentation;

use super::{Window, project};

const PARAGRAPHS: [&str; 12] = [
    "قال الرئيس إن المحادثات استمرت ثلاث ساعات في مدينة جنيف، وأضاف أن «الاتفاق لم يكتمل بعد» وأن جولة ثانية ستعقد في 15 آب.",
    "השיחות בז'נבה נמשכו כ-3 שעות, אמר דובר האו\"ם ב-15 באוגוסט 2025. לדבריו \"אין הסכם עד שיש הסכם\", והצדדים ייפגשו שוב.",
    "وزیر خارجه گفت: «گفت‌وگوها سه ساعت طول کشید و پیشرفت‌هایی حاصل شد»، اما می‌خواهیم ۱۲ نکته روشن شود.",
    "وزیرِ خارجہ نے کہا کہ بات چیت تین گھنٹے جاری رہی اور دونوں فریق اگلے ہفتے دوبارہ ملیں گے۔",
    "राष्ट्रपति ने कहा कि वार्ता लगभग तीन घंटे चली और स्त्रियों की शिक्षा पर सहमति बनी। क्षेत्रीय मंत्री अनुपस्थित रहे।",
    "การเจรจาใช้เวลาเกือบสามชั่วโมง ประธานาธิบดีกล่าวว่ายังไม่มีข้อตกลงจนกว่าจะมีข้อตกลง",
    "会谈在日内瓦持续了近三个小时。总统说：“在达成协议之前，没有协议。”双方将于8月15日再次会面。",
    "会談はジュネーブで約3時間に及んだ。大統領は「合意に達するまで合意はない」と述べ、次回は8月15日に行われる。",
    "He said שלום עולם yesterday, and the agency AFP quoted «السلام عليكم» in its 3rd report about हिन्दी and ไทย.",
    "আলোচনা প্রায় তিন ঘণ্টা চলে। மூன்று மணி நேரம் நீடித்தது.",
    "회담은 거의 세 시간 동안 이어졌다고 대변인이 밝혔다.",
    "a\u{200f}b\u{200e}c \u{202b}embedded\u{202c} \u{2067}isolate שלום\u{2069} and مُحَمَّد with שָׁלוֹם (١٢٣).",
];

/// Does something with a frame in which the system's fonts are there.
fn frame(mut work: impl FnMut(&mut Ui)) {
    let ctx = Context::default();
    theme::install(&ctx);
    Fonts::of(&ctx).wait(&ctx);
    let mut drawn = ctx.run_ui(Default::default(), |ui| work(ui));
    drawn.textures_delta.clear();
}

/// Lays a paragraph out; fails where the machine lacks a font.
fn laid(ui: &Ui, line: &str, width: f32) -> Set {
    let look = Look { style: Style::Body, size: 17.0, page: Page::default(), width, ink: Color32::BLACK };
    let set = galley::set(ui.painter(), line, look, &[], Cut::Whole);
    let shaped = set.shaped().unwrap_or_else(|| panic!("{line:?} was not shaped"));
    assert_eq!(
        fonts::missing(&shaped.missing),
        "",
        "these tests need fonts: `.ci/setup tests` installs fonts-noto-core and fonts-droid-fallback"
    );
    set
}

fn rect(set: &Set, bytes: std::ops::Range<usize>) -> Option<Rect> {
    set.row_rects(bytes).first().copied().filter(|r| r.width() > 0.5)
}

#[test]
fn the_pointer_on_a_character_finds_it() {
    frame(|ui| {
        let mut checked = 0;
        for line in PARAGRAPHS {
            for width in [620.0, 180.0] {
                let set = laid(ui, line, width);
                for (at, grapheme) in line.grapheme_indices(true) {
                    let Some(rect) = rect(&set, at..at + grapheme.len()) else { continue };
                    let hit = set.hit(rect.center().to_vec2());
                    assert_eq!(hit.byte, at, "in {line:?}: the pointer on {grapheme:?} at {at}");
                    assert!(hit.inside && hit.beside);
                    let [start, end] = set.ends(at..at + grapheme.len()).unwrap();
                    assert!((start.left() - end.left()).abs() <= rect.width() + 0.01, "{grapheme:?} in {line:?}");
                    let near = set.hit((start.center() + (end.center() - start.center()) * 0.1).to_vec2());
                    assert_eq!(near.boundary, at, "in {line:?}: beside the beginning of {grapheme:?}");
                    checked += 1;
                }
            }
        }
        assert!(checked > 1_300, "only {checked} characters have a width");
    });
}

#[test]
fn letters_join() {
    frame(|ui| {
        let ids = |line: &str| -> Vec<u32> {
            let set = laid(ui, line, 600.0);
            let rows = &set.shaped().unwrap().rows;
            rows.iter().flat_map(|r| r.glyphs.iter().flat_map(|g| g.placed.iter().map(|p| p.id))).collect()
        };
        // Initial, medial and final forms are other glyphs than those of letters that stand alone.
        for (word, letters) in [("محمد", ["م", "ح"]), ("بیگم", ["ب", "م"]), ("نتيجة", ["ن", "ت"])] {
            let joined = ids(word);
            for letter in letters {
                let alone: BTreeSet<u32> = ids(&format!("{letter} {letter}")).into_iter().collect();
                let space: BTreeSet<u32> = ids(&format!("{word} {word}")).into_iter().collect();
                let glyph = alone.difference(&space).count();
                assert!(glyph > 0, "{letter} in {word} looks as if it stood alone: {joined:?}");
            }
        }
        // A conjunct is one glyph or two, not three letters; a vowel sign may stand before its letter.
        assert!(ids("क्ष").len() < 3, "{:?}", ids("क्ष"));
        let (i, k) = (ids("कि"), ids("क"));
        assert_eq!(i.last(), k.first(), "the sign of short i stands before its letter");
    });
}

#[test]
fn words_stand_in_the_order_of_their_direction() {
    frame(|ui| {
        let line = "He said שלום עולם yesterday";
        let set = laid(ui, line, 600.0);
        let left = |words: &str| {
            let at = line.find(words).unwrap();
            rect(&set, at..at + words.len()).unwrap().left()
        };
        assert!(left("He") < left("said"));
        assert!(left("ש") > left("ל"), "the first letter stands right of the second");
        assert!(left("said") < left("עולם"));
        assert!(left("עולם") < left("שלום"), "the second word stands left of the first");
        assert!(left("שלום") < left("yesterday"));

        let line = "בשנת 2025 נפתח המשא ומתן";
        let set = laid(ui, line, 600.0);
        let of = |words: &str| {
            let at = line.find(words).unwrap();
            rect(&set, at..at + words.len()).unwrap()
        };
        assert!((of("ב").right() - 600.0).abs() < 1.0, "the paragraph begins at the right edge: {:?}", of("ב"));
        assert!(of("2025").left() > of("נפתח").right() - 0.1);
        assert!(of("20").left() < of("25").left(), "digits run from left to right");
        // A point left of a row's last word is its end, one right of the first word its beginning.
        assert_eq!(set.hit(vec2(1.0, 10.0)).boundary, line.len());
        assert_eq!(set.hit(vec2(599.9, 10.0)).boundary, 0);
        let caret = set.caret(line.len()).unwrap();
        assert!((caret.left() - of("ומתן").left()).abs() < 0.1);
    });
}

#[test]
fn rows_end_between_characters_and_fit() {
    frame(|ui| {
        for line in PARAGRAPHS {
            let edges: BTreeSet<usize> = line.grapheme_indices(true).map(|(at, _)| at).chain([line.len()]).collect();
            for width in [620.0, 180.0, 70.0] {
                let set = laid(ui, line, width);
                let rows = &set.shaped().unwrap().rows;
                assert!(width > 200.0 || rows.len() > 2, "{line:?} stands in {} rows", rows.len());
                for row in rows {
                    assert!(edges.contains(&row.bytes.start) && edges.contains(&row.bytes.end), "{line:?} {row:?}");
                    for rect in set.row_rects(row.bytes.clone()) {
                        assert!(
                            rect.left() > -0.5 && rect.right() < width + 0.5,
                            "a row of {line:?} at {width} reaches from {} to {}",
                            rect.left(),
                            rect.right()
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn rows_break_where_readers_expect_it() {
    frame(|ui| {
        let breaks = |line: &str, width: f32| -> Vec<usize> {
            let set = laid(ui, line, width);
            set.shaped().unwrap().rows.iter().skip(1).map(|r| r.bytes.start).collect()
        };
        for (line, closing) in [(PARAGRAPHS[6], "，。：”、）》"), (PARAGRAPHS[7], "、。」）ーっょャ")] {
            let mut seen = 0;
            for width in 60..240 {
                for at in breaks(line, width as f32) {
                    let (before, after) = (line[..at].chars().next_back().unwrap(), line[at..].chars().next().unwrap());
                    assert!(!closing.contains(after), "a row begins with {after} in {line:?}");
                    assert!(!"“「（《".contains(before), "a row ends with {before} in {line:?}");
                    seen += 1;
                }
            }
            assert!(seen > 500);
        }
        let words = ["การ", "เจรจา", "ใช้", "เวลา", "สาม", "ชั่วโมง"];
        let line = words.concat();
        let mut ends = BTreeSet::new();
        words.iter().fold(0, |at, word| {
            ends.insert(at + word.len());
            at + word.len()
        });
        let found: BTreeSet<usize> = (70..160).flat_map(|width| breaks(&line, width as f32)).collect();
        assert!(found.is_subset(&ends), "{line:?} breaks at {found:?}, words end at {ends:?}");
        assert!(found.len() > 2);
    });
}

#[test]
fn a_band_covers_the_words_of_its_span_and_nothing_else() {
    frame(|ui| {
        for line in PARAGRAPHS {
            for width in [620.0, 180.0] {
                let set = laid(ui, line, width);
                let words: Vec<(usize, &str)> = line.unicode_word_indices().collect();
                for pair in words.windows(3).step_by(2) {
                    let (start, end) = (pair[0].0, pair[2].0 + pair[2].1.len());
                    let band = set.row_rects(start..end);
                    for (at, grapheme) in line.grapheme_indices(true) {
                        let Some(rect) = rect(&set, at..at + grapheme.len()) else { continue };
                        // The space at a row's end hangs over the edge and is not covered.
                        if grapheme.chars().all(char::is_whitespace) {
                            continue;
                        }
                        let covered = band.iter().any(|r| r.contains(rect.center()));
                        assert_eq!(
                            covered,
                            (start..end).contains(&at),
                            "{grapheme:?} at {at}, {start}..{end} of {line:?}"
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn nothing_that_somebody_writes_stops_the_reader() {
    let hostile = [
        ("ب".to_owned() + &"\u{651}\u{64e}".repeat(5_000)),
        "ab\u{301}\u{302}ש\u{5b8}".repeat(1_500),
        "👩\u{200d}".repeat(2_500) + "ש",
        "\u{202e}\u{2067}a\u{202c}".repeat(1_800) + "שלום",
        "\u{2067}".repeat(6_600),
        "क्".repeat(3_000),
        "ש".repeat(10_000),
        "\u{feff}\u{ad}\u{61c}".repeat(2_500),
        "不".repeat(6_600),
        "\u{e0100}葛\u{fffd}\u{10fffd}".repeat(1_400),
        "ا\u{2028}ب\u{2029}ج\u{85}د\u{b}ه\u{c}\t".repeat(1_200),
        "ไ".repeat(6_600),
        "ᄀ".repeat(6_600),
        "\u{644}\u{627}\u{200d}\u{200c}".repeat(2_500),
    ];
    frame(|ui| {
        for line in &hostile {
            let began = Instant::now();
            let look =
                Look { style: Style::Body, size: 17.0, page: Page::default(), width: 620.0, ink: Color32::BLACK };
            let set = galley::set(ui.painter(), line, look, &[], Cut::Whole);
            let rects: usize =
                line.grapheme_indices(true).step_by(97).map(|(at, g)| set.row_rects(at..at + g.len()).len()).sum();
            set.hit(vec2(300.0, 300.0));
            set.paint(ui.painter(), ui.min_rect().min, Color32::BLACK);
            let start: String = line.chars().take(4).collect();
            let time = began.elapsed();
            println!("{start:?}: {time:?}, shaped {}, {rects} rectangles", set.shaped().is_some());
            assert!(time < Duration::from_secs(10), "{start:?}… takes {time:?}");
        }
    });
}

#[test]
fn a_drag_over_words_that_run_from_right_to_left_tags_them() {
    let mut w = Window::on(project(&[PARAGRAPHS[0]]));
    let [_, _, start] = w.place_of("المحادثات");
    let [end, _, _] = w.place_of("ساعات");
    assert!(end.x < start.x, "the later word stands further left");
    w.drag(start - vec2(2.0, 0.0), end + vec2(2.0, 0.0));
    w.key(Key::Num1, Modifiers::NONE);
    assert_eq!(w.annotations(), ["claim: المحادثات استمرت ثلاث ساعات"]);
    // Its end is dragged further on, to the left.
    let [end, ..] = w.place_of("ساعات");
    let [further, ..] = w.place_of("جنيف");
    w.drag(end, further + vec2(2.0, 0.0));
    assert_eq!(w.annotations(), ["claim: المحادثات استمرت ثلاث ساعات في مدينة جنيف"]);
}

#[test]
fn what_is_missing_is_named_with_its_remedy() {
    use unicode_script::Script;
    assert_eq!(fonts::missing(&[]), "");
    assert_eq!(
        fonts::missing(&[Script::Devanagari]),
        "No font on this system for Devanagari: its letters are shown as boxes. Install a font for it, such as Noto Sans Devanagari."
    );
    assert_eq!(
        fonts::missing(&[Script::Hangul, Script::Han]),
        "No font on this system for Chinese characters and Korean: their letters are shown as boxes. \
         Install fonts for them, such as Noto Sans CJK."
    );
}
