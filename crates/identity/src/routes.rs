//! The table of routes: the connect site, and its pages in the console.

use web::{Method::Get, Method::Post, Policy, Route, Site, route};

use crate::{
    Identity,
    api::{authorize, deleted_accounts, discovery, end_session, introspect, jwks, openapi, par, revoke, token, userinfo},
    flow::franceconnect::signing_out,
    model::endpoint::{DELETED_ACCOUNTS, OPENAPI},
    pages::connect::franceconnect::{arrival, back, button, certify, new_account, signed_out, start, unlink},
    pages::connect::partners::{
        self, ask, assistance, declare, invitation, invite, kit, leave as partners_leave, members, needs, organisation, production, secret,
        service, settings, trial,
    },
    pages::connect::{
        account, address, address_under_way, change_password, closing, code, conditions, confirmation, connections, consent, forgotten,
        home, keeping, leave, new_password, old_address, on_trial, other_account, passkey_sign_in, passkeys, profile, recovery,
        recovery_codes, second_factor, security, services, share, sign_in, sign_up, verification,
    },
    pages::console::{alerts, partners as reviewed, register, services as clients, unused},
};

/// Every route of the provider.
pub fn routes(identity: &Identity) -> Vec<Route> {
    let franceconnect = identity.franceconnect().map(|_| franceconnect(identity)).unwrap_or_default();
    let people = people(identity).into_iter().chain(owners(identity)).chain(franceconnect).chain(partners_staff(identity));
    people.chain(programs(identity)).chain(operators(identity)).collect()
}

/// Pages, for people with cookies.
fn people(identity: &Identity) -> Vec<Route> {
    use Policy::Public;
    let connect = Site::Connect;
    let state = || identity.clone();
    vec![
        route(connect, Get, "/", Public, (), home::get),
        route(connect, Get, "/connexion", Public, state(), sign_in::get),
        route(connect, Post, "/connexion", Public, state(), sign_in::post),
        route(connect, Get, "/connexion/code", Public, (), code::get),
        route(connect, Post, "/connexion/code", Public, state(), code::post),
        route(connect, Get, "/connexion/secours", Public, (), recovery::get),
        route(connect, Post, "/connexion/secours", Public, state(), recovery::post),
        route(connect, Post, "/connexion/cle/defi", Public, state(), passkey_sign_in::challenge),
        route(connect, Post, "/connexion/cle", Public, state(), passkey_sign_in::post),
        route(connect, Get, "/inscription", Public, state(), sign_up::get),
        route(connect, Post, "/inscription", Public, state(), sign_up::post),
        route(connect, Get, "/inscription/envoyee", Public, (), sign_up::sent),
        route(connect, Get, "/inscription/confirmation", Public, (), confirmation::get),
        route(connect, Post, "/inscription/confirmation", Public, state(), confirmation::post),
        route(connect, Get, "/mot-de-passe/oubli", Public, (), forgotten::get),
        route(connect, Post, "/mot-de-passe/oubli", Public, state(), forgotten::post),
        route(connect, Get, "/mot-de-passe/envoye", Public, (), forgotten::sent),
        route(connect, Get, "/mot-de-passe/nouveau", Public, (), new_password::get),
        route(connect, Post, "/mot-de-passe/nouveau", Public, state(), new_password::post),
        route(connect, Get, "/autorisation", Public, (), consent::get),
        route(connect, Post, "/autorisation", Public, state(), consent::post),
        route(connect, Get, other_account::HERE, Public, (), other_account::get),
        route(connect, Post, other_account::HERE, Public, state(), other_account::post),
        route(connect, Get, on_trial::HERE, Public, (), on_trial::get),
        route(connect, Get, "/deconnexion", Public, state(), leave::get),
        route(connect, Post, "/deconnexion", Public, state(), leave::post),
        route(connect, Get, leave::DONE, Public, (), leave::done),
        route(connect, Get, conditions::HERE, Public, (), conditions::get),
        // people come here with their cookies, sent by a client
        route(connect, Get, "/authorize", Public, state(), authorize::get),
        route(connect, Get, "/end-session", Public, state(), end_session::get),
    ]
}

/// Pages of an account, for its owner.
fn owners(identity: &Identity) -> Vec<Route> {
    use Policy::{Public, SignedIn};
    let connect = Site::Connect;
    let state = || identity.clone();
    vec![
        route(connect, Get, "/compte", SignedIn, (), account::get),
        route(connect, Get, profile::HERE, SignedIn, state(), profile::get),
        route(connect, Get, "/compte/identite/{group}", SignedIn, (), profile::edit),
        route(connect, Post, "/compte/identite/{group}", SignedIn, (), profile::save),
        route(connect, Get, services::HERE, SignedIn, (), services::get),
        route(connect, Post, services::HERE, SignedIn, (), services::withdraw),
        route(connect, Get, "/compte/services/historique", SignedIn, (), services::history),
        route(connect, Get, share::HERE, SignedIn, (), share::get),
        route(connect, Post, share::HERE, SignedIn, (), share::post),
        route(connect, Get, "/compte/verification", SignedIn, state(), verification::get),
        route(connect, Post, "/compte/verification", SignedIn, state(), verification::post),
        route(connect, Get, "/compte/connexions", SignedIn, (), connections::get),
        route(connect, Post, "/compte/connexions/fin", SignedIn, state(), connections::leave_one),
        route(connect, Post, "/compte/connexions/partout", SignedIn, state(), connections::leave_all),
        route(connect, Get, "/compte/securite", SignedIn, (), security::get),
        route(connect, Get, "/compte/mot-de-passe", SignedIn, (), change_password::get),
        route(connect, Post, "/compte/mot-de-passe", SignedIn, state(), change_password::post),
        route(connect, Get, "/compte/cles", SignedIn, (), passkeys::get),
        route(connect, Post, "/compte/cles", SignedIn, state(), passkeys::add),
        route(connect, Post, "/compte/cles/defi", SignedIn, state(), passkeys::challenge),
        route(connect, Post, "/compte/cles/retrait", SignedIn, state(), passkeys::remove),
        route(connect, Get, "/compte/code-de-securite", SignedIn, state(), second_factor::get),
        route(connect, Post, "/compte/code-de-securite", SignedIn, state(), second_factor::post),
        route(connect, Post, "/compte/code-de-securite/debut", SignedIn, state(), second_factor::start),
        route(connect, Post, "/compte/code-de-securite/retrait", SignedIn, state(), second_factor::remove),
        route(connect, Get, "/compte/codes-de-secours", SignedIn, state(), recovery_codes::get),
        route(connect, Post, "/compte/codes-de-secours", SignedIn, state(), recovery_codes::post),
        route(connect, Get, "/compte/codes-de-secours/fichier", SignedIn, state(), recovery_codes::file),
        route(connect, Get, "/compte/adresse", SignedIn, (), address::get),
        route(connect, Post, "/compte/adresse", SignedIn, state(), address::post),
        route(connect, Get, "/compte/adresse/envoyee", SignedIn, (), address::sent),
        // links of letters: whoever opens them may not be signed in here
        route(connect, Get, "/compte/adresse/confirmation", Public, (), address::confirmation),
        route(connect, Post, "/compte/adresse/confirmation", Public, state(), address::confirm),
        route(connect, Get, old_address::HERE, Public, (), old_address::get),
        route(connect, Post, old_address::HERE, Public, state(), old_address::post),
        route(connect, Post, address_under_way::GIVE_UP, SignedIn, (), address_under_way::give_up),
        route(connect, Get, "/compte/adresse/annulation", Public, (), address::cancellation),
        route(connect, Post, "/compte/adresse/annulation", Public, state(), address::cancel),
        route(connect, Get, closing::HERE, SignedIn, (), closing::get),
        route(connect, Post, closing::HERE, SignedIn, state(), closing::post),
        route(connect, Post, "/compte/suppression/abandon", SignedIn, (), closing::keep),
        route(connect, Get, closing::ASKED, Public, (), closing::asked_for),
        route(connect, Get, keeping::HERE, Public, (), keeping::get),
        route(connect, Post, keeping::HERE, Public, (), keeping::post),
    ]
}

/// Pages on the way to FranceConnect and back; none when we are not its client.
fn franceconnect(identity: &Identity) -> Vec<Route> {
    use Policy::{Public, SignedIn};
    let connect = Site::Connect;
    let state = || identity.clone();
    vec![
        route(connect, Post, "/franceconnect/debut", Public, state(), start::post),
        route(connect, Get, button::PICTURE, Public, state(), button::picture),
        route(connect, Get, "/franceconnect/retour", Public, state(), back::get),
        route(connect, Get, arrival::HERE, Public, state(), arrival::get),
        route(connect, Post, arrival::HERE, Public, state(), arrival::post),
        route(connect, Post, "/franceconnect/inscription", Public, state(), new_account::post),
        route(connect, Get, "/franceconnect/confirmation", Public, (), new_account::confirm),
        route(connect, Post, "/franceconnect/confirmation", Public, state(), new_account::confirmed),
        route(connect, Get, signing_out::BACK, Public, (), signed_out::get),
        route(connect, Get, "/compte/certification", SignedIn, state(), certify::get),
        route(connect, Post, "/compte/certification", SignedIn, state(), certify::go_on_without),
        route(connect, Get, unlink::HERE, SignedIn, (), unlink::get),
        route(connect, Post, unlink::HERE, SignedIn, state(), unlink::post),
    ]
}

/// Pages of organisations that connect services, for their members.
fn partners_staff(identity: &Identity) -> Vec<Route> {
    use Policy::SignedIn;
    let connect = Site::Connect;
    let state = || identity.clone();
    vec![
        route(connect, Get, partners::HOME, SignedIn, state(), partners::home::get),
        route(connect, Get, ask::HERE, SignedIn, (), ask::get),
        route(connect, Post, ask::HERE, SignedIn, (), ask::post),
        route(connect, Get, "/partenaires/invitations/{invitation}", SignedIn, (), invitation::get),
        route(connect, Post, "/partenaires/invitations/{invitation}", SignedIn, (), invitation::post),
        route(connect, Get, "/partenaires/organisations/{organisation}", SignedIn, state(), organisation::get),
        route(connect, Get, "/partenaires/organisations/{organisation}/membres", SignedIn, state(), members::get),
        route(connect, Post, "/partenaires/organisations/{organisation}/membres", SignedIn, state(), members::post),
        route(connect, Get, "/partenaires/organisations/{organisation}/invitation", SignedIn, state(), invite::get),
        route(connect, Post, "/partenaires/organisations/{organisation}/invitation", SignedIn, state(), invite::post),
        route(connect, Get, "/partenaires/organisations/{organisation}/depart", SignedIn, state(), partners_leave::get),
        route(connect, Post, "/partenaires/organisations/{organisation}/depart", SignedIn, state(), partners_leave::post),
        route(connect, Get, "/partenaires/organisations/{organisation}/service", SignedIn, state(), declare::get),
        route(connect, Post, "/partenaires/organisations/{organisation}/service", SignedIn, state(), declare::post),
        route(connect, Get, "/partenaires/services/{client}", SignedIn, state(), service::get),
        route(connect, Get, "/partenaires/services/{client}/reglages", SignedIn, state(), settings::get),
        route(connect, Post, "/partenaires/services/{client}/reglages", SignedIn, state(), settings::post),
        route(connect, Get, "/partenaires/services/{client}/donnees", SignedIn, state(), needs::get),
        route(connect, Post, "/partenaires/services/{client}/donnees", SignedIn, state(), needs::post),
        route(connect, Get, "/partenaires/services/{client}/secret", SignedIn, state(), secret::get),
        route(connect, Post, "/partenaires/services/{client}/secret", SignedIn, state(), secret::post),
        route(connect, Get, "/partenaires/services/{client}/production", SignedIn, state(), production::get),
        route(connect, Post, "/partenaires/services/{client}/production", SignedIn, state(), production::post),
        route(connect, Get, "/partenaires/services/{client}/kit", SignedIn, state(), kit::get),
        route(connect, Get, "/partenaires/services/{client}/kit.zip", SignedIn, state(), kit::archive),
        route(connect, Get, "/partenaires/services/{client}/essai", SignedIn, state(), trial::get),
        route(connect, Post, "/partenaires/services/{client}/essai", SignedIn, state(), trial::post),
        route(connect, Get, "/partenaires/services/{client}/assistance", SignedIn, state(), assistance::get),
        route(connect, Post, "/partenaires/services/{client}/assistance", SignedIn, state(), assistance::post),
    ]
}

/// Pages of the console, for operators.
fn operators(identity: &Identity) -> Vec<Route> {
    use Policy::Operator;
    let state = || identity.clone();
    vec![
        route(Site::Console, Get, reviewed::HOME, Operator, (), reviewed::home::get),
        route(Site::Console, Get, "/partenaires/organisations/{organisation}", Operator, (), reviewed::organisation::get),
        route(Site::Console, Post, "/partenaires/organisations/{organisation}", Operator, state(), reviewed::organisation::post),
        route(Site::Console, Get, "/partenaires/propositions/{proposal}", Operator, (), reviewed::proposal::get),
        route(Site::Console, Post, "/partenaires/propositions/{proposal}", Operator, state(), reviewed::proposal::post),
        route(Site::Console, Get, alerts::HERE, Operator, (), alerts::get),
        route(Site::Console, Get, "/alertes/{alert}", Operator, (), alerts::one::get),
        route(Site::Console, Post, "/alertes/{alert}", Operator, identity.clone(), alerts::one::post),
        route(Site::Console, Get, clients::HERE, Operator, (), clients::get),
        route(Site::Console, Get, clients::FILE, Operator, (), clients::file),
        route(Site::Console, Get, "/services/{client}", Operator, (), clients::one::get),
        route(Site::Console, Post, "/services/{client}", Operator, identity.clone(), clients::one::post),
        route(Site::Console, Get, register::HERE, Operator, (), register::get),
        route(Site::Console, Get, register::files::ACTS, Operator, (), register::files::acts),
        route(Site::Console, Get, register::files::TEXTS, Operator, (), register::files::texts),
        route(Site::Console, Get, unused::HERE, Operator, (), unused::get),
        route(Site::Console, Post, "/comptes/horloge", Operator, (), unused::resume),
    ]
}

/// Endpoints, for programs.
fn programs(identity: &Identity) -> Vec<Route> {
    let connect = Site::Connect;
    let state = || identity.clone();
    vec![
        route(connect, Get, "/.well-known/openid-configuration", Policy::Protocol, state(), discovery::get),
        route(connect, Get, "/jwks", Policy::Protocol, state(), jwks::get),
        route(connect, Post, "/authorize", Policy::Protocol, (), authorize::post),
        route(connect, Post, "/par", Policy::Protocol, state(), par::post),
        route(connect, Post, "/token", Policy::Protocol, state(), token::post),
        route(connect, Get, "/userinfo", Policy::Protocol, state(), userinfo::answer),
        route(connect, Post, "/userinfo", Policy::Protocol, state(), userinfo::answer),
        route(connect, Post, "/introspect", Policy::Protocol, state(), introspect::post),
        route(connect, Post, "/revoke", Policy::Protocol, state(), revoke::post),
        route(connect, Get, DELETED_ACCOUNTS, Policy::Protocol, state(), deleted_accounts::get),
        route(connect, Get, OPENAPI, Policy::Protocol, state(), openapi::get),
        route(connect, Post, "/end-session", Policy::Protocol, (), end_session::post),
    ]
}
