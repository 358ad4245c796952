//! How a datum is written when it is told to a client, for its developer.

use super::Datum;

impl Datum {
    /// The form of its value.
    pub const fn form(self) -> &'static str {
        match self {
            Self::GivenName => "Tous les prénoms de l’acte de naissance",
            Self::FamilyName => "Nom de l’acte de naissance",
            Self::Email => "Une adresse que la personne a confirmée",
            Self::Gender => "female ou male",
            Self::Birthdate => "AAAA-MM-JJ, avec 00 pour un jour ou un mois inconnu",
            Self::BirthCountry => "Code INSEE du pays",
            Self::BirthPlace => "Code INSEE de la commune, absent pour une naissance à l’étranger",
            Self::BirthDepartment => "Numéro du département",
            Self::UsageName => "Le nom de tous les jours, s’il est autre",
            Self::UsageGivenName => "Les prénoms de tous les jours, s’ils sont autres",
            Self::HouseNumber | Self::Street => "Première ligne\u{a0}: numéro et rue",
            Self::AddressComplement => "Deuxième ligne\u{a0}: bâtiment, étage",
            Self::PostalCode => "Code postal",
            Self::Locality => "Nom de la commune",
            Self::MobilePhone | Self::HomePhone | Self::WorkMobilePhone | Self::WorkPhone => "Forme internationale\u{a0}: +33…",
        }
    }
}
