//! Around each handler: who asks, may she pass, does the request come from our
//! own pages; then the page or the failure becomes bytes.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    body::Body,
    extract::{RawPathParams, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use db::InstanceKey;
use futures_util::FutureExt;
use http::{HeaderMap, StatusCode, header, request::Parts};
use http_body_util::{BodyExt, Limited};
use kernel::{Clock, Moment, Rng};

use crate::{
    Admission, ClientAddress, Ctx, Failure, Head, Policy, Route, Site,
    answer::redirect,
    cookie::{self, Visitor},
    ctx::{Scope, Shared},
    headers,
    origin::came_from_us,
    parked,
    posted::{BodyLimit, too_large},
    render,
};

/// Browsers read the answer only once they have sent everything: so much is
/// read for nothing, in bytes, so that they do.
const LINGER: usize = 16 * 1024 * 1024;

/// What the guard of one route knows.
#[derive(Clone)]
pub(crate) struct Guard {
    pub site: Site,
    pub path: &'static str,
    pub policy: Policy,
    pub body_limit: usize,
    pub shared: Arc<Shared>,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
}

impl Guard {
    pub fn of(route: &Route, shared: &Arc<Shared>, clock: &Arc<dyn Clock>, rng: &Arc<dyn Rng>) -> Self {
        Self {
            site: route.site,
            path: route.path,
            policy: route.policy,
            body_limit: route.body_limit,
            shared: Arc::clone(shared),
            clock: Arc::clone(clock),
            rng: Arc::clone(rng),
        }
    }

    fn is_secure(&self) -> bool {
        self.shared.sites.is_secure(self.site)
    }
}

/// Where a request goes once we know who asks.
enum Passage {
    Open,
    /// She must sign in first, or prove who she is with a second factor.
    SignIn {
        second_factor: bool,
    },
}

/// The middleware of a route.
pub(crate) async fn run(guard: Guard, params: Option<&RawPathParams>, request: Request, next: Next) -> Response {
    let instance = params.and_then(instance);
    // the body is set aside: it cannot be shared while we wait for the databases
    let (head, body) = request.into_parts();
    let mut scope = scope(&guard, instance, &head);
    let passage = caught(admit(&guard, &mut scope, &head)).await;
    let ctx = Ctx::new(scope);
    let method = head.method.clone();
    let outcome = match passage {
        Ok(Passage::Open) => handled(&guard, &ctx, Request::from_parts(head, body), next).await,
        Ok(Passage::SignIn { second_factor }) if method.is_safe() => {
            let back_to = ctx.uri().path_and_query().map_or("/", |path| path.as_str());
            Ok(redirect(&ctx.sign_in_url(back_to, second_factor)))
        }
        Ok(Passage::SignIn { second_factor }) => {
            caught(parked::refuse(&ctx, guard.body_limit, Request::from_parts(head, body), second_factor)).await
        }
        Err(failure) => {
            linger(body).await;
            Err(failure)
        }
    };
    let response = render::finish(&ctx, &guard, outcome.unwrap_or_else(IntoResponse::into_response));
    count(&guard, &ctx, method, response.status());
    hardened(response, guard.is_secure())
}

fn instance(params: &RawPathParams) -> Option<InstanceKey> {
    params.iter().find(|(name, _)| *name == "instance").and_then(|(_, value)| InstanceKey::parse(value))
}

fn scope(guard: &Guard, instance: Option<InstanceKey>, head: &Parts) -> Scope {
    let moment = Moment::take(&*guard.clock, &guard.rng);
    let visitor = visitor(guard, &head.headers, &moment);
    Scope {
        site: guard.site,
        uri: head.uri.clone(),
        actor: crate::Actor::Anonymous,
        client: head.extensions.get().cloned().unwrap_or(ClientAddress::UNKNOWN),
        nonce: moment.token::<16>(),
        csrf: guard.shared.secret.sign("csrf", visitor.digest()).rsplit('.').next().unwrap_or_default().to_owned(),
        instance,
        visitor,
        shared: Arc::clone(&guard.shared),
        moment,
    }
}

fn visitor(guard: &Guard, headers: &HeaderMap, moment: &Moment) -> Visitor {
    cookie::read(headers, &guard.shared.sites, guard.site, Visitor::COOKIE)
        .filter(|token| token.len() == 22 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'))
        .map_or_else(|| Visitor::new(moment.token::<16>()), Visitor::known)
}

/// Identifies and admits.
async fn admit(guard: &Guard, scope: &mut Scope, request: &Parts) -> Result<Passage, Failure> {
    if holds_nul(request) {
        return Err(Failure::NOT_FOUND);
    }
    if !guard.policy.is_for_people() {
        return Ok(Passage::Open);
    }
    if !request.method.is_safe() {
        came_from_us(&request.headers, guard.shared.sites.base(guard.site))?;
    }
    let head = Head { site: guard.site, uri: &request.uri, headers: &request.headers, moment: &scope.moment };
    let actor = guard.shared.house.identify(head).await?;
    // a refusal too is shown to whoever she is
    scope.actor = actor.clone();
    match guard.shared.house.admit(guard.policy, actor, scope.instance.as_ref()).await? {
        Admission::Granted(actor) => {
            scope.actor = actor;
            Ok(Passage::Open)
        }
        Admission::SignIn => Ok(Passage::SignIn { second_factor: false }),
        Admission::SecondFactor => Ok(Passage::SignIn { second_factor: true }),
        Admission::Refused(problem) => Err(problem.into()),
    }
}

/// No address of ours holds a NUL, and PostgreSQL cannot be asked about one.
fn holds_nul(request: &Parts) -> bool {
    request.uri.path_and_query().is_some_and(|path| path.as_str().contains("%00"))
}

/// Runs the handler on a body that cannot be larger than its route allows.
async fn handled(guard: &Guard, ctx: &Ctx, request: Request, next: Next) -> Result<Response, Failure> {
    let (mut head, body) = request.into_parts();
    if declared_size(&head.headers).is_some_and(|size| size > guard.body_limit) {
        linger(body).await;
        return Err(too_large(guard.body_limit));
    }
    head.extensions.insert(ctx.clone());
    head.extensions.insert(BodyLimit(guard.body_limit));
    let body = Body::new(Limited::new(body, guard.body_limit));
    caught(next.run(Request::from_parts(head, body)).map(Ok)).await
}

fn declared_size(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads what nobody will use, within reason.
async fn linger(mut body: Body) {
    let mut left = LINGER;
    while let Some(Ok(frame)) = body.frame().await {
        let size = frame.data_ref().map_or(0, bytes::Bytes::len);
        if size > left {
            break;
        }
        left -= size;
    }
}

/// A panic is a fault like another: told with an operation number, and nobody
/// else notices.
async fn caught<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(Failure::fault("a handler panicked")))
}

/// What an answer leaves behind: a line and two figures, by route, nothing personal.
fn count(guard: &Guard, ctx: &Ctx, method: http::Method, status: StatusCode) {
    let labels = [("site", guard.site.name()), ("route", guard.path)];
    let micros = guard.clock.wall().as_microsecond() - ctx.moment().wall.as_microsecond();
    metrics::counter!("http_requests_total", &[labels[0], labels[1], ("status", status_class(status))]).increment(1);
    #[expect(clippy::cast_precision_loss, reason = "a duration of a request is far below 2^52 µs")]
    metrics::histogram!("http_request_seconds", &labels).record(micros as f64 / 1e6);
    tracing::info!(target: "http", site = guard.site.name(), %method, route = guard.path, status = status.as_u16(), micros, "answered");
}

const fn status_class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

/// The headers of every answer, pages or not.
pub(crate) fn hardened(mut response: Response, secure: bool) -> Response {
    headers::harden(response.headers_mut(), secure);
    response
}

/// Answers what no route answers.
pub(crate) async fn missing() -> Failure {
    Failure::NOT_FOUND
}
