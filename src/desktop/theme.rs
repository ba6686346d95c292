//! Colours, sizes and fonts: named here, used everywhere.

use eframe::egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, Style, TextStyle,
    Theme, Vec2, Visuals, epaint::Shadow, style::ScrollAnimation,
};

use super::settings::Font;
use crate::model::{Code, Colour, Kind};

/// The serif of articles.
pub const SERIF: &str = "serif";
/// Its bold.
pub const SERIF_BOLD: &str = "serif-bold";
/// The frame's emphasis.
pub const SANS_BOLD: &str = "sans-bold";

/// Widest column of text, in points at a text size of 17.
pub const COLUMN: f32 = 690.0;
/// Line height as a multiple of the text size.
pub const LINE: f32 = 1.62;
/// Text size of articles in points, unless changed.
pub const TEXT_SIZE: f32 = 17.0;
/// Height of the bar at the top.
pub const TOP: f32 = 46.0;
/// Height of the bar at the bottom.
pub const BOTTOM: f32 = 30.0;

/// Thickness of the line around what has the focus.
pub const FOCUS: f32 = 2.0;

/// The colours of one theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Behind articles.
    pub paper: Color32,
    /// Behind the frame.
    pub panel: Color32,
    /// Of thin lines.
    pub line: Color32,
    /// Of words.
    pub ink: Color32,
    /// Of lesser words; at least 4.5 to 1 on paper and panel.
    pub soft: Color32,
    /// Of noise; still readable.
    pub noise: Color32,
    /// Of fields and the raised tab.
    pub field: Color32,
    /// Of what a key would tag, of handles and focus.
    pub accent: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// Agreeing, saved.
    pub good: Color32,
    /// Behind it.
    pub good_fill: Color32,
    /// Rival, failed.
    pub bad: Color32,
    /// Behind it.
    pub bad_fill: Color32,
    /// Behind words that differ from another wording's.
    pub differs: Color32,
    claim: [Color32; 2],
    quote: [Color32; 2],
    opinion: [Color32; 2],
    plain: [Color32; 2],
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    paper: rgb(0xFBFAF7),
    panel: rgb(0xF3F1EC),
    line: rgb(0xE2DED6),
    ink: rgb(0x1F1E1B),
    soft: rgb(0x605D56),
    noise: rgb(0x736F67),
    field: rgb(0xFFFFFF),
    accent: rgb(0x1F6FB5),
    selection: rgb(0xC9DDF0),
    good: rgb(0x1E6B45),
    good_fill: rgb(0xDCEFE3),
    bad: rgb(0xA82A26),
    bad_fill: rgb(0xF8DCDA),
    differs: rgb(0xFBE3B8),
    claim: [rgb(0x1B64A4), rgb(0xD6E6F4)],
    quote: [rgb(0x8F5600), rgb(0xFBE7C6)],
    opinion: [rgb(0x8E2F7B), rgb(0xF3DCEE)],
    plain: [rgb(0x55524B), rgb(0xE8E4DB)],
};

const DARK: Palette = Palette {
    paper: rgb(0x1B1C1E),
    panel: rgb(0x232528),
    line: rgb(0x34373B),
    ink: rgb(0xE8E6E1),
    soft: rgb(0xB4B1AA),
    noise: rgb(0x96938D),
    field: rgb(0x2C2F33),
    accent: rgb(0x6FB1EC),
    selection: rgb(0x29435D),
    good: rgb(0x7FCBA0),
    good_fill: rgb(0x1E3B2C),
    bad: rgb(0xF09A94),
    bad_fill: rgb(0x4A2423),
    differs: rgb(0x55401F),
    claim: [rgb(0x6FB1EC), rgb(0x1F3A52)],
    quote: [rgb(0xF0B35C), rgb(0x4A371A)],
    opinion: [rgb(0xE08FD0), rgb(0x47284F)],
    plain: [rgb(0xB5B1A8), rgb(0x3A3B3D)],
};

const LIGHT_STRONG: Palette = Palette {
    paper: rgb(0xFFFFFF),
    panel: rgb(0xF1F1F1),
    line: rgb(0x6E6E6E),
    ink: rgb(0x000000),
    soft: rgb(0x333333),
    noise: rgb(0x4A4A4A),
    field: rgb(0xFFFFFF),
    accent: rgb(0x00479E),
    selection: rgb(0xB3D4FF),
    good: rgb(0x00502B),
    good_fill: rgb(0xD0F0DC),
    bad: rgb(0x8B0000),
    bad_fill: rgb(0xFFD8D6),
    differs: rgb(0xFFE08A),
    claim: [rgb(0x003F87), rgb(0xCFE3F8)],
    quote: [rgb(0x6B3A00), rgb(0xFFE0B0)],
    opinion: [rgb(0x6E0F5E), rgb(0xF6D5EF)],
    plain: [rgb(0x2E2C28), rgb(0xDEDACF)],
};

const DARK_STRONG: Palette = Palette {
    paper: rgb(0x000000),
    panel: rgb(0x101010),
    line: rgb(0x8C8C8C),
    ink: rgb(0xFFFFFF),
    soft: rgb(0xD6D6D6),
    noise: rgb(0xC0C0C0),
    field: rgb(0x1A1A1A),
    accent: rgb(0x8CC8FF),
    selection: rgb(0x1F4E85),
    good: rgb(0x8CF0B4),
    good_fill: rgb(0x0F3B22),
    bad: rgb(0xFFB0AA),
    bad_fill: rgb(0x551512),
    differs: rgb(0x5F4710),
    claim: [rgb(0x8CC8FF), rgb(0x12395E)],
    quote: [rgb(0xFFC878), rgb(0x503608)],
    opinion: [rgb(0xFFA8EE), rgb(0x521E5C)],
    plain: [rgb(0xD2CEC4), rgb(0x3A3A3A)],
};

/// All palettes by name. Each is known by the colour of its panels.
pub const PALETTES: [(&str, Palette); 4] =
    [("light", LIGHT), ("dark", DARK), ("light, strong", LIGHT_STRONG), ("dark, strong", DARK_STRONG)];

/// The palette of the theme that a style belongs to.
pub fn palette(style: &Style) -> Palette {
    let own = PALETTES.iter().map(|(_, p)| *p).find(|p| p.panel == style.visuals.panel_fill);
    own.unwrap_or(if style.visuals.dark_mode { DARK } else { LIGHT })
}

/// How much two colours differ in brightness, from 1 to 21: the contrast ratio of WCAG 2.2.
pub fn contrast(one: Color32, two: Color32) -> f32 {
    let brightness = |colour: Color32| {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    };
    let (one, two) = (brightness(one), brightness(two));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

/// The contrast that words need at least (WCAG 2.2, level AA).
pub const READABLE: f32 = 4.5;

/// How an article is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Its letters.
    pub font: Font,
    /// Width of its column in points at the usual text size.
    pub column: f32,
    /// Height of its rows as a multiple of the text size.
    pub line: f32,
}

impl Default for Page {
    fn default() -> Self {
        Self { font: Font::Serif, column: COLUMN, line: LINE }
    }
}

impl Page {
    /// The letters at a size.
    pub fn regular(&self, size: f32) -> FontId {
        if self.font == Font::Sans { sans(size) } else { serif(size) }
    }

    /// The bold letters at a size.
    pub fn bold(&self, size: f32) -> FontId {
        if self.font == Font::Sans { sans_bold(size) } else { serif_bold(size) }
    }
}

/// Colours that a code may be given instead of its kind's, with their names. Each can be read in both themes, and any two
/// stay apart (a distance of 12 in CIELAB) for eyes without red, green or blue, as simulated by Machado et al. (2009).
pub const COLOURS: [(&str, Colour); 6] = [
    ("Sky", Colour(0x57, 0x8B, 0xD9)),
    ("Violet", Colour(0x71, 0x57, 0xD9)),
    ("Plum", Colour(0x82, 0x5B, 0x8C)),
    ("Ochre", Colour(0xA6, 0x6D, 0x19)),
    ("Sage", Colour(0x82, 0x8C, 0x5B)),
    ("Pine", Colour(0x4B, 0x73, 0x63)),
];

/// How an underline is drawn, so that kinds are told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underline {
    /// Claims.
    Solid,
    /// Quotes.
    Dashed,
    /// Opinions.
    Dotted,
    /// Everything else.
    Double,
}

/// How annotations with a code look.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Of the underline and the letter; at least 4.5 to 1 on paper.
    pub stroke: Color32,
    /// Behind the words.
    pub fill: Color32,
    /// The underline's form.
    pub underline: Underline,
    /// The letter in the margin.
    pub letter: char,
}

impl Palette {
    /// Ink and ground of what deserves a second look, and may hold all the same.
    pub fn caution(&self) -> [Color32; 2] {
        self.quote
    }

    /// Around words that were found.
    pub fn found(&self) -> Color32 {
        self.differs.lerp_to_gamma(self.quote[0], 0.5)
    }

    /// How annotations of a kind look.
    pub fn kind(&self, kind: Kind) -> Mark {
        let ([stroke, fill], underline, letter) = match kind {
            Kind::Claim => (self.claim, Underline::Solid, 'C'),
            Kind::Quote => (self.quote, Underline::Dashed, 'Q'),
            Kind::Opinion => (self.opinion, Underline::Dotted, 'O'),
            Kind::Plain => (self.plain, Underline::Double, '·'),
        };
        Mark { stroke, fill, underline, letter }
    }

    /// How annotations with a code look: as its kind, in its own colour if it has one.
    pub fn code(&self, code: &Code) -> Mark {
        let mut mark = self.kind(code.kind);
        if let Some(colour) = code.colour {
            let own = Color32::from_rgb(colour.0, colour.1, colour.2);
            mark.fill = self.paper.lerp_to_gamma(own, 0.22);
            // As much of it as can still be read.
            let grounds = [self.paper, self.panel, self.field, mark.fill];
            let readable = |c: &Color32| grounds.iter().all(|g| contrast(*c, *g) >= READABLE);
            let towards_ink = (0..=10_u8).map(|tenth| own.lerp_to_gamma(self.ink, f32::from(tenth) / 10.0));
            mark.stroke = towards_ink.into_iter().find(readable).unwrap_or(self.ink);
        }
        if code.kind == Kind::Plain {
            mark.letter = code.name.chars().next().map_or('·', |c| c.to_uppercase().next().unwrap_or(c));
        }
        mark
    }
}

/// The serif at a size.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// The bold serif at a size.
pub fn serif_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_BOLD.into()))
}

/// The frame's emphasis at a size.
pub fn sans_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SANS_BOLD.into()))
}

/// The frame's font at a size.
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The fonts that come with the program: name and file.
pub const FACES: [(&str, &[u8]); 4] = [
    ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
    ("Inter SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
    ("Noto Serif", include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf")),
    ("Noto Serif Bold", include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf")),
];

/// The program's fonts by family; scripts that they lack come from the system.
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FACES {
        fonts.font_data.insert(name.to_owned(), FontData::from_static(bytes).into());
    }
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family =
        |first: &[&str]| -> Vec<String> { first.iter().map(|&s| s.to_owned()).chain(rest.iter().cloned()).collect() };
    fonts.families.insert(FontFamily::Proportional, family(&["Inter", "Noto Serif"]));
    fonts.families.insert(FontFamily::Name(SANS_BOLD.into()), family(&["Inter SemiBold", "Noto Serif Bold"]));
    fonts.families.insert(FontFamily::Name(SERIF.into()), family(&["Noto Serif", "Inter"]));
    fonts.families.insert(FontFamily::Name(SERIF_BOLD.into()), family(&["Noto Serif Bold", "Inter SemiBold"]));
    fonts
}

/// Gives a context the program's fonts and both themes.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    super::fonts::install(ctx);
    // Where the system does not say: paper.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    apply(ctx, false, false);
}

/// Gives both themes their colours, further apart if asked, and takes motion away if asked.
pub fn apply(ctx: &Context, strong: bool, still: bool) {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = match (theme, strong) {
            (Theme::Light, false) => LIGHT,
            (Theme::Dark, false) => DARK,
            (Theme::Light, true) => LIGHT_STRONG,
            (Theme::Dark, true) => DARK_STRONG,
        };
        ctx.style_mut_of(theme, |style| {
            restyle(style, palette);
            let usual = Style::default();
            style.animation_time = if still { 0.0 } else { usual.animation_time };
            style.scroll_animation = if still { ScrollAnimation::none() } else { usual.scroll_animation };
            style.visuals.text_cursor.blink = !still;
        });
    }
}

/// Whether things stand still.
pub fn is_still(style: &Style) -> bool {
    style.animation_time <= 0.0
}

fn restyle(style: &mut Style, p: Palette) {
    style.text_styles = [
        (TextStyle::Heading, serif_bold(24.0)),
        (TextStyle::Body, sans(13.5)),
        (TextStyle::Button, sans(13.5)),
        (TextStyle::Small, sans(12.0)),
        (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 6.0);
    style.spacing.button_padding = Vec2::new(10.0, 5.0);
    style.spacing.interact_size = Vec2::new(28.0, 26.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.scroll.floating = true;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    let v: &mut Visuals = &mut style.visuals;
    v.override_text_color = None;
    v.panel_fill = p.panel;
    v.window_fill = p.field;
    v.extreme_bg_color = p.field;
    v.faint_bg_color = p.panel;
    v.text_edit_bg_color = Some(p.field);
    v.weak_text_color = Some(p.soft);
    v.hyperlink_color = p.accent;
    v.error_fg_color = p.bad;
    v.warn_fg_color = p.quote[0];
    v.selection.bg_fill = p.selection;
    v.selection.stroke = Stroke::new(FOCUS, p.accent);
    v.window_stroke = Stroke::new(1.0, p.line);
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    let shade = Color32::from_black_alpha(if v.dark_mode { 96 } else { 28 });
    v.window_shadow = Shadow { offset: [0, 8], blur: 24, spread: 0, color: shade };
    v.popup_shadow = Shadow { offset: [0, 4], blur: 14, spread: 0, color: shade };
    let radius = CornerRadius::same(6);
    let w = &mut v.widgets;
    for (visuals, fill, edge) in [
        (&mut w.noninteractive, p.panel, (1.0, p.line)),
        (&mut w.inactive, p.field, (1.0, p.line)),
        (&mut w.hovered, p.field, (1.0, p.soft)),
        // Pressed, and with the focus.
        (&mut w.active, p.selection, (FOCUS, p.accent)),
        (&mut w.open, p.field, (1.0, p.accent)),
    ] {
        visuals.bg_fill = fill;
        visuals.weak_bg_fill = fill;
        visuals.bg_stroke = Stroke::from(edge);
        visuals.fg_stroke = Stroke::new(1.0, p.ink);
        visuals.corner_radius = radius;
        visuals.expansion = 0.0;
    }
}

/// A colour that nobody can tell from another, and that is another all the same.
pub fn hardly_other(colour: Color32) -> Color32 {
    Color32::from_rgba_premultiplied(colour.r(), colour.g(), colour.b(), 254)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CodeId;

    #[test]
    fn codes_of_any_colour_can_be_read_in_both_themes() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        let any = [Colour(255, 255, 0), Colour(0, 0, 255), Colour(0, 0, 0), Colour(255, 255, 255), Colour(255, 0, 0)];
        for colour in COLOURS.map(|(_, colour)| colour).into_iter().chain(any) {
            let code = Code {
                id: CodeId::lossy("x", "x"),
                name: "X".into(),
                kind: Kind::Plain,
                key: None,
                colour: Some(colour),
                definition: String::new(),
                examples: vec![],
                parent: None,
            };
            for p in [LIGHT, DARK] {
                let mark = p.code(&code);
                assert!(contrast(mark.stroke, p.paper) >= 4.5 && contrast(mark.stroke, mark.fill) >= 4.5, "{colour:?}");
            }
        }
    }
}
