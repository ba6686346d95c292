//! What the matrix says: the words of a row and of a cell, for the eye and for assistive technology.

use super::Scene;
use super::wording::{self, Run};
use crate::consensus::{Cell, Member, Severity, Slot, Standing, Statement};
use crate::model::{AnnotationId, Article, ArticleId, Kind, Place, Project};

/// A cell, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Which of the six.
    pub state: Cell,
    /// Where a click goes, if there is an annotation.
    pub place: Option<Place>,
    /// The contested value in words, and whether it stands with most outlets.
    pub chip: Option<(String, bool)>,
    /// Its words, shortened.
    pub runs: Vec<Run>,
    /// What else there is to say, such as `per AP`.
    pub note: String,
    /// All of it for assistive technology.
    pub label: String,
}

impl Shown {
    /// Says of a cell without words that an analyst has taken an annotation of its article out of the statement: it is not
    /// silent, it is told elsewhere.
    pub fn taken_out(&mut self, scene: &Scene<'_>, id: AnnotationId) {
        let other = scene.consensus.statement_of(id);
        let Some(member) = other.and_then(|s| s.members.iter().find(|m| m.place.annotation == id)) else { return };
        self.place = Some(member.place.clone());
        self.note = format!("kept apart: {}", brief(&member.text, 60));
        self.label = format!(
            "{} does not say this; an analyst keeps apart: {}",
            name(scene.project, &member.place.article),
            brief(&member.text, 200)
        );
    }
}

/// An article's cell in a statement; so many letters have room in it.
pub fn cell(statement: &Statement, scene: &Scene<'_>, article: &Article, room: usize) -> Shown {
    let (state, at) = statement.cell(article);
    let value = statement.value_of(article);
    // Of several, the one that gives the value that the cell shows.
    let conflict = statement.differences.iter().find(|d| value.as_ref().is_some_and(|v| v.slot == d.slot));
    let rival = |i: &&usize| {
        let Some(member) = statement.members.get(**i) else { return false };
        let (Some(value), Some(conflict)) = (&value, conflict) else { return state == Cell::Denies && member.denied };
        let rank = conflict.values.iter().position(|r| r.annotations.contains(&member.place.annotation));
        let own = member.values.iter().find(|(slot, _)| *slot == value.slot);
        let same = own.map(|(_, own)| *own == value.text);
        // At a tie no value is the majority's; the words tell.
        same != Some(false) && rank.is_some_and(|r| (r == 0) == value.majority || same == Some(true))
    };
    let first = at.iter().find(rival).or(at.first());
    let Some(member) = first.and_then(|&i| statement.members.get(i)) else {
        let what = if state == Cell::Silent { "is silent" } else { "is not read to the end" };
        let label = format!("{} {what}", article.name());
        return Shown { state, place: None, chip: None, runs: Vec::new(), note: String::new(), label };
    };
    let chip = match value {
        Some(value) => Some((value_words(value.slot, &value.text), value.majority)),
        None if state == Cell::Denies => Some(("denies".to_owned(), false)),
        None => None,
    };
    let (runs, compared) = wording::marked(statement, member, article);
    let runs = wording::shortened(runs, room);
    let mut notes = Vec::new();
    if let Cell::Per(source) = &state {
        notes.push(format!("per {source}"));
    }
    if compared.own == 0 && compared.missing > 0 && statement.kind == Kind::Quote {
        notes.push("cut".to_owned());
    }
    // Who is quoted stands in the row's head; here only another.
    let speaker = |m: &Member| m.source.as_deref().map(|s| scene.project.canonical(s).to_owned());
    if member.kind == Kind::Quote
        && let Some(by) = speaker(member)
        && statement.members.get(statement.lead).and_then(speaker).is_some_and(|lead| lead != by)
    {
        notes.push(format!("said by {by}"));
    }
    if at.len() > 1 {
        notes.push(format!("and {} more", at.len() - 1));
    }
    let verb = match &state {
        Cell::Otherwise => "says otherwise".to_owned(),
        Cell::Denies => "denies".to_owned(),
        Cell::Per(source) => format!("says, per {source}"),
        _ => "says".to_owned(),
    };
    let words: String = runs.iter().map(|r| r.text.as_str()).collect();
    let mut label = format!("{} {verb}: {}", article.name(), words.trim());
    if let Some((value, _)) = chip.as_ref().filter(|(v, _)| v != "denies") {
        label.push_str(", ");
        label.push_str(value);
    }
    Shown { state, place: Some(member.place.clone()), chip, runs, note: notes.join(" · "), label }
}

/// A value as it stands on a chip.
pub fn value_words(slot: Slot, value: &str) -> String {
    match (slot, value) {
        (Slot::Negation, "yes") => "asserts".to_owned(),
        (Slot::Negation, "no") => "denies".to_owned(),
        _ => brief(value, 44),
    }
}

/// The question that a slot answers.
pub fn slot_words(slot: Slot) -> &'static str {
    match slot {
        Slot::Duration => "How long",
        Slot::Number => "How many",
        Slot::Date => "When",
        Slot::Negation => "Whether",
        Slot::Names => "Who",
        Slot::Role => "Who holds a post",
        Slot::Outlook => "What is expected",
        Slot::Wording => "Wording",
    }
}

/// What a word of a statement's standing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Agreeing.
    Good,
    /// Contested.
    Bad,
    /// Neither.
    Soft,
}

/// How a statement stands: the word for it, its tone, and the rest of the line.
pub fn standing(statement: &Statement, project: &Project) -> (&'static str, Tone, String) {
    let base = base(statement);
    let soft = statement.differences.iter().find(|d| d.severity == Some(Severity::Soft));
    let differs = soft.map_or(String::new(), |d| format!(" · ≈ {}", slot_words(d.slot).to_lowercase()));
    let drifts = statement.differences.iter().any(|d| d.slot == Slot::Wording);
    match statement.standing {
        Standing::Contested => {
            let rivals =
                statement.differences.iter().find(|d| d.conflicting()).map_or(String::new(), |d| match d.slot {
                    Slot::Negation => "asserted and denied".to_owned(),
                    Slot::Names => format!("{} line-ups", d.values.len()),
                    slot => {
                        let values: Vec<String> =
                            d.values.iter().take(3).map(|r| value_words(slot, &r.value)).collect();
                        values.join(" against ")
                    }
                });
            ("Contested", Tone::Bad, format!("{rivals} · {base}"))
        }
        Standing::Corroborated if drifts => ("Corroborated", Tone::Good, format!("{base}{differs} · wording drifts")),
        Standing::Corroborated => ("Corroborated", Tone::Good, base + &differs),
        // Several outlets that have it from one origin.
        Standing::SingleSource if statement.outlets > 1 => ("Single source", Tone::Soft, base),
        Standing::SingleSource => {
            let only = statement.members.first().map_or(String::new(), |m| name(project, &m.place.article));
            ("Single source", Tone::Soft, only)
        }
    }
}

/// By how many outlets, and of how many origins where these are known.
fn base(statement: &Statement) -> String {
    let outlets = format!("{} of {} outlets", statement.outlets, statement.of);
    match statement.origins.len() {
        0 => outlets,
        1 => format!("{outlets}, 1 origin"),
        n => format!("{outlets}, {n} origins"),
    }
}

/// Whether a person has decided or the program proposes, lock and verdict, in words.
pub fn state(statement: &Statement) -> Vec<String> {
    let mut words = Vec::new();
    if statement.decided {
        words.push("decided by an analyst".to_owned());
    } else if statement.members.len() > 1 {
        words.push("proposed by the program".to_owned());
    }
    if statement.locked {
        words.push("locked".to_owned());
    }
    words.extend(statement.verdict.as_ref().map(|v| format!("verdict {v}")));
    words.extend(statement.note.as_ref().map(|_| "with a note".to_owned()));
    words
}

/// Who said an utterance, as its leading wording has it.
pub fn speaker<'a>(statement: &'a Statement, project: &'a Project) -> Option<&'a str> {
    let lead = statement.members.get(statement.lead).filter(|_| statement.kind == Kind::Quote)?;
    lead.source.as_deref().map(|s| project.canonical(s))
}

/// What an article is called.
pub fn name(project: &Project, article: &ArticleId) -> String {
    project.article(article).map_or_else(|| article.to_string(), |a| a.name().to_owned())
}

/// What a kind is called.
pub fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
        Kind::Opinion => "Opinion",
        Kind::Plain => "Statement",
    }
}

/// A row for assistive technology.
pub fn row_label(statement: &Statement, project: &Project) -> String {
    let (word, _, rest) = standing(statement, project);
    let state: String = state(statement).iter().map(|w| format!(", {w}")).collect();
    let by = speaker(statement, project).map_or(String::new(), |s| format!(", said by {s}"));
    let words = brief(&statement.text, 240);
    format!("{}, {}, {rest}{by}{state}: {words}", kind_words(statement.kind), word.to_lowercase())
}

/// Words in one line, cut with an ellipsis behind so many letters.
pub fn brief(words: &str, letters: usize) -> String {
    let mut short = String::with_capacity(words.len().min(4 * letters));
    for (at, c) in words.trim().chars().enumerate() {
        if at == letters {
            return short.trim_end().to_owned() + "…";
        }
        short.push(if c.is_whitespace() { ' ' } else { c });
    }
    short
}
