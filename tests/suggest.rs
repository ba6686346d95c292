//! Proposed titles and noise.

use std::path::Path;

use pressmark::store::{self, Mode};
use pressmark::suggest::{noise, title};
use pressmark::text::FrozenText;
use proptest::prelude::*;

const BODY: &str = "The talks between the two presidents ended on Friday without the deal that both had promised.";

fn noise_in(text: &str) -> Vec<String> {
    let text = FrozenText::new(text);
    noise(&text).iter().map(|p| text.words(p.span).to_owned()).collect()
}

fn title_of(text: &str, file: &str) -> Option<String> {
    let text = FrozenText::new(text);
    title(&text, file).map(|p| text.words(p.span).to_owned())
}

#[test]
fn lines_of_a_web_page_are_noise_between_paragraphs() {
    let lines = "
        - Get link
        Other Apps
        Share This Article:
        Share this:
        Share on Facebook
        Tweet this story
        Email this article
        Click to share on Twitter (Opens in new window)
        Post a Comment
        Leave a comment
        12 Comments
        No comments yet
        Your email address will not be published. Required fields are marked *
        Also Read:Trump says “No deal” after the talks
        ALSO READ | What the leaders said. And what not.
        Read more: Five things to know about the summit
        Read more »
        Related: Putin’s plane lands
        Related articles
        You may also like
        Advertisement
        ADVERTISEMENT
        Article continues below
        Subscribe
        Subscribe to our YouTube channel for the latest news.
        Sign up for our daily newsletter
        Follow us on Twitter and Facebook
        Join our WhatsApp channel
        (With inputs from AP)
        With inputs from agencies
        (Reporting by Jane Doe in Anchorage; Editing by John Roe)
        The Associated Press contributed to this report.
        (This story has not been edited by our staff and is auto-generated from a syndicated feed.)
        This article was first published on example.com
        We use cookies to improve your experience.
        By continuing to use this site, you agree to our terms of use.
        Accept all cookies
        © 2025 The Daily Example
        Copyright 2025 The Daily Example. All rights reserved.
        All rights reserved.
        Photo: Jane Doe/Pool
        Photo by Jane Doe for The Daily Example
        Jane Doe/Getty Images
        (AP Photo/Jane Doe)
        Skip to main content
        Back to top
        Lire aussi : Le sommet en cinq points
        Читайте также: Итоги встречи
        広告
        اقرأ أيضا: نتائج القمة
        ";
    let wrong: Vec<&str> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .filter(|line| noise_in(&format!("{BODY}\n\n{line}\n\n{BODY}")) != [*line])
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lines_of_an_article_are_none() {
    let lines = "
        Trump said he would share this article with Putin.
        Share prices fell.
        Comments by the president drew criticism.
        Comments
        Print
        X
        Facebook
        Email
        He declined to post a comment on the matter.
        “Leave a comment,” he told reporters.
        Advertisement spending rose by a third.
        Ads by the campaign attack Putin
        Sponsored by the state, the company grew, officials said.
        Subscribe to that theory and you will be disappointed.
        Related: the two men also spoke of Syria. They agreed on nothing.
        Read the statement in full, he said.
        With reports from both sides at odds, nobody knows.
        With inputs from farmers and unions at an end, the ministry will decide.
        The company uses cookies to follow its readers.
        By using cookies, advertisers follow readers.
        Copyright law changed in 2024, and publishers sued.
        He signed with all rights reserved to the outlet and left.
        This report was published on Friday by the ministry.
        Photos by visitors show the damage
        Photo opportunities were rare.
        More from the summit than anyone had hoped
        Latest news from Anchorage
        What happens next remains unclear
        Next round
        Trump, Putin Alaska Meet: no deal
        He will follow us on the path to peace, she said.
        Donate
        The president said: also read the treaty.
        Watch: the talks are not over. He will be back.
        - Trade
        - The Arctic
        No questions, no clear outcomes
        ";
    let wrong: Vec<_> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !noise_in(&format!("{BODY}\n{line}\n{BODY}")).is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn neighbouring_lines_are_one_proposal() {
    let bar = "- Get link\n\n- X\n - Other Apps";
    let end = "- Get link\n- X\n- Other Apps\nComments\nPost a Comment";
    assert_eq!(noise_in(&format!("{bar}\n{BODY}\n{BODY}\n{end}\n")), [bar, end]);
    // Services alone in the middle are what an article lists; with a button among them they are buttons.
    assert_eq!(noise_in(&format!("{BODY}\n- Facebook\n- X\n- YouTube\n{BODY}")), [""; 0]);
    assert_eq!(noise_in(&format!("{BODY}\nFacebook\nTwitter\nPrint\n{BODY}")), ["Facebook\nTwitter\nPrint"]);
    // At the edges of the text a button is one even alone.
    assert_eq!(noise_in(&format!("Menu\n{BODY}\nComments")), ["Menu", "Comments"]);
    // A text of nothing else is left to the reader, and a long line is never noise.
    assert_eq!(noise_in("Share\nPrint"), [""; 0]);
    assert_eq!(noise_in(&format!("{BODY}\nAlso read: {}\n{BODY}", BODY.repeat(9))), [""; 0]);
    let text = FrozenText::new(&format!("{BODY}\n(With inputs from AP)"));
    assert_eq!(noise(&text)[0].rule, "agency footer");
}

#[test]
fn the_title_is_a_first_line_that_reads_like_a_headline() {
    for headline in [
        "Roundup: Trump and Putin Meeting in Anchorage Concludes with Progress, No Deal",
        "Is a deal still possible?",
        "“No deal until there’s a deal”",
        "Putin returns to the U.S.",
        "Von der Leyen warns Putin",
        "Trump may visit Moscow in 2026",
        "会談は合意なく終わった",
    ] {
        let expected = Some(headline.to_owned());
        assert_eq!(title_of(&format!("{headline}\n\n{BODY}\n{BODY}"), "a.txt"), expected);
        assert_eq!(title_of(&format!("- Get link\n- X\n{headline}\nShare this:\n{BODY}"), "a.txt"), expected);
    }
    for text in [
        format!("{BODY}\nTalks yield progress\n{BODY}"),
        "Trump and Putin met in Anchorage".to_owned(),
        format!("- Get link\n- Other Apps\n{BODY}\n{BODY}"),
        format!("By Jane Doe\n{BODY}"),
        format!("Published 16 August 2025, 10:15\n{BODY}"),
        format!("Here is what they said:\n{BODY}"),
        format!("World\n{BODY}"),
        format!("{}\n{BODY}", "Very long ".repeat(30)),
        "milk and two eggs\nbutter and flour\nsalt and sugar".to_owned(),
        String::new(),
    ] {
        assert_eq!(title_of(&text, "a.txt"), None, "{text}");
    }
}

#[test]
fn the_title_is_the_line_that_the_file_is_named_after() {
    let text = format!("World news and views\nTrump, Putin end summit without deal\n{BODY}\n{BODY}");
    assert_eq!(title_of(&text, "trump-putin-end-summit.html").as_deref(), Some("Trump, Putin end summit without deal"));
    assert_eq!(title_of(&text, "0017.html").as_deref(), Some("World news and views"));
}

#[test]
fn the_sample_project_has_what_is_proposed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/anchorage-summit");
    let project = store::open(&folder, Mode::Read).unwrap().project;
    let mut lines = 0;
    for article in project.articles() {
        let proposed: Vec<_> = noise(&article.text).iter().map(|p| p.span).collect();
        assert_eq!(proposed, article.noise, "{}", article.id);
        let heading = title(&article.text, &format!("{}.txt", article.id)).map(|p| article.text.words(p.span));
        let heading = heading.map(str::to_owned).unwrap_or_default();
        assert_eq!(heading, article.info.title, "{}", article.id);
        lines += proposed.len();
    }
    assert_eq!((project.articles().len(), lines), (5, 9));
}

proptest! {
    #[test]
    fn proposals_are_whole_lines_in_order(parts in prop::collection::vec(prop_oneof![
        Just("Share".to_owned()), Just("- Get link".to_owned()), Just(String::new()), Just(BODY.to_owned()),
        Just("Comments".to_owned()), Just(" \u{301}X".to_owned()), any::<String>(),
    ], 0..20)) {
        let text = FrozenText::new(&parts.join("\n"));
        let mut last = 0;
        for proposal in noise(&text) {
            let (start, end) = (proposal.span.start().byte(), proposal.span.end().byte());
            prop_assert!(start >= last);
            prop_assert!(text.as_str()[..start].rsplit('\n').next().unwrap().trim().is_empty());
            prop_assert!(text.as_str()[end..].split('\n').next().unwrap().trim().is_empty());
            last = end;
        }
        if let Some(found) = title(&text, &parts.concat()) {
            prop_assert!(!text.words(found.span).contains('\n'));
            prop_assert!(noise(&text).iter().all(|p| !p.span.overlaps(found.span)));
        }
    }
}
