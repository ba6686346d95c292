//! What a coding job costs the hand: the five sample articles annotated anew, from nothing, as the sample project has
//! them, with proposals on; every key, click and drag is counted by the program itself.
//!
//! How it is done: a brush for each code, a drag for each annotation, and where what is filled in by rule is not what
//! the sample has, a correction in the inspector.

use std::path::Path;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use pressmark::desktop::settings::Settings;
use pressmark::model::{Analyst, AnalystId, Annotation, Article, Edit, Project};
use pressmark::store::{self, Mode};
use pressmark::text::{Span, snap};

use super::Window;

/// The attribute that counts for a code.
const ATTRIBUTES: [(&str, &str, Key); 3] =
    [("claim", "certainty", Key::Num1), ("quote", "speaker", Key::Num2), ("opinion", "holder", Key::Num3)];

fn sample() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/anchorage-summit");
    store::open(&folder, Mode::Read).unwrap().project
}

/// The sample without its annotations, by Ana.
fn bare(sample: &Project) -> Project {
    let mut project = Project::new(sample.title(), sample.codebook().as_ref().clone());
    project.apply(&Edit::AddAnalyst(Analyst { id: AnalystId::new("ana").unwrap(), name: "Ana".into() })).unwrap();
    for article in sample.articles() {
        project.apply(&Edit::AddArticle(Box::new(article.draft()))).unwrap();
    }
    project
}

impl Window {
    /// A letter as a keyboard sends it: pressed, written, let go.
    fn letter(&mut self, c: char) {
        let key = Key::from_name(&c.to_ascii_uppercase().to_string()).unwrap_or(Key::Space);
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        self.frame(vec![event(true), Event::Text(c.to_string()), event(false)]);
    }

    fn selected(&self) -> Option<std::sync::Arc<Annotation>> {
        let desk = self.app().state.desk.as_ref().unwrap();
        desk.project().annotation(desk.selected.as_ref()?).cloned()
    }

    /// Drags over a span: whole words, or characters with Alt where the span begins or ends inside a word.
    fn cover(&mut self, text: &pressmark::text::FrozenText, span: Span, more: Modifiers) {
        let rects = self.app().state.desk.as_ref().unwrap().reader.rects(span.bytes());
        let (first, last) = (rects.first().expect("on screen"), rects.last().expect("on screen"));
        let (from, to) = (first.left_center() + vec2(0.5, 0.0), last.right_center() - vec2(0.5, 0.0));
        let modifiers = if snap(text, span.bytes()) == Some(span) { more } else { more | Modifiers::ALT };
        self.frame(vec![Event::ModifiersChanged(modifiers), Event::PointerMoved(from)]);
        let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
        self.frame(vec![button(from, true)]);
        // In one row a short span may be no longer than what the toolkit takes for a click that trembles.
        let far: Pos2 = pos2(from.x, from.y + 12.0);
        self.frame(vec![Event::PointerMoved(far)]);
        self.frame(vec![Event::PointerMoved(to)]);
        self.frame(vec![button(to, false), Event::ModifiersChanged(Modifiers::NONE)]);
        // Out of the text, so that a key means nothing that is there.
        self.frame(vec![Event::PointerMoved(pos2(to.x, 4.0))]);
    }

    /// Gives the selected annotation's first field, a name, another value: its letters until it is offered, down to it
    /// if it is not the first one, then Enter.
    fn correct_name(&mut self, value: &str) {
        self.key(Key::Enter, Modifiers::NONE);
        let mut typed = String::new();
        for c in value.chars() {
            self.letter(c);
            typed.push(c.to_ascii_lowercase());
            self.harness.run_steps(1);
            // The names that are offered stand below the field, and all hold what was typed.
            let mut offered: Vec<(f32, String)> = self
                .harness
                .query_all_by_role(Role::Button)
                .filter(|n| n.rect().left() > 960.0)
                .filter_map(|n| Some((n.rect().top(), n.accesskit_node().label()?)))
                .filter(|(_, name)| name.to_lowercase().contains(&typed))
                .collect();
            offered.sort_by(|a, b| a.0.total_cmp(&b.0));
            if let Some(at) = offered.iter().position(|(_, name)| name == value) {
                for _ in 0..if at == 0 { 0 } else { at + 1 } {
                    self.key(Key::ArrowDown, Modifiers::NONE);
                }
                break;
            }
        }
        self.key(Key::Enter, Modifiers::NONE);
    }
}

/// Annotates an article as the sample has it.
fn annotate(w: &mut Window, sample: &Project, article: &Article, brush: &mut Option<Key>) {
    let (_, layer) = sample.layers_of(&article.id).next().unwrap();
    for (code, attribute, key) in ATTRIBUTES {
        for gold in layer.annotations().iter().filter(|a| a.code.as_str() == code) {
            if *brush != Some(key) {
                // The brush begins with the first code; after that the key of another one changes it.
                let press = if brush.is_none() { Key::B } else { key };
                w.key(press, Modifiers::NONE);
                *brush = Some(key);
            }
            for (i, &span) in gold.spans.iter().enumerate() {
                w.cover(&article.text, span, if i == 0 { Modifiers::NONE } else { Modifiers::COMMAND });
            }
            let made = w.selected().unwrap_or_else(|| panic!("not tagged: {:?}", gold.words(&article.text)));
            assert_eq!(made.words(&article.text), gold.words(&article.text));
            assert_eq!(made.code, gold.code);
            match gold.attribute(attribute) {
                Some(value) if made.attribute(attribute) != Some(value) => match attribute {
                    "certainty" => {
                        let radio = Role::RadioButton;
                        let at = w.harness.get_by_role_and_label(radio, &format!("Certainty {value}")).rect().center();
                        w.click(at);
                    }
                    _ => w.correct_name(value),
                },
                _ => {}
            }
            let made = w.selected().unwrap();
            let (now, wanted) = (made.attribute(attribute), gold.attribute(attribute));
            assert!(wanted.is_none() || now == wanted, "{:?}: {now:?}, not {wanted:?}", gold.words(&article.text));
        }
    }
}

#[test]
fn the_sample_takes_at_most_one_and_a_half_actions_an_annotation() {
    let sample = sample();
    let mut w = Window::of_size(bare(&sample), Settings::default(), [1280.0, 2600.0]);
    let order: Vec<_> = w.app().state.desk.as_ref().unwrap().project().articles().cloned().collect();
    let mut brush = None;
    for (i, article) in order.iter().enumerate() {
        if i > 0 {
            w.key(Key::ArrowDown, Modifiers::COMMAND);
        }
        assert_eq!(w.app().state.desk.as_ref().unwrap().article.as_ref(), Some(&article.id));
        w.suggested();
        annotate(&mut w, &sample, article, &mut brush);
    }
    let project = w.project();
    let count = |p: &Project| p.layers().map(|(_, _, l)| l.annotations().len()).sum::<usize>();
    assert_eq!(count(&project), count(&sample));
    let actions = w.app().state.desk.as_ref().unwrap().actions;
    let each = actions.all() as f64 / count(&sample) as f64;
    println!("{actions:?}: {each:.2} an annotation, of {}", count(&sample));
    assert!(each <= 1.5, "{actions:?}: {each:.2} an annotation");
}
