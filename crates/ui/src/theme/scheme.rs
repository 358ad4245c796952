//! The tokens, for light and for dark.

use super::colour::{INK, Lch, Rgb, Toward, WHITE};

const TEXT: f64 = 4.5;
const CONTROL: f64 = 3.0;
/// Long reading and white on the hero: AAA.
const STRONG: f64 = 7.0;

/// Hues of the four states, in degrees of OKLCH.
const STATES: [(State, f64); 4] = [
    (State { front: "info", back: "info-tint" }, 250.0),
    (State { front: "success", back: "success-tint" }, 152.0),
    (State { front: "warning", back: "warning-tint" }, 68.0),
    (State { front: "danger", back: "danger-tint" }, 25.0),
];

#[derive(Clone, Copy)]
struct State {
    front: &'static str,
    back: &'static str,
}

/// Token, token under it, least contrast: what the sheets may put together.
#[cfg(test)]
pub(super) const PAIRS: [(&str, &str, f64); 47] = [
    ("text", "page", STRONG),
    ("text", "surface", STRONG),
    ("text", "sunken", STRONG),
    ("text", "tint", STRONG),
    ("text", "info-tint", STRONG),
    ("text", "success-tint", STRONG),
    ("text", "warning-tint", STRONG),
    ("text", "danger-tint", STRONG),
    ("muted", "page", TEXT),
    ("muted", "surface", TEXT),
    ("muted", "sunken", TEXT),
    ("muted", "tint", TEXT),
    ("link", "page", TEXT),
    ("link", "surface", TEXT),
    ("link", "sunken", TEXT),
    ("link", "tint", TEXT),
    ("link", "info-tint", TEXT),
    ("link", "success-tint", TEXT),
    ("link", "warning-tint", TEXT),
    ("link", "danger-tint", TEXT),
    ("brand", "page", CONTROL),
    ("brand", "surface", CONTROL),
    ("brand", "sunken", CONTROL),
    ("brand", "tint", CONTROL),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("accent", "page", CONTROL),
    ("accent", "surface", CONTROL),
    ("accent", "sunken", CONTROL),
    ("on-deep", "deep", STRONG),
    ("accent-on-deep", "deep", CONTROL),
    ("control", "page", CONTROL),
    ("control", "surface", CONTROL),
    ("control", "sunken", CONTROL),
    ("control", "tint", CONTROL),
    ("info", "info-tint", TEXT),
    ("info", "surface", TEXT),
    ("success", "success-tint", TEXT),
    ("success", "surface", TEXT),
    ("warning", "warning-tint", TEXT),
    ("warning", "surface", TEXT),
    ("danger", "danger-tint", TEXT),
    ("danger", "surface", TEXT),
    ("danger", "page", TEXT),
    ("danger", "sunken", TEXT),
    ("on-state", "danger", TEXT),
    ("on-state", "success", TEXT),
];

/// Colours by the name of their token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scheme(Vec<(&'static str, Rgb)>);

impl Scheme {
    pub fn tokens(&self) -> &[(&'static str, Rgb)] {
        &self.0
    }

    #[cfg(test)]
    pub fn get(&self, name: &str) -> Rgb {
        self.0.iter().find(|(token, _)| *token == name).expect("a token of the scheme").1
    }

    pub fn light(primary: Rgb, accent: Rgb) -> Self {
        let Lch { l, c, h } = primary.lch();
        let grey = (c * 0.1).min(0.008);
        let state_tints = state_tints(0.965, 0.022);
        let (page, surface, sunken) = (Lch::new(0.986, grey * 0.5, h).rgb(), WHITE, Lch::new(0.962, grey, h).rgb());
        let tint = Lch::new(0.958, c.min(0.024), h).rgb();
        let grounds = [page, surface, sunken, tint];
        let every: Vec<Rgb> = grounds.into_iter().chain(state_tints).collect();
        let brand = button(primary, &grounds);
        let (deep, on_deep) = hero(primary);
        let away = if on_deep == WHITE { Toward::White } else { Toward::Black };
        let mut tokens = vec![
            ("page", page),
            ("surface", surface),
            ("sunken", sunken),
            ("tint", tint),
            ("tint-line", Lch::new(0.875, c.min(0.05), h).rgb()),
            ("line", Lch::new(0.905, grey * 1.2, h).rgb()),
            ("control", Lch::new(0.6, grey * 2.0, h).readable(Toward::Black, CONTROL, &grounds)),
            ("text", Lch::new(0.25, grey * 2.5, h).readable(Toward::Black, STRONG, &every)),
            ("muted", Lch::new(0.5, grey * 2.5, h).readable(Toward::Black, TEXT, &grounds)),
            ("link", Lch::new(l.clamp(0.36, 0.56), c, h).readable(Toward::Black, TEXT, &every)),
            ("brand", brand),
            ("brand-hover", hover(brand, -0.07, WHITE)),
            ("on-brand", WHITE),
            ("accent", accent.lch().readable(Toward::Black, CONTROL, &grounds)),
            ("deep", deep),
            ("on-deep", on_deep),
            ("accent-on-deep", accent.lch().readable(away, CONTROL, &[deep])),
            ("on-state", WHITE),
        ];
        for ((state, hue), tint) in STATES.iter().zip(state_tints) {
            let backs = [tint, page, surface, sunken];
            tokens.push((state.front, Lch::new(0.5, 0.15, hue.to_radians()).readable(Toward::Black, TEXT, &backs)));
            tokens.push((state.back, tint));
        }
        Self(tokens)
    }

    pub fn dark(primary: Rgb, accent: Rgb) -> Self {
        let Lch { c, h, .. } = primary.lch();
        let grey = (c * 0.15).min(0.014);
        let state_tints = state_tints(0.29, 0.04);
        let (page, surface, sunken) = (Lch::new(0.195, grey, h).rgb(), Lch::new(0.235, grey, h).rgb(), Lch::new(0.165, grey, h).rgb());
        let tint = Lch::new(0.285, c.min(0.04), h).rgb();
        let grounds = [page, surface, sunken, tint];
        let every: Vec<Rgb> = grounds.into_iter().chain(state_tints).collect();
        let brand = Lch::new(0.76, c.min(0.1), h).readable(Toward::White, CONTROL, &grounds);
        let deep = Lch::new(0.29, c.min(0.075), h).readable(Toward::Black, STRONG, &[WHITE]);
        let mut tokens = vec![
            ("page", page),
            ("surface", surface),
            ("sunken", sunken),
            ("tint", tint),
            ("tint-line", Lch::new(0.4, c.min(0.06), h).rgb()),
            ("line", Lch::new(0.33, grey, h).rgb()),
            ("control", Lch::new(0.58, grey * 1.5, h).readable(Toward::White, CONTROL, &grounds)),
            ("text", Lch::new(0.94, grey * 0.5, h).readable(Toward::White, STRONG, &every)),
            ("muted", Lch::new(0.74, grey, h).readable(Toward::White, TEXT, &grounds)),
            ("link", Lch::new(0.8, c.min(0.1), h).readable(Toward::White, TEXT, &every)),
            ("brand", brand),
            ("brand-hover", hover(brand, 0.06, INK)),
            ("on-brand", INK),
            ("accent", Lch { l: 0.72, ..accent.lch() }.readable(Toward::White, CONTROL, &grounds)),
            ("deep", deep),
            ("on-deep", WHITE),
            ("accent-on-deep", Lch { l: 0.72, ..accent.lch() }.readable(Toward::White, CONTROL, &[deep])),
            ("on-state", INK),
        ];
        for ((state, hue), tint) in STATES.iter().zip(state_tints) {
            let backs = [tint, page, surface, sunken];
            tokens.push((state.front, Lch::new(0.8, 0.11, hue.to_radians()).readable(Toward::White, TEXT, &backs)));
            tokens.push((state.back, tint));
        }
        Self(tokens)
    }
}

/// Grounds of the four states.
fn state_tints(l: f64, c: f64) -> [Rgb; 4] {
    STATES.map(|(_, hue)| Lch::new(l, c, hue.to_radians()).rgb())
}

/// The primary colour as a filled button: kept when it can be, a little darker
/// where white letters then fit. A light colour, which would turn to mud on the
/// way, gives a button of its darkest shade instead.
fn button(primary: Rgb, grounds: &[Rgb]) -> Rgb {
    let lch = primary.lch();
    let darker = lch.readable(Toward::Black, TEXT, &[WHITE]).lch();
    let start = if lch.l - darker.l < 0.1 { darker } else { Lch::new(0.36, lch.c.min(0.08), lch.h) };
    start.readable(Toward::Black, CONTROL, grounds)
}

/// The ground of the hero and the letters on it: white on a deep shade, or ink
/// on the colour itself when it is light.
fn hero(primary: Rgb) -> (Rgb, Rgb) {
    let Lch { l, c, h } = primary.lch();
    if l > 0.74 && c > 0.05 {
        (primary.lch().readable(Toward::White, STRONG, &[INK]), INK)
    } else {
        (Lch::new(l.clamp(0.28, 0.4), c.min(0.13), h).readable(Toward::Black, STRONG, &[WHITE]), WHITE)
    }
}

/// The button under the pointer; unchanged when its letters would be lost.
fn hover(brand: Rgb, change: f64, letters: Rgb) -> Rgb {
    let lch = brand.lch();
    let moved = Lch { l: (lch.l + change).clamp(0.0, 1.0), ..lch }.rgb();
    if letters.contrast(moved) >= TEXT { moved } else { brand }
}
