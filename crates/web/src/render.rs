//! The page or the failure that a handler returned becomes bytes.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use kernel::Problem;

use crate::{
    Ctx, Failure, Html, Site,
    cookie::{self, Visitor},
    failure,
    guard::Guard,
    headers,
};

/// The answer as it leaves, but for the headers of every answer.
pub(crate) fn finish(ctx: &Ctx, guard: &Guard, mut response: Response) -> Response {
    let failure = response.extensions_mut().remove::<Failure>().or_else(|| unspoken(&response));
    let html = response.extensions_mut().remove::<Html>();
    let mut response = match (failure, html) {
        (Some(failure), _) => failed(ctx, guard, &failure, response),
        (None, Some(html)) => page(ctx, &html, response),
        (None, None) => response,
    };
    // only somebody who was given a form or owns a draft has a cookie
    if ctx.visitor_cookie().is_new && ctx.relies_on_visitor() {
        let token = ctx.visitor_cookie().token();
        response.headers_mut().append(header::SET_COOKIE, cookie::set(ctx.sites(), ctx.site(), Visitor::COOKIE, token, None));
    }
    response
}

/// The refusals of the router and of its extractors, which say nothing, or
/// something in English for programmers.
fn unspoken(response: &Response) -> Option<Failure> {
    let is_bare = response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let spoken = response.extensions().get::<Html>().is_some();
    match response.status() {
        _ if !is_bare || spoken => None,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Failure::NOT_FOUND),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge("Votre envoi est trop lourd.".to_owned()).into()),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
            Some(Failure::invalid("Cette adresse ou cet envoi n’est pas complet. Revenez à la page précédente, puis recommencez."))
        }
        StatusCode::INTERNAL_SERVER_ERROR => Some(Failure::fault("a handler answered 500 without a reason")),
        _ => None,
    }
}

/// The status stays the handler's or the router's own.
fn failed(ctx: &Ctx, guard: &Guard, failure: &Failure, mut response: Response) -> Response {
    let reference = kernel::rng::spoken_code(&*ctx.moment().rng, 8);
    if let Failure::Fault(reason) = failure {
        tracing::error!(operation = %reference, route = guard.path, reason, "fault");
    }
    if let Failure::Problem(Problem::TooMany { retry_after }) = failure {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    // the length was that of the body that is replaced
    response.headers_mut().remove(header::CONTENT_LENGTH);
    if guard.policy.is_for_people() {
        return page(ctx, &Html::new(failure::page(failure, &reference)), response);
    }
    let body = serde_json::json!({ "error": response.status().as_u16(), "reference": reference }).to_string();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *response.body_mut() = Body::from(body);
    response
}

fn page(ctx: &Ctx, html: &Html, mut response: Response) -> Response {
    let mut chrome = ctx.shared().house.chrome(ctx);
    if let Some(provider) = &html.provider {
        chrome.provider = provider.clone();
    }
    if html.is_test {
        chrome.banner = Some(ui::Banner::of_test_space());
    }
    let body = ui::layout(&html.page, &chrome);
    let is_hers = chrome.account.is_some() || ctx.relies_on_visitor() || response.headers().contains_key(header::SET_COOKIE);
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static("fr"));
    let policy = headers::content_security_policy(ctx.nonce(), &form_targets(ctx, html), html.page.frame);
    if html.page.frame == ui::Frame::Stands {
        out.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        out.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let ui::Cache::Public { seconds } = html.page.cache {
        // whoever is signed in is shown another page at the same address
        out.append(header::VARY, HeaderValue::from_static("cookie"));
        if let (false, Ok(cache)) = (is_hers, HeaderValue::from_str(&format!("public, max-age={seconds}"))) {
            out.insert(header::CACHE_CONTROL, cache);
        }
    }
    *response.body_mut() = Body::from(body);
    response
}

/// Where forms of this page may end: what the page says, and for whoever is
/// signed in on a site of ours the identity provider, since signing out there
/// passes by it.
fn form_targets(ctx: &Ctx, html: &Html) -> Vec<String> {
    let mut targets = html.page.form_action.clone();
    let leaves_by_provider = matches!(ctx.site(), Site::Portal | Site::Desk | Site::Console) && ctx.person().is_some();
    if leaves_by_provider {
        targets.push(ctx.sites().base(Site::Connect).to_owned());
    }
    targets
}
