//! What coming articles change in a project. The commands and the window carry the same plan out.

use uuid::Uuid;

use super::page::published;
use super::planner::Planner;
use super::{Batch, ImportError};
use crate::model::{Analyst, AnalystId, ArticleId, Edit, Project, Time};

/// What is given beside the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whose annotations those are that name nobody.
    pub analyst: Analyst,
    /// Whether those that name somebody are that analyst's too.
    pub all_by_analyst: bool,
    /// The outlet of all articles, whatever the files say.
    pub outlet: Option<String>,
    /// The title of all articles, whatever the files say.
    pub title: Option<String>,
    /// The date of publication of all articles, whatever the files say.
    pub published: Option<String>,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// All changes, as one [`Edit::Batch`]; an empty one if everything is there already.
    pub edit: Edit,
    /// What the person should know, each a sentence.
    pub notices: Vec<String>,
    /// The bytes to keep: of which article, under which ending.
    pub sources: Vec<(ArticleId, String, Vec<u8>)>,
    /// The articles that are added.
    pub articles: Vec<ArticleId>,
    /// How many annotations are added.
    pub annotations: usize,
}

impl Options {
    /// An analyst, and nothing that the files do not say.
    pub fn of(analyst: &AnalystId) -> Self {
        let analyst = Analyst { id: analyst.clone(), name: analyst.to_string() };
        Self { analyst, all_by_analyst: false, outlet: None, title: None, published: None }
    }
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        matches!(&self.edit, Edit::Batch(edits) if edits.is_empty())
    }
}

/// Weighs coming articles against a project. A text that is there already is not added again, unless another outlet is
/// known to have printed it: a copy is an article of its own, of the same origin. Annotations on a known one go to
/// the article that has it.
///
/// # Errors
/// If a label is no code of the codebook, a value none of those to choose from, or the date of the options cannot be
/// read. Nothing is to be done then.
pub fn plan(
    project: &Project,
    batch: impl Into<Batch>,
    options: &Options,
    ids: &mut dyn FnMut() -> Uuid,
    now: Time,
) -> Result<Plan, ImportError> {
    let date = match &options.published {
        Some(date) if !date.is_empty() => Some(published(date).ok_or_else(|| {
            ImportError::Option(format!("“{date}” is no date. Write it as 2025-08-16 or 2025-08-16T09:30:00Z"))
        })?),
        other => other.clone(),
    };
    let mut planner = Planner::new(project, options, ids, now);
    let batch = batch.into();
    for mut article in batch.articles {
        for (field, value) in [
            (&mut article.info.outlet, &options.outlet),
            (&mut article.info.title, &options.title),
            (&mut article.info.published, &date),
        ] {
            if let Some(value) = value {
                field.clone_from(value);
            }
        }
        planner.article(article)?;
    }
    Ok(planner.finish())
}
