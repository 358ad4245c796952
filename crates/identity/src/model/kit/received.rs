//! What the client receives: claims and their meaning.

use crate::model::{claims, client::Client, datum::Datum, scope::Scope, sharing::Need};

/// What the ID token says (OpenID Connect Core §2), in the order to check it.
pub const TOKEN: [(&str, &str); 11] = [
    ("iss", "Qui parle\u{a0}: GrandLyon Connect. À vérifier."),
    ("aud", "Pour qui\u{a0}: votre identifiant. À vérifier."),
    ("exp", "Quand le jeton ne vaut plus rien. À vérifier."),
    ("nonce", "Le nonce de votre demande. À vérifier."),
    ("acr", "Comment la personne s’est connectée\u{a0}: glc:password, glc:mfa ou eidas1. À vérifier."),
    ("sub", "La personne, pour votre service seulement. Il ne change pas\u{a0}: reconnaissez-la par lui."),
    ("sid", "La session, que l’avis de déconnexion nomme. À garder."),
    ("iat", "Quand le jeton a été fait."),
    ("auth_time", "Quand la personne s’est connectée."),
    ("amr", "Par quels moyens elle s’est connectée."),
    ("at_hash", "L’empreinte du jeton d’accès."),
];

/// A datum that the client may read at `/userinfo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// Where it is in the answer.
    pub claim: &'static str,
    /// What it is and why it is asked.
    pub need: &'a Need,
    /// The scopes that ask for it, of those that the client has.
    pub scopes: String,
}

/// Every datum that the client needs.
pub fn data(client: &Client) -> Vec<Told<'_>> {
    client.needs.0.iter().map(|need| Told { claim: claim(need.datum), need, scopes: scopes(client, need.datum) }).collect()
}

/// Where a datum is told (Core §5.1).
pub fn claim(datum: Datum) -> &'static str {
    match datum {
        Datum::HouseNumber | Datum::Street | Datum::AddressComplement => "address.street_address",
        Datum::PostalCode => "address.postal_code",
        Datum::Locality => "address.locality",
        Datum::MobilePhone => "phone_number",
        other => claims::claim(other).unwrap_or_default(),
    }
}

fn scopes(client: &Client, datum: Datum) -> String {
    let asking = client.scopes.iter().filter(|scope| scope.data().contains(&datum));
    asking.map(Scope::as_str).collect::<Vec<_>>().join(" ou ")
}
