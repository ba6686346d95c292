//! Opening and checkpointing a project of 1,000 articles with 100 annotations each.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod measure;

use std::path::Path;

use corpus::Shape;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use pressmark::model::{Edit, Place, Project, Timeline};
use pressmark::store::{self, Mode, Opened};

const SHAPE: Shape = Shape { articles: 1_000, bytes: 5_000, annotations: 100, seed: 1 };

fn open(folder: &Path, mode: Mode) -> Opened {
    let opened = store::open(folder, mode).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    opened
}

/// Every file of a folder, read and nothing more.
fn read_all(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { read_all(&path) } else { std::fs::read(&path).unwrap().len() }).sum()
}

/// Every file of a folder, written to another and synced.
fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for path in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
            std::fs::File::open(&target).unwrap().sync_all().unwrap();
        }
    }
}

fn benches(c: &mut Criterion) {
    let shape = SHAPE.or_env();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("corpus");
    corpus::written(&shape, &folder);
    println!("{} articles, {} annotations, {} bytes on disk", shape.articles, shape.total(), read_all(&folder));
    let write = || Mode::Write { analyst: corpus::analyst(), name: "Ana".into() };

    let mut group = c.benchmark_group("store");
    group.sample_size(10);
    group.bench_function("open", |b| b.iter(|| open(&folder, Mode::Read)));

    // A checkpoint after one edit, and one after an edit in every layer.
    let opened = open(&folder, write());
    let writer = opened.writer.unwrap();
    let mut timeline = Timeline::new(opened.project);
    let mut turn = 0_usize;
    // As one edit: after many the writer would make its checkpoint before it is asked for one.
    let mut change = |articles: usize| {
        turn += 1;
        let notes = (0..articles).map(|number| note(timeline.project(), number, turn)).collect();
        let edit = Edit::Batch(notes);
        timeline.commit("Note", edit.clone()).unwrap();
        writer.record(timeline.revision(), chrono::Utc::now(), "Note", &edit, timeline.project());
        writer.flush(false).unwrap();
    };
    for (name, articles) in [("one_layer", 1), ("all_layers", shape.articles)] {
        group.bench_function(format!("checkpoint/{name}"), |b| {
            b.iter_batched(|| change(articles), |()| writer.flush(true).unwrap(), BatchSize::PerIteration);
        });
    }
    group.finish();
    if measure::wanted() {
        let opening = measure::median(|| (), |()| open(&folder, Mode::Read));
        let reading = measure::median(|| (), |()| read_all(&folder));
        measure::ratio("opening", opening, "reading the same files", reading);
        let one = measure::median(|| change(1), |()| writer.flush(true).unwrap());
        let all = measure::median(|| change(shape.articles), |()| writer.flush(true).unwrap());
        let layers = folder.join("annotations");
        let copying = measure::median(|| place.path().join("copy"), |copy| copy_all(&layers, &copy));
        measure::ratio("a checkpoint of all layers", all, "copying and syncing the same files", copying);
        measure::ratio("a checkpoint of one layer", one, "one of all", all);
    }
}

/// Writes a note on the first annotation of an article.
fn note(project: &Project, number: usize, turn: usize) -> Edit {
    let (article, analyst) = (corpus::article(number), corpus::analyst());
    let annotation = project.layer(&article, &analyst).unwrap().annotations()[0].id;
    let place = Place { article, analyst, annotation };
    Edit::SetNote { place, note: format!("turn {turn}") }
}

criterion_group!(all, benches);
criterion_main!(all);
