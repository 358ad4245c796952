//! Around each handler: who asks, may she pass, does the request come from our
//! own pages; then the page or the failure becomes bytes.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    extract::{RawPathParams, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use db::InstanceKey;
use futures_util::FutureExt;
use http::{HeaderMap, request::Parts};
use kernel::{Clock, Moment, Rng};

use crate::{
    Admission, ClientAddress, Ctx, Failure, Head, Policy, Route, Site,
    answer::redirect,
    body,
    cookie::{self, Visitor},
    ctx::{Scope, Shared},
    headers,
    origin::came_from_us,
    parked, render, tally,
};

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
        Ok(Passage::SignIn { second_factor }) if method.is_safe() => Ok(redirect(&ctx.sign_in_url(ctx.here(), second_factor))),
        Ok(Passage::SignIn { second_factor }) => {
            let request = Request::from_parts(head, body);
            caught(async { parked::refuse(&ctx, body::limited(request, guard.body_limit).await?, second_factor).await }).await
        }
        Err(failure) => {
            body::linger(body).await;
            Err(failure)
        }
    };
    let response = render::finish(&ctx, &guard, outcome.unwrap_or_else(IntoResponse::into_response));
    tally::count(&guard, &ctx, &method, response.status());
    hardened(response, guard.shared.sites.is_secure(guard.site))
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

/// Runs the handler, on a body that cannot be larger than its route allows.
async fn handled(guard: &Guard, ctx: &Ctx, request: Request, next: Next) -> Result<Response, Failure> {
    let mut request = body::limited(request, guard.body_limit).await?;
    request.extensions_mut().insert(ctx.clone());
    caught(next.run(request).map(Ok)).await
}

/// A panic is a fault like another: told with an operation number, and nobody
/// else notices.
async fn caught<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(Failure::fault("a handler panicked")))
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
