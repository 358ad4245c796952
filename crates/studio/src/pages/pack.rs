//! The pages of the pack: offering to the other authorities, and taking what they offer.

mod copying;
mod list;
mod news;
mod offer;
mod original;
mod proposal;
mod switch;

use web::{Method, Policy, Right, Route, Site, route};

use crate::Studio;

pub(super) use news::{of_shelf, of_work};
pub(super) use offer::section as offer_section;

/// The lines of the table for the desk.
pub(super) fn routes(studio: &Studio) -> Vec<Route> {
    use Method::{Get, Post};
    const ADMINISTER: Policy = Policy::Agent(Right::Administer);
    const PROPOSAL: &str = "/{instance}/atelier/propositions/{authority}/{teleservice}";
    let part = || studio.clone();
    vec![
        route(Site::Desk, Get, "/{instance}/atelier/propositions", ADMINISTER, part(), list::get),
        route(Site::Desk, Get, PROPOSAL, ADMINISTER, part(), proposal::get),
        route(Site::Desk, Post, PROPOSAL, ADMINISTER, part(), proposal::post),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/proposer", ADMINISTER, part(), offer::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/original", ADMINISTER, part(), original::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/original", ADMINISTER, part(), original::post),
    ]
}
