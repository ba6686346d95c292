//! Any edits, closed and opened again: the identical project.

use proptest::prelude::*;

use super::*;

/// Numbers from which an edit that may fit is made.
type Seed = (u8, u8, u8, String);

fn edit((kind, a, b, words): &Seed, project: &Project, by: &str) -> Option<Edit> {
    let nth = |n: u8, of: usize| (of > 0).then(|| usize::from(n) % of);
    let some_article = || project.articles().nth(nth(*a, project.articles().len())?);
    let places: Vec<Place> = project
        .layers()
        .flat_map(|(article, analyst, layer)| {
            layer.annotations().iter().map(move |x| Place {
                article: article.clone(),
                analyst: analyst.clone(),
                annotation: x.id,
            })
        })
        .collect();
    let place = || places.get(nth(*b, places.len())?).cloned();
    let id = |n: usize| AnnotationId(Uuid::from_u128(n as u128));
    let code = || CodeId::new(["claim", "quote", "extra"][usize::from(*b) % 3]).unwrap();
    let span = |article: &Article| {
        let start = article.text.floor(usize::from(*a) % article.text.len());
        let end = article.text.ceil(start.byte() + 1 + usize::from(*b) % 9);
        article.text.span(start.byte()..end.byte()).ok().map(|s| article.text.anchor(s))
    };
    Some(match kind % 23 {
        0 => Edit::SetTitle(words.clone()),
        1 => Edit::SetEvent(words.clone()),
        2 | 3 => {
            draft(&format!("a{}{}", a % 6, ["", "/", " “x”", "."][usize::from(*b) % 4]), &format!("{TEXT}{words}"))
        }
        4 => Edit::RemoveArticle(some_article()?.id.clone()),
        5 => Edit::SetField {
            article: some_article()?.id.clone(),
            field: Field::ALL[usize::from(*b) % 6],
            value: words.clone(),
        },
        6 => Edit::SetNoise { article: some_article()?.id.clone(), noise: vec![span(some_article()?)?] },
        7 => Edit::SetSettled { article: some_article()?.id.clone(), settled: *b > 100 },
        8..=10 => {
            let article = some_article()?;
            Edit::Annotate {
                article: article.id.clone(),
                analyst: analyst(by),
                annotation: Box::new(Annotation {
                    id: id(usize::from(*a) * 256 + usize::from(*b)),
                    code: code(),
                    spans: vec![span(article)?],
                    attributes: [(AttributeId::new("cue").unwrap(), format!("x{words}"))].into(),
                    note: words.clone(),
                    provenance: Provenance::Accepted { rule: words.clone() },
                    at: time(i64::from(*a)),
                }),
            }
        }
        11 => Edit::Unannotate(place()?),
        12 => Edit::Recode { place: place()?, code: code() },
        13 => Edit::SetSpans { spans: vec![span(project.article(&place()?.article)?)?], place: place()? },
        14 => Edit::SetAttribute {
            place: place()?,
            attribute: AttributeId::new("speaker").unwrap(),
            value: Some(words.clone()),
        },
        15 => Edit::SetNote { place: place()?, note: words.clone() },
        16 => Edit::SetProgress {
            article: some_article()?.id.clone(),
            analyst: analyst(by),
            progress: [Progress::Unread, Progress::Reading, Progress::Done][usize::from(*b) % 3],
        },
        17 => Edit::Decide(Decision {
            id: DecisionId(Uuid::from_u128(u128::from(*a))),
            by: analyst(by),
            at: time(3),
            ruling: Ruling::Wording(place()?.annotation, words.clone()),
        }),
        18 => Edit::Undecide(project.decisions().next()?.id),
        19 => Edit::SetAliases {
            name: ["Putin", "Trump"][usize::from(*a) % 2].into(),
            aliases: [words.clone()].into_iter().filter(|w| !w.is_empty()).collect(),
        },
        20 => Edit::SetEnds([Ends::Words, Ends::Marks][usize::from(*a) % 2]),
        21 => {
            let article = some_article()?;
            let proposal = Rejection { span: span(article)?, kind: Kind::ALL[usize::from(*b) % 4] };
            Edit::Reject { article: article.id.clone(), analyst: analyst(by), proposal }
        }
        _ => Edit::AddCode {
            at: usize::from(*a),
            code: Box::new(Code {
                id: CodeId::new(["extra", "more", "claim"][usize::from(*b) % 3]).unwrap(),
                name: format!("n{words}"),
                kind: Kind::Plain,
                key: words.chars().next(),
                colour: Some(Colour(*a, *b, 0)),
                definition: words.clone(),
                examples: vec![words.clone()],
                parent: (a % 2 == 0).then(|| CodeId::new("quote").unwrap()),
            }),
        },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_edits_are_there_after_opening(
        seeds in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), ".{0,12}"), 1..40),
        checkpoints in prop::collection::vec(0_usize..40, 0..4),
        change in 0_usize..40,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("talks");
        let mut s = Session::create(&folder);
        s.commit(draft("bbc", TEXT));
        let mut by = "ana";
        for (n, seed) in seeds.iter().enumerate() {
            if n == change {
                // Another analyst goes on.
                drop(s);
                by = "Ben Ω";
                s = Session::open(&folder, by);
            }
            if let Some(edit) = edit(seed, s.timeline.project(), by)
                && s.project().apply(&edit).is_ok()
            {
                s.commit(edit);
            }
            if checkpoints.contains(&n) {
                s.flush(true);
            }
        }
        s.flush(false);
        // As it is on disk now, without the checkpoint that closing writes.
        let live = read(&folder);
        prop_assert_eq!(live.problems, vec![]);
        prop_assert_eq!(&live.project, &s.project());
        let project = s.project();
        drop(s);
        let closed = read(&folder);
        prop_assert_eq!(closed.problems, vec![]);
        prop_assert_eq!(closed.project, project);
        prop_assert_eq!(store::check(&folder).unwrap(), vec![]);
    }
}
