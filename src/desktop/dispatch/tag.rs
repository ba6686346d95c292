//! Making annotations: by a key, by the brush, from proposals; and what is filled in by rule.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chrono::Utc;
use uuid::Uuid;

use super::{Done, commit};
use crate::desktop::reader::Target;
use crate::desktop::state::Desk;
use crate::model::{
    Annotation, AnnotationId, Article, AttributeId, CodeId, Edit, Kind, Place, Progress, Provenance, Values,
};
use crate::suggest::{self, Suggestion};
use crate::text::{Span, UnitKind, quotations};

/// A code's key that comes again within this time takes up the brush.
const DOUBLE: Duration = Duration::from_millis(450);

/// The selected annotation, if it is one's own.
pub(super) fn own_selection(desk: &Desk) -> Result<Option<Place>, String> {
    match &desk.selected {
        Some(place) if place.analyst != desk.analyst => Err(format!(
            "This annotation is {}’s. You can only change your own.",
            desk.project().analyst(&place.analyst).map_or(place.analyst.as_str(), |a| a.name.as_str())
        )),
        selected => Ok(selected.clone()),
    }
}

/// Tags what a key means now.
pub(super) fn tag(desk: &mut Desk, code: &CodeId) -> Result<Done, String> {
    let again = desk.pressed.take().is_some_and(|(last, at)| last == *code && at.elapsed() < DOUBLE);
    desk.pressed = Some((code.clone(), Instant::now()));
    match desk.reader.target(desk.selected.as_ref()) {
        Some(Target::Selection(spans)) => tag_spans(desk, spans, code)?,
        // With the brush in hand a key means the brush: another code, or down with it.
        _ if desk.brush.is_some() => return Ok(super::reader::brush_with(desk, code.clone())),
        Some(Target::Annotation(_)) => {
            if let Some(place) = own_selection(desk)? {
                let same = desk.project().annotation(&place).is_some_and(|a| a.code == *code);
                if again && same {
                    return Ok(super::reader::brush_with(desk, code.clone()));
                }
                recode(desk, place, code)?;
            }
        }
        Some(Target::Unit(..)) if desk.reader.is_pinned() && desk.suggested.current().is_some() => {
            return super::suggested::accept(desk, Some(code));
        }
        Some(Target::Unit(_, span)) => tag_spans(desk, vec![span], code)?,
        None => match desk.suggested.current() {
            Some(_) => return super::suggested::accept(desk, Some(code)),
            None => {
                return Ok(Done::Say(
                    "Point at a sentence or quotation, or drag over words, then press the key.".into(),
                ));
            }
        },
    }
    Ok(Done::Quietly)
}

/// Tags spans with a code; the same words of one's own are not marked twice: they get the other code.
pub(super) fn tag_spans(desk: &mut Desk, spans: Vec<Span>, code: &CodeId) -> Result<(), String> {
    let twin = desk.current().map(|a| a.id.clone()).and_then(|article| {
        let layer = desk.project().layer(&article, &desk.analyst)?;
        let start = spans.first()?.start().byte();
        let mut at = layer.annotations().starting_from(start).take_while(|a| a.start() == start);
        let found = at.find(|a| a.spans == spans)?;
        Some(Place { article, analyst: desk.analyst.clone(), annotation: found.id })
    });
    match twin {
        Some(place) => {
            recode(desk, place.clone(), code)?;
            select(desk, place);
            Ok(())
        }
        None => {
            let Some(article) = desk.current().cloned() else { return Ok(()) };
            let proposal = desk.suggested.like(&spans, desk.project().codebook().kind(code)).cloned();
            let provenance = Provenance::Hand;
            let place = annotate(desk, &article, spans, code, proposal.as_ref(), provenance, Vec::new())?;
            select(desk, place);
            Ok(())
        }
    }
}

fn select(desk: &mut Desk, place: Place) {
    desk.selected = Some(place);
    desk.suggested.choose(None);
    desk.reader.pin();
}

/// Fills the first name that is asked for, such as the speaker, with words of the text.
pub(super) fn use_words(desk: &mut Desk, words: &[Span]) -> Result<Done, String> {
    let Some(place) = own_selection(desk)? else {
        return Err("Select an annotation first, then the words that name who speaks.".into());
    };
    let project = desk.project().clone();
    let Some(article) = project.article(&place.article) else { return Ok(Done::Quietly) };
    let Some(annotation) = project.annotation(&place) else { return Ok(Done::Quietly) };
    let codebook = project.codebook();
    let mut asked = codebook.attributes_of(codebook.kind(&annotation.code));
    let Some(attribute) = asked.find(|a| a.values == Values::Name).cloned() else {
        return Err("No name is asked for with this code.".into());
    };
    let words: Vec<&str> = words.iter().map(|&s| article.text.words(s).trim()).collect();
    let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let value = project.canonical(&words).to_owned();
    desk.reader.pin();
    let said = format!("{}: {value}", attribute.name);
    let label = format!("Set {}", attribute.name.to_lowercase());
    commit(desk, label, Edit::SetAttribute { place, attribute: attribute.id, value: Some(value) })?;
    Ok(Done::Say(said))
}

/// Gives an annotation another code, unless it has it.
pub(super) fn recode(desk: &mut Desk, place: Place, code: &CodeId) -> Result<(), String> {
    if desk.project().annotation(&place).is_some_and(|a| a.code == *code) {
        return Ok(());
    }
    desk.last_code = Some(code.clone());
    let name = name_of(desk, code);
    commit(desk, format!("Recode as {name}"), Edit::Recode { place, code: code.clone() })
}

fn name_of(desk: &Desk, code: &CodeId) -> String {
    desk.project().codebook().code(code).map_or_else(|| code.to_string(), |c| c.name.to_lowercase())
}

/// Makes an annotation with what is known of it by rule; `with` happens before it, in the same step.
pub(super) fn annotate(
    desk: &mut Desk,
    article: &Article,
    spans: Vec<Span>,
    code: &CodeId,
    proposal: Option<&Suggestion>,
    provenance: Provenance,
    with: Vec<Edit>,
) -> Result<Place, String> {
    let name = name_of(desk, code);
    let id = AnnotationId(Uuid::now_v7());
    let attributes = defaults(desk, article, &spans, code, proposal);
    let annotation = Annotation {
        id,
        code: code.clone(),
        spans: spans.iter().map(|&s| article.text.anchor(s)).collect(),
        attributes,
        note: String::new(),
        provenance,
        at: Utc::now(),
    };
    let made =
        Edit::Annotate { article: article.id.clone(), analyst: desk.analyst.clone(), annotation: Box::new(annotation) };
    let unread = desk.project().layer(&article.id, &desk.analyst).is_none_or(|l| l.progress() == Progress::Unread);
    let mut edits = with;
    if unread {
        edits.push(Edit::SetProgress {
            article: article.id.clone(),
            analyst: desk.analyst.clone(),
            progress: Progress::Reading,
        });
    }
    let edit = if edits.is_empty() {
        made
    } else {
        edits.push(made);
        Edit::Batch(edits)
    };
    commit(desk, format!("Tag as {name}"), edit)?;
    desk.last_code = Some(code.clone());
    Ok(Place { article: article.id.clone(), analyst: desk.analyst.clone(), annotation: id })
}

/// What is filled in by rule: who speaks, how sure the claim is, whose opinion it is. All of it can be changed.
fn defaults(
    desk: &Desk,
    article: &Article,
    spans: &[Span],
    code: &CodeId,
    proposal: Option<&Suggestion>,
) -> BTreeMap<AttributeId, String> {
    let project = desk.project();
    let Some(&first) = spans.first() else { return BTreeMap::new() };
    let text = &article.text;
    let mut values: Vec<(&str, String)> = Vec::new();
    match project.codebook().kind(code) {
        Kind::Quote => match proposal.filter(|p| p.kind == Kind::Quote) {
            Some(p) => {
                values.extend(p.speaker.as_ref().map(|s| ("speaker", s.name.clone())));
                values.extend(p.cue.map(|c| ("cue", text.words(c).to_owned())));
                values.extend(p.form.map(|f| ("form", f.as_str().to_owned())));
            }
            None => {
                if let Some(found) = suggest::attribution(text, first, &article.info.language) {
                    values.extend(found.speaker.map(|s| ("speaker", s.name)));
                    values.extend(found.cue.map(|c| ("cue", text.words(c).to_owned())));
                    values.push(("form", found.form.as_str().to_owned()));
                }
            }
        },
        Kind::Claim => {
            let known = proposal.filter(|p| p.kind == Kind::Claim);
            values.extend(known.and_then(|p| p.source.clone()).map(|s| ("source", s)));
            let certainty = known.and_then(|p| p.certainty).unwrap_or_else(|| suggest::certainty(text, first));
            values.push(("certainty", certainty.to_owned()));
        }
        Kind::Opinion => {
            let known = proposal.filter(|p| p.kind == Kind::Opinion);
            let quoted = || {
                let unit = crate::text::unit_at(text, first.start().byte(), UnitKind::Quotation, Default::default())?;
                suggest::attribution(text, unit, &article.info.language)?.speaker.map(|s| s.name)
            };
            let inside = || in_quotation(text, first).then(quoted).flatten();
            let holder = known.and_then(|p| p.holder.clone()).or_else(inside);
            // Without an outlet's name nobody is named: a file's name is no holder.
            values.push(("holder", holder.unwrap_or_else(|| article.info.outlet.clone())));
            let polarity = known.and_then(|p| p.polarity).unwrap_or_else(|| suggest::polarity(text, first));
            values.push(("polarity", polarity.to_owned()));
        }
        Kind::Plain => {}
    }
    let codebook = project.codebook();
    let kind = codebook.kind(code);
    values
        .into_iter()
        .filter_map(|(id, value)| {
            let attribute = codebook.attributes_of(kind).find(|a| a.id.as_str() == id)?;
            let value = match &attribute.values {
                Values::Name => project.canonical(value.trim()).to_owned(),
                Values::Choice(words) if !words.contains(&value) => return None,
                _ => value.trim().to_owned(),
            };
            (!value.is_empty()).then(|| (attribute.id.clone(), value))
        })
        .collect()
}

fn in_quotation(text: &crate::text::FrozenText, span: Span) -> bool {
    let paragraph = crate::text::paragraph_at(text, span.start().byte());
    let words = text.as_str().get(paragraph.clone()).unwrap_or_default();
    let at = span.start().byte().saturating_sub(paragraph.start);
    quotations(words).iter().any(|q| q.outer.contains(&at))
}
