//! Numbers, durations and dates: a line of text in, what it says out.

use pressmark::text::{Lexicon, Measure, Quantity, quantities};

/// Text, then its quantities as `measure low..high shown`, or dates as `when shown`; separated by `;`. Durations are in
/// minutes.
const LINES: &str = "
a two-and-a-half-hour session | duration 142.5..157.5 2 h 30 min
around two and a half hours | duration 127.5..172.5 ≈ 2 h 30 min
approximately three hours | duration 153..207 ≈ 3 h
The three-hour talks | duration 171..189 3 h
Their nearly three-hour discussion | duration 153..180 < 3 h
under 15 minutes | duration 0..15 < 15 min
less than a quarter of an hour | duration 0..15 < 15 min
half an hour | duration 28.5..31.5 30 min
an hour and a half | duration 85.5..94.5 1 h 30 min
two hours and 30 minutes | duration 142.5..157.5 2 h 30 min
2 h 30 min | duration 142.5..157.5 2 h 30 min
2.5 hours | duration 142.5..157.5 2 h 30 min
2½ hours | duration 142.5..157.5 2 h 30 min
two to three hours | duration 120..180 2 h to 3 h
2-3 hours | duration 120..180 2 h to 3 h
more than two hours | duration 120..inf > 2 h
at least 90 minutes | duration 90..inf > 1 h 30 min
just over an hour | duration 60..69 > 1 h
three hours or so | duration 153..207 ≈ 3 h
~3 hours | duration 153..207 ≈ 3 h
a few minutes | duration 2..6 2 min to 6 min
twenty-five days | duration 34200..37800 25 days
25 per cent | percent 23.75..26.25 25%
about 40% of them | percent 34..46 ≈ 40%
$1,500 | $ 1425..1575 $1,500
nearly $2.5 million | $ 2125000..2500000 < $2,500,000
up to 300 million euros | € 0..300000000 < €300,000,000
two Democratic donors | donor 1.9..2.1 2
three hundred and fifty soldiers | soldier 332.5..367.5 350
1,200 people | peopl 1140..1260 1,200
a dozen people | peopl 11.4..12.6 12
dozens of people | peopl 24..120 24 to 120
since 2021 | when since 2021
in February 2022 | when Feb 2022
on Oct. 3, 2016 | when 3 Oct 2016
held on Friday | when Friday
Friday, August 15, 2025 | when Friday 15 Aug 2025
15 August | when 15 Aug
2025-08-15 | when 15 Aug 2025
They may march on | 
a second meeting | 
one of them | 
the third man | 
seven three | ";

#[test]
fn quantities_are_read() {
    let lexicon = Lexicon::of("en");
    let mut wrong = Vec::new();
    for line in LINES.lines().filter(|l| !l.trim().is_empty()) {
        let (text, expected) = line.split_once(" |").unwrap();
        let found: Vec<String> = quantities(text, lexicon)
            .into_iter()
            .map(|q| match q {
                Quantity::When(_, when) => format!("when {}", when.shown),
                Quantity::Amount(_, a) => {
                    let (what, unit) = match &a.measure {
                        Measure::Duration => ("duration", 60.0),
                        Measure::Percent => ("percent", 1.0),
                        Measure::Money(sign) => (sign.as_str(), 1.0),
                        Measure::Count(head) => (head.as_str(), 1.0),
                    };
                    let near = |x: f64| (x / unit * 1e6).round() / 1e6;
                    format!("{what} {}..{} {}", near(a.low), near(a.high), a.shown)
                }
            })
            .collect();
        if found.join("; ") != expected.trim() {
            wrong.push(format!("{text}: {}, not {}", found.join("; "), expected.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_language_without_a_table_has_no_number_words() {
    assert!(quantities("approximately three hours", Lexicon::of("de-AT")).is_empty());
    assert_eq!(quantities("approximately three hours", Lexicon::of("en-GB")).len(), 1);
}
