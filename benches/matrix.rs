//! Processor time of a frame of the consensus view: drawing and tessellation, no GPU. Few outlets by few statements
//! against many by many: at rest, scrolling down, scrolling sideways, and the frame after a letter in the search field.
//! The statements are made by hand, so that the engine has no part in it.
//!
//! Ratios are of times on the wall, in one run. The figures called CPU are processor time of this thread alone, from
//! `/proc/thread-self/schedstat`, so Linux only.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod measure;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use corpus::Shape;
use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2,
};
use pressmark::consensus::{Absent, Consensus, Difference, Member, Rival, Severity, Slot, Standing, Statement};
use pressmark::desktop::app::App;
use pressmark::desktop::settings::Settings;
use pressmark::desktop::state::View;
use pressmark::model::{AnnotationId, ArticleId, CodeId, Kind, Place};
use pressmark::store::Opened;
use uuid::Uuid;

/// Outlets by statements.
const SIZES: [(&str, usize, usize); 3] = [("5x100", 5, 100), ("100x100", 100, 100), ("100x10000", 100, 10_000)];

/// A window of 1280 by 800 without a screen.
struct Window {
    ctx: Context,
    app: App,
    time: f64,
    turn: u32,
}

impl Window {
    fn on(outlets: usize, statements: usize) -> Self {
        let ctx = Context::default();
        let app = App::with(&ctx, Settings::default());
        let mut window = Self { ctx, app, time: 0.0, turn: 0 };
        for _ in 0..3 {
            window.frame(vec![]);
        }
        let shape = Shape { articles: outlets, bytes: 500, annotations: 3, seed: 1 };
        let project = corpus::project(&shape);
        let opened = Opened { project, problems: vec![], writer: None, folder: "bench".into() };
        window.app.show_project(opened, corpus::analyst());
        // The engine has its say first, so that it does not replace what is made by hand.
        let patience = Instant::now() + Duration::from_secs(60);
        while window.app.state.desk.as_ref().unwrap().consensus_of == u64::MAX && Instant::now() < patience {
            window.frame(vec![]);
            std::thread::sleep(Duration::from_millis(20));
        }
        let desk = window.app.state.desk.as_mut().unwrap();
        let articles: Vec<ArticleId> = desk.project().articles().map(|a| a.id.clone()).collect();
        desk.consensus = Arc::new(consensus(&articles, statements));
        window.app.state.view = View::Consensus;
        for _ in 0..60 {
            window.frame(vec![Event::PointerMoved(Pos2::new(700.0, 500.0))]);
        }
        window
    }

    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    fn at_rest(&mut self) -> usize {
        self.frame(vec![])
    }

    /// Down for as long as a small table is high, and up again.
    fn down(&mut self) -> usize {
        self.turn += 1;
        let step = if (self.turn / 100).is_multiple_of(2) { -80.0 } else { 80.0 };
        self.frame(vec![wheel(0.0, step)])
    }

    fn sideways(&mut self) -> usize {
        self.turn += 1;
        let step = if (self.turn / 100).is_multiple_of(2) { -80.0 } else { 80.0 };
        self.frame(vec![wheel(step, 0.0)])
    }

    fn searching(&mut self) -> usize {
        self.turn += 1;
        let words = ["", "t", "th", "the"][self.turn as usize % 4];
        words.clone_into(&mut self.app.state.desk.as_mut().unwrap().matrix.filter.words);
        self.frame(vec![])
    }
}

fn wheel(x: f32, y: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        source: MouseWheelSource::Wheel,
        delta: vec2(x, y),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    }
}

/// Statements by hand: each is carried by some outlets, every third with two values that cannot both hold.
fn consensus(articles: &[ArticleId], count: usize) -> Consensus {
    let mut sorted = articles.to_vec();
    sorted.sort();
    let all: Arc<[ArticleId]> = sorted.into();
    let mut of_annotation = HashMap::new();
    let statements = (0..count).map(|number| {
        let carriers = 1 + number % 5.min(articles.len());
        let members: Vec<Member> = (0..carriers)
            .map(|nth| {
                let id = AnnotationId(Uuid::from_u128((number * 100 + nth + 1) as u128));
                of_annotation.insert(id, number);
                member(&articles[(number * 7 + nth * 13) % articles.len()], id, number, nth)
            })
            .collect();
        let contested = carriers > 1 && number.is_multiple_of(3);
        let values = |from: usize, value: &str| Rival {
            value: value.to_owned(),
            low: None,
            high: None,
            unit: None,
            annotations: members.iter().skip(from).step_by(2).map(|m| m.place.annotation).collect(),
        };
        let difference = Difference {
            slot: Slot::Duration,
            values: vec![values(0, "2 h 30 min"), values(1, "≈ 3 h")],
            severity: Some(Severity::Hard),
            rule: "the times do not meet".into(),
        };
        let silent = Absent::new(&all, members.iter().map(|m| &m.place.article));
        Arc::new(Statement {
            id: format!("s-{number}"),
            kind: Kind::Claim,
            text: members[0].text.to_string(),
            standing: match (contested, carriers) {
                (true, _) => Standing::Contested,
                (false, 1) => Standing::SingleSource,
                (false, _) => Standing::Corroborated,
            },
            outlets: carriers,
            of: articles.len(),
            members,
            lead: 0,
            origins: vec![],
            variants: vec![],
            differences: if contested { vec![difference] } else { vec![] },
            unread: Absent::new(&Arc::from([]), std::iter::empty()),
            silent,
            decided: number.is_multiple_of(2),
            locked: false,
            verdict: None,
            note: None,
            decisions: vec![],
        })
    });
    let statements = statements.collect();
    let mut consensus = Consensus::default();
    consensus.statements = statements;
    consensus.of_annotation = of_annotation;
    consensus
}

fn member(article: &ArticleId, id: AnnotationId, number: usize, nth: usize) -> Member {
    let how = ["around", "nearly", "about", "almost", "some"][nth % 5];
    let text = format!(
        "The talks on item {number} behind closed doors lasted {how} two and a half hours, said a person who was there"
    );
    Member {
        place: Place { article: article.clone(), analyst: corpus::analyst(), annotation: id },
        code: CodeId::new("claim").unwrap(),
        kind: Kind::Claim,
        spans: std::iter::once(0..20).collect(),
        text: text.into(),
        source: nth.is_multiple_of(2).then(|| "Reuters".to_owned()),
        denied: false,
        values: vec![],
    }
}

/// Time that this thread has been on a processor.
fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

type Frame = fn(&mut Window) -> usize;

fn benches(c: &mut Criterion) {
    let kinds: [(&str, Frame); 4] = [
        ("at_rest", Window::at_rest),
        ("down", Window::down),
        ("sideways", Window::sideways),
        ("searching", Window::searching),
    ];
    for (kind, frame) in kinds {
        let mut group = c.benchmark_group(format!("matrix/{kind}"));
        let mut medians = Vec::new();
        for (name, outlets, statements) in SIZES {
            let mut window = Window::on(outlets, statements);
            group.bench_function(name, |b| b.iter(|| frame(&mut window)));
            if measure::wanted() {
                medians.push((name, measure::median(|| (), |()| frame(&mut window))));
                const FRAMES: u32 = 200;
                let (mut longest, start) = (Duration::ZERO, cpu());
                for _ in 0..FRAMES {
                    let begun = Instant::now();
                    frame(&mut window);
                    longest = longest.max(begun.elapsed());
                }
                let mean = (cpu() - start) / FRAMES;
                println!("CPU: {kind} {name} {mean:.1?} a frame; the longest on the wall {longest:.1?}");
            }
        }
        group.finish();
        if let Some((first, base)) = medians.first().copied() {
            for (name, time) in &medians {
                measure::ratio(&format!("{kind} {name}"), *time, first, base);
            }
        }
    }
}

criterion_group!(matrix, benches);
criterion_main!(matrix);
