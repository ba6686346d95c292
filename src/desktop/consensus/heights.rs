//! Which row stands where, without laying out what is not on screen.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::AnnotationId;

/// The heights of rows: measured where they have been on screen, estimated elsewhere; and one row that is opened and so
/// much taller.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    keys: Vec<AnnotationId>,
    heights: Vec<f32>,
    measured: Vec<bool>,
    /// Top of each row without what is opened, and the height of all at the end.
    tops: Vec<f32>,
    opened: Option<(usize, f32)>,
    /// Width of the statements' column, of the others, and pixels a point.
    set_for: (f32, f32, f32),
}

impl Heights {
    /// Takes other rows: a key and an estimate for each. What was measured for a key is a better estimate.
    pub fn set(&mut self, rows: impl Iterator<Item = (AnnotationId, f32)>) {
        let known: HashMap<AnnotationId, f32> = self
            .keys
            .iter()
            .zip(&self.heights)
            .zip(&self.measured)
            .filter(|(_, measured)| **measured)
            .map(|((key, height), _)| (*key, *height))
            .collect();
        (self.keys, self.heights) = rows.map(|(key, guess)| (key, known.get(&key).copied().unwrap_or(guess))).unzip();
        self.measured = vec![false; self.keys.len()];
        self.tops.clear();
        self.opened = None;
    }

    /// Tells the widths and the screen that heights hold for; others make all of them estimates.
    pub fn set_for(&mut self, first: f32, column: f32, pixels_per_point: f32) {
        let key = (first, column, pixels_per_point);
        if self.set_for != key {
            self.set_for = key;
            self.measured.fill(false);
        }
    }

    /// Says which row is opened, and by how much it is taller for it.
    pub fn open(&mut self, opened: Option<(usize, f32)>) {
        self.opened = opened;
    }

    /// A row's height without what is opened, if it has been measured.
    pub fn measured(&self, row: usize) -> Option<f32> {
        self.measured.get(row).filter(|m| **m).and_then(|_| self.heights.get(row).copied())
    }

    /// Notes a row's height without what is opened; returns by how much it differs from what was held before.
    pub fn measure(&mut self, row: usize, height: f32) -> f32 {
        let (Some(old), Some(measured)) = (self.heights.get_mut(row), self.measured.get_mut(row)) else { return 0.0 };
        *measured = true;
        let change = height - *old;
        if change.abs() < 0.01 {
            return 0.0;
        }
        *old = height;
        self.tops.clear();
        change
    }

    fn tops(&mut self) -> &[f32] {
        if self.tops.is_empty() {
            let mut y = 0.0;
            self.tops.reserve(self.heights.len() + 1);
            self.tops.push(y);
            for height in &self.heights {
                y += height;
                self.tops.push(y);
            }
        }
        &self.tops
    }

    /// Top of a row.
    pub fn top(&mut self, row: usize) -> f32 {
        let extra = self.opened.filter(|&(at, _)| at < row).map_or(0.0, |(_, extra)| extra);
        self.tops().get(row).copied().unwrap_or(0.0) + extra
    }

    /// Height of all rows.
    pub fn total(&mut self) -> f32 {
        let count = self.keys.len();
        self.top(count)
    }

    /// The rows between two heights.
    pub fn between(&mut self, y: Range<f32>) -> Range<usize> {
        let count = self.keys.len();
        let first = self.partition(count + 1, |top| top <= y.start).max(1) - 1;
        let last = self.partition(count + 1, |top| top < y.end);
        first.min(count)..last.min(count)
    }

    /// How many of the first `count` tops fulfil what only the first ones do.
    fn partition(&mut self, count: usize, fits: impl Fn(f32) -> bool) -> usize {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if fits(self.top(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn rows_are_found_by_height() {
        let key = |n: usize| AnnotationId(Uuid::from_u128(n as u128));
        let mut heights = Heights::default();
        heights.set((0..10).map(|n| (key(n), 10.0)));
        assert_eq!(heights.between(0.0..25.0), 0..3);
        assert_eq!(heights.between(30.0..40.0), 3..4);
        heights.open(Some((1, 100.0)));
        assert_eq!(heights.total(), 200.0);
        assert_eq!(heights.between(30.0..110.0), 1..2);
        assert_eq!(heights.between(120.0..135.0), 2..4);
        assert_eq!(heights.measure(0, 15.0), 5.0);
        assert_eq!(heights.top(1), 15.0);
        assert_eq!((heights.measured(0), heights.measured(1)), (Some(15.0), None));
        // Another order: what was measured is kept as an estimate.
        heights.set((0..10).rev().map(|n| (key(n), 10.0)));
        assert_eq!((heights.total(), heights.measured(9)), (105.0, None));
        heights.set(std::iter::empty());
        assert_eq!(heights.between(0.0..100.0), 0..0);
    }
}
