//! Quotations inside a paragraph, by their marks.

use std::ops::Range;

use super::chars::{
    is_blank, is_closing_bracket, is_dash, is_final, is_opening_bracket, is_quotation_mark, is_steering, is_unspaced,
    is_wordish,
};

/// Words between quotation marks, in bytes of their paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without the marks.
    pub inner: Range<usize>,
    /// How many other quotations it stands in.
    pub depth: usize,
}

impl Quotation {
    /// Whether the closing mark is missing: the quotation goes on in the next paragraph, or its end was forgotten.
    pub fn is_open(&self) -> bool {
        self.outer.end == self.inner.end
    }
}

/// Quotations nested deeper than this are not looked for.
const DEEPEST: usize = 32;

/// How far a mark that could be an apostrophe looks for a better closing mark, in characters.
const FAR: usize = 300;

/// The quotations of a paragraph by their start; two of them are nested or apart, never crossed.
///
/// Knows the marks of all scripts, also swapped (»…«, ”…”), and tells single marks from apostrophes. A quotation that
/// is not closed reaches to the paragraph's end, unless a later one has the same opening mark: then its end is unknown
/// and it is left out.
pub fn quotations(paragraph: &str) -> Vec<Quotation> {
    let mut scan = Scan::default();
    let mut before = None;
    for (at, c) in paragraph.char_indices() {
        if is_quotation_mark(c) {
            let (head, tail) = paragraph.split_at_checked(at + c.len_utf8()).unwrap_or_default();
            let head = head.strip_suffix(c).unwrap_or_default();
            let after = tail.chars().find(|c| !is_steering(*c));
            scan.read(&Mark { c, at, before, after, head, tail });
        }
        scan.begun |= !is_blank(c) && !is_quotation_mark(c);
        if !is_steering(c) {
            before = Some(c);
        }
    }
    scan.finish(paragraph)
}

/// A mark with what stands around it.
struct Mark<'a> {
    c: char,
    at: usize,
    before: Option<char>,
    after: Option<char>,
    head: &'a str,
    tail: &'a str,
}

impl Mark<'_> {
    /// Stands where a quotation can begin: at the start, behind a space, a bracket, a dash or an opening mark.
    fn leads(&self) -> bool {
        self.before.is_none_or(|c| is_blank(c) || is_opening_bracket(c) || is_dash(c) || "/“‘„‚«‹「『\"'=".contains(c))
    }

    /// Stands where a quotation can end: before the end, a space or punctuation.
    fn trails(&self) -> bool {
        self.after.is_none_or(|c| {
            is_blank(c) || is_final(c) || is_closing_bracket(c) || is_dash(c) || "!?？！؟/”’»›」』\"'".contains(c)
        })
    }

    fn before_word(&self) -> bool {
        self.after.is_some_and(is_wordish)
    }

    fn behind_word(&self) -> bool {
        self.before.is_some_and(is_wordish)
    }

    fn behind_space(&self) -> bool {
        self.before.is_none_or(is_blank)
    }

    /// Between two characters of a script without spaces a mark tells nothing by where it stands.
    fn unspaced(&self) -> bool {
        self.before.is_some_and(is_unspaced) || self.after.is_some_and(is_unspaced)
    }

    /// The apostrophe of ’90s, ’tis, ’em, or of rock ’n’ roll.
    fn elides(&self) -> bool {
        let word: String =
            self.tail.chars().take_while(|c| c.is_alphanumeric()).take(9).collect::<String>().to_lowercase();
        let decade = word.strip_suffix('s').is_some_and(|d| d.len() == 2 && d.bytes().all(|b| b.is_ascii_digit()));
        decade
            || matches!(
                word.as_str(),
                "tis" | "twas" | "twill" | "em" | "til" | "till" | "cause" | "bout" | "n" | "round"
            )
    }
}

#[derive(Clone, Copy)]
struct Open {
    mark: char,
    at: usize,
    /// Nothing but other opening marks stands before it.
    first: bool,
}

#[derive(Default)]
struct Scan {
    /// Something else than spaces and marks has come.
    begun: bool,
    open: Vec<Open>,
    closed: Vec<(char, Quotation)>,
}

impl Scan {
    fn read(&mut self, mark: &Mark<'_>) {
        match mark.c {
            '"' | '＂' | '״' => self.straight(mark),
            '“' | '‟' | '❝' => self.upper_left(mark),
            '”' | '❞' => self.upper_right(mark),
            '«' | '»' | '‹' | '›' => self.angle(mark),
            '‘' | '‛' => self.single_left(mark),
            '’' => self.single_right(mark),
            '\'' => {
                if self.last("'‘").is_some() {
                    self.single_right(mark);
                } else if mark.leads() && !mark.trails() && !mark.elides() {
                    self.push(mark);
                }
            }
            '‚' if !mark.leads() || mark.trails() => {}
            '」' => self.close("「", mark),
            '』' => self.close("『", mark),
            '｣' => self.close("｢", mark),
            '﹂' => self.close("﹁", mark),
            '﹄' => self.close("﹃", mark),
            '〞' | '〟' => self.close("〝", mark),
            _ => self.push(mark),
        }
    }

    fn straight(&mut self, mark: &Mark<'_>) {
        let opens = self.last(&mark.c.to_string());
        // The Hebrew acronym ארה"ב, or a mark in the middle of a word.
        if mark.behind_word() && mark.before_word() && !mark.unspaced() {
            return;
        }
        match opens {
            Some(_) if mark.leads() && !mark.trails() && !mark.unspaced() => self.restart(mark),
            Some(at) => self.end(at, mark),
            None if mark.c == '"' && !mark.leads() && self.last("“”„").is_some() => self.close("“”„", mark),
            // Inches, or the end of something that began in an earlier paragraph.
            None if !mark.leads() && mark.trails() && !mark.unspaced() => {}
            None => self.push(mark),
        }
    }

    fn upper_left(&mut self, mark: &Mark<'_>) {
        let low = self.last("„");
        let same = self.last("“‟❝");
        match (low, same) {
            (Some(at), _) if !mark.leads() => self.end(at, mark),
            // The wrong mark at the end.
            (None, Some(at)) if !mark.leads() && mark.trails() => self.end(at, mark),
            _ => self.push(mark),
        }
    }

    fn upper_right(&mut self, mark: &Mark<'_>) {
        match self.last("“‟„❝\"”") {
            Some(at) => {
                let swapped = self.open.get(at).is_some_and(|o| o.mark == '”');
                if swapped && mark.leads() && mark.before_word() { self.restart(mark) } else { self.end(at, mark) }
            }
            None if mark.leads() && !mark.trails() => self.push(mark),
            None => {}
        }
    }

    fn angle(&mut self, mark: &Mark<'_>) {
        let (partner, left) = match mark.c {
            '«' => ("»", true),
            '»' => ("«", false),
            '‹' => ("›", true),
            _ => ("‹", false),
        };
        if let Some(at) = self.last(partner) {
            return self.end(at, mark);
        }
        match self.last(&mark.c.to_string()) {
            _ if left => self.push(mark),
            Some(_) if mark.leads() && mark.before_word() => self.restart(mark),
            Some(at) => self.end(at, mark),
            None if mark.leads() && !mark.trails() => self.push(mark),
            None => {}
        }
    }

    fn single_left(&mut self, mark: &Mark<'_>) {
        match self.last("‚") {
            Some(at) if !mark.leads() => self.end(at, mark),
            _ if mark.behind_word() && !mark.unspaced() => {}
            _ if mark.after.is_none_or(is_blank) || mark.elides() => {}
            _ => self.push(mark),
        }
    }

    fn single_right(&mut self, mark: &Mark<'_>) {
        let Some(at) = self.last("‘‛‚'") else { return };
        let inside_word = mark.before_word() && !mark.unspaced();
        if inside_word || mark.behind_space() || mark.head.ends_with("’n") || mark.head.ends_with("'n") {
            return;
        }
        if may_elide(mark.head, mark.after) && closes_later(mark.c, mark.tail) {
            return;
        }
        self.end(at, mark);
    }

    fn last(&self, marks: &str) -> Option<usize> {
        self.open.iter().rposition(|o| marks.contains(o.mark))
    }

    fn push(&mut self, mark: &Mark<'_>) {
        if self.open.len() < DEEPEST {
            self.open.push(Open { mark: mark.c, at: mark.at, first: !self.begun });
        }
    }

    /// An opening mark where the same kind is still open: that one's end was forgotten.
    fn restart(&mut self, mark: &Mark<'_>) {
        if let Some(at) = self.last(&mark.c.to_string()) {
            self.open.truncate(at);
        }
        self.push(mark);
    }

    fn close(&mut self, opening: &str, mark: &Mark<'_>) {
        if let Some(at) = self.last(opening) {
            self.end(at, mark);
        }
    }

    /// Closes the quotation at this height of the stack; what was opened above it was no quotation.
    fn end(&mut self, height: usize, mark: &Mark<'_>) {
        let Some(open) = self.open.get(height).copied() else { return };
        self.open.truncate(height);
        let inner = open.at + open.mark.len_utf8()..mark.at;
        let outer = open.at..mark.at + mark.c.len_utf8();
        self.closed.push((open.mark, Quotation { outer, inner, depth: 0 }));
    }

    fn finish(self, paragraph: &str) -> Vec<Quotation> {
        let Self { open, mut closed, .. } = self;
        let mut reaching = Vec::new();
        for (height, o) in open.iter().enumerate() {
            let again = closed.iter().any(|(mark, q)| *mark == o.mark && q.outer.start > o.at)
                || open.iter().skip(height + 1).any(|later| later.mark == o.mark);
            // A single or swapped mark alone is more often something else, unless the paragraph begins with it.
            let sure = !"‘‛‚'”»›".contains(o.mark) || (o.first && o.mark != '\'');
            if sure && !again {
                let inner = o.at + o.mark.len_utf8()..paragraph.len();
                reaching.push((o.mark, Quotation { outer: o.at..paragraph.len(), inner, depth: 0 }));
            }
        }
        closed.append(&mut reaching);
        closed.sort_by_key(|(_, q)| q.outer.start);
        let mut around: Vec<usize> = Vec::new();
        let mut all = Vec::with_capacity(closed.len());
        for (_, mut quotation) in closed {
            around.retain(|end| *end > quotation.outer.start);
            quotation.depth = around.len();
            around.push(quotation.outer.end);
            all.push(quotation);
        }
        all
    }
}

/// Whether an apostrophe could stand here at a word's end: the Joneses’ house, goin’ home.
fn may_elide(head: &str, after: Option<char>) -> bool {
    let ends = |s: &str| head.ends_with(s);
    after.is_some_and(is_blank) && (ends("s") || ends("S") || ends("in"))
}

/// Whether a single mark that is surely a closing one follows before another quotation begins.
fn closes_later(c: char, tail: &str) -> bool {
    let mut before = c;
    let mut chars = tail.chars().take(FAR).peekable();
    while let Some(at) = chars.next() {
        match at {
            '‘' | '‚' | '“' | '”' | '„' | '"' | '«' | '»' => return false,
            at if at == c => {
                let after = chars.peek().copied();
                // Behind a space it is an opening straight mark, or elides something.
                if is_blank(before) && at == '\'' {
                    return false;
                }
                let plural = before == 's' && after.is_some_and(is_blank);
                if !after.is_some_and(is_wordish) && !is_blank(before) && !plural {
                    return true;
                }
            }
            _ => {}
        }
        before = at;
    }
    false
}
