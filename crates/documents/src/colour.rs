//! Colours, and whether they can be read on white.

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Text.
pub const INK: Colour = [26, 28, 41];
/// Secondary text: contrast 7.5 on white.
pub const MUTED: Colour = [84, 86, 99];
/// Thin lines.
pub const LINE: Colour = [206, 208, 216];
/// Backgrounds of headers and boxes; text reads on it as on white.
pub const TINT: Colour = [244, 245, 248];
/// Decoration of authorities without a colour.
pub const NEUTRAL: Colour = [58, 70, 104];

/// The least contrast of text (WCAG 2.2, criterion 1.4.3).
const READABLE: f64 = 4.5;

/// `colour` if text in it can be read on white, ink otherwise.
pub fn readable(colour: Colour) -> Colour {
    if 1.05 / (luminance(colour) + 0.05) >= READABLE { colour } else { INK }
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_wear_only_colours_that_can_be_read() {
        assert_eq!(readable([0, 0, 145]), [0, 0, 145]);
        assert_eq!(readable([255, 214, 0]), INK, "yellow on white");
    }

    #[test]
    fn our_own_texts_can_be_read() {
        for colour in [INK, MUTED, NEUTRAL] {
            assert_eq!(readable(colour), colour);
        }
    }
}
