//! Whether two quotations quote the same words.

/// Words of a quotation that are aligned.
const LONGEST: usize = 160;

/// The share of the shorter quotation that a local alignment of two quotations' words covers with equal words: 0 to 1.
///
/// Smith and Waterman's local alignment (1981) over words: 2 for a match, -1 for a mismatch or a gap; the best score is
/// twice the matched words less the faults between them, so half of it over the shorter length is at most 1. Fewer than
/// three words in a row of matches count as nothing unless they are the whole quotation.
pub(super) fn overlap(a: &[u64], b: &[u64]) -> f32 {
    let (a, b) = (a.get(..LONGEST).unwrap_or(a), b.get(..LONGEST).unwrap_or(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let mut row = vec![0i32; b.len() + 1];
    let mut best = 0;
    for &x in a {
        let mut diagonal = 0;
        for (at, &y) in b.iter().enumerate() {
            let (Some(&above), Some(&left)) = (row.get(at + 1), row.get(at)) else { break };
            let score = (diagonal + if x == y { 2 } else { -1 }).max(above - 1).max(left - 1).max(0);
            diagonal = above;
            if let Some(cell) = row.get_mut(at + 1) {
                *cell = score;
            }
            best = best.max(score);
        }
    }
    // Three matched words at least.
    if best < 6 && shorter >= 3 { 0.0 } else { best as f32 / (2 * shorter) as f32 }
}

/// No less than what [`overlap`] gives, from words in sorted order: quick, so that most pairs need no alignment.
pub(super) fn at_most(a: &[u64], b: &[u64]) -> f32 {
    let (mut common, mut i, mut j) = (0usize, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common as f32 / a.len().min(b.len()).clamp(1, LONGEST) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consensus::features;
    use crate::text::Lexicon;

    fn words(text: &str) -> Vec<u64> {
        features::read(text, Lexicon::of("en"), Default::default()).words.to_vec()
    }

    #[test]
    fn variants_of_an_utterance_overlap_and_another_does_not() {
        let said = words("We haven’t quite got there, but we’ve got some headway");
        for (other, expected) in [
            ("We haven't quite got there, but we've made some headway", 0.88),
            ("We didn’t get there, but we have a very good chance of getting there", 0.38),
            ("we [both] haven’t quite got there", 1.0),
            ("", 0.0),
        ] {
            let found = overlap(&said, &words(other));
            assert!((found - expected).abs() < 0.01, "{other}: {found}");
            let (mut a, mut b) = (said.clone(), words(other));
            a.sort_unstable();
            b.sort_unstable();
            assert!(at_most(&a, &b) >= found, "{other}");
        }
    }
}
