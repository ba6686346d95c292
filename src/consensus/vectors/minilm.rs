//! all-MiniLM-L6-v2, a small transformer: six layers of attention and of a plain network (Vaswani et al. 2017).

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice};

use super::Encoded;
use super::pieces::Vocabulary;

/// Numbers of a vector.
const WIDE: usize = 384;
/// Numbers between the two steps of a plain network.
const INNER: usize = 1536;
/// Parts that attention is paid in.
const HEADS: usize = 12;
/// Numbers of a part.
const PART: usize = WIDE / HEADS;
/// Layers.
const LAYERS: usize = 6;
/// Pieces of a text that are read, the two ends included.
const PLACES: usize = 128;

/// A matrix with a number to be added to each of its products.
#[derive(Debug)]
struct Linear {
    /// Input by output.
    weights: Array2<f32>,
    bias: Array1<f32>,
}

/// Brings each row to mean 0 and variance 1, then to what was learned.
#[derive(Debug)]
struct Norm {
    scale: Array1<f32>,
    shift: Array1<f32>,
}

#[derive(Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    mix: Linear,
    first: Norm,
    up: Linear,
    down: Linear,
    second: Norm,
}

/// The transformer with its vocabulary.
#[derive(Debug)]
pub(super) struct MiniLm {
    vocabulary: Vocabulary,
    /// Rows of whole numbers, each with its scale: a row for each piece.
    words: (Vec<f32>, &'static [u8]),
    places: Array2<f32>,
    start: Norm,
    layers: Vec<Layer>,
}

/// The bytes that are left.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let float = |bytes: &[u8]| bytes.try_into().ok().map(f32::from_le_bytes);
        self.take(count * 4)?.chunks_exact(4).map(float).collect()
    }

    fn vector(&mut self, count: usize) -> Option<Array1<f32>> {
        self.floats(count).map(Array1::from_vec)
    }

    /// Scales of rows, then the rows.
    fn rows(&mut self, rows: usize, wide: usize) -> Option<(Vec<f32>, &'static [u8])> {
        Some((self.floats(rows)?, self.take(rows * wide)?))
    }

    fn matrix(&mut self, rows: usize, wide: usize) -> Option<Array2<f32>> {
        let (scales, bytes) = self.rows(rows, wide)?;
        let mut values = Vec::with_capacity(rows * wide);
        for (row, scale) in bytes.chunks_exact(wide).zip(scales) {
            values.extend(row.iter().map(|&b| f32::from(b.cast_signed()) * scale));
        }
        Array2::from_shape_vec((rows, wide), values).ok()
    }

    fn linear(&mut self, from: usize, to: usize) -> Option<Linear> {
        Some(Linear { weights: self.matrix(to, from)?.reversed_axes(), bias: self.vector(to)? })
    }

    fn norm(&mut self) -> Option<Norm> {
        Some(Norm { scale: self.vector(WIDE)?, shift: self.vector(WIDE)? })
    }

    fn layer(&mut self) -> Option<Layer> {
        Some(Layer {
            query: self.linear(WIDE, WIDE)?,
            key: self.linear(WIDE, WIDE)?,
            value: self.linear(WIDE, WIDE)?,
            mix: self.linear(WIDE, WIDE)?,
            first: self.norm()?,
            up: self.linear(WIDE, INNER)?,
            down: self.linear(INNER, WIDE)?,
            second: self.norm()?,
        })
    }
}

impl Linear {
    fn of(&self, x: &Array2<f32>) -> Array2<f32> {
        x.dot(&self.weights) + &self.bias
    }
}

impl Norm {
    fn of(&self, mut x: Array2<f32>) -> Array2<f32> {
        for mut row in x.axis_iter_mut(Axis(0)) {
            let mean = row.sum() / WIDE as f32;
            row -= mean;
            let variance = row.dot(&row) / WIDE as f32;
            row /= (variance + 1e-12).sqrt();
            row *= &self.scale;
            row += &self.shift;
        }
        x
    }
}

impl Layer {
    fn of(&self, x: &Array2<f32>) -> Array2<f32> {
        let (query, key, value) = (self.query.of(x), self.key.of(x), self.value.of(x));
        let mut mixed = Array2::zeros(x.raw_dim());
        for head in 0..HEADS {
            let part = Slice::from(head * PART..(head + 1) * PART);
            let mut paid =
                query.slice_axis(Axis(1), part).dot(&key.slice_axis(Axis(1), part).t()) / (PART as f32).sqrt();
            for mut row in paid.axis_iter_mut(Axis(0)) {
                let most = row.iter().copied().fold(f32::MIN, f32::max);
                row.mapv_inplace(|v| (v - most).exp());
                let sum = row.sum();
                row /= sum;
            }
            mixed.slice_axis_mut(Axis(1), part).assign(&paid.dot(&value.slice_axis(Axis(1), part)));
        }
        let x = self.first.of(self.mix.of(&mixed) + x);
        let mut inner = self.up.of(&x);
        inner.mapv_inplace(gelu);
        self.second.of(self.down.of(&inner) + &x)
    }
}

/// x times the chance that a normal variable is below x; the error function by Abramowitz and Stegun, 7.1.26.
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = 1.0 - series * (-z * z).exp();
    0.5 * x * (1.0 + erf.copysign(x))
}

impl MiniLm {
    /// Reads the weights; none if they are not what they should be.
    pub(super) fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        (reader.take(4)? == b"PMV1").then_some(())?;
        let (pieces, length) = (reader.number()?, reader.number()?);
        let vocabulary = Vocabulary::read(std::str::from_utf8(reader.take(length)?).ok()?)?;
        Some(Self {
            vocabulary,
            words: reader.rows(pieces, WIDE)?,
            places: reader.matrix(PLACES, WIDE)?,
            start: reader.norm()?,
            layers: (0..LAYERS).map(|_| reader.layer()).collect::<Option<_>>()?,
        })
    }

    fn row(&self, piece: usize) -> Option<Array1<f32>> {
        let scale = *self.words.0.get(piece)?;
        let row = self.words.1.get(piece * WIDE..(piece + 1) * WIDE)?;
        Some(row.iter().map(|&b| f32::from(b.cast_signed()) * scale).collect())
    }

    /// The vectors of a text's pieces.
    pub(super) fn encode(&self, text: &str) -> Option<Encoded> {
        let pieces = self.vocabulary.cut(text, PLACES)?;
        let mut x = self.places.slice_axis(Axis(0), Slice::from(..pieces.len())).to_owned();
        for (mut row, &(piece, _)) in x.axis_iter_mut(Axis(0)).zip(&pieces) {
            row += &self.row(piece)?;
        }
        let mut x = self.start.of(x);
        for layer in &self.layers {
            x = layer.of(&x);
        }
        let mut encoded =
            Encoded { starts: pieces.into_iter().map(|(_, start)| start).collect(), ..Encoded::default() };
        for row in x.axis_iter(Axis(0)) {
            let scale = whole(row, &mut encoded.values);
            encoded.scales.push(scale);
        }
        Some(encoded)
    }
}

/// Puts a row down in whole numbers and tells their scale.
fn whole(row: ArrayView1<f32>, into: &mut Vec<i8>) -> f32 {
    let most = row.iter().fold(0.0f32, |most, v| most.max(v.abs())).max(f32::MIN_POSITIVE);
    into.extend(row.iter().map(|v| (v / most * 127.0).round() as i8));
    most / 127.0
}

#[cfg(test)]
mod tests {
    use super::super::minilm;

    #[test]
    fn a_sentence_has_the_vector_that_the_weights_give_it_elsewhere() {
        let encoded = minilm().unwrap().encode("The talks lasted almost three hours, officials said.").unwrap();
        assert_eq!(encoded.starts.len(), 12);
        assert_eq!(encoded.starts.get(2), Some(&Some(4)));
        let mut mean = vec![0.0; 384];
        for (_, vector) in encoded.pieces() {
            mean.iter_mut().zip(vector).for_each(|(m, v)| *m += v / 12.0);
        }
        // By the float weights, in another implementation.
        for (found, expected) in mean.iter().zip([0.0643, 0.17, 0.2047, -0.0744]) {
            assert!((found - expected).abs() < 0.03, "{:?}", mean.get(..4));
        }
        assert!(minilm().unwrap().encode("Встреча длилась три часа").is_none());
    }
}
