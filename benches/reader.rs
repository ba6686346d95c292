//! Processor time of a frame of the whole window with an article in the reader: drawing and tessellation, no GPU.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod measure;

use corpus::Shape;
use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2,
};
use pressmark::desktop::app::App;
use pressmark::desktop::settings::Settings;
use pressmark::store::Opened;

const SHAPES: [(&str, Shape); 3] = [
    ("5kB_30", Shape { articles: 1, bytes: 5_000, annotations: 30, seed: 1 }),
    ("100kB_1000", Shape { articles: 1, bytes: 100_000, annotations: 1_000, seed: 1 }),
    ("1MB_10000", Shape { articles: 1, bytes: 1_000_000, annotations: 10_000, seed: 1 }),
];

/// A window of 1280 by 800 without a screen.
struct Window {
    ctx: Context,
    app: App,
    time: f64,
    turn: u32,
}

impl Window {
    fn on(shape: &Shape) -> Self {
        let ctx = Context::default();
        let mut app = App::with(&ctx, Settings::default());
        let opened = Opened { project: corpus::project(shape), problems: vec![], writer: None, folder: "bench".into() };
        app.show_project(opened, corpus::analyst());
        let mut window = Self { ctx, app, time: 0.0, turn: 0 };
        for _ in 0..10 {
            window.frame(vec![]);
        }
        // So far into the text that it fills the window, also the shortest, and the pointer onto it.
        window.frame(vec![wheel(-160.0)]);
        for _ in 0..60 {
            window.frame(vec![Event::PointerMoved(Pos2::new(500.0, 400.0))]);
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

    /// Down and up again by less than a window, so that paragraphs come into view all the time, and the text fills the
    /// window at every size.
    fn scrolling(&mut self) -> usize {
        self.turn += 1;
        let step = if (self.turn / 10).is_multiple_of(2) { -30.0 } else { 30.0 };
        self.frame(vec![wheel(step)])
    }

    /// The frame in which a key gives the annotation under the pointer another code.
    fn key(&mut self) -> usize {
        self.turn += 1;
        let key = if self.turn.is_multiple_of(2) { Key::Num1 } else { Key::Num2 };
        let press =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        self.frame(vec![press(true), press(false)])
    }
}

fn wheel(y: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        source: MouseWheelSource::Wheel,
        delta: vec2(0.0, y),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    }
}

fn benches(c: &mut Criterion) {
    type Frame = fn(&mut Window) -> usize;
    let kinds: [(&str, Frame); 3] =
        [("at_rest", Window::at_rest), ("scrolling", Window::scrolling), ("key", Window::key)];
    for (kind, frame) in kinds {
        let mut group = c.benchmark_group(format!("reader/{kind}"));
        let mut medians = Vec::new();
        for (name, shape) in SHAPES {
            let mut window = Window::on(&shape);
            group.bench_function(name, |b| b.iter(|| frame(&mut window)));
            if measure::wanted() {
                medians.push((name, measure::median(|| (), |()| frame(&mut window))));
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

criterion_group!(reader, benches);
criterion_main!(reader);
