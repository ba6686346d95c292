//! The system's fonts, for the scripts that the program's own fonts lack.
//!
//! They are looked up on a thread of their own when the first character is to be drawn that needs them: a window with
//! Latin, Greek and Cyrillic texts never asks. Font files are mapped into memory, not read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use eframe::egui::epaint::text::{FallbackRequest, FontData, FontInsert, FontPriority, FontProvider, InsertFontFamily};
use eframe::egui::{Context, Id};
use fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FontInfoOverride, GenericFamily, QueryFamily, QueryFont,
    QueryStatus, SourceCache, SourceCacheOptions,
};
use parley::FontContext;
use unicode_script::{Script, UnicodeScript as _};

use super::theme;

/// The program's serif, as shaped paragraphs call it: a system may have a font of the same name.
pub const SERIF: &str = "Pressmark Serif";
/// The program's sans serif, likewise.
pub const SANS: &str = "Pressmark Sans";

/// The system's fonts, found out when somebody asks. Clones are handles to the same.
#[derive(Clone, Default)]
pub struct Fonts(Arc<Shared>);

#[derive(Default)]
struct Shared {
    stage: Mutex<Stage>,
    changed: Condvar,
    /// Whether the toolkit has met a character that it has no font for.
    wanted: AtomicBool,
}

#[derive(Default)]
enum Stage {
    #[default]
    Untouched,
    Looking,
    Ready(Box<FontContext>),
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Fonts").field(&matches!(*self.lock(), Stage::Ready(_))).finish()
    }
}

impl Fonts {
    /// The fonts of a window.
    pub fn of(ctx: &Context) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::unique("fonts")).clone())
    }

    fn lock(&self) -> MutexGuard<'_, Stage> {
        self.0.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the fonts, if they are there; if nobody has asked for them yet, this does, and one frame
    /// is asked for once they are there.
    pub fn with<R>(&self, ctx: &Context, work: impl FnOnce(&mut FontContext) -> R) -> Option<R> {
        self.look(ctx);
        match &mut *self.lock() {
            Stage::Ready(fonts) => Some(work(fonts)),
            Stage::Untouched | Stage::Looking => None,
        }
    }

    /// Looks the system's fonts up, if the toolkit has met a character that it has no font for. To be called once a
    /// frame.
    pub fn tend(ctx: &Context) {
        let fonts = Self::of(ctx);
        if fonts.0.wanted.load(Ordering::Relaxed) {
            fonts.look(ctx);
        }
    }

    /// Asks for the fonts and waits until they are there: for tests and pictures, never for a frame.
    pub fn wait(&self, ctx: &Context) {
        self.look(ctx);
        self.settle();
    }

    /// Waits until they are there, if somebody has asked for them.
    pub fn settle(&self) {
        let mut stage = self.lock();
        while matches!(*stage, Stage::Looking) {
            stage = self.0.changed.wait(stage).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn look(&self, ctx: &Context) {
        let mut stage = self.lock();
        if !matches!(*stage, Stage::Untouched) {
            return;
        }
        let (fonts, window) = (self.clone(), ctx.clone());
        let thread = std::thread::Builder::new().name("fonts".into()).spawn(move || {
            let found = find();
            let provider = Lookup(Mutex::new(found.clone()));
            *fonts.lock() = Stage::Ready(Box::new(found));
            fonts.0.changed.notify_all();
            // The toolkit asks again for what it has missed, and draws one frame.
            window.add_font_provider(Arc::new(provider));
            window.request_repaint();
        });
        if thread.is_ok() {
            *stage = Stage::Looking;
        }
    }
}

/// Lets the toolkit ask for the system's fonts where its own lack a character.
pub fn install(ctx: &Context) {
    ctx.add_font_provider(Arc::new(Wish(Fonts::of(ctx))));
}

/// The program's fonts and the system's.
fn find() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: true });
    for (name, bytes) in theme::FACES {
        let family = if name.starts_with("Inter") { SANS } else { SERIF };
        let name = FontInfoOverride { family_name: Some(family), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(bytes)), Some(name));
    }
    FontContext { collection, source_cache: SourceCache::new(SourceCacheOptions { shared: true }) }
}

/// Before the system's fonts are known: finds nothing, and notes that they are wanted.
struct Wish(Fonts);

impl FontProvider for Wish {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        // Arrows and the like belong to no script, and are no reason to look.
        if request.cluster.chars().next().and_then(script).is_some() {
            self.0.0.wanted.store(true, Ordering::Relaxed);
        }
        None
    }
}

/// Finds a font of the system for a character.
struct Lookup(Mutex<FontContext>);

impl FontProvider for Lookup {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let c = request.cluster.chars().next()?;
        let mut fonts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let FontContext { collection, source_cache } = &mut *fonts;
        let script = script(c);
        let names = script.map(|s| families(s, None, false)).unwrap_or_default();
        let generic = [GenericFamily::SansSerif, GenericFamily::Emoji].map(QueryFamily::Generic);
        let mut query = collection.query(source_cache);
        query.set_families(names.iter().map(|n| QueryFamily::Named(n)).chain(generic));
        if let Some(script) = script.and_then(|s| fontique::Script::parse(s.short_name()).ok()) {
            query.set_fallbacks(FallbackKey::from(script));
        }
        let mut found: Option<QueryFont> = None;
        query.matches_with(|font| {
            let has = font.charmap().and_then(|map| map.map(c)).is_some_and(|glyph| glyph != 0);
            if has {
                found = Some(font.clone());
            }
            if has { QueryStatus::Stop } else { QueryStatus::Continue }
        });
        drop(query);
        let QueryFont { family: (family, at), blob, index, .. } = found?;
        let name = format!("{} {at} of the system", collection.family_name(family)?);
        let (data, _) = blob.into_raw_parts();
        let family = InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest };
        Some(FontInsert { name, data: FontData::from_blob(data, index), families: vec![family] })
    }
}

/// The script that a character is of; none for what many scripts share.
pub fn script(c: char) -> Option<Script> {
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script),
    }
}

/// Font families that suit a script in a language, the best first. The system adds what it thinks best behind them.
pub fn families(script: Script, language: Option<&str>, serif: bool) -> Vec<String> {
    let [make, other] = if serif { ["Noto Serif", "Noto Sans"] } else { ["Noto Sans", "Noto Serif"] };
    let list = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
    match script {
        // Urdu is read in Nastaliq.
        Script::Arabic if language == Some("ur") => {
            list(&["Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting", "Noto Naskh Arabic"])
        }
        Script::Arabic => list(&["Noto Naskh Arabic", "Amiri", "Times New Roman"]),
        Script::Hebrew if serif => list(&["Noto Serif Hebrew", "Times New Roman"]),
        Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul => {
            // One ideograph is drawn differently in different countries.
            let country = match language {
                Some("ja") => "JP",
                Some("ko") => "KR",
                Some("zh-TW") => "TC",
                _ => "SC",
            };
            [make, other].iter().map(|m| format!("{m} CJK {country}")).collect()
        }
        _ => {
            let name = script.full_name().replace('_', " ");
            vec![format!("{make} {name}"), format!("{other} {name}")]
        }
    }
}

/// What to say about scripts that the system has no font for; nothing if there are none.
pub fn missing(scripts: &[Script]) -> String {
    let mut remedies: Vec<(String, String)> = scripts.iter().map(|&s| remedy(s)).collect();
    remedies.sort();
    remedies.dedup();
    let mut fonts: Vec<&str> = remedies.iter().map(|(_, font)| font.as_str()).collect();
    fonts.dedup();
    let names: Vec<&str> = remedies.iter().map(|(name, _)| name.as_str()).collect();
    let fonts = list(&fonts);
    match names.as_slice() {
        [] => String::new(),
        [name] => format!(
            "No font on this system for {name}: its letters are shown as boxes. Install a font for it, such as {fonts}."
        ),
        _ => format!(
            "No font on this system for {}: their letters are shown as boxes. Install fonts for them, such as {fonts}.",
            list(&names)
        ),
    }
}

fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// How a script is called, and a font to install for it.
fn remedy(script: Script) -> (String, String) {
    match script {
        Script::Han | Script::Bopomofo => ("Chinese characters".into(), "Noto Sans CJK".into()),
        Script::Hiragana | Script::Katakana => ("Japanese".into(), "Noto Sans CJK".into()),
        Script::Hangul => ("Korean".into(), "Noto Sans CJK".into()),
        Script::Arabic => ("Arabic".into(), "Noto Naskh Arabic".into()),
        _ => {
            let name = script.full_name().replace('_', " ");
            let font = format!("Noto Sans {name}");
            (name, font)
        }
    }
}
