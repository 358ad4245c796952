//! Its addresses: the protocol under `/api/v2`, pages for people, resources for tests.

use web::{
    Method::{Get, Post},
    Policy::{Loopback, Protocol, Public},
    Route, Site, route,
};

use super::{FranceConnect, api, pages};

impl FranceConnect {
    /// Every line of its table, on [`Site::FranceConnect`].
    pub fn routes(&self) -> Vec<Route> {
        const SITE: Site = Site::FranceConnect;
        let fc = || self.clone();
        vec![
            route(SITE, Get, "/api/v2/.well-known/openid-configuration", Protocol, fc(), api::discovery::get),
            route(SITE, Get, "/api/v2/jwks", Protocol, fc(), api::jwks::get),
            route(SITE, Get, "/api/v2/authorize", Public, fc(), api::authorize::get),
            route(SITE, Post, "/api/v2/authorize", Protocol, fc(), api::authorize::post),
            route(SITE, Post, "/api/v2/token", Protocol, fc(), api::token::post),
            route(SITE, Get, "/api/v2/userinfo", Protocol, fc(), api::userinfo::get),
            route(SITE, Post, "/api/v2/userinfo", Protocol, fc(), api::userinfo::get),
            route(SITE, Post, "/api/v2/token/revocation", Protocol, fc(), api::revocation::post),
            route(SITE, Post, "/api/v2/token/introspection", Protocol, fc(), api::introspection::post),
            route(SITE, Get, "/api/v2/session/end", Public, fc(), api::session_end::get),
            route(SITE, Post, "/api/v2/session/end", Protocol, fc(), api::session_end::post),
            route(SITE, Get, "/connexion", Public, fc(), pages::sign_in::get),
            route(SITE, Post, "/connexion", Public, fc(), pages::sign_in::post),
            route(SITE, Get, "/continuer", Public, fc(), pages::go_on::get),
            route(SITE, Post, "/continuer", Public, fc(), pages::go_on::post),
            route(SITE, Get, "/", Public, fc(), pages::home::get),
            route(SITE, Post, "/humeur", Public, fc(), pages::home::post),
            route(SITE, Get, "/misbehave", Loopback, fc(), api::misbehave::get),
            route(SITE, Post, "/misbehave", Loopback, fc(), api::misbehave::post),
        ]
    }
}
