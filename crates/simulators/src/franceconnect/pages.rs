//! What people see.

pub(super) mod ended;
pub(super) mod go_on;
pub(super) mod home;
pub(super) mod incident;
pub(super) mod sign_in;

use http::HeaderMap;
use ui::{Page, Provider};
use web::{Ctx, Html, Site, posted::encode};

use super::{
    FranceConnect,
    memory::{SESSION, Session, Waiting},
};

/// The session of a browser.
pub(super) const COOKIE: &str = "session";
/// The field and the parameter that name the request of a client.
const REQUEST: &str = "demande";

/// A page of FranceConnect, never of the authority that shows the demonstration.
fn shown(page: Page) -> Html {
    let baseline = Some("Simulation\u{a0}: toutes les personnes sont inventées".to_owned());
    Html::new(page).by(Provider { name: "FranceConnect".to_owned(), home: "/".to_owned(), baseline, ..Provider::default() })
}

/// What the browser shows of its session.
pub(super) fn cookie(ctx: &Ctx, headers: &HeaderMap) -> Option<String> {
    web::cookie::read(headers, ctx.sites(), Site::FranceConnect, COOKIE)
}

/// The session of a browser; being asked keeps it alive.
pub(super) fn session(fc: &FranceConnect, ctx: &Ctx, headers: &HeaderMap) -> Option<Session> {
    let (token, now) = (cookie(ctx, headers)?, ctx.moment().wall);
    let mut memory = fc.memory();
    memory.sessions.prolong(&token, now, SESSION);
    memory.sessions.get(&token, now).cloned()
}

/// The request of a client that this browser must answer.
fn waiting(fc: &FranceConnect, ctx: &Ctx, id: &str) -> Option<Waiting> {
    let found = fc.memory().waiting.get(id, ctx.moment().wall).cloned();
    found.filter(|waiting| waiting.visitor == ctx.visitor())
}

/// The name under which people know the client of a request.
fn client_name<'a>(fc: &'a FranceConnect, waiting: &Waiting) -> &'a str {
    fc.client(&waiting.request.client_id).map_or("", |client| client.name.as_str())
}

/// The identifier of a request, in an address.
fn asked(ctx: &Ctx) -> String {
    let pairs = web::posted::decode(ctx.uri().query().unwrap_or_default().as_bytes());
    pairs.into_iter().find(|(name, _)| name == REQUEST).map(|(_, value)| value).unwrap_or_default()
}

fn along(path: &str, id: &str) -> String {
    format!("{path}?{REQUEST}={}", encode(id))
}

/// Where a person who gives up goes back to.
fn cancelled(fc: &FranceConnect, waiting: &Waiting) -> String {
    waiting.request.back.with_error(fc.issuer(), "access_denied", "user auth aborted")
}
