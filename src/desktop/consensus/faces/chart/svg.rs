//! A plot as an SVG file: text stays text, and its colours follow the reader's theme.

use std::fmt::Write as _;

use eframe::egui::Color32;

use super::draw::{Anchor, Drawing, Ink, Mark, draw};
use super::{Chart, Tone};
use crate::desktop::theme::Palette;

/// A plot as SVG in the colours of a palette; in those of the other one where the reader's system is dark, if there is
/// one.
pub fn svg(chart: &Chart, light: &Palette, dark: Option<&Palette>) -> String {
    let Drawing { size: [width, height], marks } = draw(chart);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"Inter, Helvetica, Arial, sans-serif\">\n<title>{}</title>\n<desc>{}</desc>\n<style>\n{}",
        escaped(&chart.title),
        escaped(&described(chart)),
        rules(light)
    );
    if let Some(dark) = dark {
        let _ = writeln!(out, "@media (prefers-color-scheme: dark) {{\n{}}}", rules(dark));
    }
    out.push_str("</style>\n");
    for mark in &marks {
        let _ = match mark {
            Mark::Rect { at: [x, y, w, h], ink, faint } => {
                let faint = if *faint { " fill-opacity=\"0.45\"" } else { "" };
                writeln!(
                    out,
                    "<rect class=\"{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"{faint}/>",
                    class(*ink)
                )
            }
            Mark::Line { at: [x, y, to_x, to_y], ink } => writeln!(
                out,
                "<line class=\"{}\" x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{to_x:.1}\" y2=\"{to_y:.1}\"/>",
                class(*ink)
            ),
            Mark::Text { at: [x, y], anchor, size, bold, ink, words } => {
                let anchor = match anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                let weight = if *bold { " font-weight=\"600\"" } else { "" };
                writeln!(
                    out,
                    "<text class=\"{}\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\"{weight}>{}</text>",
                    class(*ink),
                    escaped(words)
                )
            }
        };
    }
    out.push_str("</svg>\n");
    out
}

/// All bars in words, for whoever cannot see them.
fn described(chart: &Chart) -> String {
    let bars: Vec<String> = chart.bars.iter().map(|b| format!("{}: {}", b.name, b.label)).collect();
    format!("{} {}", chart.base, bars.join("; "))
}

fn rules(p: &Palette) -> String {
    let mut out = String::new();
    for (ink, colour) in [(Ink::Paper, p.paper), (Ink::Ink, p.ink), (Ink::Soft, p.soft)] {
        let _ = writeln!(out, ".{} {{ fill: {} }}", class(ink), hex(colour));
    }
    let _ = writeln!(out, ".line {{ stroke: {} }}", hex(p.line));
    for tone in Tone::ALL {
        let _ = writeln!(out, ".{} {{ fill: {} }}", tone.id(), hex(tone.colour(p)));
    }
    out
}

fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "paper",
        Ink::Ink => "ink",
        Ink::Soft => "soft",
        Ink::Line => "line",
        Ink::Tone(tone) => tone.id(),
    }
}

fn hex(colour: Color32) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r(), colour.g(), colour.b())
}

/// Words as they stand in XML; characters that XML does not allow become spaces.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Bar, Form, Series, Unit};
    use super::*;
    use crate::desktop::theme::PALETTES;

    fn chart() -> Chart {
        let bar = |name: &str, at| Bar { name: name.into(), label: "12 of 100 words".into(), at, unsure: at > 0.5 };
        Chart {
            title: "Opinion <by> outlet".into(),
            base: "words & more".into(),
            file: "opinions",
            unit: Unit::Share,
            form: Form::Rows,
            bars: vec![bar("A \"Times\" & Co\u{1}", 0.0), bar("B", 1.0)],
            series: vec![
                Series { name: "negative".into(), tone: Tone::Negative, values: vec![0.1, 0.0] },
                Series { name: "positive".into(), tone: Tone::Positive, values: vec![0.1, 0.2] },
            ],
        }
    }

    #[test]
    fn words_are_escaped_and_stay_text() {
        let file = svg(&chart(), &PALETTES[0].1, Some(&PALETTES[1].1));
        assert!(file.contains("<title>Opinion &lt;by&gt; outlet</title>"));
        assert!(file.contains(">A &quot;Times&quot; &amp; Co </text>"));
        assert!(!file.contains('\u{1}') && !file.contains("& more"));
        assert!(file.contains("@media (prefers-color-scheme: dark)"));
        // Three parts that are not empty, of which one is not sure; the ground; two signs of the legend.
        assert_eq!(file.matches("<rect").count(), 6);
        assert_eq!(file.matches("fill-opacity").count(), 1);
    }

    #[test]
    fn bars_are_as_long_as_their_values() {
        let widths: Vec<f64> = draw(&chart())
            .marks
            .iter()
            .filter_map(|m| match m {
                Mark::Rect { at, ink: Ink::Tone(_), .. } if at[3] > 13.0 => Some(at[2]),
                _ => None,
            })
            .collect();
        assert_eq!(widths.len(), 3);
        assert!((widths[0] - widths[1]).abs() < 1e-6 && (widths[2] - 2.0 * widths[0]).abs() < 1e-6, "{widths:?}");
    }
}
