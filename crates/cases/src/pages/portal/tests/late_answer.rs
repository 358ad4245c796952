//! A program that was called answers later, over the network.

use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use kernel::id::CaseId;

use super::{
    browser::Browser,
    counter::{Counter, each, without_account},
    journey::sent,
};
use crate::{late::Teller, model::TrackingCode, store};

/// A request just sent, and the address given to a program for it.
async fn address(counter: &Counter) -> (CaseId, String) {
    let receipt = sent(&Browser::new(counter), counter).await;
    let tracked = receipt.link("Suivre ma demande");
    let code = TrackingCode::parse(tracked.rsplit('/').next().unwrap()).unwrap();
    let mut tx = counter.bench.databases.instance_read(&code.instance).await.unwrap();
    let case = store::cases::by_tracking(&mut tx, &code.digest()).await.unwrap().unwrap().id;
    drop(tx);
    let teller = Teller { instance: code.instance, case, connector: "pose_panneaux".parse().unwrap() };
    (case, counter.cases.answer_at(&teller))
}

async fn told(counter: &Counter, address: &str, body: &str) -> (StatusCode, String) {
    let path = &address[address.find("/api/").unwrap()..];
    let request = Request::post(path).header("content-type", "application/json").body(Body::from(body.to_owned())).unwrap();
    let answer = counter.answer(request).await;
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn a_program_needs_no_cookie_and_reads_nothing() {
    each(without_account, async |counter| {
        let (_, address) = address(&counter).await;
        assert_eq!(told(&counter, &address, r#"{"motif": "P-7"}"#).await, (StatusCode::NO_CONTENT, String::new()));
        for (body, status) in [
            ("", StatusCode::BAD_REQUEST),
            ("[1]", StatusCode::BAD_REQUEST),
            ("{\"motif\":", StatusCode::BAD_REQUEST),
            (r#"{"inconnu": 1}"#, StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let (refused, why) = told(&counter, &address, body).await;
            assert_eq!(refused, status, "{body}");
            assert!(why.starts_with("{\"error\":"), "{why}");
        }
        let huge = format!(r#"{{"motif": "{}"}}"#, "a".repeat(70_000));
        assert_eq!(told(&counter, &address, &huge).await.0, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(told(&counter, &format!("{address}x"), "{}").await.0, StatusCode::NOT_FOUND);
        assert_eq!(told(&counter, "/api/reponses/metropole", "{}").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}
