//! Which paragraphs need shaping, and which language a paragraph seems to be in, as far as its look depends on it.

use unicode_bidi::BidiClass;
use unicode_script::Script;

use crate::desktop::fonts;

/// Whether the toolkit's own layout would set a paragraph wrongly: letters that join, stack or run from right to left,
/// lines that break without spaces.
pub fn needs_shaping(text: &str) -> bool {
    text.chars().any(|c| match c {
        // Latin, Greek and Cyrillic, and the most frequent signs: most texts have nothing else.
        '\0'..'\u{530}' | '\u{2010}'..='\u{2027}' => false,
        _ => is_directed(c) || fonts::script(c).is_some_and(is_shaped),
    })
}

fn is_shaped(script: Script) -> bool {
    !matches!(script, Script::Latin | Script::Greek | Script::Cyrillic)
}

/// Whether a character runs from right to left, or directs text.
fn is_directed(c: char) -> bool {
    use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
    matches!(unicode_bidi::bidi_class(c), R | AL | AN | RLE | RLO | RLI | LRE | LRO | LRI | FSI | PDF | PDI)
}

/// The scripts of a paragraph, each once, in the order in which they come.
pub fn scripts(text: &str) -> Vec<Script> {
    let mut found = Vec::new();
    for script in text.chars().filter(|c| !c.is_ascii()).filter_map(fonts::script) {
        if !found.contains(&script) {
            found.push(script);
        }
    }
    found
}

/// The language of a paragraph, where one script looks different in several: letters that only one of them has.
pub fn language(text: &str, scripts: &[Script]) -> Option<&'static str> {
    let has = |letters: &str| text.chars().any(|c| !c.is_ascii() && letters.contains(c));
    let count = |letters: &str| text.chars().filter(|c| !c.is_ascii() && letters.contains(*c)).count();
    let of = |script: Script| scripts.contains(&script);
    if of(Script::Arabic) {
        return Some(if has("ٹڈڑےںھ") {
            "ur"
        } else if has("پچژگکی") {
            "fa"
        } else {
            "ar"
        });
    }
    if of(Script::Hiragana) || of(Script::Katakana) {
        return Some("ja");
    }
    if of(Script::Hangul) {
        return Some("ko");
    }
    if of(Script::Han) {
        let [old, new] = [
            "個們這國會說時對為來學過還發經點沒裡開關問間東車長門",
            "个们这国会说时对为来学过还发经点没里开关问间东车长门",
        ];
        return Some(if count(old) > count(new) { "zh-TW" } else { "zh-SG" });
    }
    None
}
