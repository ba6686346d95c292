//! The consensus view: statements by outlets, each cell in that outlet's own words.

mod bar;
mod card;
mod cell;
mod choices;
mod facts;
mod grid;
mod heights;
mod matrix;
mod opened;
mod parts;
mod phrases;
mod row;
mod wording;

use std::sync::Arc;

use eframe::egui::{RichText, Ui};

pub use card::card;
pub use matrix::{Filter, Matrix, Sort};

use super::command::Command;
use super::state::{Desk, View};
use super::theme;
use crate::consensus::Consensus;
use crate::model::{Article, Project};

/// What the parts of the view are drawn from.
struct Scene<'a> {
    project: &'a Project,
    consensus: &'a Consensus,
    /// The articles in the order of the columns.
    columns: &'a [Arc<Article>],
}

/// Draws the view.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    let consensus = desk.consensus.clone();
    let current = desk.consensus_of == desk.timeline.revision();
    let columns: Vec<Arc<Article>> = desk.order().iter().filter_map(|id| project.article(id).cloned()).collect();
    let scene = Scene { project: &project, consensus: &consensus, columns: &columns };
    let matrix = &mut desk.matrix;
    matrix.update(&scene, &consensus, desk.timeline.revision());
    if consensus.statements.is_empty() {
        nothing(ui, current, out);
        return;
    }
    bar::show(ui, matrix);
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
