//! Real sockets: slow senders, proxies, and the end of the server.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::extract::State;
use db::testing::{Bench, on_each_engine};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
    task::JoinHandle,
};

use super::house::{sites, web};
use crate::{Ctx, Html, Method, Outcome, Policy, Route, Site, Timeouts, Web, route};

/// What a slow handler says, and waits for.
#[derive(Clone, Default)]
struct Gate {
    entered: Arc<Notify>,
    opened: Arc<Notify>,
}

async fn slow(State(gate): State<Gate>) -> &'static str {
    gate.entered.notify_one();
    gate.opened.notified().await;
    "enfin"
}

async fn whence(ctx: Ctx) -> String {
    ctx.client().network()
}

async fn page() -> Html {
    ui::Page::new("Accueil", ui::html! { p { "Bienvenue" } }).into()
}

async fn count(body: bytes::Bytes) -> Outcome<String> {
    Ok(body.len().to_string())
}

fn routes(gate: &Gate) -> Vec<Route> {
    vec![
        route(Site::Portal, Method::Get, "/", Policy::Public, (), page),
        route(Site::Portal, Method::Get, "/lent", Policy::Public, gate.clone(), slow),
        route(Site::Portal, Method::Get, "/d-ou", Policy::Public, (), whence),
        route(Site::Portal, Method::Post, "/compte", Policy::Protocol, (), count),
    ]
}

const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_secs(60);

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn serve(web: Web) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = Arc::new(web).serve(vec![(listener, Some(Site::Portal))], async move { stopped.await.unwrap() });
    Server { address, stop, ended: tokio::spawn(serving) }
}

fn portal(bench: &Bench, gate: &Gate) -> Web {
    web(bench, sites(), None, routes(gate))
}

impl Server {
    async fn begin(&self, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        stream
    }

    /// Everything that comes back until the server closes.
    async fn exchange(&self, sent: &str) -> String {
        until_closed(self.begin(sent).await).await
    }
}

async fn until_closed(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn whoever_sends_half_a_request_is_left_and_others_are_served() {
    on_each_engine(&[], async |bench| {
        let timeouts = Timeouts { headers: SHORT, body: LONG, unread: LONG, drain: LONG };
        let server = serve(portal(&bench, &Gate::default()).with_timeouts(timeouts)).await;
        let mut half = Vec::new();
        for sent in ["", "GET", "GET / HTTP/1.1\r\nhost: localhost\r\nx-a: "] {
            half.push(server.begin(sent).await);
        }
        let bystander = server.exchange("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        assert!(bystander.starts_with("HTTP/1.1 200"), "{bystander}");
        for stream in half {
            let answer = until_closed(stream).await;
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
        }
        let idle = server.exchange("GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
        assert!(idle.contains("Bienvenue"), "an idle connection is closed, after its answer");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_stays_behind_is_not_waited_for() {
    on_each_engine(&[], async |bench| {
        let timeouts = Timeouts { headers: LONG, body: SHORT, unread: LONG, drain: LONG };
        let server = serve(portal(&bench, &Gate::default()).with_timeouts(timeouts)).await;
        let answer = server.exchange("POST /compte HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc").await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
        let whole = server.exchange("POST /compte HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc").await;
        assert!(whole.starts_with("HTTP/1.1 200") && whole.ends_with('3'), "{whole}");
    })
    .await;
}

#[tokio::test]
async fn requests_in_flight_end_when_the_server_stops() {
    on_each_engine(&[], async |bench| {
        let gate = Gate::default();
        let server = serve(portal(&bench, &gate)).await;
        let in_flight = server.begin("GET /lent HTTP/1.1\r\nhost: a\r\n\r\n").await;
        gate.entered.notified().await;
        server.stop.send(()).unwrap();
        // nobody new is accepted
        while TcpStream::connect(server.address).await.is_ok() {
            tokio::task::yield_now().await;
        }
        assert!(!server.ended.is_finished());
        gate.opened.notify_one();
        assert!(until_closed(in_flight).await.ends_with("enfin"));
        server.ended.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_server_does_not_wait_for_ever_to_stop() {
    on_each_engine(&[], async |bench| {
        let gate = Gate::default();
        let timeouts = Timeouts { headers: LONG, body: LONG, unread: LONG, drain: SHORT };
        let server = serve(portal(&bench, &gate).with_timeouts(timeouts)).await;
        let _in_flight = server.begin("GET /lent HTTP/1.1\r\nhost: a\r\n\r\n").await;
        gate.entered.notified().await;
        server.stop.send(()).unwrap();
        server.ended.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_address_of_a_client_is_the_peer_s_unless_our_proxy_says_otherwise() {
    on_each_engine(&[], async |bench| {
        let request = "GET /d-ou HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 198.51.100.1\r\nconnection: close\r\n\r\n";
        let exposed = serve(portal(&bench, &Gate::default())).await;
        assert!(exposed.exchange(request).await.ends_with("\r\n\r\n127.0.0.1"));
        let behind = serve(portal(&bench, &Gate::default()).behind(vec!["127.0.0.1".parse().unwrap()])).await;
        assert!(behind.exchange(request).await.ends_with("\r\n\r\n198.51.100.1"));
    })
    .await;
}

#[tokio::test]
async fn head_is_answered_as_get_without_its_body() {
    on_each_engine(&[], async |bench| {
        let server = serve(portal(&bench, &Gate::default())).await;
        let length = |answer: &str| {
            let line = answer.lines().find_map(|line| line.strip_prefix("content-length: ")).map(str::to_owned);
            line.unwrap_or_else(|| panic!("no length in {answer}"))
        };
        let get = server.exchange("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        let head = server.exchange("HEAD / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
        assert_eq!(length(&head), length(&get));
    })
    .await;
}

#[tokio::test]
async fn pages_are_compressed_for_who_asks() {
    on_each_engine(&[], async |bench| {
        let server = serve(portal(&bench, &Gate::default())).await;
        let answer = server.exchange("GET / HTTP/1.1\r\nhost: a\r\naccept-encoding: br\r\nconnection: close\r\n\r\n").await;
        assert!(answer.contains("content-encoding: br") && answer.contains("vary: accept-encoding"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn files_of_pages_are_sent_compressed_with_their_length() {
    on_each_engine(&[], async |bench| {
        let server = serve(portal(&bench, &Gate::default())).await;
        let ask = async |accepted: &str| {
            let path = ui::asset_href("ui.css");
            server.exchange(&format!("GET {path} HTTP/1.1\r\nhost: a\r\naccept-encoding: {accepted}\r\nconnection: close\r\n\r\n")).await
        };
        let answer = ask("gzip, br").await;
        for line in ["content-encoding: br", "vary: accept-encoding", "content-length: ", "immutable"] {
            assert_eq!(answer.matches(line).count(), 1, "{line}: {}", answer.split("\r\n\r\n").next().unwrap());
        }
        assert!(!ask("identity").await.contains("content-encoding"));
    })
    .await;
}
