//! A screen in memory (Xvfb) with a window manager (openbox), the program on it, and hands to use it (xdotool).
//!
//! Everything ends when its value is dropped. What is missing is an error, never a reason to skip: `tests/run` installs
//! all of it.

#![allow(dead_code)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long anything may take. A debug build on a busy machine draws its first frame late.
const PATIENCE: Duration = Duration::from_secs(90);

/// A process that ends with its value.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen of 1600 by 1000 with a home folder of its own. Fields are dropped in their order: the programs first.
pub struct Screen {
    manager: Process,
    server: Process,
    display: String,
    home: TempDir,
}

/// The program, started on a screen.
pub struct App {
    process: Process,
    log: PathBuf,
}

/// An X window by its number.
pub struct Window(String);

/// Asks again until there is an answer.
pub fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: nothing within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn spawn(command: &mut Command) -> Process {
    let name = command.get_program().to_string_lossy().into_owned();
    Process(command.spawn().unwrap_or_else(|error| panic!("{name} cannot be started ({error}); tests/run installs it")))
}

impl Screen {
    /// Starts the server under a display number that is free, and the window manager.
    pub fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = spawn(xvfb.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()));
        let told = server.0.stdout.take().unwrap();
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || sender.send(BufReader::new(told).lines().next()));
        let number =
            receiver.recv_timeout(PATIENCE).expect("Xvfb says no display number").expect("Xvfb ended").unwrap();
        let display = format!(":{}", number.trim());
        let mut openbox = Command::new("openbox");
        openbox.arg("--sm-disable").env("DISPLAY", &display).env("HOME", home.path());
        let manager = spawn(openbox.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()));
        let screen = Self { manager, server, display, home };
        // Only a window manager that runs can say which desktop is shown.
        wait("openbox", || screen.xdotool(&["get_desktop"]).ok());
        screen
    }

    /// A folder that the screen's programs call home; gone with the screen.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A command with the screen's environment, and nothing of the screen that the tests are started on.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for foreign in
            ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XAUTHORITY"]
        {
            command.env_remove(foreign);
        }
        let home = self.home.path();
        command.env("DISPLAY", &self.display).env("HOME", home).env("PRESSMARK_CONFIG", home.join("config"));
        for (name, folder) in [("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".data"), ("XDG_CACHE_HOME", ".cache")]
        {
            command.env(name, home.join(folder));
        }
        // Pictures are made by the processor: the same everywhere.
        command.env("LIBGL_ALWAYS_SOFTWARE", "1").stdin(Stdio::null());
        command
    }

    /// Leaves settings that say that the tour of the first run has been seen.
    pub fn know_the_program(&self) {
        let folder = self.home().join("config");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("settings.ron"), "(toured: true)").unwrap();
    }

    /// Starts the program under test.
    pub fn run(&self, arguments: &[&str]) -> App {
        let log = self.home.path().join(format!("output-{}", uuid::Uuid::now_v7()));
        let file = File::create(&log).unwrap();
        let mut command = self.command(env!("CARGO_BIN_EXE_pressmark"));
        command.args(arguments).stdout(file.try_clone().unwrap()).stderr(file);
        App { process: spawn(&mut command), log }
    }

    /// The program's window, once it is shown; in front, and with the keyboard.
    pub fn window(&self, app: &mut App) -> Window {
        let number = app.process.0.id().to_string();
        let id = wait("the program's window", || {
            assert!(app.is_alive(), "the program ended:\n{}", app.output());
            let found = self.xdotool(&["search", "--onlyvisible", "--pid", &number]).ok()?;
            found.lines().next().map(str::to_owned)
        });
        self.xdotool(&["windowactivate", "--sync", &id]).unwrap();
        Window(id)
    }

    /// What stands in a window's title.
    pub fn title(&self, window: &Window) -> String {
        self.xdotool(&["getwindowname", &window.0]).unwrap().trim().to_owned()
    }

    /// Left, top, width and height of a window on the screen.
    pub fn place(&self, window: &Window) -> [i32; 4] {
        let told = self.xdotool(&["getwindowgeometry", "--shell", &window.0]).unwrap();
        ["X", "Y", "WIDTH", "HEIGHT"].map(|name| {
            let value = told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {told}"))
        })
    }

    /// Presses a key, by xdotool's names: `1`, `ctrl+s`, `Escape`.
    pub fn key(&self, window: &Window, key: &str) {
        self.xdotool(&["windowfocus", "--sync", &window.0, "key", "--clearmodifiers", key]).unwrap();
    }

    /// Moves the pointer to a point of a window.
    pub fn point(&self, window: &Window, x: i32, y: i32) {
        self.xdotool(&["mousemove", "--window", &window.0, &x.to_string(), &y.to_string()]).unwrap();
    }

    /// Clicks a point of a window.
    pub fn click(&self, window: &Window, x: i32, y: i32) {
        self.point(window, x, y);
        self.xdotool(&["click", "1"]).unwrap();
    }

    /// Clicks a point of a window with the right button.
    pub fn click_right(&self, window: &Window, x: i32, y: i32) {
        self.point(window, x, y);
        self.xdotool(&["click", "3"]).unwrap();
    }

    /// Writes words on the keyboard.
    pub fn write(&self, window: &Window, words: &str) {
        self.xdotool(&["windowfocus", "--sync", &window.0, "type", "--delay", "30", words]).unwrap();
    }

    /// Presses at one point of a window, moves to another, and lets go.
    pub fn drag(&self, window: &Window, from: (i32, i32), to: (i32, i32)) {
        self.point(window, from.0, from.1);
        self.xdotool(&["mousedown", "1"]).unwrap();
        for step in 1..=8 {
            let part = |a: i32, b: i32| a + (b - a) * step / 8;
            self.point(window, part(from.0, to.0), part(from.1, to.1));
        }
        self.xdotool(&["mouseup", "1"]).unwrap();
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<String, String> {
        let output = self.command("xdotool").args(arguments).output();
        let output =
            output.unwrap_or_else(|error| panic!("xdotool cannot be started ({error}); tests/run installs it"));
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)))
        }
    }
}

impl App {
    /// Whether the program has not ended.
    pub fn is_alive(&mut self) -> bool {
        self.process.0.try_wait().unwrap().is_none()
    }

    /// Ends the program at once, as a power cut would (SIGKILL).
    pub fn kill(mut self) {
        self.process.0.kill().unwrap();
        self.process.0.wait().unwrap();
    }

    /// What the program has printed.
    pub fn output(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
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
