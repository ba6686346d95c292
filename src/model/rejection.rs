//! Proposals that an analyst has turned down.

use serde::{Deserialize, Serialize};

use super::apply::taken;
use super::{AnalystId, ArticleId, Edit, EditError, Kind, Project};
use crate::text::{Anchor, FrozenText, Span, SpanError};

/// A proposal to mark words, turned down: it is not made again to the analyst whose layer holds it.
///
/// `S` is [`Span`] for a rejection in a project, checked against the text, and [`Anchor`] for one in a file or an edit.
/// Ordered by place, then kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejection<S = Span> {
    /// The words.
    pub span: S,
    /// The kind of code that they were proposed for.
    pub kind: Kind,
}

impl Rejection {
    /// The rejection with its words, as it is stored.
    pub fn draft(&self, text: &FrozenText) -> Rejection<Anchor> {
        Rejection { span: text.anchor(self.span), kind: self.kind }
    }
}

impl Rejection<Anchor> {
    /// Checks the words against an article's text.
    ///
    /// # Errors
    /// As [`FrozenText::resolve`].
    pub fn resolve(&self, text: &FrozenText) -> Result<Rejection, SpanError> {
        Ok(Rejection { span: text.resolve(&self.span)?, kind: self.kind })
    }
}

impl Project {
    pub(super) fn reject(
        &mut self,
        article: &ArticleId,
        analyst: &AnalystId,
        proposal: &Rejection<Anchor>,
    ) -> Result<Edit, EditError> {
        let found = self.resolved(article, analyst, proposal)?;
        if self.layer(article, analyst).is_some_and(|l| l.has_rejected(&found)) {
            return Err(taken("the rejection of", &proposal.span.words));
        }
        self.layer_mut(article, analyst)?.reject(found);
        Ok(Edit::Unreject { article: article.clone(), analyst: analyst.clone(), proposal: proposal.clone() })
    }

    pub(super) fn unreject(
        &mut self,
        article: &ArticleId,
        analyst: &AnalystId,
        proposal: &Rejection<Anchor>,
    ) -> Result<Edit, EditError> {
        let found = self.resolved(article, analyst, proposal)?;
        if self.layer(article, analyst).is_none_or(|l| !l.has_rejected(&found)) {
            return Err(EditError::NoRejection {
                article: article.clone(),
                analyst: analyst.clone(),
                words: proposal.span.words.clone(),
            });
        }
        self.layer_mut(article, analyst)?.unreject(&found);
        self.drop_blank(article, analyst);
        Ok(Edit::Reject { article: article.clone(), analyst: analyst.clone(), proposal: proposal.clone() })
    }

    fn resolved(
        &self,
        article: &ArticleId,
        analyst: &AnalystId,
        proposal: &Rejection<Anchor>,
    ) -> Result<Rejection, EditError> {
        let text = &self.articles.get(article).ok_or_else(|| EditError::NoArticle(article.clone()))?.text;
        if !self.analysts.contains_key(analyst) {
            return Err(EditError::NoAnalyst(analyst.clone()));
        }
        proposal.resolve(text).map_err(|error| EditError::Span { article: article.clone(), error })
    }
}
