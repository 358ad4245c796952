//! What breaks in one request stays there.

use axum::body::Body;
use db::testing::on_each_engine;
use http::Request;

use super::house::{Answered, Browser, PORTAL, sites, web};
use crate::{Failure, Html, Method, Policy, Site, route};

async fn panics() -> Html {
    panic!("a secret in a message")
}

async fn works() -> &'static str {
    "ici"
}

async fn fault() -> Failure {
    Failure::fault("a reason for the log")
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_number_and_others_are_served() {
    on_each_engine(&[], async |bench| {
        let routes = vec![
            route(Site::Portal, Method::Get, "/panique", Policy::Public, (), panics),
            route(Site::Portal, Method::Get, "/machine", Policy::Protocol, (), panics),
            route(Site::Portal, Method::Get, "/faute", Policy::Public, (), fault),
            route(Site::Portal, Method::Get, "/ici", Policy::Public, (), works),
        ];
        let web = web(&bench, sites(), None, routes);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        for path in ["/panique", "/faute"] {
            let (broken, well) = tokio::join!(browser.get(path), browser.get("/ici"));
            assert_eq!((broken.status, well.status, &*well.body), (500, 200, "ici"));
            assert!(broken.body.contains("L’erreur vient de nous.") && broken.body.contains("donnez ce numéro"), "{path}");
            assert!(!broken.body.contains("secret") && !broken.body.contains("reason"), "{path}");
        }
        let request = Request::get("/machine").body(Body::empty()).unwrap();
        let program = Answered::read(web.answer(request, Some(Site::Portal)).await).await;
        let body: serde_json::Value = serde_json::from_str(&program.body).unwrap();
        assert_eq!((program.status, &body["error"]), (500, &serde_json::json!(500)));
        assert_eq!(body["reference"].as_str().map(str::len), Some(8));
    })
    .await;
}
