//! Words of two wordings under each other.

/// A step of an alignment; numbers are words of the one and of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word.
    Keep(usize, usize),
    /// Another word.
    Replace(usize, usize),
    /// A word of the one that the other leaves out, in front of that word of the other.
    Delete(usize, usize),
    /// A word of the other that the one does not have, in front of that word of the one.
    Insert(usize, usize),
    /// A word of the one before the other begins, or behind its end.
    Before(usize),
    /// A word of the other before the one begins, or behind its end.
    Behind(usize),
}

impl Step {
    /// Whether it lies in the stretch where both have words.
    pub(super) fn inner(&self) -> bool {
        !matches!(self, Self::Before(_) | Self::Behind(_))
    }
}

const MATCH: i32 = 20;
const OTHER: i32 = -12;
/// A gap costs as it begins and a little for each word, so that what was left out stays in one piece.
const OPEN: i32 = -14;
const LONGER: i32 = -2;
const NEVER: i32 = i32::MIN / 2;

/// Words that are aligned of either; what follows is taken as not there.
const LONGEST: usize = 600;

/// Where the best way to a cell comes from: both words, a gap in the other, a gap in the one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Both,
    Gone,
    Come,
}

const WAYS: [Way; 3] = [Way::Both, Way::Gone, Way::Come];

struct Table {
    wide: usize,
    /// For each cell the best score by the way it was last reached.
    cells: Vec<[i32; 3]>,
}

impl Table {
    fn at(&self, i: usize, j: usize, way: Way) -> i32 {
        let cell = self.cells.get(i * self.wide + j);
        cell.and_then(|c| c.get(way as usize)).copied().unwrap_or(NEVER)
    }

    fn best(&self, i: usize, j: usize) -> (i32, Way) {
        WAYS.into_iter().map(|w| (self.at(i, j, w), w)).fold((NEVER, Way::Both), |a, b| if b.0 > a.0 { b } else { a })
    }
}

/// The steps from one wording to another, with free ends on both sides.
pub(super) fn steps(one: &[u64], other: &[u64]) -> Vec<Step> {
    let (one, other) = (one.get(..LONGEST).unwrap_or(one), other.get(..LONGEST).unwrap_or(other));
    let table = fill(one, other);
    let (n, m) = (one.len(), other.len());
    // The alignment ends where one of the two ends.
    let ends = (0..=n).map(|i| (i, m)).chain((0..m).map(|j| (n, j)));
    let (mut i, mut j) =
        ends.fold(
            (n, m),
            |best, cell| if table.best(cell.0, cell.1).0 > table.best(best.0, best.1).0 { cell } else { best },
        );
    let mut steps: Vec<Step> = (j..m).rev().map(Step::Behind).chain((i..n).rev().map(Step::Before)).collect();
    let mut way = table.best(i, j).1;
    while i > 0 && j > 0 {
        let here = table.at(i, j, way);
        let from = |table: &Table, i: usize, j: usize, cost: &dyn Fn(Way) -> i32| {
            WAYS.into_iter().find(|&w| table.at(i, j, w) > NEVER / 2 && table.at(i, j, w) + cost(w) == here)
        };
        match way {
            Way::Both => {
                (i, j) = (i - 1, j - 1);
                let same = one.get(i) == other.get(j);
                steps.push(if same { Step::Keep(i, j) } else { Step::Replace(i, j) });
                way = from(&table, i, j, &|_| if same { MATCH } else { OTHER }).unwrap_or(Way::Both);
            }
            Way::Gone => {
                i -= 1;
                steps.push(Step::Delete(i, j));
                way = from(&table, i, j, &|w| gap(w, Way::Gone)).unwrap_or(Way::Both);
            }
            Way::Come => {
                j -= 1;
                steps.push(Step::Insert(j, i));
                way = from(&table, i, j, &|w| gap(w, Way::Come)).unwrap_or(Way::Both);
            }
        }
    }
    steps.extend((0..j).rev().map(Step::Behind));
    steps.extend((0..i).rev().map(Step::Before));
    steps.reverse();
    steps
}

fn gap(from: Way, to: Way) -> i32 {
    if from == to { LONGER } else { OPEN + LONGER }
}

fn fill(one: &[u64], other: &[u64]) -> Table {
    let wide = other.len() + 1;
    let mut table = Table { wide, cells: vec![[NEVER; 3]; (one.len() + 1) * wide] };
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            let cell = if i == 0 || j == 0 {
                [0, NEVER, NEVER]
            } else {
                let same = one.get(i - 1) == other.get(j - 1);
                let both = table.best(i - 1, j - 1).0 + if same { MATCH } else { OTHER };
                let best = |i, j, to| WAYS.into_iter().map(|w| table.at(i, j, w) + gap(w, to)).max().unwrap_or(NEVER);
                [both, best(i - 1, j, Way::Gone), best(i, j - 1, Way::Come)]
            };
            if let Some(slot) = table.cells.get_mut(i * wide + j) {
                *slot = cell;
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(one: &str, other: &str) -> String {
        let hash = |t: &str| t.split(' ').map(|w| crate::consensus::hash::word(w.as_bytes())).collect::<Vec<_>>();
        let letter = |s: &Step| match s {
            Step::Keep(..) => '=',
            Step::Replace(..) => 'x',
            Step::Delete(..) => '-',
            Step::Insert(..) => '+',
            Step::Before(_) => '<',
            Step::Behind(_) => '>',
        };
        steps(&hash(one), &hash(other)).iter().map(letter).collect()
    }

    #[test]
    fn ends_are_free_and_what_was_left_out_stays_in_one_piece() {
        assert_eq!(told("a b c d e f", "c d e"), "<<===<");
        assert_eq!(told("c d e f", "a b c d e"), ">>===<");
        assert_eq!(told("a b c d e f", "a b x d e f"), "==x===");
        assert_eq!(told("we want to go and the men have to stay there", "we want to stay there"), "==------===");
        assert_eq!(told("a b c", "x y z"), ">>><<<");
    }
}
