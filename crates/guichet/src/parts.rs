//! The visible lists: every part with its tables, routes, jobs and schedules.

use std::sync::Arc;

use cases::Cases;
use catalogue::Catalogue;
use db::{
    Blobs, Databases, Migration,
    jobs::{Handler, Schedule},
};
use exchange::Exchange;
use identity::Identity;
use notify::{Mailer, Texter};
use records::Records;
use studio::Studio;
use territory::Territory;
use web::{Route, Site, signin::SignIn};

use crate::{console, departures, letters::Post, operators::Operators, ops::Ops};

/// The tables of every part.
pub const MIGRATIONS: &[&[Migration]] = &[
    web::signin::MIGRATIONS,
    notify::MIGRATIONS,
    territory::MIGRATIONS,
    catalogue::MIGRATIONS,
    records::MIGRATIONS,
    cases::MIGRATIONS,
    exchange::MIGRATIONS,
    studio::MIGRATIONS,
    identity::MIGRATIONS,
];

/// Every part, ready.
#[derive(Clone)]
pub struct Parts {
    pub databases: Databases,
    pub blobs: Blobs,
    pub mailer: Mailer,
    pub texter: Texter,
    pub sign_in: SignIn,
    pub identity: Identity,
    pub territory: Territory,
    pub catalogue: Catalogue,
    pub records: Records,
    pub cases: Cases,
    pub exchange: Exchange,
    pub studio: Studio,
    pub ops: Ops,
}

impl Parts {
    /// Every route of every part.
    pub fn routes(&self) -> Vec<Route> {
        let signed_in_sites = [Site::Portal, Site::Desk, Site::Console];
        signed_in_sites
            .into_iter()
            .flat_map(|site| self.sign_in.routes(site))
            .chain(identity::routes(&self.identity))
            .chain(territory::routes(&self.territory))
            .chain(catalogue::routes(&self.catalogue))
            .chain(self.records.routes())
            .chain(self.cases.routes())
            .chain(self.exchange.routes(&self.cases))
            .chain(self.studio.routes())
            .chain(console::routes(&self.databases, &self.cases))
            .chain(self.ops.routes())
            .collect()
    }

    /// What does every kind of work.
    pub fn jobs(&self, post: Post) -> Vec<Handler> {
        let mut jobs = self.cases.jobs();
        jobs.extend(self.records.jobs());
        jobs.extend(self.studio.jobs());
        jobs.extend(notify::jobs(self.databases.clone(), self.mailer.clone(), self.texter.clone()));
        jobs.extend(identity::jobs(&self.identity, Arc::new(post)));
        jobs.push(departures::handler(self));
        jobs.push(self.blobs.eraser(&self.databases));
        jobs
    }

    /// What is done periodically.
    pub fn schedules(&self) -> Vec<Schedule> {
        let mut schedules = self.cases.schedules();
        schedules.extend(self.records.schedules());
        schedules.extend(notify::schedules(self.databases.clone()));
        schedules.extend(identity::schedules(&self.identity, Arc::new(Operators(self.databases.clone()))));
        schedules.push(self.sign_in.schedule());
        schedules
    }
}
