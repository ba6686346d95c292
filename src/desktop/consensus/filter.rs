//! Which rows are shown, and in what order.

use std::collections::{BTreeMap, HashMap};

use super::Scene;
use super::phrases::name;
use crate::consensus::{Member, Sourcing, Standing, Statement, sourcing};
use crate::model::{ArticleId, Kind};

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the engine has it: contested ones first.
    #[default]
    Contested,
    /// Those that most outlets carry first.
    Outlets,
    /// As the first article tells them, then the second.
    Articles,
    /// By their words.
    Words,
}

/// On what the outlets rely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rests {
    /// On sources that nobody names.
    Anonymous,
    /// On named sources alone.
    Named,
    /// At least one outlet says it in its own voice.
    Own,
    /// Several outlets, one origin.
    OneOrigin,
}

/// A verdict that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// None has been given.
    Not,
    /// Any.
    Any,
    /// This one.
    So(String),
}

/// Which rows are shown, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only those of a kind.
    pub kind: Option<Kind>,
    /// Only those that hold these words, or an outlet or a speaker of that name.
    pub words: String,
    /// Only those that this article carries.
    pub outlet: Option<ArticleId>,
    /// Only those that somebody relies on this source or quotes this speaker for.
    pub speaker: Option<String>,
    /// Only those with such a verdict.
    pub judged: Option<Judged>,
    /// Only those that an analyst has shaped, or that the program alone proposes.
    pub decided: Option<bool>,
    /// Only those that are locked, or that are not.
    pub locked: Option<bool>,
    /// Only those that rest on such sources.
    pub rests: Option<Rests>,
    /// The order.
    pub sort: Sort,
}

/// Puts a part of a filter away.
pub type LetGo = fn(&mut Filter);

impl Filter {
    /// Whether a statement fits, whatever its standing and words.
    pub(super) fn fits(&self, statement: &Statement, scene: &Scene<'_>) -> bool {
        let carries = |id: &ArticleId| statement.members.iter().any(|m| m.place.article == *id);
        let judged = |judged: &Judged| match (judged, &statement.verdict) {
            (Judged::Not, given) => given.is_none(),
            (Judged::Any, given) => given.is_some(),
            (Judged::So(wanted), given) => given.as_deref() == Some(wanted),
        };
        !statement.members.is_empty()
            && self.kind.is_none_or(|k| statement.kind == k)
            && self.decided.is_none_or(|d| statement.decided == d && (d || statement.members.len() > 1))
            && self.locked.is_none_or(|l| statement.locked == l)
            && self.outlet.as_ref().is_none_or(carries)
            && self.speaker.as_deref().is_none_or(|s| spoken(statement, scene).any(|by| by == s))
            && self.judged.as_ref().is_none_or(judged)
            && self.rests.is_none_or(|r| rests(statement, scene, r))
    }

    /// Puts statements, by their indices, in order.
    pub(super) fn sort(&self, shown: &mut [usize], scene: &Scene<'_>) {
        let statement = |i: &usize| scene.consensus.statements.get(*i);
        match self.sort {
            Sort::Contested => {}
            Sort::Outlets => shown.sort_by_key(|i| std::cmp::Reverse(statement(i).map_or(0, |s| s.outlets))),
            Sort::Words => {
                shown.sort_by_cached_key(|i| statement(i).map_or_else(String::new, |s| s.text.to_lowercase()));
            }
            Sort::Articles => {
                let at: HashMap<&ArticleId, usize> =
                    scene.columns.iter().enumerate().map(|(i, a)| (&a.id, i)).collect();
                shown.sort_by_key(|i| {
                    let members = statement(i).map_or(&[][..], |s| &s.members);
                    let place =
                        |m: &Member| (at.get(&m.place.article).copied(), m.spans.first().map_or(0, |s| s.start));
                    members.iter().map(place).min()
                });
            }
        }
    }

    /// What narrows the list beside standing, kind and words: in words, and how to let go of it.
    pub(super) fn narrowed(&self, scene: &Scene<'_>) -> Vec<(String, LetGo)> {
        let mut found: Vec<(String, LetGo)> = Vec::new();
        if let Some(id) = &self.outlet {
            found.push((format!("Outlet {}", name(scene.project, id)), |f| f.outlet = None));
        }
        if let Some(speaker) = &self.speaker {
            found.push((format!("Speaker {speaker}"), |f| f.speaker = None));
        }
        if let Some(judged) = &self.judged {
            let words = match judged {
                Judged::Not => "Without verdict".to_owned(),
                Judged::Any => "With verdict".to_owned(),
                Judged::So(words) => format!("Verdict {words}"),
            };
            found.push((words, |f| f.judged = None));
        }
        if let Some(decided) = self.decided {
            found.push((if decided { "Decided" } else { "Proposed" }.into(), |f| f.decided = None));
        }
        if let Some(locked) = self.locked {
            found.push((if locked { "Locked" } else { "Not locked" }.into(), |f| f.locked = None));
        }
        if let Some(rests) = self.rests {
            found.push((rests.words().into(), |f| f.rests = None));
        }
        found
    }
}

impl Rests {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Anonymous, Self::Named, Self::Own, Self::OneOrigin];

    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Anonymous => "Anonymous sources only",
            Self::Named => "Named sources only",
            Self::Own => "In an outlet’s own voice",
            Self::OneOrigin => "Several outlets, one origin",
        }
    }
}

fn rests(statement: &Statement, scene: &Scene<'_>, wanted: Rests) -> bool {
    let on = |s| sourcing(scene.project, statement) == s;
    match wanted {
        Rests::Anonymous => on(Sourcing::Anonymous),
        Rests::Named => on(Sourcing::Named),
        Rests::Own => on(Sourcing::Own),
        Rests::OneOrigin => statement.outlets > 1 && statement.origins.len() == 1,
    }
}

/// By whom a statement is said to be, in the names that the project knows.
fn spoken<'a>(statement: &'a Statement, scene: &'a Scene<'_>) -> impl Iterator<Item = &'a str> {
    statement.members.iter().filter_map(|m| m.source.as_deref()).map(|s| scene.project.canonical(s))
}

/// What can be chosen from in the filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Speakers and sources with how many statements they have, those with most first.
    pub speakers: Vec<(String, usize)>,
    /// Verdicts that have been given.
    pub verdicts: Vec<String>,
}

/// Speakers that are offered at most.
const SPEAKERS: usize = 60;

impl Offers {
    /// Gathers them.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let (mut speakers, mut verdicts): (BTreeMap<&str, usize>, BTreeMap<&str, ()>) = Default::default();
        for statement in &scene.consensus.statements {
            let mut own: Vec<&str> = spoken(statement, scene).collect();
            own.sort_unstable();
            own.dedup();
            for speaker in own {
                *speakers.entry(speaker).or_default() += 1;
            }
            verdicts.extend(statement.verdict.as_deref().map(|v| (v, ())));
        }
        let mut speakers: Vec<(String, usize)> = speakers.into_iter().map(|(s, n)| (s.to_owned(), n)).collect();
        speakers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        speakers.truncate(SPEAKERS);
        Self { speakers, verdicts: verdicts.into_keys().map(str::to_owned).collect() }
    }
}
