//! Plots: what one shows, on the screen and in a file.

pub mod draw;
mod plot;
mod png;
mod svg;

use eframe::egui::Color32;

pub use plot::show;
pub use png::png;
pub use svg::svg;

use crate::desktop::theme::{PALETTES, Palette};
use crate::model::Kind;

/// What a colour of a plot means. Each is told apart by its place and a sign, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Opinion.
    Opinion,
    /// Negative opinion.
    Negative,
    /// Neutral opinion.
    Neutral,
    /// Positive opinion.
    Positive,
    /// Articles.
    Articles,
    /// What is said for the first time.
    New,
    /// What had been said before.
    Known,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Opinion, Self::Negative, Self::Neutral, Self::Positive, Self::Articles, Self::New, Self::Known];

    /// Its colour. Blue, grey and orange stay apart for eyes without red, green or blue.
    pub fn colour(self, p: &Palette) -> Color32 {
        match self {
            Self::Opinion => p.kind(Kind::Opinion).stroke,
            Self::Negative => p.kind(Kind::Quote).stroke,
            Self::Neutral | Self::Known => p.noise,
            Self::Positive | Self::New => p.kind(Kind::Claim).stroke,
            Self::Articles => p.soft,
        }
    }

    /// A sign for it inside its bar.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Negative => "−",
            Self::Neutral => "○",
            Self::Positive => "+",
            _ => "",
        }
    }

    /// Its name in a file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Opinion => "opinion",
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
            Self::Articles => "articles",
            Self::New => "new",
            Self::Known => "known",
        }
    }
}

/// In what the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Shares, 1 is all.
    Share,
    /// Numbers.
    Count,
}

impl Unit {
    /// A value in words, on an axis.
    pub fn words(self, value: f64) -> String {
        match self {
            Self::Share if value * 100.0 >= 1.0 || value == 0.0 => format!("{:.0} %", value * 100.0),
            Self::Share => format!("{:.1} %", value * 100.0),
            Self::Count => format!("{value:.0}"),
        }
    }
}

/// How a plot is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A bar a row, from left to right; names at the left.
    Rows,
    /// A bar a day, from the ground up; days from left to right.
    Days,
}

/// What one bar stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is called.
    pub name: String,
    /// Its figures in words, with their base.
    pub label: String,
    /// Where it stands among the bars: its row from 0, or its day.
    pub at: f64,
    /// Whether its figures are not yet sure.
    pub unsure: bool,
}

/// A part of each bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// What it means.
    pub tone: Tone,
    /// Its value in each bar.
    pub values: Vec<f64>,
}

/// A plot of stacked bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What its figures are of.
    pub base: String,
    /// The name of its file, without an ending.
    pub file: &'static str,
    /// In what its values are.
    pub unit: Unit,
    /// How it is laid out.
    pub form: Form,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// What each bar is made of.
    pub series: Vec<Series>,
}

impl Chart {
    /// The height of a bar: all its parts.
    pub fn total(&self, bar: usize) -> f64 {
        self.series.iter().filter_map(|s| s.values.get(bar)).sum()
    }

    /// The greatest height of all.
    pub fn most(&self) -> f64 {
        (0..self.bars.len()).map(|bar| self.total(bar)).fold(0.0, f64::max)
    }

    /// A round step between the lines of the axis: about `lines` of them, whole numbers for counts.
    pub fn step(&self, lines: f64) -> f64 {
        let most = self.most();
        if most <= 0.0 {
            return 1.0;
        }
        let rough = most / lines.max(1.0);
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(rough);
        if self.unit == Unit::Count { step.max(1.0) } else { step }
    }
}

/// A plot as a file; the ending of its name tells the form.
///
/// # Errors
/// With an ending of another kind, or when the picture cannot be made.
pub fn file(name: &str, chart: &Chart, palette: &Palette) -> Result<Vec<u8>, String> {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match ending.as_str() {
        "svg" => {
            let named = |name| PALETTES.iter().find(|(n, _)| *n == name).map(|(_, p)| p);
            let light = named("light").unwrap_or(palette);
            Ok(svg(chart, light, named("dark")).into_bytes())
        }
        "png" => png(chart, palette),
        _ => Err(format!("“{name}” does not end in .svg or .png. Save it again under a name that does.")),
    }
}

/// Words cut to so many letters.
pub fn short(words: &str, letters: usize) -> String {
    super::super::phrases::brief(words, letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(unit: Unit, values: &[f64]) -> Chart {
        let bar =
            |(at, _): (usize, &f64)| Bar { name: String::new(), label: String::new(), at: at as f64, unsure: false };
        Chart {
            title: "T".into(),
            base: String::new(),
            file: "t",
            unit,
            form: Form::Rows,
            bars: values.iter().enumerate().map(bar).collect(),
            series: vec![Series { name: "s".into(), tone: Tone::Opinion, values: values.to_vec() }],
        }
    }

    #[test]
    fn steps_of_an_axis_are_round() {
        assert!((chart(Unit::Share, &[0.23, 0.1]).step(5.0) - 0.05).abs() < 1e-9);
        assert!((chart(Unit::Count, &[3.0]).step(5.0) - 1.0).abs() < 1e-9);
        assert!((chart(Unit::Count, &[480.0]).step(5.0) - 100.0).abs() < 1e-9);
        assert!((chart(Unit::Count, &[]).step(5.0) - 1.0).abs() < 1e-9);
    }
}
