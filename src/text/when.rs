//! Dates as far as a text tells them.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::lexicon::Lexicon;
use super::words::Word;

/// A date that is told by its distance from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// The first and the last day that it can be, counted from publication.
    Days(i32, i32),
    /// The week, so many on.
    Week(i32),
    /// The month, so many on.
    Month(i32),
    /// The year, so many on.
    Year(i32),
}

impl Relative {
    /// The first and the last day that it can be.
    fn days(self, published: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let shift = |day: NaiveDate, by: i32| {
            let days = Days::new(u64::from(by.unsigned_abs()));
            if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
        };
        let months = |day: NaiveDate, by: i32| {
            let months = Months::new(by.unsigned_abs());
            if by < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
        };
        match self {
            Self::Days(first, last) => Some((shift(published, first)?, shift(published, last)?)),
            Self::Week(by) => {
                // Some begin the week on Sunday, and some mean the seven days up to now.
                let monday = shift(published, -(published.weekday().num_days_from_monday() as i32))?;
                Some((shift(monday, by * 7 - 1)?, shift(monday, by * 7 + 6)?))
            }
            Self::Month(by) => {
                let first = months(published.with_day(1)?, by)?;
                Some((first, months(first, 1)?.pred_opt()?))
            }
            Self::Year(by) => {
                let year = published.year() + by;
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
            }
        }
    }
}

/// A date of which parts may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The year.
    pub year: Option<i32>,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day of the month, from 1.
    pub day: Option<u32>,
    /// The day of the week, 0 for Monday.
    pub weekday: Option<u32>,
    /// How far from publication, where that is how it is told.
    pub relative: Option<Relative>,
    /// The word that bounds it, such as `since`; empty for a plain date.
    pub bound: String,
    /// What it tells apart where it stands in front of a noun, stemmed: `elect` in “the 2016 election”; else empty.
    pub of: String,
    /// Fit for a chip, such as `since Feb 2022`.
    pub shown: String,
}

impl When {
    /// Whether the two are equally fine and no day can be both. A day and a month are not: who writes one may mean
    /// another thing than who writes the other.
    pub fn excludes(&self, other: &Self) -> bool {
        let fineness = |w: &Self| (w.day.is_some() || w.weekday.is_some(), w.month.is_some());
        let weekdays = self.weekday.is_some() && other.weekday.is_some();
        if !weekdays && fineness(self) != fineness(other) {
            return false;
        }
        let differ = |a: Option<i64>, b: Option<i64>| a.is_some() && b.is_some() && a != b;
        let number = |n: Option<u32>| n.map(i64::from);
        differ(self.year.map(i64::from), other.year.map(i64::from))
            || differ(number(self.month), number(other.month))
            || differ(number(self.day), number(other.day))
            || differ(number(self.any_weekday()), number(other.any_weekday()))
    }

    /// The first and the last day that it can be, for a text published on a day; none where the text does not tell the
    /// year, or only a day of the week.
    pub fn days(&self, published: Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
        if let Some(relative) = self.relative {
            return relative.days(published?);
        }
        let year = self.year?;
        let Some(month) = self.month else {
            return Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?));
        };
        let first = NaiveDate::from_ymd_opt(year, month, self.day.unwrap_or(1))?;
        let last = if self.day.is_some() { first } else { first.checked_add_months(Months::new(1))?.pred_opt()? };
        Some((first, last))
    }

    fn any_weekday(&self) -> Option<u32> {
        self.weekday.or_else(|| {
            let day = NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)?;
            Some(day.weekday().num_days_from_monday())
        })
    }

    /// How many of its parts are known.
    pub fn parts(&self) -> usize {
        usize::from(self.year.is_some())
            + usize::from(self.month.is_some())
            + usize::from(self.day.is_some())
            + usize::from(self.weekday.is_some())
    }

    fn show(&mut self) {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let mut parts: Vec<String> = Vec::new();
        if !self.bound.is_empty() {
            parts.push(self.bound.clone());
        }
        parts.extend(self.weekday.and_then(|d| DAYS.get(d as usize)).map(|&d| d.to_owned()));
        parts.extend(self.day.map(|d| d.to_string()));
        parts.extend(self.month.and_then(|m| MONTHS.get((m as usize).wrapping_sub(1))).map(|&m| m.to_owned()));
        parts.extend(self.year.map(|y| y.to_string()));
        self.shown = parts.join(" ");
    }
}

fn figure(word: &str, least: u32, most: u32) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..).unwrap_or_default();
    if digits.len() > 4 || !matches!(ending, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|n| (least..=most).contains(n))
}

fn year(word: &str) -> Option<i32> {
    (word.len() == 4).then(|| figure(word, 1500, 2100)).flatten().map(|y| y as i32)
}

/// Reads the date that begins with word `at`; gives the index of the word behind it.
pub(super) fn parse(text: &str, words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, When)> {
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    let table = lexicon.table;
    let mut when = When::default();
    let mut next = at;
    if let Some((behind, relative)) = relative(words, at, lexicon) {
        when.relative = Some(relative);
        when.shown = words.get(at..behind)?.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ");
        return Some((behind, when));
    }
    // Last Friday is Friday.
    let step = table.clues.steps.iter().any(|(word, _)| *word == form(at)) && lexicon.weekday(form(at + 1)).is_some();
    next += usize::from(step);
    if let Some(day) = lexicon.weekday(form(next)) {
        when.weekday = Some(day);
        next += 1;
        // Friday, August 15; but not a month that belongs to something else.
        if let Some((behind, date)) = calendar(words, next, lexicon) {
            when = When { weekday: when.weekday, ..date };
            next = behind;
        }
    } else if let Some((behind, date)) = calendar(words, next, lexicon) {
        when = date;
        next = behind;
    } else if let Some((behind, date)) = iso(text, words, next) {
        when = date;
        next = behind;
    } else if let Some(y) = bare_year(text, words, next, lexicon) {
        when.year = Some(y);
        next += 1;
    } else {
        return None;
    }
    let before = form(at.wrapping_sub(1));
    if table.bounds.contains(&before) {
        before.clone_into(&mut when.bound);
    }
    when.of = attribute_of(text, words, at, next, lexicon);
    when.show();
    Some((next, when))
}

/// Yesterday, last week, earlier this month.
fn relative(words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, Relative)> {
    let clues = lexicon.table.clues;
    let length = |phrase: &str| phrase.split(' ').count();
    let stands =
        |phrase: &str| phrase.split(' ').enumerate().all(|(i, p)| words.get(at + i).is_some_and(|w| w.form == p));
    let day = clues.days.iter().filter(|(phrase, ..)| stands(phrase)).max_by_key(|(phrase, ..)| length(phrase));
    if let Some(&(phrase, first, last)) = day {
        return Some((at + length(phrase), Relative::Days(first, last)));
    }
    let step = clues.steps.iter().filter(|(phrase, _)| stands(phrase)).max_by_key(|(phrase, _)| length(phrase))?;
    // “In the last week” is how long, not when.
    let before = words.get(at.wrapping_sub(1)).map_or("", |w| w.form.as_str());
    if lexicon.table.determiners.contains(&before) {
        return None;
    }
    let next = at + length(step.0);
    let unit = words.get(next)?.form.as_str();
    let relative = match clues.calendar.iter().position(|u| *u == unit)? {
        0 => Relative::Week(step.1),
        1 => Relative::Month(step.1),
        _ => Relative::Year(step.1),
    };
    Some((next + 1, relative))
}

/// The noun that a date in front of it tells apart: the 2016 election, an Oct. 14, 2016, interview.
fn attribute_of(text: &str, words: &[Word], at: usize, next: usize, lexicon: &Lexicon) -> String {
    let before = words.get(at.wrapping_sub(1)).map_or("", |w| w.form.as_str());
    let (Some(last), Some(behind)) = (words.get(next.wrapping_sub(1)), words.get(next)) else { return String::new() };
    let determined = lexicon.table.one.contains(&before) || lexicon.table.determiners.contains(&before);
    let gap = text.get(last.range.end..behind.range.start).unwrap_or_default();
    let joined = gap == " " || (gap == ", " && lexicon.table.one.contains(&before));
    if joined && determined && !lexicon.is_stop(&behind.form) { lexicon.stem(&behind.form) } else { String::new() }
}

/// August 15, 2025; 15 August 2025; August 2025; a month alone where the word can be nothing else.
fn calendar(words: &[Word], at: usize, lexicon: &Lexicon) -> Option<(usize, When)> {
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    // Where a month may be another word, it is one only with a capital.
    let small = lexicon.table.unsure_months.is_empty();
    let capital = |i: usize| words.get(i).is_some_and(|w| small || w.capital);
    // 15 de agosto de 2025.
    let of = |i: usize| usize::from(!lexicon.table.of.is_empty() && form(i) == lexicon.table.of);
    let month_at = at + 1 + of(at + 1);
    if let (Some(day), Some(month)) = (figure(form(at), 1, 31), lexicon.month(form(month_at)))
        && capital(month_at)
    {
        let year_at = month_at + 1 + of(month_at + 1);
        let y = year(form(year_at));
        return Some((
            if y.is_some() { year_at + 1 } else { month_at + 1 },
            When { day: Some(day), month: Some(month), year: y, ..When::default() },
        ));
    }
    let month = lexicon.month(form(at)).filter(|_| capital(at))?;
    let mut when = When { month: Some(month), ..When::default() };
    let mut next = at + 1;
    if let Some(day) = figure(form(next), 1, 31) {
        when.day = Some(day);
        next += 1;
    }
    if let Some(y) = year(form(next)) {
        when.year = Some(y);
        next += 1;
    }
    let sure = when.day.is_some() || when.year.is_some() || !lexicon.table.unsure_months.contains(&form(at));
    sure.then_some((next, when))
}

/// 2025-08-15.
fn iso(text: &str, words: &[Word], at: usize) -> Option<(usize, When)> {
    let form = |i: usize| words.get(i).map_or("", |w| w.form.as_str());
    let y = year(form(at))?;
    let (month, day) = (figure(form(at + 1), 1, 12)?, figure(form(at + 2), 1, 31)?);
    let whole = text.get(words.get(at)?.range.start..words.get(at + 2)?.range.end)?;
    (whole.len() == 10 && whole.matches('-').count() == 2)
        .then(|| (at + 3, When { year: Some(y), month: Some(month), day: Some(day), ..When::default() }))
}

/// A year that stands as a date: behind a word that leads one, or in front of a name or the end.
fn bare_year(text: &str, words: &[Word], at: usize, lexicon: &Lexicon) -> Option<i32> {
    let word = words.get(at)?;
    let y = year(&word.form)?;
    let front = text.get(..word.range.start)?.trim_end();
    let back = text.get(word.range.end..)?;
    let money = front.ends_with(['$', '€', '£', '¥', '#']) || back.trim_start().starts_with('%');
    let before = words.get(at.wrapping_sub(1)).map_or("", |w| w.form.as_str());
    (!money && lexicon.table.year_leads.contains(&before)).then_some(y)
}
