//! Forms and files on their way in.

use axum::body::Body;
use db::testing::on_each_engine;
use futures_util::stream;
use http::{Request, header};

use super::house::{Answered, Browser, PORTAL, sites, waiting_files, web};
use crate::{Ctx, Html, Method, Outcome, Policy, Posted, Route, Site, route};

async fn form(ctx: Ctx) -> Html {
    ui::Page::new("Saisie", ui::form("/saisie", ctx.csrf(), None, true, ui::button("Envoyer"))).into()
}

/// Says what it received, files included, which must be readable then.
async fn received(mut posted: Posted) -> String {
    let files = posted.take_files();
    let told = files.iter().map(|file| {
        let content = std::fs::read_to_string(file.path()).unwrap();
        assert_eq!(content.len() as u64, file.size());
        assert!(content.as_bytes().starts_with(file.start()));
        format!("{}={}:{content}:{}", file.field, file.name, &file.hash()[..8])
    });
    let files: Vec<String> = told.collect();
    format!("{}|{}", posted.value("nom"), files.join(","))
}

async fn raw(body: bytes::Bytes) -> Outcome<String> {
    Ok(body.len().to_string())
}

fn routes() -> Vec<Route> {
    vec![
        route(Site::Portal, Method::Get, "/saisie", Policy::Public, (), form),
        route(Site::Portal, Method::Post, "/saisie", Policy::Public, (), received).body_limit(10_000),
        route(Site::Portal, Method::Post, "/brut", Policy::Protocol, (), raw).body_limit(1_000),
    ]
}

fn part(disposition: &str, content: &str) -> String {
    format!("--xxx\r\ncontent-disposition: form-data; {disposition}\r\n\r\n{content}\r\n")
}

fn proof(browser: &Browser<'_>) -> String {
    part(&format!("name=\"{}\"", ui::CSRF_FIELD), &browser.csrf())
}

async fn multipart(browser: &Browser<'_>, kind: &str, body: &str) -> Answered {
    browser.send(Request::post("/saisie").header(header::CONTENT_TYPE, kind).header(header::ORIGIN, PORTAL), body).await
}

const KIND: &str = "multipart/form-data; boundary=xxx";

#[tokio::test]
async fn files_are_staged_under_clean_names_and_erased_after() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let parts = [
            proof(&browser),
            part("name=\"nom\"", "Zo\u{0}é"),
            part("name=\"photo\"; filename=\"../../C:\\\\secret\\\\ma photo.jpg\"", "contenu"),
            part("name=\"vide\"; filename=\"\"", ""),
        ];
        let answered = multipart(&browser, KIND, &format!("{}--xxx--\r\n", parts.concat())).await;
        assert_eq!((answered.status, &*answered.body), (200, "Zoé|photo=ma photo.jpg:contenu:3016ef88"), "SHA-256 of « contenu »");
        assert_eq!(waiting_files(&bench), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_a_form_is_refused_politely() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let cut = format!("{}{}", proof(&browser), part("name=\"photo\"; filename=\"a.jpg\"", "contenu"));
        for (kind, body) in [("multipart/form-data", "a=b"), (KIND, "n’importe quoi"), (KIND, ""), (KIND, &cut)] {
            let answered = multipart(&browser, kind, body).await;
            assert_eq!(answered.status, 422, "{kind} {body}");
            assert!(answered.body.contains("a été interrompu"));
        }
        assert_eq!(waiting_files(&bench), 0);
    })
    .await;
}

#[tokio::test]
async fn a_body_too_large_is_refused_whether_declared_or_not() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let long = "a".repeat(20_000);
        let file = format!("{}{}--xxx--\r\n", proof(&browser), part("name=\"photo\"; filename=\"a.jpg\"", &long));
        for (kind, body) in [(KIND, &file), ("application/x-www-form-urlencoded", &long)] {
            let chunked = multipart(&browser, kind, body).await;
            assert_eq!(chunked.status, 413, "{kind}");
            assert!(chunked.body.contains("La limite est de 10"), "{}", chunked.body);
            let request = Request::post("/saisie").header(header::CONTENT_TYPE, kind).header(header::CONTENT_LENGTH, body.len());
            let declared = browser.send(request.header(header::ORIGIN, PORTAL), body).await;
            assert_eq!(declared.status, 413, "{kind}, declared");
            assert!(declared.body.contains("Envoi trop lourd"));
        }
        assert_eq!(waiting_files(&bench), 0);
    })
    .await;
}

#[tokio::test]
async fn a_sender_who_leaves_leaves_no_file() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let start = format!("{}{}", proof(&browser), part("name=\"photo\"; filename=\"a.jpg\"", "contenu"));
        let chunks = [Ok(start), Err(std::io::Error::other("gone"))];
        let request = Request::post("/saisie")
            .header(header::CONTENT_TYPE, KIND)
            .header(header::ORIGIN, PORTAL)
            .header(header::COOKIE, format!("{}={}", browser.cookie_name("visit"), browser.cookie("visit")));
        let request = request.body(Body::from_stream(stream::iter(chunks))).unwrap();
        assert_eq!(web.answer(request, Some(Site::Portal)).await.status(), 422);
        assert_eq!(waiting_files(&bench), 0);
    })
    .await;
}

#[tokio::test]
async fn the_limit_of_a_route_holds_for_programs_too() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let status = async |size: usize| {
            let request = Request::post("/brut").body(Body::from("a".repeat(size))).unwrap();
            web.answer(request, Some(Site::Portal)).await.status().as_u16()
        };
        assert_eq!(status(1_000).await, 200);
        assert_eq!(status(1_001).await, 413);
    })
    .await;
}
