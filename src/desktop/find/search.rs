//! Looking for words on a thread of its own, which sends what it finds in portions and can be stopped.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};
use eframe::egui::Context;

use super::query::{Query, Ready};
use crate::model::{AnalystId, Annotation, AnnotationId, Article, AttributeId, Project};
use crate::text::{Folded, Pattern};

/// So many places are found; a search that finds more is told to be narrowed.
pub const MOST: usize = 200_000;

/// A portion is sent at the latest when it has so many places, or is so old.
const PORTION: usize = 4_000;
const PATIENCE: Duration = Duration::from_millis(40);

/// In what of an annotation words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// In its words, or nowhere if it was found by its filter alone.
    Words,
    /// In the note.
    Note,
    /// In an attribute's value.
    Attribute(AttributeId),
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First byte in the text.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
    /// The annotation that was found, if annotations were looked through, and in what of it.
    pub mark: Option<(AnalystId, AnnotationId, Part)>,
}

impl Hit {
    /// Its bytes of the text.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What was found in one article.
#[derive(Clone, Debug)]
pub struct Group {
    /// The article.
    pub article: Arc<Article>,
    /// The places in it, in order.
    pub hits: Vec<Hit>,
}

/// What has been found so far.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// By article, in the order in which they were added.
    pub groups: Vec<Group>,
    /// How many places lie before each group.
    pub firsts: Vec<usize>,
    /// How many places there are.
    pub total: usize,
    /// Whether there were more than [`MOST`].
    pub capped: bool,
    /// Whether all has been looked through.
    pub done: bool,
}

impl Results {
    fn take(&mut self, groups: Vec<Group>) {
        for group in groups {
            self.firsts.push(self.total);
            self.total += group.hits.len();
            self.groups.push(group);
        }
    }

    /// The group and the place at a number, counted through all groups.
    pub fn at(&self, index: usize) -> Option<(&Group, &Hit)> {
        let group = self.firsts.partition_point(|f| *f <= index).checked_sub(1)?;
        let held = self.groups.get(group)?;
        Some((held, held.hits.get(index - self.firsts.get(group)?)?))
    }
}

#[derive(Debug)]
enum Found {
    Groups(Vec<Group>),
    Done { capped: bool },
}

/// A search that is running. Dropping it stops it.
#[derive(Debug)]
pub struct Search {
    found: Receiver<Found>,
    stop: Arc<AtomicBool>,
}

impl Drop for Search {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Search {
    /// Starts looking. `ctx` is asked for a frame whenever something was found.
    pub fn start(ctx: &Context, project: Arc<Project>, query: Query, pattern: Pattern) -> Self {
        let (sender, found) = unbounded();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, wake) = (stop.clone(), ctx.clone());
        std::thread::spawn(move || {
            Worker { sender, stop: &stopped, wake, portion: Vec::new(), held: 0, total: 0, since: Instant::now() }
                .run(&project, &query, &pattern);
        });
        Self { found, stop }
    }

    /// Takes in what has been found since; returns whether there was anything.
    pub fn poll(&self, results: &mut Results) -> bool {
        let mut any = false;
        while let Ok(found) = self.found.try_recv() {
            any = true;
            match found {
                Found::Groups(groups) => results.take(groups),
                Found::Done { capped } => (results.done, results.capped) = (true, capped),
            }
        }
        any
    }
}

struct Worker<'a> {
    sender: Sender<Found>,
    stop: &'a AtomicBool,
    wake: Context,
    portion: Vec<Group>,
    held: usize,
    total: usize,
    since: Instant,
}

impl Worker<'_> {
    fn run(&mut self, project: &Project, query: &Query, pattern: &Pattern) {
        let mut articles: Vec<&Arc<Article>> = match &query.article {
            Some(id) => project.article(id).into_iter().collect(),
            None => project.articles().collect(),
        };
        articles.sort_by(|a, b| (a.added, &a.id).cmp(&(b.added, &b.id)));
        let filter = query.of.ready();
        let mut room = Folded::default();
        let mut capped = false;
        for article in articles {
            if self.is_stopped() {
                return;
            }
            if query.outlet.as_ref().is_some_and(|outlet| outlet != article.outlet()) {
                continue;
            }
            let left = MOST - self.total;
            let hits = if query.marks {
                marks(project, article, &filter, pattern, left + 1)
            } else {
                self.words(project, article, query, &filter, pattern, &mut room, left + 1)
            };
            capped = hits.len() > left;
            self.keep(article, hits, left);
            if capped {
                break;
            }
        }
        self.send();
        let _ = self.sender.send(Found::Done { capped });
        self.wake.request_repaint();
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    #[expect(clippy::too_many_arguments, reason = "what a search in one text depends on")]
    fn words(
        &self,
        project: &Project,
        article: &Article,
        query: &Query,
        filter: &Ready<'_>,
        pattern: &Pattern,
        room: &mut Folded,
        most: usize,
    ) -> Vec<Hit> {
        let within: Option<Vec<Range<usize>>> = (!query.of.is_open()).then(|| {
            let layers = project.layers_of(&article.id);
            let fitting = layers.flat_map(|(who, l)| l.annotations().iter().filter(move |a| filter.fits(who, a)));
            fitting.flat_map(|a| a.spans.iter().map(|s| s.bytes())).collect()
        });
        if within.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let mut hits = Vec::new();
        pattern.each(&article.text, room, |span| {
            let bytes = span.bytes();
            let touches = |w: &Range<usize>| w.start < bytes.end && bytes.start < w.end;
            if within.as_ref().is_none_or(|all| all.iter().any(touches)) {
                hits.push(Hit { start: bytes.start as u32, end: bytes.end as u32, mark: None });
            }
            hits.len() < most && !self.is_stopped()
        });
        hits
    }

    fn keep(&mut self, article: &Arc<Article>, mut hits: Vec<Hit>, left: usize) {
        hits.truncate(left);
        if !hits.is_empty() {
            self.total += hits.len();
            self.held += hits.len();
            self.portion.push(Group { article: article.clone(), hits });
        }
        if self.held >= PORTION || (self.held > 0 && self.since.elapsed() > PATIENCE) {
            self.send();
            self.wake.request_repaint();
        }
    }

    fn send(&mut self) {
        self.held = 0;
        self.since = Instant::now();
        let _ = self.sender.send(Found::Groups(std::mem::take(&mut self.portion)));
    }
}

fn marks(project: &Project, article: &Article, filter: &Ready<'_>, pattern: &Pattern, most: usize) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (who, layer) in project.layers_of(&article.id) {
        for annotation in layer.annotations().iter().filter(|a| filter.fits(who, a)) {
            if let Some(part) = part(article, annotation, pattern) {
                let mark = Some((who.clone(), annotation.id, part));
                hits.push(Hit { start: annotation.start() as u32, end: annotation.end() as u32, mark });
            }
        }
    }
    hits.sort_by_key(|h| h.start);
    hits.truncate(most);
    hits
}

/// In what of an annotation the words stand; no words stand in all of them.
fn part(article: &Article, annotation: &Annotation, pattern: &Pattern) -> Option<Part> {
    if pattern.is_empty() || annotation.spans.iter().any(|s| pattern.is_in(article.text.words(*s))) {
        return Some(Part::Words);
    }
    if pattern.is_in(&annotation.note) {
        return Some(Part::Note);
    }
    let said = annotation.attributes.iter().find(|(_, value)| pattern.is_in(value));
    said.map(|(id, _)| Part::Attribute(id.clone()))
}
