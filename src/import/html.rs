//! Saved web pages.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

use super::decode::{damage_notice, decode};
use super::{About, Batch, ImportError, Incoming, Probe, Reader, Task, guard, page};
use crate::model::{Info, Source};
use crate::text::FrozenText;

/// A saved web page.
pub(super) struct Html;

/// What a page gives.
struct Page {
    text: String,
    info: Info,
    whole: bool,
}

/// The walk through the tree is recursive in places.
const STACK: usize = 128 << 20;
/// How long a page may take; an ordinary one takes a twentieth of a second. The guard should have refused it before.
const PATIENCE: Duration = Duration::from_secs(30);
/// Elements beyond which nothing is weighed and all visible text is taken.
const MOST_ELEMENTS: usize = 150_000;

impl Reader for Html {
    fn about(&self) -> About {
        About {
            name: "html",
            title: "Web page",
            carries: "The main text of a saved web page with title, outlet, author and date.",
        }
    }

    fn limit(&self) -> usize {
        FrozenText::LARGEST >> 20
    }

    fn suits(&self, probe: &Probe<'_>) -> bool {
        let (head, ending) = (probe.head, probe.ending);
        let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_lowercase();
        let has = |mark: &str| start.contains(mark);
        if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head") {
            return true;
        }
        let tagged = start.starts_with('<') && (has("<html") || has("<body") || has("<head") || has("<article"));
        let hinted = matches!(ending, "html" | "htm" | "xhtml" | "shtml") && has("<") && has(">");
        tagged || hinted
    }

    fn read(&self, task: &Task<'_>) -> Result<Batch, ImportError> {
        let (file, bytes) = (task.file, task.bytes);
        let decoded = decode(bytes, declared(bytes));
        let fail = |what: String| ImportError::Page { file: file.to_owned(), what };
        guard::check(&decoded.text).map_err(fail)?;
        let notice = damage_notice(file, &decoded);
        let source = Source { file: file.to_owned(), format: self.about().name.to_owned(), encoding: decoded.encoding };
        let page = apart(decoded.text).map_err(fail)?;
        let text = FrozenText::new(&page.text);
        if text.as_str().trim().is_empty() {
            return Err(ImportError::Empty { file: file.to_owned() });
        }
        let mut incoming = Incoming::whole(file, bytes, text, source);
        incoming.info = page.info;
        incoming.notices.extend(notice);
        if page.whole {
            incoming.notices.push(format!(
                "“{file}” shows no article among its parts; all of its visible text was taken. Mark what is noise."
            ));
        }
        Ok(vec![incoming].into())
    }
}

/// Takes a page apart on a thread with a stack of its own, so that neither its depth nor a fault in the parser reaches
/// the program.
fn apart(html: String) -> Result<Page, String> {
    let (send, receive) = mpsc::channel();
    thread::Builder::new()
        .name("web page".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let _ = send.send(extract(&html));
        })
        .map_err(|error| format!("no thread can be started for it ({error})"))?;
    match receive.recv_timeout(PATIENCE) {
        Ok(page) => page,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(format!("it takes more than {} seconds", PATIENCE.as_secs())),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("its markup is broken in a way nothing can follow".to_owned()),
    }
}

fn extract(html: &str) -> Result<Page, String> {
    let config = Config {
        text_mode: TextMode::Formatted,
        // Read by `page`, with a parser that fears nothing.
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let mut readability = Readability::new(html, None, Some(config)).map_err(|error| error.to_string())?;
    let mut info = page::info(&readability, html);
    if let Ok(article) = readability.parse() {
        let text = tidy(&article.text_content);
        if info.author.is_empty() {
            info.author = page::author(&article.byline.unwrap_or_default());
        }
        if !text.is_empty() {
            return Ok(Page { text, info, whole: false });
        }
    }
    // The attempt has changed the tree.
    let fresh = Readability::new(html, None, None).map_err(|error| error.to_string())?;
    fresh.doc.select("script, style, noscript, template, head, svg, iframe, object, [hidden]").remove();
    Ok(Page { text: tidy(&fresh.doc.formatted_text()), info, whole: true })
}

/// One line feed between paragraphs, no blanks at the ends of lines.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_matches([' ', '\t', '\u{a0}'])).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The encoding that a page says it has, in its first bytes as the HTML standard has it (“prescan a byte stream”).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?).to_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len()).or_else(|| {
        let xml = head.trim_start().strip_prefix("<?xml")?;
        let end = xml.find("?>")?;
        let at = xml.get(..end)?.find("encoding=")?;
        Some(head.len() - xml.len() + at + "encoding=".len())
    })?;
    let label = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/' | '?')).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Whoever can read this line is not reading UTF-16.
    Some(if encoding.is_ascii_compatible() { encoding } else { encoding_rs::UTF_8 })
}
