//! Words that a full stop follows without ending the sentence.
//!
//! To teach another language, add a row a class to [`TABLE`]; a word stands there without its last stop, as it is
//! written in the middle of a sentence. Words with a capital are only known with it.

/// What a full stop behind a word says about the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows: “Mr.”, “e.g.”
    Never,
    /// The sentence goes on unless the next word is one that sentences begin with: “U.S.”, “Inc.”, “J.”
    Seldom,
    /// The sentence goes on if a number follows: “No. 5”, “Sept. 3”
    BeforeNumber,
}

use Abbreviation::{BeforeNumber, Never, Seldom};

/// Language, class, words.
const TABLE: &[(&str, Abbreviation, &[&str])] = &[
    (
        "en",
        Never,
        &[
            "Mr", "Mrs", "Ms", "Mx", "Dr", "Drs", "Prof", "Rev", "Hon", "Gen", "Brig", "Col", "Lt", "Maj", "Capt",
            "Cmdr", "Cpt", "Sgt", "Cpl", "Adm", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Amb", "Supt",
            "Det", "Insp", "Atty", "Pvt", "Messrs", "Mt", "Ft", "vs", "v", "cf", "viz", "approx", "e.g", "i.e", "eg",
            "ie", "Lt.Gen", "Maj.Gen", "Asst", "Assoc", "Sec",
        ],
    ),
    (
        "en",
        Seldom,
        &[
            "Inc", "Ltd", "Co", "Corp", "Jr", "Sr", "Bros", "St", "Ste", "Ave", "Blvd", "Rd", "etc", "al", "dept",
            "Dept", "est", "Univ", "Ph.D", "Calif", "Fla", "Pa", "Ariz", "Ill", "Mich", "Minn", "Tenn", "Va", "Wash",
            "Conn", "Mass", "Okla", "Ore", "Ala", "Ark", "Colo", "Ga", "Ky", "Md", "Mont", "Neb", "Nev", "Wis", "Wyo",
            "min", "hr", "hrs", "sq", "ft", "lb", "lbs", "oz",
        ],
    ),
    (
        "en",
        BeforeNumber,
        &[
            "no", "No", "nos", "Nos", "p", "pp", "vol", "Vol", "fig", "Fig", "art", "Art", "sec", "ch", "para", "Jan",
            "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "c", "ca",
        ],
    ),
    ("de", Never, &["Hr", "Hrn", "Fr", "bzw", "z.B", "d.h", "u.a", "sog", "ggf", "vgl", "inkl", "evtl", "Nr", "geb"]),
    ("de", Seldom, &["usw", "Mio", "Mrd", "Str", "Abs", "Co", "o.ä", "u.Ä"]),
    ("fr", Never, &["M", "MM", "Mme", "Mmes", "Mlle", "Me", "Mgr", "p.ex", "c.-à-d"]),
    ("fr", Seldom, &["env", "av", "apr", "éd"]),
    ("es", Never, &["Sr", "Sra", "Sres", "Srta", "Dra", "Ud", "Uds", "pág", "núm", "Lic", "Ing"]),
    ("es", Seldom, &["EE.UU", "etc", "aprox"]),
    ("it", Never, &["sig", "Sig", "dott", "Dott", "avv", "Avv", "pag"]),
    ("it", Seldom, &["ecc"]),
    ("pt", Never, &["Exmo", "Sr", "Sra", "Dra", "pág"]),
    ("nl", Never, &["dhr", "mevr", "bijv", "o.a", "d.w.z", "m.b.t", "t.a.v", "drs", "mr"]),
    ("pl", Never, &["np", "tzn", "tzw", "m.in", "ul", "dr", "prof", "gen", "płk", "św"]),
    ("pl", Seldom, &["tys", "mln", "mld", "itd", "itp"]),
    ("cs", Never, &["např", "tzv", "tj", "mj", "č"]),
    ("tr", Never, &["Doç", "Av", "vb", "örn"]),
    ("ru", Never, &["им", "ул", "т.е", "т.к", "гр", "см", "стр"]),
    ("ru", Seldom, &["г", "гг", "тыс", "млн", "млрд", "руб", "др", "т.д", "т.п", "проц"]),
    ("uk", Never, &["ім", "вул", "тобто"]),
    ("hi", Never, &["डॉ", "श्री", "प्रो"]),
    ("ar", Never, &["د", "أ"]),
];

/// Words that sentences begin with and names do not, told by their capital.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "He",
    "She",
    "They",
    "We",
    "You",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "Or",
    "So",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "Here",
    "However",
    "Meanwhile",
    "Still",
    "While",
    "When",
    "After",
    "Before",
    "If",
    "As",
    "For",
    "From",
    "With",
    "By",
    "Both",
    "Its",
    "His",
    "Her",
    "Their",
    "Our",
    "My",
    "What",
    "Who",
    "Why",
    "How",
    "Now",
    "Then",
    "Yet",
    "Although",
    "Though",
    "Despite",
    "Since",
    "Also",
    "No",
    "Not",
    "Nobody",
    "Nothing",
    "Some",
    "Many",
    "Most",
    "Neither",
    "Later",
    "Earlier",
    "Asked",
    "According",
    "Instead",
    "During",
    "Once",
    "Until",
    "Der",
    "Die",
    "Er",
    "Wir",
    "Aber",
    "Doch",
    "Il",
    "Elle",
    "Ils",
    "Nous",
    "Mais",
    "Он",
    "Она",
    "Они",
    "Это",
    "Но",
    "В",
    "На",
    "И",
    "По",
];

/// What follows an ordinal number with a stop, as in “15. August”.
const BEHIND_ORDINALS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jahrhundert",
    "Jahrhunderts",
];

/// The class of a word (without the stop) as an abbreviation.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let listed = |w: &str| TABLE.iter().find(|(_, _, words)| words.contains(&w)).map(|(_, class, _)| *class);
    if let Some(class) = listed(word) {
        return Some(class);
    }
    let mut letters = word.chars();
    let first = letters.next()?;
    let single = letters.next().is_none();
    // A name's initial. One letter of Arabic or Hebrew is a title or an initial as well.
    if single && (first.is_uppercase() || matches!(first, '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}')) {
        return Some(Seldom);
    }
    // U.S, a.m, Ph.D
    let parts = word.split('.');
    let dotted = word.contains('.') && parts.clone().all(|p| (1..=2).contains(&p.chars().count()));
    if dotted && parts.clone().all(|p| p.chars().all(char::is_alphabetic)) {
        return Some(Seldom);
    }
    // “Approx.” at the beginning of a sentence.
    let lower: String = first.to_lowercase().chain(word.chars().skip(1)).collect();
    if lower == word { None } else { listed(&lower).filter(|class| *class != BeforeNumber) }
}

/// Whether sentences begin with this word, and names do not.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Whether an ordinal number with its stop can stand before this word.
pub(super) fn follows_ordinal(word: &str) -> bool {
    BEHIND_ORDINALS.contains(&word)
}
