//! What holds in every project, however it came about.

use std::collections::BTreeSet;

use pressmark::model::{Progress, Project, Published, Values};
use unicode_segmentation::UnicodeSegmentation;

use super::dice::folded;

/// Panics with the rule that a project breaks.
pub fn check(project: &Project) {
    assert!(!project.title().trim().is_empty(), "the title is blank");
    let codebook = project.codebook();
    let unique = |what: &str, names: Vec<String>| {
        let set: BTreeSet<_> = names.iter().collect();
        assert_eq!(set.len(), names.len(), "{what} are not unique: {names:?}");
    };
    unique("code ids", codebook.codes.iter().map(|c| c.id.to_string()).collect());
    unique("code names", codebook.codes.iter().map(|c| c.name.to_lowercase()).collect());
    unique("code keys", codebook.codes.iter().filter_map(|c| c.key).map(String::from).collect());
    unique("attribute ids", codebook.attributes.iter().map(|a| a.id.to_string()).collect());
    unique("analysts", project.analysts().map(|a| a.id.as_str().to_lowercase()).collect());
    unique("articles", project.articles().map(|a| a.id.as_str().to_lowercase()).collect());
    for code in &codebook.codes {
        let mut above = code.parent.as_ref();
        for _ in 0..=codebook.codes.len() {
            above = above.and_then(|id| codebook.code(id).expect("a parent is missing").parent.as_ref());
        }
        assert!(above.is_none(), "“{}” is above itself", code.id);
    }
    for article in project.articles() {
        assert_eq!(article.sha256, article.text.sha256());
        assert!(!article.text.as_str().trim().is_empty());
        assert!(article.info.published.is_empty() || Published::parse(&article.info.published).is_some());
        apart(article.text.as_str(), article.noise.iter().map(|s| s.bytes()));
    }
    let names = project.names();
    unique("spellings", names.iter().flat_map(|(n, list)| list.iter().chain([n])).map(|n| folded(n)).collect());
    for (name, list) in names {
        assert!(!list.is_empty() && list.is_sorted(), "“{name}”: {list:?}");
        for spelling in list.iter().chain([name]) {
            assert!(!spelling.trim().is_empty(), "a blank spelling of “{name}”");
            assert_eq!(project.canonical(&spelling.to_uppercase()), name);
        }
    }
    let mut ids = Vec::new();
    for (article, analyst, layer) in project.layers() {
        let text = project.article(article).expect("a layer without an article").text.as_str();
        assert!(project.analyst(analyst).is_some(), "a layer of nobody");
        let bare = layer.annotations().is_empty() && layer.rejected().is_empty();
        assert!(!bare || layer.progress() != Progress::Unread, "a blank layer");
        let keys: Vec<_> =
            layer.rejected().iter().map(|r| (r.span.bytes().start, r.span.bytes().end, r.kind)).collect();
        assert!(keys.windows(2).all(|two| two[0] < two[1]), "rejections twice or out of order");
        layer.rejected().iter().for_each(|r| apart(text, [r.span.bytes()].into_iter()));
        let keys: Vec<_> = layer.annotations().iter().map(|a| (a.start(), a.id)).collect();
        assert!(keys.is_sorted(), "annotations out of order");
        for annotation in layer.annotations() {
            ids.push(annotation.id.to_string());
            assert!(codebook.code(&annotation.code).is_some(), "an annotation without a code");
            assert!(!annotation.spans.is_empty());
            apart(text, annotation.spans.iter().map(|s| s.bytes()));
            for (id, value) in &annotation.attributes {
                assert!(!value.is_empty());
                match &codebook.attribute(id).expect("a value of no attribute").values {
                    Values::Choice(words) => assert!(words.contains(value), "{value} is none of {words:?}"),
                    Values::Text | Values::Name => {}
                }
            }
        }
    }
    unique("annotations", ids);
    for decision in project.decisions() {
        assert!(project.analyst(&decision.by).is_some(), "a decision of nobody");
    }
}

fn apart(text: &str, spans: impl Iterator<Item = std::ops::Range<usize>>) {
    let edges: BTreeSet<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let mut last = 0;
    for span in spans {
        assert!(last <= span.start && span.start < span.end, "spans out of order");
        assert!(edges.contains(&span.start) && edges.contains(&span.end), "a span cuts a character");
        last = span.end;
    }
}
