//! Names: one form for their spellings, and whether two can be of one.

use crate::text::{Lexicon, fold};

/// One form for a name's spellings: Zelensky, Zelenskyy, Zelenskiy; Sergey, Sergei; Yuri, Yury.
pub(in crate::consensus) fn fold_name(name: &str) -> String {
    let mut folded = name.replace("yy", "y").replace("iy", "y").replace("ij", "y");
    for (ending, instead) in [("ei", "ey"), ("ii", "y"), ("ski", "sky"), ("skj", "sky"), ("ri", "ry")] {
        if let Some(rest) = folded.strip_suffix(ending) {
            folded = format!("{rest}{instead}");
        }
    }
    folded
}

/// The telling words of a name, folded: no titles, no initials, no little words.
fn telling(name: &str, lexicon: &Lexicon) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .map(|w| fold(w.trim_matches(|c: char| !c.is_alphanumeric())))
        .map(|w| w.strip_suffix("'s").map(str::to_owned).unwrap_or(w))
        .filter(|w| w.chars().count() > 1 && !lexicon.is_stop(w))
        .map(|w| fold_name(&w))
        .collect()
}

/// Whether two names can be of one person or body: they share a word, or begin alike (Russia, Russian), one is the
/// other's initials, or both are of a line of names that stand for each other (Kremlin, Moscow).
pub(super) fn alike(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let (x, y) = (telling(a, lexicon), telling(b, lexicon));
    if x.is_empty() || y.is_empty() {
        return true;
    }
    let head = |w: &str| w.chars().take(5).collect::<String>();
    let line = |w: &str| lexicon.metonym(w);
    let same = |v: &String, w: &String| {
        v == w
            || (v.chars().count() > 4 && w.chars().count() > 4 && head(v) == head(w))
            || (line(v).is_some() && line(v) == line(w))
    };
    let initials = |of: &[String], word: &[String]| {
        let letters: String = of.iter().filter_map(|w| w.chars().next()).collect();
        word.len() == 1 && word.first().is_some_and(|w| w.chars().count() > 1 && *w == letters)
    };
    x.iter().any(|v| y.iter().any(|w| same(v, w))) || initials(&x, &y) || initials(&y, &x)
}
