//! Processor time of a frame of the whole window: drawing and tessellation, no GPU. With an article in the reader: at
//! rest, scrolling, and from the press of a key that recodes or tags to the frame that shows it. With many articles:
//! scrolling the list and typing into its filter. And what opening takes until the first frame is there.
//!
//! Ratios are of times on the wall, in one run. The figures called CPU are processor time of this thread alone, from
//! `/proc/thread-self/schedstat`, so Linux only; other threads may work at the same time.
#![allow(missing_docs, clippy::unwrap_used)]

mod corpus;
mod measure;

use std::time::{Duration, Instant};

use corpus::Shape;
use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2,
};
use pressmark::desktop::app::App;
use pressmark::desktop::settings::Settings;
use pressmark::store::Opened;

const SHAPES: [(&str, Shape); 4] = [
    ("5kB_30", Shape { articles: 1, bytes: 5_000, annotations: 30, seed: 1 }),
    ("100kB_1000", Shape { articles: 1, bytes: 100_000, annotations: 1_000, seed: 1 }),
    ("1MB_10000", Shape { articles: 1, bytes: 1_000_000, annotations: 10_000, seed: 1 }),
    ("5MB_50000", Shape { articles: 1, bytes: 5_000_000, annotations: 50_000, seed: 1 }),
];

/// Projects of so many small articles.
const LISTS: [(&str, Shape); 2] = [
    ("100_articles", Shape { articles: 100, bytes: 500, annotations: 3, seed: 1 }),
    ("10000_articles", Shape { articles: 10_000, bytes: 500, annotations: 3, seed: 1 }),
];

/// A window of 1280 by 800 without a screen.
struct Window {
    ctx: Context,
    app: App,
    time: f64,
    turn: u32,
}

impl Window {
    /// A window that shows a project after its first frame, and how long that took.
    fn open(shape: &Shape) -> (Self, Duration) {
        let ctx = Context::default();
        let app = App::with(&ctx, Settings::default());
        let mut window = Self { ctx, app, time: 0.0, turn: 0 };
        for _ in 0..3 {
            window.frame(vec![]);
        }
        let opened = Opened { project: corpus::project(shape), problems: vec![], writer: None, folder: "bench".into() };
        let start = Instant::now();
        window.app.show_project(opened, corpus::analyst());
        window.frame(vec![]);
        let time = start.elapsed();
        (window, time)
    }

    fn on(shape: &Shape) -> Self {
        let (mut window, _) = Self::open(shape);
        // Other threads have their say first, as far as they have one soon: they are not what is measured.
        let patience = Instant::now() + Duration::from_secs(10);
        while window.app.state.desk.as_ref().unwrap().consensus_of == u64::MAX && Instant::now() < patience {
            window.frame(vec![]);
            std::thread::sleep(Duration::from_millis(100));
        }
        // So far into the text that it fills the window, also the shortest, and the pointer onto it.
        window.frame(vec![wheel(-160.0)]);
        for _ in 0..60 {
            window.frame(vec![Event::PointerMoved(Pos2::new(500.0, 400.0))]);
        }
        window
    }

    /// A window with the pointer on the list of articles.
    fn on_list(shape: &Shape) -> Self {
        let mut window = Self::on(shape);
        for _ in 0..60 {
            window.frame(vec![Event::PointerMoved(Pos2::new(120.0, 400.0))]);
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

    fn revision(&self) -> u64 {
        self.app.state.desk.as_ref().unwrap().timeline.revision()
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

impl Window {
    /// The frame in which a letter more, or one less, is in the filter of the list.
    fn typing(&mut self) -> usize {
        self.turn += 1;
        if self.turn == 1 {
            let press = |pos, pressed| Event::PointerButton {
                pos,
                button: eframe::egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            };
            // The field is near the top of the panel, wherever the panel's looks have put it.
            for y in (60..200).step_by(6) {
                let at = Pos2::new(90.0, y as f32);
                self.frame(vec![Event::PointerMoved(at)]);
                self.frame(vec![press(at, true)]);
                self.frame(vec![press(at, false)]);
                if self.ctx.text_edit_focused() {
                    break;
                }
            }
            assert!(self.ctx.text_edit_focused(), "the filter of the list has not been found");
        }
        let key = |pressed| Event::Key {
            key: Key::Backspace,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        match self.turn % 6 {
            n @ 1..=3 => self.frame(vec![Event::Text(["h", "e", "r"][n as usize - 1].into())]),
            _ => self.frame(vec![key(true), key(false)]),
        }
    }
}

/// Time that this thread has been on a processor.
fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

/// The mean processor time of a frame: many systems count it in ticks, so a single frame cannot be told. And the least
/// time on the wall, which is that of a frame that nothing came between.
fn processor(window: &mut Window, frame: Frame) -> (Duration, Duration) {
    const FRAMES: u32 = 120;
    let (mut least, start) = (Duration::MAX, cpu());
    for _ in 0..FRAMES {
        let begun = Instant::now();
        frame(window);
        least = least.min(begun.elapsed());
    }
    ((cpu() - start) / FRAMES, least)
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

type Frame = fn(&mut Window) -> usize;

fn compare(c: &mut Criterion, kind: &str, frame: Frame, windows: &[(&str, Shape)], on: fn(&Shape) -> Window) {
    // `PRESSMARK_KIND=key` for one kind alone: some windows take long to make.
    if std::env::var("PRESSMARK_KIND").is_ok_and(|only| only != kind) {
        return;
    }
    let mut group = c.benchmark_group(format!("reader/{kind}"));
    let mut medians = Vec::new();
    for (name, shape) in windows {
        let mut window = on(shape);
        group.bench_function(*name, |b| b.iter(|| frame(&mut window)));
        if measure::wanted() {
            medians.push((name, measure::median(|| (), |()| frame(&mut window))));
            let before = window.revision();
            let (mean, least) = processor(&mut window, frame);
            assert_eq!(window.revision() > before, kind == "key", "{kind}: keys change the project, nothing else does");
            println!("CPU: {kind} {name} {mean:.1?} a frame; on the wall {least:.1?} at least");
        }
    }
    group.finish();
    if let Some((first, base)) = medians.first().copied() {
        for (name, time) in &medians {
            measure::ratio(&format!("{kind} {name}"), *time, first, base);
        }
    }
}

fn benches(c: &mut Criterion) {
    let kinds: [(&str, Frame); 3] =
        [("at_rest", Window::at_rest), ("scrolling", Window::scrolling), ("key", Window::key)];
    for (kind, frame) in kinds {
        compare(c, kind, frame, &SHAPES, Window::on);
    }
    compare(c, "list_scrolling", Window::scrolling, &LISTS, Window::on_list);
    compare(c, "list_filter", Window::typing, &LISTS, Window::on_list);
    if measure::wanted() {
        for (name, shape) in SHAPES.iter().chain(&LISTS) {
            let opened = (0..3).map(|_| Window::open(shape).1).min().unwrap_or_default();
            println!("first frame {name} {opened:.1?} on the wall at least");
        }
    }
}

criterion_group!(reader, benches);
criterion_main!(reader);
