//! A long list under headings: which lines of it are in view.

use std::ops::Range;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a section.
    Head(usize),
    /// An entry, by its number through all sections, and the section that it is in.
    Entry(usize, usize),
}

/// How high headings and entries are, and how many entries lie before each section.
#[derive(Clone, Copy, Debug)]
pub struct Sections<'a> {
    /// Entries before each section.
    pub firsts: &'a [usize],
    /// All entries.
    pub total: usize,
    /// Height of a heading in points.
    pub head: f32,
    /// Height of an entry in points.
    pub entry: f32,
}

impl Sections<'_> {
    /// Height of the whole list.
    pub fn height(&self) -> f32 {
        self.firsts.len() as f32 * self.head + self.total as f32 * self.entry
    }

    fn top(&self, section: usize) -> f32 {
        let before = self.firsts.get(section).copied().unwrap_or(self.total);
        section as f32 * self.head + before as f32 * self.entry
    }

    /// The section that holds an entry.
    pub fn section_of(&self, entry: usize) -> usize {
        self.firsts.partition_point(|f| *f <= entry).saturating_sub(1)
    }

    /// Where an entry stands; its heading belongs to the first one of a section.
    pub fn place_of(&self, entry: usize) -> Range<f32> {
        let section = self.section_of(entry);
        let top = (section + 1) as f32 * self.head + entry as f32 * self.entry;
        let first = self.firsts.get(section) == Some(&entry);
        (if first { top - self.head } else { top })..top + self.entry
    }

    /// The lines in a stretch of the list, each with its top.
    pub fn lines(&self, view: Range<f32>) -> Vec<(f32, Line)> {
        let mut lines = Vec::new();
        let (mut low, mut high) = (0, self.firsts.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.top(middle) <= view.start { low = middle + 1 } else { high = middle }
        }
        for section in low.saturating_sub(1)..self.firsts.len() {
            let top = self.top(section);
            if top >= view.end {
                break;
            }
            if top + self.head > view.start {
                lines.push((top, Line::Head(section)));
            }
            let begin = self.firsts.get(section).copied().unwrap_or(0);
            let end = self.firsts.get(section + 1).copied().unwrap_or(self.total);
            let below = top + self.head;
            let skipped = ((view.start - below) / self.entry).floor().max(0.0) as usize;
            for at in begin + skipped.min(end - begin)..end {
                let y = below + (at - begin) as f32 * self.entry;
                if y >= view.end {
                    break;
                }
                lines.push((y, Line::Entry(at, section)));
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Sections};

    #[test]
    fn what_is_in_view_is_what_a_walk_through_all_lines_finds() {
        for firsts in [vec![0], vec![0, 1], vec![0, 3, 4, 9], vec![0, 1, 2, 3]] {
            let all = Sections { firsts: &firsts, total: 12, head: 10.0, entry: 7.0 };
            let mut walked = Vec::new();
            let mut y = 0.0;
            for at in 0..12 {
                if let Some(section) = firsts.iter().position(|f| *f == at) {
                    walked.push((y, 10.0, Line::Head(section)));
                    y += 10.0;
                }
                walked.push((y, 7.0, Line::Entry(at, all.section_of(at))));
                y += 7.0;
            }
            assert_eq!(all.height(), y);
            for (from, to) in [(0.0, 200.0), (0.0, 5.0), (11.0, 30.0), (17.0, 18.0), (60.0, 75.0), (100.0, 400.0)] {
                let seen: Vec<_> = walked
                    .iter()
                    .filter(|(top, height, _)| *top < to && top + height > from)
                    .map(|(top, _, line)| (*top, *line))
                    .collect();
                assert_eq!(all.lines(from..to), seen, "{from}..{to} of {firsts:?}");
            }
        }
    }
}
