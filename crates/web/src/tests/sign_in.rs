//! Signing in on a site of ours, and how it ends.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use db::testing::{Bench, on_each_engine};
use http::{Request, header};
use serde_json::{Value, json};

use super::{
    house::{Answered, Browser, PORTAL, web},
    provider::{Provider, new_key},
};
use crate::{
    Ctx, Html, Method, Outcome, Policy, Site, Web,
    posted::encode,
    route,
    signin::{Client, MIGRATIONS, SignIn},
};

async fn mine(ctx: Ctx) -> Outcome<Html> {
    let person = ctx.signed_in()?;
    let body = ui::html! { p { (person.display_name()) " " (person.subject) " " (person.second_factor) } };
    Ok(ui::Page::new("Moi", body).into())
}

struct World {
    bench: Bench,
    provider: Provider,
    sign_in: SignIn,
    web: Web,
}

impl World {
    async fn open(bench: Bench) -> Self {
        let provider = Provider::start(&bench).await;
        let http = outbound::Http::new(vec![provider.authority()]).unwrap();
        let clients = BTreeMap::from([(Site::Portal, Client { id: "portail".to_owned(), secret: "très secret".to_owned() })]);
        let sign_in = SignIn::new(bench.databases.clone(), http, provider.sites(), clients);
        let mut routes = sign_in.routes(Site::Portal);
        routes.push(route(Site::Portal, Method::Get, "/moi", Policy::SignedIn, (), mine));
        let web = web(&bench, provider.sites(), Some(sign_in.clone()), routes);
        Self { bench, provider, sign_in, web }
    }

    fn browser(&self) -> Browser<'_> {
        Browser::on(&self.web, Site::Portal, PORTAL)
    }

    fn now(&self) -> i64 {
        self.bench.moment().wall.as_second()
    }

    /// What a genuine ID token says.
    fn claims(&self, nonce: &str) -> Value {
        json!({
            "iss": self.provider.issuer(), "aud": "portail", "sub": "zoe", "nonce": nonce, "sid": "s1",
            "iat": self.now(), "exp": self.now() + 300, "auth_time": self.now(), "amr": ["pwd", "otp", "mfa"],
        })
    }

    /// What a genuine logout token says.
    fn logout(&self) -> Value {
        json!({
            "iss": self.provider.issuer(), "aud": "portail", "sid": "s1", "iat": self.now(), "exp": self.now() + 120, "jti": "1",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        })
    }

    async fn tell(&self, logout_token: &str) -> Answered {
        let request = Request::post("/connexion/fin").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        Browser::on(&self.web, Site::Portal, PORTAL).send(request, &format!("logout_token={logout_token}")).await
    }

    /// Leaves for the provider.
    async fn leave(&self, browser: &Browser<'_>, back_to: &str) -> Answered {
        browser.get(&format!("/connexion?vers={}", encode(back_to))).await
    }

    /// Comes back with a code, the provider having signed `id_token`.
    async fn come_back(&self, browser: &Browser<'_>, left: &Answered, id_token: String) -> Answered {
        self.provider.script().id_token = id_token;
        let (state, iss) = (left.parameter("state"), encode(self.provider.issuer()));
        browser.get(&format!("/connexion/retour?code=c1&state={state}&iss={iss}")).await
    }

    /// The whole way, for a page of hers.
    async fn sign_in(&self, browser: &Browser<'_>) -> Answered {
        let left = self.leave(browser, "/moi").await;
        let token = self.provider.sign(&self.claims(&left.parameter("nonce")));
        self.come_back(browser, &left, token).await
    }
}

async fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.get("/moi").await.status == 200
}

#[tokio::test]
async fn she_signs_in_and_is_back_where_she_was() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        let asked = browser.get("/moi?page=2").await;
        assert_eq!((asked.status, asked.location()), (303, "/connexion?vers=%2Fmoi%3Fpage%3D2"));
        let left = browser.get(asked.location()).await;
        assert!(left.location().starts_with(&format!("{}/authorize?", world.provider.issuer())), "{}", left.location());
        assert_eq!((left.parameter("response_type"), left.parameter("code_challenge_method")), ("code".to_owned(), "S256".to_owned()));
        assert_eq!(left.parameter("redirect_uri"), format!("{PORTAL}/connexion/retour"));

        let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
        let back = world.come_back(&browser, &left, token).await;
        assert_eq!((back.status, back.location()), (303, "/moi?page=2"));
        let cookie = back.header(header::SET_COOKIE);
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");

        let exchanged = world.provider.script().exchanged.clone();
        assert_eq!(exchanged["redirect_uri"], format!("{PORTAL}/connexion/retour"));
        assert_eq!(
            crate::cookie::digest(&exchanged["code_verifier"]),
            left.parameter("code_challenge"),
            "the verifier is that of the challenge"
        );
        assert_eq!(exchanged["authorization"], format!("Basic {}", STANDARD.encode("portail:tr%C3%A8s%20secret")));
        assert!(browser.get("/moi").await.body.contains("Zoé zoe true"));
    })
    .await;
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_opens_nothing() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let stranger = new_key();
        type Forge<'a> = Box<dyn Fn(&World, Value) -> String + 'a>;
        let changed = |name: &'static str, value: Value| -> Forge<'_> {
            Box::new(move |world, mut claims| {
                claims[name] = value.clone();
                world.provider.sign(&claims)
            })
        };
        let now = world.now();
        let forged: Vec<(&str, Forge<'_>)> = vec![
            ("another nonce", changed("nonce", json!("autre"))),
            ("no nonce", changed("nonce", Value::Null)),
            ("another issuer", changed("iss", json!("https://evil.example"))),
            ("another audience", changed("aud", json!("autre-client"))),
            ("expired", changed("exp", json!(now))),
            ("no expiry", changed("exp", Value::Null)),
            ("from the future", changed("iat", json!(now + 61))),
            ("no subject", changed("sub", Value::Null)),
            ("unknown key", Box::new(|world, claims| world.provider.sign_as("k2", &stranger, &claims))),
            ("another key of the same name", Box::new(|world, claims| world.provider.sign_as("k1", &stranger, &claims))),
            ("unsigned", Box::new(|_, claims| Provider::unsigned(&claims))),
            ("signed with the public key", Box::new(|world, claims| world.provider.confused(&claims))),
            ("no token", Box::new(|_, _| "n’importe quoi".to_owned())),
        ];
        for (what, forge) in forged {
            let browser = world.browser();
            let left = world.leave(&browser, "/moi").await;
            let token = forge(&world, world.claims(&left.parameter("nonce")));
            let back = world.come_back(&browser, &left, token).await;
            assert_eq!(back.status, 422, "{what}");
            assert!(browser.cookie("session").is_empty() && !is_signed_in(&browser).await, "{what}");
        }
        assert_eq!(world.sign_in(&world.browser()).await.location(), "/moi", "the genuine one still does");
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_this_browser_did_not_ask_for_is_ignored() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let (hers, other) = (world.browser(), world.browser());
        let left = world.leave(&hers, "/moi").await;
        world.leave(&other, "/").await;
        let token = || world.provider.sign(&world.claims(&left.parameter("nonce")));
        assert_eq!(world.come_back(&other, &left, token()).await.location(), "/");
        assert!(!is_signed_in(&other).await, "another browser");
        hers.get("/connexion/retour?code=c1&state=autre").await;
        assert!(!is_signed_in(&hers).await, "another state");
        assert_eq!(world.come_back(&hers, &left, token()).await.location(), "/moi");
        let session = hers.cookie("session");
        assert_eq!(world.come_back(&hers, &left, token()).await.location(), "/", "it serves once");
        assert_eq!(hers.cookie("session"), session);
    })
    .await;
}

#[tokio::test]
async fn what_goes_wrong_at_the_provider_is_told() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        let left = world.leave(&browser, "/moi").await;
        let given_up = browser.get(&format!("/connexion/retour?error=access_denied&state={}", left.parameter("state"))).await;
        assert_eq!(given_up.location(), "/");

        let left = world.leave(&browser, "/moi").await;
        let mixed = format!("/connexion/retour?code=c1&state={}&iss=https%3A%2F%2Fevil.example", left.parameter("state"));
        assert_eq!(browser.get(&mixed).await.status, 422, "an answer of another provider");

        for (status, seen) in [(400, 422), (500, 500), (401, 500)] {
            world.provider.script().token_status = status;
            assert_eq!(world.sign_in(&browser).await.status, seen, "{status}");
        }
        world.provider.script().token_status = 200;
        world.provider.script().userinfo.1 = json!({ "sub": "quelqu’un d’autre" });
        assert_eq!(world.sign_in(&browser).await.status, 500);

        let left = world.leave(&browser, "/moi").await;
        world.bench.clock.advance(3_601);
        let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
        assert_eq!(world.come_back(&browser, &left, token).await.status, 422, "one hour later");
        assert!(!is_signed_in(&browser).await);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let elsewhere = [
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "javascript:alert(1)",
            "evil.example",
            "",
        ];
        for back_to in elsewhere {
            let browser = world.browser();
            let left = world.leave(&browser, back_to).await;
            let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
            assert_eq!(world.come_back(&browser, &left, token).await.location(), "/", "{back_to:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_planted_session_is_not_adopted_and_a_former_one_ends() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        browser.keep(&browser.cookie_name("session"), "plante");
        assert!(!is_signed_in(&browser).await);
        world.sign_in(&browser).await;
        let first = browser.cookie("session");
        assert_eq!(first.len(), 43, "256 bits");
        world.sign_in(&browser).await;
        assert_ne!(browser.cookie("session"), first);
        assert!(is_signed_in(&browser).await);
        let thief = world.browser();
        thief.keep(&thief.cookie_name("session"), &first);
        assert!(!is_signed_in(&thief).await);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_here_then_at_the_provider() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        let (token, id_token) = (browser.cookie("session"), world.provider.script().id_token.clone());
        let without_proof = Request::post("/deconnexion").header(header::ORIGIN, PORTAL);
        assert_eq!(browser.send(without_proof, "").await.status, 403);
        assert!(is_signed_in(&browser).await);

        let out = browser.post("/deconnexion", &[]).await;
        assert!(out.location().starts_with(&format!("{}/end-session?", world.provider.issuer())));
        assert_eq!((out.parameter("id_token_hint"), out.parameter("post_logout_redirect_uri")), (id_token, format!("{PORTAL}/")));
        assert_eq!(browser.cookie("session"), "");
        browser.keep(&browser.cookie_name("session"), &token);
        assert!(!is_signed_in(&browser).await, "the token is dead, not only forgotten");
    })
    .await;
}

#[tokio::test]
async fn the_provider_ends_a_session_with_a_genuine_token_only() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        let with = |name: &str, value: Value| {
            let mut claims = world.logout();
            claims[name] = value;
            world.provider.sign(&claims)
        };
        let refused = [
            ("an ID token", world.provider.script().id_token.clone()),
            ("a nonce", with("nonce", json!("n"))),
            ("no event", with("events", json!({}))),
            ("no session", with("sid", Value::Null)),
            ("another audience", with("aud", json!("autre"))),
            ("another issuer", with("iss", json!("https://evil.example"))),
            ("expired", with("exp", json!(world.now()))),
            ("unsigned", Provider::unsigned(&world.logout())),
            ("another key", world.provider.sign_as("k1", &new_key(), &world.logout())),
            ("nothing", String::new()),
        ];
        for (what, token) in refused {
            assert_eq!(world.tell(&token).await.status, 400, "{what}");
            assert!(is_signed_in(&browser).await, "{what}");
        }
        assert_eq!(world.tell(&with("sid", json!("s2"))).await.status, 200, "somebody else’s session");
        assert!(is_signed_in(&browser).await);
        assert_eq!(world.tell(&world.provider.sign(&world.logout())).await.status, 200);
        assert!(!is_signed_in(&browser).await);
    })
    .await;
}

#[tokio::test]
async fn strangers_do_not_make_us_ask_for_keys_without_end() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let key = new_key();
        for kid in 0..20 {
            world.tell(&world.provider.sign_as(&kid.to_string(), &key, &world.logout())).await;
        }
        assert_eq!(world.provider.script().keys_read, 1);
        world.bench.clock.advance(10);
        world.tell(&world.provider.sign_as("nouvelle", &key, &world.logout())).await;
        assert_eq!(world.provider.script().keys_read, 2, "a new key is looked for, later");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_an_idle_hour_or_twelve() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let idle = world.browser();
        world.sign_in(&idle).await;
        world.bench.clock.advance(3_599);
        assert!(is_signed_in(&idle).await);
        world.bench.clock.advance(3_600);
        assert!(!is_signed_in(&idle).await);

        let busy = world.browser();
        world.sign_in(&busy).await;
        for _ in 0..23 {
            world.bench.clock.advance(1_800);
            assert!(is_signed_in(&busy).await);
        }
        world.bench.clock.advance(1_800);
        assert!(!is_signed_in(&busy).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_follows_what_the_provider_says_but_not_its_silence() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        world.provider.script().userinfo.0 = 503;
        world.bench.clock.advance(300);
        assert!(is_signed_in(&browser).await, "a provider that is down ends nobody’s session");
        world.provider.script().userinfo.0 = 401;
        assert!(is_signed_in(&browser).await, "not asked again at once");
        world.bench.clock.advance(300);
        assert!(!is_signed_in(&browser).await);
        world.provider.script().userinfo.0 = 200;
        assert!(!is_signed_in(&browser).await, "it is closed for good");
    })
    .await;
}

#[tokio::test]
async fn what_no_longer_serves_is_forgotten() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        world.leave(&browser, "/").await;
        let rows = async |expected: [i64; 2]| {
            world.sign_in.purge(world.bench.moment().wall).await.unwrap();
            let mut tx = world.bench.databases.platform_read().await.unwrap();
            for (sql, expected) in
                [("SELECT COUNT(*) AS value FROM site_sessions", expected[0]), ("SELECT COUNT(*) AS value FROM sign_ins", expected[1])]
            {
                assert_eq!(tx.value::<i64>(sql, Vec::new()).await.unwrap(), expected, "{sql}");
            }
        };
        world.bench.clock.advance(3_599);
        rows([1, 1]).await;
        world.bench.clock.advance(1);
        rows([0, 0]).await;
    })
    .await;
}
