//! Tables of languages beside English, and what tells deeds, posts and outlooks in English.

pub(super) mod english_clues;
