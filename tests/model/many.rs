//! A layer with so many annotations that it is kept in pieces behaves like a sorted list.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pressmark::model::{
    Analyst, AnalystId, Annotation, AnnotationId, ArticleId, Codebook, Edit, Layer, Place, Project, Provenance,
};
use pressmark::text::FrozenText;
use uuid::Uuid;

use super::dice::Dice;

/// What the layer should hold: the note of each annotation, by first byte and id.
type Wanted = BTreeMap<(usize, AnnotationId), String>;

struct Bench {
    project: Project,
    article: ArticleId,
    analyst: AnalystId,
    text: FrozenText,
    wanted: Wanted,
    starts: HashMap<AnnotationId, usize>,
}

impl Bench {
    fn new() -> Self {
        let mut project = Project::new("Many", Codebook::standard());
        let (article, analyst) = (ArticleId::new("a").unwrap(), AnalystId::new("ana").unwrap());
        project.apply(&Edit::AddAnalyst(Analyst { id: analyst.clone(), name: "Ana".into() })).unwrap();
        let draft = Dice(1).draft(article.clone());
        let text = "word ".repeat(2_000);
        let draft = pressmark::model::ArticleDraft { text: text.clone(), noise: vec![], ..draft };
        project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
        let text = FrozenText::new(&text);
        Self { project, article, analyst, text, wanted: Wanted::new(), starts: HashMap::new() }
    }

    fn place(&self, annotation: AnnotationId) -> Place {
        Place { article: self.article.clone(), analyst: self.analyst.clone(), annotation }
    }

    /// Makes, moves, changes or removes an annotation: the edit, and what the layer should hold then.
    fn deed(&mut self, dice: &mut Dice, removing: bool) -> Edit {
        // Ids are in no order, and some places are crowded.
        let id = AnnotationId(Uuid::from_u128(dice.below(3_000) as u128 * 0x9e37_79b9_7f4a_7c15));
        let start = if dice.coin() { dice.below(9_000) } else { dice.below(12) * 5 };
        let anchor = self.text.anchor(self.text.span(start..start + 3).unwrap());
        let note = dice.below(1_000).to_string();
        let Some(&was) = self.starts.get(&id) else {
            self.starts.insert(id, start);
            self.wanted.insert((start, id), note.clone());
            let code = self.project.codebook().codes[0].id.clone();
            let annotation = Annotation {
                id,
                code,
                spans: vec![anchor],
                attributes: BTreeMap::new(),
                note,
                provenance: Provenance::Hand,
                at: dice.time(),
            };
            return Edit::Annotate {
                article: self.article.clone(),
                analyst: self.analyst.clone(),
                annotation: Box::new(annotation),
            };
        };
        let place = self.place(id);
        match dice.below(if removing { 12 } else { 4 }) {
            0 => {
                self.wanted.insert((was, id), note.clone());
                Edit::SetNote { place, note }
            }
            1 => {
                let note = self.wanted.remove(&(was, id)).unwrap();
                self.wanted.insert((start, id), note);
                self.starts.insert(id, start);
                Edit::SetSpans { place, spans: vec![anchor] }
            }
            _ => {
                self.wanted.remove(&(was, id));
                self.starts.remove(&id);
                Edit::Unannotate(place)
            }
        }
    }

    fn layer(&self) -> Arc<Layer> {
        self.project.layer(&self.article, &self.analyst).cloned().unwrap_or_default()
    }
}

fn told(annotation: &Arc<Annotation>) -> ((usize, AnnotationId), String) {
    ((annotation.start(), annotation.id), annotation.note.clone())
}

fn check(bench: &Bench, layer: &Layer, wanted: &Wanted) {
    let all = layer.annotations();
    let list: Vec<_> = wanted.iter().map(|(k, n)| (*k, n.clone())).collect();
    assert_eq!(all.len(), list.len());
    assert_eq!(all.is_empty(), list.is_empty());
    assert_eq!(all.iter().len(), list.len());
    assert_eq!(all.iter().map(told).collect::<Vec<_>>(), list);
    assert_eq!(all.iter().rev().map(told).collect::<Vec<_>>(), list.iter().rev().cloned().collect::<Vec<_>>());
    assert_eq!(all.first().map(told), list.first().cloned());
    assert_eq!(all.last().map(told), list.last().cloned());
    assert_eq!(all.get(list.len()), None);
    for at in (0..list.len()).step_by(97) {
        assert_eq!(all.get(at).map(told).as_ref(), list.get(at));
        assert_eq!(told(&all[at]), list[at]);
        // From both ends until they meet.
        let mut ends = all.iter();
        let (front, back) = (ends.by_ref().take(at).count(), ends.rev().count());
        assert_eq!((front, back), (at, list.len() - at));
    }
    for byte in [0, 1, 5, 30, 4_444, 20_000] {
        let from: Vec<_> = all.starting_from(byte).map(told).collect();
        assert_eq!(from, list.iter().filter(|((start, _), _)| *start >= byte).cloned().collect::<Vec<_>>());
    }
    for (key, note) in list.iter().step_by(13) {
        assert_eq!(layer.get(key.1).map(told), Some((*key, note.clone())));
    }
    assert!(layer.get(AnnotationId(Uuid::max())).is_none());
    for id in bench.starts.keys().take(20) {
        let (place, found) = bench.project.find(*id).unwrap();
        assert_eq!((place, found.id), (bench.place(*id), *id));
    }
}

#[test]
fn a_layer_of_thousands_is_a_sorted_list() {
    for seed in 0..3 {
        let mut bench = Bench::new();
        let mut dice = Dice(seed);
        // States of before with what they should hold for ever.
        let mut kept: Vec<(Arc<Layer>, Wanted)> = Vec::new();
        // One by one, then many at once; growing, then shrinking.
        for round in 0..24 {
            let removing = round >= 12;
            let edits: Vec<Edit> = (0..400).map(|_| bench.deed(&mut dice, removing)).collect();
            if round % 3 == 0 {
                bench.project.apply(&Edit::Batch(edits)).unwrap();
            } else {
                for edit in &edits {
                    bench.project.apply(edit).unwrap();
                }
            }
            let layer = bench.layer();
            check(&bench, &layer, &bench.wanted);
            for (old, wanted) in kept.iter().rev().take(2) {
                let difference = layer.since(old);
                let gone: Wanted = difference.gone.iter().map(|a| told(a)).collect();
                let come: Wanted = difference.come.iter().map(|a| told(a)).collect();
                assert_eq!(gone.len(), difference.gone.len());
                let mut rebuilt = wanted.clone();
                rebuilt.retain(|key, note| gone.get(key) != Some(note));
                rebuilt.extend(come);
                assert_eq!(rebuilt, bench.wanted);
                let shared = difference.gone.iter().any(|g| difference.come.iter().any(|c| Arc::ptr_eq(g, c)));
                assert!(!shared, "what both hold is no difference");
            }
            kept.push((layer, bench.wanted.clone()));
        }
        let most = kept.iter().map(|(l, _)| l.annotations().len()).max();
        assert!(most > Some(1_000), "{most:?} are too few to come in pieces");
        for (layer, wanted) in &kept {
            check(&Bench { starts: HashMap::new(), ..Bench::new() }, layer, wanted);
        }
        let same = kept.iter().filter(|(l, _)| **l == *bench.layer()).count();
        assert_eq!(same, 1, "a layer is equal to itself and to no other state");
    }
}
