//! Stable names made from labels and `varname`s, each given once.

use std::collections::BTreeSet;

use kernel::{Slug, text::slugged};

/// Characters kept of a name, so that a number can follow.
const LONGEST: usize = 48;

/// Names that mean something else in expressions.
const RESERVED: [&str; 8] = ["data", "input", "citizen", "case", "null", "true", "false", "in"];

/// The names already given in one space of names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given(BTreeSet<String>);

impl Given {
    /// A name that expressions can write: `[a-z][a-z0-9_]*`.
    pub fn word(&mut self, wished: &str) -> String {
        self.give(&word(wished), '_')
    }

    /// A name for addresses and documents: with hyphens.
    pub fn slug(&mut self, wished: &str) -> Slug {
        let name = self.give(&hyphened(wished), '-');
        as_slug(&name)
    }

    fn give(&mut self, wished: &str, separator: char) -> String {
        let numbered = (2..).map(|number| format!("{wished}{separator}{number}"));
        let free = std::iter::once(wished.to_owned()).chain(numbered).find(|name| !self.0.contains(name));
        let name = free.unwrap_or_default();
        self.0.insert(name.clone());
        name
    }
}

/// A text as a name for expressions; the same text gives the same name.
pub(crate) fn word(text: &str) -> String {
    let word = short(&slugged(text)).replace('-', "_");
    let begins_well = word.starts_with(|c: char| c.is_ascii_lowercase());
    match word.as_str() {
        "" => "champ".to_owned(),
        reserved if RESERVED.contains(&reserved) => format!("{reserved}_1"),
        _ if begins_well => word,
        _ => format!("n_{word}"),
    }
}

/// A text as a name with hyphens; the same text gives the same name.
pub(crate) fn slug(text: &str) -> Slug {
    as_slug(&hyphened(text))
}

/// A name for expressions, as a slug.
pub(crate) fn word_slug(text: &str) -> Slug {
    as_slug(&word(text))
}

fn hyphened(text: &str) -> String {
    let slug = short(&slugged(text));
    if slug.is_empty() { "sans-nom".to_owned() } else { slug }
}

fn short(slug: &str) -> String {
    slug.chars().take(LONGEST).collect::<String>().trim_matches('-').to_owned()
}

/// What was made above is always a slug.
#[expect(clippy::expect_used, reason = "letters, digits and inner hyphens or underscores, never empty, 64 characters at most")]
pub(crate) fn as_slug(name: &str) -> Slug {
    name.parse().expect("a name made here is a slug")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_given_once() {
        let mut given = Given::default();
        assert_eq!(given.word("Nom & prénom"), "nom_prenom");
        assert_eq!(given.word("nom_prenom"), "nom_prenom_2");
        assert_eq!(given.word("2e parent"), "n_2e_parent");
        assert_eq!(given.word("data"), "data_1");
        assert_eq!(given.word("日本"), "champ");
        assert_eq!(given.slug("Été à l’école").as_str(), "ete-a-l-ecole");
        assert_eq!(slug("…").as_str(), "sans-nom");
        assert_eq!(slug(&"é-".repeat(200)).as_str().len(), 47);
    }
}
