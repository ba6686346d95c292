//! From the start of the process to the end of the first frame: Pressmark on a project against an empty window of the
//! toolkit, turn by turn in one run. Starts a screen in memory of its own.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod measure;
mod screen;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use eframe::egui::{Ui, ViewportCommand};
use pressmark::desktop::app::App;

/// Says when the first frame has been drawn, and closes the window.
struct First<A>(A, bool);

trait Frame {
    fn draw(&mut self, ui: &mut Ui);
}

impl Frame for App {
    fn draw(&mut self, ui: &mut Ui) {
        self.frame(ui);
    }
}

struct Empty;

impl Frame for Empty {
    fn draw(&mut self, ui: &mut Ui) {
        ui.label("Empty");
    }
}

impl<A: Frame> eframe::App for First<A> {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        // The second call comes when the first frame is on the screen.
        if self.1 {
            println!("shown");
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        } else {
            self.0.draw(ui);
        }
        self.1 = true;
        ui.ctx().request_repaint();
    }
}

fn window(kind: &str) {
    let project = concat!(env!("CARGO_MANIFEST_DIR"), "/projects/anchorage-summit");
    let kind = kind.to_owned();
    eframe::run_native(
        "start",
        pressmark::desktop::options(None),
        Box::new(move |creation| {
            Ok(if kind == "empty" {
                Box::new(First(Empty, false)) as Box<dyn eframe::App>
            } else {
                let copy = std::env::temp_dir().join("pressmark-start-bench");
                assert!(copy.is_dir(), "{project} has not been copied");
                Box::new(First(App::new(&creation.egui_ctx, Some(copy)), false))
            })
        }),
    )
    .expect("no window");
}

fn time(kind: &str, display: &str) -> Duration {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--window", kind])
        .env("DISPLAY", display)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY");
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let shown = lines.any(|line| line.is_ok_and(|l| l == "shown"));
    let time = start.elapsed();
    assert!(shown, "the {kind} window showed no frame");
    child.wait().unwrap();
    time
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--window") {
        return window(arguments.get(at + 1).map_or("empty", String::as_str));
    }
    if !measure::wanted() {
        return;
    }
    let target = std::env::temp_dir().join("pressmark-start-bench");
    let _ = std::fs::remove_dir_all(&target);
    copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/anchorage-summit")), &target);
    let (mut server, display) = screen::screen();
    let mut times = [vec![], vec![]];
    for _ in 0..12 {
        for (kind, times) in ["empty", "pressmark"].iter().zip(&mut times) {
            times.push(time(kind, &display));
        }
    }
    let _ = server.kill();
    let _ = server.wait();
    let _ = std::fs::remove_dir_all(&target);
    let [empty, ours] = times.map(|mut t| {
        t.sort_unstable();
        t[t.len() / 2]
    });
    measure::ratio("start to first frame", ours, "an empty window", empty);
}
