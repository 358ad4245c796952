//! What a client may ask to know (OpenID Connect Core §5.4).

use std::collections::BTreeSet;

use super::datum::Datum;

db::text_enum! {
    /// A set of data asked together.
    pub enum Scope {
        /// Who she is to this client: her pairwise identifier.
        OpenId = "openid",
        /// Her names, her civility, her date of birth.
        Profile = "profile",
        /// Her e-mail address.
        Email = "email",
        /// Her telephone numbers.
        Phone = "phone",
        /// Her postal address.
        Address = "address",
        /// Where she was born (FranceConnect's name).
        Birth = "birth",
        /// Her whole civil status (FranceConnect's name).
        Pivot = "identite_pivot",
        /// Her date of birth alone.
        Birthdate = "birthdate",
        /// Her civility alone.
        Gender = "gender",
    }
}

impl Scope {
    /// The data that it stands for, one by one.
    pub const fn data(self) -> &'static [Datum] {
        match self {
            Self::OpenId => &[],
            Self::Profile => {
                &[Datum::GivenName, Datum::FamilyName, Datum::UsageName, Datum::UsageGivenName, Datum::Gender, Datum::Birthdate]
            }
            Self::Email => &[Datum::Email],
            Self::Phone => &[Datum::MobilePhone, Datum::HomePhone, Datum::WorkMobilePhone, Datum::WorkPhone],
            Self::Address => &[Datum::HouseNumber, Datum::Street, Datum::AddressComplement, Datum::PostalCode, Datum::Locality],
            Self::Birth => &[Datum::BirthPlace, Datum::BirthCountry, Datum::BirthDepartment],
            Self::Pivot => &[Datum::GivenName, Datum::FamilyName, Datum::Gender, Datum::Birthdate, Datum::BirthPlace, Datum::BirthCountry],
            Self::Birthdate => &[Datum::Birthdate],
            Self::Gender => &[Datum::Gender],
        }
    }
}

/// Several scopes, kept as OAuth writes them: names between spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scopes(BTreeSet<Scope>);

impl Scopes {
    /// Reads a list; names that we do not know are ignored (Core §3.1.2.1).
    pub fn parse(text: &str) -> Self {
        text.split(' ').filter_map(Scope::parse).collect()
    }
    /// The list in one order, for keeping and comparing.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }
    /// Whether it holds a scope.
    pub fn contains(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }
    /// Whether all of it is in another list.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }
    /// The scopes.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().collect())
    }
}

db::as_text! { Scopes: |list| list.to_text(), |text| Some(Self::parse(text)); }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_kept_in_one_order_without_what_we_do_not_know() {
        let scopes = Scopes::parse("email openid telepathy email  profile");
        assert_eq!(scopes.to_text(), "openid profile email");
        assert!(Scopes::parse("openid").is_within(&scopes));
        assert!(!Scopes::parse("openid phone").is_within(&scopes));
    }
}
