//! From sockets to requests: our own accept loop (a bare `axum::serve` has no
//! timeout on headers), which ends with the requests in flight.

use std::{convert::Infallible, net::IpAddr, sync::Arc, time::Duration};

use axum::{body::Body, response::IntoResponse};
use futures_util::stream;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, StreamBody};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, timeout, timeout_at},
};
use tower::{Service, ServiceBuilder, service_fn};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{ClientAddress, Site, Web, guard::hardened, unread::Unread};

/// How long the accept loop waits for whoever is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// A request line and its headers must arrive within this time; also how
    /// long a connection may stay idle.
    pub headers: Duration,
    /// How late a body may be on the slowest pace that we accept (16 kB a second).
    pub body: Duration,
    /// How long an answer may wait for a peer who reads nothing of it.
    pub unread: Duration,
    /// Requests in flight are given this long to end when the server stops.
    pub drain: Duration,
}

/// What we wait for a request on a connection that is kept.
const IDLE: Duration = Duration::from_secs(10);
// our sites call our provider: the caller lets go first
const _: () = assert!(outbound::KEEP_IDLE.as_secs() < IDLE.as_secs());

impl Default for Timeouts {
    fn default() -> Self {
        Self { headers: IDLE, body: Duration::from_secs(20), unread: Duration::from_secs(30), drain: Duration::from_secs(15) }
    }
}

/// The slowest pace of a body, in bytes a second: a poor mobile network does better.
const SLOWEST: u64 = 16_000;
/// Connections served at once; more wait in the system's queue.
const MOST_CONNECTIONS: usize = 4_096;

impl Web {
    /// Serves sockets until `stop`, then lets requests in flight end. A socket
    /// with a site serves it whatever the `Host` says: loopback only.
    pub async fn serve(self: Arc<Self>, sockets: Vec<(TcpListener, Option<Site>)>, stop: impl Future<Output = ()>) {
        let graceful = Arc::new(GracefulShutdown::new());
        let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let mut accepting = JoinSet::new();
        for (socket, site) in sockets {
            accepting.spawn(Arc::clone(&self).accept(socket, site, Arc::clone(&room), Arc::clone(&graceful)));
        }
        stop.await;
        accepting.shutdown().await;
        // the accepting tasks have ended: nobody else holds it
        if let Some(graceful) = Arc::into_inner(graceful) {
            let _ = timeout(self.timeouts.drain, graceful.shutdown()).await;
        }
    }

    async fn accept(self: Arc<Self>, socket: TcpListener, site: Option<Site>, room: Arc<Semaphore>, graceful: Arc<GracefulShutdown>) {
        // the semaphore is never closed
        while let Ok(permit) = Arc::clone(&room).acquire_owned().await {
            let Ok((stream, peer)) = socket.accept().await else {
                // out of descriptors: wait for some to be freed
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let connection = Arc::clone(&self).connection(stream, peer.ip(), site, graceful.watcher());
            tokio::spawn(async move {
                connection.await;
                drop(permit);
            });
        }
    }

    async fn connection(self: Arc<Self>, stream: TcpStream, peer: IpAddr, site: Option<Site>, watcher: Watcher) {
        // a person waits for the last packet otherwise
        let _ = stream.set_nodelay(true);
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.timeouts.headers).max_headers(64).max_buf_size(64 * 1024);
        let stream = TokioIo::new(Unread::new(stream, self.timeouts.unread));
        let service = TowerToHyperService::new(self.service(peer, site));
        // a client that leaves in the middle is not an event
        let _ = watcher.watch(http.serve_connection(stream, service)).await;
    }

    fn service(
        self: Arc<Self>,
        peer: IpAddr,
        site: Option<Site>,
    ) -> impl Service<
        Request<hyper::body::Incoming>,
        Response = Response<impl http_body::Body<Data = bytes::Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send>,
        Error = Infallible,
        Future: Send,
    > + Clone {
        let answer = service_fn(move |request: Request<hyper::body::Incoming>| {
            let web = Arc::clone(&self);
            async move {
                let late = web.timeouts.body;
                let mut request = request.map(|body| paced(body, late));
                let client = ClientAddress::of(peer, request.headers(), &web.proxies);
                request.extensions_mut().insert(client);
                Ok::<_, Infallible>(web.answer(request, site).await)
            }
        });
        ServiceBuilder::new()
            .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(4)))
            // the guard answers for handlers; this is for what stands around it
            .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                tracing::error!("the web layer panicked");
                hardened(StatusCode::INTERNAL_SERVER_ERROR.into_response(), false)
            }))
            .service(answer)
    }
}

/// A body that fails as soon as it is `late` behind the slowest pace, however
/// its bytes are spread.
fn paced(body: hyper::body::Incoming, late: Duration) -> Body {
    let begun = Instant::now();
    let frames = stream::unfold((body, 0), move |(mut body, received)| async move {
        let pace = Duration::from_millis(received * 1_000 / SLOWEST);
        let frame = match timeout_at(begun + late + pace, body.frame()).await {
            Ok(frame) => frame?.map_err(axum::Error::new),
            Err(late) => Err(axum::Error::new(late)),
        };
        let size = frame.as_ref().ok().and_then(http_body::Frame::data_ref).map_or(0, bytes::Bytes::len);
        Some((frame, (body, received + size as u64)))
    });
    Body::new(StreamBody::new(frames))
}
