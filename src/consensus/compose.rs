//! Groups of marks -> statements.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::model::{AnnotationId, ArticleId, Kind, Progress, Project};

use super::absent::Absent;
use super::decisions::Rulings;
use super::graph::{Graph, Name};
use super::hash::ByHash;
use super::mark::Mark;
use super::origins::Known;
use super::statement::{Consensus, Difference, Member, Standing, Statement};
use super::{values, variants};

/// What is the same for all statements of a project.
struct Frame<'a> {
    project: &'a Project,
    marks: &'a [Arc<Mark>],
    names: &'a [Name],
    graph: &'a Graph,
    rulings: &'a Rulings,
    known: &'a Known,
    outlets: HashMap<ArticleId, String>,
    /// The articles that have been read to the end, in order.
    done: Arc<[ArticleId]>,
    /// The others.
    unread: Arc<[ArticleId]>,
    of: usize,
}

/// Makes the statements of all groups and puts them in order.
pub(super) fn consensus(
    project: &Project,
    marks: &[Arc<Mark>],
    names: &[Name],
    groups: &[Vec<usize>],
    rulings: &Rulings,
    graph: &Graph,
    known: &Known,
) -> Consensus {
    let outlets: HashMap<ArticleId, String> =
        project.articles().map(|a| (a.id.clone(), a.outlet().to_owned())).collect();
    let read = |id: &ArticleId| project.progress(id) == Progress::Done;
    let (done, unread): (Vec<ArticleId>, Vec<_>) = project.articles().map(|a| a.id.clone()).partition(read);
    let frame = Frame {
        project,
        marks,
        names,
        graph,
        rulings,
        known,
        of: outlets.values().collect::<HashSet<_>>().len(),
        done: done.into(),
        unread: unread.into(),
        outlets,
    };
    let mut statements: Vec<Statement> = groups.iter().filter_map(|g| frame.statement(g)).collect();
    name(&mut statements);
    statements.sort_by(|a, b| {
        a.standing.cmp(&b.standing).then(b.outlets.cmp(&a.outlets)).then_with(|| place(a).cmp(&place(b)))
    });
    let mut of_annotation = HashMap::new();
    for (at, statement) in statements.iter().enumerate() {
        for member in &statement.members {
            of_annotation.entry(member.place.annotation).or_insert(at);
        }
    }
    let statements = statements.into_iter().map(Arc::new).collect();
    Consensus { statements, of_annotation, sharing: Arc::clone(&known.sharing), ..Consensus::default() }
}

/// Where a statement is first made: article, first byte, annotation.
fn place(statement: &Statement) -> Option<(&ArticleId, usize, AnnotationId)> {
    let first = statement.members.first()?;
    Some((&first.place.article, first.spans.first().map_or(0, |s| s.start), first.place.annotation))
}

/// Gives every statement an id made from its least annotation: the last twelve figures of that, or all of them where
/// two statements would share these.
fn name(statements: &mut [Statement]) {
    let least = |s: &Statement| s.members.iter().map(|m| m.place.annotation).min().map(|id| id.0.simple().to_string());
    let short = |id: &str| id.get(id.len().saturating_sub(12)..).unwrap_or_default().to_owned();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for statement in statements.iter() {
        *seen.entry(least(statement).map_or_else(String::new, |id| short(&id))).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for statement in statements {
        let full = least(statement).unwrap_or_default();
        let brief = short(&full);
        let id = if seen.get(&brief).copied() == Some(1) { format!("s-{brief}") } else { format!("s-{full}") };
        // One annotation id in two layers: the second statement is told apart by a number.
        let count = taken.entry(id.clone()).or_default();
        *count += 1;
        statement.id = if *count == 1 { id } else { format!("{id}-{count}") };
    }
}

impl Frame<'_> {
    fn statement(&self, group: &[usize]) -> Option<Statement> {
        let marks: Vec<&Arc<Mark>> = group.iter().filter_map(|&i| self.marks.get(i)).collect();
        let lead = self.lead(group, &marks)?;
        let leading = marks.get(lead)?;
        let outlet = |m: &Mark| self.outlets.get(&m.place.article).map_or("", String::as_str);
        let outlets = marks.iter().map(|m| outlet(m)).collect::<BTreeSet<_>>().len();
        let canonical = |name: &str| self.project.canonical(name).to_owned();
        let frame = values::Frame { outlet: &outlet, canonical: &canonical };
        let (mut differences, values) = values::differences(&marks, lead, &frame);
        let variants = variants::of(&marks, lead);
        differences.extend(variants::difference(&marks, &variants, &outlet));
        let contested = differences.iter().any(Difference::conflicting);
        let origins = self.known.partition(&marks, &outlet);
        let standing = match (contested, origins.len()) {
            (true, _) => Standing::Contested,
            (false, 0 | 1) => Standing::SingleSource,
            (false, _) => Standing::Corroborated,
        };
        let (silent, unread) = self.absent(&marks);
        let ids: Vec<AnnotationId> = marks.iter().map(|m| m.place.annotation).collect();
        let spoken = self.rulings.over(&ids, &marks.iter().map(|m| &m.place.article).collect::<Vec<_>>());
        let members = marks.iter().zip(values).map(|(m, values)| Member {
            place: m.place.clone(),
            code: m.annotation.code.clone(),
            kind: m.kind,
            spans: m.annotation.spans.iter().map(|s| s.bytes()).collect(),
            text: m.text.clone(),
            source: m.source.clone(),
            denied: m.denied,
            values,
        });
        Some(Statement {
            id: String::new(),
            kind: leading.kind,
            text: spoken.wording.unwrap_or_else(|| leading.text.to_string()),
            standing,
            outlets,
            of: self.of,
            members: members.collect(),
            lead,
            differences,
            silent,
            unread,
            origins,
            variants,
            locked: spoken.locked,
            verdict: spoken.verdict,
            note: spoken.note,
            decisions: spoken.decisions,
            decided: spoken.decided,
        })
    }

    /// The articles without a mark here: those read to the end, and the others. Marks come by article.
    fn absent(&self, marks: &[&Arc<Mark>]) -> (Absent, Absent) {
        let carriers = || marks.iter().map(|m| &m.place.article);
        (Absent::new(&self.done, carriers()), Absent::new(&self.unread, carriers()))
    }

    /// The member that stands for all: of quotations the longest that is not a mere report, of claims the one that is
    /// nearest to all others; the first of several.
    fn lead(&self, group: &[usize], marks: &[&Arc<Mark>]) -> Option<usize> {
        let best = |key: &dyn Fn(usize, &Mark) -> u64| {
            marks.iter().enumerate().map(|(at, m)| (key(at, m), std::cmp::Reverse(at))).max().map(|(_, at)| at.0)
        };
        if marks.iter().any(|m| m.kind == Kind::Quote) {
            return best(&|_, m| {
                let direct = m.annotation.attribute("form") != Some("indirect");
                let quote = u64::from(m.kind == Kind::Quote);
                (quote << 33) | (u64::from(direct) << 32) | m.features.words.len().min(1 << 31) as u64
            });
        }
        let inside: ByHash<Name, usize> =
            group.iter().filter_map(|&i| self.names.get(i)).fold(ByHash::default(), |mut counts, &name| {
                *counts.entry(name).or_default() += 1;
                counts
            });
        let nearness = |at: usize| {
            // Of two, each is as near as the other.
            if group.len() < 3 {
                return 0.0;
            }
            let Some(&name) = group.get(at).and_then(|&i| self.names.get(i)) else { return 0.0 };
            let twins = inside.get(&name).copied().unwrap_or(1) as f64 - 1.0;
            let near = |(n, s): (Name, f32)| Some((n, f64::from(s) * *inside.get(&n)? as f64));
            let mut others: Vec<(Name, f64)> = self.graph.edges(name).filter_map(near).collect();
            // Always added up in the same order.
            others.sort_by_key(|&(n, _)| n);
            twins + others.iter().map(|&(_, s)| s).sum::<f64>()
        };
        best(&|at, m| (u64::from(!m.denied) << 62) | (nearness(at) * 1e6) as u64)
    }
}
