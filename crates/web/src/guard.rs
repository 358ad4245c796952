//! Around each handler: who asks, may she pass, does the request come from our
//! own pages; then the page or the failure becomes bytes.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{RawPathParams, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use db::InstanceKey;
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use kernel::{Clock, Moment, Problem, Rng};

use crate::{
    Admission, Ctx, Failure, Head, Html, Policy, Site,
    answer::redirect,
    cookie::{self, Visitor},
    ctx::{Scope, Shared},
    failure, headers,
    posted::BodyLimit,
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

/// The middleware of a route.
pub(crate) async fn run(guard: Guard, params: RawPathParams, request: Request, next: Next) -> Response {
    let moment = Moment::take(&*guard.clock, &guard.rng);
    // the body is set aside: it cannot be shared while we wait for the databases
    let (mut head, body) = request.into_parts();
    let instance = params.iter().find(|(name, _)| *name == "instance").and_then(|(_, value)| InstanceKey::parse(value));
    let visitor = visitor(&guard, &head.headers, &moment);
    let mut scope = Scope {
        site: guard.site,
        uri: head.uri.clone(),
        actor: crate::Actor::Anonymous,
        nonce: moment.token::<16>(),
        csrf: guard.shared.secret.sign("csrf", visitor.digest()).rsplit('.').next().unwrap_or_default().to_owned(),
        instance,
        visitor,
        shared: Arc::clone(&guard.shared),
        moment,
    };
    let method = head.method.clone();
    let stopped = admit(&guard, &mut scope, &head).await;
    let ctx = Ctx::new(scope);
    let response = match stopped {
        Ok(None) => {
            head.extensions.insert(ctx.clone());
            head.extensions.insert(BodyLimit(guard.body_limit));
            next.run(Request::from_parts(head, body)).await
        }
        Ok(Some(response)) => response,
        Err(failure) => failure.into_response(),
    };
    let response = hardened(finish(&ctx, &guard, response), guard.shared.sites.is_secure(guard.site));
    count(&guard, &ctx, method, response.status());
    response
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

/// Identifies and admits; an answer when the request stops here.
async fn admit(guard: &Guard, scope: &mut Scope, request: &Parts) -> Result<Option<Response>, Failure> {
    if !guard.policy.is_for_people() {
        return Ok(None);
    }
    let is_reading = request.method.is_safe();
    if !is_reading {
        came_from_us(&request.headers, guard.shared.sites.base(guard.site))?;
    }
    let head = Head { site: guard.site, uri: &request.uri, headers: &request.headers, moment: &scope.moment };
    let actor = guard.shared.house.identify(head).await?;
    scope.actor = actor.clone();
    let back_to = request.uri.path_and_query().map_or("/", |path| path.as_str());
    match guard.shared.house.admit(guard.policy, actor, scope.instance.as_ref()).await? {
        Admission::Granted(actor) => {
            scope.actor = actor;
            Ok(None)
        }
        Admission::SignIn if is_reading => Ok(Some(redirect(&guard.shared.house.sign_in_url(guard.site, back_to, false)))),
        Admission::SecondFactor if is_reading => Ok(Some(redirect(&guard.shared.house.sign_in_url(guard.site, back_to, true)))),
        Admission::SignIn | Admission::SecondFactor => Err(Problem::Forbidden.into()),
        Admission::Refused(problem) => Err(problem.into()),
    }
}

/// A writing request must come from our own pages: browsers say where it comes
/// from (Fetch metadata, or `Origin`), and no other site can lie about it.
fn came_from_us(headers: &HeaderMap, base: &str) -> Result<(), Failure> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let same = match (text(http::HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == base,
        // neither a browser's metadata nor an origin: an old browser, whose token will be checked
        (None, None) => true,
    };
    if same { Ok(()) } else { Err(Problem::Forbidden.into()) }
}

fn visitor(guard: &Guard, headers: &HeaderMap, moment: &Moment) -> Visitor {
    cookie::read(headers, &guard.shared.sites, guard.site, Visitor::COOKIE)
        .filter(|token| token.len() == 22 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'))
        .map_or_else(|| Visitor::new(moment.token::<16>()), Visitor::known)
}

/// Turns a page or a failure into bytes.
fn finish(ctx: &Ctx, guard: &Guard, mut response: Response) -> Response {
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        return failed(ctx, guard, &failure, response);
    }
    match response.extensions_mut().remove::<Html>() {
        Some(html) => rendered(ctx, &html, response),
        None => response,
    }
}

fn failed(ctx: &Ctx, guard: &Guard, failure: &Failure, mut response: Response) -> Response {
    let reference = kernel::rng::spoken_code(&*ctx.moment().rng, 8);
    if let Failure::Fault(reason) = failure {
        tracing::error!(operation = %reference, route = guard.path, reason, "fault");
    }
    if let Failure::Problem(Problem::TooMany { retry_after }) = failure {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    if guard.policy.is_for_people() {
        let html = Html::new(failure::page(failure, &reference));
        rendered(ctx, &html, response)
    } else {
        let body = serde_json::json!({ "error": failure.status().as_u16(), "reference": reference }).to_string();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *response.body_mut() = Body::from(body);
        response
    }
}

fn rendered(ctx: &Ctx, html: &Html, mut response: Response) -> Response {
    let mut chrome = ctx.shared().house.chrome(ctx);
    if let Some(provider) = &html.provider {
        chrome.provider = provider.clone();
    }
    let body = ui::layout(&html.page, &chrome);
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static("fr"));
    let policy = headers::content_security_policy(ctx.nonce(), &html.page.form_action);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        out.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Ok(cache) = HeaderValue::from_str(&cache_control(html.page.cache)) {
        out.insert(header::CACHE_CONTROL, cache);
    }
    if ctx.visitor_cookie().is_new {
        let token = ctx.visitor_cookie().token();
        out.append(header::SET_COOKIE, cookie::set(ctx.sites(), ctx.site(), Visitor::COOKIE, token, None));
    }
    *response.body_mut() = Body::from(body);
    response
}

fn cache_control(cache: ui::Cache) -> String {
    match cache {
        ui::Cache::Private => "no-store".to_owned(),
        ui::Cache::Public { seconds } => format!("public, max-age={seconds}"),
    }
}

/// Headers of every answer, pages or not.
pub(crate) fn hardened(mut response: Response, secure: bool) -> Response {
    headers::harden(response.headers_mut(), secure);
    response
}

/// Answers what no route answers.
pub(crate) async fn missing() -> Failure {
    Failure::NOT_FOUND
}
