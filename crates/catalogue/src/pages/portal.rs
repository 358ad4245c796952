//! What citizens see of the catalogue.

mod anywhere;
mod authority;
mod commune;
mod contact;
mod help;
mod home;
mod legal;
mod pictures;
mod results;
mod sheet;
mod site_map;
mod themes;
mod visit;

use web::{Method, Policy, Route, Site, route};

pub use commune::my_commune;
use visit::Visit;

use crate::{Catalogue, urls};

pub(super) fn routes(catalogue: &Catalogue) -> Vec<Route> {
    let part = || catalogue.clone();
    let (site, get, policy) = (Site::Portal, Method::Get, Policy::Public);
    vec![
        route(site, get, urls::HOME, policy, part(), home::get),
        route(site, get, urls::SEARCH, policy, part(), results::get),
        route(site, get, urls::THEMES, policy, part(), themes::list),
        route(site, get, "/themes/{theme}", policy, part(), themes::theme),
        route(site, get, "/evenements/{event}", policy, part(), themes::event),
        route(site, get, "/demarches/{teleservice}", policy, part(), anywhere::get),
        route(site, get, "/fiches/{authority}/{teleservice}", policy, part(), sheet::get),
        route(site, get, "/{authority}", policy, part(), authority::get),
        route(site, Method::Post, urls::MY_COMMUNE, policy, part(), commune::post),
        route(site, get, urls::HELP, policy, part(), help::get),
        route(site, get, urls::SITE_MAP, policy, part(), site_map::get),
        route(site, get, urls::ACCESSIBILITY, policy, part(), legal::accessibility::get),
        route(site, get, urls::LEGAL, policy, part(), legal::notice::get),
        route(site, get, urls::PRIVACY, policy, part(), legal::privacy::get),
    ]
}
