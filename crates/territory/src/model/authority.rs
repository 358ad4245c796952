//! An authority as the platform keeps it.

use db::record;
use kernel::Slug;

use super::Function;
use crate::directory::{Authorities, Colour, Communes, Kind, Offer};

record! {
    /// The Métropole or a commune, in the present.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Authority {
        /// Her stable name: `metropole`, or her commune's slug.
        pub slug: Slug,
        /// « Métropole de Lyon », « Bron ».
        pub name: String,
        /// Her level.
        pub kind: Kind,
        /// Code of the commune in the Code officiel géographique; none for the Métropole.
        pub insee: Option<String>,
        /// What she subscribed to; none for the Métropole, and while a commune has signed nothing.
        pub offer: Option<Offer>,
        /// Her main colour.
        pub primary_colour: Colour,
        /// Her second colour.
        pub accent_colour: Colour,
        /// Postal address of her town hall, on one line.
        pub address: String,
        /// Telephone, as written in French.
        pub phone: String,
        /// E-mail address.
        pub email: String,
        /// Address of her own site.
        pub website: Option<String>,
        /// Grows with each change: tells what was seen from what is.
        pub version: i64,
    }
}

impl Authority {
    /// The authorities bundled with the program, the Métropole first.
    pub fn bundled() -> Vec<Self> {
        Authorities::bundled().iter().map(Self::from_bundled).collect()
    }

    fn from_bundled(bundled: &crate::directory::Authority) -> Self {
        let commune = Communes::bundled().by_slug(bundled.slug.as_str());
        Self {
            slug: bundled.slug.clone(),
            name: bundled.name.clone(),
            kind: bundled.kind,
            insee: commune.map(|commune| commune.insee.clone()),
            offer: commune.and_then(|commune| commune.offer),
            primary_colour: bundled.primary,
            accent_colour: bundled.accent,
            address: bundled.town_hall.clone(),
            phone: bundled.phone.clone(),
            email: bundled.email.clone(),
            website: None,
            version: 1,
        }
    }

    /// Her name as a body that answers: « Métropole de Lyon », « Ville de Bron », « Ville d’Écully ».
    pub fn full_name(&self) -> String {
        match self.kind {
            Kind::Metropole => self.name.clone(),
            Kind::Commune if starts_with_vowel(&self.name) => format!("Ville d’{}", self.name),
            Kind::Commune => format!("Ville de {}", self.name),
        }
    }

    /// The same at the head of a sentence: « La Métropole de Lyon », « La Ville de Bron ».
    pub fn with_article(&self) -> String {
        format!("La {}", self.full_name())
    }

    /// Whether she may use a function: the Métropole all of them, a commune those of her offer.
    pub fn may(&self, function: Function) -> bool {
        match self.kind {
            Kind::Metropole => true,
            Kind::Commune => self.offer.is_some_and(|offer| super::allows(offer, function)),
        }
    }
}

fn starts_with_vowel(name: &str) -> bool {
    kernel::text::folded(name).starts_with(['a', 'e', 'i', 'o', 'u', 'y'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(slug: &str) -> String {
        Authority::bundled().into_iter().find(|authority| authority.slug == *slug).unwrap().full_name()
    }

    #[test]
    fn a_body_is_named_as_french_readers_say_it() {
        assert_eq!(named("metropole"), "Métropole de Lyon");
        assert_eq!(named("bron"), "Ville de Bron");
        assert_eq!(named("ecully"), "Ville d’Écully");
        assert_eq!(named("oullins-pierre-benite"), "Ville d’Oullins-Pierre-Bénite");
    }
}
