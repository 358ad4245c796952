//! The outside world of the demo and of the tests: a mail relay and a gateway for
//! text messages that keep what they are given, a clock that one can move, the software of a town hall, FranceConnect.
//!
//! Invariants: nothing leaves this machine; what comes from the network never
//! makes this part fail, and takes a bounded room; a message is shown as its
//! reader would see it, but can do nothing here.

mod api;
mod clock;
pub mod franceconnect;
mod mail;
mod pages;
mod phones;
mod smtp;
#[cfg(test)]
mod tests;
mod town;

use std::{future::Future, sync::Arc};

use kernel::{Clock, Timestamp};
use tokio::net::TcpListener;
use web::{
    Method::{Get, Post},
    Policy::{Loopback, Public},
    Route, Site, route,
};

use mail::Inbox;
use phones::Phones;
use town::Town;

/// Where the software of a town hall receives requests, on the simulators' site.
pub const TOWN_SOFTWARE: &str = "/api/logiciel";

/// Where the gateway for text messages receives them, on the simulators' site.
pub const TEXT_GATEWAY: &str = "/api/sms";

/// Moves business time for the whole program.
pub type MoveClock = Arc<dyn Fn(Timestamp) + Send + Sync>;

/// The simulators of one deployment. Cheap to clone.
#[derive(Clone)]
pub struct Simulators(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    move_clock: MoveClock,
    inbox: Inbox,
    phones: Phones,
    town: Town,
}

impl Simulators {
    /// `clock` is the deployment's; `move_clock` moves it and wakes up what
    /// waits for a date.
    pub fn new(clock: Arc<dyn Clock>, move_clock: MoveClock) -> Self {
        Self(Arc::new(Inner { clock, move_clock, inbox: Inbox::default(), phones: Phones::default(), town: Town::default() }))
    }

    /// Their pages, for people, and their resources, for programs.
    pub fn routes(&self) -> Vec<Route> {
        const SITE: Site = Site::Simulators;
        let sim = || self.clone();
        vec![
            route(SITE, Get, "/", Public, sim(), pages::home::get),
            route(SITE, Get, "/courriels", Public, sim(), pages::mails::get),
            route(SITE, Post, "/courriels/vider", Public, sim(), pages::mails::clear),
            route(SITE, Get, "/courriels/{id}", Public, sim(), pages::mail::get),
            route(SITE, Get, "/courriels/{id}/html", Public, sim(), pages::mail::html),
            route(SITE, Get, "/sms", Public, sim(), pages::sms::get),
            route(SITE, Get, "/horloge", Public, sim(), pages::clock::get),
            route(SITE, Post, "/horloge", Public, sim(), pages::clock::post),
            route(SITE, Get, "/logiciel", Public, sim(), pages::town::get),
            route(SITE, Post, "/logiciel", Public, sim(), pages::town::post),
            route(SITE, Get, TOWN_SOFTWARE, Loopback, sim(), api::town::get),
            route(SITE, Post, TOWN_SOFTWARE, Loopback, sim(), api::town::post),
            route(SITE, Get, TEXT_GATEWAY, Loopback, sim(), api::sms::get),
            route(SITE, Post, TEXT_GATEWAY, Loopback, sim(), api::sms::post),
            route(SITE, Get, "/api/messages", Loopback, sim(), api::messages::get),
            route(SITE, Post, "/api/messages/clear", Loopback, sim(), api::messages::clear),
            route(SITE, Get, "/clock", Loopback, sim(), api::clock::get),
            route(SITE, Post, "/clock", Loopback, sim(), api::clock::post),
        ]
    }

    /// Receives mail on a socket until `stop`.
    pub async fn serve_smtp(&self, socket: TcpListener, stop: impl Future<Output = ()>) {
        smtp::serve(socket, self.clone(), stop).await;
    }
}
