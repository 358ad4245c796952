//! From sockets to handlers: the table of routes becomes one service per site,
//! behind our own accept loop (a bare `axum::serve` has no timeout on headers).

use std::{collections::HashMap, convert::Infallible, future::Future, path::PathBuf, sync::Arc, time::Duration};

use axum::{Router, body::Body, middleware::from_fn_with_state, response::IntoResponse};
use db::Databases;
use http::{HeaderValue, Request, Response, StatusCode, header};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use kernel::{Clock, Rng};
use tokio::{net::TcpListener, sync::Semaphore, time::timeout};
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::RequestBodyTimeoutLayer};

use crate::{
    Method, Policy, Route, Site, Sites,
    cookie::Secret,
    ctx::Shared,
    guard::{self, Guard, hardened},
    house::House,
};

/// A request line and its headers must arrive within this time.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// Two pieces of a body must not be further apart than this.
const BODY_WITHIN: Duration = Duration::from_secs(20);
/// Requests in flight are given this long to end when the server stops.
const DRAIN_WITHIN: Duration = Duration::from_secs(15);
/// Connections served at once; more wait in the system's queue.
const MOST_CONNECTIONS: usize = 4_096;

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
}

/// Why the table of routes cannot be built.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The same method and path twice on a site.
    #[error("two routes answer {0}")]
    Twice(String),
    /// An agent's route that does not name the instance.
    #[error("{0} asks for an agent but its path names no instance")]
    NoInstance(String),
    /// A writing route that no policy protects, on a site for people only.
    #[error("{0} writes without a person or a protocol")]
    Loopback(String),
}

impl Web {
    /// Builds the sites from their routes.
    ///
    /// # Errors
    /// [`TableError`] when a route's policy and its path do not agree.
    pub fn build(foundation: Foundation, routes: Vec<Route>) -> Result<Self, TableError> {
        check(&routes)?;
        let Foundation { databases, sites, secret, clock, rng, uploads, house } = foundation;
        let shared = Arc::new(Shared { databases, sites: sites.clone(), secret, house, uploads });
        let mut routers: HashMap<Site, Router> = HashMap::new();
        for site in Site::ALL {
            // pages that do not exist are pages too: same chrome, same words
            let missing = crate::route(site, Method::Get, "", Policy::Public, (), guard::missing);
            let guard = guard_of(&missing, &shared, &clock, &rng);
            routers.insert(site, Router::new().fallback_service(missing.handler.layer(from_fn_with_state(guard, guarded))));
        }
        for route in routes {
            let guard = guard_of(&route, &shared, &clock, &rng);
            let handler = route.handler.layer(from_fn_with_state(guard, guarded));
            let router = routers.remove(&route.site).unwrap_or_default();
            routers.insert(route.site, router.route(route.path, handler));
        }
        Ok(Self { routers, sites })
    }

    /// Answers one request, as the site that its `Host` names (or `fixed`).
    pub async fn answer(&self, request: Request<Body>, fixed: Option<Site>) -> Response<Body> {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let Some(site) = fixed.or_else(|| self.sites.of_host(host?)) else {
            return hardened((StatusCode::MISDIRECTED_REQUEST, "unknown host\n").into_response(), false);
        };
        if let Some(path) = request.uri().path().strip_prefix("/assets/") {
            return hardened(asset(path), self.sites.is_secure(site));
        }
        match self.routers.get(&site) {
            Some(router) => router.clone().oneshot(request).await.unwrap_or_else(|never| match never {}),
            None => hardened(StatusCode::NOT_FOUND.into_response(), false),
        }
    }

    /// Serves sockets until `stop`, then lets requests in flight end. A socket
    /// with a site serves it whatever the `Host` says: loopback only.
    pub async fn serve(self: Arc<Self>, sockets: Vec<(TcpListener, Option<Site>)>, stop: impl Future<Output = ()>) {
        let graceful = GracefulShutdown::new();
        let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let mut stop = std::pin::pin!(stop);
        let (accepted, mut connections) = tokio::sync::mpsc::channel(64);
        let accepting: Vec<_> = sockets
            .into_iter()
            .map(|(socket, site)| {
                let (accepted, room) = (accepted.clone(), Arc::clone(&room));
                tokio::spawn(async move {
                    while let Ok(permit) = Arc::clone(&room).acquire_owned().await {
                        let Ok((stream, _)) = socket.accept().await else {
                            // out of descriptors: wait for some to be freed
                            tokio::time::sleep(Duration::from_millis(100)).await;
                            continue;
                        };
                        if accepted.send((stream, site, permit)).await.is_err() {
                            break;
                        }
                    }
                })
            })
            .collect();
        loop {
            let (stream, site, permit) = tokio::select! {
                () = &mut stop => break,
                connection = connections.recv() => match connection { Some(connection) => connection, None => break },
            };
            // a person waits for the last packet otherwise
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(Arc::clone(&self).service(site));
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).max_headers(64).max_buf_size(64 * 1024);
            let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
            tokio::spawn(async move {
                // a client that leaves in the middle is not an event
                let _ = connection.await;
                drop(permit);
            });
        }
        accepting.iter().for_each(tokio::task::JoinHandle::abort);
        let _ = timeout(DRAIN_WITHIN, graceful.shutdown()).await;
    }

    fn service(
        self: Arc<Self>,
        site: Option<Site>,
    ) -> impl Service<
        Request<hyper::body::Incoming>,
        Response = Response<impl http_body::Body<Data = bytes::Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send>,
        Error = Infallible,
        Future: Send,
    > + Clone {
        let answer = service_fn(move |request: Request<Body>| {
            let web = Arc::clone(&self);
            async move { Ok::<_, Infallible>(web.answer(request, site).await) }
        });
        ServiceBuilder::new()
            .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(4)))
            .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                tracing::error!("a handler panicked");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }))
            .layer(RequestBodyTimeoutLayer::new(BODY_WITHIN))
            .map_request(|request: Request<_>| request.map(Body::new))
            .service(answer)
    }
}

fn guard_of(route: &Route, shared: &Arc<Shared>, clock: &Arc<dyn Clock>, rng: &Arc<dyn Rng>) -> Guard {
    Guard {
        site: route.site,
        path: route.path,
        policy: route.policy,
        body_limit: route.body_limit,
        shared: Arc::clone(shared),
        clock: Arc::clone(clock),
        rng: Arc::clone(rng),
    }
}

async fn guarded(
    axum::extract::State(guard): axum::extract::State<Guard>,
    params: axum::extract::RawPathParams,
    request: Request<Body>,
    next: axum::middleware::Next,
) -> Response<Body> {
    guard::run(guard, params, request, next).await
}

fn check(routes: &[Route]) -> Result<(), TableError> {
    let mut seen = std::collections::HashSet::new();
    for route in routes {
        let line = format!("{} {} {}", route.site, route.method.as_str(), route.path);
        if !seen.insert((route.site, route.method, route.path)) {
            return Err(TableError::Twice(line));
        }
        if matches!(route.policy, Policy::Agent(_)) && !route.path.contains("{instance}") {
            return Err(TableError::NoInstance(line));
        }
        if route.policy == Policy::Loopback && !matches!(route.site, Site::Ops | Site::Simulators) {
            return Err(TableError::Loopback(line));
        }
    }
    Ok(())
}

fn asset(path: &str) -> Response<Body> {
    let Some(asset) = ui::asset(path) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = Body::from(asset.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}
