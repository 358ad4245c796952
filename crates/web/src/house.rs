//! What the binary plugs in: who is who, who may pass, what surrounds a page.

use std::{future::Future, pin::Pin};

use db::InstanceKey;
use http::{HeaderMap, Uri};
use kernel::{Moment, Problem};

use crate::{Actor, Ctx, Failure, Policy, Site};

/// A future in a box, for traits used as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What is known of a request before its handler runs.
pub struct Head<'a> {
    /// The site asked.
    pub site: Site,
    /// What is asked.
    pub uri: &'a Uri,
    /// The headers, cookies among them.
    pub headers: &'a HeaderMap,
    /// When.
    pub moment: &'a Moment,
}

/// The answer of the doorkeeper.
#[expect(clippy::large_enum_variant, reason = "made once a request and taken apart at once: a box would only add an allocation")]
pub enum Admission {
    /// She may pass, as this actor.
    Granted(Actor),
    /// Nobody knows who she is: she must sign in first.
    SignIn,
    /// She is known, but must prove it with a second factor.
    SecondFactor,
    /// She may not pass; 404 when she may not know that there is a door.
    Refused(Problem),
}

/// The binary's side of the web layer.
pub trait House: Send + Sync + 'static {
    /// Who is behind this request, from its cookies.
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>>;

    /// Whether this actor may pass; `instance` is the one that the path names.
    fn admit<'a>(&'a self, policy: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>>;

    /// Where a person signs in on this site to come back to `path`.
    fn sign_in_url(&self, site: Site, back_to: &str, second_factor: bool) -> String;

    /// What surrounds the pages of a site for this request.
    fn chrome(&self, ctx: &Ctx) -> ui::Chrome;
}
