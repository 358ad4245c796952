//! Routes are a table: site, method, path, policy, handler.

use axum::{handler::Handler, routing::MethodRouter};

use crate::{Right, Site};

/// The methods we answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "RFC 9110 §9 has them")]
pub enum Method {
    Get,
    Post,
}

impl Method {
    /// As in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Who may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Everybody.
    Public,
    /// Whoever is signed in on the site.
    SignedIn,
    /// An agent of the instance that the path's `{instance}` names, with this
    /// right and a second factor.
    Agent(Right),
    /// An operator of the Métropole, with a second factor.
    Operator,
    /// A program: the handler authenticates it itself, by its protocol. No
    /// cookie counts, so nothing can be forged in a person's name.
    Protocol,
    /// Whoever reaches the loopback socket.
    Loopback,
}

impl Policy {
    /// As printed by `guichet routes`.
    pub fn describe(self) -> String {
        match self {
            Self::Public => "public".to_owned(),
            Self::SignedIn => "signed-in".to_owned(),
            Self::Agent(right) => format!("agent:{}", right.as_str()),
            Self::Operator => "operator".to_owned(),
            Self::Protocol => "protocol".to_owned(),
            Self::Loopback => "loopback".to_owned(),
        }
    }

    /// Whether a person's cookies have a meaning under this policy.
    pub const fn is_for_people(self) -> bool {
        !matches!(self, Self::Protocol | Self::Loopback)
    }
}

/// One line of the table.
#[derive(Clone)]
pub struct Route {
    /// The site it is on.
    pub site: Site,
    /// The method it answers.
    pub method: Method,
    /// Its path, in axum's notation: `/mes-demandes/{case}`.
    pub path: &'static str,
    /// Who may pass.
    pub policy: Policy,
    /// The largest body it reads, in bytes.
    pub body_limit: usize,
    pub(crate) handler: MethodRouter,
}

/// What forms without files may weigh.
const PLAIN_BODY: usize = 1_000_000;

/// A line of the table. `state` is what the part needs to answer.
pub fn route<H, T, S>(site: Site, method: Method, path: &'static str, policy: Policy, state: S, handler: H) -> Route
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    let handler = match method {
        Method::Get => axum::routing::get(handler),
        Method::Post => axum::routing::post(handler),
    };
    Route { site, method, path, policy, body_limit: PLAIN_BODY, handler: handler.with_state(state) }
}

impl Route {
    /// Lets the route read bodies of up to `bytes`.
    #[must_use]
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }
}
