//! Tagging what was proposed: one commit, so that one undo takes it back.

use std::collections::HashSet;
use std::ops::Range;

use chrono::Utc;
use uuid::Uuid;

use super::preview::{Preview, Standing};
use crate::desktop::dispatch::{Done, commit};
use crate::desktop::lists::parts::counted;
use crate::desktop::state::Desk;
use crate::model::{AnalystId, Annotation, AnnotationId, ArticleId, CodeId, Edit, Progress, Project, Provenance};

/// What an analyst has marked in an article with a code.
#[derive(Debug)]
pub(super) struct Marked {
    exact: HashSet<(usize, usize)>,
    /// First byte of each, in order, and the furthest end among it and those before it.
    reach: Vec<(usize, usize)>,
}

impl Marked {
    pub(super) fn new(project: &Project, article: &ArticleId, analyst: &AnalystId, code: &CodeId) -> Self {
        let layer = project.layer(article, analyst);
        let with = layer.into_iter().flat_map(|l| l.annotations()).filter(|a| a.code == *code);
        let mut spans: Vec<(usize, usize)> =
            with.flat_map(|a| a.spans.iter().map(|s| (s.start().byte(), s.end().byte()))).collect();
        spans.sort_unstable();
        let exact = spans.iter().copied().collect();
        let mut far = 0;
        for (_, end) in &mut spans {
            far = far.max(*end);
            *end = far;
        }
        Self { exact, reach: spans }
    }

    /// How a place stands to it.
    pub(super) fn standing(&self, bytes: &Range<usize>) -> Standing {
        if self.exact.contains(&(bytes.start, bytes.end)) {
            return Standing::Tagged;
        }
        let before = self.reach.partition_point(|(start, _)| *start <= bytes.start);
        let far = before.checked_sub(1).and_then(|at| self.reach.get(at)).map_or(0, |(_, end)| *end);
        if far >= bytes.end { Standing::Inside } else { Standing::Free }
    }
}

/// Tags what is ticked.
pub(super) fn confirm(desk: &mut Desk) -> Result<Done, String> {
    let Some(preview) = desk.find.preview.take() else { return Ok(Done::Quietly) };
    let (count, articles) = preview.ticked();
    let codebook = desk.project().codebook().clone();
    let Some(code) = codebook.code(&preview.code) else {
        return Err(format!("There is no code “{}” in the codebook.", preview.code));
    };
    let edits = edits(desk, &preview, code.kind);
    if edits.is_empty() {
        return Ok(Done::Say("No place is ticked.".into()));
    }
    let places = counted(count, "place");
    commit(desk, format!("Tag {places} as {}", code.name.to_lowercase()), Edit::Batch(edits))?;
    Ok(Done::Say(format!("Tagged {places} in {}. Ctrl+Z takes it back.", counted(articles, "article"))))
}

fn edits(desk: &Desk, preview: &Preview, kind: crate::model::Kind) -> Vec<Edit> {
    let codebook = desk.project().codebook();
    // Another code may have no use for what the first one says.
    let asked = |id| codebook.attribute(id).is_some_and(|a| a.kinds.contains(&kind));
    let attributes: std::collections::BTreeMap<_, _> =
        preview.attributes.iter().filter(|(id, _)| asked(id)).cloned().collect();
    let at = Utc::now();
    let ticked = preview.items.iter().filter(|i| i.ticked);
    let mut begun = std::collections::BTreeSet::new();
    let made = ticked
        .filter_map(|item| {
            let group = preview.results.groups.get(item.key.0)?;
            let span = group.article.text.span(group.hits.get(item.key.1)?.bytes()).ok()?;
            let annotation = Annotation {
                id: AnnotationId(Uuid::now_v7()),
                code: preview.code.clone(),
                spans: vec![group.article.text.anchor(span)],
                attributes: attributes.clone(),
                note: String::new(),
                provenance: Provenance::Hand,
                at,
            };
            let article = group.article.id.clone();
            let layer = desk.project().layer(&article, &desk.analyst);
            if layer.is_none_or(|l| l.progress() == Progress::Unread) {
                begun.insert(article.clone());
            }
            Some(Edit::Annotate { article, analyst: desk.analyst.clone(), annotation: Box::new(annotation) })
        })
        .collect::<Vec<_>>();
    // Who tags in an article has begun to read it.
    let reading = |article| Edit::SetProgress { article, analyst: desk.analyst.clone(), progress: Progress::Reading };
    begun.into_iter().map(reading).chain(made).collect()
}
