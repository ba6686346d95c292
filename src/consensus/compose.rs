//! Groups of marks -> statements.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{AnnotationId, Article, ArticleId, Kind, Progress, Project};

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

/// What a statement was made of: its marks and their nodes.
type From = Vec<(Arc<Mark>, Name)>;

/// The statements that were made last, in order, so that those of unchanged groups need not be made again and are shared
/// between one state of the project and the next.
#[derive(Debug, Default)]
pub(super) struct Made {
    rulings: Rulings,
    articles: Vec<(Arc<Article>, bool)>,
    /// Who has what from whom.
    known: Arc<Known>,
    /// The spellings of names.
    names: BTreeMap<String, Vec<String>>,
    statements: Vec<Arc<Statement>>,
    /// What each statement was made of.
    from: Vec<From>,
}

impl Made {
    /// Scores have changed: all is to be made again.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Forgets all if decisions, articles, how far they have been read, origins or spellings are others than last time.
    fn suits(&mut self, rulings: Rulings, project: &Project, known: &Arc<Known>) {
        let articles = reading(project);
        let same = self.rulings == rulings
            && Arc::ptr_eq(&self.known, known)
            && self.names == *project.names()
            && self.articles.len() == articles.len()
            && self.articles.iter().zip(&articles).all(|(a, b)| Arc::ptr_eq(&a.0, &b.0) && a.1 == b.1);
        if !same {
            let (known, names) = (Arc::clone(known), project.names().clone());
            *self = Self { rulings, articles, known, names, ..Self::default() };
        }
    }
}

/// The articles in order, and whether each has been read to the end by anybody.
fn reading(project: &Project) -> Vec<(Arc<Article>, bool)> {
    let done: HashSet<&ArticleId> =
        project.layers().filter(|(_, _, l)| l.progress() == Progress::Done).map(|(id, _, _)| id).collect();
    project.articles().map(|a| (Arc::clone(a), done.contains(&a.id))).collect()
}

/// Marks in groups.
#[derive(Clone, Copy)]
pub(super) struct Grouped<'a> {
    /// All marks.
    pub marks: &'a [Arc<Mark>],
    /// The node of each.
    pub names: &'a [Name],
    /// Groups of them, by number.
    pub groups: &'a [Vec<usize>],
}

/// Makes the statements of all groups and puts them in order.
pub(super) fn consensus(
    project: &Project,
    Grouped { marks, names, groups }: Grouped<'_>,
    rulings: Rulings,
    graph: &Graph,
    known: &Arc<Known>,
    made: &mut Made,
) -> Consensus {
    made.suits(rulings, project, known);
    let outlets: HashMap<ArticleId, String> =
        project.articles().map(|a| (a.id.clone(), a.outlet().to_owned())).collect();
    let ids = |wanted: bool| made.articles.iter().filter(|a| a.1 == wanted).map(|a| a.0.id.clone()).collect();
    let frame = Frame {
        project,
        marks,
        names,
        graph,
        rulings: &made.rulings,
        known,
        of: outlets.values().collect::<HashSet<_>>().len(),
        done: ids(true),
        unread: ids(false),
        outlets,
    };
    // A group is known by its first mark.
    let first = |mark: &Arc<Mark>| Arc::as_ptr(mark) as usize;
    let of = |i: &usize| Some((marks.get(*i)?, *names.get(*i)?));
    let by_first: HashMap<usize, &Vec<usize>> =
        groups.iter().filter_map(|g| Some((first(marks.get(*g.first()?)?), g))).collect();
    let unchanged = |from: &[(Arc<Mark>, Name)]| {
        let key = first(&from.first()?.0);
        let group = by_first.get(&key)?;
        let same = group.len() == from.len()
            && group.iter().zip(from).all(|(i, f)| of(i).is_some_and(|(m, n)| Arc::ptr_eq(m, &f.0) && n == f.1));
        same.then_some(key)
    };
    let mut kept: HashSet<usize> = HashSet::with_capacity(made.from.len());
    let mut all: Vec<(Arc<Statement>, From)> = Vec::with_capacity(groups.len());
    // Those that stay come first and in order, so that sorting has little to do.
    for (statement, from) in std::mem::take(&mut made.statements).into_iter().zip(std::mem::take(&mut made.from)) {
        if let Some(key) = unchanged(&from) {
            kept.insert(key);
            all.push((statement, from));
        }
    }
    let new: Vec<&Vec<usize>> =
        groups.iter().filter(|g| g.first().and_then(&of).is_some_and(|(m, _)| !kept.contains(&first(m)))).collect();
    let make = |group: &&Vec<usize>| {
        let from = group.iter().filter_map(&of).map(|(m, n)| (Arc::clone(m), n)).collect();
        Some((Arc::new(frame.statement(group)?), from))
    };
    let fresh: Vec<_> =
        if new.len() < 64 { new.iter().filter_map(make).collect() } else { new.par_iter().filter_map(make).collect() };
    all.extend(fresh);
    all.sort_by(|(a, _), (b, _)| {
        a.standing.cmp(&b.standing).then(b.outlets.cmp(&a.outlets)).then_with(|| place(a).cmp(&place(b)))
    });
    let (mut statements, from): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    name(&mut statements);
    let mut of_annotation = HashMap::with_capacity(marks.len());
    for (at, statement) in statements.iter().enumerate() {
        for member in &statement.members {
            of_annotation.entry(member.place.annotation).or_insert(at);
        }
    }
    (made.statements, made.from) = (statements.clone(), from);
    Consensus { statements, of_annotation, sharing: Arc::clone(&known.sharing), ..Consensus::default() }
}

/// Where a statement is first made: article, first byte, annotation.
fn place(statement: &Statement) -> Option<(&ArticleId, usize, AnnotationId)> {
    let first = statement.members.first()?;
    Some((&first.place.article, first.spans.first().map_or(0, |s| s.start), first.place.annotation))
}

/// Gives every statement an id made from its least annotation: the last twelve figures of that, or all of them where
/// two statements would share these.
fn name(statements: &mut [Arc<Statement>]) {
    const BRIEF: u128 = (1 << 48) - 1;
    let least = |s: &Statement| s.members.iter().map(|m| m.place.annotation.0.as_u128()).min().unwrap_or_default();
    let mut seen: ByHash<u128, u32> = ByHash::default();
    for statement in statements.iter() {
        *seen.entry(least(statement) & BRIEF).or_default() += 1;
    }
    let mut taken: BTreeMap<u128, usize> = BTreeMap::new();
    for statement in statements {
        let full = least(statement);
        let id = if seen.get(&(full & BRIEF)).copied() == Some(1) {
            format!("s-{:012x}", full & BRIEF)
        } else {
            // One annotation id in two layers: the second statement is told apart by a number.
            let count = taken.entry(full).or_default();
            *count += 1;
            if *count == 1 { format!("s-{full:032x}") } else { format!("s-{full:032x}-{count}") }
        };
        if statement.id != id {
            Arc::make_mut(statement).id = id;
        }
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
