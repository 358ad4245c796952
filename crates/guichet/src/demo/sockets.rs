//! The sockets of the demonstration: a port per site, on both loopbacks
//! (browsers try `::1` first for `localhost`).

use tokio::net::TcpListener;
use web::{Site, Sites};

use super::fixed;

/// The site and its place after the first port.
const PLACES: [(Site, u16); 7] = [
    (Site::Portal, 0),
    (Site::Desk, 1),
    (Site::Connect, 2),
    (Site::Console, 3),
    (Site::Ops, 4),
    (Site::Simulators, 10),
    (Site::FranceConnect, 12),
];

/// Bound sockets, by site.
pub struct Sockets(Vec<(Site, u16, Vec<TcpListener>)>);

impl Sockets {
    /// Binds a port for each site.
    ///
    /// # Errors
    /// A sentence that names the port taken.
    pub async fn bind(first: u16) -> Result<Self, String> {
        let mut bound = Vec::new();
        for (site, place) in PLACES {
            let wanted = if first == 0 { 0 } else { first + place };
            let four = TcpListener::bind(("127.0.0.1", wanted)).await.map_err(|error| format!("port {wanted} ({site}): {error}"))?;
            let port = four.local_addr().map_err(|error| error.to_string())?.port();
            // a machine without IPv6 serves IPv4 only
            let six = TcpListener::bind(("::1", port)).await.ok();
            bound.push((site, port, std::iter::once(four).chain(six).collect()));
        }
        Ok(Self(bound))
    }

    /// The base URL of each site: WebAuthn and cookies need a name, not an address.
    pub fn sites(&self) -> Sites {
        self.0.iter().fold(Sites::default(), |sites, (site, port, _)| sites.with(*site, format!("http://localhost:{port}")))
    }

    /// What may be called although it is on this machine: the sites themselves.
    pub fn addresses(&self) -> Vec<String> {
        self.0.iter().map(|(_, port, _)| format!("localhost:{port}")).collect()
    }

    /// The sockets, each with the site it serves whatever the `Host` says.
    pub fn into_listeners(self) -> Vec<(TcpListener, Option<Site>)> {
        self.0.into_iter().flat_map(|(site, _, listeners)| listeners.into_iter().map(move |listener| (listener, fixed(site)))).collect()
    }
}
