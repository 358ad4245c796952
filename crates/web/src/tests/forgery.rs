//! Forms that do not come from our own pages.

use axum::body::Body;
use db::testing::{Bench, on_each_engine};
use http::{Request, header};

use super::house::{ACTOR, Answered, Browser, PORTAL, sites, web};
use crate::{Answer, Ctx, Html, Method, Outcome, Policy, Posted, Route, Site, Web, redirect, route};

async fn form(ctx: Ctx) -> Html {
    ui::Page::new("Saisie", ui::form("/saisie", ctx.csrf(), None, false, ui::button("Envoyer"))).into()
}

async fn sent(posted: Posted) -> Outcome<Answer> {
    Ok(redirect(&format!("/merci?nom={}", crate::posted::encode(posted.value("nom")))))
}

fn routes() -> Vec<Route> {
    vec![
        route(Site::Portal, Method::Get, "/saisie", Policy::Public, (), form),
        route(Site::Portal, Method::Post, "/saisie", Policy::Public, (), sent),
        route(Site::Portal, Method::Post, "/moi", Policy::SignedIn, (), sent),
    ]
}

fn world(bench: &Bench) -> Web {
    web(bench, sites(), None, routes())
}

/// Sends a form with the browser's own cookie and the headers given.
async fn forged(browser: &Browser<'_>, path: &str, headers: &[(&str, &str)], csrf: &str) -> Answered {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").header(ACTOR, "person");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    browser.send(request, &format!("nom=Zoe&{}={csrf}", ui::CSRF_FIELD)).await
}

#[tokio::test]
async fn a_genuine_form_passes_in_old_browsers_too() {
    on_each_engine(&[], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        let page = browser.get("/saisie").await;
        assert!(page.body.contains(&browser.csrf()), "the page gives the proof of this browser");
        assert_eq!(browser.post("/saisie", &[("nom", "Zoé")]).await.location(), "/merci?nom=Zo%C3%A9");
        for headers in [&[("origin", PORTAL)][..], &[("sec-fetch-site", "same-origin")], &[("sec-fetch-site", "none")], &[]] {
            assert_eq!(forged(&browser, "/saisie", headers, &browser.csrf()).await.status, 303, "{headers:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn forged_forms_are_refused_even_with_the_right_proof() {
    on_each_engine(&[], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let elsewhere: [&[(&str, &str)]; 8] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", PORTAL)],
            &[("sec-fetch-site", "SAME-ORIGIN")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://localhost:80800")],
            &[("origin", "https://localhost:8080")],
        ];
        for path in ["/saisie", "/moi"] {
            for headers in elsewhere {
                let answered = forged(&browser, path, headers, &browser.csrf()).await;
                assert_eq!(answered.status, 403, "{path} {headers:?}");
                assert!(answered.body.contains("Accès refusé"));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_without_the_proof_of_its_own_browser_is_refused() {
    on_each_engine(&[], async |bench| {
        let web = world(&bench);
        let (hers, other) = (Browser::on(&web, Site::Portal, PORTAL), Browser::on(&web, Site::Portal, PORTAL));
        hers.get("/saisie").await;
        other.get("/saisie").await;
        let longer = format!("{}A", hers.csrf());
        for path in ["/saisie", "/moi"] {
            for proof in ["", "abc", &*other.csrf(), &*hers.cookie("visit"), &*longer] {
                for headers in [&[("origin", PORTAL)][..], &[]] {
                    assert_eq!(forged(&hers, path, headers, proof).await.status, 403, "{path} {proof}");
                }
            }
        }
        // somebody else's cookie, planted over hers: the proof on her screen is worth nothing any more
        let proof = hers.csrf();
        hers.keep(&hers.cookie_name("visit"), &other.cookie("visit"));
        assert_eq!(forged(&hers, "/saisie", &[("origin", PORTAL)], &proof).await.status, 403);
        // and the planter, who knows the proof of the cookie, is still elsewhere
        assert_eq!(forged(&hers, "/saisie", &[("origin", "https://evil.example")], &other.csrf()).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn a_proof_sent_otherwise_than_in_a_form_does_not_count() {
    on_each_engine(&[], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let body = format!(r#"{{"nom":"Zoe","{}":"{}"}}"#, ui::CSRF_FIELD, browser.csrf());
        for kind in ["application/json", "text/plain"] {
            let request = Request::post("/saisie").header(header::CONTENT_TYPE, kind).header(header::ORIGIN, PORTAL);
            assert_eq!(browser.send(request, &body).await.status, 403, "{kind}");
        }
        let path = format!("/saisie?{}={}", ui::CSRF_FIELD, browser.csrf());
        let request = Request::post(path).header(header::ORIGIN, PORTAL);
        assert_eq!(browser.send(request, "nom=Zoe").await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn other_methods_write_nothing() {
    on_each_engine(&[], async |bench| {
        let web = world(&bench);
        for method in ["PUT", "DELETE", "PATCH", "TRACE"] {
            let request = Request::builder().method(method).uri("/saisie").body(Body::empty()).unwrap();
            assert_eq!(web.answer(request, Some(Site::Portal)).await.status(), 405, "{method}");
        }
    })
    .await;
}
