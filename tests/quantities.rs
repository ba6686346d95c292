//! Numbers, durations and dates: a line of text in, what it says out.

use pressmark::text::{Lexicon, Measure, Quantity, hedges, quantities};

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

/// The quantities of a text as in [`LINES`].
fn said(text: &str, lexicon: &Lexicon) -> String {
    let words = |q: Quantity| match q {
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
    };
    quantities(text, lexicon).into_iter().map(words).collect::<Vec<_>>().join("; ")
}

#[test]
fn quantities_are_read() {
    let lexicon = Lexicon::of("en");
    let mut wrong = Vec::new();
    for line in LINES.lines().filter(|l| !l.trim().is_empty()) {
        let (text, expected) = line.split_once(" |").unwrap();
        let found = said(text, lexicon);
        if found != expected.trim() {
            wrong.push(format!("{text}: {found}, not {}", expected.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_language_without_a_table_has_no_number_words() {
    assert!(quantities("approximately three hours", Lexicon::of("de-AT")).is_empty());
    assert_eq!(quantities("approximately three hours", Lexicon::of("en-GB")).len(), 1);
}

/// Language, text, then what it says as in [`LINES`].
const OTHERS: &str = "
de | rund drei Stunden | duration 153..207 ≈ 3 h
de | die zweieinhalbstündige Sitzung | duration 142.5..157.5 2 h 30 min
de | fast fünfundzwanzig Tage | duration 30600..36000 < 25 days
de | mehr als 1.500 Euro | € 1500..inf > €1,500
de | 12,5 Prozent | percent 11.875..13.125 12.5%
de | am 15. August 2025 | when 15 Aug 2025
de | gestern | when gestern
fr | environ trois heures | duration 153..207 ≈ 3 h
fr | deux heures et demie | duration 142.5..157.5 2 h 30 min
fr | plus de 1 500 euros | € 1500..inf > €1,500
fr | le 15 août 2025 | when 15 Aug 2025
es | casi tres horas | duration 153..180 < 3 h
es | treinta y cinco minutos | duration 33.25..36.75 35 min
es | al menos 300 millones de euros | € 300000000..inf > €300,000,000
es | el 15 de agosto de 2025 | when 15 Aug 2025
ru | около трех часов | duration 153..207 ≈ 3 h
ru | двадцать пять минут | duration 23.75..26.25 25 min
ru | трехчасовые переговоры | duration 171..189 3 h
ru | не менее 40 процентов | percent 40..inf > 40%
ru | 15 августа 2025 года | when 15 Aug 2025
ar | نحو ثلاث ساعات | duration 153..207 ≈ 3 h
ar | استمرت المحادثات ساعتين | duration 114..126 2 h
ar | أكثر من 40 بالمئة | percent 40..inf > 40%
ar | منذ 2021 | when منذ 2021";

#[test]
fn other_languages_have_number_words_hedges_and_dates_of_their_own() {
    let mut wrong = Vec::new();
    for line in OTHERS.lines().filter(|l| !l.trim().is_empty()) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let found = said(parts[1], Lexicon::of(parts[0]));
        if found != parts[2] {
            wrong.push(format!("{}: {found}, not {}", parts[1], parts[2]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn distances_in_time_are_told_from_durations_and_days_from_publication() {
    let amount = |text: &str| match quantities(text, Lexicon::of("en")).pop() {
        Some(Quantity::Amount(_, amount)) => amount,
        other => panic!("{text}: {other:?}"),
    };
    assert!(amount("Fifteen minutes later he wrote").apart && amount("Moments later he wrote").apart);
    assert!(!amount("for fifteen minutes").apart);
    assert!(amount("Moments later he wrote").high < amount("Fifteen minutes later he wrote").low);
    // Friday.
    let published = chrono::NaiveDate::from_ymd_opt(2024, 5, 17);
    let days = |text: &str| match quantities(text, Lexicon::of("en")).pop() {
        Some(Quantity::When(_, when)) => when.days(published).map(|(a, b)| (a.to_string(), b.to_string())).unwrap(),
        other => panic!("{text}: {other:?}"),
    };
    let day = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(days("it happened yesterday"), day("2024-05-16", "2024-05-16"));
    assert_eq!(days("it happened last month"), day("2024-04-01", "2024-04-30"));
    assert_eq!(days("it happened last year"), day("2023-01-01", "2023-12-31"));
    // Weeks that begin on Sunday or on Monday.
    assert_eq!(days("it happened last week"), day("2024-05-05", "2024-05-12"));
}

#[test]
fn the_dead_are_counted_alike_however_they_are_named() {
    let measure = |text: &str| match quantities(text, Lexicon::of("en")).pop() {
        Some(Quantity::Amount(_, amount)) => amount.measure,
        other => panic!("{text}: {other:?}"),
    };
    let dead = measure("58 dead");
    assert_eq!(measure("58 people were killed"), dead);
    assert_eq!(measure("the blast killed at least 58 villagers"), dead);
    assert_ne!(measure("58 people were injured"), dead);
}

#[test]
fn every_hedge_that_is_read_can_be_printed() {
    let rows = hedges();
    let nearly = rows.iter().find(|r| r.language == "en" && r.words == "nearly").unwrap();
    assert_eq!((nearly.low, nearly.high), (0.85, 1.0));
    for language in ["en", "de", "fr", "es", "ru", "ar"] {
        let of: Vec<_> = rows.iter().filter(|r| r.language == language).collect();
        assert!(of.len() > 10, "{language}");
        for row in of {
            // A hedge that is not in the folded form would never be found.
            assert_eq!(pressmark::text::fold(row.words), row.words);
        }
    }
}
