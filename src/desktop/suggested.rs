//! What is proposed to be tagged in the article in the reader: found on a worker's thread, shown as quiet outlines.

use std::ops::Range;
use std::sync::Arc;

use super::reader::Bands;
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
    /// The same as they were found, whatever the project's rule for ends: what is turned down is remembered by these.
    pub found: Vec<Span>,
    /// Its place among what was found.
    index: usize,
    /// Its place among all proposals of the article.
    order: usize,
}

/// What a list of proposals was made of.
#[derive(Debug)]
struct Made {
    found: Arc<Vec<Suggestion>>,
    analyst: AnalystId,
    layer: Arc<Layer>,
    codebook: Arc<Codebook>,
}

/// The proposals for one article.
#[derive(Debug, Default)]
pub struct Suggested {
    asked: Option<Arc<Article>>,
    found: Option<Arc<Vec<Suggestion>>>,
    /// What `shown` was made of.
    made_of: Option<Made>,
    /// What was found, with the project's rule for ends.
    all: Vec<Shown>,
    /// What is left of that.
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
    pub fn take(&mut self, article: &Arc<Article>, mut found: Vec<Suggestion>) {
        found.shrink_to_fit();
        if self.asked.as_ref().is_some_and(|a| Arc::ptr_eq(a, article)) {
            self.found = Some(Arc::new(found));
        }
    }

    /// Whether the article is still being looked through.
    pub fn is_waiting(&self) -> bool {
        self.asked.is_some() && self.found.is_none()
    }

    /// Brings what is shown up to the project: what one has tagged or turned down is not proposed. `bands` are those of
    /// the article. After an edit only the proposals that touch what has changed are looked at again.
    pub fn refresh(&mut self, project: &Project, analyst: &AnalystId, bands: &Bands) {
        let (Some(article), Some(found)) = (&self.asked, &self.found) else {
            self.all.clear();
            self.shown.clear();
            self.current = None;
            return;
        };
        let layer = project.layer(&article.id, analyst).cloned().unwrap_or_default();
        let codebook = project.codebook();
        let before = self.made_of.take();
        let changed = match &before {
            Some(Made { found: f, analyst: a, codebook: c, layer: old, .. })
                if Arc::ptr_eq(f, found) && a == analyst && Arc::ptr_eq(c, codebook) =>
            {
                if Arc::ptr_eq(old, &layer) {
                    self.made_of = before;
                    return;
                }
                Some(changed(old, &layer))
            }
            _ => None,
        };
        if !before.as_ref().is_some_and(|m| Arc::ptr_eq(&m.found, found) && m.codebook.ends == codebook.ends) {
            self.all = gather(&article.text, found, codebook.ends);
        }
        let open = |s: &Shown| is_open(s, analyst, &layer, bands, codebook);
        match changed.filter(|places| places.len() <= self.all.len() / 8) {
            Some(places) => {
                for proposal in places.iter().flat_map(|place| touching(&self.all, place)) {
                    let at = self.shown.binary_search_by_key(&proposal.order, |s| s.order);
                    match (at, open(proposal)) {
                        (Ok(at), false) => {
                            self.shown.remove(at);
                        }
                        (Err(at), true) => self.shown.insert(at, proposal.clone()),
                        _ => {}
                    }
                }
            }
            None => self.shown = self.all.iter().filter(|s| open(s)).cloned().collect(),
        }
        let (found, analyst, codebook) = (found.clone(), analyst.clone(), codebook.clone());
        self.made_of = Some(Made { found, analyst, layer, codebook });
        if let Some(now) = &self.current
            && !self.shown.binary_search_by_key(&now.order, |s| s.order).is_ok_and(|i| self.shown.get(i) == Some(now))
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

    /// The first proposal behind another one, which need not be proposed any more.
    pub fn behind(&self, other: &Shown) -> Option<&Shown> {
        self.shown.get(self.shown.partition_point(|s| s.order <= other.order))
    }

    /// The proposals that share a character with a stretch of the text.
    pub fn touching<'a>(&'a self, bytes: &'a Range<usize>) -> impl Iterator<Item = &'a Shown> {
        touching(&self.shown, bytes)
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

fn touching<'a>(all: &'a [Shown], bytes: &'a Range<usize>) -> impl Iterator<Item = &'a Shown> {
    let until = all.partition_point(|s| s.span.start().byte() < bytes.end);
    let before = all.partition_point(|s| s.span.start().byte() < bytes.start).saturating_sub(NEAR);
    let near = all.get(before.min(until)..until).unwrap_or_default().iter();
    near.filter(|s| s.span.end().byte() > bytes.start)
}

/// What was found, the parts of a broken quotation together, by the project's rule for ends.
fn gather(text: &FrozenText, found: &[Suggestion], ends: Ends) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        let span = ended(text, one.span, ends);
        // Between the parts of a quotation there may be opinions that stand in it.
        let before = all.iter_mut().rev().take(NEAR).find(|s| s.kind == one.kind);
        match before.filter(|last| one.continues && last.span.end() <= span.start()) {
            Some(last) => {
                last.parts.push(span);
                last.found.push(one.span);
                last.span = text.covering(last.span.start().byte()..span.end().byte()).unwrap_or(last.span);
            }
            None => all.push(Shown { kind: one.kind, span, parts: vec![span], found: vec![one.span], index, order: 0 }),
        }
    }
    // With marks at their ends they may begin in another order.
    all.sort_by_key(|s| (s.span.start(), s.index));
    for (index, shown) in all.iter_mut().enumerate() {
        shown.order = index;
    }
    all
}

/// Whether one has neither tagged a proposal nor turned it down.
fn is_open(shown: &Shown, analyst: &AnalystId, layer: &Layer, bands: &Bands, codebook: &Codebook) -> bool {
    let tagged = shown.parts.iter().map(|part| part.bytes()).any(|part| {
        let own = || bands.touching(part.clone()).filter(|b| b.place.analyst == *analyst);
        // A word tagged inside a quotation says nothing of the quotation; what covers most of it does.
        let shared = |b: &Range<usize>| b.end.min(part.end).saturating_sub(b.start.max(part.start));
        let alike = own().filter(|b| codebook.kind(&b.annotation.code) == shown.kind);
        let covered: usize = alike.map(|b| shared(&b.bytes)).sum();
        covered * 2 > part.len() || own().any(|b| b.bytes == part)
    });
    !tagged && !shown.found.iter().any(|&span| layer.has_rejected(&Rejection { kind: shown.kind, span }))
}

/// Where two states of a layer differ, in annotations or in what has been turned down.
fn changed(old: &Layer, new: &Layer) -> Vec<Range<usize>> {
    let difference = new.since(old);
    let annotations = difference.gone.into_iter().chain(difference.come).flat_map(|a| a.spans.iter());
    let turned = |a: &Layer, b: &Layer| -> Vec<Span> {
        a.rejected().iter().filter(|r| !b.has_rejected(r)).map(|r| r.span).collect()
    };
    let rejected = if old.rejected() == new.rejected() {
        Vec::new()
    } else {
        turned(old, new).into_iter().chain(turned(new, old)).collect()
    };
    annotations.chain(&rejected).map(|s| s.bytes()).collect()
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
