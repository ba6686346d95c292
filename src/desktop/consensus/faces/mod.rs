//! What stands beside the matrix: quotations, outlets, opinions, coverage, origins; and two articles side by side.

pub mod beside;
pub mod chart;
mod coverage;
pub mod figures;
mod opinions;
mod origins;
mod outlets;
mod parts;
mod quotations;
mod strip;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Key, Modifiers, Ui};

use super::Scene;
use crate::desktop::command::{Command, Entry, Needs, entry};
use crate::desktop::decide;
use crate::desktop::dispatch::Done;
use crate::desktop::state::Desk;
use crate::desktop::tasks::Asked;
use crate::model::{AnnotationId, ArticleId, Ruling};
use beside::Beside;
use chart::Chart;
use figures::Figures;
pub use strip::Face;
pub(super) use strip::strip;

/// What can be asked of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show the next face.
    Next,
    /// Show the one before.
    Previous,
    /// Show the row of a statement, by one of its annotations.
    Statement(AnnotationId),
    /// Show two articles side by side at the chosen statement.
    Beside,
    /// Show two articles side by side at the statement of an annotation: these, or the first two that carry it.
    BesideAt(AnnotationId, Option<[ArticleId; 2]>),
    /// Go to the next statement that both articles carry.
    NextShared,
    /// Go to the one before.
    PreviousShared,
    /// The article on the left goes to the right.
    Swap,
    /// Close the two articles.
    CloseBeside,
    /// What two articles share comes from one origin, or each has it by itself.
    Rule(ArticleId, ArticleId, bool),
    /// Take back what was decided about two articles.
    Unrule(ArticleId, ArticleId),
    /// Go to a place of an article: bytes of its text.
    Place(ArticleId, Range<usize>),
    /// Ask where, then write the plot that is shown.
    SavePlot,
}

/// What they hold from frame to frame.
#[derive(Debug, Default)]
pub struct Faces {
    /// Two articles side by side, over whichever is shown.
    pub beside: Option<Beside>,
    /// The figures, and the revision that they belong to.
    pub figures: Option<(u64, Arc<Figures>)>,
    /// The revision whose figures have been asked for.
    asked: Option<u64>,
    /// The plot that was drawn last, for saving it.
    pub(super) plot: Option<Chart>,
    quotations: quotations::State,
    outlets: outlets::State,
    opinions: opinions::State,
    coverage: coverage::State,
    origins: origins::State,
}

impl Faces {
    /// Whether figures of a revision are to be asked for: when a face that needs them is shown.
    pub fn wants(&mut self, face: Face, revision: u64) -> bool {
        let wanted = face != Face::Matrix && self.asked != Some(revision);
        if wanted {
            self.asked = Some(revision);
        }
        wanted
    }

    /// The plot that was drawn last.
    pub fn plot(&self) -> Option<&Chart> {
        self.plot.as_ref()
    }

    /// Closes what lies over the matrix. Returns whether there was anything.
    pub fn release(&mut self) -> bool {
        self.beside.take().is_some()
    }
}

/// A command for one of them.
fn ask(action: Action) -> Command {
    Command::Consensus(super::Action::Faces(action))
}

/// Their lines of the palette.
pub fn entries() -> Vec<Entry> {
    use Action as A;
    let line = |action, name, hint, key, needs| entry(ask(action), name, hint, key, needs);
    let (ctrl, key) = (Modifiers::COMMAND, |key| Some((Modifiers::NONE, key)));
    vec![
        line(A::Next, "Next face", "Of the consensus.", Some((ctrl, Key::PageDown)), Needs::Consensus),
        line(A::Previous, "Previous face", "Of the consensus.", Some((ctrl, Key::PageUp)), Needs::Consensus),
        line(
            A::Beside,
            "Read side by side",
            "Two articles at the chosen statement, scrolled together.",
            key(Key::B),
            Needs::Statement,
        ),
        line(A::NextShared, "Next shared statement", "That both articles carry.", key(Key::N), Needs::Beside),
        line(A::PreviousShared, "Previous shared statement", "That both articles carry.", key(Key::P), Needs::Beside),
        line(A::Swap, "Swap the two articles", "Left and right.", key(Key::S), Needs::Beside),
        line(A::SavePlot, "Save plot…", "The plot that is shown, as SVG or PNG.", None, Needs::Consensus),
    ]
}

/// Carries an action out.
pub(in crate::desktop) fn act(desk: &mut Desk, action: Action) -> Result<Done, String> {
    let consensus = desk.consensus.clone();
    match action {
        Action::Next | Action::Previous => {
            let face = desk.matrix.face.step(action == Action::Next);
            show_face(desk, face);
            Ok(Done::Quietly)
        }
        Action::Statement(id) => {
            show_face(desk, Face::Matrix);
            desk.matrix.show_row(&consensus, id);
            Ok(Done::Quietly)
        }
        Action::Beside => {
            let chosen = desk.matrix.chosen.or(desk.selected.as_ref().map(|p| p.annotation));
            let Some(id) = chosen else {
                return Err("Choose a statement first: the two articles are shown where they carry it.".into());
            };
            open_beside(desk, id, None)
        }
        Action::BesideAt(id, articles) => open_beside(desk, id, articles),
        Action::NextShared | Action::PreviousShared => {
            if let Some(beside) = &mut desk.faces.beside {
                beside.step(action == Action::NextShared);
            }
            Ok(Done::Quietly)
        }
        Action::Swap => {
            if let Some(beside) = &mut desk.faces.beside {
                beside.swap();
            }
            Ok(Done::Quietly)
        }
        Action::CloseBeside => {
            desk.faces.beside = None;
            Ok(Done::Quietly)
        }
        Action::Rule(a, b, one) => {
            let (label, ruling) =
                if one { ("One origin", Ruling::OneOrigin(a, b)) } else { ("Independent", Ruling::Independent(a, b)) };
            decide::rule(desk, label, vec![ruling])?;
            let said =
                if one { "They count as one origin from now on." } else { "They count as two origins from now on." };
            Ok(Done::Say(format!("{said} Ctrl+Z takes it back.")))
        }
        Action::Unrule(a, b) => {
            let all = origins::rulings(desk.project(), &a, &b);
            decide::take_back(desk, "Let the engine tell their origin", all)?;
            Ok(Done::Quietly)
        }
        Action::Place(id, range) => {
            let Some(article) = desk.project().article(&id).cloned() else {
                return Err(format!("“{id}” is no longer in the project."));
            };
            let span = article.text.span(range).map_err(|e| e.to_string())?;
            desk.read(&id);
            desk.selected = None;
            desk.reader.choose(span);
            Ok(Done::Reading)
        }
        Action::SavePlot => match desk.faces.plot.as_ref() {
            Some(chart) => Ok(Done::Ask(Asked::Plot, format!("{}.svg", chart.file))),
            None => Err("There is no plot here. Opinions and Coverage have one.".into()),
        },
    }
}

/// Shows a face, without anything over it.
pub(super) fn show_face(desk: &mut Desk, face: Face) {
    desk.faces.beside = None;
    desk.matrix.walk = None;
    desk.matrix.face = face;
    desk.faces.plot = None;
}

fn open_beside(desk: &mut Desk, id: AnnotationId, articles: Option<[ArticleId; 2]>) -> Result<Done, String> {
    let Some(statement) = desk.consensus.statement_of(id) else {
        return Err("This statement is no longer there.".into());
    };
    let articles = match articles {
        Some(articles) => articles,
        None => beside::pair(statement, id).ok_or_else(|| {
            "Only one article carries this statement. Choose one that two or more outlets carry.".to_owned()
        })?,
    };
    desk.faces.beside = Some(Beside::new(articles, id));
    Ok(Done::Quietly)
}

/// Draws the face that is shown, or the two articles over it; the matrix draws itself.
pub(super) fn show(ui: &mut Ui, faces: &mut Faces, face: Face, scene: &Scene<'_>, out: &mut Vec<Command>) {
    let Some((_, figures)) = faces.figures.clone() else {
        parts::counting(ui);
        return;
    };
    match face {
        Face::Matrix => {}
        Face::Quotations => quotations::show(ui, &mut faces.quotations, scene, &figures, out),
        Face::Outlets => outlets::show(ui, &mut faces.outlets, scene, &figures, out),
        Face::Opinions => faces.plot = opinions::show(ui, &mut faces.opinions, scene, &figures, out),
        Face::Coverage => faces.plot = coverage::show(ui, &mut faces.coverage, scene, &figures, out),
        Face::Origins => origins::show(ui, &mut faces.origins, scene, &figures, out),
    }
}
