//! Forms of people whose session has ended.

use std::collections::BTreeMap;

use db::testing::{Bench, on_each_engine};
use http::{Request, header};

use super::house::{ACTOR, Answered, Browser, DESK, PORTAL, sites, web};
use crate::{
    Ctx, Html, Method, Policy, Posted, Right, Site, Web,
    posted::encode,
    route,
    signin::{MIGRATIONS, SignIn},
};

async fn form(ctx: Ctx) -> Html {
    ui::Page::new("Saisie", ui::form("/saisie", ctx.csrf(), None, false, ui::button("Envoyer"))).into()
}

async fn echo(posted: Posted) -> String {
    format!("{:?} {}", posted.values(), posted.key())
}

fn sign_in(bench: &Bench) -> SignIn {
    SignIn::new(bench.databases.clone(), outbound::Http::new(Vec::new()).unwrap(), sites(), BTreeMap::new())
}

/// The sites, where who asks is said by a header.
fn world(bench: &Bench) -> Web {
    let mut routes = vec![
        route(Site::Portal, Method::Get, "/saisie", Policy::Public, (), form),
        route(Site::Portal, Method::Post, "/demande", Policy::SignedIn, (), echo),
        route(Site::Desk, Method::Get, "/saisie", Policy::Public, (), form),
        route(Site::Desk, Method::Post, "/{instance}/note", Policy::Agent(Right::Process), (), echo),
        route(Site::Connect, Method::Get, "/saisie", Policy::Public, (), form),
        route(Site::Connect, Method::Post, "/compte", Policy::SignedIn, (), echo),
    ];
    let sign_in = sign_in(bench);
    routes.extend(sign_in.routes(Site::Portal));
    routes.extend(sign_in.routes(Site::Desk));
    web(bench, sites(), None, routes)
}

/// The address of the kept form, from the link to sign in again.
fn kept_at(answered: &Answered) -> String {
    let link = answered.body.split("/connexion?vers=").nth(1).unwrap_or_else(|| panic!("no link in {}", answered.body));
    let path = link.split(['"', '&']).next().unwrap();
    crate::posted::decode(format!("vers={path}").as_bytes()).remove(0).1
}

async fn resume(browser: &Browser<'_>, path: &str) -> Answered {
    browser.send(Request::get(path).header(ACTOR, "person"), "").await
}

async fn rows(bench: &Bench) -> i64 {
    let mut tx = bench.databases.platform_read().await.unwrap();
    tx.value("SELECT COUNT(*) AS value FROM parked_forms", Vec::new()).await.unwrap()
}

#[tokio::test]
async fn what_was_typed_is_found_again_after_signing_in() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let typed =
            [("nom", "Zoé \"l’Éclair\""), ("texte", "un\r\ndeux"), ("choix", "a"), ("choix", "b"), ("password", "secret"), ("_key", "k1")];
        let ended = browser.post("/demande?etape=2", &typed).await;
        assert_eq!(ended.status, 401);
        assert!(ended.body.contains("Votre session a pris fin") && ended.body.contains("Ce que vous avez écrit est gardé."));

        let path = kept_at(&ended);
        assert!(path.starts_with("/reprise/"), "{path}");
        let mut tx = bench.databases.platform_read().await.unwrap();
        let kept: String = tx.value("SELECT CAST(fields AS TEXT) AS value FROM parked_forms", Vec::new()).await.unwrap();
        assert!(kept.contains("day.") && !kept.contains("clair") && !kept.contains("nom"), "sealed, whatever was asked: {kept}");
        drop(tx);
        assert_eq!(browser.get(&path).await.status, 303, "one must sign in to see it");
        let page = resume(&browser, &path).await;
        assert_eq!((page.status, page.header(header::CACHE_CONTROL)), (200, "no-store"));
        assert!(page.body.contains("Votre saisie a été gardée") && page.body.contains("Reprendre"));
        assert!(page.body.contains("action=\"/demande?etape=2\""));
        assert!(!page.body.contains("secret"));

        let fields = hidden_fields(&page.body);
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post("/demande?etape=2")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, PORTAL)
            .header(ACTOR, "person");
        let sent = browser.send(request, &body.join("&")).await;
        assert_eq!(sent.status, 200);
        assert_eq!(sent.body, r#"{"choix": ["a", "b"], "nom": ["Zoé \"l’Éclair\""], "texte": ["un\r\ndeux"]} k1"#);
    })
    .await;
}

/// The hidden fields of the form that resumes.
fn hidden_fields(page: &str) -> Vec<(String, String)> {
    let form = page.split("action=\"/demande").nth(1).unwrap().split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    };
    form.split("type=\"hidden\"").skip(1).map(|tag| (attribute(tag, "name"), attribute(tag, "value"))).collect()
}

#[tokio::test]
async fn a_kept_form_is_for_its_browser_on_its_site_for_a_day() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let (hers, other) = (Browser::on(&web, Site::Portal, PORTAL), Browser::on(&web, Site::Portal, PORTAL));
        hers.get("/saisie").await;
        other.get("/saisie").await;
        let path = kept_at(&hers.post("/demande", &[("nom", "Zoé")]).await);

        let desk = Browser::on(&web, Site::Desk, DESK);
        desk.keep(&desk.cookie_name("visit"), &hers.cookie("visit"));
        for (browser, whose) in [(&other, "another browser"), (&desk, "another site")] {
            let answered = resume(browser, &path).await;
            assert_eq!(answered.status, 410, "{whose}");
            assert!(!answered.body.contains("Zoé"));
        }
        assert_eq!(resume(&hers, "/reprise/00000000-0000-7000-8000-000000000000").await.status, 410);
        assert_eq!(resume(&hers, "/reprise/n-importe-quoi").await.status, 404);
        bench.clock.advance(24 * 3_600 - 1);
        assert_eq!(resume(&hers, &path).await.status, 200);
        bench.clock.advance(1);
        assert_eq!(resume(&hers, &path).await.status, 410);
        sign_in(&bench).purge(bench.moment().wall).await.unwrap();
        assert_eq!(rows(&bench).await, 0);
    })
    .await;
}

#[tokio::test]
async fn files_are_not_kept_but_the_rest_of_their_form_is() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        let part =
            |disposition: &str, content: &str| format!("--xxx\r\ncontent-disposition: form-data; {disposition}\r\n\r\n{content}\r\n");
        let parts = [
            part("name=\"photo\"; filename=\"a.jpg\"", &"x".repeat(300_000)),
            part("name=\"nom\"", "Zoé"),
            part(&format!("name=\"{}\"", ui::CSRF_FIELD), &browser.csrf()),
        ];
        let request =
            Request::post("/demande").header(header::CONTENT_TYPE, "multipart/form-data; boundary=xxx").header(header::ORIGIN, PORTAL);
        // nothing can be written there, and nothing is
        std::fs::remove_dir(bench.dir.join("uploads")).unwrap();
        let ended = browser.send(request, &format!("{}--xxx--\r\n", parts.concat())).await;
        assert_eq!(ended.status, 401);
        let page = resume(&browser, &kept_at(&ended)).await;
        assert!(page.body.contains("Zoé") && !page.body.contains("xxxx"));
        assert!(page.body.contains("vous devrez les joindre à nouveau"));
    })
    .await;
}

#[tokio::test]
async fn an_agent_without_second_factor_keeps_her_note() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Desk, DESK);
        browser.get("/saisie").await;
        let request = Request::post("/bron/note")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(ACTOR, "weak-agent");
        let ended = browser.send(request, &format!("note=vu&{}={}", ui::CSRF_FIELD, browser.csrf())).await;
        assert_eq!(ended.status, 401);
        assert!(ended.body.contains("&amp;fort=1"), "{}", ended.body);
        assert!(resume(&browser, &kept_at(&ended)).await.body.contains("value=\"vu\""));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_of_what_should_not_be() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;

        let long = browser.post("/demande", &[("texte", &"é".repeat(100_001))]).await;
        assert_eq!(long.status, 401);
        assert!(long.body.contains("Rien n’a été enregistré.") && kept_at(&long) == "/");

        let form = "application/x-www-form-urlencoded";
        let forged = Request::post("/demande").header(header::CONTENT_TYPE, form).header(header::ORIGIN, PORTAL);
        assert_eq!(browser.send(forged, "nom=Zoé").await.status, 403, "no proof");
        let part = Request::post("/demande").header(header::CONTENT_TYPE, form).header(header::ORIGIN, PORTAL);
        let part = part.header(ui::FRAGMENT_HEADER, "suite");
        assert_eq!(browser.send(part, &format!("nom=Zoé&{}={}", ui::CSRF_FIELD, browser.csrf())).await.status, 401, "a part of a page");

        let connect = Browser::on(&web, Site::Connect, "http://localhost:8082");
        connect.get("/saisie").await;
        let here = Request::post("/compte").header(header::CONTENT_TYPE, form).header("sec-fetch-site", "same-origin");
        assert_eq!(connect.send(here, &format!("nom=Zoé&{}={}", ui::CSRF_FIELD, connect.csrf())).await.status, 403);
        assert_eq!(rows(&bench).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_flood_of_forms_is_not_kept() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        for _ in 0..70 {
            assert_eq!(browser.post("/demande", &[("nom", "Zoé")]).await.status, 401);
        }
        assert_eq!(rows(&bench).await, 60);
    })
    .await;
}

#[tokio::test]
async fn signing_out_leaves_nothing_to_the_next_user_of_the_browser() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let web = world(&bench);
        let browser = Browser::on(&web, Site::Portal, PORTAL);
        browser.get("/saisie").await;
        browser.post("/demande", &[("nom", "Zoé")]).await;
        assert_eq!(rows(&bench).await, 1);
        browser.keep(&browser.cookie_name("session"), "la sienne");
        assert_eq!(browser.post("/deconnexion", &[]).await.location(), format!("{PORTAL}/deconnexion"));
        assert_eq!(rows(&bench).await, 0);
    })
    .await;
}
