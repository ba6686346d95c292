//! Files coming in: encodings, web pages, JSON Lines, duplicates.

use pressmark::import::{self, Format, ImportError, Incoming, Options, Plan};
use pressmark::model::{AnalystId, Codebook, Progress, Project, Provenance, Time};
use pressmark::text::FrozenText;
use proptest::prelude::*;
use uuid::Uuid;

fn now() -> Time {
    "2025-08-16T10:00:00Z".parse().unwrap()
}

pub fn ids() -> impl FnMut() -> Uuid {
    let mut next = 0_u128;
    move || {
        next += 1;
        Uuid::from_u128(0x0198_b2c4_0000_7000_8000_0000_0000_0000 + next)
    }
}

pub fn project() -> Project {
    Project::new("Talks", Codebook::standard())
}

/// Reads, plans and carries out.
pub fn add(project: &mut Project, file: &str, bytes: &[u8], format: Option<Format>) -> Result<Plan, ImportError> {
    let incoming = import::read(file, bytes, format)?;
    let options = Options::of(&AnalystId::new("ana").unwrap());
    let plan = import::plan(project, incoming, &options, &mut ids(), now())?;
    project.apply(&plan.edit).unwrap();
    Ok(plan)
}

fn one(file: &str, bytes: &[u8]) -> Incoming {
    let mut all = import::read(file, bytes, None).unwrap().articles;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn message(file: &str, bytes: &[u8]) -> String {
    import::read(file, bytes, None).unwrap_err().to_string()
}

fn refusal(json: &str) -> String {
    let mut project = project();
    let before = project.clone();
    let error = add(&mut project, "feed.jsonl", json.as_bytes(), Format::named("jsonl")).unwrap_err().to_string();
    assert_eq!(project, before);
    error
}

#[test]
fn every_encoding_gives_the_same_words() {
    let text = "Größe: “naïve” café.\nZweite Zeile, ein ganzer Satz für die Schätzung der Kodierung.";
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let le32: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let be32: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
    let (cp1252, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let join = |mark: &[u8], body: &[u8]| [mark, body].concat();
    let cases = [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8", join(b"\xef\xbb\xbf", text.as_bytes())),
        ("UTF-8", text.replace('\n', "\r\n").into_bytes()),
        ("UTF-8", text.replace('\n', "\r").into_bytes()),
        ("UTF-8", text.replace('Z', "\0Z").into_bytes()),
        ("UTF-16LE", join(b"\xff\xfe", &le)),
        ("UTF-16BE", join(b"\xfe\xff", &be)),
        ("UTF-16LE", le),
        ("UTF-16BE", be),
        ("UTF-32LE", join(b"\xff\xfe\0\0", &le32)),
        ("UTF-32BE", join(b"\0\0\xfe\xff", &be32)),
        ("windows-1252", cp1252.to_vec()),
    ];
    for (encoding, bytes) in cases {
        let incoming = one("a.txt", &bytes);
        assert_eq!(incoming.text.as_str(), text, "{encoding}");
        assert_eq!(incoming.source.encoding, encoding);
        assert_eq!(incoming.original, bytes);
        assert!(incoming.notices.is_empty());
    }
}

#[test]
fn encodings_of_other_scripts_are_guessed() {
    let cases = [
        (encoding_rs::WINDOWS_1251, "Президенты встретились в Анкоридже и говорили почти три часа без переводчиков."),
        (encoding_rs::SHIFT_JIS, "両首脳はアンカレッジで会談し、停戦の合意には至らなかったと述べた。"),
        (encoding_rs::GBK, "两国总统在安克雷奇会晤，但没有就停火达成协议，会谈持续了近三个小时。"),
        (encoding_rs::WINDOWS_1256, "التقى الرئيسان في أنكوريج دون التوصل إلى اتفاق لوقف إطلاق النار في أوكرانيا."),
    ];
    for (encoding, text) in cases {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost);
        assert_eq!(one("a.txt", &bytes).text.as_str(), text, "{}", encoding.name());
    }
}

#[test]
fn damaged_characters_are_told() {
    let mut bytes = "Łódź, Gdańsk, Kraków, Wrocław, Poznań, Świnoujście, Żory, Łomża, Zgłobień".as_bytes().to_vec();
    bytes.push(0xff);
    let incoming = one("a.txt", &bytes);
    assert!(incoming.text.as_str().ends_with("Zgłobień\u{fffd}"));
    assert!(incoming.notices[0].contains("One character of “a.txt” cannot be read as UTF-8"), "{:?}", incoming.notices);
}

#[test]
fn what_is_no_text_is_refused_with_a_remedy() {
    let noise: Vec<u8> = (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&[u8], &str); 10] = [
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04\x14\0", "office document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"{\\rtf1\\ansi Hello}", "an RTF document"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nText", "MHTML"),
        (b"bplist00\xd1\x01", "a web archive"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (&noise, "a binary file"),
    ];
    for (bytes, what) in cases {
        let message = message("thing.txt", bytes);
        assert!(message.starts_with("“thing.txt” is ") && message.contains(what), "{message}");
        // The remedy.
        assert!(message.contains(", not a text. "), "{message}");
    }
    for empty in ["", " \n\t\r\n", "\u{feff}\u{feff}"] {
        assert!(
            matches!(
                import::read("a.txt", empty.as_bytes(), None),
                Err(ImportError::Empty { .. } | ImportError::Binary { .. })
            ),
            "{empty:?}"
        );
    }
}

#[test]
fn a_file_of_64_mib_is_the_largest() {
    let mut bytes = vec![b'a'; 64 << 20];
    assert!(import::read("a.txt", &bytes, None).is_ok());
    bytes.push(b'a');
    assert!(message("a.txt", &bytes).contains("larger than 64 MiB"));
}

#[test]
fn the_content_tells_the_format_and_the_name_helps() {
    let cases: [(&str, &str, &str); 9] = [
        ("a.txt", "Plain words < than > others", "text"),
        ("a.txt", "<!DOCTYPE html><html><body><p>Words in a page", "html"),
        ("noname", "\n  <html lang=en><body>Words", "html"),
        ("a.txt", "<?xml version=\"1.0\"?><html xmlns=\"x\"><body><p>Words</p></body></html>", "html"),
        ("a.html", "<p>A part of a page</p>", "html"),
        ("a.html", "No page at all", "text"),
        ("a.txt", "{\"id\": \"x\", \"text\": \"Words\"}", "jsonl"),
        ("a.txt", "{a brace} begins this text", "text"),
        ("a.jsonl", "{\"text\": \"Words\"}\n", "jsonl"),
    ];
    for (file, content, format) in cases {
        assert_eq!(one(file, content.as_bytes()).source.format, format, "{content}");
    }
    assert!(message("a.jsonl", b"{\"txt\": 1}").contains("“text”"));
    let forced = import::read("a.html", b"<p>x</p>", Format::named("text")).unwrap().articles;
    assert_eq!(forced[0].text.as_str(), "<p>x</p>");
}

const PAGE: &str = r##"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Talks end &amp; nothing is signed | The Daily Example</title>
<link rel="canonical" href="https://www.daily.example/world/talks">
<meta property="og:site_name" content="The Daily Example">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"No"},
{"@type":["NewsArticle"],"headline":"Talks end &#8217; nothing signed","datePublished":"2025-08-16T09:30:00+0200",
"author":[{"@type":"Person","name":"Ada Writer"},{"@type":"Person","name":"Bo Scribe"}],
"publisher":{"@type":"Organization","name":"Example Group"}}]}</script>
<style>p { color: red }</style><script>var hidden = "never in the text";</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Talks end &amp; nothing is signed</h1>
<p>The two presidents met on Friday in a room at the base, and they spoke for almost three hours, officials said.</p>
<p>&ldquo;There&rsquo;s no deal until there&rsquo;s a deal,&rdquo; said one of them afterwards, standing beside the other, before both left.</p>
<script>document.write("tracking");</script>
<p>Neither of them took questions, and reporters, who had waited since the morning, left without an answer, too.</p>
<p>A second meeting, this time in Moscow, was proposed, but no date, no place and no agenda were given by either side.</p>
</article><footer>Copyright, cookies, contact</footer></body></html>"##;

#[test]
fn a_saved_page_gives_its_article_and_what_it_tells_of_it() {
    let incoming = one("talks.html", PAGE.as_bytes());
    let info = &incoming.info;
    assert_eq!(info.outlet, "The Daily Example");
    assert_eq!(info.title, "Talks end ’ nothing signed");
    assert_eq!(info.author, "Ada Writer, Bo Scribe");
    assert_eq!(info.published, "2025-08-16T09:30:00+02:00");
    assert_eq!(info.language, "en-GB");
    assert_eq!(info.url, "https://www.daily.example/world/talks");
    let text = incoming.text.as_str();
    assert!(text.contains("hours, officials said.\n“There’s no deal until there’s a deal,” said"), "{text}");
    for foreign in ["tracking", "never in", "color", "Home", "cookies", "&", "\n\n"] {
        assert!(!text.contains(foreign), "{foreign} in {text}");
    }
    assert_eq!(incoming.id, "talks");
    assert_eq!(incoming.original, PAGE.as_bytes());
}

#[test]
fn pages_in_old_encodings_are_read_as_they_say() {
    let page = |charset: &str| {
        let body = "<p>Größe der Delegation, und wer dabei war, blieb offen, hieß es aus Kreisen der Regierung.</p>";
        format!(
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset={charset}'></head><body>{body}"
        )
    };
    for label in ["iso-8859-1", "windows-1252"] {
        let page = page(label);
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
        assert!(one("a.html", &bytes).text.as_str().contains("Größe"));
    }
    let wrong = page("iso-8859-1");
    assert!(one("a.html", wrong.as_bytes()).text.as_str().contains("Größe"), "UTF-8 that says it is Latin-1");
}

#[test]
fn the_host_stands_for_the_outlet_and_odd_dates_are_read_or_left() {
    let page = |meta: &str| format!("<html><head>{meta}</head><body><p>Some words, and some more of them.</p>");
    let info = |meta: &str| one("a.html", page(meta).as_bytes()).info;
    assert_eq!(info("<meta property='og:url' content='https://www.paper.example/a?b=c'>").outlet, "paper.example");
    assert_eq!(info("<!-- saved from url=(0030)https://paper.example/story -->").url, "https://paper.example/story");
    let dates = [
        ("2025-08-16", "2025-08-16"),
        ("2025-08-16T09:30:00Z", "2025-08-16T09:30:00Z"),
        ("2025-08-16T09:30:00.000+0000", "2025-08-16T09:30:00+00:00"),
        ("2025-08-16 09:30:00", "2025-08-16"),
        ("Sat, 16 Aug 2025 09:30:00 +0200", "2025-08-16T09:30:00+02:00"),
        ("August 16, 2025", "2025-08-16"),
        ("08/09/2025", ""),
        ("yesterday", ""),
    ];
    for (given, read) in dates {
        assert_eq!(info(&format!("<meta property='article:published_time' content='{given}'>")).published, read);
    }
    assert_eq!(info("<meta name='author' content='https://social.example/ada'>").author, "");
    assert_eq!(info("<meta name='author' content='By Ada Writer'>").author, "Ada Writer");
}

#[test]
fn a_page_without_an_article_gives_all_that_can_be_seen() {
    let page = "<html><head><title>t</title><style>x{}</style></head><body><script>y()</script><a href='x'>One link</a></body>";
    let incoming = one("a.html", page.as_bytes());
    assert_eq!(incoming.text.as_str(), "One link");
    assert!(message("a.html", b"<html><body><script>y()</script></body></html>").contains("holds no text"));
}

#[test]
fn hostile_pages_are_refused_and_do_not_end_the_program() {
    let open = |tag: &str, times: usize| format!("<!DOCTYPE html><body>{}words", tag.repeat(times));
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let fonts: String = (0..3_000).map(|n| format!("<div><font size={n}>x</div>")).collect();
    let cases = [
        ("nested", open("<div>", 200_000)),
        ("nested", open("<div></b>", 200_000)),
        ("nested", open("<table><tr><td>", 100_000)),
        ("nested", open("<svg><style><g>", 100_000)),
        ("nested", open("<x a=b=\"><y>", 1) + &"<div>".repeat(200_000)),
        ("nested", open("<!-- --!>", 1) + &"<div>".repeat(200_000)),
        ("nested", fonts + "<html>"),
        ("attributes", format!("<html><body><p{attributes}>words")),
        ("tags", open("<p>x", 1_100_000)),
    ];
    for (why, page) in cases {
        let error = import::read("a.html", page.as_bytes(), Format::named("html")).unwrap_err().to_string();
        assert!(error.contains("“a.html”") && error.contains(why) && error.contains("Copy the article"), "{error}");
    }
    // Sloppy, but what real pages look like.
    let sloppy =
        open("<p>Words, and more of them, in a paragraph that nobody closes.<li>one<br><a name=x><b>bold", 2_000);
    assert!(import::read("a.html", sloppy.as_bytes(), None).is_ok());
    let script = format!("<html><body><script>{}</script><p>Words</p>", "if (a<b) x('<div>');".repeat(5_000));
    assert!(import::read("a.html", script.as_bytes(), None).is_ok());
}

#[test]
fn names_are_made_unique_whatever_their_case() {
    let mut project = project();
    for (n, file) in ["Story.txt", "story.html.txt", "STORY.txt", "story-2.txt", ".txt", "a\tb.txt"].iter().enumerate()
    {
        add(&mut project, file, format!("Text number {n}.").as_bytes(), None).unwrap();
    }
    let ids: Vec<&str> = project.articles().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, [".txt", "STORY-2", "Story", "a b", "story-2-2", "story.html"]);
    // A disk may take the two spellings of an accent for one.
    add(&mut project, "Caf\u{e9}.txt", b"In one character.", None).unwrap();
    let plan = add(&mut project, "cafe\u{301}.txt", b"In two.", None).unwrap();
    assert_eq!(plan.articles[0].as_str(), "cafe\u{301}-2");
    let long = "x".repeat(400) + ".txt";
    add(&mut project, &long, b"Long one.", None).unwrap();
    let plan = add(&mut project, &long, b"Long two.", None).unwrap();
    assert!(plan.articles[0].as_str().ends_with("x-2"));
}

#[test]
fn the_same_text_twice_is_noticed() {
    let mut project = project();
    add(&mut project, "first.txt", b"The same words.\r\nTwice.", None).unwrap();
    let plan = add(&mut project, "second.txt", b"The same words.\nTwice.", None).unwrap();
    assert!(plan.is_empty());
    assert_eq!(plan.notices, ["“second.txt” has the same text as “first” and was not added again."]);
    assert_eq!(project.articles().len(), 1);
    let plan = add(&mut project, "third.txt", b"\n  The same words.\nTwice.\n\n", None).unwrap();
    assert!(plan.is_empty() && plan.sources.is_empty());
    let but = "has the same text as “first” but for white space at its ends and was not added again";
    assert_eq!(plan.notices, [format!("“third.txt” {but}.")]);
    let line =
        r#"{"text": " The same words.\nTwice.", "spans": [{"start": 1, "end": 4, "label": "claim", "analyst": "bo"}]}"#;
    let plan = add(&mut project, "fourth.jsonl", line.as_bytes(), None).unwrap();
    assert!(plan.is_empty() && plan.notices[0].contains(but), "{plan:?}");
    assert!(plan.notices[0].contains("its 1 annotations were not taken"), "{plan:?}");
    // Also among the articles of one file; white space between words is another matter.
    let two = b"{\"id\": \"a\", \"text\": \"Other words.\"}\n{\"id\": \"b\", \"text\": \"Other words.\\n\"}\n\
        {\"id\": \"c\", \"text\": \"Other  words.\"}";
    assert_eq!(add(&mut project, "five.jsonl", two, None).unwrap().articles.len(), 2);
}

#[test]
fn spans_of_a_line_become_annotations() {
    let feed = r#"{"id": "fox", "text": "“No deal,” he said. 😀 It lasted 3 hours.", "meta": {"outlet": "Fox", "published": "2017-11-13", "source": "corpus", "author": null, "title": 7},
        "spans": [{"start": 0, "end": 10, "label": "quote", "text": "“No deal,”", "speaker": "He", "statement": "s1"},
                  {"start": 22, "end": 40, "label": "Claim", "text": "It lasted 3 hours.", "attributes": {"certainty": "Hedged"}},
                  {"start": 1, "end": 18, "spans": [[1, 3], [11, 18]], "label": "opinion", "text": "No … he said", "polarity": "-1", "holder": "Him", "note": "odd", "analyst": "bo"}]}"#
        .replace('\n', " ");
    let mut project = project();
    let plan = add(&mut project, "feed.jsonl", feed.as_bytes(), None).unwrap();
    assert_eq!(plan.annotations, 3);
    assert_eq!(
        plan.notices,
        ["“feed.jsonl” has keys that mean nothing here and were left out: meta.source, spans.statement."]
    );
    let article = project.articles().next().unwrap();
    assert_eq!(
        (article.info.outlet.as_str(), article.info.title.as_str(), article.info.author.as_str()),
        ("Fox", "7", "")
    );
    let ana = project.layer(&article.id, &AnalystId::new("ana").unwrap()).unwrap();
    let words: Vec<String> = ana.annotations().iter().map(|a| a.words(&article.text)).collect();
    assert_eq!(words, ["“No deal,”", "It lasted 3 hours."]);
    assert_eq!(ana.annotations()[0].attribute("speaker"), Some("He"));
    assert_eq!(ana.annotations()[1].attribute("certainty"), Some("hedged"));
    assert_eq!(ana.annotations()[0].provenance, Provenance::Imported { format: "jsonl".into() });
    assert_eq!(ana.progress(), Progress::Reading);
    let bo = project.layer(&article.id, &AnalystId::new("bo").unwrap()).unwrap();
    assert_eq!(bo.annotations()[0].words(&article.text), "No … he said");
    assert_eq!(bo.annotations()[0].attribute("polarity"), Some("negative"));
    assert_eq!(bo.annotations()[0].note, "odd");
}

#[test]
fn offsets_are_carried_through_the_cleaning_of_the_text() {
    let text = "\u{feff}Über\r\nuns\0 steht\u{2028}nichts.";
    let points: Vec<char> = text.chars().collect();
    let at = |from: usize, to: usize| points[from..to].iter().collect::<String>();
    let span =
        |from: usize, to: usize| serde_json::json!({"start": from, "end": to, "label": "claim", "text": at(from, to)});
    let line = serde_json::json!({"text": text, "spans": [span(1, 5), span(0, 5), span(7, 17), span(12, 25), span(5, 10)],
        "meta": {"noise": [[18, 24]]}});
    let mut project = project();
    add(&mut project, "x.jsonl", line.to_string().as_bytes(), None).unwrap();
    let article = project.articles().next().unwrap();
    assert_eq!(article.text.as_str(), "Über\nuns steht\nnichts.");
    let layer = project.layers().next().unwrap().2;
    let mut words: Vec<String> = layer.annotations().iter().map(|a| a.words(&article.text)).collect();
    words.sort();
    assert_eq!(words, ["\nuns", "steht\nnichts.", "uns steht", "Über", "Über"]);
    assert_eq!(article.text.words(article.noise[0]), "nichts");
    assert!(article.settled);
}

#[test]
fn faults_in_a_line_name_the_file_the_line_and_the_span() {
    let line = |rest: &str| format!("{{\"text\": \"Before\"}}\n\n{{\"text\": \"e\u{301} 👩‍👩‍👧 words here\", {rest}}}");
    let span =
        |rest: &str| line(&format!("\"spans\": [{{\"start\": 9, \"end\": 14, \"label\": \"claim\"}}, {{{rest}}}]"));
    let cases = [
        ("{\"text\": \"a\"}\n{\"text\": ".to_owned(), "line 2: this is not JSON"),
        ("{\"id\": \"a\"}".to_owned(), "line 1: the key “text”"),
        ("{\"text\": \"  \"}".to_owned(), "line 1: “text” is empty"),
        ("[1, 2]".to_owned(), "line 1: an article is an object"),
        ("{\"text\": \"\\ud800\"}".to_owned(), "line 1: this is not JSON"),
        (line("\"meta\": 3"), "line 3: “meta” is no object"),
        (line("\"spans\": {}"), "line 3: “spans” is no list"),
        (
            line("\"meta\": {\"progress\": \"finished\"}"),
            "line 3: the progress “finished” is none of unread, reading, done",
        ),
        (line("\"meta\": {\"noise\": [[0, 1]]}"), "line 3: in “meta.noise”, the offset 1 cuts a character in two"),
        (line("\"meta\": {\"noise\": [[9, 12], [11, 14]]}"), "overlap"),
        (
            span("\"start\": 0, \"end\": 1, \"label\": \"claim\""),
            "line 3, span 2: the offset 1 cuts a character in two",
        ),
        (span("\"start\": 4, \"end\": 9, \"label\": \"claim\""), "span 2: the offset 4 cuts a character in two"),
        (
            span("\"start\": 9, \"end\": 99, \"label\": \"claim\""),
            "span 2: the offset 99 lies behind the end of the text, which has 19",
        ),
        (span("\"start\": 9, \"end\": 9, \"label\": \"claim\""), "span 2: the end 9 does not lie behind the start 9"),
        (span("\"start\": -1, \"end\": 9, \"label\": \"claim\""), "span 2: “start” is -1"),
        (span("\"start\": 9, \"label\": \"claim\""), "span 2: the keys “start” and “end” are missing"),
        (
            span("\"start\": 9, \"end\": 14, \"label\": \"fact\""),
            "span 2: the label “fact” is no code of the project, whose codes are claim, quote, opinion",
        ),
        (span("\"start\": 9, \"end\": 14"), "span 2: the key “label” is missing"),
        (
            span("\"start\": 9, \"end\": 14, \"label\": \"claim\", \"text\": \"other\""),
            "span 2: the text has “words” there, not “other”",
        ),
        (
            span("\"start\": 9, \"end\": 14, \"label\": \"claim\", \"certainty\": \"maybe\""),
            "span 2: “maybe” is no value of “certainty”; possible are asserted, hedged, denied",
        ),
        (span("\"spans\": [[9, 12], [11, 14]], \"label\": \"claim\""), "span 2: its parts overlap"),
        (
            span("\"start\": 8, \"end\": 14, \"spans\": [[9, 14]], \"label\": \"claim\""),
            "span 2: “start” and “end” are not",
        ),
    ];
    for (json, expected) in cases {
        let message = refusal(&json);
        assert!(message.starts_with("“feed.jsonl”, line") && message.contains(expected), "{message}\n{expected}");
    }
    let prose = import::read("f.ndjson", b"id,text\n1,Words", None).unwrap_err().to_string();
    assert!(prose.contains("“f.ndjson”, line 1: this is not JSON"), "{prose}");
    let latin = b"{\"text\": \"a\"}\n{\"text\": \"caf\xe9\"}";
    assert!(import::read("f.jsonl", latin, None).unwrap_err().to_string().contains("line 2: the line is not UTF-8"));
}

#[test]
fn annotations_on_a_text_that_is_there_go_to_its_article() {
    let mut project = project();
    add(&mut project, "story.txt", b"It lasted three hours. Nobody signed.", None).unwrap();
    let line = |more: &str| {
        format!(
            "{{\"id\": \"s\", \"text\": \"It lasted three hours. Nobody signed.\", \"spans\": \
             [{{\"start\": 0, \"end\": 22, \"label\": \"claim\"}}{more}]}}\n"
        )
    };
    let plan = add(&mut project, "a.jsonl", line("").as_bytes(), None).unwrap();
    assert_eq!((plan.articles.len(), plan.annotations), (0, 1));
    assert!(plan.notices[0].contains("1 of its 1 annotations were new and went to “story”"), "{:?}", plan.notices);
    let again = add(&mut project, "a.jsonl", line("").as_bytes(), None).unwrap();
    assert!(again.is_empty(), "{again:?}");
    let more = line(", {\"start\": 23, \"end\": 37, \"label\": \"claim\"}");
    assert_eq!(add(&mut project, "a.jsonl", more.as_bytes(), None).unwrap().annotations, 1);
}

#[test]
fn annotations_of_one_span_with_other_words_about_it_are_not_the_same() {
    let mut project = project();
    add(&mut project, "story.txt", b"It lasted three hours.", None).unwrap();
    let span = |more: &str| format!("{{\"start\": 0, \"end\": 22, \"label\": \"claim\"{more}}}");
    let line =
        |spans: &[String]| format!("{{\"text\": \"It lasted three hours.\", \"spans\": [{}]}}\n", spans.join(", "));
    let three = [span(""), span(", \"certainty\": \"hedged\""), span(", \"note\": \"Again?\"")];
    assert_eq!(add(&mut project, "a.jsonl", line(&three[..1]).as_bytes(), None).unwrap().annotations, 1);
    assert_eq!(add(&mut project, "a.jsonl", line(&three).as_bytes(), None).unwrap().annotations, 2);
    assert!(add(&mut project, "a.jsonl", line(&three).as_bytes(), None).unwrap().is_empty());
}

#[test]
fn what_is_given_beside_the_files_wins() {
    let options = Options {
        outlet: Some("Paper".into()),
        title: Some("Headline".into()),
        published: Some("2025-08-16".into()),
        ..Options::of(&AnalystId::new("ana").unwrap())
    };
    let incoming = || import::read("talks.html", PAGE.as_bytes(), None).unwrap();
    let mut project = project();
    let plan = import::plan(&project, incoming(), &options, &mut ids(), now()).unwrap();
    project.apply(&plan.edit).unwrap();
    let info = &project.articles().next().unwrap().info;
    assert_eq!(
        (&*info.outlet, &*info.title, &*info.published, &*info.language),
        ("Paper", "Headline", "2025-08-16", "en-GB")
    );
    let wrong = Options { published: Some("last week".into()), ..options };
    let error = import::plan(&project, incoming(), &wrong, &mut ids(), now()).unwrap_err();
    assert!(error.to_string().contains("“last week” is no date"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the bytes and the name, reading ends with articles or with an error that names the file.
    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            "[<>/a-z=\"' !\\-]{0,300}".prop_map(|s| format!("<html>{s}").into_bytes()),
            "[{}\\[\\]:,\"\\\\a-z0-9]{0,200}".prop_map(|s| format!("{{\"text\": \"x\", {s}").into_bytes()),
        ],
        name in "[a-z. ]{1,8}(\\.txt|\\.html|\\.jsonl|)",
    ) {
        match import::read(&name, &bytes, None) {
            Ok(all) => prop_assert!(all.articles.iter().all(|a| !a.text.as_str().trim().is_empty())),
            Err(error) => prop_assert!(error.to_string().contains(&name)),
        }
    }

    /// A span either marks the words that stand between its code points, cleaned, or is refused.
    #[test]
    fn spans_mark_what_stands_between_their_code_points(
        text in "[a-c\r\n\u{0}\u{feff}\u{2028}\u{301}é😀👩\u{200d}א ]{1,20}",
        start in 0_usize..20,
        length in 1_usize..10,
    ) {
        let points: Vec<char> = text.chars().collect();
        let given: Option<String> = points.get(start..start + length).map(|part| part.iter().collect());
        let line = serde_json::json!({"text": text, "spans": [{"start": start, "end": start + length, "label": "claim",
            "text": given}]});
        if let Ok(all) = import::read("x.jsonl", line.to_string().as_bytes(), Format::named("jsonl")) {
            let given = given.unwrap();
            // Between CR and LF neither side keeps the line end's first half.
            let clean = FrozenText::clean(given.strip_suffix('\r').unwrap_or(&given));
            let words = &all.articles[0].marks[0].spans[0].words;
            let fits = words.trim_start_matches('\u{feff}') == clean || *words == FrozenText::clean(&given);
            prop_assert!(fits || *words == given, "{words:?} for {given:?} in {text:?}");
        }
    }
}
