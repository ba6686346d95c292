//! A project in, statements out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{AnnotationId, ArticleId, Kind, Project};
use crate::text::Lexicon;

use super::cluster::{self, Task};
use super::compose::{self, Grouped, Made};
use super::decisions::Rulings;
use super::doubts;
use super::graph::{Graph, Name};
use super::grounds::Grounds;
use super::hash::{self, ByHash};
use super::mark::{Mark, Marks};
use super::origins::Origins;
use super::rarity::{Counts, Rarity};
use super::score::{Node, TOGETHER};
use super::statement::Consensus;

/// Keeps what it has computed, so that one changed annotation touches only its neighbours.
#[derive(Debug, Default)]
pub struct Engine {
    counts: BTreeMap<ArticleId, Read>,
    rarity: Arc<Rarity>,
    marks: Marks,
    nodes: ByHash<Name, Arc<Node>>,
    graph: Graph,
    components: ByHash<Name, Component>,
    origins: Origins,
    made: Made,
}

/// An article whose words have been counted.
#[derive(Debug)]
struct Read {
    sha256: String,
    language: String,
    counts: Counts,
}

/// Nodes that hang together, and how they were grouped.
#[derive(Debug, PartialEq)]
struct Component {
    nodes: Vec<Name>,
    same: Vec<(usize, usize)>,
    different: Vec<(usize, usize)>,
    groups: Vec<Vec<usize>>,
}

impl Engine {
    /// An engine that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Brings the engine up to a project and returns its statements. Layers that are the same `Arc` as before are not
    /// read again. The result depends on the project alone, not on what the engine has seen before.
    pub fn sync(&mut self, project: &Project) -> Arc<Consensus> {
        if self.count(project) {
            self.rarity = Arc::new(Rarity::over(self.counts.values().map(|r| &r.counts)));
            self.nodes.clear();
            self.graph = Graph::default();
            self.components.clear();
            self.made.forget();
        }
        let marks = self.marks.read(project);
        let decided = project.decisions().next().is_some();
        let there: HashSet<AnnotationId> = marks.iter().filter(|_| decided).map(|m| m.place.annotation).collect();
        let rulings = Rulings::of(project, &|id| there.contains(&id));
        let members = members(&marks, &rulings.named());
        let wanted = self.nodes_of(&marks, &members);
        if self.graph.set(&wanted) {
            self.components.clear();
            self.made.forget();
        }
        self.nodes = wanted.iter().map(|(&n, node)| (n, Arc::clone(node))).collect();
        let groups = self.groups(&wanted, &members, &marks, &rulings);
        let mut names = vec![0; marks.len()];
        for (&name, at) in &members {
            for &i in at {
                if let Some(slot) = names.get_mut(i) {
                    *slot = name;
                }
            }
        }
        let known = self.origins.sync(project, &rulings.origins);
        let doubts = doubts::find(&marks, &names, &groups, &rulings, &self.graph);
        let grounds = Arc::new(Grounds::new(project, &self.rarity, &rulings));
        let (graph, made) = (&self.graph, &mut self.made);
        let grouped = Grouped { marks: &marks, names: &names, groups: &groups };
        let mut consensus = compose::consensus(project, grouped, rulings, graph, &known, made);
        (consensus.doubts, consensus.grounds) = (doubts, grounds);
        Arc::new(consensus)
    }

    /// Counts the words of articles that are new or have changed; tells whether anything is different now.
    fn count(&mut self, project: &Project) -> bool {
        let before = self.counts.len();
        self.counts.retain(|id, read| {
            project.article(id).is_some_and(|a| a.sha256 == read.sha256 && a.info.language == read.language)
        });
        let new: Vec<_> = project.articles().filter(|a| !self.counts.contains_key(&a.id)).collect();
        let changed = self.counts.len() != before || !new.is_empty();
        let read: Vec<(ArticleId, Read)> = new
            .into_par_iter()
            .map(|article| {
                let counts = Counts::of(article.text.as_str(), Lexicon::of(&article.info.language));
                let (sha256, language) = (article.sha256.clone(), article.info.language.clone());
                (article.id.clone(), Read { sha256, language, counts })
            })
            .collect();
        self.counts.extend(read);
        changed
    }

    /// The node of every name, taken over where it is known.
    fn nodes_of(&self, marks: &[Arc<Mark>], members: &BTreeMap<Name, Vec<usize>>) -> BTreeMap<Name, Arc<Node>> {
        let mut wanted = BTreeMap::new();
        for (&name, at) in members {
            if let Some(known) = self.nodes.get(&name) {
                wanted.insert(name, Arc::clone(known));
                continue;
            }
            let Some(first) = at.first().and_then(|&i| marks.get(i)) else { continue };
            let sites = at.iter().filter_map(|&i| marks.get(i)).map(|m| m.site).collect();
            let node = Node::new(&first.features, first.kind == Kind::Quote, first.speaker, sites, &self.rarity);
            wanted.insert(name, Arc::new(node));
        }
        wanted
    }

    /// Groups of marks, each sorted, by first mark.
    fn groups(
        &mut self,
        wanted: &BTreeMap<Name, Arc<Node>>,
        members: &BTreeMap<Name, Vec<usize>>,
        marks: &[Arc<Mark>],
        rulings: &Rulings,
    ) -> Vec<Vec<usize>> {
        let names: Vec<Name> = wanted.keys().copied().collect();
        let index: ByHash<Name, usize> = names.iter().enumerate().map(|(i, &n)| (n, i)).collect();
        let named = rulings.named();
        let mut node_of: HashMap<AnnotationId, usize> = HashMap::new();
        for (at, name) in names.iter().enumerate().filter(|_| !named.is_empty()) {
            for mark in members.get(name).into_iter().flatten().filter_map(|&i| marks.get(i)) {
                if named.contains(&mark.place.annotation) {
                    node_of.entry(mark.place.annotation).or_insert(at);
                }
            }
        }
        let pairs = |list: &[(AnnotationId, AnnotationId)]| -> Vec<(usize, usize)> {
            list.iter().filter_map(|(a, b)| Some((*node_of.get(a)?, *node_of.get(b)?))).collect()
        };
        let (same, different) = (pairs(&rulings.same), pairs(&rulings.different));
        // Locked statements: decisions alone put something with them.
        let closed: HashSet<usize> = rulings.locked.iter().filter_map(|id| node_of.get(id)).copied().collect();
        // Average linkage never joins groups without a pair that reaches the mark, so what is not connected by such
        // pairs, or by decisions, can be grouped apart.
        let mut forest = Forest((0..names.len()).collect());
        for (at, &name) in names.iter().enumerate() {
            for (other, score) in self.graph.edges(name) {
                if score >= TOGETHER
                    && let Some(&to) = index.get(&other)
                    && !closed.contains(&at)
                    && !closed.contains(&to)
                {
                    forest.join(at, to);
                }
            }
        }
        for &(a, b) in &same {
            forest.join(a, b);
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..names.len() {
            parts.entry(forest.root(at)).or_default().push(at);
        }
        let inside = |list: &[(usize, usize)]| {
            let mut by_root: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
            for &(a, b) in list {
                let root = forest.root(a);
                if root == forest.root(b) {
                    by_root.entry(root).or_default().push((a, b));
                }
            }
            by_root
        };
        let (same, different) = (inside(&same), inside(&different));
        let mut old = std::mem::take(&mut self.components);
        let mut found: Vec<Vec<usize>> = Vec::new();
        for (root, part) in &parts {
            let nodes: Vec<Name> = part.iter().filter_map(|&i| names.get(i).copied()).collect();
            let local = |map: &HashMap<usize, Vec<(usize, usize)>>| -> Vec<(usize, usize)> {
                let place = |x: usize| part.binary_search(&x).ok();
                map.get(root).into_iter().flatten().filter_map(|&(a, b)| Some((place(a)?, place(b)?))).collect()
            };
            let (same, different) = (local(&same), local(&different));
            let Some(&first) = nodes.first() else { continue };
            // The same nodes have the same scores.
            let known = old.remove(&first).filter(|c| c.nodes == nodes && c.same == same && c.different == different);
            let component = known.unwrap_or_else(|| self.group(nodes, same, different));
            for group in &component.groups {
                let mut all: Vec<usize> =
                    group.iter().filter_map(|&i| members.get(component.nodes.get(i)?)).flatten().copied().collect();
                all.sort_unstable();
                found.push(all);
            }
            self.components.insert(first, component);
        }
        found.sort();
        found
    }

    fn group(&self, nodes: Vec<Name>, same: Vec<(usize, usize)>, different: Vec<(usize, usize)>) -> Component {
        if nodes.len() == 1 {
            return Component { nodes, same, different, groups: vec![vec![0]] };
        }
        let index: ByHash<Name, usize> = nodes.iter().enumerate().map(|(i, &n)| (n, i)).collect();
        let weights = nodes.iter().map(|&n| self.graph.node(n).map_or(1.0, |node| node.sites.len() as f64)).collect();
        let mut scores = Vec::new();
        for (at, &name) in nodes.iter().enumerate() {
            let from = scores.len();
            for (other, score) in self.graph.edges(name) {
                if let Some(&to) = index.get(&other).filter(|&&to| to > at) {
                    scores.push((at, to, score));
                }
            }
            if let Some(own) = scores.get_mut(from..) {
                own.sort_unstable_by_key(|&(_, to, _)| to);
            }
        }
        let task = Task { weights, scores, same, different };
        let groups = cluster::groups(&task);
        let Task { same, different, .. } = task;
        Component { nodes, same, different, groups }
    }
}

/// Marks by node: those of the same content are one, unless a decision names them.
fn members(marks: &[Arc<Mark>], named: &BTreeSet<AnnotationId>) -> BTreeMap<Name, Vec<usize>> {
    let content = |(at, mark): (usize, &Arc<Mark>)| {
        (mark.content, Some(mark.place.annotation).filter(|id| named.contains(id)), at)
    };
    let mut by_content: Vec<(u128, Option<AnnotationId>, usize)> = marks.iter().enumerate().map(content).collect();
    by_content.sort_unstable();
    let mut found: Vec<(Name, Vec<usize>)> = Vec::new();
    for one in by_content.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some(&(content, alone, _)) = one.first() else { continue };
        let at: Vec<usize> = one.iter().map(|&(_, _, at)| at).collect();
        let mut digest = hash::Digest::new();
        digest.feed(&content.to_le_bytes());
        digest.feed(alone.map_or([0; 16], |id| *id.0.as_bytes()).as_slice());
        let mut sites: Vec<_> = at.iter().filter_map(|&i| marks.get(i)).map(|m| m.site).collect();
        sites.sort_unstable();
        for site in sites {
            digest.number(site.article);
            digest.number(site.start as u64);
            digest.number(site.end as u64);
        }
        found.push((digest.end(), at));
    }
    found.into_iter().collect()
}

/// Disjoint sets of `0..n`, each named by its least.
struct Forest(Vec<usize>);

impl Forest {
    fn root(&self, at: usize) -> usize {
        let mut top = at;
        while let Some(&above) = self.0.get(top).filter(|&&above| above != top) {
            top = above;
        }
        top
    }

    fn join(&mut self, a: usize, b: usize) {
        let (x, y) = (self.root(a), self.root(b));
        let least = x.min(y);
        for mut at in [a, b, x, y] {
            // Every one on the way points to the root from now on.
            while let Some(above) = self.0.get_mut(at) {
                let next = *above;
                *above = least;
                if next == at {
                    break;
                }
                at = next;
            }
        }
    }
}
