//! A developer at work: his organisation, his service on its integration stage,
//! and the habits of that service, good or bad.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use web::cookie::digest;

use crate::{
    model::{
        client::Client,
        jwk::KeySet,
        jws::Jws,
        partner::{Decision, OrganisationId, role::Roles},
        trial::{
            Tried,
            check::{self, CHECKS},
            lie::Lie,
            report::{Report, State},
        },
    },
    one_time_code,
    store::{
        accounts, clients,
        partners::{
            members,
            organisations::{self, Organisation},
        },
        trials,
    },
    tests::bench::{Browser, ISSUER, PASSWORD, TOTP, TestClient, World},
};

pub(super) const ANA: &str = "ana@exemple.fr";
const HERE: &str = "/partenaires/services/bron/essai";

/// What a service does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does not check this.
    Believes(Lie),
    SameState,
    ShortState,
    SameNonce,
    SameChallenge,
    NoPkce,
    WrongVerifier,
    AnotherReturn,
    CodeTwice,
    SlowCode,
    NoHint,
    /// It does not understand that a session ended.
    Deaf,
    /// It takes the word of whoever says that a session ended.
    Gullible,
}

/// The developer, his browser and his service.
pub(super) struct Workshop<'a> {
    world: &'a World,
    pub browser: Browser,
    pub client: TestClient,
    organisation: OrganisationId,
    /// Requests made: no two are the same.
    requests: u32,
    /// The ID token of the last sign-in that was believed.
    id_token: Option<String>,
}

/// Somebody with two factors, signed in.
pub(super) async fn signed_in(world: &World, email: &str) -> Browser {
    // a one-time code serves once
    world.wait(31);
    let browser = Browser::default();
    let step = browser.sign_in(world, "/connexion", email, PASSWORD).await;
    let code = one_time_code(TOTP, world.moment().wall).unwrap();
    browser.fill(world, step.location(), "/connexion/code", &[("code", &code)]).await;
    browser
}

impl<'a> Workshop<'a> {
    pub async fn open(world: &'a World) -> Self {
        world.account(ANA, Some(TOTP)).await;
        let told = format!("http://{}/fin", world.ear.local_addr().unwrap());
        let client = world.client("bron", |client| client.backchannel_uri = Some(told)).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let ana = accounts::id_of(&mut tx, ANA).await.unwrap().unwrap();
        let organisation = Organisation {
            id: world.moment().id(),
            name: "Ville de Bron".to_owned(),
            siret: None,
            why: "Relier les piscines.".to_owned(),
            contact: kernel::Personal::new("contact@bron.example".to_owned()),
            asked_by: Some(ana),
            asked_at: wall,
            decided_at: None,
            decision: None,
            decision_reason: None,
            suspended_at: None,
        };
        organisations::ask(&mut tx, &organisation).await.unwrap();
        organisations::decide(&mut tx, organisation.id, (Decision::Accepted, None), wall).await.unwrap();
        members::set(&mut tx, organisation.id, ana, &Roles::parse("developer"), wall).await.unwrap();
        tx.execute(
            "UPDATE clients SET organisation_id = $1, stage = 'integration', login_uri = 'https://bron.example/entrer' WHERE id = 'bron'",
            db::args![organisation.id],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let browser = signed_in(world, ANA).await;
        Self { world, browser, client, organisation: organisation.id, requests: 0, id_token: None }
    }

    pub async fn enter(&mut self) {
        self.enter_as(ANA).await;
    }

    pub async fn enter_as(&mut self, email: &str) {
        self.browser = signed_in(self.world, email).await;
    }

    /// A colleague comes.
    pub async fn join(&self, email: &str) {
        self.world.account(email, Some(TOTP)).await;
        let mut tx = self.world.bench.databases.identity_write().await.unwrap();
        let account = accounts::id_of(&mut tx, email).await.unwrap().unwrap();
        members::set(&mut tx, self.organisation, account, &Roles::parse("developer"), self.world.moment().wall).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Puts the service on another stage, as nothing in the product does.
    pub async fn move_to(&self, stage: &str) {
        let mut tx = self.world.bench.databases.identity_write().await.unwrap();
        tx.execute("UPDATE clients SET stage = $1 WHERE id = 'bron'", db::args![stage]).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn page(&self, name: &str) -> String {
        let page = self.browser.get(self.world, format!("/partenaires/services/bron/{name}").trim_end_matches('/')).await;
        assert_eq!(page.status, 200, "{name} leads to « {} »", page.location());
        page.body
    }

    /// Sends the first form of the trial's page.
    pub async fn press(&self, fields: &[(&str, &str)]) {
        let answer = self.browser.fill(self.world, HERE, HERE, fields).await;
        assert_eq!(answer.location(), HERE, "{}", answer.body);
    }

    pub async fn start(&self) {
        self.press(&[("acte", "commencer")]).await;
    }

    pub async fn report(&self) -> Report {
        let mut tx = self.world.bench.databases.identity_read().await.unwrap();
        let client: Client = clients::by_id(&mut tx, "bron").await.unwrap().unwrap();
        let trial = trials::of(&mut tx, Tried::of(&client).unwrap()).await.unwrap().unwrap();
        trials::report(&mut tx, trial.id).await.unwrap()
    }

    pub async fn state(&self, name: &str) -> State {
        self.report().await.state(check::by_name(name).unwrap())
    }

    /// What failed, and why.
    pub async fn failures(&self) -> Vec<(&'static str, &'static str)> {
        let report = self.report().await;
        let failed = CHECKS.iter().filter_map(|check| match report.state(check) {
            State::Failed(why) => Some((check.name(), why)),
            _ => None,
        });
        failed.collect()
    }

    /// A whole trial: an honest sign-in, each lie, an honest one, and out. The
    /// developer says what he saw.
    pub async fn whole(&mut self, fault: Option<Fault>) {
        for _ in 0..=Lie::ALL.len() {
            let is_in = self.visit(fault).await;
            if self.report().await.next().is_some_and(|check| check.lie().is_some()) && self.is_asked().await {
                self.press(&[("acte", if is_in { "connecte" } else { "refuse" })]).await;
            }
        }
        self.visit(fault).await;
        self.leave(fault).await;
    }

    async fn is_asked(&self) -> bool {
        self.page("essai").await.contains("Qu’a fait votre service")
    }

    /// Signs in to the service, in its way: whether it let him in.
    pub async fn visit(&mut self, fault: Option<Fault>) -> bool {
        self.requests += 1;
        let n = self.requests;
        let is = |other: Fault| fault == Some(other);
        let believes = |lie: Lie| fault == Some(Fault::Believes(lie));
        let state = match fault {
            Some(Fault::SameState) => "toujours-le-meme-state".to_owned(),
            Some(Fault::ShortState) => "court".to_owned(),
            _ => format!("state-Xq2_8dKf-{n:06}"),
        };
        let nonce = if is(Fault::SameNonce) { "toujours-le-meme-nonce".to_owned() } else { format!("nonce-Wg4Tb9Rz-{n:06}") };
        let verifier = format!("verifier-ouvert-a-personne-d-autre-que-moi-{:06}", if is(Fault::SameChallenge) { 0 } else { n });
        let challenge = digest(&verifier);
        let mut asked = vec![("state", state.as_str()), ("nonce", nonce.as_str()), ("code_challenge", challenge.as_str())];
        if is(Fault::NoPkce) {
            asked.extend([("code_challenge", ""), ("code_challenge_method", "")]);
        }
        if is(Fault::AnotherReturn) {
            asked.push(("redirect_uri", "https://bron.example/autre"));
        }
        let mut back = self.browser.get(self.world, &self.client.authorize(&asked)).await;
        if back.location().starts_with("/autorisation?") {
            let page = back.location().to_owned();
            back = self.browser.fill(self.world, &page, "/autorisation", &[("choix", "accepter")]).await;
        }
        let Some(code) = back.parameter("code") else { return false };
        let is_mine = back.parameter("state").as_deref() == Some(&state) || believes(Lie::State);
        let is_yours = back.parameter("iss").as_deref() == Some(ISSUER) || believes(Lie::Issuer);
        if !is_mine || !is_yours {
            return false;
        }
        if is(Fault::SlowCode) {
            self.world.wait(60);
        }
        let verifier = if is(Fault::WrongVerifier) { "un-verifieur-qui-ne-repond-a-aucune-demande-ici" } else { &verifier };
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &*code),
            ("redirect_uri", &*self.client.redirect_uri),
            ("code_verifier", verifier),
        ];
        let tokens = self.world.post_form("/token", Some(&self.client.basic()), &form).await;
        if is(Fault::CodeTwice) {
            self.world.post_form("/token", Some(&self.client.basic()), &form).await;
        }
        if tokens.status != 200 {
            return false;
        }
        let id_token = tokens.text("id_token");
        let Some(claims) = self.believed(&id_token, fault).await else { return false };
        let now = self.world.moment().wall.as_second();
        let is_right = (claims["iss"] == ISSUER || believes(Lie::TokenIssuer))
            && (claims["aud"] == "bron" || believes(Lie::Audience))
            && (claims["nonce"] == *nonce || believes(Lie::Nonce))
            && (claims["exp"].as_i64().is_some_and(|exp| exp > now) || believes(Lie::Expired))
            && (claims["acr"] != "glc:none" || believes(Lie::Level));
        if !is_right {
            return false;
        }
        let user = self.world.userinfo(&tokens.text("access_token")).await;
        if user.status != 200 || (user.text("sub") != claims["sub"] && !believes(Lie::Subject)) {
            return false;
        }
        self.id_token = Some(id_token);
        true
    }

    /// The claims of an ID token whose signature is right, or not checked.
    async fn believed(&self, token: &str, fault: Option<Fault>) -> Option<Value> {
        let mut parts = token.split('.');
        let mut part = || -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts.next().unwrap()).unwrap()).unwrap() };
        let (header, claims) = (part(), part());
        if header["alg"] == "none" {
            return (fault == Some(Fault::Believes(Lie::Unsigned))).then_some(claims);
        }
        let keys = KeySet::read(&self.world.send(http::Request::get("/jwks"), "").await.json()).unwrap();
        let jws = Jws::read(token).unwrap();
        let mut known = keys.candidates(jws.kid()).peekable();
        assert!(known.peek().is_some(), "a lie bears the name of a published key");
        let is_signed = known.any(|key| jws.is_signed_by(key));
        (is_signed || fault == Some(Fault::Believes(Lie::Stranger))).then_some(claims)
    }

    /// Signs out of the service.
    async fn leave(&mut self, fault: Option<Fault>) {
        let Some(hint) = self.id_token.take() else { return };
        if fault == Some(Fault::NoHint) {
            self.browser.get(self.world, "/end-session?client_id=bron").await;
            return;
        }
        self.browser.get(self.world, &format!("/end-session?id_token_hint={hint}")).await;
        let mut believed = 0;
        // a stranger's word, then ours
        let hear = async {
            for _ in 0..2 {
                let (call, token) = heard(&self.world.ear).await;
                let is_ours = self.believed(&token, None).await.is_some();
                believed += u32::from(is_ours);
                let status = match fault {
                    Some(Fault::Deaf) => "500 Internal Server Error",
                    Some(Fault::Gullible) => "200 OK",
                    _ if is_ours => "200 OK",
                    _ => "400 Bad Request",
                };
                answer(call, status).await;
            }
        };
        tokio::join!(hear, self.world.work());
        assert_eq!(believed, 1, "one of the two is true");
    }
}

/// A call, and the token that it brings.
async fn heard(ear: &TcpListener) -> (TcpStream, String) {
    let (mut stream, _) = ear.accept().await.unwrap();
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4_096];
        let read = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let whole = text.split_once("\r\n\r\n").filter(|(head, body)| {
            let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            length.is_some_and(|length: usize| body.len() >= length)
        });
        if let Some((_, body)) = whole {
            return (stream, body.trim_start_matches("logout_token=").to_owned());
        }
    }
}

/// Answers a call so.
async fn answer(mut call: TcpStream, status: &str) {
    call.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes()).await.unwrap();
}
