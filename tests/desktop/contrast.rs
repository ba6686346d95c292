//! What can be read: the contrast of words and of lines that carry meaning, in every theme.

use eframe::egui::Color32;
use pressmark::desktop::theme::{PALETTES, Palette, contrast};
use pressmark::model::{Codebook, Colour, Kind};

const KINDS: [Kind; 4] = [Kind::Claim, Kind::Quote, Kind::Opinion, Kind::Plain];

/// Grounds that words stand on, by name.
fn grounds(p: &Palette) -> Vec<(&'static str, Color32)> {
    vec![("paper", p.paper), ("panel", p.panel), ("field", p.field)]
}

/// Every pair of words and ground, or of line and ground, with the least contrast it must have.
fn pairs(p: &Palette) -> Vec<(String, Color32, Color32, f32)> {
    let mut pairs = Vec::new();
    let mut pair = |words: &str, one: Color32, ground: &str, two: Color32, least: f32| {
        pairs.push((format!("{words} on {ground}"), one, two, least));
    };
    let fills =
        [("selection", p.selection), ("differs", p.differs), ("good fill", p.good_fill), ("bad fill", p.bad_fill)];
    let kinds = KINDS.map(|k| (format!("{k:?} fill"), p.kind(k)));
    for (name, ground) in grounds(p) {
        for (words, ink) in [
            ("ink", p.ink),
            ("soft", p.soft),
            ("accent", p.accent),
            ("good", p.good),
            ("bad", p.bad),
            ("noise", p.noise),
        ] {
            let least = if words == "noise" && name != "paper" { 3.0 } else { 4.5 };
            pair(words, ink, name, ground, least);
        }
        for (kind, mark) in &kinds {
            pair(&format!("letter of {kind}"), mark.stroke, name, ground, 4.5);
        }
    }
    for (name, ground) in fills.iter().copied() {
        pair("ink", p.ink, name, ground, 4.5);
        // The line around what is selected.
        pair("accent line", p.accent, name, ground, 3.0);
        // Noise is greyed on purpose; selected or marked it can still be made out.
        pair("noise", p.noise, name, ground, 3.0);
    }
    pair("soft", p.soft, "selection", p.selection, 4.5);
    pair("good", p.good, "good fill", p.good_fill, 4.5);
    pair("bad", p.bad, "bad fill", p.bad_fill, 4.5);
    for (name, mark) in &kinds {
        pair("ink", p.ink, name, mark.fill, 4.5);
        pair("soft", p.soft, name, mark.fill, 4.5);
        pair("noise", p.noise, name, mark.fill, 3.0);
        pair("its own stroke", mark.stroke, name, mark.fill, 4.5);
    }
    pairs
}

#[test]
fn the_formula_gives_the_ratios_that_the_standard_names() {
    let (black, white) = (Color32::BLACK, Color32::WHITE);
    assert!((contrast(black, white) - 21.0).abs() < 0.01);
    assert!((contrast(white, white) - 1.0).abs() < 0.01);
    // The darkest grey that is known not to reach 4.5 on white, and the next one, which does.
    assert!(contrast(Color32::from_gray(0x77), white) < 4.5);
    assert!(contrast(Color32::from_gray(0x76), white) > 4.5);
}

#[test]
fn all_words_and_all_meaning_lines_stand_out() {
    let mut wrong = Vec::new();
    for (theme, palette) in PALETTES {
        for (name, one, two, least) in pairs(&palette) {
            let found = contrast(one, two);
            if found < least {
                wrong.push(format!("{theme}: {name} {found:.2} < {least}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn strong_contrast_is_stronger() {
    let [light, dark, light_strong, dark_strong] = PALETTES.map(|(_, p)| p);
    for (usual, strong) in [(light, light_strong), (dark, dark_strong)] {
        assert!(contrast(strong.soft, strong.paper) > contrast(usual.soft, usual.paper));
        assert!(contrast(strong.soft, strong.panel) >= 7.0);
        assert!(contrast(strong.line, strong.paper) >= 3.0, "edges of controls");
    }
}

#[test]
fn a_code_in_any_colour_can_be_read() {
    for (theme, palette) in PALETTES {
        for step in 0..125_u32 {
            let part = |n: u32| u8::try_from(n % 5 * 63).unwrap();
            let own = [part(step), part(step / 5), part(step / 25)];
            let mut code = Codebook::standard().codes[0].clone();
            code.colour = Some(Colour(own[0], own[1], own[2]));
            let mark = palette.code(&code);
            for (name, ground) in grounds(&palette).into_iter().chain([("its fill", mark.fill)]) {
                let found = contrast(mark.stroke, ground);
                assert!(found >= 4.5, "{theme}: {own:?} on {name} has {found:.2}");
            }
            let ink = contrast(palette.ink, mark.fill);
            assert!(ink >= 4.5, "{theme}: words on the fill of {own:?} have {ink:.2}");
        }
    }
}
