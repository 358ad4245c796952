//! An authority's colour, and the ink that reads on it.

/// Stands for a colour that cannot be read.
const NEUTRAL: [u8; 3] = [0x1f, 0x3f, 0x77];
/// Above this luminance black reads better than white; at it, both contrast
/// 4.58:1, more than the 4.5:1 that WCAG 1.4.3 asks for.
const MIDDLE: f64 = 0.179;

/// A colour written `#rrggbb` and the ink, black or white, that reads on it.
pub(super) fn with_ink(colour: &str) -> (String, &'static str) {
    let [red, green, blue] = parse(colour).unwrap_or(NEUTRAL);
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    let ink = if luminance > MIDDLE { "#000000" } else { "#ffffff" };
    (format!("#{red:02x}{green:02x}{blue:02x}"), ink)
}

fn parse(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The light of one channel (WCAG 2.2, relative luminance).
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::with_ink;

    #[test]
    fn ink_contrasts_with_the_colour() {
        assert_eq!(with_ink("#E3000F"), ("#e3000f".to_owned(), "#ffffff"));
        assert_eq!(with_ink("#ffcc00"), ("#ffcc00".to_owned(), "#000000"));
    }

    #[test]
    fn what_is_not_a_colour_never_reaches_the_message() {
        for bad in ["", "red", "#fff", "#12345g", "#éé22", "#fff;background:url(x)"] {
            assert_eq!(with_ink(bad), ("#1f3f77".to_owned(), "#ffffff"), "{bad}");
        }
    }
}
