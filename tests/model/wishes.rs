//! Edits by chance: a wish says which kind of edit and how the dice fall, the project says what is possible.

use pressmark::model::{
    Analyst, AnalystId, ArticleDraft, ArticleId, AttributeId, CodeId, Codebook, Decision, DecisionId, Edit, Field,
    Kind, Progress, Project, Rejection, Ruling,
};
use pressmark::text::Ends;
use proptest::prelude::*;
use uuid::Uuid;

use super::dice::Dice;
use crate::scripts::SCRIPTS;

/// One edit, or several as one.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Which kind, and the seed of its dice.
    One(usize, u64),
    /// A batch.
    Many(Vec<Wish>),
}

/// One wish.
pub fn wish() -> impl Strategy<Value = Wish> {
    // Annotating and what is done to annotations comes more often: the rest stands on it.
    let kind =
        prop_oneof![2 => 0..KINDS.len(), 1 => (0..9_usize).prop_map(|k| KINDS.len() - 1 - k), 1 => Just(ANNOTATE)];
    let one = (kind, any::<u64>()).prop_map(|(kind, seed)| Wish::One(kind, seed));
    one.prop_recursive(3, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Wish::Many))
}

type Make = fn(&Project, &mut Dice) -> Option<Edit>;

/// The place of `Annotate` in [`KINDS`].
const ANNOTATE: usize = 21;

/// One maker for each kind of edit. A maker gives only edits that the rules allow, or none.
const KINDS: [Make; 30] = [
    |_, d| Some(Edit::SetTitle(d.words())),
    |_, d| Some(Edit::SetEvent(if d.coin() { d.words() } else { String::new() })),
    |p, d| {
        let (name, aliases) = d.spellings(p)?;
        Some(Edit::SetAliases { name, aliases })
    },
    |_, d| d.of([Ends::Words, Ends::Marks]).map(Edit::SetEnds),
    |p, d| {
        let taken = |n: &str| p.articles().any(|a| a.id.as_str() == n);
        let id = ArticleId::new(&d.name(&taken)?).unwrap();
        Some(Edit::AddArticle(Box::new(d.draft(id))))
    },
    |p, d| d.article(p).map(Edit::RemoveArticle),
    |p, d| {
        let field = d.of(Field::ALL)?;
        let dates = ["", "2024-02-29", "2025-08-15T23:59:59Z"];
        let value = if field == Field::Published { d.of(dates)?.to_owned() } else { d.words() };
        Some(Edit::SetField { article: d.article(p)?, field, value })
    },
    |p, d| {
        let article = d.article(p)?;
        let most = d.below(4);
        let noise = d.spans(&p.article(&article)?.text, most);
        Some(Edit::SetNoise { article, noise })
    },
    |p, d| Some(Edit::SetSettled { article: d.article(p)?, settled: d.coin() }),
    |p, d| {
        let taken = |n: &str| p.analysts().any(|a| a.id.as_str() == n);
        Some(Edit::AddAnalyst(Analyst { id: AnalystId::new(&d.name(&taken)?).unwrap(), name: d.words() }))
    },
    |p, d| {
        let busy = |a: &AnalystId| p.layers().any(|(_, b, _)| a == b) || p.decisions().any(|x| x.by == *a);
        d.of(p.analysts().map(|a| a.id.clone()).filter(|a| !busy(a))).map(Edit::RemoveAnalyst)
    },
    |p, d| Some(Edit::RenameAnalyst { analyst: d.analyst(p)?, name: d.words() }),
    |p, d| {
        let taken = |n: &str| p.codebook().codes.iter().any(|c| c.id.as_str() == n);
        let id = CodeId::new(&d.name(&taken)?).unwrap();
        Some(Edit::AddCode { at: d.below(9), code: Box::new(d.code_value(p, id)) })
    },
    |p, d| {
        let id = d.code(p)?;
        Some(Edit::ChangeCode(Box::new(d.code_value(p, id))))
    },
    |p, d| Some(Edit::MoveCode { code: d.code(p)?, to: d.below(9) }),
    |p, d| {
        let codes = &p.codebook().codes;
        let busy = |id: &CodeId| {
            codes.iter().any(|c| c.parent.as_ref() == Some(id))
                || p.layers().any(|(_, _, l)| l.annotations().iter().any(|a| a.code == *id))
        };
        d.of(codes.iter().map(|c| c.id.clone()).filter(|id| !busy(id))).map(Edit::RemoveCode)
    },
    |p, d| {
        let taken = |n: &str| p.codebook().attributes.iter().any(|c| c.id.as_str() == n);
        let id = AttributeId::new(&d.name(&taken)?).unwrap();
        Some(Edit::AddAttribute { at: d.below(20), attribute: Box::new(d.attribute_value(id, Vec::new())) })
    },
    |p, d| {
        let id = d.of(p.codebook().attributes.iter().map(|a| a.id.clone()))?;
        let given = p.layers().flat_map(|(_, _, l)| l.annotations()).filter_map(|a| a.attributes.get(&id));
        let kept = given.cloned().collect();
        Some(Edit::ChangeAttribute(Box::new(d.attribute_value(id, kept))))
    },
    |p, d| {
        let busy = |id: &AttributeId| {
            p.layers().any(|(_, _, l)| l.annotations().iter().any(|a| a.attributes.contains_key(id)))
        };
        d.of(p.codebook().attributes.iter().map(|a| a.id.clone()).filter(|id| !busy(id))).map(Edit::RemoveAttribute)
    },
    |p, d| {
        let ruling = match d.below(5) {
            0 => Ruling::Wording(d.some_annotation(), d.words()),
            1 => Ruling::Verdict(d.some_annotation(), d.words()),
            2 => Ruling::Note(d.some_annotation(), d.words()),
            n => {
                let (a, b) = (d.some_annotation(), d.some_annotation());
                if a == b {
                    return None;
                }
                if n == 3 { Ruling::Same(a, b) } else { Ruling::Different(a, b) }
            }
        };
        let id = DecisionId(Uuid::from_u128(d.below(20) as u128));
        if p.decision(id).is_some() {
            return None;
        }
        Some(Edit::Decide(Decision { id, by: d.analyst(p)?, at: d.time(), ruling }))
    },
    |p, d| d.of(p.decisions().map(|x| x.id)).map(Edit::Undecide),
    |p, d| {
        let article = d.article(p)?;
        let annotation = Box::new(d.annotation(p, &p.article(&article)?.text)?);
        Some(Edit::Annotate { article, analyst: d.analyst(p)?, annotation })
    },
    |p, d| d.place(p).map(Edit::Unannotate),
    |p, d| Some(Edit::Recode { place: d.place(p)?, code: d.code(p)? }),
    |p, d| {
        let place = d.place(p)?;
        let spans = d.needed_spans(&p.article(&place.article)?.text);
        Some(Edit::SetSpans { place, spans })
    },
    |p, d| {
        let attribute = d.of(p.codebook().attributes.iter())?;
        let value = match d.below(3) {
            0 => None,
            1 => Some(String::new()),
            _ => d.value(attribute),
        };
        Some(Edit::SetAttribute { place: d.place(p)?, attribute: attribute.id.clone(), value })
    },
    |p, d| Some(Edit::SetNote { place: d.place(p)?, note: if d.coin() { d.words() } else { String::new() } }),
    |p, d| {
        let (article, analyst) = (d.article(p)?, d.analyst(p)?);
        let text = &p.article(&article)?.text;
        let proposal = Rejection { span: d.needed_spans(text).swap_remove(0), kind: d.of(Kind::ALL)? };
        let known =
            p.layer(&article, &analyst).is_some_and(|l| l.rejected().contains(&proposal.resolve(text).unwrap()));
        (!known).then_some(Edit::Reject { article, analyst, proposal })
    },
    |p, d| {
        let (article, analyst, layer) = d.of(p.layers().filter(|(.., l)| !l.rejected().is_empty()))?;
        let proposal = d.of(layer.rejected())?.draft(&p.article(article)?.text);
        Some(Edit::Unreject { article: article.clone(), analyst: analyst.clone(), proposal })
    },
    |p, d| {
        let progress = d.of([Progress::Unread, Progress::Reading, Progress::Done])?;
        Some(Edit::SetProgress { article: d.article(p)?, analyst: d.analyst(p)?, progress })
    },
];

/// The edit that a wish means in a project; none if nothing of the kind is possible there.
pub fn grant(project: &Project, wish: &Wish) -> Option<Edit> {
    match wish {
        Wish::One(kind, seed) => KINDS[kind % KINDS.len()](project, &mut Dice(*seed)),
        Wish::Many(wishes) => {
            // What a later edit may do depends on the earlier ones.
            let mut ahead = project.clone();
            let edits = wishes.iter().filter_map(|w| {
                let edit = grant(&ahead, w)?;
                ahead.apply(&edit).unwrap();
                Some(edit)
            });
            Some(Edit::Batch(edits.collect()))
        }
    }
}

/// Three articles in nine scripts and two analysts who have begun.
pub fn begun() -> Project {
    let mut project = Project::new("Talks", Codebook::standard());
    for id in ["ana", "bo"] {
        project.apply(&Edit::AddAnalyst(Analyst { id: AnalystId::new(id).unwrap(), name: id.into() })).unwrap();
    }
    let mut dice = Dice(7);
    for (id, scripts) in [("000", [0, 2, 6]), ("001", [7, 10, 13]), ("002", [16, 20, 21])] {
        let text = scripts.map(|s| SCRIPTS[s].1).join("\r\n\r\n");
        let draft = ArticleDraft { text, noise: Vec::new(), ..dice.draft(ArticleId::new(id).unwrap()) };
        project.apply(&Edit::AddArticle(Box::new(draft))).unwrap();
    }
    for _ in 0..8 {
        let edit = KINDS[ANNOTATE](&project, &mut dice).unwrap();
        project.apply(&edit).unwrap();
    }
    project
}

/// The name of an edit's kind. Without a wild card, so that a new kind cannot be forgotten here.
pub fn kind_of(edit: &Edit) -> &'static str {
    match edit {
        Edit::Batch(_) => "Batch",
        Edit::SetTitle(_) => "SetTitle",
        Edit::SetEvent(_) => "SetEvent",
        Edit::SetAliases { .. } => "SetAliases",
        Edit::SetEnds(_) => "SetEnds",
        Edit::AddArticle(_) => "AddArticle",
        Edit::RemoveArticle(_) => "RemoveArticle",
        Edit::SetField { .. } => "SetField",
        Edit::SetNoise { .. } => "SetNoise",
        Edit::SetSettled { .. } => "SetSettled",
        Edit::AddAnalyst(_) => "AddAnalyst",
        Edit::RemoveAnalyst(_) => "RemoveAnalyst",
        Edit::RenameAnalyst { .. } => "RenameAnalyst",
        Edit::AddCode { .. } => "AddCode",
        Edit::ChangeCode(_) => "ChangeCode",
        Edit::MoveCode { .. } => "MoveCode",
        Edit::RemoveCode(_) => "RemoveCode",
        Edit::AddAttribute { .. } => "AddAttribute",
        Edit::ChangeAttribute(_) => "ChangeAttribute",
        Edit::RemoveAttribute(_) => "RemoveAttribute",
        Edit::Annotate { .. } => "Annotate",
        Edit::Unannotate(_) => "Unannotate",
        Edit::Recode { .. } => "Recode",
        Edit::SetSpans { .. } => "SetSpans",
        Edit::SetAttribute { .. } => "SetAttribute",
        Edit::SetNote { .. } => "SetNote",
        Edit::Reject { .. } => "Reject",
        Edit::Unreject { .. } => "Unreject",
        Edit::SetProgress { .. } => "SetProgress",
        Edit::Decide(_) => "Decide",
        Edit::Undecide(_) => "Undecide",
    }
}

/// How many kinds [`kind_of`] tells apart.
pub const KIND_COUNT: usize = KINDS.len() + 1;
