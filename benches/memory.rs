//! Resident memory of the real window with a large article against an empty window of the toolkit: at rest once the
//! statements are there, after reading through the article, and after tagging; and the most that there ever was.
//! Starts a screen in memory of its own. Linux only.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod corpus;
mod measure;
mod screen;

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use corpus::Shape;
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, TouchPhase, Ui, ViewportCommand,
    vec2,
};
use pressmark::desktop::app::App;
use pressmark::desktop::settings::Settings;

const SHAPE: Shape = Shape { articles: 1, bytes: 1_000_000, annotations: 10_000, seed: 1 };

/// Frames of reading, and of tagging.
const TURNS: usize = 600;

fn folder() -> PathBuf {
    std::env::temp_dir().join("pressmark-memory-bench")
}

/// A line of `/proc/self/status` in KiB.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn tell(stage: &str) {
    println!("{stage} {} {}", status("VmRSS:"), status("VmHWM:"));
}

struct Empty(usize);

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        ui.label("Empty");
        self.0 += 1;
        if self.0 == 60 {
            tell("empty");
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }
}

struct Full {
    app: App,
    turn: usize,
    waited: usize,
}

impl Full {
    fn settled(&self) -> bool {
        self.app.state.desk.as_ref().is_some_and(|d| d.consensus_of == d.timeline.revision())
    }
}

impl eframe::App for Full {
    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        // A person reads through the article, then tags under the pointer as it comes by.
        let turn = self.turn;
        if turn == 0 || turn > 2 * TURNS {
            return;
        }
        input.events.push(Event::PointerMoved(Pos2::new(500.0, 300.0 + (turn % 200) as f32)));
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            source: MouseWheelSource::Wheel,
            delta: vec2(0.0, if turn < TURNS { -400.0 } else { 90.0 }),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        };
        input.events.push(wheel);
        if turn > TURNS && turn.is_multiple_of(3) {
            let key = [Key::Num1, Key::Num2, Key::Num3][turn / 3 % 3];
            input.events.extend([true, false].map(|pressed| Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            }));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.app.frame(ui);
        ui.ctx().request_repaint();
        match self.turn {
            0 if !self.settled() => return,
            0 | TURNS => {}
            turn if turn > 2 * TURNS && !self.settled() => return,
            turn if turn > 2 * TURNS => {}
            _ => {
                self.turn += 1;
                return;
            }
        }
        // The engine lets go of what it worked with, the writer writes.
        self.waited += 1;
        if self.waited < 60 {
            return;
        }
        self.waited = 0;
        tell(["opened", "read", "tagged"][self.turn.div_ceil(TURNS).min(2)]);
        if self.turn > 2 * TURNS {
            let count = self.app.state.desk.as_ref().map_or(0, |d| d.timeline.done().len());
            println!("edits {count} 0");
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        self.turn += 1;
    }
}

fn window(kind: &str) {
    let kind = kind.to_owned();
    let start = move |creation: &eframe::CreationContext<'_>| {
        Ok(if kind == "empty" {
            Box::new(Empty(0)) as Box<dyn eframe::App>
        } else {
            let mut app = App::with(&creation.egui_ctx, Settings::default());
            app.ask(pressmark::desktop::command::Command::OpenPath(folder()));
            Box::new(Full { app, turn: 0, waited: 0 })
        })
    };
    eframe::run_native("memory", pressmark::desktop::options(None), Box::new(start)).expect("no window");
}

fn run(kind: &str, display: &str) -> Vec<(String, u64, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--window", kind])
        .env("DISPLAY", display)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let found = lines
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.parse().ok()?, words.next()?.parse().ok()?))
        })
        .collect();
    child.wait().unwrap();
    found
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--window") {
        return window(arguments.get(at + 1).map_or("empty", String::as_str));
    }
    if !measure::wanted() {
        return;
    }
    let _ = std::fs::remove_dir_all(folder());
    let shape = SHAPE.or_env();
    corpus::written(&shape, &folder());
    let (mut server, display) = screen::screen();
    let empty = run("empty", &display);
    let full = run("full", &display);
    let _ = server.kill();
    let _ = server.wait();
    let _ = std::fs::remove_dir_all(folder());
    let &(_, base, _) = empty.first().expect("the empty window told nothing");
    println!("empty window: {:.1} MiB", base as f64 / 1024.0);
    println!("{} bytes, {} annotations", shape.bytes, shape.annotations);
    for (stage, now, most) in full {
        if stage == "edits" {
            println!("edits: {now}");
            continue;
        }
        let more = |kib: u64| (kib as f64 - base as f64) / 1024.0;
        println!(
            "{stage}: {:.1} MiB, {:+.1} over empty; most so far {:+.1}",
            now as f64 / 1024.0,
            more(now),
            more(most)
        );
    }
}
