//! The client's own names and addresses, and ours, with what each is for.

use super::{Kit, departures};
use crate::model::{
    endpoint::{DELETED_ACCOUNTS, Endpoint, OPENAPI},
    partner::options,
    protocol::{AuthMethod, Protocol, SigningAlg},
};

/// A setting: what it is, and its values.
pub type Setting = (&'static str, Vec<String>);

/// How the client is registered.
pub fn of(kit: &Kit<'_>) -> Vec<Setting> {
    let client = kit.client;
    let protocol = &client.protocol.0;
    // the signature is said for every service, the other options for those that chose them
    let chosen = options::unusual(&Protocol { id_token_alg: SigningAlg::default(), ..protocol.clone() });
    let registered = vec![
        ("Identifiant (client_id)", vec![client.id.clone()]),
        ("Preuve d’identité du service", proofs(protocol.auth_method)),
        ("Droits (scope)", vec![client.scopes.to_text()]),
        ("Signature des jetons", vec![protocol.id_token_alg.as_str().to_owned()]),
        ("Adresses de retour (redirect_uri)", client.redirect_uris.0.clone()),
        ("Retours de déconnexion (post_logout_redirect_uri)", client.post_logout_uris.0.clone()),
        ("Avis de déconnexion (backchannel_logout_uri)", client.backchannel_uri.iter().cloned().collect()),
    ];
    let told = kit.events_uri.map(|uri| ("Avis de compte supprimé", vec![uri.to_owned()]));
    registered.into_iter().chain(told).chain(chosen.into_iter().map(|(option, value)| (option, vec![value]))).collect()
}

fn proofs(declared: AuthMethod) -> Vec<String> {
    AuthMethod::STANDARD.iter().filter(|method| declared.accepts(**method)).map(|method| method.as_str().to_owned()).collect()
}

/// Where the client calls, and where it sends people.
pub fn endpoints(kit: &Kit<'_>) -> Vec<(&'static str, String)> {
    let issuer = kit.issuer;
    let at = |endpoint: Endpoint| format!("{issuer}{}", endpoint.path());
    let pushing = match kit.client.protocol.0.requires_par {
        true => "Déposer chaque demande, avant d’envoyer la personne (obligatoire)",
        false => "Déposer une demande à l’avance (facultatif)",
    };
    let deleted = [
        ("Lire les comptes supprimés", format!("{issuer}{DELETED_ACCOUNTS}")),
        ("La description de cette liste (OpenAPI)", format!("{issuer}{OPENAPI}")),
    ];
    let always = [
        ("Tout ce qui suit, en JSON", format!("{issuer}/.well-known/openid-configuration")),
        ("Envoyer une personne se connecter", at(Endpoint::Authorize)),
        ("Échanger le code contre des jetons", at(Endpoint::Token)),
        ("Lire les données de la personne", at(Endpoint::Userinfo)),
        ("Nos clés publiques, pour vérifier nos signatures", format!("{issuer}/jwks")),
        ("Envoyer une personne se déconnecter", format!("{issuer}/end-session")),
        (pushing, at(Endpoint::Par)),
        ("Décrire un jeton (facultatif)", at(Endpoint::Introspect)),
        ("Rendre un jeton (facultatif)", at(Endpoint::Revoke)),
    ];
    always.into_iter().chain(deleted.into_iter().filter(|_| departures::reads_the_list(kit))).collect()
}
