//! A plot as lines, boxes and words at places: what both kinds of files are made of.

use super::{Chart, Form, Tone, short};

/// What something is coloured as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The ground.
    Paper,
    /// Words.
    Ink,
    /// Lesser words.
    Soft,
    /// Thin lines.
    Line,
    /// A part of a bar.
    Tone(Tone),
}

/// Where a text stands against its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// One thing to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A box.
    Rect {
        /// Left, top, width, height.
        at: [f64; 4],
        /// What it is.
        ink: Ink,
        /// Whether it is only hinted at: figures that are not sure.
        faint: bool,
    },
    /// A line.
    Line {
        /// From x, y to x, y.
        at: [f64; 4],
        /// What it is.
        ink: Ink,
    },
    /// Words; the place is on their base line.
    Text {
        /// Where.
        at: [f64; 2],
        /// Which part of them is there.
        anchor: Anchor,
        /// Size of the letters.
        size: f64,
        /// Whether they are bold.
        bold: bool,
        /// What they are.
        ink: Ink,
        /// The words.
        words: String,
    },
}

/// A plot laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width and height in points.
    pub size: [f64; 2],
    /// Everything, in the order of painting.
    pub marks: Vec<Mark>,
}

const WIDTH: f64 = 960.0;
const MARGIN: f64 = 24.0;
const ROW: f64 = 30.0;
const BAR: f64 = 18.0;
const DAYS: f64 = 260.0;
/// Bars that a file has room for.
const MOST: usize = 1500;
/// Letters of a name at the left.
const NAME: usize = 34;

/// Lays a plot out.
pub fn draw(chart: &Chart) -> Drawing {
    let mut d = Drawing::default();
    let height = match chart.form {
        Form::Rows => chart.bars.len().min(MOST) as f64 * ROW + 28.0,
        Form::Days => DAYS + 40.0,
    };
    let legend = if chart.series.len() > 1 { 26.0 } else { 0.0 };
    let top = MARGIN + 56.0 + legend;
    d.size = [WIDTH, top + height + MARGIN];
    d.marks.push(Mark::Rect { at: [0.0, 0.0, d.size[0], d.size[1]], ink: Ink::Paper, faint: false });
    d.text([MARGIN, MARGIN + 14.0], Anchor::Start, 18.0, true, Ink::Ink, &chart.title);
    d.text([MARGIN, MARGIN + 36.0], Anchor::Start, 12.0, false, Ink::Soft, &chart.base);
    if legend > 0.0 {
        let mut x = MARGIN;
        for series in &chart.series {
            d.marks.push(Mark::Rect { at: [x, MARGIN + 50.0, 12.0, 12.0], ink: Ink::Tone(series.tone), faint: false });
            let words = format!("{} {}", series.name, series.tone.sign());
            d.text([x + 18.0, MARGIN + 60.0], Anchor::Start, 12.0, false, Ink::Ink, words.trim());
            x += 42.0 + words.chars().count() as f64 * 7.0;
        }
    }
    match chart.form {
        Form::Rows => rows(chart, &mut d, top),
        Form::Days => days(chart, &mut d, top),
    }
    d
}

fn rows(chart: &Chart, d: &mut Drawing, top: f64) {
    let longest = chart.bars.iter().map(|b| b.name.chars().count().min(NAME)).max().unwrap_or(0) as f64;
    let labels = chart.bars.iter().map(|b| b.label.chars().count()).max().unwrap_or(0) as f64;
    let left = MARGIN + longest * 7.0 + 12.0;
    let right = (WIDTH - MARGIN - labels * 6.4 - 10.0).max(left + 160.0);
    let scale = if chart.most() > 0.0 { (right - left) / chart.most() } else { 0.0 };
    let bottom = top + chart.bars.len().min(MOST) as f64 * ROW;
    let step = chart.step(5.0);
    let mut value = 0.0;
    while scale > 0.0 && value <= chart.most() + step * 0.01 {
        let x = left + value * scale;
        d.marks.push(Mark::Line { at: [x, top, x, bottom], ink: Ink::Line });
        d.text([x, bottom + 16.0], Anchor::Middle, 11.0, false, Ink::Soft, &chart.unit.words(value));
        value += step;
    }
    for (index, bar) in chart.bars.iter().enumerate().take(MOST) {
        let y = top + index as f64 * ROW + (ROW - BAR) / 2.0;
        d.text([left - 10.0, y + 13.5], Anchor::End, 12.5, false, Ink::Ink, &short(&bar.name, NAME));
        let mut x = left;
        for series in &chart.series {
            let width = series.values.get(index).copied().unwrap_or(0.0) * scale;
            if width > 0.0 {
                let ink = Ink::Tone(series.tone);
                d.marks.push(Mark::Rect { at: [x, y, width, BAR], ink, faint: bar.unsure });
                if width > 14.0 && !series.tone.sign().is_empty() {
                    d.text([x + width / 2.0, y + 13.5], Anchor::Middle, 12.0, true, Ink::Paper, series.tone.sign());
                }
                x += width;
            }
        }
        d.text([x + 8.0, y + 13.5], Anchor::Start, 12.0, false, Ink::Soft, &bar.label);
    }
}

fn days(chart: &Chart, d: &mut Drawing, top: f64) {
    let (left, right, bottom) = (MARGIN + 36.0, WIDTH - MARGIN, top + DAYS);
    let step = chart.step(5.0);
    let highest = (chart.most() / step).ceil().max(1.0) * step;
    let scale = DAYS / highest;
    let mut value = 0.0;
    while value <= highest + step * 0.01 {
        let y = bottom - value * scale;
        d.marks.push(Mark::Line { at: [left, y, right, y], ink: Ink::Line });
        d.text([left - 8.0, y + 4.0], Anchor::End, 11.0, false, Ink::Soft, &chart.unit.words(value));
        value += step;
    }
    let first = chart.bars.iter().map(|b| b.at).fold(f64::INFINITY, f64::min);
    let last = chart.bars.iter().map(|b| b.at).fold(f64::NEG_INFINITY, f64::max);
    if !first.is_finite() {
        return;
    }
    let slot = (right - left) / (last - first + 1.0);
    let width = (slot * 0.7).clamp(1.0, 64.0);
    let mut free = f64::NEG_INFINITY;
    for (index, bar) in chart.bars.iter().enumerate().take(MOST) {
        let x = left + (bar.at - first + 0.5) * slot;
        let mut y = bottom;
        for series in &chart.series {
            let height = series.values.get(index).copied().unwrap_or(0.0) * scale;
            if height > 0.0 {
                y -= height;
                let at = [x - width / 2.0, y, width, height];
                d.marks.push(Mark::Rect { at, ink: Ink::Tone(series.tone), faint: bar.unsure });
            }
        }
        // A date only where there is room beside the one before.
        if x - 36.0 > free {
            d.text([x, bottom + 18.0], Anchor::Middle, 11.0, false, Ink::Soft, &bar.name);
            free = x + 36.0;
        }
    }
}

impl Drawing {
    fn text(&mut self, at: [f64; 2], anchor: Anchor, size: f64, bold: bool, ink: Ink, words: &str) {
        if !words.is_empty() {
            self.marks.push(Mark::Text { at, anchor, size, bold, ink, words: words.to_owned() });
        }
    }
}
