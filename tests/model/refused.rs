//! Edits that break a rule, one way or more for every error there is.

use pressmark::model::{
    Analyst, AnalystId, AnnotationId, ArticleId, AttributeId, CodeId, Decision, DecisionId, Edit, EditError, Field,
    Kind, Place, Progress, Project, Rejection, Ruling, Values,
};
use pressmark::text::{Anchor, SpanError};
use uuid::Uuid;

use super::dice::Dice;

/// An edit that must be refused, and with what.
pub struct Wrong {
    pub why: &'static str,
    pub edit: Edit,
    pub fits: Box<dyn Fn(&EditError) -> bool>,
}

macro_rules! refuse {
    ($list:ident, $why:literal, $edit:expr, $pattern:pat $(if $guard:expr)?) => {
        $list.push(Wrong { why: $why, edit: $edit, fits: Box::new(|e| matches!(e, $pattern $(if $guard)?)) })
    };
}

const NOBODY: &str = "nobody at all";

/// As many wrong edits as the project allows to think of.
pub fn all(project: &Project, seed: u64) -> Vec<Wrong> {
    let mut list = Vec::new();
    names(&mut list);
    let dice = &mut Dice(seed);
    missing(&mut list, project, dice);
    taken(&mut list, project, dice);
    used(&mut list, project);
    spans(&mut list, project, dice);
    values(&mut list, project, dice);
    tree(&mut list, project, dice);
    spellings(&mut list, project, dice);
    rejections(&mut list, project, dice);
    list
}

/// The name of an error's class. Without a wild card, so that a new class cannot be forgotten here.
pub fn class_of(error: &EditError) -> &'static str {
    match error {
        EditError::NoArticle(_) => "NoArticle",
        EditError::NoAnalyst(_) => "NoAnalyst",
        EditError::NoCode(_) => "NoCode",
        EditError::NoAttribute(_) => "NoAttribute",
        EditError::NoAnnotation(_) => "NoAnnotation",
        EditError::NoDecision(_) => "NoDecision",
        EditError::NoRejection { .. } => "NoRejection",
        EditError::Taken { .. } => "Taken",
        EditError::InUse { .. } => "InUse",
        EditError::Span { .. } => "Span",
        EditError::SpanOrder(_) => "SpanOrder",
        EditError::Value { .. } => "Value",
        EditError::Date(_) => "Date",
        EditError::Nameless(_) => "Nameless",
        EditError::TextSize(_) => "TextSize",
        EditError::Cycle(_) => "Cycle",
        EditError::SelfDecision => "SelfDecision",
    }
}

/// How many classes [`class_of`] tells apart.
pub const CLASS_COUNT: usize = 17;

fn names(list: &mut Vec<Wrong>) {
    refuse!(list, "no title", Edit::SetTitle("\t ".into()), EditError::Nameless("a project"));
    let nameless = Analyst { id: id(NOBODY), name: String::new() };
    refuse!(list, "no name", Edit::AddAnalyst(nameless), EditError::Nameless("an analyst"));
}

fn id<T: TryFrom<String>>(name: &str) -> T
where
    T::Error: std::fmt::Debug,
{
    name.to_owned().try_into().unwrap()
}

fn missing(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    let (article, analyst, code, attribute): (ArticleId, AnalystId, CodeId, AttributeId) =
        (id(NOBODY), id(NOBODY), id(NOBODY), id(NOBODY));
    let decision = DecisionId(Uuid::from_u128(u128::MAX));
    refuse!(list, "no article", Edit::RemoveArticle(article.clone()), EditError::NoArticle(_));
    let edit = Edit::SetField { article: article.clone(), field: Field::Title, value: "x".into() };
    refuse!(list, "no article", edit, EditError::NoArticle(_));
    refuse!(list, "no article", Edit::SetNoise { article: article.clone(), noise: vec![] }, EditError::NoArticle(_));
    refuse!(list, "no article", Edit::SetSettled { article: article.clone(), settled: true }, EditError::NoArticle(_));
    refuse!(list, "no analyst", Edit::RemoveAnalyst(analyst.clone()), EditError::NoAnalyst(_));
    let edit = Edit::RenameAnalyst { analyst: analyst.clone(), name: "x".into() };
    refuse!(list, "no analyst", edit, EditError::NoAnalyst(_));
    let ruling = Ruling::Note(AnnotationId(Uuid::nil()), String::new());
    let decide = Decision { id: decision, by: analyst.clone(), at: Default::default(), ruling };
    refuse!(list, "no analyst", Edit::Decide(decide), EditError::NoAnalyst(_));
    refuse!(list, "no code", Edit::RemoveCode(code.clone()), EditError::NoCode(_));
    refuse!(list, "no code", Edit::MoveCode { code: code.clone(), to: 0 }, EditError::NoCode(_));
    refuse!(list, "no attribute", Edit::RemoveAttribute(attribute.clone()), EditError::NoAttribute(_));
    refuse!(list, "no decision", Edit::Undecide(decision), EditError::NoDecision(_));
    if let Some(known) = project.codebook().codes.first() {
        let changed = pressmark::model::Code { id: code.clone(), ..known.clone() };
        refuse!(list, "no code", Edit::ChangeCode(Box::new(changed)), EditError::NoCode(_));
    }
    if let Some(known) = project.codebook().attributes.first() {
        let changed = pressmark::model::Attribute { id: attribute.clone(), ..known.clone() };
        refuse!(list, "no attribute", Edit::ChangeAttribute(Box::new(changed)), EditError::NoAttribute(_));
    }
    if let (Some(here), Some(someone)) = (dice.article(project), dice.analyst(project)) {
        let progress = Progress::Done;
        let edit = Edit::SetProgress { article: article.clone(), analyst: someone.clone(), progress };
        refuse!(list, "no article", edit, EditError::NoArticle(_));
        let edit = Edit::SetProgress { article: here.clone(), analyst: analyst.clone(), progress };
        refuse!(list, "no analyst", edit, EditError::NoAnalyst(_));
        if let Some(draft) = dice.annotation(project, &project.article(&here).unwrap().text) {
            let annotate =
                |article: &ArticleId, analyst: &AnalystId, draft: &pressmark::model::AnnotationDraft| Edit::Annotate {
                    article: article.clone(),
                    analyst: analyst.clone(),
                    annotation: Box::new(draft.clone()),
                };
            refuse!(list, "no article", annotate(&article, &someone, &draft), EditError::NoArticle(_));
            refuse!(list, "no analyst", annotate(&here, &analyst, &draft), EditError::NoAnalyst(_));
            let mut other = draft.clone();
            other.code = code.clone();
            refuse!(list, "no code", annotate(&here, &someone, &other), EditError::NoCode(_));
            let mut other = draft;
            other.attributes.insert(attribute.clone(), "x".into());
            refuse!(list, "no attribute", annotate(&here, &someone, &other), EditError::NoAttribute(_));
        }
        let ghost = Place { article: here, analyst: someone, annotation: AnnotationId(Uuid::from_u128(u128::MAX)) };
        for edit in on(&ghost, project) {
            refuse!(list, "no annotation", edit, EditError::NoAnnotation(_));
        }
    }
    if let Some(place) = dice.place(project) {
        refuse!(list, "no code", Edit::Recode { place: place.clone(), code }, EditError::NoCode(_));
        let edit = Edit::SetAttribute { place: place.clone(), attribute, value: Some("x".into()) };
        refuse!(list, "no attribute", edit, EditError::NoAttribute(_));
        let elsewhere = Place { analyst, ..place };
        for edit in on(&elsewhere, project) {
            refuse!(list, "no such layer", edit, EditError::NoAnnotation(_));
        }
    }
}

/// Every edit of an annotation, right but for the place.
fn on(place: &Place, project: &Project) -> Vec<Edit> {
    let place = || place.clone();
    let text = &project.article(&place().article).unwrap().text;
    let whole = text.anchor(text.span(0..text.len()).unwrap());
    let mut edits = vec![
        Edit::Unannotate(place()),
        Edit::SetNote { place: place(), note: "x".into() },
        Edit::SetSpans { place: place(), spans: vec![whole] },
    ];
    let book = project.codebook();
    edits.extend(book.codes.first().map(|c| Edit::Recode { place: place(), code: c.id.clone() }));
    let attribute = book.attributes.first();
    edits.extend(attribute.map(|a| Edit::SetAttribute { place: place(), attribute: a.id.clone(), value: None }));
    edits
}

fn taken(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    if let Some(article) = dice.article(project).and_then(|id| project.article(&id)) {
        let draft = Box::new(article.draft());
        refuse!(list, "an article twice", Edit::AddArticle(draft), EditError::Taken { what: "the article", .. });
        for text in ["", " \n\u{3000}", "\0\0", "\u{feff}"] {
            let draft = pressmark::model::ArticleDraft { id: id(NOBODY), text: text.into(), ..article.draft() };
            refuse!(list, "an article without text", Edit::AddArticle(Box::new(draft)), EditError::TextSize(_));
        }
        let mut draft = article.draft();
        draft.id = id(NOBODY);
        draft.info.published = "yesterday".into();
        refuse!(list, "no date", Edit::AddArticle(Box::new(draft)), EditError::Date(_));
        let edit = Edit::SetField { article: article.id.clone(), field: Field::Published, value: "2025-02-30".into() };
        refuse!(list, "no date", edit, EditError::Date(_));
    }
    if let Some(analyst) = dice.analyst(project).and_then(|id| project.analyst(&id)) {
        let add = Edit::AddAnalyst(analyst.clone());
        refuse!(list, "an analyst twice", add, EditError::Taken { what: "the analyst", .. });
        let rename = Edit::RenameAnalyst { analyst: analyst.id.clone(), name: " ".into() };
        refuse!(list, "an analyst without a name", rename, EditError::Nameless("an analyst"));
        let decision = dice.of(project.decisions().cloned());
        if let Some(decision) = decision {
            let again = Edit::Decide(Decision { by: analyst.id.clone(), ..(*decision).clone() });
            refuse!(list, "a decision twice", again, EditError::Taken { what: "the decision", .. });
        }
        let annotation = AnnotationId(Uuid::from_u128(3));
        for ruling in [Ruling::Same(annotation, annotation), Ruling::Different(annotation, annotation)] {
            let id = DecisionId(Uuid::from_u128(u128::MAX));
            let edit = Edit::Decide(Decision { id, by: analyst.id.clone(), at: Default::default(), ruling });
            refuse!(list, "one annotation compared", edit, EditError::SelfDecision);
        }
        if let Some((place, found)) = dice.place(project).and_then(|p| project.find(p.annotation)) {
            // In the same layer, and in any other: an id is unique in the world.
            let draft = found.draft(&project.article(&place.article).unwrap().text);
            for analyst in [place.analyst.clone(), analyst.id.clone()] {
                let edit =
                    Edit::Annotate { article: place.article.clone(), analyst, annotation: Box::new(draft.clone()) };
                refuse!(list, "an annotation twice", edit, EditError::Taken { what: "the annotation", .. });
            }
        }
    }
    let book = project.codebook();
    if let Some(code) = dice.of(book.codes.iter()) {
        let again = Edit::AddCode { at: 0, code: Box::new(code.clone()) };
        refuse!(list, "a code twice", again, EditError::Taken { what: "the code", .. });
        let mut other = pressmark::model::Code { id: id(NOBODY), parent: None, ..code.clone() };
        other.name = other.name.to_uppercase().to_lowercase();
        other.key = None;
        if other.name.to_lowercase() == code.name.to_lowercase() {
            let edit = Edit::AddCode { at: 0, code: Box::new(other.clone()) };
            refuse!(list, "a code's name twice", edit, EditError::Taken { what: "the code", .. });
        }
        other.name = NOBODY.into();
        other.key = code.key;
        if code.key.is_some() {
            let edit = Edit::AddCode { at: 0, code: Box::new(other.clone()) };
            refuse!(list, "a key twice", edit, EditError::Taken { what: "the key", .. });
            if let Some(second) = book.codes.iter().find(|c| c.id != code.id) {
                let edit = Edit::ChangeCode(Box::new(pressmark::model::Code { key: code.key, ..second.clone() }));
                refuse!(list, "a key twice", edit, EditError::Taken { what: "the key", .. });
            }
        }
        other.key = None;
        other.name = " ".into();
        let edit = Edit::AddCode { at: 0, code: Box::new(other) };
        refuse!(list, "a code without a name", edit, EditError::Nameless("a code"));
    }
    if let Some(attribute) = dice.of(book.attributes.iter()) {
        let again = Edit::AddAttribute { at: 0, attribute: Box::new(attribute.clone()) };
        refuse!(list, "an attribute twice", again, EditError::Taken { what: "the attribute", .. });
        let nameless = pressmark::model::Attribute { name: String::new(), ..attribute.clone() };
        let edit = Edit::ChangeAttribute(Box::new(nameless));
        refuse!(list, "an attribute without a name", edit, EditError::Nameless("an attribute"));
    }
}

fn used(list: &mut Vec<Wrong>, project: &Project) {
    for (_, analyst, layer) in project.layers() {
        refuse!(list, "an analyst with a layer", Edit::RemoveAnalyst(analyst.clone()), EditError::InUse { .. });
        for annotation in layer.annotations() {
            refuse!(list, "a code in use", Edit::RemoveCode(annotation.code.clone()), EditError::InUse { .. });
            for (id, value) in &annotation.attributes {
                refuse!(list, "an attribute in use", Edit::RemoveAttribute(id.clone()), EditError::InUse { .. });
                let mut attribute = project.codebook().attribute(id).unwrap().clone();
                attribute.values = Values::Choice(vec![format!("not {value}")]);
                let edit = Edit::ChangeAttribute(Box::new(attribute));
                refuse!(list, "a value no longer possible", edit, EditError::Value { .. });
            }
        }
    }
    for decision in project.decisions() {
        refuse!(list, "an analyst who decided", Edit::RemoveAnalyst(decision.by.clone()), EditError::InUse { .. });
    }
    for parent in project.codebook().codes.iter().filter_map(|c| c.parent.clone()) {
        refuse!(list, "a code with one below", Edit::RemoveCode(parent), EditError::InUse { .. });
    }
}

fn spans(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    let Some(place) = dice.place(project) else { return };
    let text = &project.article(&place.article).unwrap().text;
    let set = |spans: Vec<Anchor>| Edit::SetSpans { place: place.clone(), spans };
    refuse!(list, "no span", set(Vec::new()), EditError::SpanOrder(_));
    let good = dice.needed_spans(text);
    let mut twice = good.clone();
    twice.push(good[good.len() - 1].clone());
    refuse!(list, "spans over each other", set(twice.clone()), EditError::SpanOrder(_));
    let noise = Edit::SetNoise { article: place.article.clone(), noise: twice };
    refuse!(list, "noise over itself", noise, EditError::SpanOrder(_));
    if good.len() > 1 {
        refuse!(list, "spans out of order", set(good.iter().rev().cloned().collect()), EditError::SpanOrder(_));
    }
    let changed = |f: &dyn Fn(&mut Anchor)| {
        let mut anchor = good[0].clone();
        f(&mut anchor);
        vec![anchor]
    };
    type E = EditError;
    let wrong = set(changed(&|a| a.words.push('x')));
    refuse!(list, "other words", wrong, E::Span { error: SpanError::OtherWords { .. }, .. });
    let wrong = set(changed(&|a| a.end = text.len() as u32 + 1));
    refuse!(list, "behind the end", wrong, E::Span { error: SpanError::Outside { .. }, .. });
    let wrong = set(changed(&|a| a.start = u32::MAX));
    refuse!(list, "far behind the end", wrong, E::Span { error: SpanError::Outside { .. }, .. });
    let wrong = set(changed(&|a| a.end = a.start));
    refuse!(list, "an empty span", wrong, E::Span { error: SpanError::Empty { .. }, .. });
    let wrong = set(changed(&|a| std::mem::swap(&mut a.start, &mut a.end)));
    refuse!(list, "a span backwards", wrong, E::Span { error: SpanError::Empty { .. }, .. });
    let inside = (0..text.len()).filter(|&at| text.floor(at).byte() != at);
    if let Some(inside) = dice.of(inside) {
        let whole = Anchor { start: inside as u32, end: text.len() as u32, words: String::new() };
        refuse!(
            list,
            "inside a character",
            set(vec![whole.clone()]),
            E::Span { error: SpanError::InsideCharacter { .. }, .. }
        );
        let noise = Edit::SetNoise { article: place.article.clone(), noise: vec![whole.clone()] };
        refuse!(list, "noise inside a character", noise, E::Span { .. });
        let mut draft = project.article(&place.article).unwrap().draft();
        draft.id = id(NOBODY);
        draft.noise = vec![whole];
        refuse!(list, "a new article's noise", Edit::AddArticle(Box::new(draft)), E::Span { .. });
    }
    if let Some(mut draft) = dice.annotation(project, text) {
        draft.spans.clear();
        let (article, analyst) = (place.article.clone(), place.analyst.clone());
        let edit = Edit::Annotate { article, analyst, annotation: Box::new(draft) };
        refuse!(list, "an annotation of nothing", edit, EditError::SpanOrder(_));
    }
}

fn values(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    let Some(place) = dice.place(project) else { return };
    let Some(attribute) =
        dice.of(project.codebook().attributes.iter().filter(|a| matches!(a.values, Values::Choice(_))))
    else {
        return;
    };
    let (article, analyst) = (place.article.clone(), place.analyst.clone());
    let edit = Edit::SetAttribute { place, attribute: attribute.id.clone(), value: Some(NOBODY.into()) };
    refuse!(list, "a value that is none", edit, EditError::Value { .. });
    if let Some(mut draft) = dice.annotation(project, &project.article(&article).unwrap().text) {
        draft.attributes.insert(attribute.id.clone(), NOBODY.into());
        let annotate = |draft| Edit::Annotate { article, analyst, annotation: Box::new(draft) };
        refuse!(list, "a value that is none", annotate(draft), EditError::Value { .. });
    }
}

fn tree(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    let Some(code) = dice.of(project.codebook().codes.iter()) else { return };
    let under = |parent: &CodeId| {
        Edit::ChangeCode(Box::new(pressmark::model::Code { parent: Some(parent.clone()), ..code.clone() }))
    };
    refuse!(list, "a code above itself", under(&code.id), EditError::Cycle(_));
    refuse!(list, "no parent", under(&id(NOBODY)), EditError::NoCode(_));
    for child in project.codebook().codes.iter().filter(|c| c.parent.as_ref() == Some(&code.id)) {
        refuse!(list, "a code under its child", under(&child.id), EditError::Cycle(_));
    }
    let mut lone = pressmark::model::Code { id: id(NOBODY), name: NOBODY.into(), key: None, ..code.clone() };
    lone.parent = Some(lone.id.clone());
    refuse!(list, "a new code above itself", Edit::AddCode { at: 0, code: Box::new(lone) }, EditError::Cycle(_));
}

fn spellings(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    let set = |name: &str, aliases: &[&str]| Edit::SetAliases {
        name: name.to_owned(),
        aliases: aliases.iter().map(|&a| a.to_owned()).collect(),
    };
    refuse!(list, "a blank name", set("\u{3000}", &["x"]), EditError::Nameless("a person or body"));
    refuse!(list, "a blank alias", set(NOBODY, &["x", ""]), EditError::Nameless("another spelling"));
    refuse!(list, "its own alias", set("É", &["x", "e\u{301}"]), EditError::Taken { what: "the name", .. });
    let Some((name, aliases)) = dice.of(project.names()) else { return };
    let alias = dice.of(aliases).unwrap();
    for taken in [name, alias] {
        let upper = taken.to_uppercase();
        refuse!(list, "a spelling of another", set(NOBODY, &[&upper]), EditError::Taken { what: "the name", .. });
    }
    refuse!(list, "an alias as a name", set(alias, &["x"]), EditError::Taken { what: "the name", .. });
}

fn rejections(list: &mut Vec<Wrong>, project: &Project, dice: &mut Dice) {
    let (Some(article), Some(analyst)) = (dice.article(project), dice.analyst(project)) else { return };
    let text = &project.article(&article).unwrap().text;
    let whole = Rejection { span: text.anchor(text.span(0..text.len()).unwrap()), kind: Kind::Plain };
    let mut both = |why: &'static str, article: &ArticleId, analyst: &AnalystId, proposal: &Rejection<Anchor>, fits| {
        let (article, analyst, proposal) = (article.clone(), analyst.clone(), proposal.clone());
        let edit = Edit::Unreject { article: article.clone(), analyst: analyst.clone(), proposal: proposal.clone() };
        list.push(Wrong { why, edit, fits: Box::new(fits) });
        list.push(Wrong { why, edit: Edit::Reject { article, analyst, proposal }, fits: Box::new(fits) });
    };
    type Fits = fn(&EditError) -> bool;
    let fits: Fits = |e| matches!(e, EditError::NoArticle(_));
    both("no article", &id(NOBODY), &analyst, &whole, fits);
    let fits: Fits = |e| matches!(e, EditError::NoAnalyst(_));
    both("no analyst", &article, &id(NOBODY), &whole, fits);
    let mut other = whole.clone();
    other.span.words.push('x');
    let fits: Fits = |e| matches!(e, EditError::Span { error: SpanError::OtherWords { .. }, .. });
    both("other words", &article, &analyst, &other, fits);
    if project.layer(&article, &analyst).is_none_or(|l| !l.rejected().iter().any(|r| r.draft(text) == whole)) {
        let edit = Edit::Unreject { article, analyst, proposal: whole };
        refuse!(list, "nothing rejected", edit, EditError::NoRejection { .. });
    }
    for (article, analyst, layer) in project.layers() {
        for rejection in layer.rejected() {
            let proposal = rejection.draft(&project.article(article).unwrap().text);
            let edit = Edit::Reject { article: article.clone(), analyst: analyst.clone(), proposal };
            refuse!(list, "rejected twice", edit, EditError::Taken { what: "the rejection of", .. });
        }
    }
}
