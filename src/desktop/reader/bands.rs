//! Which annotations stand where in an article: an index made once for each state of its layers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{AnalystId, Annotation, AnnotationId, ArticleId, Layer, Place, Project};

/// One span of an annotation.
#[derive(Clone, Debug)]
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

/// The bands of an article in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Bands {
    layers: Vec<(AnalystId, Arc<Layer>)>,
    bands: Vec<Band>,
    /// For each band, the furthest end among it and those before it.
    reach: Vec<usize>,
}

impl Bands {
    /// Brings the index up to a project; does nothing if the article's layers are the same as before.
    pub fn update(&mut self, project: &Project, article: &ArticleId) {
        let same = self.layers.len() == project.layers_of(article).count()
            && project
                .layers_of(article)
                .zip(&self.layers)
                .all(|((analyst, layer), (was, held))| analyst == was && Arc::ptr_eq(layer, held));
        if same {
            return;
        }
        self.layers = project.layers_of(article).map(|(a, l)| (a.clone(), l.clone())).collect();
        self.bands.clear();
        for (analyst, layer) in &self.layers {
            for annotation in layer.annotations() {
                for (part, span) in annotation.spans.iter().enumerate() {
                    let place = Place { article: article.clone(), analyst: analyst.clone(), annotation: annotation.id };
                    let annotation = annotation.clone();
                    self.bands.push(Band { bytes: span.bytes(), place, annotation, part, depth: 0 });
                }
            }
        }
        // Longer ones first, so that what lies inside them lies above them.
        self.bands.sort_by(|a, b| {
            (a.bytes.start, usize::MAX - a.bytes.end, a.annotation.id).cmp(&(
                b.bytes.start,
                usize::MAX - b.bytes.end,
                b.annotation.id,
            ))
        });
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut reach = 0;
        self.reach.clear();
        for band in &mut self.bands {
            open.retain(|&(end, _)| end > band.bytes.start);
            band.depth = (0..).find(|d| open.iter().all(|(_, taken)| taken != d)).unwrap_or(0);
            open.push((band.bytes.end, band.depth));
            reach = reach.max(band.bytes.end);
            self.reach.push(reach);
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
