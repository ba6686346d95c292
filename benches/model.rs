//! One edit in a layer of many annotations while somebody keeps the state from before, as the window always does.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod measure;

use std::sync::Arc;

use corpus::Shape;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use pressmark::model::{Edit, Project, Timeline};

const SMALL: Shape = Shape { articles: 1, bytes: 20_000, annotations: 100, seed: 1 };
const LARGE: Shape = Shape { articles: 1, bytes: 1_000_000, annotations: 10_000, seed: 1 };

/// A timeline, the state from before kept by somebody else, and the edit to come.
fn begin(project: &Project, edit: &Edit) -> (Timeline, Arc<Project>, Edit) {
    let timeline = Timeline::new(project.clone());
    let kept = timeline.project().clone();
    (timeline, kept, edit.clone())
}

fn commit((mut timeline, kept, edit): (Timeline, Arc<Project>, Edit)) -> (Timeline, Arc<Project>) {
    timeline.commit("Tag", edit).unwrap();
    (timeline, kept)
}

fn benches(c: &mut Criterion) {
    let mut group = c.benchmark_group("model");
    let mut medians = Vec::new();
    for shape in [SMALL, LARGE.or_env()] {
        let project = corpus::project(&shape);
        let edit = corpus::one_more(&shape, &project, 0);
        group.bench_function(format!("commit_one/{}", shape.annotations), |b| {
            b.iter_batched(|| begin(&project, &edit), commit, BatchSize::SmallInput);
        });
        if measure::wanted() {
            medians.push(measure::median(|| begin(&project, &edit), commit));
            let (_, _, layer) = project.layers().next().unwrap();
            let copy = measure::median(|| (), |()| layer.annotations().iter().cloned().collect::<Vec<_>>());
            let what = format!("one edit among {} annotations", shape.annotations);
            measure::ratio(&what, *medians.last().unwrap(), "copying as many pointers", copy);
        }
    }
    group.finish();
    if let [small, large] = medians[..] {
        measure::ratio("one edit in the large layer", large, "one in the small layer", small);
    }
}

criterion_group!(all, benches);
criterion_main!(all);
