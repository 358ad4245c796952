//! The names that every form may read besides its own answers.

use std::sync::LazyLock;

use expr::{Scope, Type};

/// What the citizen's account may tell, as a form prefills from it (OpenID
/// Connect's names): `citizen.email`.
const CLAIMS: [(&str, Type); 8] = [
    ("given_name", Type::Text),
    ("family_name", Type::Text),
    ("birth_name", Type::Text),
    ("birthdate", Type::Date),
    ("email", Type::Text),
    ("phone_number", Type::Text),
    ("certified", Type::Bool),
    ("signed_in", Type::Bool),
];

/// `citizen`: what she lets the form know; absent when she is not signed in.
/// `case.channel`: how the request comes (`online`, `desk`, `phone`);
/// `case.authority`: the name, in addresses, of the authority that is asked (`bron`).
pub fn outer_scope() -> Scope {
    // made once: whatever reads it shares its types
    static SCOPE: LazyLock<Scope> = LazyLock::new(made);
    SCOPE.clone()
}

fn made() -> Scope {
    let record = |fields: &[(&str, Type)]| Type::record(fields.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())));
    // her names together, for a question of the type `identity`
    let names = record(&[("given_names", Type::Text), ("family_name", Type::Text)]);
    let citizen = CLAIMS.into_iter().chain([("identity", names)]).map(|(name, ty)| (name.to_owned(), ty));
    Scope::new().with("citizen", Type::record(citizen)).with("case", record(&[("authority", Type::Text), ("channel", Type::Text)]))
}
