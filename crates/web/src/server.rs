//! The table of routes becomes one service per site.

use std::{collections::HashMap, net::IpAddr, path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{RawPathParams, State, rejection::RawPathParamsRejection},
    middleware::{Next, from_fn_with_state},
    response::IntoResponse,
    routing::any,
};
use bytes::Bytes;
use db::Databases;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use kernel::{Clock, Rng};
use tower::ServiceExt;

use crate::{
    Policy, Route, Site, Sites, TableError, Timeouts,
    cookie::Secret,
    ctx::Shared,
    guard::{self, Guard, hardened},
    house::House,
    packed::Packed,
    route, table,
};

/// What the web layer needs to run.
pub struct Foundation {
    /// Every database.
    pub databases: Databases,
    /// Where each site is.
    pub sites: Sites,
    /// The key that signs cookies and tokens.
    pub secret: Secret,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub rng: Arc<dyn Rng>,
    /// Where files wait while they are received; on the same disk as the blobs.
    pub uploads: PathBuf,
    /// Who is who.
    pub house: Arc<dyn House>,
}

/// Every site, ready to answer.
pub struct Web {
    routers: HashMap<Site, Router>,
    sites: Sites,
    packed: Packed,
    pub(crate) timeouts: Timeouts,
    pub(crate) proxies: Vec<IpAddr>,
}

impl Web {
    /// Builds the sites from their routes.
    ///
    /// # Errors
    /// [`TableError`] when a route's policy and its path do not agree, or when
    /// two routes answer the same request.
    pub fn build(foundation: Foundation, routes: Vec<Route>) -> Result<Self, TableError> {
        table::check(&routes)?;
        let Foundation { databases, sites, secret, clock, rng, uploads, house } = foundation;
        let shared = Arc::new(Shared { databases, sites: sites.clone(), secret, house, uploads, throttle: Default::default() });
        let guard = |route: &Route| Guard::of(route, &shared, &clock, &rng);
        let mut routers: HashMap<Site, Router> = HashMap::new();
        for site in Site::ALL {
            // pages that do not exist are pages too: same chrome, same words
            let missing = route(site, crate::Method::Get, "", Policy::Public, (), guard::missing);
            let layer = from_fn_with_state(guard(&missing), guarded);
            routers.insert(site, Router::new().fallback_service(any(guard::missing).layer(layer)));
        }
        for route in routes {
            let layer = from_fn_with_state(guard(&route), guarded);
            let router = routers.remove(&route.site).unwrap_or_default();
            routers.insert(route.site, router.route(route.path, route.handler.layer(layer)));
        }
        Ok(Self { routers, sites, packed: Packed::default(), timeouts: Timeouts::default(), proxies: Vec::new() })
    }

    /// Waits otherwise than by default for whoever is slow.
    #[must_use]
    pub const fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// The proxies in front, whose `X-Forwarded-For` is believed. None by default.
    #[must_use]
    pub fn behind(mut self, proxies: Vec<IpAddr>) -> Self {
        self.proxies = proxies;
        self
    }

    /// Answers one request, as the site that its `Host` names (or `fixed`).
    pub async fn answer(&self, request: Request<Body>, fixed: Option<Site>) -> Response<Body> {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let Some(site) = fixed.or_else(|| self.sites.of_host(host?)) else {
            return hardened((StatusCode::MISDIRECTED_REQUEST, "unknown host\n").into_response(), false);
        };
        let secure = self.sites.is_secure(site);
        if let Some(path) = request.uri().path().strip_prefix("/assets/") {
            return hardened(self.asset(request.method(), request.headers(), path).await, secure);
        }
        match self.routers.get(&site) {
            Some(router) => router.clone().oneshot(request).await.unwrap_or_else(|never| match never {}),
            None => hardened(StatusCode::NOT_FOUND.into_response(), secure),
        }
    }

    /// A file that every page needs: kept for ever, compressed beforehand.
    async fn asset(&self, method: &Method, asked: &HeaderMap, path: &str) -> Response<Body> {
        if !method.is_safe() {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let Some(asset) = ui::asset(path) else { return StatusCode::NOT_FOUND.into_response() };
        let packed = self.packed.of(&asset, asked).await;
        let (encoding, bytes) = packed.map_or((None, Bytes::from_static(asset.bytes)), |(encoding, bytes)| (Some(encoding), bytes));
        let mut response = Body::from(bytes).into_response();
        let headers = response.headers_mut();
        let mut put = |name, value| drop(headers.insert(name, HeaderValue::from_static(value)));
        put(header::CONTENT_TYPE, asset.media_type);
        put(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
        put(header::VARY, "accept-encoding");
        if let Some(encoding) = encoding {
            put(header::CONTENT_ENCODING, encoding);
        }
        response
    }
}

async fn guarded(
    State(guard): State<Guard>,
    params: Result<RawPathParams, RawPathParamsRejection>,
    request: Request<Body>,
    next: Next,
) -> Response<Body> {
    guard::run(guard, params.ok().as_ref(), request, next).await
}
