//! What two articles both carry, and where their words differ.

use std::ops::Range;

use crate::consensus::{AlignMark, Member, align};
use crate::desktop::consensus::Scene;
use crate::model::{AnnotationId, ArticleId, Kind};

/// A statement that both articles carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Its kind.
    pub kind: Kind,
    /// The annotation on each side.
    pub ids: [AnnotationId; 2],
    /// Bytes of each side's text.
    pub spans: [Vec<Range<usize>>; 2],
    /// Where it begins on each side.
    pub starts: [usize; 2],
    /// Words of each side that the other one does not have.
    pub differs: [Vec<Range<usize>>; 2],
    /// The words on each side.
    pub words: [String; 2],
}

impl Shared {
    /// Whether an annotation is one of its two.
    pub fn holds(&self, id: AnnotationId) -> bool {
        self.ids.contains(&id)
    }
}

/// All that both articles carry, in the order of the left one. Of several annotations of an article in a statement the
/// preferred one is taken, else the leading one, else the first.
pub fn all(scene: &Scene<'_>, articles: &[ArticleId; 2], preferred: AnnotationId) -> Vec<Shared> {
    let mut found: Vec<Shared> = scene
        .consensus
        .statements
        .iter()
        .filter_map(|statement| {
            let of = |side: usize| {
                let here =
                    |(_, m): &(usize, &Member)| articles.get(side) == Some(&m.place.article) && !m.spans.is_empty();
                let all = statement.members.iter().enumerate().filter(here);
                let rank = |(at, m): &(usize, &Member)| (m.place.annotation != preferred, *at != statement.lead);
                all.min_by_key(rank).map(|(_, m)| m)
            };
            one(scene, statement.kind, [of(0)?, of(1)?])
        })
        .collect();
    found.sort_by_key(|s| s.starts);
    found
}

fn one(scene: &Scene<'_>, kind: Kind, members: [&Member; 2]) -> Option<Shared> {
    let text = |m: &Member| Some(scene.project.article(&m.place.article)?.text.clone());
    let texts = [text(members[0])?, text(members[1])?];
    let joined = [joined(texts[0].as_str(), &members[0].spans), joined(texts[1].as_str(), &members[1].spans)];
    let differs = [differing(&joined[1].0, &joined[0]), differing(&joined[0].0, &joined[1])];
    let [left, right] = joined;
    Some(Shared {
        kind,
        ids: members.map(|m| m.place.annotation),
        spans: members.map(|m| m.spans.clone()),
        starts: members.map(|m| m.spans.first().map_or(0, |s| s.start)),
        differs,
        words: [left.0, right.0],
    })
}

/// The words of spans behind each other, and where each span's begin in them.
type Joined = (String, Vec<(usize, Range<usize>)>);

fn joined(text: &str, spans: &[Range<usize>]) -> Joined {
    let mut words = String::new();
    let mut places = Vec::new();
    for span in spans {
        if !words.is_empty() {
            words.push(' ');
        }
        places.push((words.len(), span.clone()));
        words.push_str(text.get(span.clone()).unwrap_or_default());
    }
    (words, places)
}

/// The bytes of the article in which a wording differs from another.
fn differing(other: &str, (words, places): &Joined) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in align(other, words) {
        if piece.mark == AlignMark::Missing {
            continue;
        }
        let (from, to) = (at, at + piece.text.trim_end().len());
        at += piece.text.len();
        if piece.mark == AlignMark::Same || from >= to {
            continue;
        }
        for (start, span) in places {
            let length = span.end - span.start;
            let (a, b) = (from.max(*start), to.min(start + length));
            if a < b {
                found.push(span.start + a - start..span.start + b - start);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_words_are_found_in_the_article_across_parts() {
        let text = "He said: we got some headway, he added, and a deal soon.";
        let spans = [9..28, 40..55];
        let joined = joined(text, &spans);
        assert_eq!(joined.0, "we got some headway and a deal soon");
        let words = |other: &str| -> Vec<&str> {
            differing(other, &joined).into_iter().map(|r| text.get(r).unwrap()).collect()
        };
        assert_eq!(words("we made some headway and a deal soon"), ["got"]);
        assert_eq!(words("we got some headway and a deal later"), ["soon"]);
        assert!(words("we got some headway and a deal soon").is_empty());
    }
}
