//! Statements from 1,000 and from 10,000 annotations, from nothing and after one more.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod measure;

use corpus::Shape;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use pressmark::consensus::Engine;
use pressmark::model::Project;

const SHAPES: [Shape; 2] = [
    Shape { articles: 10, bytes: 15_000, annotations: 100, seed: 1 },
    Shape { articles: 100, bytes: 15_000, annotations: 100, seed: 1 },
];

fn benches(c: &mut Criterion) {
    let mut group = c.benchmark_group("consensus");
    group.sample_size(10);
    for shape in SHAPES {
        let project = corpus::project(&shape);
        let total = shape.total();
        let mut more = project.clone();
        more.apply(&corpus::one_more(&shape, &project, 0)).unwrap();

        let found = Engine::new().sync(&project);
        let shared = found.statements.iter().filter(|s| s.members.len() > 1).count();
        println!("{total} annotations: {} statements, {shared} of several members", found.statements.len());

        let whole = |()| Engine::new().sync(&project);
        group.bench_function(format!("from_nothing/{total}"), |b| b.iter(|| whole(())));
        // The engine is given another state each time, so that there always is one annotation to take in or out.
        let mut engine = Engine::new();
        engine.sync(&project);
        let mut turn = 0_usize;
        let mut next = |_: ()| {
            turn += 1;
            engine.sync(if turn % 2 == 1 { &more } else { &project })
        };
        group.bench_function(format!("one_more_or_less/{total}"), |b| {
            b.iter_batched(|| (), &mut next, BatchSize::PerIteration);
        });
        if measure::wanted() {
            let read = measure::median(|| (), |()| read_through(&project));
            let all = measure::median(|| (), whole);
            let one = measure::median(|| (), &mut next);
            measure::ratio(&format!("all {total}"), all, "writing their words as JSON", read);
            measure::ratio("one more", one, &format!("all {total}"), all);
        }
    }
    group.finish();
}

/// What the engine cannot do without: taking every annotation's words into the hand once.
fn read_through(project: &Project) -> Vec<u8> {
    let texts = project.layers().flat_map(|(article, _, layer)| {
        let text = &project.article(article).unwrap().text;
        layer.annotations().iter().map(move |annotation| annotation.draft(text))
    });
    serde_json::to_vec(&texts.collect::<Vec<_>>()).unwrap()
}

criterion_group!(all, benches);
criterion_main!(all);
