//! The sites, and where each of them is served.

use std::fmt;

/// One of the sites of a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Site {
    /// Citizens.
    Portal,
    /// Agents and town halls.
    Desk,
    /// Accounts: the identity provider.
    Connect,
    /// The Métropole's operators.
    Console,
    /// Health and metrics, on loopback.
    Ops,
    /// The outside world of the demo and the tests.
    Simulators,
    /// The FranceConnect of the demo and the tests: an outside site with its own address.
    FranceConnect,
}

impl Site {
    /// Every site, in the order of their ports.
    pub const ALL: [Self; 7] = [Self::Portal, Self::Desk, Self::Connect, Self::Console, Self::Ops, Self::Simulators, Self::FranceConnect];

    /// Its name in configurations and cookies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Desk => "desk",
            Self::Connect => "connect",
            Self::Console => "console",
            Self::Ops => "ops",
            Self::Simulators => "simulators",
            Self::FranceConnect => "franceconnect",
        }
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The public base URL of each site that is served.
#[derive(Debug, Clone, Default)]
pub struct Sites(Vec<(Site, String)>);

impl Sites {
    /// `base` is an origin without a final slash: `https://guichet.example`.
    #[must_use]
    pub fn with(mut self, site: Site, base: impl Into<String>) -> Self {
        self.0.push((site, base.into()));
        self
    }

    /// The base URL of a site; empty when it is not served.
    pub fn base(&self, site: Site) -> &str {
        self.0.iter().find(|(each, _)| *each == site).map_or("", |(_, base)| base)
    }

    /// The whole URL of a path of a site.
    pub fn url(&self, site: Site, path: &str) -> String {
        format!("{}{path}", self.base(site))
    }

    /// The site that a `Host` header names, its port included.
    pub fn of_host(&self, host: &str) -> Option<Site> {
        let authority = |base: &str| base.split_once("://").map(|(_, rest)| rest.to_ascii_lowercase());
        let host = host.to_ascii_lowercase();
        self.0.iter().find(|(_, base)| authority(base).as_deref() == Some(&host)).map(|(site, _)| *site)
    }

    /// Whether a site is served over TLS, so that its cookies may be `__Host-`.
    pub fn is_secure(&self, site: Site) -> bool {
        self.base(site).starts_with("https://")
    }
}
