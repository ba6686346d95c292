//! The text column: which paragraph stands where, without laying out what is not on screen.

use std::ops::Range;

use crate::desktop::theme::Page;
use crate::model::Article;
use crate::text::{FrozenText, paragraphs};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The headline, where the text itself begins with it.
    Headline,
    /// A short line without a full stop, between longer ones.
    Subhead,
    /// What a reader would skip: small and close together.
    Noise,
    /// Everything else.
    Body,
    /// An empty line: a gap.
    Gap,
}

/// A line of the text.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its bytes in the text, without the line feed.
    pub bytes: Range<usize>,
    /// How it is set.
    pub style: Style,
}

/// The paragraphs of an article with their heights: measured where they have been on screen, estimated elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Column {
    paragraphs: Vec<Paragraph>,
    heights: Vec<f32>,
    measured: Vec<bool>,
    /// Top of each paragraph, and the column's height at the end, as far as they are known.
    tops: Vec<f32>,
    /// Width of the column, size of the letters and pixels a point, for which the heights hold.
    set_for: (f32, f32, Page, f32),
}

impl Column {
    /// Reads an article's paragraphs.
    pub fn new(article: &Article) -> Self {
        let text = article.text.as_str();
        let ranges = paragraphs(&article.text);
        // Noise is in order, and its spans are apart.
        let is_noise = |bytes: &Range<usize>| {
            let before = article.noise.partition_point(|n| n.start().byte() <= bytes.start);
            before.checked_sub(1).and_then(|i| article.noise.get(i)).is_some_and(|n| n.contains(bytes.start))
        };
        let words: Vec<&str> = ranges.iter().map(|r| text.get(r.clone()).unwrap_or_default().trim()).collect();
        // For each line, the length of the next one that is not empty.
        let mut next = vec![0; words.len()];
        let mut length = 0;
        for (slot, line) in next.iter_mut().zip(&words).rev() {
            *slot = length;
            length = if line.is_empty() { length } else { line.len() };
        }
        let mut list = Vec::with_capacity(ranges.len());
        let mut body_seen = false;
        for ((bytes, line), next) in ranges.into_iter().zip(words).zip(next) {
            let followed = next > line.len();
            let style = if line.is_empty() {
                Style::Gap
            } else if is_noise(&bytes) {
                Style::Noise
            } else if !body_seen && !article.info.title.is_empty() && line == article.info.title.trim() {
                Style::Headline
            } else if body_seen && followed && is_subhead(line) {
                Style::Subhead
            } else {
                Style::Body
            };
            body_seen |= style == Style::Body;
            list.push(Paragraph { bytes, style });
        }
        let count = list.len();
        Self {
            paragraphs: list,
            heights: vec![0.0; count],
            measured: vec![false; count],
            tops: Vec::new(),
            set_for: (0.0, 0.0, Page::default(), 0.0),
        }
    }

    /// The paragraphs.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Whether the text itself begins with the headline.
    pub fn has_headline(&self) -> bool {
        // Only before any body text.
        let head = self.paragraphs.iter().take_while(|p| p.style != Style::Body);
        head.into_iter().any(|p| p.style == Style::Headline)
    }

    /// Forgets all heights if the column's width, the letters' size or the screen have changed.
    /// Estimates are rows of average letters.
    pub fn set_for(&mut self, text: &FrozenText, width: f32, size: f32, page: Page, pixels_per_point: f32) -> bool {
        let key = (width, size, page, pixels_per_point);
        if self.set_for == key {
            return false;
        }
        self.set_for = key;
        let per_row = (width / (size * 0.47)).max(8.0);
        for (i, paragraph) in self.paragraphs.iter().enumerate() {
            let line = text.as_str().get(paragraph.bytes.clone()).unwrap_or_default();
            self.heights[i] = match paragraph.style {
                Style::Gap => gap(size),
                style => {
                    let rows = (line.len() as f32 / per_row).ceil().max(1.0);
                    rows * (row_height(style, size, page)) + after(style, size)
                }
            };
            self.measured[i] = paragraph.style == Style::Gap;
        }
        self.tops.clear();
        true
    }

    /// Notes a paragraph's height; returns by how much it differs from what was held before.
    pub fn measure(&mut self, index: usize, height: f32) -> f32 {
        let (Some(old), Some(measured)) = (self.heights.get_mut(index), self.measured.get_mut(index)) else {
            return 0.0;
        };
        *measured = true;
        let change = height - *old;
        if change.abs() > 0.01 {
            *old = height;
            self.tops.truncate(index + 1);
            return change;
        }
        0.0
    }

    /// Whether a paragraph's height is known rather than estimated.
    pub fn is_measured(&self, index: usize) -> bool {
        self.measured.get(index).copied().unwrap_or(true)
    }

    /// The tops, up to that of a paragraph at least.
    fn tops(&mut self, index: usize) -> &[f32] {
        if self.tops.is_empty() {
            self.tops.push(0.0);
        }
        let known = self.tops.len() - 1;
        let mut y = self.tops.last().copied().unwrap_or(0.0);
        for height in self.heights.get(known..index.min(self.heights.len())).unwrap_or_default() {
            y += height;
            self.tops.push(y);
        }
        &self.tops
    }

    /// Height of the whole column.
    pub fn height(&mut self) -> f32 {
        self.top(self.heights.len())
    }

    /// Top of a paragraph.
    pub fn top(&mut self, index: usize) -> f32 {
        self.tops(index).get(index).copied().unwrap_or(0.0)
    }

    /// The paragraphs between two heights.
    pub fn between(&mut self, y: Range<f32>) -> Range<usize> {
        let count = self.paragraphs.len();
        let tops = self.tops(count);
        let first = tops.partition_point(|&t| t <= y.start).max(1) - 1;
        let last = tops.partition_point(|&t| t < y.end);
        first.min(count)..last.min(count)
    }

    /// The paragraph that holds a byte of the text, or the one before it.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.paragraphs.partition_point(|p| p.bytes.start <= byte).max(1) - 1
    }
}

fn is_subhead(line: &str) -> bool {
    line.len() <= 90
        && line.split_whitespace().count() >= 2
        && line.chars().next().is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric()))
        && !line.ends_with(['.', ',', ':', ';', '!', '?', '…', '”', '"', '»', '。', '！', '？', '۔', '।'])
}

/// Height of a row.
pub fn row_height(style: Style, size: f32, page: Page) -> f32 {
    (match style {
        Style::Headline => size * 1.5 * 1.25,
        Style::Subhead => size * 1.04 * 1.5,
        Style::Body => size * page.line,
        Style::Noise => size * 0.8 * 1.5,
        Style::Gap => gap(size),
    })
    .round()
}

/// Room below a paragraph.
pub fn after(style: Style, size: f32) -> f32 {
    match style {
        Style::Headline => size * 0.6,
        Style::Subhead => size * 0.15,
        Style::Noise => size * 0.3,
        Style::Body => size * 0.62,
        Style::Gap => 0.0,
    }
}

fn gap(size: f32) -> f32 {
    size * 0.22
}
