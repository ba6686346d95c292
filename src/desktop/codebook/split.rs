//! Splitting a code: which of its annotations get another one.

use std::collections::HashSet;
use std::sync::Arc;

use eframe::egui::{Align2, Button, ComboBox, Id, RichText, TextEdit, Ui, pos2, vec2};

use super::pick::{self, Pick};
use super::{Action, Into, tree};
use crate::desktop::choice::{self, Choice};
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{ArticleId, AttributeId, CodeId, Place};
use crate::text::fold;

/// Height of a row.
const ROW: f32 = 40.0;

/// What has been chosen so far.
#[derive(Clone, Debug)]
pub struct Split {
    from: CodeId,
    article: Option<ArticleId>,
    words: String,
    value: Option<(AttributeId, String)>,
    chosen: HashSet<Place>,
    to_new: bool,
    name: String,
    pick: Pick,
    found: Option<(Wanted, Arc<Found>)>,
}

/// What the filters leave is kept as long as it is for the same revision and filters.
type Wanted = (u64, Option<ArticleId>, String, Option<(AttributeId, String)>);

/// What the filters leave, and how many annotations there are in all.
#[derive(Debug)]
struct Found {
    lines: Vec<Line>,
    total: usize,
}

impl Split {
    /// Nothing chosen yet.
    pub fn new(from: CodeId) -> Self {
        Self {
            from,
            article: None,
            words: String::new(),
            value: None,
            chosen: HashSet::new(),
            to_new: true,
            name: String::new(),
            pick: Pick::default(),
            found: None,
        }
    }
}

/// What is to happen.
pub enum Answer {
    /// Nothing yet.
    Wait,
    /// Nothing at all.
    Cancel,
    /// This.
    Do(Action),
}

/// An annotation that can be chosen.
#[derive(Debug)]
struct Line {
    place: Place,
    outlet: String,
    words: String,
}

/// Draws the question.
pub fn show(ui: &mut Ui, desk: &Desk, split: &mut Split) -> Answer {
    let project = desk.project();
    let codebook = project.codebook();
    let Some(own) = codebook.code(&split.from) else { return Answer::Cancel };
    let p = theme::palette(ui.style());
    ui.label(RichText::new(format!("Split “{}”", own.name)).font(theme::serif_bold(19.0)).color(p.ink));
    widgets::soft(ui, "Choose the annotations that get another code.");
    ui.add_space(4.0);
    filters(ui, desk, split);
    let found = kept(desk, split);
    let (lines, total) = (&found.lines, found.total);
    ui.horizontal(|ui| {
        if ui.button("Choose all shown").clicked() {
            split.chosen.extend(lines.iter().map(|l| l.place.clone()));
        }
        if ui.button("Choose none").clicked() {
            split.chosen.clear();
        }
        widgets::soft(ui, format!("{} shown of {total}, {} chosen", lines.len(), split.chosen.len()));
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        tree::area(ui, "annotations to split off", None, ROW, 220.0).show_rows(ui, ROW, lines.len(), |ui, range| {
            for line in lines.get(range).unwrap_or_default() {
                let mut chosen = split.chosen.contains(&line.place);
                // The words toggle the box as well; the box is what Tab stops at.
                let size = vec2(ui.available_width(), ROW);
                let (rect, whole) = ui.allocate_exact_size(size, eframe::egui::Sense::CLICK);
                let row = rect.shrink2(vec2(4.0, 2.0));
                let salt = line.place.annotation.0;
                let response = ui.push_id(salt, |ui| {
                    let place = eframe::egui::Rect::from_min_size(row.min, vec2(24.0, row.height()));
                    let words = RichText::new("");
                    ui.put(place, eframe::egui::Checkbox::new(&mut chosen, words)).accessible_name(&line.words)
                });
                if whole.clicked() {
                    chosen = !chosen;
                }
                if response.inner.changed() || whole.clicked() {
                    if chosen {
                        split.chosen.insert(line.place.clone());
                    } else {
                        split.chosen.remove(&line.place);
                    }
                }
                let at = pos2(row.left() + 30.0, row.top() + 1.0);
                let width = row.width() - 34.0;
                widgets::line(ui, at, Align2::LEFT_TOP, &line.words, theme::serif(14.0), p.ink, width);
                let below = pos2(at.x, row.bottom() - 1.0);
                widgets::line(ui, below, Align2::LEFT_BOTTOM, &line.outlet, theme::sans(11.5), p.soft, width);
            }
        });
    });
    ui.add_space(6.0);
    into(ui, desk, split);
    ui.add_space(8.0);
    let into = if split.to_new {
        (!split.name.trim().is_empty()).then(|| Into::New(split.name.trim().to_owned()))
    } else {
        split.pick.chosen.clone().map(Into::Code)
    };
    let able = into.is_some() && !split.chosen.is_empty();
    let (done, cancel) =
        ui.horizontal(|ui| (ui.add_enabled(able, Button::new("Split")).clicked(), ui.button("Cancel").clicked())).inner;
    match into {
        Some(into) if done => {
            let mut places: Vec<Place> = split.chosen.iter().cloned().collect();
            places.sort();
            Answer::Do(Action::SplitOff(split.from.clone(), places, into))
        }
        _ if cancel => Answer::Cancel,
        _ => Answer::Wait,
    }
}

fn kept(desk: &Desk, split: &mut Split) -> Arc<Found> {
    let wanted = (desk.timeline.revision(), split.article.clone(), fold(split.words.trim()), split.value.clone());
    match &split.found {
        Some((held, found)) if *held == wanted => found.clone(),
        _ => {
            let found = Arc::new(found(desk, split));
            split.found = Some((wanted, found.clone()));
            found
        }
    }
}

fn found(desk: &Desk, split: &Split) -> Found {
    let project = desk.project();
    let wanted = fold(split.words.trim());
    let (mut lines, mut total) = (Vec::new(), 0);
    for (article, analyst, layer) in project.layers() {
        let Some(known) = project.article(article) else { continue };
        for annotation in layer.annotations().iter().filter(|a| a.code == split.from) {
            total += 1;
            if split.article.as_ref().is_some_and(|a| a != article) {
                continue;
            }
            if split.value.as_ref().is_some_and(|(id, value)| annotation.attributes.get(id) != Some(value)) {
                continue;
            }
            let words = annotation.words(&known.text);
            if !wanted.is_empty() && !fold(&words).contains(&wanted) {
                continue;
            }
            let place = Place { article: article.clone(), analyst: analyst.clone(), annotation: annotation.id };
            let by = project.analyst(analyst).map_or(analyst.as_str(), |a| a.name.as_str());
            lines.push(Line { place, outlet: format!("{} · {by}", known.name()), words });
        }
    }
    Found { lines, total }
}

fn filters(ui: &mut Ui, desk: &Desk, split: &mut Split) {
    let p = theme::palette(ui.style());
    let project = desk.project();
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut split.words)
            .hint_text(RichText::new("Words in them").color(p.soft))
            .desired_width(170.0)
            .margin(vec2(9.0, 6.0));
        ui.add(edit).accessible_name("Words in the annotations");
        let article = split.article.as_ref().and_then(|id| project.article(id));
        let with: HashSet<&ArticleId> = project
            .layers()
            .filter(|(_, _, l)| l.annotations().iter().any(|a| a.code == split.from))
            .map(|(article, _, _)| article)
            .collect();
        ComboBox::from_id_salt("article of a split")
            .selected_text(article.map_or("All articles", |a| a.name()))
            .width(170.0)
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut split.article, None, "All articles");
                for article in project.articles().filter(|a| with.contains(&a.id)) {
                    ui.selectable_value(&mut split.article, Some(article.id.clone()), article.name());
                }
            })
            .response
            .accessible_name("Article");
        let shown = split.value.as_ref().map_or_else(|| "Any values".to_owned(), |(_, value)| value.clone());
        ComboBox::from_id_salt("value of a split")
            .selected_text(shown)
            .width(190.0)
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut split.value, None, "Any values");
                for (id, name, value, count) in values(desk, &split.from) {
                    let words = format!("{name}: {value} ({count})");
                    ui.selectable_value(&mut split.value, Some((id, value)), words);
                }
            })
            .response
            .accessible_name("Value");
    });
}

/// The values that annotations of a code have: attribute, its name, value, how many. The most frequent hundred.
fn values(desk: &Desk, code: &CodeId) -> Vec<(AttributeId, String, String, usize)> {
    let project = desk.project();
    let mut counts = std::collections::HashMap::<(&AttributeId, &String), usize>::new();
    for annotation in project.layers().flat_map(|(_, _, l)| l.annotations()).filter(|a| a.code == *code) {
        for pair in &annotation.attributes {
            *counts.entry(pair).or_default() += 1;
        }
    }
    let name = |id: &AttributeId| project.codebook().attribute(id).map_or(id.to_string(), |a| a.name.clone());
    let mut found: Vec<_> = counts.into_iter().map(|((id, v), n)| (id.clone(), name(id), v.clone(), n)).collect();
    found.sort_by(|a, b| b.3.cmp(&a.3).then_with(|| (&a.1, &a.2).cmp(&(&b.1, &b.2))));
    found.truncate(100);
    found
}

fn into(ui: &mut Ui, desk: &Desk, split: &mut Split) {
    let options = [
        Choice { value: true, word: "a new code", hint: "Of the same kind" },
        Choice { value: false, word: "another code", hint: "One that is there already" },
    ];
    widgets::soft(ui, "They get");
    let id = Id::unique("where a split goes");
    if let Some(Some(to_new)) = choice::words(ui, id, "They get", &options, Some(&split.to_new), false) {
        split.to_new = to_new;
    }
    ui.add_space(2.0);
    if split.to_new {
        let edit = TextEdit::singleline(&mut split.name)
            .hint_text(RichText::new("Name of the new code").color(theme::palette(ui.style()).soft))
            .desired_width(300.0)
            .margin(vec2(9.0, 6.0));
        ui.add(edit).accessible_name("Name of the new code");
    } else {
        let without = HashSet::from([split.from.clone()]);
        pick::show(ui, &mut split.pick, desk.project().codebook(), &without, 110.0);
    }
}
