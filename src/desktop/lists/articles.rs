//! The article list: who said it, what is coded, how far it has been read.

use eframe::egui::{Align, Align2, CornerRadius, Id, Key, Layout, Modifiers, Rect, Ui, pos2, vec2};

use super::order::{self, By, Shown};
use super::parts;
use crate::desktop::command::Command;
use crate::desktop::state::Desk;
use crate::desktop::{theme, widgets};
use crate::model::{Article, ArticleId, Progress, Project};

/// Height of a row.
const ROW: f32 = 62.0;

/// Draws the list.
pub fn show(ui: &mut Ui, desk: &mut Desk, out: &mut Vec<Command>) {
    let project = desk.project().clone();
    let shown = desk.shown();
    summary(ui, desk, &project, &shown);
    parts::filter(ui, "Filter articles", &mut desk.lists.articles.wish.words);
    choices(ui, desk, &shown);
    // What was chosen just now is to be seen at once.
    let shown = desk.shown();
    let room = ui.available_height() - 40.0;
    let focused = desk.lists.focus.filter(|f| ui.memory(|m| m.has_focus(*f)));
    let now = focused.and_then(|f| shown.ids.iter().position(|id| id_of(id) == f));
    let next = now.and_then(|now| parts::step(ui, now, shown.ids.len(), (room / ROW) as usize));
    if let Some(now) = now.filter(|_| ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter)))
        && let Some(id) = shown.ids.get(now)
    {
        out.push(Command::Read(id.clone()));
    }
    // An article that was opened in another way, or found its place anew, is brought into view.
    let current = desk.article.as_ref().and_then(|a| Some((a.clone(), shown.ids.iter().position(|id| id == a)?)));
    let moved = current.filter(|c| desk.lists.seen.as_ref() != Some(c));
    if moved.is_some() {
        desk.lists.seen.clone_from(&moved);
    }
    let reveal = next.or(moved.map(|(_, at)| at)).map(|at| at as f32 * ROW..(at + 1) as f32 * ROW);
    let mut focus = None;
    parts::scroll(ui, "articles", room, ROW * shown.ids.len() as f32, reveal, |ui, top, view| {
        let width = ui.available_width();
        for at in parts::in_view(&view, ROW, shown.ids.len()) {
            let Some(article) = shown.articles.get(at) else { continue };
            let id = id_of(&article.id);
            if next == Some(at) {
                ui.memory_mut(|m| m.request_focus(id));
            }
            let rect = Rect::from_min_size(top + vec2(0.0, at as f32 * ROW), vec2(width, ROW - 2.0));
            let chosen = desk.article.as_ref() == Some(&article.id);
            let count = desk.tally.of(&article.id).annotations;
            let progress = order::progress(&project, &article.id, &desk.analyst);
            if one(ui, id, rect, article, count, progress, chosen) {
                out.push(Command::Read(article.id.clone()));
            }
            if ui.memory(|m| m.has_focus(id)) {
                focus = Some(id);
            }
        }
    });
    desk.lists.focus = focus;
    if shown.ids.is_empty() && project.articles().len() > 0 {
        widgets::soft(ui, "No article is like that.");
    }
    ui.add_space(4.0);
    if ui.button("+ Add articles…").on_hover_text("Or drop files on the window").clicked() {
        out.push(Command::AddArticles);
    }
}

fn id_of(article: &ArticleId) -> Id {
    Id::unique(("article row", article.as_str()))
}

fn choices(ui: &mut Ui, desk: &mut Desk, shown: &Shown) {
    let wish = &mut desk.lists.articles.wish;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let by = By::ALL.iter().find(|(by, _)| *by == wish.by).map_or("", |(_, words)| *words);
        let usual = wish.by == By::default() && !wish.reversed;
        parts::pull(ui, if usual { "Sort" } else { by }, "Sort articles", !usual, |ui| {
            for (by, words) in By::ALL {
                if parts::option(ui, wish.by == by, words) {
                    wish.by = by;
                }
            }
            ui.separator();
            if parts::option(ui, wish.reversed, "The other way round") {
                wish.reversed = !wish.reversed;
            }
        });
        let words = match wish.progress {
            Some(progress) => read(progress),
            None if wish.narrows() => "Some",
            None => "Show all",
        };
        parts::pull(ui, words, "Which articles are shown", wish.narrows(), |ui| {
            if parts::option(ui, !wish.narrows(), "All") {
                (wish.progress, wish.bare, wish.language) = (None, false, None);
            }
            ui.separator();
            for progress in [Progress::Unread, Progress::Reading, Progress::Done] {
                let on = wish.progress == Some(progress);
                if parts::option(ui, on, read(progress)) {
                    wish.progress = if on { None } else { Some(progress) };
                }
            }
            ui.separator();
            if parts::option(ui, wish.bare, "Without annotations") {
                wish.bare = !wish.bare;
            }
            if !shown.languages.is_empty() {
                ui.separator();
            }
            for language in &shown.languages {
                let on = wish.language.as_ref() == Some(language);
                if parts::option(ui, on, &format!("In “{language}”")) {
                    wish.language = if on { None } else { Some(language.clone()) };
                }
            }
        });
    });
}

fn read(progress: Progress) -> &'static str {
    match progress {
        Progress::Unread => "Unread",
        Progress::Reading => "Read in part",
        Progress::Done => "Read to the end",
    }
}

fn summary(ui: &mut Ui, desk: &mut Desk, project: &Project, shown: &Shown) {
    let total = project.articles().len();
    let words = format!("{} of {} read to the end", parts::number(desk.done()), parts::number(total));
    ui.horizontal(|ui| {
        widgets::soft(ui, words);
        if shown.ids.len() < total {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                widgets::soft(ui, format!("{} shown", parts::number(shown.ids.len())));
            });
        }
    });
}

fn one(ui: &Ui, id: Id, rect: Rect, article: &Article, count: usize, progress: Progress, chosen: bool) -> bool {
    let p = theme::palette(ui.style());
    let name = format!("{}, {count} annotations, {}", article.name(), progress.as_str());
    let response = parts::row(ui, id, rect, &name, chosen, p.field);
    let inner = rect.shrink2(vec2(10.0, 8.0));
    let width = inner.width();
    widgets::line(ui, inner.left_top(), Align2::LEFT_TOP, article.name(), theme::sans_bold(13.5), p.ink, width);
    let below = pos2(inner.left(), inner.top() + 19.0);
    let second = second_line(article);
    // How far it has been read stands there in words too, not only as a line.
    let count = match progress {
        Progress::Unread => parts::number(count),
        Progress::Reading => format!("in part · {}", parts::number(count)),
        Progress::Done => format!("read · {}", parts::number(count)),
    };
    let right = pos2(inner.right(), below.y);
    let told = widgets::line(ui, right, Align2::RIGHT_TOP, &count, theme::sans(12.0), p.soft, width * 0.6);
    widgets::line(ui, below, Align2::LEFT_TOP, second, theme::sans(12.0), p.soft, width - told.width() - 10.0);
    let track = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 1.0), pos2(inner.right(), inner.bottom() + 1.5));
    ui.painter().rect_filled(track, CornerRadius::same(1), p.line);
    let part = match progress {
        Progress::Unread => 0.0,
        Progress::Reading => 0.5,
        Progress::Done => 1.0,
    };
    let done = Rect::from_min_size(track.min, vec2(track.width() * part, track.height()));
    ui.painter().rect_filled(done, CornerRadius::same(1), p.good);
    response.on_hover_text(format!("{}\n{}", second, read(progress))).clicked()
}

fn second_line(article: &Article) -> &str {
    if !article.info.outlet.is_empty() && !article.info.title.is_empty() {
        &article.info.title
    } else {
        article.id.as_str()
    }
}
