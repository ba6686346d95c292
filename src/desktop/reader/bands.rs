//! Which annotations stand where in an article: an index that follows its layers, change by change.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::model::{AnalystId, Annotation, AnnotationId, ArticleId, Layer, Place, Project};

/// One span of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Which annotation.
    pub place: Place,
    /// The annotation.
    pub annotation: Arc<Annotation>,
    /// Which of its spans, counted from 0.
    pub part: usize,
    /// How many bands lie below it where it begins: 0 is the lowest.
    pub depth: usize,
}

/// What bands are ordered by: longer ones first, so that what lies inside them lies above them.
type Key = (usize, Reverse<usize>, AnnotationId);

impl Band {
    fn key(&self) -> Key {
        (self.bytes.start, Reverse(self.bytes.end), self.annotation.id)
    }
}

/// So many changes are carried out one by one; more of them in one go through the whole index.
const FEW: usize = 8;

/// The depth of a band that has not been given one.
const UNSET: usize = usize::MAX;

/// The bands of an article in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Bands {
    article: Option<ArticleId>,
    layers: Vec<(AnalystId, Arc<Layer>)>,
    bands: Vec<Band>,
    /// For each band, the furthest end among it and those before it.
    reach: Vec<usize>,
}

impl Bands {
    /// Brings the index up to a project; does nothing if the article's layers are the same as before. What an edit
    /// costs depends on how much it has changed and on what overlaps that, not on how many annotations there are.
    pub fn update(&mut self, project: &Project, article: &ArticleId) {
        if self.article.as_ref() != Some(article) {
            *self = Self { article: Some(article.clone()), ..Self::default() };
        }
        let mut layers = project.layers_of(article).zip(&self.layers);
        let same = self.layers.len() == project.layers_of(article).count()
            && layers.all(|((analyst, layer), (was, held))| analyst == was && Arc::ptr_eq(layer, held));
        if same {
            return;
        }
        let now: Vec<_> = project.layers_of(article).map(|(a, l)| (a.clone(), l.clone())).collect();
        let before = std::mem::replace(&mut self.layers, now.clone());
        let nothing = Layer::default();
        let mut changes = Changes::default();
        for (analyst, old) in &before {
            let new = now.iter().find(|(a, _)| a == analyst).map_or(&nothing, |(_, l)| l);
            self.compare(article, analyst, old, new, &mut changes);
        }
        for (analyst, new) in now.iter().filter(|(a, _)| before.iter().all(|(b, _)| a != b)) {
            self.compare(article, analyst, &nothing, new, &mut changes);
        }
        self.splice(changes);
    }

    /// Notes how two states of a layer differ. What differs in no span is exchanged at once.
    fn compare(&mut self, article: &ArticleId, analyst: &AnalystId, old: &Layer, new: &Layer, changes: &mut Changes) {
        let difference = new.since(old);
        let mut gone = difference.gone.into_iter().peekable();
        for come in difference.come {
            let key = (come.start(), come.id);
            while let Some(left) = gone.next_if(|g| (g.start(), g.id) < key) {
                changes.gone.extend(keys(left));
            }
            let twin = gone.next_if(|g| (g.start(), g.id) == key);
            if twin.is_some_and(|g| g.spans == come.spans) {
                for key in keys(come) {
                    let at = self.bands.binary_search_by_key(&key, Band::key);
                    if let Some(band) = at.ok().and_then(|at| self.bands.get_mut(at)) {
                        band.annotation = come.clone();
                    }
                }
                continue;
            }
            changes.gone.extend(twin.into_iter().flat_map(|g| keys(g)));
            let place = Place { article: article.clone(), analyst: analyst.clone(), annotation: come.id };
            changes.come.extend(come.spans.iter().enumerate().map(|(part, span)| Band {
                bytes: span.bytes(),
                place: place.clone(),
                annotation: come.clone(),
                part,
                depth: UNSET,
            }));
        }
        changes.gone.extend(gone.flat_map(|g| keys(g)));
    }

    fn splice(&mut self, changes: Changes) {
        let Changes { mut gone, mut come } = changes;
        let mut touched: Vec<Range<usize>> = gone.iter().map(|(start, end, _)| *start..end.0).collect();
        touched.extend(come.iter().map(|b| b.bytes.clone()));
        touched.sort_by_key(|t| t.start);
        let Some(first) = touched.first().map(|t| t.start) else { return };
        if gone.len() + come.len() <= FEW {
            for key in gone {
                if let Ok(at) = self.bands.binary_search_by_key(&key, Band::key) {
                    self.bands.remove(at);
                    self.reach.remove(at);
                }
            }
            for band in come {
                let at = self.bands.binary_search_by_key(&band.key(), Band::key).unwrap_or_else(|at| at);
                self.reach.insert(at, UNSET);
                self.bands.insert(at, band);
            }
        } else {
            gone.sort_unstable();
            let mut gone = gone.into_iter().peekable();
            self.bands.retain(|band| {
                let key = band.key();
                while gone.next_if(|g| *g < key).is_some() {}
                gone.next_if_eq(&key).is_none()
            });
            self.bands.append(&mut come);
            // Two runs in order, or nearly: the sort finds them and puts them together.
            self.bands.sort_by_key(Band::key);
            self.reach.clear();
            self.reach.resize(self.bands.len(), UNSET);
        }
        let last = touched.last().map_or(first, |t| t.start);
        self.extend_reach(first, last);
        self.stack(&touched);
    }

    /// Finds the furthest ends again, for bands that begin at `first` or behind it, as far as they have changed. None
    /// has been put in or taken out behind `last`.
    fn extend_reach(&mut self, first: usize, last: usize) {
        let from = self.bands.partition_point(|b| b.bytes.start < first);
        let mut far = from.checked_sub(1).and_then(|i| self.reach.get(i)).copied().unwrap_or(0);
        for (band, reach) in self.bands.iter().zip(&mut self.reach).skip(from) {
            far = far.max(band.bytes.end);
            if *reach == far && band.bytes.start > last {
                break;
            }
            *reach = far;
        }
    }

    /// Finds depths again wherever a stretch that has changed, in the order of their starts, makes a difference.
    fn stack(&mut self, touched: &[Range<usize>]) {
        let mut touched = touched.iter().peekable();
        while let Some(from) = touched.peek().map(|t| t.start) {
            let mut at = self.bands.partition_point(|b| b.bytes.start < from);
            let open = self.reach.partition_point(|&r| r <= from).min(at);
            let mut pile = Pile::of(self.bands.get(open..at).unwrap_or_default().iter().filter(|b| b.bytes.end > from));
            // What is not as it was before ends here, as far as is known.
            let mut until = 0;
            while let Some(band) = self.bands.get_mut(at) {
                while let Some(t) = touched.next_if(|t| t.start <= band.bytes.start) {
                    until = until.max(t.end);
                }
                if band.bytes.start >= until {
                    break;
                }
                let depth = pile.put(&band.bytes);
                if depth != band.depth {
                    until = until.max(band.bytes.end);
                    band.depth = depth;
                }
                at += 1;
            }
            if at == self.bands.len() {
                return;
            }
        }
    }

    /// The first band of the annotation that comes after another, or before it; the first or last of all for none, or
    /// for one that is not in this article.
    pub fn step(&self, from: Option<&Annotation>, forward: bool) -> Option<&Band> {
        let at =
            from.and_then(|a| keys(a).next()).and_then(|key| self.bands.binary_search_by_key(&key, Band::key).ok());
        let heads = |range: Range<usize>| self.bands.get(range).unwrap_or_default().iter().filter(|b| b.part == 0);
        match (at, forward) {
            (at, true) => heads(at.map_or(0, |i| i + 1)..self.bands.len()).next(),
            (at, false) => heads(0..at.unwrap_or(self.bands.len())).next_back(),
        }
    }

    /// All bands in the order of the text.
    pub fn all(&self) -> &[Band] {
        &self.bands
    }

    /// The bands that share a character with a stretch of the text.
    pub fn touching(&self, bytes: Range<usize>) -> impl Iterator<Item = &Band> {
        let end = self.bands.partition_point(|b| b.bytes.start < bytes.end);
        // `reach` never falls, so everything before the first that reaches here ends before it.
        let start = self.reach.partition_point(|&r| r <= bytes.start).min(end);
        self.bands.get(start..end).unwrap_or_default().iter().filter(move |b| b.bytes.end > bytes.start)
    }

    /// The annotations at a byte, the smallest first.
    pub fn at(&self, byte: usize) -> Vec<&Band> {
        let mut found: Vec<&Band> = self.touching(byte..byte + 1).collect();
        found.sort_by_key(|b| (b.bytes.len(), b.annotation.id));
        found
    }

    /// Number of annotations for each analyst.
    pub fn count(&self) -> usize {
        self.layers.iter().map(|(_, l)| l.annotations().len()).sum()
    }

    /// Where each annotation is drawn in the margin: a lane for each, so that marks that share rows stand side by side.
    /// Takes the annotations with their rows from top to bottom.
    pub fn lanes(rows: &[(AnnotationId, Range<i32>)]) -> HashMap<AnnotationId, usize> {
        let mut lanes: Vec<i32> = Vec::new();
        let mut found = HashMap::new();
        for (id, rows) in rows {
            let lane = lanes.iter().position(|&end| end <= rows.start).unwrap_or(lanes.len());
            if lane == lanes.len() {
                lanes.push(rows.end);
            } else if let Some(end) = lanes.get_mut(lane) {
                *end = rows.end;
            }
            found.insert(*id, lane);
        }
        found
    }
}

/// What is put in and taken out.
#[derive(Default)]
struct Changes {
    gone: Vec<Key>,
    come: Vec<Band>,
}

fn keys(annotation: &Annotation) -> impl Iterator<Item = Key> + '_ {
    annotation.spans.iter().map(|s| (s.start().byte(), Reverse(s.end().byte()), annotation.id))
}

/// The bands that are open at a place of the text, and which depths they take.
#[derive(Default)]
struct Pile {
    /// Ends with depths, the nearest end first.
    open: BinaryHeap<Reverse<(usize, usize)>>,
    /// Depths below `height` that nobody has.
    free: BinaryHeap<Reverse<usize>>,
    height: usize,
}

impl Pile {
    fn of<'a>(open: impl Iterator<Item = &'a Band>) -> Self {
        let mut pile = Self { open: open.map(|b| Reverse((b.bytes.end, b.depth))).collect(), ..Self::default() };
        let mut taken: Vec<usize> = pile.open.iter().map(|o| o.0.1).collect();
        taken.sort_unstable();
        for depth in taken {
            pile.free.extend((pile.height..depth).map(Reverse));
            pile.height = depth + 1;
        }
        pile
    }

    /// Puts a band on the pile: at the lowest depth that is free where it begins.
    fn put(&mut self, bytes: &Range<usize>) -> usize {
        while let Some(Reverse((end, depth))) = self.open.peek().copied()
            && end <= bytes.start
        {
            self.open.pop();
            self.free.push(Reverse(depth));
        }
        let depth = self.free.pop().map_or(self.height, |d| d.0);
        self.height = self.height.max(depth + 1);
        self.open.push(Reverse((bytes.end, depth)));
        depth
    }
}
