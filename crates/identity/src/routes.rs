//! The table of routes: the connect site, and its pages in the console.

use web::{Method::Get, Method::Post, Policy, Route, Site, route};

use crate::{
    Identity,
    api::{authorize, deleted_accounts, discovery, end_session, introspect, jwks, openapi, revoke, token, userinfo},
    pages::connect::{
        account, closing, code, confirmation, consent, forgotten, home, keeping, leave, new_password, profile, second_factor, services,
        sign_in, sign_up,
    },
    pages::console::{register, unused},
};

/// Every route of the provider.
pub fn routes(identity: &Identity) -> Vec<Route> {
    people(identity).into_iter().chain(programs(identity)).chain(operators()).collect()
}

/// Pages, for people with cookies.
fn people(identity: &Identity) -> Vec<Route> {
    use Policy::{Public, SignedIn};
    let connect = Site::Connect;
    let state = || identity.clone();
    vec![
        route(connect, Get, "/", Public, (), home::get),
        route(connect, Get, "/connexion", Public, (), sign_in::get),
        route(connect, Post, "/connexion", Public, state(), sign_in::post),
        route(connect, Get, "/connexion/code", Public, (), code::get),
        route(connect, Post, "/connexion/code", Public, state(), code::post),
        route(connect, Get, "/inscription", Public, (), sign_up::get),
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
        route(connect, Get, "/deconnexion", Public, (), leave::get),
        route(connect, Post, "/deconnexion", Public, state(), leave::post),
        route(connect, Get, leave::DONE, Public, (), leave::done),
        route(connect, Get, "/compte", SignedIn, (), account::get),
        route(connect, Post, "/compte/sessions", SignedIn, state(), account::leave_elsewhere),
        route(connect, Get, profile::HERE, SignedIn, (), profile::get),
        route(connect, Get, "/compte/identite/{group}", SignedIn, (), profile::edit),
        route(connect, Post, "/compte/identite/{group}", SignedIn, (), profile::save),
        route(connect, Get, services::HERE, SignedIn, (), services::get),
        route(connect, Post, services::HERE, SignedIn, (), services::withdraw),
        route(connect, Get, "/compte/services/historique", SignedIn, (), services::history),
        route(connect, Get, "/compte/code-de-securite", SignedIn, state(), second_factor::get),
        route(connect, Post, "/compte/code-de-securite", SignedIn, state(), second_factor::post),
        route(connect, Post, "/compte/code-de-securite/debut", SignedIn, state(), second_factor::start),
        route(connect, Post, "/compte/code-de-securite/retrait", SignedIn, state(), second_factor::remove),
        route(connect, Get, closing::HERE, SignedIn, (), closing::get),
        route(connect, Post, closing::HERE, SignedIn, state(), closing::post),
        route(connect, Post, "/compte/suppression/abandon", SignedIn, (), closing::keep),
        route(connect, Get, closing::ASKED, Public, (), closing::asked_for),
        route(connect, Get, keeping::HERE, Public, (), keeping::get),
        route(connect, Post, keeping::HERE, Public, (), keeping::post),
        // people come here with their cookies, sent by a client
        route(connect, Get, "/authorize", Public, state(), authorize::get),
        route(connect, Get, "/end-session", Public, state(), end_session::get),
    ]
}

/// Pages of the console, for operators.
fn operators() -> Vec<Route> {
    use Policy::Operator;
    vec![
        route(Site::Console, Get, "/accords", Operator, (), register::get),
        route(Site::Console, Get, "/accords/registre.csv", Operator, (), register::export),
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
        route(connect, Post, "/token", Policy::Protocol, state(), token::post),
        route(connect, Get, "/userinfo", Policy::Protocol, state(), userinfo::answer),
        route(connect, Post, "/userinfo", Policy::Protocol, state(), userinfo::answer),
        route(connect, Post, "/introspect", Policy::Protocol, state(), introspect::post),
        route(connect, Post, "/revoke", Policy::Protocol, state(), revoke::post),
        route(connect, Get, "/api/deleted-accounts", Policy::Protocol, state(), deleted_accounts::get),
        route(connect, Get, "/api/openapi.json", Policy::Protocol, state(), openapi::get),
        route(connect, Post, "/end-session", Policy::Protocol, (), end_session::post),
    ]
}
