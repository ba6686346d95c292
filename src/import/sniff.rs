//! Telling texts from everything else.

use super::{ImportError, Probe, READERS, Reader, decode, plain};

/// How many bytes of a file its kind is told by.
pub(super) const HEAD: usize = 16 << 10;

const CONVERT: &str = "Save it as plain text or as a web page and add that";
const ARCHIVE: &str = "Unpack it and add the articles inside";
const DATA: &str = "Add the article as a text or a web page";

/// How files of other kinds begin: where, with which bytes, what they are, what to do.
const SIGNATURES: &[(usize, &[u8], &str, &str)] = &[
    (0, b"%PDF-", "a PDF file", CONVERT),
    (0, b"{\\rtf", "an RTF document", CONVERT),
    (0, b"PK\x03\x04", "a ZIP archive or an office document", CONVERT),
    (0, b"PK\x05\x06", "an empty ZIP archive", ARCHIVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", CONVERT),
    (0, b"\x1f\x8b", "a gzip archive", ARCHIVE),
    (0, b"BZh", "a bzip2 archive", ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", ARCHIVE),
    (0, b"Rar!\x1a\x07", "a RAR archive", ARCHIVE),
    (0, b"\xfd7zXZ\x00", "an xz archive", ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", ARCHIVE),
    (257, b"ustar", "a tar archive", ARCHIVE),
    (0, b"bplist00", "a web archive", "Save the page as HTML and add that"),
    (0, b"\x89PNG\r\n\x1a\n", "a picture", DATA),
    (0, b"\xff\xd8\xff", "a picture", DATA),
    (0, b"GIF87a", "a picture", DATA),
    (0, b"GIF89a", "a picture", DATA),
    (8, b"WEBP", "a picture", DATA),
    (0, b"II*\0", "a picture", DATA),
    (0, b"MM\0*", "a picture", DATA),
    (4, b"ftyp", "a film or a picture", DATA),
    (0, b"ID3", "a sound file", DATA),
    (0, b"OggS", "a sound file or a film", DATA),
    (0, b"\x7fELF", "a program", DATA),
    (0, b"\xcf\xfa\xed\xfe", "a program", DATA),
    (0, b"SQLite format 3\0", "a database", DATA),
    (0, b"PAR1", "a Parquet table", "Write it as JSON Lines and add that"),
];

/// The first format that a file suits. Formats that are no texts are asked first, by the bytes alone.
pub(super) fn reader(file: &str, bytes: &[u8], ending: &str) -> Result<&'static dyn Reader, ImportError> {
    let probe = Probe { head: "", ending };
    if let Some(reader) = READERS.into_iter().find(|r| r.binary() && r.suits(&probe)) {
        return Ok(reader);
    }
    refuse_binary(file, bytes)?;
    let head = decode::decode(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default(), None).text;
    let probe = Probe { head: &head, ending };
    Ok(READERS.into_iter().find(|r| !r.binary() && r.suits(&probe)).unwrap_or(&plain::Plain))
}

/// Refuses what is no text by how it begins, or by too many control characters.
pub(super) fn refuse_binary(file: &str, bytes: &[u8]) -> Result<(), ImportError> {
    let refuse = |what, remedy| Err(ImportError::Binary { file: file.to_owned(), what, remedy });
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    for &(at, start, what, remedy) in SIGNATURES {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(start)) {
            return refuse(what, remedy);
        }
    }
    if is_mime(bytes) {
        return refuse("a mail or a web archive (MHTML)", "Save the page as HTML and add that");
    }
    // UTF-16 and UTF-32 are full of NULs and are known by their mark or their pattern.
    let mark = encoding_rs::Encoding::for_bom(bytes).is_some() || bytes.starts_with(&[0, 0, 0xfe, 0xff]);
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let decoded = decode::decode(head, None);
    let (mut all, mut odd, mut nul) = (0_usize, 0_usize, 0_usize);
    for c in decoded.text.chars() {
        all += 1;
        nul += usize::from(c == '\0');
        odd += usize::from(matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{19}' | '\u{1c}'..='\u{1f}' | '\u{7f}'));
    }
    if odd * 50 > all || (nul * 3 > all && !mark) {
        return refuse("a binary file", DATA);
    }
    Ok(())
}

/// Whether a file begins with the headers of a mail, as pages saved “as a single file” do.
fn is_mime(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let mut headers = head.lines().take_while(|line| !line.is_empty());
    let Some(first) = headers.next() else { return false };
    let is_header = |line: &str| line.split_once(": ").is_some_and(|(name, _)| !name.contains(' '));
    is_header(first) && headers.any(|line| line.to_ascii_lowercase().starts_with("mime-version: "))
}
