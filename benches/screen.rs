//! A screen in memory, for benches with a real window.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// Starts a screen and returns it with its name.
pub fn screen() -> (Child, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb cannot be started; .ci/setup tests installs it");
    let number = BufReader::new(server.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    (server, format!(":{}", number.trim()))
}
