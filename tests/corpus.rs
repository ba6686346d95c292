//! The corpora of the benches are what they are taken for.

#[path = "../benches/corpus.rs"]
mod made;

use made::{Shape, project};

const SHAPE: Shape = Shape { articles: 12, bytes: 3_000, annotations: 40, seed: 3 };

#[test]
fn a_corpus_has_its_shape() {
    let corpus = project(&SHAPE);
    assert_eq!(corpus.articles().len(), SHAPE.articles);
    for article in corpus.articles() {
        assert!((SHAPE.bytes..SHAPE.bytes + 300).contains(&article.text.len()), "{} bytes", article.text.len());
        assert_eq!(corpus.layer(&article.id, &made::analyst()).unwrap().annotations().len(), SHAPE.annotations);
    }
    assert_eq!(corpus.layers().map(|(_, _, layer)| layer.annotations().len()).sum::<usize>(), SHAPE.total());
}

#[test]
fn the_same_shape_gives_the_same_corpus_and_another_seed_another() {
    assert_eq!(project(&SHAPE), project(&SHAPE));
    assert_ne!(project(&SHAPE), project(&Shape { seed: 4, ..SHAPE }));
}

#[test]
fn there_always_is_one_annotation_more() {
    // More annotations than sentences: spans inside each other, and some in two parts.
    let shape = Shape { articles: 2, bytes: 1_000, annotations: 60, seed: 5 };
    let mut corpus = project(&shape);
    corpus.apply(&made::one_more(&shape, &corpus, 1)).unwrap();
    let layers = || corpus.layers().flat_map(|(_, _, layer)| layer.annotations());
    assert_eq!(layers().count(), shape.total() + 1);
    assert!(layers().any(|annotation| annotation.spans.len() == 2));
}
