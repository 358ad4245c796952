//! The names that every form may read besides its own answers.

use std::collections::BTreeMap;

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
    let record = |fields: &[(&str, Type)]| {
        Type::Record(fields.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())).collect::<BTreeMap<_, _>>())
    };
    // her names together, for a question of the type `identity`
    let names = record(&[("given_names", Type::Text), ("family_name", Type::Text)]);
    let mut citizen: BTreeMap<String, Type> = CLAIMS.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())).collect();
    citizen.insert("identity".to_owned(), names);
    Scope::new().with("citizen", Type::Record(citizen)).with("case", record(&[("authority", Type::Text), ("channel", Type::Text)]))
}
