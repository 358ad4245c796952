//! Colours: sRGB as screens show them, OKLCH (Björn Ottosson, 2020) to change
//! lightness without changing hue, contrast as WCAG 2 measures it.

use std::fmt;

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

/// Lightness 0 to 1, chroma 0 to about 0.37, hue in radians.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lch {
    pub l: f64,
    pub c: f64,
    pub h: f64,
}

/// Which way to look for a readable colour.
#[derive(Clone, Copy)]
pub(super) enum Toward {
    Black,
    White,
}

pub(super) const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
pub(super) const INK: Rgb = Rgb(0x0b, 0x0d, 0x12);
const STEP: f64 = 0.004;

impl Rgb {
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(channel(0)?, channel(2)?, channel(4)?))
    }

    /// Contrast ratio, 1 to 21 (WCAG 2, « contrast ratio »).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    pub fn lch(self) -> Lch {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Lch { l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s, c: a.hypot(b), h: b.atan2(a) }
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Lch {
    pub fn new(l: f64, c: f64, h: f64) -> Self {
        Self { l, c, h }
    }

    /// The nearest colour screens can show: chroma gives way, never lightness.
    pub fn rgb(self) -> Rgb {
        let mut chroma = self.c;
        loop {
            let channels = Self { c: chroma, ..self }.linear();
            if chroma <= 0.0 || channels.iter().all(|value| (-0.000_5..=1.000_5).contains(value)) {
                let [r, g, b] = channels.map(encode);
                return Rgb(r, g, b);
            }
            chroma -= 0.002;
        }
    }

    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.c * self.h.cos(), self.c * self.h.sin());
        let l = (self.l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.l - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }

    /// The first colour from here, darker or lighter, that stands at `least`
    /// from every one of `backs`; black or white when none does.
    pub fn readable(self, toward: Toward, least: f64, backs: &[Rgb]) -> Rgb {
        let (step, end) = match toward {
            Toward::Black => (-STEP, Rgb(0, 0, 0)),
            Toward::White => (STEP, WHITE),
        };
        let mut colour = self;
        while (0.0..=1.0).contains(&colour.l) {
            let rgb = colour.rgb();
            if backs.iter().all(|back| rgb.contrast(*back) >= least) {
                return rgb;
            }
            colour.l += step;
        }
        end
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 just before")]
fn encode(value: f64) -> u8 {
    let value = value.clamp(0.0, 1.0);
    let encoded = if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    (encoded * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklch_goes_and_comes_back() {
        for text in ["#000000", "#ffffff", "#1f3f77", "#ff0000", "#00ff00", "#0000ff", "#7f7f7f", "#ffd400"] {
            let colour = Rgb::parse(text).unwrap();
            assert_eq!(colour.lch().rgb().to_string(), text);
        }
    }

    #[test]
    fn contrast_is_the_one_of_wcag() {
        assert!((WHITE.contrast(Rgb(0, 0, 0)) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(Rgb(0x76, 0x76, 0x76)) - 4.54).abs() < 0.01);
    }
}
