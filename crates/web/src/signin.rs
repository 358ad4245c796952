//! Signing in on our own sites: the portal, the desk and the console are
//! ordinary OpenID Connect clients of the identity provider (code flow with
//! PKCE, state, nonce; OpenID Connect Core 1.0, RFC 9700).

mod callback;
mod departure;
mod fresh;
mod leave;
mod provider;
mod session;
mod start;
mod store;

use std::{collections::BTreeMap, sync::Arc};

pub use departure::{departures_read, forget_person, set_departures_read};

use db::{Databases, Kind, Migration, jobs::Schedule};
use outbound::Http;

use crate::{Method, Policy, Route, Site, Sites, parked, route};

/// The tables of the sites' sessions.
pub const MIGRATIONS: &[Migration] = &[
    Migration { part: "web", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/platform/0001_sessions.sql") },
    Migration { part: "web", number: 2, kind: Kind::Platform, sql: include_str!("../migrations/platform/0002_departures.sql") },
];

/// What a site is known as at the identity provider.
#[derive(Clone)]
pub struct Client {
    /// Its identifier.
    pub id: String,
    /// Its secret.
    pub secret: String,
}

/// Signing in, out, and knowing who is signed in, for our own sites.
#[derive(Clone)]
pub struct SignIn(Arc<Inner>);

struct Inner {
    databases: Databases,
    http: Http,
    sites: Sites,
    clients: BTreeMap<Site, Client>,
    provider: provider::Provider,
}

impl SignIn {
    /// `clients` are our sites' registrations at the identity provider, which
    /// is our own connect site.
    pub fn new(databases: Databases, http: Http, sites: Sites, clients: BTreeMap<Site, Client>) -> Self {
        let provider = provider::Provider::new(sites.base(Site::Connect).to_owned());
        Self(Arc::new(Inner { databases, http, sites, clients, provider }))
    }

    /// The routes of a site that signs people in.
    pub fn routes(&self, site: Site) -> Vec<Route> {
        vec![
            route(site, Method::Get, "/connexion", Policy::Public, self.clone(), start::get),
            route(site, Method::Get, "/connexion/retour", Policy::Public, self.clone(), callback::get),
            route(site, Method::Get, leave::PATH, Policy::Public, (), leave::get),
            route(site, Method::Post, leave::PATH, Policy::Public, self.clone(), leave::post),
            route(site, Method::Post, "/connexion/fin", Policy::Protocol, self.clone(), leave::told_by_provider),
            route(site, Method::Get, parked::PATH, Policy::SignedIn, (), parked::get),
        ]
    }

    /// The forgetting of what no longer serves; it cannot wait a day, or a form
    /// would be kept two.
    pub fn schedule(&self) -> Schedule {
        let sign_in = self.clone();
        Schedule::new("web.purge", 3_600, &[Kind::Platform], move |run| {
            let sign_in = sign_in.clone();
            async move { Ok(sign_in.purge(run.moment.wall).await?) }
        })
    }

    /// Where a site registers to be called back.
    pub fn redirect_uri(sites: &Sites, site: Site) -> String {
        sites.url(site, "/connexion/retour")
    }

    /// Where a site registers to have people back once they signed out.
    pub fn post_logout_uri(sites: &Sites, site: Site) -> String {
        sites.url(site, leave::PATH)
    }

    /// Where a site registers to be told that a session ended.
    pub fn backchannel_uri(sites: &Sites, site: Site) -> String {
        sites.url(site, "/connexion/fin")
    }

    /// Where a person signs in to come back to a path.
    pub fn url(back_to: &str, second_factor: bool) -> String {
        let strong = if second_factor { "&fort=1" } else { "" };
        format!("/connexion?vers={}{strong}", crate::posted::encode(back_to))
    }

    /// Where her identity is certified, if it can be, to come back to a path.
    pub fn certified_url(back_to: &str) -> String {
        format!("{}&certifiee=1", Self::url(back_to, false))
    }
}
