//! The three units in which programs count a text's characters.

/// Translates UTF-8 byte offsets of one text into code points and UTF-16 units, and code points back.
///
/// Holds a mark every 256 bytes, so that a look-up reads at most that many.
#[derive(Clone, Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points and UTF-16 units before the first character boundary at or behind `256 * index`.
    marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    points: usize,
    units: usize,
}

const STRIDE: usize = 256;

impl<'a> Offsets<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut points, mut units) = (0, 0);
        for (byte, c) in text.char_indices() {
            if byte >= marks.len() * STRIDE {
                marks.push(Mark { byte, points, units });
            }
            points += 1;
            units += c.len_utf16();
        }
        if marks.is_empty() {
            marks.push(Mark { byte: 0, points: 0, units: 0 });
        }
        Self { text, marks }
    }

    fn walk(&self, from: Mark, byte: usize) -> Mark {
        let part = self.text.get(from.byte..byte).unwrap_or_default();
        part.chars().fold(from, |m, c| Mark {
            byte: m.byte + c.len_utf8(),
            points: m.points + 1,
            units: m.units + c.len_utf16(),
        })
    }

    fn before(&self, byte: usize) -> Mark {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let at = self.marks.partition_point(|m| m.byte <= byte).max(1) - 1;
        self.walk(self.marks[at], byte)
    }

    /// Code points before a byte offset. Inside a character its start counts, behind the text its end.
    pub fn code_points(&self, byte: usize) -> usize {
        self.before(byte).points
    }

    /// UTF-16 units before a byte offset. Inside a character its start counts, behind the text its end.
    pub fn utf16_units(&self, byte: usize) -> usize {
        self.before(byte).units
    }

    /// The byte offset behind so many code points; none if the text is shorter.
    pub fn byte_of_code_point(&self, points: usize) -> Option<usize> {
        let at = self.marks.partition_point(|m| m.points <= points).max(1) - 1;
        let mark = self.marks[at];
        let rest = self.text.get(mark.byte..)?;
        let mut left = points - mark.points;
        for (byte, _) in rest.char_indices() {
            if left == 0 {
                return Some(mark.byte + byte);
            }
            left -= 1;
        }
        (left == 0).then_some(self.text.len())
    }
}
