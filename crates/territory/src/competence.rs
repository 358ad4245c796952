//! Who answers for what: a category of report and a place give one authority.

use std::sync::LazyLock;

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::table::DataError;

/// The level of local government that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The Métropole, everywhere.
    Metropole,
    /// The commune of the place.
    Commune,
}

/// Where the thing is; asked only when the answer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// A street, a pavement, a square for traffic.
    Street,
    /// A park, a garden, a green square.
    Park,
}

/// How a category finds its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Rule {
    Always(Level),
    BySetting { street: Level, park: Level },
}

/// A kind of problem that a person can report in public space.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stable name.
    pub slug: Slug,
    /// In citizens' words.
    pub label: String,
    /// A few examples.
    pub hint: Option<String>,
    /// Name of a lucide icon.
    pub icon: String,
    competent: Rule,
    /// False when the rule is our own reading, not a public text's.
    #[serde(default = "attested")]
    pub attested: bool,
}

fn attested() -> bool {
    true
}

impl Category {
    /// Whether one must ask where it is: in a street or in a park.
    pub fn asks_setting(&self) -> bool {
        matches!(self.competent, Rule::BySetting { .. })
    }
}

/// The authority that must answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Competence {
    /// The Métropole.
    Metropole,
    /// This commune.
    Commune(Slug),
}

/// Who answers for this category in this commune. Without a setting, the street's rule holds.
pub fn competent(category: &Category, setting: Option<Setting>, commune: &Slug) -> Competence {
    let level = match (category.competent, setting) {
        (Rule::Always(level), _) => level,
        (Rule::BySetting { park, .. }, Some(Setting::Park)) => park,
        (Rule::BySetting { street, .. }, Some(Setting::Street) | None) => street,
    };
    match level {
        Level::Metropole => Competence::Metropole,
        Level::Commune => Competence::Commune(commune.clone()),
    }
}

/// All categories, in the order they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categories {
    category: Vec<Category>,
}

static BUNDLED: LazyLock<Categories> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled document is read by the tests of this module")]
    Categories::parse(include_str!("../data/report_categories.toml")).expect("data/report_categories.toml reads")
});

impl Categories {
    /// The categories of the Métropole de Lyon, read once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a TOML document of `[[category]]` tables.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        toml::from_str(text).map_err(|error| DataError::Document(error.to_string()))
    }

    /// Every category.
    pub fn iter(&self) -> impl Iterator<Item = &Category> {
        self.category.iter()
    }

    /// The category of this stable name.
    pub fn by_slug(&self, slug: &str) -> Option<&Category> {
        self.category.iter().find(|category| category.slug == *slug)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn who(category: &str, setting: Option<Setting>) -> String {
        let category = Categories::bundled().by_slug(category).unwrap();
        match competent(category, setting, &"bron".parse().unwrap()) {
            Competence::Metropole => "metropole".to_owned(),
            Competence::Commune(slug) => slug.to_string(),
        }
    }

    #[test]
    fn roads_are_the_metropole_s_and_lamps_the_commune_s() {
        assert_eq!(who("trou-chaussee", None), "metropole");
        assert_eq!(who("piste-cyclable", Some(Setting::Park)), "metropole");
        assert_eq!(who("eclairage", None), "bron");
        assert_eq!(who("graffiti", Some(Setting::Street)), "bron");
    }

    #[test]
    fn a_litter_bin_is_the_metropole_s_in_a_street_and_the_commune_s_in_a_park() {
        assert!(Categories::bundled().by_slug("corbeille").unwrap().asks_setting());
        assert_eq!(who("corbeille", Some(Setting::Street)), "metropole");
        assert_eq!(who("corbeille", Some(Setting::Park)), "bron");
        assert_eq!(who("corbeille", None), "metropole");
        assert!(!Categories::bundled().by_slug("eclairage").unwrap().asks_setting());
    }

    #[test]
    fn each_category_is_named_once_in_few_words() {
        let categories = Categories::bundled();
        let slugs: BTreeSet<_> = categories.iter().map(|category| &category.slug).collect();
        assert_eq!(slugs.len(), categories.iter().count());
        for category in categories.iter() {
            assert!(category.label.split(' ').count() <= 9 && !category.label.contains('\''), "{}", category.label);
            assert!(!category.icon.is_empty());
        }
    }

    #[test]
    fn a_rule_must_name_a_level() {
        let document = |rule: &str| Categories::parse(&format!("[[category]]\nslug='a'\nlabel='A'\nicon='x'\ncompetent={rule}"));
        assert!(document("'commune'").is_ok());
        assert!(document("'etat'").is_err());
        assert!(document("{ street = 'commune' }").is_err());
    }
}
