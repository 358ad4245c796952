//! Countries as INSEE codes them, for a birthplace abroad.

use std::sync::LazyLock;

use crate::table::{DataError, rows};

/// A country or territory of the Code officiel géographique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Code of the Code officiel géographique, `99…`.
    pub insee: String,
    /// ISO 3166-1 alpha-2 code; none for a former territory, nor for Kosovo.
    pub iso2: Option<String>,
    /// Name in French.
    pub name: String,
    /// False when the country no longer exists: people were born there.
    pub current: bool,
}

/// All countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries(Vec<Country>);

static BUNDLED: LazyLock<Countries> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled table is read by the tests of this module")]
    Countries::parse(include_str!("../data/countries.csv")).expect("data/countries.csv reads")
});

impl Countries {
    /// The countries of the Code officiel géographique, read once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a table `insee;iso2;name;current`.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        let country = |row: Result<crate::table::Row<'_, 4>, DataError>| {
            let [insee, iso2, name, current] = row?.cells.map(str::to_owned);
            Ok(Country { insee, iso2: Some(iso2).filter(|code| !code.is_empty()), name, current: current == "yes" })
        };
        rows::<4>(text).map(country).collect::<Result<_, _>>().map(Self)
    }

    /// Every country, former ones included.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.0.iter()
    }

    /// The country of this INSEE code.
    pub fn by_insee(&self, insee: &str) -> Option<&Country> {
        self.0.iter().find(|country| country.insee == insee)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_their_codes() {
        let countries = Countries::bundled();
        assert_eq!(countries.iter().count(), 234);
        assert_eq!(countries.by_insee("99109").map(|country| country.name.as_str()), Some("Allemagne"));
        assert!(countries.iter().all(|country| country.insee.starts_with("99") && country.insee.len() == 5));
        assert!(countries.iter().filter_map(|country| country.iso2.as_ref()).all(|code| code.len() == 2));
    }

    #[test]
    fn a_country_that_ended_is_still_a_birthplace() {
        let former = Countries::bundled().by_insee("99115").unwrap();
        assert!(!former.current && former.iso2.is_none());
        assert!(Countries::bundled().by_insee("99157").unwrap().current, "Kosovo");
    }
}
