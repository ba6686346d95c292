//! Every character of every script is where the pointer finds it, and a tag lands on the words that were pointed at.

use eframe::egui::{Color32, Context, Key, Modifiers, RawInput};
use pressmark::desktop::reader::{Style, galley};
use pressmark::desktop::theme::{self, Page};
use unicode_segmentation::UnicodeSegmentation;

use super::{Window, project};

const LINES: [&str; 18] = [
    "He said שלום yesterday and left.",
    "שלום עולם, הפגישה נמשכה שלוש שעות.",
    "The word مرحبا means hello; السلام عليكم is longer.",
    "قال الرئيس إن المحادثات استمرت ثلاث ساعات.",
    "مُحَمَّد met שָׁלוֹם in 2025 (١٢٣).",
    "وزیر خارجه گفت: «گفت‌وگوها سه ساعت طول کشید».",
    "राष्ट्रपति ने कहा कि वार्ता तीन घंटे चली।",
    "การเจรจาใช้เวลาสามชั่วโมง",
    "会谈持续了三个小时。普京说“下次在莫斯科”。",
    "会談は3時間続いた。「次はモスクワで」と述べた。",
    "회담은 세 시간 동안 이어졌다.",
    "Cafe\u{301} a\u{308}rger n\u{303}andu\u{301} before and after.",
    "Family 👩‍👩‍👧‍👦 flag 🇺🇳 thumbs 👍🏽 heart ❤️ end.",
    "Zalgo t\u{301}\u{302}\u{303}\u{304}e\u{305}\u{306}x\u{307}t here.",
    "Тalks lasted три часа, сказал он.",
    "Οι συνομιλίες διήρκεσαν τρεις ώρες.",
    "Mixed עברית and العربية and हिन्दी and 日本語 and ไทย in one line.",
    "a\u{200f}b\u{200e}c \u{202b}embedded\u{202c} \u{2067}isolate שלום\u{2069} end.",
];

#[test]
fn each_character_is_found_where_it_stands_while_the_systems_fonts_are_looked_up() {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut checked = 0;
    let mut drawn = ctx.run_ui(RawInput::default(), |ui| {
        for width in [620.0, 180.0] {
            for line in LINES {
                let look =
                    galley::Look { style: Style::Body, size: 17.0, page: Page::default(), width, ink: Color32::BLACK };
                let set = galley::set_plainly(ui.painter(), line, look, &[], galley::Cut::Whole);
                assert_ne!(set.cut, galley::Cut::Hopeless, "positions in {line:?} are unknown");
                assert!(set.is_faithful());
                for (at, grapheme) in line.grapheme_indices(true) {
                    let rects = set.row_rects(at..at + grapheme.len());
                    let Some(rect) = rects.first().filter(|r| r.width() > 0.5) else { continue };
                    let hit = set.hit(rect.center().to_vec2());
                    assert!(
                        (at..at + grapheme.len()).contains(&hit.byte),
                        "in {line:?}: the pointer on {grapheme:?} at {at} finds byte {}",
                        hit.byte
                    );
                    checked += 1;
                }
            }
        }
    });
    drawn.textures_delta.clear();
    assert!(checked > 800, "only {checked} characters have a width");
}

#[test]
fn a_drag_behind_a_right_to_left_word_tags_what_it_covers() {
    for (line, from, to, tagged) in [
        (LINES[0], "yesterday", "left", "yesterday and left"),
        (LINES[2], "means", "hello", "means hello"),
        (LINES[4], "met", "met", "met"),
        (LINES[11], "before", "after", "before and after"),
        (LINES[12], "end", "end", "end"),
        (LINES[16], "line", "line", "line"),
    ] {
        let mut w = Window::on(project(&[line]));
        let [start, ..] = w.place_of(from);
        let [_, _, end] = w.place_of(to);
        w.drag(start + eframe::egui::vec2(2.0, 0.0), end - eframe::egui::vec2(2.0, 0.0));
        w.key(Key::Num1, Modifiers::NONE);
        assert_eq!(w.annotations(), [format!("claim: {tagged}")], "in {line:?}");
    }
}

#[test]
fn one_key_tags_a_whole_sentence_in_any_script() {
    for line in LINES {
        let mut w = Window::on(project(&[line]));
        let word = line.split_whitespace().next().unwrap();
        let [_, at, _] = w.place_of(word.get(..word.chars().next().unwrap().len_utf8()).unwrap());
        w.point(at);
        w.key(Key::Num1, Modifiers::NONE);
        let found = w.annotations();
        let words = found.first().and_then(|a| a.strip_prefix("claim: ")).unwrap_or_default();
        assert!(line.starts_with(words) && !words.is_empty(), "in {line:?}: {found:?}");
    }
}
