//! The Métropole and the communes as they present themselves.

use std::{fmt, str::FromStr, sync::LazyLock};

use kernel::Slug;
use serde::Deserialize;

use crate::table::DataError;

/// A colour of the sRGB space, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour {
    /// Red, green, blue.
    pub rgb: [u8; 3],
}

/// The text is not `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {0} » is not a colour written #rrggbb")]
pub struct NotAColour(pub String);

impl FromStr for Colour {
    type Err = NotAColour;
    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let refuse = || NotAColour(text.to_owned());
        let six_digits = |digits: &&str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let digits = text.strip_prefix('#').filter(six_digits).ok_or_else(refuse)?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).map_err(|_| refuse())?.to_be_bytes();
        Ok(Self { rgb: [red, green, blue] })
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;
    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.rgb;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Which level of local government an authority is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The Métropole.
    Metropole,
    /// One of her communes.
    Commune,
}

/// An authority that publishes téléservices and answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Her stable name: `metropole`, or her commune's slug.
    pub slug: Slug,
    /// Her name.
    pub name: String,
    /// Her level.
    pub kind: Kind,
    /// Her main colour; at least 4.5:1 on white.
    pub primary: Colour,
    /// Her second colour; at least 4.5:1 on white.
    pub accent: Colour,
    /// Postal address of her town hall, on one line.
    pub town_hall: String,
    /// Telephone, as written in French; fictional (see the file).
    pub phone: String,
    /// E-mail address, in a domain that cannot exist.
    pub email: String,
}

/// The Métropole, then her communes in the order of their INSEE codes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorities {
    authority: Vec<Authority>,
}

static BUNDLED: LazyLock<Authorities> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled document is read by the tests of this module")]
    Authorities::parse(include_str!("../../data/authorities.toml")).expect("data/authorities.toml reads")
});

impl Authorities {
    /// The authorities of the Métropole de Lyon, read once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a TOML document of `[[authority]]` tables.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        toml::from_str(text).map_err(|error| DataError::Document(error.to_string()))
    }

    /// Every authority.
    pub fn iter(&self) -> impl Iterator<Item = &Authority> {
        self.authority.iter()
    }

    /// The authority of this stable name.
    pub fn by_slug(&self, slug: &str) -> Option<&Authority> {
        self.authority.iter().find(|authority| authority.slug == *slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Communes;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Colour) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = colour.rgb.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn the_metropole_and_each_commune_present_themselves_once() {
        let (metropole, communes): (Vec<_>, Vec<_>) =
            Authorities::bundled().iter().partition(|authority| authority.kind == Kind::Metropole);
        assert_eq!(metropole.len(), 1);
        assert_eq!(metropole[0].slug, *"metropole");
        let presented: Vec<_> = communes.iter().map(|authority| (&authority.slug, &authority.name)).collect();
        let listed: Vec<_> = Communes::bundled().iter().map(|commune| (&commune.slug, &commune.name)).collect();
        assert_eq!(presented, listed);
    }

    #[test]
    fn white_text_is_readable_on_every_colour() {
        for authority in Authorities::bundled().iter() {
            for colour in [authority.primary, authority.accent] {
                assert!(1.05 / (luminance(colour) + 0.05) >= 4.5, "{} {colour}", authority.name);
            }
            assert_ne!(authority.primary, authority.accent);
        }
    }

    #[test]
    fn nobody_can_be_called_or_written_to_by_mistake() {
        for authority in Authorities::bundled().iter() {
            assert!(authority.phone.starts_with("04 65 71 "), "{}", authority.phone);
            assert!(authority.email.ends_with(".example"), "{}", authority.email);
        }
    }

    #[test]
    fn colours_are_six_hexadecimal_digits() {
        assert_eq!("#0a1bff".parse::<Colour>().unwrap().to_string(), "#0a1bff");
        for bad in ["", "0a1bff", "#0a1bf", "#0a1bfg", "#+a1bff", "#é1bff"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }
}
