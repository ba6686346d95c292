//! What is looked for, and where.

use crate::model::{AnalystId, Annotation, ArticleId, AttributeId, CodeId};
use crate::text::{Manner, Pattern, PatternError};

/// Everything that a search depends on but the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, or the regular expression.
    pub words: String,
    /// What counts as a difference.
    pub manner: Manner,
    /// In this article alone; in all of them if there is none.
    pub article: Option<ArticleId>,
    /// In the annotations, not in the text.
    pub marks: bool,
    /// Only what is marked in this way.
    pub of: Filter,
    /// Only articles of this outlet.
    pub outlet: Option<String>,
}

/// Which annotations are meant: those that are looked through, or those in which words of the text must stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// With this code.
    pub code: Option<CodeId>,
    /// Of this analyst.
    pub analyst: Option<AnalystId>,
    /// With this attribute.
    pub attribute: Option<AttributeId>,
    /// With these words in that attribute.
    pub value: String,
}

impl Filter {
    /// Whether it lets everything pass, marked or not.
    pub fn is_open(&self) -> bool {
        self.code.is_none() && self.analyst.is_none() && self.attribute.is_none()
    }

    /// The filter made ready.
    pub fn ready(&self) -> Ready<'_> {
        let loose = Manner { accents: false, ..Manner::default() };
        let value = Pattern::new(self.value.trim(), loose).ok().filter(|p| !p.is_empty());
        Ready { filter: self, value }
    }
}

/// A filter with the words of its value made ready.
#[derive(Debug)]
pub struct Ready<'a> {
    filter: &'a Filter,
    value: Option<Pattern>,
}

impl Ready<'_> {
    /// Whether it lets an annotation pass.
    pub fn fits(&self, analyst: &AnalystId, annotation: &Annotation) -> bool {
        let filter = self.filter;
        filter.code.as_ref().is_none_or(|code| annotation.code == *code)
            && filter.analyst.as_ref().is_none_or(|who| who == analyst)
            && filter.attribute.as_ref().is_none_or(|id| {
                let value = annotation.attributes.get(id);
                value.is_some_and(|value| self.value.as_ref().is_none_or(|p| p.is_in(value)))
            })
    }
}

impl Query {
    /// Whether there is anything to look for.
    pub fn is_blank(&self) -> bool {
        self.words.trim().is_empty() && (!self.marks || self.of.is_open())
    }

    /// The words made ready.
    ///
    /// # Errors
    /// As [`Pattern::new`].
    pub fn pattern(&self) -> Result<Pattern, PatternError> {
        Pattern::new(&self.words, self.manner)
    }
}
