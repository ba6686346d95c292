//! Which annotations are listed, in which order: gathered once for each state of the project and each wish.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::{AnalystId, Annotation, Article, ArticleId, AttributeId, CodeId, Place, Project};
use crate::text::{Manner, Pattern};

/// What annotations are sorted by; what is equal stays in the order of the articles and their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Their place in the text.
    #[default]
    Place,
    /// Their codes, in the codebook's order.
    Code,
    /// When they were made: the newest first.
    Made,
    /// Who made them.
    Analyst,
    /// What an attribute says; those without it come last.
    Attribute(AttributeId),
}

/// What the analyst wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Of all articles.
    pub everywhere: bool,
    /// Words that stand in the annotation, its attributes or its note.
    pub words: String,
    /// What they are sorted by.
    pub by: By,
    /// The other way round.
    pub reversed: bool,
    /// Only those with this code.
    pub code: Option<CodeId>,
    /// Only those of this analyst.
    pub analyst: Option<AnalystId>,
    /// Only those with a note.
    pub noted: bool,
    /// Only those that are asked for this attribute and lack it.
    pub missing: Option<AttributeId>,
}

impl Wish {
    /// Whether anything but words keeps annotations out.
    pub fn narrows(&self) -> bool {
        self.code.is_some() || self.analyst.is_some() || self.noted || self.missing.is_some()
    }
}

/// An annotation of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it is.
    pub place: Place,
    /// The annotation.
    pub annotation: Arc<Annotation>,
    /// Its article.
    pub article: Arc<Article>,
}

/// The list with what it was made from.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// What is to be seen.
    pub wish: Wish,
    made: Option<(u64, Option<ArticleId>, Wish)>,
    rows: Arc<Vec<Row>>,
}

impl Marks {
    /// The list for a state of the project; made anew only if that, the article or the wish has changed. Returns whether
    /// it was.
    pub fn update(&mut self, project: &Project, revision: u64, article: Option<&ArticleId>) -> bool {
        let of = article.filter(|_| !self.wish.everywhere);
        let same =
            self.made.as_ref().is_some_and(|(r, a, wish)| *r == revision && a.as_ref() == of && *wish == self.wish);
        if !same {
            self.made = Some((revision, of.cloned(), self.wish.clone()));
            self.rows = Arc::new(gather(project, of, &self.wish));
        }
        !same
    }

    /// The list as it was last made.
    pub fn rows(&self) -> &Arc<Vec<Row>> {
        &self.rows
    }
}

fn gather(project: &Project, of: Option<&ArticleId>, wish: &Wish) -> Vec<Row> {
    let codebook = project.codebook();
    let words = wish.words.trim();
    let loose = Manner { accents: false, ..Manner::default() };
    let pattern = Pattern::new(words, loose).ok().filter(|p| !p.is_empty());
    let lacks = |a: &Annotation| {
        wish.missing.as_ref().is_none_or(|id| {
            let asked = codebook.attribute(id).is_some_and(|x| x.kinds.contains(&codebook.kind(&a.code)));
            asked && !a.attributes.contains_key(id)
        })
    };
    let fits = |article: &Article, a: &Annotation| {
        wish.code.as_ref().is_none_or(|code| a.code == *code)
            && (!wish.noted || !a.note.is_empty())
            && lacks(a)
            && pattern.as_ref().is_none_or(|p| stands_in(p, article, a))
    };
    let mut rows = Vec::new();
    let mut take = |article: &Arc<Article>| {
        for (who, layer) in project.layers_of(&article.id) {
            if wish.analyst.as_ref().is_some_and(|wanted| wanted != who) {
                continue;
            }
            for annotation in layer.annotations().iter().filter(|a| fits(article, a)) {
                let place = Place { article: article.id.clone(), analyst: who.clone(), annotation: annotation.id };
                rows.push(Row { place, annotation: annotation.clone(), article: article.clone() });
            }
        }
    };
    match of {
        Some(id) => project.article(id).into_iter().for_each(take),
        None => {
            let mut articles: Vec<_> = project.articles().collect();
            articles.sort_by_key(|a| (a.added, a.id.clone()));
            articles.into_iter().for_each(&mut take);
        }
    }
    rows.sort_by(|a, b| {
        let key = |r: &Row| (r.article.added, r.annotation.start(), r.annotation.id);
        key(a).cmp(&key(b))
    });
    let low = |words: &str| words.to_lowercase();
    match &wish.by {
        By::Place => {}
        By::Code => rows.sort_by_key(|r| codebook.codes.iter().position(|c| c.id == r.annotation.code)),
        By::Made => rows.sort_by_key(|r| Reverse((r.annotation.at, r.annotation.id))),
        By::Analyst => rows.sort_by_cached_key(|r| {
            low(project.analyst(&r.place.analyst).map_or(r.place.analyst.as_str(), |a| a.name.as_str()))
        }),
        By::Attribute(id) => rows.sort_by_cached_key(|r| {
            let value = r.annotation.attributes.get(id);
            (value.is_none(), value.map(|v| low(v)))
        }),
    }
    if wish.reversed {
        rows.reverse();
    }
    rows
}

fn stands_in(pattern: &Pattern, article: &Article, a: &Annotation) -> bool {
    a.spans.iter().any(|s| pattern.is_in(article.text.words(*s)))
        || a.attributes.values().any(|value| pattern.is_in(value))
        || pattern.is_in(&a.note)
}
