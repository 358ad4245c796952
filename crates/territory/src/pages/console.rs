//! What operators of the Métropole see of the territory.

mod authorities;
mod authority;
mod functions;
mod history;
mod offer;
mod spaces;

use web::{Method, Policy, Route, Site, route};

use crate::Territory;

pub(super) fn routes(territory: &Territory) -> Vec<Route> {
    let part = || territory.clone();
    let (site, policy) = (Site::Console, Policy::Operator);
    vec![
        route(site, Method::Get, "/", policy, part(), authorities::get),
        route(site, Method::Get, "/collectivites/{authority}", policy, part(), authority::get),
        route(site, Method::Get, "/collectivites/{authority}/offre/{offer}", policy, part(), offer::get),
        route(site, Method::Post, "/collectivites/{authority}/offre/{offer}", policy, part(), offer::post),
        route(site, Method::Post, "/collectivites/{authority}/ouvrir", policy, part(), spaces::open),
        route(site, Method::Post, "/collectivites/{authority}/fermer", policy, part(), spaces::close),
    ]
}
