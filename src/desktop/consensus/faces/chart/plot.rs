//! A plot on the screen. Each bar can be clicked, walked to by Tab, and read out.

use chrono::{Days, NaiveDate};
use eframe::egui::{
    Align2, Color32, CursorIcon, Id, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui_plot::{Bar as PlotBar, BarChart, GridMark, Plot, PlotPoint, PlotTransform, Text};

use super::{Chart, Form, short};
use crate::desktop::{theme, widgets};

/// Height of a row.
const ROW: f32 = 30.0;
/// Height of a plot of days.
const DAYS: f32 = 220.0;
/// How much of its room a bar takes.
const THICK: f64 = 0.62;

/// Draws a plot; gives back the bar that was clicked. `chosen` is the one that stands out.
pub fn show(ui: &mut Ui, chart: &Chart, chosen: Option<usize>) -> Option<usize> {
    let p = theme::palette(ui.style());
    if chart.series.len() > 1 {
        legend(ui, chart);
    }
    let rows = chart.form == Form::Rows;
    let place = |at: f64| if rows { -at } else { at };
    let names = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| name_at(chart, mark.value);
    let values = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| chart.unit.words(mark.value);
    let step = chart.step(5.0);
    let most = chart.most().max(step);
    let (first, last) = chart
        .bars
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), bar| (a.min(place(bar.at)), b.max(place(bar.at))));
    if !first.is_finite() {
        return None;
    }
    let places = move |_: egui_plot::GridInput| -> Vec<GridMark> {
        let every = if rows { 1.0 } else { ((last - first) / 10.0).ceil().max(1.0) };
        let count = ((last - first) / every).floor() as usize;
        (0..=count).map(|n| GridMark { value: first + n as f64 * every, step_size: every }).collect()
    };
    let lines = move |_: egui_plot::GridInput| -> Vec<GridMark> {
        (0..=(most / step).ceil() as usize).map(|n| GridMark { value: n as f64 * step, step_size: step }).collect()
    };
    // Room for the words behind the longest bar.
    let beyond = if rows { most * 1.9 } else { (most / step).ceil() * step * 1.05 };
    let height = if rows { chart.bars.len() as f32 * ROW + 30.0 } else { DAYS };
    let mut plot = Plot::new(("plot", chart.file, &chart.title))
        .height(height)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .set_margin_fraction(vec2(0.0, 0.0))
        .grid_color(p.line)
        .grid_fade(0.0)
        .sense(Sense::hover());
    plot = if rows {
        plot.show_grid([true, false])
            .x_grid_spacer(lines)
            .y_grid_spacer(places)
            .x_axis_formatter(
                move |mark, range| if mark.value > most * 1.2 { String::new() } else { values(mark, range) },
            )
            .y_axis_formatter(names)
            .y_axis_min_width(120.0)
            .default_x_bounds(0.0, beyond)
            .default_y_bounds(first - 0.6, last + 0.6)
    } else {
        plot.show_grid([false, true])
            .y_grid_spacer(lines)
            .x_grid_spacer(places)
            .y_axis_formatter(values)
            .x_axis_formatter(names)
            .y_axis_min_width(32.0)
            .default_y_bounds(0.0, beyond)
            .default_x_bounds(first - 0.6, last + 0.6)
    };
    let bounds =
        if rows { ([0.0, first - 0.6], [beyond, last + 0.6]) } else { ([first - 0.6, 0.0], [last + 0.6, beyond]) };
    let drawn = plot.show(ui, |plot| {
        plot.set_plot_bounds(egui_plot::PlotBounds::from_min_max(bounds.0, bounds.1));
        let mut below: Vec<f64> = vec![0.0; chart.bars.len()];
        for series in &chart.series {
            let colour = series.tone.colour(&p);
            let mut bars = Vec::new();
            for ((bar, value), below) in chart.bars.iter().zip(&series.values).zip(&mut below) {
                let fill = if bar.unsure { colour.gamma_multiply(0.4) } else { colour };
                let mut one = PlotBar::new(place(bar.at), *value).width(THICK).base_offset(*below).fill(fill);
                one = one.stroke(if bar.unsure { Stroke::new(1.0, colour) } else { Stroke::NONE });
                bars.push(if rows { one.horizontal() } else { one.vertical() });
                *below += value;
            }
            let name = series.name.clone();
            let all = BarChart::new(name, bars).color(colour).allow_hover(false);
            plot.bar_chart(if rows { all.horizontal() } else { all.vertical() });
        }
        if rows {
            for (bar, total) in chart.bars.iter().zip(&below) {
                let words = RichText::new(format!("  {}", bar.label)).font(theme::sans(12.0)).color(p.soft);
                let at = PlotPoint::new(*total, place(bar.at));
                plot.text(Text::new("label", at, words).anchor(Align2::LEFT_CENTER).allow_hover(false));
            }
        }
    });
    pressed(ui, chart, &drawn.transform, chosen, p.accent)
}

/// The parts of the bars that can be pressed, with their signs.
fn pressed(ui: &Ui, chart: &Chart, transform: &PlotTransform, chosen: Option<usize>, accent: Color32) -> Option<usize> {
    let p = theme::palette(ui.style());
    let mut found = None;
    let frame = *transform.frame();
    for (index, bar) in chart.bars.iter().enumerate() {
        let rect = match chart.form {
            Form::Rows => {
                let y = transform.position_from_point_y(-bar.at);
                eframe::egui::Rect::from_center_size(pos2(frame.center().x, y), vec2(frame.width(), ROW - 4.0))
            }
            Form::Days => {
                let x = transform.position_from_point_x(bar.at);
                let width = (transform.dpos_dvalue_x() as f32).abs().max(2.0) * 0.8;
                eframe::egui::Rect::from_center_size(pos2(x, frame.center().y), vec2(width - 1.0, frame.height()))
            }
        };
        let id = Id::unique(("bar", chart.file, &chart.title, &bar.name, index));
        let response = ui.interact(rect, id, Sense::click());
        let name = format!("{}, {}", bar.name, bar.label);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen == Some(index), &name));
        if response.hovered() {
            ui.painter().rect_stroke(rect, 4, Stroke::new(1.0, p.soft), StrokeKind::Inside);
        }
        if chosen == Some(index) {
            ui.painter().rect_stroke(rect, 4, Stroke::new(1.5, accent), StrokeKind::Inside);
        }
        widgets::focus_ring(ui, &response, 4);
        if chart.form == Form::Rows {
            signs(ui, chart, transform, index, bar.at);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name).clicked() {
            found = Some(index);
        }
    }
    found
}

fn signs(ui: &Ui, chart: &Chart, transform: &PlotTransform, index: usize, at: f64) {
    let p = theme::palette(ui.style());
    let mut below = 0.0;
    for series in &chart.series {
        let value = series.values.get(index).copied().unwrap_or(0.0);
        let x = |v: f64| transform.position_from_point_x(v);
        let (from, to) = (x(below), x(below + value));
        if to - from > 14.0 && !series.tone.sign().is_empty() {
            let ink = if chart.bars.get(index).is_some_and(|b| b.unsure) { p.ink } else { p.paper };
            let centre = pos2((from + to) / 2.0, transform.position_from_point_y(-at));
            ui.painter().text(centre, Align2::CENTER_CENTER, series.tone.sign(), theme::sans_bold(13.0), ink);
        }
        below += value;
    }
}

fn name_at(chart: &Chart, value: f64) -> String {
    match chart.form {
        Form::Rows => {
            let bar = chart.bars.iter().find(|b| (-b.at - value).abs() < 0.01);
            bar.map_or(String::new(), |b| short(&b.name, 26))
        }
        Form::Days => {
            let found = chart.bars.iter().find(|b| (b.at - value).abs() < 0.01).map(|b| b.name.clone());
            found.or_else(|| Some(day(value)?.to_string())).unwrap_or_default()
        }
    }
}

/// The day of a place on the axis.
pub fn day(at: f64) -> Option<NaiveDate> {
    let first = NaiveDate::default();
    if at >= 0.0 { first.checked_add_days(Days::new(at as u64)) } else { first.checked_sub_days(Days::new(-at as u64)) }
}

fn legend(ui: &mut Ui, chart: &Chart) {
    let p = theme::palette(ui.style());
    ui.horizontal(|ui| {
        for series in &chart.series {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            ui.painter().rect_filled(rect, 2, series.tone.colour(&p));
            let words = format!("{} {}", series.name, series.tone.sign());
            widgets::soft(ui, words.trim());
            ui.add_space(10.0);
        }
    });
}
