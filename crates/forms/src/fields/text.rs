//! A short text.

use kernel::setting::{Setting, Shape};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line, pattern::Pattern};

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
    Setting::new("pattern", "Modèle à suivre", Shape::Text)
        .hint("Une expression régulière, pour qui en écrit. Toute la réponse doit la suivre. Exemple\u{a0}: [A-Z]{2}[0-9]{4}."),
    Setting::new("pattern_example", "Exemple d’une réponse qui suit le modèle", Shape::Text)
        .hint("Montré à qui se trompe. Exemple\u{a0}: AB1234."),
    Setting::new("pattern_message", "Message si la réponse ne suit pas le modèle", Shape::Text)
        .hint("Dites quoi écrire. Sans message, l’exemple est montré."),
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
    pattern: Option<Pattern>,
    #[serde(default)]
    pattern_example: String,
    #[serde(default)]
    pattern_message: String,
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
        if self.min_length > self.max_length || self.max_length == 0 {
            return Err("La longueur minimale dépasse la longueur maximale.".into());
        }
        match &self.pattern {
            None if !self.pattern_example.is_empty() || !self.pattern_message.is_empty() => {
                Err("Écrivez le modèle à suivre, ou retirez son exemple et son message.".into())
            }
            Some(_) if self.pattern_example.trim().is_empty() => Err("Donnez un exemple d’une réponse qui suit le modèle.".into()),
            Some(_) => {
                self.kept(&self.pattern_example).map(drop).map_err(|_| "L’exemple ne suit pas le modèle, ou les autres règles.".into())
            }
            None => Ok(()),
        }
    }
}

impl Text {
    /// The text as it is kept, or what to write.
    fn kept(&self, typed: &str) -> Result<String, String> {
        // Browsers send no line break from a one-line input; programs may.
        let joined = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = self.format.map_or(Ok(joined.clone()), |format| format.read(&joined))?;
        super::long_text::within(&text, self.min_length, self.max_length)?;
        match &self.pattern {
            Some(pattern) if !pattern.suits(&text) => Err(self.model()),
            _ => Ok(text),
        }
    }

    /// What to write instead of what does not follow the model.
    fn model(&self) -> String {
        match self.pattern_message.trim() {
            "" => format!("Écrivez comme dans cet exemple\u{a0}: {}.", self.pattern_example.trim()),
            message => message.to_owned(),
        }
    }
}

impl line::Line for Text {
    fn read(&self, typed: &str) -> Result<Json, String> {
        self.kept(typed).map(Json::String)
    }

    fn input(&self) -> line::Input {
        let digits = matches!(self.format, Some(Format::Postcode | Format::Digits));
        let kind = if digits { ui::TextKind::Number } else { ui::TextKind::Text };
        let width = matches!(self.format, Some(Format::Postcode)).then_some(5);
        line::Input { autocomplete: self.autocomplete.map(Autocomplete::token), kind, width, suffix: None }
    }

    fn example(&self, index: usize) -> String {
        if self.pattern.is_some() {
            return self.pattern_example.clone();
        }
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

    #[test]
    fn an_answer_follows_the_model_of_the_author() {
        let model = json!({ "pattern": "[A-Z]{2}-[0-9]{3}", "pattern_example": "AB-123" });
        assert_eq!(read(model.clone(), " AB-123 "), Ok(json!("AB-123")));
        for wrong in ["xAB-123", "AB-1234", "ab-123", "AB-123 AB-123"] {
            assert_eq!(read(model.clone(), wrong), Err("Écrivez comme dans cet exemple\u{a0}: AB-123.".into()), "{wrong}");
        }
        let own = json!({ "pattern": "é|à", "pattern_example": "à", "pattern_message": "Écrivez é ou à." });
        assert_eq!((read(own.clone(), "é"), read(own, "e")), (Ok(json!("é")), Err("Écrivez é ou à.".into())));
    }

    #[test]
    fn a_model_that_goes_back_on_its_steps_is_searched_all_the_same() {
        // with an engine that does, this never ends
        let model = json!({ "pattern": "(a+)+b", "pattern_example": "ab", "max_length": 10_000 });
        assert!(read(model, &"a".repeat(10_000)).is_err());
    }

    #[test]
    fn a_model_has_an_example_that_follows_it() {
        let verdict =
            |settings: Json| serde_json::from_value::<Text>(settings).map_err(|error| error.to_string()).and_then(|text| text.verify());
        assert_eq!(verdict(json!({ "pattern": "[0-9]+", "pattern_example": "12" })), Ok(()));
        for (settings, words) in [
            (json!({ "pattern": "[0-9]+" }), "Donnez un exemple"),
            (json!({ "pattern": "[0-9]+", "pattern_example": "douze" }), "L’exemple ne suit pas"),
            (json!({ "pattern": "[0-9]+", "pattern_example": "123", "max_length": 2 }), "L’exemple ne suit pas"),
            (json!({ "pattern_example": "12" }), "Écrivez le modèle"),
            (json!({ "pattern": "([0-9", "pattern_example": "1" }), "ne se lit pas"),
            (json!({ "pattern": "(a{1000}){1000}", "pattern_example": "a" }), "ne se lit pas"),
            (json!({ "pattern": "(?=a)b", "pattern_example": "b" }), "ne se lit pas"),
        ] {
            assert!(verdict(settings.clone()).unwrap_err().contains(words), "{settings}");
        }
    }
}
