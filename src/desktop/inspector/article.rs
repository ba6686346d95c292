//! What is known of the article in the reader.

use eframe::egui::{self, Id, RichText, Ui, vec2};

use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::theme;
use crate::desktop::widgets::{self, FieldStyle, field};
use crate::model::{Article, Edit, Field, Progress};

/// Draws it.
pub fn show(ui: &mut Ui, desk: &Desk, article: &Article, out: &mut Vec<Command>) {
    widgets::heading(ui, "Article");
    ui.add_space(2.0);
    for name in Field::ALL {
        let id = Id::unique(("article-field", article.id.as_str(), name.label()));
        let hint = match name {
            Field::Published => "such as 2025-08-16",
            Field::Language => "such as en",
            _ => "",
        };
        let style = FieldStyle { label: name.label(), hint, rows: 1, names: &[] };
        let article_id = article.id.clone();
        field(ui, id, article.info.get(name), style, out, move |value| {
            let edit = Edit::SetField { article: article_id.clone(), field: name, value };
            Command::Edit(format!("Set {}", name.label().to_lowercase()), edit)
        });
        ui.add_space(2.0);
    }
    widgets::soft(ui, "Read");
    let now = desk.project().layer(&article.id, &desk.analyst).map(|l| l.progress()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let p = theme::palette(ui.style());
        for (progress, words) in
            [(Progress::Unread, "Not yet"), (Progress::Reading, "In part"), (Progress::Done, "To the end")]
        {
            let chosen = now == progress;
            let button =
                egui::Button::new(RichText::new(words).font(theme::sans(12.5))).small().min_size(vec2(0.0, 22.0));
            let response = ui.add(button.fill(if chosen { p.selection } else { p.field }));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, words));
            if response.clicked() {
                out.push(Command::Progress(progress));
            }
        }
    });
    ui.add_space(8.0);
    let source = &article.source;
    if !source.file.is_empty() {
        widgets::soft(ui, format!("From {} ({})", source.file, source.format));
    }
    widgets::soft(ui, format!("{:.1} kB of text", article.text.len() as f64 / 1000.0));
    let short: String = article.sha256.chars().take(16).collect();
    widgets::soft(ui, format!("SHA-256 {short}…")).on_hover_text(&article.sha256);
    ui.add_space(8.0);
    if ui.button("Remove article").on_hover_text("With its annotations. Undo brings all of it back.").clicked() {
        out.push(Command::RemoveArticle);
    }
}
