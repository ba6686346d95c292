//! What of an article is noise, how far it has been read, and its proposed title.

use super::commit;
use crate::desktop::state::{Desk, propose};
use crate::model::{ArticleId, Edit, Field, Progress};
use crate::text::{Span, without_span};

pub(super) fn toggle_noise(desk: &mut Desk) -> Result<(), String> {
    let Some(article) = desk.current().cloned() else { return Ok(()) };
    // The passage of noise under the pointer is one thing; of selected words only these are freed.
    let passage = desk.reader.pointed().and_then(|byte| article.noise.iter().find(|n| n.contains(byte)).copied());
    let Some(span) = desk.reader.words().or(passage) else {
        return Err("Point at the words, or drag over them, then press the key.".into());
    };
    let was = article.noise.iter().any(|n| n.overlaps(span));
    let noise = if was {
        without_span(&article.text, article.noise.clone(), span)
    } else {
        merged(article.noise.iter().copied().chain([span]).collect())
    };
    let noise = noise.into_iter().map(|s| article.text.anchor(s)).collect();
    let label = if was { "Mark as text again" } else { "Mark as noise" };
    commit(desk, label, Edit::SetNoise { article: article.id.clone(), noise })
}

/// Spans in order; of those that overlap, the earlier one stays.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if kept.last().is_none_or(|l| l.end() <= span.start()) {
            kept.push(span);
        }
    }
    kept
}

pub(super) fn accept_proposals(desk: &mut Desk, id: &ArticleId) -> Result<(), String> {
    let Some(article) = desk.project().article(id).cloned() else { return Ok(()) };
    let proposals = propose(&article);
    let mut edits = Vec::new();
    if let Some(title) = proposals.title {
        let value = article.text.words(title).to_owned();
        edits.push(Edit::SetField { article: id.clone(), field: Field::Title, value });
    }
    if !proposals.noise.is_empty() {
        let noise = merged(article.noise.iter().copied().chain(proposals.noise).collect());
        let noise = noise.into_iter().map(|s| article.text.anchor(s)).collect();
        edits.push(Edit::SetNoise { article: id.clone(), noise });
    }
    edits.push(Edit::SetSettled { article: id.clone(), settled: true });
    commit(desk, "Take proposed title and noise", Edit::Batch(edits))
}

pub(super) fn set_progress(desk: &mut Desk, article: ArticleId, progress: Progress) -> Result<(), String> {
    let analyst = desk.analyst.clone();
    if desk.project().layer(&article, &analyst).map(|l| l.progress()).unwrap_or_default() == progress {
        return Ok(());
    }
    commit(desk, format!("Mark as {}", progress.as_str()), Edit::SetProgress { article, analyst, progress })
}
