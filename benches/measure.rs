//! Figures that can be compared from machine to machine: a duration as a multiple of another in the same run.

// Each bench uses a part of it.
#![allow(dead_code)]

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The median of eleven runs, each on what `prepare` gives, which is not measured.
pub fn median<I, O>(mut prepare: impl FnMut() -> I, mut run: impl FnMut(I) -> O) -> Duration {
    let mut times: Vec<Duration> = (0..11)
        .map(|_| {
            let input = prepare();
            let start = Instant::now();
            let output = black_box(run(black_box(input)));
            let time = start.elapsed();
            drop(output);
            time
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints `what` as a multiple of `base`.
pub fn ratio(what: &str, time: Duration, base: &str, base_time: Duration) {
    let times = time.as_secs_f64() / base_time.as_secs_f64().max(1e-9);
    println!("ratio: {what} {time:.1?} = {times:.2} x {base} {base_time:.1?}");
}

/// Whether the figures are wanted: not when only the benches' names are listed or each is tried once.
pub fn wanted() -> bool {
    !std::env::args().any(|argument| argument == "--test" || argument == "--list")
}
