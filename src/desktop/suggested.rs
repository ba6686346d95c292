//! What is proposed to be tagged in the article in the reader: found on a worker's thread, shown as quiet outlines.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{AnalystId, Article, Codebook, Kind, Layer, Project, Rejection};
use crate::suggest::Suggestion;
use crate::text::{Ends, FrozenText, Span, UnitKind, trim, unit_at};

/// A proposal as the reader shows it: of a quotation broken by “he said” all parts together.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What it would be tagged as.
    pub kind: Kind,
    /// From its first word to its last.
    pub span: Span,
    /// Its words, in order.
    pub parts: Vec<Span>,
    /// Its place among all proposals of the article.
    index: usize,
}

/// The proposals for one article.
#[derive(Debug, Default)]
pub struct Suggested {
    asked: Option<Arc<Article>>,
    found: Option<Arc<Vec<Suggestion>>>,
    /// What `shown` was made of.
    made_of: Option<(Arc<Vec<Suggestion>>, Option<Arc<Layer>>, Arc<Codebook>)>,
    shown: Vec<Shown>,
    current: Option<Shown>,
}

impl Suggested {
    /// The article to look through, if that has not been asked for yet.
    pub fn to_ask(&mut self, article: Option<&Arc<Article>>) -> Option<Arc<Article>> {
        let same = match (article, &self.asked) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        if same {
            return None;
        }
        let another = article.map(|a| &a.id) != self.asked.as_ref().map(|a| &a.id);
        if another {
            *self = Self::default();
        }
        self.asked = article.cloned();
        self.asked.clone()
    }

    /// Takes what was found in an article, if it is still the one in the reader.
    pub fn take(&mut self, article: &Arc<Article>, found: Vec<Suggestion>) {
        if self.asked.as_ref().is_some_and(|a| Arc::ptr_eq(a, article)) {
            self.found = Some(Arc::new(found));
        }
    }

    /// Whether the article is still being looked through.
    pub fn is_waiting(&self) -> bool {
        self.asked.is_some() && self.found.is_none()
    }

    /// Brings what is shown up to the project: what one has tagged or turned down is not proposed.
    pub fn refresh(&mut self, project: &Project, analyst: &AnalystId) {
        let (Some(article), Some(found)) = (&self.asked, &self.found) else {
            self.shown.clear();
            self.current = None;
            return;
        };
        let layer = project.layer(&article.id, analyst).cloned();
        let same = self.made_of.as_ref().is_some_and(|(f, l, c)| {
            let layers = match (l, &layer) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (None, None) => true,
                _ => false,
            };
            Arc::ptr_eq(f, found) && layers && Arc::ptr_eq(c, project.codebook())
        });
        if same {
            return;
        }
        self.shown = open(&article.text, found, layer.as_deref(), project.codebook());
        self.made_of = Some((found.clone(), layer, project.codebook().clone()));
        if let Some(now) = &self.current
            && !self.shown.contains(now)
        {
            self.current = None;
        }
    }

    /// What is proposed, in the order of the text.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// The proposal that Enter takes and Delete turns down.
    pub fn current(&self) -> Option<&Shown> {
        self.current.as_ref()
    }

    /// Its number among those that are left, counted from 1.
    pub fn number(&self) -> Option<usize> {
        let now = self.current.as_ref()?;
        self.shown.iter().position(|s| s == now).map(|i| i + 1)
    }

    /// Makes another proposal the current one.
    pub fn choose(&mut self, proposal: Option<Shown>) {
        self.current = proposal;
    }

    /// What is known of a proposal.
    pub fn proposal(&self, shown: &Shown) -> Option<&Suggestion> {
        self.found.as_ref()?.get(shown.index)
    }

    /// The proposal of a kind for just these words, tagged by hand: what is known of it can be filled in.
    pub fn like(&self, spans: &[Span], kind: Kind) -> Option<&Suggestion> {
        let shown = self.shown.iter().find(|s| s.kind == kind && s.parts == spans)?;
        self.proposal(shown)
    }

    /// The next proposal after the current one, or behind a byte; or the one before.
    pub fn step(&self, byte: usize, forward: bool) -> Option<&Shown> {
        let now = self.current.as_ref().and_then(|c| self.shown.iter().position(|s| s == c));
        match (now, forward) {
            (Some(i), true) => self.shown.get(i + 1),
            (Some(i), false) => self.shown.get(i.checked_sub(1)?),
            (None, true) => self.from(byte),
            (None, false) => {
                let before = self.shown.partition_point(|s| s.span.start().byte() < byte);
                self.shown.get(before.checked_sub(1)?)
            }
        }
    }

    /// The first proposal at or behind a byte.
    pub fn from(&self, byte: usize) -> Option<&Shown> {
        self.shown.get(self.shown.partition_point(|s| s.span.start().byte() < byte))
    }

    /// The proposals that share a character with a stretch of the text.
    pub fn touching<'a>(&'a self, bytes: &'a Range<usize>) -> impl Iterator<Item = &'a Shown> {
        let until = self.shown.partition_point(|s| s.span.start().byte() < bytes.end);
        let before = self.shown.partition_point(|s| s.span.start().byte() < bytes.start).saturating_sub(NEAR);
        let near = self.shown.get(before.min(until)..until).unwrap_or_default().iter();
        near.filter(|s| s.span.end().byte() > bytes.start)
    }

    /// The smallest proposal that holds a byte.
    pub fn at(&self, byte: usize) -> Option<&Shown> {
        let until = self.shown.partition_point(|s| s.span.start().byte() <= byte);
        let before = self.shown.get(..until).unwrap_or_default().iter().rev().take(NEAR);
        before.filter(|s| s.parts.iter().any(|p| p.contains(byte))).min_by_key(|s| s.span.bytes().len())
    }
}

/// How many proposals that begin before a place may reach to it.
const NEAR: usize = 64;

/// The proposals that are still open.
fn open(text: &FrozenText, found: &[Suggestion], layer: Option<&Layer>, codebook: &Codebook) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        let span = ended(text, one.span, codebook.ends);
        match shown.last_mut().filter(|last| one.continues && last.kind == one.kind && last.span.end() <= span.start())
        {
            Some(last) => {
                last.parts.push(span);
                last.span = text.covering(last.span.start().byte()..span.end().byte()).unwrap_or(last.span);
            }
            None => shown.push(Shown { kind: one.kind, span, parts: vec![span], index }),
        }
    }
    let Some(layer) = layer else { return shown };
    // One's own annotations by their start, with the furthest end so far: what touches a proposal is found by bisection.
    let mut own: Vec<(usize, usize, Kind)> = layer
        .annotations()
        .iter()
        .flat_map(|a| a.spans.iter().map(|s| (s.start().byte(), s.end().byte(), codebook.kind(&a.code))))
        .collect();
    own.sort_unstable();
    let reach: Vec<usize> = own
        .iter()
        .scan(0, |far, (_, end, _)| {
            *far = (*far).max(*end);
            Some(*far)
        })
        .collect();
    shown.retain(|s| {
        let tagged = s.parts.iter().any(|part| {
            let bytes = part.bytes();
            let until = own.partition_point(|(start, ..)| *start < bytes.end);
            let from = reach.partition_point(|far| *far <= bytes.start).min(until);
            let touching = own.get(from..until).unwrap_or_default().iter().filter(|(_, end, _)| *end > bytes.start);
            touching
                .into_iter()
                .any(|(start, end, kind)| *kind == s.kind || (*start == bytes.start && *end == bytes.end))
        });
        let rejected = s.parts.iter().any(|&span| layer.has_rejected(&Rejection { kind: s.kind, span }));
        !tagged && !rejected
    });
    shown
}

/// The words as the project's rule for ends has them: with their marks, where marks belong to an annotation.
fn ended(text: &FrozenText, span: Span, ends: Ends) -> Span {
    if ends == Ends::Words {
        return span;
    }
    [UnitKind::Quotation, UnitKind::Sentence, UnitKind::Clause, UnitKind::Paragraph]
        .into_iter()
        .filter_map(|kind| unit_at(text, span.start().byte(), kind, ends))
        .find(|unit| trim(text, unit.bytes()) == Some(span))
        .unwrap_or(span)
}
