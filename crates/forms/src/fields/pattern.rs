//! A model that a whole text follows: a regular expression of the author's,
//! searched in linear time whatever it is, and refused when it is enormous.

use regex_lite::{Regex, RegexBuilder};
use serde::{Deserialize, Deserializer, de::Error as _};

/// What a compiled model may weigh, in bytes.
const HEAVIEST: usize = 200_000;
/// How deep its groups may be.
const DEEPEST: u32 = 30;

/// A model.
#[derive(Debug)]
pub(super) struct Pattern(Regex);

impl Pattern {
    /// Reads it; none when it is no regular expression, or too large a one.
    fn read(text: &str) -> Option<Self> {
        let build = |text: &str| RegexBuilder::new(text).size_limit(HEAVIEST).nest_limit(DEEPEST).build().ok();
        // read alone first: « a)(b » would close our group
        build(text).and_then(|_| build(&format!("^(?:{text})$"))).map(Self)
    }

    /// Whether the whole text follows it.
    pub fn suits(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text)
            .ok_or_else(|| D::Error::custom("Le modèle ne se lit pas\u{a0}: vérifiez les parenthèses, les crochets et les accolades."))
    }
}
