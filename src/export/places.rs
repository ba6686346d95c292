//! Annotations of an article in the order of the text.

use std::sync::Arc;

use crate::model::{AnalystId, Annotation, Article, Project};

/// All analysts' annotations on an article: by first start, last end, analyst, id.
pub(super) fn in_order<'a>(project: &'a Project, article: &'a Article) -> Vec<(&'a AnalystId, &'a Arc<Annotation>)> {
    let mut all: Vec<_> = project
        .layers_of(&article.id)
        .flat_map(|(analyst, layer)| layer.annotations().iter().map(move |annotation| (analyst, annotation)))
        .collect();
    all.sort_by(|(x, a), (y, b)| (a.start(), a.end(), *x, a.id).cmp(&(b.start(), b.end(), *y, b.id)));
    all
}

/// The article's words from the first start to the last end of an annotation.
pub(super) fn words<'a>(article: &'a Article, annotation: &Annotation) -> &'a str {
    article.text.as_str().get(annotation.start()..annotation.end()).unwrap_or_default()
}
