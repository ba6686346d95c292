//! Why members are together, computed when somebody asks.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{AnnotationId, ArticleId, Kind, Project};
use crate::text::Lexicon;

use super::decisions::Rulings;
use super::features;
use super::hash;
use super::mark;
use super::rarity::Rarity;
use super::score::{self, Node, Site, Weighed};
use super::statement::{Member, Reason, Statement};

/// Words of a reason that are shown.
const WORDS: usize = 12;

/// Members that each member is set against; in a statement of more, the first ones.
const AGAINST: usize = 64;

/// What statements were found by; it says nothing of what was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Grounds {
    rarity: Arc<Rarity>,
    /// The languages of the articles that are in none or another than the first table's.
    languages: HashMap<ArticleId, String>,
    /// Annotations that decisions say are the same.
    same: HashSet<(AnnotationId, AnnotationId)>,
}

impl PartialEq for Grounds {
    /// Two findings are equal if what was found is.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A member made ready for comparing.
struct Read {
    node: Node,
    lexicon: &'static Lexicon,
}

impl Grounds {
    pub(super) fn new(project: &Project, rarity: &Arc<Rarity>, rulings: &Rulings) -> Self {
        let foreign = project.articles().filter(|a| !matches!(a.info.language.as_str(), "" | "en"));
        Self {
            rarity: Arc::clone(rarity),
            languages: foreign.map(|a| (a.id.clone(), a.info.language.clone())).collect(),
            same: rulings.same.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect(),
        }
    }

    /// For each member but the leading one what ties it most firmly to another: a decision, else the highest score.
    pub(super) fn reasons(&self, statement: &Statement) -> Vec<Reason> {
        let members = &statement.members;
        let read: Vec<Read> = members.iter().map(|m| self.read(m)).collect();
        let tie = |at: usize| {
            let (member, own) = (members.get(at)?, read.get(at)?);
            let others = std::iter::once(statement.lead).chain((0..members.len()).filter(|&o| o != statement.lead));
            let mut best: Option<(bool, Weighed, usize)> = None;
            for other in others.filter(|&o| o != at).take(AGAINST) {
                let (Some(theirs), Some(them)) = (read.get(other), members.get(other)) else { continue };
                let decided = self.same.contains(&(member.place.annotation, them.place.annotation));
                let weighed = score::weigh(&own.node, &theirs.node);
                let firmer =
                    |&(was, before, _): &(bool, Weighed, usize)| (decided, weighed.score) > (was, before.score);
                if best.as_ref().is_none_or(firmer) {
                    best = Some((decided, weighed, other));
                }
            }
            let (decided, weighed, other) = best?;
            let (theirs, them) = (read.get(other)?, members.get(other)?);
            Some(Reason {
                a: member.place.annotation,
                b: them.place.annotation,
                score: weighed.score,
                words: shared((own, member), (theirs, them)),
                rule: rule(decided, &weighed),
            })
        };
        (0..members.len()).filter(|&at| at != statement.lead).filter_map(tie).collect()
    }

    fn read(&self, member: &Member) -> Read {
        let lexicon = Lexicon::of(self.languages.get(&member.place.article).map_or("", String::as_str));
        let features = features::outline(&member.text, lexicon);
        let site = Site {
            article: hash::word(member.place.article.as_str().as_bytes()),
            start: member.spans.first().map_or(0, |s| s.start),
            end: member.spans.last().map_or(0, |s| s.end),
        };
        let speaker = member.source.as_deref().map_or(0, |s| mark::speaker(s, lexicon));
        let node = Node::new(&features, member.kind == Kind::Quote, speaker, vec![site], &self.rarity);
        Read { node, lexicon }
    }
}

/// The rule or decision behind a score, in words.
fn rule(decided: bool, weighed: &Weighed) -> Option<String> {
    let mut parts = Vec::new();
    if decided {
        parts.push("An analyst has said that the two are the same".to_owned());
    }
    if let Some(share) = weighed.in_a_row {
        parts.push(format!("{:.0} % of the shorter one’s words stand in the other in a row", share * 100.0));
    }
    if weighed.other_speaker {
        parts.push("another speaker is named, which counts against it".to_owned());
    }
    if weighed.one_word {
        parts.push("one word alone ties it to what somebody said, which counts less".to_owned());
    }
    if weighed.one_article {
        parts.push("both stand in one article, which counts less".to_owned());
    }
    let mut text = parts.join("; ");
    // The parts are written for the middle of a sentence.
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().collect::<String>());
    }
    (!text.is_empty()).then_some(text)
}

/// Words that both have, with what each adds to the cosine of the two, the weightiest first.
fn shared((a, first): (&Read, &Member), (b, second): (&Read, &Member)) -> Vec<(String, f32)> {
    let weights: HashMap<u64, f32> = b.node.vector().collect();
    let labels = (features::labels(&first.text, a.lexicon), features::labels(&second.text, b.lexicon));
    let mut found: Vec<(String, f32)> = Vec::new();
    for (term, weight) in a.node.vector() {
        let Some(theirs) = weights.get(&term) else { continue };
        let (Some(here), Some(there)) = (labels.0.get(&term), labels.1.get(&term)) else { continue };
        let alike = here.to_lowercase() == there.to_lowercase();
        let label = if alike { here.clone() } else { format!("{here} ≈ {there}") };
        match found.iter_mut().find(|(known, _)| *known == label) {
            Some((_, sum)) => *sum += weight * theirs,
            None => found.push((label, weight * theirs)),
        }
    }
    found.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    found.truncate(WORDS);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_reads_as_a_sentence() {
        let plain = Weighed { score: 0.5, in_a_row: None, other_speaker: false, one_word: false, one_article: false };
        assert_eq!(rule(false, &plain), None);
        assert_eq!(
            rule(false, &Weighed { one_article: true, ..plain }).as_deref(),
            Some("Both stand in one article, which counts less")
        );
        let row = Weighed { in_a_row: Some(0.875), ..plain };
        assert_eq!(rule(false, &row).as_deref(), Some("88 % of the shorter one’s words stand in the other in a row"));
    }

    #[test]
    fn terms_of_a_foreign_text_have_labels() {
        let labels = features::labels("они встретились", Lexicon::of("ru"));
        let all: Vec<&String> = labels.values().collect();
        assert!(all.iter().any(|l| *l == "встретились"), "{all:?}");
    }
}
