//! The frame of the HTML page: its style, and text made safe.

use std::fmt;

/// Text that cannot leave its place in the page, whatever it holds.
pub(super) struct Safe<'a>(pub &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // Not allowed in a page, not even as a reference.
                '\0'..='\u{8}'
                | '\u{b}'
                | '\u{c}'
                | '\u{e}'..='\u{1f}'
                | '\u{7f}'..='\u{9f}'
                | '\u{fffe}'
                | '\u{ffff}' => {
                    f.write_str("\u{fffd}")?;
                }
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// A language as an attribute, if it is one; text of unknown direction finds its own.
pub(super) struct Lang<'a>(pub &'a str);

impl fmt::Display for Lang<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" dir=\"auto\"")?;
        let tag = !self.0.is_empty() && self.0.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if tag { write!(f, " lang=\"{}\"", self.0) } else { Ok(()) }
    }
}

/// The style of the page: no script, no network, light and dark after the reader's system, plain on paper.
pub(super) const STYLE: &str = include_str!("report.css");
