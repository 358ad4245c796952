//! The pages of the part.

mod console;
mod theme;

use web::{Method, Policy, Route, Site, route};

use crate::Territory;

/// The routes of the part.
pub fn routes(territory: &Territory) -> Vec<Route> {
    let part = || territory.clone();
    let styled = [Site::Portal, Site::Desk, Site::Connect, Site::Console, Site::Simulators, Site::FranceConnect];
    let mut routes: Vec<Route> =
        styled.into_iter().map(|site| route(site, Method::Get, "/theme/{file}", Policy::Public, part(), theme::get)).collect();
    routes.extend(console::routes(territory));
    routes
}
