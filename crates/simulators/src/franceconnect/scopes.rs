//! Scopes, and the claims that each of them opens.

/// Every scope of an identity, with its claims. The scopes of data providers are not simulated.
pub const SCOPES: [(&str, &[&str]); 15] = [
    ("openid", &["sub"]),
    ("profile", &["given_name", "given_name_array", "family_name", "birthdate", "gender", "preferred_username"]),
    ("birth", &["birthplace", "birthcountry"]),
    ("identite_pivot", &["given_name", "given_name_array", "family_name", "birthdate", "gender", "birthplace", "birthcountry"]),
    ("given_name", &["given_name", "given_name_array"]),
    ("family_name", &["family_name"]),
    ("preferred_username", &["preferred_username"]),
    ("birthdate", &["birthdate"]),
    ("idp_birthdate", &["idp_birthdate"]),
    ("gender", &["gender"]),
    ("birthplace", &["birthplace"]),
    ("birthcountry", &["birthcountry"]),
    ("email", &["email"]),
    ("idp_id", &["idp_id"]),
    ("amr", &["amr"]),
];

/// What each claim is called on pages, in the order they are shown. `sub` and `amr` tell a person nothing.
pub(super) const LABELS: [(&str, &str); 10] = [
    ("given_name", "Prénoms"),
    ("family_name", "Nom de naissance"),
    ("preferred_username", "Nom d’usage"),
    ("birthdate", "Date de naissance"),
    ("idp_birthdate", "Date de naissance, comme elle a été déclarée"),
    ("gender", "Sexe"),
    ("birthplace", "Commune de naissance"),
    ("birthcountry", "Pays de naissance"),
    ("email", "Adresse e-mail"),
    ("idp_id", "Compte utilisé"),
];

/// The claims of a scope; none of a scope that nobody knows.
pub(super) fn claims_of(scope: &str) -> &'static [&'static str] {
    SCOPES.iter().find(|(known, _)| *known == scope).map_or(&[], |(_, claims)| claims)
}
