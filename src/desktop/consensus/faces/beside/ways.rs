//! The way from a height in one article to the height of the same in another.

/// A line through what both articles have, straight from one shared place to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// Heights on the left and on the right; both grow.
    stops: Vec<[f32; 2]>,
}

impl Ways {
    /// The way through shared places; `kept` is one that it must go through. Of places that the two articles tell in
    /// another order, as many as possible are kept. The articles' beginnings and ends belong together.
    pub fn new(pairs: &[[f32; 2]], kept: Option<usize>, heights: [f32; 2]) -> Self {
        let kept = kept.and_then(|at| pairs.get(at).copied());
        let before = |a: &[f32; 2], b: &[f32; 2]| a[0] < b[0] && a[1] < b[1];
        let fits = |p: &&[f32; 2]| kept.is_none_or(|k| before(p, &k) || before(&k, p) || **p == k);
        let mut candidates: Vec<[f32; 2]> =
            pairs.iter().filter(fits).copied().filter(|p| before(&[0.0, 0.0], p) && before(p, &heights)).collect();
        candidates.sort_by(|a, b| a[0].total_cmp(&b[0]).then(b[1].total_cmp(&a[1])));
        candidates.dedup();
        let mut stops = vec![[0.0, 0.0]];
        stops.extend(rising(&candidates));
        stops.push([heights[0].max(1.0), heights[1].max(1.0)]);
        Self { stops }
    }

    /// The height on the other side of one on `side`. Beyond the ends it goes on at the same pace.
    pub fn across(&self, side: usize, y: f32) -> f32 {
        let of = |stop: &[f32; 2], side: usize| stop.get(side).copied().unwrap_or(0.0);
        let (here, there) = (side.min(1), 1 - side.min(1));
        let behind = self.stops.partition_point(|stop| of(stop, here) <= y);
        let (Some(from), Some(to)) = (self.stops.get(behind.wrapping_sub(1)), self.stops.get(behind)) else {
            let end = if behind == 0 { self.stops.first() } else { self.stops.last() };
            return end.map_or(y, |stop| of(stop, there) + y - of(stop, here));
        };
        let length = of(to, here) - of(from, here);
        let part = if length > 0.0 { (y - of(from, here)) / length } else { 0.0 };
        of(from, there) + part * (of(to, there) - of(from, there))
    }
}

/// The longest row of places, sorted by the left side, that rises on the right, too.
fn rising(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    // Of each length, the end that rises least; of each place, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let right = |at: usize| places.get(at).map_or(0.0, |p| p[1]);
    for (at, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| right(end) < place[1]);
        before.push(length.checked_sub(1).and_then(|l| ends.get(l).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut found = Vec::new();
    let mut at = ends.last().copied();
    while let Some(index) = at {
        found.extend(places.get(index).copied());
        at = before.get(index).copied().flatten();
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 0.01
    }

    #[test]
    fn shared_places_meet_and_what_lies_between_is_in_proportion() {
        let ways = Ways::new(&[[100.0, 50.0], [300.0, 450.0]], None, [400.0, 500.0]);
        for (left, right) in [(0.0, 0.0), (50.0, 25.0), (100.0, 50.0), (200.0, 250.0), (300.0, 450.0), (400.0, 500.0)] {
            assert!(near(ways.across(0, left), right), "{left} -> {}", ways.across(0, left));
            assert!(near(ways.across(1, right), left), "{right} -> {}", ways.across(1, right));
        }
        // Beyond the ends, point for point.
        assert!(near(ways.across(0, -10.0), -10.0) && near(ways.across(0, 430.0), 530.0));
    }

    #[test]
    fn what_is_told_in_another_order_is_left_out_unless_it_is_at_hand() {
        let pairs = [[10.0, 90.0], [20.0, 20.0], [30.0, 30.0], [40.0, 40.0]];
        let free = Ways::new(&pairs, None, [100.0, 100.0]);
        assert!(near(free.across(0, 20.0), 20.0) && near(free.across(0, 40.0), 40.0));
        let held = Ways::new(&pairs, Some(0), [100.0, 100.0]);
        assert!(near(held.across(0, 10.0), 90.0));
    }
}
