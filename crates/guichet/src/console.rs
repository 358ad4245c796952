//! The operators' pages on what belongs to no part: jobs and outbox of every
//! database, and what failed.

mod job_actions;
mod jobs;

use db::Databases;
use web::{Method, Policy, Route, Site, route};

/// The routes of these pages.
pub fn routes(databases: &Databases) -> Vec<Route> {
    vec![
        route(Site::Console, Method::Get, "/travaux", Policy::Operator, databases.clone(), jobs::get),
        route(Site::Console, Method::Post, "/travaux/reprise", Policy::Operator, databases.clone(), job_actions::replay),
        route(Site::Console, Method::Post, "/travaux/abandon", Policy::Operator, databases.clone(), job_actions::abandon),
    ]
}
