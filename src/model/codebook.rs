//! What can be marked, and what can be said of a mark.

use serde::{Deserialize, Serialize};

use super::{AttributeId, CodeId};
use crate::text::Ends;

/// How a code takes part in the consensus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A checkable statement; compared across articles.
    Claim,
    /// Somebody's words; compared across articles.
    Quote,
    /// A valuation; counted for each outlet, not compared.
    Opinion,
    /// Coded, and nothing more.
    Plain,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 4] = [Kind::Claim, Kind::Quote, Kind::Opinion, Kind::Plain];

    /// The word for it in files: `claim`, `quote`, `opinion`, `plain`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Claim => "claim",
            Kind::Quote => "quote",
            Kind::Opinion => "opinion",
            Kind::Plain => "plain",
        }
    }
}

/// A colour without transparency: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colour(pub u8, pub u8, pub u8);

/// One thing that can be marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Its name in files; never changes.
    pub id: CodeId,
    /// Its name on the screen, unique in the codebook.
    pub name: String,
    /// How it takes part in the consensus.
    pub kind: Kind,
    /// The key that tags with it, unique in the codebook.
    #[serde(default)]
    pub key: Option<char>,
    /// A colour other than its kind's.
    #[serde(default)]
    pub colour: Option<Colour>,
    /// When to use it.
    #[serde(default)]
    pub definition: String,
    /// Cases that belong, or do not.
    #[serde(default)]
    pub examples: Vec<String>,
    /// The code above it.
    #[serde(default)]
    pub parent: Option<CodeId>,
}

/// What an attribute may hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Values {
    /// Any words.
    Text,
    /// A name; completed from the names already used.
    Name,
    /// One of these words.
    Choice(Vec<String>),
}

/// One thing that can be said of a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Its name in files; never changes.
    pub id: AttributeId,
    /// Its name on the screen.
    pub name: String,
    /// The kinds of code that it is asked for.
    pub kinds: Vec<Kind>,
    /// What it may hold.
    pub values: Values,
    /// When to use it.
    #[serde(default)]
    pub definition: String,
}

/// The codes and attributes of a project, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// What can be marked.
    pub codes: Vec<Code>,
    /// What can be said of a mark.
    pub attributes: Vec<Attribute>,
    /// What the ends of a mark hold.
    #[serde(default, skip_serializing_if = "Ends::is_words")]
    pub ends: Ends,
}

impl Codebook {
    /// The codebook that a new project begins with.
    pub fn standard() -> Self {
        let code = |id: &str, kind, key, definition: &str| {
            let mut name = id.to_owned();
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Code {
                id: CodeId::lossy(id, id),
                name,
                kind,
                key: Some(key),
                colour: None,
                definition: definition.to_owned(),
                examples: Vec::new(),
                parent: None,
            }
        };
        let attribute = |id: &str, name: &str, kind, values, definition: &str| Attribute {
            id: AttributeId::lossy(id, id),
            name: name.to_owned(),
            kinds: vec![kind],
            values,
            definition: definition.to_owned(),
        };
        let choice = |words: &[&str]| Values::Choice(words.iter().map(|&w| w.to_owned()).collect());
        Self {
            codes: vec![
                code("claim", Kind::Claim, '1', "A statement about the event that can be checked: true or false."),
                code("quote", Kind::Quote, '2', "Somebody's words, inside quotation marks or reported."),
                code("opinion", Kind::Opinion, '3', "A valuation, an interpretation or a forecast."),
            ],
            attributes: vec![
                attribute("speaker", "Speaker", Kind::Quote, Values::Name, "Whose words they are."),
                attribute("cue", "Cue", Kind::Quote, Values::Text, "The word that reports them: said, warned."),
                attribute(
                    "form",
                    "Form",
                    Kind::Quote,
                    choice(&["direct", "partial", "indirect"]),
                    "A whole sentence in quotation marks, a part of one, or a report without marks.",
                ),
                attribute(
                    "source",
                    "Source",
                    Kind::Claim,
                    Values::Name,
                    "Whom the article relies on; empty is the outlet's own voice.",
                ),
                attribute(
                    "certainty",
                    "Certainty",
                    Kind::Claim,
                    choice(&["asserted", "hedged", "denied"]),
                    "Stated as a fact, with a reservation, or denied.",
                ),
                attribute("holder", "Holder", Kind::Opinion, Values::Name, "Whose opinion it is."),
                attribute("target", "Target", Kind::Opinion, Values::Name, "Whom or what it is about."),
                attribute(
                    "polarity",
                    "Polarity",
                    Kind::Opinion,
                    choice(&["negative", "neutral", "positive"]),
                    "Against, neither, or for the target.",
                ),
            ],
            ends: Ends::Words,
        }
    }

    /// The code with an id.
    pub fn code(&self, id: &CodeId) -> Option<&Code> {
        self.codes.iter().find(|c| c.id == *id)
    }

    /// The code with a key.
    pub fn code_by_key(&self, key: char) -> Option<&Code> {
        self.codes.iter().find(|c| c.key == Some(key))
    }

    /// The code that a label in a file means: by id, by name, or the first of a kind, in this order; case is ignored.
    pub fn code_by_label(&self, label: &str) -> Option<&Code> {
        let label = label.trim().to_lowercase();
        let by = |f: &dyn Fn(&Code) -> bool| self.codes.iter().find(|c| f(c));
        by(&|c| c.id.as_str().to_lowercase() == label)
            .or_else(|| by(&|c| c.name.to_lowercase() == label))
            .or_else(|| by(&|c| c.kind.as_str() == label))
    }

    /// The kind of a code; `Plain` for a code that is not in the codebook.
    pub fn kind(&self, id: &CodeId) -> Kind {
        self.code(id).map_or(Kind::Plain, |c| c.kind)
    }

    /// The attribute with an id.
    pub fn attribute(&self, id: &AttributeId) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.id == *id)
    }

    /// The attributes that are asked for with a kind.
    pub fn attributes_of(&self, kind: Kind) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(move |a| a.kinds.contains(&kind))
    }
}
