//! The administrators' pages: the lists of their space, and the records of each.

mod done;
mod export;
mod fields;
mod import;
mod imported;
mod index;
mod record;
mod rows;
mod settings;
mod shell;
mod source;
mod suggest;
mod urls;

use web::{Method, Policy, Right, Route, Site, route};

use crate::{Records, import::LARGEST};

/// What surrounds a file in a form, in bytes.
const AROUND: usize = 100_000;

/// The lines of the table for the desk.
pub fn routes(records: &Records) -> Vec<Route> {
    use Method::{Get, Post};
    const ADMINISTER: Policy = Policy::Agent(Right::Administer);
    let part = || records.clone();
    vec![
        route(Site::Desk, Get, "/{instance}/referentiels", ADMINISTER, part(), index::get),
        route(Site::Desk, Post, "/{instance}/referentiels", ADMINISTER, part(), index::post),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}", ADMINISTER, part(), rows::get),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/recherche", ADMINISTER, part(), suggest::get),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/export", ADMINISTER, part(), export::get),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/ajouter", ADMINISTER, part(), record::get_new),
        route(Site::Desk, Post, "/{instance}/referentiels/{referential}/ajouter", ADMINISTER, part(), record::post_new),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/fiches/{record}", ADMINISTER, part(), record::get),
        route(Site::Desk, Post, "/{instance}/referentiels/{referential}/fiches/{record}", ADMINISTER, part(), record::post),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/reglages", ADMINISTER, part(), settings::get),
        route(Site::Desk, Post, "/{instance}/referentiels/{referential}/reglages", ADMINISTER, part(), settings::post),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/source", ADMINISTER, part(), source::get),
        route(Site::Desk, Post, "/{instance}/referentiels/{referential}/source", ADMINISTER, part(), source::post),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/import", ADMINISTER, part(), import::get),
        route(Site::Desk, Post, "/{instance}/referentiels/{referential}/import", ADMINISTER, part(), import::post)
            .body_limit(LARGEST as usize + AROUND),
        route(Site::Desk, Get, "/{instance}/referentiels/{referential}/imports/{import}", ADMINISTER, part(), imported::get),
        route(Site::Desk, Post, "/{instance}/referentiels/{referential}/imports/{import}", ADMINISTER, part(), imported::post),
    ]
}
