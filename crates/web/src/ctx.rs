//! What a handler knows of its request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use db::{Databases, IdentityTx, InstanceKey, InstanceTx, PlatformTx};
use http::{Uri, request::Parts};
use kernel::Moment;

use crate::{
    Actor, AgentPass, ClientAddress, Failure, Limit, Person, Site, Sites,
    cookie::{self, Visitor},
    house::House,
    throttle::Throttle,
};

/// One request: who asks, when, on which site, and the way to the databases.
#[derive(Clone)]
pub struct Ctx(Arc<Scope>);

pub(crate) struct Scope {
    pub site: Site,
    pub uri: Uri,
    pub actor: Actor,
    pub client: ClientAddress,
    pub moment: Moment,
    pub instance: Option<InstanceKey>,
    pub visitor: Visitor,
    pub nonce: String,
    pub csrf: String,
    pub shared: Arc<Shared>,
}

/// What every request shares.
pub(crate) struct Shared {
    pub databases: Databases,
    pub sites: Sites,
    pub secret: cookie::Secret,
    pub house: Arc<dyn House>,
    pub uploads: std::path::PathBuf,
    pub throttle: Throttle,
}

impl Ctx {
    pub(crate) fn new(scope: Scope) -> Self {
        Self(Arc::new(scope))
    }

    /// The site asked.
    pub fn site(&self) -> Site {
        self.0.site
    }
    /// Path and query asked.
    pub fn uri(&self) -> &Uri {
        &self.0.uri
    }
    /// When, and with which randomness.
    pub fn moment(&self) -> &Moment {
        &self.0.moment
    }
    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }
    /// The person signed in, if any.
    pub fn person(&self) -> Option<&Person> {
        self.0.actor.person()
    }
    /// The person signed in, on routes whose policy asks for one.
    pub fn signed_in(&self) -> Result<&Person, Failure> {
        self.person().ok_or_else(|| Failure::fault("a route without a signed-in policy asked for the person"))
    }
    /// The agent, on routes whose policy asks for one.
    pub fn agent(&self) -> Result<&AgentPass, Failure> {
        match &self.0.actor {
            Actor::Agent(_, pass) => Ok(pass),
            _ => Err(Failure::fault("a route without an agent policy asked for the agent")),
        }
    }
    /// The instance that the path names.
    pub fn instance(&self) -> Result<&InstanceKey, Failure> {
        self.0.instance.as_ref().ok_or_else(|| Failure::fault("a route without {instance} asked for the instance"))
    }
    /// A stable secret of this browser on this site, hashed: owns anonymous drafts.
    /// Whoever asks for it relies on it: the browser is given the secret.
    pub fn visitor(&self) -> &str {
        self.0.visitor.relied_on();
        self.0.visitor.digest()
    }
    /// The proof that a form comes from our own page, tied to [`Ctx::visitor`].
    pub fn csrf(&self) -> &str {
        self.0.visitor.relied_on();
        &self.0.csrf
    }
    /// Where the request comes from.
    pub fn client(&self) -> &ClientAddress {
        &self.0.client
    }
    /// Counts an attempt by `key` at something that must not be guessed. Kept
    /// in the memory of this replica: see [`Limit`].
    ///
    /// # Errors
    /// [`kernel::Problem::TooMany`] when there were too many; this one is not counted.
    pub fn throttle(&self, purpose: &'static str, key: &str, limit: Limit) -> Result<(), Failure> {
        self.0.shared.throttle.attempt(purpose, key, limit, self.0.moment.wall)
    }
    /// Takes back an attempt counted by [`Ctx::throttle`]: it was no guess.
    /// Counting first and forgiving after leaves no room for guesses made together.
    pub fn forgive(&self, purpose: &'static str, key: &str, limit: Limit) {
        self.0.shared.throttle.forgive(purpose, key, limit);
    }
    /// The nonce of this answer's scripts.
    pub fn nonce(&self) -> &str {
        &self.0.nonce
    }
    /// A key for a form that creates something: sent twice, it creates once.
    pub fn new_key(&self) -> String {
        self.0.moment.token::<16>()
    }
    /// Where the sites are.
    pub fn sites(&self) -> &Sites {
        &self.0.shared.sites
    }
    /// The whole URL of a path of a site.
    pub fn url(&self, site: Site, path: &str) -> String {
        self.0.shared.sites.url(site, path)
    }
    /// Where this person signs in, to come back where she is (or to `back_to`).
    pub fn sign_in_url(&self, back_to: &str, second_factor: bool) -> String {
        self.0.shared.house.sign_in_url(self.0.site, back_to, second_factor)
    }
    /// Every database.
    pub fn databases(&self) -> &Databases {
        &self.0.shared.databases
    }
    /// Reads the platform.
    pub async fn platform_read(&self) -> Result<PlatformTx, Failure> {
        Ok(self.databases().platform_read().await?)
    }
    /// Writes to the platform; commit last, once.
    pub async fn platform_write(&self) -> Result<PlatformTx, Failure> {
        Ok(self.databases().platform_write().await?)
    }
    /// Reads the identity provider's own database: its pages only.
    pub async fn identity_read(&self) -> Result<IdentityTx, Failure> {
        Ok(self.databases().identity_read().await?)
    }
    /// Writes to the identity provider's own database: its pages only.
    pub async fn identity_write(&self) -> Result<IdentityTx, Failure> {
        Ok(self.databases().identity_write().await?)
    }
    /// Reads an instance.
    pub async fn instance_read(&self, key: &InstanceKey) -> Result<InstanceTx, Failure> {
        Ok(self.databases().instance_read(key).await?)
    }
    /// Writes to an instance; commit last, once.
    pub async fn instance_write(&self, key: &InstanceKey) -> Result<InstanceTx, Failure> {
        Ok(self.databases().instance_write(key).await?)
    }
    /// A value signed for this site, for cookies and links.
    pub fn sign(&self, purpose: &str, value: &str) -> String {
        self.0.shared.secret.sign(purpose, value)
    }
    /// The value of a signed text, or nothing if somebody touched it.
    pub fn verify(&self, purpose: &str, signed: &str) -> Option<String> {
        self.0.shared.secret.verify(purpose, signed)
    }

    /// Path and query asked, as a text.
    pub(crate) fn here(&self) -> &str {
        self.uri().path_and_query().map_or("/", |path| path.as_str())
    }
    pub(crate) fn shared(&self) -> &Shared {
        &self.0.shared
    }
    pub(crate) fn visitor_cookie(&self) -> &Visitor {
        &self.0.visitor
    }
    /// Whether the answer depends on which browser asks.
    pub(crate) fn relies_on_visitor(&self) -> bool {
        self.0.visitor.is_relied_on()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Failure::fault("a handler ran outside the guard"))
    }
}
