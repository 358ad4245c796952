//! The operators' pages on what belongs to no part: jobs and outbox of every
//! database, what failed, how many cases it stopped.

mod job_actions;
mod jobs;

use cases::Cases;
use db::Databases;
use web::{Method, Policy, Route, Site, route};

/// What the page of jobs looks at.
#[derive(Clone)]
struct Watch {
    databases: Databases,
    cases: Cases,
}

/// The routes of these pages.
pub fn routes(databases: &Databases, cases: &Cases) -> Vec<Route> {
    let watch = Watch { databases: databases.clone(), cases: cases.clone() };
    vec![
        route(Site::Console, Method::Get, "/travaux", Policy::Operator, watch, jobs::get),
        route(Site::Console, Method::Post, "/travaux/reprise", Policy::Operator, databases.clone(), job_actions::replay),
        route(Site::Console, Method::Post, "/travaux/abandon", Policy::Operator, databases.clone(), job_actions::abandon),
    ]
}
