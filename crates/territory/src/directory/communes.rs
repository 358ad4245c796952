//! The communes of the Métropole, and the arrondissements of Lyon.

use std::{str::FromStr, sync::LazyLock};

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{
    geo::Point,
    table::{DataError, Row, rows},
};

/// How far a commune shares the counter (framework agreement of 2025, annexe Toodego, § 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offer {
    /// Partenaire: her own instance, which she administers.
    Partner,
    /// Abonné: a space run by the Métropole, with standard téléservices.
    Subscriber,
    /// Connecté: no space here; requests travel to and from her own software.
    Connected,
}

impl Offer {
    /// The offer as citizens and agents read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Partner => "Partenaire",
            Self::Subscriber => "Abonné",
            Self::Connected => "Connecté",
        }
    }
}

/// The text names no offer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {0} » is not an offer (partner, subscriber, connected)")]
pub struct UnknownOffer(pub String);

impl FromStr for Offer {
    type Err = UnknownOffer;
    fn from_str(text: &str) -> Result<Self, UnknownOffer> {
        match text {
            "partner" => Ok(Self::Partner),
            "subscriber" => Ok(Self::Subscriber),
            "connected" => Ok(Self::Connected),
            other => Err(UnknownOffer(other.to_owned())),
        }
    }
}

/// A commune of the Métropole.
#[derive(Debug, Clone, PartialEq)]
pub struct Commune {
    /// Code in the Code officiel géographique (INSEE), five characters.
    pub insee: String,
    /// « Saint-Cyr-au-Mont-d’Or ».
    pub name: String,
    /// Her stable name in addresses of pages.
    pub slug: Slug,
    /// Postcodes in use on her soil.
    pub postcodes: Vec<String>,
    /// Municipal population (INSEE, vintage 2023, in force on 1 January 2026).
    pub population: u32,
    /// A point well inside her contour.
    pub centre: Point,
    /// Her offer in the demonstration; none while she has signed nothing.
    pub offer: Option<Offer>,
    /// Her municipal arrondissements, in order; empty except for Lyon.
    pub districts: Vec<District>,
}

/// A municipal arrondissement.
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    /// Code in the Code officiel géographique (INSEE).
    pub insee: String,
    /// « Lyon 3e arrondissement ».
    pub name: String,
    /// Its stable name.
    pub slug: Slug,
    /// Its only postcode.
    pub postcode: String,
    /// Municipal population.
    pub population: u32,
    /// A point in it, to the nearest hundred metres.
    pub centre: Point,
}

/// All communes, in the order of their INSEE codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Communes(Vec<Commune>);

static BUNDLED: LazyLock<Communes> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the bundled table is read by the tests of this module")]
    Communes::parse(include_str!("../../data/communes.csv")).expect("data/communes.csv reads")
});

impl Communes {
    /// The communes of the Métropole de Lyon, read once.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a table `insee;name;slug;parent;postcodes;population;lon;lat;offer`;
    /// a row with a parent is an arrondissement and follows its commune.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        let mut communes = Self(Vec::new());
        for row in rows::<9>(text) {
            communes.add(&row?)?;
        }
        Ok(communes)
    }

    fn add(&mut self, row: &Row<'_, 9>) -> Result<(), DataError> {
        let [insee, name, _, parent, postcodes, .., offer] = row.cells;
        let slug: Slug = row.parse(2)?;
        let population = row.parse(5)?;
        let centre = Point { lon: row.parse(6)?, lat: row.parse(7)? };
        let (insee, name) = (insee.to_owned(), name.to_owned());
        if parent.is_empty() {
            let offer = if offer.is_empty() { None } else { Some(row.parse(8)?) };
            let postcodes = postcodes.split(' ').map(str::to_owned).collect();
            self.0.push(Commune { insee, name, slug, postcodes, population, centre, offer, districts: Vec::new() });
        } else {
            let Some(commune) = self.0.iter_mut().find(|commune| commune.insee == parent) else {
                return Err(DataError::Unknown(parent.to_owned()));
            };
            let postcode = postcodes.to_owned();
            commune.districts.push(District { insee, name, slug, postcode, population, centre });
        }
        Ok(())
    }

    /// Every commune.
    pub fn iter(&self) -> impl Iterator<Item = &Commune> {
        self.0.iter()
    }

    /// The commune of this stable name.
    pub fn by_slug(&self, slug: &str) -> Option<&Commune> {
        self.0.iter().find(|commune| commune.slug == *slug)
    }

    /// The commune of this INSEE code; an arrondissement's code gives its commune.
    pub fn by_insee(&self, insee: &str) -> Option<&Commune> {
        self.0.iter().find(|commune| commune.insee == insee || commune.districts.iter().any(|district| district.insee == insee))
    }

    /// The communes that use this postcode: several may share one.
    pub fn by_postcode(&self, postcode: &str) -> Vec<&Commune> {
        self.0.iter().filter(|commune| commune.postcodes.iter().any(|own| own == postcode)).collect()
    }

    /// The communes under this offer.
    pub fn under(&self, offer: Offer) -> impl Iterator<Item = &Commune> {
        self.0.iter().filter(move |commune| commune.offer == Some(offer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_metropole_has_58_communes_and_1_436_354_inhabitants() {
        let communes = Communes::bundled();
        assert_eq!(communes.iter().count(), 58);
        assert_eq!(communes.iter().map(|commune| commune.population).sum::<u32>(), 1_436_354);
    }

    #[test]
    fn lyon_is_the_sum_of_her_nine_arrondissements() {
        let lyon = Communes::bundled().by_slug("lyon").unwrap();
        assert_eq!(lyon.districts.len(), 9);
        assert_eq!(lyon.districts.iter().map(|district| district.population).sum::<u32>(), lyon.population);
        assert!(lyon.districts.iter().all(|district| lyon.postcodes.contains(&district.postcode)));
        assert_eq!(Communes::bundled().by_insee("69383"), Some(lyon));
    }

    #[test]
    fn oullins_and_pierre_benite_are_one_commune() {
        let communes = Communes::bundled();
        let merged = communes.by_slug("oullins-pierre-benite").unwrap();
        assert_eq!(communes.by_insee("69149"), Some(merged));
        assert_eq!(communes.by_postcode("69310"), [merged]);
        assert_eq!(communes.by_postcode("69600"), [merged]);
        assert_eq!(communes.by_insee("69152"), None, "Pierre-Bénite’s own code ended with 2023");
        assert_eq!(communes.by_slug("oullins"), None);
    }

    #[test]
    fn a_postcode_may_be_shared() {
        let names: Vec<_> = Communes::bundled().by_postcode("69580").iter().map(|commune| commune.name.as_str()).collect();
        assert_eq!(names, ["Sathonay-Camp", "Sathonay-Village"]);
    }

    #[test]
    fn slugs_are_the_names_folded_and_every_offer_is_used() {
        let communes = Communes::bundled();
        for commune in communes.iter() {
            assert_eq!(commune.slug.as_str(), kernel::text::slugged(&commune.name));
        }
        let count = |offer| communes.under(offer).count();
        assert_eq!((count(Offer::Partner), count(Offer::Subscriber), count(Offer::Connected)), (10, 22, 22));
        assert_eq!(communes.iter().filter(|commune| commune.offer.is_none()).count(), 4);
    }

    #[test]
    fn a_wrong_table_says_where() {
        let orphan = "h\n69381;Lyon 1er;lyon-1er;69123;69001;1;4.8;45.7;";
        assert_eq!(Communes::parse(orphan), Err(DataError::Unknown("69123".to_owned())));
        let offer = Communes::parse("h\n69029;Bron;bron;;69500;1;4.9;45.7;gold").unwrap_err();
        assert_eq!(offer.to_string(), "line 2: « gold »: « gold » is not an offer (partner, subscriber, connected)");
    }
}
