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
    /// What gives the top of each row without what is opened.
    sums: Sums,
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
        self.sums = Sums::of(&self.heights);
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
        self.sums.add(row, change);
        change
    }

    /// Top of a row.
    pub fn top(&self, row: usize) -> f32 {
        let extra = self.opened.filter(|&(at, _)| at < row).map_or(0.0, |(_, extra)| extra);
        self.sums.before(row) + extra
    }

    /// Height of all rows.
    pub fn total(&self) -> f32 {
        let count = self.keys.len();
        self.top(count)
    }

    /// The rows between two heights.
    pub fn between(&self, y: Range<f32>) -> Range<usize> {
        let count = self.keys.len();
        let first = self.partition(count + 1, |top| top <= y.start).max(1) - 1;
        let last = self.partition(count + 1, |top| top < y.end);
        first.min(count)..last.min(count)
    }

    /// How many of the first `count` tops fulfil what only the first ones do.
    fn partition(&self, count: usize, fits: impl Fn(f32) -> bool) -> usize {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if fits(self.top(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Sums of the first ones of many numbers, which may change one by one: every step of a sum or a change halves what is
/// left to do (Fenwick 1994). The number at `i`, counted from 1, holds the sum of as many numbers up to there as the lowest
/// bit of `i` says.
#[derive(Clone, Debug, Default)]
struct Sums(Vec<f64>);

impl Sums {
    fn of(numbers: &[f32]) -> Self {
        let mut sums: Vec<f64> = std::iter::once(0.0).chain(numbers.iter().map(|&n| f64::from(n))).collect();
        for at in 1..sums.len() {
            let own = sums.get(at).copied().unwrap_or(0.0);
            if let Some(above) = sums.get_mut(at + (at & at.wrapping_neg())) {
                *above += own;
            }
        }
        Self(sums)
    }

    /// Adds to a number, counted from 0. Returns how many sums it is part of.
    fn add(&mut self, at: usize, change: f32) -> usize {
        let (mut at, mut touched) = (at + 1, 0);
        while let Some(sum) = self.0.get_mut(at) {
            *sum += f64::from(change);
            touched += 1;
            at += at & at.wrapping_neg();
        }
        touched
    }

    /// The sum of the first `count` numbers.
    fn before(&self, count: usize) -> f32 {
        let (mut at, mut sum) = (count.min(self.0.len().saturating_sub(1)), 0.0);
        while at > 0 {
            sum += self.0.get(at).copied().unwrap_or(0.0);
            at &= at - 1;
        }
        sum as f32
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
    #[test]
    fn a_row_that_is_measured_moves_those_below_it_in_few_steps() {
        let key = |n: usize| AnnotationId(Uuid::from_u128(n as u128));
        let mut heights = Heights::default();
        heights.set((0..10_000).map(|n| (key(n), 100.0)));
        let mut plain = vec![100.0_f32; 10_000];
        for row in (0..10_000).step_by(7) {
            let height = (80 + row % 50) as f32;
            heights.measure(row, height);
            plain[row] = height;
        }
        let mut top = 0.0;
        for (row, height) in plain.iter().enumerate() {
            assert_eq!(heights.top(row), top, "row {row}");
            top += height;
        }
        assert_eq!(heights.total(), top);
        assert!((0..10_000).all(|row| heights.sums.add(row, 0.0) <= 14));
    }
}
