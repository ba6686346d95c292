//! Hostile texts take no more than time in proportion to their length.

use std::time::{Duration, Instant};

use pressmark::suggest::suggestions;
use pressmark::text::FrozenText;

/// The shortest of three runs, which is the one that the machine's other work disturbed least.
fn time(unit: &str, bytes: usize) -> Duration {
    let text = FrozenText::new(&unit.repeat(bytes / unit.len()));
    let run = || {
        let start = Instant::now();
        std::hint::black_box(suggestions(&text, "en", &[]));
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

/// Ten times the text would take a hundred times as long if every word were compared with every other.
#[test]
fn a_hostile_line_takes_linear_time() {
    for unit in [
        "“",
        "\"",
        "“ ” ",
        "said ",
        "\"a\" ",
        "he said ",
        "TRUMP",
        "Mr. ",
        ", ",
        "(",
        "Anna Berg, who ",
        "a, b said \"c\" ",
        ", he said x",
        "according to ",
        "“Anna Berg, ",
        "of the ",
    ] {
        let (small, large) = (time(unit, 2_000), time(unit, 20_000));
        assert!(large < small * 40 + Duration::from_millis(200), "{unit:?}: {small:?}, then {large:?}");
    }
}

/// The same for many lines, whose names and speakers are remembered.
#[test]
fn many_lines_take_linear_time() {
    for unit in ["\"a\" said \"b\"\n", "Anna B. said.\n", "“We won.”\n", "He said it was over.\n"] {
        let (small, large) = (time(unit, 4_000), time(unit, 40_000));
        assert!(large < small * 40 + Duration::from_millis(200), "{unit:?}: {small:?}, then {large:?}");
    }
}
