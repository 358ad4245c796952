//! The look of an authority from its two colours. Every colour that meets
//! another as text or as the edge of a control is moved in lightness until it
//! can be read: 4.5:1 for text, 3:1 for controls (WCAG 1.4.3 and 1.4.11).

mod colour;
mod scheme;

use std::fmt::{self, Write};

use colour::Rgb;
use scheme::Scheme;

/// Colours of the counter when an authority has none of its own.
const DEFAULT_PRIMARY: Rgb = Rgb(0x1f, 0x3f, 0x77);
const DEFAULT_ACCENT: Rgb = Rgb(0xd8, 0x43, 0x2f);

/// Derived tokens, for light and for dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    light: Scheme,
    dark: Scheme,
}

/// Why two colours make no theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeError {
    /// The text is not a colour written `#rrggbb`.
    NotAColour(String),
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NotAColour(text) = self;
        write!(f, "«\u{a0}{text}\u{a0}» n’est pas une couleur. Écrivez-la comme ceci\u{a0}: #1f3f77.")
    }
}

impl std::error::Error for ThemeError {}

impl Theme {
    /// The theme of two colours written `#rrggbb`.
    pub fn from_colours(primary: &str, accent: &str) -> Result<Self, ThemeError> {
        let read = |text: &str| Rgb::parse(text).ok_or_else(|| ThemeError::NotAColour(text.to_owned()));
        Ok(Self::derive(read(primary)?, read(accent)?))
    }

    /// The style sheet that sets the tokens, about 2 kB; it may be kept for ever under a hashed name.
    pub fn css(&self) -> String {
        let (light, dark) = (declarations(&self.light), declarations(&self.dark));
        format!("@layer theme{{:root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}}}\n")
    }

    fn derive(primary: Rgb, accent: Rgb) -> Self {
        Self { light: Scheme::light(primary, accent), dark: Scheme::dark(primary, accent) }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::derive(DEFAULT_PRIMARY, DEFAULT_ACCENT)
    }
}

fn declarations(scheme: &Scheme) -> String {
    scheme.tokens().iter().fold(String::new(), |mut css, (name, colour)| {
        let _infallible = write!(css, "--{name}:{colour};");
        css
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Colours over the whole cube, with its corners and edges.
    fn colours() -> Vec<Rgb> {
        const STEPS: [u8; 7] = [0, 0x22, 0x55, 0x80, 0xaa, 0xdd, 0xff];
        STEPS.iter().flat_map(|&r| STEPS.iter().flat_map(move |&g| STEPS.iter().map(move |&b| Rgb(r, g, b)))).collect()
    }

    fn assert_readable(primary: Rgb, accent: Rgb) {
        for scheme in [Scheme::light(primary, accent), Scheme::dark(primary, accent)] {
            for (front, back, least) in scheme::PAIRS {
                let (above, below) = (scheme.get(front), scheme.get(back));
                let ratio = above.contrast(below);
                assert!(ratio >= least, "{front} {above} on {back} {below}: {ratio:.2} < {least} for {primary} and {accent}");
            }
        }
    }

    #[test]
    fn every_pair_of_colours_can_be_read() {
        let colours = colours();
        for (index, &primary) in colours.iter().enumerate() {
            for step in [0, 57, 131, 210, 338] {
                assert_readable(primary, colours[(index + step) % colours.len()]);
            }
        }
    }

    #[test]
    fn keeps_a_colour_that_is_already_readable() {
        let theme = Theme::from_colours("#1F3F77", "#d8432f").unwrap();
        assert_eq!(theme, Theme::default());
        assert!(theme.css().contains("--brand:#1f3f77;"), "{}", theme.css());
        assert!(theme.css().contains("prefers-color-scheme:dark"));
    }

    #[test]
    fn refuses_what_is_not_a_colour() {
        for text in ["", "red", "#12345", "#1234567", "#12345g", "123456", "#é2345"] {
            assert_eq!(Theme::from_colours(text, "#000000"), Err(ThemeError::NotAColour(text.to_owned())), "{text}");
        }
    }
}
