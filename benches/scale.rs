//! Statements from 1,000 to 1,000,000 annotations: time, growth, one change more, memory, and how well what was planted
//! is found.
//!
//! `cargo bench --bench scale` takes 1,000 to 100,000; numbers as arguments take others: `-- 1000000`. `-- one-article`
//! puts 50,000 annotations into one article. `-- write FILE N` writes the sentences for `peer.py`.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod corpus;
mod events;
mod measure;

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use events::{Shape, Told};
use pressmark::consensus::{Consensus, Engine};
use pressmark::model::{AnnotationId, Edit, Place, Progress, Project};

const SEED: u64 = 1;
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        _ if !measure::wanted() => (),
        ["run", count, per_article] => {
            run(&Shape { annotations: count.parse().unwrap(), per_article: per_article.parse().unwrap(), seed: SEED });
        }
        ["write", file, count] => write(file, count.parse().unwrap()),
        ["one-article"] => grow(&[50_000], 50_000),
        [] => grow(&SIZES, 10),
        _ => grow(&words.iter().map(|w| w.parse().unwrap()).collect::<Vec<_>>(), 10),
    }
}

/// Each size in a process of its own, so that its memory is its own.
fn grow(sizes: &[usize], per_article: usize) {
    let mut before: Option<(usize, f64)> = None;
    for &size in sizes {
        let time = child(size, per_article);
        if let Some((smaller, less)) = before {
            let exponent = (time / less).ln() / (size as f64 / smaller as f64).ln();
            println!("ratio: {smaller} -> {size}: time grows as n^{exponent:.2}");
        }
        before = Some((size, time));
    }
}

fn child(size: usize, per_article: usize) -> f64 {
    let this = std::env::current_exe().unwrap();
    let output = Command::new(this).args(["run", &size.to_string(), &per_article.to_string()]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    print!("{text}{}", String::from_utf8_lossy(&output.stderr));
    text.lines().find_map(|l| l.strip_prefix("seconds: ")?.parse().ok()).unwrap_or(f64::NAN)
}

fn run(shape: &Shape) {
    let told = events::told(shape);
    let mut project = events::project(shape, &told);
    let (resting, began, start) = (memory("VmRSS"), processor(), Instant::now());
    let mut engine = Engine::new();
    let mut consensus = engine.sync(&project);
    let (whole, worked) = (start.elapsed(), processor() - began);
    println!("{} annotations in {} articles: {whole:.2?}, processor {worked:.2?}", shape.annotations, shape.articles());
    println!("seconds: {:.4}", whole.as_secs_f64());
    let base = read_through(&project);
    measure::ratio("all", whole, "writing their words as JSON", base);
    println!("memory: project {resting} MB, with statements {} MB, at most {} MB", memory("VmRSS"), memory("VmHWM"));
    found(&told, &consensus);

    let articles = shape.articles();
    let mut times: HashMap<&str, Vec<Duration>> = HashMap::new();
    let mut sync = |what: &'static str, project: &Project, consensus: &mut std::sync::Arc<Consensus>| {
        let began = processor();
        *consensus = engine.sync(project);
        times.entry(what).or_default().push(processor() - began);
    };
    let grown = memory("VmRSS");
    let edits = if shape.annotations > 20_000 { 20 } else { 190 };
    for (turn, again) in told.iter().enumerate().take(edits) {
        let number = turn * 7_919 % articles;
        let id = events::annotation(shape.annotations + 1 + turn);
        let place = Place { article: events::article(number), analyst: events::analyst(), annotation: id };
        project.apply(&events::one_more(&project, number, id)).unwrap();
        sync("one annotation more", &project, &mut consensus);
        if turn % 10 == 0 {
            project.apply(&Edit::Unannotate(place)).unwrap();
            sync("one annotation less", &project, &mut consensus);
        }
        if turn % 40 == 1 {
            let progress = if turn % 80 == 1 { Progress::Reading } else { Progress::Done };
            let (article, analyst) = (events::article(number), events::analyst());
            project.apply(&Edit::SetProgress { article, analyst, progress }).unwrap();
            sync("one article read", &project, &mut consensus);
        }
        if turn % 40 == 2 {
            let words = again.clone();
            for edit in events::of_article(shape, articles + turn, &[words], shape.annotations + 1_000 + turn) {
                project.apply(&edit).unwrap();
            }
            sync("one article more", &project, &mut consensus);
        }
    }
    println!("memory: {} MB more after {edits} edits", memory("VmRSS").saturating_sub(grown));
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort();
    for (what, mut of) in times {
        of.sort_unstable();
        let (median, most) = (of[of.len() / 2], of[of.len() - 1]);
        println!("{what}: processor {median:.2?}, at most {most:.2?}");
        measure::ratio(what, median, "all", worked);
    }
}

/// Of the planted pairs those that share a statement, and of the pairs that share one those that were planted.
fn found(told: &[Told], consensus: &Consensus) {
    let number: HashMap<AnnotationId, usize> = (0..told.len()).map(|n| (events::annotation(n), n)).collect();
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let mut planted: HashMap<u32, u64> = HashMap::new();
    told.iter().filter(|t| t.group > 0).for_each(|t| *planted.entry(t.group).or_default() += 1);
    let planted: u64 = planted.values().map(|&c| pairs(c)).sum();
    let (mut together, mut right) = (0, 0);
    for statement in &consensus.statements {
        let mut groups: HashMap<u32, u64> = HashMap::new();
        for member in &statement.members {
            if let Some(&at) = number.get(&member.place.annotation) {
                *groups.entry(told[at].group).or_default() += 1;
            }
        }
        together += pairs(statement.members.len() as u64);
        right += groups.iter().filter(|(g, _)| **g > 0).map(|(_, &c)| pairs(c)).sum::<u64>();
    }
    let part = |a: u64, b: u64| a as f64 / b.max(1) as f64;
    println!(
        "pairs: precision {:.3}, recall {:.3}; {} statements",
        part(right, together),
        part(right, planted),
        consensus.statements.len()
    );
}

/// What the engine cannot do without: taking every annotation's words into the hand once.
fn read_through(project: &Project) -> Duration {
    let start = Instant::now();
    for (article, _, layer) in project.layers() {
        let text = &project.article(article).unwrap().text;
        let drafts: Vec<_> = layer.annotations().iter().map(|annotation| annotation.draft(text)).collect();
        std::hint::black_box(serde_json::to_vec(&drafts).unwrap());
    }
    start.elapsed()
}

fn write(file: &str, annotations: usize) {
    let shape = Shape { annotations, per_article: 10, seed: SEED };
    let mut out = std::io::BufWriter::new(fs::File::create(file).unwrap());
    for told in events::told(&shape) {
        writeln!(out, "{}\t{}", told.group, told.text).unwrap();
    }
}

/// Processor time of all threads so far.
fn processor() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let time = |task: fs::DirEntry| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    Duration::from_nanos(tasks.filter_map(time).sum())
}

/// A line of the process's status in MB: `VmRSS` now, `VmHWM` at most so far.
fn memory(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    found.and_then(|l| l.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
