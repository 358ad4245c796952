//! The administrators' pages: the other programs of their space, and what stands
//! behind the names of téléservices.

mod bindings;
mod done;
mod fields;
mod index;
mod one;
mod removal;
mod urls;

use cases::Cases;
use web::{Method, Policy, Right, Route, Site, route};

use crate::Exchange;

/// What the pages need.
#[derive(Clone)]
pub struct Office {
    pub exchange: Exchange,
    /// It knows which names téléservices give.
    pub cases: Cases,
}

/// The lines of the table for the desk.
pub fn routes(office: &Office) -> Vec<Route> {
    use Method::{Get, Post};
    const ADMINISTER: Policy = Policy::Agent(Right::Administer);
    let part = || office.clone();
    vec![
        route(Site::Desk, Get, "/{instance}/connecteurs", ADMINISTER, part(), index::get),
        route(Site::Desk, Post, "/{instance}/connecteurs", ADMINISTER, part(), index::post),
        route(Site::Desk, Post, "/{instance}/connecteurs/liens", ADMINISTER, part(), bindings::post),
        route(Site::Desk, Get, "/{instance}/connecteurs/{connector}", ADMINISTER, part(), one::get),
        route(Site::Desk, Post, "/{instance}/connecteurs/{connector}", ADMINISTER, part(), one::post),
    ]
}
