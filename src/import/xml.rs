//! Reading XML that may be hostile: no entities but the five of XML, no network, bounded depth and size.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements inside each other.
const DEEPEST: usize = 256;
/// Elements of a document.
const MOST: usize = 4_000_000;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its name without a prefix.
    pub name: String,
    /// Its attributes, names without prefixes, in order.
    pub attributes: Vec<(String, String)>,
    /// What is inside.
    pub inside: Vec<Inside>,
}

/// What is inside an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Another element.
    Node(Node),
    /// Text, references resolved.
    Text(String),
}

impl Node {
    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The elements directly inside.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.inside.iter().filter_map(|i| if let Inside::Node(node) = i { Some(node) } else { None })
    }

    /// The first element directly inside that is called so.
    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|n| n.name == name)
    }

    /// The first element that is called so, at any depth.
    pub(crate) fn find(&self, name: &str) -> Option<&Node> {
        self.nodes().find_map(|n| if n.name == name { Some(n) } else { n.find(name) })
    }

    /// All elements that are called so, at any depth, in order.
    pub(crate) fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Node>) {
        for node in self.nodes() {
            if node.name == name {
                found.push(node);
            }
            node.all(name, found);
        }
    }

    /// All text inside, at any depth.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out);
        out
    }

    fn gather(&self, out: &mut String) {
        for inside in &self.inside {
            match inside {
                Inside::Text(text) => out.push_str(text),
                Inside::Node(node) => node.gather(out),
            }
        }
    }
}

/// Reads a document; what stands around its outermost element is passed over. Unknown references stay as they are
/// written.
///
/// # Errors
/// If it is not well formed, too deep or too large; in words, with the byte.
pub(crate) fn parse(text: &str) -> Result<Node, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = vec![Node::default()];
    let mut count = 0_usize;
    loop {
        let at = reader.buffer_position();
        let fail = |what: String| format!("the XML is not well formed at byte {at}: {what}");
        match reader.read_event().map_err(|e| fail(e.to_string()))? {
            Event::Start(start) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST {
                    return Err("the XML is deeper or larger than any honest file".to_owned());
                }
                open.push(element(&start).map_err(fail)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST {
                    return Err("the XML is deeper or larger than any honest file".to_owned());
                }
                let node = element(&start).map_err(fail)?;
                if let Some(above) = open.last_mut() {
                    above.inside.push(Inside::Node(node));
                }
            }
            Event::End(_) => {
                let (Some(node), Some(above)) = (open.pop(), open.last_mut()) else {
                    return Err(fail("an end without a beginning".to_owned()));
                };
                above.inside.push(Inside::Node(node));
            }
            Event::Text(raw) => push(&mut open, &raw),
            Event::CData(raw) => push(&mut open, &raw),
            Event::GeneralRef(reference) => push(&mut open, &resolve(&reference)),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(root), true) => {
            let first = root.inside.into_iter().find_map(|i| if let Inside::Node(n) = i { Some(n) } else { None });
            first.ok_or_else(|| "the XML has no element".to_owned())
        }
        _ => Err("the XML ends in the middle of an element".to_owned()),
    }
}

fn push(open: &mut [Node], text: &str) {
    let Some(node) = open.last_mut().filter(|_| !text.is_empty()) else { return };
    match node.inside.last_mut() {
        Some(Inside::Text(before)) => before.push_str(text),
        _ => node.inside.push(Inside::Text(text.to_owned())),
    }
}

/// What a reference stands for: one of the five, or a character by number.
fn resolve(name: &str) -> Cow<'static, str> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let c = code.ok().and_then(char::from_u32);
        return c.map_or_else(|| Cow::Owned(format!("&{name};")), |c| Cow::Owned(c.to_string()));
    }
    quick_xml::escape::resolve_predefined_entity(name).map_or_else(|| Cow::Owned(format!("&{name};")), Cow::Borrowed)
}

fn element(start: &BytesStart<'_>) -> Result<Node, String> {
    let local = |name: &str| name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned();
    let mut node = Node { name: local(start.name().as_ref()), ..Node::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        node.attributes.push((local(attribute.key.as_ref()), unescape(&attribute.value)));
    }
    Ok(node)
}

fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        match behind.split_once(';') {
            Some((name, after)) if name.len() <= 32 => {
                out.push_str(&resolve(name));
                rest = after;
            }
            _ => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}
