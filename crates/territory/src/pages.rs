//! The pages of the part.

mod console;
mod places;
mod theme;

use web::{Method, Policy, Route, Site, route};

use crate::{Territory, urls};

/// The routes of the part.
pub fn routes(territory: &Territory) -> Vec<Route> {
    let part = || territory.clone();
    let styled = [Site::Portal, Site::Desk, Site::Connect, Site::Console, Site::Simulators, Site::FranceConnect];
    let mut routes: Vec<Route> =
        styled.into_iter().map(|site| route(site, Method::Get, "/theme/{file}", Policy::Public, part(), theme::get)).collect();
    // people who look for an address: citizens, and agents who file or try a form out
    for (site, policy) in [(Site::Portal, Policy::Public), (Site::Desk, Policy::SignedIn)] {
        routes.push(route(site, Method::Get, urls::ADDRESSES, policy, part(), places::search));
        routes.push(route(site, Method::Get, urls::NEAREST, policy, part(), places::near));
        routes.push(route(site, Method::Get, urls::TILES, policy, part(), places::tile));
    }
    routes.extend(console::routes(territory));
    routes
}
