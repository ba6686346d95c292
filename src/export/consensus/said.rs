//! A statement as data.

use serde::Serialize;

use super::Texts;
use crate::consensus::{
    Consensus, Difference, Member, Operation, Origin, Reason, Rival, Severity, Statement, Variant, Via,
};
use crate::model::{AnnotationId, ArticleId, DecisionId, Project, Ruling};

#[derive(Serialize)]
pub(super) struct Said<'a> {
    id: &'a str,
    kind: &'static str,
    text: &'a str,
    standing: &'static str,
    outlets: usize,
    of: usize,
    members: Vec<Voice<'a>>,
    differences: Vec<Slot<'a>>,
    silent: Vec<&'a str>,
    unread: Vec<&'a str>,
    lead: Option<String>,
    origins: Origins<'a>,
    variants: Vec<Wording<'a>>,
    drift: Option<f32>,
    decided: bool,
    locked: bool,
    verdict: Option<&'a str>,
    note: Option<&'a str>,
    decisions: Vec<Decided<'a>>,
    reasons: Vec<Why>,
}

#[derive(Serialize)]
struct Voice<'a> {
    annotation: String,
    article: &'a str,
    label: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<[usize; 2]>,
    outlet: &'a str,
    analyst: &'a str,
    code: &'a str,
    source: Option<&'a str>,
    certainty: Option<&'a str>,
    denied: bool,
    origin: Option<&'a str>,
}

#[derive(Serialize)]
struct Slot<'a> {
    slot: &'static str,
    severity: Option<&'static str>,
    rule: &'a str,
    values: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Value<'a> {
    value: &'a str,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<&'a str>,
    annotations: Vec<String>,
}

#[derive(Serialize)]
struct Origins<'a> {
    count: usize,
    ids: Vec<&'a str>,
    list: Vec<From<'a>>,
}

#[derive(Serialize)]
struct From<'a> {
    id: &'a str,
    via: &'static str,
    agency: Option<&'a str>,
    annotations: Vec<String>,
}

#[derive(Serialize)]
struct Wording<'a> {
    annotation: Option<String>,
    relation: &'static str,
    drift: f32,
    operations: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    op: &'static str,
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Decided<'a> {
    id: String,
    by: &'a str,
    at: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    articles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Why {
    a: String,
    b: String,
    score: f32,
    words: Vec<(String, f32)>,
    rule: Option<String>,
}

pub(super) fn said<'a>(
    project: &'a Project,
    consensus: &Consensus,
    statement: &'a Statement,
    texts: &Texts<'a>,
) -> Said<'a> {
    let id = |at: usize| statement.members.get(at).map(|m| m.place.annotation.to_string());
    let members = statement.members.iter().enumerate();
    Said {
        id: &statement.id,
        kind: statement.kind.as_str(),
        text: &statement.text,
        standing: statement.standing.as_str(),
        outlets: statement.outlets,
        of: statement.of,
        members: members.map(|(at, m)| voice(project, statement, at, m, texts)).collect(),
        differences: statement.differences.iter().map(slot).collect(),
        silent: statement.silent.iter().map(ArticleId::as_str).collect(),
        unread: statement.unread.iter().map(ArticleId::as_str).collect(),
        lead: id(statement.lead),
        origins: Origins {
            count: statement.origins.len(),
            ids: statement.origins.iter().map(|o| o.id.as_str()).collect(),
            list: statement.origins.iter().map(|o| from(o, &id)).collect(),
        },
        variants: statement.variants.iter().map(|v| wording(v, &id)).collect(),
        drift: statement.drift(),
        decided: statement.decided,
        locked: statement.locked,
        verdict: statement.verdict.as_deref(),
        note: statement.note.as_deref(),
        decisions: statement.decisions.iter().filter_map(|id| decided(project, *id)).collect(),
        reasons: consensus.reasons(statement).into_iter().map(why).collect(),
    }
}

fn voice<'a>(
    project: &'a Project,
    statement: &'a Statement,
    at: usize,
    member: &'a Member,
    texts: &Texts<'a>,
) -> Voice<'a> {
    let article = &member.place.article;
    let (first, last) = (member.spans.first(), member.spans.last());
    let (start, end) = (first.map_or(0, |s| s.start), last.map_or(0, |s| s.end));
    let points = |byte: usize| texts.points(article, byte);
    let parts = match member.spans.as_slice() {
        [] | [_] => Vec::new(),
        several => several.iter().map(|s| [points(s.start), points(s.end)]).collect(),
    };
    Voice {
        annotation: member.place.annotation.to_string(),
        article: article.as_str(),
        label: member.kind.as_str(),
        start: points(start),
        end: points(end),
        text: texts.words(article, start..end).unwrap_or(&member.text),
        spans: parts,
        outlet: project.article(article).map_or("", |a| a.outlet()),
        analyst: member.place.analyst.as_str(),
        code: member.code.as_str(),
        source: member.source.as_deref(),
        certainty: project.annotation(&member.place).and_then(|a| a.attribute("certainty")),
        denied: member.denied,
        origin: statement.origins.iter().find(|o| o.members.contains(&at)).map(|o| o.id.as_str()),
    }
}

fn slot(difference: &Difference) -> Slot<'_> {
    let value = |rival: &'_ Rival| rival.annotations.iter().map(ToString::to_string).collect();
    let values = difference.values.iter().map(|rival| Value {
        value: &rival.value,
        low: rival.low.filter(|n| n.is_finite()),
        high: rival.high.filter(|n| n.is_finite()),
        unit: rival.unit.as_deref(),
        annotations: value(rival),
    });
    Slot {
        slot: difference.slot.as_str(),
        severity: difference.severity.map(Severity::as_str),
        rule: &difference.rule,
        values: values.collect(),
    }
}

fn from<'a>(origin: &'a Origin, id: &dyn Fn(usize) -> Option<String>) -> From<'a> {
    let (via, agency) = match &origin.via {
        Via::Outlet => ("outlet", None),
        Via::Passages => ("passages", None),
        Via::Agency(name) => ("agency", Some(name.as_str())),
        Via::Decided => ("decided", None),
    };
    From { id: &origin.id, via, agency, annotations: origin.members.iter().filter_map(|&m| id(m)).collect() }
}

fn wording<'a>(variant: &'a Variant, id: &dyn Fn(usize) -> Option<String>) -> Wording<'a> {
    let step = |o: &'a Operation| Step { op: o.kind, from: &o.from, to: &o.to };
    Wording {
        annotation: id(variant.member),
        relation: variant.relation.as_str(),
        drift: variant.drift,
        operations: variant.operations.iter().map(step).collect(),
    }
}

fn decided(project: &Project, id: DecisionId) -> Option<Decided<'_>> {
    let decision = project.decision(id)?;
    let ids = |list: &[AnnotationId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let none = Vec::new;
    let (kind, annotations, articles, text) = match &decision.ruling {
        Ruling::Same(a, b) => ("same", ids(&[*a, *b]), none(), None),
        Ruling::Different(a, b) => ("different", ids(&[*a, *b]), none(), None),
        Ruling::Wording(a, words) => ("wording", ids(&[*a]), none(), Some(words.as_str())),
        Ruling::Verdict(a, words) => ("verdict", ids(&[*a]), none(), Some(words.as_str())),
        Ruling::Note(a, words) => ("note", ids(&[*a]), none(), Some(words.as_str())),
        Ruling::Lock(all) => ("lock", ids(all), none(), None),
        Ruling::OneOrigin(a, b) => ("one_origin", Vec::new(), vec![a.as_str(), b.as_str()], None),
        Ruling::Independent(a, b) => ("independent", Vec::new(), vec![a.as_str(), b.as_str()], None),
    };
    let at = decision.at.to_rfc3339();
    Some(Decided { id: decision.id.to_string(), by: decision.by.as_str(), at, kind, annotations, articles, text })
}

fn why(reason: Reason) -> Why {
    let Reason { a, b, score, words, rule } = reason;
    Why { a: a.to_string(), b: b.to_string(), score, words, rule }
}
