//! Tables of languages beside English, what tells deeds, posts and outlooks in English, and the hedges of all of them.

mod arabic;
pub(super) mod english_clues;
mod french;
mod german;
mod russian;
mod spanish;

pub(super) use arabic::ARABIC;
pub(super) use french::FRENCH;
pub(super) use german::GERMAN;
pub(super) use russian::RUSSIAN;
pub(super) use spanish::SPANISH;

use super::english::ENGLISH;
use super::lexicon::Hedge;
use super::quantity::widen;

/// A hedge, as a report's section on method prints it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HedgeRow {
    /// BCP 47 primary language.
    pub language: &'static str,
    /// The words, folded.
    pub words: &'static str,
    /// Whether they stand behind the quantity.
    pub behind: bool,
    /// What they mean.
    pub hedge: Hedge,
    /// What the number is multiplied by for the least value.
    pub low: f64,
    /// And for the greatest; may be infinite.
    pub high: f64,
}

/// All hedges that are read, by language, in the order of the tables. A number without one is taken within a twentieth.
pub fn hedges() -> Vec<HedgeRow> {
    let mut rows = Vec::new();
    for table in [&ENGLISH, &GERMAN, &FRENCH, &SPANISH, &RUSSIAN, &ARABIC] {
        let front = table.hedges.iter().map(|h| (h, false));
        for (&(words, hedge), behind) in front.chain(table.after.iter().map(|h| (h, true))) {
            let (low, high) = widen(1.0, hedge);
            rows.push(HedgeRow { language: table.language, words, behind, hedge, low, high });
        }
    }
    rows
}
