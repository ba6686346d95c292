//! Bounds for web pages, so that no page can exhaust the stack, the memory or anybody's patience.
//!
//! The HTML parsing algorithm looks through the open elements at most tags and opens unclosed formatting elements again
//! in every new block: its work grows with the square of the nesting. This reads the tags once, without building
//! anything, keeps count of both, and refuses what no real page comes near.

/// The deepest nesting; browsers stop at 512 too.
const DEEPEST: usize = 512;
/// The sum over all tags of the elements open there. A page of 10,000 tags has about 200,000.
const MOST_WORK: usize = 30_000_000;
/// The most tags; a page of 64 MiB without words could have twenty times as many.
const MOST_TAGS: usize = 1_000_000;
/// The most attributes of one tag; each is compared with all others.
const MOST_ATTRIBUTES: usize = 4_000;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];
/// Elements that the next of their kind closes.
const SELF_CLOSING: &[&str] = &["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"];
/// Elements that are opened again in the next block if nobody closes them.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Says what is wrong with a page that is too much to parse.
pub(super) fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut formatting: Vec<(&str, &str)> = Vec::new();
    let (mut work, mut seen) = (0_usize, 0_usize);
    let mut tags = Tags { html, at: 0 };
    while let Some(tag) = tags.next_tag() {
        let is = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(tag.name));
        let same = |n: &str| n.eq_ignore_ascii_case(tag.name);
        if tag.closing {
            if is(FORMATTING) {
                if let Some(at) = formatting.iter().rposition(|(n, _)| same(n)) {
                    formatting.remove(at);
                }
            } else if let Some(at) = open.iter().rposition(|n| same(n)) {
                open.truncate(at);
            }
        } else if is(FORMATTING) {
            // Of the same tag three are kept, of links one.
            let limit = if same("a") { 1 } else { 3 };
            if formatting.iter().filter(|(n, all)| same(n) && (limit == 1 || *all == tag.all)).count() < limit {
                formatting.push((tag.name, tag.all));
            }
        } else if is(RAW) && !open.iter().any(|n| n.eq_ignore_ascii_case("svg") || n.eq_ignore_ascii_case("math")) {
            tags.skip_raw(tag.name);
        } else if !is(VOID) && !is(SELF_CLOSING) {
            open.push(tag.name);
        }
        seen += 1;
        if seen > MOST_TAGS {
            return Err(format!("it has more than {MOST_TAGS} tags"));
        }
        let depth = open.len() + formatting.len();
        work = work.saturating_add(depth + 1).saturating_add(tag.attributes * tag.attributes / 8);
        if depth > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} deep"));
        }
        if tag.attributes > MOST_ATTRIBUTES {
            return Err(format!("a tag in it has more than {MOST_ATTRIBUTES} attributes"));
        }
        if work > MOST_WORK {
            return Err("it has too many elements inside each other".to_owned());
        }
    }
    Ok(())
}

struct Tag<'a> {
    name: &'a str,
    /// With its attributes.
    all: &'a str,
    closing: bool,
    /// Not fewer than it has.
    attributes: usize,
}

struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn next_tag(&mut self) -> Option<Tag<'a>> {
        loop {
            self.at += self.rest().find('<')? + 1;
            let rest = self.rest();
            if rest.starts_with("!--") {
                let end = [rest.find("-->"), rest.find("--!>")].into_iter().flatten().min();
                self.at += end.unwrap_or(rest.len());
                continue;
            }
            let closing = rest.starts_with('/');
            let body = rest.strip_prefix('/').unwrap_or(rest);
            if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let (length, attributes) = measure(body);
            let all = body.get(..length).unwrap_or(body);
            let name = all.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or(all);
            self.at += length + usize::from(closing);
            return Some(Tag { name, all, closing, attributes });
        }
    }

    /// Goes on behind the end tag of an element whose content is no markup.
    fn skip_raw(&mut self, name: &str) {
        loop {
            let Some(found) = self.rest().find("</") else {
                self.at = self.html.len();
                return;
            };
            self.at += found;
            let behind = self.rest().get(2..2 + name.len());
            if behind.is_some_and(|b| b.eq_ignore_ascii_case(name)) {
                return;
            }
            self.at += 2;
        }
    }
}

/// The length of a tag up to its `>`, and how many attributes it may have.
fn measure(body: &str) -> (usize, usize) {
    enum Part {
        Outside,
        Name,
        BeforeValue,
        Bare,
        Quoted(u8),
    }
    // The tag's own name passes as the first attribute.
    let (mut part, mut attributes) = (Part::Outside, 0);
    for (at, byte) in body.bytes().enumerate() {
        part = match (part, byte) {
            (Part::Quoted(quote), b) if b == quote => Part::Outside,
            (Part::Quoted(quote), _) => Part::Quoted(quote),
            (_, b'>') => return (at, attributes),
            (Part::BeforeValue, b'"' | b'\'') => Part::Quoted(byte),
            (Part::BeforeValue, b) if b.is_ascii_whitespace() => Part::BeforeValue,
            (Part::BeforeValue, _) => Part::Bare,
            (_, b) if b.is_ascii_whitespace() => Part::Outside,
            (Part::Outside | Part::Name, b'/') => Part::Outside,
            (Part::Name, b'=') => Part::BeforeValue,
            (Part::Outside, _) => {
                attributes += 1;
                Part::Name
            }
            (part, _) => part,
        };
    }
    (body.len(), attributes)
}
