//! Bytes -> characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text with what is known of its encoding.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The characters.
    pub text: String,
    /// The encoding's name.
    pub encoding: String,
    /// How many characters could not be read and stand as U+FFFD.
    pub damaged: usize,
}

/// How many bytes the guess at an encoding reads; more changes nothing and takes longer.
const GUESSED: usize = 1 << 20;

/// Reads bytes in whatever encoding they are. Told by, in this order: a byte order mark, the pattern of NULs that UTF-16
/// leaves, being valid (or nearly valid) UTF-8, `declared`, a guess.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some(decoded) = utf32(bytes) {
        return decoded;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf16(bytes) {
        return with(encoding, bytes);
    }
    if let Some(declared) = declared
        && bytes.is_ascii()
    {
        // Only encodings such as ISO-2022-JP make a difference here.
        return with(declared, bytes);
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    // What says that it is UTF-8 and is not says nothing.
    with(declared.filter(|d| *d != UTF_8).unwrap_or_else(|| guess(bytes)), bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damage) = encoding.decode_without_bom_handling(bytes);
    let damaged = if damage { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name().to_owned(), damaged }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..bytes.len().min(GUESSED)).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether bytes are UTF-8, or were before a few of them were damaged or the last character was cut.
fn mostly_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) if error.error_len().is_none() => true,
        Err(_) => {
            let (mut good, mut bad) = (0_usize, 0_usize);
            for chunk in bytes.utf8_chunks() {
                good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
                bad += usize::from(!chunk.invalid().is_empty());
            }
            bad * 5 <= good
        }
    }
}

/// UTF-16 without a mark: ASCII characters, and the line ends of every text, leave a NUL in every other place.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    let nuls = |at: usize| head.chunks_exact(2).filter(|pair| pair.get(at) == Some(&0)).count();
    let (first, second) = (nuls(0), nuls(1));
    if second * 10 >= pairs * 6 && first * 20 <= pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 6 && second * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-32 with a mark, which the web has given up and `encoding_rs` with it.
fn utf32(bytes: &[u8]) -> Option<Decoded> {
    let (read, name): (fn([u8; 4]) -> u32, _) = match bytes.get(..4)? {
        [0xff, 0xfe, 0, 0] => (u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0xfe, 0xff] => (u32::from_be_bytes, "UTF-32BE"),
        _ => return None,
    };
    let mut damaged = 0;
    let mut bad = || {
        damaged += 1;
        '\u{fffd}'
    };
    let units = bytes.get(4..).unwrap_or_default().chunks(4);
    let text = units
        .map(|unit| unit.try_into().ok().and_then(|unit| char::from_u32(read(unit))).unwrap_or_else(&mut bad))
        .collect();
    Some(Decoded { text, encoding: name.to_owned(), damaged })
}

/// What to tell a person about characters that could not be read.
pub(super) fn damage_notice(file: &str, decoded: &Decoded) -> Option<String> {
    (decoded.damaged > 0).then(|| {
        let number = match decoded.damaged {
            1 => "One character".to_owned(),
            several => format!("{several} characters"),
        };
        format!(
            "{number} of “{file}” cannot be read as {} and stand as \u{fffd}. Save the file as UTF-8 if they matter.",
            decoded.encoding
        )
    })
}
