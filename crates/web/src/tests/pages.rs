//! Who sees which page, and what surrounds its bytes.

use axum::{body::Body, extract::Query};
use db::testing::on_each_engine;
use http::{Request, header};
use kernel::Problem;

use super::house::{ACTOR, Answered, Browser, DESK, PORTAL, sites, web};
use crate::{Answer, Ctx, Failure, Html, Limit, Method, Outcome, Policy, Right, Route, Site, Web, answer::with_cookie, redirect, route};

async fn who(ctx: Ctx) -> Html {
    let name = ctx.actor().audit_name();
    ui::Page::new("Qui", ui::html! { p { "Vous êtes " (name) } }).into()
}

async fn news() -> Html {
    ui::Page::new("Nouvelles", ui::html! { p { "Rien" } }).cache(ui::Cache::Public { seconds: 60 }).into()
}

async fn form(ctx: Ctx) -> Html {
    let page = ui::Page::new("Saisie", ui::form("/saisie", ctx.csrf(), None, false, ui::button("Envoyer")));
    page.cache(ui::Cache::Public { seconds: 60 }).into()
}

async fn begin(ctx: Ctx) -> Outcome<Answer> {
    assert!(!ctx.visitor().is_empty());
    Ok(redirect("/ailleurs"))
}

async fn choose(ctx: Ctx) -> Answer {
    let page = axum::response::IntoResponse::into_response(news().await);
    with_cookie(page, &ctx, "choix", "a", None)
}

#[derive(serde::Deserialize)]
struct Wanted {
    n: u32,
}

async fn number(Query(wanted): Query<Wanted>) -> String {
    wanted.n.to_string()
}

async fn guess(ctx: Ctx) -> Outcome<String> {
    ctx.throttle("code", &ctx.client().network(), Limit { times: 2, seconds: 120 })?;
    Ok("essai".to_owned())
}

async fn refused() -> Failure {
    Problem::Conflict("Trop tard.".to_owned()).into()
}

fn routes() -> Vec<Route> {
    let get = |site, path, policy| route(site, Method::Get, path, policy, (), who);
    vec![
        get(Site::Portal, "/qui", Policy::Public),
        get(Site::Portal, "/moi", Policy::SignedIn),
        get(Site::Desk, "/{instance}/travail", Policy::Agent(Right::Process)),
        get(Site::Console, "/pilotage", Policy::Operator),
        route(Site::Portal, Method::Get, "/nouvelles", Policy::Public, (), news),
        route(Site::Portal, Method::Get, "/saisie", Policy::Public, (), form),
        route(Site::Portal, Method::Get, "/debut", Policy::Public, (), begin),
        route(Site::Portal, Method::Get, "/choix", Policy::Public, (), choose),
        route(Site::Portal, Method::Get, "/nombre", Policy::Public, (), number),
        route(Site::Portal, Method::Get, "/essai", Policy::Public, (), guess),
        route(Site::Portal, Method::Get, "/refus", Policy::Public, (), refused),
        route(Site::Portal, Method::Post, "/machine", Policy::Protocol, (), refused),
        route(Site::Portal, Method::Get, "/machine/nombre", Policy::Protocol, (), number),
    ]
}

async fn ask(web: &Web, site: Site, path: &str, actor: &str) -> Answered {
    let mut request = Request::get(path);
    if !actor.is_empty() {
        request = request.header(ACTOR, actor);
    }
    Answered::read(web.answer(request.body(Body::empty()).unwrap(), Some(site)).await).await
}

#[tokio::test]
async fn each_policy_lets_pass_those_it_names() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let cases = [
            (Site::Portal, "/qui", "", 200),
            (Site::Portal, "/qui", "person", 200),
            (Site::Portal, "/moi", "", 303),
            (Site::Portal, "/moi", "person", 200),
            (Site::Desk, "/bron/travail", "", 303),
            (Site::Desk, "/bron/travail", "person", 404),
            (Site::Desk, "/bron/travail", "operator", 404),
            (Site::Desk, "/bron/travail", "weak-agent", 303),
            (Site::Desk, "/bron/travail", "agent", 200),
            (Site::Console, "/pilotage", "", 303),
            (Site::Console, "/pilotage", "agent", 404),
            (Site::Console, "/pilotage", "weak-operator", 303),
            (Site::Console, "/pilotage", "operator", 200),
        ];
        for (site, path, actor, status) in cases {
            assert_eq!(ask(&web, site, path, actor).await.status, status, "{site} {path} {actor}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_must_sign_in_comes_back_where_she_was() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let asked = ask(&web, Site::Portal, "/moi?page=2&tri=date", "").await;
        assert_eq!(asked.location(), "/connexion?vers=%2Fmoi%3Fpage%3D2%26tri%3Ddate");
        let stronger = ask(&web, Site::Desk, "/bron/travail", "weak-agent").await;
        assert_eq!(stronger.location(), "/connexion?vers=%2Fbron%2Ftravail&fort=1");
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        for (site, path, actor) in [
            (Site::Portal, "/qui", ""),
            (Site::Portal, "/moi", ""),
            (Site::Portal, "/nulle-part", ""),
            (Site::Portal, "/nombre?n=a", ""),
            (Site::Portal, "/machine/nombre?n=a", ""),
            (Site::Portal, "/%FF", ""),
            (Site::Portal, "/assets/absent.css", ""),
            (Site::Desk, "/bron/travail", "person"),
            (Site::Desk, "/%FF/travail", "agent"),
            (Site::Connect, "/", ""),
        ] {
            let answered = ask(&web, site, path, actor).await;
            assert_eq!(answered.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
            assert_eq!(answered.header(header::X_FRAME_OPTIONS), "DENY", "{path}");
            assert_eq!(answered.header(header::REFERRER_POLICY), "same-origin", "{path}");
            assert_eq!(answered.header(header::CACHE_CONTROL), "no-store", "{path}");
            let policy = answered.header(header::CONTENT_SECURITY_POLICY);
            assert!(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
                "{path}"
            );
            let has_tls = answered.headers.contains_key(header::STRICT_TRANSPORT_SECURITY);
            assert_eq!(has_tls, site == Site::Desk, "{path}");
            assert!(answered.status < 500, "{path}: {}", answered.status);
        }
    })
    .await;
}

#[tokio::test]
async fn the_scripts_of_a_page_have_the_nonce_of_its_policy_and_of_no_other() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let nonce = |answered: &Answered| {
            let policy = answered.header(header::CONTENT_SECURITY_POLICY);
            policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
        };
        let (one, other) = (ask(&web, Site::Portal, "/qui", "").await, ask(&web, Site::Portal, "/qui", "").await);
        assert!(one.body.contains(&format!("nonce=\"{}\"", nonce(&one))));
        assert_ne!(nonce(&one), nonce(&other));
    })
    .await;
}

#[tokio::test]
async fn a_page_is_public_only_when_it_is_the_same_for_everybody() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let shared = ask(&web, Site::Portal, "/nouvelles", "").await;
        assert_eq!(shared.header(header::CACHE_CONTROL), "public, max-age=60");
        assert_eq!(shared.header(header::VARY), "cookie");
        assert!(!shared.headers.contains_key(header::SET_COOKIE));

        let hers = ask(&web, Site::Portal, "/nouvelles", "person").await;
        assert_eq!(hers.header(header::CACHE_CONTROL), "no-store", "it shows her name");
        let proof = ask(&web, Site::Portal, "/saisie", "").await;
        assert_eq!(proof.header(header::CACHE_CONTROL), "no-store", "it holds the proof of one browser");
        let cookie = ask(&web, Site::Portal, "/choix", "").await;
        assert_eq!(cookie.header(header::CACHE_CONTROL), "no-store", "it sets a cookie");
        let failed = ask(&web, Site::Portal, "/refus", "").await;
        assert_eq!((failed.status, failed.header(header::CACHE_CONTROL)), (409, "no-store"));
        assert!(failed.body.contains("Trop tard."));
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_given_its_secret_when_something_is_tied_to_it() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/qui").await;
        assert_eq!(browser.cookie("visit"), "", "a page that asks nothing");
        browser.get("/debut").await;
        let secret = browser.cookie("visit");
        assert_eq!(secret.len(), 22, "even a redirection gives it");
        browser.get("/saisie").await;
        assert_eq!(browser.cookie("visit"), secret, "and it stays");

        let secure = Browser::on(&web, Site::Desk, DESK);
        assert_eq!(secure.cookie_name("visit"), "__Host-guichet-desk-visit");
    })
    .await;
}

#[tokio::test]
async fn an_invented_visitor_cookie_is_replaced() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        for invented in ["court", "abcdefghijklmnopqrstu\"", "abcdefghijklmnopqrstuvw"] {
            let browser = Browser::on(&web, Site::Portal, PORTAL);
            browser.keep(&browser.cookie_name("visit"), invented);
            browser.get("/saisie").await;
            assert_ne!(browser.cookie("visit"), invented);
        }
    })
    .await;
}

#[tokio::test]
async fn refusals_of_the_router_are_pages_in_french() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        for (path, status, words) in [
            ("/nulle-part", 404, "Page introuvable"),
            ("/nombre?n=a", 400, "Envoi non compris"),
            ("/qui?nom=%00", 404, "Page introuvable"),
            ("/machine", 405, "405"),
        ] {
            let answered = ask(&web, Site::Portal, path, "").await;
            assert_eq!(answered.status, status, "{path}");
            assert!(answered.body.contains(words), "{path}: {}", answered.body);
            assert!(!answered.body.contains("eserialize"), "{path}");
        }
        assert_eq!(ask(&web, Site::Portal, "/nombre?n=7", "").await.body, "7");
    })
    .await;
}

#[tokio::test]
async fn programs_are_answered_in_json_and_other_origins_are_not_invited() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let request = Request::post("/machine").header(header::ORIGIN, "https://evil.example").header("sec-fetch-site", "cross-site");
        let answered = Answered::read(web.answer(request.body(Body::empty()).unwrap(), Some(Site::Portal)).await).await;
        assert_eq!((answered.status, answered.header(header::CONTENT_TYPE)), (409, "application/json"));
        let body: serde_json::Value = serde_json::from_str(&answered.body).unwrap();
        assert_eq!(body["error"], 409);
        assert!(!answered.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
        assert!(!answered.headers.contains_key(header::SET_COOKIE));
        let bare = ask(&web, Site::Portal, "/machine/nombre?n=a", "").await;
        assert_eq!((bare.status, bare.header(header::CONTENT_TYPE)), (400, "application/json"));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_host_is_answered_421() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let status = async |host: &str| {
            let request = Request::get("/qui").header(header::HOST, host).body(Body::empty()).unwrap();
            let answered = Answered::read(web.answer(request, None).await).await;
            assert_eq!(answered.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
            (answered.status, answered.body.contains("Qui"))
        };
        assert_eq!(status("localhost:8080").await, (200, true));
        assert_eq!(status("LOCALHOST:8080").await, (200, true));
        assert_eq!(status("desk.example").await, (404, false));
        for unknown in ["evil.example", "localhost", "localhost:8080.evil.example", "localhost:80"] {
            assert_eq!(status(unknown).await, (421, false), "{unknown}");
        }
        let nameless = Request::get("/qui").body(Body::empty()).unwrap();
        assert_eq!(web.answer(nameless, None).await.status(), 421);
    })
    .await;
}

#[tokio::test]
async fn too_many_tries_are_told_how_long_to_wait() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        for _ in 0..2 {
            assert_eq!(ask(&web, Site::Portal, "/essai", "").await.status, 200);
        }
        let slowed = ask(&web, Site::Portal, "/essai", "").await;
        assert_eq!(slowed.status, 429);
        let wait: i64 = slowed.header(header::RETRY_AFTER).parse().unwrap();
        assert!(slowed.body.contains("Attendez"));
        bench.clock.advance(wait);
        assert_eq!(ask(&web, Site::Portal, "/essai", "").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn files_of_the_interface_may_be_kept_for_ever() {
    on_each_engine(&[], async |bench| {
        let web = web(&bench, sites(), None, routes());
        let style = ask(&web, Site::Portal, &ui::asset_href("ui.css"), "").await;
        assert_eq!((style.status, style.header(header::CACHE_CONTROL)), (200, "public, max-age=31536000, immutable"));
        let posted = Request::post(ui::asset_href("ui.css")).body(Body::empty()).unwrap();
        assert_eq!(web.answer(posted, Some(Site::Portal)).await.status(), 405);
    })
    .await;
}
