//! A short text.

use kernel::setting::{Setting, Shape};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("min_length", "Longueur au moins", Shape::Count(0, 10_000)).hint("En caractères."),
    Setting::new("max_length", "Longueur au plus", Shape::Count(1, 10_000)).hint("En caractères. 250 si rien n’est dit."),
    Setting::new(
        "format",
        "Format",
        Shape::OneOf(&[
            ("postcode", "Code postal"),
            ("digits", "Chiffres seulement"),
            ("reference", "Lettres et chiffres"),
            ("url", "Adresse web"),
        ]),
    ),
    Setting::new(
        "autocomplete",
        "Ce que le navigateur peut remplir",
        Shape::OneOf(&[
            ("name", "Prénom et nom"),
            ("given-name", "Prénom"),
            ("family-name", "Nom"),
            ("organization", "Organisme"),
            ("organization-title", "Fonction dans l’organisme"),
            ("street-address", "Adresse"),
            ("postal-code", "Code postal"),
            ("address-level2", "Ville"),
            ("url", "Site web"),
        ]),
    )
    .hint("Seulement si la question porte sur la personne elle-même."),
];

/// The longest text kept when the author gives no limit, in characters.
const LIMIT: usize = 250;

/// A short text, possibly of a named format.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    #[serde(default)]
    min_length: usize,
    #[serde(default = "limit")]
    max_length: usize,
    format: Option<Format>,
    autocomplete: Option<Autocomplete>,
}

const fn limit() -> usize {
    LIMIT
}

/// The formats an author may ask for.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// Five digits.
    Postcode,
    /// Digits only.
    Digits,
    /// Letters and digits only.
    Reference,
    /// A web address.
    Url,
}

/// What the browser may fill it with (HTML, autofill field names).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Autocomplete {
    Name,
    GivenName,
    FamilyName,
    Organization,
    OrganizationTitle,
    StreetAddress,
    PostalCode,
    AddressLevel2,
    Url,
}

impl Autocomplete {
    const fn token(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
            Self::Organization => "organization",
            Self::OrganizationTitle => "organization-title",
            Self::StreetAddress => "street-address",
            Self::PostalCode => "postal-code",
            Self::AddressLevel2 => "address-level2",
            Self::Url => "url",
        }
    }
}

impl Format {
    /// The text as it is kept, or what to write.
    fn read(self, typed: &str) -> Result<String, &'static str> {
        let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = compact.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Postcode if digits && compact.len() == 5 => Ok(compact),
            Self::Postcode => Err("Écrivez un code postal de 5 chiffres. Exemple\u{a0}: 69003."),
            Self::Digits if digits => Ok(compact),
            Self::Digits => Err("Écrivez seulement des chiffres."),
            // the capital of some letters is two characters, of which one is no letter
            Self::Reference if compact.to_uppercase().chars().all(char::is_alphanumeric) => Ok(compact.to_uppercase()),
            Self::Reference => Err("Écrivez seulement des lettres et des chiffres."),
            Self::Url if is_web_address(typed) => Ok(typed.to_owned()),
            Self::Url => Err("Écrivez une adresse qui commence par https://."),
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Postcode => "69003",
            Self::Digits => "123456",
            Self::Reference => "AB1234",
            Self::Url => "https://www.exemple.fr",
        }
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.starts_with('.') && !rest.contains(char::is_whitespace))
}

impl Settings for Text {
    fn verify(&self) -> Result<(), String> {
        if self.min_length <= self.max_length && self.max_length > 0 {
            Ok(())
        } else {
            Err("La longueur minimale dépasse la longueur maximale.".into())
        }
    }
}

impl line::Line for Text {
    fn read(&self, typed: &str) -> Result<Json, String> {
        // Browsers send no line break from a one-line input; programs may.
        let joined = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = self.format.map_or(Ok(joined.clone()), |format| format.read(&joined))?;
        super::long_text::within(&text, self.min_length, self.max_length)?;
        Ok(text.into())
    }

    fn input(&self) -> line::Input {
        let digits = matches!(self.format, Some(Format::Postcode | Format::Digits));
        let kind = if digits { ui::TextKind::Number } else { ui::TextKind::Text };
        let width = matches!(self.format, Some(Format::Postcode)).then_some(5);
        line::Input { autocomplete: self.autocomplete.map(Autocomplete::token), kind, width, suffix: None }
    }

    fn example(&self, index: usize) -> String {
        const WORDS: [&str; 5] = ["Camille", "Association des Brotteaux", "Stade de l’Est", "Noé", "Fête des lumières"];
        let example = self.format.map_or(WORDS[index % WORDS.len()], Format::example);
        let padded = format!("{example}{}", "e".repeat(self.min_length.saturating_sub(example.chars().count())));
        padded.chars().take(self.max_length).collect::<String>().trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::line::Line;
    use serde_json::json;

    fn read(settings: Json, typed: &str) -> Result<Json, String> {
        serde_json::from_value::<Text>(settings).unwrap().read(typed)
    }

    #[test]
    fn formats_are_lenient_on_spaces_and_strict_on_meaning() {
        assert_eq!(read(json!({ "format": "postcode" }), "69 003"), Ok(json!("69003")));
        assert_eq!(
            read(json!({ "format": "postcode" }), "6900"),
            Err("Écrivez un code postal de 5 chiffres. Exemple\u{a0}: 69003.".into())
        );
        assert!(read(json!({ "format": "reference" }), "ΐ").is_err(), "what is kept must read again as itself");
        assert_eq!(read(json!({}), "  Jean \n Moulin "), Ok(json!("Jean Moulin")));
        assert_eq!(read(json!({ "max_length": 3 }), "éèàù"), Err("Raccourcissez le texte\u{a0}: 3 caractères au plus. Il en a 4.".into()));
    }
}
