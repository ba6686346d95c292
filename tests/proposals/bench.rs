//! Hostile texts take no more than time in proportion to their length.

use std::time::{Duration, Instant};

use pressmark::suggest::suggestions;
use pressmark::text::FrozenText;

fn time(unit: &str, bytes: usize) -> Duration {
    let text = FrozenText::new(&unit.repeat(bytes / unit.len()));
    let start = Instant::now();
    std::hint::black_box(suggestions(&text, "en", &[]));
    start.elapsed()
}

/// Twice the text may take four times as long, on a machine that does other things too, but not sixteen times.
#[test]
fn hostile_texts_take_linear_time() {
    for unit in [
        "“",
        "\"",
        "‘",
        "“ ” ",
        "said ",
        "said that ",
        "\"a\" ",
        "he said ",
        "Trump ",
        "TRUMP",
        "Mr. ",
        ", ",
        "(",
        "Anna Berg, who ",
        "a, b said \"c\" ",
        "according to ",
        "x",
        ": ",
        "\"a\" said \"b\"\n",
        "Anna B. said.\n",
        "A",
        "very good ",
        "，",
        "“Anna Berg, ",
        "of the ",
        "and ",
    ] {
        let (small, large) = (time(unit, 20_000), time(unit, 80_000));
        assert!(large < small * 16 + Duration::from_millis(300), "{unit:?}: {small:?}, then {large:?}");
    }
}
