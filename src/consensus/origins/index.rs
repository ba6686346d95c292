//! Which articles hold a shingle.

use std::collections::HashSet;

/// The number of an article in the index; never used twice.
pub(super) type Slot = u32;

/// Bits of a key that name the article.
const BITS: u32 = 24;

/// Slots that there can be.
pub(super) const MOST: usize = 1 << BITS;

/// An inverted index of shingles in sorted runs of keys, a shingle's first 40 bits and an article's number in each: eight
/// bytes a word. A new article is a new run; runs of like size are merged, so that an article's words are moved as often
/// as the number of all words can be halved (the logarithmic method of Bentley and Saxe, 1980). Two shingles with the same
/// 40 bits only cost a look at articles that share nothing.
#[derive(Debug, Default)]
pub(super) struct Index {
    runs: Vec<Vec<u64>>,
    dead: HashSet<Slot>,
}

impl Index {
    /// A key for each of an article's shingles, in no order.
    pub(super) fn keys(slot: Slot, shingles: impl Iterator<Item = u64>) -> impl Iterator<Item = u64> {
        shingles.map(move |s| (s >> BITS << BITS) | u64::from(slot))
    }

    /// Takes in keys.
    pub(super) fn add(&mut self, mut keys: Vec<u64>) {
        keys.sort_unstable();
        keys.dedup();
        self.runs.push(keys);
        while let [.., before, last] = self.runs.as_slice()
            && before.len() <= 2 * last.len()
        {
            let (Some(last), Some(before)) = (self.runs.pop(), self.runs.pop()) else { break };
            self.runs.push(merged(&before, &last, &self.dead));
        }
    }

    /// Forgets an article.
    pub(super) fn remove(&mut self, slot: Slot) {
        self.dead.insert(slot);
    }

    /// The articles that hold a shingle, in no order; or so many and one more, whoever they are.
    pub(super) fn holders(&self, shingle: u64, most: usize, out: &mut Vec<Slot>) {
        out.clear();
        let low = shingle >> BITS << BITS;
        for run in &self.runs {
            let from = run.partition_point(|&k| k < low);
            for &key in run.get(from..).unwrap_or_default().iter().take_while(|&&k| k >> BITS == low >> BITS) {
                let slot = slot_of(key);
                if !self.dead.contains(&slot) {
                    out.push(slot);
                }
                if out.len() > most {
                    return;
                }
            }
        }
    }

    /// Calls `each` with the articles of every shingle that more than one holds and no more than `most`; the index must
    /// have been filled at one go.
    pub(super) fn groups(&self, most: usize, each: &mut dyn FnMut(u64, &[Slot])) {
        let mut slots = Vec::new();
        for run in &self.runs {
            for group in run.chunk_by(|a, b| a >> BITS == b >> BITS).filter(|g| g.len() > 1 && g.len() <= most) {
                slots.clear();
                slots.extend(group.iter().map(|&k| slot_of(k)));
                each(group.first().map_or(0, |k| k >> BITS << BITS), &slots);
            }
        }
    }
}

fn slot_of(key: u64) -> Slot {
    (key & (MOST as u64 - 1)) as Slot
}

fn merged(a: &[u64], b: &[u64], dead: &HashSet<Slot>) -> Vec<u64> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if x <= y => a.next(),
            (_, Some(_)) => b.next(),
            (Some(_), None) => a.next(),
            (None, None) => return out,
        };
        out.extend(next.filter(|&k| !dead.contains(&slot_of(k))));
    }
}
