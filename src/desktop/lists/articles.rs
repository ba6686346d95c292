//! The article list: who said it, what is coded, how far it has been read.

use eframe::egui::{Align2, CornerRadius, Rect, RichText, ScrollArea, TextEdit, Ui, pos2, vec2};

use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::tally::Count;
use crate::desktop::{theme, widgets};
use crate::model::{Article, Progress};

const ROW: f32 = 62.0;

/// Draws the list.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui.style());
    ui.add(
        TextEdit::singleline(&mut desk.lists.filter)
            .hint_text(RichText::new("Filter articles").color(p.soft))
            .desired_width(f32::INFINITY)
            .margin(vec2(9.0, 6.0)),
    )
    .accessible_name("Filter articles");
    ui.add_space(2.0);
    let shown = desk.roll.matching(&desk.lists.filter);
    let room = ui.available_height() - 40.0;
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show_rows(ui, ROW, shown.len(), |ui, range| {
        for article in shown.get(range).unwrap_or_default() {
            let Count { annotations: count, progress } = desk.tally.of(&article.id);
            let chosen = desk.article.as_ref() == Some(&article.id);
            let name = format!("{}, {count} annotations, {}", article.name(), progress.as_str());
            let (rect, response) =
                ui.push_id(article.id.as_str(), |ui| widgets::row(ui, ROW - 6.0, &name, chosen, p.field)).inner;
            if response.clicked() {
                out.push(Command::Read(article.id.clone()));
            }
            let inner = rect.shrink2(vec2(10.0, 8.0));
            widgets::line(
                ui,
                inner.left_top(),
                Align2::LEFT_TOP,
                article.name(),
                theme::sans_bold(13.5),
                p.ink,
                inner.width(),
            );
            let below = pos2(inner.left(), inner.top() + 19.0);
            let second = second_line(article);
            widgets::line(ui, below, Align2::LEFT_TOP, second, theme::sans(12.0), p.soft, inner.width() - 34.0);
            let right = pos2(inner.right(), below.y);
            widgets::line(ui, right, Align2::RIGHT_TOP, &count.to_string(), theme::sans(12.0), p.soft, 60.0);
            let track =
                Rect::from_min_max(pos2(inner.left(), inner.bottom() - 1.0), pos2(inner.right(), inner.bottom() + 1.5));
            ui.painter().rect_filled(track, CornerRadius::same(1), p.line);
            let part = match progress {
                Progress::Unread => 0.0,
                Progress::Reading => 0.5,
                Progress::Done => 1.0,
            };
            let done = Rect::from_min_size(track.min, vec2(track.width() * part, track.height()));
            ui.painter().rect_filled(done, CornerRadius::same(1), p.good);
            response.on_hover_text(format!("{}\n{}", second, progress.as_str()));
        }
    });
    ui.add_space(4.0);
    if ui.button("+ Add articles…").on_hover_text("Or drop files on the window").clicked() {
        out.push(Command::AddArticles);
    }
}

fn second_line(article: &Article) -> &str {
    if !article.info.outlet.is_empty() && !article.info.title.is_empty() {
        &article.info.title
    } else {
        article.id.as_str()
    }
}
