//! A service that the operator names: used when it answers, done without when it does not.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::{
    Router,
    extract::{Path, RawQuery},
    http::StatusCode,
    response::IntoResponse,
    routing::get,
};

use super::*;

/// Places found at this address of this machine.
fn at(address: &str) -> Places {
    let url = |path: &str| Some(format!("http://{address}/{path}"));
    let sources =
        Sources { search: url("search"), reverse: url("reverse"), tiles: url("{z}/{x}/{y}"), credit: Some("© la carte".to_owned()) };
    Places::of(Http::new(vec![address.to_owned()]).unwrap(), sources)
}

/// A service of addresses and tiles on this machine, and how often it was asked.
async fn service() -> (Places, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let search = async move |RawQuery(query): RawQuery| {
        count.fetch_add(1, Ordering::Relaxed);
        match query {
            Some(query) if query.contains("panne") => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Some(query) if query.contains("charabia") => "<html>".into_response(),
            _ => ANSWER.into_response(),
        }
    };
    let tile = async |Path((z, _, _)): Path<(String, String, String)>| match z.as_str() {
        "1" => ([("content-type", "text/html")], "<script>").into_response(),
        _ => ([("content-type", "image/png")], "png").into_response(),
    };
    let app = Router::new().route("/search", get(search.clone())).route("/reverse", get(search)).route("/{z}/{x}/{y}", get(tile));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (at(&address), asked)
}

/// Nobody listens there.
const NOBODY: &str = "127.0.0.1:1";

const ANSWER: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
    "geometry":{"type":"Point","coordinates":[4.9,45.73]},
    "properties":{"id":"69029_x","name":"3 Rue de la Paix","postcode":"69500","city":"Bron","citycode":"69029","type":"housenumber"}}]}"#;

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

#[tokio::test]
async fn the_operator_s_service_serves_and_is_not_asked_twice() {
    let (places, asked) = service().await;
    for _ in 0..2 {
        let found = places.search(" 3 rue  de la paix", now()).await;
        assert_eq!(found.iter().map(Place::label).collect::<Vec<_>>(), ["3 Rue de la Paix, 69500 Bron"]);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    assert_eq!(places.near(Point { lat: 45.73, lon: 4.9 }).await.unwrap().commune, "69029");
    assert!(places.near(Point { lat: 45.76, lon: 4.83 }).await.is_none(), "the nearest that it knows is far");
}

#[tokio::test]
async fn the_bundled_book_replaces_a_service_that_does_not_answer() {
    for words in ["24 rue pizay", "24 rue pizay lyon"] {
        let found = at(NOBODY).search(words, now()).await;
        assert_eq!(found[0].label(), "24 Rue Pizay, 69001 Lyon");
        assert!(at(NOBODY).near(found[0].point).await.is_some());
    }
    let (places, _) = service().await;
    for nonsense in ["zzzzzz panne", "zzzzzz charabia"] {
        assert!(places.search(nonsense, now()).await.is_empty(), "{nonsense}: the book knows no such street");
    }
}

#[tokio::test]
async fn the_operator_s_map_passes_through_us_if_it_is_a_picture() {
    let (places, _) = service().await;
    assert_eq!(places.credit(), "© la carte");
    let tile = places.tile((12, 2103, 1460), now()).await.unwrap();
    assert_eq!((tile.media_type.as_str(), &*tile.picture), ("image/png", &b"png"[..]));
    assert_eq!(places.tile((1, 0, 0), now()).await, None);
    assert_eq!(at(NOBODY).tile((12, 2103, 1460), now()).await, None);
}
