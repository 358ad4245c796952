//! What handlers return: pages as data, and redirections.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::Ctx;

/// An answer of any kind.
pub type Answer = Response;

/// A page, with the authority that provides it when it is not the site's own.
#[derive(Clone)]
pub struct Html {
    pub(crate) page: std::sync::Arc<ui::Page>,
    pub(crate) provider: Option<ui::Provider>,
    pub(crate) is_test: bool,
}

impl Html {
    /// A page of the site's own provider.
    pub fn new(page: ui::Page) -> Self {
        Self { page: std::sync::Arc::new(page), provider: None, is_test: false }
    }
    /// Says which authority provides the page: its name and colours surround it.
    #[must_use]
    pub fn by(mut self, provider: ui::Provider) -> Self {
        self.provider = Some(provider);
        self
    }
    /// Says over the page whether it is of a test space, where nothing is real.
    #[must_use]
    pub fn in_test(mut self, is_test: bool) -> Self {
        self.is_test = is_test;
        self
    }
}

impl From<ui::Page> for Html {
    fn from(page: ui::Page) -> Self {
        Self::new(page)
    }
}

/// Carried to the guard, which renders it inside the site's chrome.
impl IntoResponse for Html {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.page.status).unwrap_or(StatusCode::OK);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// After a POST: go and see (303, RFC 9110 §15.4.4). `to` is a path of ours or
/// a URL already validated.
pub fn redirect(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    match HeaderValue::from_str(&encoded(to)) {
        Ok(location) => drop(response.headers_mut().insert(header::LOCATION, location)),
        Err(_) => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
    }
    response
}

/// Percent-encodes what a header cannot carry.
fn encoded(to: &str) -> String {
    to.bytes().fold(String::with_capacity(to.len()), |mut text, byte| {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

/// A path of ours that a person may be sent back to: one leading slash, never
/// another site.
pub fn local_path(path: &str) -> Option<&str> {
    let safe = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    safe.then_some(path)
}

/// Adds a `Set-Cookie` to an answer.
pub fn with_cookie(mut response: Response, ctx: &Ctx, name: &str, value: &str, max_age: Option<u32>) -> Response {
    let cookie = crate::cookie::set(ctx.sites(), ctx.site(), name, value, max_age);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
