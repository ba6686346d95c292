//! What tells one value from another where no number does: who did it, what is expected, when beside today.

use std::collections::{HashMap, HashSet};

/// How a writer sees something that is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outlook {
    /// Planned, expected, scheduled.
    Planned,
    /// Possible, hoped for, under consideration.
    Possible,
    /// Unlikely, ruled out, cancelled.
    Unlikely,
}

impl Outlook {
    /// The word for it, fit for a chip.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Unlikely => "unlikely",
        }
    }
}

/// What a language's table holds for telling deeds, posts and outlooks. Entries are folded, words with single spaces.
#[derive(Debug)]
pub struct Clues {
    /// Words in front of who did it, behind a passive: by.
    pub by: &'static [&'static str],
    /// Verbs that stand between a doer and the deed: was, has, would.
    pub auxiliaries: &'static [&'static str],
    /// The auxiliaries of these that make a passive.
    pub passive: &'static [&'static str],
    /// Words that take up what stands in front of them: who, which.
    pub relatives: &'static [&'static str],
    /// Words for what has been named before: this, it.
    pub pronouns: &'static [&'static str],
    /// Adverbs that may stand between a doer and the deed and do not end like one.
    pub adverbs: &'static [&'static str],
    /// Endings of adverbs.
    pub adverb_endings: &'static [&'static str],
    /// Endings of verbs that tell of a deed.
    pub deed_endings: &'static [&'static str],
    /// Verbs that tell of a deed and have no such ending, with what stands for them: gave, give.
    pub pasts: &'static [(&'static str, &'static str)],
    /// Lines of deeds, stemmed or in full, that stand for each other.
    pub deeds: &'static [&'static str],
    /// Verbs that tell of no deed of which only one can be the doer: said, met.
    pub shared_deeds: &'static [&'static str],
    /// Lines of words for one rank: aide, adviser.
    pub posts: &'static [&'static str],
    /// Posts that one person has at a time, with their qualifier: secretary of state.
    pub single_posts: &'static [&'static str],
    /// Lines of names and words that stand for each other as doers: White House, administration.
    pub metonyms: &'static [&'static str],
    /// Words that tell what is to be expected.
    pub outlooks: &'static [(&'static str, Outlook)],
    /// Days counted from the day of publication: the first and the last of what a phrase can mean.
    pub days: &'static [(&'static str, i32, i32)],
    /// Units of time behind `last`, `this` or `next`, in the order week, month, year.
    pub calendar: &'static [&'static str],
    /// Words for the one before, this one and the next one, with the step.
    pub steps: &'static [(&'static str, i32)],
    /// Words behind a duration that make it a distance in time: later.
    pub apart: &'static [&'static str],
    /// Words behind a duration that count back from publication: ago.
    pub ago: &'static [&'static str],
    /// Units without a number that, in front of [`Self::apart`], stand for a span, in seconds: moments.
    pub moments: &'static [(&'static str, f64, f64)],
    /// Words for those who have died, as a count tells them.
    pub dead: &'static [&'static str],
    /// Words for those who were hurt.
    pub hurt: &'static [&'static str],
}

/// No clues.
pub const NO_CLUES: Clues = Clues {
    by: &[],
    auxiliaries: &[],
    passive: &[],
    relatives: &[],
    pronouns: &[],
    adverbs: &[],
    adverb_endings: &[],
    deed_endings: &[],
    pasts: &[],
    deeds: &[],
    shared_deeds: &[],
    posts: &[],
    single_posts: &[],
    metonyms: &[],
    outlooks: &[],
    days: &[],
    calendar: &[],
    steps: &[],
    apart: &[],
    ago: &[],
    moments: &[],
    dead: &[],
    hurt: &[],
};

/// Clues made ready for looking things up.
#[derive(Debug, Default)]
pub(super) struct Index {
    pasts: HashMap<&'static str, &'static str>,
    deeds: HashMap<String, u32>,
    shared: HashSet<&'static str>,
    posts: HashMap<&'static str, u32>,
    metonyms: HashMap<&'static str, u32>,
}

impl Index {
    pub(super) fn new(clues: &'static Clues, stem: &dyn Fn(&str) -> String) -> Self {
        fn lines(of: &'static [&'static str]) -> impl Iterator<Item = (&'static str, u32)> {
            (0u32..).zip(of).flat_map(|(line, words)| words.split(' ').map(move |word| (word, line)))
        }
        Self {
            pasts: clues.pasts.iter().copied().collect(),
            deeds: lines(clues.deeds)
                // A verb's ending may hide what its base form loses: organized, organize.
                .flat_map(|(word, line)| ["", "d", "ed"].map(|end| (stem(&format!("{word}{end}")), line)))
                .collect(),
            shared: clues.shared_deeds.iter().copied().collect(),
            posts: lines(clues.posts).collect(),
            metonyms: lines(clues.metonyms).collect(),
        }
    }

    pub(super) fn past(&self, word: &str) -> Option<&'static str> {
        self.pasts.get(word).copied()
    }

    pub(super) fn deed(&self, stem: &str) -> Option<u32> {
        self.deeds.get(stem).copied()
    }

    pub(super) fn shared(&self, word: &str) -> bool {
        self.shared.contains(word)
    }

    pub(super) fn post(&self, word: &str) -> Option<u32> {
        self.posts.get(word).copied()
    }

    pub(super) fn metonym(&self, word: &str) -> Option<u32> {
        self.metonyms.get(word).copied()
    }
}
