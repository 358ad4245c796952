//! The outside world of the demo and of the tests: a mail relay that keeps
//! what it is given, and a clock that one can move.
//!
//! Invariants: nothing leaves this machine; what comes from the network never
//! makes this part fail, and takes a bounded room; a message is shown as its
//! reader would see it, but can do nothing here.

mod api;
mod clock;
mod mail;
mod pages;
mod smtp;
#[cfg(test)]
mod tests;

use std::{future::Future, sync::Arc};

use kernel::{Clock, Timestamp};
use tokio::net::TcpListener;
use web::{Method, Policy, Route, Site, route};

use mail::Inbox;

/// Moves business time for the whole program.
pub type MoveClock = Arc<dyn Fn(Timestamp) + Send + Sync>;

/// The simulators of one deployment. Cheap to clone.
#[derive(Clone)]
pub struct Simulators(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    move_clock: MoveClock,
    inbox: Inbox,
}

impl Simulators {
    /// `clock` is the deployment's; `move_clock` moves it and wakes up what
    /// waits for a date.
    pub fn new(clock: Arc<dyn Clock>, move_clock: MoveClock) -> Self {
        Self(Arc::new(Inner { clock, move_clock, inbox: Inbox::default() }))
    }

    /// Their pages, for people, and their resources, for programs.
    pub fn routes(&self) -> Vec<Route> {
        let page = |method, path| (Site::Simulators, method, path, Policy::Public);
        let program = |method, path| (Site::Simulators, method, path, Policy::Loopback);
        macro_rules! line {
            ($at:expr, $handler:expr) => {{
                let (site, method, path, policy) = $at;
                route(site, method, path, policy, self.clone(), $handler)
            }};
        }
        vec![
            line!(page(Method::Get, "/"), pages::home::get),
            line!(page(Method::Get, "/courriels"), pages::mails::get),
            line!(page(Method::Post, "/courriels/vider"), pages::mails::clear),
            line!(page(Method::Get, "/courriels/{id}"), pages::mail::get),
            line!(page(Method::Get, "/courriels/{id}/html"), pages::mail::html),
            line!(page(Method::Get, "/horloge"), pages::clock::get),
            line!(page(Method::Post, "/horloge"), pages::clock::post),
            line!(program(Method::Get, "/api/messages"), api::messages::get),
            line!(program(Method::Post, "/api/messages/clear"), api::messages::clear),
            line!(program(Method::Get, "/clock"), api::clock::get),
            line!(program(Method::Post, "/clock"), api::clock::post),
        ]
    }

    /// Receives mail on a socket until `stop`.
    pub async fn serve_smtp(&self, socket: TcpListener, stop: impl Future<Output = ()>) {
        smtp::serve(socket, self.clone(), stop).await;
    }
}
