//! The data of a person's profile, one by one.
//!
//! The list is the one of GrandLyon Connect's own profile. « Données cœurs »
//! (annexe 2 of the 2018 convention) are who she is by her civil status;
//! the others are « données couronnes ».

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

mod form;
pub(crate) mod places;
pub(crate) mod value;

db::text_enum! {
    /// One datum.
    pub enum Datum {
        /// First names, as on the birth certificate.
        GivenName = "given_name",
        /// Name at birth.
        FamilyName = "family_name",
        /// Where she is written to; the account's.
        Email = "email",
        /// `female` or `male`, as FranceConnect says it.
        Gender = "gender",
        /// `YYYY-MM-DD`; a presumed day or month is `00`.
        Birthdate = "birthdate",
        /// INSEE's code of the country.
        BirthCountry = "birthcountry",
        /// INSEE's code of the commune; nothing when born abroad.
        BirthPlace = "birthplace",
        /// Number of the département.
        BirthDepartment = "birthdepartment",
        /// The name she uses, when it is another.
        UsageName = "preferred_username",
        /// The first names she uses, when they are others.
        UsageGivenName = "usage_given_name",
        /// Number in the street.
        HouseNumber = "house_number",
        /// Street.
        Street = "street",
        /// Building, floor, care of.
        AddressComplement = "address_complement",
        /// Postal code.
        PostalCode = "postal_code",
        /// Commune she lives in.
        Locality = "locality",
        /// Mobile phone.
        MobilePhone = "mobile_phone",
        /// Phone at home.
        HomePhone = "home_phone",
        /// Mobile phone at work.
        WorkMobilePhone = "work_mobile_phone",
        /// Phone at work.
        WorkPhone = "work_phone",
    }
}

/// Data shown together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Who she is by her civil status.
    Core,
    /// The names she uses.
    Usage,
    /// Where she lives.
    Address,
    /// How to reach her.
    Contact,
}

impl Group {
    /// In the order of pages.
    pub const ALL: [Self; 4] = [Self::Core, Self::Usage, Self::Address, Self::Contact];

    /// Its name in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Core => "etat-civil",
            Self::Usage => "usage",
            Self::Address => "adresse",
            Self::Contact => "contact",
        }
    }

    /// Its name on pages.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Core => "État civil",
            Self::Usage => "Nom et prénoms d’usage",
            Self::Address => "Adresse postale",
            Self::Contact => "Me joindre",
        }
    }
}

impl Datum {
    /// Its name, as people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::GivenName => "Prénoms de naissance",
            Self::FamilyName => "Nom de naissance",
            Self::Email => "Adresse e-mail",
            Self::Gender => "Civilité",
            Self::Birthdate => "Date de naissance",
            Self::BirthCountry => "Pays de naissance",
            Self::BirthPlace => "Commune de naissance",
            Self::BirthDepartment => "Département de naissance",
            Self::UsageName => "Nom d’usage",
            Self::UsageGivenName => "Prénoms d’usage",
            Self::HouseNumber => "Numéro dans la rue",
            Self::Street => "Rue",
            Self::AddressComplement => "Complément d’adresse",
            Self::PostalCode => "Code postal",
            Self::Locality => "Commune",
            Self::MobilePhone => "Téléphone portable",
            Self::HomePhone => "Téléphone fixe",
            Self::WorkMobilePhone => "Téléphone portable professionnel",
            Self::WorkPhone => "Téléphone fixe professionnel",
        }
    }

    /// The data it is shown with.
    pub const fn group(self) -> Group {
        match self {
            Self::GivenName
            | Self::FamilyName
            | Self::Gender
            | Self::Birthdate
            | Self::BirthCountry
            | Self::BirthPlace
            | Self::BirthDepartment => Group::Core,
            Self::UsageName | Self::UsageGivenName => Group::Usage,
            Self::HouseNumber | Self::Street | Self::AddressComplement | Self::PostalCode | Self::Locality => Group::Address,
            Self::Email | Self::MobilePhone | Self::HomePhone | Self::WorkMobilePhone | Self::WorkPhone => Group::Contact,
        }
    }

    /// Whether an account cannot be without it.
    pub const fn is_always_known(self) -> bool {
        matches!(self, Self::GivenName | Self::FamilyName | Self::Email)
    }
}

impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Datum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a datum of the profile"))
    }
}
