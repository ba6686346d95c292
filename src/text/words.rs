//! Words for comparing: any script, one form for what is spelled in several ways.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::Lexicon;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its folded form, see [`fold`]. Several words may share a range where a contraction is written out.
    pub form: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// One form for different ways to write a word: compatibility forms composed, small letters, straight apostrophes,
/// Latin letters without accents.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().map(|c| if c == '`' { '\'' } else { c.to_ascii_lowercase() }).collect();
    }
    word.nfkd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '’' | '‘' | '`' | '´' | 'ʼ') { '\'' } else { c })
        .nfc()
        .collect()
}

/// The words of a text in order, contractions and short forms written out, possessive endings dropped.
///
/// Words are those of UAX 29; in scripts that write no spaces these are single characters.
pub fn words(text: &str, lexicon: &Lexicon) -> Vec<Word> {
    let mut found = Vec::new();
    for (at, piece) in text.unicode_word_indices() {
        let range = at..at + piece.len();
        let capital = piece.chars().next().is_some_and(char::is_uppercase);
        let all_capitals = capital && !piece.chars().any(char::is_lowercase);
        let folded = fold(piece);
        for form in expand(&folded, all_capitals, lexicon).split(' ').filter(|w| !w.is_empty()) {
            found.push(Word { range: range.clone(), form: form.to_owned(), capital });
        }
    }
    found
}

fn expand(folded: &str, all_capitals: bool, lexicon: &Lexicon) -> String {
    // “US” is a country, “us” is not.
    if folded == "us" && all_capitals {
        return lexicon.spelling("usa").unwrap_or(folded).to_owned();
    }
    let mut word = folded.to_owned();
    // More than two contractions in a word is no English: shouldn't've.
    for _ in 0..2 {
        if let Some(spelled) = lexicon.spelling(&word) {
            return spelled.to_owned();
        }
        if !word.contains('\'') {
            break;
        }
        let hidden = lexicon.table.contractions.iter();
        let Some((rest, instead)) =
            hidden.filter_map(|&(end, instead)| Some((word.strip_suffix(end)?, instead))).next()
        else {
            break;
        };
        word = format!("{rest}{instead}");
    }
    // Initials: D.N.C and DNC are one.
    if word.contains('.') && word.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic)) {
        return word.replace('.', "");
    }
    word
}

/// Whether a word is one character of a script that puts no spaces between words.
pub fn is_unspaced(form: &str) -> bool {
    let mut chars = form.chars();
    let Some(first) = chars.next() else { return false };
    matches!(first,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{309f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
