//! What a web page tells of its article: Open Graph, schema.org, Dublin Core, and the customs of newsrooms.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use dom_smoothie::Readability;
use serde_json::Value;

use crate::model::{Info, Published};

/// `<meta>` names that hold a time of publication, the most reliable first.
const TIMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
];
const AUTHORS: &[&str] =
    &["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"];

/// Types of schema.org that are an article: those whose name ends so.
const ARTICLE_TYPES: &[&str] = &["Article", "BlogPosting", "Report", "LiveBlogPosting"];

/// Reads everything but the words of the article. To be called before the tree is changed.
pub(super) fn info(page: &Readability, html: &str) -> Info {
    let linked = linked_data(page);
    let linked = linked.as_ref();
    let text = |key: &str| linked.and_then(|l| l.get(key)).map(|v| entities(&names(v))).unwrap_or_default();
    let metas = metas(page);
    let meta = |wanted: &[&str]| {
        let found = wanted.iter().find_map(|w| metas.iter().find(|(name, _)| name == w));
        found.map(|(_, content)| content.clone()).unwrap_or_default()
    };
    let url = [
        attribute(page, "link[rel='canonical']", "href"),
        meta(&["og:url"]),
        text("mainEntityOfPage"),
        text("url"),
        saved_from(html),
    ]
    .into_iter()
    .find(|url| host(url).is_some())
    .unwrap_or_default();
    let title = first([text("headline"), meta(&["og:title", "twitter:title"]), page.get_article_title().to_string()]);
    let outlet = first([
        meta(&["og:site_name"]),
        Some(text("publisher")).filter(|name| host(name).is_none()).unwrap_or_default(),
        meta(&["application-name"]),
        host(&url).unwrap_or_default().to_owned(),
    ]);
    let times = [text("datePublished"), text("dateCreated")]
        .into_iter()
        .chain(TIMES.iter().map(|time| meta(&[time])))
        .chain([attribute(page, "time[datetime]", "datetime")]);
    let authors = [text("author"), text("creator")].into_iter().chain(AUTHORS.iter().map(|name| meta(&[name])));
    let languages = [
        attribute(page, "html", "lang"),
        text("inLanguage"),
        meta(&["content-language", "og:locale", "dc.language", "language"]),
    ];
    Info {
        outlet: squeeze(&outlet),
        title: squeeze(&title),
        author: authors.map(|name| author(&name)).find(|name| !name.is_empty()).unwrap_or_default(),
        published: times.into_iter().find_map(|time| published(&time)).unwrap_or_default(),
        language: languages.iter().find_map(|tag| language(tag)).unwrap_or_default(),
        url,
    }
}

/// An author's name: without “By”, and nothing if it is an address.
pub(super) fn author(name: &str) -> String {
    let name = squeeze(name);
    let bare = match name.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => name.get(3..).unwrap_or_default().trim().to_owned(),
        _ => name,
    };
    if host(&bare).is_some() { String::new() } else { bare }
}

/// A time in the forms that pages use, in one that [`Published::parse`] reads; none if it leaves anything to guess.
pub(super) fn published(text: &str) -> Option<String> {
    let text = text.trim();
    if Published::parse(text).is_some() {
        return Some(text.to_owned());
    }
    for form in ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M%z"] {
        if let Ok(time) = DateTime::parse_from_str(text, form) {
            return Some(time.to_rfc3339());
        }
    }
    if let Ok(time) =
        text.strip_suffix('Z').map_or(Err(()), |t| NaiveDateTime::parse_from_str(t, "%Y-%m-%dT%H:%M").map_err(|_| ()))
    {
        return Some(time.and_utc().to_rfc3339());
    }
    if let Ok(time) = DateTime::parse_from_rfc2822(text) {
        return Some(time.to_rfc3339());
    }
    // Without a zone only the day is sure.
    for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"] {
        if let Ok(time) = NaiveDateTime::parse_from_str(text, form) {
            return Some(time.date().to_string());
        }
    }
    ["%Y/%m/%d", "%Y%m%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .map(|day| day.to_string())
}

/// A BCP 47 tag, with `_` for `-` allowed.
fn language(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let main = parts.next()?;
    let fits = (2..=3).contains(&main.len())
        && main.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()));
    fits.then(|| tag.clone())
}

/// The host of a web address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty() && !host.contains(char::is_whitespace)).then_some(host)
}

/// The address that browsers note in a comment when they save a page.
fn saved_from(html: &str) -> String {
    let mut end = html.len().min(4096);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let head = html.get(..end).unwrap_or_default();
    let at = ["saved from url=", "Page saved with SingleFile"].iter().find_map(|mark| head.find(mark));
    let rest = at.and_then(|at| head.get(at..)).unwrap_or_default();
    let address = rest.find("http").and_then(|at| rest.get(at..)).unwrap_or_default();
    address.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).next().unwrap_or_default().to_owned()
}

fn first<const N: usize>(candidates: [String; N]) -> String {
    candidates.into_iter().find(|c| !c.trim().is_empty()).unwrap_or_default()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Decodes character references, which sites also leave in JSON-LD, where they mean nothing.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    match Readability::new(text.replace('<', "&lt;"), None, None) {
        Ok(page) => page.doc.text().to_string(),
        Err(_) => text.to_owned(),
    }
}

fn attribute(page: &Readability, selector: &str, name: &str) -> String {
    page.doc.select(selector).attr(name).map(|value| value.trim().to_owned()).unwrap_or_default()
}

/// `<meta>`: names in lower case with their contents.
fn metas(page: &Readability) -> Vec<(String, String)> {
    let nodes = page.doc.select("meta[content]");
    let mut metas = Vec::new();
    for node in nodes.nodes() {
        let content = node.attr("content").map(|c| c.trim().to_owned()).unwrap_or_default();
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key)
                && !content.is_empty()
            {
                metas.push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }
    metas
}

/// The first article in the page's JSON-LD (schema.org), wherever it is nested.
fn linked_data(page: &Readability) -> Option<Value> {
    let scripts = page.doc.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|node| {
        let text = node.text();
        let json = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        find_article(serde_json::from_str(json).ok()?)
    })
}

fn find_article(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(find_article),
        Value::Object(mut object) => {
            let is_article = match object.get("@type") {
                Some(Value::String(name)) => is_article_type(name),
                Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(is_article_type),
                _ => false,
            };
            if is_article {
                return Some(Value::Object(object));
            }
            ["@graph", "mainEntity"].into_iter().find_map(|key| find_article(object.remove(key)?))
        }
        _ => None,
    }
}

fn is_article_type(name: &str) -> bool {
    ARTICLE_TYPES.iter().any(|t| name.ends_with(t))
}

/// The words in a JSON-LD value: itself, its name, its address, or those of all in a list.
fn names(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(values) => values.iter().map(names).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(object) => ["name", "@id", "url"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str())
            .map(|text| text.trim().to_owned())
            .unwrap_or_default(),
        _ => String::new(),
    }
}
