//! The consensus view: statements by outlets, each cell in that outlet's own words.

mod act;
mod actions;
mod bar;
mod card;
mod cell;
mod choices;
mod drag;
pub mod faces;
mod facts;
mod filter;
mod filters;
mod grid;
mod heads;
mod heights;
mod matrix;
mod menu;
mod opened;
mod parts;
mod phrases;
mod reasons;
mod row;
mod sought;
mod verdict;
mod walk;
mod wording;

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

pub(super) use act::act;
pub use actions::{Action, Answer, entries};
pub use card::card;
pub use faces::{Face, Faces};
pub use filter::{Filter, Sort};
pub use matrix::Matrix;

use super::bindings::Bindings;
use super::command::Command;
use super::state::{Desk, View};
use super::theme;
use crate::consensus::Consensus;
use crate::model::{Article, Project};

/// What the parts of the view are drawn from.
struct Scene<'a> {
    project: &'a Project,
    consensus: &'a Arc<Consensus>,
    /// The articles in the order of the columns.
    columns: &'a [Arc<Article>],
    /// The keys of the commands.
    bindings: &'a Bindings,
}

/// Draws the view.
pub fn show(ui: &mut Ui, desk: &mut Desk, bindings: &Bindings, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    let consensus = desk.consensus.clone();
    let current = desk.consensus_of == desk.timeline.revision();
    let mut columns: Vec<Arc<Article>> = desk.order().iter().filter_map(|id| project.article(id).cloned()).collect();
    heads::arrange(&mut columns, &desk.matrix.columns);
    let scene = Scene { project: &project, consensus: &consensus, columns: &columns, bindings };
    let matrix = &mut desk.matrix;
    matrix.update(&scene, &consensus, desk.timeline.revision());
    // Articles and opinions make figures, too, without any statement.
    if consensus.statements.is_empty() && matches!(matrix.face, Face::Matrix | Face::Quotations | Face::Origins) {
        faces::strip(ui, matrix, &scene, out);
        nothing(ui, current, out);
        return;
    }
    faces::strip(ui, matrix, &scene, out);
    if let Some(beside) = &mut desk.faces.beside {
        faces::beside::show(ui, beside, &scene, desk.timeline.revision(), out);
        return;
    }
    if matrix.face != Face::Matrix {
        let face = matrix.face;
        faces::show(ui, &mut desk.faces, face, &scene, out);
        return;
    }
    if matrix.walk.is_some() {
        walk::show(ui, matrix, &scene, out);
        return;
    }
    bar::show(ui, matrix, &scene);
    if matrix.shown().is_empty() {
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.25);
            let p = theme::palette(ui.style());
            ui.label(RichText::new("No statement fits.").font(theme::serif(17.0)).color(p.soft));
            ui.add_space(8.0);
            if ui.button("Show all statements").clicked() {
                matrix.filter = Filter { sort: matrix.filter.sort, ..Filter::default() };
            }
        });
        return;
    }
    grid::show(ui, matrix, &scene, out);
    bar::floating(ui, matrix, &scene, out);
}

/// What stands where there are no statements yet.
fn nothing(ui: &mut Ui, current: bool, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        if !current {
            ui.label(RichText::new("Comparing what the outlets say…").font(theme::serif(16.0)).color(p.soft));
            return;
        }
        ui.label(RichText::new("No statements yet").font(theme::serif_bold(24.0)).color(p.ink));
        let hint = "Tag claims and quotes; what outlets share appears here.";
        ui.label(RichText::new(hint).font(theme::serif(16.0)).color(p.soft));
        ui.add_space(14.0);
        if ui.button("Go on reading").clicked() {
            out.push(Command::Show(View::Read));
        }
    });
}
