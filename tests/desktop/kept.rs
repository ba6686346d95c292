//! What is kept from frame to frame is what a fresh look at the project gives, whatever has happened to the project.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pressmark::desktop::names::Names;
use pressmark::desktop::reader::Bands;
use pressmark::desktop::tally::Tally;
use pressmark::model::{
    AnalystId, Annotation, AnnotationId, ArticleId, Edit, Place, Progress, Project, Provenance, Values,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::model::wishes::{begun, grant, wish};

fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 2, failure_persistence: None, ..usual }
}

/// Names with how many attributes hold them.
fn names(project: &Project) -> BTreeMap<&str, usize> {
    let named: Vec<_> = project.codebook().attributes.iter().filter(|a| a.values == Values::Name).collect();
    let mut found = BTreeMap::new();
    for annotation in project.layers().flat_map(|(_, _, l)| l.annotations()) {
        for name in named.iter().filter_map(|a| annotation.attributes.get(&a.id)) {
            *found.entry(name.as_str()).or_default() += 1;
        }
    }
    found
}

fn check_bands(bands: &Bands, project: &Project, article: &ArticleId) {
    let mut fresh = Bands::default();
    fresh.update(project, article);
    assert_eq!(bands.all(), fresh.all());
    assert_eq!(bands.count(), fresh.count());
    // Depths by the rule itself: the lowest that no band has which began before and is still open.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for band in bands.all() {
        open.retain(|(end, _)| *end > band.bytes.start);
        let depth = (0..).find(|d| open.iter().all(|(_, taken)| taken != d)).unwrap();
        assert_eq!(band.depth, depth, "{band:?}");
        open.push((band.bytes.end, depth));
    }
    let length = project.article(article).map_or(0, |a| a.text.len());
    for at in 0..=length / 7 {
        let (start, end) = (at * 7, at * 7 + at % 5 * 9 + 1);
        let touching: Vec<_> = bands.touching(start..end).collect();
        let all: Vec<_> = bands.all().iter().filter(|b| b.bytes.start < end && b.bytes.end > start).collect();
        assert_eq!(touching, all, "at {start}..{end}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_kept_follows_the_project(wishes in prop::collection::vec(wish(), 1..30), every in 1..4_usize) {
        let mut project = begun();
        let articles: Vec<ArticleId> = project.articles().map(|a| a.id.clone()).collect();
        let (mut names_kept, mut tally) = (Names::default(), Tally::default());
        let mut bands = vec![Bands::default(); articles.len()];
        let mut back = Vec::new();
        let steps = wishes.iter().map(Some).chain(std::iter::repeat_n(None, wishes.len()));
        for (turn, step) in steps.enumerate() {
            // There, and all the way back.
            let edit = match step {
                Some(wish) => grant(&project, wish),
                None => back.pop(),
            };
            let Some(edit) = edit else { continue };
            let inverse = project.apply(&edit).unwrap();
            if step.is_some() {
                back.push(inverse);
            }
            // Now and then several edits come between two looks.
            if !turn.is_multiple_of(every) {
                continue;
            }
            names_kept.update(&project);
            let found = names(&project);
            prop_assert_eq!(names_kept.all(), found.keys().copied().collect::<Vec<_>>());
            prop_assert!(found.iter().all(|(name, count)| names_kept.count(name) == *count));

            tally.update(turn as u64, &project);
            prop_assert_eq!(tally.annotations(), project.layers().map(|(_, _, l)| l.annotations().len()).sum::<usize>());
            let done = project.articles().filter(|a| project.progress(&a.id) == Progress::Done).count();
            prop_assert_eq!(tally.done(), done);
            for article in project.articles() {
                let count: usize = project.layers_of(&article.id).map(|(_, l)| l.annotations().len()).sum();
                prop_assert_eq!(tally.of(&article.id).annotations, count);
                prop_assert_eq!(tally.of(&article.id).progress, project.progress(&article.id));
            }

            for (article, bands) in articles.iter().zip(&mut bands) {
                bands.update(&project, article);
                check_bands(bands, &project, article);
            }
        }
    }

    #[test]
    fn bands_follow_piles_and_bulk_changes(
        deeds in prop::collection::vec(prop::collection::vec((0..60_u128, 0..190_usize, 1..60_usize), 1..20), 1..12),
    ) {
        // Many annotations over one another: those that are there already move, change or go by turns.
        let text: String = "word ".repeat(50);
        let mut project = super::project(&[&text]);
        let (article, analyst) = (ArticleId::new("a").unwrap(), AnalystId::new("ana").unwrap());
        let code = project.codebook().codes[0].id.clone();
        let mut bands = Bands::default();
        for (round, deed) in deeds.iter().enumerate() {
            for &(number, start, length) in deed {
                let id = AnnotationId(Uuid::from_u128(number));
                let place = Place { article: article.clone(), analyst: analyst.clone(), annotation: id };
                let frozen = project.article(&article).unwrap().text.clone();
                let anchor = |r: Range<usize>| frozen.anchor(frozen.span(r).unwrap());
                let spans = if number % 3 == 0 {
                    vec![anchor(start..start + 1), anchor(start + length..start + length + 1)]
                } else {
                    vec![anchor(start..start + length)]
                };
                let edit = match (project.annotation(&place).is_some(), (round + start) % 3) {
                    (false, _) => Edit::Annotate {
                        article: article.clone(),
                        analyst: analyst.clone(),
                        annotation: Box::new(Annotation {
                            id,
                            code: code.clone(),
                            spans,
                            attributes: BTreeMap::new(),
                            note: String::new(),
                            provenance: Provenance::Hand,
                            at: super::moment(),
                        }),
                    },
                    (true, 0) => Edit::SetSpans { place, spans },
                    (true, 1) => Edit::SetNote { place, note: format!("{start}") },
                    (true, _) => Edit::Unannotate(place),
                };
                project.apply(&edit).unwrap();
            }
            bands.update(&project, &article);
            check_bands(&bands, &project, &article);
        }
        // Stepping goes through all of them, there and back, and nowhere else.
        let walk = |forward| {
            let mut seen: Vec<AnnotationId> = Vec::new();
            let mut now: Option<&Annotation> = None;
            while let Some(band) = bands.step(now, forward) {
                seen.push(band.annotation.id);
                now = Some(&band.annotation);
            }
            seen
        };
        let (there, mut back) = (walk(true), walk(false));
        back.reverse();
        prop_assert_eq!(&there, &back);
        let each: BTreeSet<_> = project.layers().flat_map(|(_, _, l)| l.annotations()).map(|a| a.id).collect();
        prop_assert_eq!(there.len(), each.len());
        prop_assert_eq!(there.into_iter().collect::<BTreeSet<_>>(), each);
    }
}
